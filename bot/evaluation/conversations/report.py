"""How conversations went, in words for whoever mends them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.conversations.playing import Played
from knowledge.texts import text

MARKS = ("correct", "abstained", "wrong", "error")


def _say(key: str, **values: object) -> str:
    return text("conversations", "report", key, **values)


def told(played: Played) -> str:
    """Every turn of a conversation, with what was expected and what came where they differ."""
    lines = [_head("head", played)]
    if played.known_failure:
        lines[0] += f" {_say('known', why=played.known_failure)}"
    for number, turn in enumerate(played.turns, 1):
        lines += [_say("said", number=number, said=turn.turn.said), _say("came", text=turn.reply.text)]
        lines += [_say("difference", **difference._asdict()) for difference in turn.differences]
    return "\n".join(lines)


def mended(played: Played) -> str:
    """A known failure that goes right now."""
    return _head("mended", played, why=played.known_failure)


def table(results: Sequence[Played]) -> list[str]:
    """The marks of all turns, a line per topic."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for played in results:
        groups[played.conversation.topic].update(turn.mark for turn in played.turns)
    return [
        _say(
            "row", name=name, turns=count.total(), **{m: count[m] for m in MARKS[1:]}, correct=_share(count, "correct")
        )
        for name, count in sorted(groups.items())
    ]


def total(results: Sequence[Played], seconds: float) -> str:
    """One line over everything."""
    count = Counter(turn.mark for played in results for turn in played.turns)
    known = sum(played.known_failure is not None and not played.right for played in results)
    return _say(
        "total",
        played=len(results),
        passed=sum(played.right for played in results),
        known=known,
        failed=sum(not played.as_noted for played in results),
        turns=count.total(),
        seconds=seconds,
        **{name: _share(count, name) for name in MARKS},
    )


def pressed(results: Sequence[Played], right: int) -> str:
    """One line: the share of turns that are right at once, or once one button of a question back is pressed."""
    marks = [turn.mark for played in results for turn in played.turns]
    correct = marks.count("correct")
    return _say("pressed", right=right, share=(correct + right) / max(len(marks), 1))


def recorded(path: Path, asked: int, missing: int) -> str:
    """One line about a file of recorded readings."""
    return _say("recorded", path=path, asked=asked, missing=missing)


def _share(count: Counter[str], name: str) -> float:
    return count[name] / max(count.total(), 1)


def _head(key: str, played: Played, **values: object) -> str:
    one = played.conversation
    return _say(key, file=one.file, line=one.line, id=one.id, day=played.day.isoformat(), **values)
