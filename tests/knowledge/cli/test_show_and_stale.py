from __future__ import annotations

import pytest

from tests.knowledge.cli.conftest import Run


def test_a_programme_is_shown_with_its_state_on_the_day(run: Run) -> None:
    open_, closed = (run("show", "utlysning-2021", "--today", day).stdout for day in ("2021-11-23", "2021-11-24"))
    assert "Utlysning 2021 är öppen till och med 23 november 2021." in open_
    assert "Utlysning 2021 stängde 23 november 2021, för en dag sedan" in closed
    assert "  stänger 23 november 2021 (utlysning-2021.deadline.application)" in closed
    assert "Maxbelopp" not in closed
    assert "utlysning-2021.gap.granted" in closed


def test_a_fact_is_shown_with_where_it_stands(run: Run) -> None:
    shown = run("show", "kompetensutvecklingsbidrag.amount.max.small", "--today", "2026-12-01").stdout
    assert "Maxbeloppet för en liten enhet var 60 000 kronor." in shown
    assert "Ges bara när frågan gäller: unit_size=small." in shown
    assert "Värde: max: 60000." in shown
    assert (
        "Citat: ”för en liten enhet 60 000 kronor” (knowledge/sources/kompetensutvecklingsbidrag.txt, rad 51)" in shown
    )
    assert "Skrivet i knowledge/facts/kompetensutvecklingsbidrag.yml, rad " in shown


def test_a_fact_outside_its_validity_is_shown_so(run: Run) -> None:
    later = run("show", "fardplan.purpose.pace", "--today", "2031-01-01").stdout
    assert later.startswith("Uppgiften gällde till och med 2030.")
    assert "[gäller inte den dagen]" in run("show", "fardplan", "--today", "2031-01-01").stdout


@pytest.mark.parametrize(
    ("today", "by", "said", "unsaid"),
    [
        ("2026-12-01", "2026-12-30", (), ("programmet tar slut",)),
        ("2026-12-01", "2026-12-31", ("programmet tar slut", "faktumets giltighet tar slut"), ()),
        ("2021-11-01", "2021-12-01", ("programmet stänger", "faktumets datum passerar"), ("programmet tar slut",)),
        ("2022-01-01", "2022-11-08", (), ("sidan (2021-11-09)",)),
        ("2022-01-01", "2022-11-09", ("sidan (2021-11-09) når sin gräns på 12 månader",), ()),
        ("2026-12-01", "2026-12-02", ("sidan anger inget datum", "källa om rätt till vård"), ()),
    ],
)
def test_what_goes_out_of_date_by_a_day_is_listed(
    run: Run, today: str, by: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    result = run("stale", "--by", by, "--today", today)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.replace("│", " ").split())
    assert all(words in shown for words in said), shown
    assert not any(words in shown for words in unsaid)
