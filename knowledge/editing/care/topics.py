"""The facts beside the table (topics.yml): concepts, who decides, documents, disclosure, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.care.model import Contact, Row, Source, Topic
from knowledge.editing.care.files import FACTS, Corpus, File, gather, read
from knowledge.editing.care.topic_check import topic_faults
from knowledge.editing.reading.problems import Problem
from knowledge.texts import load
from knowledge.words.vocabulary import CARE_ASKED

TYPES = ("right", "definition", "rule")
PREFIX = "care-rights."
MIN_ASKS = 8


def load_topics(
    root: Path,
    rows: Mapping[str, Row],
    sources: Mapping[str, Source],
    contacts: Mapping[str, Contact],
    corpus: Corpus,
) -> dict[str, Topic]:
    """Return the topics by id; raises KnowledgeError with every problem."""
    file = read(root / FACTS / "topics.yml")
    file.need(file.data, [], "facts")
    topics: dict[str, Topic] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(file.data["facts"]):
        keys: list[str | int] = ["facts", index]
        file.need(entry, keys, "id", "type", "question", "text", "quote", "asks", "source")
        problems += _check_ids(file, keys, entry, rows, sources, contacts)
        problems += _check_words(file, keys, entry, corpus, sources, contacts)
        if entry["id"] in topics:
            problems.append(file.problem([*keys, "id"], "id", "duplicate", value=entry["id"]))
        topics[entry["id"]] = _topic(entry, sources)
    gather(problems)
    return topics


def _topic(entry: dict[str, Any], sources: Mapping[str, Source]) -> Topic:
    return Topic(
        id=entry["id"],
        type=entry["type"],
        question=tuple(entry["question"]),
        text=entry["text"],
        quote=tuple(_list(entry["quote"])),
        legal=tuple(entry.get("legal", ())),
        sources=tuple(sources[key] for key in _list(entry["source"]) if key in sources),
        ask=tuple(entry.get("ask", ())),
        rows=tuple(entry.get("rows", ())),
        asks=tuple(entry["asks"]),
        when=entry.get("when", {}),
        settled=entry.get("settled", True),
        named=entry.get("named", ""),
    )


def _check_ids(
    file: File,
    keys: list[str | int],
    entry: dict[str, Any],
    rows: Mapping[str, Row],
    sources: Mapping[str, Source],
    contacts: Mapping[str, Contact],
) -> list[Problem]:
    problems = []
    if not str(entry["id"]).startswith(PREFIX):
        problems.append(file.problem([*keys, "id"], "id", "foreign_topic_id", prefix=PREFIX))
    named = {"type": ([entry["type"]], TYPES), "question": (entry["question"], (*CARE_ASKED, "contact", "reason")),
             "source": (_list(entry["source"]), sources), "rows": (entry.get("rows", ()), rows),
             "ask": (entry.get("ask", ()), contacts),
             "named": (_list(entry.get("named", [])), load("names")["subjects"])}  # fmt: skip
    for field, (values, known) in named.items():
        for value in values:
            if value not in known:
                problems.append(file.problem([*keys, field], field, "unknown_id", value=value))
    for row in entry.get("rows", ()):
        if row in rows and not rows[row].verified:
            problems.append(file.problem([*keys, "rows"], "rows", "unverified_row", row=row))
    return problems


def _check_words(
    file: File,
    keys: list[str | int],
    entry: dict[str, Any],
    corpus: Corpus,
    sources: Mapping[str, Source],
    contacts: Mapping[str, Contact],
) -> list[Problem]:
    problems = []
    quotes = _list(entry["quote"])
    for quote in quotes:
        if not corpus.holds(quote):
            problems.append(file.problem([*keys, "quote"], "quote", "quote_not_in_material", quote=quote))
    read = [sources[key] for key in _list(entry["source"]) if key in sources]
    named = [name for source in read for name in (source.title, source.publisher)]
    named += [contacts[key].name for key in entry.get("ask", ()) if key in contacts]
    for key, values in topic_faults(entry["text"], quotes, entry.get("legal", ()), named):
        problems.append(file.problem([*keys, "text"], "text", key, **values))
    if not entry.get("settled", True) and not entry.get("ask"):
        problems.append(file.problem(keys, "ask", "nobody_to_ask"))
    if len(entry["asks"]) < MIN_ASKS:
        problems.append(file.problem([*keys, "asks"], "asks", "few_asks", least=MIN_ASKS))
    return problems


def _list(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else list(value)
