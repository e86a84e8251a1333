"""In which order an editor reads what goes out of date."""

from __future__ import annotations

from knowledge.editing.going_stale import stale_by
from knowledge.editing.reading.pages import SavedPage
from tests.knowledge.factories import day, make_fact, make_page, make_programme


def test_what_has_a_day_stands_before_all_that_has_none() -> None:
    pages = [SavedPage(make_page(f"odaterad-{n}", updated=None), "Ord.") for n in range(3)]
    pages.append(SavedPage(make_page("gammal", updated="2021-11-09"), "Ord."))
    lost = make_fact("bidrag.amount.a", unverified={"since": "2026-01-01", "reason": "borta"})
    items = stale_by([make_programme("bidrag", [lost])], pages, [], day("2026-12-01"), day("2027-03-31"))
    assert [item.what for item in items][:2] == ["bidrag.amount.a", "gammal"]
    assert [item.when for item in items[2:]] == [None, None, None]
