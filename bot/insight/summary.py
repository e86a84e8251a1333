"""What the report says: counted and anonymised. Pure: turns and votes in, a summary out."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from bot.insight.anonymous import HIDDEN
from bot.insight.clusters import Cluster, cluster
from bot.insight.event_store import StoredTurn
from bot.insight.feedback import Vote
from bot.insight.shared_words import shared_part, shared_questions
from knowledge.swedish.dates import last_day, newest_date

UNANSWERED = ("not_in_knowledge", "out_of_scope", "needs_person")
Show = Callable[[str], str]
#: Questions that are counted: small talk is none.
OUTCOMES = ("answer", "clarify", "no_answer", "error")


@dataclasses.dataclass(frozen=True)
class Group:
    """Unanswered questions of one meaning, as they may be shown."""

    number: int
    question: str  # the most typical one, or what enough conversations share of it
    asks: tuple[str, ...]  # each asked in enough conversations
    times: int
    conversations: int
    topic: str | None
    question_type: str | None


@dataclasses.dataclass(frozen=True)
class Disliked:
    """An answer that was voted down. ``question`` is None where too few asked it to show its words."""

    day: datetime.date
    question: str | None
    facts: tuple[str, ...]
    topic: str | None
    comment: str | None


@dataclasses.dataclass(frozen=True)
class StaleSource:
    """An old or undated page that answers rested on."""

    title: str
    updated: str | None
    times: int
    facts: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class ReaderFigures:
    """What a second reading did: how many turns it was asked of, each outcome's number, and how long was waited."""

    turns: int
    outcomes: Mapping[str, int]
    kept: int  # readings taken from memory
    dropped: int  # values that did not pass the checks
    typical: int  # milliseconds waited, the median of those asked
    slow: int  # milliseconds that 95 of 100 kept within
    prompts: Sequence[str]

    def share(self, outcome: str) -> float:
        """The share of the turns that ended so, 0..1."""
        return self.outcomes.get(outcome, 0) / self.turns


@dataclasses.dataclass(frozen=True)
class Summary:
    """Everything that the report shows."""

    first: datetime.date
    last: datetime.date
    least: int
    conversations: int
    outcomes: Mapping[str, int]
    smalltalk: int
    reasons: Mapping[str, int]
    topics: Mapping[str | None, Mapping[str, int]]
    days: Mapping[datetime.date, Mapping[str, int]]
    groups: Sequence[Group]
    hidden_groups: int  # of too few conversations to show
    hidden_questions: int
    votes_up: int
    votes_down: int
    disliked: Sequence[Disliked]
    stale: Sequence[StaleSource]
    reader: ReaderFigures | None = None

    @property
    def questions(self) -> int:
        """How many questions were asked."""
        return sum(self.outcomes.values())


@dataclasses.dataclass(frozen=True)
class Period:
    """First and last day of the report, both included; days are UTC's."""

    first: datetime.date
    last: datetime.date

    @property
    def seconds(self) -> tuple[float, float]:
        """Start and end, in seconds since 1970."""
        start, end = (
            datetime.datetime.combine(day, datetime.time(), datetime.timezone.utc).timestamp()
            for day in (self.first, self.last + datetime.timedelta(days=1))
        )
        return start, end


def summarise(
    turns: Sequence[StoredTurn],
    votes: Sequence[Vote],
    period: Period,
    *,
    show: Show,
    centre: np.ndarray,
    least: int,
    stale_after_days: int,
) -> Summary:
    """Count, group and anonymise; ``show`` takes a text's personal data out."""
    asked = [turn for turn in turns if turn.kind in OUTCOMES]
    groups = cluster([turn for turn in asked if turn.reason in UNANSWERED], centre)
    shown = [group for group in groups if group.conversations >= least]
    hidden = [group for group in groups if group.conversations < least]
    return Summary(
        period.first,
        period.last,
        least,
        conversations=len({turn.conversation for turn in asked}),
        outcomes=_counted((turn.kind for turn in asked), OUTCOMES),
        smalltalk=sum(turn.kind == "smalltalk" for turn in turns),
        reasons=dict(Counter(turn.reason for turn in asked if turn.reason).most_common()),
        topics=_by_topic(asked),
        days=_by_day(asked, period),
        groups=[_group(number, group, show, least) for number, group in enumerate(shown, start=1)],
        hidden_groups=len(hidden),
        hidden_questions=sum(len(group.turns) for group in hidden),
        votes_up=sum(vote.vote == "up" for vote in votes),
        votes_down=sum(vote.vote == "down" for vote in votes),
        disliked=_disliked(turns, votes, show, least),
        stale=_stale(asked, period.last, stale_after_days),
        reader=reader_figures([turn.reader for turn in turns if turn.reader is not None]),
    )


