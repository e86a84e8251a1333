"""What must be confirmed, and by whom: a list to tick, kept with the facts so that the page in docs/ shows it."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.people import Person, require_publisher
from bot.desk.texts import say
from bot.desk.views.publish import Refusal, refusal_of
from knowledge.care.model import CareTable
from knowledge.editing.history import HistoryError
from knowledge.editing.publishing import Change, ChangedMeanwhile, Words, text_of
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.editing.tables.confirm_items import HOLE, Item, items_of, roles
from knowledge.editing.tables.confirm_items import say as confirm_say
from knowledge.editing.tables.confirm_list import confirmed_words, holds
from knowledge.editing.tables.confirmed import MAX_WORDS, NAME, Confirmed, as_yaml, load_confirmed
from knowledge.editing.tables.content import checked_date
from knowledge.store import StoreError

PATH = f"{BASE}/vard/bekrafta"
STATES = ("kvar", "klart", "alla")


@dataclasses.dataclass(frozen=True)
class Line:
    """A detail on the page: its words before and after what stands in them, an address or ids."""

    before: str
    after: str
    url: str
    codes: Sequence[str]


@dataclasses.dataclass(frozen=True)
class Shown:
    """An item on the page; ``told`` is by whom and when it was confirmed."""

    item: Item
    lines: Sequence[Line]
    done: bool
    told: str
    href: str


@dataclasses.dataclass(frozen=True)
class Summary:
    """How much is left: of everything, and for each role that is asked."""

    left: int
    count: int
    roles: Mapping[str, int]


def view(desk: Desk, request: Request, person: Person) -> Response:
    """The list, narrowed to a role, a section, a source or what is left."""
    return _page(desk, request, person)


def tick(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Keep that the ticked items are confirmed, or that one is not any more; for publishers only."""
    require_publisher(person)
    care, before = desk.shelf.contents().care, text_of(desk.settings.knowledge / NAME)
    ticks = dict(load_confirmed(desk.settings.knowledge))
    items = {item.id: item for each in items_of(care).values() for item in each}
    gone = str(form.get("bort", ""))
    chosen = {key.partition(".")[2]: str(value) for key, value in form.items() if key.startswith("post.")}
    if gone:
        if gone not in ticks:
            raise HTTPException(404)
        subject, why, names = say("commit_unconfirmed"), "", [gone]
        del ticks[gone]
    else:
        try:
            new = _new_ticks(form, items, chosen, desk.today)
        except ValueError as fault:
            return _page(desk, request, person, Refusal(str(fault)), form)
        # whoever ticked in between is not overwritten without a word
        taken = [ticks[key] for key in new if key in ticks and holds(items[key], ticks)]
        if taken and str(form.get("sett", "")) != seen(before):
            words = say("refused", "confirmed_meanwhile", role=taken[0].role, item=taken[0].item)
            return _page(desk, request, person, Refusal(words), form)
        ticks |= new
        first = next(iter(new.values()))
        subject, why, names = say("commit_confirmed", count=len(new), role=first.role), first.how, list(new)
    kept = [one for one in ticks.values() if one.item in items]  # what is no longer asked about is forgotten
    try:
        change = Change(NAME, before, as_yaml(kept))
        said = Words(subject, why, tuple(names))
        desk.publishing().publish([change], said, author=person.who, publisher=person.who)
    except StoreError:
        return _page(desk, request, person, Refusal(say("refused", "store")), form)
    except (KnowledgeError, ChangedMeanwhile, HistoryError) as fault:
        return _page(desk, request, person, refusal_of(fault), form)
    back = str(form.get("tillbaka", ""))
    return RedirectResponse(f"{PATH}?{back}" if "\n" not in back and "\r" not in back else PATH, 303)


