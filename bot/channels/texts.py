"""The channel's Swedish sentences, read from texts.yml and checked when Rasa starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, Extra, Field, ValidationError, validator
from rasa.shared.exceptions import RasaException
from ruamel.yaml import YAML, YAMLError

from bot.channels.kinds import Rejection, Unclear
from bot.masking.kinds import Kind

TEXTS_FILE = Path(__file__).with_name("texts.yml")


class TextsError(RasaException):
    """texts.yml cannot be used; the message says which key is wrong and what to do."""


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False
        min_anystr_length = 1


class Noun(_Strict):
    """One kind of removed data in words, with its article."""

    one: str
    several: str


class Removed(_Strict):
    """The parts of the sentence that says what was removed."""

    sentence: str
    conjunction: str = Field(alias="and")
    kinds: dict[Kind, Noun]

    @validator("sentence")
    def _names_the_kinds(cls, sentence: str) -> str:
        fields = [field for _, field, _, _ in Formatter().parse(sentence) if field is not None]
        if fields != ["kinds"]:
            raise ValueError("the sentence must hold {kinds} exactly once and no other braces")
        return sentence

    @validator("kinds", pre=True)
    def _every_kind(cls, kinds: object) -> object:
        return _with_keys(kinds, Kind)


class Texts(_Strict):
    """Everything the channel itself can say."""

    placeholders: dict[Kind, str]
    removed: Removed
    unclear: dict[Unclear, str]
    error: str
    rejected: dict[Rejection, str]

    @validator("placeholders")
    def _harmless_placeholders(cls, placeholders: dict[Kind, str]) -> dict[Kind, str]:
        # A digit or an @ could be masked again on a second pass; a slash in front could be read as a command.
        for kind, placeholder in placeholders.items():
            if not placeholder.startswith("[") or not placeholder.endswith("]"):
                raise ValueError(f"{kind.value}: write the placeholder in square brackets")
            if "@" in placeholder or any(char.isdecimal() for char in placeholder):
                raise ValueError(f"{kind.value}: no digits and no @ in a placeholder")
        return placeholders

    @validator("placeholders", pre=True)
    def _every_placeholder(cls, placeholders: object) -> object:
        return _with_keys(placeholders, Kind)

    @validator("unclear", pre=True)
    def _every_unclear(cls, unclear: object) -> object:
        return _with_keys(unclear, Unclear)

    @validator("rejected", pre=True)
    def _every_rejection(cls, rejected: object) -> object:
        return _with_keys(rejected, Rejection)

    def removal_sentence(self, kinds: Sequence[Kind]) -> str:
        """The one sentence that names what was removed; `kinds` holds one entry per removed piece, at least one."""
        counts = Counter(kinds)
        nouns = [
            self.removed.kinds[kind].one if count == 1 else self.removed.kinds[kind].several
            for kind, count in counts.items()
        ]
        listed = self.removed.conjunction.join(filter(None, [", ".join(nouns[:-1]), nouns[-1]]))
        return self.removed.sentence.format(kinds=listed)


def _with_keys(entries: object, members: type[Enum]) -> object:
    """Checks here that every member has its entry, because pydantic's own message names neither key."""
    expected = {member.value for member in members}
    found = set(entries) if isinstance(entries, dict) else set()
    if found != expected:
        raise ValueError(
            f"missing keys: {sorted(expected - found)}, unknown keys: {sorted(map(str, found - expected))}"
        )
    return entries


def load_texts(path: Path = TEXTS_FILE) -> Texts:
    """Reads and checks the texts.

    Raises:
        TextsError: the file is missing, is not YAML, or lacks or misspells a key.
    """
    try:
        data = YAML(typ="safe", pure=True).load(path)
        return Texts.parse_obj(data)
    except FileNotFoundError as error:
        raise TextsError(f"{path.name}: the file is missing; put it beside {Path(__file__).name}.") from error
    except YAMLError as error:
        raise TextsError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise TextsError(f"{path.name}: {problems}. Add or correct the key(s) named here.") from error
