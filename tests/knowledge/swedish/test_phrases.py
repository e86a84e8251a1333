from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from knowledge.swedish.phrases import (
    EXACT,
    FOLDED,
    FUZZY,
    JOINED,
    Lexicon,
    Match,
    PhraseFinder,
    joined,
    load_lexicons,
    stems,
)

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def language() -> Language:
    """The tokenizer and lookup lemmatizer that set-up builds."""
    language = spacy.blank("sv")
    language.add_pipe("lemmatizer", config={"mode": "lookup"})
    language.initialize()
    return language


LEXICONS = [
    Lexicon(
        "programme",
        {
            "kub": ("kompetensutvecklingsbidraget", "bidrag för kompetensutveckling", "bidraget inom vårdval rehab"),
            "plan": ("färdplanen", "färdplan nära vård"),
            "call": ("utlysning 2021",),
        },
    ),
    Lexicon(
        "unit_size", {"large": ("stor enhet",), "small": ("liten enhet",)}, {"large": ("stor",), "small": ("liten",)}
    ),
    Lexicon("care_choice", {"rehab": ("rehab",), "vardcentral": ("vårdcentral",)}),
    Lexicon(
        "care_type",
        {"primary": ("vårdcentral", "besök på vårdcentral"), "dental": ("tandvård",), "vaccine": ("får vaccin",)},
    ),
    Lexicon(
        "patient_group",
        {"undocumented": ("papperslös",), "asylum_seeker": ("asylsökande",), "no_lma": ("asylsökande utan lma",)},
    ),
]


@pytest.fixture(scope="module")
def finder(language: Language) -> PhraseFinder:
    return PhraseFinder(language, LEXICONS)


def find(finder: PhraseFinder, text: str) -> list[Match]:
    return finder.find(finder._language(text))


def values(finder: PhraseFinder, text: str) -> dict[str, str]:
    return {match.entity: match.value for match in find(finder, text)}


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("kompetensutvecklingsbidraget", EXACT),
        ("Kompetensutvecklingsbidraget", EXACT),
        ("KOMPETENSUTVECKLINGSBIDRAGET", EXACT),
        ("kompetens utvecklings bidraget", JOINED),
        ("kompetensutvecklings-bidraget", JOINED),
        ("kompetens-utvecklings-bidraget", JOINED),
        ("kompetensutvecklingsbidragets", JOINED),
        ("kompetensutveklingsbidraget", FUZZY),  # a letter left out
        ("kompetensutvecklingsbidarget", FUZZY),  # two letters swapped
        ("komptensutveckligsbidraget", FUZZY),  # two errors in a very long word
        ("kompetens utvecklings bidarget", FUZZY),
    ],
)
def test_a_compound_is_found_split_joined_and_misspelt(finder: PhraseFinder, text: str, tier: int) -> None:
    [match] = find(finder, f"gäller {text} nu")
    assert (match.entity, match.value, match.tier) == ("programme", "kub", tier)
    assert (match.start, match.end) == (7, 7 + len(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("fardplanen", "plan"), ("färdplan nara vard", "plan"), ("fardplan nara vard", "plan"), ("fardplanens", "plan")],
)
def test_a_phrase_is_found_without_its_dots(finder: PhraseFinder, text: str, value: str) -> None:
    [match] = find(finder, text)
    assert (match.value, match.tier) == (value, FOLDED)


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("en stor enhet", "unit_size", "large"),
        ("storenhet", "unit_size", "large"),
        ("de papperslösa", "patient_group", "undocumented"),
        ("papperslösas rätt", "patient_group", "undocumented"),
        ("pappers lös", "patient_group", "undocumented"),
        ("paperslös", "patient_group", "undocumented"),
        ("papperslos", "patient_group", "undocumented"),
        ("asyl sökande", "patient_group", "asylum_seeker"),
        ("asylsökandes", "patient_group", "asylum_seeker"),
        ("vårdcentralernas", "care_choice", "vardcentral"),
        ("vårdcentralen", "care_choice", "vardcentral"),
        ("tandvarden", "care_type", "dental"),
        ("utlysning -2021", "programme", "call"),
    ],
)
def test_forms_and_spellings_of_a_phrase_are_found(finder: PhraseFinder, text: str, entity: str, value: str) -> None:
    assert values(finder, f"undrar om {text} i år")[entity] == value


@pytest.mark.parametrize(
    "text",
    [
        "min far vaccinerades",  # "får" and "far" are two words
        "vi far hem",
        "hur stor är summan totalt i år",
        "en liten fråga om pengarna och annat",
        "enheten är stor som ett hus men",
        "papperslappar",
        "pappersarbete",
        "kompetens",
        "bidraget",
        "utlysning 2022",
        "utlysning 2011",
        "tandläkare",
        "planen",
        "",
        "???",
        "🙂",
    ],
)
def test_what_only_looks_alike_is_not_found(finder: PhraseFinder, text: str) -> None:
    assert find(finder, text) == []


