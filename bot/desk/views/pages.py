"""The saved pages: how each reads now against how it was saved, what that means for facts, and saving it anew."""

from __future__ import annotations

import dataclasses
import datetime
import logging

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.people import Person, require_publisher
from bot.desk.texts import say
from bot.desk.views.marking import stretches
from bot.desk.views.publish import MAX_WHY, Refusal, refusal_of
from knowledge.editing.fetching.comparing import Comparison, compare
from knowledge.editing.fetching.download import Download, download_from_outside, uploaded
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.reading import read
from knowledge.editing.history import HistoryError
from knowledge.editing.publishing import ChangedMeanwhile, Words
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.editing.renewing import renewed
from knowledge.store import StoreError
from knowledge.texts import text

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Compared:
    """A page as it was read at a moment, against the saved one."""

    reading: Reading
    comparison: Comparison
    at: datetime.datetime

    @property
    def changed(self) -> bool:
        """Whether the page has lost or gained text since it was saved."""
        return bool(self.comparison.gone or self.comparison.new)


def listing(desk: Desk, request: Request, person: Person) -> Response:
    """Every saved page."""
    return desk.page(request, "pages.html", person, contents=desk.shelf.contents(), compared=desk.compared)


def view(desk: Desk, request: Request, person: Person) -> Response:
    """One page: its facts, and how it has changed where that has been looked at."""
    return _page(desk, request, person, _saved(desk, request))


def compare_now(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Read the page at its own address, or the file that came with the form; no other address is fetched."""
    saved = _saved(desk, request)
    try:
        reading = read(_fetched(desk, saved, form.get("fil")), today=desk.today)
    except FetchError as fault:
        return _page(desk, request, person, saved, Refusal(str(fault)))
    comparison = compare(saved, reading.text, desk.shelf.contents().programmes.values())
    desk.compared[saved.page.id] = Compared(reading, comparison, desk.now())
    return RedirectResponse(f"{BASE}/sidor/{saved.page.id}", 303)


def save(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Save the page as it was read, and mark the facts that lost their quotation; for publishers only."""
    require_publisher(person)
    saved = _saved(desk, request)
    found = desk.compared.get(saved.page.id)
    why = str(form.get("varfor", "")).strip()[:MAX_WHY]
    if found is None:
        raise HTTPException(404)
    if not why:
        return _page(desk, request, person, saved, Refusal(say("refused", "no_why")))
    reason = text("cli", "diff", "reason", day=desk.today)
    words = Words(say("commit_page", title=saved.page.title), why, tuple(i.fact.id for i in found.comparison.lost))
    try:
        changes = renewed(desk.settings.knowledge, saved, found.reading, found.comparison, desk.today, reason)
        desk.publishing().publish(changes, words, author=person.who, publisher=person.who)
    except StoreError as fault:
        log.error("saved, but the store was not swapped: %s", fault)
        return _page(desk, request, person, saved, Refusal(say("refused", "store")))
    except (KnowledgeError, ChangedMeanwhile, HistoryError) as fault:
        return _page(desk, request, person, saved, refusal_of(fault))
    del desk.compared[saved.page.id]
    return RedirectResponse(f"{BASE}/publicera?klart=publicerat", 303)


def _saved(desk: Desk, request: Request) -> SavedPage:
    saved = desk.shelf.contents().pages.get(request.path_params["page"])
    if saved is None:
        raise HTTPException(404)
    return saved


def _fetched(desk: Desk, saved: SavedPage, file: object) -> Download:
    """The file's bytes, or the page's; raises FetchError."""
    if isinstance(file, UploadFile) and file.filename:
        return uploaded(file.filename, file.file)
    return download_from_outside(saved.page.url, desk.settings.inside)


def _page(desk: Desk, request: Request, person: Person, saved: SavedPage, refusal: Refusal | None = None) -> Response:
    found = desk.compared.get(saved.page.id)
    return desk.page(
        request, "page.html", person, 409 if refusal else 200,
        saved=saved, found=found, refusal=refusal, has_history=desk.has_history, quote="",
        stretches=list(stretches(saved.text)), has_programme=_has_programme(desk, saved),
    )  # fmt: skip


def _has_programme(desk: Desk, saved: SavedPage) -> bool:
    return any(one.programme.page == saved.page.id for one in desk.shelf.contents().programmes.values())
