"""Takes personal data out of a text before anything stores it. Pure functions, no Rasa."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from bot.channels import patterns
from bot.channels.cleaning import clean
from bot.channels.kinds import Kind

Span = tuple[int, int]


class Masked(NamedTuple):
    """A text without personal data, and the kind of every piece that was taken out (one entry per piece)."""

    text: str
    kinds: tuple[Kind, ...]


def mask(text: str, placeholders: Mapping[Kind, str], allowed_addresses: Collection[str] = ()) -> Masked:
    """Replaces personal data by neutral words and says what was found.

    Args:
        text: what was typed; it comes back cleaned (see `cleaning.clean`) also when nothing is found.
        placeholders: the words put in place of each kind; no digits and no "@" in them.
        allowed_addresses: e-mail addresses that stay, in lower case; meant for published function addresses.

    Masking the result again changes nothing: the passes are repeated until none of them finds anything.
    """
    text = clean(text)
    kinds: list[Kind] = []
    while True:
        before = text
        # An address may hold a number, and a phone pattern fits some personal numbers: hence this order.
        for kind, find in _finders(allowed_addresses):
            text, count = _replace(text, find(text), placeholders[kind])
            kinds += [kind] * count
        if text == before:
            return Masked(text, tuple(kinds))


def mask_values(value: object, placeholders: Mapping[Kind, str], depth: int = 8) -> object:
    """A JSON value with every string in it masked, keys included.

    Raises:
        ValueError: the value is nested deeper than `depth` levels.
    """
    if isinstance(value, str):
        return mask(value, placeholders).text
    if isinstance(value, (dict, list)) and depth == 0:
        raise ValueError("the value is nested too deep")
    if isinstance(value, dict):
        return {
            str(mask_values(key, placeholders)): mask_values(item, placeholders, depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [mask_values(item, placeholders, depth - 1) for item in value]
    return value


Finder = Callable[[str], list[Span]]


def _finders(allowed_addresses: Collection[str]) -> tuple[tuple[Kind, Finder], ...]:
    return (
        (Kind.EMAIL_ADDRESS, lambda text: _find_addresses(text, allowed_addresses)),
        (Kind.RESERVE_NUMBER, lambda text: [match.span() for match in patterns.RESERVE_NUMBER.finditer(text)]),
        (
            Kind.COORDINATION_NUMBER,
            lambda text: [match.span() for match in patterns.COORDINATION_NUMBER.finditer(text)],
        ),
        (Kind.PERSONAL_NUMBER, lambda text: [match.span() for match in patterns.PERSONAL_NUMBER.finditer(text)]),
        (Kind.PHONE_NUMBER, _find_phones),
    )


def _find_addresses(text: str, allowed: Collection[str]) -> list[Span]:
    # The dot that ends a sentence is no part of the address.
    return [
        match.span()
        for match in patterns.EMAIL_ADDRESS.finditer(text)
        if match.group().strip(".'-").lower() not in allowed
    ]


def _find_phones(text: str) -> list[Span]:
    """Phone numbers that neither begin in nor run into an amount, a date or opening hours."""
    taken = [match.span() for match in patterns.NOT_A_PHONE.finditer(text)]
    taken_ends = [end for _, end in taken]
    spans: list[Span] = []
    match = patterns.PHONE_NUMBER.search(text)
    while match:
        start, end = match.span()
        index = bisect_right(taken_ends, start)
        limit = taken[index][0] if index < len(taken) else end
        # What follows a number ("… 08.00–16.30") is cut off from it before the pattern is tried again.
        kept = match if limit >= end else patterns.PHONE_NUMBER.match(text, start, limit)
        if kept:
            spans.append(kept.span())
        match = patterns.PHONE_NUMBER.search(text, kept.end() if kept else start + 1)
    return spans


def _replace(text: str, spans: list[Span], placeholder: str) -> tuple[str, int]:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], placeholder]
        position = end
    return "".join([*pieces, text[position:]]), len(spans)
