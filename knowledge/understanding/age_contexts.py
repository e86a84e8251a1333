"""What the words around a number say of it: an age, a limit, an age not yet reached, a length of time.

The words are in age_contexts.yml. ``..._BEFORE`` is searched in the text before the number, ``..._AFTER`` matched
behind it; all in lower-case text.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final

from knowledge.swedish.negation import NOT
from knowledge.swedish.numerals import NUMBER
from knowledge.swedish.patterns import WordLists, dotless, pattern, words
from knowledge.understanding.roles import person_words

_any: Final = WordLists(Path(__file__).with_name("age_contexts.yml")).any


def _before(expression: str) -> re.Pattern[str]:
    return pattern(rf"(?<!\w){expression}$")


_ROUGHLY: Final = rf"(?:(?:{_any('about')}|{_any('just')})\s)*"
_IS: Final = rf"(?:{_any('is')})\s"
_WHO: Final = rf"(?:(?:{_any('who')})\s)"

# "hon är 15", "som är bara 15", "åldern 12"
IS_BEFORE: Final = _before(rf"(?:{_IS}{_WHO}?|(?:she's|he's|ålder(?:n)?(?:\sär)?:?|aged?:?)\s){_ROUGHLY}")
# "hon är asylsökande och 86": the number says another thing of whom the words before it describe
DESCRIBED_BEFORE: Final = _before(
    rf"(?!(?:{_any('no_person')})\s)[\w-]+\s{_IS}(?:[\w-]+\s){{1,3}}(?:{_any('and')})\s{_ROUGHLY}"
)
NO_PERSON_BEFORE: Final = _before(rf"(?:{_any('no_person')})\s(?:(?!(?:{_any('one_of_two')})\s)\w+\s)?{_IS}{_ROUGHLY}")
SEVERAL_BEFORE: Final = _before(rf"(?:{_any('several')})\s{_IS}{_ROUGHLY}")
ABOUT_BEFORE: Final = _before(rf"(?:{_any('about')})\s")
MEASURED_BEFORE: Final = _before(rf"(?:{_any('measured')})(?!\w)[^.;?!]*")
MEASURED_AFTER: Final = pattern(rf"\s(?:i\s)?(?:{_any('measured')})(?!\w)")
BETWEEN_BEFORE: Final = _before(r"(?:mellan|between)\s")


@functools.cache
def person_before() -> re.Pattern[str]:
    """A person's word and at most a preposition or a sign: "kvinna 29", "sonen (6)", "kille på 19"."""
    person = rf"(?:{person_words()}|{_any('groups')}|\w{{3,}}ska)"
    return _before(rf"(?<!-)(?!{words(_any('no_lead'))}){person}s?(?:\s?[,:(–-]\s?|\s(?:på|om|i|of)\s|\s){_ROUGHLY}")


