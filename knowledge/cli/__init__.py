"""The editors' command line: ``lotsen knowledge …``, or ``python -m knowledge …`` where only this part is installed."""

from knowledge.cli.commands import app

__all__ = ["app"]
