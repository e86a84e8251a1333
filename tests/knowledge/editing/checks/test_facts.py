"""What figures, units and denials of a fact must share with its quotation."""

from __future__ import annotations

import pytest

from knowledge.editing.build import Contents
from knowledge.editing.checks import facts as fact_check
from knowledge.editing.checks.programmes import check_programme
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import Problem
from knowledge.swedish.tense import both_tenses
from knowledge.words.facts import Fact
from tests.knowledge.factories import make_fact, make_page, make_programme

PAGE = """\
Detta kan bidraget användas till

Kursavgifter och resor till kurser.

Detta kan bidraget inte användas till

 • Forskning
 • Inköp av datorer

Bidraget ska stärka men inte ersätta fortbildningsansvaret.
Enheten får 50 procent av kostnaden, högst 60 000 kr per år, i 3 år. Möten hålls en gång per månad.
De två regionerna delar på 2 miljoner kronor och står för halva kostnaden.
Nivå 1: 50 000 – 100 000 kr
Vården kan inte anstå. Alla får söka.
"""


def found(text: str, *quotes: str, **fields: object) -> list[Problem]:
    fact = make_fact("sida.amount.a", text=text, quote=list(quotes), asks=["a", "b", "c"], **fields)
    programme = make_programme("sida", [fact])
    return list(check_programme("f.yml", {}, programme, {"sida": SavedPage(make_page("sida"), PAGE)}, set()))


UNITS = "Enheten får 50 procent av kostnaden, högst 60 000 kr per år, i 3 år."


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("Enheten får 50 kronor.", UNITS, "50 står i citatet men inte med samma enhet (kr)"),
        ("Enheten får 60 000 procent.", UNITS, "60000 står i citatet men inte med samma enhet (%)"),
        ("Det gäller i 3 månader.", UNITS, "3 står i citatet men inte med samma enhet (månad)"),
        ("Det gäller i tre veckor.", UNITS, "3 står i citatet men inte med samma enhet (vecka)"),
        ("Det {är|var} 3 år eller 3 dagar.", UNITS, "3 står i citatet men inte med samma enhet (dag)"),
        ("Högst 60 000 kr per månad.", UNITS, "”per månad” står inte i citatet"),
        ("Högst 60 000 kr i veckan.", UNITS, "”per vecka” står inte i citatet"),
        ("De delar på 2 kronor.", "delar på 2 miljoner kronor", "Talet 2 står inte i citatet"),
        ("De delar på 5 tkr.", "delar på 2 miljoner kronor", "Talet 5000 står inte i citatet"),
        ("De delar på 2 tkr.", "delar på 2 miljoner kronor", "2000 står inte i citatet"),
        ("Två regioner är med.", UNITS, "Talet 2 står inte i citatet"),
        ("Hälften betalas ut.", UNITS, "Talet 1/2 står inte i citatet"),
        ("Möten hålls en gång per vecka.", "Möten hålls en gång per månad", "”per vecka” står inte i citatet"),
        ("Möten hålls två gånger per månad.", "Möten hålls en gång per månad", "Talet 2 står inte i citatet"),
        ("Möten hålls ett år.", "Möten hålls en gång per månad", "1 står i citatet men inte med samma enhet (år)"),
    ],
)
def test_a_number_with_another_unit_than_the_pages_is_shown(text: str, quote: str, words: str) -> None:
    assert [words in str(problem) for problem in found(text, quote)] == [True]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Enheten får 50 % av kostnaden, högst 60 000 kronor om året i tre år.", UNITS),
        ("De två regionerna delar på 2 miljoner kr.", "De två regionerna delar på 2 miljoner kronor"),
        ("Enheterna betalar hälften.", "står för halva kostnaden"),
        ("Möten hålls en gång i månaden.", "Möten hålls en gång per månad"),
        ("Nivån är 50 000–100 000 kronor.", "Nivå 1: 50 000 – 100 000 kr"),
        ("Nivån är 50 000 kr till 100 000 kr.", "Nivå 1: 50 000 – 100 000 kr"),
    ],
)
def test_the_same_unit_in_other_words_passes(text: str, quote: str) -> None:
    assert found(text, quote) == []


def test_an_amount_must_stand_in_kronor() -> None:
    [problem] = found("Beloppet är 50.", UNITS, type="amount", value={"max": 50})
    assert "Beloppet 50 står inte i kronor" in problem.message
    assert found("Högst 60 000 kr.", UNITS, type="amount", value={"max": 60000}) == []


