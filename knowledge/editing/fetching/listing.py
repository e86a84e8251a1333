"""The list of saved pages (pages.yml): find a page there, add one, change its dates.

What else stands in the file stays as it was written.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.pages import SavedPage
from knowledge.swedish.folding import fold
from knowledge.words.facts import Page

LISTING = "pages.yml"


def slug(title: str) -> str:
    """An id for a page from its title: "Färdplan – nära vård" gives "fardplan-nara-vard"."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(title)))[:60].strip("-")


def same_address(one: str, other: str) -> bool:
    """True when two addresses lead to one page: http or https, a slash at the end and a fragment do not count."""

    def key(url: str) -> tuple[str, str, str]:
        parts = urlsplit(url)
        return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query

    return key(one) == key(other)


def saved_under(pages: dict[str, SavedPage], *addresses: str) -> SavedPage | None:
    """The saved page that stands at one of the addresses."""
    return next((s for s in pages.values() if any(same_address(s.page.url, url) for url in addresses)), None)


def add_page(folder: Path, page: Page, text: str) -> None:
    """Save the page's words and list it; raises FileExistsError when the file is there already."""
    with (folder / page.file).open("x", encoding="utf-8") as out:
        out.write(text)
    listing = folder / LISTING
    written = listing.read_text(encoding="utf-8") if listing.exists() else ""
    fields = {name: value for name, value in page.dict().items() if value is not None or name == "updated"}
    entry = "".join(
        f"{'- ' if not at else '  '}{name}: {_quoted(value)}\n" for at, (name, value) in enumerate(fields.items())
    )
    replace(listing, written + ("" if not written or written.endswith("\n") else "\n") + entry)


def renew_page(folder: Path, page: Page, text: str, *, updated: str | None, fetched: str) -> None:
    """Put new words in the page's file and the new dates in the list."""
    replace(folder / page.file, text)
    listing = folder / LISTING
    document = yaml_files.load(listing)
    index = next(at for at, entry in enumerate(document) if entry.get("id") == page.id)
    lines = listing.read_text(encoding="utf-8").splitlines(keepends=True)
    for field, value in (("updated", updated), ("fetched", fetched)):
        if field in document[index]:
            at = yaml_files.line_of(document, [index, field]) - 1
            lines[at] = lines[at][: lines[at].index(field)] + f"{field}: {_quoted(value)}\n"
        elif value is not None:
            at = yaml_files.line_of(document, [index, "url"]) - 1
            lines[at] = lines[at].rstrip("\n") + f"\n  {field}: {_quoted(value)}\n"
    replace(listing, "".join(lines))


def _quoted(value: object) -> str:
    """A value as YAML reads it back: a date bare, any other text in quotation marks."""
    if value is None:
        return "null"
    written = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return written
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    scratch = path.with_name(f".{path.name}.new")
    scratch.write_text(text, encoding="utf-8")
    os.replace(scratch, path)
