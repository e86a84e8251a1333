"""The default of every setting of the gateway stands in the documents as it is in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.gateway.settings import PREFIX, ROOT, Settings

TABLES = "\n".join(
    (Path(ROOT) / "docs" / name).read_text(encoding="utf-8")
    for name in ("gateway.md", "teams.md", "redaktorsbordet.md", "settings.md")
)
#: Told in words, because the value itself says less: what it is without the setting.
IN_WORDS = {
    "metrics_networks": "loopback",
    "debug": "off",
}


def said(default: object) -> str | None:
    """The default as a table writes it; None for one that says nothing: there any words may stand, but no value."""
    if isinstance(default, SecretStr) or default in ("", (), None):
        return None
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, (int, float)):
        return f"{default:g}"
    if isinstance(default, Path):
        return str(default.relative_to(ROOT)) if default.is_relative_to(ROOT) else str(default)
    return " ".join(map(str, default)) if isinstance(default, tuple) else str(default)


def told(name: str) -> list[str]:
    """What the documents give as the default, without marks; a variable may stand in two tables."""
    rows = re.findall(rf"^\| `{PREFIX}{name.upper()}` \| ([^|]*) \|", TABLES, re.MULTILINE)
    return [cell.replace("`", "").strip() for cell in rows]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_default_is_the_one_that_is_told(name: str) -> None:
    default, cells = said(Settings.model_fields[name].default), told(name)
    assert cells
    for cell in cells:
        if default is None:
            assert not re.fullmatch(r"[\d.]+|true", cell)
        else:
            assert cell in (default, IN_WORDS.get(name))


def test_a_wrong_default_would_be_seen() -> None:
    assert said(Settings.model_fields["max_turns"].default) == "64" == told("max_turns")[0]
    assert said(Settings.model_fields["connect_timeout"].default) == "2"
