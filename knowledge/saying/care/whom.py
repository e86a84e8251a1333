"""Whom to ask about a patient's case, where that is what is asked or where the sources say nothing."""

from __future__ import annotations

from knowledge.care.model import CareAnswer, CareTable
from knowledge.saying.care.wording import ask_sentence, contacts, say

GENERAL = ("fee_handbook", "fmm")  # where no group is known


def ask_whom(table: CareTable, group: str | None) -> CareAnswer:
    """Whom to ask; the material gives names of places, neither addresses nor numbers."""
    ask = _ask(table, group)
    text = f"{ask_sentence(table, ask)} {say('whom', 'no_details')}"
    return CareAnswer("no_answer", text, "not_in_knowledge", contacts=contacts(table, ask))


def outside_sources(table: CareTable, group: str | None) -> CareAnswer:
    """That the sources do not tell, and whom to ask."""
    ask = _ask(table, group)
    text = f"{say('whom', 'not_told')} {ask_sentence(table, ask)}"
    return CareAnswer("no_answer", text, "not_in_knowledge", contacts=contacts(table, ask))


def residents(table: CareTable) -> CareAnswer:
    """That what holds for ordinary residents stands elsewhere."""
    ask = ("fee_handbook",)
    text = f"{say('whom', 'residents')} {ask_sentence(table, ask)}"
    return CareAnswer("no_answer", text, "not_in_knowledge", contacts=contacts(table, ask))


def _ask(table: CareTable, group: str | None) -> tuple[str, ...]:
    known = group or ""
    if known in table.groups:
        return table.groups[known].ask
    members = table.umbrellas[known].members if known in table.umbrellas else ()
    return table.groups[members[0]].ask if members else tuple(key for key in GENERAL if key in table.contacts)
