"""The one exception of set-up and its texts: each says what is wrong and what to do."""

from __future__ import annotations


class SetupFailure(Exception):
    """Stops the run; its text is the one line that the developer reads last."""


class Interrupted(BaseException):
    """The run was told to stop (SIGTERM or SIGHUP); ``status`` is the exit status to end with."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class CommandFailed(Exception):
    """A step's command ended with another status than 0; ``tail`` is the end of what it printed."""

    def __init__(self, command: list[str], status: int, tail: list[str], log: str) -> None:
        super().__init__(" ".join(command))
        self.status = status
        self.tail = tail
        self.log = log

    def says(self, *phrases: str) -> bool:
        """Whether the end of the output holds one of the phrases (lower case)."""
        text = "\n".join(self.tail).lower()
        return any(phrase in text for phrase in phrases)


def port_in_use(port: int, setting: str) -> SetupFailure:
    """Another program listens on the port."""
    return SetupFailure(
        f"Port {port} is in use: stop what listens there (another `make run`?) or choose another port with {setting}=…"
    )


def bad_port(setting: str, value: str) -> SetupFailure:
    """A setting is no port number."""
    return SetupFailure(f"{setting} is {value!r}: it must be a port number between 1 and 65535.")


def same_port(setting: str, other: str, port: int) -> SetupFailure:
    """Two servers have been given one port."""
    return SetupFailure(f"{setting} and {other} are both {port}: they must differ.")


def database_not_ready() -> SetupFailure:
    """The database of conversations cannot be reached or lacks its tables."""
    return SetupFailure(
        "Nothing was started: the line above says what is wrong with LOTSEN_DATABASE_URL or its database."
    )


def no_python(version: str, setting: str, tried: list[str]) -> SetupFailure:
    """No Python of the version that is needed runs here."""
    looked = f" (tried: {', '.join(tried)})" if tried else ""
    return SetupFailure(
        f"No working Python {version} found{looked}, and none could be downloaded: install one (apt-get install "
        f"python{version}, or pyenv install {version}) or name it with {setting}=/path/to/python{version}, then run "
        "the same make command again."
    )


def bad_named_python(path: str, version: str, setting: str) -> SetupFailure:
    """The Python that a setting names does not run or is of another version."""
    return SetupFailure(f"{setting} names {path}, which is no working Python {version}: correct it or unset it.")


def no_venv_module(package: str) -> SetupFailure:
    """The system's Python cannot make environments."""
    return SetupFailure(
        f"This python3 cannot make environments: run `apt-get update && apt-get install -y {package}` as root, "
        "then run the same make command again."
    )


def disk_too_full(where: str, free_gb: float, needed_gb: float) -> SetupFailure:
    """There is too little space to begin."""
    return SetupFailure(
        f"Too little disk: {where} has {free_gb:.1f} GB free and the environment needs about {needed_gb:.1f} GB. "
        "Free some space; LOTSEN_ENVIRONMENT_GB=… corrects the estimate."
    )


def disk_full(what: str) -> SetupFailure:
    """The disk became full on the way."""
    return SetupFailure(f"The disk became full during: {what}. Free some space and run the same make command again.")


def download_failed(log: str) -> SetupFailure:
    """A package could not be fetched."""
    return SetupFailure(
        "The packages could not be fetched: check the network and the package registry, then run the same make command "
        f"again (what was fetched is kept). Whole log: {log}"
    )


def hash_mismatch(log: str) -> SetupFailure:
    """A package is not the one that was locked."""
    return SetupFailure(
        "A fetched package is not the one that was locked (its hash differs): clear uv's cache (`uv cache clean`) or "
        f"check the package registry; after a deliberate change run `make lock`. Whole log: {log}"
    )


def step_failed(step: str, failed: CommandFailed) -> SetupFailure:
    """A command of a step ended with an error."""
    if failed.says("no space left on device", "os error 28"):
        return disk_full(step)
    return SetupFailure(
        f"The step '{step}' failed (exit status {failed.status}): mend what the lines above say and run the same make "
        f"command again. Whole log: {failed.log}"
    )


def no_output(step: str, path: str, log: str) -> SetupFailure:
    """A step ended well and did not make what it is for."""
    return SetupFailure(f"The step '{step}' ended well but did not write {path}: see {log}")


def missing_input(step: str, pattern: str) -> SetupFailure:
    """A step lacks a file that it reads."""
    return SetupFailure(
        f"The step '{step}' needs {pattern}, which does not exist: restore it (git status shows what is gone)."
    )


def check_failed(names: list[str]) -> SetupFailure:
    """Gates that did not pass."""
    return SetupFailure(f"Failed: {', '.join(names)}. What to mend stands above.")


def not_set_up() -> SetupFailure:
    """The environment has not been made yet."""
    return SetupFailure("Nothing is set up yet: run `make run` first, then `make chat` in another terminal.")
