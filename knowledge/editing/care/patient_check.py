"""What a text for patients says in several languages: the same numbers, units, acts and denials in all of them.

The words that are read stand in ``knowledge/texts/patient_check.yml``. A fault is the key of a problem
(``texts/care.yml``) and what it names.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.care.model import Wording
from knowledge.texts import load

FILE = "patient_check"
Figure = tuple[
    str, str
]  # a number and what it counts ("50", "kronor"); an act is ("2013:407", "law"), else the unit ""
Fault = tuple[str, dict[str, str]]
LAW = "law"
_LAW = re.compile(r"\b\d{4}:\d+\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def languages() -> tuple[str, ...]:
    """The languages whose words are known, the original first."""
    rules = load(FILE)
    return (rules["original"], *(one for one in rules["units"] if one != rules["original"]))


def figures(text: str, language: str) -> Counter[Figure]:
    """Every number and act that a text names, as often as it does; both ends of "18–23 år" are years."""
    units, between = _units(language), re.escape(load(FILE)["between"][language])
    found = Counter((law, LAW) for law in _LAW.findall(text))
    number = re.compile(rf"(\d+)(?:\s*(?:[-–]|{between})\s*(\d+))?(?:\s+(\w+))?", re.IGNORECASE)
    for first, last, word in number.findall(_LAW.sub(" ", text)):
        unit = units.get(word.lower(), "")
        found.update((one, unit) for one in (first, last) if one)
    return found


def said(counted: Mapping[Figure, int]) -> str:
    """Figures in words, for an editor: "50 kronor, 2013:407"; "–" for none."""
    names = load(FILE)["units"][load(FILE)["original"]]
    words = [f"{number} {names[unit][0] if unit in names else ''}".strip() for number, unit in sorted(counted)]
    return ", ".join(words) or "–"


def faults_of(wordings: Mapping[str, Wording]) -> Iterator[tuple[str, Fault]]:
    """What is wrong within each language, and between a translation and the original; with the language."""
    original = load(FILE)["original"]
    for language, wording in wordings.items():
        for fault in _alone(wording, language):
            yield language, fault
        if language != original and original in wordings:
            for fault in _beside(wordings[original], wording, original, language):
                yield language, fault


def _alone(wording: Wording, language: str) -> Iterator[Fault]:
    rules = load(FILE)
    words = " ".join([wording.title, *wording.text])
    for key, listed in (("patient_numeral", rules["numerals"]), ("patient_free", rules["free"])):
        for word in _among(words, listed[language]):
            yield key, {"word": word}
    if len(wording.text) > rules["most_paragraphs"]:
        yield "patient_much", {"count": str(len(wording.text)), "most": str(rules["most_paragraphs"])}
    for number, paragraph in enumerate(wording.text, 1):
        if (language in rules["cyrillic"]) != _is_cyrillic(paragraph):
            yield "patient_script", {"number": str(number), "language": language}
        for sentence in _SENTENCE_END.split(paragraph):
            if (count := len(sentence.split())) > rules["most_words"]:
                yield "patient_long", {"number": str(number), "words": str(count), "most": str(rules["most_words"])}


def _beside(ours: Wording, theirs: Wording, original: str, language: str) -> Iterator[Fault]:
    shape = {"language": language, "ours": str(len(ours.text)), "theirs": str(len(theirs.text))}
    if len(ours.text) != len(theirs.text):
        yield "patient_shape", shape
        return
    denials: dict[str, Sequence[str]] = load(FILE)["denials"]
    for number, (first, second) in enumerate(zip(ours.text, theirs.text, strict=True), 1):
        place = {"number": str(number), "language": language}
        one, other = figures(first, original), figures(second, language)
        if one != other:
            yield "patient_translation", {**place, "ours": said(one), "theirs": said(other)}
        if bool(_among(first, denials[original])) != bool(_among(second, denials[language])):
            yield "patient_denial", place


def _among(text: str, words: Sequence[str]) -> list[str]:
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)]


def _is_cyrillic(text: str) -> bool:
    """Whether most letters are Cyrillic; a name in Latin letters may stand between them."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum("Ѐ" <= sign <= "ӿ" for sign in letters) * 2 > len(letters)


@functools.cache
def _units(language: str) -> dict[str, str]:
    units: dict[str, Any] = load(FILE)["units"][language]
    return {word: unit for unit, words in units.items() for word in words}
