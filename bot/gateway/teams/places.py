"""Names of conversations and people that lead back to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from microsoft_teams.api.models import ActivityBase

from bot.gateway.signing import Signer
from bot.gateway.teams.connector import Address

PERSONAL = "personal"


@dataclass(frozen=True)
class Place:
    """Where something was said, by whom.

    ``conversation`` is Rasa's name of it. A group's and a channel's thread's are shared by who is in it; what one
    says alone to the bot is nobody else's.
    """

    address: Address
    conversation: str
    person: str
    personal: bool


def place_of(activity: ActivityBase, service_url: str, signer: Signer) -> Place:
    """The place of an activity; a channel's conversation id names its thread as well (``…;messageid=…``)."""
    conversation = activity.conversation
    tenant = conversation.tenant_id or ""
    personal = conversation.conversation_type in (None, PERSONAL) and not conversation.is_group
    person = signer.pseudonym("person", tenant, activity.from_.id)
    named = (tenant, conversation.id, person) if personal else (tenant, conversation.id)
    return Place(
        address=Address(service_url, conversation.id),
        conversation=f"teams-{signer.pseudonym('conversation', *named)}",
        person=person,
        personal=personal,
    )
