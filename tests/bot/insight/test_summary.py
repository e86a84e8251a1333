from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from bot.insight.clusters import cluster
from bot.insight.command import exported
from bot.insight.feedback import Vote
from bot.insight.page import reader_line, render
from bot.insight.summary import Period, Summary, reader_figures, summarise
from tests.bot.insight.factories import CENTRE, DAY, NOON, answered, half, make_turn

PERIOD = Period(datetime.date(2025, 11, 30), datetime.date(2025, 12, 2))
PARKING = ["var får personalen parkera", "var får personalen parkera bilen", "får personalen parkera"]
LUNCH = "måndagens lunchmeny"


def hide(text: str) -> str:
    return text.replace("Anna", "[…]")


def summary(turns: list, votes: list | None = None, **options: Any) -> Summary:
    given = {"show": hide, "centre": CENTRE, "least": 2, "stale_after_days": 730, **options}
    return summarise(turns, votes or [], PERIOD, **given)


def parking(*conversations: str) -> list:
    pairs = zip(PARKING, conversations, strict=False)
    return [make_turn(question, conversation=name) for question, name in pairs]


def test_outcomes_reasons_and_topics_are_counted() -> None:
    turns = [
        answered("a"), answered("b"), make_turn("c", reason="out_of_scope"),
        make_turn("d", topic="glesbygd"), make_turn("hej", kind="smalltalk", reason=None),
    ]  # fmt: skip
    found = summary(turns)
    assert found.outcomes == {"answer": 2, "clarify": 0, "no_answer": 2, "error": 0}
    assert (found.questions, found.smalltalk) == (4, 1)
    assert found.reasons == {"out_of_scope": 1, "not_in_knowledge": 1}
    assert found.topics["glesbygd"] == {"answer": 2, "clarify": 0, "no_answer": 1, "error": 0}
    assert found.topics[None]["no_answer"] == 1


def test_every_day_of_the_period_is_there() -> None:
    found = summary([answered("a", at=NOON), answered("b", at=NOON + DAY)])
    assert {day.isoformat(): counts["answer"] for day, counts in found.days.items()} == {
        "2025-11-30": 0, "2025-12-01": 1, "2025-12-02": 1,
    }  # fmt: skip
    start, end = PERIOD.seconds
    assert (end - start) / DAY == 3
    assert start < NOON < end


def test_questions_of_one_meaning_are_one_group() -> None:
    found = summary(
        [*parking("c1", "c2", "c3"), make_turn(LUNCH, conversation="c4"), make_turn(LUNCH, conversation="c5")]
    )
    first, second = found.groups
    assert (first.number, first.times, first.conversations) == (1, 3, 3)
    assert first.asks == (first.question,) == ("var får personalen parkera",)
    assert second.question == LUNCH


def test_a_story_told_once_is_not_shown_because_others_ask_something_like_it() -> None:
    """Three conversations make a group; a story stays one conversation's own."""
    stories = [
        "var får personalen parkera, min kollega med hund och ljusblå saab undrar",
        "var får personalen parkera när chefen bytte lås på grinden i lördags",
        "var får personalen parkera? jag har opererat knät och går med kryckor",
    ]
    turns = [make_turn(story, conversation=f"c{n}", vector=half(PARKING[0])) for n, story in enumerate(stories)]
    [group] = summary(turns, least=3).groups
    assert (group.times, group.conversations) == (3, 3)
    shown = " ".join([group.question, *group.asks, render(summary(turns, least=3), {}, 730)])
    assert "var får personalen parkera" in group.question
    for own in ("kollega", "hund", "saab", "chefen", "lås", "grinden", "opererat", "knät", "kryckor"):
        assert own not in shown


def test_a_question_asked_often_enough_is_shown_and_a_rarer_wording_of_it_is_not() -> None:
    often = [make_turn(PARKING[0], conversation=f"c{n}") for n in range(3)]
    rare = [make_turn(PARKING[1], conversation=name) for name in ("c8", "c9")]
    [group] = summary([*rare, *often], least=3).groups
    assert group.asks == (PARKING[0],)
    assert (group.times, group.conversations) == (5, 5)


def test_asking_again_in_one_conversation_makes_a_question_no_commoner() -> None:
    again = [make_turn(PARKING[1], conversation="c1") for _ in range(3)]
    others = [make_turn(PARKING[2], conversation=f"c{n}") for n in (2, 3)]
    [group] = summary([*again, *others], least=3).groups
    assert "bilen" not in " ".join(group.asks)


