"""``python -m knowledge``: the editors' command line."""

from knowledge.cli import app

app()
