"""Drafts of one programme as a change of its file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.desk import Desk
from bot.desk.views.fact import Desktop
from knowledge.editing.intake import with_facts
from knowledge.editing.publishing import FACTS, Change


def change_of(desk: Desk, programme: str, shown: Sequence[Desktop]) -> Change:
    """The published programme's file with the drafts in it; raises EntryError."""
    path = desk.shelf.file(programme)
    before = path.read_text(encoding="utf-8")
    replaces = {one.draft.title if one.draft else one.key: one.key for one in shown if one.published}
    return Change(f"{FACTS}/{path.name}", before, with_facts(before, [one.new_fact() for one in shown], replaces))
