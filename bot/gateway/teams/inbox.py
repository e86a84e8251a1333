"""Sorts what Teams sends: each activity becomes a turn that goes on in the background, or nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from microsoft_teams.api import ConversationUpdateActivity
from microsoft_teams.api.activities.install_update import InstalledActivity, UninstalledActivity
from microsoft_teams.api.activities.invoke.message_extension import MessageExtensionQueryInvokeActivity
from microsoft_teams.api.activities.message import MessageActivity, MessageUpdateActivity
from microsoft_teams.api.models import ActivityBase
from microsoft_teams.api.models.messaging_extension import MessagingExtensionResponse
from microsoft_teams.apps import ActivityContext, App

from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem
from bot.gateway.teams.answering import Answering
from bot.gateway.teams.choices import chosen, is_press
from bot.gateway.teams.connector import NotSent
from bot.gateway.teams.memory import Memory
from bot.gateway.teams.metrics import TeamsMetrics
from bot.gateway.teams.places import Place, place_of
from bot.gateway.teams.search import Search
from bot.gateway.teams.turns import Turns
from bot.gateway.teams.words import has_only_attachments, words_of

BUSY_SECONDS = 5  # what somebody is told to wait when there is no room
NOTICES = 32  # sentences of our own under way at once, when there is no room for turns
Saying = Callable[[], Awaitable[None]]
log = structlog.get_logger()


class Inbox:
    """The handlers that Microsoft's library calls; none of them waits for an answer, but the search's."""

    def __init__(
        self, parts: Parts, answering: Answering, search: Search, memory: Memory, metrics: TeamsMetrics
    ) -> None:
        self._parts = parts
        self._answering = answering
        self._search = search
        self._memory = memory
        self._metrics = metrics
        self._turns = Turns(parts.settings.max_turns)
        self._notices = Turns(NOTICES)

    def listen(self, app: App) -> None:
        """Take the app's activities from now on."""
        app.on_message(self.message)
        app.on_edit_message(self.edit)
        app.on_install_add(self.added)
        app.on_conversation_update(self.members)
        app.on_install_remove(self.removed)
        app.on_message_ext_query(self.query)

    async def aclose(self, seconds: float) -> None:
        """Let turns that have begun end, for so many seconds at the most."""
        await self._turns.aclose(seconds)
        await self._notices.aclose(1.0)

    async def message(self, context: ActivityContext[MessageActivity]) -> None:
        """A message: answered once, however often Teams sends it, within the person's limits."""
        activity = context.activity
        place = self._place(activity)
        if self._is_new(place, activity) and self._within_limits(place):
            self._begin(place, self._wanted(place, activity))

    async def edit(self, context: ActivityContext[MessageUpdateActivity]) -> None:
        """Only what was answered is answered anew; anything else that changes is not ours."""
        activity = context.activity
        place, words = self._place(activity), words_of(activity)
        if not words or not self._memory.asked(place.conversation, activity.id):
            return
        if self._is_new(place, activity, str(activity.timestamp or words)) and self._within_limits(place):
            self._begin(place, lambda: self._answering.edited(place, words, activity.id))

    async def added(self, context: ActivityContext[InstalledActivity]) -> None:
        """The app was installed: greet."""
        self._welcome(context.activity)

    async def members(self, context: ActivityContext[ConversationUpdateActivity]) -> None:
        """Teams tells of an installation so too, and of everybody else who comes."""
        activity = context.activity
        if activity.recipient.id in [member.id for member in activity.members_added or []]:
            self._welcome(activity)

    async def removed(self, context: ActivityContext[UninstalledActivity]) -> None:
        """The app was removed: forget what the conversation left in memory."""
        self._memory.removed(context.activity.conversation.id)

    async def query(self, context: ActivityContext[MessageExtensionQueryInvokeActivity]) -> MessagingExtensionResponse:
        """A search in Teams' box: cards of what answers it, within the person's limits."""
        place = self._place(context.activity)
        try:
            self._parts.limiter.count_message(place.person)
        except Problem as problem:
            return self._search.refusing(problem)
        return await self._search.answer(context.activity.value)

    def _wanted(self, place: Place, activity: MessageActivity) -> Saying:
        """What a message asks of us: a button's choice, an answer, or a word about what we can do."""
        words = words_of(activity)
        choice = chosen(self._parts.signer, place.conversation, activity.value)
        if choice or (is_press(activity.value) and not words):
            return lambda: self._answering.pressed(place, choice, activity.reply_to_id)
        if words:
            return lambda: self._answering.question(place, words, activity.id)
        if has_only_attachments(activity):
            return lambda: self._answering.only_text(place)
        return lambda: self._answering.welcome(place)

    def _welcome(self, activity: ActivityBase) -> None:
        if self._memory.first_welcome(activity.conversation.id):
            place = self._place(activity)
            self._begin(place, lambda: self._answering.welcome(place))

    def _begin(self, place: Place, work: Saying) -> None:
        if not self._turns.start(place.conversation, lambda: self._done(place, work)):
            self._metrics.turned_away.labels("busy").inc()
            self._explain(place, Problem(Code.BUSY, retry_after=BUSY_SECONDS))
        self._metrics.turns.set(len(self._turns))

    async def _done(self, place: Place, work: Saying) -> None:
        try:
            await self._sent(work)
        except Exception:  # Turns logs it; whoever asked must not wait for ever
            self._explain(place, Problem(Code.INTERNAL))
            raise

    def _explain(self, place: Place, problem: Problem) -> None:
        """A sentence for which there is always a little room; without it, nothing is said."""
        if not self._notices.start(
            place.conversation, lambda: self._sent(lambda: self._answering.problem(place, problem))
        ):
            log.warning("teams_nothing_said")

    async def _sent(self, work: Saying) -> None:
        try:
            await work()
        except NotSent:  # logged where it happened; that the bot was removed is nobody's fault
            self._metrics.not_sent.inc()

    def _within_limits(self, place: Place) -> bool:
        """Counts it for the person and for a group's conversation; who is over the limit is told once."""
        try:
            self._parts.limiter.count_message(place.person)
            if not place.personal:
                self._parts.limiter.count_message(place.conversation)
        except Problem as problem:
            self._metrics.turned_away.labels("limit").inc()
            if self._memory.first_told(place.person):
                self._explain(place, problem)
            return False
        return True

    def _is_new(self, place: Place, activity: ActivityBase, version: str = "") -> bool:
        """Teams sends again what it believes lost; ``version`` tells one edit from the next."""
        if self._memory.first_seen(place.conversation, activity.type, activity.id, version):
            return True
        self._metrics.repeated.inc()
        return False

    def _place(self, activity: ActivityBase) -> Place:
        return place_of(activity, activity.service_url or "", self._parts.signer)
