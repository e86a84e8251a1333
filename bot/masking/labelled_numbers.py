"""Numbers behind a word that says what they are: "LMA-kort nr 50-123456", "dossiernumret är 51-234567".

Such numbers have no form of their own; for asylum seekers they identify the person in every register. A number counts
when its label stands before it (or after it, with "är" between) with nothing but small words in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.writing import CURRENCY, DASH, DASHES, DAY, MONTH, Span, any_of

_NR = r"(?:[ -]?(?:nr|num+er|numret|no|id)\b\.?)"
# Words that "nummer" or "nr" makes the name of a number.
_NUMBERED = any_of(
    *(
        "lma",
        "lma-?kort(?:ets?)?",
        "dossi[eé]r?",
        "ärende",
        "beslut",
        "kund",
        "klient",
        "patient",
        "pat",
        "journal",
        "remiss",
    ),
    *("besöks?", "vårdkontakt", "vårdtillfälles?", "kvitto", "pass(?:ets?)?", "visum", "viserings?", "resehandlings?"),
    *(
        "resedokument",
        "id",
        "id-?kort(?:ets?)?",
        "identitets?",
        "körkorts?",
        "ut",
        "ut-?kort(?:ets?)?",
        "medlems?",
        "bank",
    ),
    *("uppehållstillstånds?(?:korts?)?", "eu-?kort(?:ets?)?", "ehic", "sjukförsäkrings?(?:korts?)?", "försäkrings?"),
    *(
        "bankkonto",
        "konto",
        "clearing",
        "person",
        "samordnings?",
        "reserv",
        "pn",
        "prov",
        "lab",
        "rör",
        "recept",
        "deltagar",
    ),
    *("migrationsverkets?(?:[ ](?:ärende|dossier))?", "mottagnings?(?:systemets)?", "signalements?", "interims?"),
    *("boknings?", "ref", "referens"),
)
# Documents and numbers that are named by one word.
_BARE = any_of(
    *(
        "lma(?:-?kort(?:et)?)?",
        "dossi[eé]r?(?:n|et)?",
        "(?:nödv[a-z]{1,8}[ ])?pass(?:et)?",
        "eu-?kort(?:et)?",
        "ut-?kort(?:et)?",
    ),
    *(
        "ehic(?:-?kort(?:et)?)?",
        "id-?kort(?:et)?",
        "id-?handling(?:en)?",
        "körkort(?:et)?",
        "uppehållstillståndskort(?:et)?",
    ),
    *("resehandling(?:en)?", "journal(?:en)?", "kund-?id", "patient-?id", "pat-?id", "klient-?id", "pnr", "persnr"),
    *(
        "pers[.]nr",
        "p-?nr",
        "personnr",
        "samordningsnr",
        "sam-?nr",
        "reservnr",
        "res-?nr",
        "jnr",
        "bankkonto(?:t)?",
        "bankid",
    ),
)
_LABEL = re.compile(rf"(?<![\w\[])(?:{_NUMBERED}{_NR}|{_BARE})(?!\w)", re.IGNORECASE)
# Between label and number: "har nummer", "hos Migrationsverket är", a colon, a bracket; nothing of amounts and dates.
_ELSE = any_of(
    "kostar", "betal", "avgift", "år", "vecka", "dag", "månad", "giltig", "gäller", "från", "sedan", "till", "t\\.o\\.m"
)
_BETWEEN = rf"(?:[ ]?[:=#,(]?[ ]?(?!{_ELSE}[a-zåäö]*)[a-zåäö]{{1,15}}(?![\w-])){{0,3}}[ ]?[:=#,(]{{0,2}}[ ]?"
_UNIT = r"(?:år|mån|veck|dag|tim|person)[a-zåäö]*"
_BODY = rf"(?:[A-Z]{{1,3}}(?:{DASH}|[ ])?)?\d(?:[\dA-Z]|(?:{DASH}|[ /])(?=\d)){{2,30}}(?!\w)(?![ ]?{_UNIT})"
_NUMBER = re.compile(rf"{_BETWEEN}(?P<number>{_BODY})(?!{CURRENCY})(?![ ]?%)", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?:19|20)\d\d|\d\d)(?:{DASH}|[/. ])?{MONTH}(?:{DASH}|[/. ])?{DAY}(?!\d)"
    rf"|{DAY}[/.]{MONTH}[/.](?:19|20)?\d\d(?!\d)"
)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[ ]\d{3})+")
_AFTER = re.compile(
    rf"(?<![\w{DASHES}])(?P<number>[A-Z]{{0,3}}\d[\d-]{{4,20}})"
    rf"[ ](?:är|=|som|står[ ]som)[ ](?:[a-zåäö]{{1,12}}[ ]){{0,2}}{_NUMBERED}{_NR}",
    re.IGNORECASE,
)
# Migrationsverket's own form, which nothing else of two and six digits has: no amount ends unevenly, and an area code
# has its 0.
_DOSSIER = re.compile(rf"(?<![\d/:.{DASHES}])[1-9]\d{DASH}(?!\d{{3}}000)\d{{6}}(?![\d/:{DASHES}])(?!{CURRENCY})")
_IS_NUMBERED = re.compile(r"(?:nr|num+er\w*|numret|(?<=[ -])(?:no|id)|beteckning\w*)\b", re.IGNORECASE)
LEAST_BARE = 5  # digits behind a document's bare name: fewer are ages, years and amounts
LEAST_NUMBERED = 3  # digits behind a word with "nummer"
_SHORT = any_of("ankn", "ankn\\.", "anknytn", "anknytn\\.", "(?:anknytnings|kort|snabb)n(?:r|ummer)", "internnummer")
_PHONE = any_of(
    *(
        "tel(?:efon)?",
        "tfn",
        "tele",
        "mobil(?:en)?",
        "(?:telefon|mobil)n(?:r|ummer)",
        "tel\\.?nr",
        "jour(?:tel)?",
        "sökare",
    ),
    *("personsökare", "minicall"),
)
_EXTENSION = re.compile(
    rf"(?<![\w\[]){_SHORT}[ :.]{{0,3}}(?:är[ ])?(?P<number>\d{{1,3}}[ -]?\d{{2,4}})(?!\d)"
    r"|(?<![\w\[])anknytning(?:en)?[ :.]{1,3}(?:är[ ])?(?!(?:19|20)\d\d(?!\d))(?P<number2>\d{4,6})(?!\d)"
    rf"|(?<![\w\[]){_PHONE}[ :.]{{1,3}}(?:är[ ])?"
    rf"(?P<number3>(?!(?:19|20)\d\d{DASH})\d(?:(?:{DASH}|[ ])?\d){{4,9}})(?!\d)(?!{CURRENCY})",
    re.IGNORECASE,
)


def find_identifiers(text: str) -> list[Span]:
    """Where identifiers stand, without the words that name them."""
    spans = [*_labelled(text), *(match.span("number") for match in _AFTER.finditer(text))]
    spans += (match.span() for match in _DOSSIER.finditer(text))
    return _apart(spans)


def find_phones(text: str) -> list[Span]:
    """Extensions and telephone numbers without an area code, behind the word that names them."""
    return [match.span(match.lastgroup or 0) for match in _EXTENSION.finditer(text)]


def _labelled(text: str) -> Iterator[Span]:
    for label in _LABEL.finditer(text):
        number = _NUMBER.match(text, label.end())
        if number is None:
            continue
        start, end = number.span("number")
        date = _DATE.match(text, start)
        end = _trimmed(text, start, end)
        digits = sum(char.isdecimal() for char in text[start:end])
        named = _IS_NUMBERED.search(text[label.start() : start])
        if not named and _AMOUNT.fullmatch(text, start, end):
            continue
        if digits < (LEAST_NUMBERED if named else LEAST_BARE) or (
            date and date.end() >= end and not (named and text[start:end].isdecimal())
        ):
            continue
        if not named and text[label.end() : start].strip(" :=#(").count(" ") > 1 and digits < 6:
            continue
        yield start, end


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of the number proper: words run on behind it are none of it."""
    words = re.split(r"([ ])", text[start:end])
    kept = ""
    for at, word in enumerate(words):
        if at and word.strip() and not any(char.isdecimal() for char in word):
            break
        kept += word
    return start + len(kept.rstrip(" ./-"))


def _apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
