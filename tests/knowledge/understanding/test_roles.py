from __future__ import annotations

import pytest

from knowledge.swedish.folding import unaccented
from knowledge.understanding.ages import RoleMention, find_roles


def said(text: str) -> str:
    """The persons of a text: role, ":class" where the word says one, "+" for several."""
    return " ".join(_shorthand(mention) for mention in find_roles(text))


def _shorthand(mention: RoleMention) -> str:
    return mention.role + (f":{mention.age_class}" if mention.age_class else "") + "+" * mention.plural


PERSONS = [
    ("barn", "child:child"),
    ("barnet", "child:child"),
    ("barnen", "child:child+"),
    ("barnets rätt", "child:child"),
    ("alla barn", "child:child+"),
    ("två barn", "child:child+"),
    ("ett barn", "child:child"),
    ("asylsökande barn", "child:child"),
    ("två asylsökande barn", "child:child+"),
    ("ett papperslöst barn", "child:child"),
    ("asylbarn", "child:child"),
    ("barnbarnet", "child:child"),
    ("spädbarn", "child:child"),
    ("småbarn", "child:child+"),
    ("ungarna", "child:child+"),
    ("tvillingarna", "child:child+"),
    ("bebisen", "baby:child"),
    ("en nyfödd", "baby:child"),
    ("sonen", "son:child"),
    ("min son", "son:child"),
    ("sonens tänder", "son:child"),
    ("söner", "son:child+"),
    ("dottern", "daughter:child"),
    ("vuxen dotter", "daughter:adult"),
    ("vuxna barn", "child:adult"),
    ("pojken", "boy:child"),
    ("en tonårspojke", "boy:child"),
    ("kille", "boy"),
    ("flickan", "girl:child"),
    ("tjejen", "girl"),
    ("lillebror", "brother:child"),
    ("bror", "brother"),
    ("storebror", "brother"),
    ("lillasyster", "sister:child"),
    ("systrarna", "sister+"),
    ("syskonen", "sibling+"),
    ("tonåring", "teenager:child"),
    ("ungdomar", "teenager:child+"),
    ("mamma", "mother:adult"),
    ("mammans", "mother:adult"),
    ("pappan", "father:adult"),
    ("hennes far", "father:adult"),
    ("föräldrarna", "parent:adult+"),
    ("vårdnadshavaren", "parent:adult"),
    ("mormor", "grandmother:adult"),
    ("farfar", "grandfather:adult"),
    ("frun", "wife:adult"),
    ("maken", "husband:adult"),
    ("hennes man", "husband:adult"),
    ("änka", "woman:adult"),
    ("en äldre dam", "woman:adult"),
    ("kvinna", "woman"),
    ("kvinnorna", "woman+"),
    ("en liten gosse", "boy:child"),
    ("pågen", "boy:child"),
    ("tösen", "girl:child"),
    ("en jänta", "girl:child"),
    ("ynglingen", "boy"),
    ("karlen", "man:adult"),
    ("kar'n", "man:adult"),
    ("en kvinnsperson", "woman:adult"),
    ("fröken", "woman:adult"),
    ("sambon", "partner:adult"),
    ("kusinen", "relative"),
    ("storasystern", "sister"),
    ("hennes syster Maria", "she sister"),
    ("syster Maria, 14 år", "sister"),
    ("hans fru Olena", "he wife:adult"),
    ("Fru Olena", "woman:adult"),
    ("en man", "man"),
    ("polsk man", "man"),
    ("man, 45", "man"),
    ("man 45 år", "man"),
    ("man i 30-årsåldern", "man"),
    ("man från Syrien", "man"),
    ("mannen", "man"),
    ("pensionär", "pensioner:adult"),
    ("patienten", "patient"),
    ("patienter", "patient+"),
    ("familjen", "family+"),
    ("hon", "she"),
    ("hennes", "she"),
    ("han", "he"),
    ("hans", "he"),
    ("hen", "they"),
    ("de är papperslösa", "they+"),
    ("får de vård", ""),
    ("de papperslösa", ""),
    ("deras", "they+"),
    ("mother", "mother:adult"),
    ("her son", "she son:child"),
    ("the children", "child:child+"),
    ("mamma och son", "mother:adult son:child"),
    ("mormor till familjen", "grandmother:adult family+"),
    ("mamman är papperslös, barnet är fött här", "mother:adult child:child"),
    ("hon har ett barn på 4 år", "she child:child"),
    ("har asylsökande barn rätt till tandvård", "child:child"),
    ("har barn rätt till tandvård", "child:child"),
    ("får barn vaccin", "child:child"),
    ("får ett papperslöst barn gå till tandläkaren", "child:child"),
    ("kvinna med barn", "woman child:child"),
]

NOBODY = [
    "väntar barn",
    "väntar sitt första barn",
    "har fött barn",
    "födde barn igår",
    "ska få barn",
    "har fått barn",
    "har två barn hemma",
    "barnmorska",
    "barnmorskan",
    "barnavårdscentral",
    "barnläkare",
    "barnhabiliteringen",
    "kvinnoklinik",
    "kvinnokliniken",
    "patientavgift",
    "föräldralös",
    "föräldrapenning",
    "får man vård",
    "kan man få tandvård",
    "man får söka",
    "hur gör man",
    "om man som asylsökande blir sjuk",
    "hur får papperslösa vård",
    "men",
    "Karl Johansgatan",
    "nu säger syster Anneli att kortet finns",
    "syster anneli undrar vad det kostar",
    "Syster Eva på mottagningen",
    "",
]


@pytest.mark.parametrize(("text", "persons"), PERSONS)
def test_a_person_is_found_with_the_class_that_the_word_says(text: str, persons: str) -> None:
    assert said(text) == persons


@pytest.mark.parametrize(("text", "persons"), [row for row in PERSONS if unaccented(row[0]) != row[0]])
def test_a_person_is_found_without_dots_too(text: str, persons: str) -> None:
    assert said(unaccented(text)) == persons


@pytest.mark.parametrize("text", NOBODY)
def test_other_words_are_no_persons(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("hon väntar barn", "she"),
        ("hon har två barn hemma", "she"),
        ("kvinnan har barn", "woman"),
        ("mamma som fött barn", "mother:adult"),
    ],
)
def test_a_child_that_somebody_has_or_expects_is_not_the_patient(text: str, persons: str) -> None:
    assert said(text) == persons


def test_men_are_no_man_only_with_their_dots() -> None:
    assert said("papperslösa män") == "man+"


def test_a_person_has_its_place_in_the_text() -> None:
    text = "Hej, MAMMAN och barnets lillasyster"
    assert [text[mention.start : mention.end] for mention in find_roles(text)] == ["MAMMAN", "barnets", "lillasyster"]
