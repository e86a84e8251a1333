"""A change as an editor reads it: the field's name, and the lines that went and came."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from bot.desk.texts import texts
from knowledge.editing.form import VALUE, WHEN


@dataclasses.dataclass(frozen=True)
class Difference:
    """A field before and after; of a field with a line per item only the items that differ."""

    label: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def differences(
    changes: Mapping[str, tuple[str, str]],
    named: Callable[[str], str] | None = None,
    said: Callable[[str, str], str] = lambda name, line: line,
) -> list[Difference]:
    """The changed fields in words; ``named`` gives a field's name, ``said`` a line of it as an editor reads it."""
    found = []
    for name, (before, after) in changes.items():
        old, new = ([said(name, line) for line in part.splitlines()] for part in (before, after))
        gone = tuple(line for line in old if line not in new)
        came = tuple(line for line in new if line not in old)
        if not (gone or came):  # only the order differs
            gone, came = tuple(old), tuple(new)
        found.append(Difference((named or label)(name), gone, came))
    return found


def label(name: str) -> str:
    """The name of a form's field in words."""
    known = texts()
    if name.startswith(VALUE):
        return str(known["values"][name[len(VALUE) :]])
    if name.startswith(WHEN):
        return str(known["slots"].get(name[len(WHEN) :], name[len(WHEN) :]))
    return str(known["fields"][name]["label"])
