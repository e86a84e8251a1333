"""The list of facts, to search and narrow."""

from __future__ import annotations

import dataclasses

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.people import Person
from knowledge.swedish.folding import fold
from knowledge.words.facts import Fact
from knowledge.words.programmes import Programme

SHOWN = 300


@dataclasses.dataclass(frozen=True)
class Listed:
    """A fact with its programme and whether somebody is writing on it."""

    programme: Programme
    fact: Fact
    drafted: bool


def view(desk: Desk, request: Request, person: Person) -> Response:
    """Facts by programme, page, type, state or words."""
    contents, asked = desk.shelf.contents(), request.query_params
    words = fold(asked.get("ord", "")).split()
    drafted = {draft.key for draft in desk.drafts.all()}
    found = [
        Listed(programme, fact, fact.id in drafted)
        for programme, fact in contents.facts()
        if asked.get("program", "") in ("", programme.id)
        and asked.get("sida", "") in ("", programme.programme.page)
        and asked.get("typ", "") in ("", fact.type)
        and _in_state(asked.get("lage", ""), fact, fact.id in drafted)
        and _holds(fact, words)
    ]
    return desk.page(
        request, "facts.html", person, found=found[:SHOWN], count=len(found), asked=asked, contents=contents
    )


def _in_state(state: str, fact: Fact, drafted: bool) -> bool:
    return {"utkast": drafted, "obekraftat": fact.unverified is not None}.get(state, True)


def _holds(fact: Fact, words: list[str]) -> bool:
    """Whether every word stands in the fact, in any form of writing."""
    whole = fold(" ".join([fact.id, fact.text, *fact.quote, *fact.asks]))
    return all(word in whole for word in words)
