"""Equal meaning gives equal facts, changed meaning changes them.

The messages are made of small files beside this one: what is written there is said in many ways, and what the
assistant answers is compared with itself. Nothing is asserted of the words of an answer but its first one.
"""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

pytestmark = pytest.mark.model
HERE = Path(__file__).parent
TODAY = "2026-11-29"
Conversation = Sequence[str]


def data(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((HERE / f"{name}.yml").read_text(encoding="utf-8"))


AGES = data("ages")
EQUAL = data("equal")
WORDING = data("wording")
FIRST = data("first_words")
KNOWN: dict[str, str] = data("known")["known"]


def case(*values: Any, known: str, name: str | None = None) -> Any:
    """A case; one whose failure is known (known.yml) must fail."""
    marks = [pytest.mark.xfail(reason=KNOWN[known], strict=True)] if known in KNOWN else []
    return pytest.param(*values, marks=marks, id=name)


SAME_AGE = [
    case(kind, question, age, known=f"age {kind} {number} {age}")
    for kind, ages in AGES["ages"].items()
    for number, question in enumerate(AGES["questions"], 1)
    for age in ages[1:]
]
GROUPS = [
    case(group, known=f"follow {group[0]}", name=str(group[0])[:60])
    for group in (*EQUAL["follow_ups"], *EQUAL["swapped"])
]
FRAMED = [
    case(question, frame, known=f"framed {question} {frame}")
    for question in WORDING["questions"]
    for frame in WORDING["frames"]
]
BARE = [(question, change) for question in WORDING["questions"] for change in ("no mark", "lower case")]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_TODAY", TODAY)


def ask(bot: InProcessBot, conversation: str | Conversation) -> dict[str, Any]:
    """The last reply of a conversation, its texts together."""
    name = uuid.uuid4().hex
    replies: list[dict[str, Any]] = []
    for message in [conversation] if isinstance(conversation, str) else conversation:
        replies = bot.say(message, name)
    told = [reply for reply in replies if (reply.get("custom") or {}).get("kind")]
    return {"text": told[-1].get("text") or "", **told[-1]["custom"]}


def facts(bot: InProcessBot, conversation: str | Conversation) -> frozenset[str]:
    """The facts of the last reply; a reply without any is told by its kind, so that it equals no answer."""
    reply = ask(bot, conversation)
    return frozenset(reply["facts"] or [reply["kind"]])


def changed(question: str, change: str) -> str:
    return question.rstrip("?") if change == "no mark" else question.lower()


@pytest.mark.parametrize(("kind", "question", "age"), SAME_AGE)
def test_an_age_is_the_same_however_it_is_said(bot: InProcessBot, kind: str, question: str, age: str) -> None:
    plain = question.format(age=AGES["ages"][kind][0])
    assert facts(bot, question.format(age=age)) == facts(bot, plain)


@pytest.mark.parametrize("question", [AGES["questions"][0], AGES["questions"][2]])
@pytest.mark.parametrize("age", AGES["turning"])
def test_who_soon_comes_of_age_gets_the_rules_of_both_sides(bot: InProcessBot, question: str, age: str) -> None:
    child, grown = (ask(bot, question.format(age=years)) for years in ("17 år", "18 år"))
    both = ask(bot, question.format(age=age))
    assert set(both["facts"]) == {*child["facts"], *grown["facts"]}
    assert both["text"].index("barn") < both["text"].index("18–19-årig")


@pytest.mark.parametrize("group", GROUPS)
def test_a_follow_up_and_another_order_ask_the_same(bot: InProcessBot, group: list[str | Conversation]) -> None:
    first, *others = (facts(bot, conversation) for conversation in group)
    assert all(other == first for other in others), group


@pytest.mark.parametrize("pair", data("differ"), ids=lambda pair: str(pair[0])[:60])
def test_what_means_something_else_is_answered_otherwise(bot: InProcessBot, pair: list[str]) -> None:
    one, other = (facts(bot, message) for message in pair)
    assert one != other


@pytest.mark.parametrize(("question", "frame"), FRAMED)
def test_a_greeting_thanks_or_a_masked_number_changes_nothing(bot: InProcessBot, question: str, frame: str) -> None:
    assert facts(bot, frame.format(q=question)) == facts(bot, question)


@pytest.mark.parametrize(("question", "change"), BARE)
def test_a_missing_question_mark_or_capital_changes_nothing(bot: InProcessBot, question: str, change: str) -> None:
    assert facts(bot, changed(question, change)) == facts(bot, question)


def begins(text: str, words: Iterable[str]) -> bool:
    return bool(re.match(rf"\s*(?:{'|'.join(words)})\b", text))


@pytest.mark.parametrize("message", FIRST["never"])
def test_what_somebody_must_judge_is_never_answered_yes_or_no(bot: InProcessBot, message: str) -> None:
    reply = ask(bot, message)
    assert reply["kind"] in ("answer", "no_answer", "clarify")
    assert not begins(reply["text"], ("Ja", "Nej", "Jo")), reply["text"]


@pytest.mark.parametrize(
    ("message", "forbidden"),
    [*itertools.product(FIRST["not_yes"], [("Ja", "Det stämmer")]), *itertools.product(FIRST["not_no"], [("Nej",)])],
)
def test_the_first_word_never_says_the_opposite(bot: InProcessBot, message: str, forbidden: tuple[str, ...]) -> None:
    reply = ask(bot, message)
    assert not begins(reply["text"], forbidden), reply["text"]
