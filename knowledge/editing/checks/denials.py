"""What a text denies, so that "kan användas" cannot stand where the page says "kan inte användas"."""

from __future__ import annotations

import functools
import re

from knowledge.swedish.mentions import plain_spaces
from knowledge.swedish.stems import analyse, content_words
from knowledge.texts import load

BEFORE, AFTER = 3, 4  # content words on each side of a negation that tell what is denied
# in a sentence, a negation does not reach past these
_CLAUSE = re.compile(r"(?<=[.!?;:])\s+|,\s+|\s+men\s+|\n")

Denial = frozenset[str]  # stems of the words around one negation


@functools.cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('measures')['negations'])})\b", re.IGNORECASE)


def denials(text: str) -> list[Denial]:
    """Return, for each negation, the stems of the content words around it in its clause."""
    plain = re.sub("|".join(load("measures")["not_negating"]), " ", text, flags=re.IGNORECASE)
    return [_around(clause, match) for clause in _clauses(plain) for match in _words().finditer(clause)]


def _clauses(text: str) -> list[str]:
    """The clauses of a text; a line break is a blank, since pages break lines anywhere."""
    return [part for part in _CLAUSE.split(plain_spaces(text)) if part]


def _around(clause: str, match: re.Match[str]) -> Denial:
    before = content_words(clause[: match.start()])[-BEFORE:]
    after = content_words(clause[match.end() :])[:AFTER]
    return frozenset(stem for word in [*before, *after] for stem in analyse(word))


def about_silence(sentence: str) -> bool:
    """True for a sentence that says what the page does not give: no page has words for that."""
    words = set(re.findall(r"\w+", sentence.lower()))
    return bool(words & {"sidan", "sidans"}) and bool(words & set(load("measures")["silence"]))


def unmatched(said: str, page: str) -> list[Denial]:
    """Return the denials of ``said`` that ``page`` has no like of: none of them shares a word."""
    known = denials(page)
    return [denial for denial in denials(said) if not any(denial & other or not denial for other in known)]


def denied_points(page: str) -> list[tuple[str, str]]:
    """Return (heading, point) for each point of a list whose heading or lead denies: "... inte användas till"."""
    points: list[tuple[str, str]] = []
    lead = ""
    for line in page.splitlines():
        words = line.strip()
        if words.startswith(("•", "- ", "* ")):
            if denials(lead):
                points.append((lead, words))
        elif words:
            lead = words
    return points
