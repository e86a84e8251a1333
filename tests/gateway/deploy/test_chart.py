"""The chart, rendered: what Kubernetes takes, and what keeps the pod closed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.version import VERSION

pytest.importorskip("go_template", reason="py-go-template has no build for this machine (Linux on x86-64 only)")
from rendering import CHART, TEMPLATES, RenderError, rendered, values

KUBERNETES = "1.37"


@pytest.fixture(scope="module")
def manifests(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("chart")
    return [one for template in TEMPLATES for one in rendered(template, values(), folder)]


@pytest.fixture(scope="module")
def pod(manifests: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = of_kind(manifests, "Deployment")["spec"]["template"]["spec"]
    return found


def of_kind(manifests: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    [found] = [one for one in manifests if one["kind"] == kind]
    return found


def containers(pod: dict[str, Any]) -> list[dict[str, Any]]:
    return [*pod["initContainers"], *pod["containers"]]


def deployment(folder: Path, **changed: Any) -> dict[str, Any]:
    [found] = rendered(CHART / "templates/deployment.yaml", values(**changed), folder)
    return found


def test_every_kind_that_an_operator_looks_for_is_there(manifests: list[dict[str, Any]]) -> None:
    assert sorted(one["kind"] for one in manifests) == [
        *("Deployment", "HorizontalPodAutoscaler", "Ingress", "NetworkPolicy", "PodDisruptionBudget", "Service"),
    ]


def test_kubernetes_takes_every_manifest(manifests: list[dict[str, Any]]) -> None:
    for manifest in manifests:
        kubernetes_validate.validate(manifest, KUBERNETES, strict=True)


def test_the_schema_finds_what_is_wrong(manifests: list[dict[str, Any]]) -> None:
    wrong = {**of_kind(manifests, "Service"), "spec": {"ports": "http"}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES, strict=True)


def test_no_container_can_write_become_root_or_grow_without_bounds(pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsUser"] == 10001
    for one in containers(pod):
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
            "seccompProfile": {"type": "RuntimeDefault"},
        }
        assert set(one["resources"]["limits"]) == set(one["resources"]["requests"]) == {"cpu", "memory"}


def test_each_server_has_its_probes_and_the_gateway_speaks_for_the_pod(pod: dict[str, Any]) -> None:
    servers = {one["name"]: one for one in pod["containers"]}
    assert sorted(servers) == ["actions", "gateway", "rasa"]
    assert all("livenessProbe" in one for one in servers.values())
    assert servers["gateway"]["readinessProbe"]["httpGet"]["path"] == "/api/health"
    assert servers["rasa"]["startupProbe"]["exec"]["command"][:2] == ["python3", "deploy/alive.py"]


def test_only_the_gateway_has_a_port(manifests: list[dict[str, Any]], pod: dict[str, Any]) -> None:
    assert [one["name"] for one in pod["containers"] if "ports" in one] == ["gateway"]
    allowed = of_kind(manifests, "NetworkPolicy")["spec"]
    assert allowed["policyTypes"] == ["Ingress", "Egress"]
    assert [rule["ports"] for rule in allowed["ingress"]] == [[{"protocol": "TCP", "port": "http"}]]


def test_all_that_select_pods_select_these(manifests: list[dict[str, Any]]) -> None:
    labels = of_kind(manifests, "Deployment")["spec"]["template"]["metadata"]["labels"]
    assert of_kind(manifests, "Service")["spec"]["selector"] == labels
    assert of_kind(manifests, "NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == labels
    assert of_kind(manifests, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels


def test_passwords_come_from_the_secret_only(pod: dict[str, Any]) -> None:
    for one in containers(pod):
        named = {variable["name"]: variable for variable in one["env"]}
        assert {name for name in named if "valueFrom" in named[name]} >= {"PGPASSWORD", "LOTSEN_REDIS_URL"}
        assert "@" in named["LOTSEN_DATABASE_URL"]["value"]
        assert ":" not in named["LOTSEN_DATABASE_URL"]["value"].split("@")[0].removeprefix("postgresql://")


def test_settings_reach_every_container(tmp_path: Path) -> None:
    pod = deployment(tmp_path, settings={"LOTSEN_KEEP_DAYS": "30"})["spec"]["template"]["spec"]
    assert all({"name": "LOTSEN_KEEP_DAYS", "value": "30"} in one["env"] for one in containers(pod))


def test_a_certificate_of_the_house_s_own_is_mounted(tmp_path: Path) -> None:
    database = {"url": "postgresql://lotsen@db/lotsen", "caConfigMap": "house-ca"}
    pod = deployment(tmp_path, database=database)["spec"]["template"]["spec"]
    assert {"name": "PGSSLROOTCERT", "value": "/etc/lotsen/database/ca.crt"} in pod["containers"][0]["env"]
    assert pod["volumes"][1]["configMap"] == {"name": "house-ca"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"existingSecret": ""}, "existingSecret must be set"),
        ({"database": {"url": "", "caConfigMap": ""}}, "database.url must be set"),
    ],
)
def test_what_must_be_set_is_asked_for(changed: dict[str, Any], words: str, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=words):
        deployment(tmp_path, **changed)


def test_every_value_is_used_and_none_is_asked_for_that_is_not_there() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (CHART / "templates").iterdir())
    used = set(re.findall(r"\.Values\.(\w+)", templates))
    assert used == set(values())


def test_the_chart_has_the_version_of_all() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
    assert chart["version"] == chart["appVersion"] == VERSION
    assert {name.partition(":")[2] for name in (values()["images"][key] for key in ("assistant", "gateway"))} == {
        VERSION
    }


@pytest.mark.skipif(not shutil.which("helm"), reason="helm is not installed")
def test_helm_takes_the_chart() -> None:
    given = ["--set", "existingSecret=x,database.url=postgresql://a@b/c,public.url=https://x,public.tlsSecret=x"]
    done = subprocess.run(["helm", "lint", str(CHART), *given], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
