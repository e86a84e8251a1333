"""Every fault that an editor can make is shown with its file, line, field and remedy."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.editing.build import Contents
from knowledge.editing.checks.programmes import check_programme, load_programmes, read_programmes
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.swedish.mentions import find
from knowledge.texts import load
from knowledge.words.programmes import Programme
from tests.knowledge.factories import make_fact, make_page, make_programme

PAGE = """\
Bidrag till kurser

Maxbelopp är 135 000 kronor för en stor enhet och 60 000 kronor för en liten.
Ansökan sker senast 23 november 2021. Nämnden fattade den 17 maj 2023 beslut
om att avsluta bidraget. Det pausades den 5 maj.

 • Kurser – och resor
 • ”Böcker”

Anna Ylmén, Regionutvecklare
0735-76 37 23
anna.ylmen@vgregion.se
"""
HEAD = """\
programme:
  id: bidrag
  page: sida
  name: Bidrag
  definite: bidraget
  kind: grant
"""
FACT_LINE = 8  # the line of the first fact's id, after HEAD and "facts:"


def pages(text: str = PAGE) -> dict[str, SavedPage]:
    return {"sida": SavedPage(make_page("sida"), text)}


def fact(text: str, quote: str, *, fact_id: str = "bidrag.amount.a", more: str = "", asks: str = "[a, b, c]") -> str:
    lines = [f"id: {fact_id}", "type: rule", "question: [amount]"]
    lines += [more] if more else []
    lines += [f"text: {text}", f"quote: {quote}", f"asks: {asks}"]
    return "- " + "\n  ".join(lines) + "\n"


def check(
    folder: Path, facts: str, *, head: str = HEAD, rest: str = "", files: dict[str, str] | None = None
) -> list[Problem]:
    """The problems of one file, or of the files given."""
    for name, content in (files or {"bidrag.yml": f"{head}facts:\n{facts}{rest}"}).items():
        (folder / name).write_text(content, encoding="utf-8")
    try:
        load_programmes(folder, pages())
    except KnowledgeError as fault:
        return fault.problems
    return []


def remedy(key: str) -> str:
    """The fixed beginning of an editor's remedy."""
    return load("editor")[key]["remedy"].split("{")[0]


@pytest.mark.parametrize(
    ("text", "quote", "field", "offset", "key", "named"),
    [
        ("Kort.", "Andra ord", "quote", 4, "quote_not_in_page", "Andra ord"),
        ("Högst 136 000 kr.", "135 000 kronor", "text", 3, "number_not_in_quote", "136000"),
        ("Högst 60 000 kr.", "135 000 kronor", "text", 3, "number_not_in_quote", "60000"),
        ("Sex kurser.", "135 000 kronor", "text", 3, "number_not_in_quote", "6"),
        ("Senast 24 november 2021.", "senast 23 november 2021", "text", 3, "date_not_in_quote", "2021-11-24"),
        ("Senast 23 november 2022.", "senast 23 november 2021", "text", 3, "date_not_in_quote", "2022-11-23"),
        ("Pausat 5 maj 2023.", "pausades den 5 maj", "text", 3, "date_not_in_quote", "2023-05-05"),
        ("Mejla kub@vgregion.se.", "anna.ylmen@vgregion.se", "text", 3, "contact_not_in_quote", "kub@vgregion.se"),
        ("Ring 0735-76 37 24.", "0735-76 37 23", "text", 3, "contact_not_in_quote", "0735763724"),
        ("Ring Malin idag.", "Anna Ylmén", "text", 3, "name_not_in_quote", "Malin"),
        ("'Det {är} så.'", "Bidrag till kurser", "text", 3, "bad_tense", "är"),
        ("'Det {är|var|blir} så.'", "Bidrag till kurser", "text", 3, "bad_tense", "är|var|blir"),
    ],
)
def test_a_fault_in_a_fact_is_shown_where_it_stands(
    tmp_path: Path, text: str, quote: str, field: str, offset: int, key: str, named: str
) -> None:
    [problem] = check(tmp_path, fact(text, quote))
    assert (problem.file, problem.line, problem.field) == ("bidrag.yml", FACT_LINE + offset, field)
    assert named in problem.message
    assert remedy(key) in problem.remedy


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("{value: 136000}", "number_not_in_quote"),
        ("{min: 135000, max: 400000}", "number_not_in_quote"),
        ("{date: 2021-11-24}", "date_not_in_quote"),
        ('{date: "2022-11"}', "date_not_in_quote"),
        ("{date: '2022'}", "date_not_in_quote"),
        ("{from: '2021', to: '2022'}", "date_not_in_quote"),
        ("{name: Malin Sköld}", "contact_not_in_quote"),
        ("{role: Chef}", "contact_not_in_quote"),
        ("{email: kub@vgregion.se}", "contact_not_in_quote"),
        ("{phone: 0735-76 37 24}", "contact_not_in_quote"),
        ("{items: [Kurser, Möbler]}", "contact_not_in_quote"),
    ],
)
def test_a_value_that_the_quotation_does_not_give_is_shown(tmp_path: Path, value: str, key: str) -> None:
    quote = "\n    - ".join(
        [
            "",
            "Maxbelopp är 135 000 kronor",
            "senast 23 november 2021",
            "Kurser – och resor",
            "Anna Ylmén, Regionutvecklare",
        ]
    )
    [problem] = check(tmp_path, fact("Text.", quote, more=f"value: {value}"))
    assert (problem.line, problem.field) == (FACT_LINE + 3, "value")
    assert problem.remedy == load("editor")[key]["remedy"]


