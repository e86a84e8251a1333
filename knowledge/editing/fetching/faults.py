"""What can go wrong when a page is fetched, wholly or in part; the sentences stand in texts/fetching.yml."""

from __future__ import annotations

from knowledge.texts import text


class FetchError(Exception):
    """The page cannot be fetched or used; the message is one Swedish line for the editor."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(text("fetching", "faults", key, **values))
        self.key = key


def warning(key: str, **values: object) -> str:
    """One Swedish line for the editor on what a page that was read does not give."""
    return text("fetching", "warnings", key, **values)
