"""What a page shows, as the action server gives it: checked like the replies of the chat."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel

from bot.gateway.contract import Outcome, Reply


def _own_address(path: str) -> str:
    """Checks a path of ours, so that no link leads anywhere else."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        raise ValueError("no path of the gateway's")
    return path


Path = Annotated[str, AfterValidator(_own_address)]


class Link(BaseModel):
    """A way on: `note` stands beside it, `here` says that it leads to this very page."""

    title: str
    path: Path
    note: str = ""
    here: bool = False


class Choice(BaseModel):
    """Ways on under one heading."""

    heading: str
    links: list[Link]

    @property
    def chosen(self) -> str:
        """The title of the one that this page is; empty for none."""
        return next((link.title for link in self.links if link.here), "")


class Part(BaseModel):
    """A question and its answer; `ask` says whom to ask, where the answer itself does not.

    Or a text for patients: in one `language`, a paragraph a line, `translated` on a day where it is no original.
    """

    heading: str
    text: str
    custom: Outcome
    ask: str = ""
    language: str = ""
    translated: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The words of a text for patients."""
        return self.text.splitlines()

    @property
    def reply(self) -> Reply:
        """The answer as the chat shows it."""
        return Reply(text=self.text, custom=self.custom)


class Coming(BaseModel):
    """A day ahead, and what happens on it."""

    date: datetime.date
    title: str


class PageContent(BaseModel):
    """One page; `day` is the day on which all of it holds, `trail` the choices that led to it."""

    kind: str
    path: Path
    title: str
    day: datetime.date
    trail: list[Link] = []
    parts: list[Part] = []
    choices: list[Choice] = []
    dates: list[Coming] = []


class Suggestion(BaseModel):
    """A question to choose while typing; its words find it too and are not shown."""

    question: str
    words: list[str] = []


class Suggestions(BaseModel):
    """All of them, in the order in which equally likely ones are shown."""

    suggestions: list[Suggestion]