def test_what_too_few_conversations_asked_is_counted_and_not_shown() -> None:
    found = summary([*parking("c1", "c1", "c1"), make_turn(LUNCH)])
    assert found.groups == []
    assert (found.hidden_groups, found.hidden_questions) == (2, 4)
    page = render(found, {}, 730)
    assert not any(words in page for words in (*PARKING, LUNCH))


def test_unclear_and_answered_questions_are_no_gaps() -> None:
    turns = [make_turn("x", reason="unclear", conversation="c1"), answered("x", conversation="c2")]
    assert summary(turns, least=1).groups == []


def test_turns_without_a_vector_or_of_another_encoder_are_left_out() -> None:
    assert cluster([make_turn("x", vector=None), make_turn("y", vector=b"abcd")], CENTRE) == []
    [alone] = cluster([make_turn("x")], CENTRE)
    assert alone.conversations == 1


def test_everything_typed_passes_through_the_anonymiser() -> None:
    secret = [make_turn(f"får Anna parkera här {n}", conversation=f"c{n}") for n in range(3)]
    disliked = answered("vad får Anna", conversation="c8", answer_id="answer-9")
    same = answered("vad får man", conversation="c9")
    found = summary([*secret, disliked, same], [Vote("answer-9", "down", "Anna sa nej", NOON)])
    assert found.groups
    assert found.disliked[0].question == "vad får […]"
    assert "Anna" not in render(found, {}, 730)
    assert "Anna" not in json.dumps(exported(found), ensure_ascii=False)


def test_a_disliked_answer_s_question_is_shown_when_enough_have_asked_for_it() -> None:
    turns = [answered("om glesbygd", answer_id="answer-1"), answered("mer om glesbygd", conversation="c2")]
    votes = [
        Vote("answer-1", "down", None, NOON),
        Vote("unknown-answer", "down", "fel", NOON),
        Vote("x", "up", None, NOON),
    ]
    found = summary(turns, votes)
    assert (found.votes_up, found.votes_down) == (1, 2)
    assert [d.question for d in found.disliked] == ["om glesbygd", None]  # "mer" is one conversation's own
    assert found.disliked[1].comment == "fel"
    assert [d.question for d in summary(turns, votes, least=3).disliked] == [None, None]


def test_refused_questions_have_nothing_in_common_that_would_show_one_of_them() -> None:
    turns = [make_turn("min ovanliga fråga", answer_id="answer-1"), make_turn(LUNCH, conversation="c2")]
    [disliked] = summary(turns, [Vote("answer-1", "down", None, NOON)]).disliked
    assert disliked.question is None


@pytest.mark.parametrize(
    ("updated", "stale"),
    [
        ("2013; 2022", True), ("2024+", False), ("2019+", True), ("2020/2021", True), ("2016 report", True),
        ("2025-12-01T08:00:00Z", False), ("2021-13", True), ("odaterad", True), ("2025", False),
        (None, True), ("2021", True), ("2021-11-09", True), ("2023-12-02", True), ("2023-12-03", False),
    ],
)  # fmt: skip
def test_old_and_undated_sources_are_named(updated: str | None, stale: bool) -> None:
    turn = answered("a", sources=({"id": "s", "title": "Sidan", "updated": updated},))
    assert [source.title for source in summary([turn]).stale] == (["Sidan"] if stale else [])


def test_markup_that_was_typed_is_only_text() -> None:
    nasty = [make_turn("<script>alert(1)</script> får personalen parkera", conversation=f"c{n}") for n in range(2)]
    vote = Vote("answer-9", "down", "<img src=x onerror=alert(2)>", NOON)
    page = render(summary(nasty, [vote]), {}, 730)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_page_asks_for_nothing_outside_itself() -> None:
    page = render(summary(parking("c1", "c2", "c3")), {"glesbygd": "Glesbygd"}, 730)
    assert "default-src 'none'" in page
    assert not any(word in page for word in ("src=", "http:", "https:", "@import", "url("))


def test_a_period_without_questions_says_so() -> None:
    assert "Inga frågor finns sparade" in render(summary([]), {}, 730)


def test_what_a_second_reading_did_is_summed_up() -> None:
    told = {"prompt": "1", "outcome": "agreed", "kept": False, "dropped": 1, "milliseconds": 400}
    found = reader_figures([told, {**told, "outcome": "failed", "milliseconds": 2500}, {**told, "kept": True}])
    assert found is not None
    assert (found.turns, found.kept, found.dropped, found.typical) == (3, 1, 3, 400)
    assert found.share("agreed") == pytest.approx(2 / 3)
    assert found.share("asked_back") == 0.0
    assert "läste 3 frågor: 67% lika" in reader_line(found)
    assert reader_figures([]) is None
