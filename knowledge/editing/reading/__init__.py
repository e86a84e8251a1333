"""The editors' files and the saved pages, read with every fault named by file, line and field."""
