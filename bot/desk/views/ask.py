"""Ask what is published, or the drafts as if they were, on any day."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.asking import Asked, ask
from bot.desk.desk import Desk
from bot.desk.people import Person
from bot.desk.texts import say, texts
from bot.desk.views.fact import desktop
from knowledge.build import Contents
from knowledge.editing.publishing import contents_with
from knowledge.editing.yaml_entry import EntryError, with_fact
from knowledge.problems import KnowledgeError
from knowledge.store import Store, StoreError

MAX_QUESTION = 2000  # characters


def view(desk: Desk, request: Request, person: Person) -> Response:
    """The form, and the answer where something was asked."""
    asked = request.query_params
    question = asked.get("fraga", "").strip()[:MAX_QUESTION]
    found: Asked | None = None
    trouble = ""
    try:
        day = datetime.date.fromisoformat(asked.get("dag") or desk.today.isoformat())
        if question:
            found = ask(_store(desk, asked.get("vad", "")), question, day)
    except ValueError:
        day, trouble = desk.today, say("ask_trouble", "day")
    except (KnowledgeError, EntryError):
        trouble = say("ask_trouble", "drafts")
    except StoreError:
        trouble = say("ask_trouble", "store")
    return desk.page(
        request, "ask.html", person,
        question=question, day=day, asked=asked, found=found, named=_named(desk),
        trouble=trouble, drafts=desk.drafts.all(),
    )  # fmt: skip


def _named(desk: Desk) -> dict[str, str]:
    """What the values that a question is read as are called."""
    contents = desk.shelf.contents()
    found = {key: programme.programme.name for key, programme in contents.programmes.items()}
    found |= {key: group.name for key, group in contents.care.groups.items()}
    found |= {key: care.title for key, care in contents.care.cares.items()}
    return found | {key: str(words) for key, words in texts()["cases"].items()}


def _store(desk: Desk, which: str) -> Store:
    drafts = desk.drafts.all()
    if which != "utkast" or not drafts:
        return Store(desk.settings.stores[0])
    state = (desk.shelf.contents(), tuple((draft.key, draft.version) for draft in drafts))
    return desk.draft_store.of(state, with_drafts(desk), desk.make_rebuilder())


def with_drafts(desk: Desk) -> Contents:
    """Everything published with every draft in it; raises KnowledgeError with all that is wrong, EntryError."""
    files: dict[str, str] = {}
    for draft in desk.drafts.all():
        shown = desktop(desk, draft.key)
        path = desk.shelf.file(shown.programme.id)
        name = f"facts/{path.name}"
        before = files.get(name) or path.read_text(encoding="utf-8")
        files[name] = with_fact(before, shown.data(shown.fields), shown.key if shown.published else None)
    return contents_with(desk.settings.knowledge, files)
