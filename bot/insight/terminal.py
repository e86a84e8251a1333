"""The report in a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.insight.page import answered_share, reader_line, reason_name, topic_name
from bot.insight.summary import OUTCOMES, Summary
from bot.insight.texts import say, texts


def show(summary: Summary, topic_names: Mapping[str, str], stale_after_days: int, console: Console) -> None:
    """Print everything that the page shows, but for the charts."""
    console.rule(f"{texts()['title']}, {say('period', first=summary.first, last=summary.last)}")
    if not summary.questions:
        console.print(texts()["nothing"])
        return
    console.print(
        say("lead", questions=summary.questions, conversations=summary.conversations, answered=answered_share(summary)),
        say("smalltalk", smalltalk=summary.smalltalk),
    )
    console.print(say("privacy", least=summary.least), style="dim", markup=False)
    for table in (_groups(summary, topic_names), _reasons(summary), _topics(summary, topic_names)):
        console.print(table)
    if summary.hidden_questions:
        console.print(_hidden(summary))
    if summary.reader:
        console.print(reader_line(summary.reader))
    console.print(say("votes", up=summary.votes_up, down=summary.votes_down))
    console.print(_disliked(summary) if summary.disliked else texts()["no_disliked"])
    console.print(_stale(summary, stale_after_days) if summary.stale else texts()["no_stale"])


def _table(heading: str, *columns: str) -> Table:
    table = Table(title=texts()["headings"][heading], title_justify="left")
    for column in columns:
        table.add_column(texts()["columns"].get(column) or texts()["outcomes"][column], overflow="fold")
    return table


def _groups(summary: Summary, names: Mapping[str, str]) -> Table | str:
    if not summary.groups:
        return say("no_groups", least=summary.least)
    table = _table("groups", "number", "question", "topic", "times", "conversations")
    for group in summary.groups:
        asks = "\n".join(escape(f"– {ask}") for ask in group.asks[1:4])
        question = f"[bold]{escape(group.question)}[/bold]\n{asks}".strip()
        topic = topic_name(group.topic, names)
        table.add_row(str(group.number), question, topic, str(group.times), str(group.conversations))
    return table


def _reasons(summary: Summary) -> Table:
    table = _table("reasons", "reason", "times")
    for reason, count in summary.reasons.items():
        table.add_row(reason_name(reason), str(count))
    return table


def _topics(summary: Summary, names: Mapping[str, str]) -> Table:
    table = _table("topics", "topic", "total", *OUTCOMES)
    for topic, counts in summary.topics.items():
        table.add_row(topic_name(topic, names), str(sum(counts.values())), *(str(counts[name]) for name in OUTCOMES))
    return table


def _hidden(summary: Summary) -> str:
    return say("hidden", questions=summary.hidden_questions, groups=summary.hidden_groups, least=summary.least)


def _disliked(summary: Summary) -> Table:
    table = _table("disliked", "day", "question", "comment", "facts")
    for answer in summary.disliked:
        question = answer.question or say("hidden_question", least=summary.least)
        comment = answer.comment or texts()["no_comment"]
        table.add_row(str(answer.day), escape(question), escape(comment), ", ".join(answer.facts))
    return table


def _stale(summary: Summary, days: int) -> Table:
    table = _table("stale", "source", "updated", "times", "facts")
    table.caption = say("stale_intro", days=days)
    for source in summary.stale:
        table.add_row(source.title, source.updated or texts()["undated"], str(source.times), ", ".join(source.facts))
    return table
