"""People's names: words of the name list, and what stands where only a name stands ("patienten heter …").

A word of the list with a capital is a name; one that is an ordinary word too, or has no capital, is a name only beside
another or behind words that announce one. A place, a disease or a contact that the knowledge base publishes is none.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from bot.masking.name_list import COMMON, DATA, GIVEN, PLACE, SURNAME, WORD, load_names, load_words
from bot.masking.writing import Span

RULES: Path = DATA / "name_words.yml"
LONGEST = 5  # words of one name
NEAR = 0.8  # likeness of a misspelt contact's name to the right one: Svärd to Swärd; Nielsen is no Nilsson
_WORD = re.compile(r"\[[^\[\]]{1,30}\]|[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
_GAP = re.compile(r"[ ]|[ ]?-[ ]?")


class Token(NamedTuple):
    """A word, where it stands and what the list says of it (letters of its parts, "" when it is not there)."""

    text: str
    low: str
    start: int
    end: int
    parts: str

    @property
    def capital(self) -> bool:
        """Written as a name: one capital first; a word all in capitals is shouted or an abbreviation."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())

    @property
    def sure(self) -> bool:
        """A name and no ordinary word."""
        return bool(self.parts) and WORD not in self.parts


class Rules(NamedTuple):
    """The word lists of ``name_words.yml``."""

    before: frozenset[str]
    called: frozenset[str]
    persons: frozenset[str]
    never: frozenset[str]
    diseases: frozenset[str]
    places_after: frozenset[str]
    places_before: frozenset[str]
    particles: frozenset[str]
    naming: re.Pattern[str]
    starts: frozenset[str]  # what a name may follow and none begins with


def find(text: str, published: Collection[str] = ()) -> list[Span]:
    """Names of people; ``published`` are names that stay, as written."""
    tokens = _tokens(text)
    rules = _rules()
    people = [frozenset(map(_plain, name.lower().split())) for name in published]
    shouted = text.isupper()
    named = {match.end() for match in rules.naming.finditer(text)}
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        announced = _announced(text, tokens, at, named, rules)
        if not (announced or tokens[at].parts or tokens[at].capital):
            at += 1
            continue
        end = _run(text, tokens, at, announced, shouted, rules)
        if end > at and not _stays(tokens[at:end], announced > 0, people):
            spans.append((tokens[at].start, tokens[end - 1].end))
        at = max(end, at + 1)
    return spans


def _tokens(text: str) -> list[Token]:
    return [Token(match[0], match[0].lower(), *match.span(), _parts(match[0])) for match in _WORD.finditer(text)]


@functools.lru_cache(maxsize=20_000)  # most words of most messages are the same
def _parts(text: str) -> str:
    """What the list says of a word: of its parts, without accents, and without the s of "whose"."""
    low, names = text.lower(), load_names()
    if low in names:
        return names[low]
    pieces = re.split(r"[-'’:]", low)
    if len(pieces) > 1 and text.islower() and all(len(piece) <= 3 for piece in pieces):
        return ""  # "neo-iva"
    if (
        len(pieces) > 1
        and not text.isupper()
        and any(len(piece) > 1 and piece.isupper() for piece in re.split(r"[-'’:]", text))
    ):
        return ""  # "KOL-pat": an abbreviation and something of it
    found = [names[piece] for piece in pieces if piece in names]
    whole = len(pieces) > 1 and len(found) == sum(len(piece) > 2 for piece in pieces)
    if whole and any(WORD not in parts for parts in found):
        return next(parts for parts in found if WORD not in parts)
    if whole and len(found) > 1 and all(len(piece) > 2 for piece in pieces) and all(GIVEN in parts for parts in found):
        return GIVEN  # "Gun-Britt": either may be a word, both together are not
    own = re.sub(r"[:'’]?s$", "", low)
    if _FOREIGN.search(low) and _bare(low) != low:
        return _parts(_bare(low))
    return names.get(own, "") if len(own) > 2 and own != low and low not in load_words() else ""


_AGED = re.compile(r"(?:,|[ ]är|[ ]\()?[ ]?\d{1,3}[ ]?(?:år|mån)")
_WHERE = frozenset({"från", "fran", "i", "på", "pa", "till", "ur", "via"})
_FOREIGN = re.compile(r"[^a-zåäö:'’-]")
_STROKES = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "a", "ə": "a", "ß": "s"})


