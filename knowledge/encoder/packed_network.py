"""The folder that set-up built: tokenizer and packed network, run by ONNX Runtime, with nothing else in memory.

What sentence-transformers does around such a network is two lines (the mean of a text's tokens, brought to length 1),
and it brings PyTorch and transformers along: 0.6 GB in each process that encodes a message. Other models still come
through it (``any_model``).
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from knowledge.encoder.packed_graph import IDS, MASK, POSITIONS

NETWORK, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "network.json"
BATCH = 64  # texts that are padded to one length
MOST_TOKENS = 2048  # computed at once by one core; ONNX Runtime keeps the memory that it has once needed


def write_config(folder: Path, *, dimension: int, most_tokens: int, padding: int, prompts: dict[str, str]) -> None:
    """Write what the network's own files do not say.

    Args:
        folder: where ``model.onnx`` and ``tokenizer.json`` lie.
        dimension: of one vector.
        most_tokens: of a text, its prompt and the marks around it included; what is longer is cut.
        padding: id of the piece that fills up shorter texts.
        prompts: what stands before a text, by what the text is.
    """
    told = {"dimension": dimension, "most_tokens": most_tokens, "padding": padding, "prompts": prompts}
    (folder / CONFIG).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def is_packed(folder: Path) -> bool:
    """Whether a folder is one of these."""
    return (folder / CONFIG).is_file()


class PackedNetwork:
    """Unit vectors from a folder that holds the three files.

    Where the network has an adapter, the fitted vector stands beside the model's own; otherwise the same one twice.
    """

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        self.dimension: int = told["dimension"]
        self._prompts: dict[str, str] = told["prompts"]
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(told["most_tokens"])
        padding = told["padding"]
        self._tokenizer.enable_padding(pad_id=padding, pad_token=self._tokenizer.id_to_token(padding))
        self._session = _session(folder / NETWORK)
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._workers = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)

    def vectors(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        """Both vectors of every text: float32, each of length 1, shape (len(texts), 2, dimension)."""
        found = np.empty((len(texts), 2, self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))  # little to pad in a batch
        for at in range(0, len(order), BATCH):
            places = order[at : at + BATCH]
            found[places] = self._means(*self.tokens([texts[place] for place in places], prompt))
        return found / np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), 1e-12)

    def tokens(self, texts: Sequence[str], prompt: str = "") -> tuple[np.ndarray, np.ndarray]:
        """Token ids, and a mask that is 0 where a text is filled up to the longest; both (len(texts), tokens)."""
        before = self._prompts.get(prompt, "")
        encoded = self._tokenizer.encode_batch([f"{before}{text}" for text in texts])
        ids = np.array([text.ids for text in encoded], dtype=np.int64)
        return ids, np.array([text.attention_mask for text in encoded], dtype=np.int32)

    def states(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """A vector for each token, the fitted one after the model's own where there is one: (texts, tokens, size)."""
        return self._run(ids, mask) if len(ids) == 1 else self._run_shared(ids, mask)

    def _means(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """The mean over each text's tokens, token by token, so that what a text is padded to changes no bit."""
        weights = mask[..., None].astype(np.float32)
        means: np.ndarray = (self.states(ids, mask) * weights).sum(axis=1) / weights.sum(axis=1)
        both = means.reshape(len(ids), -1, self.dimension)
        return both if both.shape[1] == 2 else np.repeat(both, 2, axis=1)

    def _run_shared(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """Many texts, in shares that the cores work off beside each other; what a share needs in between is bounded."""
        rows, tokens = ids.shape
        shares = np.array_split(np.arange(rows), min(rows, max(os.cpu_count() or 1, -(-rows * tokens // MOST_TOKENS))))
        return np.concatenate(list(self._workers.map(lambda rows: self._run(ids[rows], mask[rows]), shares)))

    def _run(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        places = np.broadcast_to(np.arange(ids.shape[1]), ids.shape)
        found = self._session.run(self._outputs, {IDS: ids, MASK: mask, POSITIONS: places})
        return np.concatenate(found, axis=-1) if len(found) > 1 else found[0]


def _session(path: Path) -> onnxruntime.InferenceSession:
    """One thread: a message is a handful of tokens, and threads that wait for each other cost more than they win."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # no two messages have the same shape
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
