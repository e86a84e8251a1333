"""The git repository that holds the facts: commits with who, when and why, and what they changed. Runs git itself."""

from __future__ import annotations

import dataclasses
import datetime
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

SECONDS = 30  # that git may take
TRAILER = "Lotsen-Facts"  # names the facts of a commit that was made here
_FORMAT = "%H%x1f%an%x1f%cn%x1f%aI%x1f%s%x1f%b%x1e"
_SHA = re.compile(r"[0-9a-f]{7,64}")
NOBODY = "nobody@lotsen.invalid"  # the address of somebody who gave none; the domain is reserved for that


class HistoryError(Exception):
    """git would not; the message is its own."""


@dataclasses.dataclass(frozen=True)
class Who:
    """Somebody as a commit names them."""

    name: str
    email: str = ""

    def of(self, role: str) -> dict[str, str]:
        """The settings by which git takes them as author or committer."""
        clean = re.sub(r"[<>\x00-\x1f]", " ", self.name).strip() or "?"
        email = re.sub(r"[<>\s\x00-\x1f]", "", self.email) or NOBODY
        return {f"GIT_{role}_NAME": clean, f"GIT_{role}_EMAIL": email}


@dataclasses.dataclass(frozen=True)
class Commit:
    """A change of the facts that was made live."""

    sha: str
    author: str
    publisher: str
    at: datetime.datetime
    subject: str
    why: str
    facts: tuple[str, ...]


class History:
    """The repository around a folder; raises HistoryError when there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.top = Path(self._git("rev-parse", "--show-toplevel").strip())
        self.lock = Path(self._git("rev-parse", "--absolute-git-dir").strip()) / "lotsen-publishing"

    def commit(
        self, paths: Sequence[Path], subject: str, why: str, facts: Sequence[str], *, author: Who, publisher: Who
    ) -> str:
        """Commit these files and no others; the commit's id."""
        message = f"{_one_line(subject)}\n\n{why.strip()}\n\n{TRAILER}: {' '.join(facts)}\n"
        names = [str(path) for path in paths]
        who = {**author.of("AUTHOR"), **publisher.of("COMMITTER")}
        self._git("add", "--", *names)
        # what stands in the check has been checked by the build; hooks are for developers
        self._git("commit", "--quiet", "--no-verify", "--only", "--file=-", "--", *names, given=message, extra=who)
        return self._git("rev-parse", "HEAD").strip()

    def me(self) -> Who:
        """Whoever works in the repository, as git is set up; a name that is not set up is nobody's."""
        return Who(*(self._setting(key) for key in ("user.name", "user.email")))

    def _setting(self, key: str) -> str:
        try:
            return self._git("config", "--get", key).strip()
        except HistoryError:  # it is not set
            return ""

    def uncommitted(self, folders: Sequence[Path]) -> list[Path]:
        """The files in these folders that differ from the last commit: changed, new or gone."""
        options = ("--porcelain", "--no-renames", "--untracked-files=all", "-z")
        listed = self._git("status", *options, "--", *(str(folder) for folder in folders))
        return [self.top / entry[3:] for entry in listed.split("\0") if entry]

    def latest(self, count: int = 30) -> list[Commit]:
        """The last commits that were made here, the newest first."""
        written = self._git(
            "log", f"--max-count={count}", f"--grep=^{TRAILER}: ", f"--format={_FORMAT}", "--", str(self._folder)
        )
        return [_commit(part.strip("\n")) for part in written.split("\x1e") if part.strip()]

    def find(self, sha: str) -> Commit:
        """One commit that was made here; raises HistoryError for any other."""
        found = _SHA.fullmatch(sha) and next((one for one in self.latest(1000) if one.sha == sha), None)
        if not found:
            raise HistoryError(sha)
        return found

    def changed_files(self, sha: str) -> list[Path]:
        """The files that a commit changed."""
        names = self._git("show", "--format=", "--name-only", "-z", sha).split("\0")
        return [self.top / name for name in names if name.strip()]

    def file_at(self, sha: str, path: Path) -> str:
        """A file's text as of a commit."""
        return self._git("show", f"{sha}:{path.resolve().relative_to(self.top.resolve()).as_posix()}")

    def file_after(self, sha: str, path: Path) -> str | None:
        """A file as a commit left it; None where it took the file away."""
        return self._file_or_none(sha, path)

    def file_before(self, sha: str, path: Path) -> str | None:
        """A file as it was before a commit; None where the commit put it there."""
        return self._file_or_none(f"{sha}^", path)

    def _file_or_none(self, sha: str, path: Path) -> str | None:
        name = path.resolve().relative_to(self.top.resolve()).as_posix()
        listed = self._git("ls-tree", "--full-tree", "--name-only", "-z", sha, "--", name)
        return self.file_at(sha, path) if listed.strip("\0") else None

    def without(self, sha: str, path: Path, folder: Path) -> str:
        """The file as it is now less what the commit changed; raises HistoryError where others changed the same lines.

        ``folder`` is for scratch files.
        """
        versions = {
            "now": path.read_bytes().decode("utf-8"),  # with its ends of lines as they are
            "after": self.file_at(sha, path),
            "before": self.file_at(f"{sha}^", path),
        }
        for name, words in versions.items():
            (folder / name).write_text(words, encoding="utf-8")
        return self._git("merge-file", "-p", *(str(folder / name) for name in versions))

    def _git(self, *command: str, given: str = "", extra: Mapping[str, str] | None = None) -> str:
        try:
            done = subprocess.run(
                ["git", "-C", str(self._folder), "-c", "core.quotePath=false", *command],
                input=given.encode(), capture_output=True, timeout=SECONDS, check=False,
                env={**os.environ, "LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", **(extra or {})},
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise HistoryError(str(fault)) from fault
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip() or done.stdout.decode(errors="replace").strip()[:200]
            raise HistoryError(said)
        return done.stdout.decode("utf-8")


def _commit(written: str) -> Commit:
    sha, author, publisher, at, subject, body = written.split("\x1f")
    why, _, rest = body.partition(f"{TRAILER}: ")
    moment = datetime.datetime.fromisoformat(at.replace("Z", "+00:00"))
    return Commit(sha, author, publisher, moment, subject, why.strip(), tuple(rest.split()))


def _one_line(words: str) -> str:
    return " ".join(words.split())