@pytest.mark.parametrize(("text", "hit"), [("hur får vaccin ges", True), ("min far vaccin", True), ("far", False)])
def test_dots_are_folded_only_where_nothing_better_is_found(finder: PhraseFinder, text: str, hit: bool) -> None:
    found = [match for match in find(finder, text) if match.value == "vaccine"]
    assert bool(found) is hit
    if hit:
        assert found[0].tier == (EXACT if "får" in text else FOLDED)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("asylsökande utan LMA då", "no_lma"),
        ("asyl-sökande utan lma", "no_lma"),
        ("asylsökande med lma", "asylum_seeker"),
    ],
)
def test_the_longest_phrase_wins(finder: PhraseFinder, text: str, value: str) -> None:
    [match] = find(finder, text)
    assert match.value == value


def test_what_stands_inside_a_programmes_name_is_no_finding_of_its_own(finder: PhraseFinder) -> None:
    assert values(finder, "gäller bidraget inom vårdval rehab") == {"programme": "kub"}
    assert values(finder, "gäller rehab och kompetensutvecklingsbidraget") == {
        "care_choice": "rehab",
        "programme": "kub",
    }


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("stor", "large"),
        ("en liten då?", "small"),
        ("och en stor", "large"),
        ("liten", "small"),
        ("hur stor är summan som delas ut", None),
        ("jag har en liten fråga om pengarna", None),
    ],
)
def test_a_bare_size_counts_in_a_short_message_only(finder: PhraseFinder, text: str, size: str | None) -> None:
    assert values(finder, text).get("unit_size") == size


def test_a_phrase_of_two_entities_is_found_as_both(finder: PhraseFinder) -> None:
    assert values(finder, "gäller det en vårdcentral") == {"care_choice": "vardcentral", "care_type": "primary"}


def test_two_programmes_are_found_in_text_order(finder: PhraseFinder) -> None:
    assert [match.value for match in find(finder, "färdplanen eller utlysning 2021?")] == ["plan", "call"]


def test_a_better_finding_is_surer() -> None:
    confidences = [Match("a", "b", 0, 1, tier).confidence for tier in (EXACT, JOINED, FOLDED, FUZZY)]
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize("text", ["stor enhet " * 200, "a" * 2000, "kompetens" * 50])
def test_a_very_long_message_is_read_too(finder: PhraseFinder, text: str) -> None:
    assert isinstance(find(finder, text), list)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Kompetens utvecklings-bidrag", "kompetensutvecklingsbidrag"), ("KJV:s", "kjvs"), ("  ", ""), ("Å_ä", "åä")],
)
def test_spaces_hyphens_and_points_do_not_count(text: str, key: str) -> None:
    assert joined(text) == key


def test_an_ending_is_taken_off_only_where_a_stem_is_left() -> None:
    assert "enhet" in set(stems("enheterna"))
    assert set(stems("rena")) == {"rena"}


# --- the lexicon files ---


def write(folder: Path, content: str) -> Path:
    (folder / "lexikon.yml").write_text(content, encoding="utf-8")
    return folder


def test_a_lexicon_file_is_read(tmp_path: Path) -> None:
    content = "entity: nivå\nvalues:\n  1: [nivå 1, nivå ett]\n  2: [nivå 2]\nin_short_messages:\n  1: [ettan]\n"
    [lexicon] = load_lexicons(write(tmp_path, content))
    assert lexicon == Lexicon("nivå", {"1": ("nivå 1", "nivå ett"), "2": ("nivå 2",)}, {"1": ("ettan",)})


@pytest.mark.parametrize("phrases", ["liten enhet", "LITEN ENHET", "liten-enhet", "litenenhet"])
def test_one_phrase_under_two_values_is_refused_with_file_and_values(tmp_path: Path, phrases: str) -> None:
    content = f"entity: storlek\nvalues:\n  small: [liten enhet]\n  medium: [{phrases}]\n"
    with pytest.raises(ValueError, match=r"lexikon\.yml.*small.*medium"):
        load_lexicons(write(tmp_path, content))


@pytest.fixture(scope="module")
def real(language: Language) -> PhraseFinder:
    return PhraseFinder(language, load_lexicons(ROOT / "data" / "lexicon"))


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("vad är maxbeloppet i Utlysning 2021", "programme", "utlysning-2021"),
        ("KJV:s utlysning", "programme", "utlysning-2021"),
        ("kompetens utvecklings bidraget", "programme", "kompetensutvecklingsbidrag"),
        ("nar borjar fardplanen", "programme", "fardplan"),
        ("maxbelopp för en liten vårdcentral", "unit_size", "small"),
        ("och en medelstor då", "unit_size", "medium"),
        ("hur mycket på nivå 2", "amount_level", "2"),
        ("vad kunde en stor enhet söka som mest och hur mycket liten", "unit_size", "small"),
        ("vilka summor gällde på nivå 1 och 2 i den där utlysningen", "amount_level", "2"),
        ("papperslösa barn", "patient_group", "undocumented"),
        ("asylsökande", "patient_group", "asylum_seeker"),
    ],
)
def test_the_real_lexicons_find_what_staff_write(real: PhraseFinder, text: str, entity: str, value: str) -> None:
    assert values(real, text)[entity] == value


