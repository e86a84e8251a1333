"""The built knowledge base: one SQLite file, or a PostgreSQL database, behind the same schema.

What editors write (facts, asks, care rights) is read whole into memory; passages are asked of the database
(``knowledge.search``). Why: docs/search.md. Where it lies is an ``Address`` (``address.py``); its tables stand in
``knowledge/store/schema.py``. Conversations, turns and votes are not here but in ``bot/storage/``.
"""

from __future__ import annotations

from knowledge.store.address import Address, database_from
from knowledge.store.model import Asks, Knowledge, StoreChanged, StoredProgramme, StoreError, StoreUnavailable
from knowledge.store.reading import Build, Store, open_store

__all__ = [
    "Address",
    "Asks",
    "Build",
    "Knowledge",
    "Store",
    "StoreChanged",
    "StoreError",
    "StoreUnavailable",
    "StoredProgramme",
    "database_from",
    "open_store",
]
