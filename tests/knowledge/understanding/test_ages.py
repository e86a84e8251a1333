"""Ages as staff write them: years, two possible years ("16-17"), an upper end ("-17"), or a class by a word.

"?" marks an age only supposed, "!" a class of people and not a person.
"""

from __future__ import annotations

import datetime

import pytest

from knowledge.swedish.folding import unaccented
from knowledge.understanding.ages import AgeMention, find_ages

TODAY = datetime.date(2026, 11, 29)


def said(text: str) -> str:
    """The ages of a text in the shorthand of these tables."""
    return " ".join(_shorthand(mention) for mention in find_ages(text, TODAY))


def _shorthand(mention: AgeMention) -> str:
    low = "" if mention.years is None else str(mention.years)
    years = low if mention.years_high is None else f"{low}-{mention.years_high}"
    return (years or str(mention.age_class)) + "?" * mention.hypothetical + "!" * mention.limit


IN_YEARS = [
    ("17-åring", "17"),
    ("17 åring", "17"),
    ("17åring", "17"),
    ("17åriga", "17"),
    ("en 17årig pojke", "17"),
    ("papperslös 17-åring från Irak", "17"),
    ("två 17-åringar", "17"),
    ("17-åringens mamma", "17"),
    ("17 - åring", "17"),
    ("85-årig asylsökande", "85"),
    ("tolvåring", "12"),
    ("en tolvåring utan papper", "12"),
    ("treåring", "3"),
    ("treåringen har feber", "3"),
    ("femåring från ukraina", "5"),
    ("en tjugotreåring", "23"),
    ("en sjuttiofemårig man", "75"),
    ("en artonårig tjej", "18"),
    ("tolv år", "12"),
    ("12 år", "12"),
    ("12 år gammal", "12"),
    ("tolv år gammal", "12"),
    ("pojke 12 år", "12"),
    ("pojke på 9 år", "9"),
    ("en flicka på fyra år", "4"),
    ("barn 9 år", "9"),
    ("asylsökande nio år", "9"),
    ("papperslös, 27 år", "27"),
    ("29 år har feber", "29"),
    ("kvinna 45 år, ukraina", "45"),
    ("3 år och 4 mån", "3"),
    ("1,5 år", "1"),
    ("ett och ett halvt år gammal", "1"),
    ("flickan är halvannat år", "1"),
    ("två och ett halvt år gammal pojke", "2"),
    ("sonen är ett år", "1"),
    ("trettifem år", "35"),
    ("sjutti år", "70"),
    ("5 års pojke", "5"),
    ("17 ar", "17"),
    ("17 aring papperslos", "17"),
    ("tva ar gammal", "2"),
    ("attio ar", "80"),
    ("tolvaring", "12"),
    ("hon är 15", "15"),
    ("hon är bara 15", "15"),
    ("hon ar 15", "15"),
    ("han e 15", "15"),
    ("hon är 15, asylsökande", "15"),
    ("hon är 15 och gravid", "15"),
    ("hon är arton", "18"),
    ("hon är 34, får hon tandvård?", "34"),
    ("eleven är 15", "15"),
    ("patienten är 15 papperslös", "15"),
    ("är hon 15 får hon väl det", "15"),
    ("är 19", "19"),
    ("åldern 12", "12"),
    ("ålder: 45", "45"),
    ("ålder 45", "45"),
    ("tjej 16", "16"),
    ("tjej 16 papperslös", "16"),
    ("kille på 19", "19"),
    ("kille 19", "19"),
    ("sonen (6)", "6"),
    ("sonen (6) och dottern (3)", "6 3"),
    ("mamma, 34", "34"),
    ("mamma, 34, asylsökande", "34"),
    ("mamman: 34", "34"),
    ("en man, 45, från Syrien", "45"),
    ("papperslös kvinna 29", "29"),
    ("kvinna 29 gravid v 12", "29"),
    ("kvinna 29 gravid i vecka 12", "29"),
    ("asylsökande 34", "34"),
    ("ukrainska, 34", "34"),
    ("kring sjuttio", "70"),
    ("en man kring sjuttio", "70"),
    ("runt 40", "40"),
    ("kvinna runt 40", "40"),
    ("ca 45", "45"),
    ("ca 45 år", "45"),
    ("man ca 45, asylsökande", "45"),
    ("strax över åttio", "80"),
    ("hon är strax över 80", "80"),
    ("drygt 30", "30"),
    ("en dam på drygt 70", "70"),
    ("i 30-årsåldern", "30"),
    ("i 30 årsåldern", "30"),
    ("trettioårsåldern", "30"),
    ("man i femtioårsåldern", "50"),
    ("fyllde 15 i våras", "15"),
    ("hon fyllde 15 i mars", "15"),
    ("hon har fyllt 19", "19"),
    ("fyllt 85", "85"),
    ("precis fyllt 18", "18"),
    ("har precis fyllt 18", "18"),
    ("nyss fyllda 18", "18"),
    ("har just fyllt arton", "18"),
    ("2 year old", "2"),
    ("two year old girl", "2"),
    ("17-year-old", "17"),
    ("17 years old", "17"),
    ("17 yo", "17"),
    ("she is 17", "17"),
    ("she's 17", "17"),
    ("aged 16", "16"),
    ("a boy, 9", "9"),
    ("he turned 18 last week", "18"),
    ("hon är 17, nästan vuxen", "17 17"),
    ("19", "19"),
    ("och 19?", "19"),
    ("och om hon är 19 då", "19"),
    ("och för en på 19", "19"),
    ("en 17:åring", "17"),
    ("17 år, 8 månader", "17"),
]

