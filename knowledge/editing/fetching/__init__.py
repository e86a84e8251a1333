"""Fetch a source page and save it: download, read out its text, list it, compare it with the one saved before."""
