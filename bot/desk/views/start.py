"""What needs an editor: what goes stale, questions without an answer, answers voted down."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.asked import asked
from bot.desk.desk import BASE, Desk
from bot.desk.people import Person
from bot.desk.shelf import Contents
from bot.desk.texts import say
from bot.desk.views.care_entry import drafted
from bot.desk.views.confirm import summary_of
from knowledge.editing.going_stale import Item, stale_by
from knowledge.saying.care.wording import swedish_date
from knowledge.swedish.tense import in_tense
from knowledge.texts import text

AHEAD = datetime.timedelta(days=31)
SHOWN = 10  # of each kind; the rest is behind a link or an opening


@dataclasses.dataclass(frozen=True)
class Errand:
    """Something to do: in words, by when, and where."""

    what: str
    detail: str
    when: datetime.date | None
    href: str


def view(desk: Desk, request: Request, person: Person) -> Response:
    """The first page."""
    contents = desk.shelf.contents()
    items = stale_by(
        contents.programmes.values(), contents.pages.values(), contents.care.sources.values(),
        desk.today, desk.today + AHEAD,
    )  # fmt: skip
    over = [errand(item, contents) for item in items if item.when is not None and item.when < desk.today]
    soon = [errand(item, contents) for item in items if item.when is not None and item.when >= desk.today]
    undated = [errand(item, contents) for item in items if item.when is None]
    summary, trouble = asked(desk.today)
    looked = list(desk.compared.items())
    return desk.page(
        request, "start.html", person,
        changed=[contents.pages[key] for key, found in looked if found.changed and key in contents.pages],
        over=over, soon=soon, undated=undated, summary=summary, trouble=trouble,
        drafts=desk.drafts.all(), care_drafts=drafted(desk), confirm=summary_of(desk),
        problems=contents.problems, shown=SHOWN, disliked=_largest(summary.disliked if summary else ()),
    )  # fmt: skip


def errand(item: Item, contents: Contents) -> Errand:
    """What goes stale, with the page of the desk where it is mended."""
    if item.kind in ("care_source", "undated_source"):
        source = contents.care.sources[item.what]
        detail = say("stale", item.kind, publisher=source.publisher, date=swedish_date(source.date))
        return Errand(source.title, detail, item.when, f"{BASE}/vard/bekrafta?kalla={quote(item.what)}")
    if item.kind in ("page", "undated_page"):
        return Errand(contents.pages[item.what].page.title, _detail(item), item.when, f"{BASE}/sidor/{item.what}")
    if item.kind == "event":
        name = contents.programmes[item.what].programme.name
        return Errand(name, _detail(item), item.when, f"{BASE}/fakta?program={item.what}")
    found = contents.fact(item.what)
    words = in_tense(found[1].text, past=False) if found else item.what
    return Errand(words, _detail(item), item.when, f"{BASE}/fakta/{quote(item.what)}")


def _detail(item: Item) -> str:
    if item.kind == "event":
        return say("stale", "event", event=text("cli", "events", item.detail))
    if item.kind == "page":
        updated, months = item.detail.split(", ")
        return say("stale", "page", updated=updated, months=months)
    return say("stale", item.kind, detail=item.detail)


def _largest(votes: Sequence[object]) -> Sequence[object]:
    return list(votes)[::-1][:SHOWN]
