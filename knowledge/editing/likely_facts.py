"""The sentences of a page that look like facts, each as the beginning of a draft. Pure.

A sentence is offered for what it holds: a sum, a day, an address, who may apply, what one must do. Nothing is decided
here; an editor reads the page and chooses.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from knowledge.editing.form import VALUE, Fields
from knowledge.editing.reading.pages import is_furniture
from knowledge.swedish.mentions import Mentions, find, plain_spaces
from knowledge.swedish.written_dates import iso
from knowledge.texts import load

FILE = "likely_facts"
MONEY = "kronor"
SHORTEST = 3  # words of a sentence that says something
# lines of one sentence go on in lower case; a full stop after a short word is an abbreviation
_BETWEEN = re.compile(
    r"\n\s*\n|\n(?=[ \t\xa0]*(?:[^\Wa-zåäö]|[^\w\s]))"
    r"|(?<=\w{3}[.!?])\s+(?=[A-ZÅÄÖ\"”])|(?<=\d[.!?])\s+(?=[A-ZÅÄÖ])"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclasses.dataclass(frozen=True)
class Likely:
    """A sentence of a page: where it stands (character offsets), its words, and what makes it look like a fact."""

    start: int
    end: int
    quote: str
    kinds: tuple[str, ...]  # "amount", "date", "contact", "applying", "duty"


def likely_facts(text: str) -> list[Likely]:
    """The sentences that look like facts, in the page's order."""
    found = []
    for start, end in sentences(text):
        quote = plain_words(text[start:end])
        kinds = () if _of_the_page_itself(quote) else tuple(_kinds(quote, find(quote)))
        if kinds:
            found.append(Likely(start, end, quote, kinds))
    return found


def _of_the_page_itself(quote: str) -> bool:
    """Whether a line gives the page's own date, or was put there by the web site."""
    dated = "|".join(load("fetching")["updated"])
    return is_furniture(quote) or bool(re.match(rf"(?:\w+\s+)?(?:{dated})\b", quote.lower()))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, headings and points of a page by their offsets, without white space and bullets around them."""
    at = 0
    for gap in [*_BETWEEN.finditer(text), None]:
        piece = text[at : gap.start()] if gap else text[at:]
        lead = len(piece) - len(piece.lstrip(" \t\n\xa0•-–"))
        if piece.strip() and lead < len(piece):
            yield at + lead, at + len(piece.rstrip())
        at = gap.end() if gap else len(text)


def plain_words(words: str) -> str:
    """A stretch of a page on one line, as a quotation gives it."""
    return " ".join(words.split())


def begun(quote: str, programme: str, taken: frozenset[str] = frozenset()) -> Fields:
    """The fields of a draft that rests on these words; ``taken`` are the ids that there are."""
    said = find(quote)
    kinds = list(_kinds(quote, said))
    kind, question = _type(kinds), _question(quote)
    stem = f"{programme}.{question}"
    number = next(at for at in range(1, len(taken) + 2) if f"{stem}.{at}" not in taken)
    return {
        "id": f"{stem}.{number}",
        "type": kind,
        "question": question,
        "text": quote if quote.endswith((".", "!", "?")) else f"{quote}.",
        "quote": quote,
        "asks": "",
        **_values(kind, quote, said),
    }


def _kinds(quote: str, said: Mentions) -> Iterator[str]:
    patterns = load(FILE)
    low = quote.lower()
    if any(unit == MONEY for _, unit in said.measures):
        yield "amount"
    if any(day for _, _, day in said.dates):
        yield "date"
    if said.addresses or said.phones:
        yield "contact"
    if len(quote.split()) >= SHORTEST:
        yield from (name for name in ("applying", "duty") if re.search(patterns[name], low))


def _type(kinds: list[str]) -> str:
    """The type of a fact that holds these things; what it says of one thing only goes into its value."""
    if kinds[:1] == ["amount"]:
        return "amount"
    if "date" in kinds:
        return "date"
    if "contact" in kinds:
        return "contact"
    return "eligibility" if "applying" in kinds else "rule"


def _question(quote: str) -> str:
    patterns = load(FILE)
    found = (one["question"] for one in patterns["questions"] if re.search(one["pattern"], quote.lower()))
    return str(next(found, patterns["otherwise"]))


def _values(kind: str, quote: str, said: Mentions) -> Fields:
    """The values of the type, where the words give one and no more."""
    if kind == "amount":
        sums = [number for number, unit in sorted(said.measures) if unit == MONEY and number.isdigit()]
        return {f"{VALUE}value": sums[0]} if len(sums) == 1 else {}
    if kind == "date":
        days = [iso(date) for date in said.dates if date[0] is not None]
        return {f"{VALUE}date": days[0]} if len(days) == 1 else {}
    if kind == "contact":
        written = _EMAIL.search(plain_spaces(quote))
        return {f"{VALUE}email": written.group().rstrip(".")} if written else {}
    return {}
