"""The pages' Swedish words: texts.yml, checked when they are read."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.gateway.texts import TextsError, read_mapping

TEXTS_FILE = Path(__file__).with_name("texts.yml")
#: A sentence or word that must be there.
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ProblemTexts(BaseModel):
    """What a page says that cannot be shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    not_found: Sentence
    not_found_words: Sentence
    other: Sentence
    ways: Sentence


class LanguageTexts(BaseModel):
    """A language in its own words, and what stands below a text in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Sentence
    note: Sentence


class PatientTexts(BaseModel):
    """What stands around a text for patients."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    menu: Sentence
    lead: Sentence
    languages: dict[str, LanguageTexts]


class PageTexts(BaseModel):
    """Every word of a page that is not the answer's; see texts.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    site: Sentence
    title: Sentence
    skip: Sentence
    menu: Sentence
    finder: Sentence
    index: Sentence
    chat: Sentence
    trail: Sentence
    day: Sentence
    whom: Sentence
    figures: Sentence
    chosen: Sentence
    calendar: Sentence
    calendar_add: Sentence
    calendar_file: Sentence
    dates: Sentence
    address: Sentence
    decides: Sentence
    patients: Sentence
    for_patient: Sentence
    patient: PatientTexts
    problem: ProblemTexts


@functools.cache
def page_texts() -> PageTexts:
    """The words, read once; raises TextsError for a missing, unknown or empty one."""
    try:
        return PageTexts.model_validate(read_mapping(TEXTS_FILE))
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise TextsError(f"answer_pages/{TEXTS_FILE.name}: " + "; ".join(faults)) from error