YOUNG = [
    ("8 månader", "0"),
    ("8 mån", "0"),
    ("och 8 månader då?", "0"),
    ("flickan är 8 mån", "0"),
    ("barn 8 månader", "0"),
    ("8 månader gammal", "0"),
    ("3 månaders bebis", "0"),
    ("en 3-månaders bebis", "0"),
    ("18 mån gammal", "1"),
    ("5 veckor gammal", "0"),
    ("bebis 3 veckor", "child 0"),
    ("barnet är 3 veckor", "0"),
    ("ett halvår gammal", "0"),
    ("8 months old", "0"),
    ("nyfödd", "child"),
    ("en nyfödd pojke", "child"),
    ("spädbarn", "child"),
    ("bebis", "child"),
    ("bebisen har feber", "child"),
]

NOT_YET = [
    ("fyller 18 i maj", "17"),
    ("fyller 18 nästa vecka", "17"),
    ("hon fyller snart 18", "17"),
    ("hon fyller arton i juni", "17"),
    ("blir 18 i höst", "17"),
    ("blir 18 år på torsdag", "17"),
    ("18 om en månad", "17"),
    ("är 18 om två veckor", "17"),
    ("snart 18", "17"),
    ("hon är snart 18", "17"),
    ("nästan 18", "17"),
    ("snart 18 år", "17"),
    ("knappt 18", "17"),
    ("fyller 20 i mars", "19"),
    ("turning 18 next month", "17"),
    ("inte fyllt 18 än", "-17"),
    ("inte fyllt 18", "-17"),
    ("har inte fyllt 18", "-17"),
    ("inte fyllt arton", "-17"),
    ("ej fyllt 18", "-17"),
    ("ännu inte fyllt 18", "-17"),
    ("inte 18 än", "-17"),
    ("hon är inte 18 ännu", "-17"),
    ("hon är inte ens 18", "-17"),
    ("hon är under 18", "-17"),
    ("patienten är yngre än 18", "-17"),
    ("inte fyllt 20", "-19"),
    ("she is not yet 18", "-17"),
    ("inte myndig", "-17"),
    ("ännu inte myndig", "-17"),
    ("inte myndig än", "-17"),
    ("snart myndig", "17"),
    ("blir myndig nästa vecka", "17"),
    ("har precis blivit myndig", "18"),
]

BORN = [
    ("född 2009", "16-17"),
    ("hon är född 2009", "16-17"),
    ("född i mars 2009", "17"),
    ("född i december 2009", "16"),
    ("född i november 2009", "16-17"),
    ("född den 3 mars 2009", "17"),
    ("född 3 dec 2009", "16"),
    ("född 2009-12-24", "16"),
    ("född 2008-11-29", "18"),
    ("född 12/3 2009", "17"),
    ("född 2009-03", "17"),
    ("född 2009-11", "16-17"),
    ("född 2009-12", "16"),
    ("f. 2009", "16-17"),
    ("f 2009", "16-17"),
    ("född 09", "16-17"),
    ("född -09", "16-17"),
    ("född år 1985", "40-41"),
    ("född i Syrien 1985", "40-41"),
    ("född 85", "40-41"),
    ("fodd 2009", "16-17"),
    ("born in 2009", "16-17"),
    ("född i år 2026", "0"),
    ("född igår", "0"),
    ("född för två veckor sedan", "0"),
]

