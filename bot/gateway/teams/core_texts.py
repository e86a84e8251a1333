"""The sentences that the channel itself says in Teams: the section ``core`` of texts.yml."""

from __future__ import annotations

from bot.gateway.teams.texts import Section, Sentence, load_section


class CoreTexts(Section):
    """What the channel says itself, without the assistant."""

    only_text: Sentence
    old_button: Sentence
    unknown_button: Sentence
    old_vote: Sentence
    thanks: Sentence
    chosen: Sentence  # with {title}
    search_empty: Sentence
    search_nothing: Sentence
    search_late: Sentence


def load_core_texts() -> CoreTexts:
    """Raises TextsError."""
    return load_section("core", CoreTexts)
