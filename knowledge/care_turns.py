"""Decide whether a question is about the right to care, and answer it from the table or a topic."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from knowledge.care import CareAnswer, CareQuery, CareTable, answer_care, answer_topic
from knowledge.gates import Gates
from knowledge.query import CARE, Answer, Button, Query
from knowledge.ranking import Ranked
from knowledge.texts import load
from knowledge.tracing import at_least, below, note
from knowledge.vocabulary import CARE_QUESTIONS, PAGE_QUESTIONS

OF_RIGHTS = ("care_right", "fee", "care_definition")  # types that the table may answer
REGISTRATION = Path(__file__).parent / "facts" / "care" / "registration.yml"


def is_about_care(query: Query, best_is_topic: bool, gates: Gates) -> bool:
    """Weigh the question types, what is named, and what the conversation is about."""
    if query.said.get("programme"):
        return False
    types = query.question_types
    weights = {
        "care question types": sum(types.get(t, 0.0) for t in CARE_QUESTIONS),
        "page question types": -sum(types.get(t, 0.0) for t in PAGE_QUESTIONS),
    }
    if query.said.get("patient_group"):
        weights["care_group_said"] = gates.care_group_said
    if query.said.get("care_type") or query.said.get("patient_age"):
        weights["care_word_said"] = gates.care_word_said
    if query.programme:
        weights["care_in_context"] = gates.care_in_context if query.programme == CARE else -gates.care_in_context
    if best_is_topic:
        weights["care_topic_best"] = gates.care_topic_best
    weight = sum(weights.values())
    note("about_care", decided=weight > 0, weight=weight, weights=weights)
    return weight > 0


def answer_about_care(
    table: CareTable, query: Query, topics: Sequence[Ranked], gates: Gates, today: datetime.date
) -> Answer | None:
    """Answer from the table or from a topic; None when neither fits."""
    aspect = _aspect(query, gates)
    group = group_of(query.slots)
    if spoken := _spoken_topic(table, query, topics, aspect, gates):
        note("care", decided="topic about the kind of care", topic=spoken.fact, aspect=aspect, group=group)
        return _reply(
            answer_topic(table, spoken.fact, today), query, table.topics[spoken.fact].question[0], spoken.score
        )
    best = _fitting_topic(table, query, topics, aspect, gates)
    if best and _is_foreign(query) and _no_near_topic(best, gates):
        best = None
    if aspect is None and (_asks_what_care(query) or (_is_unsure(query, gates) and _no_near_topic(best, gates))):
        aspect = "right"  # "tysk turist med EU-kort, brutet finger?" asks what holds for the patient
    care = query.slots.get("care_type")
    table_fits = (group is not None or care is not None or aspect == "fee") and (aspect is not None or query.elliptical)
    rival = "topic_over_table" if care in query.said.values() else "topic_over_overview"
    if best and not (
        table_fits
        and (
            _goes_on(query, gates)
            or _beside(table, query, best, aspect, gates)
            or below(rival, best.likeness, getattr(gates, rival), best.fact)
        )
    ):
        note("care", decided="topic", topic=best.fact, aspect=aspect, group=group)
        return _reply(answer_topic(table, best.fact, today), query, table.topics[best.fact].question[0], best.score)
    if not table_fits:
        note("care", decided="neither table nor topic fits", aspect=aspect, group=group)
        return None
    note("care", decided="table", aspect=aspect, group=group, kind_of_care=care, age=query.slots.get("patient_age"))
    reply = answer_care(table, _care_query(query, aspect or "right"), today)
    return _reply(reply, query, "fee" if aspect == "fee" else "care_right", best.score if best else None)


def _goes_on(query: Query, gates: Gates) -> bool:
    """A mere value behind a question that the table answered: "och barn?", "och tandvård då?"."""
    likeliest = _likeliest(query)
    another = likeliest not in OF_RIGHTS and query.question_types.get(likeliest, 0.0) >= gates.type_unsure
    return query.elliptical and not another


def _beside(table: CareTable, query: Query, best: Ranked, aspect: str | None, gates: Gates) -> bool:
    """The patient is named, and the topic is first of all about something that is not asked: the table answers."""
    main = table.topics[best.fact].question[0]
    wanted = "fee" if aspect == "fee" else "care_right"
    asked = main == wanted or query.question_types.get(main, 0.0) >= gates.topic_type
    return "patient_group" in query.said and not asked


def _likeliest(query: Query) -> str:
    return max(query.question_types, key=lambda name: query.question_types[name], default="care_right")


def _no_near_topic(best: Ranked | None, gates: Gates) -> bool:
    return best is None or below("topic_for_group", best.likeness, gates.topic_for_group, best.fact)


def _asks_what_care(query: Query) -> bool:
    """A named patient and "vilken vård": whatever the type seems to be, the table's overview is near."""
    of_rights = max(query.question_types, key=lambda name: query.question_types[name], default="") in OF_RIGHTS
    return "patient_group" in query.said and query.said.get("care_type") == "all_care" and of_rights


