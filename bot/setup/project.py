"""Where things lie, and the environment variables that every process of the project gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

#: Set for every command and server, whatever the caller's shell says.
FIXED_SETTINGS = {
    "RASA_TELEMETRY_ENABLED": "false",  # Rasa reports to its maker by default
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "TOKENIZERS_PARALLELISM": "false",
    # A message is small: threads that wait for each other, spinning, took half of what the action server computed.
    "OPENBLAS_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",  # the encoder is built from packages; no hub is asked
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",  # Rasa 3.6 stays on SQLAlchemy 1.4
}

#: Settings of the caller that commands do not get: most would leak another Python's packages into ours.
WITHHELD_SETTINGS = (
    *("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"),
    "PYTHONDONTWRITEBYTECODE",  # without compiled files Rasa takes twice as long to start, every time
)


@dataclass(frozen=True)
class Project:
    """The folders and files of one checkout."""

    root: Path

    @property
    def build(self) -> Path:
        """The folder of all that is made; not in git."""
        return self.root / ".build"

    @property
    def stamps(self) -> Path:
        """What each step was last made from."""
        return self.build / "stamps"

    @property
    def logs(self) -> Path:
        """What the steps' commands said."""
        return self.build / "logs"

    @property
    def staging(self) -> Path:
        """Where a step writes before its result takes the old one's place."""
        return self.build / "staging"

    @property
    def lock(self) -> Path:
        """The file that keeps two set-ups apart."""
        return self.build / "setup.lock"

    @property
    def uv(self) -> Path:
        """The installer, in an environment of its own."""
        return self.build / "bootstrap" / "bin" / "uv"

    @property
    def bootstrap_python(self) -> Path:
        """The Python of the installer's environment."""
        return self.build / "bootstrap" / "bin" / "python"

    @property
    def venv(self) -> Path:
        """The assistant's environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python 3.10 that Rasa and everything else runs on."""
        return self.venv / "bin" / "python"

    @property
    def gateway_venv(self) -> Path:
        """The gateway's environment."""
        return self.root / ".venv-gateway"

    @property
    def gateway_python(self) -> Path:
        """The Python 3.11 or later that the gateway runs on."""
        return self.gateway_venv / "bin" / "python"

    @property
    def reader_trial(self) -> Path:
        """The environment of llama.cpp's server, on which the second reader's protocol is tried."""
        return self.build / "reader-trial"

    def log(self, name: str) -> Path:
        """The file that a step's output goes to."""
        return self.logs / f"{name}.log"

    def relative(self, path: Path) -> str:
        """The path as seen from the root, for messages."""
        return str(path.relative_to(self.root))


def this_project() -> Project:
    """The checkout that this file lies in."""
    return Project(Path(__file__).resolve().parents[2])


def command_settings(project: Project, environ: Mapping[str, str]) -> dict[str, str]:
    """Environment variables for a command of the project; LOTSEN_* pass through."""
    settings = {name: value for name, value in environ.items() if name not in WITHHELD_SETTINGS}
    settings.update(FIXED_SETTINGS)
    settings["PYTHONPATH"] = str(project.root)
    settings["PYTHONUNBUFFERED"] = "1"
    return settings
