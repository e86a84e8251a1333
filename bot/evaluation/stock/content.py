"""Lotsen's knowledge in the form in which stock Rasa answers questions: retrieval intents and fixed responses.

Each fact, gap and topic becomes one retrieval intent; its asks are the training sentences, its sentence the response.
Small talk and what is out of scope keep their intents, sentences and responses. Nothing of what lies between
question and fact in Lotsen is there: no entities, no dates, no conversation, no table of the right to care.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.care import CareTable
from knowledge.care.model import Topic
from knowledge.store import Knowledge
from knowledge.swedish.tense import in_tense
from knowledge.words.facts import Page

VERSION = "3.1"  # of Rasa's file format
FAQ = "faq"  # the retrieval intent that all facts stand under
REFUSED = ("out_of_scope", "nlu_fallback")  # intents that get the refusal


@dataclass(frozen=True)
class Entry:
    """One thing that the stock bot can say."""

    id: str
    text: str
    asks: Sequence[str]
    custom: Mapping[str, Any]  # as in the reply contract

    @property
    def intent(self) -> str:
        """The name of the entry's intent in the stock assistant."""
        return f"{FAQ}/{self.id.replace('.', '_')}"


def entries_of(knowledge: Knowledge, care: CareTable) -> list[Entry]:
    """Every fact, gap and topic that has asks, its sentence in the present tense."""
    asks: dict[str, list[str]] = {}
    for fact, text in zip(knowledge.asks.facts, knowledge.asks.texts, strict=True):
        asks.setdefault(fact, []).append(text)
    pages = {fact: knowledge.programmes[programme].page for fact, programme in knowledge.programme_of.items()}
    said = [(item.id, item.text, _source(pages[item.id]), "answer") for item in knowledge.facts.values()]
    said += [(item.id, item.text, _source(pages[item.id]), "no_answer") for item in knowledge.gaps.values()]
    said += [(item.id, item.text, _cited(item), "answer") for item in care.topics.values()]
    return [
        Entry(id, in_tense(text, past=False), asks[id], contract(kind, sources))
        for id, text, sources, kind in said
        if id in asks
    ]


def contract(kind: str, sources: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The ``custom`` object of the reply contract."""
    reason = "not_in_knowledge" if kind == "no_answer" else None
    cited = [dict(source) for source in sources]
    return {"kind": kind, "reason": reason, "facts": [], "status": None, "sources": cited, "contacts": []}


def _source(page: Page) -> list[dict[str, Any]]:
    updated = page.updated_on.isoformat() if page.updated_on else None
    return [{"id": page.id, "title": page.title, "publisher": page.publisher, "url": page.url, "updated": updated}]


def _cited(topic: Topic) -> list[dict[str, Any]]:
    legal = ", ".join(topic.legal) or None
    return [
        {"id": s.id, "title": s.title, "publisher": s.publisher, "url": s.url, "legal": legal} for s in topic.sources
    ]


def domain(entries: Sequence[Entry], smalltalk: Mapping[str, Any], refusal: str) -> dict[str, Any]:
    """Rasa's domain; ``smalltalk`` maps an utterance to its variants, as in the project's own domain."""
    responses: dict[str, Any] = {f"utter_{entry.intent}": [_response(entry.text, entry.custom)] for entry in entries}
    responses["utter_refusal"] = [_response(refusal, contract("no_answer"))]
    intents = [FAQ, *REFUSED, *(name.removeprefix("utter_") for name in smalltalk)]
    return {"version": VERSION, "intents": intents, "responses": {**responses, **smalltalk}}


def _response(text: str, custom: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": text, "custom": dict(custom)}


def nlu(entries: Sequence[Entry], others: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Rasa's training sentences: the asks, and those of the other intents."""
    sentences = {**{entry.intent: entry.asks for entry in entries}, **others}
    return {
        "version": VERSION,
        "nlu": [
            {"intent": intent, "examples": "".join(f"- {' '.join(text.split())}\n" for text in texts)}
            for intent, texts in sentences.items()
        ],
    }


def rules(smalltalk: Iterable[str]) -> dict[str, Any]:
    """One rule an intent."""
    pairs = {**dict.fromkeys(REFUSED, "utter_refusal"), FAQ: f"utter_{FAQ}"}
    pairs |= {name.removeprefix("utter_"): name for name in smalltalk}
    return {"version": VERSION, "rules": [{"rule": i, "steps": _step(i, a)} for i, a in pairs.items()]}


def stories() -> dict[str, Any]:
    """Short conversations as `rasa init` has them, for the policies that learn from stories."""
    told = {
        "question": (("greet", "utter_greet"), (FAQ, f"utter_{FAQ}"), ("thank", "utter_thank")),
        "two questions": ((FAQ, f"utter_{FAQ}"), (FAQ, f"utter_{FAQ}"), ("goodbye", "utter_goodbye")),
        "beside the point": (("out_of_scope", "utter_refusal"), (FAQ, f"utter_{FAQ}")),
    }
    return {
        "version": VERSION,
        "stories": [
            {"story": name, "steps": [step for pair in turns for step in _step(*pair)]} for name, turns in told.items()
        ],
    }


def _step(intent: str, action: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": action}]
