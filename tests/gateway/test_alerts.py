"""Alerts, dashboard and runbook: they speak of what the gateway counts, and of each other."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client import CollectorRegistry
from starlette.testclient import TestClient

from bot.gateway.problems import Code
from bot.setup.project import this_project

ROOT = this_project().root
RULES = ROOT / "deploy/prometheus/alerts.yml"
DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy/grafana/lotsen.json").read_text(encoding="utf-8"))
ALERTS: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]
]
NAMES = [alert["alert"] for alert in ALERTS]
RUNBOOK = (ROOT / "docs/runbook.md").read_text(encoding="utf-8")
#: Prometheus' own, of every target, and the labels that it adds.
OF_PROMETHEUS, ADDED = {"up"}, {"job", "instance"}
VALUES: dict[str, set[str]] = {
    "code": {code.value for code in Code},
    "kind": set(yaml.safe_load((ROOT / "bot/contract.yml").read_text(encoding="utf-8"))["properties"]["kind"]["enum"]),
    "vote": {"up", "down"},
}


def queries() -> list[str]:
    """Every query of alerts and dashboard, with the dashboard's variables filled in."""
    panels = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
    return [alert["expr"] for alert in ALERTS] + [query.replace("$instance", ".*") for query in panels]


def selectors(query: str) -> list[Any]:
    """The series that a query asks for; ValueError where it is no PromQL."""
    found: list[Any] = []

    def visit(node: Any) -> bool:
        if isinstance(node, promql_parser.VectorSelector):
            found.append(node)
        return True

    promql_parser.walk(promql_parser.parse(query), visit)
    return found


def series_of(registry: CollectorRegistry) -> Iterator[tuple[str, set[str]]]:
    for family in registry.collect():
        for sample in family.samples:
            yield sample.name, set(sample.labels)


@pytest.fixture
def exposed(client: TestClient) -> dict[str, set[str]]:
    """Each series that ``/metrics`` shows after some use, with its labels."""
    client.post("/api/chat", json={"message": "hej"})
    local = TestClient(client.app, "http://lotsen.test", client=("127.0.0.1", 5))
    text = local.get("/metrics").text
    found = dict(series_of(client.app.state.parts.metrics.registry))
    assert all(f"\n{name}" in text for name in found)
    return found


@pytest.mark.parametrize("query", queries())
def test_every_series_is_exposed_with_these_labels(query: str, exposed: dict[str, set[str]]) -> None:
    asked = [one for one in selectors(query) if one.name not in OF_PROMETHEUS]
    assert [one.name for one in asked if one.name not in exposed] == []
    for one in asked:
        assert {matcher.name for matcher in one.matchers.matchers} - ADDED <= exposed[one.name]
    assert selectors(query)


@pytest.mark.parametrize("query", queries())
def test_every_value_that_is_asked_for_can_occur(query: str, client: TestClient) -> None:
    routes = set(client.app.openapi()["paths"])
    for one in selectors(query):
        for matcher in one.matchers.matchers:
            values = set(matcher.value.split("|"))
            assert values <= {**VALUES, "route": routes}.get(matcher.name, values)


def test_what_is_no_query_is_found() -> None:
    with pytest.raises(ValueError, match="paren"):
        selectors("sum(rate(lotsen_requests_total[5m])")


def test_every_metric_of_the_gateway_is_in_the_dashboard(exposed: dict[str, set[str]]) -> None:
    shown = {one.name for query in queries() for one in selectors(query)}
    families = {name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count") for name in exposed}
    assert {name for name in families if not any(one.startswith(name) for one in shown)} == set()


@pytest.mark.parametrize("alert", ALERTS, ids=NAMES)
def test_every_alert_has_a_severity_words_and_its_section(alert: dict[str, Any]) -> None:
    assert alert["labels"]["severity"] in {"critical", "warning", "info"}
    assert alert["annotations"]["summary"]
    assert alert["annotations"]["runbook"] == f"docs/runbook.md#{alert['alert'].lower()}"


def test_the_runbook_has_a_section_for_each_alert_and_no_other() -> None:
    assert re.findall(r"^## (.+)$", RUNBOOK, re.MULTILINE) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_section_says_what_it_means_how_to_see_and_what_to_do(name: str) -> None:
    section = RUNBOOK.split(f"## {name}\n")[1].split("\n## ")[0]
    assert [section.count(words) for words in ("**It means**", "**See**", "**Do**")] == [1, 1, 1]


def test_the_dashboard_s_alerts_exist_and_its_panels_are_told_apart() -> None:
    described = " ".join(panel["description"] for panel in DASHBOARD["panels"])
    assert set(re.findall(r"\bLotsen[A-Z]\w+", described)) <= set(NAMES)
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


def test_what_has_never_happened_is_counted_as_nothing(client: TestClient) -> None:
    registry = client.app.state.parts.metrics.registry
    assert registry.get_sample_value("lotsen_problems_total", {"code": "internal"}) == 0
    assert registry.get_sample_value("lotsen_replies_total", {"kind": "error", "reason": ""}) == 0


def test_a_fault_of_ours_is_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.app.state.parts.assistant, "ask", None)
    assert client.post("/api/chat", json={"message": "hej"}).status_code == 500
    registry = client.app.state.parts.metrics.registry
    assert registry.get_sample_value("lotsen_problems_total", {"code": "internal"}) == 1


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed (Debian's package prometheus)")
@pytest.mark.parametrize(
    "command",
    [("check", "rules", "alerts.yml"), ("check", "config", "scrape.yml"), ("test", "rules", "alerts_test.yml")],
    ids=" ".join,
)
def test_promtool_takes_the_rules_and_they_fire_when_they_should(command: tuple[str, ...]) -> None:
    done = subprocess.run(["promtool", *command], cwd=RULES.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_operating_md_lists_every_metric_with_its_labels(exposed: dict[str, set[str]]) -> None:
    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8").split("## Metrics\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(lotsen_\w+)` \| \w+ \| (.+?) \|", text, re.MULTILINE)
    families: dict[str, set[str]] = {}
    for name, labels in exposed.items():
        family = re.sub(r"_(bucket|sum|count)$", "", name)
        families.setdefault(family, set()).update(labels - {"le"})
    assert {name: set(re.findall(r"`(\w+)`", labels)) for name, labels in rows} == families
