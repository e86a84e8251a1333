"""Cards that the channel writes itself: the welcome, and short notices."""

from __future__ import annotations

from collections.abc import Sequence

from bot.gateway.teams.cards.content import Content, lines_of
from bot.gateway.teams.cards.fitting import render
from bot.gateway.teams.cards.model import CardButton, Rendered
from bot.gateway.teams.cards.texts import card_texts


def welcome_card(buttons: Sequence[CardButton], in_group: bool = False) -> Rendered:
    """What Lotsen is for and what must not be written; `buttons` are the example questions.

    in_group: a group chat or a channel, where only what mentions the bot reaches it.
    """
    words = card_texts().welcome
    return render(
        Content(
            heading=words.heading,
            lines=(words.can, *((words.group,) if in_group else ()), f"{words.privacy} {words.machine}"),
            buttons=tuple(buttons),
            buttons_heading=words.examples,
        )
    )


def example_questions() -> tuple[str, ...]:
    """The questions that the welcome offers as buttons."""
    return card_texts().welcome.questions


def notice_card(text: str, buttons: Sequence[CardButton] = ()) -> Rendered:
    """A sentence of the channel itself: an error, a wait, an old button."""
    heading = card_texts().buttons.further
    return render(Content(lines=lines_of(text), buttons=tuple(buttons), buttons_heading=heading))
