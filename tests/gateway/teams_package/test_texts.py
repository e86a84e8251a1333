"""The package's words stand in texts.yml; one that is missing, empty or unknown is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.gateway.teams.package.texts import load_manifest_texts
from bot.gateway.teams.texts import TEXTS_FILE
from bot.gateway.texts import TextsError

Texts = dict[str, Any]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda t: t.pop("manifest"), "manifest: missing"),
        (lambda t: t["manifest"].pop("name"), "manifest.name"),
        (lambda t: t["manifest"].update(name=" "), "manifest.name"),
        (lambda t: t["manifest"].update(nmae="Lotsen"), "manifest.nmae"),
        (lambda t: t["manifest"].update(commands=[]), "manifest.commands"),
        (lambda t: t["manifest"]["commands"][1].pop("title"), "manifest.commands.1.title"),
        (lambda t: t["manifest"]["search"].update(field=""), "manifest.search.field"),
    ],
)
def test_bad_texts_are_named(tmp_path: Path, spoil: Callable[[Texts], object], words: str) -> None:
    yaml = YAML(typ="safe", pure=True)
    texts = yaml.load(TEXTS_FILE)
    spoil(texts)
    path = tmp_path / "texts.yml"
    yaml.dump(texts, path)
    with pytest.raises(TextsError) as caught:
        load_manifest_texts(path)
    assert words in str(caught.value)


def test_ours_are_whole() -> None:
    assert load_manifest_texts().name == "Lotsen"
