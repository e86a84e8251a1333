"""Questions about the whole, answered from every programme's state on the day: what is open, what has closed, how one
applies, what there is, what the answers rest on.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from knowledge.care import CareTable
from knowledge.saying.addresses import answer_address
from knowledge.saying.joining import source_mark
from knowledge.saying.page import OVER, contacts, page_source, say, sources_of, speaks_of_past, status_contract
from knowledge.saying.status import Status, status_on
from knowledge.saying.wording import source_line, status_sentence
from knowledge.store import Knowledge, StoredProgramme
from knowledge.swedish.dates import say_date
from knowledge.texts import load, text
from knowledge.words.answer import Answer
from knowledge.words.programmes import Overview
from knowledge.words.query import CARE, Query

FILE: Final = "answers"
GRANT: Final = "grant"
ORDER: Final = {"open": 0, "upcoming": 1, "closed": 2, "ended": 3}  # what can be applied for comes first
OWN_KINDS: Final = ("vgr", "agency", "law")  # kinds of source that are named; the others are counted


@dataclasses.dataclass(frozen=True)
class Stand:
    """A programme with a timeline and its state on the day."""

    programme: StoredProgramme
    status: Status

    @property
    def over(self) -> bool:
        """Whether nothing can be applied for any more."""
        return self.status.state in OVER


def answer_overview(
    knowledge: Knowledge, care: CareTable, overview: Overview, today: datetime.date, score: float
) -> Answer:
    """Compose what the overview shows on the day ``today``."""
    stands = grants_on(knowledge, today)
    say_it = {
        "open": _open,
        "closed": _closed,
        "how_to_apply": _how_to_apply,
        "programmes": _programmes,
    }
    if overview.shows == "pages":
        answer = _pages(knowledge, care, score)
    else:
        answer = say_it[overview.shows](knowledge, stands, today)
    return dataclasses.replace(answer, score=score, page=answer_address([overview.id]))


def grants_on(knowledge: Knowledge, today: datetime.date) -> list[Stand]:
    """All grants with their state, what is open first and what was over last at the end."""
    found = []
    for programme in knowledge.programmes.values():
        status = status_on(programme.events, today) if programme.head.kind == GRANT else None
        if status is not None:
            found.append(Stand(programme, status))
    newest_first = sorted(found, key=lambda one: one.status.since or datetime.date.min, reverse=True)
    return sorted(newest_first, key=lambda one: ORDER[one.status.state])


def meant_now(knowledge: Knowledge, query: Query, today: datetime.date) -> tuple[str, ...]:
    """The grants that a bare "utlysningen" or "bidraget" means on the day: those that are open, if another is not.

    () where the words do not say "a grant" of today, where the conversation has a programme, or where none is open.
    """
    hint = query.said.get("programme_hint")
    head = knowledge.programmes[hint].head if hint in knowledge.programmes else None
    if head is None or head.kind != GRANT or query.programme or speaks_of_past(query.text):
        return ()
    return tuple(one.programme.head.id for one in grants_on(knowledge, today) if one.status.state == "open")


def speaks_of_whole(query: Query) -> bool:
    """Whether its words are of grants in general ("några öppna utlysningar?") and name none."""
    return "programme" not in query.said and bool(re.search(load("names")["whole"], query.text.lower()))


def asks_what_is_open(query: Query) -> bool:
    """Whether any grant is asked for that can be applied for, whatever for: "går nåt bidrag att söka för kurser?".

    In a conversation about one programme only where its words are of today; never where the past is spoken of.
    """
    of_patient = query.domain == CARE  # "får hon nåt stöd när hon söker vård?"
    if of_patient or query.said.keys() & {"programme", "patient_group", "care_type"} or speaks_of_past(query.text):
        return False
    names, low = load("names"), query.text.lower()
    grant = rf"\b{names['indefinite']}{names['money']}\b"
    asked = re.search(rf"{grant}[^.?!]*\b{names['applying']}\b|\b{names['applying']}\b[^.?!]*{grant}", low)
    return bool(asked) and (query.programme in (None, CARE) or bool(re.search(names["today"], low)))


def of_no_one_grant(query: Query) -> Query:
    """The query without what "utlysning" would hint at, where its words are of all grants."""
    if query.programme or "programme_hint" not in query.said or not speaks_of_whole(query):
        return query
    said = {name: value for name, value in query.said.items() if name != "programme_hint"}
    return dataclasses.replace(query, said=said)


def _open(knowledge: Knowledge, stands: Sequence[Stand], today: datetime.date) -> Answer:
    running = [one.programme.head.name for one in stands if one.status.state == "open"]
    lead = text(FILE, "whole", "open", names=_listed(running)) if running else text(FILE, "whole", "none_open")
    return _composed(knowledge, stands, lead, _states(stands, today), today, "status")


def _closed(knowledge: Knowledge, stands: Sequence[Stand], today: datetime.date) -> Answer:
    over = [one for one in stands if one.over]
    key = "none_closed" if not over else "all_closed" if len(over) == len(stands) else "closed"
    return _composed(knowledge, over or stands, text(FILE, "whole", key), _states(over, today), today, "status")


def _how_to_apply(knowledge: Knowledge, stands: Sequence[Stand], today: datetime.date) -> Answer:
    running = [one.programme.head.name for one in stands if one.status.state == "open"]
    lead = text(FILE, "whole", "open", names=_listed(running)) if running else text(FILE, "whole", "none_open")
    lines, used = [], []
    for one in stands:
        ways = [
            fact
            for fact in knowledge.facts.values()
            if knowledge.programme_of[fact.id] == one.programme.head.id and fact.question[0] == "how_to_apply"
        ][:1]
        used += [fact.id for fact in ways]
        lines.append(
            " ".join([status_sentence(one.programme, one.status, today), *(say(f, one.status, today) for f in ways)])
        )
    return _composed(knowledge, stands, lead, lines, today, "how_to_apply", used)


def _programmes(knowledge: Knowledge, stands: Sequence[Stand], today: datetime.date) -> Answer:
    kinds = load(FILE)["whole"]["kinds"]
    lines = []
    for kind, sentence in kinds.items():
        names = [one.head.name for one in knowledge.programmes.values() if one.head.kind == kind]
        if names:
            lines.append(sentence.format(names=_listed(names)))
    lines.append(text(FILE, "whole", "care"))
    return _composed(
        knowledge, stands, text(FILE, "whole", "known"), [*lines, *_states(stands, today)], today, "definition"
    )


def _pages(knowledge: Knowledge, care: CareTable, score: float) -> Answer:
    named = {programme.page.id: programme.page for programme in knowledge.programmes.values()}
    pages = [
        text(FILE, "whole", "dated_page", title=page.title, publisher=page.publisher, updated=say_date(page.updated_on))
        if page.updated_on
        else text(FILE, "whole", "undated_page", title=page.title, publisher=page.publisher)
        for page in named.values()
    ]
    publishers = list(dict.fromkeys(one.publisher for one in care.sources.values() if one.kind in OWN_KINDS))
    about_care = text(FILE, "whole", "care_sources", count=len(care.sources), publishers=_listed(publishers))
    said = [text(FILE, "whole", "pages", count=len(pages)), *pages, *([about_care] if care.sources else [])]
    return Answer(
        "answer",
        "\n".join(said),
        sources=tuple(page_source(page) for page in named.values()),
        question_type="definition",
        score=score,
        short=said[0],
    )


def _states(stands: Sequence[Stand], today: datetime.date) -> list[str]:
    return [status_sentence(one.programme, one.status, today) for one in stands]


def _composed(
    knowledge: Knowledge,
    stands: Sequence[Stand],
    lead: str,
    lines: Sequence[str],
    today: datetime.date,
    question_type: str,
    used: Sequence[str] = (),
) -> Answer:
    facts = [*(fact for one in stands for fact in one.status.facts if fact in knowledge.facts), *used]
    cited: list[Mapping[str, Any]] = []
    for one in stands:
        mine = [fact for fact in dict.fromkeys(facts) if knowledge.programme_of[fact] == one.programme.head.id]
        cited += sources_of(knowledge, one.programme.page, mine)
    people = [fact for one in stands for fact in knowledge.contacts_of(one.programme.head.id)]
    return Answer(
        "answer",
        "\n".join([lead, *lines, *_source_line(stands, today, question_type)]),
        facts=tuple(dict.fromkeys(facts)),
        # one label for all of them: what is open decides, since it is what can still be done
        status=status_contract(stands[0].status) if stands else None,
        sources=tuple(cited),
        contacts=tuple(contacts(people)),
        question_type=question_type,
        short=lead,
    )


def _source_line(stands: Sequence[Stand], today: datetime.date, question_type: str) -> list[str]:
    """One line for all pages, as surfaces expect it: "Källa: A, …; B, …."."""
    each = [source_line(one.programme.page, today, (question_type,)).rstrip(".") for one in stands]
    bare = [line.removeprefix(source_mark()).strip() for line in each]
    return [f"{source_mark()} {'; '.join(bare)}."] if bare else []


def _listed(names: Sequence[str]) -> str:
    return text(FILE, "whole", "and").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
