"""What an answered turn leaves in the conversation."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from knowledge.care.registration import registration
from knowledge.limits import LIMITS
from knowledge.understanding.carrying import goes_on_supposing, supposed_of
from knowledge.understanding.context import CARE_SLOTS, PATIENT_SLOTS, PROGRAMME_SLOTS, Context, Question
from knowledge.understanding.groups import REGISTERED
from knowledge.understanding.growing import still_turning
from knowledge.understanding.persons import PATIENT, Person
from knowledge.understanding.returning import ASIDE, meant_again, of_all, takes_back, told_anew
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE, Query

ACUTE = ("emergency", "ambulance")  # kinds of care that a restriction names only to ask for the rest
MOST_PATIENTS = LIMITS.conversation.patients
ABOUT_WHAT_WAS_SAID = ("law", "reason", "contact", "who_decides", "until_when")


def after(context: Context, turn: Turn, query: Query, answer: Answer) -> Context:
    """The context once the answer is given."""
    slots = _kept(context, turn, query)
    context = dataclasses.replace(
        context,
        turning=still_turning(turn.turning or context.turning, slots),
        supposed=_supposed(context, turn, query),
    )
    if answer.kind == "clarify" and answer.missing:
        return dataclasses.replace(
            context, slots=slots, pending=_question(turn, query, context, answer), missing=answer.missing
        )
    if answer.kind != "answer" and answer.programme is None:
        # a refusal of something foreign leaves the thread as it was, so that the next follow-up finds it
        return dataclasses.replace(context, pending=None, missing=None, failures=context.failures + 1)
    if answer.programme:
        if answer.programme != slots.get("programme"):
            # what belonged to the former topic would leak into this one
            foreign = {*PROGRAMME_SLOTS, *CARE_SLOTS} - set(turn.entities)
            if answer.programme == CARE:
                foreign = set(PROGRAMME_SLOTS)
            slots = {name: value for name, value in slots.items() if name not in foreign}
        slots["programme"] = answer.programme
    left = {name: context.slots[name] for name in (*PATIENT_SLOTS, "care_type") if name in context.slots}
    told = context.told_status | ({answer.programme} if answer.programme and answer.status else set())
    known = answer.kind == "answer"
    # that a fee is open rests on what is known of the right: that can be shown too
    told_something = known or bool(answer.facts)
    return dataclasses.replace(
        context,
        slots=slots,
        question=_question(turn, query, context, answer),
        pending=None,
        missing=None,
        # "var står det?" is asked of the last thing that was answered
        facts=answer.facts if told_something else context.facts,
        sources=answer.sources if told_something else context.sources,
        short=answer.short if told_something else context.short,
        told_status=frozenset(told),
        left={} if answer.programme == CARE else left or context.left,
        left_question=None if answer.programme == CARE else context.question if left else context.left_question,
        patients=_patients(context, turn, slots),
        failures=0 if known else context.failures + 1,
    )


def _kept(context: Context, turn: Turn, query: Query) -> dict[str, str]:
    """The slots that stay: a mere supposition about the patient ("om han vore tjugo") does not."""
    slots = dict(query.slots)
    if turn.manner.restricts and slots.get("care_type") in ACUTE:
        del slots["care_type"]  # "bara akut vård?" asks what else there is: the next one's care is not that
    if goes_on_supposing(turn, context) and turn.persons_named:
        return _without(slots, supposed_of(turn, context), context.slots)
    if not _supposes(context, turn):
        return slots
    changed = set(PATIENT_SLOTS)
    kept = {name: value for name, value in slots.items() if name not in changed}
    return {**kept, **{name: value for name, value in context.slots.items() if name in changed}}


def _without(slots: Mapping[str, str], supposed: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The slots with what holds instead of what was supposed."""
    kept = {name: value for name, value in slots.items() if supposed.get(name) != value}
    return {**kept, **{name: before[name] for name in supposed if name in before and name not in kept}}


def _supposes(context: Context, turn: Turn) -> bool:
    """Whether what a turn says of the patient holds for it alone."""
    supposes = turn.manner.supposes or goes_on_supposing(turn, context)
    return supposes and bool(context.slots) and not turn.persons_named


def _supposed(context: Context, turn: Turn, query: Query) -> dict[str, str]:
    """What the turn supposes of the patient, for those that ask on of it: "om hon vore 19? // vad kostar det då?"."""
    if not _supposes(context, turn):
        return {}
    now = {name: value for name, value in query.slots.items() if name in PATIENT_SLOTS}
    return {name: value for name, value in now.items() if context.slots.get(name) != value}


