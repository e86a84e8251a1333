"""Short texts for patients, to be read aloud or shown: what they state, and which of them goes with an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.care.ages import ADULT
from knowledge.care.model import CareTable, PatientText
from knowledge.saying.addresses import ids_of, place_of_address

ORIGINAL = "sv"


def text_for(table: CareTable, page: str) -> PatientText | None:
    """The text for patients that goes with the answer on ``page`` ("/vard/…", "/svar/…"); None where there is none.

    An unknown age is an adult's. Where the group is not known the text must hold for all groups of the core.
    """
    named = [f"topic:{one}" for one in ids_of(page)] or list(_cells_of(table, page))
    found = [_by_statement(table).get(one) for one in named]
    first = found[0] if found else None
    return first if first is not None and all(one is first for one in found) else None


def _cells_of(table: CareTable, page: str) -> Iterator[str]:
    place = place_of_address(page)
    if place is None or place.care is None:
        return
    for group in [place.group] if place.group else table.order["core"]:
        yield cell_name(group or "", place.age or ADULT, place.care)


def cell_name(group: str, age: str, care: str) -> str:
    """A cell's place in one word, as texts name it."""
    return f"{group}/{age}/{care}"


def _by_statement(table: CareTable) -> Mapping[str, PatientText]:
    return {one: text for text in table.patients.values() for one in text.answers}
