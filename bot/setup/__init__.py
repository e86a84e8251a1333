"""Set-up and process running: what stands behind ``make``.

Everything here but ``serve`` and ``chat`` runs before any environment exists, so it uses
the standard library only and the syntax of Python 3.8. ``serve`` and ``chat`` run inside
``.venv``. ``steps`` holds the table of set-up steps; start reading there.
"""
