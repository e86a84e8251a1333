"""Is a turn read in its conversation as its stand-alone wording is? ``python -m bot.evaluation.standing_alone``.

The conversations of ``data/labelled/`` say of each turn what it means on its own (``stands``). Each is played twice, in
its conversation and by that wording alone; what the two readings differ in is counted: group, age, kind of care, what
is asked, whether it is about the right to care. The messages have taught the heads, so only rules are measured, and the
wordings are one writer's opinion: the counts are where to look, not how often the assistant is wrong.
"""

from __future__ import annotations

import datetime
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from bot.commands import run
from bot.labelled import LABELLED
from knowledge.care.ages import ADULT, class_of

TODAY = datetime.datetime(2026, 11, 29)
CONVERSATIONS = 300  # played where no other number is given: some 700 turns, ten minutes of one core
SEED = 1
SAME = "the same"


class Told(NamedTuple):
    """A turn of a labelled conversation, and what it means on its own."""

    said: str
    stands: str


class Difference(NamedTuple):
    """What two readings of one turn differ in, and the turn."""

    kinds: str
    turn: Told
    before: tuple[str, ...]  # what was said before it


def conversations(folder: Path = LABELLED) -> list[list[Told]]:
    """The conversations of all files, in order; turns without a wording of their own are left out."""
    found: dict[tuple[str, Any], list[Told]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            given = json.loads(line)
            if "conv" in given and given.get("stands"):
                found.setdefault((path.stem, given["conv"]), []).append(Told(given["text"], given["stands"]))
    return list(found.values())


def state(debug: Mapping[str, Any] | None) -> dict[str, str]:
    """What was understood of a turn, out of the reply's debug part; empty where no action read it."""
    if not debug:
        return {}
    slots, outcome = debug["slots"]["after"], debug["outcome"]
    age = slots.get("patient_age", "")
    return {
        "topic": outcome.get("topic") or "",
        "group": slots.get("patient_group", ""),
        # an adult and a patient of unknown age are answered alike
        "age": {"": ADULT}.get(age, class_of(int(age)) if age.isdigit() else age),
        "care": slots.get("care_type", ""),
        "asked": outcome.get("question_type") or "",
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """The names of what differs, or ``SAME``; where the topic does, nothing else can be compared."""
    names = [name for name in one if one[name] != other.get(name)]
    return "topic" if "topic" in names else ", ".join(names) or SAME


def compared(told: Sequence[Told], name: str, say: Any) -> Iterator[Difference]:
    """Every turn that both readings could be had of; ``say(text, conversation)`` gives a reply's debug part."""
    for number, turn in enumerate(told):
        inside = state(say(turn.said, name))
        alone = state(say(turn.stands, f"{name}-{number}"))
        if inside and alone:
            yield Difference(differing(inside, alone), turn, tuple(one.said for one in told[:number]))


def report(found: Iterable[Difference], show: str = "") -> list[str]:
    """How many turns differ in what, the most first; the turns of one kind where it is asked for."""
    every = list(found)
    counted = Counter(one.kinds for one in every)
    lines = [f"{number:5d}  {kinds}" for kinds, number in counted.most_common()]
    for one in every:
        if show and one.kinds == show:
            lines += ["", *(f"  < {said}" for said in one.before), f"  {one.turn.said}", f"  = {one.turn.stands}"]
    return lines


def main(
    number: int = typer.Option(CONVERSATIONS, "--conversations", help="Conversations to play, drawn at random."),
    seed: int = typer.Option(SEED, help="Which ones are drawn."),
    show: str = typer.Option("", help='Print the turns that differ in just this, such as "age".'),
    today: datetime.datetime = typer.Option(TODAY, formats=["%Y-%m-%d"]),
) -> None:
    """Play, compare, count."""
    os.environ["LOTSEN_DEBUG"] = "1"
    from bot.evaluation.conversations.playing import fixed_day
    from bot.evaluation.conversations.reply import Reply
    from bot.evaluation.in_process import InProcessBot

    drawn = conversations()
    random.Random(seed).shuffle(drawn)
    bot = InProcessBot()
    bot.read_ahead(words for told in drawn[:number] for turn in told for words in turn)

    def say(words: str, name: str) -> Mapping[str, Any] | None:
        return Reply.of(bot.say(words, name)).debug

    with fixed_day(today.date()):
        found = [one for at, told in enumerate(drawn[:number]) for one in compared(told, f"told-{at}", say)]
    for line in report(found, show):
        typer.echo(line)


if __name__ == "__main__":
    run(main)
