"""The care table to walk through by hand: group, age, kind of care, and then what the chat would answer."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable

from knowledge.answering.for_patients import with_patient_text
from knowledge.care import AGE_CLASSES, CareQuery, CareTable
from knowledge.saying.addresses import Place, finder_address
from knowledge.saying.care.answer import answer_care
from knowledge.saying.care.asking import question_of
from knowledge.saying.care.whom import GENERAL
from knowledge.saying.care.wording import ask_sentence, suited
from knowledge.showing.model import AnswerPage, Choice, Link, Part, of_care
from knowledge.texts import load, text
from knowledge.words.answer import Answer

FILE = "showing"
ASPECTS = ("right", "fee")


def finder_page(table: CareTable, place: Place, path: str, today: datetime.date) -> AnswerPage | None:
    """The page at a place of the table; None where the table has no such group, age or kind of care."""
    known = (
        place.group in (None, *table.groups)
        and place.age in (None, *AGE_CLASSES)
        and place.care in (None, *table.cares)
    )
    if not known:
        return None
    if place.depth == 3:
        return _cell(table, place, path, today)
    headings = ("groups", "ages", "cares")
    ways = (_groups, _ages, _cares)[place.depth](table, place)
    return AnswerPage("choice", path, say(headings[place.depth]), today.isoformat(), _trail(table, place), choices=ways)


def say(key: str, **values: object) -> str:
    """A sentence of the finder."""
    return text(FILE, "finder", key, **values)


def care_title(table: CareTable, care: str) -> str:
    """A kind of care as one chooses it."""
    return str(load(FILE)["cares"].get(care, table.cares[care].title))


def group_title(table: CareTable, group: str | None) -> str:
    """A group as one chooses it."""
    return table.groups[group].name if group else say("unknown_group")


def age_title(age: str | None) -> str:
    """An age class as one chooses it: "18–19 år"."""
    if age is None:
        return say("unknown_age")
    words = text("care_page", "ages", age)
    return words[:1].upper() + words[1:]


def _groups(table: CareTable, place: Place) -> tuple[Choice, ...]:
    first = table.order["groups"]

    def links(groups: Iterable[str | None]) -> tuple[Link, ...]:
        return tuple(Link(group_title(table, group), finder_address(group)) for group in groups)

    rest = (*(group for group in table.groups if group not in first), None)
    return Choice(say("often"), links(first)), Choice(say("others"), links(rest))


def _ages(table: CareTable, place: Place) -> tuple[Choice, ...]:
    ages = (*AGE_CLASSES, None)
    return (Choice("", tuple(Link(age_title(age), finder_address(place.group, age)) for age in ages)),)


def _cares(table: CareTable, place: Place) -> tuple[Choice, ...]:
    first = table.order["cares"]

    def links(cares: Iterable[str]) -> tuple[Link, ...]:
        return tuple(_care_link(table, dataclasses.replace(place, care=care)) for care in cares)

    rest = [care for care in table.cares if care not in first]
    return Choice(say("often"), links(first)), Choice(say("others"), links(rest))


def _care_link(table: CareTable, place: Place, here: bool = False) -> Link:
    """A kind of care, and beside it the table's word for what holds where the cell is known."""
    care = place.care or ""
    note = ""
    if place.group and place.age:
        note = text("care_page", "rights", table.cells[place.group, place.age, care].right, "label")
    return Link(care_title(table, care), finder_address(place.group, place.age, care), note, here)


def _trail(table: CareTable, place: Place) -> tuple[Link, ...]:
    titles = (group_title(table, place.group), age_title(place.age))
    steps = (place.group, place.age)
    start = Link(say("title"), finder_address())
    chosen = [Link(titles[at], finder_address(*steps[: at + 1])) for at in range(min(place.depth, 2))]
    return (start, *chosen) if place.depth else ()


def _cell(table: CareTable, place: Place, path: str, today: datetime.date) -> AnswerPage:
    parts: list[Part] = []
    for aspect in ASPECTS:
        query = CareQuery(group=place.group, age_class=place.age, care=place.care, aspect=aspect)
        answer = of_care(answer_care(table, query, today))
        answer = answer if parts else with_patient_text(table, answer)
        heading = question_of(table, query, "fee" if aspect == "fee" else "care_right") or say(aspect)
        if not any(part.text == answer.text for part in parts):
            parts.append(Part.of(heading, answer, _whom(table, place, aspect, answer)))
    title = parts[0].heading if parts[0].heading != say("right") else _title(table, place)
    ways = _beside(table, place)
    return AnswerPage("cell", path, title, today.isoformat(), _trail(table, place), tuple(parts), ways)


def _title(table: CareTable, place: Place) -> str:
    """What a place is called that no question names."""
    group, age = group_title(table, place.group), age_title(place.age)
    low = [words[:1].lower() + words[1:] for words in (group, age)]
    return say("unknown_place", care=care_title(table, place.care or ""), group=low[0], age=low[1])


def _whom(table: CareTable, place: Place, aspect: str, answer: Answer) -> str:
    """Whom to ask of the case, where the answer does not name anybody."""
    if answer.contacts or answer.kind == "clarify":
        return ""
    if place.group is None:
        return ask_sentence(table, (key for key in GENERAL if key in table.contacts))
    cell = table.cells[place.group, place.age or "adult", place.care or ""]
    return ask_sentence(table, suited(table, cell.ask or table.groups[place.group].ask, aspect))


def _beside(table: CareTable, place: Place) -> tuple[Choice, ...]:
    """The places that differ in one thing alone."""
    ages = tuple(
        Link(age_title(age), finder_address(place.group, age, place.care), here=age == place.age)
        for age in (*AGE_CLASSES, None)
    )
    groups = tuple(
        Link(group_title(table, group), finder_address(group, place.age, place.care), here=group == place.group)
        for group in (*table.groups, None)
    )
    cares = tuple(
        _care_link(table, dataclasses.replace(place, care=care), here=care == place.care) for care in table.cares
    )
    of_ages, of_groups = Choice(say("other_ages"), ages), Choice(say("other_groups"), groups)
    first = (of_ages, of_groups) if place.group else (of_groups, of_ages)  # what is not known is asked for first
    return (*first, Choice(say("other_cares"), cares))
