"""One explicit reading of a turn: the only place that makes a query of a message and what the conversation holds.

The assistant, ``lotsen knowledge ask``, the replay of an editor's preflight and ``lotsen explain`` all read through
``read``: what one of them understands, all do.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from knowledge.encoder.packing import pack
from knowledge.swedish.phrases import Match
from knowledge.understanding.context import Context
from knowledge.understanding.following import read_query
from knowledge.understanding.growing import with_age_reached
from knowledge.understanding.persons import Person
from knowledge.understanding.turns import Turn, read_parsed
from knowledge.words.query import Query


@dataclasses.dataclass(frozen=True)
class Reading:
    """What a turn means in its conversation. ``query`` is what is put to the knowledge base."""

    turn: Turn
    query: Query

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody spoken of in the message."""
        return self.turn.persons


def read(turn: Turn, context: Context) -> Reading:
    """Read a turn in the light of the conversation."""
    turn = with_age_reached(turn, context)
    return Reading(turn, read_query(turn, context))


def turn_without_nlu(
    text: str, found: Sequence[Match], vector: np.ndarray, today: datetime.date, *, plain: np.ndarray | None = None
) -> Turn:
    """The turn of a text that no classifier has seen: phrases and vectors only, so what is asked stays open."""
    return read_parsed(parsed_without_nlu(text, found, vector, plain), today)


def parsed_without_nlu(
    text: str, found: Sequence[Match], vector: np.ndarray, plain: np.ndarray | None = None
) -> Mapping[str, Any]:
    """A message in the form of Rasa's parsed message."""
    entities = [{**dataclasses.asdict(match), "confidence_entity": match.confidence} for match in found]
    vectors = {"embedding": pack(vector), **({} if plain is None else {"plain_embedding": pack(plain)})}
    return {"text": text, "entities": entities, **vectors}
