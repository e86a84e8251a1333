"""One fact: read, written as a draft while one types, and every check of the build beside its field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.drafts import Conflict, Draft
from bot.desk.people import Person
from bot.desk.shelf import Contents
from bot.desk.views.shown import Difference, differences
from knowledge.editing.checks.one_fact import by_field, check_entry
from knowledge.editing.form import (
    EVENT,
    KEEP_UNVERIFIED,
    PLAIN,
    VALUE,
    WHEN,
    Fields,
    changed,
    data_of,
    event_of,
    fields_of,
    value_fields,
)
from knowledge.editing.intake import NewFact
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import Problem
from knowledge.texts import editor_text
from knowledge.words.facts import Fact
from knowledge.words.programmes import Programme
from knowledge.words.vocabulary import EVENTS, FACT_TYPES, PAGE_QUESTIONS

MAX_FIELD = 20_000  # characters
AREAS = ("question", "quote", "asks", "text")
ALL_VALUES = ("value", "min", "max", "date", "from", "to", "items", "name", "role", "email", "phone")
# a right is a row of the care table, no fact of a page
TYPES = tuple(kind for kind in FACT_TYPES if kind != "right")


@dataclasses.dataclass(frozen=True)
class Desktop:
    """A fact on the desk: as published, as drafted, and the page that it rests on."""

    key: str
    contents: Contents
    programme: Programme
    saved: SavedPage
    published: Fact | None
    draft: Draft | None

    @property
    def before(self) -> Fields:
        """The fields as published; none for a new fact."""
        if self.published is None:
            return {}
        event = next((entry.event for entry in self.programme.timeline if entry.fact == self.key), "")
        return fields_of(self.published) | ({EVENT: event} if event else {})

    @property
    def pending(self) -> bool:
        """Whether its page is still being taken in."""
        return self.programme.id in self.contents.pending

    def new_fact(self) -> NewFact:
        """What would be published."""
        return NewFact(self.data(self.fields), event_of(self.fields))

    @property
    def fields(self) -> Fields:
        """What the form shows: the draft where there is one, else what is published."""
        return self.draft.fields if self.draft else self.before

    def data(self, fields: Mapping[str, str]) -> dict[str, Any]:
        """The form's fields as the file's entry; what the form does not show is kept as published."""
        return data_of(fields, self.published)

    def problems(self, fields: Mapping[str, str]) -> dict[str, list[Problem]]:
        """What the build would say, by field."""
        taken = {fact.id for _, fact in self.contents.facts()} - {self.key}
        found = check_entry(self.data(fields), self.programme, self.saved, taken)
        if fields.get(EVENT) and event_of(fields) is None:
            found.append(Problem("", 0, EVENT, *editor_text("event_without_day")))
        return by_field(found)

    def moved(self) -> list[Difference]:
        """What was published since the draft was begun."""
        if self.draft is None or self.draft.is_new or self.published is None:
            return []
        return differences(changed(self.draft.base, self.before))


def desktop(desk: Desk, key: str) -> Desktop:
    """The fact or the draft of that key; 404 for neither."""
    contents, draft = desk.contents(), desk.drafts.get(key)
    found = contents.fact(key)
    programme = found[0] if found else contents.programmes.get(draft.programme) if draft else None
    if programme is None:
        raise HTTPException(404)
    saved = contents.pages[programme.programme.page]
    return Desktop(key, contents, programme, saved, found[1] if found else None, draft)


def view(desk: Desk, request: Request, person: Person) -> Response:
    """The form with the page beside it."""
    shown = desktop(desk, request.path_params["key"])
    return _page(desk, request, person, shown, shown.fields, shown.draft.version if shown.draft else 0)


def save(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Keep the draft, or say what another editor changed meanwhile. To htmx only what has changed on the page."""
    shown = desktop(desk, request.path_params["key"])
    fields = fields_from(form)
    result = desk.drafts.save(
        shown.key, shown.programme.id, shown.before, fields,
        seen=number(form, "over") or number(form, "version"),
        person=(person.id, person.name, person.email), now=desk.now(),
    )  # fmt: skip
    desk.expect_publishing()
    conflict = result if isinstance(result, Conflict) else None
    version = number(form, "version") if isinstance(result, Conflict) else result.version
    if "hx-request" in request.headers:
        return _page(desk, request, person, shown, fields, version, conflict, "fact_saved.html")
    if conflict is None and isinstance(result, Draft):
        return RedirectResponse(f"{BASE}/fakta/{shown.key}?sparat=1", 303)
    return _page(desk, request, person, shown, fields, version, conflict)


def drop(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Throw the draft away."""
    shown = desktop(desk, request.path_params["key"])
    desk.drafts.drop(shown.key)
    return RedirectResponse(f"{BASE}/fakta/{shown.key}" if shown.published else f"{BASE}/fakta", 303)


def fields_from(form: FormData) -> Fields:
    """The fields of a posted form; 413 for a text that no fact has, unknown fields are left out."""
    known = {*PLAIN, *AREAS, KEEP_UNVERIFIED, EVENT}
    found = {
        key: value.replace("\r\n", "\n")
        for key, value in form.items()
        if isinstance(value, str) and (key in known or key.startswith(WHEN) or key.removeprefix(VALUE) in ALL_VALUES)
    }
    if any(len(value) > MAX_FIELD for value in found.values()):
        raise HTTPException(413)
    return {key: value for key, value in found.items() if value or key in PLAIN or key in AREAS}


def _page(
    desk: Desk,
    request: Request,
    person: Person,
    shown: Desktop,
    fields: Fields,
    version: int,
    conflict: Conflict | None = None,
    template: str = "fact.html",
) -> Response:
    other_type = shown.fields.get("type") != fields.get("type")
    held = [key[len(VALUE) :] for key, value in fields.items() if key.startswith(VALUE) and value]
    kind = fields.get("type", "")
    return desk.page(
        request, template, person,
        shown=shown, fields=fields, version=version, problems=shown.problems(fields), conflict=conflict,
        theirs=differences(conflict.theirs) if conflict else [], moved=shown.moved(),
        values=value_fields(kind, held), kinds=TYPES, events=EVENTS, questions=PAGE_QUESTIONS,
        cases=shown.contents.cases(),
        changes=changed(shown.before, fields), saved="sparat" in request.query_params, other_type=other_type,
    )  # fmt: skip


def number(form: FormData, name: str) -> int:
    """The number in a hidden field of a form; 0 for anything else."""
    written = str(form.get(name, "0"))
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
