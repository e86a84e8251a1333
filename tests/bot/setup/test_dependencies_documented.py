from __future__ import annotations

import re

import pytest

from bot.setup.project import this_project

ROOT = this_project().root
DOCUMENTED = set(
    re.findall(r"^\| `([\w.-]+)` \|", (ROOT / "docs/dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
)


def direct() -> list[str]:
    lines = [
        line
        for name in ("assistant.in", "bootstrap.in", "gateway.in", "gateway-dev.in", "reader-trial.in")
        for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    ]
    return sorted({line.split("==")[0].split("[")[0] for line in lines if line and line[0] not in "#-"})


@pytest.mark.parametrize("package", direct())
def test_direct_dependency_is_pinned_and_documented(package: str) -> None:
    assert package in DOCUMENTED


def test_no_documented_package_is_left_over() -> None:
    assert set(direct()) == DOCUMENTED
