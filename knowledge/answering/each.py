"""What the answers to the questions of one message say side by side: what is not known by name, nothing twice."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Final

from knowledge.limits import LIMITS
from knowledge.saying.joining import distinct, source_mark
from knowledge.texts import load, text
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE

FILE: Final = "answers"
OUT_OF_SCOPE: Final = "out_of_scope"
UNSURE: Final = LIMITS.following.unsure
FOREIGN: Final = LIMITS.reading.foreign
LONGEST: Final = LIMITS.replies.repeated
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
STOP = re.compile(r"(?<=\w[.!?])\s+")
EDGES = ' \t\n,;:.?!()–-"”'


@dataclasses.dataclass(frozen=True)
class Asked:
    """One question of a message and its answer."""

    question: Turn
    answer: Answer

    @property
    def given(self) -> bool:
        """Whether it has an answer, not a refusal or a question back."""
        return self.answer.kind == "answer"

    @property
    def foreign(self) -> bool:
        """Whether it is surely about something else, as the classifier and the head both see it."""
        seen = min(self.question.ranking.get(OUT_OF_SCOPE, 0.0), self.question.asked.get(OUT_OF_SCOPE, 0.0))
        return self.answer.reason == OUT_OF_SCOPE and seen >= FOREIGN

    @property
    def sure(self) -> bool:
        """Whether something of its own is surely asked: not by "är du säker?", nor by "ska in i vår årsberättelse"."""
        asks_nothing = re.search(load("questions")["asking_nothing"], self.question.text.lower())
        return self.question.sure_of_asking >= UNSURE and not asks_nothing


def of_substance(asked: Sequence[Asked]) -> list[Asked]:
    """The questions less those that have no answer because they hardly ask anything; all where none is left."""
    return [one for one in asked if one.sure or not _knows_nothing(one.answer)] or list(asked)


def _knows_nothing(answer: Answer) -> bool:
    """Whether it tells nothing but whom to ask: neither a page's gap nor a row."""
    tells = answer.facts or (answer.programme not in (None, CARE) and _general(answer) is None)
    return answer.kind == "no_answer" and answer.reason != OUT_OF_SCOPE and not tells


def says_more(asked: Sequence[Asked]) -> bool:
    """Whether the answers are worth joining although their facts overlap, or one question is about something else."""
    given = [one for one in asked if one.given]
    others = [one for one in asked if not one.given]
    if not given or any(one.answer.kind == "clarify" for one in others):
        return False
    foreign = [one for one in others if one.answer.reason == OUT_OF_SCOPE]
    if foreign:
        return not leans_on_what_is_not_ours(asked) and all(one.foreign for one in foreign)
    return any(_leads_elsewhere(one, other) for at, one in enumerate(given) for other in given[at + 1 :])


def leans_on_what_is_not_ours(asked: Sequence[Asked]) -> bool:
    """Whether the first question is surely foreign and no other names anything of its own.

    "Vad är OB-tillägget, och var registrerar jag det?"
    """
    return bool(asked) and asked[0].foreign and not any(one.question.entities for one in asked[1:])


def _leads_elsewhere(one: Asked, other: Asked) -> bool:
    """Whether two answers of pages begin with different facts, and the second question only doubts the first one's."""
    if CARE in (one.answer.programme, other.answer.programme) or not (one.sure and other.sure):
        return False
    doubts = other.question.manner.wants_yes_or_no and one.question.asked_most == other.question.asked_most
    return one.answer.facts[:1] != other.answer.facts[:1] and not doubts


def side_by_side(asked: Sequence[Asked]) -> list[Answer]:
    """The answers as they are joined, those that know something first.

    Each question that has no answer is named, and a fee stands within its right's answer.
    """
    known_first = sorted(asked, key=lambda one: not one.given)
    named = [naming_its_question(one.question, one.answer) for one in known_first]
    fees = {id(fee): right for right in named for fee in named if says_fee_of(right, fee)}
    told = []
    for answer in named:
        if id(answer) not in fees:
            within = [fee for fee in named if fees.get(id(fee)) is answer]
            told.append(_with_fee(answer, within[0]) if within else answer)
    return told


def refuses_openly(answer: Answer) -> bool:
    """Whether it only says that there is no answer: not what the page does not give, nor that a fee is open."""
    return answer.kind == "no_answer" and answer.reason != OUT_OF_SCOPE and _general(answer) is not None


def _general(answer: Answer) -> str | None:
    """The words with which it refuses, whatever was asked; None where it says what is not known."""
    refusals = (text(FILE, "no_answer", "not_in_knowledge"), text("care", "whom", "not_told"))
    return next((words for words in refusals if answer.text.startswith(words)), None)


def naming_its_question(question: Turn, answer: Answer) -> Answer:
    """A refusal that says what it does not answer: beside another's answer "jag kan inte svara" would speak of both."""
    words = _repeated(question.text)
    if answer.reason == OUT_OF_SCOPE:
        return dataclasses.replace(
            answer, text=text(FILE, "several", "foreign", words=f"{words[:1].upper()}{words[1:]}")
        )
    said = _general(answer) if answer.kind == "no_answer" else None
    if said is None:
        return answer
    return dataclasses.replace(
        answer, text=text(FILE, "several", "not_known", words=words) + answer.text.removeprefix(said)
    )


def _repeated(question: str) -> str:
    """The words of a question as they are quoted: its last sentence, without joint and signs, and not too many."""
    fillers = set(load("questions")["fillers"])
    words = STOP.split(question.strip())[-1].strip(EDGES).split()
    while len(words) > 1 and words[0].strip(EDGES).lower() in fillers:
        words = words[1:]
    said = " ".join(words[:LONGEST])
    return said if len(words) <= LONGEST else text(FILE, "several", "cut", words=said)


def says_fee_of(right: Answer, fee: Answer) -> bool:
    """Whether the answer about a right has the very fee that the other answer gives."""
    both = right.programme == fee.programme == CARE and right.kind == fee.kind == "answer"
    if not both or right.question_type != "care_right" or fee.question_type != "fee":
        return False
    _, _, rest = fee.text.partition(": ")
    amount = SENTENCE.split(rest)[0].split("\n")[0].rstrip(".")
    return bool(amount) and text("care", "fee", "also", fee=amount).rstrip(".") in right.text


def _with_fee(right: Answer, fee: Answer) -> Answer:
    """The right's answer, with what is said of the fee alone ("kontrollera beloppet …") and what it rests on."""
    mark = source_mark()
    body, *sources = right.text.split("\n")
    said, *others = fee.text.split("\n")
    caveats = [one for one in SENTENCE.split(said)[1:] if one.rstrip(".") not in body and not _of_course(one)]
    more = [line for line in others if line.startswith(mark) and line not in sources]
    return dataclasses.replace(
        right,
        text="\n".join([" ".join([body, *caveats]), *sources, *more]),
        facts=tuple(dict.fromkeys([*right.facts, *fee.facts])),
        sources=distinct([*right.sources, *fee.sources]),
        contacts=distinct([*right.contacts, *fee.contacts]),
        figures=distinct([*right.figures, *fee.figures]),
    )


def _of_course(sentence: str) -> bool:
    """Whether it says of a fee what the answer about the right says too: when it holds, and its law."""
    legal = tuple(words.split("{")[0] for words in load("care")["legal"].values() if not words.startswith((",", "{")))
    whens = load("care")["fee"]["when_assessed"].replace("{by}", "").split(". ")
    return sentence.startswith(legal) or any(sentence.rstrip(".").endswith(when.rstrip(".")) for when in whens)
