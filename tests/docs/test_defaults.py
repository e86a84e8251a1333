"""The defaults that docs/settings.md tells of the assistant's own settings are those of the code.

Those of the gateway: ``tests/gateway/test_defaults_documented.py``.
"""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from bot.channels.settings import Settings as ChannelSettings
from bot.insight.settings import read_settings as insight_settings
from bot.reader.settings import ReaderSettings
from bot.setup.ports import Ports, ports_from
from bot.setup.project import this_project
from knowledge.store import Address

DOCS = this_project().root / "docs"
INSIGHT = insight_settings({})
PORTS: Ports = ports_from({})
CHANNEL = {name: field.default for name, field in ChannelSettings.__fields__.items()}
[READER_SECONDS] = [field.default for field in fields(ReaderSettings) if field.name == "timeout"]
DEFAULTS: dict[str, object] = {
    "LOTSEN_RASA_PORT": PORTS.rasa,
    "LOTSEN_ACTION_PORT": PORTS.actions,
    "LOTSEN_GATEWAY_PORT": PORTS.gateway,
    "LOTSEN_KNOWLEDGE": Address.from_settings({}).file,
    "LOTSEN_EVENTS": INSIGHT.events,
    "LOTSEN_FEEDBACK_DB": INSIGHT.feedback,
    "LOTSEN_KEEP_DAYS": INSIGHT.keep_days,
    "LOTSEN_INSIGHT_LEAST": INSIGHT.least,
    "LOTSEN_READER_TIMEOUT": READER_SECONDS,
    "turn_timeout": f"{CHANNEL['turn_timeout']:g}",
    "max_message_length": CHANNEL["max_message_length"],
}


def told(document: str, name: str) -> list[str]:
    """The default column of the rows about a setting, without marks."""
    text = (DOCS / document).read_text(encoding="utf-8")
    return [cell.replace("`", "").strip() for cell in re.findall(rf"^\| `{name}` \| ([^|]*) \|", text, re.MULTILINE)]


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_default_is_the_one_that_is_told(name: str) -> None:
    assert told("settings.md", name) == [str(DEFAULTS[name])]


@pytest.mark.parametrize("name", ["LOTSEN_KEEP_DAYS", "LOTSEN_INSIGHT_LEAST"])
def test_the_report_s_page_tells_the_same(name: str) -> None:
    assert told("insight.md", name) == [str(DEFAULTS[name])]


def test_the_days_told_in_running_text_are_the_same() -> None:
    assert f"`LOTSEN_KEEP_DAYS`, {INSIGHT.keep_days} days" in (DOCS / "teams.md").read_text(encoding="utf-8")
