"""Rasa's log without the values of variables: they hold what somebody typed. Runs inside .venv.

structlog, which Rasa logs with, puts the locals of every frame beside a traceback unless it is told otherwise, as JSON
and in a terminal alike.
"""

from __future__ import annotations

import structlog
from structlog.tracebacks import ExceptionDictTransformer


def hide_locals() -> None:
    """Have structlog leave them out; to be called before Rasa configures it."""
    structlog.processors.dict_tracebacks = structlog.processors.ExceptionRenderer(
        ExceptionDictTransformer(show_locals=False)
    )
    structlog.dev.rich_traceback.show_locals = False
