"""Which passages may be found: of which programmes and pages, updated when."""

from __future__ import annotations

import dataclasses
import datetime

from sqlalchemy import select
from sqlalchemy.sql import Select

from knowledge.store import schema


@dataclasses.dataclass(frozen=True)
class Filter:
    """None means: any. A page that states no date is never found when a date is asked for."""

    programmes: frozenset[str] | None = None
    pages: frozenset[str] | None = None
    updated_from: datetime.date | None = None
    updated_to: datetime.date | None = None

    def page_ids(self) -> Select | None:
        """The query for the ids of the pages that pass; None when all do."""
        page, programme = schema.page, schema.programme
        conditions = []
        if self.programmes is not None:
            conditions.append(
                page.c.id.in_(select(programme.c.page).where(programme.c.id.in_(sorted(self.programmes))))
            )
        if self.pages is not None:
            conditions.append(page.c.id.in_(sorted(self.pages)))
        # ISO days sort as text
        if self.updated_from is not None:
            conditions.append(page.c.updated >= self.updated_from.isoformat())
        if self.updated_to is not None:
            conditions.append(page.c.updated <= self.updated_to.isoformat())
        return select(page.c.id).where(*conditions) if conditions else None


ANYTHING = Filter()
