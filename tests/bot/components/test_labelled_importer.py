from __future__ import annotations

import json
from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT

from bot.components.labelled_importer import LabelledMessages

MESSAGES = [
    {"text": "vad kostar det?", "asked": ["fee"], "continues": "question"},
    {"text": "17 år", "asked": ["none"], "continues": "value", "intent": "inform"},
    {"text": "tack", "asked": ["smalltalk"], "continues": "no"},
    {"text": "god morgon", "asked": ["smalltalk"], "continues": "no", "intent": "greet"},
]


def test_messages_become_examples_with_labels_and_small_talk_only_teaches_intents(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in MESSAGES), encoding="utf-8")
    examples = LabelledMessages(folder=str(tmp_path)).get_nlu_data().training_examples
    assert [(one.get(TEXT), one.get(INTENT)) for one in examples] == [
        ("vad kostar det?", None),
        ("17 år", "inform"),
        ("god morgon", "greet"),
    ]
    assert not (examples[2].get(METADATA) or {}).get(METADATA_EXAMPLE)
    assert examples[0].get(METADATA)[METADATA_EXAMPLE] == {"asked": "fee", "continues": "question"}


def test_a_broken_file_stops_the_training_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        LabelledMessages(folder=str(tmp_path)).get_nlu_data()


def test_the_project_trains_on_its_labelled_messages_beside_rasas_own_data() -> None:
    importer = TrainingDataImporter.load_from_config("config.yml", "domain", ["data/rules.yml"])
    labelled = importer.get_nlu_data().training_examples
    assert len(labelled) > 14_000
    assert sum(one.get(INTENT) is not None for one in labelled) > 3_000
