"""Shared by all tests: the whole assistant, loaded once, and only by tests that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot


@pytest.fixture(scope="session")
def bot() -> Iterator[InProcessBot]:
    """The trained model, the real actions and the real knowledge base in this process."""
    from bot.evaluation.in_process import InProcessBot  # imports Rasa, which tests without a model do without

    whole = InProcessBot()
    yield whole
    whole.close()
