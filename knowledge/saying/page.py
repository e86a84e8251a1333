"""Put an answer together: status first where it matters, the facts, the source and its date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.limits import LIMITS
from knowledge.saying.addresses import answer_address
from knowledge.saying.figures import figures
from knowledge.saying.status import Status, status_on
from knowledge.saying.validity import in_force, validity_sentence
from knowledge.saying.wording import source_line, status_sentence
from knowledge.store import Knowledge, StoredProgramme
from knowledge.swedish.dates import say_date
from knowledge.swedish.mentions import find
from knowledge.swedish.stems import analyse
from knowledge.swedish.tense import in_tense
from knowledge.texts import load, text
from knowledge.words.answer import Answer, Source
from knowledge.words.facts import Fact, Gap, Page
from knowledge.words.query import Query

FILE = "answers"
OVER = ("closed", "ended")
FULL_NAME = re.compile(r"[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)+")


def compose(knowledge: Knowledge, facts: Sequence[str], query: Query, today: datetime.date, score: float) -> Answer:
    """Compose the answer from facts of one programme, the best first."""
    chosen = in_force([knowledge.facts[fact] for fact in facts], knowledge.facts.values(), today)
    programme = knowledge.programmes[knowledge.programme_of[facts[0]]]
    status = status_on(programme.events, today)
    lead = status_lead(knowledge, programme.head.id, chosen[0], query, today)
    told = [knowledge.facts[fact] for fact in status.facts if fact in knowledge.facts] if lead and status else []
    notes = contradictions(knowledge, chosen, status) if lead else []
    sentences = without_repeats([say(fact, status, today) for fact in chosen])
    doubt = unverified_sentence([*chosen, *told, *notes])
    people = contacts(chosen)
    lacking = no_phone(query.text, chosen[0], people)
    used = {fact.id for fact in [*chosen, *told, *notes]}
    ids = [fact.id for fact in chosen]
    source = source_line(programme.page, today, chosen[0].question[:1])
    return Answer(
        kind="answer",
        text=_lines([doubt, lead, *sentences, lacking, *(say(note, status, today) for note in notes), source]),
        facts=tuple(ids),
        status=status_contract(status),
        sources=tuple(sources_of(knowledge, programme.page, [fact for fact in knowledge.facts if fact in used], ids)),
        contacts=tuple(people),
        figures=figures(chosen, programme.events),
        page=answer_address(facts),
        programme=programme.head.id,
        question_type=chosen[0].question[0],
        score=score,
        short=" ".join(part for part in (doubt, lead, *sentences[:1]) if part),
    )


def no_phone(question: str, fact: Fact, people: Sequence[Mapping[str, Any]]) -> str | None:
    """That the page gives no number, when one is asked for and the contacts that answer have none."""
    asked = set(re.findall(r"\w+", question.lower())) & set(load("questions")["phone_words"])
    if not asked or "contact" not in fact.question or any(person.get("phone") for person in people):
        return None
    return None if find(fact.text).phones or not people else text(FILE, "no_phone")


def contradictions(knowledge: Knowledge, chosen: Sequence[Fact], status: Status | None) -> list[Fact]:
    """Where the page still invites to what is over: said along when the state or the way to apply is asked for."""
    asked = set(chosen[0].question[:1]) & {"status", "how_to_apply"}
    if not asked or status is None or status.state not in OVER:
        return []
    programme, said = knowledge.programme_of[chosen[0].id], {fact.id for fact in chosen}
    return [
        fact
        for fact in knowledge.facts.values()
        if fact.type == "contradiction" and knowledge.programme_of[fact.id] == programme and fact.id not in said
    ]


def unverified_sentence(facts: Sequence[Fact]) -> str | None:
    """What is said first when a fact has lost its quotation, with what its page says now; None when none has."""
    marks = [fact.unverified for fact in facts if fact.unverified]
    if not marks:
        return None
    lines = dict.fromkeys(text(FILE, "unverified_now", now=mark.now) for mark in marks if mark.now)
    return " ".join([text(FILE, "unverified", since=say_date(min(mark.since for mark in marks))), *lines])


def without_repeats(texts: Sequence[str]) -> list[str]:
    """Leave out a text that says little beyond what stands before it; one that says all of it and more takes its place.

    The first always stays, or what says more than it.
    """
    kept: list[str] = []
    for words in texts:
        fuller = next((at for at, said in enumerate(kept) if says_all(words, said)), None)
        if fuller is not None:
            kept = [
                words if at == fuller else said
                for at, said in enumerate(kept)
                if at == fuller or not says_all(words, said)
            ]
            continue
        before = " ".join(kept)
        fresh = set(analyse(words))
        new_words = len(fresh - set(analyse(before))) > LIMITS.replies.new_words * len(fresh)
        if not kept or new_words or _figures(words) - _figures(before):
            kept.append(words)
    return kept


def says_all(fuller: str, said: str) -> bool:
    """Whether a text has every word and figure of another, and words of its own."""
    ours, theirs = set(analyse(said)), set(analyse(fuller))
    return bool(ours) and ours < theirs and _figures(said) <= _figures(fuller)


def _figures(words: str) -> set[object]:
    """What a text names that words alike cannot stand for: numbers, dates, addresses, people."""
    said = find(words)
    return {*said.numbers, *said.dates, *said.addresses, *said.phones, *FULL_NAME.findall(words)}


def say(fact: Fact, status: Status | None, today: datetime.date) -> str:
    """The fact's text in the tense of the day: its own date decides, else the programme's state.

    A fact outside its validity is introduced with that.
    """
    passes = (fact.value.passes_on if fact.value else None) or fact.last_valid
    past = today > passes if passes else bool(status and status.state in OVER)
    words = in_tense(fact.text, past=past)
    bound = validity_sentence(fact, today)
    return f"{bound} {words}" if bound else words


def status_lead(knowledge: Knowledge, programme_id: str, fact: Fact, query: Query, today: datetime.date) -> str | None:
    """The sentence about the state, where leaving it out would let a closed thing look open.

    A grant that is not open is always introduced with that once a
    conversation, and again whenever the question speaks in the present tense.
    """
    programme = knowledge.programmes[programme_id]
    status = status_on(programme.events, today)
    if status is None:
        return None
    asked = "status" in fact.question
    if programme.head.kind != "grant":
        return status_sentence(programme, status, today) if asked else None
    if status.state == "open":
        return status_sentence(programme, status, today) if asked else None
    if asked or programme_id not in query.told_status or speaks_of_now(query.text):
        return status_sentence(programme, status, today)
    return None


def speaks_of_past(question: str) -> bool:
    """True when the question has a form of the past: what was open then may not be what is open now."""
    return bool(set(re.findall(r"\w+", question.lower())) & set(load("tenses")["past"]))


def speaks_of_now(question: str) -> bool:
    """True when the question is in the present tense, so that an answer about the past would mislead."""
    forms = load("tenses")
    words = set(re.findall(r"\w+", question.lower()))
    return bool(words & set(forms["present"])) and not words & set(forms["past"])


def status_contract(status: Status | None) -> dict[str, str | None] | None:
    """The ``status`` object of the reply contract."""
    if status is None:
        return None
    return {"state": status.state, "since": status.since.isoformat() if status.since else None}


def compose_gap(knowledge: Knowledge, gap: Gap, today: datetime.date, score: float) -> Answer:
    """Say what the page does not give, and whom to ask."""
    programme = knowledge.programmes[knowledge.programme_of[gap.id]]
    status = status_on(programme.events, today)
    over = status_sentence(programme, status, today) if status and status.state in OVER else None
    people = contacts(knowledge.contacts_of(programme.head.id))
    source = source_line(programme.page, today, gap.question[:1])
    return Answer(
        kind="no_answer",
        reason="not_in_knowledge",
        text=_lines([gap.text, over, whom_to_ask(people, programme.page), source]),
        facts=(),
        status=status_contract(status),
        sources=tuple(_sources_of_gap(knowledge, programme, status if over else None)),
        contacts=tuple(people),
        page=answer_address([gap.id]),
        programme=programme.head.id,
        question_type=gap.question[0],
        score=score,
        short=gap.text,
    )


def _sources_of_gap(knowledge: Knowledge, programme: StoredProgramme, status: Status | None) -> list[dict[str, Any]]:
    """What the state and the contacts rest on; the page itself where neither is said, since a gap has no words."""
    told = [fact for fact in (status.facts if status else ()) if fact in knowledge.facts]
    told += [fact.id for fact in knowledge.contacts_of(programme.head.id)]
    return sources_of(knowledge, programme.page, told, ()) or [page_source(programme.page, "")]


def compose_refusal(knowledge: Knowledge, query: Query, score: float | None) -> Answer:
    """Refuse: what is asked is not in the knowledge base, or is about something else."""
    named = query.said.get("programme")
    if named in knowledge.programmes and query.out_of_scope < LIMITS.reading.foreign:
        programme = knowledge.programmes[named]
        people = contacts(knowledge.contacts_of(named))
        lines = [text(FILE, "no_answer", "not_in_knowledge"), whom_to_ask(people, programme.page)]
        return Answer(
            "no_answer",
            _lines(lines),
            reason="not_in_knowledge",
            sources=tuple(_sources_of_gap(knowledge, programme, None)) if people else (),
            contacts=tuple(people),
            programme=named,
            score=score,
        )
    return Answer("no_answer", text(FILE, "no_answer", "out_of_scope"), reason="out_of_scope", score=score)


def whom_to_ask(people: Sequence[Mapping[str, Any]], page: Page) -> str:
    """ "Fråga Anna Ylmén (Regionutvecklare), …", or that the page names nobody who can be reached."""
    reachable = [person for person in people if person.get("email") or person.get("phone")]
    named = reachable or people
    if not named:
        return text(FILE, "no_answer", "no_contact", publisher=page.publisher)
    described = []
    for person in named[: LIMITS.replies.contacts]:
        details = [person[key] for key in ("role", "email", "phone") if person.get(key)]
        name = person.get("name") or details.pop(0)
        described.append(f"{name} ({', '.join(details)})" if details else str(name))
    return text(FILE, "no_answer", "ask_contact", contact=load(FILE)["or"].join(described))


def contacts(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """The people of some facts, each once, with what any of the facts gives of them."""
    people: dict[str, dict[str, Any]] = {}
    for fact in facts:
        if fact.contact:
            given = fact.contact.dict()
            key = given["name"] or given["email"]
            known = people.setdefault(key, given)
            people[key] = {field: known[field] or given[field] for field in known}
    return list(people.values())


def sources_of(
    knowledge: Knowledge, page: Page, used: Sequence[str], facts: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The page once for each distinct quotation of the facts, ``facts`` first."""
    ordered = [*facts, *(fact for fact in used if fact not in facts)]
    quotes = _distinct([quote for fact in ordered for quote in knowledge.facts[fact].quote])
    return [page_source(page, quote) for quote in quotes]


def page_source(page: Page, quote: str = "") -> dict[str, Any]:
    """A page as a source of the reply contract; no quotation where only the page itself is meant."""
    updated = page.updated_on.isoformat() if page.updated_on else None
    return Source(page.id, page.title, page.publisher, page.url, updated, quote).as_reply()


def _distinct(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _lines(parts: Sequence[str | None]) -> str:
    return "\n".join(part for part in parts if part)