def reader_figures(told: Sequence[Mapping[str, Any]]) -> ReaderFigures | None:
    """The figures of the events' parts about the reader; None where there is none."""
    if not told:
        return None
    waited = [one["milliseconds"] for one in told if one["milliseconds"]] or [0]
    return ReaderFigures(
        turns=len(told),
        outcomes=dict(Counter(str(one["outcome"]) for one in told)),
        kept=sum(bool(one["kept"]) for one in told),
        dropped=sum(int(one["dropped"]) for one in told),
        typical=round(float(np.percentile(waited, 50))),
        slow=round(float(np.percentile(waited, 95))),
        prompts=sorted({str(one["prompt"]) for one in told}),
    )


def _counted(values: object, order: Sequence[str]) -> dict[str, int]:
    counts = Counter(values)  # type: ignore[call-overload]
    return {name: counts[name] for name in order}


def _by_topic(turns: Sequence[StoredTurn]) -> dict[str | None, dict[str, int]]:
    found: dict[str | None, list[str]] = defaultdict(list)
    for turn in turns:
        found[turn.topic].append(turn.kind)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return {topic: _counted(kinds, OUTCOMES) for topic, kinds in ordered}


def _by_day(turns: Sequence[StoredTurn], period: Period) -> dict[datetime.date, dict[str, int]]:
    found: dict[datetime.date, list[str]] = defaultdict(list)
    for turn in turns:
        found[_day(turn.at)].append(turn.kind)
    count = (period.last - period.first).days + 1
    days = [period.first + datetime.timedelta(days=n) for n in range(count)]
    return {day: _counted(found[day], OUTCOMES) for day in days}


def _group(number: int, group: Cluster, show: Show, least: int) -> Group:
    asks = tuple(dict.fromkeys(show(question) for question in shared_questions(group.turns, least)))
    topics = Counter(turn.topic for turn in group.turns)
    types = Counter(turn.question_type for turn in group.turns)
    return Group(
        number, asks[0], asks, len(group.turns), group.conversations,
        topics.most_common(1)[0][0], types.most_common(1)[0][0],
    )  # fmt: skip


def _disliked(turns: Sequence[StoredTurn], votes: Sequence[Vote], show: Show, least: int) -> list[Disliked]:
    """A comment was written to be read; of the question only what enough conversations said that got the same facts."""
    by_id = {turn.answer_id: turn for turn in turns}
    asking: dict[tuple[str, ...], list[StoredTurn]] = defaultdict(list)
    for turn in turns:
        asking[turn.facts].append(turn)
    found = []
    for vote in votes:
        if vote.vote != "down":
            continue
        judged = by_id.get(vote.answer_id)
        common = shared_part(judged, asking[judged.facts], least) if judged and judged.facts else HIDDEN
        found.append(
            Disliked(
                _day(vote.at),
                show(common) if common != HIDDEN else None,
                judged.facts if judged else (),
                judged.topic if judged else None,
                show(vote.comment) if vote.comment else None,
            )
        )
    return found


def _stale(turns: Sequence[StoredTurn], today: datetime.date, after_days: int) -> list[StaleSource]:
    used: dict[tuple[str, str | None], list[StoredTurn]] = defaultdict(list)
    for turn in turns:
        if turn.kind == "answer":
            for title, updated in {(str(source["title"]), source["updated"]) for source in turn.sources}:
                newest = newest_date(updated or "")
                if newest is None or (today - last_day(newest)).days > after_days:
                    used[title, updated].append(turn)
    found = [
        StaleSource(title, updated, len(rows), tuple(dict.fromkeys(fact for turn in rows for fact in turn.facts)))
        for (title, updated), rows in used.items()
    ]
    return sorted(found, key=lambda source: -source.times)


def _day(at: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(at, datetime.timezone.utc).date()
