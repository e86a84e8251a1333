"""What is wrong between one fact and the page that it rests on.

Its quotation must stand in the page; every number, unit, date, address, phone
number and name that it states must stand in the quotation; it must deny what the
page denies, and nothing else; and it must give a sum to the case that the page gives it to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from knowledge.editing.checks.cases import foreign_conditions, misplaced
from knowledge.editing.checks.denials import Denial, about_silence, denials, denied_points, unmatched
from knowledge.editing.checks.measures import fractions, measures, rates, small_numbers
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import Problem
from knowledge.swedish.dates import parse_partial
from knowledge.swedish.mentions import Mentions, capitalised, find, plain_spaces
from knowledge.swedish.stems import analyse
from knowledge.swedish.tense import bad_choices, both_tenses, in_tense
from knowledge.swedish.written_dates import iso
from knowledge.texts import load
from knowledge.words.facts import Fact, Value
from knowledge.words.programmes import Programme

MIN_ASKS = 3


class Place(Protocol):
    """Where the fact stands, to place a problem there."""

    def problem(self, field: str, key: str, **values: object) -> Problem:
        """The fault ``key`` in ``field`` of the entry that is checked."""


#: Facts that were found faultless, each with all that it was held against. The editors' desk reads every fact anew
#: after a change of one, and holding a fact against its page takes milliseconds.
_FAULTLESS: set[tuple[str, ...]] = set()
MOST_KEPT = 10_000


def check_fact(place: Place, fact: Fact, saved: SavedPage, programme: Programme) -> Iterator[Problem]:
    """Yield everything that is wrong; a fact marked as unverified is known to have lost its quotation."""
    held = (fact.json(by_alias=True), saved.page.json(by_alias=True), saved.text, programme.programme.name)
    if held in _FAULTLESS:
        return
    faults = list(_faults(place, fact, saved, programme))
    yield from faults
    if not faults:
        if len(_FAULTLESS) >= MOST_KEPT:
            _FAULTLESS.clear()
        _FAULTLESS.add(held)


def _faults(place: Place, fact: Fact, saved: SavedPage, programme: Programme) -> Iterator[Problem]:
    for quote in fact.quote:
        if not fact.unverified and not saved.holds(quote):
            yield place.problem("quote", "quote_not_in_page", page=saved.page.id, quote=quote, file=saved.page.file)
    for part in bad_choices(fact.text):
        yield place.problem("text", "bad_tense", part=part)
    if len(fact.asks) < MIN_ASKS:
        yield place.problem("asks", "no_asks")
    allowed = "\n".join([*fact.quote, programme.programme.name])
    support = find(allowed)
    yield from _unsupported(place, "text", find(both_tenses(fact.text)), support)
    if fact.value is not None:
        yield from _unsupported_value(place, fact, fact.value, support, allowed)
    yield from _unsupported_validity(place, fact, support)
    yield from _units(place, fact, allowed)
    if not bad_choices(fact.text):
        yield from _denials(place, fact, allowed)
    yield from _denying_headings(place, fact, saved)
    yield from _names(place, fact, allowed, saved)
    yield from _cases(place, fact, saved)


def _unsupported(place: Place, field: str, said: Mentions, support: Mentions) -> Iterator[Problem]:
    for number in sorted(said.numbers - support.years):
        yield place.problem(field, "number_not_in_quote", number=number)
    for date in sorted(said.dates, key=str):
        if support.lacks_date(date):
            yield place.problem(field, "date_not_in_quote", date=iso(date))
    for turn in sorted(said.turns, key=str):
        if support.lacks_turn(turn):
            yield place.problem(field, "date_not_in_quote", date="/".join(sorted(iso(day) for day in turn)))
    for value in sorted((said.addresses - support.addresses) | (said.phones - support.phones)):
        yield place.problem(field, "contact_not_in_quote", value=value)


def _unsupported_value(place: Place, fact: Fact, value: Value, support: Mentions, quote: str) -> Iterator[Problem]:
    counted = measures(quote)
    for amount in (value.value, value.min, value.max):
        if amount is not None and str(amount) not in support.numbers:
            yield place.problem("value", "number_not_in_quote", number=amount)
        elif amount is not None and fact.type == "amount" and (str(amount), "kronor") not in counted:
            yield place.problem("value", "amount_without_unit", number=amount)
    for written in (value.date, value.from_, value.to):
        if written is not None and _lacks(written, support):
            yield place.problem("value", "date_not_in_quote", date=written)
    plain = plain_spaces(quote).casefold()
    for words in (value.name, value.role, value.email, value.phone, *(value.items or [])):
        if words and plain_spaces(words).casefold() not in plain:
            yield place.problem("value", "contact_not_in_quote", value=words)


def _unsupported_validity(place: Place, fact: Fact, support: Mentions) -> Iterator[Problem]:
    for field, written in (("valid_from", fact.valid_from), ("valid_to", fact.valid_to)):
        if written is not None and _lacks(written, support):
            yield place.problem(field, "date_not_in_quote", date=written)


def _lacks(written: str, support: Mentions) -> bool:
    year, month, day = parse_partial(written)
    return str(year) not in support.years if month is None else support.lacks_date((year, month, day))


def _units(place: Place, fact: Fact, quote: str) -> Iterator[Problem]:
    """Numbers whose unit is another than the page's, and parts and rates that the page does not speak of."""
    text = both_tenses(fact.text)
    numbers, counted = find(quote).numbers, measures(quote)
    for number, unit in sorted(measures(text) - counted):
        if number in numbers or any(number == known for known, _ in counted) or number in small_numbers(quote):
            yield place.problem("text", "unit_not_in_quote", number=number, unit=load("measures")["units"][unit][0])
        elif find(text).numbers <= numbers:  # else the number itself is shown as missing
            yield place.problem("text", "number_not_in_quote", number=number)
    lacking = (small_numbers(text) - small_numbers(quote) - numbers - {n for n, _ in measures(text)}) | (
        fractions(text) - fractions(quote)
    )
    for number in sorted(lacking):
        yield place.problem("text", "number_not_in_quote", number=number)
    for rate in sorted(rates(text) - rates(quote)):
        yield place.problem("text", "rate_not_in_quote", rate=rate)


