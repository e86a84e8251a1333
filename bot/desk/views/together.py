"""All that waits for one programme, its page among it where that is taken in: read, checked, made live at once."""

from __future__ import annotations

import dataclasses
import logging

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.intakes import Pending
from bot.desk.people import Person, require_publisher
from bot.desk.texts import say
from bot.desk.views.changes import change_of, checked
from bot.desk.views.fact import Desktop, desktop
from bot.desk.views.publish import MAX_WHY, Refusal, refusal_of
from bot.desk.views.shown import Difference, differences
from bot.desk.views.take_in import faults
from knowledge.editing.form import changed
from knowledge.editing.history import HistoryError, Who
from knowledge.editing.intake import intake_changes
from knowledge.editing.publishing import Change, ChangedMeanwhile, Words
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.editing.yaml_entry import EntryError
from knowledge.store import StoreError

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Item:
    """A fact that waits: what it changes, and what is wrong with it."""

    shown: Desktop
    changes: list[Difference]
    problems: list[Problem]


@dataclasses.dataclass(frozen=True)
class Bundle:
    """What waits for a programme. ``pending`` is its page, where that is taken in."""

    id: str
    name: str
    pending: Pending | None
    items: list[Item]

    @property
    def versions(self) -> str:
        """What was read, so that nothing else is published."""
        own = [f"{one.shown.key}:{one.shown.draft.version}" for one in self.items if one.shown.draft]
        return " ".join([*own, *([f"sida:{self.pending.version}"] if self.pending else [])])

    @property
    def author(self) -> Who:
        """Whoever wrote last."""
        written = [one.shown.draft for one in self.items if one.shown.draft]
        last = max(written, key=lambda draft: draft.at, default=None)
        return Who(last.name, last.email) if last else Who(*_who(self.pending))


def review(desk: Desk, request: Request, person: Person) -> Response:
    """Everything that waits, for another pair of eyes."""
    return _page(desk, request, person, bundle_of(desk, request.path_params["programme"]))


def publish(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Make it all live in one change; for publishers only."""
    require_publisher(person)
    bundle = bundle_of(desk, request.path_params["programme"])
    why = str(form.get("varfor", "")).strip()[:MAX_WHY]
    if not why:
        return _page(desk, request, person, bundle, Refusal(say("refused", "no_why")))
    if bundle.versions != str(form.get("versioner", "")):
        return _page(desk, request, person, bundle, Refusal(say("refused", "newer")), why)
    if wrong := _beside(desk, bundle):
        return _page(desk, request, person, bundle, Refusal(say("refused", "faults"), tuple(wrong)), why)
    what = "commit_taken_in" if bundle.pending else "commit_together"
    subject = say(what, name=bundle.name, count=len(bundle.items))
    names = tuple(one.shown.draft.title for one in bundle.items if one.shown.draft) or (bundle.id,)
    try:
        changes = changes_of(desk, bundle)
        desk.publishing().publish(changes, Words(subject, why, names), author=bundle.author, publisher=person.who)
    except StoreError as fault:
        log.error("published, but the store was not swapped: %s", fault)
        _forget(desk, bundle)
        return _page(desk, request, person, bundle, Refusal(say("refused", "store")), why)
    except (KnowledgeError, ChangedMeanwhile, HistoryError, EntryError) as fault:
        return _page(desk, request, person, bundle, refusal_of(fault), why)
    _forget(desk, bundle)
    return RedirectResponse(f"{BASE}/publicera?klart=publicerat", 303)


def bundle_of(desk: Desk, programme: str) -> Bundle:
    """What waits for the programme; 404 for nothing."""
    contents, pending = desk.contents(), desk.intakes.get(programme)
    drafts = [one for one in desk.drafts.all() if one.programme == programme]
    if pending is None and (not drafts or programme not in contents.programmes):
        raise HTTPException(404)
    items = []
    for one in reversed(drafts):  # as they were begun: so they will stand in the file
        shown = desktop(desk, one.key)
        beside = [problem for found in shown.problems(shown.fields).values() for problem in found]
        items.append(Item(shown, differences(changed(shown.before, shown.fields)), beside))
    found = contents.programmes.get(programme)
    name = found.programme.name if found else pending.intake.page.title if pending else programme
    return Bundle(programme, name, pending, items)


def changes_of(desk: Desk, bundle: Bundle) -> list[Change]:
    """The change of files that publishes it; raises EntryError."""
    if bundle.pending is None:
        return [change_of(desk, bundle.id, [one.shown for one in bundle.items])]
    facts = [one.shown.new_fact() for one in bundle.items]
    return intake_changes(desk.settings.knowledge, bundle.pending.intake, facts)


def _beside(desk: Desk, bundle: Bundle) -> list[Problem]:
    """What is wrong with the page or with a fact."""
    found = faults(desk, bundle.pending) if bundle.pending else []
    return found + [problem for one in bundle.items for problem in one.problems]


def _problems(desk: Desk, bundle: Bundle) -> list[Problem]:
    """What is wrong beside its field; where nothing is, what the whole check says."""
    if found := _beside(desk, bundle):
        return found
    try:
        return checked(desk, changes_of(desk, bundle))
    except EntryError:
        return []


def _forget(desk: Desk, bundle: Bundle) -> None:
    for one in bundle.items:
        desk.drafts.drop(one.shown.key)
    desk.intakes.drop(bundle.id)


def _who(pending: Pending | None) -> tuple[str, str]:
    return (pending.name, pending.email) if pending else ("", "")


def _page(
    desk: Desk, request: Request, person: Person, bundle: Bundle, refusal: Refusal | None = None, why: str = ""
) -> Response:
    problems = refusal.problems if refusal and refusal.problems else _problems(desk, bundle)
    own = all(one.shown.draft is None or one.shown.draft.person == person.id for one in bundle.items)
    beside = {id(problem) for one in bundle.items for problem in one.problems}
    return desk.page(
        request, "together.html", person, 409 if refusal else 200,
        bundle=bundle, problems=[one for one in problems if id(one) not in beside], sound=not problems,
        refusal=refusal, why=why, own=own, has_history=desk.has_history,
    )  # fmt: skip
