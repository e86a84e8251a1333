"""What a message sets side by side: "tandvård för asylsökande och papperslösa?", "skillnaden mot en turist?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.limits import LIMITS
from knowledge.swedish.coordinated import stands_beside
from knowledge.texts import load
from knowledge.understanding.groups import GENERAL_GROUPS, most_particular

SIDE_BY_SIDE = ("patient_group", "care_type")  # entities that an answer is about one value of
MOST = LIMITS.replies.together


def compares(text: str) -> bool:
    """Whether the words ask for a difference: "skillnad", "jämfört"."""
    return bool(set(re.findall(r"\w+", text.lower())) & set(load("questions")["comparing"]))


def side_by_side(text: str, found: Sequence[Mapping[str, Any]]) -> tuple[str, tuple[str, ...]] | None:
    """The entity with several values that the message asks about, and the values in order; None for most messages.

    Several values count where the message compares, or where nothing but "och", "eller" or the like stands
    between two of them; elsewhere the second only tells of the case ("papperslös, var asylsökande förut").
    """
    for entity in SIDE_BY_SIDE:
        spans = sorted((item for item in found if item["entity"] == entity), key=lambda item: item["start"])
        if two := _one_and_the_other(text, spans):
            spans = two
        elif not compares(text):
            spans = joined(text, _told_closer(text, spans) if entity == "patient_group" else spans)
        values = tuple(dict.fromkeys(str(item["value"]) for item in spans))
        if 1 < len(values) <= MOST:
            return entity, values
    return None


def of_several(text: str, spans: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some words ask about several values of one entity: "stor enhet resp liten", "en stor, och en liten?".

    What is taken back ("medelstor. Nej, liten") is not among ``spans``; a word for all is several too ("nivåerna").
    """
    if spans and set(re.findall(r"\w+", text.lower())) & set(load("questions")["all_variants"]):
        return True
    ways = {(item["start"], item["end"], item["value"]) for item in spans}
    return (
        compares(text)
        or len({item["value"] for item in joined(text, spans)}) > 1
        or any(stands_beside(text, *one[:2], *other[:2]) for one in ways for other in ways if one[2] != other[2])
    )


def _told_closer(text: str, spans: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The groups less each general one that the next words make particular: "från Ukraina, sökt skydd"."""

    def closer(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        between = text[one["end"] : other["start"]]
        return other["value"] not in GENERAL_GROUPS and not re.search(r"\w|[/&+]", between)

    return [
        one
        for one, other in zip(spans, [*spans[1:], None], strict=False)
        if one["value"] not in GENERAL_GROUPS or other is None or not closer(one, other)
    ]


def _one_and_the_other(text: str, spans: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """ "Den ena har LMA-kort och den andra är turist": the most particular of each; empty where nobody is another."""
    cut = re.search(load("questions")["the_other"], text.lower())
    if cut is None:
        return []
    sides = (
        [item for item in spans if item["start"] < cut.start()],
        [item for item in spans if item["start"] >= cut.end()],
    )
    chosen = [most_particular(side) for side in sides]
    return [item for item in chosen if item is not None] if all(chosen) else []


def joined(text: str, spans: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first spans that stand in a row."""
    words = "|".join(map(re.escape, load("questions")["joining"]))
    row: list[Mapping[str, Any]] = []
    for span in spans:
        if row and not re.fullmatch(rf"\s*(?:(?:{words}|[,/&+])\s*)+", text[row[-1]["end"] : span["start"]].lower()):
            if len(row) > 1:
                break
            row = []
        row.append(span)
    return row
