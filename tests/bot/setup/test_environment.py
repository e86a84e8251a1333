"""The environment step with a fake uv and a fake pip: nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.setup import environment, left_out
from bot.setup.failures import SetupFailure
from bot.setup.project import Project, this_project
from bot.setup.steps import STEPS

ROW = next(step for step in STEPS if step.name == "environment")
CALLED_UV = 'echo "$@" >> calls.txt; case "$1" in venv) mkdir -p .venv/bin; cp python .venv/bin/python;; esac'
WRITE = 'case "$2" in compile) echo "torch==2.12.1+$UV_TORCH_BACKEND" > .build/assistant-torch.txt;; esac'
COPY = 'case "$2" in compile) cp requirements/assistant.txt .build/assistant-torch.txt;; esac'
REFUSE = 'case "$2" in compile) echo "timeout $UV_HTTP_TIMEOUT" >> calls.txt; exit 2;; esac'
LOGGING_UV = f"{CALLED_UV}; {WRITE}"  # reaches PyTorch's index
NO_PYTORCH = f"{CALLED_UV}; {REFUSE}"
LOCK = """\
rasa==3.6.21 \\
    --hash=sha256:1
    # via -r requirements/assistant.in
triton==3.7.1 \\
    --hash=sha256:2
    # via torch
jax==0.4.30 \\
    --hash=sha256:3
torch==2.12.1
"""


@pytest.fixture
def bare(trial: Any, program: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A project with a bootstrap, without an environment, on a machine with one working Python 3.10."""
    trial.project.python.unlink()
    trial.write("requirements/assistant.txt", LOCK)
    trial.write("pyproject.toml", "[project]")
    program(trial.project.bootstrap_python, "exit 0")
    working = program(trial.project.root / "python", "echo /usr/bin/python3.10")
    trial.environ = {"PATH": "/usr/bin:/bin", "LOTSEN_PYTHON": str(working), "LOTSEN_ENVIRONMENT_GB": "0"}
    return trial


def run(trial: Any) -> None:
    trial.run(environment_alone())


def environment_alone() -> Any:
    from dataclasses import replace

    return replace(ROW, needs=())


def calls(project: Project) -> list[str]:
    return (project.root / "calls.txt").read_text().splitlines()


def installed(project: Project) -> list[str]:
    """The packages of the lock file that was synced."""
    lock = (project.build / "assistant-installed.txt").read_text(encoding="utf-8")
    return re.findall(r"^[\w.-]+", lock, re.MULTILINE)


def test_environment_is_made_with_the_found_python_and_synced(bare: Any, program: Any) -> None:
    program(bare.project.uv, NO_PYTORCH)
    run(bare)
    *_, made, synced, command = calls(bare.project)
    assert made == f"venv --clear --python /usr/bin/python3.10 {bare.project.venv}"
    assert synced == f"pip sync --python {bare.project.python} .build/assistant-installed.txt"
    assert command.endswith("--no-deps --no-build-isolation --editable .")
    assert "using /usr/bin/python3.10" in bare.printed


def test_working_environment_is_kept_and_only_synced(bare: Any, program: Any) -> None:
    program(bare.project.uv, LOGGING_UV)
    run(bare)
    bare.write("requirements/assistant.txt", "rasa==3.6.22")
    run(bare)
    done = [" ".join(call.split()[:2]) for call in calls(bare.project)]
    first = ["pip compile", "venv --clear", "pip sync", "pip install"]
    assert done == [*first, "pip compile", "pip sync", "pip install"]


def test_the_cpus_build_of_pytorch_is_taken_where_its_index_answers(bare: Any, program: Any) -> None:
    program(bare.project.uv, LOGGING_UV)
    run(bare)
    compiled, _, synced, _ = calls(bare.project)
    assert "--generate-hashes --no-emit-index-url --constraint requirements/assistant.txt" in compiled
    assert synced.endswith(" .build/assistant-installed.txt")
    assert (bare.project.build / "assistant-installed.txt").read_text() == "torch==2.12.1+cpu\n"


def test_without_that_index_the_registrys_build_is_taken_less_what_nothing_loads(bare: Any, program: Any) -> None:
    program(bare.project.uv, NO_PYTORCH)
    run(bare)
    assert calls(bare.project)[1] == "timeout 10", "who cannot reach it does not wait"
    assert installed(bare.project) == ["rasa", "torch"]
    [line] = [line for line in bare.printed.splitlines() if "cannot be reached" in line]
    assert "installing the registry's build" in line