def summary_of(desk: Desk) -> Summary:
    """How much is left to confirm, by role: the ones with most first."""
    ticks = _ticks(desk)
    items = [item for each in items_of(desk.shelf.contents().care).values() for item in each]
    left = [item for item in items if not holds(item, ticks)]
    asked = Counter(role for item in left for role in item.asked)
    return Summary(len(left), len(items), dict(asked.most_common()))


def seen(written: str | None) -> str:
    """What the file of ticks was when the page was shown, as a short sum."""
    return hashlib.sha256((written or "").encode()).hexdigest()[:12]


def _new_ticks(
    form: FormData, items: Mapping[str, Item], chosen: Mapping[str, str], today: datetime.date
) -> dict[str, Confirmed]:
    """The confirmations of the form; raises ValueError with what is wrong in words."""
    role = " ".join(str(form.get("annan", "") or form.get("roll_bekraftar", "")).split())
    how = " ".join(str(form.get("hur", "")).split())
    if not chosen:
        raise ValueError(say("refused", "none_ticked"))
    if not role or len(role) > MAX_WORDS or len(how) > MAX_WORDS:
        raise ValueError(say("refused", "no_role"))
    try:
        day = datetime.date.fromisoformat(str(form.get("dag", "")))
    except ValueError:
        raise ValueError(say("ask_trouble", "day")) from None
    if day > today:
        raise ValueError(say("refused", "not_yet"))
    if any(key not in items or items[key].mark != mark for key, mark in chosen.items()):
        raise ValueError(say("refused", "item_changed"))
    return {key: Confirmed(key, items[key].mark, role, day, how) for key in chosen}


def _ticks(desk: Desk) -> dict[str, Confirmed]:
    try:
        return load_confirmed(desk.settings.knowledge)
    except KnowledgeError:  # the first page shows the faults; nothing counts as confirmed until they are mended
        return {}


def _page(
    desk: Desk, request: Request, person: Person, refusal: Refusal | None = None, form: FormData | None = None
) -> Response:
    care, ticks, asked = desk.shelf.contents().care, _ticks(desk), request.query_params
    sections = items_of(care)
    source = care.sources.get(asked.get("kalla", ""))
    state = asked.get("visa", STATES[0])
    role, section = asked.get("roll", ""), asked.get("avsnitt", "")
    shown = {
        key: [
            _shown(care, item, ticks) for item in items if _fits(item, ticks, role, state, source.url if source else "")
        ]
        for key, items in sections.items()
        if section in ("", key)
    }
    every = [item for items in sections.values() for item in items]
    return desk.page(
        request, "confirm.html", person, 409 if refusal else 200,
        shown={key: items for key, items in shown.items() if items}, count=sum(map(len, shown.values())),
        done=sum(holds(item, ticks) for item in every), whole=len(every),
        roles=roles(care), role=role, section=section, state=state, states=STATES, source=source,
        sections={key: [confirm_say("sections", key, part) for part in ("heading", "lead")] for key in sections},
        checked=checked_date(care), refusal=refusal, form=form or {}, most=MAX_WORDS,
        seen=seen(text_of(desk.settings.knowledge / NAME)), back=request.url.query, has_history=desk.has_history,
    )  # fmt: skip


def _fits(item: Item, ticks: Mapping[str, Confirmed], role: str, state: str, url: str) -> bool:
    done = holds(item, ticks)
    return (
        role in ("", *item.asked)
        and state in ("alla", "klart" if done else "kvar")
        and (not url or any(one.url == url for one in item.details))
    )


def _shown(care: CareTable, item: Item, ticks: Mapping[str, Confirmed]) -> Shown:
    lines = []
    for one in item.details:
        before, _, after = one.words.partition(HOLE)
        lines.append(Line(before, after, one.url, one.codes))
    href = f"{BASE}/vard/post/row/{item.id}" if item.id in care.rows else ""
    if item.section == "derived":
        href = f"{BASE}/vard/post/rule/{item.code}"
    return Shown(item, lines, holds(item, ticks), confirmed_words(item, ticks), href)
