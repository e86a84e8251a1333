"""What Rasa's tracker says about this turn and the conversation, as plain values."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from rasa_sdk import Tracker

from actions.comparing import compares, side_by_side
from knowledge.care import find_age, find_age_class
from knowledge.care.stays import find_stay
from knowledge.encoder.packing import unpack
from knowledge.naming import without_names
from knowledge.query import VARIANT_SLOTS
from knowledge.vocabulary import QUESTIONS


@dataclasses.dataclass(frozen=True)
class Turn:
    """One message, or one question of a message, parsed. ``ranking`` maps intents to probabilities."""

    text: str
    embedding: str
    intent: str
    ranking: Mapping[str, float]
    entities: Mapping[str, str]
    masked: str  # the text without programme names
    #: the questions of a message that asks several, in order
    questions: tuple[Turn, ...] = ()
    #: what the parts of the message that ask nothing say of the case
    background: Mapping[str, str] = dataclasses.field(default_factory=dict)
    #: an entity and its values, where the message asks about several of them
    side_by_side: tuple[str, tuple[str, ...]] | None = None

    @property
    def vector(self) -> np.ndarray:
        """The sentence vector, float32, length 1."""
        return unpack(self.embedding)

    @property
    def question_types(self) -> dict[str, float]:
        """Probability of each question type."""
        named = {intent.removeprefix("ask_"): p for intent, p in self.ranking.items() if intent.startswith("ask_")}
        return {name: p for name, p in named.items() if name in QUESTIONS}


def read_turn(tracker: Tracker) -> Turn:
    """The latest message of a tracker; raises KeyError when it has no vector (another pipeline)."""
    message = tracker.latest_message
    text = message.get("mended") or message.get("text") or ""
    found = message.get("entities") or []
    parts = message.get("parts") or []
    asking = [part for part in parts if part["asks"]]
    telling = [text[part["start"] : part["end"]] for part in parts if not part["asks"]]
    whole = _turn(text, found, message["embedding"], message.get("intent_ranking") or [])
    background = [span for part in parts if not part["asks"] for span in _within(found, part)]
    return dataclasses.replace(
        whole,
        intent=(message.get("intent") or {}).get("name") or "",
        questions=tuple(_part(text, found, part) for part in asking),
        background={**_age(" ".join(telling)), **_values(background)},
    )


def _turn(text: str, found: Sequence[Mapping[str, Any]], embedding: str, ranking: Sequence[Mapping[str, Any]]) -> Turn:
    return Turn(
        text=text,
        embedding=embedding,
        intent=ranking[0]["name"] if ranking else "",
        ranking={item["name"]: item["confidence"] for item in ranking},
        entities=_with_stay(text, {**_without_compared(text, _values(_described(text, found))), **_age(text)}),
        masked=without_names(text, ((item["start"], item["end"]) for item in found if item["entity"] == "programme")),
        side_by_side=side_by_side(text, found),
    )


def _part(text: str, found: Sequence[Mapping[str, Any]], part: Mapping[str, Any]) -> Turn:
    """A question of a message, read as if it stood alone."""
    start = part["start"]
    inside = [{**span, "start": span["start"] - start, "end": span["end"] - start} for span in _within(found, part)]
    return _turn(text[start : part["end"]], inside, part["embedding"], part.get("intent_ranking") or [])


def _within(found: Sequence[Mapping[str, Any]], part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [span for span in found if part["start"] <= span["start"] and span["end"] <= part["end"]]


EU = "eu_"  # what the groups of EU citizens begin with

# values that yield to any other of the same kind: "gäller asylvårdslagen för den som sitter i förvar?"
GENERAL_VALUES = frozenset(
    {
        "asylum_seeker",
        "vika",
        "all_care",
        "ukraine_any",
        "rejected_any",
        "newcomer_any",
        "permit_any",
        "eu_any",
        "newcomer_registered",
        # a setting more often than what is asked about: "får asylsökande på vårdcentralen vaccin?"
        "doctor_visit",
        # whether the patient is registered says more than these
        "uninsured",
        "over_three_months",
        "under_three_months",
    }
)

# those of them that yield to the others too: on the card of somebody from Ukraine it may still say LMA
WEAKEST = frozenset({"asylum_seeker", "all_care"})

COUNTS_AS = re.compile(
    r"(?<!\w)(?:räkna|rakna|anse|betrakta|klassa|behandla|count|regard)\w*(?:\s\w+){0,3}\s(?:som|as)\s(?:en\s|ett\s|an?\s)?$"
)


def _values(found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """One value an entity: the most particular, and among equals the first, which is what is asked about."""
    values: dict[str, str] = {}
    for item in found:
        entity, value = item["entity"], str(item["value"])
        if entity not in values or _particular(value) > _particular(values[entity]):
            values[entity] = value
    return values


def _particular(value: str) -> int:
    return (value not in WEAKEST) + (value not in GENERAL_VALUES)


def _described(text: str, found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The entities less a group that a patient of another group may count as: "räknas polacken som papperslös?"."""
    groups = [item for item in found if item["entity"] == "patient_group"]
    counted = [item for item in groups if COUNTS_AS.search(text[: item["start"]].lower())]
    return [item for item in found if item not in counted or len(counted) == len(groups)]


def _without_compared(text: str, values: dict[str, str]) -> dict[str, str]:
    """The values, but for those that a comparison sets beside others: it asks about all of them."""
    if not compares(text):
        return values
    return {name: value for name, value in values.items() if name not in VARIANT_SLOTS}


def _age(text: str) -> dict[str, str]:
    """The patient's age as an entity: years where they are given, else the class that a word gives."""
    years = find_age(text)
    age = str(years) if years is not None else find_age_class(text)
    return {"patient_age": age} if age else {}


def _with_stay(text: str, values: dict[str, str]) -> dict[str, str]:
    """For an EU citizen, how long the patient has been here stands where being registered would."""
    if not values.get("patient_group", "").startswith(EU) or values.get("registration") not in (None, *GENERAL_VALUES):
        return values
    stay = find_stay(text)
    return {**values, "registration": stay} if stay else values
