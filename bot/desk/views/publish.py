"""From draft to answer: the change in words, every check, why; then live. And back again."""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.people import Person, require_publisher
from bot.desk.texts import say
from bot.desk.views.changes import change_of, checked
from bot.desk.views.fact import Desktop, desktop
from bot.desk.views.shown import differences
from knowledge.editing.form import changed
from knowledge.editing.history import HistoryError, Who
from knowledge.editing.publishing import CannotUndo, Change, ChangedMeanwhile, Words
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.editing.yaml_entry import EntryError
from knowledge.store import StoreError

log = logging.getLogger(__name__)
MAX_WHY = 2000  # characters


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Why nothing was published, with every fault where that is why."""

    words: str
    problems: tuple[Problem, ...] = ()


def listing(desk: Desk, request: Request, person: Person) -> Response:
    """The drafts, and what was published last."""
    return _listing(desk, request, person)


def review(desk: Desk, request: Request, person: Person) -> Response:
    """What a draft changes, for another pair of eyes; a page that is taken in is read with all its facts."""
    shown = desktop(desk, request.path_params["key"])
    if shown.pending:
        return RedirectResponse(f"{BASE}/publicera/program/{shown.programme.id}", 303)
    return _review(desk, request, person, shown)


def publish(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Make a draft live; for publishers only."""
    require_publisher(person)
    shown = desktop(desk, request.path_params["key"])
    why = str(form.get("varfor", "")).strip()[:MAX_WHY]
    if shown.draft is None or shown.pending:
        raise HTTPException(404)
    if not why:
        return _review(desk, request, person, shown, Refusal(say("refused", "no_why")))
    if str(shown.draft.version) != str(form.get("version", "")):
        return _review(desk, request, person, shown, Refusal(say("refused", "newer")), why)
    fact_id = shown.draft.title
    what = say("commit_changed") if shown.published else say("commit_new")
    subject = say("commit", programme=shown.programme.programme.name, what=what, fact=fact_id)
    author = Who(shown.draft.name, shown.draft.email)
    try:
        change = _change(desk, shown)
        words = Words(subject, why, (fact_id,))
        desk.publishing().publish([change], words, author=author, publisher=person.who)
    except StoreError as fault:
        log.error("published, but the store was not swapped: %s", fault)
        desk.drafts.drop(shown.key)
        return _listing(desk, request, person, Refusal(say("refused", "store")))
    except (KnowledgeError, ChangedMeanwhile, HistoryError, EntryError) as fault:
        return _review(desk, request, person, shown, refusal_of(fault), why)
    desk.drafts.drop(shown.key)
    return RedirectResponse(f"{BASE}/publicera?klart=publicerat", 303)


def undo(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Take a published change back; for publishers only."""
    require_publisher(person)
    sha = request.path_params["sha"]
    try:
        publishing = desk.publishing()
        subject = say("undo", subject=publishing.history.find(sha).subject)
        publishing.undo(sha, subject, publisher=person.who)
    except StoreError as fault:
        log.error("undone, but the store was not swapped: %s", fault)
        return _listing(desk, request, person, Refusal(say("refused", "store")))
    except (KnowledgeError, ChangedMeanwhile, HistoryError, CannotUndo) as fault:
        return _listing(desk, request, person, refusal_of(fault))
    return RedirectResponse(f"{BASE}/publicera?klart=angrat", 303)


def refusal_of(fault: Exception) -> Refusal:
    """A fault of publishing in an editor's words."""
    if isinstance(fault, KnowledgeError):
        return Refusal(say("refused", "faults"), tuple(fault.problems))
    if isinstance(fault, CannotUndo):
        return Refusal(say("refused", "cannot_undo"))
    if isinstance(fault, HistoryError):
        log.error("git refused: %s", fault)
        return Refusal(say("refused", "history"))
    return Refusal(say("refused", "changed_meanwhile"))


def _change(desk: Desk, shown: Desktop) -> Change:
    """The programme's file with the draft in it; raises EntryError."""
    return change_of(desk, shown.programme.id, [shown])


def _faults(desk: Desk, shown: Desktop) -> tuple[Problem, ...]:
    """What the whole check says of the draft among everything else."""
    beside = [problem for problems in shown.problems(shown.fields).values() for problem in problems]
    if beside:
        return tuple(beside)
    try:
        return tuple(checked(desk, [_change(desk, shown)]))
    except EntryError:
        return ()


def _review(
    desk: Desk, request: Request, person: Person, shown: Desktop, refusal: Refusal | None = None, why: str = ""
) -> Response:
    if shown.draft is None:
        raise HTTPException(404)
    changes = differences(changed(shown.before, shown.fields))
    own = shown.draft.person == person.id
    problems = refusal.problems if refusal and refusal.problems else _faults(desk, shown)
    return desk.page(
        request, "review.html", person, 409 if refusal else 200,
        shown=shown, changes=changes, problems=problems, refusal=refusal, why=why, own=own,
        moved=shown.moved(), has_history=desk.has_history,
    )  # fmt: skip


def _waiting(desk: Desk) -> list[tuple[str, str, int]]:
    """Programmes whose changes are read together: id, name, and how many facts wait."""
    contents, drafts = desk.contents(), desk.drafts.all()
    count = Counter(draft.programme for draft in drafts)
    names = {key: contents.programmes[key].programme.name for key in contents.programmes}
    names |= {one.id: one.intake.page.title for one in desk.intakes.all() if one.id not in names}
    ids = [*(one.id for one in desk.intakes.all()), *(key for key, many in count.items() if many > 1)]
    return [(key, names[key], count[key]) for key in dict.fromkeys(ids) if key in names]


def _listing(desk: Desk, request: Request, person: Person, refusal: Refusal | None = None) -> Response:
    done = {"publicerat": say("published"), "angrat": say("undone")}.get(request.query_params.get("klart", ""), "")
    commits = desk.publishing().history.latest() if desk.has_history else []
    return desk.page(
        request, "publish.html", person, 409 if refusal else 200,
        drafts=desk.drafts.all(), waiting=_waiting(desk), commits=commits, refusal=refusal, done=done,
        care_drafts=desk.care_drafts.all(),
        has_history=desk.has_history,
    )  # fmt: skip