BY_WORD = [
    ("i tonåren", "child"),
    ("tonåring", "child"),
    ("en tonårig kille", "child"),
    ("minderårig", "child"),
    ("omyndig", "child"),
    ("ett minderårigt barn", "child"),
    ("vuxen", "adult"),
    ("vuxna patienter", "adult"),
    ("myndig", "adult"),
    ("pensionär", "adult"),
    ("en medelålders man", "adult"),
    ("inte vuxen", "-17"),
]

GENERAL = [
    ("över 18 år", "adult!"),
    ("vuxna över 18", "adult adult!"),
    ("alla under 18 år", "-17!"),
    ("barn under 18", "-17!"),
    ("under 18", "-17!"),
    ("patienter som fyllt 18", "adult!"),
    ("den som har fyllt 18", "adult!"),
    ("de som inte fyllt 18", "-17!"),
    ("personer över 85 år", "85+!"),
    ("patient över 85 år", "85+"),
    ("hon är över 85", "85+"),
    ("han är över 18", "adult"),
    ("85+", "85+!"),
    ("patient 85+", "85+"),
    ("patienter 20 år och äldre", "adult!"),
    ("85 eller äldre", "85+!"),
    ("barn 17 år och yngre", "-17!"),
]

SEVERAL = [
    ("systrarna, 24 och 16", "24 16"),
    ("två systrar, 24 och 16 år", "24 16"),
    ("barnen är 3, 7 och 12", "3 7 12"),
    ("barnen är 3, 7 och 12 år", "3 7 12"),
    ("barnen är tre, sju och tolv år", "3 7 12"),
    ("två barn 4 och 9 år", "4 9"),
    ("två barn på 4 och 9 år", "4 9"),
    ("två barn, 4 och 9", "4 9"),
    ("syskonen (4, 9)", "4 9"),
    ("de är 16 och 24", "16 24"),
    ("mamma 34 och dotter 12", "34 12"),
    ("mamman 34 år, barnen 3 och 7", "34 3 7"),
    ("pappa 40, son 15 och dotter 9", "40 15 9"),
    ("en 17-åring och en 19-åring", "17 19"),
    ("17 respektive 19 år", "17 19"),
    ("inte 17 utan 19", "19"),
    ("hon är inte 17 år utan 19", "19"),
    ("barn 13-17 år", "13-17"),
    ("barn 6–12 år", "6-12"),
    ("mellan 40 och 50", "40-50"),
    ("en man mellan 40 och 50 år", "40-50"),
    ("tvillingarna är 8", "8"),
    ("två killar, 16 och 17, båda ensamkommande", "16 17"),
    ("två barn 4 och 9 år, mamma 30", "4 9 30"),
]

SUPPOSED = [
    ("om hon vore tjugo", "20?"),
    ("om hon vore 20 år", "20?"),
    ("hade han varit 17", "17?"),
    ("om han hade varit 17", "17?"),
    ("säg att hon är 19", "19?"),
    ("fast om han vore tjugo då", "20?"),
    ("anta att patienten är 16", "16?"),
    ("tänk om hon är 17", "17?"),
    ("om hon var 19 då", "19?"),
    ("if she were 17", "17?"),
    ("what if he is 19", "19?"),
    ("när hon fyller 18", "18?"),
    ("vad händer när han fyllt 18", "18?"),
    ("och om hon är 17 då", "17"),
    ("hon är 17. om hon vore 20 då?", "17 20?"),
    ("pojken är 15 år, hade han varit 18", "15 18?"),
    ("om hon vore vuxen då", "adult?"),
]

