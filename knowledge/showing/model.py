"""The parts of a page, as plain data: what shows it knows neither facts nor tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from knowledge.care.model import CareAnswer
from knowledge.words.answer import Answer
from knowledge.words.query import CARE


@dataclasses.dataclass(frozen=True)
class Link:
    """A way on: ``note`` is what is said beside it, ``here`` that it leads to the page itself."""

    title: str
    path: str
    note: str = ""
    here: bool = False


@dataclasses.dataclass(frozen=True)
class Choice:
    """Some ways on under one heading."""

    heading: str
    links: tuple[Link, ...]


@dataclasses.dataclass(frozen=True)
class Part:
    """A question and its answer; ``ask`` says whom to ask, where the answer does not say it itself.

    Or a text for patients in one ``language``, a paragraph a line.
    """

    heading: str
    text: str
    custom: Mapping[str, Any]  # the reply contract's object
    ask: str = ""
    language: str = ""  # of a text for patients: "uk"; "" for an answer
    translated: str = ""  # the day (ISO) on which it was translated

    @classmethod
    def of(cls, heading: str, answer: Answer, ask: str = "") -> Part:
        """The part that shows an answer."""
        return cls(heading, answer.text, answer.contract(), "" if ask in answer.text else ask)


@dataclasses.dataclass(frozen=True)
class Coming:
    """A day that lies ahead (ISO), and what happens on it."""

    date: str
    title: str


@dataclasses.dataclass(frozen=True)
class AnswerPage:
    """One page. ``kind``: choice (only ways on) | cell | answer | index | patient | patients."""

    kind: str
    path: str
    title: str
    day: str  # on which all of it holds (ISO)
    trail: tuple[Link, ...] = ()  # the choices that led here
    parts: tuple[Part, ...] = ()
    choices: tuple[Choice, ...] = ()
    dates: tuple[Coming, ...] = ()


@dataclasses.dataclass(frozen=True)
class Suggestion:
    """A question to choose while typing; ``words`` (lower case) find it too and are not shown."""

    question: str
    words: tuple[str, ...]


def of_care(reply: CareAnswer) -> Answer:
    """The reply as the contract has it; the buttons with which the chat asks back are a page's ways on."""
    return Answer(
        kind=reply.kind,
        reason=reply.reason,
        text=reply.text,
        facts=reply.facts,
        sources=reply.sources,
        contacts=reply.contacts,
        figures=reply.figures,
        page=reply.page,
        programme=CARE,
    )