def test_a_bare_size_counts_only_where_it_is_joined_to_another(real: PhraseFinder) -> None:
    assert values(real, "vi är en stor enhet, är det för liten summa vi har fått")["unit_size"] == "large"


@pytest.mark.parametrize("text", ["hej", "vad kan du", "hur stor är summan som alla delar på", "får min far följa med"])
def test_the_real_lexicons_find_no_programme_where_none_is(real: PhraseFinder, text: str) -> None:
    assert not {"programme", "unit_size", "amount_level"} & values(real, text).keys()


def missed(real: PhraseFinder, entity: str, hidden_by: tuple[str, ...] = ()) -> list[str]:
    """Phrases of an entity that are not found as themselves in a message of their own."""
    return [
        phrase
        for lexicon in load_lexicons(ROOT / "data" / "lexicon")
        if lexicon.entity == entity
        for value, phrases in lexicon.values.items()
        for phrase in phrases
        if not any((m.entity, m.value) == (entity, value) or m.entity in hidden_by for m in find(real, phrase))
    ]


@pytest.mark.parametrize("entity", sorted(path.stem for path in (ROOT / "data" / "lexicon").glob("*.yml")))
def test_every_phrase_of_the_real_lexicons_is_found_as_itself(real: PhraseFinder, entity: str) -> None:
    assert missed(real, entity, hidden_by=() if entity == "programme" else ("programme",)) == []


# --- denials ---


@pytest.mark.parametrize(
    "text",
    [
        "inte papperslös",
        "hon är inte papperslös",
        "ej asylsökande",
        "hon är inte turist",
        "söker inte asyl",
        "har inte sökt om asyl",
        "hon är inte längre asylsökande",
        "inte från Ukraina",
        "papperslös är hon inte",
    ],
)
def test_what_the_words_around_deny_is_marked(real: PhraseFinder, text: str) -> None:
    groups = [match for match in find(real, text) if match.entity == "patient_group"]
    assert all(match.negated for match in groups)
    assert groups


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("inte folkbokförd", "registration", "not_registered"),
        ("hon är ej folkbokförd", "registration", "not_registered"),
        ("utan papper", "patient_group", "undocumented"),
        ("aldrig sökt asyl", "patient_group", "undocumented"),
        ("saknar lma-kort", "patient_group", "asylum_no_lma"),
        ("inte turist utan papperslös", "patient_group", "undocumented"),
        ("får inte asylsökande tandvård?", "patient_group", "asylum_seeker"),
        ("kan hon inte få tandvård?", "care_type", "dental"),
    ],
)
def test_a_phrase_that_denies_by_itself_and_a_polite_question_are_not_marked(
    real: PhraseFinder, text: str, entity: str, value: str
) -> None:
    assert (entity, value) in {(match.entity, match.value) for match in find(real, text) if not match.negated}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("visumet har löpt ut", "undocumented"),
        ("visumet har ej löpt ut", None),
        ("visumet har inte löpt ut", None),
        ("hon söker ej skydd", None),
        ("hon söker inte skydd", None),
    ],
)
def test_a_word_that_denies_is_no_typing_error(real: PhraseFinder, text: str, value: str | None) -> None:
    found = {match.value for match in find(real, text) if match.entity == "patient_group" and not match.negated}
    assert found - {"visitor"} == ({value} if value else set())


@pytest.mark.parametrize(
    "text", ["har vi fog för vår ståndpunkt?", "betalar hon 50 kr för vart och ett av dem?", "det är för vår skull"]
)
def test_words_that_say_nothing_by_themselves_are_no_split_compound(real: PhraseFinder, text: str) -> None:
    assert not [match for match in find(real, text) if match.entity == "patient_group"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("får han hjälp med det", "aids"),
        ("vad en vuxen har rätt till", "habilitation"),
        ("hon väntar bara på svar", "maternity"),
        ("klarar sig själv. Ska de betala", "psychiatry"),
        ("gäller det för vårdpersonal", "detained"),
        ("en enhet med en stor budget", "medium"),
    ],
)
def test_a_small_word_or_the_next_sentence_makes_no_misspelling(real: PhraseFinder, text: str, value: str) -> None:
    assert value not in {match.value for match in find(real, text)}


@pytest.mark.parametrize(("text", "value"), [("utan paper", "undocumented"), ("inte folkbokföras", "not_registered")])
def test_a_small_word_of_the_phrase_itself_may_stand_at_its_end(real: PhraseFinder, text: str, value: str) -> None:
    assert value in {match.value for match in find(real, text)}


def test_a_word_of_its_own_is_no_ending(real: PhraseFinder) -> None:
    [match] = [match for match in find(real, "papperslös är hon") if match.entity == "patient_group"]
    assert match.end == len("papperslös")


@pytest.mark.parametrize("names", [("kartong", "kartang"), ("kartang", "kartong")])
def test_of_two_phrases_equally_near_the_first_of_the_lexicon_is_found(
    language: Language, names: tuple[str, str]
) -> None:
    finder = PhraseFinder(language, [Lexicon("thing", {name: (name,) for name in names})])
    assert values(finder, "en karteng") == {"thing": names[0]}
