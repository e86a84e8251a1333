from __future__ import annotations

import pytest

from knowledge.care import AGE_CLASSES
from knowledge.editing.build import Contents
from knowledge.saying.addresses import (
    MOST_IDS,
    Place,
    answer_address,
    finder_address,
    ids_of,
    place_of_address,
    shared_address,
)
from knowledge.texts import load


def test_every_group_age_and_care_has_a_word_of_its_own(contents: Contents) -> None:
    words, care = load("addresses"), contents.care
    for kind, ids in (("groups", care.groups), ("ages", AGE_CLASSES), ("cares", care.cares)):
        assert set(words[kind]) == set(ids)
        written = [*words[kind].values(), words["unknown"]]
        assert len(set(written)) == len(written)
        assert not set(words[kind].values()) & (set(ids) - set(words[kind]))
        assert all(word == word.lower() and word.replace("-", "").isalnum() and word.isascii() for word in written)


def test_an_address_leads_back_to_every_place(contents: Contents) -> None:
    care = contents.care
    for group in (*care.groups, None):
        for age in (*AGE_CLASSES, None):
            for kind in care.cares:
                assert place_of_address(finder_address(group, age, kind)) == Place(group, age, kind, 3)


@pytest.mark.parametrize(
    ("path", "depth"), [("/vard", 0), ("/vard/papperslosa", 1), ("/vard/okand", 1), ("/vard/papperslosa/barn", 2)]
)
def test_a_place_may_be_half_chosen(path: str, depth: int) -> None:
    place = place_of_address(path)
    assert place is not None
    assert place.depth == depth


@pytest.mark.parametrize(
    "path", ["", "/", "vardag", "/vard/", "/vard//barn", "/vard/a/b/c/d", "/svar", "/vardag/a", "/vard/a/"]
)
def test_other_addresses_are_no_place(path: str) -> None:
    assert place_of_address(path) is None or path == "/vard"


def test_an_answer_is_named_by_its_ids_each_once() -> None:
    assert answer_address(["a.b", "a.c", "a.b"]) == "/svar/a.b,a.c"
    assert ids_of("/svar/a.b,a.c,a.b") == ("a.b", "a.c")
    assert answer_address([]) == ""
    assert answer_address([f"a.{number}" for number in range(MOST_IDS + 1)]) == ""


@pytest.mark.parametrize(
    "path",
    ["/svar", "/svar/", "/svar/a,,b", "/svar/a/b", "/vard/a", "/svar/" + ",".join(map(str, range(MOST_IDS + 1)))],
)
def test_other_addresses_name_no_answer(path: str) -> None:
    assert ids_of(path) == ()


@pytest.mark.parametrize(
    ("addresses", "shared"),
    [
        ([], ""),
        (["/svar/a"], "/svar/a"),
        (["/svar/a", "/svar/a"], "/svar/a"),
        (["/svar/a", "/svar/b,a"], "/svar/a,b"),
        (["/vard/a/b/c", "/vard/a/b/c"], "/vard/a/b/c"),
        (["/vard/a/b/c", "/vard/a/b/d"], ""),
        (["/svar/a", "/vard/a/b/c"], ""),
    ],
)
def test_several_answers_share_an_address_where_one_page_shows_all(addresses: list[str], shared: str) -> None:
    assert shared_address(addresses) == shared
