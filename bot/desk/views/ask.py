"""Ask what is published, or the drafts as if they were, on any day."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.asking import Asked, ask
from bot.desk.desk import Desk
from bot.desk.people import Person
from bot.desk.texts import say, texts
from bot.desk.views.care_entry import drafted
from bot.desk.views.changes import change_of
from bot.desk.views.fact import desktop
from knowledge.editing.build import Contents
from knowledge.editing.care_entries.entries import lay
from knowledge.editing.care_entries.files import CareFiles
from knowledge.editing.fetching.listing import LISTING
from knowledge.editing.intake import intake_changes
from knowledge.editing.publishing import SOURCES, contents_with
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.editing.yaml_entry import EntryError
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
        trouble=trouble, drafts=[*desk.drafts.all(), *desk.intakes.all(), *desk.care_drafts.all()],
    )  # fmt: skip


def _named(desk: Desk) -> dict[str, str]:
    """What the values that a question is read as are called."""
    contents = desk.contents()
    found = {key: programme.programme.name for key, programme in contents.programmes.items()}
    found |= {key: group.name for key, group in contents.care.groups.items()}
    found |= {key: care.title for key, care in contents.care.cares.items()}
    return found | {key: str(words) for key, words in texts()["cases"].items()}


def _store(desk: Desk, which: str) -> Store:
    drafts = desk.drafts.all()
    intakes = desk.intakes.all()
    care = desk.care_drafts.all()
    if which != "utkast" or not (drafts or intakes or care):
        return Store(desk.settings.stores[0])
    versions = [(draft.key, draft.version) for draft in [*drafts, *care]] + [(one.id, one.version) for one in intakes]
    state = (desk.shelf.contents(), tuple(versions))
    return desk.draft_store.of(state, with_drafts(desk), desk.make_rebuilder())


def with_drafts(desk: Desk) -> Contents:
    """Everything published with every draft in it; raises KnowledgeError with all that is wrong, EntryError."""
    files: dict[str, str | None] = {}
    shown = [desktop(desk, draft.key) for draft in desk.drafts.all()]
    for programme in dict.fromkeys(one.programme.id for one in shown if not one.pending):
        change = change_of(desk, programme, [one for one in shown if one.programme.id == programme])
        files[change.name] = change.after
    listing: str | None = None
    for pending in desk.intakes.all():
        own = [one.new_fact() for one in shown if one.programme.id == pending.id]
        for change in intake_changes(desk.settings.knowledge, pending.intake, own, listing):
            files[change.name] = change.after
        listing = files[f"{SOURCES}/{LISTING}"]
    care = CareFiles(desk.settings.knowledge)
    lay(care, [one.edit(one.fields) for one in drafted(desk)])
    return contents_with(desk.settings.knowledge, {**files, **care.changed()})
