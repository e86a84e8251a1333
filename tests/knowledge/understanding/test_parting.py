"""Messages taken apart: what asks, what tells, and what stays whole."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.understanding.parting import MOST_PARTS, asks, parts_of


def read(text: str) -> list[tuple[str, bool]]:
    return [(part.of(text), part.asks) for part in parts_of(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vi är en liten vc. Hur mycket får vi, och vem mejlar jag?",
         [("Vi är en liten vc.", False), ("Hur mycket får vi", True), ("vem mejlar jag?", True)]),
        ("hur mycket kunde man få och när stängde den",
         [("hur mycket kunde man få", True), ("när stängde den", True)]),
        ("får vi svara polisen, och måste vi anmäla papperslösa?",
         [("får vi svara polisen", True), ("måste vi anmäla papperslösa?", True)]),
        ("patienten är gravid v 20. får hon gå på mvc? kostar det nåt?",
         [("patienten är gravid v 20.", False), ("får hon gå på mvc?", True), ("kostar det nåt?", True)]),
        ("färdplanen som alla talar om, från när gäller den och vilket år siktar den mot",
         [("färdplanen som alla talar om, från när gäller den", True), ("vilket år siktar den mot", True)]),
        ("När började den gälla och fram till när pekar den?",
         [("När började den gälla", True), ("fram till när pekar den?", True)]),
        ("Jag byter ämne: vilket organ beslutade det, och vilken dag?",
         [("Jag byter ämne: vilket organ beslutade det", True), ("vilken dag?", True)]),
        ("vem beslutade det, and why?", [("vem beslutade det", True), ("why?", True)]),
        ("o vem fattade beslutet, när?", [("o vem fattade beslutet", True), ("när?", True)]),
        ("jaha. vem står för pengarna o hur länge pågår fas 2?",
         [("jaha. vem står för pengarna", True), ("hur länge pågår fas 2?", True)]),
        ("Den blev beviljad. När och hur betalas det ut?",
         [("Den blev beviljad.", False), ("När och hur betalas det ut?", True)]),
        ("Far och son söker hos oss. Vad får var och en?",
         [("Far och son söker hos oss.", False), ("Vad får var och en?", True)]),
        ("Far och son är papperslösa, vad får de", [("Far och son är papperslösa, vad får de", True)]),
        ("Hon kom igår, kan inte svenska. Får hon tolk?",
         [("Hon kom igår, kan inte svenska.", False), ("Får hon tolk?", True)]),
        ("jag jobbar på bvc, t.ex. i Angered. Kan vi söka?",
         [("jag jobbar på bvc, t.ex. i Angered.", False), ("Kan vi söka?", True)]),
    ],
)  # fmt: skip
def test_several_sentences_and_questions_are_told_apart(text: str, parts: list[tuple[str, bool]]) -> None:
    assert read(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "vad gäller för barn och vuxna?",
        "hur och när söker man",
        "och barn?",
        "hej! vad kostar det?",
        "vad ingår i mödravård och förlossning",
        "kan vi söka kompetensutvecklingsbidraget?",
        "är läkarbesök kl. 15 gratis",
        "",
        "?!",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert len(parts_of(text)) <= 1


def test_a_message_of_very_many_questions_is_read_as_a_whole() -> None:
    text = " ".join(f"Är mening nummer {n} här?" for n in range(MOST_PARTS + 1))
    assert [(part.start, part.end) for part in parts_of(text)] == [(0, len(text))]


def test_a_story_may_be_as_long_as_it_likes() -> None:
    told = " ".join(f"Mening nummer {n} här." for n in range(MOST_PARTS + 1))
    parts = parts_of(f"{told} Får hon tandvård?")
    assert [part.asks for part in parts] == [*[False] * (len(parts) - 1), True]
    assert parts[-1].of(f"{told} Får hon tandvård?") == "Får hon tandvård?"


def test_parts_never_overlap_and_stand_in_order() -> None:
    parts = parts_of("vem får söka, hur mycket får man och när är sista dag?")
    assert all(before.end <= after.start for before, after in pairwise(parts))
    assert len(parts) == 3


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("vad kostar det", True),
        ("och hur söker man", True),
        ("får hon gå på mvc", True),
        ("hon är 24 år", False),
        ("av vilket skäl lades det ner", True),
        ("av honom togs inget prov", False),
        ("tack för hjälpen", False),
        ("det undrar vi?", True),
    ],
)
def test_a_question_is_known_by_its_sign_or_its_opening(words: str, question: bool) -> None:
    assert asks(words) is question


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("vem beslutade det o av vilket skäl", "av vilket skäl"),
        ("från vilket datum gäller den och mot vilket år siktar den", "mot vilket år siktar den"),
        ("hur mycket betalar han och på vilken grund", "på vilken grund"),
    ],
)
def test_a_question_that_opens_with_a_preposition_is_a_part(text: str, second: str) -> None:
    assert [words for words, _ in read(text)][1:] == [second]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Bidraget inom vårdval, täckte det kursavgifter och går det att söka i dag?",
            ["Bidraget inom vårdval, täckte det kursavgifter", "går det att söka i dag?"],
        ),
        (
            "Två frågor: har hon rätt till mödravård, och vad får vi ta betalt?",
            ["Två frågor: har hon rätt till mödravård", "vad får vi ta betalt?"],
        ),
        (
            "Färdplanen: vilka är parterna, och riktar den sig till tandvården?",
            ["Färdplanen: vilka är parterna", "riktar den sig till tandvården?"],
        ),
        (
            "Kan vi söka, och täcker det resor?",
            ["Kan vi söka", "täcker det resor?"],
        ),
        ("vem bestämmer, å finns dä nån lista?", ["vem bestämmer", "finns dä nån lista?"]),
        ("vem bestämmer å e dä gratis?", ["vem bestämmer", "e dä gratis?"]),
        ("vem står bakom, samt finns en blankett?", ["vem står bakom", "finns en blankett?"]),
        ("vilken summa gällde, och skulle enheten betala?", ["vilken summa gällde", "skulle enheten betala?"]),
        ("När stängde den o räknades konsulten in?", ["När stängde den", "räknades konsulten in?"]),
        ("Gäller det; kan vi söka?", ["Gäller det", "kan vi söka?"]),
        ("Får hon tolk; i så fall, vem betalar?", ["Får hon tolk", "vem betalar?"]),
        ("Får han frikort, och om inte, vart går han?", ["Får han frikort", "vart går han?"]),
        ("Hon undrar om hon får frikort; annars, finns det nåt?", ["Hon undrar om hon får frikort", "finns det nåt?"]),
    ],
)
def test_a_second_question_opens_with_any_verb_and_its_subject(text: str, questions: list[str]) -> None:
    assert [part.of(text) for part in parts_of(text) if part.asks] == questions


@pytest.mark.parametrize(
    "text",
    [
        "Om hon är 17 och är papperslös, får hon tandvård?",
        "asylsökande man 40, han har ont och är orolig, får han komma?",
        "Hur gör man om hon är sjuk och har en remiss?",
        "Vilka regler finns och gäller personalen?",
        "Hur ska vi göra när hon är gravid och ska föda?",
        "Kan hon komma hit och ta med barnen?",
        "Vad händer om han avvikit och finns kvar i landet?",
        "Är det bara regionen, eller är kommunerna med?",
        "jag undrar om en sak, hon har ont och vill ha tolk",
    ],
)
def test_a_story_with_one_question_stays_whole(text: str) -> None:
    assert len(parts_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("va va dä minsta å dä mesta en fick", ["va va dä minsta en fick", "va va dä mesta en fick"]),
        ("lägsta resp högsta belopp?", ["lägsta belopp?", "högsta belopp?"]),
        ("lägsta beloppet och högsta beloppet?", ["lägsta beloppet ?", "högsta beloppet ?"]),
        ("när öppnade och stängde den?", ["när öppnade den?", "när stängde den?"]),
        ("min/max i utlysningen", ["min i utlysningen", "max i utlysningen"]),
        ("som mest och som minst?", ["som mest ?", "som minst ?"]),
        ("högsta summan man fick och det lägsta?", ["högsta summan man fick ?", "lägsta summan man fick ?"]),
    ],
)  # fmt: skip
def test_a_question_of_two_opposites_is_two(text: str, questions: list[str]) -> None:
    assert [words.replace(" ?", "?") for words, _ in read(text)] == [words.replace(" ?", "?") for words in questions]
    assert all(part.asks and (part.start, part.end) == (0, len(text)) for part in parts_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "är 400 000 det minsta eller det mesta?",
        "ska den som är minst 18 och högst 23 år betala?",
        "vad gäller barn mest och vuxna?",
        "minst en läkare bedömer, och högst två?",
        "hur mycket får man som mest?",
    ],
)
def test_opposites_that_are_not_asked_about_together_are_one_question(text: str) -> None:
    assert not any(part.stretches for part in parts_of(text))


def test_a_letter_that_grows_when_lowered_moves_no_words() -> None:
    assert read("För İbrahim och İsmail, när öppnade och stängde den?") == [
        ("För İbrahim och İsmail, när öppnade den?", True),
        ("För İbrahim och İsmail, när stängde den?", True),
    ]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("vad kostar provet (och vem betalar)?", ["vad kostar provet", "vem betalar)?"]),
        ("rätt till glasögon? avgift? lagrum?", ["rätt till glasögon?", "avgift?", "lagrum?"]),
        ("och för barnen, och hur går det till?", ["och för barnen", "hur går det till?"]),
        ("krävs egen insats och hur många sökte", ["krävs egen insats", "hur många sökte"]),
        ("räckte pengarna, omfattades privata enheter?", ["räckte pengarna", "omfattades privata enheter?"]),
        ("var ligger filmen och får en tillståndslös abort?", ["var ligger filmen", "får en tillståndslös abort?"]),
        ("jag ska kolla vem som leder det och var de sitter", ["jag ska kolla vem som leder det", "var de sitter"]),
        ("kommer stödet igen, och var står det?", ["kommer stödet igen", "var står det?"]),
        ("vad kostar det och får sonen glasögon?", ["vad kostar det", "får sonen glasögon?"]),
        ("vad kostar resan och slipper hon betala", ["vad kostar resan", "slipper hon betala"]),
    ],
)
def test_a_second_question_in_a_bracket_behind_a_few_words_or_of_one_word(text: str, questions: list[str]) -> None:
    assert [part.of(text) for part in parts_of(text) if part.asks] == questions


@pytest.mark.parametrize(
    "text",
    [
        "Läkarbesök, papperslös man. Avgift?",  # one question behind a story
        "täckte bidraget kurser, när det fanns?",
        "hon vill veta när tiden är, får jag säga det?",
        "hur mycket (i kronor) får man?",
        "och hon är sjutton, och vad ska vi göra",
        "söker vård för hosta, vad gäller",
        "kommer utan remiss, vad kostar det",
        "vem har skrivit den, är det enheten?",
        "När han är nitton, ska han betala?",
    ],
)
def test_what_only_looks_like_a_second_question_stays_within_the_first(text: str) -> None:
    assert len([part for part in parts_of(text) if part.asks]) <= 1


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Då får vi klara oss utan pengar.", False),
        ("När min far gick bort betalade vi själva.", False),
        ("när stängde den", True),
        ("då får han väl tandvård?", True),
    ],
)
def test_a_word_before_the_verb_tells(words: str, question: bool) -> None:
    assert asks(words) is question