def test_another_build_that_the_caller_names_keeps_its_libraries(bare: Any, program: Any) -> None:
    program(
        bare.project.uv,
        f'{LOGGING_UV}; case "$2" in compile) cp requirements/assistant.txt .build/assistant-torch.txt;; esac',
    )
    bare.environ["UV_TORCH_BACKEND"] = "cu130"
    run(bare)
    assert installed(bare.project) == ["rasa", "triton", "torch"]


def test_the_build_that_the_caller_names_is_the_only_one_asked_for(bare: Any, program: Any) -> None:
    program(bare.project.uv, NO_PYTORCH)
    bare.environ["UV_TORCH_BACKEND"] = "cpu"
    with pytest.raises(SetupFailure, match="could not be fetched"):
        run(bare)
    assert [call.split()[1] for call in calls(bare.project)] == ["compile", "120"], "one that is named is waited for"


def test_every_package_that_is_left_out_is_locked() -> None:
    lock = (this_project().root / "requirements/assistant.txt").read_text(encoding="utf-8")
    left = [*left_out.OF_TENSORFLOW, *left_out.OF_CUDA]
    entries = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert set(left) <= entries
    rest = left_out.without(lock, left)
    assert set(re.findall(r"^([\w.-]+)==", rest, re.MULTILINE)) == entries - set(left)
    assert rest.count("--hash=") < lock.count("--hash=")


def test_uv_downloads_a_python_as_the_last_way(bare: Any, program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_python", lambda environ, tried, wanted: None)
    program(bare.project.uv, LOGGING_UV)
    run(bare)
    assert calls(bare.project)[-4:-2] == ["python install 3.10", f"venv --clear --python 3.10 {bare.project.venv}"]


def test_missing_python_says_what_to_install(bare: Any, program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(environ: object, tried: list[str], wanted: object) -> None:
        tried.append("/shims/python3.10")

    monkeypatch.setattr(environment, "find_python", find)
    program(bare.project.uv, "exit 1")
    with pytest.raises(SetupFailure, match=r"No working Python 3\.10 found \(tried: /shims/python3\.10\).*install one"):
        run(bare)


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("error: Failed to fetch: dns error", "could not be fetched: check the network and the package registry"),
        ("No space left on device (os error 28)", "disk became full during: environment"),
        ("× Hash mismatch for `rasa==3.6.21`", "its hash differs"),
    ],
)
def test_failed_download_says_what_to_do(bare: Any, program: Any, says: str, message: str) -> None:
    program(bare.project.uv, f'{LOGGING_UV}; case "$1" in pip) echo "{says}"; exit 2;; esac'.replace("`", "'"))
    with pytest.raises(SetupFailure, match=re.escape(message)):
        run(bare)
    assert "| " in bare.printed
    assert not list(bare.project.stamps.glob("*"))


def test_too_little_disk_stops_before_anything_is_fetched(bare: Any, program: Any) -> None:
    program(bare.project.uv, LOGGING_UV)
    bare.environ["LOTSEN_ENVIRONMENT_GB"] = "10000000"
    with pytest.raises(SetupFailure, match="Too little disk"):
        run(bare)
    assert [call.split()[1] for call in calls(bare.project)] == ["compile"], "which fetches names and versions only"


@pytest.fixture
def python_without_ensurepip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)


@pytest.mark.usefixtures("python_without_ensurepip")
def test_missing_venv_module_is_installed_as_root(bare: Any, program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare.project.root / "bin/apt-get", 'echo "$@" >> calls.txt')
    monkeypatch.setenv("PATH", f"{bare.project.root}/bin:/usr/bin:/bin")
    monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
    bare.environ["PATH"] = f"{bare.project.root}/bin:/usr/bin:/bin"
    bare.run(_venv_module_step(bare))
    update, install = calls(bare.project)
    assert update == "update"
    assert re.fullmatch(r"install -y --no-install-recommends python3\.\d+-venv", install)


@pytest.mark.usefixtures("python_without_ensurepip")
def test_missing_venv_module_names_the_command_for_others(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    with pytest.raises(SetupFailure, match=r"run `apt-get update && apt-get install -y python3\.\d+-venv` as root"):
        bare.run(_venv_module_step(bare))


def _venv_module_step(trial: Any) -> Any:
    from dataclasses import replace

    return replace(ROW, needs=(), make=environment.ensure_venv_module, sound=Path.exists)
