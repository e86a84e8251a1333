"""The Swedish words of the package, in the section `manifest` of texts.yml."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from bot.gateway.teams.texts import TEXTS_FILE, Section, Sentence, load_section


class Command(Section):
    """A question that Teams offers: sent as it stands in `title`; `description` says what it leads to."""

    title: Sentence
    description: Sentence


class Search(Section):
    """The message extension: its command and the field that a question is typed in."""

    title: Sentence
    description: Sentence
    field: Sentence
    field_help: Sentence


class ManifestTexts(Section):
    """Every word of the manifest that staff or an administrator reads; lengths are checked with the manifest."""

    name: Sentence
    full_name: Sentence
    short_description: Sentence
    full_description: Sentence
    search: Search
    commands: list[Command] = Field(min_length=1)


def load_manifest_texts(path: Path = TEXTS_FILE) -> ManifestTexts:
    """The section's texts; raises TextsError."""
    return load_section("manifest", ManifestTexts, path)
