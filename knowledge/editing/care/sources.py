"""The list of sources behind the care rights (sources.yml)."""

from __future__ import annotations

from pathlib import Path

from knowledge.care.model import Source
from knowledge.editing.care.files import SOURCES, read

KINDS = ("vgr", "agency", "law", "region", "other", "news")


def load_sources(root: Path) -> dict[str, Source]:
    """Return the sources by id; raises KnowledgeError with file, line and field."""
    file = read(root / SOURCES / "sources.yml")
    file.need(file.data, [], "sources")
    sources: dict[str, Source] = {}
    for index, entry in enumerate(file.data["sources"]):
        keys: list[str | int] = ["sources", index]
        file.need(entry, keys, "id", "title", "publisher", "kind", "date", "url")
        if entry["kind"] not in KINDS:
            file.stop([*keys, "kind"], "kind", "unknown_value", value=entry["kind"], choices=", ".join(KINDS))
        if entry["id"] in sources:
            file.stop([*keys, "id"], "id", "duplicate", value=entry["id"])
        entry = {**entry, "more_urls": tuple(entry.get("more_urls", ()))}
        try:
            sources[entry["id"]] = Source(**entry)
        except TypeError as fault:
            file.stop(keys, "-", "unknown_field", detail=str(fault).split("argument ")[-1])
    return sources


def by_url(sources: dict[str, Source]) -> dict[str, Source]:
    """Sources by every address that they stand at."""
    return {url: source for source in sources.values() for url in (source.url, *source.more_urls)}
