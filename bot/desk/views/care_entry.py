"""One entry of the care table on the desk: read, written as a draft while one types, checked beside its fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.drafts import NEW, Conflict, Draft
from bot.desk.people import Person
from bot.desk.texts import say, texts
from bot.desk.views.care_fields import PARTS, fields_from, form_of, label, said
from bot.desk.views.fact import number
from bot.desk.views.shown import Difference, differences
from knowledge.care.model import CareTable
from knowledge.editing.care_entries.entries import (
    EVERYTHING,
    KINDS,
    NEW_KINDS,
    REMOVE,
    ROW,
    CareEdit,
    faults,
    fields_of,
)
from knowledge.editing.care_entries.files import CareFiles
from knowledge.editing.care_entries.items import item_ids
from knowledge.editing.care_entries.rows import PLACE, row_id
from knowledge.editing.form import Fields, changed
from knowledge.editing.reading.problems import Problem
from knowledge.editing.yaml_entry import EntryError

PATH = f"{BASE}/vard/post"


@dataclasses.dataclass(frozen=True)
class Place:
    """An entry on the desk: as published (none for a new one), and as drafted."""

    kind: str
    key: str  # the entry's id, or a new draft's own
    before: Fields
    draft: Draft | None
    files: CareFiles
    table: CareTable

    @property
    def href(self) -> str:
        """Where its form is."""
        return f"{PATH}/{self.kind}/{self.key}"

    @property
    def is_new(self) -> bool:
        """Whether it is not published yet."""
        return self.key.startswith(NEW)

    @property
    def fields(self) -> Fields:
        """What the form shows."""
        return self.draft.fields if self.draft else self.before

    @property
    def title(self) -> str:
        """The entry by its id, a new row by its labels."""
        if not self.is_new:
            return self.key
        named = self.fields.get("id") or ", ".join(filter(None, (self.fields.get(name, "") for name in PLACE)))
        return named or say("care_new", self.kind)

    @property
    def words(self) -> str:
        """What it says."""
        known = ("text", "reason", "note", "unsettled", "title", "quote")
        return next((self.fields[name] for name in known if self.fields.get(name)), self.title)

    def edit(self, fields: Mapping[str, str]) -> CareEdit:
        """What would be published."""
        return CareEdit(self.kind, None if self.is_new else self.key, fields)

    def shown_changes(self, changes: Mapping[str, tuple[str, str]]) -> list[Difference]:
        """Changed fields in words."""
        return differences(
            changes,
            lambda name: say("care_remove") if name == REMOVE else label(self.kind, name),
            lambda name, line: said(self.files, self.table, self.kind, name, line),
        )

    def changes(self) -> list[Difference]:
        """What the draft changes."""
        return self.shown_changes(changed(self.before, self.fields))

    def moved(self) -> list[Difference]:
        """What was published since the draft was begun."""
        if self.draft is None or self.is_new:
            return []
        return self.shown_changes(changed(self.draft.base, self.before))


def place(desk: Desk, kind: str, key: str) -> Place:
    """The entry or the draft of that key; 404 for neither."""
    if kind not in KINDS:
        raise HTTPException(404)
    draft, files = desk.care_drafts.get(f"{kind}:{key}"), CareFiles(desk.settings.knowledge)
    before: Fields = {}
    if not key.startswith(NEW):
        try:
            before = fields_of(files, kind, key)
        except EntryError as fault:
            raise HTTPException(404) from fault
    elif draft is None:
        raise HTTPException(404)
    return Place(kind, key, before, draft, files, desk.shelf.contents().care)


def drafted(desk: Desk) -> list[Place]:
    """The entries with drafts, the oldest first; one whose entry is gone is left out."""
    found = []
    for draft in reversed(desk.care_drafts.all()):
        kind, _, key = draft.key.partition(":")
        try:
            found.append(place(desk, kind, key))
        except HTTPException:
            continue
    return found


def listing(desk: Desk, request: Request, person: Person) -> Response:
    """The entries of one kind, with a search among their words."""
    asked = request.query_params
    kind = asked.get("slag", ROW)
    if kind not in KINDS:
        raise HTTPException(404)
    files, care = CareFiles(desk.settings.knowledge), desk.shelf.contents().care
    named = [row_id(files, one) for one in files.records()] if kind == ROW else item_ids(files, kind)
    places = [Place(kind, key, fields_of(files, kind, key), None, files, care) for key in named]
    word = asked.get("ord", "").strip().casefold()
    shown = [one for one in places if word in " ".join([one.key, *one.fields.values()]).casefold()]
    return desk.page(
        request, "care_entries.html", person,
        kind=kind, kinds=KINDS, new=NEW_KINDS, shown=shown, asked=asked, count=len(places),
    )  # fmt: skip


def begin(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """A draft of a new entry; of a row perhaps with the labels of the cell that it is for."""
    kind = str(form.get("slag", ""))
    if kind not in NEW_KINDS:
        raise HTTPException(404)
    fields = {name: str(form.get(name, ""))[:200] for name in PLACE} if kind == ROW else {}
    fields |= {"status": "unverified", "right": "yes"} if kind == ROW else {}
    draft = desk.care_drafts.begin(kind, fields, _who(person), desk.now(), f"{kind}:")
    return RedirectResponse(f"{PATH}/{kind}/{draft.key.partition(':')[2]}", 303)


def view(desk: Desk, request: Request, person: Person) -> Response:
    """The form."""
    shown = _asked_for(desk, request)
    return _page(desk, request, person, shown, shown.fields, shown.draft.version if shown.draft else 0)


def save(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Keep the draft, or say what another editor changed meanwhile. To htmx only what has changed on the page."""
    shown = _asked_for(desk, request)
    fields = fields_from(form, shown.kind)
    if not shown.is_new:  # a published entry keeps its id and its place, whatever is posted
        fields |= {name: shown.before[name] for name in ("id", *PLACE) if name in shown.before}
    result = desk.care_drafts.save(
        f"{shown.kind}:{shown.key}", shown.kind, shown.before, fields,
        seen=number(form, "over") or number(form, "version"), person=_who(person), now=desk.now(),
    )  # fmt: skip
    desk.expect_publishing()
    conflict = result if isinstance(result, Conflict) else None
    version = number(form, "version") if isinstance(result, Conflict) else result.version
    if "hx-request" in request.headers:
        return _page(desk, request, person, shown, fields, version, conflict, "care_entry_saved.html")
    if conflict is None:
        return RedirectResponse(f"{shown.href}?sparat=1", 303)
    return _page(desk, request, person, shown, fields, version, conflict)


