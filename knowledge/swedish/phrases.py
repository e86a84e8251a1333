"""Find programmes, sizes, patient groups and kinds of care by phrase.

Staff write compounds split or joined, leave out å/ä/ö and misspell. Four tiers
are tried on every stretch of tokens, and a better tier always wins:

1. the phrase as written, or word by word by lemma (spaCy's PhraseMatcher);
2. joined to one string, so that spaces and hyphens do not count, with one of
   the common endings taken off; words that say nothing by themselves are no
   compound that was split ("för vår" is not "förvar");
3. the same with å/ä/ö and é folded, as a second try only, because folding
   everywhere would make "får" and "far" one word;
4. one typing error in a long phrase, two in a very long one
   (optimal string alignment, rapidfuzz). A word that denies is no typing error:
   "har ej löpt ut" is not "har löpt ut". Nor is a small word at either end, or
   one of the next sentence: "hjälp med det" is not "hjälpmedlet".

A finding that the words around it deny ("inte papperslös") is marked so.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA
from ruamel.yaml import YAML

from knowledge.limits import LIMITS
from knowledge.swedish.coordinated import stands_beside
from knowledge.swedish.folding import joined, unaccented
from knowledge.swedish.negation import has_negator, negated
from knowledge.swedish.spacy_alone import Doc, Language, PhraseMatcher, Token
from knowledge.swedish.stems import content_words

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
MAX_ENDING = max(map(len, ENDINGS))
MIN_STEM, MAX_TOKENS = LIMITS.phrases.stem, LIMITS.phrases.longest
ONE_ERROR_FROM, TWO_ERRORS_FROM = LIMITS.phrases.one_error, LIMITS.phrases.two_errors
TINY_WORD, SHORT_MESSAGE = LIMITS.phrases.tiny_word, LIMITS.phrases.short_message
# what tells who somebody is: "inte papperslös" denies it, "kan hon inte få tandvård?" does not deny the kind of care
DENIABLE = frozenset({"patient_group", "registration"})

EXACT, JOINED, FOLDED, FUZZY = range(4)
CONFIDENCE = (1.0, LIMITS.phrases.joined, LIMITS.phrases.folded, LIMITS.phrases.fuzzy)  # of each tier


@dataclasses.dataclass(frozen=True)
class Match:
    """One found phrase: character offsets in the message, and how sure the finding is.

    ``negated``: the words around deny it; said only of what tells who somebody is (DENIABLE). ``published``: it is a
    name that came with a programme's facts.
    """

    entity: str
    value: str
    start: int
    end: int
    tier: int
    negated: bool = False
    published: bool = False

    @property
    def confidence(self) -> float:
        """How sure the match is, 0..1: less for a misspelt phrase than for one as written."""
        return CONFIDENCE[self.tier]


@dataclasses.dataclass(frozen=True)
class Lexicon:
    """Phrases of one entity: value → ways of writing it."""

    entity: str
    values: Mapping[str, tuple[str, ...]]
    # phrases too ordinary to count in a long message: "liten" alone answers "och en liten då?"
    short: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    # single words that count beside another value of the entity: "en stor enhet och en liten"
    beside: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    # names that came with a programme's facts
    published: bool = False


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
        short, beside = (_phrases(data.get(key, {})) for key in ("in_short_messages", "beside_another"))
        lexicons.append(Lexicon(data["entity"], _phrases(data["values"]), short, beside))
    return lexicons


def _phrases(values: Mapping[object, Iterable[object]]) -> dict[str, tuple[str, ...]]:
    return {str(value): tuple(str(phrase) for phrase in phrases) for value, phrases in values.items()}


def stems(word: str, longest: int = MAX_ENDING) -> Iterable[str]:
    """The word itself, then without each common ending of at most ``longest`` letters."""
    yield word
    if not word.endswith(ENDINGS):  # most do not, and asking for all at once is quick
        return
    for ending in ENDINGS:
        if len(ending) <= longest and word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            yield word[: -len(ending)]


class PhraseFinder:
    """Finds every lexicon phrase in a message.

    ``beneath`` finds phrases too, and knows nothing of these: what changes is added to what is read once.
    """

    def __init__(self, language: Language, lexicons: Iterable[Lexicon], beneath: PhraseFinder | None = None) -> None:
        self._language = language
        self._beneath = beneath
        self._published: set[tuple[str, str]] = set()  # entity and value
        self._lemma = PhraseMatcher(language.vocab, attr="LEMMA")
        self._lower = PhraseMatcher(language.vocab, attr="LOWER")
        # a phrase may belong to several entities: "vårdcentral" is a care choice and a place of care
        self._joined: dict[str, dict[str, str]] = {}
        self._folded: dict[str, dict[str, str]] = {}
        self._short: dict[str, dict[str, str]] = {}
        self._beside: dict[str, list[tuple[str, str]]] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        self._exact_only: set[str] = set()  # "en patient" is no misspelling of "eu patient"
        self._words: dict[str, set[str]] = {}  # of the phrases of a key
        self._denying: set[str] = set()  # phrases that hold a negation of their own: "inte folkbokförd"
        for lexicon in lexicons:
            for value, phrases in lexicon.values.items():
                self._add(lexicon.entity, value, phrases)
                if lexicon.published:
                    self._published.add((lexicon.entity, value))
            for value, phrases in lexicon.short.items():
                for phrase in phrases:
                    self._short.setdefault(joined(phrase), {}).setdefault(lexicon.entity, value)
            for value, phrases in lexicon.beside.items():
                self._beside.setdefault(lexicon.entity, []).extend((phrase.lower(), value) for phrase in phrases)
        # long phrases by what a misspelling of them shares, in the order of the lexicons: only these can be what a
        # given text means
        self._order = {key: at for at, key in enumerate(self._joined)}
        self._long: dict[_Shape, list[str]] = {}
        for key in self._joined:
            if key not in self._exact_only and len(key) >= ONE_ERROR_FROM:
                self._long.setdefault(_shape(key, key in self._denying), []).append(key)

    def _add(self, entity: str, value: str, phrases: tuple[str, ...]) -> None:
        label = f"{entity}\t{value}"
        self._labels[label] = (entity, value)
        docs = list(self._language.pipe(phrase.lower() for phrase in phrases))
        self._lower.add(label, docs)
        # a one-word lemma can be the lemma of an unrelated word; several words together cannot
        self._lemma.add(label, [doc for doc in docs if len(doc) > 1])
        for phrase in phrases:
            key = joined(phrase)
            self._words.setdefault(key, set()).update(re.findall(r"\w+", phrase.lower()))
            if len(re.split(r"[\s-]", phrase)[0]) <= TINY_WORD:
                self._exact_only.add(key)
            if has_negator(phrase):
                self._denying.add(key)
            self._joined.setdefault(key, {}).setdefault(entity, value)
            self._folded.setdefault(unaccented(key), {}).setdefault(entity, value)

    def find(self, doc: Doc) -> list[Match]:
        """Return the matches in text order: best tier first, then the longest, none overlapping of one entity."""
        candidates = self._candidates(doc)
        candidates.sort(key=lambda match: _rank(match, doc.text))
        chosen: list[Match] = []
        for match in candidates:
            if not any(_clash(match, other) for other in chosen):
                chosen.append(match)
        chosen += self._beside_another(doc, chosen)
        return [_judged(match, doc.text) for match in sorted(chosen, key=lambda match: match.start)]

    def _candidates(self, doc: Doc) -> list[Match]:
        """Everything that may be meant, overlapping or not."""
        own = [
            dataclasses.replace(match, published=(match.entity, match.value) in self._published)
            for match in (*self._by_spacy(doc), *self._by_string(doc))
        ]
        return [*(self._beneath._candidates(doc) if self._beneath else ()), *own]

    def _beside_another(self, doc: Doc, named: list[Match]) -> list[Match]:
        """The bare words that are joined to another value of their entity."""
        below = self._beneath._beside_another(doc, named) if self._beneath else []
        return below + [
            Match(one.entity, value, token.idx, token.idx + len(token.text), EXACT)
            for one in named
            for word, value in self._beside.get(one.entity, ())
            for token in doc
            if token.text.lower() == word
            and value != one.value
            and not any(other.start <= token.idx < other.end for other in named)
            and stands_beside(doc.text, token.idx, token.idx + len(word), one.start, one.end)
        ]

    def _by_spacy(self, doc: Doc) -> Iterable[Match]:
        for matcher in (self._lower, self._lemma):
            for key, start, end in matcher(doc):
                entity, value = self._labels[self._language.vocab.strings[key]]
                span = doc[start:end]
                yield Match(entity, value, span.start_char, span.end_char, EXACT)

    def _by_string(self, doc: Doc) -> Iterable[Match]:
        words = [word for word in map(_Word.of, doc) if word.joined]
        for first in range(len(words)):
            text, denies, ended = "", False, False
            for last in range(first, min(first + MAX_TOKENS, len(words))):
                word = words[last]
                ended = ended or (last > first and words[last - 1].ends)
                text += word.joined
                denies = denies or word.denies
                # a word of its own is no ending of the one before: "papperslös är" is not "papperslösar"
                apart = last > first and words[last - 1].spaced
                ends = {one.text.lower() for one in (words[first], word) if one.silent}
                found, tier = self._look_up(text, denies, len(word.joined) - 1 if apart else MAX_ENDING)
                if not found and not ended:
                    found, tier = self._misspelt(text, denies, ends)
                short = self._short.get(text, {}) if len(words) <= SHORT_MESSAGE else {}
                if not (found or short):
                    continue
                if last > first and tier > EXACT and all(one.silent for one in words[first : last + 1]):
                    continue
                found = {**short, **found}
                for entity, value in found.items():
                    yield Match(entity, value, words[first].start, word.end, tier)

    def _look_up(self, text: str, denies: bool, longest: int) -> tuple[Mapping[str, str], int]:
        for stem in stems(text, longest):
            if stem in self._joined:
                return self._joined[stem], JOINED
        folded = unaccented(text)
        for stem in stems(folded, longest):
            if stem in self._folded:
                return self._folded[stem], FOLDED
        return {}, JOINED

    def _misspelt(self, text: str, denies: bool, ends: set[str]) -> tuple[Mapping[str, str], int]:
        """What the text means as a misspelling of a phrase that has the small words at its ``ends``."""
        near = self._nearest(text, denies, ends) if len(text) >= ONE_ERROR_FROM else None
        return (self._joined[near], FUZZY) if near else ({}, JOINED)

    def _nearest(self, text: str, denies: bool, ends: set[str]) -> str | None:
        """The phrase that the text is a misspelling of; of several equally near, the first of the lexicons."""
        errors = 2 if len(text) >= TWO_ERRORS_FROM else 1
        first, length, digits, _ = _shape(text, denies)
        lengths = range(length - errors, length + errors + 1)
        alike = (key for each in lengths for key in self._long.get((first, each, digits, denies), ()))
        near = [key for key in alike if ends <= self._words[key]]
        if not near:
            return None
        close = process.extract(text, near, scorer=OSA.distance, score_cutoff=errors, limit=None)
        return min(close, key=lambda each: (each[1], self._order[each[0]]))[0] if close else None


#: What a misspelling leaves as it was: first letter, length, digits (another year is another thing), and a denial.
_Shape = tuple[str, int, str, bool]


def _shape(text: str, denies: bool) -> _Shape:
    return text[0], len(text), "" if text.isalpha() else re.sub(r"\D", "", text), denies


class _Word(NamedTuple):
    """A token as it is compared, each letter of it looked at once for all stretches that it stands in."""

    text: str
    joined: str
    denies: bool
    start: int
    end: int
    spaced: bool  # a space follows
    silent: bool  # it holds sentences together and says nothing by itself: "för", "vår", "vart"
    ends: bool  # a sentence or clause ends behind it

    @classmethod
    def of(cls, token: Token) -> _Word:
        text, start = token.text, token.idx
        after = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
        silent, ends = not content_words(text), after in _SENTENCE_ENDS
        return cls(
            text, joined(text), has_negator(text), start, start + len(text), bool(token.whitespace_), silent, ends
        )


_SENTENCE_ENDS = frozenset(".?!:;,")


def _rank(match: Match, text: str) -> tuple[bool, int, int, int, int]:
    """What goes before what: a good tier, the longest; a published name with a year before all without that year."""
    dated = match.published and match.tier < FUZZY and any(map(str.isdigit, text[match.start : match.end]))
    return (not dated, match.tier // 3, match.start - match.end, match.tier, match.start)


def _judged(match: Match, text: str) -> Match:
    """The match, marked where the words around deny it."""
    denied = match.entity in DENIABLE and negated(text, match.start, match.end)
    return dataclasses.replace(match, negated=denied)


def _clash(one: Match, other: Match) -> bool:
    """Overlapping findings of one entity, or something found inside a programme's name."""
    if one.end <= other.start or one.start >= other.end:
        return False
    return one.entity == other.entity or "programme" in (one.entity, other.entity)