WRITTEN = """\
Ansökan ska vara inne senast 23/11 2021. Stödet är 60 tkr per enhet, totalt 0,06 mnkr i fas 1 och 2 milj. kr i fas 2.
Beslut: 15 dec. Ansök 1–15/3 eller den 23:e nov. Nivå 1: 10-15 tkr. Rapport v. 12, kl. 09.30-11.
Betalas vid halvårsskiftet 2024.
Bidraget är 400.000,- och lagen (2008:344) gäller. Läkaren arbetar 3/4 tjänst.
"""


def found_in(page: str, text: str, **fields: object) -> list[Problem]:
    """Problems of a fact that rests on the whole page."""
    fact = make_fact("sida.amount.a", text=text, quote=page.strip().split("\n"), asks=["a", "b", "c"], **fields)
    programme = make_programme("sida", [fact])
    return list(check_programme("f.yml", {}, programme, {"sida": SavedPage(make_page("sida"), page)}, set()))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Sista dag är 23 november 2021.", {"type": "date", "value": {"date": "2021-11-23"}}),
        ("Högst 60 000 kronor.", {"type": "amount", "value": {"max": 60000}}),
        ("Totalt delas 2 000 000 kronor ut.", {"type": "amount", "value": {"value": 2000000}}),
        ("Nivå 1 är 10 000 till 15 000 kronor.", {"type": "amount", "value": {"min": 10000, "max": 15000}}),
        ("Beslut kommer den 15 december.", {}),
        ("Man ansöker den 1 till den 15 mars.", {}),
        ("Rapporten lämnas vecka 12, klockan 9.30 till 11.", {}),
        ("Det betalas vid halvårsskiftet 2024.", {"type": "date", "value": {"date": "2024-06-30"}}),
        ("Bidraget är 400 000 kr enligt lag 2008:344.", {"type": "amount", "value": {"value": 400000}}),
        ("Läkaren arbetar 3/4 tjänst.", {}),
    ],
)
def test_true_facts_pass_however_the_page_writes_dates_and_sums(text: str, fields: dict) -> None:
    assert found_in(WRITTEN, text, **fields) == []


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Sista dag är 24 november 2021.", "Datumet 2021-11-24"),
        ("Högst 60 kronor.", "Talet 60 "),
        ("Högst 6 000 kronor.", "Talet 6000 "),
        ("Nivå 1 är 10 kronor.", "Talet 10 "),
        ("Rapporten lämnas vecka 13.", "Talet v. 13 "),
        ("Rapporten lämnas kl. 9.", "Talet kl. 9:00 "),
        ("Det betalas vid halvårsskiftet 2025.", "Datumet 2025-06-30/2025-07-01"),
        ("Lag 2008:343 gäller.", "Talet 2008:343 "),
        ("Läkaren arbetar 2/3 tjänst.", "Talet 2/3 "),
    ],
)
def test_false_dates_and_sums_are_shown_however_the_page_writes_them(text: str, lacking: str) -> None:
    assert any(lacking in str(problem) for problem in found_in(WRITTEN, text))


def test_the_small_effort_s_sum_is_not_the_large_one_s() -> None:
    page = "Liten insats: 60 000 kr. Stor insats: 400 000 kr."
    [problem] = found_in(page, "En stor insats får 60 000 kronor.", type="amount", value={"max": 60000})
    assert "60000 gäller ”Liten” på sidan, men ”stor” i texten" in problem.message
    assert found_in(page, "En liten insats får 60 000 kronor.", type="amount", value={"max": 60000}) == []
    small = "Liten insats: 60 000 kr."
    [problem] = found_in(small, "Högst 60 000 kronor.", when={"unit_size": "large"})
    assert (problem.field, "citatet gäller ”Liten”" in problem.message) == ("when", True)


DENIED = ("Detta kan bidraget inte användas till", "Forskning")


