"""The answer at a glance: its sentence stands out, conditions follow, and how it is known is folded and said once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fake_gateway import REPLIES
from tests.browser.widget import AMOUNT, DEADLINE, Widget

CLOSED = "Utlysning 2021 stängde 23 november 2021, för fem år sedan, och går inte längre att söka."
KJV = "Kunskapscentrum för jämlik vård (KJV), Västra Götalandsregionen"
CALL = {"id": "u", "title": "Utlysning 2021", "publisher": KJV, "url": "https://example.org/u", "updated": "2021-11-09"}
CARE = {"id": "S1", "title": "Vård för papperslösa; en guide", "publisher": "UMO", "url": "https://example.org/s"}
STALE = "Uppgiften kan vara inaktuell."


def show(widget: Widget, monkeypatch: pytest.MonkeyPatch, text: str, **custom: Any) -> Locator:
    reply = {"text": text, "custom": {"kind": "answer", "sources": [CALL], **custom}}
    monkeypatch.setitem(REPLIES, "fråga", [reply])
    return widget.open().ask("fråga")


def test_the_first_sentence_is_larger_and_bolder_than_its_conditions(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = show(widget, monkeypatch, "Barn får vård t.o.m. 18 år. Det gäller i hela regionen. Också för tandvård.")
    expect(reply.locator(".words p")).to_have_text(
        ["Barn får vård t.o.m. 18 år.", "Det gäller i hela regionen. Också för tandvård."]
    )
    lead, rest = (
        one.evaluate(
            "one => { const s = getComputedStyle(one); return [parseFloat(s.fontSize), Number(s.fontWeight)]; }"
        )
        for one in reply.locator(".words p").all()
    )
    assert lead[0] > rest[0]
    assert lead[1] >= 600 > rest[1]


STATUS = {"state": "closed", "since": "2021-11-23"}


@pytest.mark.parametrize(
    ("text", "custom", "leads"),
    [
        pytest.param(f"{CLOSED}\nEtt villkor.", {"status": STATUS}, [CLOSED], id="the status is what is asked"),
        pytest.param(
            f"{CLOSED}\nBeloppsnivå 1 var 50 000 kronor. Ett villkor.",
            {"status": STATUS, "figures": [{"label": "Nivå 1", "words": "50 000 kronor"}]},
            ["Beloppsnivå 1 var 50 000 kronor."],
            id="the status stands above: the figure is the answer",
        ),
        pytest.param(
            f"Stor enhet fick 135 000 kronor.\n{CLOSED}\nSista dag var 23 november 2021.",
            {
                "statuses": [{"name": "Utlysning 2021", **STATUS}],
                "figures": [{"label": "Dag", "words": "23 november 2021"}],
            },
            ["Stor enhet fick 135 000 kronor."],
            id="what does not begin with a status begins with the answer",
        ),
        pytest.param("Hon har rätt till det. Avgift: 50 kr.",
                     {"figures": [{"label": "Avgift", "words": "50 kr"}]}, ["Hon har rätt till det."],
                     id="a figure beside the answer is a condition"),
        pytest.param(" ".join(["ord"] * 25) + ".", {}, [" ".join(["ord"] * 25) + "."], id="25 words"),
        pytest.param(" ".join(["ord"] * 26) + ".", {}, [], id="26 words"),
        pytest.param("Så här står det:\n”Citatet.”", {}, [], id="leads over to a quotation"),
        pytest.param("Vilket menar du?", {"kind": "clarify"}, [], id="asks back"),
        pytest.param("Det framgår inte. Fråga någon.", {"kind": "no_answer"}, ["Det framgår inte."], id="refuses"),
    ],
)  # fmt: skip
def test_what_stands_out_is_the_answer(
    widget: Widget, monkeypatch: pytest.MonkeyPatch, text: str, custom: dict[str, Any], leads: list[str]
) -> None:
    reply = show(widget, monkeypatch, text, **custom)
    expect(reply.locator(".words p").first).to_be_visible()
    expect(reply.locator(".lead")).to_have_text(leads)


def test_status_and_figure_of_a_real_reply(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> None:
    [amount] = REPLIES[AMOUNT]
    figures = [{"label": "Högsta belopp, liten enhet", "words": "60 000 kronor"}]
    monkeypatch.setitem(REPLIES, AMOUNT, [{**amount, "custom": {**amount["custom"], "figures": figures}}])
    reply = widget.open().ask(AMOUNT)
    expect(reply.locator(".lead")).to_have_text("Maxbeloppet för en liten enhet var 60 000 kronor.")
    expect(reply.locator(".words p").first).to_contain_text("går inte längre att söka")
    widget.ask(DEADLINE)
    expect(widget.replies.last.locator(".lead")).to_have_count(0)


@pytest.mark.parametrize(
    ("line", "shown", "kept"),
    [
        (f"Källa: Utlysning 2021, {KJV}, uppdaterad 2021-11-09.", "Svaret.", []),
        (
            f"Källa: Utlysning 2021, {KJV}, uppdaterad 2021-11-09, för fem år sedan: uppgiften kan vara inaktuell.",
            f"Svaret.{STALE}",
            [],
        ),
        (
            f"Källa: Utlysning 2021, {KJV}, uppdaterad 2021-11-09, för fem år sedan: uppgiften kan vara inaktuell; "
            "En annan sida, X, odaterad.",
            f"Svaret.{STALE}",
            ["En annan sida, X, odaterad."],
        ),
    ],
)
def test_the_source_line_is_said_once(
    widget: Widget, monkeypatch: pytest.MonkeyPatch, line: str, shown: str, kept: list[str]
) -> None:
    reply = show(widget, monkeypatch, f"Svaret.\n{line}")
    expect(reply.locator(".words")).to_have_text(shown)
    reply.locator(".sources summary").click()
    expect(reply.locator(".source")).to_have_text(["Utlysning 2021 (öppnas i ny flik)"])
    for words in kept:
        expect(reply.locator(".sources")).to_contain_text(words)
    if not kept:
        assert (reply.text_content() or "").count(KJV) == 1


def test_two_answers_each_with_its_source_line_name_them_once(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = f"Källa: Utlysning 2021, {KJV}, uppdaterad 2021-11-09, för fem år sedan: uppgiften kan vara inaktuell."
    other = {"id": "k", "title": "Bidraget", "publisher": "VGR", "url": "https://example.org/k"}
    text = f"Ett svar.\nEtt till.\nKälla: Bidraget, VGR, sidan är odaterad.\n{stale}"
    reply = show(widget, monkeypatch, text, sources=[other, CALL])
    expect(reply.locator(".words")).to_have_text(f"Ett svar.Ett till.{STALE}")


def test_the_law_is_said_once_and_none_that_the_answer_names_is_lost(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = "lagändringar kontrollerade t.o.m. 1 september 2025, inte därefter"
    legal = f"lag 2013:407 7 §; lag 2013:407; förordning 2013:412; {checked}"
    text = f"Ja.\nKälla: Råd, UMO, odaterad. Lagstöd: lag 2013:407 7 §, abortlag 1974:595 ({checked})."
    reply = show(widget, monkeypatch, text, sources=[{**CARE, "title": "Råd", "legal": legal}])
    expect(reply.locator(".words")).to_have_text("Ja.")
    law = reply.locator(".legal")
    expect(law).to_be_hidden()
    reply.locator(".sources summary").click()
    expect(law).to_have_text(f"Rättslig grund: lag 2013:407 7 §; abortlag 1974:595; förordning 2013:412; {checked}")
    assert (reply.text_content() or "").count("2013:407") == 1


def test_a_title_with_a_semicolon_is_kept_rather_than_lost(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = show(widget, monkeypatch, "Ja.\nKälla: Vård för papperslösa; en guide, UMO, odaterad.", sources=[CARE])
    expect(reply.locator(".words")).to_have_text("Ja.")
    expect(reply.locator(".sources")).to_contain_text("Källa: Vård för papperslösa; en guide, UMO, odaterad.")


def test_the_same_summary_of_several_pages_is_said_once(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [{**CARE, "id": name, "title": name, "summary": "Det här säger de båda."} for name in ("A", "B")]
    reply = show(widget, monkeypatch, "Ja.", sources=pages)
    reply.locator(".sources summary").click()
    expect(reply.locator(".source")).to_have_count(2)
    expect(reply.get_by_text("Det här säger de båda.")).to_have_count(1)


def test_without_sources_nothing_is_taken_away_and_nothing_folded(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = show(widget, monkeypatch, "Ja.\nKälla: Råd, UMO, odaterad.", sources=[])
    expect(reply.locator(".words")).to_have_text("Ja.Källa: Råd, UMO, odaterad.")
    expect(reply.locator(".sources summary")).to_have_count(0)


def test_what_is_english_is_marked_and_the_line_that_says_so_is_no_answer(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "I can only answer this in Swedish:"
    reply = show(widget, monkeypatch, f"{line}\nDet kostar 50 kronor.", in_english=[line])
    expect(reply.locator(".words p[lang=en]")).to_have_text([line])
    expect(reply.locator(".lead")).to_have_text(["Det kostar 50 kronor."])


def test_an_answer_in_english_stands_out_before_the_whole_of_it_in_swedish(
    widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = ["It costs 50 kronor.", "Children pay 0 kronor. It is so in the whole region.", "In Swedish:"]
    reply = show(widget, monkeypatch, "\n".join([*english, "Det kostar 50 kronor."]), in_english=english)
    expect(reply.locator(".words p:not([lang=en])")).to_have_text(["Det kostar 50 kronor."])
    expect(reply.locator(".lead")).to_have_text(["It costs 50 kronor."])
