"""Where somebody lives: a street with its number, a flat, a postcode with its town."""

from __future__ import annotations

import re

from bot.masking.writing import CURRENCY, DASH, DASHES, Span, any_of

_CAPITAL = r"[A-ZÅÄÖÉÜ]"
_STREET = any_of(
    *(
        "gat(?:an|a)",
        "väg(?:en)?",
        "gränd(?:en)?",
        "torg(?:et)?",
        "stig(?:en)?",
        "allé?n?",
        "allé",
        "backen?",
        "liden",
        "kajen?",
    ),
    *(
        "esplanaden?",
        "leden",
        "promenaden",
        "bron",
        "terrassen",
        "slingan",
        "ringen",
        "svängen",
        "brinken",
        "parken",
        "höjden",
    ),
    *("gården?", "platsen?", "strand(?:en)?", "hamn(?:en)?"),
)
_FLAT = r"(?:lgh|lägenhet(?:snummer|snr)?|lght)\.?[ ]?(?:nr[ ]?)?"
_COUNTED = r"(?:år|dagar|veckor|månader|timmar|personer|procent|§)\b"
_NUMBER = (
    rf"\d{{1,3}}(?:[ ]?[A-Ha-h](?!\w))?(?:{DASH}\d{{1,3}})?(?!\d|:\d|%|/\d)(?!{CURRENCY})(?![ ]{_COUNTED})"
    rf"(?:(?:,[ ]?|[ ]){_FLAT}\d{{1,4}})?"
)
_FIRST = rf"(?:{_CAPITAL}[\w.]{{1,20}}[ ])"  # words before the street's own: "Södra Vägen 3", "Olof Palmes gata 12"
_ALONE = any_of("[Gg]ata", "[Vv]äg", "[Gg]ränd", "[Pp]lats", "[Aa]llé", "[Tt]org")
_WITH_NUMBER = re.compile(
    rf"(?<!\w)(?:{_FIRST}{{0,3}}(?:{_CAPITAL}[a-zåäöéü-]{{1,30}}{_STREET}|(?:Vägen|Gatan|Torget|Allén))"
    rf"|{_FIRST}{{1,3}}{_ALONE})[ ]{{1,2}}{_NUMBER}"
)
_SURE = any_of("gatan", "vägen", "gränden?", "stigen", "torget", "allén")
_SMALL = re.compile(rf"(?<!\w)[a-zåäö]{{3,30}}(?:{_SURE}|backen|liden)[ ]{{1,2}}{_NUMBER}", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:bor|bosatt|boende|hemma|adress(?:en)?|folkbokförd|skriven|inneboende)"
    r"(?:[ ]?:|[ ](?:är|på|vid|i))?[ ](?:på[ ])?"
    rf"(?P<street>{_FIRST}{{0,2}}{_CAPITAL}?[a-zåäöéü-]{{2,30}}{_SURE}|{_FIRST}{{1,2}}(?:gata|väg|gränd))(?!\w)"
)
_TOWN = rf"(?P<town>{_CAPITAL}[a-zåäöé-]{{2,25}}|[A-ZÅÄÖ]{{4,25}}(?!\w))"
_POSTCODE = re.compile(
    rf"(?<![\d.,/{DASHES}])(?:SE?-)?[1-9]\d\d[ ]?\d\d[ ]{{1,2}}{_TOWN}"
    rf"|(?<!\w)(?:postnr|postnummer|postadress)[ :]{{1,3}}(?:är[ ])?(?:SE?-)?\d{{3}}[ ]?\d\d(?!\d)"
    rf"(?:[ ]{_CAPITAL}[\w-]{{2,25}})?"
    r"|(?<=,[ ])\d{3}[ ]\d\d[ ][a-zåäö]{3,20}(?=[.,?!\n]|$)"
)
_FLAT_ALONE = re.compile(rf"(?<!\w){_FLAT}\d{{4}}(?!\d)", re.IGNORECASE)
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
_NO_TOWN = frozenset(f"{_MONTHS} kronor kr sek patienter personer asylsökande".split())
_NO_STREET = re.compile(
    r"(?:handlings|vård|färd|lag|om|ut|av|års|dag|arbets|bi|mellan)(?:väg|gång)|vårdgård|barngård", re.IGNORECASE
)


def find(text: str) -> list[Span]:
    """Addresses; a street, its flat and the town behind it may come as several spans."""
    spans = [match.span() for match in _WITH_NUMBER.finditer(text) if not _NO_STREET.search(match[0])]
    spans += (match.span() for match in _SMALL.finditer(text) if not _NO_STREET.match(match[0]))
    spans += (match.span("street") for match in _LIVES.finditer(text))
    spans += (match.span() for match in _POSTCODE.finditer(text) if (match["town"] or "").lower() not in _NO_TOWN)
    spans += (match.span() for match in _FLAT_ALONE.finditer(text))
    return _merged(sorted(spans))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
