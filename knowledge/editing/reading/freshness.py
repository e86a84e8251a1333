"""What is wrong in freshness.yml, told to the editor by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.field_errors import field_problems
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.saying.freshness import FILE, Limits
from knowledge.texts import editor_text


def read_limits(path: Path = FILE) -> Limits:
    """The limits of the file as it is now; raises KnowledgeError with every fault."""
    document = yaml_files.load(path)
    try:
        return Limits.parse_obj(yaml_files.plain(document))
    except ValidationError as fault:
        raise KnowledgeError(field_problems(fault, path.name, document)) from fault


def unknown_topics(known: Iterable[str], path: Path = FILE) -> Iterator[Problem]:
    """Yield a problem for each topic of the file that is no page; raises KnowledgeError where it cannot be read."""
    document = yaml_files.load(path)
    for topic in sorted(set(read_limits(path).topics) - set(known)):
        line = yaml_files.line_of(document, ["topics", topic])
        yield Problem(path.name, line, "topics", *editor_text("unknown_topic", topic=topic))
