"""The words that the knowledge base itself uses, without the names of the people in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from knowledge.care import CareTable
from knowledge.store import Knowledge

_WORD = re.compile(r"[^\W_]+")


def domain_words(knowledge: Knowledge, care: CareTable, lexicons: Path) -> frozenset[str]:
    """Lower-case words of asks, programme names and lexicons; a contact's name is none of them."""
    texts = [*knowledge.asks.texts, *(programme.head.name for programme in knowledge.programmes.values())]
    texts += [topic.text for topic in care.topics.values()]
    for file in sorted(lexicons.glob("*.yml")):
        texts += _strings(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
    people = [fact.contact.name for fact in knowledge.facts.values() if fact.contact and fact.contact.name]
    return frozenset(_words(texts)) - frozenset(_words(people))


def _strings(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    items = node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ()
    return [text for item in items for text in _strings(item)]


def _words(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in _WORD.findall(text) if not word.isdecimal()}
