"""A change goes live whole or not at all, says who and why, and is taken back with one call."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from knowledge.editing.history import HistoryError, Who
from knowledge.editing.publishing import CannotUndo, Change, ChangedMeanwhile, Publishing, Words
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.store import Address, open_store

NAME = "facts/utlysning-2021.yml"
ANNA, BO = Who("Anna <Ek>", "anna@example.invalid"), Who("Bo")
WORDS = Words("Utlysningen: ny fråga", "Personalen frågar så.", ("utlysning-2021.x",))


def change(root: Path, old: str, new: str) -> Change:
    before = (root / NAME).read_text(encoding="utf-8")
    assert old in before
    return Change(NAME, before, before.replace(old, new, 1))


def new_ask(root: Path) -> Change:
    return change(root, "    asks:\n", "    asks:\n      - en fråga som ingen har ställt\n")


def log(root: Path, form: str) -> str:
    return subprocess.check_output(["git", "-C", str(root), "log", "-1", f"--format={form}"], encoding="utf-8").strip()


def asks(store: Address) -> list[str]:
    assert store.file
    return list(open_store(store.file).asks.texts)


def test_what_is_published_is_committed_with_who_and_why_and_is_in_the_store(
    publishing: Publishing, root: Path, store: Address
) -> None:
    sha = publishing.publish([new_ask(root)], WORDS, author=ANNA, publisher=BO)
    assert log(root, "%H|%an|%ae|%cn|%s") == f"{sha}|Anna  Ek|anna@example.invalid|Bo|Utlysningen: ny fråga"
    assert "en fråga som ingen har ställt" in asks(store)
    found = publishing.history.latest()[0]
    assert (found.sha, found.why, found.facts) == (sha, "Personalen frågar så.", ("utlysning-2021.x",))


def test_undo_takes_the_change_back_and_keeps_later_ones(publishing: Publishing, root: Path, store: Address) -> None:
    original = (root / NAME).read_text(encoding="utf-8")
    sha = publishing.publish([new_ask(root)], WORDS, author=ANNA, publisher=BO)
    publishing.publish([change(root, "gaps:\n", "gaps:  # luckor\n")], WORDS, author=ANNA, publisher=BO)
    publishing.undo(sha, "Ångrat: ny fråga", publisher=BO)
    assert (root / NAME).read_text(encoding="utf-8") == original.replace("gaps:\n", "gaps:  # luckor\n", 1)
    assert "en fråga som ingen har ställt" not in asks(store)
    with pytest.raises(CannotUndo):
        publishing.undo(sha, "igen", publisher=BO)


def test_a_fault_stops_everything_before_anything_is_written(
    publishing: Publishing, root: Path, store: Address
) -> None:
    wrong = change(root, "    quote: ", "    quote: Det här står ingenstans.\n    asks: []\n    x: ")
    with pytest.raises(KnowledgeError):
        publishing.publish([wrong], WORDS, author=ANNA, publisher=BO)
    assert (root / NAME).read_text(encoding="utf-8") == wrong.before
    assert log(root, "%s") == "as it was"
    assert store.file
    assert not store.file.exists()


def test_a_change_of_an_older_file_is_refused(publishing: Publishing, root: Path) -> None:
    made = new_ask(root)
    (root / NAME).write_text(made.before + "# någon annan\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        publishing.publish([made], WORDS, author=ANNA, publisher=BO)


def test_the_file_is_as_before_when_git_refuses(publishing: Publishing, root: Path, store: Address) -> None:
    made = new_ask(root)
    (publishing.history.top / ".git" / "index.lock").touch()
    with pytest.raises(HistoryError):
        publishing.publish([made], WORDS, author=ANNA, publisher=BO)
    assert (root / NAME).read_text(encoding="utf-8") == made.before
    assert store.file
    assert not store.file.exists()


def test_only_commits_made_here_can_be_undone(publishing: Publishing, root: Path) -> None:
    for sha in (log(root, "%H"), "HEAD", "--help"):
        with pytest.raises(HistoryError):
            publishing.undo(sha, "ångra", publisher=BO)


def test_a_file_that_is_put_there_goes_again_with_undo_and_comes_back(
    publishing: Publishing, root: Path, store: Address
) -> None:
    listing = (root / "sources" / "pages.yml").read_text(encoding="utf-8")
    entry = (
        "- id: ny\n  file: ny.txt\n  title: Ny\n  publisher: Någon\n  updated: null\n  url: https://example.org/ny\n"
    )
    new = [
        Change("sources/ny.txt", None, "Det här är en ny sida med ord.\n"),
        Change("sources/pages.yml", listing, listing + entry),
    ]
    sha = publishing.publish(new, WORDS, author=ANNA, publisher=BO)
    assert (root / "sources" / "ny.txt").is_file()
    back = publishing.undo(sha, "Ångrat", publisher=BO)
    assert not (root / "sources" / "ny.txt").exists()
    assert (root / "sources" / "pages.yml").read_text(encoding="utf-8") == listing
    publishing.undo(back, "Ångrat igen", publisher=BO)
    assert (root / "sources" / "ny.txt").read_text(encoding="utf-8") == "Det här är en ny sida med ord.\n"


def test_a_new_file_that_git_refuses_is_not_left_behind(publishing: Publishing, root: Path) -> None:
    (publishing.history.top / ".git" / "index.lock").touch()
    with pytest.raises(HistoryError):
        publishing.publish([Change("sources/ny.txt", None, "Ord.\n")], WORDS, author=ANNA, publisher=BO)
    assert not (root / "sources" / "ny.txt").exists()


def test_a_new_file_that_has_been_written_on_is_not_taken_away(publishing: Publishing, root: Path) -> None:
    sha = publishing.publish([Change("sources/ny.txt", None, "Ord.\n")], WORDS, author=ANNA, publisher=BO)
    (root / "sources" / "ny.txt").write_text("Andra ord.\n", encoding="utf-8")
    with pytest.raises(CannotUndo):
        publishing.undo(sha, "Ångrat", publisher=BO)
