"""Which pieces of the tokenizer's vocabulary stay, so that neither memory nor start pays for other scripts.

A piece stays if it is written with Latin letters, digits and common signs only. Every single character stays too,
so nothing that anybody types becomes unknown. The tokenizer (Kudo 2018, a unigram language model) takes
the likeliest split of a text, and for a text in Latin script all pieces are still there: it is split
as before and gets the same vector. A text in another script is split into shorter pieces than before.
"""

from __future__ import annotations

import copy
import string
import unicodedata
from collections.abc import Sequence
from typing import Any

PLAIN = frozenset(string.digits + string.punctuation + "–—‘’‚“”„«»…•·¿¡€£§°±×÷½¼²³µ´¨©®™")
WORD_START = "▁"  # stands in a piece for the space before a word
SPECIAL = 4  # the first pieces: start, padding, end, unknown; the network and the tokenizer know them by place


def stays(piece: str) -> bool:
    """Whether a piece is a single character or in Latin script."""
    written = piece.lstrip(WORD_START)
    return len(written) <= 1 or all(sign in PLAIN or _is_latin(sign) for sign in written)


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN ")


def kept_places(pieces: Sequence[str], special: Sequence[int]) -> list[int]:
    """Places of the pieces that stay, in order; those in ``special`` and the first four always do."""
    always = {*range(SPECIAL), *special}
    return [place for place, piece in enumerate(pieces) if place in always or stays(piece)]


def trim(tokenizer: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """A tokenizer.json with the pieces that stay, and their places in the old one. Raises ValueError for another kind.

    The input is not changed.
    """
    if tokenizer["model"].get("type") != "Unigram" or tokenizer["model"].get("unk_id", SPECIAL) >= SPECIAL:
        raise ValueError("tokenizer.json is no unigram model with its special pieces first; this trims no other")
    added = tokenizer["added_tokens"]
    places = kept_places([piece for piece, _ in tokenizer["model"]["vocab"]], [token["id"] for token in added])
    now_at = {before: now for now, before in enumerate(places)}
    trimmed = copy.deepcopy({**tokenizer, "model": {**tokenizer["model"], "vocab": []}})
    trimmed["model"]["vocab"] = [tokenizer["model"]["vocab"][place] for place in places]
    trimmed["added_tokens"] = [{**token, "id": now_at[token["id"]]} for token in added]
    return trimmed, places
