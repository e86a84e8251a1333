"""The report as one HTML page: no outside requests, readable with a screen reader and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.insight.summary import OUTCOMES, ReaderFigures, Summary
from bot.insight.texts import say, texts

# Everything that people typed is escaped: autoescape is what stands between a question and the page's own code.
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(enabled_extensions=("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(summary: Summary, topic_names: Mapping[str, str], stale_after_days: int) -> str:
    """The page; ``topic_names`` gives a programme's name by its id."""
    return _TEMPLATES.get_template("page.html").render(
        s=summary,
        t=texts(),
        say=say,
        outcomes=OUTCOMES,
        stale_after_days=stale_after_days,
        answered=answered_share(summary),
        busiest=max((sum(counts.values()) for counts in summary.days.values()), default=0) or 1,
        topic=lambda topic: topic_name(topic, topic_names),
        reason=reason_name,
        reader_line=reader_line,
    )


def reader_line(reader: ReaderFigures) -> str:
    """What a second reading did, in one line."""
    return say(
        "reader",
        turns=reader.turns,
        agreed=reader.share("agreed"),
        asked_back=reader.share("asked_back"),
        stood=reader.share("stood"),
        failed=reader.share("failed"),
        kept=reader.kept,
        dropped=reader.dropped,
        typical=reader.typical,
        slow=reader.slow,
        prompts=", ".join(reader.prompts),
    )


def answered_share(summary: Summary) -> int:
    """Answered questions in a hundred."""
    return round(100 * summary.outcomes["answer"] / summary.questions) if summary.questions else 0


def topic_name(topic: str | None, names: Mapping[str, str]) -> str:
    """What a topic is called in the report."""
    own: dict[str, Any] = texts()["topics"]
    return own.get(topic or "none") or names.get(topic or "", topic or "")


def reason_name(reason: str) -> str:
    """What a reason is called in the report."""
    return texts()["reasons"].get(reason, reason)
