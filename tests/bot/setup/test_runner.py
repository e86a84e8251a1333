from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.setup.failures import SetupFailure
from bot.setup.runner import Runner
from bot.setup.stamps import Stamps
from bot.setup.steps import Step

COPY = "import shutil, sys; shutil.copy('in.txt', sys.argv[1])"
FOLDER = "import os, sys; os.mkdir(sys.argv[1]); open(sys.argv[1] + '/a', 'w').write(open('in.txt').read())"
HALF = "import sys; open(sys.argv[1], 'w').write('half'); print('it broke here'); sys.exit(3)"
FULL = "import sys; print('OSError: [Errno 28] No space left on device'); sys.exit(1)"


def step(name: str = "copy", script: str = COPY, **fields: Any) -> Step:
    row = {"does": "testing", "inputs": ("in.txt",), "output": f"made/{name}", "command": ("-c", script, "{out}")}
    return Step(name=name, **{**row, **fields})


@pytest.fixture(autouse=True)
def _input(trial: Any) -> None:
    trial.write("in.txt", "one")


def test_step_writes_its_output_and_says_what_it_does_and_how_long_it_took(trial: Any) -> None:
    assert trial.run(step()) == ["copy"]
    assert (trial.project.root / "made/copy").read_text() == "one"
    assert "[1/1] copy: testing (not done yet)" in trial.printed
    assert "done in 0." in trial.printed


def test_step_does_not_run_again_when_nothing_changed(trial: Any) -> None:
    trial.run(step())
    assert trial.run(step()) == []
    assert "all 1 steps are up to date" in trial.printed


def test_touched_file_with_the_same_content_is_no_change(trial: Any) -> None:
    trial.run(step())
    trial.write("in.txt", "one")
    assert trial.run(step()) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda trial: trial.write("in.txt", "two"), "changed: in.txt"),
        (lambda trial: (trial.project.root / "made/copy").unlink(), "made/copy is gone"),
        (lambda trial: trial.project.stamps.joinpath("copy.json").write_text("{ half a st"), "not done yet"),
        (lambda trial: trial.environ.update(SOME_SETTING="new"), "changed: setting SOME_SETTING"),
    ],
)
def test_step_runs_again_and_says_why(trial: Any, change: Any, reason: str) -> None:
    row = step(settings=("SOME_SETTING",))
    trial.run(row)
    change(trial)
    assert trial.run(row) == ["copy"]
    assert f"({reason})" in trial.printed


def test_step_runs_again_when_its_command_changed(trial: Any) -> None:
    trial.run(step())
    assert trial.run(step(script=COPY + "  # mended")) == ["copy"]


def test_new_and_removed_files_of_a_folder_are_changes(trial: Any) -> None:
    row = step(inputs=("folder/**", "in.txt"))
    trial.write("folder/deep/a.yml")
    trial.run(row)
    added = trial.write("folder/deep/b.yml")
    assert trial.run(row) == ["copy"]
    added.unlink()
    assert trial.run(row) == ["copy"]


def test_files_of_one_kind_in_one_folder_are_an_input(trial: Any) -> None:
    row = step(inputs=("folder/*.py", "in.txt"))
    trial.write("folder/a.py")
    trial.run(row)
    trial.write("folder/a.yml")
    trial.write("folder/deep/b.py")
    assert trial.run(row) == []
    trial.write("folder/b.py")
    assert trial.run(row) == ["copy"]


PARTS = "# of both\nfirst:\n  a: 1\n\n# of the second\nsecond:\n  b: 2\n"


@pytest.mark.parametrize(
    ("change", "ran"),
    [
        (("b: 2", "b: 3"), ["copy"]),
        (("second:\n", "second:\n# said within\n  c: 1\n"), ["copy"]),
        (("a: 1", "a: 2"), []),
        (("of the second", "of the other"), []),
        (("first:", "third:"), []),
    ],
)
def test_a_part_of_a_yaml_file_is_an_input(trial: Any, change: tuple[str, str], ran: list[str]) -> None:
    row = step(inputs=("parts.yml#second", "in.txt"))
    trial.write("parts.yml", PARTS)
    trial.run(row)
    trial.write("parts.yml", PARTS.replace(*change))
    assert trial.run(row) == ran


@pytest.mark.parametrize("missing", ["parts.yml#fourth", "parts.yml#b", "none.yml#second"])
def test_a_missing_part_of_a_file_is_named(trial: Any, missing: str) -> None:
    trial.write("parts.yml", PARTS)
    with pytest.raises(SetupFailure, match=f"needs {missing}, which does not exist"):
        trial.run(step(inputs=(missing,)))