@pytest.mark.parametrize(
    ("text", "quote", "more"),
    [
        ("Högst 135 000 kr.", "Maxbelopp är 135 000 kronor", "value: {value: 135000}"),
        ("Högst 135 000 kr.", "Maxbelopp är 135\u00a0000 kronor", "value: {max: 135000}"),
        ("Senast 2021-11-23.", "senast 23 november 2021", "value: {date: 2021-11-23}"),
        ("Senast i november 2021.", "senast 23 november 2021", 'value: {date: "2021-11"}'),
        ("Under 2021.", "senast 23 november 2021", 'value: {date: "2021"}'),
        ("Pausat 5 maj 2023.", "den 17 maj 2023 beslut om att avsluta bidraget. Det pausades den 5 maj.", ""),
        ("Ring Anna Ylmén på 0735-76 37 23.", "Anna Ylmén, Regionutvecklare 0735-76 37 23", ""),
        ("Ring Annas nummer 0735 76 37 23.", "Anna Ylmén, Regionutvecklare 0735-76 37 23", ""),
        ("Kurser och resor.", "Kurser - och resor", "value: {items: [Kurser, resor]}"),
        ("'Böcker \"ingår\".'", "'\"Böcker\"'", ""),
        ("'Det {är|var} Bidrag från Västra Götalandsregionen.'", "Bidrag till kurser", ""),
        ("Kort.", "bidrag till KURSER", ""),
        ("Kort.", "Kurser   –\n    och resor ”Böcker”", ""),
    ],
)
def test_a_fact_that_says_what_the_page_says_passes(tmp_path: Path, text: str, quote: str, more: str) -> None:
    assert check(tmp_path, fact(text, quote, more=more)) == []


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        ("type", "type: belopp", "”belopp” finns inte att välja på här. Välj någon av: amount, date"),
        ("question", "question: [beloppet]", "”beloppet” finns inte att välja på här. Välj någon av: status"),
        ("value", "value: {date: '2021-02-30'}", "Datumet ”2021-02-30” finns inte. Skriv dagen som"),
        ("value", "value: {date: 2021-02-30}", "Datumet 2021-02-30 finns inte. Rätta det efter sidan"),
        ("value", "value: {date: tisdag}", "Datumet ”tisdag” finns inte."),
        ("value", "value: {kronor: 5}", "Fältet finns inte bland dem som kan anges här."),
        ("value", "value: {max: sextio}", "Här ska det stå ett heltal."),
        ("colour", "colour: röd", "Fältet finns inte bland dem som kan anges här."),
        ("valid_to", "valid_to: 2023-02-30", "Datumet 2023-02-30 finns inte."),
        ("unverified", "unverified: {since: 2026-12-01}", "Fältet saknas."),
    ],
)
def test_a_field_that_does_not_fit_is_shown_with_its_line(tmp_path: Path, field: str, written: str, words: str) -> None:
    lines = {"id": "id: bidrag.amount.a", "type": "type: rule", "question": "question: [amount]"}
    lines |= {"text": "text: Kort.", "quote": "quote: Bidrag till kurser", "asks": "asks: [a, b, c]", field: written}
    [problem] = check(tmp_path, "- " + "\n  ".join(lines.values()) + "\n")
    assert problem.file == "bidrag.yml"
    assert problem.line == FACT_LINE + list(lines).index(field)
    assert field in problem.field or problem.field == "date"
    assert words in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize("content", ["", "- a\n", "hej\n", "1\n", ": a\n", "2: a\n", "programme: 1\n"])
