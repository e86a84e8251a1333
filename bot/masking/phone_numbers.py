"""Phone numbers: +46 / 0046 and other countries' codes, area codes and mobile numbers in any grouping."""

from __future__ import annotations

import re
from bisect import bisect_right

from bot.masking.writing import CURRENCY, DASH, DAY, MONTH, QUARTER_HOUR, Span

_NEXT_DIGIT = rf"(?:(?:{DASH}|[ ()/.]){{0,3}}\d)"
_PHONE_NUMBER = re.compile(
    rf"(?<!\d)(?:\+[ ]?(?=46)|\+|00[ ]?)[1-9]{_NEXT_DIGIT}{{7,15}}(?!\d)"
    rf"|(?<!\d)(?:\((?=0\d{{0,3}}\)))?0(?:\)[ ]?)?[1-9]{_NEXT_DIGIT}{{6,8}}(?!\d)"
    # Sweden's code without its sign: run together, or grouped as telephone numbers are and amounts are not
    r"|(?<!\d)467[02369]\d{7}(?!\d)"
    rf"|(?<!\d)46(?:{DASH}|[ ])(?:\(0\))?7[02369](?:{DASH}|[ ])?\d{{2,3}}(?:{DASH}|[ ])?\d\d[ ]?\d\d(?:[ ]?\d)?(?!\d)"
    rf"|(?<!\d)46(?:{DASH}|[ ])(?:\(0\))?[1-9]\d{{0,2}}(?:{DASH}|[ ])\d{{2,3}}[ ]\d\d[ ]\d\d(?!\d)"
)

_AMOUNT = r"[1-9]\d{0,2}(?:[ .]\d{3}){1,2}(?![ .]?\d)"
# Groups of three also stand inside phone numbers ("031-123 456"): an amount begins after none of these.
_NOT_INSIDE_A_NUMBER = rf"(?<![\d+])(?<!\d[ ./)])(?<!\d{DASH})(?<!\)[ ])"
_CLOCK = r"(?:[01]\d|2[0-4])"
# What a phone number never begins in: amounts and ranges of amounts, dates, opening hours, numbers of units and papers.
_NOT_A_PHONE = re.compile(
    rf"{_NOT_INSIDE_A_NUMBER}{_AMOUNT}(?:[ ]?{DASH}[ ]?{_AMOUNT}|(?![ ]?{DASH}[ ]?\d))"
    rf"|{_NOT_INSIDE_A_NUMBER}[1-9]\d{{0,2}}(?:[ .]\d{{3}})+(?={CURRENCY})"
    rf"|\+[1-9]\d{{0,2}}(?:[ .]?\d{{3}})+(?={CURRENCY})"
    rf"|(?<!\d)(?:18|19|20)\d\d(?P<gap>{DASH}|[/.]){MONTH}(?P=gap){DAY}(?!\d)"
    rf"|(?<!\d){DAY}(?P<gap2>{DASH}|[/.]){MONTH}(?P=gap2)(?:19|20)\d\d(?!\d)"
    rf"|(?<!\d)(?<!\d{DASH}){_CLOCK}[.][0-5]\d[ ]?{DASH}[ ]?{_CLOCK}[.][0-5]\d(?!\d)"
    rf"|(?<!\d)(?<!\d{DASH}){QUARTER_HOUR}[ ]?{DASH}[ ]?{QUARTER_HOUR}(?!\d)"
    r"|\b(?:(?:kombika|enhets|vårdenhets|artikel|produkt|åtgärds|konto)(?:kod|nr|nummer)(?:en|et)?|kombika|kod"
    r"|(?:dnr|diarien(?:r|ummer)|org\.?(?:anisations)?[ -]?n(?:r|ummer)|bankgiro|plusgiro|kostnadsställe"
    r"|faktura(?:nr|nummer)?))"
    rf"[ ]?(?:är[ ]|[:=#][ ]?)?[A-ZÅÄÖ]{{0,4}}[ ]?\d(?:(?:{DASH}|[ /])?\d){{0,11}}(?!\d)",
    re.IGNORECASE,
)


def find(text: str) -> list[Span]:
    """Phone numbers that neither begin in nor run into an amount, a date, opening hours or a unit's number."""
    taken = [match.span() for match in _NOT_A_PHONE.finditer(text)]
    taken_ends = [end for _, end in taken]
    spans: list[Span] = []
    match = _PHONE_NUMBER.search(text)
    while match:
        start, end = match.span()
        index = bisect_right(taken_ends, start)
        limit = taken[index][0] if index < len(taken) else end
        # What follows a number ("… 08.00–16.30") is cut off from it before the pattern is tried again.
        kept = match if limit >= end else _PHONE_NUMBER.match(text, start, limit)
        if kept:
            spans.append(kept.span())
        match = _PHONE_NUMBER.search(text, kept.end() if kept else start + 1)
    return spans
