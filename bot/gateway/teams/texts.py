"""The Swedish sentences of Teams, read from texts.yml and checked when they are read, a section for each part."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.gateway.texts import TextsError, read_mapping

TEXTS_FILE = Path(__file__).with_name("texts.yml")

#: A sentence or word that must be there.
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Section(BaseModel):
    """Base of a section's texts: every key that is declared must be in the file, and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


SectionT = TypeVar("SectionT", bound=Section)


def load_section(name: str, kind: type[SectionT], path: Path = TEXTS_FILE) -> SectionT:
    """The texts under the top-level key `name`, as `kind`; raises TextsError for a missing, unknown or empty one."""
    found = read_mapping(path).get(name)
    if not isinstance(found, dict):
        raise TextsError(f"{path.name}: {name}: missing. Write the section's sentences there.")
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        raise TextsError(f"{path.name}: " + "; ".join(_faults(name, error))) from error


def _faults(name: str, error: ValidationError) -> list[str]:
    return [f"{'.'.join([name, *map(str, fault['loc'])])}: {fault['msg']}" for fault in error.errors()]
