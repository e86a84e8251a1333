"""A value joined to another one, on either side of it."""

from __future__ import annotations

import pytest

from knowledge.swedish.coordinated import stands_beside


def beside(text: str, word: str, named: str) -> bool:
    start, at = text.rindex(word), text.index(named)
    return stands_beside(text, start, start + len(word), at, at + len(named))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("vad fick en stor enhet, och en liten?", "liten"),
        ("vad fick stor enhet som mest och hur mycket liten?", "liten"),
        ("stor enhet resp liten", "liten"),
        ("max för stor enhet/liten då", "liten"),
        ("för små och en stor enhet", "små"),
        ("stor enhet och liten i vårdvalet", "liten"),
    ],
)
def test_a_bare_word_is_joined_to_what_is_named(text: str, word: str) -> None:
    assert beside(text, word, "stor enhet")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("vi är en stor enhet, är det för liten summa?", "liten"),
        ("stor enhet. Och en liten fråga", "liten"),
        ("vad får en stor enhet. och liten?", "liten"),
        ("en stor enhet med liten budget", "liten"),
        ("är den liten som har en stor enhet", "liten"),
    ],
)
def test_an_ordinary_word_is_not(text: str, word: str) -> None:
    assert not beside(text, word, "stor enhet")