def _patients(context: Context, turn: Turn, slots: Mapping[str, str]) -> tuple[Mapping[str, str], ...]:
    """The patients spoken of, the latest last, each with the role by which a later turn may mean it.

    What is told anew of a patient takes the place of what was told before; who was spoken of and not asked about is
    remembered too.
    """
    if slots.get("programme") != CARE:
        return context.patients
    patient = {name: value for name, value in slots.items() if name in (*PATIENT_SLOTS, "care_type")}
    if not any(name in patient for name in PATIENT_SLOTS):
        return with_others(context.patients, turn, slots)
    again = meant_again(turn, context)
    # of two sisters asked about together, neither takes the other's place
    replaced = told_anew(turn, context) if _tells_of_patient(turn) and not turn.manner.of_several else None
    role = next((turn.persons[number].role for number in turn.about if not turn.persons[number].unnamed), "")
    if not role and (known := replaced if replaced is not None else again) is not None:
        role = context.patients[known].get("role", "")
    role = role or next((turn.persons[number].role for number in turn.about), "")
    before = [one for number, one in enumerate(context.patients) if number != replaced]
    if takes_back(turn) and of_all(turn) and "patient_group" in turn.entities and not turn.manner.supposes:
        before = [_of_group(one, context, slots) for one in before]
    same = [one for one in before if _is_same(one, patient, role)]
    role = role or next((one.get("role", "") for one in same), "")
    earlier = with_others([one for one in before if one not in same], turn, slots)
    return (*earlier, {**patient, "role": role})[-MOST_PATIENTS:]


def _tells_of_patient(turn: Turn) -> bool:
    return bool(turn.entities.keys() & set(PATIENT_SLOTS)) and not turn.manner.supposes


def _of_group(patient: Mapping[str, str], context: Context, slots: Mapping[str, str]) -> Mapping[str, str]:
    """A patient of the group that is taken back, as one of the group that is said instead."""
    if patient.get("patient_group") != context.slots.get("patient_group"):
        return patient
    kept = {name: value for name, value in patient.items() if name != "registration"}
    return {**kept, "patient_group": slots["patient_group"]}


def _is_same(one: Mapping[str, str], patient: Mapping[str, str], role: str) -> bool:
    """Whether nothing tells two patients apart; one told of aside is the same as soon as the role is."""
    told = {name: one.get(name) for name in PATIENT_SLOTS} == {name: patient.get(name) for name in PATIENT_SLOTS}
    its_role = one.get("role", "")
    alike = its_role == role or bool({its_role, role} & {"", PATIENT})
    return (told and alike) or (ASIDE in one and its_role == role)


def with_others(
    patients: Sequence[Mapping[str, str]], turn: Turn, slots: Mapping[str, str]
) -> tuple[Mapping[str, str], ...]:
    """The patients, and before them those whom the turn speaks of with an age or a group and does not ask about."""
    others = [one for number, one in enumerate(turn.persons) if number not in turn.about and _is_somebody(one)]
    known = {(one.get("role"), one.get("patient_age")) for one in patients}
    new = [_aside(one, slots) for one in others if (one.role, one.age) not in known]
    roles = {one["role"] for one in new}
    kept = [one for one in patients if not (ASIDE in one and one.get("role") in roles)]
    return (*new, *kept)


def _is_somebody(person: Person) -> bool:
    said = person.age_span is not None or person.group is not None or person.registration is not None
    return said and not (person.plural or person.unnamed or person.hypothetical) and person.role != PATIENT


def _aside(person: Person, slots: Mapping[str, str]) -> dict[str, str]:
    group = person.group or slots.get("patient_group")
    shared = {"registration"} if group == slots.get("patient_group") and not person.registration else set()
    if person.registration == REGISTERED and not person.group and group not in registration()[REGISTERED]:
        group = None  # "pappan är folkbokförd, mamman lever gömd": he is a resident
    own = (("patient_group", group), ("patient_age", person.age), ("registration", person.registration))
    return {
        **{name: value for name, value in slots.items() if name in shared},
        **{name: value for name, value in own if value},
        "role": person.role,
        ASIDE: "yes",
    }


def _question(turn: Turn, query: Query, context: Context, answer: Answer) -> Question:
    """The question that was answered: for a mere value, the one before it."""
    if context.pending and query.text == context.pending.text:
        return context.pending
    if query.previous and context.question:
        return context.question
    about_the_answer = turn.asked_most in ABOUT_WHAT_WAS_SAID and query.domain == CARE and not turn.entities
    if context.question and about_the_answer and context.slots.get("programme") == CARE:
        return (
            context.question
        )  # "vem har bestämt det?" is over with its answer; "och en flicka på 17?" goes on with the right
    return Question.of(turn, query.domain or answer.programme)
