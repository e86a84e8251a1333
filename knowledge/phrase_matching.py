"""Find programmes, sizes, patient groups and kinds of care by phrase.

Staff write compounds split or joined, leave out å/ä/ö and misspell. Four tiers
are tried on every stretch of tokens, and a better tier always wins:

1. the phrase as written, or word by word by lemma (spaCy's PhraseMatcher);
2. joined to one string, so that spaces and hyphens do not count, with one of
   the common endings taken off;
3. the same with å/ä/ö and é folded, as a second try only, because folding
   everywhere would make "får" and "far" one word;
4. one typing error in a long phrase, two in a very long one
   (optimal string alignment, rapidfuzz).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from ruamel.yaml import YAML
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

FOLD = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")
ENDINGS = (
    "ernas",
    "arnas",
    "ornas",
    "erna",
    "arna",
    "orna",
    "ens",
    "ets",
    "en",
    "et",
    "er",
    "ar",
    "or",
    "na",
    "ns",
    "n",
    "t",
    "s",
    "a",
    "e",
)
MIN_STEM = 4  # letters that must be left when an ending is taken off
ONE_ERROR_FROM = 7  # letters
TWO_ERRORS_FROM = 12
TINY_WORD = 3  # letters; a phrase that begins with such a word is never found with a typing error
MAX_TOKENS = 9
SHORT_MESSAGE = 5  # words; up to here a bare "liten" is a value and not an ordinary word

EXACT, JOINED, FOLDED, FUZZY = range(4)


@dataclasses.dataclass(frozen=True)
class Match:
    """One found phrase: character offsets in the message, and how sure the finding is."""

    entity: str
    value: str
    start: int
    end: int
    tier: int

    @property
    def confidence(self) -> float:
        return (1.0, 0.98, 0.95, 0.85)[self.tier]


@dataclasses.dataclass(frozen=True)
class Lexicon:
    """Phrases of one entity: value → ways of writing it."""

    entity: str
    values: Mapping[str, tuple[str, ...]]
    # phrases too ordinary to count in a long message: "liten" alone answers "och en liten då?"
    short: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


def load_lexicons(folder: Path) -> list[Lexicon]:
    """Read every lexicon file; raises ValueError naming the file when two values share a phrase."""
    lexicons = []
    for path in sorted(folder.glob("*.yml")):
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        owner: dict[str, str] = {}
        for value, phrases in data["values"].items():
            for phrase in phrases:
                key = joined(str(phrase))
                if owner.setdefault(key, str(value)) != str(value):
                    raise ValueError(f"{path.name}: the phrase '{phrase}' stands under {owner[key]} and {value}")
        lexicons.append(Lexicon(data["entity"], _phrases(data["values"]), _phrases(data.get("in_short_messages", {}))))
    return lexicons


def _phrases(values: Mapping[object, Iterable[object]]) -> dict[str, tuple[str, ...]]:
    return {str(value): tuple(str(phrase) for phrase in phrases) for value, phrases in values.items()}


def joined(text: str) -> str:
    """Letters and digits only, lower case: "kompetens utvecklings-bidrag" is one word."""
    return re.sub(r"[\W_]+", "", text.lower())


def stems(word: str) -> Iterable[str]:
    """The word itself, then without each common ending."""
    yield word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            yield word[: -len(ending)]


class PhraseFinder:
    """Finds every lexicon phrase in a message."""

    def __init__(self, language: Language, lexicons: Iterable[Lexicon]) -> None:
        self._language = language
        self._lemma = PhraseMatcher(language.vocab, attr="LEMMA")
        self._lower = PhraseMatcher(language.vocab, attr="LOWER")
        # a phrase may belong to several entities: "vårdcentral" is a care choice and a place of care
        self._joined: dict[str, dict[str, str]] = {}
        self._folded: dict[str, dict[str, str]] = {}
        self._short: dict[str, dict[str, str]] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        self._exact_only: set[str] = set()  # "en patient" is no misspelling of "eu patient"
        for lexicon in lexicons:
            for value, phrases in lexicon.values.items():
                self._add(lexicon.entity, value, phrases)
            for value, phrases in lexicon.short.items():
                for phrase in phrases:
                    self._short.setdefault(joined(phrase), {}).setdefault(lexicon.entity, value)
        # long phrases by first letter, length and digits: only these can be a misspelling of a given word;
        # another year is another thing, never a misspelling
        self._long: dict[tuple[str, int, str], list[str]] = {}
        for key in self._joined.keys() - self._exact_only:
            if len(key) >= ONE_ERROR_FROM:
                self._long.setdefault((key[0], len(key), _digits(key)), []).append(key)

    def _add(self, entity: str, value: str, phrases: tuple[str, ...]) -> None:
        label = f"{entity}\t{value}"
        self._labels[label] = (entity, value)
        docs = list(self._language.pipe(phrase.lower() for phrase in phrases))
        self._lower.add(label, docs)
        # a one-word lemma can be the lemma of an unrelated word; several words together cannot
        self._lemma.add(label, [doc for doc in docs if len(doc) > 1])
        for phrase in phrases:
            key = joined(phrase)
            if len(re.split(r"[\s-]", phrase)[0]) <= TINY_WORD:
                self._exact_only.add(key)
            self._joined.setdefault(key, {}).setdefault(entity, value)
            self._folded.setdefault(key.translate(FOLD), {}).setdefault(entity, value)

    def find(self, doc: Doc) -> list[Match]:
        """Return the matches in text order: best tier first, then the longest, none overlapping of one entity."""
        candidates = [*self._by_spacy(doc), *self._by_string(doc)]
        candidates.sort(key=lambda match: (match.tier // 3, -(match.end - match.start), match.tier, match.start))
        chosen: list[Match] = []
        for match in candidates:
            if not any(_clash(match, other) for other in chosen):
                chosen.append(match)
        return sorted(chosen, key=lambda match: match.start)

    def _by_spacy(self, doc: Doc) -> Iterable[Match]:
        for matcher in (self._lower, self._lemma):
            for key, start, end in matcher(doc):
                entity, value = self._labels[self._language.vocab.strings[key]]
                span = doc[start:end]
                yield Match(entity, value, span.start_char, span.end_char, EXACT)

    def _by_string(self, doc: Doc) -> Iterable[Match]:
        words = [token for token in doc if joined(token.text)]
        for first in range(len(words)):
            text = ""
            for last in range(first, min(first + MAX_TOKENS, len(words))):
                text += joined(words[last].text)
                end = words[last].idx + len(words[last].text)
                found, tier = self._look_up(text)
                if len(words) <= SHORT_MESSAGE:
                    found = {**self._short.get(text, {}), **found}
                for entity, value in found.items():
                    yield Match(entity, value, words[first].idx, end, tier)

    def _look_up(self, text: str) -> tuple[Mapping[str, str], int]:
        for stem in stems(text):
            if stem in self._joined:
                return self._joined[stem], JOINED
        folded = text.translate(FOLD)
        for stem in stems(folded):
            if stem in self._folded:
                return self._folded[stem], FOLDED
        if len(text) < ONE_ERROR_FROM:
            return {}, JOINED
        errors = 2 if len(text) >= TWO_ERRORS_FROM else 1
        digits = _digits(text)
        lengths = range(len(text) - errors, len(text) + errors + 1)
        near = [key for length in lengths for key in self._long.get((text[0], length, digits), ())]
        close = process.extractOne(text, near, scorer=OSA.distance, score_cutoff=errors)
        return (self._joined[close[0]], FUZZY) if close else ({}, JOINED)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _clash(one: Match, other: Match) -> bool:
    """Overlapping findings of one entity, or something found inside a programme's name."""
    if one.end <= other.start or one.start >= other.end:
        return False
    return one.entity == other.entity or "programme" in (one.entity, other.entity)
