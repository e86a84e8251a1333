"""The addresses of pages that show an answer: made here, and read here again.

A page is named by what it shows, never by where that stands in a list, so that an address can be kept and sent.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.texts import load

FILE: Final = "addresses"
FINDER: Final = "/vard"
ANSWERS: Final = "/svar"
PATIENTS: Final = "/for-patienten"
BETWEEN: Final = ","  # between the ids of an answer that several facts give
MOST_IDS: Final = 12  # an answer names fewer; what names more was not made here


@dataclasses.dataclass(frozen=True)
class Place:
    """Where in the care table a page stands; None is what is not known, as far as ``depth`` (0..3) goes."""

    group: str | None = None
    age: str | None = None
    care: str | None = None
    depth: int = 0


def finder_address(*steps: str | None) -> str:
    """The address after group, age and kind of care, as far as they are chosen; None where one is not known."""
    kinds = ("groups", "ages", "cares")
    return "/".join([FINDER, *(_word(kind, step) for kind, step in zip(kinds, steps, strict=False))])


def answer_address(ids: Iterable[str]) -> str:
    """The address of the answer that some facts, gaps, topics or overviews give together; "" for none."""
    named = list(dict.fromkeys(ids))
    return f"{ANSWERS}/{BETWEEN.join(named)}" if named and len(named) <= MOST_IDS else ""


def shared_address(addresses: Sequence[str]) -> str:
    """The one address of a reply that is made of several answers; "" where no one page shows them all."""
    distinct = list(dict.fromkeys(addresses))
    if len(distinct) < 2:
        return "".join(distinct)
    ids = [ids_of(address) for address in distinct]
    return answer_address(one for known in ids for one in known) if all(ids) else ""


def ids_of(path: str) -> tuple[str, ...]:
    """The ids that the address of an answer names, each once; () for any other address."""
    head, _, rest = path.rpartition("/")
    ids = tuple(dict.fromkeys(rest.split(BETWEEN)))
    return ids if head == ANSWERS and all(ids) and len(ids) <= MOST_IDS else ()


def patient_address(text: str) -> str:
    """The address of a text for patients."""
    return f"{PATIENTS}/{text}"


def patient_text_of(path: str) -> str:
    """The id of the text for patients at an address; "" for any other address."""
    head, _, text = path.rpartition("/")
    return text if head == PATIENTS else ""


def place_of_address(path: str) -> Place | None:
    """Where in the table an address of the finder leads; None for any other address.

    A word that stands in no list is taken as an id: whether the table has it is the reader's to ask.
    """
    head, *steps = path.removeprefix("/").split("/")
    if f"/{head}" != FINDER or len(steps) > 3 or not all(steps):
        return None
    kinds = ("groups", "ages", "cares")
    group, age, care = [*(_id(kind, step) for kind, step in zip(kinds, steps, strict=False)), None, None, None][:3]
    return Place(group, age, care, depth=len(steps))


def _word(kind: str, step: str | None) -> str:
    words = load(FILE)
    return str(words["unknown"] if step is None else words[kind].get(step, step))


def _id(kind: str, word: str) -> str | None:
    words = load(FILE)
    if word == words["unknown"] and kind != "cares":
        return None
    ids = {written: key for key, written in words[kind].items()}
    return str(ids.get(word, word))
