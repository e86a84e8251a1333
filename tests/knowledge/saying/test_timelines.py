"""Every real programme before, on, the day after and years after each date of its timeline."""

from __future__ import annotations

import pytest

from knowledge.saying.page import compose
from knowledge.saying.status import status_on
from knowledge.saying.wording import status_sentence
from knowledge.store import Knowledge
from tests.knowledge.factories import day, make_query

CALL, GRANT, PLAN = "utlysning-2021", "kompetensutvecklingsbidrag", "fardplan"
RURAL, FOCUS = "glesbygd", "fokus-migration-etnicitet"


@pytest.mark.parametrize(
    ("programme", "today", "state", "words"),
    [
        (CALL, "2021-11-22", "open", "är öppen till och med 23 november 2021."),
        (CALL, "2021-11-23", "open", "är öppen till och med 23 november 2021."),
        (CALL, "2021-11-24", "closed", "stängde 23 november 2021, för en dag sedan, och går inte längre att söka."),
        (CALL, "2026-11-23", "closed", "stängde 23 november 2021, för fem år sedan"),
        (GRANT, "2023-05-04", "open", "är öppen."),
        (GRANT, "2023-05-05", "closed", "är pausat sedan 5 maj 2023 och går inte att söka."),
        (GRANT, "2023-05-06", "closed", "är pausat sedan 5 maj 2023"),
        (GRANT, "2023-05-16", "closed", "är pausat sedan 5 maj 2023"),
        (GRANT, "2023-05-17", "ended", "avslutades genom beslut 17 maj 2023, i dag"),
        (GRANT, "2023-05-18", "ended", "avslutades genom beslut 17 maj 2023, för en dag sedan"),
        (GRANT, "2028-05-17", "ended", "avslutades genom beslut 17 maj 2023, för fem år sedan"),
        (PLAN, "2022-12-31", "upcoming", "börjar gälla 1 januari 2023."),
        (PLAN, "2023-01-01", "open", "gäller sedan 1 januari 2023."),
        (PLAN, "2023-01-02", "open", "gäller sedan 1 januari 2023."),
        (PLAN, "2031-01-01", "open", "gäller sedan 1 januari 2023."),
        (RURAL, "2018-12-31", "upcoming", "börjar 2019."),
        (RURAL, "2019-01-01", "open", "pågår enligt sidan till och med 2026."),
        (RURAL, "2026-12-31", "open", "pågår enligt sidan till och med 2026."),
        (RURAL, "2027-01-01", "ended", "pågick enligt sidan till och med 2026."),
        (RURAL, "2032-01-01", "ended", "pågick enligt sidan till och med 2026."),
        (FOCUS, "2023-12-31", "upcoming", "börjar 2024."),
        (FOCUS, "2024-01-01", "open", "är ett fokusområde till och med 2025."),
        (FOCUS, "2025-12-31", "open", "är ett fokusområde till och med 2025."),
        (FOCUS, "2026-01-01", "ended", "var fokusområde till och med 2025 enligt sidan."),
        (FOCUS, "2031-01-01", "ended", "var fokusområde till och med 2025 enligt sidan."),
    ],
)
def test_a_programmes_state_and_words_follow_the_day(
    real: Knowledge, programme: str, today: str, state: str, words: str
) -> None:
    stored = real.programmes[programme]
    status = status_on(stored.events, day(today))
    assert status is not None
    assert status.state == state
    assert words in status_sentence(stored, status, day(today))


def test_every_date_of_every_timeline_is_tried_above(real: Knowledge) -> None:
    mark = test_a_programmes_state_and_words_follow_the_day.pytestmark[0]  # type: ignore[attr-defined]
    tried = {(programme, today) for programme, today, _, _ in mark.args[1]}
    dates = {(p.head.id, event.date.isoformat()) for p in real.programmes.values() for event in p.events}
    assert dates <= tried


@pytest.mark.parametrize(
    ("fact", "today", "words"),
    [
        (
            f"{CALL}.status.application",
            "2026-11-22",
            "Sidan bjuder in till ansökan (”Nu finns en möjlighet”), men sista",
        ),
        (f"{CALL}.how_to_apply.form", "2021-11-24", "men sista ansökningsdag har passerat."),
        (f"{GRANT}.status.ended", "2026-11-22", "Rubriken ”Då är det dags att ansöka” står kvar på sidan, men"),
    ],
)
def test_a_page_that_invites_to_what_is_over_is_contradicted(
    real: Knowledge, fact: str, today: str, words: str
) -> None:
    assert words in compose(real, [fact], make_query("kan man söka"), day(today), 1.0).text


@pytest.mark.parametrize(
    ("fact", "today"),
    [
        (f"{CALL}.status.application", "2021-11-23"),
        (f"{CALL}.amount.total", "2026-11-22"),
        (f"{GRANT}.amount.max", "2026-11-22"),
    ],
)
def test_nothing_is_contradicted_while_open_or_where_it_does_not_matter(real: Knowledge, fact: str, today: str) -> None:
    text = compose(real, [fact], make_query("hur är det"), day(today), 1.0).text
    assert "bjuder in" not in text
    assert "dags att ansöka" not in text
