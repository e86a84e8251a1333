"""One value an entity: what the phrases of a text say, what is said of whom it is about, and what a head is sure of."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from knowledge.care.ages import class_of
from knowledge.limits import LIMITS
from knowledge.understanding.comparing import of_several
from knowledge.understanding.groups import (
    CERTAIN,
    EU,
    GENERAL_VALUES,
    REGISTERED,
    borne_out,
    counted_as,
    learned,
    likened,
    most_particular,
    overruled,
    spoken,
    without_settings,
)
from knowledge.understanding.holding import GRANT_BACK, PLANNED, URGENT, asks_money_back, is_urgent, not_applied
from knowledge.understanding.persons import Person, Span
from knowledge.understanding.stays import find_stay
from knowledge.words.query import VARIANT_SLOTS

HEAD_OF = {"patient_group": "group", "care_type": "care"}
RESIDENT = "resident"  # a group that the sources are not about
VALUE_ONLY, STANDS_ALONE = LIMITS.reading.value_only, LIMITS.reading.stands_alone
CARE_LEARNED = LIMITS.reading.care_learned


def denied_groups(found: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The groups that the patient is said not to belong to."""
    return tuple(str(item["value"]) for item in found if item["entity"] == "patient_group" and item.get("negated"))


def entities_of(
    text: str,
    found: Sequence[Mapping[str, Any]],
    persons: Sequence[Person],
    about: Sequence[int],
    heads: Mapping[str, Mapping[str, float]],
    today: datetime.date,
    others: Collection[str] = (),
) -> tuple[dict[str, str], dict[str, Span], frozenset[str]]:
    """One value an entity, where it stands, and which of them were concluded and not said.

    ``others`` are the kinds of care that are said and not the patient's: no head may conclude them.
    """
    values: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for entity in dict.fromkeys(item["entity"] for item in found):
        items = spoken(text, found, entity)
        head = heads.get(HEAD_OF.get(entity, ""), {})
        items = without_settings(items, head) if entity == "care_type" else borne_out(items, head)
        best = most_particular(items, head)
        # "liten resp stor enhet?" asks about both, so neither is the one that is meant
        several = of_several(text, items) or len({item["value"] for item in items}) > 1
        variants = entity in VARIANT_SLOTS and several
        if best is not None and not variants:
            values[entity], spans[entity] = str(best["value"]), (best["start"], best["end"])
    asked = [persons[number] for number in about]
    groups = {person.group for person in asked if person.group}
    if len(groups) == 1 and len(persons) > len(asked):
        person = next(person for person in asked if person.group)
        values["patient_group"] = str(person.group)
        if person.group_span:
            spans["patient_group"] = person.group_span
    if any(person.registration for person in persons):
        values.pop("registration", None)
        if len(own := {person.registration for person in asked}) == 1 and (said := own.pop()):
            values["registration"] = said
    ages = {person.age for person in asked if person.age}
    if len(ages) == 1:
        values["patient_age"] = ages.pop()
        span = next((person.age_span or (person.start, person.end) for person in asked if person.age), None)
        if span:
            spans["patient_age"] = span
    elif len({_class(age) for age in ages}) == 1:
        values["patient_age"] = _class(ages.pop())  # "barnen 5 och 8", "systrarna 31 och 33": one rule for both
    care = {name: share for name, share in heads.get("care", {}).items() if name not in others}
    if "care_type" in values and overruled(values["care_type"], care, CARE_LEARNED):
        del values["care_type"], spans["care_type"]
    concluded = _conclude(values, heads, likened(text, found) | not_applied(text), {*denied_groups(found), *others})
    if values.get("care_type") == PLANNED and is_urgent(text):
        values["care_type"] = URGENT
    back_elsewhere = values.get("patient_group", "").startswith(EU) or "programme" in values
    if asks_money_back(text) and not back_elsewhere:
        values["care_type"] = GRANT_BACK
        spans.pop("care_type", None)
    return _with_stay(text, values, spans, today, counted_as(text, found)), spans, concluded


def _class(age: str) -> str:
    """The class of an age that a person has: years in digits or a class already."""
    return class_of(int(age)) if age.isdigit() else age


def _conclude(
    values: dict[str, str], heads: Mapping[str, Mapping[str, float]], likened_to: set[str], denied: set[str]
) -> frozenset[str]:
    """Add what no phrase says and a head is sure of; return the names of what was added."""
    sure = {
        "patient_group": learned(heads.get("group", {})),
        "care_type": learned(heads.get("care", {}), CARE_LEARNED),
    }
    added = {name: value for name, value in sure.items() if value and name not in values and "programme" not in values}
    if heads.get("asked", {}).get("none", 0.0) >= VALUE_ONLY and values:
        added.pop("care_type", None)  # "hans dotter, hon är tolv" gives an age and no care
    leaning = heads.get("continues", {}).get("no", 0.0) < STANDS_ALONE
    # "nej, hon är folkbokförd" is said of somebody spoken of before
    no_resident = "registration" in values and (leaning or values["registration"] != REGISTERED)
    certain = heads.get("group", {}).get(added.get("patient_group") or "", 0.0) >= CERTAIN
    if added.get("care_type") in denied:
        del added["care_type"]
    doubtful = likened_to if certain else denied | likened_to
    if added.get("patient_group") in doubtful or (no_resident and added.get("patient_group") == RESIDENT):
        del added["patient_group"]
    values.update(added)
    return frozenset(added)


def _with_stay(
    text: str, values: dict[str, str], spans: dict[str, Span], today: datetime.date, counted: str | None
) -> dict[str, str]:
    """For an EU citizen, how long the patient has been here stands where being registered would.

    Who is only asked to count as something ("räknas hon som papperslös?") may be one.
    """
    stay = find_stay(text, today)
    if stay is None or stay.value is None or values.get("registration") not in (None, *GENERAL_VALUES):
        return values
    group = values.get("patient_group", "")
    if group not in ("", counted) and not group.startswith(EU):
        return values
    spans["registration"] = (stay.start, stay.end)
    return {**values, "registration": stay.value}
