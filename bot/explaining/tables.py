"""What decided a reply, as rich tables: the reply contract's ``debug`` object, and what the limits in it mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from knowledge.limits import ROWS

RANKED = 6
#: What it leads to when a gate's comparison is true.
MEANINGS: Final = {row.name: row.then for row in ROWS if row.then}


def parse_table(parse: Mapping[str, Any]) -> RenderableType:
    """Intents with their probabilities, and the entities found."""
    intents = Table("intent", "probability", title="intents (what Rasa's NLU read)")
    for item in (parse.get("intent_ranking") or [])[:RANKED]:
        intents.add_row(item["name"], f"{item['confidence']:.3f}")
    entities = Table("entity", "value", "words", "confidence", title="entities")
    for item in parse.get("entities") or []:
        words = str(parse.get("text", ""))[item["start"] : item["end"]]
        sure = item.get("confidence_entity", item.get("confidence"))
        entities.add_row(item["entity"], str(item["value"]), words, "" if sure is None else f"{sure:.2f}")
    return Group(intents, entities)


def pairs_table(title: str, values: Mapping[str, Any]) -> Table:
    """Names and values, a row each; what is empty is left out."""
    table = Table("name", "value", title=title)
    for name, value in values.items():
        if value not in (None, "", [], {}):
            table.add_row(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return table


def gates_table(gates: Iterable[Mapping[str, Any]]) -> Table:
    """Each limit with the value held against it, in the order in which they were asked."""
    columns = ("gate", "value", "", "limit", "true?", "about", "if true")
    table = Table(*columns, title="gates (knowledge/limits.yml), in order")
    for gate in gates:
        held = Text("yes", style="green") if gate["held"] else Text("no", style="red")
        numbers = (_figure(gate["value"]), gate["comparison"], _figure(gate["limit"]))
        table.add_row(gate["name"], *numbers, held, gate["about"], MEANINGS.get(gate["name"], ""))
    return table


def scores_table(scores: Iterable[Mapping[str, Any]]) -> Table:
    """The candidates; a score is likeness + question type + lifts."""
    table = Table(title="candidates: score = likeness + question type + lifts")
    for heading in ("fact", "score", "likeness", "type", "lifts", "vector", "chars", "words", "best ask"):
        table.add_column(heading, overflow="fold")
    for entry in scores:
        ask = entry["best_ask"]
        lifts = ", ".join(f"{name} {value:+.2f}" for name, value in entry["lifts"].items())
        numbers = (entry["score"], entry["likeness"], entry["question_type"])
        parts = (ask["vector"], ask["characters"], ask["words"])
        table.add_row(entry["fact"], *map(_figure, numbers), lifts, *map(_figure, parts), ask["ask"])
    return table


def decisions_table(decisions: Iterable[Mapping[str, Any]]) -> Table:
    """What was decided without a single limit: care or pages, the cell, the rule."""
    table = Table("step", "found", title="decisions, in order")
    for entry in decisions:
        found = {key: value for key, value in entry.items() if key != "step" and value not in (None, [], {})}
        table.add_row(entry["step"], "\n".join(f"{key}: {_words(value)}" for key, value in found.items()))
    return table


def facts_table(custom: Mapping[str, Any]) -> Table:
    """The facts of the reply and the quotations that it rests on."""
    table = Table("source", "quotation", title="facts: " + (", ".join(custom.get("facts") or ()) or "none"))
    for source in custom.get("sources") or ():
        where = f"{source['title']}\n{source.get('legal') or source.get('updated') or '–'}"
        table.add_row(where, source["quote"] or source.get("summary", ""))
    return table


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_words, value))
    return _figure(value) if isinstance(value, float) else str(value)


def _figure(value: float) -> str:
    return f"{value:.3f}"
