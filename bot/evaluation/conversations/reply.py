"""One bot turn as a person and a client read it, whatever the number of messages that it came in."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

# a turn that answers one thing and refuses another counts as an answer
ORDER = ("answer", "clarify", "no_answer", "smalltalk", "error")


@dataclasses.dataclass(frozen=True)
class Reply:
    """``text`` holds the words of the buttons too, all white space collapsed to single spaces."""

    text: str
    kind: str | None
    reason: str | None = None
    state: str | None = None
    since: str | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    contacts: tuple[Mapping[str, Any], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()  # title, payload
    debug: Mapping[str, Any] | None = None  # what decided it, where the assistant was asked to tell

    @classmethod
    def of(cls, messages: Sequence[Mapping[str, Any]]) -> Reply:
        """Read the messages that the channel gave for one turn."""
        customs = [m["custom"] for m in messages if isinstance(m.get("custom"), dict)]
        buttons = [(b["title"], b["payload"]) for m in messages for b in m.get("buttons") or []]
        parts = [m["text"] for m in messages if m.get("text")] + [title for title, _ in buttons]
        kind = next((kind for kind in ORDER if any(custom.get("kind") == kind for custom in customs)), None)
        main: Mapping[str, Any] = next((custom for custom in customs if custom.get("kind") == kind), {})
        status = main.get("status") or {}
        return cls(
            text=collapsed(" ".join(parts)),
            kind=kind,
            reason=main.get("reason"),
            state=status.get("state"),
            since=status.get("since"),
            facts=_all(customs, "facts"),
            sources=_all(customs, "sources"),
            contacts=_all(customs, "contacts"),
            buttons=tuple(buttons),
            debug=main.get("debug"),
        )

    def cites(self, source: str) -> bool:
        """Whether a page id or a legal basis ("2008:344") is named in the sources or in the text."""
        return source in json.dumps(self.sources, ensure_ascii=False) or source in self.text

    def gives_contact(self, value: str) -> bool:
        """Whether a name, address or number is among the contacts."""
        return any(value in (contact.get(field) or "") for contact in self.contacts for field in contact)


def collapsed(text: str) -> str:
    """Text with every run of white space, no-break spaces included, as one space."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def _all(customs: Sequence[Mapping[str, Any]], field: str) -> tuple[Any, ...]:
    return tuple(item for custom in customs for item in custom.get(field) or ())