def drop(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Throw the draft away."""
    shown = _asked_for(desk, request)
    desk.care_drafts.drop(f"{shown.kind}:{shown.key}")
    return RedirectResponse(f"{BASE}/vard/poster?slag={shown.kind}" if shown.is_new else shown.href, 303)


def problems_of(desk: Desk, shown: Place, fields: Mapping[str, str]) -> dict[str, list[Problem]]:
    """What the build would say, by field: with the other drafts, where it is sound only with them."""
    edit = shown.edit(fields)
    alone = faults(desk.settings.knowledge, edit, desk.today)
    others = [one.edit(one.fields) for one in drafted(desk) if (one.kind, one.key) != (shown.kind, shown.key)]
    if not alone or not others:
        return alone
    together = faults(desk.settings.knowledge, edit, desk.today, others)
    return together if _count(together) < _count(alone) else alone


def _count(problems: Mapping[str, Sequence[Problem]]) -> int:
    return sum(map(len, problems.values()))


def _asked_for(desk: Desk, request: Request) -> Place:
    return place(desk, request.path_params["kind"], request.path_params["key"])


def _who(person: Person) -> tuple[str, str, str]:
    return person.id, person.name, person.email


def _page(
    desk: Desk,
    request: Request,
    person: Person,
    shown: Place,
    fields: Fields,
    version: int,
    conflict: Conflict | None = None,
    template: str = "care_entry.html",
) -> Response:
    changes = changed(shown.before, fields)
    problems = problems_of(desk, shown, fields) if changes else {}
    form = form_of(shown.files, shown.table, shown.kind, fields, problems, not shown.is_new)
    return desk.page(
        request, template, person,
        shown=shown, fields=fields, version=version, form=form, problems=problems, conflict=conflict,
        elsewhere=problems.get(EVERYTHING, []), theirs=shown.shown_changes(conflict.theirs) if conflict else [],
        moved=shown.moved(), changes=changes, saved="sparat" in request.query_params,
        source=shown.table.sources.get(fields.get("source", "")), parts=_parts(), remove=REMOVE,
        kind_name=texts()["care_kinds"][shown.kind], count=_count(problems),
    )  # fmt: skip


def _parts() -> list[str]:
    return list(dict.fromkeys(["", *PARTS.values()]))
