"""Shared by all tests: the whole assistant, loaded once, and only by tests that ask for it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from bot.lean.light import go_light
from knowledge.editing.reading import yaml_files

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot


# Most of the seconds before the first test, and of a test process's memory; a test that computes with torch imports it.
go_light()


@pytest.fixture(scope="session", autouse=True)
def _yaml_read_once() -> Iterator[None]:
    """Files of the same content are read once, however many there are: reading them takes most of the time.

    As in the product, all get the same document, which nobody changes.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_files, "_parsed", functools.cache(yaml_files._parsed.__wrapped__))
        yield


@pytest.fixture(scope="session")
def bot() -> Iterator[InProcessBot]:
    """The trained model, the real actions and the real knowledge base in this process."""
    from bot.evaluation.in_process import InProcessBot  # imports Rasa, which tests without a model do without

    whole = InProcessBot()
    yield whole
    whole.close()
