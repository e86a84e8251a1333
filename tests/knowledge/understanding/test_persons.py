"""Who is spoken of, and whom the question is about."""

from __future__ import annotations

import datetime

import pytest

from knowledge.understanding.ages import find_ages, find_roles
from knowledge.understanding.parting import parts_of
from knowledge.understanding.persons import Person, asked_about, read_persons

TODAY = datetime.date(2026, 11, 29)


def persons_of(text: str) -> tuple[Person, ...]:
    return read_persons(text, find_ages(text, TODAY), find_roles(text))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("mamma 34, dotter 9 och lillebror på 3", ["34", "9", "3"]),
        ("mor 38 o son 15 från ukraina", ["38", "15"]),
        ("systrarna, 24 och 16", ["24", "16"]),
        ("barnet har fyllt 18", ["18"]),
        ("får hon tandvård? flicka 15 år", ["15"]),
        ("en 17-årig pojke", ["17"]),
        ("12 år gammal flicka", ["12"]),
        ("hennes son på nio år", ["9"]),
        ("min patient, 45, har med sig sin son 12 som tolk", ["45", "12"]),
        ("mamman är papperslös", ["adult"]),
        ("patienten har ont", [None]),
        ("vad kostar det", []),
        ("flicka 17 år, fyller 18 i januari", ["17"]),
    ],
)
def test_each_age_belongs_to_the_person_it_is_said_of(text: str, ages: list[str | None]) -> None:
    assert [person.age for person in persons_of(text)] == ages


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Familj här, mamma 34, dotter 9 och lillebror 3, nu har flickan fått astma. Får hon utredning?", "9"),
        ("Mamman är 30 och sonen fyra, pojken har feber. vad kostar det för honom?", "4"),
        ("Mamman är 30 och sonen fyra, mamman har feber. vad kostar det för henne?", "30"),
        ("min patient, 45, har med sig sin son 12 som tolk", "45"),
        ("En kvinna på 40 med sin dotter på 6. Vad betalar kvinnan?", "40"),
        ("skriver ut till en 9-åring, behöver föräldrarna betala?", "9"),
        # the one that somebody lives with is not the patient
        ("man åttiofyra år efter stroke, bor hos sonen en trappa upp. kan han få rullator?", "84"),
        ("pojke 15, sover hos sin farbror i Borås, får han tandvård?", "15"),
        # a relative told of with no age is not meant by the pronoun
        ("Flicka 13 från Manila, mamman städar på hotell. Får hon gå till gynmottagningen?", "13"),
        ("Kille 8 år på besök hos sin pappa över jul. Vad kostar tandläkaren för honom?", "8"),
        ("en herre på 66, hälsar på sin dotter, och dottern är svensk. Måste vi ta emot honom?", "66"),
        # children in general are nobody in particular
        ("gömd pappa 52, tandvärk. kan han få hjälp eller gäller det enbart barn?", "52"),
        # nobody is named but by the pronoun
        ("Abortsökande, 16 år, asylärende pågår. Får hon ingreppet gratis?", "16"),
        ("svensk pensionär, 87, bosatt utomlands. Vad betalar hon?", "87"),
    ],
)
def test_the_question_is_about_the_one_it_names(text: str, age: str) -> None:
    persons = persons_of(text)
    last = text.rfind(". ") + 2 if ". " in text else 0
    about = asked_about(text, persons, [(last, len(text))])
    assert [persons[number].age for number in about] == [age]


@pytest.mark.parametrize(
    "text",
    [
        "mor 38 o son 15, vad får de",
        "Mamman 40 och flickan 6. De två ska väl bedömas likadant?",
        "systrarna, 24 och 16",
        "två bröder, den ene sjutton och den andre tjugotvå år",
    ],
)
def test_where_all_are_meant_all_are_kept(text: str) -> None:
    persons = persons_of(text)
    assert len(asked_about(text, persons, [])) == len(persons) == 2


