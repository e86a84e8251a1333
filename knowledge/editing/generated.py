"""The pages that are written of the care table: they go into the commit that changes what they say."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from knowledge.editing.build import Contents
from knowledge.editing.tables import confirm_list
from knowledge.editing.tables import page as table_page

FOLDER = "docs"


@dataclasses.dataclass(frozen=True)
class Page:
    """A page that no longer says what the facts say: its file, and its text before and after."""

    path: Path
    before: str
    after: str


def generated(root: Path, contents: Contents) -> list[Page]:
    """The pages beside the folder ``root`` that have to be written anew; those that are not there stay away."""
    folder = root.resolve().parent / FOLDER
    if not (folder / confirm_list.NAME).is_file():
        return []
    found = []
    written = {
        confirm_list.NAME: confirm_list.as_markdown(contents.care, contents.confirmed),
        **table_page.pages(contents.care),
    }
    for name, after in written.items():
        path = folder / name
        if path.is_file():
            before = path.read_bytes().decode("utf-8")
            found += [Page(path, before, after)] if before != after else []
    return found