NONE = [
    "varit här i 2 år",
    "har varit här i två år",
    "bott i Sverige 3 år",
    "har bott här tre år",
    "har varit i Sverige i drygt tre månader",
    "i 2 år",
    "i drygt två år",
    "sedan 2 år",
    "för 3 år sedan",
    "kom för 2 år sedan",
    "om 3 år",
    "om ett år",
    "de senaste 5 åren",
    "de senaste 5 år",
    "vecka 12",
    "v 26",
    "i v. 26",
    "gravid 20 veckor",
    "gravid v 20",
    "gravid i vecka 32",
    "gravid 8 mån",
    "hon är gravid i 5 månaden",
    "hon är 20 veckor gravid",
    "25 kr",
    "det är 25",
    "det är 50 kronor",
    "avgiften är 50",
    "kostar ca 45",
    "betala runt 50",
    "kl 15",
    "klockan är 15",
    "temp runt 39",
    "hb är 95",
    "2 barn",
    "hon har 2 barn",
    "mamma med 3 barn",
    "de är 5 i familjen",
    "vi är 12",
    "14 dagar",
    "30 dagar",
    "kvittot är 14 dagar",
    "recept på 30 dagar",
    "lag 2013:407",
    "Utlysning 2021",
    "2022",
    "070-123 45 67",
    "ring 031 12 34 56",
    "400-kronorsregeln",
    "gäller det till 18 år?",
    "gäller det tills man är 18?",
    "upp till 19",
    "upp till 19 år",
    "åldersgräns 18",
    "åldersgränsen är 18 år",
    "till och med 23 år",
    "t.o.m. 23 år",
    "från 20 år",
    "gratis tills hon fyller 18",
    "vid 18 års ålder",
    "kortet gäller i 2 år",
    "gäller 1 år",
    "eu-medborgare mer än 3 månader i sverige",
    "ont i 8 månader",
    "har haft diabetes 17 år",
    "inte varit hos tandläkare på 2 år",
    "åker hem om 2 veckor",
    "bott hos mormor sen han var 3 år",
    "när hon var 5 bodde de i Syrien",
    "kom hit som 5-åring",
    "en 300-åring",
    "född 2 månader för tidigt",
    "född i Sverige",
    "40 patienter",
    "runt 40 patienter",
    "bara 3 besök",
    "patienten har 2 remisser",
    "blodtryck 120/80",
    "den 15 maj",
    "hon väntar barn",
    "väntar bebis i maj",
    "expecting a baby",
    "har fött en bebis",
    "barnmorska för papperslös",
    "vad är papperslös",
    "familj på 5",
    "nivå 2",
    "2",
    "förlängt 2 år",
    "fas 3",
    "for 2 years",
    "2 years ago",
    "17 weeks pregnant",
    "hon är inte 17",
    "",
]


@pytest.mark.parametrize(("text", "ages"), IN_YEARS + YOUNG)
def test_an_age_is_read_in_whole_years(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), NOT_YET)
def test_an_age_not_yet_reached_is_the_one_before(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), BORN)
def test_a_birth_gives_the_age_today(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), BY_WORD)
def test_a_word_gives_a_class_of_age(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), GENERAL)
def test_a_class_of_people_is_told_from_a_person(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), SEVERAL)
def test_every_age_of_a_message_is_read_in_order(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), SUPPOSED)
def test_an_age_only_supposed_is_marked(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(
    ("text", "ages"), [row for row in IN_YEARS + NOT_YET + BORN + SEVERAL + SUPPOSED if unaccented(row[0]) != row[0]]
)
def test_an_age_is_read_without_dots_too(text: str, ages: str) -> None:
    assert said(unaccented(text)) == ages


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_no_ages_without_dots_either(text: str) -> None:
    assert said(unaccented(text)) == ""


@pytest.mark.parametrize("text", [row[0] for row in IN_YEARS + YOUNG + NOT_YET + SEVERAL])
def test_capitals_change_nothing(text: str) -> None:
    assert said(text.upper()) == said(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Hej! papperslös 17-åring", ["17-åring"]),
        ("systrarna, 24 och 16 år", ["24", "16 år"]),
        ("hon är inte fyllt 18 än", ["inte fyllt 18"]),
        ("Född i mars 2009, mamma 34 år", ["Född i mars 2009", "34 år"]),
        ("İ sonen är 6", ["6"]),
        ("ett spädbarn, 3 veckor gammalt", ["spädbarn", "3 veckor gammalt"]),
    ],
)
def test_an_age_has_its_place_in_the_text(text: str, spans: list[str]) -> None:
    assert [text[mention.start : mention.end] for mention in find_ages(text, TODAY)] == spans


@pytest.mark.parametrize(
    ("text", "age_class"),
    [
        ("17-åring", "child"),
        ("18-åring", "18-19"),
        ("20-åring", "20-23"),
        ("24 år", "adult"),
        ("85 år", "85+"),
        ("född 2009", "child"),
        ("född 2008", None),  # 17 or 18
        ("född 2007", "18-19"),
        ("barn 13-17 år", "child"),
        ("17–19 år", None),
        ("inte fyllt 20", None),
    ],
)
def test_a_class_is_given_only_where_all_possible_ages_fall_in_it(text: str, age_class: str | None) -> None:
    [mention] = find_ages(text, TODAY)
    assert mention.age_class == age_class


def test_an_age_by_birth_moves_with_the_day() -> None:
    [before] = find_ages("född 2009-11-30", datetime.date(2026, 11, 29))
    [after] = find_ages("född 2009-11-30", datetime.date(2026, 11, 30))
    assert (before.years, after.years) == (16, 17)
