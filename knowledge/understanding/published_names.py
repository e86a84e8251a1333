"""The names that came with a programme's facts, for a process that runs on while editors publish.

The lexicons belong to the trained assistant; these names belong to the build, so that a programme that was published
a moment ago is understood in the next message.
"""

from __future__ import annotations

import logging

from knowledge.store import Address, Store, StoreError
from knowledge.swedish.phrases import Lexicon, PhraseFinder
from knowledge.swedish.spacy_alone import Language
from knowledge.words.programmes import Names, names_of

log = logging.getLogger(__name__)


class PublishedNames:
    """Reads the names of the build at an address, again only when another build has come."""

    def __init__(self, address: Address) -> None:
        self._store = Store(address)
        self._build: str | None = None
        self._names: Names = {}

    def current(self) -> Names:
        """The names by programme; those known last while the store cannot be read."""
        try:
            build = self._store.build_id()
            if build != self._build:
                self._names, self._build = names_of(self._store.heads()), build
        except StoreError as fault:  # the answer itself says that the store is away
            log.warning("names of programmes as they were: %s", fault)
        return self._names


class NamesFinder:
    """Finds lexicon phrases and published names; made anew when the names have changed."""

    def __init__(self, language: Language, lexicons: PhraseFinder, names: PublishedNames) -> None:
        self._language = language
        self._lexicons = lexicons
        self._names = names
        self._made: tuple[Names, PhraseFinder] = ({}, lexicons)

    def current(self) -> PhraseFinder:
        """The finder for this message."""
        names = self._names.current()
        if names != self._made[0]:
            own = [Lexicon("programme", names, published=True)]
            self._made = (names, PhraseFinder(self._language, own, self._lexicons) if names else self._lexicons)
        return self._made[1]
