"""The Swedish language as this project needs it: folding of letters, numerals, negation. No domain, no files."""
