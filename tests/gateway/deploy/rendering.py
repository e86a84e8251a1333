"""Renders the chart as helm does, by Go's templates and sprig's functions: a process a file, as a fault ends it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bot.setup.project import this_project

CHART = this_project().root / "deploy/helm/lotsen"
TEMPLATES = sorted((CHART / "templates").glob("*.yaml"))
RENDER = """
import json, sys
from pathlib import Path
import go_template
sys.stdout.buffer.write(go_template.render(Path(sys.argv[1]), json.loads(sys.argv[2])))
"""


class RenderError(Exception):
    """The template could not be rendered; the message is the renderer's."""


def values(**changed: Any) -> dict[str, Any]:
    """The chart's values with those that must be set; ``changed`` are parts put in their places."""
    found: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    found["existingSecret"] = "lotsen"
    found["database"]["url"] = "postgresql://lotsen@db/lotsen?sslmode=verify-full"
    found["public"] |= {"url": "https://lotsen.example.org", "tlsSecret": "lotsen-tls"}
    return {**found, **changed}


def rendered(template: Path, given: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    """The manifests of one template. Raises RenderError."""
    whole = folder / template.name
    parts = (CHART / "templates/_parts.tpl").read_text(encoding="utf-8")
    whole.write_text(parts + "\n" + template.read_text(encoding="utf-8"), encoding="utf-8")
    context = json.dumps({"Values": given, "Release": {"Name": "lotsen"}})
    done = subprocess.run(
        [sys.executable, "-c", RENDER, str(whole), context], capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or "render template failed" in done.stdout + done.stderr:
        raise RenderError(done.stdout + done.stderr)
    return [one for one in yaml.safe_load_all(done.stdout) if one]