def _bare(low: str) -> str:
    """Letters without the accents that Swedish has none of."""
    return "".join(c if c in "åäö" else unicodedata.normalize("NFD", c)[0] for c in low).translate(_STROKES)


def _announced(text: str, tokens: Sequence[Token], at: int, named: Collection[int], rules: Rules) -> int:
    """How surely a name must follow here: 2 after "hon heter", 1 after "patienten", else 0."""
    if tokens[at].start in named:
        return 2
    if tokens[at].capital and _AGED.match(text, tokens[at].end):
        by_age = tokens[at - 1].low not in _WHERE if at else text.startswith(" är", tokens[at].end)
        if by_age:
            return 1
    if at == 0:
        return 0
    last = tokens[at - 1]
    between = text[last.end : tokens[at].start]
    if between.strip(" :,") or "\n" in between:
        return 1 if "\n" in between and last.low in _GREETINGS else 0
    if last.low in rules.called and "," not in between:
        return 2 if any(token.low in rules.persons for token in tokens[max(0, at - 4) : at - 1]) else 0
    return 1 if last.low in rules.before else 0


def _run(text: str, tokens: Sequence[Token], at: int, announced: int, shouted: bool, rules: Rules) -> int:
    """The end of the name that begins at a word, or ``at`` where none does."""
    first = tokens[at]
    if (
        first.text[0] == "["
        or first.low in rules.never
        or first.low in rules.starts
        or (at and tokens[at - 1].low in rules.places_before)
    ):
        return at
    end = at + 1
    while end < len(tokens) and end - at < LONGEST and _joins(text, tokens[end - 1], tokens[end]):
        if not _goes_on(tokens, at, end, announced, shouted, rules):
            break
        end += 1
    while end - at > 1 and tokens[end - 1].low in rules.particles and not tokens[end - 1].sure:
        end -= 1
    run = tokens[at:end]
    if (
        end < len(tokens)
        and tokens[end].low in rules.places_after
        and text[tokens[end - 1].end : tokens[end].start] in (" ", "-")
    ):
        return at
    if (
        any(re.sub(r"s$", "", token.low) in rules.diseases or token.low in rules.diseases for token in run)
        and not announced
        and len(run) < 3
    ):
        return at
    return end if _is_name(run, announced, shouted, rules) else at


_GREETINGS = frozenset({"mvh", "hälsningar", "vänligen", "hälsar"})


def _joins(text: str, before: Token, token: Token) -> bool:
    """Whether nothing but a blank, a hyphen or an initial's dot stands between two words."""
    between = text[before.end : token.start]
    return bool(_GAP.fullmatch(between)) or (len(before.text) == 1 and between.strip() == ".")


def _goes_on(tokens: Sequence[Token], at: int, end: int, announced: int, shouted: bool, rules: Rules) -> bool:
    """Whether the word at ``end`` belongs to the name that began at ``at``."""
    token, before = tokens[end], tokens[end - 1]
    if token.text[0] == "[":
        return False
    if token.low in rules.particles and end + 1 < len(tokens):
        after = tokens[end + 1]
        return (
            bool(after.parts or after.text[0].isupper() or after.low in rules.particles)
            and before.low not in rules.never
        )
    if token.low in rules.never or token.low in rules.places_after:
        return False
    if before.low in rules.particles and token.capital and end - at > 1:
        return True
    if before.capital and not shouted:
        known = token.low in load_words() or WORD in token.parts
        named = bool(tokens[at].parts) or announced > 0 or (_unknown(before) and token.low not in load_words())
        return token.capital and (
            bool(token.parts) or (named and (announced == 2 or not known) and not _is_institution(token, rules))
        )
    if token.capital and not shouted and before.low not in rules.particles:
        return False
    if not token.parts and not shouted:  # "senait ergasheva": a word that the project never uses, behind a given name
        return (
            before.sure and GIVEN in before.parts and COMMON in before.parts and len(token.low) > 3 and _unknown(token)
        )
    return bool(token.parts) and (token.sure or SURNAME in token.parts) and token.low not in load_words()


