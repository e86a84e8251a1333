"""axe-core on a page: WCAG 2.0-2.2 A and AA and axe's best practices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.fake_gateway import WIDGET
from tests.browser.needs import needed

AXE = WIDGET / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LEAST = 15  # rules that any page of ours gives something to look at
Node = dict[str, Any]


def script() -> str:
    """axe's own code; the test is skipped where it is not installed."""
    needed(AXE, "npm ci --prefix bot/widget")
    return Path(AXE).read_text(encoding="utf-8")


def results(page: Page, axe: str, least: int = LEAST) -> dict[str, list[dict[str, Any]]]:
    """What axe finds, with the rules that found nothing wrong."""
    page.evaluate(axe)
    found: dict[str, list[dict[str, Any]]] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, rules: {'target-size': {enabled: true}}})", TAGS
    )
    assert len(found["passes"]) > least
    return found


def violations(page: Page, axe: str, least: int = LEAST) -> list[str]:
    """What is wrong; a line per rule and place."""
    return wrong(results(page, axe, least))


def wrong(found: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The violations among the results, a line per rule and place."""
    return [f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]


def unsure_contrasts(found: dict[str, list[dict[str, Any]]], counts: Callable[[Node], bool]) -> Sequence[str]:
    """Contrasts that axe could not work out, of the nodes that count."""
    unsure = [node for rule in found["incomplete"] if rule["id"] == "color-contrast" for node in rule["nodes"]]
    return [f"contrast unknown: {node['target']}" for node in unsure if counts(node)]
