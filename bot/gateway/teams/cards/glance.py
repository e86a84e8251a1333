"""The answer at a glance: which sentences of a reply are its answer. The widget does the same (src/glance.ts)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.gateway.contract import Outcome
from bot.gateway.teams.cards.dates import swedish_date

LONGEST = 25  # words of an answer that stands out; a longer one is read, not seen
#: A full stop, question or exclamation mark with what closes it, before a blank and a capital.
_END = re.compile(r'[.!?][”")]*(?=\s+[”"(]?[A-ZÅÄÖÉÜ])')
#: "t.o.m.", "bl.a.": a stop inside a word is the mark of an abbreviation, and its last one ends nothing.
_ABBREVIATED = re.compile(r"[^\W\d_]\.[^\W\d_]+\.$")
_ENDED = re.compile(r'[.!?][”")]*$')


@dataclass(frozen=True)
class Paragraph:
    """`lead`: the answer, which stands out and by itself."""

    text: str
    lead: bool = False


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, without the blanks between them."""
    found, start = [], 0
    for mark in _END.finditer(text):
        if not _ABBREVIATED.search(text[start : mark.end()]):
            found.append(text[start : mark.end()].strip())
            start = mark.end()
    return tuple(sentence for sentence in (*found, text[start:].strip()) if sentence)


def leads_of(lines: Sequence[str], outcome: Outcome) -> tuple[str, ...]:
    """The first sentence; where that one says the status, those that say the figures asked for.

    Only answers and refusals have one, and only of at most LONGEST words.
    """
    # the line that leads over to another language is no answer
    own = [line for line in lines if not (line in outcome.in_english and line.endswith(":"))]
    first, *others = [sentence for line in own for sentence in sentences(line)] or [""]
    if outcome.kind not in ("answer", "no_answer"):
        return ()
    figures = [row.words for row in outcome.figures if row.words] if _says_status(first, outcome) else []
    said = [[sentence for sentence in others if words in sentence][-1:] for words in figures]
    leads = [sentence for found in said for sentence in found] or [first]
    return tuple(lead for lead in leads if _ENDED.search(lead) and len(lead.split()) <= LONGEST)


def paragraphs(line: str, leads: Sequence[str]) -> Iterator[Paragraph]:
    """The line with its leads apart, each once; what stands between two leads stays one paragraph."""
    rest: list[str] = []
    left = set(leads)
    for sentence in sentences(line):
        if sentence not in left:
            rest.append(sentence)
            continue
        left.remove(sentence)
        if rest:
            yield Paragraph(" ".join(rest))
        yield Paragraph(sentence, lead=True)
        rest = []
    if rest:
        yield Paragraph(" ".join(rest))


def _says_status(sentence: str, outcome: Outcome) -> bool:
    statuses = [*([outcome.status] if outcome.status else []), *outcome.statuses]
    return any(swedish_date(status.since) in sentence for status in statuses if status.since)
