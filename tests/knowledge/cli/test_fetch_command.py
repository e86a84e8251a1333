"""Fetching a page, as an editor does it, from a small web server and from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.cli.common import BAD_INPUT, PROBLEMS_FOUND
from knowledge.editing.reading.pages import load_pages
from tests.knowledge.cli.conftest import Run, one_line
from tests.knowledge.web_server import Site, page

TODAY = ("--today", "2026-12-01")


def test_a_page_is_saved_with_its_head_and_where_it_stood_in_the_end(run: Run, root: Path, site: Site) -> None:
    result = run("fetch", site("/moved"), *TODAY)
    assert result.exit_code == 0, result.stderr
    assert f"{site('/moved')} hänvisar vidare till {site('/bidrag')}." in result.stdout
    assert "Sidan anger att den uppdaterades 2026-10-06." in result.stdout
    saved = load_pages(root / "sources")["bidrag-till-kurser"]
    assert (saved.page.title, saved.page.publisher) == ("Bidrag till kurser", "Västra Götalandsregionen")
    assert (saved.page.url, saved.page.updated, saved.page.fetched) == (site("/bidrag"), "2026-10-06", "2026-12-01")
    assert saved.holds("Maxbeloppet är 40 000 kronor för en liten enhet")
    assert run("check", "--no-questions").exit_code == 0
    assert "Inga fakta vilar på sidan än." in run("show", "bidrag-till-kurser").stdout


def test_a_page_that_is_saved_already_is_compared_instead(run: Run, root: Path, site: Site) -> None:
    run("fetch", site("/bidrag"), *TODAY)
    before = (root / "sources" / "pages.yml").read_text(encoding="utf-8")
    line = one_line(run("fetch", site("/bidrag") + "/#del"), PROBLEMS_FOUND)
    assert "lotsen knowledge diff bidrag-till-kurser" in line
    assert "upptaget" in one_line(run("fetch", site("/bidrag-nytt")), PROBLEMS_FOUND)
    assert (root / "sources" / "pages.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("path", "more", "code", "words"),
    [
        ("/finns-inte", (), PROBLEMS_FOUND, "svarade 404"),
        ("/slow", ("--timeout", "0.2"), PROBLEMS_FOUND, "svarade inte inom 0.2 sekunder"),
        ("/picture", (), PROBLEMS_FOUND, "image/png"),
        ("/empty", (), PROBLEMS_FOUND, "ingen text"),
        ("/huge", (), PROBLEMS_FOUND, "större än 10 MB"),
        ("/text", (), BAD_INPUT, "anger ingen rubrik"),
        ("/bidrag", ("--id", "../bidrag"), BAD_INPUT, "går inte att använda"),
        ("/bidrag", ("--id", "fardplan"), PROBLEMS_FOUND, "upptaget"),
    ],
)
def test_what_cannot_be_saved_is_one_line_and_changes_nothing(
    run: Run,
    root: Path,
    site: Site,
    path: str,
    more: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    before = sorted((root / "sources").iterdir())
    assert words in one_line(run("fetch", site(path), *more), code)
    assert sorted((root / "sources").iterdir()) == before


def test_a_file_is_saved_under_the_address_that_is_given(run: Run, root: Path) -> None:
    Path("sida.html").write_bytes(page())
    assert run("fetch", "sida.html", "--id", "kurser", "--url", "https://example.org/kurser", *TODAY).exit_code == 0
    assert load_pages(root / "sources")["kurser"].page.url == "https://example.org/kurser"


def test_what_a_page_lacks_is_told_before_what_was_saved(run: Run, root: Path) -> None:
    words = page().replace(b"6 oktober 2026", b"31 februari 2026")
    Path("sida.html").write_bytes(words)
    told = run("fetch", "sida.html", "--id", "kurser", "--url", "https://example.org/kurser", *TODAY).stdout
    doubt = "Obs! Sidan anger att den ändrades ”31 februari 2026”, men den dagen finns inte."
    assert told.index(doubt) < told.index("Sparad: ") < told.index("Sidan anger inget datum.")
    assert load_pages(root / "sources")["kurser"].page.updated is None
    seen = run("diff", "kurser", "sida.html", "--save", "--today", "2027-01-10").stdout
    assert doubt in seen
    assert "uppdaterad: inget datum" in seen


FACTS = """\
programme: {id: bidrag-till-kurser, page: bidrag-till-kurser, name: Bidrag till kurser, definite: bidraget, kind: grant}
timeline:
  - {event: closes, date: 2027-03-15, fact: bidrag-till-kurser.deadline.last}
facts:
  - id: bidrag-till-kurser.amount.small
    type: amount
    question: [amount]
    value: {max: 40000}
    text: "Maxbeloppet för en liten enhet är 40 000 kronor."
    quote: "Maxbeloppet är 40 000 kronor för en liten enhet"
    asks: [a, b, c]
  - id: bidrag-till-kurser.deadline.last
    type: date
    question: [deadline]
    value: {date: 2027-03-15}
    text: "Ansökan {ska|skulle} vara inne senast 15 mars 2027."
    quote: "Ansökan ska vara inne senast 15 mars 2027"
    asks: [a, b, c]
"""


def test_a_page_that_changes_marks_its_facts_until_they_stand_again(run: Run, root: Path, site: Site) -> None:
    run("fetch", site("/bidrag"), *TODAY)
    facts = root / "facts" / "bidrag-till-kurser.yml"
    facts.write_text(FACTS, encoding="utf-8")
    assert run("check", "--no-questions").exit_code == 0
    seen = run("diff", "bidrag-till-kurser", site("/bidrag-nytt"))
    assert "Tappat citat: bidrag-till-kurser.amount.small" in seen.stdout
    assert "Närmast på den nya sidan: ”Maxbeloppet är 45 000 kronor" in seen.stdout
    assert "1 fakta har tappat sitt citat" in seen.stdout
    assert facts.read_text(encoding="utf-8") == FACTS

    saved = run("diff", "bidrag-till-kurser", site("/bidrag-nytt"), "--save", "--today", "2027-01-10")
    assert "1 fakta är märkta som ej bekräftade" in saved.stdout
    assert 'unverified: {since: 2027-01-10, reason: "' in facts.read_text(encoding="utf-8")
    assert 'now: "Maxbeloppet är 45 000 kronor' in facts.read_text(encoding="utf-8")
    checked = run("check", "--no-questions")
    assert checked.exit_code == 0
    assert "ej bekräftat: bidrag-till-kurser.amount.small" in checked.stdout
    shown = run("show", "bidrag-till-kurser.amount.small").stdout
    assert "Ej bekräftat sedan 2027-01-10" in shown
    assert "Citat som inte står på sidan" in shown

    again = run("diff", "bidrag-till-kurser", "--save", "--today", "2027-02-01")
    assert "Citatet står på sidan igen: bidrag-till-kurser.amount.small" in again.stdout
    assert facts.read_text(encoding="utf-8") == FACTS
    assert "Sidan är oförändrad." in run("diff", "bidrag-till-kurser").stdout


def test_a_page_whose_address_is_gone_is_one_line(run: Run, site: Site, root: Path) -> None:
    assert "svarade 404" in one_line(run("diff", "fardplan", site("/borta")), PROBLEMS_FOUND)
