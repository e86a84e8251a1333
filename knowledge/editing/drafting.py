"""A draft of a fact from questions that had no answer. Pure: a group of questions in, the file's text out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from pydantic import BaseModel, ValidationError

from knowledge.texts import text
from knowledge.words.vocabulary import QUESTIONS

FILE = "draft"
HIDDEN = "[…]"  # what the export puts in the place of what must not be shown
MAX_ASKS = 12


class Cluster(BaseModel):
    """Questions of one meaning, as ``lotsen insight --export`` writes them; other keys are of no use here."""

    number: int
    question: str
    asks: list[str]
    times: int
    conversations: int
    question_type: str | None = None


class Export(BaseModel):
    """The exported file; ``from`` and ``to`` are days."""

    clusters: list[Cluster]
    first: datetime.date
    last: datetime.date

    class Config:
        fields = {"first": "from", "last": "to"}


class DraftError(ValueError):
    """The draft cannot be made; the text says why, in the editor's language."""


def read_export(path: Path) -> Export:
    """Read an exported file; raises DraftError when it is missing or something else."""
    try:
        return Export.parse_raw(path.read_bytes())
    except FileNotFoundError as fault:
        raise DraftError(text(FILE, "missing", path=path)) from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        detail = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise DraftError(text(FILE, "unreadable", path=path, detail=detail)) from fault
    except (OSError, ValueError) as fault:
        raise DraftError(text(FILE, "unreadable", path=path, detail=fault)) from fault


def choose(export: Export, number: int, path: Path) -> Cluster:
    """The group of that number; raises DraftError when there is none."""
    for cluster in export.clusters:
        if cluster.number == number:
            return cluster
    numbers = ", ".join(str(cluster.number) for cluster in export.clusters) or "–"
    raise DraftError(text(FILE, "no_cluster", number=number, path=path, numbers=numbers))


def draft(cluster: Cluster, export: Export) -> str:
    """The draft as YAML: the questions as asks, every other field empty, so that the check refuses it as it is."""
    whole = [_one_line(ask) for ask in cluster.asks if HIDDEN not in ask][:MAX_ASKS]
    partial = [_one_line(ask) for ask in cluster.asks if HIDDEN in ask][:MAX_ASKS]
    lines = [f"      - {json.dumps(ask, ensure_ascii=False)}" for ask in whole]
    lines += [text(FILE, "left_out", ask=ask) for ask in partial]
    known = cluster.question_type if cluster.question_type in QUESTIONS else ""
    return text(
        FILE,
        "template",
        times=cluster.times,
        conversations=cluster.conversations,
        first=export.first,
        last=export.last,
        question=_one_line(cluster.question),
        question_types=f"[{known}]",
        asks="\n".join(lines),
    )


def _one_line(words: str) -> str:
    """White space of every kind as single spaces, so that nothing leaves its line of the file."""
    return " ".join(words.split())
