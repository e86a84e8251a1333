"""Long replies: what hurts least goes first, and status and source never go."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway.teams.cards import MAX_CARD_BYTES, MAX_TEXT_BYTES, CardButton, Votes, answer_card
from bot.gateway.teams.cards.fitting import card_size, clip
from tests.gateway.teams_cards.factories import elements, make_card, make_part, make_reply, make_source, words

STATUS = {"state": "closed", "since": "2021-11-23"}
LONG = "Räksmörgås på åländska öar. "
LINE = "Jag utgår från: papperslös"


def pages(count: int, quote: str) -> list[dict[str, Any]]:
    return [make_source(id=str(number), title=f"Sida {number}", quote=f"{number} {quote}") for number in range(count)]


def said(**custom: Any) -> list[str]:
    card = make_card(make_reply(custom.pop("text", "Svar."), status=STATUS, **custom)).card
    assert card_size(card) <= MAX_CARD_BYTES
    shown = words(card)
    assert "Läge: Stängd sedan 23 november 2021" in shown
    assert [text for text in shown if text.startswith("Så vet vi det")]
    return shown


def test_what_fits_is_not_touched() -> None:
    assert not [text for text in said(sources=pages(3, "kort")) if "för långt" in text or "…" in text]


def test_the_choices_of_what_is_assumed_go_first_and_the_line_stays() -> None:
    shown = said(sources=pages(2, "kort"), understood=[make_part("papperslös", *(["x" * 190] * 150))])
    assert LINE in shown
    assert "Ändra" not in shown
    assert "0 kort" in shown
    assert not [text for text in shown if "…" in text]


def test_then_the_line_goes_before_a_quotation_is_touched() -> None:
    spare = MAX_CARD_BYTES - card_size(make_card(make_reply("Svar.", status=STATUS, sources=pages(1, "x"))).card)
    quote = "x" * (spare - 100)
    assert f"0 {quote}" in said(sources=pages(1, quote))
    shown = said(sources=pages(1, quote), understood=[make_part("papperslös", "Asylsökande")])
    assert f"0 {quote}" in shown
    assert not {LINE, "Ändra"} & set(shown)


def test_what_is_assumed_stays_where_it_fits() -> None:
    shown = said(sources=pages(3, "kort"), understood=[make_part("papperslös", *"abcdefgh")] * 5)
    assert "Ändra" in shown
    assert shown.count("h") == 5


@pytest.mark.parametrize("part", [make_part("å" * 40_000, "barn"), make_part("papperslös", "å" * 40_000)])
def test_a_part_of_any_length_leaves_a_card_that_fits(part: dict[str, Any]) -> None:
    rendered = make_card(make_reply(understood=[part] * 100))
    assert card_size(rendered.card) <= MAX_CARD_BYTES
    assert len(rendered.text.encode()) <= MAX_TEXT_BYTES


def test_long_quotations_are_shortened_before_anything_else_of_the_answer() -> None:
    shown = said(sources=pages(4, LONG * 300))
    assert sum(text.endswith("…") for text in shown) == 4
    assert "[Sida 3](https://www.vgregion.se/utlysning-2021/)" in shown


def test_then_the_last_quotations_go_and_say_where_they_are() -> None:
    shown = said(sources=pages(24, LONG * 40))
    assert "Citatet är för långt för Teams. Läs det på sidan." in shown
    assert "[Sida 23](https://www.vgregion.se/utlysning-2021/)" in shown
    assert any(text.startswith("0 Räksmörgås") for text in shown)


def test_then_the_last_sources_go_and_are_counted() -> None:
    shown = said(sources=pages(200, "kort"))
    left = sum(text.startswith("[Sida") for text in shown)
    assert 1 <= left < 200
    assert f"Och {200 - left} källor till." in shown


def test_then_the_text_is_cut_and_points_to_the_source() -> None:
    shown = said(text=LONG * 2_000, sources=pages(1, LONG * 300))
    assert shown[1] == LONG.strip()
    assert shown[2].startswith("Räksmörgås")
    assert shown[2].endswith("…")
    assert "Svaret är förkortat för att rymmas i Teams. Läs hela på sidan som står som källa." in shown
    assert "[Sida 0](https://www.vgregion.se/utlysning-2021/)" in shown


def test_a_cut_text_without_a_source_does_not_point_to_one() -> None:
    card = make_card(make_reply(LONG * 2_000, sources=[])).card
    assert card_size(card) <= MAX_CARD_BYTES
    assert [text for text in words(card) if "Fråga om en sak i taget" in text]


def test_buttons_go_last_and_say_that_words_do_as_well() -> None:
    buttons = [CardButton(f"Val {number} " + "x" * 90, {"t": "y" * 200}) for number in range(200)]
    card = answer_card(make_reply("Vilket?", kind="clarify"), buttons).card
    assert card_size(card) <= MAX_CARD_BYTES
    assert 10 < len(list(elements(card, "Action.Submit"))) < 200
    assert "Alla alternativ ryms inte. Du kan också skriva med egna ord." in words(card)
    assert "Vilket?" in words(card)


def test_thumbs_stay_on_a_shortened_card() -> None:
    card = answer_card(make_reply(LONG * 3_000), (), Votes({"v": 1}, {"v": 0})).card
    assert len(list(elements(card, "Action.Submit"))) == 2


def test_the_text_beside_it_keeps_status_and_source_too() -> None:
    text = make_card(make_reply(LONG * 2_000, status=STATUS, sources=pages(30, LONG))).text
    assert len(text.encode()) <= MAX_TEXT_BYTES
    assert "Läge: Stängd sedan 23 november 2021" in text
    assert "Källa: Sida 0" in text


@pytest.mark.parametrize("field", ["title", "publisher", "legal", "updated", "url", "quote"])
def test_a_field_of_any_length_leaves_a_card_that_fits(field: str) -> None:
    value = "https://a.se/" + "x" * 40_000 if field == "url" else "å" * 40_000
    assert card_size(make_card(make_reply(sources=[make_source(**{field: value})])).card) <= MAX_CARD_BYTES


@pytest.mark.parametrize("field", ["name", "role", "email", "phone"])
def test_a_contact_of_any_length_leaves_a_card_that_fits(field: str) -> None:
    contacts = [{"name": "Bo", field: "1å" * 20_000}] * 50
    assert card_size(make_card(make_reply(contacts=contacts)).card) <= MAX_CARD_BYTES


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 20_000),
    st.integers(0, 60),
    st.integers(0, 3_000),
    st.integers(0, 40),
    st.sampled_from(["a", "å", "👩", '"', "a@b.se "]),
)
def test_every_mixture_fits(text: int, sources: int, quote: int, buttons: int, letter: str) -> None:
    reply = make_reply(letter * text, sources=pages(sources, letter * quote), status=STATUS)
    rendered = answer_card(reply, [CardButton(letter * 60, {"n": n}) for n in range(buttons)], Votes({}, {}))
    assert card_size(rendered.card) <= MAX_CARD_BYTES
    assert len(rendered.text.encode()) <= MAX_TEXT_BYTES
    assert rendered.card["body"]


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [("kort", 10, "kort"), ("ett två tre fyra", 12, "ett två…"), ("x" * 20, 5, "xxxx…"), ("ett, två", 7, "ett…")],
)  # fmt: skip
def test_texts_are_cut_at_words(text: str, length: int, cut: str) -> None:
    assert clip(text, length) == cut
