"""The texts for patients (knowledge/texts/patients/*.yml), each held to the cells and topics that it states.

A fee, a right or an act that changes in the table makes the build stop here and name the text that says the old one.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.care.ages import bounds
from knowledge.care.model import Cell, PatientText, Topic, Wording
from knowledge.editing.care.files import File, gather, read
from knowledge.editing.care.patient_check import LAW, Figure, faults_of, figures, languages, said
from knowledge.editing.care.rules import Vocabulary
from knowledge.editing.care.topic_check import in_swedish
from knowledge.editing.reading.problems import Problem
from knowledge.saying.care.for_patients import ORIGINAL, cell_name

FOLDER = Path("texts/patients")
STATED = ("answers", "rests_on")
OWN = ("id", "checked", *STATED)
Place = tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class Stated:
    """What one entry of ``answers`` or ``rests_on`` names: cells, or a topic."""

    places: tuple[Place, ...] = ()
    topic: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """As ``PatientText`` names them."""
        return (f"topic:{self.topic}",) if self.topic else tuple(cell_name(*place) for place in self.places)


def load_patient_texts(
    root: Path, words: Vocabulary, cells: Mapping[Place, Cell], topics: Mapping[str, Topic]
) -> dict[str, PatientText]:
    """The texts by id in the order of their files; raises KnowledgeError with every fault."""
    found: dict[str, PatientText] = {}
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for path in sorted((root / FOLDER).glob("*.yml")):
        file = read(path)
        file.need(file.data, [], "id", "checked", "answers", ORIGINAL)
        faults = [*_unknown(file, words, topics), *_bad_words(file)]
        problems += faults
        if faults:
            continue
        text = _text(file.data)
        problems += [*_ties(file, cells), *_figures(file, text, cells, topics), *_taken(file, text, taken)]
        if text.id in found:
            problems.append(file.problem(["id"], "id", "duplicate", value=text.id))
        found[text.id] = text
    gather(problems)
    return found


def _text(data: Mapping[str, Any]) -> PatientText:
    answers, rests_on = ([name for entry in data.get(key, ()) for name in _stated(entry).names] for key in STATED)
    wordings = {
        language: Wording(data[language]["title"], tuple(data[language]["text"]), data[language].get("translated", ""))
        for language in languages()
        if language in data
    }
    sums = dict.fromkeys(one for key in STATED for entry in data.get(key, ()) for one in entry.get("kronor", ()))
    return PatientText(data["id"], data["checked"], tuple(answers), tuple(rests_on), tuple(sums), wordings)


def _stated(entry: Mapping[str, Any]) -> Stated:
    if "topic" in entry:
        return Stated(topic=entry["topic"])
    return Stated(tuple(itertools.product(entry["groups"], entry["ages"], entry["cares"])))


def _entries(file: File) -> Iterator[tuple[list[str | int], dict[str, Any]]]:
    for key in STATED:
        for index, entry in enumerate(file.data.get(key, ())):
            yield [key, index], entry


def _unknown(file: File, words: Vocabulary, topics: Mapping[str, Topic]) -> Iterator[Problem]:
    for keys, entry in _entries(file):
        if "topic" in entry:
            named = {"topic": ([entry["topic"]], topics)}
        else:
            file.need(entry, keys, "groups", "ages", "cares", "right")
            named = {kind: (entry[kind], getattr(words, kind)) for kind in ("groups", "ages", "cares")}
        for field, (values, known) in named.items():
            for value in values:
                if value not in known:
                    yield file.problem([*keys, field], field, "unknown_id", value=value)
    for language in file.data:
        if language not in (*OWN, *languages()):
            yield file.problem([language], language, "patient_language", language=language)


def _bad_words(file: File) -> Iterator[Problem]:
    days = [(["checked"], file.data["checked"])]
    for language in languages():
        if language in file.data:
            file.need(
                file.data[language], [language], "title", "text", *([] if language == ORIGINAL else ["translated"])
            )
            if language != ORIGINAL:
                days.append(([language, "translated"], file.data[language]["translated"]))
    for keys, day in days:
        if not _is_day(day):
            yield file.problem(keys, keys[-1], "patient_date", value=day)


def _is_day(written: object) -> bool:
    try:
        return isinstance(written, str) and bool(datetime.date.fromisoformat(written))
    except ValueError:
        return False


def _ties(file: File, cells: Mapping[Place, Cell]) -> Iterator[Problem]:
    """The right and the sums that an entry was written for are still those of its cells."""
    for keys, entry in _entries(file):
        for place in _stated(entry).places:
            cell, name = cells[place], cell_name(*place)
            if cell.right != entry["right"]:
                typed = {"cell": name, "now": cell.right, "typed": entry["right"]}
                yield file.problem([*keys, "right"], "right", "patient_right", **typed)
            if "kronor" in entry and _kronor(cell) != tuple(entry["kronor"]):
                sums = {"now": _in_words(_kronor(cell)), "typed": _in_words(entry["kronor"])}
                yield file.problem([*keys, "kronor"], "kronor", "patient_fee", cell=name, **sums)


def _kronor(cell: Cell) -> tuple[int, ...]:
    """The sums of a cell's fee; none where the sources settle no fee."""
    words = cell.fee.words
    return words.kronor if words is not None and words.settled else ()


def _in_words(sums: Any) -> str:
    return said({(str(one), "kronor"): 1 for one in sums})


def _figures(
    file: File, text: PatientText, cells: Mapping[Place, Cell], topics: Mapping[str, Topic]
) -> Iterator[Problem]:
    """Each figure of the original stands in what it rests on, each typed sum is said; the others say what it says."""
    words = text.wordings[ORIGINAL]
    stated = set(figures(" ".join([words.title, *words.text]), ORIGINAL))
    sums = {(str(one), "kronor") for one in text.kronor}
    known = sums | _supported(file, cells, topics)
    for figure in sorted(stated - known):
        key = "patient_law" if figure[1] == LAW else "patient_figure"
        yield file.problem([ORIGINAL], ORIGINAL, key, law=figure[0], figure=said({figure: 1}))
    for number, _ in sorted(sums - stated):
        yield file.problem([ORIGINAL], ORIGINAL, "patient_sum_unsaid", number=number)
    for language, (key, named) in faults_of(text.wordings):
        yield file.problem([language], language, key, **named)


def _supported(file: File, cells: Mapping[Place, Cell], topics: Mapping[str, Topic]) -> set[Figure]:
    """What cells and topics say beside sums: the ages of the classes, what conditions and topics name, the acts."""
    found: set[Figure] = set()
    words: list[str] = []
    for _, entry in _entries(file):
        stated = _stated(entry)
        if stated.topic:
            topic = topics[stated.topic]
            words += [topic.text, *topic.legal]
        for place in stated.places:
            cell = cells[place]
            low, high = bounds(place[1])
            found |= {(str(age), "year") for age in (low, high, high + 1)}
            words += [cell.condition, *cell.legal, *(row.condition for row in (cell.row, cell.fee.row) if row)]
            words += [cell.fee.words.say(cell.care, None)] if cell.fee.words else []
    read_from = figures(in_swedish(" \n".join(words)), ORIGINAL)
    return found | {figure for figure in read_from if figure[1] != "kronor"}


def _taken(file: File, text: PatientText, taken: dict[str, str]) -> Iterator[Problem]:
    """An answer has one text: which one is shown is never left to the order of files."""
    for one in text.answers:
        if (other := taken.setdefault(one, text.id)) != text.id:
            yield file.problem(
                ["answers"], "answers", "patient_elsewhere", what=one.removeprefix("topic:"), other=other
            )
