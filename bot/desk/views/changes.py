"""Drafts of one programme as a change of its file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.desk import Desk
from bot.desk.views.fact import Desktop
from knowledge.editing.intake import with_facts
from knowledge.editing.publishing import FACTS, Change, contents_with
from knowledge.editing.reading.problems import KnowledgeError, Problem


def checked(desk: Desk, changes: Sequence[Change]) -> list[Problem]:
    """What the whole check says of the changes; where it says nothing, they are prepared while somebody reads."""
    try:
        contents = contents_with(desk.settings.knowledge, {one.name: one.after for one in changes})
    except KnowledgeError as fault:
        return list(fault.problems)
    desk.prepare(lambda: contents)
    return []


def change_of(desk: Desk, programme: str, shown: Sequence[Desktop]) -> Change:
    """The published programme's file with the drafts in it; raises EntryError."""
    path = desk.shelf.file(programme)
    before = path.read_text(encoding="utf-8")
    replaces = {one.draft.title if one.draft else one.key: one.key for one in shown if one.published}
    return Change(f"{FACTS}/{path.name}", before, with_facts(before, [one.new_fact() for one in shown], replaces))