def _denials(place: Place, fact: Fact, quote: str) -> Iterator[Problem]:
    """Denials of the text, in either tense, without one like it in the quotation, and the other way round."""
    items = "\n".join(fact.value.items or []) if fact.value else ""
    added: dict[Denial, None] = {}
    lost: dict[Denial, None] = {}
    for past in (False, True):
        text = in_tense(fact.text, past=past)
        of_the_fact = " ".join(part for part in re.split(r"(?<=[.!?])\s+", text) if not about_silence(part))
        added.update(dict.fromkeys(unmatched(of_the_fact, quote)))
        lost.update(dict.fromkeys(denial for denial in unmatched(quote, text) if not _only_listed(denial, text, items)))
    yield from _shown(place, "denial_not_in_quote", added)
    yield from _shown(place, "denial_lost", lost)


def _only_listed(denial: Denial, text: str, items: str) -> bool:
    """True when the fact's list denies it and its text leaves the matter out."""
    spoken = denial & set(analyse(text))
    return 2 * len(spoken) < len(denial) and any(denial & listed for listed in denials(items))


def _shown(place: Place, key: str, found: Iterable[Denial]) -> Iterator[Problem]:
    for words in sorted({", ".join(sorted(denial)) for denial in found}):
        yield place.problem("text", key, words=words)


def _denying_headings(place: Place, fact: Fact, saved: SavedPage) -> Iterator[Problem]:
    """Points that the page lists under "Detta kan bidraget inte användas till", in a text that denies nothing."""
    if denials(both_tenses(fact.text)):
        return
    listed = denied_points(saved.text)
    elsewhere = saved.text
    for _, point in listed:
        elsewhere = elsewhere.replace(point, "")
    rest = plain_spaces(elsewhere).casefold()
    for quote in fact.quote:
        wanted = plain_spaces(quote).casefold()
        headings = [heading for heading, point in listed if wanted in plain_spaces(point).casefold()]
        if headings and wanted not in rest:
            yield place.problem("text", "denying_heading", quote=quote, heading=headings[0])


def _names(place: Place, fact: Fact, allowed: str, saved: SavedPage) -> Iterator[Problem]:
    known = plain_spaces(
        " ".join([allowed, saved.page.title, saved.page.publisher, *load("names")["known"]])
    ).casefold()
    for name in capitalised(both_tenses(fact.text)):
        if name.casefold() not in known and name.casefold().removesuffix("s") not in known:
            yield place.problem("text", "name_not_in_quote", name=name)


def _cases(place: Place, fact: Fact, saved: SavedPage) -> Iterator[Problem]:
    """Sums that the page gives in one case and the fact in another."""
    for number, said, stands in misplaced(both_tenses(fact.text), fact.quote, saved.text):
        yield place.problem("text", "other_case", number=number, said=said, stands=stands)
    for slot, stands in foreign_conditions(fact.when, fact.quote, saved.text):
        yield place.problem("when", "other_condition", slot=slot, case=fact.when[slot], stands=stands)
