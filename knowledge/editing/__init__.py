"""What editors do, at the desk and on the command line: fetch, read, check, change, build, publish.

No question needs any of it, and nothing that answers imports it (``pyproject.toml``).
"""
