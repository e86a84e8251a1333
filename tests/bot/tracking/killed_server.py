"""A server to be killed: the real channel, locks, conversations and report, and in the model's place a count.

``python -m tests.bot.tracking.killed_server PORT`` forks one, and another as soon as that has died: what takes long
to import is imported once. SIGUSR1 has the present one killed outright.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

from rasa.core.channels.channel import UserMessage, register
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from sanic import Sanic

from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.settings import read_settings
from bot.channels.texts import load_texts
from bot.inside.ports import shared
from bot.insight.broker import InsightBroker
from bot.insight.settings import read_settings as insight_settings
from bot.setup.supervisor import end_with_parent
from bot.tracking.lock_store import ConversationLocks
from bot.tracking.tracker_store import WaitlessTrackerStore

STEP = 0.004  # seconds between the steps of a turn, so that a kill comes between them too


class Counting:
    """Rasa's agent, whose answer is how many messages the conversation holds with this one."""

    def __init__(self) -> None:
        broker = InsightBroker(insight_settings(os.environ))
        self._locks = ConversationLocks()
        self._store = FailSafeTrackerStore(
            WaitlessTrackerStore(domain=Domain.empty(), db=".build/conversations.db", event_broker=broker)
        )

    async def handle_message(self, message: UserMessage) -> None:
        async with self._locks.lock(message.sender_id):
            tracker = await self._store.get_or_create_tracker(message.sender_id, append_action_listen=False)
            await asyncio.sleep(STEP)
            tracker.update(UserUttered(message.text, {"name": "ask_amount"}, message_id=message.message_id))
            heard = sum(isinstance(event, UserUttered) for event in tracker.events)
            custom = {"kind": "answer", "answer_id": f"answer-{message.message_id}"}
            said = BotUttered(f"meddelande {heard}", {"custom": custom})
            tracker.update(said)
            await message.output_channel.send_response(message.sender_id, said.message())
            tracker.update(ActionExecuted("action_listen"))
            await asyncio.sleep(STEP)
            await self._store.save(tracker)
            await asyncio.sleep(STEP)


def serve(port: int) -> None:
    app = Sanic("killed", configure_logging=False)
    register([GuardedRestInput(read_settings({}), load_texts())], app, "/webhooks/")

    @app.listener("before_server_start")
    async def load(*_: object) -> None:
        app.ctx.agent = Counting()

    [listening] = shared("127.0.0.1", port)
    app.run(sock=listening, workers=1, access_log=False, motd=False)


def main(port: int) -> None:
    Path(".build").mkdir(exist_ok=True)
    while True:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGUSR1, signal.SIG_IGN)
            end_with_parent(signal.SIGKILL)
            serve(port)
            os._exit(1)
        signal.signal(signal.SIGUSR1, partial(kill, child))
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # before its number can be another's
        os.waitpid(child, 0)


def kill(child: int, *_: object) -> None:
    """Of our own child, which we have not waited for yet, so that its number is nobody else's."""
    os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]))
