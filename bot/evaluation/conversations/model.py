"""A conversation as it stands in a file: turns, what each is to bring, and the days on which it is played."""

from __future__ import annotations

import datetime
import re
from typing import Any

from pydantic import BaseModel, Extra, PydanticValueError, root_validator, validator

from knowledge.words.vocabulary import KINDS, REASONS, STATES

NO_STATUS = "none"  # expects that the reply carries no status
LISTS = ("kind", "facts", "not_facts", "sources", "contacts", "must", "must_not", "buttons")
PATTERNS = ("must", "must_not", "buttons")


class Fault(PydanticValueError):
    """A fault that has a sentence of its own in knowledge/texts/conversations.yml."""

    code = "fault"
    msg_template = "{key}"

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key=key, **values)


def _one_of(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise Fault("choice", value=value, choices=", ".join(choices))
    return value


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Expectation(_Strict):
    """What a reply is to be; a field that is None or absent is not looked at.

    ``facts`` and ``contacts`` must all be there, of ``sources`` one; ``must``, ``must_not`` and ``buttons`` are
    regular expressions, searched without regard to case in text whose white space is collapsed.
    """

    kind: list[str] | None = None
    reason: str | None = None
    status: str | None = None
    since: str | None = None
    facts: list[str] | None = None
    not_facts: list[str] | None = None
    sources: list[str] | None = None
    contacts: list[str] | None = None
    must: list[str] | None = None
    must_not: list[str] | None = None
    buttons: list[str] | None = None

    @validator(*LISTS, pre=True)
    def _list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @validator("kind", each_item=True)
    def _known_kind(cls, value: str) -> str:
        return _one_of(value, KINDS)

    @validator("reason")
    def _known_reason(cls, value: str) -> str:
        return _one_of(value, REASONS)

    @validator("status")
    def _known_status(cls, value: str) -> str:
        return _one_of(value, (*STATES, NO_STATUS))

    @validator("since", pre=True)
    def _iso(cls, value: Any) -> str | None:
        return None if value is None else _day(value).isoformat()

    @validator(*PATTERNS, each_item=True)
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as fault:
            raise Fault("bad_pattern", value=value, detail=fault.msg) from fault
        return value

    def written(self) -> dict[str, Any]:
        """The fields that the file gives, also those that it empties with null."""
        return self.dict(include=self.__fields_set__)


class Turn(Expectation):
    """One message and what it is to bring; ``at`` replaces single fields on single days."""

    say: str | None = None
    press: str | None = None  # the title of a button in the reply before
    kind: list[str]
    at: dict[datetime.date, Expectation] = {}
    line: int = 0

    @root_validator(skip_on_failure=True)
    def _says_or_presses(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values["say"] is None) == (values["press"] is None):
            raise Fault("say_or_press")
        return values

    @property
    def said(self) -> str:
        """What the user does, in words."""
        return self.say if self.say is not None else f"[{self.press}]"

    def expected_on(self, day: datetime.date) -> Expectation:
        """What is expected on a day."""
        fields = self.dict(include=set(Expectation.__fields__), exclude_none=True)
        return Expectation(**{**fields, **(self.at[day].written() if day in self.at else {})})


class Conversation(_Strict):
    """The turns of one user, played from the start on each of the days."""

    id: str
    note: str | None = None  # why this is right, with the words of the source
    topic: str = ""
    today: list[datetime.date]
    turns: list[Turn]
    known_failure: str | dict[datetime.date, str] | None = None
    file: str = ""
    line: int = 0

    @validator("today", pre=True)
    def _days(cls, value: Any) -> list[datetime.date]:
        days = [_day(item) for item in (value if isinstance(value, list) else [value])]
        if not days:
            raise Fault("no_days")
        return days

    @validator("turns")
    def _has_turns(cls, value: list[Turn]) -> list[Turn]:
        if not value:
            raise Fault("no_turns")
        if value[0].press is not None:
            raise Fault("press_first")
        return value

    @root_validator(skip_on_failure=True)
    def _days_are_played(cls, values: dict[str, Any]) -> dict[str, Any]:
        known = values["known_failure"]
        named = [*(known if isinstance(known, dict) else ()), *(day for turn in values["turns"] for day in turn.at)]
        for day in named:
            if day not in values["today"]:
                raise Fault("at_other_day", value=day.isoformat())
        return values

    def known_failure_on(self, day: datetime.date) -> str | None:
        """Why the conversation is known to fail on a day; None when it is to pass."""
        known = self.known_failure
        return known.get(day) if isinstance(known, dict) else known


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as fault:
        raise Fault("bad_value", detail=str(value)) from fault
