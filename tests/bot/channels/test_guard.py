"""What Rasa gets to see of a message, and what it never sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.guard import guard
from bot.channels.kinds import Unclear
from bot.channels.texts import load_texts
from bot.masking.cleaning import clean, strip_command
from bot.masking.kinds import Kind

TEXTS = load_texts()
MAX_LENGTH = 2000


@pytest.mark.parametrize(
    ("message", "unclear"),
    [
        *((blank, Unclear.EMPTY) for blank in ["", " ", "\n\t ", "\u00a0\u2003"]),
        *(
            (text, Unclear.NO_WORDS)
            for text in ["?", "...", "🙂", "👍🏽 🎉", "👩‍⚕️", "!?!", "/", "///", "\u200b", "850101-1234", "a@b.se"]
        ),
        *((text, Unclear.TOO_LONG) for text in ["hej " * 501, "hej " * 20_000]),
        *(
            (text, Unclear.UNREADABLE)
            for text in ["\x00\x01\x02PNG", "�" * 5 + "abc", "ab\x00cd", "\ud800\udfffhej", "\ue000x"]
        ),
        *(
            (text, Unclear.OTHER_LANGUAGE)
            for text in ["كيف يمكنني التقديم؟", "Как подать заявку?", "如何申请", "பணம் எங்கே KJV", "Πώς;"]
        ),
    ],
)
def test_what_is_no_question_never_reaches_rasa(message: str, unclear: Unclear) -> None:
    assert guard(message, TEXTS, MAX_LENGTH).unclear is unclear


@pytest.mark.parametrize(
    "message",
    [
        *("Vem kan söka?", "hur mkt pengar", "ja", "2", "27 år", "rehab?", "hej " * 500, "VC", "who can apply?"),
        *("kan vi få penger til kurs?", "hvem kan søge?", "¿quién puede solicitar?", "Onko haku auki?"),
        *(
            "vad betyder رعاية för oss som jobbar här",
            "h�lsa och sjukvård i regionen",
            "• \uf0b7 punkt ett och punkt två",
        ),
    ],
)
def test_questions_pass(message: str) -> None:
    assert guard(message, TEXTS, MAX_LENGTH).unclear is None


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/restart", "restart"),
        ("  /session_start", "session_start"),
        ("//ask_amount", "ask_amount"),
        ("/ / /back", "back"),
        ('/ask_amount{"unit_size": "large"}', 'ask_amount{"unit_size": "large"}'),
        ("/ask_amount@0.99", "ask_amount@0.99"),
        ("／restart", "restart"),
        ("\u200b/restart", "restart"),
        ("\u00a0\u2003/restart", "restart"),
        ("\ufeff/restart", "restart"),
        ("\x1c/restart", "restart"),
        ("⁄∕⧸restart", "restart"),
        ("\\/restart", "restart"),
        ("EXTERNAL: restart", "restart"),
        ("/external: /restart", "restart"),
        ("och/eller", "och/eller"),
        ("1/2 tjänst", "1/2 tjänst"),
    ],
)
def test_typed_text_is_never_a_command(typed: str, text: str) -> None:
    assert guard(typed, TEXTS, MAX_LENGTH).text == text


@given(st.text(st.sampled_from("/／\\ \u200b\u00a0\x1c\x00EXTERNAL: ab@{}"), max_size=30))
def test_no_text_looks_like_a_command_to_rasa(typed: str) -> None:
    text = strip_command(clean(typed))
    assert not text.strip().startswith(("/", "EXTERNAL:"))
    assert text == strip_command(clean(text))


def test_masked_text_and_kinds_come_out() -> None:
    guarded = guard("/pat 850101-1234, får hen vård?", TEXTS, MAX_LENGTH)
    assert guarded == ("pat [personnummer], får hen vård?", (Kind.PERSONAL_NUMBER,), None)


def test_removed_data_is_named_also_when_nothing_else_was_said() -> None:
    guarded = guard("850101-1234", TEXTS, MAX_LENGTH)
    assert guarded.unclear is Unclear.NO_WORDS
    assert guarded.removed == (Kind.PERSONAL_NUMBER,)


@given(st.text())
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    cleaned = clean(text)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


def test_letters_typed_in_two_parts_become_one() -> None:
    assert clean("a\u030ar \r\nsk\u00adal") == "år \nskal"