def about_in(text: str) -> list[str | None]:
    """The ages that a message of one or more sentences asks about."""
    persons = persons_of(text)
    asking = [(part.start, part.end) for part in parts_of(text) if part.asks]
    return [persons[number].age for number in asked_about(text, persons, asking)]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Papperslös pojke 17 år. Om han blir 18 innan operationen, vad kostar den då?", ["18"]),
        ("Flicka 17 år. Hade hon redan fyllt 18, vad skulle besöket kosta?", ["18"]),
        ("Vår patient är 17. Vad kostar tandvården när hon fyllt 18?", ["18"]),
        ("Hon är 17. Om hon hade hunnit fylla 18. Vad kostar det då?", ["18"]),
        ("Mamman är 34 och sonen 17, vad gäller honom när han fyllt 18?", ["18"]),
        ("Hon är 17. om hon vore 20 då?", ["20"]),
    ],
)
def test_the_question_that_supposes_an_age_is_about_that_age(text: str, ages: list[str]) -> None:
    assert about_in(text) == ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Flicka sjutton år. Om hon redan fyllt aderton, vad blir det för skillnad?", ["17", "18"]),
        ("Hon är 17, ändras hennes rätt när hon blir 18?", ["17", "18"]),
        ("Kille 19. Är det samma avgift om han fyllt 20?", ["19", "20"]),
        ("Pojke 17 år, får han tandvård nu, och hur blir det när han fyller 18?", ["17", "18"]),
    ],
)
def test_a_question_that_compares_is_about_the_age_told_too(text: str, ages: list[str]) -> None:
    assert about_in(text) == ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Flicka 17, tänker på när hon fyller 18. Får hon tandvård nu?", ["17"]),
        ("Flickan är 17. Får hon tandvård tills hon fyller 20?", ["17"]),
        ("Mamman 40 och dottern 17. Vad kostar besöket för mamman?", ["40"]),
        ("Pojke 17 år. Vad kostar läkarbesöket?", ["17"]),
    ],
)
def test_what_is_supposed_elsewhere_is_not_what_the_question_is_about(text: str, ages: list[str]) -> None:
    assert about_in(text) == ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Vad får A, kvinna 45, betala för resan, och hennes son 14 när han ska dit?", ["45", "14"]),
        ("Vad kostar tandläkaren för mamman 38 och dottern 9 när hon ska dit?", ["38", "9"]),
        ("Kan systern 24 eller flickan 17 få abort om hon vill?", ["24", "17"]),
        ("Vad kostar det för en man 50, och för hans dotter 12 när hon går själv?", ["50", "12"]),
        ("Så jag undrar liksom vad resan kostar mamman, 38, och om flickan, 11, betalar något?", ["38", "11"]),
        # they stand before the question, or one only comes along
        ("Mamman är 45 och sonen 14, vad får han betala?", ["14"]),
        ("Mamma 38 och son 15, asylsökande, får han tandvård?", ["15"]),
        ("Får en pappa 40 hämta ut medicin till sin son 6 när han är sjuk?", ["6"]),
        ("Vad kostar det för sonen 12 när hans mamma 40 följer med och han ska röntgas?", ["12"]),
    ],
)
def test_who_is_named_side_by_side_in_the_question_is_asked_about_together(text: str, ages: list[str]) -> None:
    persons = persons_of(text)
    parts = [(part.start, part.end) for part in parts_of(text) if part.asks]
    assert [persons[number].age for number in asked_about(text, persons, parts)] == ages


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("dottern 15 har samma slags papper som mormodern", ["daughter"]),
        ("pojken är 12 och har kort precis som sin pappa", ["boy"]),
        ("dottern 16 är asylsökande liksom modern", ["daughter"]),
        ("han kom hit som barn, är nu 22", ["man"]),
        # whose age is said, who counts as one, or who is told of in a clause of its own
        ("gäller samma regler för mamman 38 som för sonen 15?", ["mother", "son"]),
        ("räknas hon som barn?", ["woman", "child"]),
        ("sonen som mamman följer med är 17", ["son", "mother"]),
    ],
)
def test_who_is_only_likened_to_is_nobody_spoken_of(text: str, roles: list[str]) -> None:
    assert [person.role for person in persons_of(text)] == roles


def test_another_noun_with_another_age_is_somebody_else() -> None:
    assert [(one.role, one.age) for one in persons_of("systern 24 eller flickan 17")] == [
        ("sister", "24"),
        ("girl", "17"),
    ]
    assert [one.age for one in persons_of("flickan är 17, alltså flickan på 17 igen")] == ["17"]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Två systrar, 15 och 19 år. Får den yngre tandvård?", ["15"]),
        ("Två systrar, 15 och 19 år. Får den äldsta tandvård?", ["19"]),
        ("Två systrar, 15 och 19 år. Får den yngre och den äldre tandvård?", ["15", "19"]),
        ("Storasyster 19 och lillasyster 15. Får storasystern tandvård?", ["19"]),
        ("Storasyster 19 och lillasyster 15. Får lillasystern tandvård?", ["15"]),
    ],
)
def test_one_of_two_is_meant_by_age_or_by_the_word_first_used(text: str, ages: list[str]) -> None:
    assert about_in(text) == ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Mamman är 38 och döttrarna 15 och 19. Får den äldre tandvård?", ["19"]),
        ("Systrar 14 och 19. Gäller tandvården dem, eller bara den yngre?", ["14", "19"]),
    ],
)
def test_the_older_is_one_of_those_alike_and_only_asks_of_all(text: str, ages: list[str]) -> None:
    assert about_in(text) == ages
