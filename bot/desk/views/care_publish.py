"""The care table's drafts: what they change, cell by cell, every check, why; then live, all in one change."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.people import Person, require_publisher
from bot.desk.texts import say, texts
from bot.desk.views.care_entry import Place, drafted
from bot.desk.views.publish import MAX_WHY, Refusal, refusal_of
from bot.desk.views.shown import Difference
from knowledge.care.model import CareTable, Cell
from knowledge.editing.care_entries.entries import lay, own_faults, table_with
from knowledge.editing.care_entries.files import CareFiles
from knowledge.editing.history import HistoryError, Who
from knowledge.editing.publishing import ChangedMeanwhile, Words
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.editing.tables.content import Notes, entry
from knowledge.editing.yaml_entry import EntryError
from knowledge.store import StoreError
from knowledge.texts import editor_text, text

log = logging.getLogger(__name__)
MOST_CELLS = 60  # that are shown; the rest is counted


@dataclasses.dataclass(frozen=True)
class Square:
    """A cell that the drafts change: where it is, and what it says before and after."""

    where: str
    before: str
    after: str


@dataclasses.dataclass(frozen=True)
class Checked:
    """What the whole check says of the drafts, and the cells that they change where it says nothing."""

    problems: Sequence[Problem]
    squares: Sequence[Square]


def review(desk: Desk, request: Request, person: Person) -> Response:
    """Everything that waits, for another pair of eyes."""
    places = drafted(desk)
    if not places:
        return RedirectResponse(f"{BASE}/publicera", 303)
    return _page(desk, request, person, places)


def publish(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Make the ticked drafts live in one change; for publishers only."""
    require_publisher(person)
    places = drafted(desk)
    chosen = [one for one in places if form.get(f"post.{one.kind}:{one.key}")]
    why = str(form.get("varfor", "")).strip()[:MAX_WHY]
    if not places:
        raise HTTPException(404)
    if not chosen:
        return _page(desk, request, person, places, Refusal(say("refused", "none_chosen")), why)
    if not why:
        return _page(desk, request, person, places, Refusal(say("refused", "no_why")))
    if _versions(places) != str(form.get("versioner", "")):
        return _page(desk, request, person, places, Refusal(say("refused", "newer")), why)
    if problems := check(desk, chosen).problems:
        return _page(desk, request, person, places, Refusal(say("refused", "faults"), tuple(problems)), why)
    last = max((one.draft for one in chosen if one.draft), key=lambda draft: draft.at)
    try:
        files = CareFiles(desk.settings.knowledge)
        names = lay(files, [one.edit(one.fields) for one in chosen])
        subject = say("commit_care", what=", ".join(names[:3]) + (" …" if len(names) > 3 else ""))
        words = Words(subject, why, tuple(name.replace(" ", "-") for name in names))
        desk.publishing().publish(files.changes(), words, author=Who(last.name, last.email), publisher=person.who)
    except StoreError as fault:
        log.error("published, but the store was not swapped: %s", fault)
        _forget(desk, chosen)
        return _page(desk, request, person, places, Refusal(say("refused", "store")), why)
    except (KnowledgeError, ChangedMeanwhile, HistoryError, EntryError) as fault:
        return _page(desk, request, person, places, refusal_of(fault), why)
    _forget(desk, chosen)
    return RedirectResponse(f"{BASE}/publicera?klart=publicerat", 303)


def check(desk: Desk, places: Sequence[Place]) -> Checked:
    """What is wrong with these drafts together; where nothing is, the cells that they change."""
    files = CareFiles(desk.settings.knowledge)
    try:
        edits = [one.edit(one.fields) for one in places]
        own = [problem for edit in edits for found in own_faults(files, edit, desk.today).values() for problem in found]
        if own:
            return Checked(own, [])
        lay(files, edits)
        after = table_with(desk.settings.knowledge, files.changed())
    except EntryError as fault:
        return Checked([Problem("", 0, "-", *editor_text("care_no_place", what=fault))], [])
    except KnowledgeError as fault:
        return Checked(fault.problems, [])
    return Checked([], squares(desk.shelf.contents().care, after))


def squares(before: CareTable, after: CareTable) -> list[Square]:
    """The cells that say something else after than before."""
    found = []
    for place, cell in after.cells.items():
        old, new = (_said(table, one) for table, one in ((before, before.cells.get(place)), (after, cell)))
        if old != new:
            group, age, care = place
            where = f"{after.groups[group].name}, {text('care_page', 'ages', age)}: {after.cares[care].title}"
            found.append(Square(where, old, new))
    return found


def _said(table: CareTable, cell: Cell | None) -> str:
    if cell is None:
        return "–"
    shown = entry(table, cell, Notes())
    sources = [row.source.title for row in (cell.row, *cell.via) if row and row.source]
    parts = [shown.label, shown.fee, cell.condition, cell.reservation, cell.reason, "; ".join(cell.legal), *sources]
    return ". ".join(dict.fromkeys(part.rstrip(".") for part in parts if part))


def _versions(places: Sequence[Place]) -> str:
    return " ".join(f"{one.kind}:{one.key}:{one.draft.version}" for one in places if one.draft)


def _forget(desk: Desk, places: Sequence[Place]) -> None:
    for one in places:
        desk.care_drafts.drop(f"{one.kind}:{one.key}")


def _page(
    desk: Desk, request: Request, person: Person, places: list[Place], refusal: Refusal | None = None, why: str = ""
) -> Response:
    checked = check(desk, places)
    if not checked.problems:
        desk.expect_publishing()
    changes: dict[str, list[Difference]] = {one.href: one.changes() for one in places}
    own = all(one.draft is None or one.draft.person == person.id for one in places)
    return desk.page(
        request, "care_review.html", person, 409 if refusal else 200,
        places=places, changes=changes, checked=checked, refusal=refusal, why=why, own=own, most=MOST_CELLS,
        versions=_versions(places), kinds=texts()["care_kinds"], has_history=desk.has_history,
    )  # fmt: skip
