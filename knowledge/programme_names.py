"""The names by which staff call a programme, where they came with its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.model import ProgrammeHead

#: Names by the programme's id.
Names = Mapping[str, tuple[str, ...]]


def names_of(heads: Iterable[ProgrammeHead]) -> dict[str, tuple[str, ...]]:
    """The names by programme; one with names of its own is called by its full name too."""
    return {head.id: tuple(dict.fromkeys([head.name, *head.names])) for head in heads if head.names}
