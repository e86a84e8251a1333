"""Prepares the database that LOTSEN_DATABASE_URL names: ``python -m bot.storage``. Serving does it at every start."""

from __future__ import annotations

import os
import sys

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.migrating import migrate
from bot.storage.places import URL_SETTING, database_url, shown


def main() -> int:
    """Migrate; the exit status. What goes wrong is one line on standard error."""
    try:
        url = database_url(os.environ)
        if url is None:
            print(f"{URL_SETTING} is not set: conversations, turns and votes lie in files, which need no preparing")
            return 0
        migrate(url)
    except ValueError as fault:
        return _failed(str(fault))
    except (SQLAlchemyError, CommandError) as fault:
        reason = str(getattr(fault, "orig", None) or fault).strip().splitlines()[0]
        return _failed(f"the database {shown(url)} could not be prepared ({reason})")
    print(f"{shown(url)} has this version's tables")
    return 0


def _failed(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
