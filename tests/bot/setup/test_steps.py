"""The real table of steps."""

from __future__ import annotations

import pytest

from bot.setup.steps import STEPS, with_needs


def test_every_step_is_made_in_exactly_one_way() -> None:
    assert [step.name for step in STEPS if bool(step.command) == bool(step.make)] == []


def test_only_what_tests_alone_need_is_passed_by_when_serving() -> None:
    assert [step.name for step in STEPS if step.for_tests] == ["gateway-tests", "reader-trial", "browser", "redis"]


def test_steps_stand_after_what_they_need() -> None:
    seen: set[str] = set()
    for step in STEPS:
        assert set(step.needs) <= seen, step.name
        seen.add(step.name)


@pytest.mark.parametrize("step", [step for step in STEPS if step.command], ids=lambda step: step.name)
def test_commands_write_to_a_staged_place(step) -> None:  # type: ignore[no-untyped-def]
    assert {"{out}", "{out_folder}"} & set(step.command)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("environment", ["bootstrap", "environment"]),
        ("knowledge", ["bootstrap", "environment", "encoder", "spacy", "knowledge"]),
        ("gateway-tests", ["bootstrap", "gateway", "gateway-tests"]),
        ("model", ["bootstrap", "environment", "encoder", "spacy", "model"]),
    ],
)
def test_needs_are_followed(name: str, expected: list[str]) -> None:
    assert [step.name for step in with_needs([name])] == expected
