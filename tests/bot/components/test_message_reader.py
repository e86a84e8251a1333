"""The component before all others: vocabulary learned, stored, loaded; text restored, parts marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.message_reader import MENDED, PARTS, MessageReader, strings_in


@pytest.fixture
def words(tmp_path: Path) -> Path:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "a.yml").write_text(
        "facts:\n  - id: hemlig.nyckel\n    asks: [får papperslösa tandvård]\n    quote: [english words]\n",
        encoding="utf-8",
    )
    return folder


def trained(words: Path, tmp_path: Path) -> tuple[dict[str, Any], LocalModelStorage, Resource]:
    (tmp_path / "store").mkdir()
    storage, resource = LocalModelStorage.create(tmp_path / "store"), Resource("reader")
    config = {"vocabulary": [str(words)]}
    data = TrainingData([Message({"text": "när stängde utlysningen", "intent": "ask_status"})])
    MessageReader(config, storage, resource).train(data)
    return config, storage, resource


def test_a_loaded_reader_restores_towards_training_and_files(words: Path, tmp_path: Path) -> None:
    config, storage, resource = trained(words, tmp_path)
    reader = MessageReader.load(config, storage, resource, None)  # type: ignore[arg-type]
    message = Message({"text": "far papperslosa tandvard"})
    reader.process([message])
    assert message.get("text") == message.get(MENDED) == "får papperslösa tandvård"
    assert MENDED in message.as_dict(only_output_properties=True)
    assert message.get(PARTS) is None


def test_parts_are_marked_in_a_message_of_several(words: Path, tmp_path: Path) -> None:
    config, storage, resource = trained(words, tmp_path)
    reader = MessageReader.load(config, storage, resource, None)  # type: ignore[arg-type]
    message = Message({"text": "vi är många här. när stängde utlysningen?"})
    reader.process([message])
    assert [part["asks"] for part in message.get(PARTS)] == [False, True]


def test_training_sentences_stay_as_written(words: Path, tmp_path: Path) -> None:
    config, storage, resource = trained(words, tmp_path)
    data = TrainingData([Message({"text": "nar stangde utlysnigen", "intent": "ask_status"})])
    MessageReader(config, storage, resource).process_training_data(data)
    assert data.training_examples[0].get("text") == "nar stangde utlysnigen"


def test_identifiers_and_english_quotations_are_no_vocabulary(words: Path) -> None:
    assert strings_in([words]) == ["får papperslösa tandvård"]


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(ValueError, match="finns-inte"):
        MessageReader.validate_config({"vocabulary": ["finns-inte"]})
