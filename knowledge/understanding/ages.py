"""Every age that a message states, with its place: years, a class, a limit, an age only supposed."""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import Final

from knowledge.limits import LIMITS
from knowledge.swedish.folding import lowered
from knowledge.understanding.age_contexts import SUPPOSED_BEFORE
from knowledge.understanding.age_mention import AgeMention, of_years
from knowledge.understanding.age_numbers import find_numbered
from knowledge.understanding.age_words import find_worded
from knowledge.understanding.births import find_births
from knowledge.understanding.roles import RoleMention, find_roles, without_others_children

LIST_WORDS: Final = LIMITS.ages.list_words
SET_OFF: Final = re.compile(r"(?<!\d)[,;]\s?([1-9]\d?)(?=\s?(?:[.,;]|$))")
__all__ = ["AgeMention", "RoleMention", "find_ages", "find_roles"]


def find_ages(text: str, today: datetime.date | None) -> list[AgeMention]:
    """The ages of the text in order, none overlapping; lengths of time, prices and limits asked about are none.

    Without ``today`` no births are read.
    """
    low = lowered(text)
    chosen: list[AgeMention] = []
    births = find_births(low, today) if today else ()
    for mention in [*births, *find_numbered(low), *find_worded(without_others_children(low))]:
        if not any(mention.start < other.end and other.start < mention.end for other in chosen):
            chosen.append(mention)
    if not chosen and (bare := _bare(low)):
        chosen.append(bare)
    return sorted((_supposed(low, mention) for mention in chosen), key=lambda mention: mention.start)


def _bare(low: str) -> AgeMention | None:
    """A number set off by commas in a few words about somebody: "mamman är asyl med lma, 86. avgift"."""
    found = SET_OFF.search(low)
    if found is None or len(low.split()) > LIST_WORDS or not find_roles(low):
        return None
    return of_years(found.start(1), found.end(1), int(found[1]))


def _supposed(low: str, mention: AgeMention) -> AgeMention:
    """The mention, marked where the words before it only suppose it: "om hon vore tjugo"."""
    if mention.hypothetical or not SUPPOSED_BEFORE.search(low[: mention.start]):
        return mention
    return dataclasses.replace(mention, hypothetical=True)
