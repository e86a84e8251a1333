"""What stands in a card, and in which order."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.gateway.teams.cards import CardButton, Votes, answer_card, follow_ups
from tests.gateway.teams_cards.factories import (
    REAL,
    VOTES,
    elements,
    make_card,
    make_part,
    make_reply,
    make_source,
    words,
)


def card_of(text: str = "Svar.", **custom: Any) -> dict[str, Any]:
    return make_card(make_reply(text, **custom)).card


def test_the_status_stands_above_the_answer_then_table_contacts_sources_law_choices_and_thumbs() -> None:
    card = card_of(
        status={"state": "closed", "since": "2021-11-23"},
        figures=[
            {"fact": "a", "label": "Liten enhet", "words": "60 000 kronor"},
            {"fact": "b", "label": "Stor enhet", "words": "135 000 kronor"},
        ],
        contacts=[{"name": "Malin Sköld", "role": "regionutvecklare", "email": "m@a.se", "phone": "0722-02 52 87"}],
        sources=[make_source(legal="lag 2008:344 6 §")],
        buttons=["Vem kontaktar jag?"],
    )  # fmt: skip
    assert words(card) == [
        "Läge: Stängd sedan 23 november 2021",
        "Svar.",
        "Liten enhet: 60 000 kronor",
        "Stor enhet: 135 000 kronor",
        "Kontakt",
        "Malin Sköld, regionutvecklare",
        "[m@a.se](mailto:m@a.se) · [0722-02 52 87](tel:0722025287)",
        "Så vet vi det · 1 källa",
        "[Utlysning 2021](https://www.vgregion.se/utlysning-2021/)",
        "KJV · 9 november 2021",
        "Så står det på sidan:",
        "Senast 23 november 2021.",
        "**Rättslig grund:** lag 2008:344 6 §",
        "Fråga vidare",
        "Vem kontaktar jag?",
        "Hjälpte svaret?",
        "👍 Ja",
        "👎 Nej",
    ]


def test_what_sums_a_source_up_is_never_shown_as_its_own_words() -> None:
    shown = words(card_of(sources=[make_source(quote="", summary="Vad lagen säger.", legal="lag 2008:344 6 §")]))
    assert shown[shown.index("Sammanfattning av källan, inte ordagrant:") + 1] == "Vad lagen säger."
    assert "Så står det på sidan:" not in shown


def test_what_the_answer_assumes_stands_above_it_with_a_way_to_change_it() -> None:
    adult = make_part("vuxen", "Barn under 18 år", inferred=True)
    undocumented = make_part("papperslös", "Asylsökande", "Folkbokförd")
    card = card_of(understood=[adult, undocumented, make_part("tandvård")], sources=[])
    said = words(card)
    assert said[: said.index("Svar.") + 1] == [
        "Jag utgår från: vuxen · papperslös · tandvård",
        "Ändra",
        "I stället för vuxen (sades inte i frågan)",
        "Barn under 18 år",
        "I stället för papperslös",
        "Asylsökande",
        "Folkbokförd",
        "Svar.",
    ]


def test_the_choices_are_hidden_until_their_button_is_pressed_and_submit_like_buttons() -> None:
    card = card_of(understood=[make_part("papperslös", "Asylsökande")], sources=[])
    [toggle] = elements(card, "Action.ToggleVisibility")
    [box] = [element for element in elements(card, "Container") if element.get("id") in toggle["targetElements"]]
    assert box["isVisible"] is False
    [action] = elements(box, "Action.Submit")
    assert (action["title"], action["data"]) == ("Asylsökande", {"payload": "signed:Asylsökande"})
    assert action["associatedInputs"] == "none"


def test_several_persons_are_told_apart_in_the_order_of_their_numbers() -> None:
    parts = [
        make_part("tandvård"),
        make_part("barn", "Vuxen", person=2),
        make_part("vuxen", "Barn", person=1),
        make_part("asylsökande", person=1),
    ]
    said = words(card_of(understood=parts))
    assert said[0] == "Jag utgår från: tandvård; Person 1: vuxen · asylsökande; Person 2: barn"
    headings = [text for text in said if "I stället för" in text]
    assert headings == ["Person 1: I stället för vuxen", "Person 2: I stället för barn"]


def test_one_person_is_not_numbered() -> None:
    parts = [make_part("tandvård"), make_part("barn", "Vuxen", person=1)]
    assert words(card_of(understood=parts))[:3] == ["Jag utgår från: tandvård · barn", "Ändra", "I stället för barn"]


@pytest.mark.parametrize("parts", [None, [], [make_part("", "Asylsökande")], [{"label": None}]])
def test_without_anything_to_say_there_is_no_line(parts: Any) -> None:
    assert words(card_of(understood=parts))[0] == "Svar."


def test_what_nothing_was_signed_for_is_shown_without_a_way_to_change_it() -> None:
    card = answer_card(make_reply("Svar.", understood=[make_part("papperslös", "Asylsökande")], sources=[])).card
    assert words(card) == ["Jag utgår från: papperslös", "Svar."]


@pytest.mark.parametrize(
    ("status", "label", "style"),
    [
        ({"state": "upcoming", "since": "2027-03-01"}, "Läge: Kommande", "accent"),
        ({"state": "open", "since": "2023-01-01"}, "Läge: Öppen", "good"),
        ({"state": "closed", "since": "2021-11-23"}, "Läge: Stängd sedan 23 november 2021", "warning"),
        ({"state": "closed"}, "Läge: Stängd", "warning"),
        ({"state": "ended", "since": "2023-05-17"}, "Läge: Avslutad 17 maj 2023", "attention"),
        ({"state": "ended"}, "Läge: Avslutad", "attention"),
    ],
)
def test_status_is_said_in_words_and_with_a_colour_of_its_own(status: dict[str, Any], label: str, style: str) -> None:
    card = card_of(status=status)
    assert label in words(card)
    assert next(elements(card, "Column"))["style"] == style


def test_statuses_of_several_programmes_are_shown_with_their_names_instead_of_one() -> None:
    closed = {"programme": "utlysning-2021", "name": "Utlysning 2021", "state": "closed", "since": "2021-11-23"}
    opened = {"programme": "fardplan", "name": "Färdplanen", "state": "open"}
    card = card_of(status=None, statuses=[closed, opened, {**opened, "state": "unheard-of"}])
    assert words(card)[:3] == ["Utlysning 2021: Stängd sedan 23 november 2021", "Färdplanen: Öppen", "Svar."]
    assert [column["style"] for column in elements(card, "Column") if "style" in column][:2] == ["warning", "good"]
    assert "Läge" not in "".join(words(card_of(status=closed, statuses=[closed])))


@pytest.mark.parametrize("status", [None, {"state": "unheard-of"}])
def test_without_a_status_or_with_a_new_one_nothing_is_claimed(status: dict[str, Any] | None) -> None:
    assert not [said for said in words(card_of(status=status)) if "Läge" in said]


@pytest.mark.parametrize(
    ("updated", "legal", "shown"),
    [
        ("2021-11-09", None, "KJV · Uppdaterad 9 november 2021"),
        ("2014-02", None, "KJV · Uppdaterad februari 2014"),
        ("odaterad, 2022 eller senare", None, "KJV · Uppdaterad odaterad, 2022 eller senare"),
        ("2021-99-09", None, "KJV · Uppdaterad 2021-99-09"),
        (None, None, "KJV · Odaterad"),
        ("", None, "KJV · Odaterad"),
        ("2016-06-02", "lag 1985:125", "KJV · 2 juni 2016"),
        (None, "lag 1985:125", "KJV · Odaterad"),
    ],
)  # fmt: skip
def test_a_source_says_how_old_it_is(updated: str | None, legal: str | None, shown: str) -> None:
    assert shown in words(card_of(sources=[make_source(updated=updated, legal=legal)]))


def test_how_it_is_known_is_hidden_until_its_button_is_pressed() -> None:
    law = "lag 2008:344 6 §"
    card = card_of(
        sources=[make_source(quote="Ett."), make_source(quote="Två.", legal=law), make_source(id="b", title="B")]
    )
    [toggle] = elements(card, "Action.ToggleVisibility")
    [box] = [element for element in elements(card, "Container") if element.get("id") in toggle["targetElements"]]
    assert toggle["title"] == "Så vet vi det · 2 källor"
    assert box["isVisible"] is False
    inside = words({"body": [box]})
    for said in ("Så står det på sidan:", "Ett.", "Två.", "KJV · 9 november 2021", f"**Rättslig grund:** {law}"):
        assert said in inside
        assert said not in words({"body": [element for element in card["body"] if element is not box]})


def test_the_answer_stands_out_from_its_conditions() -> None:
    card = card_of("Barn får vård t.o.m. 18 år. Det gäller i hela regionen. Också för tandvård.")
    answer, conditions = list(elements(card, "TextRun"))[:2]
    assert (answer["text"], answer["size"], answer["weight"]) == (
        "Barn får vård t.o.m. 18\u00a0år.".replace("\u00a0", " "),
        "Medium",
        "Bolder",
    )
    assert conditions["text"] == "Det gäller i hela regionen. Också för tandvård."
    assert not {"size", "weight"} & set(conditions)


def test_the_same_summary_of_several_pages_is_said_once() -> None:
    pages = [make_source(id=name, title=name, quote="", summary="Det säger båda.") for name in ("A", "B")]
    assert words(card_of(sources=pages)).count("Det säger båda.") == 1


def test_no_law_that_the_text_names_is_lost_and_none_is_said_twice() -> None:
    checked = "lagändringar kontrollerade t.o.m. 1 september 2025, inte därefter"
    text = f"Ja.\nKälla: Utlysning 2021, KJV, odaterad. Lagstöd: lag 2013:407 7 §, abortlag 1974:595 ({checked})."
    shown = words(card_of(text, sources=[make_source(legal=f"lag 2013:407 7 §; förordning 2013:412; {checked}")]))
    assert f"**Rättslig grund:** lag 2013:407 7 §; abortlag 1974:595; förordning 2013:412; {checked}" in shown
    assert sum("2013:407" in said for said in shown) == 1


def test_one_page_with_many_quotations_is_one_source() -> None:
    card = card_of(sources=[make_source(quote="Ett."), make_source(quote="Två."), make_source(quote="Ett.")])
    assert words(card).count("[Utlysning 2021](https://www.vgregion.se/utlysning-2021/)") == 1
    assert words(card).count("Ett.") == 1
    assert "Så vet vi det · 1 källa" in words(card)


def test_a_source_without_words_has_no_heading_for_them() -> None:
    assert "Så står det på sidan:" not in words(card_of(sources=[make_source(quote="")]))


def test_a_source_without_an_address_is_named_without_a_link() -> None:
    assert "Utlysning 2021" in words(card_of(sources=[make_source(url=None)]))


def test_laws_are_named_once_and_whole_laws_not_beside_their_sections() -> None:
    sources = [make_source(legal="lag 2008:344 6 §; lag 2008:344"), make_source(quote="B", legal="lag 2008:344 6 §")]
    assert "**Rättslig grund:** lag 2008:344 6 §" in words(card_of(sources=sources))


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ({"name": "Bo", "email": "bo@a.se"}, ["Bo", "[bo@a.se](mailto:bo@a.se) · Telefonnumret är inte angivet"]),
        ({"name": "Bo", "role": "strateg"}, ["Bo, strateg", "Telefonnumret är inte angivet"]),
        ({"email": "k@a.se", "phone": "+46 31-12"}, ["k@a.se", "[k@a.se](mailto:k@a.se) · [+46 31-12](tel:+463112)"]),
    ],
)  # fmt: skip
def test_a_contact_can_be_reached_or_says_what_is_not_given(contact: dict[str, str], shown: list[str]) -> None:
    said = words(card_of(contacts=[contact]))
    assert said[said.index("Kontakt") + 1 :][:2] == shown


def test_a_contact_without_name_and_mail_is_nobody() -> None:
    assert "Kontakt" not in words(card_of(contacts=[{"role": "strateg"}]))


def test_buttons_submit_their_data_as_they_are() -> None:
    data = {"t": "signed", "n": {"å": [1]}}
    card = answer_card(make_reply(), [CardButton("Färdplanen", data)]).card
    (action,) = elements(card, "Action.Submit")
    assert (action["title"], action["data"], action["associatedInputs"]) == ("Färdplanen", data, "none")


def test_titles_that_a_phone_would_cut_stand_in_boxes_where_they_wrap() -> None:
    titles = ["Asylsökande", "EU-medborgare utan EU-kort, kortare tid än 3 månader"]
    card = answer_card(make_reply(), [CardButton(title, {"say": title}) for title in titles]).card
    boxes = [element for element in elements(card, "Container") if "selectAction" in element]
    assert [box["selectAction"]["data"]["say"] for box in boxes] == titles
    assert [block["text"] for box in boxes for block in box["items"]] == titles
    assert all(block["wrap"] for box in boxes for block in box["items"])


@pytest.mark.parametrize(("kind", "heading"), [("clarify", "Välj ett alternativ"), ("answer", "Fråga vidare")])
def test_buttons_say_what_they_are_for(kind: str, heading: str) -> None:
    assert heading in words(card_of(kind=kind, buttons=["A"]))


@pytest.mark.parametrize(
    ("given", "titles"),
    [(None, ["👍 Ja", "👎 Nej"]), ("up", ["✓ 👍 Ja", "👎 Nej"]), ("down", ["👍 Ja", "✓ 👎 Nej"])],
)
def test_thumbs_submit_their_votes_and_show_which_was_given(given: str | None, titles: list[str]) -> None:
    card = answer_card(make_reply(), (), Votes({"v": 1}, {"v": 0}, given)).card
    actions = list(elements(card, "Action.Submit"))
    assert [action["title"] for action in actions] == titles
    assert [action["data"] for action in actions] == [{"v": 1}, {"v": 0}]


@pytest.mark.parametrize(("kind", "thumbs"), [("no_answer", 2), ("smalltalk", 0), ("clarify", 0), ("error", 0)])
def test_only_answers_and_refusals_are_voted_on(kind: str, thumbs: int) -> None:
    card = answer_card(make_reply(kind=kind), (), VOTES).card
    assert len(list(elements(card, "Action.Submit"))) == thumbs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ett.\nTvå.\n\nTre.", ["Ett.", "Två.", "Tre."]),
        ("Mål:\n- jämlik vård\n* trygghet\n2. kvalitet", ["Mål:", "• jämlik vård", "• trygghet", "2. kvalitet"]),
        ("Svar.\nKälla: Utlysning 2021, KJV, uppdaterad 2021-11-09.", ["Svar."]),
        (
            "Svar.\nKälla: Utlysning 2021, KJV, uppdaterad 2021-11-09, för fem år sedan: uppgiften kan vara inaktuell.",
            ["Svar.", "Uppgiften kan vara inaktuell."],
        ),
        ("Svar.\nKälla: Utlysning 2021, KJV, odaterad. Grund: regionalt beslut i VGR.", ["Svar."]),
    ],
)
def test_each_line_is_a_paragraph_and_sources_are_named_once(text: str, shown: list[str]) -> None:
    said = words(card_of(text))
    assert said[: said.index("Så vet vi det · 1 källa")] == shown


@pytest.mark.parametrize("line", ["Källa: En annan sida, KJV, odaterad.", "Källa: Utlysning 2021, KJV; B, C, 2020."])
def test_a_line_that_names_another_source_stands_whole_with_the_sources(line: str) -> None:
    said = words(card_of(f"Svar.\n{line}"))
    assert said[:2] == ["Svar.", "Så vet vi det · 1 källa"]
    assert line in said


@pytest.mark.parametrize(
    ("basis", "law"),
    [
        ("Grund: regionalt beslut i VGR.", "regionalt beslut i VGR"),
        ("Gruppen omfattas av lag 2013:407 och förordning 2013:412.", "lag 2013:407; förordning 2013:412"),
        ("Lagstöd: lag 2013:407 7 §.", "lag 2013:407 7 §"),
        ("Lagstöd: förordning (EG) 883/2004.", "förordning (EG) 883/2004"),
    ],
)
def test_every_form_of_the_legal_basis_is_taken_out_of_the_text(basis: str, law: str) -> None:
    said = words(card_of(f"Svar.\nKälla: Utlysning 2021, KJV, odaterad. {basis}"))
    assert said[:2] == ["Svar.", "Så vet vi det · 1 källa"]
    assert f"**Rättslig grund:** {law}" in said


def test_numbers_and_dates_do_not_break_over_lines() -> None:
    (run, *_) = elements(card_of("Högst 60 000 kronor enligt 6 § den 23 november 2021."), "TextRun")
    assert run["text"] == "Högst 60\u00a0000\u00a0kronor enligt 6\u00a0§ den 23\u00a0november 2021."


def test_a_reply_without_anything_is_still_a_card() -> None:
    assert len(card_of("", sources=[])["body"]) > 0


def test_the_text_beside_the_card_says_the_same() -> None:
    reply = make_reply(
        "Svar.",
        status={"state": "open"},
        contacts=[{"name": "Bo", "email": "bo@a.se"}],
        sources=[make_source(legal="lag 2008:344 6 §")],
        buttons=["A", "B"],
        understood=[make_part("vuxen", "barn")],
    )
    assert make_card(reply).text.splitlines() == [
        "Svar.",
        "Jag utgår från: vuxen",
        "Läge: Öppen",
        "Kontakt: Bo, bo@a.se",
        "Källa: Utlysning 2021, KJV, 9 november 2021",
        "Länk: https://www.vgregion.se/utlysning-2021/",
        "Rättslig grund: lag 2008:344 6 §",
        "Fråga vidare: A; B",
    ]


@pytest.mark.parametrize(
    ("custom", "first"),
    [
        ({}, "Vem kontaktar jag?"),
        ({"sources": [make_source(legal="lag 2008:344")]}, "Vem avgör om vården kan anstå?"),
        ({"sources": []}, None),
        ({"kind": "no_answer"}, None),
        ({"buttons": ["A"]}, None),
    ],
)
def test_an_answer_without_buttons_offers_what_may_be_asked_next(custom: dict[str, Any], first: str | None) -> None:
    assert next(iter(follow_ups(make_reply(**custom))), None) == first


@pytest.mark.parametrize(("question", "reply"), REAL)
def test_nothing_of_a_real_reply_is_lost(question: str, reply: Any) -> None:
    card = make_card(reply)
    said, outcome = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", " ".join(words(card.card))), reply.custom
    wanted = [
        *(source.title for source in outcome.sources),
        *(source.publisher for source in outcome.sources),
        *(" ".join(source.quote.split()) for source in outcome.sources),
        *(row.words for row in outcome.figures),
        *(row.label for row in outcome.figures if len(outcome.figures) > 1 or row.words not in reply.text),
        *(value for contact in outcome.contacts for value in (contact.name, contact.email, contact.phone) if value),
        *(button.title for button in reply.buttons),
    ]
    assert [words_ for words_ in wanted if words_.replace("\u00a0", " ") not in said] == []


def test_the_answers_own_page_is_a_button_where_the_gateways_address_is_known() -> None:
    reply = make_reply(page="/svar/utlysning-2021.deadline.application")
    rendered = answer_card(reply, site="https://lotsen.example")
    address = "https://lotsen.example/svar/utlysning-2021.deadline.application"
    [button] = elements(rendered.card, "Action.OpenUrl")
    assert (button["title"], button["url"]) == ("Visa som sida", address)
    assert f"Svaret som sida: {address}" in rendered.text


@pytest.mark.parametrize(("site", "page"), [("", "/svar/a.b"), ("https://lotsen.example", None), ("", None)])
def test_without_an_address_or_a_page_there_is_no_button(site: str, page: str | None) -> None:
    rendered = answer_card(make_reply(page=page), site=site)
    assert list(elements(rendered.card, "Action.OpenUrl")) == []
    assert "Svaret som sida" not in rendered.text


def test_the_text_for_the_patient_is_a_button_beside_the_page() -> None:
    rendered = answer_card(
        make_reply(page="/vard/a/b/c", patient_page="/for-patienten/tolk"), site="https://lotsen.example"
    )
    page, patient = elements(rendered.card, "Action.OpenUrl")
    assert (patient["title"], patient["url"]) == ("Text för patienten", "https://lotsen.example/for-patienten/tolk")
    assert page["url"] == "https://lotsen.example/vard/a/b/c"
    assert "Text för patienten: https://lotsen.example/for-patienten/tolk" in rendered.text


@pytest.mark.parametrize("path", ["https://evil.example/for-patienten/x", "javascript:alert(1)", "/svar/a.b", 7])
def test_only_a_text_of_ours_is_linked(path: object) -> None:
    rendered = answer_card(make_reply(patient_page=path), site="https://lotsen.example")
    assert list(elements(rendered.card, "Action.OpenUrl")) == []


@pytest.mark.parametrize(
    ("lines", "english", "answer"),
    [
        (["Only in Swedish:", "Det kostar pengar."], ["Only in Swedish:"], "Det kostar pengar."),
        (
            ["It costs money.", "In Swedish:", "Det kostar pengar."],
            ["It costs money.", "In Swedish:"],
            "It costs money.",
        ),
    ],
)
def test_the_line_that_leads_over_to_swedish_is_no_answer(lines: list[str], english: list[str], answer: str) -> None:
    card = answer_card(make_reply("\n".join(lines), in_english=english)).card
    assert [run["text"] for run in elements(card, "TextRun") if run.get("weight") == "Bolder"] == [answer]


def test_a_single_figure_is_said_by_the_answer_and_has_no_table() -> None:
    figure = {"fact": "a", "label": "Belopp", "words": "60 000 kronor"}
    assert list(elements(card_of("Det var 60 000 kronor.", figures=[figure]), "FactSet")) == []


@pytest.mark.parametrize(("given", "fields"), [(None, 0), ("up", 0), ("down", 1)])
def test_only_a_thumb_down_asks_what_can_be_better(given: str | None, fields: int) -> None:
    votes = Votes({"vote": "up"}, {"vote": "down"}, given, comment={"do": "comment"})
    card = answer_card(make_reply(), votes=votes).card
    assert len(list(elements(card, "Input.Text"))) == fields
    sending = [one for one in elements(card, "Action.Submit") if one["associatedInputs"] == "auto"]
    assert [one["data"] for one in sending] == [{"do": "comment"}] * fields


def test_a_comment_that_was_sent_is_thanked_for_and_its_field_is_gone() -> None:
    votes = Votes({"vote": "up"}, {"vote": "down"}, "down", comment={"do": "comment"}, commented=True)
    card = answer_card(make_reply(), votes=votes).card
    assert list(elements(card, "Input.Text")) == []
    assert "Tack, kommentaren är skickad." in words(card)
