"""Make a change of facts or pages live: checked whole, committed, swapped into the running assistant's store. Or undo.

Nothing is written before everything that can be wrong with the change has been found. The file is put in its place,
then committed, then the store is swapped; a commit that fails leaves the file as it was.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from knowledge.editing.build import Contents, read
from knowledge.editing.fetching.listing import replace
from knowledge.editing.generated import generated
from knowledge.editing.history import Commit, History, HistoryError, Who
from knowledge.editing.rebuilding import Rebuilder
from knowledge.store import Address

FACTS, SOURCES = "facts", "sources"


class ChangedMeanwhile(Exception):
    """The file is no longer the one that the change was made for."""


class CannotUndo(Exception):
    """Later changes stand on the same lines: the fact is to be edited by hand."""


@dataclasses.dataclass(frozen=True)
class Change:
    """A file before and after; ``name`` leads to it from the folder that holds facts and sources: "facts/a.yml".

    None stands for a file that is not there.
    """

    name: str
    before: str | None
    after: str | None


@dataclasses.dataclass(frozen=True)
class Words:
    """What the commit says."""

    subject: str
    why: str
    facts: tuple[str, ...]


class Publishing:
    """Publishes changes of the facts below ``root``, the folder that holds ``facts`` and ``sources``.

    Raises HistoryError when the folder lies in no git repository.
    """

    def __init__(self, root: Path, stores: Sequence[Address], rebuilder: Rebuilder) -> None:
        self._root = root
        self._stores = stores
        self._rebuilder = rebuilder
        self.history = History(root)

    def publish(self, changes: Sequence[Change], words: Words, *, author: Who, publisher: Who) -> str:
        """The id of the commit that is live now.

        Raises KnowledgeError with everything that is wrong, ChangedMeanwhile, HistoryError when git refuses (nothing
        has changed then), StoreError when only the store could not be swapped (the commit stands; build again).
        """
        with self._alone():
            self._require_same(changes)
            contents = contents_with(self._root, {change.name: change.after for change in changes})
            rows = self._rebuilder.rows(contents)
            pages = generated(self._root, contents)
            paths = [*(self._path(change.name) for change in changes), *(page.path for page in pages)]
            self._write({change.name: change.after for change in changes})
            for page in pages:
                replace(page.path, page.after)
            try:
                sha = self.history.commit(
                    paths, words.subject, words.why, words.facts, author=author, publisher=publisher
                )
            except HistoryError:
                self._write({change.name: change.before for change in changes})
                for page in pages:
                    replace(page.path, page.before)
                raise
            self._rebuilder.put(rows, self._stores)
            return sha

    def undo(self, sha: str, subject: str, *, publisher: Who) -> str:
        """Take one published change back with a change of its own; its id.

        Raises CannotUndo where a later change stands on the same lines, HistoryError for a commit that was not made
        here, and what ``publish`` raises.
        """
        commit: Commit = self.history.find(sha)
        changes: list[Change] = []
        with tempfile.TemporaryDirectory() as scratch:
            for path in self.history.changed_files(sha):
                if not path.is_relative_to(self._root.resolve()):  # a page that is written anew of the facts
                    continue
                name = path.relative_to(self._root.resolve()).as_posix()
                try:
                    changes.append(Change(name, text_of(path), self._without(sha, path, Path(scratch))))
                except HistoryError as fault:
                    raise CannotUndo(sha) from fault
        if all(change.before == change.after for change in changes):
            raise CannotUndo(sha)
        words = Words(subject, "", commit.facts)
        return self.publish(changes, words, author=publisher, publisher=publisher)

    def _without(self, sha: str, path: Path, scratch: Path) -> str | None:
        """The file without the commit's change; raises HistoryError where later ones stand in the way."""
        before, after = self.history.file_before(sha, path), self.history.file_after(sha, path)
        if before is not None and after is not None and path.is_file():
            return self.history.without(sha, path, scratch)
        if text_of(path) != after:  # what was put there has been written on, or what was taken away is back
            raise HistoryError(path.name)
        return before

    def _path(self, name: str) -> Path:
        return self._root / name

    def _require_same(self, changes: Sequence[Change]) -> None:
        if any(text_of(self._path(change.name)) != change.before for change in changes):
            raise ChangedMeanwhile

    def _write(self, texts: Mapping[str, str | None]) -> None:
        put(self._root, texts)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One publishing at a time, whichever process does it."""
        with self.history.lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def put(root: Path, texts: Mapping[str, str | None]) -> None:
    """Write files below ``root``, each whole or not at all; None takes a file away."""
    for name, words in texts.items():
        if words is None:
            (root / name).unlink(missing_ok=True)
        else:
            replace(root / name, words)


def text_of(path: Path) -> str | None:
    """A file's text with its ends of lines as they are; None where there is none."""
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def contents_with(root: Path, files: Mapping[str, str | None]) -> Contents:
    """Everything of a build with other texts in some files; raises KnowledgeError with every problem."""
    with scratch_copy(root) as copy:
        for name, words in files.items():
            target = copy / name
            target.unlink(missing_ok=True)
            if words is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(words, encoding="utf-8")
        return read(copy)


@contextlib.contextmanager
def scratch_copy(root: Path) -> Iterator[Path]:
    """A folder like ``root`` for a while; facts and pages in it are files of their own, the rest leads to root's."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        for entry in root.iterdir():
            if entry.name not in (FACTS, SOURCES):
                (copy / entry.name).symlink_to(entry.resolve())
        for name in (FACTS, SOURCES):
            shutil.copytree(root / name, copy / name)
        yield copy
