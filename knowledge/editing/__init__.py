"""Changing facts: what an editor writes in a form, checked, put in its file, made live. For desk and command line."""
