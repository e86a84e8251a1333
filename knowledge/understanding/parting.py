"""Take a message apart: which parts of it ask, and which tell.

"Vi är en liten vc. Hur mycket får vi, och vem mejlar jag?" tells one thing and
asks two. A part asks when it ends in a question mark or opens as Swedish
questions do, with a question word or a verb. Anything less certain stays whole:
one question read as two is worse than two read as one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.understanding.opposites import both_readings
from knowledge.understanding.stretches import words_of

MOST_PARTS, SHORTEST = LIMITS.reading.parts, LIMITS.reading.shortest_part
SECTION = re.compile(r"[:;.]|\s[-–]\s")
CLAUSE = re.compile(rf",|{SECTION.pattern}")
SENTENCE_END = re.compile(r"(?<=[?!])\s+|(?<=[\w)]\.)\s+|\s*\n+\s*|(?<=\w\?)(?=\w)")


@dataclasses.dataclass(frozen=True)
class Part:
    """A piece of a message: character offsets, and whether it asks something."""

    start: int
    end: int
    asks: bool
    #: where it is read from, if not from one piece: "det minsta och det mesta" asks twice
    stretches: tuple[tuple[int, int], ...] = ()

    def of(self, text: str) -> str:
        """The words of the part in the message that it is of."""
        return words_of(text, self.mark())

    def mark(self) -> dict[str, Any]:
        """The part as it stands in a parsed message."""
        mark: dict[str, Any] = {"start": self.start, "end": self.end, "asks": self.asks}
        return {**mark, "stretches": [list(span) for span in self.stretches]} if self.stretches else mark


def parts_of(text: str) -> list[Part]:
    """The parts of a message in order; a message that is of one piece has one."""
    cut = [_clauses(text, *span) for span in _sentences(text)]
    # a sentence that is cut asks in each of its pieces, whatever they open with
    followed = {span for clauses in cut if len(clauses) > 1 for span in clauses}
    pieces = _merged(text, [piece for clauses in cut for piece in clauses])
    parts = [Part(*piece, piece in followed or asks(text[slice(*piece)])) for piece in pieces]
    if _asking(parts) > MOST_PARTS:
        return [Part(0, len(text), asks(text))]
    twice = [one for part in parts for one in _both(text, part, alone=len(parts) == 1)]
    return twice if _asking(twice) <= MOST_PARTS else parts


def _asking(parts: Sequence[Part]) -> int:
    """How many of the parts ask: a story may be as long as it likes."""
    return sum(part.asks for part in parts)


def _both(text: str, part: Part, alone: bool) -> list[Part]:
    """The part, or both its questions where it asks of two opposites: "när öppnade och stängde den?"."""
    readings = both_readings(text, part.start, part.end) if part.asks or alone else ()
    return [Part(part.start, part.end, True, spans) for spans in readings] or [part]


def asks(words: str) -> bool:
    """Whether some words are a question."""
    if words.rstrip().endswith("?"):
        return True
    if _tells_first(words):
        return False
    # "färdplanen, från när gäller den", "jag byter ämne: vilket organ beslutade": behind what it is about
    if any(_opens_with_word(_opening(clause)) for clause in _main_clauses(words)):
        return True
    noun = re.match(load("questions")["nouns_like_verbs"], words.lower())
    return not noun and _opening(words).split(" ")[0] in _forms("question_verbs") | _forms("verbs_first")


def _tells_first(words: str) -> bool:
    """Whether it tells: a word before the verb ("då får vi klara oss"), or "när" and its clause ("när min far …").

    What follows behind a comma may ask still.
    """
    low, forms = words.lower(), load("questions")
    return "," not in words and any(re.match(forms[name], low) for name in ("then_tells", "when_tells"))


def _main_clauses(words: str) -> Iterator[str]:
    """The clauses of some words, less those that only add something: "…, vilket min son säger"."""
    for section in re.split(SECTION, words):
        first, *others = section.split(",")
        yield first
        yield from (clause for clause in others if not re.match(r"\s*(?:vilket|which)\b", clause.lower()))


def _opening(words: str) -> str:
    """The words as they open, less what may stand before a question without changing it."""
    spelt = re.sub(load("questions")["from_and_until"], "från ", words.lower())
    return " ".join(word for word in re.findall(r"\w+", spelt) if word not in _forms("fillers"))


def _opens_with_word(opening: str) -> bool:
    """ "av vilket skäl", "fram till när"."""
    return bool(re.match(rf"(?:(?:{_either('question_prepositions')})\s)?(?:{_either('question_words')})\b", opening))


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for stop in SENTENCE_END.finditer(text):
        if _abbreviated(text[at : stop.start()]):
            continue
        spans.append((at, stop.start()))
        at = stop.end()
    spans.append((at, len(text)))
    return [(start, end) for start, end in spans if re.search(r"\w", text[start:end])]


def _abbreviated(before: str) -> bool:
    """Whether the full stop belongs to an abbreviation: "t.ex.", "kl.", "ca."."""
    last = before.split()[-1].lower() if before.split() else ""
    return last.endswith(".") and last.rstrip(".") in _forms("abbreviations")


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a question at "och", "samt", a comma, a semicolon or a bracket before another one: "… och när …"."""
    spans, at = [], start
    for stop in _joint().finditer(text, start, end):
        before, after = text[at : stop.start()], text[stop.end() : end]
        # "när och hur betalas det ut?" asks with two words at once
        own = re.split(CLAUSE, before)[-1]
        if not stop["and"] and re.match(rf"(?:när|nar|when)\s+(?:{_either('subjects')})\b", after.lower()):
            continue  # "täckte bidraget kurser, när det fanns?"
        asking = asks(before) or _inverted(own) or _wonders(before)
        if stop["and"]:
            asking = asking or _goes_on(before) or _wonders_what(before)
        if asking and len(re.findall(r"\w+", own)) >= SHORTEST and _long_enough(after):
            spans.append((at, stop.start()))
            at = stop.end()
    return [*spans, (at, end)]


