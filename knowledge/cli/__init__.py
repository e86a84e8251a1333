"""The editors' command line: ``lotsen knowledge …``, or ``python -m knowledge …`` where only this part is installed."""

from knowledge.cli.commands import app
from knowledge.cli.draft import draft

app.command()(draft)

__all__ = ["app"]
