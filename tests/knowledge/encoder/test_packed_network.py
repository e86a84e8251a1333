from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from knowledge.encoder.packed_network import MOST_TOKENS, PackedNetwork


@pytest.mark.parametrize(("rows", "tokens"), [(64, 500), (64, 12), (2, MOST_TOKENS), (3, 1)])
def test_many_long_texts_are_not_computed_at_once(rows: int, tokens: int) -> None:
    """ONNX Runtime keeps the memory that its largest run has needed; the shares come back in the texts' order."""
    encoder = PackedNetwork.__new__(PackedNetwork)
    seen: list[tuple[int, ...]] = []

    def run(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        seen.append(ids.shape)
        return ids[..., None].astype(np.float32)

    ids = np.arange(rows * tokens).reshape(rows, tokens)
    with ThreadPoolExecutor(2) as workers:
        vars(encoder).update(_workers=workers, _run=run)
        found = encoder._run_shared(ids, np.ones_like(ids))
    assert (found[..., 0] == ids).all()
    assert sum(shape[0] for shape in seen) == rows
    assert max(shape[0] * shape[1] for shape in seen) <= max(MOST_TOKENS, tokens)