@pytest.mark.parametrize("name", ["folder/__pycache__/a.pyc", "folder/.a.yml.swp", "folder/a.yml~"])
def test_leavings_of_tools_are_no_input(trial: Any, name: str) -> None:
    row = step(inputs=("folder/**", "in.txt"))
    trial.write("folder/a.yml")
    trial.run(row)
    trial.write(name, "anything")
    assert trial.run(row) == []


def test_step_runs_again_after_a_step_that_it_needs(trial: Any) -> None:
    first, second = step("first"), step("second", inputs=("other.txt",), needs=("first",))
    trial.write("other.txt")
    assert trial.run(first, second) == ["first", "second"]
    trial.write("in.txt", "two")
    assert trial.run(first, second) == ["first", "second"]


def test_needed_steps_run_without_being_named(trial: Any) -> None:
    steps = (step("first"), step("second", needs=("first",)), step("third", needs=("second",)))
    assert trial.run(*steps, names=("second",)) == ["first", "second"]


def test_folder_is_replaced_as_a_whole(trial: Any) -> None:
    row = step("folder", FOLDER)
    trial.run(row)
    trial.write("made/folder/left over")
    trial.write("in.txt", "two")
    trial.run(row)
    assert [path.name for path in (trial.project.root / "made/folder").iterdir()] == ["a"]


def test_failed_step_leaves_the_old_output_and_no_stamp(trial: Any) -> None:
    trial.run(step())
    with pytest.raises(SetupFailure, match=r"step 'copy' failed \(exit status 3\).*copy\.log"):
        trial.run(step(script=HALF))
    assert (trial.project.root / "made/copy").read_text() == "one"
    assert not list(trial.project.stamps.glob("copy*"))
    assert not list(trial.project.staging.iterdir())
    assert "| it broke here" in trial.printed


def test_steps_before_the_failed_one_are_not_run_again(trial: Any) -> None:
    first = step("first")
    with pytest.raises(SetupFailure):
        trial.run(first, step("second", HALF, needs=("first",)))
    assert trial.run(first, step("second", needs=("first",))) == ["second"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_interrupted_step_leaves_no_stamp(trial: Any, stop: type[BaseException]) -> None:
    def make(shop: object) -> None:
        raise stop

    with pytest.raises(stop):
        trial.run(step(make=make))
    assert not list(trial.project.stamps.glob("*"))


def test_full_disk_is_named(trial: Any) -> None:
    with pytest.raises(SetupFailure, match="disk became full during: copy"):
        trial.run(step(script=FULL))


def test_full_disk_in_set_up_itself_is_named(trial: Any) -> None:
    def make(shop: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(SetupFailure, match="disk became full during: copy"):
        trial.run(step(make=make))


def test_missing_input_is_named(trial: Any) -> None:
    with pytest.raises(SetupFailure, match=r"needs config\.yml, which does not exist"):
        trial.run(step(inputs=("config.yml",)))


def test_command_without_output_is_a_failure(trial: Any) -> None:
    with pytest.raises(SetupFailure, match="did not write made/copy"):
        trial.run(step(script="pass"))


def test_commands_get_the_fixed_settings(trial: Any, tmp_path: Path) -> None:
    trial.environ.update(LOTSEN_TODAY="2023-05-17", RASA_TELEMETRY_ENABLED="true")
    trial.run(step(script="import os, sys; open(sys.argv[1], 'w').write(repr(dict(os.environ)))"))
    seen = (tmp_path / "made/copy").read_text()
    for expected in (
        "'RASA_TELEMETRY_ENABLED': 'false'",
        "'HF_HUB_OFFLINE': '1'",
        "'LOTSEN_TODAY': '2023-05-17'",
        f"'PYTHONPATH': '{tmp_path}'",
    ):
        assert expected in seen


def test_pending_tells_what_would_run_and_runs_nothing(trial: Any) -> None:
    runner = Runner(trial.project, trial.environ, trial.out, [step()])
    assert runner.pending(["copy"]) == ["copy"]
    assert not (trial.project.root / "made/copy").exists()
    trial.run(step())
    assert runner.pending(["copy"]) == []


def test_stamp_tells_how_long_the_step_took(trial: Any) -> None:
    stamps = Stamps(trial.project.stamps)
    assert stamps.seconds("copy") is None
    trial.run(step())
    seconds = stamps.seconds("copy")
    assert seconds is not None
    assert 0 <= seconds < 10
