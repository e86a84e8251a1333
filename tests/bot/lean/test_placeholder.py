from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot.lean.placeholder import LeftOut, PlaceholderFinder, put_in_place_of
from bot.setup.project import this_project

ABSENT = "no_such_package_for_tests"


@pytest.fixture
def absent() -> Iterator[str]:
    """A package that nothing has, in whose place a placeholder stands."""
    before = list(sys.meta_path)
    put_in_place_of(ABSENT)
    yield ABSENT
    sys.meta_path[:] = before
    for name in [name for name in sys.modules if name.split(".")[0] == ABSENT]:
        del sys.modules[name]


def test_modules_at_any_depth_can_be_imported_and_their_names_inherited_from(absent: str) -> None:
    deep = importlib.import_module(f"{absent}.layers.core")
    top = importlib.import_module(absent)

    class Layer(deep.Dense):  # type: ignore[misc]
        shape: top.types.Shape | None = None  # type: ignore[name-defined]

    assert Layer.__mro__[1] is deep.Dense
    assert not isinstance(1.0, top.Tensor)


@pytest.mark.parametrize("way", ["a function", "a class", "one that inherits from a class"])
def test_whatever_is_used_says_that_it_is_not_here(absent: str, way: str) -> None:
    top = importlib.import_module(absent)
    inherits = type(top.Model)("Own", (top.Model,), {"__module__": __name__})
    used = {"a function": top.constant, "a class": top.keras.Model, "one that inherits from a class": inherits}[way]
    with pytest.raises(LeftOut, match="does without"):
        used(1)


def test_names_that_python_itself_asks_for_are_not_made_up(absent: str) -> None:
    top = importlib.import_module(absent)
    assert not hasattr(top, "__version__")
    assert not hasattr(top.Tensor, "__array__")


def test_no_other_package_is_touched() -> None:
    finder = PlaceholderFinder([ABSENT])
    assert finder.find_spec(f"{ABSENT}_too") is None
    assert finder.find_spec("json") is None


def test_what_is_loaded_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", before := list(sys.meta_path))
    put_in_place_of("json")
    assert sys.meta_path == before


def test_rasa_loads_its_neural_components_without_tensorflow_and_cannot_use_them() -> None:
    """Also those of its table of standard components, which reading config.yml loads."""
    code = """
import sys
from bot.lean.light import go_light
go_light()
from rasa.engine.recipes import default_components
from rasa.utils.tensorflow.callback import RasaTrainingLogger
try:
    RasaTrainingLogger(1, silent=True)
except ImportError as fault:
    print(type(fault).__name__, getattr(sys.modules["tensorflow"], "__file__", None), "torch" in sys.modules)
"""
    project = this_project()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "LeftOut None False"
