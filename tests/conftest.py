"""Shared by all tests: the whole assistant, loaded once, and only by tests that ask for it."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from knowledge.editing.reading import yaml_files

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot


def import_without(module: str, *unneeded: str) -> None:
    """Import a module that takes along others where it finds them, without those; later imports of them are real."""
    missing = [name for name in unneeded if name not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]  # None: not to be found
    try:
        importlib.import_module(module)
    finally:
        for name in missing:
            del sys.modules[name]


# spaCy's thinc imports torch and TensorFlow for layers that a pipeline of phrases does not have: most of the
# seconds before the first test.
import_without("thinc.compat", "torch", "tensorflow")


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
