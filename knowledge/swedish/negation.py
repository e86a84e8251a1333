"""Whether a span of a sentence is denied: "inte papperslös", "saknar LMA-kort", "papperslös är hon inte".

The words are in negation.yml.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.swedish.folding import fold, lowered
from knowledge.swedish.patterns import alternatives, pattern, words

_LISTS: Final[dict[str, list[str]]] = YAML(typ="safe").load(
    Path(__file__).with_name("negation.yml").read_text(encoding="utf-8")
)
#: "inte" in a pattern, as it is written and as dialects have it.
NOT: Final = f"(?:{alternatives(_LISTS['adverbs'])})"
#: Words that deny, without dots.
NEGATORS: Final = frozenset(map(fold, _LISTS["negators"]))
_OF_THINGS: Final = frozenset(map(fold, _LISTS["of_things"]))
_TRANSPARENT: Final = frozenset(map(fold, _LISTS["transparent"]))
_ARTICLES: Final = frozenset({"en", "ett", "den", "det", "de", "dom"})
_AND, _OR = frozenset(_LISTS["and"]), frozenset(_LISTS["or"])

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE_END: Final = re.compile(rf"[.!?;:,()\n]|{words(alternatives(_LISTS['turns']))}")
_NO_DENIAL: Final = re.compile(words(alternatives(_LISTS["no_denial"])))
# "inte papperslös utan asylsökande": here "utan" is "but", and what follows is said and not denied
_BUT: Final = re.compile(rf"(?<!\w){NOT}(?!\w)[^.!?;]*?(?<!\w)utan(?!\w)(?!\satt(?!\w))")
# "inte ansökt om asyl": this "om" opens no clause
_APPLY_FOR: Final = pattern(r"(sök\w*)\som(?!\w)")
_NEITHER: Final = pattern(r"(?<!\w)vare\ssig(?!\w)")  # read as "varken"
# "saknar såväl kort som intyg" joins as "kort och intyg" does
_AS_WELL_AS: Final = pattern(r"(?<!\w)såväl\s((?:[^\s,]+\s){1,3})som(?!\w)")
_ASKING: Final = re.compile(
    r"(?:^|[.!?;:,\n]|(?<!\w)(?:och|varför|varfor|så|sa|då|da)(?!\w))\s*"
    rf"(?:{alternatives(_LISTS['asking_verbs'])})\s{NOT}\s(?:(?:en|ett|de)\s)?$"
)
# "har inte asylsökande rätt till tolk?"
_ASKING_OF_RIGHT: Final = re.compile(rf"(?:^|[.!?;:,\n])\s*har\s{NOT}\s$")
_RIGHT_AFTER: Final = pattern(r"[^.!?;,]{0,30}\srätt(?!\w)")
# "asylsökande är hon inte", "gömmer sig inte längre", "lma-kort saknas"
_DENIED_AFTER: Final = pattern(
    r"\s(?:(?:är|var|har|blir|blev|e)\s(?:hon|han|hen|de|dom|det|patienten|\w+(?:en|et))\s)?"
    rf"(?:{NOT}|aldrig|saknas|saknades|fattas)\s*(?:$|[.!?;:,)\n]|(?:än|ännu|längre|heller|alls|och|men)(?!\w))"
)


def has_negator(text: str) -> bool:
    """Whether a word of the text denies."""
    return any(fold(word) in NEGATORS for word in _WORD.findall(text))


def negated(text: str, start: int, end: int) -> bool:
    """Whether a negator outside ``text[start:end]`` denies it: before it in its clause, or behind it at its end.

    For spans that say who somebody is. Of a kind of care it must not be asked: "kan hon inte få tandvård?" and
    "får inte asylsökande tandvård?" are polite questions about dental care, not denials of it.
    """
    low = lowered(text)
    if _asks_politely(low[:start], low[end:]):
        return False
    return _reaches(_clause_before(low[:start])) or bool(_DENIED_AFTER.match(low, end))


def _asks_politely(before: str, after: str) -> bool:
    """Whether the span is whom a question is about: "får inte asylsökande tandvård?"."""
    if _ASKING.search(before):
        return bool(_WORD.search(after))
    return bool(_ASKING_OF_RIGHT.search(before) and _RIGHT_AFTER.match(after))


def _clause_before(before: str) -> list[str]:
    """The folded words between the beginning of the clause and the span."""
    but = max((found.end() for found in _BUT.finditer(before)), default=0)
    end = max((found.end() for found in _CLAUSE_END.finditer(before)), default=0)
    clause = before[max(but, end) :]
    clause = _NEITHER.sub("varken", clause)
    clause = _AS_WELL_AS.sub(r"\1och", _APPLY_FOR.sub(r"\1", _NO_DENIAL.sub(" vet ", clause)))
    return [fold(word) for word in _WORD.findall(clause)]


def _reaches(clause: list[str]) -> bool:
    """Whether a negator of the clause reaches its end."""
    joined: frozenset[str] | None = None  # how what stands before is joined to the span
    for place, word in reversed(list(enumerate(clause))):
        if word in NEGATORS:
            return joined is not _AND or (word in _OF_THINGS and not _begins_anew(clause[place + 1 :]))
        if word in _AND or word in _OR:
            joined = _AND if word in _AND else _OR
        elif joined is None and word not in _TRANSPARENT:
            return False
    return False


def _begins_anew(denied: list[str]) -> bool:
    """ "Utan remiss och en papperslös": behind "och" somebody new, whose article the thing that is lacking has not."""
    last = max((place for place, word in enumerate(denied) if word in _AND), default=len(denied))
    article_behind = bool(denied[last + 1 :]) and denied[last + 1] in _ARTICLES
    return article_behind and denied[0] not in _ARTICLES