def test_a_file_of_another_kind_is_told_in_swedish_and_stops_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "fel.yml").write_text(content, encoding="utf-8")
    programmes, problems = read_programmes(tmp_path, {})
    assert programmes == []
    assert problems
    for problem in problems:
        assert problem.file == "fel.yml"
        assert not re.search(r"\b(?:expected|dict|not|field|value|keywords)\b", problem.message)


def test_a_validity_that_ends_before_it_begins_is_shown(tmp_path: Path) -> None:
    more = "valid_from: 2023-05-17\n  valid_to: 2021"
    [problem] = check(tmp_path, fact("Kort.", "17 maj 2023 beslut", more=more))
    assert "börjar 2023-05-17 men slutar redan 2021" in problem.message


@pytest.mark.parametrize(
    ("more", "faulty"),
    [
        ("valid_to: 2021-11-23", False),
        ("valid_from: 2021-11", False),
        ("valid_to: 2021", False),
        ("valid_to: 2021-11-24", True),
        ("valid_from: 2022", True),
    ],
)
def test_a_validity_rests_on_the_quotation(tmp_path: Path, more: str, faulty: bool) -> None:
    problems = check(tmp_path, fact("Kort.", "senast 23 november 2021", more=more))
    assert [problem.field for problem in problems] == ([more.split(":")[0]] if faulty else [])


def test_a_fact_marked_unverified_may_have_lost_its_quotation(tmp_path: Path) -> None:
    more = "unverified: {since: 2026-12-01, reason: borta}"
    assert check(tmp_path, fact("Kort.", "Ord som inte finns kvar och inte kort", more=more)) != []
    assert check(tmp_path, fact("Kort.", "Ord som fanns", more=more)) == []
    assert [problem.field for problem in check(tmp_path, fact("Högst 7 kr.", "Ord som fanns", more=more))] == ["text"]


@pytest.mark.parametrize("left_out", ["id", "type", "question", "text", "quote", "asks"])
def test_a_field_that_is_left_out_is_named(tmp_path: Path, left_out: str) -> None:
    lines = fact("Kort.", "Bidrag till kurser").removeprefix("- ").strip().split("\n  ")
    kept = [line for line in lines if not line.startswith(f"{left_out}:")]
    [problem] = check(tmp_path, "- " + "\n  ".join(kept) + "\n")
    assert left_out in problem.field
    assert problem.line == FACT_LINE


@pytest.mark.parametrize("field", ["text: ''", "quote: []", "question: []"])
def test_an_empty_field_is_a_fault(tmp_path: Path, field: str) -> None:
    lines = {"id": "id: bidrag.amount.a", "type": "type: rule", "question": "question: [amount]"}
    lines |= {"text": "text: Kort.", "quote": "quote: Bidrag till kurser", "asks": "asks: [a, b, c]"}
    lines[field.split(":")[0]] = field
    [problem] = check(tmp_path, "- " + "\n  ".join(lines.values()) + "\n")
    assert problem.line == FACT_LINE


