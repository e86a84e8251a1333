"""Whether a span of a sentence is denied: "inte papperslös", "saknar LMA-kort", "papperslös är hon inte"."""

from __future__ import annotations

import re
from typing import Final

from knowledge.swedish.folding import fold, lowered, unaccented

#: Words that deny, without dots.
NEGATORS: Final = frozenset(
    "inte int ej icke aldrig ingen inget inga utan saknar saknade knappast varken not no without never nor".split()
)
# words through which a negator reaches what it denies; any other word ends its reach, so that
# "ej folkbokförd asylsökande" denies the one and not the other
_TRANSPARENT: Final = frozenset(
    unaccented(word)
    for word in (
        "är var varit vara blir blivit bli blev har haft ha hade fått få får fick söker sökt söka ansökt ansöker kommit "
        "varken längre ännu än heller alls riktigt direkt egentligen någonsin nånsin nu idag helt "
        "någon något nån nåt några en ett den det de dom sig sin sitt sina eget egen som att "
        "på i om av till hos med från för hon han hen patienten personen pat "
        "giltig giltigt giltiga svensk svenskt svenska fullständigt registrerad inskriven räknas bor "
        "a an the any been be is are has have had yet in from of valid"
    ).split()
)
# coordinators that carry a denial on only behind words that deny things: "saknar kort och intyg"
_OF_THINGS: Final = frozenset("utan saknar saknade varken ingen inget inga no without".split())
# what a clause ends at; "men" and "fast" turn the sentence round
_CLAUSE_END: Final = re.compile(
    r"[.!?;:,()\n]|(?<!\w)(?:men|fast|däremot|eftersom|därför|ifall|huruvida|medan|but|because|whether)(?!\w)"
)
# "inte bara", "om inte annat": no denial.  "vet inte om hon är": the denial is of knowing
_NO_DENIAL: Final = re.compile(
    r"(?<!\w)(?:(?:inte|ej|not)\s(?:bara|endast|enbart|minst|only|just)|om\sinte\sannat|"
    r"(?:vet|minns|framgår|ser|förstår|know)\s(?:jag\s|vi\s)?(?:inte|ej|not)|(?:do\snot|don't)\sknow|"
    r"inte\s(?:säker|klart|säkert))(?!\w)"
)
# "inte papperslös utan asylsökande": here "utan" is "but"
_BUT_RATHER: Final = re.compile(r"(?<!\w)(?:inte|ej|icke)(?!\w)[^.!?;]*?(?<!\w)(utan)(?!\w)(?!\s(?:att|papper))")
# "får inte asylsökande tandvård?": behind a verb that opens the clause stands who the question is about
_ASKING_VERB: Final = re.compile(
    r"(?:^|[.!?;:,\n]|(?<!\w)(?:och|varför|så|då|men)(?!\w))\s*"
    r"(?:får|far|kan|ska|skall|bör|borde|måste|behöver|brukar|betalar|har|gäller|ingår|räknas|varför)\s(?:inte|ej|väl\sinte)\s$"
)
# "asylsökande är hon inte", "gömmer sig inte längre", "lma-kort saknas"
_AFTER: Final = re.compile(
    r"\s(?:(?:är|ar|var|har|blir|blev|e)\s(?:hon|han|hen|de|dom|det|patienten|\w+(?:en|et))\s)?"
    r"(?:inte|ej|icke|aldrig|saknas|saknades|fattas)\s*(?:$|[.!?;:,)\n]|(?:än|an|ännu|annu|längre|langre|heller|alls|och|men)(?!\w))"
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def has_negator(text: str) -> bool:
    """Whether a word of the text denies."""
    return any(fold(word) in NEGATORS for word in _WORD.findall(text))


def negated(text: str, start: int, end: int) -> bool:
    """Whether a negator outside ``text[start:end]`` denies it: before it in its clause, or behind it at its end.

    For spans that say who somebody is. Of a kind of care it must not be asked: "kan hon inte få tandvård?" and
    "får inte asylsökande tandvård?" are polite questions about dental care, not denials of it.
    """
    low = lowered(text)
    return _denied_before(low, start, end) or bool(_AFTER.match(low, end))


def _denied_before(low: str, start: int, end: int) -> bool:
    before = _NO_DENIAL.sub(_blank, low[:start])
    before = before[max((m.end() for m in _CLAUSE_END.finditer(before)), default=0) :]
    turned = [m.end(1) for m in _BUT_RATHER.finditer(low[:start])]
    if turned:
        before = low[max(turned[-1], start - len(before)) : start]
    if _ASKING_VERB.search(low[:start]) and _WORD.search(low[end:]):
        return False
    words = [fold(word) for word in _WORD.findall(before)]
    joined = False
    for word in reversed(words):
        if word in NEGATORS:
            return not joined or word in _OF_THINGS
        if word in ("och", "samt", "and"):
            joined = True
        elif word in ("eller", "or"):
            continue
        elif word not in _TRANSPARENT and not (joined or _coordinated(words)):
            return False
    return False


def _coordinated(words: list[str]) -> bool:
    """ "varken folkbokförd eller asylsökande": what stands before "eller" does not end the reach."""
    return bool(words) and words[-1] in ("eller", "or", "och", "samt", "and")


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])
