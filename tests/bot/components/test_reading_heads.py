"""The labels that the heads learn from."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.reading_heads import ReadingHeads


def heads(**config: Any) -> ReadingHeads:
    return ReadingHeads({**ReadingHeads.get_default_config(), **config}, None, None)  # type: ignore[arg-type]


def example(intent: str, **labels: str) -> Message:
    data: dict[str, Any] = {TEXT: "vad kostar det", INTENT: intent}
    if labels:
        data[METADATA] = {METADATA_EXAMPLE: labels}
    return Message(data)


def test_labels_are_the_metadata_of_the_example() -> None:
    labelled = example("ask_fee", asked="fee", manner="open", foreign="x")
    assert heads()._labels(labelled) == {"asked": "fee", "manner": "open"}


def test_an_unlabelled_example_teaches_what_is_asked_where_its_intent_means_one_thing() -> None:
    component = heads(asked_from=["ask_fee", "out_of_scope"])
    assert component._labels(example("ask_fee")) == {"asked": "fee"}
    assert component._labels(example("out_of_scope")) == {"asked": "out_of_scope"}
    assert component._labels(example("ask_who_decides")) == {}


def test_training_without_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="no training example carries labels"):
        heads().train(TrainingData([example("ask_fee")]))


def test_an_untrained_component_leaves_messages_alone() -> None:
    message = Message({TEXT: "hej"})
    assert heads().process([message]) == [message]
    assert message.get("heads") is None
