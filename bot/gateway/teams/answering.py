"""What Lotsen does in a conversation: answers, changes its answers, takes votes, welcomes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Literal

import structlog
from anyio.to_thread import run_sync

from bot.gateway.contract import Button, Reply
from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem
from bot.gateway.teams.cards import (
    CardButton,
    Rendered,
    Votes,
    answer_card,
    example_questions,
    follow_ups,
    notice_card,
    welcome_card,
)
from bot.gateway.teams.choices import Choice, asking, commenting, voting
from bot.gateway.teams.connector import Connector, NotSent
from bot.gateway.teams.core_texts import CoreTexts
from bot.gateway.teams.memory import Memory, Shown
from bot.gateway.teams.places import Place

TYPING_SECONDS = 4.0  # Teams shows the sign a little longer than that
VOTED_ON = frozenset({"answer", "no_answer"})
log = structlog.get_logger()


class Answering:
    """Every method may raise NotSent."""

    def __init__(self, parts: Parts, connector: Connector, memory: Memory, texts: CoreTexts) -> None:
        self._parts = parts
        self._connector = connector
        self._memory = memory
        self._texts = texts

    async def question(self, place: Place, words: str, asked_in: str | None = None) -> None:
        """Ask the assistant and show what it says; ``asked_in`` is the message that may be edited later."""
        messages = tuple([await self._show(place, reply) for reply in await self._replies(place, words)])
        if asked_in:
            self._memory.answer(place.conversation, asked_in, messages)

    async def edited(self, place: Place, words: str, asked_in: str) -> None:
        """The question was written anew: its answer takes the place of the earlier one."""
        earlier = self._memory.answers(place.conversation, asked_in)
        replies = await self._replies(place, words)
        if not replies:
            return
        changed = [await self._replace(place, message, reply) for message, reply in zip(earlier, replies, strict=False)]
        added = [await self._show(place, reply) for reply in replies[len(earlier) :]]
        for message in earlier[len(replies) :]:
            await self._connector.delete(place.address, message)
        self._memory.answer(place.conversation, asked_in, (*changed, *added))

    async def pressed(self, place: Place, choice: Choice | None, card: str | None) -> None:
        """A button of the message ``card`` was pressed."""
        if choice is None:
            await self.notice(place, self._texts.unknown_button)
        elif choice.do in ("vote", "comment"):
            await self._vote(place, choice, card)
        elif choice.old:
            again = asking(self._parts.signer, place.conversation, choice.first, choice.second)
            await self.notice(place, self._texts.old_button, CardButton(choice.first, again))
        else:
            await self._settle(place, choice, card)
            await self.question(place, choice.second)

    async def welcome(self, place: Place) -> None:
        """Send the welcome card with example questions."""
        buttons = [
            CardButton(words, asking(self._parts.signer, place.conversation, words, words))
            for words in example_questions()
        ]
        await self._connector.send(place.address, welcome_card(buttons, in_group=not place.personal))

    async def notice(self, place: Place, text: str, *buttons: CardButton) -> None:
        """A sentence of our own."""
        await self._connector.send(place.address, notice_card(text, buttons))

    async def problem(self, place: Place, problem: Problem) -> None:
        """What went wrong, in the gateway's words."""
        self._parts.metrics.problems.labels(problem.code.value).inc()
        await self.notice(place, self._parts.texts[problem.code].format(seconds=problem.retry_after))

    async def only_text(self, place: Place) -> None:
        """Say that only text can be read."""
        await self.notice(place, self._texts.only_text)

    async def _replies(self, place: Place, words: str) -> list[Reply]:
        """What the assistant says; nothing when it cannot, and then the person has been told."""
        try:
            async with self._typing(place):
                return await self._parts.assistant.ask(place.conversation, words)
        except Problem as problem:
            await self.problem(place, problem)
            return []

    async def _vote(self, place: Place, choice: Choice, card: str | None) -> None:
        if choice.old:
            await self.notice(place, self._texts.old_vote)
            return
        if choice.do == "comment" and not choice.typed:
            return  # nothing was written: the field still stands there
        vote: Literal["up", "down"] = "up" if choice.second == "up" else "down"
        if not await self._stored(place, choice.first, vote, choice.typed or None):
            await self.problem(place, Problem(Code.FEEDBACK_FAILED))
            return
        shown = self._memory.shown(place.conversation, card)
        if shown is None or card is None:
            await self.notice(place, self._texts.thanks)
            return
        await self._change(place, card, Shown(shown.reply, vote, commented=choice.do == "comment"))

    async def _stored(self, place: Place, answer_id: str, vote: Literal["up", "down"], words: str | None) -> bool:
        voter = self._parts.signer.voter(f"{place.conversation} {place.person}")
        try:
            await run_sync(self._parts.feedback.record, answer_id, vote, words, voter)
        except (OSError, sqlite3.Error) as error:
            log.error("feedback_not_stored", why=type(error).__name__)
            return False
        self._parts.metrics.votes.labels(vote).inc()
        return True

    async def _settle(self, place: Place, choice: Choice, card: str | None) -> None:
        """A question back is answered by one button: the card then says which, and has none left."""
        shown = self._memory.shown(place.conversation, card)
        if shown is None or card is None or shown.reply.custom.kind != "clarify":
            return
        text = f"{shown.reply.text}\n\n{self._texts.chosen.format(title=choice.first)}"
        settled = shown.reply.model_copy(update={"text": text, "buttons": []})
        with suppress(NotSent):  # logged; the answer matters more
            await self._connector.update(place.address, card, answer_card(settled))

    async def _show(self, place: Place, reply: Reply) -> str:
        self._parts.metrics.replies.labels(reply.custom.kind, reply.custom.reason or "").inc()
        shown = Shown(reply)
        message = await self._connector.send(place.address, self._render(place, shown))
        self._memory.show(place.conversation, message, shown)
        return message

    async def _replace(self, place: Place, message: str, reply: Reply) -> str:
        """The reply in place of an earlier one; in a message of its own where that one is gone."""
        try:
            await self._change(place, message, Shown(reply))
        except NotSent as error:
            if error.status != 404:
                raise
            return await self._show(place, reply)
        return message

    async def _change(self, place: Place, message: str, shown: Shown) -> None:
        await self._connector.update(place.address, message, self._render(place, shown))
        self._memory.show(place.conversation, message, shown)

    def _render(self, place: Place, shown: Shown) -> Rendered:
        signer, conversation, reply = self._parts.signer, place.conversation, shown.reply

        def signed(offered: Sequence[Button]) -> list[CardButton]:
            return [CardButton(one.title, asking(signer, conversation, one.title, one.payload)) for one in offered]

        buttons = signed(reply.buttons or [Button(title=words, payload=words) for words in follow_ups(reply)])
        choices = [signed(part.choices) for part in reply.custom.understood]
        votes, answer_id = None, reply.custom.answer_id
        if answer_id and reply.custom.kind in VOTED_ON:
            up = voting(signer, conversation, answer_id, "up")
            down = voting(signer, conversation, answer_id, "down")
            comment = commenting(signer, conversation, answer_id)
            votes = Votes(up, down, shown.given, comment, shown.commented)
        return answer_card(reply, buttons, votes, choices, self._parts.settings.public_url)

    @asynccontextmanager
    async def _typing(self, place: Place) -> AsyncIterator[None]:
        """The typing sign while the assistant works; that it cannot be shown is no reason not to answer."""
        signs = asyncio.create_task(self._keep_typing(place))
        try:
            yield
        finally:
            signs.cancel()
            await asyncio.wait([signs])

    async def _keep_typing(self, place: Place) -> None:
        with suppress(NotSent):
            while True:
                await self._connector.typing(place.address)
                await asyncio.sleep(TYPING_SECONDS)
