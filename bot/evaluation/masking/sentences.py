"""The sentences that masking is measured on: made by program from frames, and written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from ruamel.yaml import YAML

from bot.evaluation.masking.slots import ADDRESSES, LABELS, NAMES, NUMBERS, digits, fill

HERE = Path(__file__).parent
_GAP = re.compile(r"\{(\w+)\}")
_MARKED = re.compile(r"\{(number|name|address):([^{}]*)\}")


class Piece(NamedTuple):
    """Personal data in a sentence: its group (number, name or address) and its words."""

    group: str
    words: str


class Sentence(NamedTuple):
    """What was typed and what of it is personal data; nothing of an innocent one."""

    text: str
    pieces: tuple[Piece, ...]


def made(count: int, seed: int = 20261130) -> Iterator[Sentence]:
    """``count`` sentences, half of them innocent, the same ones every time."""
    frames, chance = _read("frames.yml"), Random(seed)
    for number in range(count):
        group = frames["personal" if number % 2 else "innocent"]
        yield _filled(group[number // 2 % len(group)], chance)


def by_hand(file: str = "by_hand.yml") -> Iterator[Sentence]:
    """The written ones; those of ``fresh.yml`` were scored once, when the rules were done."""
    for group in _read(file).values():
        for line in group:
            pieces = tuple(Piece(group, words) for group, words in _MARKED.findall(line))
            yield Sentence(_MARKED.sub(r"\2", line), pieces)


def _filled(frame: str, chance: Random) -> Sentence:
    pieces: list[Piece] = []
    label = ""

    def words(match: re.Match[str]) -> str:
        nonlocal label
        slot = match[1]
        if slot == "label":
            label = chance.choice(sorted(LABELS))
            return label
        said = digits(chance, chance.choice(LABELS[label])) if slot == "identifier" else fill(slot, chance)
        group = "number" if slot in NUMBERS else "name" if slot in NAMES else "address" if slot in ADDRESSES else None
        if group:
            pieces.append(Piece(group, said))
        return said

    return Sentence(_GAP.sub(words, frame), tuple(pieces))


def _read(name: str) -> dict[str, list[str]]:
    return YAML(typ="safe", pure=True).load((HERE / name).read_text(encoding="utf-8"))
