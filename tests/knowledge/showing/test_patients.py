"""The texts for patients as pages: every language by itself, and what they rest on."""

from __future__ import annotations

import datetime

import pytest

from knowledge.showing import Base, page_at

DAY = datetime.date(2026, 12, 1)


def test_every_text_has_a_page_that_the_list_leads_to(base: Base) -> None:
    index = page_at(base, "/for-patienten", DAY)
    assert index is not None
    paths = [link.path for choice in index.choices for link in choice.links]
    assert paths == [f"/for-patienten/{one}" for one in base.care.patients]
    for path in paths:
        page = page_at(base, path, DAY)
        assert page is not None
        assert page.path == path
        assert [part.language for part in page.parts] == ["sv", "en", "uk", ""]
        assert page.parts[-1].custom["sources"], path


def test_the_translations_say_their_day_and_the_original_none(base: Base) -> None:
    page = page_at(base, "/for-patienten/tolk", DAY)
    assert page is not None
    assert [bool(part.translated) for part in page.parts[:3]] == [False, True, True]


def test_staff_are_told_that_a_fee_was_not_read_at_vgr(base: Base) -> None:
    page = page_at(base, "/for-patienten/lakarbesok", DAY)
    assert page is not None
    assert "inte på någon VGR-sida" in page.parts[-1].text


@pytest.mark.parametrize("path", ["/for-patienten/finns-inte", "/for-patienten/tolk/en"])
def test_there_is_no_other_page(base: Base, path: str) -> None:
    assert page_at(base, path, DAY) is None


def test_a_cell_leads_to_its_text_once(base: Base) -> None:
    page = page_at(base, "/vard/papperslosa/vuxna/tandvard", DAY)
    assert page is not None
    assert [part.custom.get("patient_page") for part in page.parts] == ["/for-patienten/tandvard", None]
