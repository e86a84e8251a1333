"""Text that tries to be more than text: no Markdown of others, no links but http, https, mailto and tel."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.gateway.teams.cards.literal import link, linked, literal, mail_address, phone_address, web_address
from tests.gateway.teams_cards.factories import elements, make_card, make_part, make_reply, make_source

MARKDOWN = MarkdownIt("commonmark")
HOSTILE = [
    "[klicka](javascript:alert(1))",
    "[klicka]( https://ond.example )",
    "![bild](https://ond.example/x.png)",
    "<https://ond.example>",
    "<b>fet</b> <script>x</script>",
    "**fet** __fet__ *kursiv* _kursiv_ `kod` ~~struken~~",
    "# rubrik",
    "> citat",
    "- punkt",
    "+ punkt",
    "1. punkt",
    "1) punkt",
    "---",
    "===",
    "&lt;b&gt; &#91;x&#93;(y)",
    "\\[x\\]",
    "[x]: javascript:alert(1)",
    "rad\n=====",
]


def drawn(text: str) -> str:
    """What Markdown makes of a text, without the paragraph around it."""
    return MARKDOWN.render(text).strip().removeprefix("<p>").removesuffix("</p>")


def plain(html: str) -> bool:
    return not re.search(r"<[a-z/]", html)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_markdown_is_text(text: str) -> None:
    assert plain(drawn(literal(text)))


@given(st.text(alphabet="ab1 \\`*_[]()<>#+-=~|&;:!.\n{}/javascript", max_size=60))
def test_no_text_at_all_becomes_markdown(text: str) -> None:
    line = " ".join(text.split())
    assert plain(drawn(literal(line)))


@pytest.mark.parametrize(
    "text",
    ["Utlysning 2021", "60 000 kronor", "VGR:s sida (1–4 §§)", "fornamn_efternamn", "P & Co", "Så ”här” – ungefär!"],
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert literal(text).replace("\u00a0", " ") == text


def test_date_functions_of_cards_are_text() -> None:
    assert "{{" not in literal("{{DATE(2017-02-14T06:00:00Z, SHORT)}}")
    (run, *_) = elements(make_card(make_reply("Nu {{TIME(2017-02-14T06:00:00Z)}}")).card, "TextRun")
    assert "{{" not in run["text"]


def test_control_characters_and_turned_writing_are_left_out() -> None:
    assert literal("a\x00b\u202ec\u2066d") == "abcd"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc", "https://", "http:///x", "//ond.example", "", None,
     "https://[x", "https://a.se/\x00", "https://a.se/" + "x" * 2_000],
)  # fmt: skip
def test_no_other_address_becomes_a_link(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.se/x(1)", "https://a.se/x%281%29"),
        ("https://a.se/å ä?b=c%20d#e", "https://a.se/%C3%A5%20%C3%A4?b=c%20d#e"),
        ('HTTPS://a.se/">x', "HTTPS://a.se/%22%3Ex"),
        ("https://a.se/x]*_", "https://a.se/x%5D%2A_"),
    ],
)
def test_an_address_cannot_leave_its_brackets(url: str, safe: str) -> None:
    assert web_address(url) == safe
    assert drawn(link("x", safe)).count("</a>") == 1


@pytest.mark.parametrize("label", [*HOSTILE, "x](javascript:alert(1)) [y"])
def test_a_label_cannot_leave_its_brackets(label: str) -> None:
    html = drawn(link(" ".join(label.split()), "https://a.se/"))
    assert re.findall(r'href="([^"]*)"', html) == ["https://a.se/"]


def test_mail_and_phone_reach_one_receiver_only() -> None:
    assert mail_address("a@b.se?bcc=c@d.se&body=x") == "mailto:a@b.se%3Fbcc%3Dc@d.se%26body%3Dx"
    assert phone_address("0722-02 52 87;ext=1") == "tel:07220252871"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Mejla kjv@vgregion.se.", ["mailto:kjv@vgregion.se"]),
        ("Se https://a.se/x_y/ och http://b.se.", ["https://a.se/x_y/", "http://b.se"]),
        ("[klicka](https://a.se/)", ["https://a.se/"]),
        ("javascript:alert(1) och a@b", []),
    ],
)
def test_addresses_in_a_text_become_links_under_their_own_words(text: str, links: list[str]) -> None:
    html = drawn(linked(text))
    assert re.findall(r'href="([^"]*)"', html) == links
    assert [re.sub("[/]$", "", said) for said in re.findall(r">([^<]+)</a>", html)] == [
        re.sub("[/]$", "", address.removeprefix("mailto:")) for address in links
    ]


@pytest.mark.parametrize(
    "place", ["text", "title", "quote", "publisher", "legal", "name", "role", "label", "words", "part", "choice"]
)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_place_of_a_card_lets_markdown_through(place: str, hostile: str) -> None:
    source: dict[str, Any] = {key: hostile for key in ("title", "quote", "publisher", "legal") if key == place}
    contact = {"name": "Bo", **{key: hostile for key in ("name", "role") if key == place}}
    row = {"fact": "a", "label": "L", "words": "O", **{key: hostile for key in ("label", "words") if key == place}}
    text = hostile if place == "text" else "Svar."
    part = make_part(hostile if place == "part" else "vuxen", hostile if place == "choice" else "barn")
    reply = make_reply(text, sources=[make_source(**source)], contacts=[contact], figures=[row], understood=[part])
    card = make_card(reply).card
    ours = ("https://www.vgregion.se/utlysning-2021/", "https://ond.example", "https://ond.example/x.png")
    for element in elements(card):
        marked = [element.get("text", "")] if element["type"] == "TextBlock" else []
        marked += [part for fact in element.get("facts", ()) for part in (fact["title"], fact["value"])]
        for said in [*marked, card["fallbackText"]]:
            html = MARKDOWN.render(said)
            assert set(re.findall(r'href="([^"]*)"', html)) <= set(ours), said
            assert not re.search(r"<(?!/?(?:p|a|strong)\b)[a-z/]", html), said