# a patient called by the group: "asylsökande, 26, misshandlad"
GROUP: Final = pattern(rf"(?<!\w)(?:{_any('groups')}|{_any('called')})(?!\w)")
# "inte fyllt 18", "inte ens 18"; "inte 18 än"
NOT_YET_BEFORE: Final = _before(
    rf"(?:{_any('denied')})\s(?:(?:än|ännu|hunnit|hinner|hinna|hann|skulle|ha|yet|har|hade)\s){{0,3}}(?:{_any('reach')})\s(?:ens\s)?"
)
DENIED_BEFORE: Final = _before(rf"(?:{_any('denied')})\s(?:(?:är|längre|be|yet|än|ännu)\s)?")
YET_AFTER: Final = pattern(rf"\s(?:{_any('yet')})(?!\w)")
# "fyller 18", "snart 18"; "18 om en månad"
SOON_BEFORE: Final = _before(
    rf"(?<!hunnit\s)(?<!hinner\s)(?<!hinna\s)(?<!hann\s)(?:{_any('soon')})\s{_WHO}?(?:(?:snart|strax|nu|ju)\s)?"
)
SOON_AFTER: Final = pattern(
    rf"\s(?:om|in)\s(?:(?:bara|just)\s)?(?:några|ett\spar|a\s(?:few|couple\sof)|a|{NUMBER})\s"
    r"(?:dag|veck|mån|dygn|day|week|month)\w*"
)
# "fyller 18 i januari. Vad gäller från och med den dagen?": the age that will have been reached is asked about
AFTERWARDS: Final = pattern(
    r"(?<!\w)(?:efter\s(?:det|den\sdagen|födelsedagen|födelsedan)|från\s(?:och\smed\s)?(?:den\sdagen|då)|därefter"
    r"|dagen\sefter|(?:när|sen|sedan|efter\satt)\s(?:\w+\s){1,2}(?:har\s)?fyllt(?!\s\w*\d)|efteråt|(?:för)?ändras|ändrar|when\sthat\shappens|after\sthat)(?!\w)"
)
# "den ene sjutton och den andre tjugotvå", "en är 16 och en 21"
ONE_OF_BEFORE: Final = _before(
    r"(?:den|det)\s(?:ene|ena|andre|andra|tredje|första|yngre|yngste|yngsta|äldre|äldste|äldsta)\s(?:(?:är|på|om)\s)?"
    r"|en\s(?:är|e|ä|på)\s(?:\d{1,2}(?:\sår)?\s?(?:,|och|o|å|&|samt)\s(?:en\s)?(?:(?:är|e|ä|på)\s)?)?"
)
PASSED_BEFORE: Final = _before(rf"(?:{_any('passed')})\s{_WHO}?(?:(?:precis|just)\s)?")
OVER_BEFORE: Final = _before(rf"(?<!strax\s)(?<!lite\s)(?:{_any('over')})\s")
UNDER_BEFORE: Final = _before(rf"(?<!strax\s)(?<!lite\s)(?:{_any('under')})\s")
NOT_UNDER_BEFORE: Final = _before(rf"(?:{NOT}|not)\s(?:under|yngre\sän|younger\sthan)\s")
# "de som fyllt 18", "alla över 18"
PEOPLE_BEFORE: Final = _before(
    rf"(?:{_any('people')})\s(?:(?:som|who)\s)?(?:(?:har|inte|är|have|are)\s){{0,2}}(?:(?:{_any('passed')}|{_any('over')}|{_any('under')})\s)?"
)
# "20 år och äldre", "17 år eller yngre"
AND_OLDER_AFTER: Final = pattern(r"\s(?:och|eller|el|and|or)\s(?:äldre|uppåt|över|older|above)(?!\w)")
AND_YOUNGER_AFTER: Final = pattern(r"\s(?:och|eller|el|and|or)\s(?:yngre|under|younger|below)(?!\w)")
# what stands between "när" and the verb: "när min patient väl har fyllt 18"; no relative clause and no denial
_SOMEBODY: Final = rf"(?:(?!(?:{_any('no_subject')}|{_any('no_person')})\s)[\w-]+\s){{1,5}}?"
_REACHES: Final = rf"(?:(?:{_any('reaches')})\s)"
_HAS_REACHED: Final = rf"(?:(?:{_any('has_reached')})\s)"
# "när hon fyller 18", "den dag pojken väl är 18": what then
WHEN_BEFORE: Final = _before(
    rf"(?<!till\s)(?<!tills\s)(?:(?:{_any('when')})\s(?:(?:att|som)\s)?{_SOMEBODY}(?:{_REACHES}|{_HAS_REACHED})"
    rf"|(?:{_any('at_the_time')})\s{_WHO}(?:(?:väl|sen|sedan)\s)?(?:är|ä|e|is)\s)(?:(?:sina|hela)\s)?"
)
# "om pojken hunnit fylla 18", "hade hon redan blivit 18", "om hon fyller 18 innan": what if
IF_BEFORE: Final = _before(
    rf"(?<!handlar\s)(?<!fråga\s)(?<!frågan\s)(?<!pratar\s)(?<!talar\s)(?:(?:{_any('if')})\s{_SOMEBODY}"
    rf"(?:(?P<present>{_REACHES})|{_HAS_REACHED})|(?:hade|skulle)\s{_SOMEBODY}{_HAS_REACHED})"
)
# "vet inte om hon fyllt 18": nothing is said
UNSURE_BEFORE: Final = _before(
    rf"(?:{_any('unsure')})\s(?:(?:{NOT}|riktigt|säkert|på)\s){{0,3}}(?:om|ifall|huruvida|when|if|när)\s{_SOMEBODY}"
    rf"(?:{_REACHES}|{_HAS_REACHED}|är\s)"
)
# "om hon fyller 18 i maj": a condition that is known to come true, and what is asked is asked of now
DATED_AFTER: Final = pattern(rf"\s(?:(?:år|nu|redan)\s){{0,2}}(?:(?:{_any('dated')})(?!\w)|(?:den\s)?\d)")
THEN: Final = pattern(r"(?<!\w)(?:då|i\sså\sfall|isf|then)(?!\w)")
# "när hon var 5", "kom som 5-åring": what was
ONCE_BEFORE: Final = _before(
    rf"(?:(?:när|sedan|sen|då|innan|since|when)\s(?:\w+\s){{1,2}}(?:vart|var?|was|were)\s{_ROUGHLY}"
    r"|(?:kom|flydde|anlände|flyttade)\s(?:hit\s)?som\s|vid\s)"
)
# "all vård som en femåring": somebody is only compared with that age
LIKENED_BEFORE: Final = _before(
    r"(?<!\w)(?:som|as|like)\s(?:för\s)?(?:en|ett|vilken|vilket|an?)\s(?:annan\s|annat\s|svensk\s)?"
)
# "fyrtio fyllda"
REACHED_AFTER: Final = pattern(r"\sfyll(?:da|d|t)(?!\w)")
LIMIT_BEFORE: Final = _before(
    rf"(?:{_any('limits')})\s(?:{_WHO}(?:är|fyller|fyllt|blir|har\sfyllt|is|turns|are)\s)?(?:(?:cirka|ca)\s)?"
)
# "innan pojken hunnit fylla 18", "fram till att hon blir 18"
UNTIL_BEFORE: Final = _before(
    rf"(?:{_any('until')})\s(?:(?:att|när|den\sdag(?:en)?)\s)?{_SOMEBODY}(?:{_REACHES}|{_HAS_REACHED})"
)

