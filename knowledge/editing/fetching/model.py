"""What was read out of a page or document."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Reading:
    """A page's words and what it says of itself; None where it says nothing.

    ``updated`` is a date that the page shows or declares, ISO, never guessed;
    ``file_date`` is only what the file's own head says, as a hint to the editor;
    ``warnings`` are Swedish lines on what could not be read; ``left_out`` are lines that the page shows and the text
    does not hold: menus, boxes, what surrounds it.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    updated: str | None = None
    file_date: str | None = None
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
