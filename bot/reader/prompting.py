"""What a reader is told and asked: the prompt with the vocabulary, the schema of a reading, the request of one turn.

The vocabulary comes from where the product has it: groups and kinds of care from the table, programmes from the names
on buttons; ``prompt.yml`` explains the values that have no words of their own.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from knowledge.care import CareTable
from knowledge.care.ages import AGE_CLASSES
from knowledge.texts import load
from knowledge.understanding.context import ENTITY_SLOTS, Context
from knowledge.understanding.proposing import LEANS, MOST_AGES, MOST_ASKS, NONE, SLOTS, Vocabulary
from knowledge.words.query import CARE, FORMS

FILE: Final = Path(__file__).with_name("prompt.yml")
#: What is told of the conversation beside the last question: never a reply, never an earlier message's words.
TOLD: Final = ("programme", "patient_group", "care_type", "patient_age", "registration")


@functools.lru_cache(maxsize=1)
def prompt() -> Mapping[str, Any]:
    """The file as it stands."""
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def version() -> str:
    """The prompt's version, as every event has it."""
    return str(prompt()["version"])


def vocabulary(table: CareTable) -> Vocabulary:
    """The values that a reading may hold, each with its line."""
    said = prompt()
    groups = {one.id: one.name for one in table.groups.values()}
    umbrellas = {
        one.id: said["several"].format(names=", ".join(groups[member] for member in one.members))
        for one in table.umbrellas.values()
    }
    cares = {one.id: one.title for one in table.cares.values()}
    return Vocabulary(
        slots={
            "programme": {name: line for name, line in load("answers")["choices"].items() if name != CARE},
            "patient_group": {**groups, **umbrellas, "resident": said["resident"]},
            "care_type": cares,
            "registration": dict(said["registration"]),
        },
        asked=dict(said["asked"]),
    )


def system(words: Vocabulary) -> str:
    """What the model is told: the instructions, then every value with its line."""
    said = prompt()
    parts = {"asked": words.asked, **words.slots, "manner": said["manner"], "leans": said["leans"]}
    listed = [
        "\n".join([said["headings"][name], *(f"- {value}: {line}" for value, line in values.items())])
        for name, values in parts.items()
    ]
    return "\n\n".join([said["instructions"].strip(), *listed])


def schema(words: Vocabulary) -> dict[str, Any]:
    """JSON schema of a reading, in the strict form of structured output: every key required and none beside them."""
    slots = {field: _said(words.slots[entity]) for field, entity in SLOTS.items()}
    age = _object(
        years={"type": ["integer", "null"]},
        age_class=_one_of(AGE_CLASSES),
        words={"type": "string"},
        asked_about={"type": "boolean"},
    )
    return _object(
        asks={"type": "array", "items": _said(words.asked), "maxItems": MOST_ASKS},
        **slots,
        ages={"type": "array", "items": age, "maxItems": MOST_AGES},
        manner=_one_of(FORMS),
        leans=_one_of(LEANS),
    )


def request(text: str, context: Context) -> dict[str, Any]:
    """What is asked of one turn: its masked words, and what was understood before them."""
    return {"message": text, "before": _before(context)}


def known(asked: Mapping[str, Any]) -> dict[str, Collection[str]]:
    """The values that a reading may take from the conversation without words, by entity, of a request."""
    before = asked["before"]
    told: Sequence[Mapping[str, str]] = [before, *before.get("patients", ())]
    values = {name: {one[name] for one in told if one.get(name)} for name in TOLD}
    return {**values, "asked": {before["asked"]} if before.get("asked") else set()}


def key(asked: Mapping[str, Any]) -> str:
    """Names an equal request under an equal prompt."""
    text = json.dumps([version(), asked], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _before(context: Context) -> dict[str, Any]:
    slots = {name: context.slots[name] for name in ENTITY_SLOTS if name in TOLD and name in context.slots}
    patients = [{name: one[name] for name in (*TOLD, "role") if one.get(name)} for one in context.patients]
    asked = context.question.asked_most if context.question else ""
    return {
        **({"asked": asked} if asked else {}),
        **slots,
        **({"patients": patients} if patients else {}),
        **({"waits_for": context.missing} if context.missing else {}),
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _said(values: Mapping[str, str]) -> dict[str, Any]:
    return _object(value=_one_of([NONE, *values]), words={"type": "string"})


def _one_of(values: Collection[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}
