"""Groups of messages: one meaning, said in many ways, gives one set of facts; two meanings give two.

The first message of a meaning is the plain one. What its answer must be built on is named in the file, so that a
group in which nothing is understood does not pass for being equal.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.evaluation.conversations.playing import fixed_day
from bot.evaluation.conversations.reply import Reply
from knowledge.editing.reading import yaml_files

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

pytestmark = pytest.mark.model
HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 29)
FILES = ("same_age", "negated", "swapped", "masked", "standing_alone", "wording")
YES_OR_NO = ("Ja", "Jo", "Nej", "Det stämmer inte", "Det stämmer")
LEAST = 300  # checks: files that shrink are noticed
Ask = Callable[["Turns"], Reply]
Turns = tuple[str, ...]


class NotAsMeant(AssertionError):
    """What a known failure may fail by, and nothing else."""


@dataclasses.dataclass(frozen=True)
class Meaning:
    """Messages that mean the same; ``asks``: a question back will do. What fails is known per message, or as alike."""

    name: str
    facts: frozenset[str]
    said: tuple[Turns, ...]
    asks: bool
    known: dict[Turns, str]
    known_alike: str | None


def turns(entry: Any) -> Turns:
    """A message, a conversation, or one of them under ``say`` beside its ``known_failure``."""
    said = entry["say"] if isinstance(entry, dict) else entry
    return (said,) if isinstance(said, str) else tuple(said)


def known_failures(entries: Sequence[Any]) -> dict[Turns, str]:
    return {turns(entry): entry["known_failure"] for entry in entries if isinstance(entry, dict)}


def meaning(name: str, data: Any) -> Meaning:
    return Meaning(
        name,
        frozenset(data["facts"]),
        tuple(turns(entry) for entry in data["said"]),
        data.get("asks", False),
        known_failures(data["said"]),
        data.get("known_failure"),
    )


def groups() -> Iterator[tuple[str, str, tuple[Meaning, ...]]]:
    """Every group: its name, what is compared, its meanings."""
    for file in FILES:
        for group in yaml_files.load(HERE / f"{file}.yml")["groups"]:
            name = f"{file}-{group['id']}"
            numbered = enumerate(group["meanings"], 1)
            yield name, group.get("compare", "facts"), tuple(meaning(f"{name}-{n}", data) for n, data in numbered)


GROUPS = tuple(groups())
KNOWN: dict[str, str] = yaml_files.load(HERE / "known.yml")["known"] or {}
MEANINGS = tuple(meaning for _, _, meanings in GROUPS for meaning in meanings)
FIRST_WORDS = yaml_files.load(HERE / "never_yes.yml")


def case(*values: object, name: str, known: str | None, kind: str = "") -> Any:
    """A case; one whose failure is known, beside the message or in known.yml, must fail."""
    known = known or KNOWN.get(f"{kind} {name}")
    marks = [pytest.mark.xfail(reason=known, strict=True, raises=NotAsMeant)] if known else []
    return pytest.param(*values, id=name, marks=marks)


PLAIN = [case(one, name=one.name, known=one.known.get(one.said[0]), kind="plain") for one in MEANINGS]
SAME = [
    case(one, said, name=f"{one.name}-{number}", known=one.known.get(said), kind="same")
    for one in MEANINGS
    for number, said in enumerate(one.said[1:], 2)
]
DIFFERENT = [
    case(one, other, compared, name=f"{one.name}-{other.name[-1]}", known=other.known_alike, kind="other")
    for _, compared, meanings in GROUPS
    for one, other in itertools.combinations(meanings, 2)
]
NEITHER = [
    case(turns(entry), name=turns(entry)[-1], known=known_failures([entry]).get(turns(entry)))
    for entry in FIRST_WORDS["neither"]
]
CLAIMS = [
    case(turns(entry), claim["may_begin"], name=turns(entry)[-1], known=known_failures([entry]).get(turns(entry)))
    for claim in FIRST_WORDS["claims"]
    for entry in claim["said"]
]


@pytest.fixture(scope="module")
def ask(bot: InProcessBot) -> Iterator[Ask]:
    """The last reply of a conversation, played once however many tests look at it."""
    first_words = (case.values[0] for case in (*NEITHER, *CLAIMS))
    conversations = [*(said for one in MEANINGS for said in one.said), *first_words]
    bot.read_ahead(message for said in conversations for message in said)
    replies: dict[Turns, Reply] = {}

    def last(said: Turns) -> Reply:
        if said not in replies:
            name = f"metamorphic-{len(replies)}"
            replies[said] = Reply.of([bot.say(message, name) for message in said][-1])
        return replies[said]

    with fixed_day(TODAY):
        yield last


def told(said: Turns, reply: Reply) -> str:
    return f"\n{' / '.join(said)}\n  {reply.kind} {', '.join(reply.facts) or '-'}\n  {reply.text[:200]}"


def answered(reply: Reply) -> frozenset[str]:
    """The facts; a reply without any is known by its kind, so that it never equals an answer."""
    return frozenset(reply.facts or [str(reply.kind)])


def first_word(text: str, words: Sequence[str]) -> str | None:
    """Which of the words a text begins with; the longest counts."""
    begun = [word for word in words if re.match(rf"{word}\b", text, re.IGNORECASE)]
    return max(begun, key=len, default=None)


@pytest.mark.parametrize("one", PLAIN)
def test_the_plain_message_is_answered_by_what_it_means(one: Meaning, ask: Ask) -> None:
    reply = ask(one.said[0])
    if not (reply.kind == "answer" or (one.asks and reply.kind == "clarify")) or not one.facts <= set(reply.facts):
        raise NotAsMeant(told(one.said[0], reply))


@pytest.mark.parametrize(("one", "said"), SAME)
def test_the_same_meaning_in_other_words_gives_the_same_facts(one: Meaning, said: Turns, ask: Ask) -> None:
    plain, other = ask(one.said[0]), ask(said)
    if answered(plain) != answered(other):
        raise NotAsMeant(told(one.said[0], plain) + told(said, other))


@pytest.mark.parametrize(("one", "other", "compared"), DIFFERENT)
def test_another_meaning_is_answered_otherwise(one: Meaning, other: Meaning, compared: str, ask: Ask) -> None:
    here, there = ask(one.said[0]), ask(other.said[0])
    alike = here.text == there.text if compared == "text" else answered(here) == answered(there)
    if alike:
        raise NotAsMeant(told(one.said[0], here) + told(other.said[0], there))


@pytest.mark.parametrize("said", NEITHER)
def test_what_somebody_must_judge_or_a_limit_is_answered_without_yes_or_no(said: Turns, ask: Ask) -> None:
    reply = ask(said)
    begins = first_word(reply.text, (*YES_OR_NO, *FIRST_WORDS["except"]))
    put_back = reply.kind == "clarify"  # an answer too likely wrong is asked about first, and says no yes or no either
    if not (reply.kind == "answer" or put_back) or begins in YES_OR_NO:
        raise NotAsMeant(told(said, reply))


@pytest.mark.parametrize(("said", "may_begin"), CLAIMS)
def test_a_claim_is_never_answered_by_the_opposite_word(said: Turns, may_begin: Sequence[str], ask: Ask) -> None:
    reply = ask(said)
    if reply.kind != "answer" or first_word(reply.text, YES_OR_NO) not in (None, *may_begin):
        raise NotAsMeant(told(said, reply))


def test_there_are_enough_checks() -> None:
    assert len([*PLAIN, *SAME, *DIFFERENT, *NEITHER, *CLAIMS]) >= LEAST
    assert len(NEITHER) >= 40
    assert len(CLAIMS) >= 40
    assert {word for claim in FIRST_WORDS["claims"] for word in claim["may_begin"]} <= set(YES_OR_NO)


def test_no_message_stands_twice_in_a_group() -> None:
    for name, _, meanings in GROUPS:
        said = [one for meaning in meanings for one in meaning.said]
        assert len(said) == len(set(said)), name
