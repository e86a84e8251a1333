"""A message that asks more than one thing, or one thing of several patients, gets an answer to each."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence

from knowledge.answering.answerer import Answerer
from knowledge.answering.asked import IN_CASE
from knowledge.answering.each import (
    Asked,
    leans_on_what_is_not_ours,
    of_substance,
    refuses_openly,
    says_more,
    side_by_side,
)
from knowledge.care.ages import ADULT, CHILD, class_of
from knowledge.limits import LIMITS
from knowledge.saying.joining import join
from knowledge.swedish.stems import analyse
from knowledge.texts import load
from knowledge.understanding.carrying import names_a_grant
from knowledge.understanding.context import PATIENT_SLOTS, Context, Question
from knowledge.understanding.following import read_query, with_background
from knowledge.understanding.persons import PATIENT, Person, is_child_age
from knowledge.understanding.remembering import after, with_others
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE, Query
from knowledge.words.vocabulary import TYPES_OF

FEWEST = 2  # what "several" begins with
# what asks for the right of each where the rules differ
OF_RIGHTS = ("care_right", "law", "group_status", "care_definition")
CLEAR = LIMITS.following.clear
MOST = LIMITS.replies.together


def answer_several(
    answerer: Answerer, turn: Turn, context: Context, today: datetime.date
) -> tuple[Answer, Context] | None:
    """Answer every question of the message and join the answers.

    None when the message is better read as one question: when it asks one
    thing only, when its questions come to the same facts, or when one of them
    needs something asked back.
    """
    turn = _asked_of_both_sides(turn, context)
    case = _of_one_case(turn)
    several = len(turn.questions) >= FEWEST and not case
    questions = turn.questions if several else case or apart(turn) or of_those_before(turn, context)
    if len(questions) < FEWEST or context.pending:
        return None
    found, at = _answered(answerer, questions, turn, context, today)
    answers = [answer for answer, _ in found]
    queries = {id(answer): query for answer, query in found}
    if questions == _before_and_after_birthday(turn) and any(answer.kind != "answer" for answer in answers):
        return None
    opposites = all(question.of_opposites for question in questions)
    asked = [Asked(question, answer) for question, answer in zip(questions, answers, strict=True)]
    if several and not opposites:
        if leans_on_what_is_not_ours(asked) and not turn.background:  # a case that is told of is ours
            return answers[0], after(context, turn, read_query(turn, context), answers[0])
        asked = of_substance(asked)
        fullest = without_less(asked)
        if not (worth_joining(answers) or says_more(asked) or len(fullest) < len(asked)):
            return None
        if len(fullest) < len(asked):
            # what was left out may have been what says that the grant is closed
            asked = [_with_status(answerer, one, queries[id(one.answer)], context, today) for one in fullest]
    elif not (_both_known(answers) if opposites else worth_joining(answers) or rules_differ(answers)):
        return None
    joined = join(side_by_side(asked) if several else answers)
    remembered = dataclasses.replace(
        at,
        facts=joined.facts,
        sources=joined.sources,
        short=joined.short,
        patients=with_others(at.patients, turn, at.slots),
    )
    return joined, remembered


def _answered(
    answerer: Answerer, questions: Sequence[Turn], turn: Turn, context: Context, today: datetime.date
) -> tuple[list[tuple[Answer, Query]], Context]:
    """The answer to each question and what was asked, read in the light of those before it; what they leave."""
    found: list[tuple[Answer, Query]] = []
    whole = Question.of(turn)
    at = context
    for question in questions:
        # what the rest of the message tells holds for each of its questions
        told = dataclasses.replace(question, entities={**turn.background, **question.entities})
        query = on_topic(read_query(told, at), at, turn.entities.get("programme"))
        query = with_the_patient(query, turn, at)
        answer = answerer.answer(query, today)
        answers = [one for one, _ in found]
        if turn.questions and not question.of_opposites and _again(answer, answers):
            anew = _of_its_own(answerer, told, query, answers, context, today)
            answer = anew or answer
        if turn.questions and refuses_openly(answer):
            # "… och av vem?" is too short to be found by itself
            anew = answerer.answer(with_background(query, whole), today)
            answer = anew if _is_what_is_asked(answerer, told, anew) else answer
        at = after(at, told, query, answer)
        found.append((answer, query))
    return found, at


def _of_its_own(
    answerer: Answerer, question: Turn, query: Query, earlier: Sequence[Answer], context: Context, today: datetime.date
) -> Answer | None:
    """Another answer to a question that found what an earlier one of the message was answered with; None for most.

    What was just said is near to whatever goes on with it. Where the question has a word that was not said ("och
    riktar den sig även till skolan?") the fact that has it answers instead.
    """
    said = frozenset(fact for one in earlier for fact in one.facts)
    if query.recent != context.facts:
        anew = answerer.answer(dataclasses.replace(query, recent=context.facts), today)
        if anew.kind == "answer" and not set(anew.facts) <= said:
            return anew
    words = set(analyse(query.masked)) - set(analyse(" ".join(one.text for one in earlier)))
    anew = answerer.answer(dataclasses.replace(query, told=said, recent=()), today)
    found = anew.kind == "answer" and bool(words & set(analyse(anew.text)))
    found = found or _is_what_is_asked(answerer, question, anew)
    return anew if found and not set(anew.facts) <= said else None


def _is_what_is_asked(answerer: Answerer, question: Turn, answer: Answer) -> bool:
    """Whether an answer that was found by the whole message is one to this question of it."""
    if answer.kind != "answer" or not answer.facts:
        return False
    name = question.asked_most
    types = {name, IN_CASE.get(name, name), *TYPES_OF.get(name, ())}
    return bool(types & set(answerer.types_of(answer.facts[0])))


def _again(answer: Answer, earlier: Sequence[Answer]) -> bool:
    """Whether the facts of an answer are those of one before it."""
    return answer.kind == "answer" and any(set(answer.facts) <= set(one.facts) for one in earlier)


def apart(turn: Turn) -> tuple[Turn, ...]:
    """The same question of each patient group, kind of care or age that the message sets side by side."""
    if turn.side_by_side is not None:
        entity, values = turn.side_by_side
        return tuple(dataclasses.replace(turn, entities={**turn.entities, entity: value}) for value in values)
    if cases := _of_each(turn):
        return cases
    if cases := _before_and_after_birthday(turn):
        return cases
    numbers: dict[str, list[int]] = {}
    for number in turn.about:
        if age := _age_or_class(turn.persons[number]):
            numbers.setdefault(age, []).append(number)
    both = {is_child_age(age) for age in numbers} == {True, False}
    if not (turn.manner.of_several or both) or _of_one(turn) or len(numbers) < FEWEST:
        return ()
    # where a child and an adult are spoken of, "gäller samma regler för båda?" asks what each has a right to
    of_rights = turn.asked_most in OF_RIGHTS and (turn.asked_most == "care_right" or turn.sure_of_asking < CLEAR)
    asked = {"care_right": 1.0} if both and of_rights else turn.asked
    return tuple(
        dataclasses.replace(turn, entities={**turn.entities, "patient_age": age}, about=tuple(those), asked=asked)
        for age, those in numbers.items()
    )


def _age_or_class(person: Person) -> str | None:
    """The age that is said, or that the word says: "han och tösen på tre år" are an adult and a child."""
    grown = person.role in load("persons")["grown"] and not person.plural
    return person.age or (ADULT if grown else None)


def _asked_of_both_sides(turn: Turn, context: Context) -> Turn:
    """What was asked of a patient is what is asked of both sides of a birthday: "fyller 18 på onsdag, vad ändras?"."""
    before = context.question
    changes = turn.asked_most not in ("care_right", "fee") and turn.manner.form != "statement"
    if turn.turning is None or before is None or before.asked_most not in ("care_right", "fee") or not changes:
        return turn
    return dataclasses.replace(turn, asked=before.asked)


def _before_and_after_birthday(turn: Turn) -> tuple[Turn, ...]:
    """The question put of a patient as old as now and as after the birthday, where that one is soon and rules differ.

    "Fyller 18 på fredag, läkartiden är på måndag": which side of it the visit lies on need not be guessed.
    """
    turning = turn.turning
    if turning is None or turn.entities.get("patient_age") not in (str(int(turning) - 1), CHILD):
        return ()
    now = str(int(turning) - 1)
    if class_of(int(now)) == class_of(int(turning)):
        return ()
    return tuple(dataclasses.replace(turn, entities={**turn.entities, "patient_age": age}) for age in (now, turning))


def _of_one(turn: Turn) -> bool:
    """ "Får den yngre tandvård?" asks of one; "eller bara den yngre?" and "både den yngre och …" ask of all."""
    words, low = load("persons"), turn.text.lower()
    return any(
        not re.search(words["only_for"], low[: found.start()]) for found in re.finditer(words["one_of_them"], low)
    )


def _of_each(turn: Turn) -> tuple[Turn, ...]:
    """The question put of each person, where all are asked about and differ in group or kind of care."""
    asked = [turn.persons[number] for number in turn.about]
    everyone = re.search(load("persons")["everyone"], turn.text.lower())
    if not everyone or not FEWEST <= len(asked) <= MOST or len({(one.group, one.care) for one in asked}) < FEWEST:
        return ()
    shared = {name: value for name, value in turn.entities.items() if name not in ("patient_age", "registration")}
    return tuple(
        dataclasses.replace(
            turn,
            entities={
                **shared,
                **{
                    name: value
                    for name, value in (
                        ("patient_group", person.group),
                        ("care_type", person.care),
                        ("patient_age", person.age),
                    )
                    if value
                },
            },
            about=(number,),
        )
        for number, person in zip(turn.about, asked, strict=True)
    )


def _of_one_case(turn: Turn) -> tuple[Turn, ...]:
    """The right put of each person, where only it and its fee are asked: "får mor 38 och son 15 det, vad kostar det?".

    What is said of a right says its fee too.
    """
    asked = {question.asked_most for question in turn.questions}
    cares = {question.entities.get("care_type") for question in turn.questions} - {None}
    if not asked <= {"care_right", "fee"} or len(cares) > 1 or turn.side_by_side is not None:
        return ()
    each = apart(turn) if len(turn.questions) >= FEWEST else ()
    right = next((question for question in turn.questions if question.asked_most == "care_right"), turn)
    child_and_grown = len({is_child_age(one.entities.get("patient_age", "")) for one in each}) > 1
    return (apart(right) or each) if child_and_grown else ()


def of_those_before(turn: Turn, context: Context) -> tuple[Turn, ...]:
    """The question put of each patient of the conversation: "får de glasögon båda två?"; empty where it names any."""
    told = turn.persons or {"programme", *PATIENT_SLOTS} & turn.entities.keys()
    if told or context.slots.get("programme") != CARE or not re.search(load("persons")["everyone"], turn.text.lower()):
        return ()
    known = [one for one in context.patients if one.get("role") not in (None, "", PATIENT)]
    cases = [{name: one[name] for name in PATIENT_SLOTS if name in one} for one in known]
    differ = len({tuple(sorted(case.items())) for case in cases})
    if len(known) < len(context.patients) or not FEWEST <= differ == len(cases) <= MOST:
        return ()
    care = {name: value for name, value in context.slots.items() if name == "care_type"}
    return tuple(dataclasses.replace(turn, entities={**care, **turn.entities, **case}) for case in cases)


def on_topic(query: Query, context: Context, said: str | None = None) -> Query:
    """A later question of the message that names no programme is about the one spoken of.

    Where the message itself names it (``said``), a kind of care is what the page is asked about: "vem står bakom
    färdplanen, och gäller den tandvården?".
    """
    programme = context.slots.get("programme")
    apart = {"programme", "programme_hint", "patient_group"}
    of_page = said is not None and said == programme
    named = (apart if of_page else {*apart, "care_type"}) & query.said.keys()
    if not programme or programme == CARE or named:
        return query
    domain = programme if of_page else query.domain
    return dataclasses.replace(query, said={**query.said, "programme": programme}, domain=domain)


def with_the_patient(query: Query, turn: Turn, context: Context) -> Query:
    """A later question of a message about a patient stays with the patient, unless it names a grant.

    "Kan hon få frikort, och om inte, hos vem söker man ersättning?"
    """
    of_patient = bool(turn.persons) or "patient_group" in turn.entities
    if not of_patient or context.slots.get("programme") != CARE or query.said.keys() & {"programme", "programme_hint"}:
        return query
    return query if names_a_grant(query.text) else dataclasses.replace(query, domain=CARE)


def without_less(asked: Sequence[Asked]) -> list[Asked]:
    """The questions less those of a page whose whole answer stands in another's, which says more."""
    given = [set(one.answer.facts) for one in asked if one.given]
    return [
        one
        for one in asked
        if not (one.given and one.answer.programme != CARE and any(set(one.answer.facts) < other for other in given))
    ]


def _with_status(answerer: Answerer, asked: Asked, query: Query, context: Context, today: datetime.date) -> Asked:
    """An answer that stands for one before it too, which may have been the one that says that the grant is closed."""
    anew = answerer.answer(dataclasses.replace(query, told_status=context.told_status), today)
    return Asked(asked.question, anew) if set(asked.answer.facts) <= set(anew.facts) else asked


def _both_known(answers: Sequence[Answer]) -> bool:
    """Whether both ends of what is asked are known, or known to be missing from the page, and not the same facts."""
    known = all(answer.kind == "answer" or (answer.kind == "no_answer" and answer.programme) for answer in answers)
    given = [frozenset(answer.facts) for answer in answers if answer.kind == "answer"]
    return known and bool(given) and (len(given) < len(answers) or len(set(given)) > 1)


def rules_differ(answers: Sequence[Answer]) -> bool:
    """True when the same question of several patients has answers that rest on other rows or give another fee."""
    if any(answer.kind != "answer" for answer in answers):
        return False
    return len({(answer.facts, str(answer.figures)) for answer in answers}) > 1


def worth_joining(answers: Sequence[Answer]) -> bool:
    """True when at least two questions have answers that differ, or one has and another is known to have none."""
    if any(answer.kind == "clarify" or answer.reason == "out_of_scope" for answer in answers):
        return False
    given = [set(answer.facts) for answer in answers if answer.kind == "answer"]
    unknown = any(answer.kind == "no_answer" for answer in answers)
    kinds = {answer.question_type for answer in answers if answer.kind == "answer" and answer.programme == CARE}
    differ = any(not (one <= other or other <= one) for i, one in enumerate(given) for other in given[i + 1 :])
    differ = differ or len(kinds) > 1  # a right and its fee rest on the same row and are two answers
    return bool(given) and (differ or (unknown and len(given) < len(answers)))