def test_a_fact_without_ways_of_asking_is_shown(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser", asks="[a, b]"))
    assert (problem.line, problem.field) == (FACT_LINE + 5, "asks")


def test_an_unknown_page_is_shown(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser"), head=HEAD.replace("page: sida", "page: sidan"))
    assert (problem.line, problem.field) == (3, "page")
    assert "sidan" in problem.message
    assert problem.remedy


def test_an_unknown_kind_of_programme_is_shown(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser"), head=HEAD.replace("grant", "bidrag"))
    assert (problem.line, problem.field) == (6, "programme.kind")


def test_two_facts_with_one_id_are_shown_at_the_second(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser") * 2)
    assert (problem.line, problem.field) == (FACT_LINE + 6, "id")
    assert "bidrag.amount.a" in problem.message


def test_one_id_in_two_files_is_shown_in_the_second(tmp_path: Path) -> None:
    content = f"{HEAD}facts:\n{fact('Kort.', 'Bidrag till kurser')}"
    [problem] = check(tmp_path, "", files={"a.yml": content, "b.yml": content})
    assert (problem.file, problem.line, problem.field) == ("b.yml", FACT_LINE, "id")


def test_an_id_of_another_programme_is_shown(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser", fact_id="annat.amount.a"))
    assert (problem.line, problem.field) == (FACT_LINE, "id")
    assert "annat.amount.a" in problem.message


def gap(text: str, asks: str = "[a, b, c]") -> str:
    return f"gaps:\n- id: bidrag.contact.gap\n  question: [contact]\n  text: {text}\n  asks: {asks}\n"


GAP_LINE = FACT_LINE + 7


def test_a_gap_with_a_figure_is_shown(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser"), rest=gap("Sidan säger inget om 5 000 kr."))
    assert (problem.line, problem.field) == (GAP_LINE + 2, "text")
    assert "5000" in problem.message


@pytest.mark.parametrize("figure", ["23 november 2021", "i maj 2023", "anna@vgregion.se", "0735-76 37 23"])
def test_a_gap_with_a_date_or_an_address_is_shown(tmp_path: Path, figure: str) -> None:
    assert check(tmp_path, fact("Kort.", "Bidrag till kurser"), rest=gap(f"Sidan säger inget om {figure}."))


def test_a_gap_may_name_its_programme_and_its_year(tmp_path: Path) -> None:
    head = HEAD.replace("name: Bidrag", "name: Bidrag 2021")
    gaps = gap("Sidan om Bidrag 2021 säger inget om det.")
    assert check(tmp_path, fact("Kort.", "Bidrag till kurser"), head=head, rest=gaps) == []


def test_a_gap_without_ways_of_asking_is_shown(tmp_path: Path) -> None:
    [problem] = check(tmp_path, fact("Kort.", "Bidrag till kurser"), rest=gap("Inget.", "[a]"))
    assert (problem.line, problem.field) == (GAP_LINE + 3, "asks")


@pytest.mark.parametrize(
    ("entry", "faulty"),
    [
        ("{event: closes, date: 2021-11-23, fact: bidrag.amount.a}", False),
        ("{event: starts, date: 2021-01-01, fact: bidrag.amount.a}", False),  # a year's first and last day bound it
        ("{event: ends, date: 2021-12-31, fact: bidrag.amount.a}", False),
        ("{event: closes, date: 2021-11-24, fact: bidrag.amount.a}", True),
        ("{event: ends, date: 2022-12-31, fact: bidrag.amount.a}", True),
        ("{event: closes, date: 2021-11-23, fact: bidrag.amount.b}", True),
    ],
)
def test_a_timeline_rests_on_the_quotation_of_its_fact(tmp_path: Path, entry: str, faulty: bool) -> None:
    head = f"{HEAD}timeline:\n- {entry}\n"
    problems = check(tmp_path, fact("Kort.", "senast 23 november 2021"), head=head)
    assert [(problem.line, problem.field) for problem in problems] == ([(8, "timeline")] if faulty else [])
    assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize("event", ["opens", "stänger"])
def test_an_unknown_event_is_shown(tmp_path: Path, event: str) -> None:
    head = f"{HEAD}timeline:\n- {{event: {event}, date: 2021-11-23, fact: bidrag.amount.a}}\n"
    [problem] = check(tmp_path, fact("Kort.", "senast 23 november 2021"), head=head)
    assert problem.line == 8
    assert "event" in problem.field


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    good = fact("Kort.", "Bidrag till kurser")
    other = fact("Högst 8 kr.", "Bidrag till kurser", fact_id="andra.amount.a")
    files = {
        "a.yml": f"{HEAD}facts:\n{fact('Högst 7 kr. Ring Malin.', 'Bidrag till kurser')}{good}",
        "b.yml": f"{HEAD.replace('id: bidrag', 'id: andra')}facts:\n{other}",
        "c.yml": "programme: [\n",
        "d.yml": HEAD,
    }
    problems = check(tmp_path, "", files=files)
    assert {(problem.file, problem.field) for problem in problems} == {
        ("a.yml", "id"),
        ("a.yml", "text"),
        ("b.yml", "text"),
        ("c.yml", "-"),
        ("d.yml", "facts"),
    }
    assert all(problem.message and problem.remedy and problem.line >= 1 for problem in problems)


def test_a_problem_reads_as_file_line_field_message_and_remedy() -> None:
    assert str(Problem("a.yml", 3, "text", "Fel.", "Rätta.")) == "a.yml:3: text: Fel. Rätta."


def test_the_real_facts_pass(contents: Contents) -> None:
    assert {programme.id for programme in contents.programmes} == set(contents.pages)
    assert all(programme.facts for programme in contents.programmes)


def problems_of(said: str, quote: str) -> set[str]:
    saved = SavedPage(make_page("sida"), quote)
    programme = make_programme("sida", [make_fact("sida.amount.a", text=said, quote=[quote], asks=["a", "b", "c"])])
    return {problem.field for problem in check_programme("sida.yml", {}, programme, {"sida": saved}, set())}


NUMBERS = st.integers(21, 10**9)


@given(NUMBERS, NUMBERS, st.sampled_from(("", " ", "\u00a0", "\u202f")))
def test_a_number_passes_only_when_the_page_has_it(said: int, written: int, space: str) -> None:
    quote = f"högst {written:,} kr".replace(",", space)
    assert problems_of(f"Högst {said:,} kr.".replace(",", " "), quote) == (set() if said == written else {"text"})


@given(NUMBERS, NUMBERS)
def test_the_past_tense_is_checked_as_the_present_is(said: int, written: int) -> None:
    problems = problems_of(f"Det {{är {written}|var {said}}} kr.", f"högst {written} kr")
    assert problems == (set() if said == written else {"text"})


def test_every_number_of_a_real_fact_is_guarded(contents: Contents) -> None:
    """Change one figure in any fact, and the build stops."""
    changed = 0
    for programme in contents.programmes:
        saved = contents.pages[programme.programme.page]
        for fact in programme.facts:
            for number in find(fact.text).numbers & set(fact.text.replace(".", " ").split()):
                faulty = fact.copy(update={"text": fact.text.replace(number, "98765")})
                changed += 1
                one = programme.copy(update={"facts": [faulty], "gaps": [], "timeline": []})
                problems = list(check_programme("f.yml", {}, one, {saved.page.id: saved}, set()))
                assert {problem.field for problem in problems} == {"text"}
    assert changed


def test_problems_are_sorted_by_place() -> None:
    first, second = Problem("a.yml", 2, "text", "", ""), Problem("a.yml", 10, "id", "", "")
    assert KnowledgeError([second, first]).problems == [first, second]


def test_a_programme_is_not_changed_once_read(contents: Contents) -> None:
    programme: Programme = contents.programmes[0]
    with pytest.raises(TypeError):
        programme.facts[0].text = "annat"  # type: ignore[misc]


def test_indented_yaml_is_read_as_the_editors_write_it(tmp_path: Path) -> None:
    indented = textwrap.indent(fact("Högst 7 kr.", "Bidrag till kurser"), "  ")
    [problem] = check(tmp_path, indented)
    assert problem.line == FACT_LINE + 3