def _joint() -> re.Pattern[str]:
    """What stands between a question and the next one in its sentence."""
    opens = rf"(?:(?:(?:{_either('question_prepositions')})\s+)?(?:{_either('question_words')})\b|{_inversion()})"
    and_ = r"(?:och|o|å|samt|and)"
    if_not = rf"(?:\s*;\s*(?:{and_}\s+)?|\s*,?\s+{and_}\s+){load('questions')['if_not']}"
    # a bracket must end the sentence: "hur mycket får en stor enhet (och vad räknas som stor)?"
    bracket = r"\s*\((?=[^()]*\)?\s*[.?!]*\s*$)\s*"
    plain = rf"(?:{bracket}|\s*[,;]\s*|\s+(?=(?:{and_}|&)\s))(?:(?P<and>{and_}|men|&)\s+)?"
    verb = rf"\s*,\s*(?=(?:{_either('verbs_first')})\s+\w)"
    return re.compile(rf"(?:(?:{if_not}|{plain})(?={opens})|{verb})", re.IGNORECASE)


def _wonders(clause: str) -> bool:
    """Whether it retells a question: "hon undrar om hon får frikort"."""
    return bool(re.search(load("questions")["wondering"], clause.lower()))


def _wonders_what(clause: str) -> bool:
    """The same with a question word: "jag behöver veta vem som är kontakt"."""
    return bool(re.search(load("questions")["wondering_what"].format(words=_either("question_words")), clause.lower()))


def _goes_on(clause: str) -> bool:
    """Whether a few words without a verb go on with the question before the message: "och för en stor"."""
    words = re.findall(r"\w+", clause.lower())
    verbs = {"question_verbs", "clause_verbs", "verbs_before_nouns"}
    few = SHORTEST <= len(words) <= LIMITS.reading.going_on_part
    return few and words[0] in load("tenses")["going_on"] and not any(set(words) & _forms(name) for name in verbs)


def _inversion() -> str:
    """A verb with its subject behind it: "gäller den", "täckte det", "skulle enheten", "finns en lista"."""
    pronoun = rf"(?:{_either('question_verbs')}|{_either('clause_verbs')})\s+(?:{_either('subjects')})\b"
    # "kommer utan remiss" has no subject
    noun = rf"(?:{_either('verbs_before_nouns')})\s+(?!(?:utan|innan|sedan|medan)\b)\w{{2,}}(?:en|et|an|na)\b"
    person = rf"(?:{_either('verbs_before_persons')})\s+(?:(?:en|ett)\s+(?:\w+\s+)?)?(?:{_either('subject_nouns')})\b"
    return rf"(?:{pronoun}|{noun}|{person}|(?:{_either('verbs_of_being')})\s+(?:en|ett)\b)"


def _inverted(clause: str) -> bool:
    """Whether a clause opens as a yes-no question does, behind what it is about: "bidraget, täckte det kurser".

    "Då var hon sjuk" tells: nothing may stand before the verb.
    """
    return bool(re.match(rf"\s*{_inversion()}", clause.lower()))


def _merged(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put what does not stand alone together with the part after or before it: "Hej!", "tack", a guess."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        before, words = text[slice(*merged[-1])] if merged else "", text[start:end]
        apart = _stands(before) and (_long_enough(words) or (before.endswith("?") and _is_one_thing(words)))
        if merged and (not apart or _guesses(before, words)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _guesses(before: str, words: str) -> bool:
    """Whether some words guess at the answer to the question before them: "vem har sagt det, är det regionen?"."""
    asked_openly = any(_opens_with_word(_opening(clause)) for clause in _main_clauses(before))
    return asked_openly and bool(re.match(load("questions")["guess"], words.lower()))


def _stands(words: str) -> bool:
    return _long_enough(words) or _is_one_thing(words)


def _is_one_thing(words: str) -> bool:
    """Whether one word names what is asked, as behind another question: "rätt till tandvård? avgift? lagrum?"."""
    found = re.findall(r"\w+", words.lower())
    return len(found) == 1 and words.rstrip().endswith("?") and found[0] in _forms("things_asked")


def _long_enough(words: str) -> bool:
    """Two words, or one that asks by itself: "vem har bestämt det, och varför?"."""
    found = re.findall(r"\w+", words.lower())
    return len(found) >= SHORTEST or bool(set(found) & _forms("asking_alone"))


def _either(name: str) -> str:
    return "|".join(sorted(map(re.escape, _forms(name)), key=len, reverse=True))


def _forms(name: str) -> set[str]:
    return set(load("questions")[name])
