from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from knowledge.editing.checks.programmes import load_programmes
from knowledge.editing.fetching.comparing import Comparison, compare, mark
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.pages import SavedPage
from tests.knowledge.factories import make_fact, make_page, make_programme

OLD = "Bidrag\n\nMaxbeloppet är 40 000 kronor.\nAnsök senast 15 mars 2027.\nKursavgifter ingår.\n"
SINCE = datetime.date(2026, 12, 1)

FACTS = """\
# Överst
programme: {id: sida, page: sida, name: Bidrag, definite: bidraget, kind: grant}
facts:
  - id: sida.amount.a   # beloppet
    type: amount
    question: [amount]
    text: "Högst 40 000 kronor."
    quote: "Maxbeloppet är 40 000 kronor."
    asks: [a, b, c]
  - id: sida.covered_costs.b
    type: rule
    question: [covered_costs]
    text: "Kursavgifter ingår."
    quote: "Kursavgifter ingår."
    asks: [a, b, c]
"""


def compared(new: str, **marks: dict[str, str]) -> Comparison:
    facts = [
        make_fact("sida.amount.a", quote=["Maxbeloppet är 40 000 kronor."], unverified=marks.get("amount")),
        make_fact("sida.deadline.b", quote=["Ansök senast 15 mars 2027."], unverified=marks.get("deadline")),
    ]
    programme = make_programme("sida", facts[::-1], timeline=[("closes", "2027-03-15")])
    return compare(SavedPage(make_page("sida"), OLD), new, [programme])


def test_the_same_words_in_another_layout_lose_nothing() -> None:
    comparison = compared(OLD.replace(" ", "\u00a0").replace("\n", "\n\n"))
    assert (comparison.lost, comparison.gone, comparison.new) == ((), (), ())


def test_a_changed_amount_loses_its_fact_and_shows_what_it_became() -> None:
    comparison = compared(OLD.replace("40 000", "45 000"))
    [lost] = comparison.lost
    assert (lost.fact.id, lost.nearest) == ("sida.amount.a", "Maxbeloppet är 45 000 kronor.")
    assert comparison.gone == ("Maxbeloppet är 40 000 kronor.",)
    assert comparison.new == ("Maxbeloppet är 45 000 kronor.",)
    assert comparison.timeline == ()


def test_a_lost_date_of_the_timeline_is_named() -> None:
    assert compared(OLD.replace("15 mars", "31 mars")).timeline == ("sida.deadline.b",)


def test_a_line_that_is_gone_for_good_has_nothing_near() -> None:
    [lost] = compared(OLD.replace("Maxbeloppet är 40 000 kronor.\n", "")).lost
    assert lost.nearest is None or "15 mars" not in lost.nearest


def test_a_marked_fact_whose_words_stand_again_is_named() -> None:
    past = {"since": "2026-01-01", "reason": "borta"}
    assert [fact.id for fact in compared(OLD, amount=past).regained] == ["sida.amount.a"]
    assert compared(OLD.replace("40", "45"), amount=past).regained == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sida.yml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_a_mark_is_one_line_that_the_model_reads_and_can_be_taken_off(folder: Path) -> None:
    assert mark(folder, {"sida.amount.a": None}, [], SINCE, "Citatet stod inte kvar.") == [folder / "sida.yml"]
    written = (folder / "sida.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in written if line not in FACTS.splitlines()] == [
        '    unverified: {since: 2026-12-01, reason: "Citatet stod inte kvar."}'
    ]
    changed_page = {"sida": SavedPage(make_page("sida"), OLD.replace("40 000", "45 000"))}
    [programme] = load_programmes(folder, changed_page)
    mark_read = programme.facts[0].unverified
    assert mark_read is not None
    assert (mark_read.since, mark_read.reason) == (SINCE, "Citatet stod inte kvar.")
    assert programme.facts[1].unverified is None
    assert mark(folder, {}, ["sida.amount.a"], SINCE, "") == [folder / "sida.yml"]
    assert (folder / "sida.yml").read_text(encoding="utf-8") == FACTS


def test_a_mark_says_what_the_page_says_now_and_follows_it(folder: Path) -> None:
    mark(folder, {"sida.amount.a": 'Beloppet är 45 000 kr: "nytt".'}, [], SINCE, "a")
    assert yaml_files.load(folder / "sida.yml")["facts"][0]["unverified"]["now"] == 'Beloppet är 45 000 kr: "nytt".'
    mark(folder, {"sida.amount.a": "Beloppet är 50 000 kr."}, [], SINCE + datetime.timedelta(9), "b")
    marked = yaml_files.load(folder / "sida.yml")["facts"][0]["unverified"]
    assert (marked["since"], marked["reason"], marked["now"]) == (SINCE, "a", "Beloppet är 50 000 kr.")


def test_a_fact_is_marked_once_and_keeps_its_first_day(folder: Path) -> None:
    mark(folder, {"sida.amount.a": None}, [], SINCE, "a")
    assert mark(folder, {"sida.amount.a": None}, [], SINCE + datetime.timedelta(9), "b") == []
    document = yaml_files.load(folder / "sida.yml")
    assert document["facts"][0]["unverified"]["since"] == SINCE