TIME_BEFORE: Final = _before(rf"(?:{_any('time_before')})\s(?:(?:{_any('time_roughly')})\s)*")
TIME_VERB_BEFORE: Final = _before(rf"(?:{_any('time_verbs')})(?!\w)[^.,;:?!()]{{0,45}}")
# "här" without its dots is "har", which says nothing of time but at the end: "29 ar har feber"
TIME_AFTER: Final = re.compile(rf"\s(?:(?:{dotless(_any('time_after'))})(?!\w)|här(?!\w)|har\W*$)")
TIME_AFTER_UNLESS_OF_PERSON: Final = pattern(rf"\s(?:{_any('time_after_unless_of_person')})(?!\w)")
ON_BEFORE: Final = _before(r"på\s")

COUNTED_AFTER: Final = pattern(rf"\s?(?:%|:-|°|(?:{_any('counted')})(?!\w))|\s?[/:–-]\d")
CALM_AFTER: Final = pattern(rf"\s?(?:$|[,.?!;:)])|\s(?:{_any('calm_after')})(?!\w)")

FILLER: Final = pattern(rf"(?:\W|{words(_any('filler'))})*")
SUPPOSED_BEFORE: Final = _before(
    rf"(?:{_any('supposed')}|hade\s(?:\w+\s){{0,3}}varit|om\s(?:\w+\s){{1,3}}(?:var?|hade\svarit)"
    r"|if\s(?:\w+\s){1,3}(?:were|was|had\sbeen)|had\s(?:\w+\s){1,2}been)(?!\w)[^.?!;]{0,40}"
)
LIST_SEPARATOR: Final = re.compile(rf"\s?[,/&]\s?|,?\s(?:{_any('and')})\s")
END_OF_LIST: Final = re.compile(rf"\s?&\s?|,?\s(?:{_any('and')})\s")


def supposed_from(before: str, low: str, end: int) -> int | None:
    """Where in ``before`` the words that suppose the age begin, None where it is told of now.

    Who turns eighteen in May is seventeen now; whoever asks what holds when she does asks about an eighteen-year-old.

    ``before`` is the text before the age, ``end`` where the age ends in the whole text ``low``.
    """
    if NOT_YET_BEFORE.search(before):
        return None
    if found := WHEN_BEFORE.search(before):
        return found.start()
    found = IF_BEFORE.search(before)
    if found and PEOPLE_BEFORE.search(before):
        return None  # "om man fyllt 18": anybody
    present = bool(found and found["present"])
    if found is None and SUPPOSED_BEFORE.search(before):
        found, present = SOON_BEFORE.search(before), True  # "säg att hon fyller 18"
    if found is None or (present and _is_known_to_come(low, end)):
        return None
    return found.start()


def _is_known_to_come(low: str, end: int) -> bool:
    """ "Om hon fyller 18 i maj, får hon tandvård nu?"; but not "… får hon tandvård då?"."""
    dated = DATED_AFTER.match(low, end) or SOON_AFTER.match(low, end)
    return bool(dated) and not THEN.search(low, end)
