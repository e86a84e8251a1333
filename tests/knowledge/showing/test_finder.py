"""The care table by hand: every cell near, and in the words of the chat."""

from __future__ import annotations

import collections
import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.care import AGE_CLASSES, CareQuery
from knowledge.care.model import NOT_SETTLED
from knowledge.saying.addresses import finder_address
from knowledge.saying.care.answer import answer_care
from knowledge.showing import Base, page_at
from knowledge.showing.model import AnswerPage

DAY = datetime.date(2026, 12, 1)
START = "/vard"
MOST_PRESSES = 3
LABELLED = Path(__file__).parents[3] / "data" / "labelled"


def page(base: Base, path: str, day: datetime.date = DAY) -> AnswerPage:
    found = page_at(base, path, day)
    assert found is not None, path
    return found


def pressed(base: Base) -> dict[str, int]:
    """With how many presses each page of the finder is reached from its first."""
    presses, ahead = {START: 0}, [START]
    while ahead:
        path = ahead.pop(0)
        shown = page(base, path)
        if shown.kind != "choice":
            continue
        for choice in shown.choices:
            for link in choice.links:
                if link.path not in presses:
                    presses[link.path] = presses[path] + 1
                    ahead.append(link.path)
    return presses


def commonest(base: Base, count: int) -> list[tuple[str, str, str]]:
    """The places of the table that the labelled messages of staff ask for most, rights and fees together."""
    asked: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for file in sorted(LABELLED.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if {"care_right", "fee"} & set(said.get("asked", ())):
                for care in said.get("care") or ():
                    asked[said.get("group") or "", said.get("age") or "adult", care] += 1
    return [place for place, _ in asked.most_common() if place in base.care.cells][:count]


def test_every_cell_is_at_most_three_presses_away(base: Base) -> None:
    presses = pressed(base)
    for group, age, care in base.care.cells:
        assert presses[finder_address(group, age, care)] <= MOST_PRESSES


def test_the_ten_commonest_questions_are_at_most_three_presses_away(base: Base) -> None:
    presses, places = pressed(base), commonest(base, 10)
    assert len(places) == 10
    for place in places:
        assert presses[finder_address(*place)] <= MOST_PRESSES
        assert page(base, finder_address(*place)).parts


@pytest.mark.parametrize("day", [DAY, datetime.date(2027, 3, 5)])
def test_every_cell_says_what_the_chat_says(base: Base, day: datetime.date) -> None:
    for group, age, care in cells(base):
        shown = page(base, finder_address(group, age, care), day)
        said = [
            answer_care(base.care, CareQuery(group=group, age_class=age, care=care, aspect=aspect), day)
            for aspect in ("right", "fee")
        ]
        assert [part.text for part in shown.parts] == list(dict.fromkeys(answer.text for answer in said))
        assert shown.parts[0].custom["sources"] == list(said[0].sources)
        assert shown.day == day.isoformat()
        for answer in said:
            assert answer.kind == "clarify" or page_at(base, answer.page, day) is not None


def cells(base: Base) -> Iterator[tuple[str | None, str | None, str]]:
    """Every cell, and every place where group or age is not known."""
    for group in (*base.care.groups, None):
        for age in (*AGE_CLASSES, None):
            for care in base.care.cares:
                yield group, age, care


def test_what_is_not_settled_is_said_with_whom_to_ask(base: Base) -> None:
    open_cells = [cell for cell in base.care.cells.values() if cell.right == NOT_SETTLED]
    assert len(open_cells) > 100
    for cell in open_cells:
        part = page(base, finder_address(cell.group, cell.age, cell.care)).parts[0]
        assert part.custom["kind"] == "no_answer"
        assert part.custom["contacts"]
        assert cell.reason in part.text


def test_every_answer_of_a_cell_says_whom_to_ask(base: Base) -> None:
    for place in base.care.cells:
        for part in page(base, finder_address(*place)).parts:
            assert part.ask or part.custom["contacts"]


def test_the_list_says_what_holds_in_the_words_of_the_table(base: Base) -> None:
    shown = page(base, "/vard/papperslosa/barn")
    notes = {link.title: link.note for choice in shown.choices for link in choice.links}
    assert notes["Tandvård"] == "Ja"
    assert page(base, "/vard/eu-med-kort/vuxna").choices[0].links[0].note


def test_the_same_question_is_one_press_away_for_another_group_age_or_care(base: Base) -> None:
    shown = page(base, "/vard/papperslosa/barn/tandvard")
    paths = [{link.path for link in choice.links} for choice in shown.choices]
    assert "/vard/papperslosa/vuxna/tandvard" in paths[0]
    assert "/vard/asylsokande/barn/tandvard" in paths[1]
    assert "/vard/papperslosa/barn/tolk" in paths[2]
    assert [[link.path for link in choice.links if link.here] for choice in shown.choices] == [[shown.path]] * 3


@pytest.mark.parametrize("path", ["/vard/finns-inte", "/vard/papperslosa/200-ar", "/vard/papperslosa/barn/finns-inte"])
def test_what_the_table_does_not_have_has_no_page(base: Base, path: str) -> None:
    assert page_at(base, path, DAY) is None
