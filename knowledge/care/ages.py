"""Read a patient's age out of a message, and sort ages into the classes that rights and fees know."""

from __future__ import annotations

import re
from typing import Final

from knowledge.care.stays import STAYED

CHILD: Final = "child"  # under 18: full care
ADULT: Final = "adult"  # 24 to 84, and the class used when no age is known
# 18-19: VGR's fees begin at 20.  20-23: the dental fee is open up to 23.  85+: no outpatient fee.
AGE_CLASSES: Final = (CHILD, "18-19", "20-23", ADULT, "85+")
SHORTEST_CASE: Final = 4  # words; "och 8 månader då?"
OLDEST: Final = 120  # years; a larger number is not an age

_NUMBERS: Final = {
    "ett": 1, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18,
    "aderton": 18, "nitton": 19, "tjugo": 20,
}  # fmt: skip
_TENS: Final = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_WORDS: Final = {
    **_NUMBERS,
    **_TENS,
    **{
        ten + unit: value + _NUMBERS[unit]
        for ten, value in _TENS.items()
        for unit in ("ett", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
    },
}
_FOLD: Final = str.maketrans("åäö", "aao")
_BY_WORD: Final = {"two": 2, **{word.translate(_FOLD): value for word, value in _WORDS.items()}, **_WORDS}
_WORD: Final = "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True))

# "17-åring", "17 åring", "17åriga", "85-årig"; "tolvåring"
_ARING: Final = re.compile(rf"(?<!\w)(?:(\d{{1,3}})|({_WORD}))\s?-?\s?(?:[åa]ri(?:g|ng)\w*|[åa]rs)(?!\w)")
# "i 30-årsåldern": the decade is near enough, the classes are wide
_DECADE: Final = re.compile(r"(?<!\w)([2-9]0)\s?-?\s?[åa]rs\s?[åa]ldern(?!\w)")
# "2 year old", "17-year-old", "3 yrs old"
_YEAR_OLD: Final = re.compile(r"(?<!\w)(?:(\d{1,3})|(two))[\s-]?(?:years?|yrs?)[\s-]old(?!\w)")
# "9 år", "är 17 år", "nio år"; without å only after digits
_YEARS: Final = re.compile(rf"(?<![\w-])(?:(\d{{1,3}})\s?[åa]r|({_WORD})\s?år)(?!\w)")
# "hon är 15", "tjej 16", "sonen på 13": a bare number after a person or "är", nothing countable after it
_BARE: Final = re.compile(
    r"(?<!\w)(?:[äa]r|vore|blir|fyllt|(?:tjej|kille|flicka|pojke|son|dotter|unge|barn|kvinna|man|patient|mamma|pappa)"
    r"(?:en|n|an|et)?(?:\s(?:p[åa]|om|[äa]r))?)\s(\d{1,3})(?=\s*(?:$|[,.?!;]|(?:och|o|d[åa]|nu|m|med|som|h[äa]mtar)(?!\w)))"
)
# "i 2 år", "om 3 år", "mer än 3 år", "över 18 år"
_NOT_AGE_BEFORE: Final = re.compile(
    r"(?<!\w)(?:i|om|efter|nästa|senaste|varje|inom|än|över|over|under|gravid|vecka|v|inte|ej|i\stotalt)\s$"
)
# "2 år sedan", "2 år i Sverige"
_NOT_AGE_AFTER: Final = re.compile(r"^\s?(?:sedan|sen|i\s|framåt|till\b|senare|har\s+gått|här\b)")
# "8 mån", "3 månader", "3 månaders bebis"
_MONTHS: Final = re.compile(r"(?<![\w-])(\d{1,2})\s?m[åa]n(?:ad(?:er)?s?)?\.?(?!\w)(\s(?:gamm\w+|b[aeäå]b\w+|barn))?")
# "5 veckor gammal"; a bare number of weeks is a pregnancy, not an age
_OLD_WEEKS: Final = re.compile(r"(?<![\w-])\d{1,2}\s?(?:veckor|vecka|v|dagar)\s(?:gammal|gammalt)")
_CHILD_WORD: Final = re.compile(
    r"(?<!\w)(?:(?:sp[äa]d|små|sma|skol|asyl|flykting)?barn(?:et|en|s|ets|ens)?|nyf[öo]dd\w*|b[äae]bis\w*|baby\w*|"
    r"ton[åa]r(?:ing\w*|ig\w*|s(?:pojke|tjej|flicka|kille|son|dotter)\w*)|barnbarn(?:et)?|lillebror|lillasyster|tvillingar(?:na)?|"
    r"ung(?:e|en|ar|arna)|skol(?:elev|flicka|pojke)\w*|minder[åa]rig\w*|omyndig\w*|ungdom(?:ar)?|son(?:en)?|dotter(?:n)?|pojke(?:n)?|flicka(?:n)?|child|children|kids?|infants?|toddlers?|minors?|teenagers?|"
    r"under (?:18|arton))(?!\w)"
)
# having or expecting a child says nothing of the patient's age
_OTHERS_CHILD: Final = re.compile(r"(?:v[äa]ntar|f[öo]d[ae]r?|ska få|ska fa)\s(?:ett\s)?(?:barn|bebis|baby)")
_ADULT_WORD: Final = re.compile(
    r"(?<!\w)(?:vuxen|vuxna|vuxet|vuxne|adults?|myndig|myndiga|över 18|over 18|fyllt 18|pensionär\w*)(?!\w)"
)
_PARENT_WORD: Final = re.compile(
    r"(?<!\w)(?:mamma(?:n|ns)?|pappa(?:n|ns)?|mammor(?:na)?|pappor(?:na)?|f[öo]r[äa]ld(?:er|rar)(?:n|na|s|nas)?|"
    r"modern|fadern|mormor|farmor|morfar|farfar|gubben?|gumman?|tant(?:en)?|[åa]ldring\w*|m[åa]lsman|v[åa]rdnadshavare(?:n|na)?|mothers?|fathers?|parents?)(?!\w)"
)
_OLD_WORD: Final = re.compile(r"(?<!\w)(?:över|over|fyllt|minst) 85(?!\w)")


def find_age(text: str) -> int | None:
    """Whole years of age that the message states, None when it states none. Months and weeks old give 0."""
    text = _without_stay(text.lower())
    stated = _stated(text)
    if len({years < 18 for years in stated}) > 1:
        return None  # a parent and a child: the reply then gives the rule for both
    if stated:
        return stated[0]
    months = _MONTHS.search(text)
    if months and _is_age(text, months) and (months[2] or _speaks_of_child(text)):
        return int(months[1]) // 12
    return 0 if _OLD_WEEKS.search(text) else None


def find_age_class(text: str) -> str | None:
    """Age class that the message states, in years or by a word ("spädbarn", "vuxen"); None when it states none."""
    stated = _stated(text.lower())
    if len({years < 18 for years in stated}) > 1:
        return None
    return age_class(find_age(text), text)


def age_class(years: int | None, words: str = "") -> str | None:
    """Sort an age into AGE_CLASSES; without years the words decide, and None means that neither says anything.

    Raises ValueError for years outside 0 to OLDEST.
    """
    if years is None:
        words = _OTHERS_CHILD.sub(" ", words.lower())
        if _OLD_WORD.search(words):
            return "85+"
        if _ADULT_WORD.search(words):
            return ADULT
        child, parent = _CHILD_WORD.search(words), _PARENT_WORD.search(words)
        if child and parent:
            return None  # either may be the patient: the reply then gives the rule for both
        return CHILD if child else ADULT if parent else None
    if not 0 <= years <= OLDEST:
        raise ValueError(f"age {years} is outside 0-{OLDEST} years")
    if years < 18:
        return CHILD
    if years < 20:
        return "18-19"
    if years < 24:
        return "20-23"
    return ADULT if years < 85 else "85+"


def _stated(text: str) -> list[int]:
    """Every age in years that the text states, each way of writing in turn."""
    found = [match for pattern in (_YEAR_OLD, _ARING, _YEARS) for match in pattern.finditer(text)]
    years = [_years(match) for match in found if _is_age(text, match)]
    years += [int(match[1]) for pattern in (_BARE, _DECADE) for match in pattern.finditer(text)]
    return [number for number in years if number is not None and number <= OLDEST]


def _without_stay(text: str) -> str:
    """The text less how long the patient has been here: "varit här 4 månader" is no age."""
    for pattern in STAYED:
        text = pattern.sub(" ", text)
    return text


def _speaks_of_child(text: str) -> bool:
    """A number of months alone is an age only where a child is spoken of, or nothing else is said at all."""
    return bool(_CHILD_WORD.search(text)) or ("gravid" not in text and len(text.split()) <= SHORTEST_CASE)


def _is_age(text: str, found: re.Match[str]) -> bool:
    """False where the words around say that it is a length of time or a limit."""
    return not (_NOT_AGE_BEFORE.search(text[: found.start()]) or _NOT_AGE_AFTER.search(text[found.end() :]))


def _years(found: re.Match[str]) -> int | None:
    years = int(found[1]) if found[1] else _BY_WORD[found[2]]
    return years if years <= OLDEST else None
