from __future__ import annotations

from importlib.metadata import distributions

from bot.setup.licences import read_rules, table


def test_every_package_of_the_gateway_has_an_allowed_licence() -> None:
    rows = table(distributions(), read_rules())
    assert len(rows) > 20
    assert [row for row in rows if not row.allowed] == []