@pytest.mark.parametrize(
    ("text", "quotes", "words"),
    [
        ("Bidraget {kan|kunde} användas till forskning.", DENIED, "Citatet nekar något"),
        ("Bidraget {kan inte|kunde} användas till forskning.", DENIED, "Citatet nekar något"),
        ("Forskning ingår.", ("Forskning",), "under rubriken ”Detta kan bidraget inte användas till”"),
        ("Inköp av datorer ingår.", ("Inköp av datorer",), "under rubriken"),
        ("Bidraget ska stärka och ersätta ansvaret.", ("stärka men inte ersätta",), "Citatet nekar något"),
        ("Bidraget kan inte användas till kurser.", ("Kursavgifter och resor",), "nekar något"),
        ("Ingen får söka.", ("Alla får söka",), "som citatet inte nekar"),
        ("Vården kan anstå.", ("Vården kan inte anstå",), "Citatet nekar något"),
        ("Enligt sidan kan bidraget inte användas till resor.", ("Kursavgifter och resor",), "inte nekar"),
        ("Enheten saknar rätt till resor.", ("Kursavgifter och resor",), "som citatet inte nekar"),
    ],
)
def test_a_text_that_turns_the_pages_denial_around_is_shown(text: str, quotes: tuple[str, ...], words: str) -> None:
    assert any(words in str(problem) for problem in found(text, *quotes))


def test_a_denial_about_something_else_does_not_count() -> None:
    problems = found("Bidraget kan användas till forskning, men ansvaret tas inte över.", *DENIED)
    assert {problem.message.split(" (")[0] for problem in problems} >= {"Citatet nekar något", "Texten nekar något"}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Bidraget {kan|kunde} inte användas till forskning.", DENIED),
        ("Forskning får inte betalas med bidraget.", ("Detta kan bidraget inte användas till", "Forskning")),
        ("Bidraget ska inte ersätta fortbildningsansvaret.", ("stärka men inte ersätta fortbildningsansvaret",)),
        ("Sidan anger inget telefonnummer.", ("Alla får söka",)),
        ("På sidan står bara en rubrik, utan innehåll.", ("Alla får söka",)),
        ("Kursavgifter ingår.", ("Kursavgifter och resor",)),
    ],
)
def test_a_denial_that_the_page_makes_or_that_is_about_the_page_passes(text: str, quotes: tuple[str, ...]) -> None:
    assert found(text, *quotes) == []


def without_denial(fact: Fact) -> str:
    return fact.text.replace(" inte ", " ").replace("Ingen ", "Alla ")


def test_every_denial_of_a_real_fact_is_guarded(contents: Contents) -> None:
    """Take the "inte" out of any fact that rests on a denying quotation, and the build stops."""
    changed = 0
    for programme in contents.programmes:
        saved = contents.pages[programme.programme.page]
        for fact in programme.facts:
            if without_denial(fact) == fact.text or "inte" not in " ".join(fact.quote).lower().split():
                continue
            if "inte kan anstå" in both_tenses(fact.text):  # a term and a title, which no fact turns around
                continue
            one = programme.copy(
                update={"facts": [fact.copy(update={"text": without_denial(fact)})], "gaps": [], "timeline": []}
            )
            changed += 1
            assert list(check_programme("f.yml", {}, one, {saved.page.id: saved}, set())), fact.id
    assert changed >= 5


def test_every_amount_of_a_real_fact_is_guarded_in_its_unit(contents: Contents) -> None:
    changed = 0
    for programme in contents.programmes:
        saved = contents.pages[programme.programme.page]
        for fact in programme.facts:
            faulty = fact.text.replace(" kronor", " procent").replace(" kr", " procent")
            if fact.type == "amount" and faulty != fact.text:
                one = programme.copy(update={"facts": [fact.copy(update={"text": faulty})], "gaps": [], "timeline": []})
                changed += 1
                assert list(check_programme("f.yml", {}, one, {saved.page.id: saved}, set())), fact.id
    assert changed >= 8


def test_a_faultless_fact_is_held_against_another_page_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found faultless is remembered; what it was held against belongs to that."""
    asked: list[str] = []
    monkeypatch.setattr(fact_check, "_FAULTLESS", set())
    monkeypatch.setattr(fact_check, "_units", lambda place, fact, quote: asked.append(fact.text) or iter(()))
    fact = make_fact("sida.amount.a", text=UNITS, quote=[UNITS], asks=["a", "b", "c"])
    programme = make_programme("sida", [fact])

    def faults(page: str) -> list[str]:
        saved = {"sida": SavedPage(make_page("sida"), page)}
        return [problem.field for problem in check_programme("f.yml", {}, programme, saved, set())]

    assert faults(PAGE) == faults(PAGE) == []
    assert len(asked) == 1
    assert faults(PAGE.replace("60 000", "65 000")) == ["quote"]
