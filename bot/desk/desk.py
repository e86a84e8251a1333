"""What every view works with."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from bot.desk.asking import DraftStore
from bot.desk.drafts import Drafts
from bot.desk.effects import Effects, Means
from bot.desk.forgery import FIELD, Tokens
from bot.desk.intakes import Intakes
from bot.desk.people import Person
from bot.desk.settings import DeskSettings
from bot.desk.shelf import Contents, Shelf
from bot.desk.texts import say, texts
from knowledge.editing.build import Contents as Build
from knowledge.editing.history import HistoryError
from knowledge.editing.publishing import Publishing, contents_with
from knowledge.editing.rebuilding import Rebuilder, own_rebuilder
from knowledge.saying.care.wording import swedish_date
from knowledge.store import Address
from knowledge.swedish.dates import say_date

BASE = "/desk"
TEMPLATES = Path(__file__).parent / "templates"
log = logging.getLogger(__name__)


@dataclasses.dataclass
class Desk:
    """The parts, made once. ``now`` gives the moment in UTC."""

    settings: DeskSettings
    rebuilder: Callable[[Address], Rebuilder] = own_rebuilder
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.timezone.utc)
    tokens: Tokens = dataclasses.field(default_factory=Tokens)
    #: what "Vad händer?" asks with; None for the project's own encoder and lexicons
    effects_means: Callable[[], Means] | None = None

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.settings.knowledge)
        self.drafts = Drafts(self.settings.drafts)
        self.care_drafts = Drafts(self.settings.drafts, "care_")
        self.intakes = Intakes(self.settings.drafts)
        self.draft_store = DraftStore()
        self.effects = Effects()
        self.compared: dict[str, Any] = {}  # pages as they were read since the start, by id
        # once: the encoder takes seconds to load
        self.make_rebuilder = functools.lru_cache(maxsize=1)(lambda: self.rebuilder(self.settings.stores[0]))
        self._making = threading.Lock()
        self._expecting = False
        self._publishing: Publishing | None = None
        self._templates = Jinja2Templates(TEMPLATES)
        self._templates.env.globals.update(base=BASE, say=say, texts=texts())
        self._templates.env.filters.update(dag=say_date, iso_dag=_iso_day, stund=_moment, kallans_dag=swedish_date)

    @property
    def today(self) -> datetime.date:
        """The day in Sweden is the machine's."""
        return self.now().astimezone().date()

    def contents(self) -> Contents:
        """What is published, and the pages that are being taken in."""
        return self.shelf.contents().with_pending(one.intake for one in self.intakes.all())

    @functools.cached_property
    def has_history(self) -> bool:
        """Whether the facts lie in a git repository, without which nothing can be published."""
        try:
            self.publishing()
        except HistoryError as fault:
            log.warning("no history: %s", fault)
            return False
        return True

    def publishing(self) -> Publishing:
        """Made when first needed. Raises HistoryError."""
        with self._making:
            if self._publishing is None:
                stores = self.settings.stores
                self._publishing = Publishing(self.settings.knowledge, stores, _Lazily(self.make_rebuilder))
            return self._publishing

    def prepare(self, contents: Callable[[], Build]) -> None:
        """Compute in the background what publishing these contents will need; its vectors are remembered."""

        def work() -> None:
            try:
                self.make_rebuilder().rows(contents())
            except Exception:  # publishing computes it itself then, and says what is wrong
                log.warning("nothing was prepared", exc_info=True)

        threading.Thread(target=work, name="prepare", daemon=True).start()

    def expect_publishing(self) -> None:
        """Somebody has begun to write: load the encoder and compute what is published, once, while they do."""
        with self._making:
            if self._expecting:
                return
            self._expecting = True
        self.prepare(lambda: contents_with(self.settings.knowledge, {}))

    def page(self, request: Request, name: str, person: Person, status: int = 200, **values: Any) -> Response:
        """A template filled in, with the token that its forms carry."""
        usual = {
            "person": person,
            "token": self.tokens.make(person.id, self.today),
            "token_field": FIELD,
            "today": self.today,
        }
        return self._templates.TemplateResponse(request, name, {**usual, **values}, status_code=status)


class _Lazily(Rebuilder):
    """A rebuilder that is made when the first build is asked for."""

    def __init__(self, make: Callable[[], Rebuilder]) -> None:
        self._make = make

    def rows(self, contents: Any) -> Any:
        return self._make().rows(contents)

    def put(self, rows: Any, targets: Any) -> None:
        self._make().put(rows, targets)


def _iso_day(written: str) -> str:
    """A day or moment in ISO form as a day in words."""
    return say_date(datetime.date.fromisoformat(written[:10]))


def _moment(at: datetime.datetime) -> str:
    """A moment in the machine's own time: "1 december 2026 09.30"."""
    local = at.astimezone()
    return f"{say_date(local.date())} {local:%H.%M}"
