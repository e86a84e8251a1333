"""Join the answers to several questions of one message into one reply."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from knowledge.saying.addresses import shared_address
from knowledge.saying.page import says_all
from knowledge.texts import load
from knowledge.words.answer import Answer


def join(answers: Sequence[Answer]) -> Answer:
    """One reply: what each answer says, once, in order, and then the sources of all."""
    given = [answer for answer in answers if answer.kind == "answer"]
    lines = [line for answer in answers for line in answer.text.split("\n") if line]
    said = list(dict.fromkeys(lines))
    mark = source_mark()
    body = _without_contained([line for line in said if not line.startswith(mark)])
    sources = [line for line in said if line.startswith(mark)]
    last = given[-1]
    return dataclasses.replace(
        last,
        text="\n".join([*body, *sources]),
        facts=tuple(dict.fromkeys(fact for answer in given for fact in answer.facts)),
        status=_shared(given),
        statuses=_named(given),
        sources=distinct(source for answer in answers for source in answer.sources),
        contacts=distinct(contact for answer in answers for contact in answer.contacts),
        figures=distinct(figure for answer in answers for figure in answer.figures),
        page=_page(answers),
        short=" ".join(dict.fromkeys(answer.short for answer in given if answer.short)),
        # it answers no one question: each of them can be put back by itself
        question="",
        near=tuple(dict.fromkeys(answer.question for answer in given if answer.question)),
    )


def _page(answers: Sequence[Answer]) -> str:
    """The page that shows all of them; "" where one of them has none, or they stand on several."""
    addresses = [answer.page for answer in answers if answer.page or answer.kind == "answer"]
    return shared_address(addresses) if all(addresses) else ""


def _shared(given: Sequence[Answer]) -> dict[str, str | None] | None:
    """The status that holds for all programmes that have one; None where they differ: no one label is true of all."""
    told = [answer.status for answer in given if answer.status]
    return told[0] if told and all(status == told[0] for status in told) else None


def _named(given: Sequence[Answer]) -> tuple[Mapping[str, str | None], ...]:
    """Each programme's status with its name, where the reply is about more than one programme."""
    if len({answer.programme for answer in given}) < 2:
        return ()
    names = load("answers")["choices"]
    return distinct(
        {"programme": answer.programme, "name": names.get(answer.programme, ""), **answer.status}
        for answer in given
        if answer.status
    )


def _without_contained(lines: Sequence[str]) -> list[str]:
    """The lines less those of which another one says every word and figure: "gäller från 1 januari 2023"."""
    return [line for line in lines if not any(says_all(other, line) for other in lines if other != line)]


def source_mark() -> str:
    """What a line that names the source begins with."""
    return str(load("answers")["source"]["dated"]).split("{", 1)[0].strip()


def distinct(items: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The items in order, each once."""
    kept: list[Mapping[str, Any]] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(kept)
