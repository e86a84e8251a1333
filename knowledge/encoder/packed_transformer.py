"""The encoder's first module for sentence-transformers: tokenizer and packed network, run by ONNX Runtime.

A sentence-transformers folder may name any module class; this one stands where its Transformer stands and gives what
that gives, a vector for each token. Pooling and normalising stay sentence-transformers' own. A network with an adapter
gives two vectors for each token, side by side: the model's own and the fitted one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from sentence_transformers.base.modules.input_module import InputModule
from tokenizers import Tokenizer

from knowledge.encoder.packed_graph import FITTED, HIDDEN, IDS, MASK, POSITIONS

NETWORK, TOKENIZER = "model.onnx", "tokenizer.json"
MOST_TOKENS = 2048  # computed at once by one core; ONNX Runtime keeps the memory that it has once needed


class PackedTransformer(InputModule):
    """Token vectors from a folder that holds ``model.onnx`` and ``tokenizer.json``."""

    config_keys = ["max_seq_length", "padding_id"]

    def __init__(self, folder: str, max_seq_length: int, padding_id: int) -> None:
        super().__init__()
        self.folder = folder
        self.max_seq_length = max_seq_length
        self.padding_id = padding_id
        self.tokenizer = Tokenizer.from_file(str(Path(folder) / TOKENIZER))
        self.tokenizer.enable_truncation(max_seq_length)
        self.tokenizer.enable_padding(pad_id=padding_id, pad_token=self.tokenizer.id_to_token(padding_id))
        self._session = _session(Path(folder) / NETWORK)
        self._outputs = [output.name for output in self._session.get_outputs()]
        #: whether a fitted vector stands beside the model's own
        self.fitted = FITTED in self._outputs
        self._workers = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **options: Any) -> PackedTransformer:
        """Load from a folder on this machine."""
        return cls(str(Path(model_name_or_path) / subfolder), **cls.load_config(model_name_or_path, subfolder))

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **options: Any) -> dict[str, torch.Tensor]:
        """Token ids and attention mask, all texts padded to the longest."""
        encoded = self.tokenizer.encode_batch([f"{prompt or ''}{text}" for text in inputs])
        return {
            IDS: torch.tensor([text.ids for text in encoded]),
            MASK: torch.tensor([text.attention_mask for text in encoded]),
        }

    def forward(self, features: dict[str, torch.Tensor], **options: Any) -> dict[str, torch.Tensor]:
        """Add a float32 vector for each token."""
        ids, mask = features[IDS].numpy(), features[MASK].numpy().astype(np.int32)
        features[HIDDEN] = torch.from_numpy(self._run(ids, mask) if len(ids) == 1 else self._run_shared(ids, mask))
        return features

    def save(self, output_path: str, *args: Any, **options: Any) -> None:
        """Write the folder anew elsewhere."""
        self.save_config(output_path)
        for name in (NETWORK, TOKENIZER):
            shutil.copyfile(Path(self.folder) / name, Path(output_path) / name)

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
