from __future__ import annotations

import copy
from typing import Any

import pytest
from tokenizers import Tokenizer

from knowledge.encoder.vocabulary import kept_places, stays, trim

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁vård", "bidrag", "م", "مرحبا", "привет", "п", "ж", "é", "<mask>"]


def tokenizer(**model: Any) -> dict[str, Any]:
    """A small tokenizer.json of the kind that is trimmed."""
    added = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "added_tokens": [{"id": place, "content": PIECES[place], **added} for place in (0, 1, 2, 3, 13)],
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": [[p, -float(n)] for n, p in enumerate(PIECES)], **model},
    }


@pytest.mark.parametrize(
    "piece", ["▁vård", "åäö", "É", "2021", "▁10–12", "▁i", "ł", "główny", "ж", "▁ж", "م", "🙂", "½", "¿"]
)
def test_latin_script_and_single_characters_stay(piece: str) -> None:
    assert stays(piece)


@pytest.mark.parametrize("piece", ["привет", "▁مرحبا", "你好", "αβ", "vårdж", "١٢"])
def test_longer_pieces_of_other_scripts_go(piece: str) -> None:
    assert not stays(piece)


def test_special_pieces_stay_in_their_places() -> None:
    places = kept_places([*PIECES[:-1], "привет"], special=[13])
    assert places == [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13]


def test_a_trimmed_tokenizer_splits_swedish_as_before_and_knows_every_character() -> None:
    before = tokenizer()
    kept_copy = copy.deepcopy(before)
    after, places = trim(before)
    assert before == kept_copy
    old, new = (Tokenizer.from_buffer(_as_json(one)) for one in (before, after))
    swedish = new.encode("vård bidrag").ids
    assert [places[i] for i in swedish] == old.encode("vård bidrag").ids
    assert new.token_to_id("<mask>") == len(places) - 1
    assert new.get_vocab_size() == len(places) < old.get_vocab_size()


def test_no_text_of_kept_characters_is_unknown() -> None:
    after, _ = trim(tokenizer())
    new = Tokenizer.from_buffer(_as_json(after))
    assert 3 not in new.encode("пж").ids


@pytest.mark.parametrize("model", [{"type": "BPE"}, {"unk_id": 250}])
def test_another_kind_of_tokenizer_is_refused(model: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="this trims no other"):
        trim(tokenizer(**model))


def _as_json(value: dict[str, Any]) -> bytes:
    import json

    return json.dumps(value).encode()
