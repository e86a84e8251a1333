"""Set-up and process running: what stands behind ``make``.

Everything here runs before any environment exists, so it uses the standard library only and the
syntax of Python 3.8; but for ``serve``, ``supervisor`` and ``chat``, which run inside ``.venv``.
``steps`` holds the table of set-up steps; start reading there.
"""
