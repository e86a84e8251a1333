"""The pages that the gateway is tested with say what the knowledge base says now."""

from __future__ import annotations

import json

from knowledge.showing import Base
from tests.knowledge.showing.samples import COMMONEST, FILE, FINDER, PATHS, samples, ways

REMEDY = "run .venv/bin/python -m tests.knowledge.showing.samples"


def test_the_samples_are_what_the_pages_say(base: Base) -> None:
    kept, now = json.loads(FILE.read_text(encoding="utf-8")), samples(base)
    assert set(kept) == set(now) == set(PATHS)
    for path in PATHS:
        said = [(part["text"], part["custom"], part["ask"]) for part in now[path]["parts"]]
        assert [(part["text"], part["custom"], part["ask"]) for part in kept[path]["parts"]] == said, REMEDY
        assert kept[path].keys() == now[path].keys(), REMEDY


def test_the_ways_through_the_finder_are_those_that_it_shows(base: Base) -> None:
    kept, now = json.loads(FINDER.read_text(encoding="utf-8")), samples(base, ways(COMMONEST))
    assert set(kept) == set(now) == set(ways(COMMONEST))
    for path, page in now.items():
        titles, links = page["title"], [link for choice in page["choices"] for link in choice["links"]]
        assert kept[path]["title"] == titles, REMEDY
        assert [link for choice in kept[path]["choices"] for link in choice["links"]] == links, REMEDY


def test_the_samples_are_of_every_kind() -> None:
    kept = json.loads(FILE.read_text(encoding="utf-8")).values()
    assert {page["kind"] for page in kept} == {"choice", "cell", "answer", "patients", "patient"}
    assert {part["custom"]["kind"] for page in kept for part in page["parts"]} == {"answer", "no_answer", "clarify"}
    assert any(page["dates"] for page in kept)
