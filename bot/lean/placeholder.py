"""Stands in for a package that is imported but never used: its names can be named and inherited from, no more.

Rasa's own base classes import TensorFlow, wherever they are used (``rasa.core.policies.policy`` → … →
``rasa.utils.tensorflow.callback``), though only neural components compute with it. A placeholder gives such an import
what it needs while it is read: modules, and classes to stand in annotations and to inherit from. Whoever then calls one
is told that the package is not here, rather than being given something that computes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class LeftOut(ImportError):
    """Something of a package that stands in by a placeholder was to be used."""


class PlaceholderClass(type):
    """The kind of all classes of a placeholder, and of those that inherit from one: none has instances."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return placeholder_class(name, f"{cls.__module__}.{cls.__name__}")

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        raise LeftOut(
            f"{cls.__module__}.{cls.__name__} needs a package that this process does without (bot/lean); "
            "the plain command 'rasa' loads it"
        )


class PlaceholderModule(ModuleType):
    """A module with every name that it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = placeholder_class(name, self.__name__)
        setattr(self, name, made)
        return made


class PlaceholderFinder(MetaPathFinder, Loader):
    """Finds the packages that it is given, and all modules below them, before their files are looked for."""

    def __init__(self, packages: Sequence[str]) -> None:
        self.packages = frozenset(packages)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """A package without files, or None for what is none of ours."""
        return ModuleSpec(fullname, self, is_package=True) if fullname.split(".")[0] in self.packages else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module, which has nothing to run."""
        return PlaceholderModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to do: its names are made as they are asked for."""


def placeholder_class(name: str, module: str) -> type:
    """A class of that name without instances."""
    return PlaceholderClass(name, (), {"__module__": module})


def put_in_place_of(*packages: str) -> None:
    """Let placeholders stand in from now on for packages that this process has not loaded yet; the others stay."""
    missing = [name for name in packages if name not in sys.modules]
    if missing:
        sys.meta_path.insert(0, PlaceholderFinder(missing))
