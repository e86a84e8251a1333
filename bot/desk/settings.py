"""Where the desk listens and what it works on. Documented in docs/redaktorsbordet.md."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.store import Address

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class DeskSettings:
    """The desk's settings."""

    socket: Path  # of the gateway, readable by this user only
    drafts: Path  # SQLite
    knowledge: Path  # the folder that holds facts and sources
    stores: tuple[Address, ...]  # that publishing swaps
    lexicons: Path = ROOT / "data" / "lexicon"  # phrases that a new name must not be one of
    inside: tuple[str, ...] = ()  # hosts of the own network whose pages may be fetched


def read_settings(environ: Mapping[str, str] = os.environ) -> DeskSettings:
    """Read LOTSEN_DESK_SOCKET, LOTSEN_DESK_DRAFTS, LOTSEN_DESK_KNOWLEDGE and LOTSEN_DESK_INSIDE.

    Raises StoreError for a store's address of another form.
    """
    return DeskSettings(
        socket=Path(environ.get("LOTSEN_DESK_SOCKET") or ROOT / ".build" / "desk.sock"),
        drafts=Path(environ.get("LOTSEN_DESK_DRAFTS") or ROOT / ".build" / "desk.db"),
        knowledge=Path(environ.get("LOTSEN_DESK_KNOWLEDGE") or ROOT / "knowledge"),
        stores=(Address.from_settings(environ),),
        inside=tuple(environ.get("LOTSEN_DESK_INSIDE", "").split()),
    )