def _is_name(run: Sequence[Token], announced: int, shouted: bool, rules: Rules) -> bool:
    first = run[0]
    own = load_words()
    listed = [token for token in run if token.parts]
    sure = [token for token in listed if token.sure and token.low not in own]
    written = first.capital and not shouted
    if len(run) == 1 and len(first.text) == 1:
        return False
    if not (first.parts or (announced and (written or announced == 2)) or _leads(run, rules)):
        return False
    if announced == 2:
        return first.low not in rules.places_after and (
            bool(listed)
            or written
            or (first.low not in own and len(first.low) > 2 and not _is_institution(first, rules))
        )
    if announced == 1:
        return bool(sure) or (written and (bool(first.parts) or _unknown(first)) and not _is_institution(first, rules))
    if len(run) == 1:  # a small letter may be a slip for another word: the shortest names are taken for none then
        return bool(sure) and (
            len(first.low) > 2 if written else len(first.low) > 3 and GIVEN in first.parts and COMMON in first.parts
        )
    if not written and not run[1].parts:
        return first.sure and GIVEN in first.parts and COMMON in first.parts
    if not written:
        return (
            bool(sure)
            and len(listed) > 1
            and GIVEN in first.parts
            and SURNAME in run[-1].parts
            and all(len(t.low) > 2 for t in (first, run[-1]))
        )
    if first.low in own:
        return bool(sure)
    if not first.parts and _leads(run, rules):
        return True
    both = len(listed) > 1 and GIVEN in first.parts and SURNAME in listed[-1].parts
    return bool(sure) or both or (GIVEN in first.parts and all(token.parts or _unknown(token) for token in run[1:]))


def _leads(run: Sequence[Token], rules: Rules) -> bool:
    """Whether an unlisted word and the next are a name: two capitals that none of the project's texts knows."""
    particle = any(token.low in rules.particles for token in run)
    return len(run) > 1 and all(
        token.capital
        and len(token.text) > 2
        and _unknown(token)
        and (particle or PLACE not in token.parts)
        and not _is_institution(token, rules)
        for token in [token for token in run if token.low not in rules.particles][:2]
    )


def _unknown(token: Token) -> bool:
    """Neither one of the project's words nor put together of such, nor an abbreviation with an ending."""
    pieces = re.split(r"[-'’:]", token.text)
    return not any(
        piece.lower() in load_words() or (len(piece) > 1 and piece.isupper()) for piece in pieces
    ) and not any(char.isupper() for piece in pieces for char in piece[1:])


def _is_institution(token: Token, rules: Rules) -> bool:
    return token.low in rules.places_after or bool(_INSTITUTION.search(token.low))


_INSTITUTION = re.compile(
    r"(?:sjukhus|central|mottagning|klinik|verk|styrelse|nämnd|kassa|myndighet|region|kommun|förbund|byrå|center|centrum|bidrag|lag|vård|kort|sköterska|läkare|direktiv|förordning|plan|utveckl\w*|samordn\w*)(?:e?t|en|n|erna|na|s|ets|ens|ns|are)?$"
)


def _plain(word: str) -> str:
    """A word without its dots, rings and accents."""
    return _bare(word.translate(str.maketrans("åäö", "aao")))


def _near(word: str, person: Collection[str]) -> bool:
    return any(SequenceMatcher(None, word, part).ratio() >= NEAR for part in person)


def _stays(run: Sequence[Token], announced: bool, people: Sequence[Collection[str]]) -> bool:
    """Whether the knowledge base publishes the name; a patient may share one word of it."""
    words = {_plain(token.low) for token in run}
    owners = {re.sub(r"s$", "", word) for word in words}  # "Malins nummer"
    if len(words) == 1:
        return not announced and any(words <= set(person) or owners <= set(person) for person in people)
    # staff misspell a contact's name; behind "patienten" it is somebody else's
    return any(
        words <= set(person) or (not announced and all(_near(word, person) for word in words)) for person in people
    )


@functools.lru_cache(maxsize=1)
def _rules() -> Rules:
    read = YAML(typ="safe", pure=True).load(RULES.read_text(encoding="utf-8"))
    naming = read.pop("naming")
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, naming))})[ ]?", re.IGNORECASE)
    lists = {key: frozenset(map(str, words)) for key, words in read.items()}
    starts = lists["before"] | lists["persons"] | lists["places_before"]
    return Rules(naming=pattern, starts=starts, **lists)
