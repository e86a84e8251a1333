"""Before something is published: which questions get another answer, before and after side by side."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.asked import staff_questions
from bot.desk.desk import BASE, Desk
from bot.desk.effects import SECONDS, STAFF, TESTS, Asked, Means, Run
from bot.desk.people import Person
from bot.desk.texts import say
from bot.desk.views.care_entry import drafted
from bot.desk.views.changes import change_of
from bot.desk.views.fact import desktop
from bot.desk.views.together import bundle_of, changes_of
from knowledge.cli.common import QUESTIONS
from knowledge.editing.care_entries.entries import lay
from knowledge.editing.care_entries.files import CareFiles
from knowledge.editing.publishing import Change, contents_with
from knowledge.editing.replay import Question, read_questions
from knowledge.store import Store

DAYS = 90  # of staff's questions
FACT, PROGRAMME, CARE = "faktum", "program", "vard"
WORDS = ("text", "asks", "note", "condition", "reason", "fee_text", "unsettled", "reservation")
MOST = 200  # changed answers on the page; the rest is counted


@dataclasses.dataclass(frozen=True)
class Subject:
    """What is to be published: its name, where it is reviewed, its versions, its words, and the change of files."""

    name: str
    review: str
    state: object
    words: Sequence[str]
    changes: Callable[[], Sequence[Change]]


def view(desk: Desk, request: Request, person: Person) -> Response:
    """How far the run has come, or what it found; a button where there is none. To htmx only that part."""
    subject = _subject(desk, request)
    return _page(desk, request, person, subject)


def begin(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Begin a run."""
    subject = _subject(desk, request)
    root = desk.settings.knowledge

    def means() -> Means:
        from knowledge.encoder.kept_vectors import kept_vectors
        from knowledge.encoder.loading import load_encoder
        from knowledge.understanding.lexicons import entities

        kept, plain, tests = kept_vectors(), load_encoder(), {one.say for one in _test_questions()}

        def encode(texts: Sequence[str]):  # type: ignore[no-untyped-def]
            """What staff typed is computed and never kept in a file."""
            import numpy as np

            own = [text for text in texts if text in tests]
            typed = [text for text in dict.fromkeys(texts) if text not in tests]
            found = dict(zip(own, kept.encode_fitted(own), strict=True)) if own else {}
            found |= dict(zip(typed, plain.encode_fitted(typed), strict=True)) if typed else {}
            return np.stack([found[text] for text in texts])

        return Means(Store(desk.settings.stores[0]), desk.make_rebuilder, encode, entities)

    begun = desk.effects.start(
        _key(request), subject.state,
        lambda: contents_with(root, {one.name: one.after for one in subject.changes()}),
        lambda: list(questions(desk.today)), subject.words, desk.effects_means or means, desk.today,
    )  # fmt: skip
    if not begun:
        return _page(desk, request, person, subject, say("refused", "effects_running"))
    return RedirectResponse(request.url.path, 303)


def questions(today: datetime.date) -> Iterator[Asked]:
    """The test conversations, and what staff have asked."""
    turns: dict[str, list[Question]] = defaultdict(list)
    for question in _test_questions():
        turns[question.conversation].append(question)
    yield from (Asked(TESTS, tuple(each)) for each in turns.values())
    for number, (typed, shown, times) in enumerate(staff_questions(today, DAYS)):
        named = f"{STAFF}/{number}"
        yield Asked(STAFF, (Question(named, named, typed),), times, shown)


def _test_questions() -> list[Question]:
    return read_questions(folder for folder in QUESTIONS if folder.is_dir())


def _key(request: Request) -> str:
    return f"{request.path_params['kind']}:{request.path_params.get('key', '')}"


def _subject(desk: Desk, request: Request) -> Subject:
    kind, key = request.path_params["kind"], request.path_params.get("key", "")
    if kind == FACT:
        shown = desktop(desk, key)
        if shown.draft is None or shown.pending:
            raise HTTPException(404)
        own = (shown.key, shown.draft.version)
        review = f"{BASE}/publicera/{shown.key}"
        words = _words(shown.fields)
        return Subject(shown.draft.title, review, own, words, lambda: [change_of(desk, shown.programme.id, [shown])])
    if kind == PROGRAMME:
        bundle = bundle_of(desk, key)
        words = [line for one in bundle.items for line in _words(one.shown.fields)]
        return Subject(
            bundle.name, f"{BASE}/publicera/program/{key}", bundle.versions, words, lambda: changes_of(desk, bundle)
        )
    places = drafted(desk)
    if kind != CARE or not places:
        raise HTTPException(404)

    def care_changes() -> Sequence[Change]:
        files = CareFiles(desk.settings.knowledge)
        lay(files, [one.edit(one.fields) for one in places])
        return files.changes()

    state = tuple((one.kind, one.key, one.draft.version) for one in places if one.draft)
    words = [line for one in places for line in _words(one.fields)]
    return Subject(say("care_drafts"), f"{BASE}/publicera/vard", state, words, care_changes)


def _words(fields: dict[str, str]) -> list[str]:
    return [line.strip() for name in WORDS for line in fields.get(name, "").splitlines() if line.strip()]


def _page(desk: Desk, request: Request, person: Person, subject: Subject, refusal: str = "") -> Response:
    run: Run | None = desk.effects.get(_key(request))
    part = "hx-request" in request.headers
    return desk.page(
        request, "effects_part.html" if part else "effects.html", person, 409 if refusal else 200,
        subject=subject, run=run, old=run is not None and run.state != subject.state, refusal=refusal, most=MOST,
        limit=round(SECONDS), days=DAYS, path=request.url.path,
        staff=[one for one in run.changed if one.kind == STAFF] if run else [],
        tests=[one for one in run.changed if one.kind == TESTS] if run else [],
    )  # fmt: skip
