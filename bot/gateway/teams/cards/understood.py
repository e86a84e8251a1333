"""What a reply assumes, in one line, and what it can be changed to; the widget says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.gateway.contract import Understood
from bot.gateway.teams.cards.model import CardButton
from bot.gateway.teams.cards.texts import card_texts


@dataclass(frozen=True)
class Change:
    """What one part of the line may be changed to."""

    heading: str
    buttons: tuple[CardButton, ...]


def understood_line(parts: Sequence[Understood]) -> str:
    """ "Jag utgår från: vuxen · papperslös", person by person where there are several; empty for no parts."""
    groups: dict[int | None, list[str]] = {}
    several = _several(parts)
    for part in parts:
        if part.label:
            groups.setdefault(part.person if several else None, []).append(part.label)
    if not groups:
        return ""
    ordered = sorted(groups.items(), key=lambda group: group[0] or 0)
    return f"{card_texts().understood.lead} " + "; ".join(
        _of_person(person, " · ".join(labels)) for person, labels in ordered
    )


def changes_of(parts: Sequence[Understood], choices: Sequence[Sequence[CardButton]]) -> tuple[Change, ...]:
    """The choices of each part, in the line's order, under words that say what they stand in for."""
    words, several = card_texts().understood, _several(parts)
    offered = list(zip(parts, choices, strict=False))
    if several:
        offered.sort(key=lambda each: each[0].person or 0)
    changes = []
    for part, buttons in offered:
        if part.label and buttons:
            instead = (words.instead_of_inferred if part.inferred else words.instead).format(label=part.label)
            changes.append(Change(_of_person(part.person if several else None, instead), tuple(buttons)))
    return tuple(changes)


def _several(parts: Sequence[Understood]) -> bool:
    return len({part.person for part in parts if part.label and part.person is not None}) > 1


def _of_person(person: int | None, said: str) -> str:
    return said if person is None else f"{card_texts().understood.person.format(number=person)} {said}"
