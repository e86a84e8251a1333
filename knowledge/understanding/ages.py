"""Every age that a message states, with its place: years, a class, a limit, an age only supposed."""

from __future__ import annotations

import dataclasses
import datetime

from knowledge.swedish.folding import lowered
from knowledge.understanding.age_contexts import SUPPOSED_BEFORE
from knowledge.understanding.age_corrected import find_corrected
from knowledge.understanding.age_mention import AgeMention
from knowledge.understanding.age_numbers import find_numbered
from knowledge.understanding.age_set_off import find_set_off
from knowledge.understanding.age_words import find_worded
from knowledge.understanding.births import find_births
from knowledge.understanding.roles import RoleMention, find_roles, without_others_children

__all__ = ["AgeMention", "RoleMention", "find_ages", "find_roles"]


def find_ages(text: str, today: datetime.date | None) -> list[AgeMention]:
    """The ages of the text in order, none overlapping; lengths of time, prices and limits asked about are none.

    Without ``today`` no births are read.
    """
    low = lowered(text)
    chosen: list[AgeMention] = []
    births = find_births(low, today) if today else ()
    worded = find_worded(without_others_children(low))
    for mention in [*births, *find_numbered(low), *worded, *find_set_off(text)]:
        if not any(mention.start < other.end and other.start < mention.end for other in chosen):
            chosen.append(mention)
    found = sorted((_supposed(low, mention) for mention in chosen), key=lambda mention: mention.start)
    return sorted([*found, *find_corrected(low, found)], key=lambda mention: mention.start)


def _supposed(low: str, mention: AgeMention) -> AgeMention:
    """The mention, marked where the words before it only suppose it: "om hon vore tjugo"."""
    if mention.hypothetical or not SUPPOSED_BEFORE.search(low[: mention.start]):
        return mention
    return dataclasses.replace(mention, hypothetical=True)
