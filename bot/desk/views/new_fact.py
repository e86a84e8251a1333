"""Begin a new fact, from nothing or from a group of questions that had no answer."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.asked import asked
from bot.desk.desk import BASE, Desk
from bot.desk.people import Person
from bot.insight.summary import Group
from knowledge.editing.drafting import HIDDEN, MAX_ASKS
from knowledge.words.vocabulary import PAGE_QUESTIONS


def view(desk: Desk, request: Request, person: Person) -> Response:
    """Which programme it belongs to, and what was asked."""
    return desk.page(
        request, "new_fact.html", person,
        contents=desk.contents(), group=_group(desk, request.query_params.get("grupp", "")),
        programme=request.query_params.get("program", ""),
    )  # fmt: skip


def begin(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Make the draft and open it."""
    programme = str(form.get("program", ""))
    if programme not in desk.contents().programmes:
        raise HTTPException(422)
    group = _group(desk, str(form.get("grupp", "")))
    question = group.question_type if group and group.question_type in PAGE_QUESTIONS else ""
    fields = {
        "id": f"{programme}.{question}." if question else f"{programme}.",
        "type": "rule",
        "question": question or "",
        "asks": "\n".join(_whole(group)) if group else "",
    }
    draft = desk.drafts.begin(programme, fields, (person.id, person.name, person.email), desk.now())
    return RedirectResponse(f"{BASE}/fakta/{draft.key}", 303)


def _group(desk: Desk, number: str) -> Group | None:
    if not number:
        return None
    summary, _ = asked(desk.today)
    return next((one for one in summary.groups if str(one.number) == number), None) if summary else None


def _whole(group: Group) -> list[str]:
    """The ways of asking that may be shown whole."""
    return [ask for ask in group.asks if HIDDEN not in ask][:MAX_ASKS]
