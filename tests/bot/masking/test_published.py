from __future__ import annotations

import re
from pathlib import Path

from bot.masking.published import NOTHING, read_published
from tests.bot.masking.factories import masked


def test_contacts_and_people_whom_the_pages_name_are_read() -> None:
    published = read_published()
    assert {"Sofia Nilsson", "Anna Ylmén", "Hanna Wallensteen"} <= set(published.names)
    assert "kjv@vgregion.se" in published.addresses
    assert all(re.fullmatch(r"\d{8,}", phone) for phone in published.phones)
    assert published.phones


def test_without_a_knowledge_base_nothing_is_published(tmp_path: Path) -> None:
    assert read_published(tmp_path, tmp_path) == (frozenset(), frozenset(), frozenset())


def test_what_is_published_stays_and_what_is_like_it_goes() -> None:
    typed = "Sofia Nilsson, 0735-76 37 23, KJV@exempel.se"
    assert masked(typed) == typed
    assert masked(typed, NOTHING) == "[namn], [telefonnummer], [e-postadress]"
    assert masked("0735-76 37 24 och kj@exempel.se") == "[telefonnummer] och [e-postadress]"
