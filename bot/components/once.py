"""What Rasa does anew for every component or every turn, done once.

SpacyNLP loads its pipeline for each of its two nodes in the graph, 0.1 GB each time. And each reply of the
action server is checked with ``jsonschema.validate``, which first checks the (fixed) schema itself: that took
half of what was left of a turn once the sentence encoder was fast. And for each event of a conversation that is read
back, Rasa walks through all kinds of events to find the one of that name. And each call of the action server holds the
whole conversation once more, 12 kB a turn, of which the actions read the latest message and the slots.
"""

from __future__ import annotations

import functools
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

import knowledge.swedish.lemmas  # noqa: F401 - a component that the saved pipeline names

load_pipeline = functools.lru_cache(maxsize=1)(SpacyNLP.load_model)


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SharedSpacyNLP",
)
class SharedSpacyNLP(SpacyNLP):
    """Rasa's SpacyNLP, its pipeline loaded once a process."""

    @staticmethod
    def load_model(spacy_model_name: str) -> SpacyModel:
        """The pipeline of that name, loaded now or before."""
        return load_pipeline(spacy_model_name)


@functools.lru_cache(maxsize=1)
def reply_validator() -> Validator:
    """The validator that ``jsonschema.validate`` would make for each reply of the action server, its schema checked."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def validate_reply(self: RemoteAction, result: dict[str, Any]) -> bool:
    """In the place of RemoteAction's own check; raises jsonschema's ValidationError just as that does."""
    fault = best_match(reply_validator().iter_errors(result))
    if fault is not None:
        fault.message += ". The action server's reply is not in the form that Rasa expects of custom actions."
        raise fault
    return True


class WithoutEvents:
    """A conversation as RemoteAction looks at it, less its events."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self._tracker = tracker
        self.sender_id = tracker.sender_id

    def current_state(self, verbosity: EventVerbosity) -> dict[str, Any]:
        """The tracker's state with its latest message and slots; the events are none, whatever is asked for."""
        return {**self._tracker.current_state(EventVerbosity.NONE), "events": []}


whole_call = RemoteAction._action_call_format


def short_call(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """In the place of RemoteAction's own: what is sent to the action server."""
    call: dict[str, Any] = whole_call(self, WithoutEvents(tracker), domain)
    return call


RemoteAction._action_call_format = short_call
RemoteAction._validate_action_result = validate_reply
Event.resolve_by_type = staticmethod(functools.lru_cache(maxsize=None)(Event.resolve_by_type))
