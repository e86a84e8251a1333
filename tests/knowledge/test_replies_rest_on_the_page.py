"""Over every real fact, gap and day that matters: nothing is said that no quotation, page head or clock gives."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.build import Contents
from knowledge.saying.page import compose, compose_gap, compose_refusal
from knowledge.saying.wording import status_sentence, time_ago
from knowledge.store import Knowledge
from knowledge.swedish.mentions import Mentions, capitalised, find, plain_spaces
from knowledge.texts import load
from knowledge.words.answer import Answer
from tests.knowledge.factories import day, make_query

FIXED = ("2018-12-31", "2021-11-01", "2024-06-01", "2026-11-22", "2040-02-29")
QUESTIONS = ("hur är det", "kan man söka nu", "hur mycket var det")
LONGEST = 650  # characters; a staff member reads the answer in a chat bubble


def clocks(real: Knowledge, programme: str | None = None) -> list[datetime.date]:
    """Before, on, the day after and years after every date on which anything of the programme, or of any, changes."""
    wanted = [real.programmes[programme]] if programme else list(real.programmes.values())
    facts = [fact for fact in real.facts.values() if real.programme_of[fact.id] in {p.head.id for p in wanted}]
    turning = {event.date for item in wanted for event in item.events}
    turning |= {bound for fact in facts for bound in (fact.first_valid, fact.last_valid) if bound}
    turning |= {fact.value.passes_on for fact in facts if fact.value and fact.value.passes_on}
    turning |= {item.page.updated_on for item in wanted if item.page.updated_on}
    near = {date + datetime.timedelta(days) for date in turning for days in (-1, 0, 1, 3000)}
    return sorted({*near, *map(day, FIXED)})


def support(real: Knowledge, answer: Answer, today: datetime.date) -> str:
    """All that the answer may take its figures and names from."""
    programme = real.programmes[answer.programme or ""]
    page = programme.page
    dates = [*(event.date for event in programme.events), *([page.updated_on] if page.updated_on else [])]
    marks = [fact.unverified.since.isoformat() for fact in real.facts.values() if fact.unverified]
    given = [str(source["quote"]) for source in answer.sources]
    given += [programme.head.name, page.title, page.publisher, str(page.updated_on or ""), *marks]
    return "\n".join([*given, *(time_ago(date, today) for date in dates if date <= today)])


def lacking(said: Mentions, stands: Mentions) -> list[str]:
    """What is said without support."""
    years = {str(year) for year, _, _ in stands.dates if year}
    return [
        *(said.numbers - stands.numbers - years),
        *(str(date) for date in said.dates if stands.lacks_date(date)),
        *(said.addresses - stands.addresses),
        *(said.phones - stands.phones),
    ]


def faults(real: Knowledge, contents: Contents, answer: Answer, today: datetime.date) -> Iterator[str]:
    """Everything in an answer that nothing supports, and everything that no reader should meet."""
    given = support(real, answer, today)
    saved = contents.pages[real.programmes[answer.programme or ""].head.page]
    for words in (answer.text, answer.short):
        yield from (f"figure {figure}" for figure in lacking(find(words), find(given)))
        known = plain_spaces(f"{given} {' '.join(load('names')['known'])}").casefold()
        # what the page does not say is said of what it names
        of_page = saved if answer.kind == "no_answer" else None
        unknown = (n for n in capitalised(words) if n.casefold().removesuffix("s") not in known)
        yield from (f"name {n}" for n in unknown if of_page is None or not of_page.holds(n.removesuffix("s")))
        if re.search(r"[{}|]|None|\s{2,}|\s[.,]|\.\.", words.replace("\n", "¶")):
            yield f"form of {words!r}"
    yield from (f"quote {s['quote']}" for s in answer.sources if not saved.holds(str(s["quote"])))
    fields = [value for contact in answer.contacts for value in contact.values() if value]
    yield from (f"contact {value}" for value in fields if not saved.holds(value))
    if len(answer.text) > LONGEST:
        yield f"{len(answer.text)} characters"


def test_every_single_fact_rests_on_its_page_on_every_day_that_matters(real: Knowledge, contents: Contents) -> None:
    for fact in real.facts:
        for today in clocks(real, real.programme_of[fact]):
            answer = compose(real, [fact], make_query(QUESTIONS[0]), today, 1.0)
            wrong = list(faults(real, contents, answer, today))
            assert not wrong, (today, wrong, answer.text)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_facts_with_companions_rest_on_their_page(real: Knowledge, contents: Contents, data: st.DataObject) -> None:
    programme = data.draw(st.sampled_from(sorted(real.programmes)))
    facts = [fact for fact in real.facts if real.programme_of[fact] == programme]
    chosen = data.draw(st.lists(st.sampled_from(facts), min_size=2, max_size=3, unique=True))
    today = data.draw(st.sampled_from(clocks(real)))
    query = make_query(
        data.draw(st.sampled_from(QUESTIONS)), told_status=frozenset(data.draw(st.sets(st.just(programme))))
    )
    answer = compose(real, chosen, query, today, 1.0)
    assert not [fault for fault in faults(real, contents, answer, today) if "characters" not in fault], answer.text


def test_every_gap_rests_on_its_page_on_every_day_that_matters(real: Knowledge, contents: Contents) -> None:
    for today in clocks(real):
        for gap in real.gaps.values():
            answer = compose_gap(real, gap, today, 1.0)
            assert not list(faults(real, contents, answer, today)), (today, answer.text)


def test_every_refusal_about_a_programme_gives_only_its_pages_contacts(real: Knowledge, contents: Contents) -> None:
    for programme in real.programmes:
        answer = compose_refusal(real, make_query("vädret", said={"programme": programme}), 0.1)
        assert answer.programme == programme
        assert not list(faults(real, contents, answer, day("2026-11-22"))), answer.text


def test_a_refusal_about_nothing_known_gives_no_figure_but_a_programmes_name(real: Knowledge) -> None:
    answer = compose_refusal(real, make_query("vädret"), 0.1)
    names = "\n".join(programme.head.name for programme in real.programmes.values())
    assert lacking(find(answer.text), find(names)) == []


def test_the_status_says_only_dates_of_the_timeline_and_the_time_since(real: Knowledge) -> None:
    said = 0
    for fact in real.facts:
        for today in clocks(real, real.programme_of[fact]):
            answer = compose(real, [fact], make_query("kan man söka nu"), today, 1.0)
            programme = real.programmes[answer.programme or ""]
            if answer.status is None or not answer.text.startswith(programme.head.name):
                continue
            dates = [event.date for event in programme.events]
            computed = [words for date in dates for words in (date.isoformat(), time_ago(date, today))]
            lead = answer.text.splitlines()[0]
            said += 1
            assert lacking(find(lead), find("\n".join([*computed, programme.head.name, *real.facts[fact].quote]))) == []
    assert said


def test_a_contradiction_is_a_quotation_and_said_only_once_over(real: Knowledge, contents: Contents) -> None:
    notes = {real.programme_of[fact.id]: fact for fact in real.facts.values() if fact.type == "contradiction"}
    assert set(notes) == {"utlysning-2021", "kompetensutvecklingsbidrag"}
    for programme, note in notes.items():
        saved = contents.pages[real.programmes[programme].head.page]
        assert all(saved.holds(quote) for quote in note.quote)
        other = next(
            f.id for f in real.facts.values() if f.question[0] == "status" and f.id.startswith(programme + ".")
        )
        for today in clocks(real):
            answer = compose(real, [other], make_query("kan man söka nu"), today, 1.0)
            over = answer.status is not None and answer.status["state"] in ("closed", "ended")
            assert (note.quote[0] in [source["quote"] for source in answer.sources]) is over, (today, answer.text)


def test_every_reply_ends_with_its_source_and_how_old_that_is(real: Knowledge) -> None:
    today = day("2026-11-22")
    for fact in real.facts:
        answer = compose(real, [fact], make_query("hur är det"), today, 1.0)
        page = real.programmes[answer.programme or ""].page
        last = answer.text.splitlines()[-1]
        assert last.startswith(f"Källa: {page.title}")
        if page.updated_on is None:
            assert last.endswith("sidan är odaterad.")
        else:
            assert page.updated_on.isoformat() in last
            assert time_ago(page.updated_on, today) in last


def test_no_status_sentence_of_any_programme_breaks_on_any_day(real: Knowledge) -> None:
    from knowledge.saying.status import status_on

    for programme in real.programmes.values():
        for today in clocks(real):
            status = status_on(programme.events, today)
            assert status is not None
            sentence = status_sentence(programme, status, today)
            assert not re.search(r"[{}]|None|framåt", sentence), (today, sentence)


@pytest.mark.parametrize("figure", ["7 kr", "8 maj 2020", "x@vgregion.se", "031-12 34 56"])
def test_an_invented_figure_would_be_noticed(real: Knowledge, contents: Contents, figure: str) -> None:
    import dataclasses

    today = day("2026-11-22")
    answer = compose(real, [next(iter(real.facts))], make_query("hur är det"), today, 1.0)
    assert list(faults(real, contents, dataclasses.replace(answer, text=f"{answer.text} {figure}"), today))
