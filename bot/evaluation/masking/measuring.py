"""What masking finds of sentences whose personal data is known, and what it takes by mistake."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.evaluation.masking.sentences import Piece, Sentence

GROUPS = ("number", "name", "address")


@dataclass
class Measure:
    """Counts over some sentences; the lists are for looking at."""

    pieces: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)  # piece, masked sentence
    innocent: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)  # innocent sentence, masked
    words: int = 0  # words of the personal sentences that are not personal
    lost: list[tuple[str, str]] = field(default_factory=list)  # such a word that went, masked sentence

    def recall(self, group: str) -> float:
        """The share of a group's pieces of which nothing is left."""
        return self.found[group] / self.pieces[group]

    @property
    def false_share(self) -> float:
        """The share of innocent sentences that were changed."""
        return len(self.wrong) / self.innocent


def measure(sentences: Iterable[Sentence], mask: Callable[[str], str]) -> Measure:
    """Mask all sentences and compare."""
    result = Measure()
    for sentence in sentences:
        masked = mask(sentence.text)
        if not sentence.pieces:
            result.innocent += 1
            if masked != sentence.text:
                result.wrong.append((sentence.text, masked))
            continue
        rest = sentence.text
        for piece in sentence.pieces:
            rest = rest.replace(piece.words, " ", 1)
        left = Counter(_words(masked))
        for piece in sentence.pieces:
            result.pieces[piece.group] += 1
            if _is_gone(piece, left - Counter(_words(rest))):
                result.found[piece.group] += 1
            else:
                result.missed.append((piece.words, masked))
        result.words += len(_words(rest))
        result.lost += [(word, masked) for word in (Counter(_words(rest)) - left).elements()]
    return result


def _is_gone(piece: Piece, left: Counter[str]) -> bool:
    """Whether no telling word of the piece is left; words that name no one ("lgh", "at", "sista") may stay."""
    telling = [
        word
        for word in _words(piece.words)
        if any(c.isdecimal() for c in word) or piece.group != "number" or "@" in word
    ]
    return not any(left[word] for word in telling)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\[[a-zåäö -]+\]", " ", text))
