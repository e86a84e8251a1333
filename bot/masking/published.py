"""What the knowledge base itself publishes: its contacts are no secrets, and staff ask about them by name."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from bot.masking import names

FACTS = Path(__file__).parents[2] / "knowledge" / "facts"
PAGES = Path(__file__).parents[2] / "knowledge" / "sources"
_FACT = re.compile(r"^ {2}- (?=id:)", re.MULTILINE)
_CONTACT = re.compile(r"^ +type: contact\b", re.MULTILINE)


class Published(NamedTuple):
    """Personal data that may stay: names as written, e-mail addresses in lower case, telephone numbers as digits."""

    names: Collection[str] = frozenset()
    addresses: Collection[str] = frozenset()
    phones: Collection[str] = frozenset()


NOTHING = Published()


@functools.lru_cache(maxsize=4)
def read_published(facts: Path = FACTS, pages: Path = PAGES) -> Published:
    """The contacts in a folder of fact files and whoever a page names in full; nothing without the folders."""
    contacts = [contact for path in sorted(facts.glob("*.yml")) for contact in _contacts(path)]
    return Published(
        frozenset(filter(None, (contact.get("name") for contact in contacts))) | _named(pages),
        frozenset(contact["email"].lower() for contact in contacts if contact.get("email")),
        frozenset(re.sub(r"\D", "", contact["phone"]) for contact in contacts if contact.get("phone")),
    )


def _named(pages: Path) -> frozenset[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(pages.glob("*.txt"))]
    found = (text[start:end] for text in texts for start, end in names.find(text))
    return frozenset(name for name in found if " " in name)


def _contacts(path: Path) -> Iterator[Mapping[str, Any]]:
    # Only the facts that are contacts are read as YAML: whole files take seconds, and servers start with this.
    reader = YAML(typ="safe", pure=True)
    for fact in _FACT.split(path.read_text(encoding="utf-8")):
        if _CONTACT.search(fact):
            body = reader.load("\n".join(_up_to_dedent(fact)))
            value = body.get("value") if isinstance(body, dict) else None
            if isinstance(value, dict):
                yield value


def _up_to_dedent(fact: str) -> Iterator[str]:
    """The lines of one fact, less its indentation; what follows the list belongs to something else."""
    first, *rest = fact.splitlines()
    yield first
    for line in rest:
        if line.strip() and not line.startswith("    "):
            return
        yield line[4:]
