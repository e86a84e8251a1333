"""Restore what hurried typing takes out of Swedish words: å/ä/ö, a letter, a space put in.

Only towards words of the project's own vocabulary, never from one real word to
another on a guess. A word is touched when neither the vocabulary nor a general
dictionary knows it, or when the whole message was typed without å/ä/ö and the
vocabulary has a far commoner word that differs by those letters alone.
Distances are optimal string alignment (rapidfuzz).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.limits import LIMITS
from knowledge.swedish.folding import unaccented
from knowledge.texts import load

WORD = re.compile(r"[^\W\d_]+")
# a full stop within a word stands for what was left out, unless it is an address
INNER_STOP = re.compile(r"(?<=[^\W\d_]{4})\.(?=[^\W\d_]{4})(?!\w*\.(?:se|com|org|nu|net)\b)(?!(?:http|www))")
ABBREVIATED = re.compile(r"(?<!\w)([^\W\d_]{2,10})(?!\w)\.?(?=\s|$|[,?!])")
MIN_FOLDED, MIN_JOINED, MIN_CUT = LIMITS.spelling.folded, LIMITS.spelling.joined, LIMITS.spelling.cut
MIN_ERROR, TWO_ERRORS = LIMITS.spelling.one_error, LIMITS.spelling.two_errors
FAR_COMMONER, SEEN = LIMITS.spelling.commoner, LIMITS.spelling.seen


class Speller:
    """Mends messages towards a vocabulary; ``counts`` maps a lower-case word to how often it occurs."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._by_fold: dict[str, list[str]] = {}
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self.counts, key=lambda word: (-self.counts[word], word)):
            folded = unaccented(word)
            self._by_fold.setdefault(folded, []).append(word)
            if len(word) > MIN_CUT:
                self._by_start.setdefault(folded[:MIN_CUT], []).append(word)
            if len(word) >= MIN_ERROR - 1:
                self._by_shape.setdefault((folded[0], len(word)), []).append(word)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Speller:
        """A speller whose vocabulary is the words of ``texts``."""
        return cls(Counter(word for text in texts for word in WORD.findall(text.lower())))

    def mend(self, text: str) -> str:
        """Return the text with restorable words restored; the rest, spaces and signs too, as it was."""
        bare = unaccented(text.lower()) == text.lower()
        return WORD.sub(lambda found: self._cased(found.group(), bare), self._join(_written_out(text)))

    def _cased(self, word: str, bare: bool) -> str:
        mended = self._word(word.lower(), bare)
        if mended == word.lower():
            return word
        return mended.upper() if word.isupper() else mended

    def _word(self, word: str, bare: bool) -> str:
        twin = self._twin(word)
        if whole := self._filled_up(word):
            return whole
        if word in self.counts:
            commoner = twin is not None and self.counts[twin] >= FAR_COMMONER * self.counts[word]
            return twin if twin is not None and bare and commoner else word
        if twin is not None and (bare or not known(word)):
            return twin
        if len(word) < MIN_ERROR or known(word):
            return word
        return self._near(word) or word

    def _filled_up(self, word: str) -> str | None:
        """The commonest word that a cut one begins: "utlysn" is "utlysning" if that is written most."""
        if len(word) < MIN_CUT or known(word):
            return None
        folded = unaccented(word)
        longer = [other for other in self._by_start.get(folded[:MIN_CUT], ()) if _begins(folded, other)]
        seen = sum(self.counts[other] for other in longer)
        if seen < max(SEEN, self.counts.get(word, 0) * FAR_COMMONER):
            return None
        return longer[0]

    def _twin(self, word: str) -> str | None:
        """The commonest other word that differs from this one by å/ä/ö/é alone."""
        if len(word) < MIN_FOLDED:
            return None
        others = [other for other in self._by_fold.get(unaccented(word), ()) if other != word]
        return others[0] if others else None

    def _near(self, word: str) -> str | None:
        """The vocabulary's word at one typing error, two in a long word; the commonest of those equally near."""
        folded = unaccented(word)
        errors = 2 if len(word) >= TWO_ERRORS else 1
        shapes = ((letter, len(word) + n) for letter in (folded[0], folded[1]) for n in range(-errors, errors + 1))
        candidates = [other for shape in dict.fromkeys(shapes) for other in self._by_shape.get(shape, ())]
        close = process.extract(
            folded, candidates, scorer=OSA.distance, processor=unaccented, score_cutoff=errors, limit=None
        )
        return min(close, key=lambda each: (each[1], -self.counts[each[0]], each[0]))[0] if close else None

    def _join(self, text: str) -> str:
        """Join two or three words that the vocabulary writes as one, when one of them is no word of its own."""
        found = list(WORD.finditer(text))
        for size in (3, 2):
            for first in range(len(found) - size + 1):
                run = found[first : first + size]
                gaps = [text[before.end() : after.start()] for before, after in pairwise(run)]
                parts = [part.group().lower() for part in run]
                whole = "".join(parts)
                if any(gap not in (" ", "-") for gap in gaps) or len(whole) < MIN_JOINED:
                    continue
                if self._is_split(parts, whole):
                    joined = self._by_fold[unaccented(whole)][0] if whole not in self.counts else whole
                    return self._join(text[: run[0].start()] + joined + text[run[-1].end() :])
        return text

    def _is_split(self, parts: list[str], whole: str) -> bool:
        if whole not in self.counts and unaccented(whole) not in self._by_fold:
            return False
        return not all(part in self.counts for part in parts) or parts[0].endswith("s")


def _begins(folded: str, other: str) -> bool:
    """Whether the other word goes on where this one stops, by more than an ending."""
    return len(other) >= len(folded) + 2 and unaccented(other).startswith(folded)


def _written_out(text: str) -> str:
    """The text with abbreviations written out: "avg" is "avgift", "kompetensutv.bidrag" is two words."""
    words = load("abbreviations")["words"]
    if "@" not in text:
        text = INNER_STOP.sub(" ", text)
    return ABBREVIATED.sub(lambda found: words.get(found[1].lower(), found[0]), text)


@functools.lru_cache(maxsize=20_000)
def known(word: str) -> bool:
    """Whether a general Swedish or English dictionary has the word."""
    return any(simplemma.is_known(word, lang=language, low_memory=True) for language in ("sv", "en"))
