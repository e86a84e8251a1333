"""A text for patients as a page: each language by itself, and for staff what it rests on."""

from __future__ import annotations

import datetime

from knowledge.care import CareTable
from knowledge.care.model import Cell, PatientText
from knowledge.saying.addresses import PATIENTS, patient_address
from knowledge.saying.care.for_patients import ORIGINAL
from knowledge.saying.care.topics import answer_topic
from knowledge.saying.care.wording import cell_rows, doubt_sentence, source_dicts
from knowledge.showing.model import AnswerPage, Choice, Link, Part
from knowledge.swedish.dates import say_date
from knowledge.texts import text
from knowledge.words.answer import Answer
from knowledge.words.query import CARE

FILE = "showing"
TOPIC = "topic:"


def patient_index(care: CareTable, today: datetime.date) -> AnswerPage:
    """All texts for patients, in the order of their files."""
    links = [Link(one.wordings[ORIGINAL].title, patient_address(one.id)) for one in care.patients.values()]
    choice = Choice(text(FILE, "patients", "heading"), tuple(links))
    return AnswerPage("patients", PATIENTS, text(FILE, "patients", "title"), today.isoformat(), choices=(choice,))


def patient_page(care: CareTable, text_id: str, today: datetime.date) -> AnswerPage | None:
    """The text with that id; None where there is none."""
    found = care.patients.get(text_id)
    if found is None:
        return None
    said = tuple(
        Part(
            one.title,
            "\n".join(one.text),
            Answer("answer", "").contract(),
            language=language,
            translated=one.translated,
        )
        for language, one in found.wordings.items()
    )
    trail = (Link(text(FILE, "patients", "title"), PATIENTS),)
    parts = (*said, _grounds(care, found, today))
    return AnswerPage(
        "patient", patient_address(found.id), found.wordings[ORIGINAL].title, today.isoformat(), trail, parts
    )


def _grounds(care: CareTable, found: PatientText, today: datetime.date) -> Part:
    """For staff: that VGR does not state all of it itself, where it does not, and every source with its date."""
    stated = (*found.answers, *found.rests_on)
    cells = [_cell(care, one) for one in stated if not one.startswith(TOPIC)]
    with_fee = bool(found.kronor)
    rows = {row.id: row for cell in cells for row in cell_rows(cell, with_fee)}
    doubts = dict.fromkeys(filter(None, (doubt_sentence(row, with_fee) for row in rows.values())))
    sources = list(source_dicts(care, list(rows.values()), (), [], today))
    for one in stated:
        if one.startswith(TOPIC):
            sources += answer_topic(care, one.removeprefix(TOPIC), today).sources
    checked = text(FILE, "patients", "checked", date=say_date(datetime.date.fromisoformat(found.checked)))
    distinct = {(source["id"], source["summary"]): source for source in sources}
    answer = Answer("answer", " ".join([checked, *doubts]), sources=tuple(distinct.values()), programme=CARE)
    return Part.of(text(FILE, "patients", "grounds"), answer)


def _cell(care: CareTable, name: str) -> Cell:
    group, age, kind = name.split("/")
    return care.cells[group, age, kind]
