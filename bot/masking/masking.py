"""Takes personal data out of a text before anything stores it. Pure functions, no Rasa."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.masking import email_addresses, labelled_numbers, names, personal_numbers, phone_numbers, street_addresses
from bot.masking.cleaning import clean
from bot.masking.kinds import Kind
from bot.masking.published import NOTHING, Published
from bot.masking.writing import Span


class Masked(NamedTuple):
    """A text without personal data, and the kind of every piece that was taken out (one entry per piece)."""

    text: str
    kinds: tuple[Kind, ...]


def mask(text: str, placeholders: Mapping[Kind, str], published: Published = NOTHING) -> Masked:
    """Replaces personal data by neutral words and says what was found.

    Args:
        text: what was typed; it comes back cleaned (see `cleaning.clean`) also when nothing is found.
        placeholders: the words put in place of each kind; no digits and no "@" in them.
        published: names, addresses and telephone numbers that stay, because they are public.

    Masking the result again changes nothing: the passes are repeated until none of them finds anything.
    """
    text = clean(text)
    kinds: list[Kind] = []
    while True:
        before = text
        digits = any(map(str.isdecimal, text))
        for kind, find in _layers(published):
            if kind in _OF_DIGITS and not digits:
                continue
            text, count = _replace(text, find(text), placeholders[kind])
            kinds += [kind] * count
        if text == before:
            return Masked(text, tuple(kinds))


def mask_values(
    value: object, placeholders: Mapping[Kind, str], published: Published = NOTHING, depth: int = 8
) -> object:
    """A JSON value with every string in it masked, keys included.

    Raises:
        ValueError: the value is nested deeper than `depth` levels.
    """
    if isinstance(value, str):
        return mask(value, placeholders, published).text
    if isinstance(value, (dict, list)) and depth == 0:
        raise ValueError("the value is nested too deep")
    if isinstance(value, dict):
        return {
            str(mask_values(key, placeholders, published)): mask_values(item, placeholders, published, depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [mask_values(item, placeholders, published, depth - 1) for item in value]
    return value


_OF_DIGITS = frozenset(Kind) - {Kind.EMAIL_ADDRESS, Kind.STREET_ADDRESS, Kind.NAME}
Finder = Callable[[str], list[Span]]


def _layers(published: Published) -> tuple[tuple[Kind, Finder], ...]:
    """What is looked for, in order: an address may hold a number, and a phone pattern fits some personal numbers."""
    return (
        (Kind.EMAIL_ADDRESS, lambda text: email_addresses.find(text, published.addresses)),
        (Kind.RESERVE_NUMBER, _all(personal_numbers.RESERVE_NUMBER)),
        (Kind.COORDINATION_NUMBER, _all(personal_numbers.COORDINATION_NUMBER)),
        (Kind.PERSONAL_NUMBER, _all(personal_numbers.PERSONAL_NUMBER)),
        (Kind.IDENTIFIER, labelled_numbers.find_identifiers),
        (Kind.PHONE_NUMBER, lambda text: _unpublished(text, phone_numbers.find(text), published)),
        (Kind.PHONE_NUMBER, lambda text: _unpublished(text, labelled_numbers.find_phones(text), published)),
        (Kind.STREET_ADDRESS, street_addresses.find),
        (Kind.NAME, lambda text: names.find(text, published.names)),
    )


def _all(pattern: re.Pattern[str]) -> Finder:
    return lambda text: [match.span() for match in pattern.finditer(text)]


def _unpublished(text: str, spans: list[Span], published: Published) -> list[Span]:
    return [(start, end) for start, end in spans if re.sub(r"\D", "", text[start:end]) not in published.phones]


def _replace(text: str, spans: list[Span], placeholder: str) -> tuple[str, int]:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], placeholder]
        position = end
    return "".join([*pieces, text[position:]]), len(spans)