def _is_foreign(query: Query) -> bool:
    """Likelier about something else than any type of question: "vad får en asylsökande i dagersättning?"."""
    return query.out_of_scope > max(query.question_types.values(), default=0.0)


def _is_unsure(query: Query, gates: Gates) -> bool:
    """A named patient, and no type of question that stands out, nor that it is about something else."""
    strongest = max(query.question_types.values(), default=0.0)
    return "patient_group" in query.said and query.out_of_scope <= strongest < gates.type_unsure


def _fitting_topic(
    table: CareTable, query: Query, topics: Sequence[Ranked], aspect: str | None, gates: Gates
) -> Ranked | None:
    """The best topic that is near enough and of a type that the question may have."""
    name = "topic_in_context" if query.programme == CARE else "topic"
    for item in topics:
        if below(name, item.score, getattr(gates, name), item.fact):
            return None
        types = table.topics[item.fact].question
        rival = query.question_types.get("fee" if aspect == "fee" else "care_right", 0.0) / 2 if aspect else 0.0
        likely = max(query.question_types.get(t, 0.0) for t in types) >= max(gates.topic_type, rival)
        if likely or (aspect is None) or at_least("sure", item.likeness, gates.sure, item.fact):
            return item
    return None


def _spoken_topic(
    table: CareTable, query: Query, topics: Sequence[Ranked], aspect: str | None, gates: Gates
) -> Ranked | None:
    """A topic about the very kind of care that the message names, when it says more than the table's cell."""
    wanted = "fee" if aspect == "fee" else "care_right"
    for item in topics:
        topic = table.topics[item.fact]
        main = topic.question[0]
        if main != wanted and query.question_types.get(main, 0.0) < query.question_types.get(wanted, 0.0):
            continue  # "tandvård för asylsökande?" does not ask who decides
        if topic.when.get("care_type") == query.said.get("care_type") is not None and wanted in topic.question:
            name = "topic_spoken_named" if "patient_group" in query.said else "topic_spoken"
            return item if at_least(name, item.likeness, getattr(gates, name), item.fact) else None
    return None


def group_of(slots: Mapping[str, str]) -> str | None:
    """The patient group, made particular by whether the patient is registered."""
    group = slots.get("patient_group")
    return registration().get(slots.get("registration", ""), {}).get(group or "", group)


@functools.lru_cache(maxsize=1)
def registration() -> dict[str, dict[str, str]]:
    """What being registered or not makes of a group, as the editors' file says."""
    return YAML(typ="safe").load(REGISTRATION.read_text(encoding="utf-8"))


def _aspect(query: Query, gates: Gates) -> str | None:
    """What is asked of the table: "right" or "fee"; None when the question is of another type."""
    types = query.question_types
    right = types.get("care_right", 0.0)
    fee = types.get("fee", 0.0)
    # "vad kostar det" asked of a patient is a fee, whatever it is called
    likeliest = max(types, key=lambda name: types[name], default="fee")
    other = likeliest not in OF_RIGHTS and types.get(likeliest, 0.0) >= gates.other_than_fee
    if not other and set(re.findall(r"[\w]+", query.text.lower())) & set(load("tenses")["fee_words"]):
        return "fee"
    strongest = max(types.values(), default=0.0)
    if max(right, fee) < max(0.5 * strongest, 0.0 if query.elliptical else gates.topic_type):
        return None
    return "fee" if fee > right else "right"


def _care_query(query: Query, aspect: str) -> CareQuery:
    age = query.slots.get("patient_age")
    years = int(age) if age and age.isdigit() else None
    return CareQuery(
        group=group_of(query.slots),
        age_years=years,
        age_class=age if age and years is None else None,
        care=query.slots.get("care_type"),
        aspect=aspect,
        referral=_referral(query.text),
        text=query.text,
    )


def _referral(text: str) -> bool | None:
    words = load("tenses")["referral"]
    low = text.lower()
    if any(re.search(pattern, low) for pattern in words["without"]):
        return False
    return True if any(re.search(pattern, low) for pattern in words["with"]) else None


def _reply(reply: CareAnswer, query: Query, question_type: str, score: float | None) -> Answer:
    text = reply.text if is_yes_no(query.text) else _without_yes(reply.text)
    return Answer(
        kind=reply.kind,
        reason=reply.reason,
        text=text,
        facts=reply.facts,
        sources=reply.sources,
        contacts=reply.contacts,
        figures=reply.figures,
        buttons=tuple(Button(title, payload) for title, payload in reply.buttons),
        programme=CARE,
        question_type=question_type,
        missing=reply.missing,
        score=score,
        short=re.split(r"(?<=[.!?])\s", text)[0],
    )


def is_yes_no(question: str) -> bool:
    """True when "ja" or "nej" would answer the question: it asks with a verb and offers no alternatives."""
    forms = load("tenses")
    words = re.findall(r"\w+", question.lower())
    return not set(words) & set(forms["open_question"])


def _without_yes(text: str) -> str:
    """The sentence without its "Ja:", where the question was an open one."""
    head, mark, rest = text.partition(": ")
    return rest[:1].upper() + rest[1:] if mark and head == load("tenses")["yes"] else text
