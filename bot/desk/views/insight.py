"""What staff ask, as it stands now."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.asked import asked
from bot.desk.desk import Desk
from bot.desk.people import Person


def view(desk: Desk, request: Request, person: Person) -> Response:
    """Outcomes, groups without an answer, votes and old sources of the last weeks."""
    summary, trouble = asked(desk.today)
    contents = desk.shelf.contents()
    names = {one.id: one.programme.name for one in contents.programmes.values()}
    return desk.page(request, "insight.html", person, summary=summary, trouble=trouble, names=names)
