"""What came against what was expected, field by field. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.evaluation.conversations.model import NO_STATUS, Expectation
from bot.evaluation.conversations.reply import Reply
from knowledge.texts import text


class Difference(NamedTuple):
    """One field that is not as expected, both sides in words."""

    field: str
    expected: str
    came: str


def differences(expected: Expectation, reply: Reply) -> list[Difference]:
    """All fields of the reply that are not as expected."""
    return [*_outcome(expected, reply), *_contract(expected, reply), *_words(expected, reply)]


def mark(expected: Expectation, reply: Reply) -> str:
    """``correct``; ``abstained``: not right but no answer; ``wrong``: harmful; ``error``: no reply or no kind."""
    if reply.kind in (None, "error"):
        return "correct" if expected.kind == ["error"] else "error"
    found = differences(expected, reply)
    if not found:
        return "correct"
    forbidden = any(difference.field == "must_not" for difference in found)
    return "wrong" if forbidden or reply.kind == "answer" else "abstained"


def _outcome(expected: Expectation, reply: Reply) -> Iterator[Difference]:
    if expected.kind is not None and reply.kind not in expected.kind:
        yield Difference("kind", "/".join(expected.kind), _said(reply.kind))
    if expected.reason is not None and reply.reason != expected.reason:
        yield Difference("reason", expected.reason, _said(reply.reason))
    state = reply.state or NO_STATUS
    if expected.status is not None and state != expected.status:
        yield Difference("status", expected.status, state)
    if expected.since is not None and reply.since != expected.since:
        yield Difference("since", expected.since, _said(reply.since))


def _contract(expected: Expectation, reply: Reply) -> Iterator[Difference]:
    facts = ", ".join(reply.facts) or _said(None)
    for fact in expected.facts or ():
        if fact not in reply.facts:
            yield Difference("facts", fact, facts)
    for fact in expected.not_facts or ():
        if fact in reply.facts:
            yield Difference("not_facts", f"≠ {fact}", facts)
    # as in the scorer: only an answer has to name its source
    wanted = expected.sources if reply.kind == "answer" else None
    if wanted and not any(reply.cites(source) for source in wanted):
        came = ", ".join(str(source.get("legal") or source.get("id")) for source in reply.sources)
        yield Difference("sources", text("conversations", "report", "any_of", items=", ".join(wanted)), _said(came))
    for contact in expected.contacts or ():
        if not reply.gives_contact(contact):
            given = ", ".join(str(one.get("email") or one.get("name")) for one in reply.contacts)
            yield Difference("contacts", contact, _said(given))


def _words(expected: Expectation, reply: Reply) -> Iterator[Difference]:
    for pattern in expected.must or ():
        if not _search(pattern, reply.text):
            yield Difference("must", text("conversations", "report", "pattern", pattern=pattern), _said(None))
    for pattern in expected.must_not or ():
        if match := _search(pattern, reply.text):
            yield Difference("must_not", text("conversations", "report", "not_pattern", pattern=pattern), match.group())
    for pattern in expected.buttons or ():
        if not any(_search(pattern, title) for title, _ in reply.buttons):
            came = ", ".join(title for title, _ in reply.buttons)
            yield Difference("buttons", text("conversations", "report", "pattern", pattern=pattern), _said(came))


def _search(pattern: str, words: str) -> re.Match[str] | None:
    return re.search(pattern, words, re.IGNORECASE)


def _said(value: str | None) -> str:
    return value or text("conversations", "report", "nothing")
