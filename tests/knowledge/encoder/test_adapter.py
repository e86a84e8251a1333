from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import adapter
from knowledge.encoder.adapter import LowRank


def test_additions_come_back_as_they_were_stored(tmp_path: Path) -> None:
    stored = {"l8.q": LowRank(np.array([[0.5, 0.25]], np.float32), np.array([[1.0], [2.0]], np.float32))}
    adapter.save(stored, tmp_path / "a.npz")
    loaded = adapter.load(tmp_path / "a.npz")
    assert set(loaded) == {"l8.q"}
    np.testing.assert_array_equal(loaded["l8.q"].down, stored["l8.q"].down)
    np.testing.assert_array_equal(loaded["l8.q"].up, stored["l8.q"].up)


@pytest.mark.parametrize("arrays", [{"l8.q.down": np.zeros(2)}, {"other": np.zeros(2)}])
def test_a_file_of_another_form_is_refused_with_the_command(tmp_path: Path, arrays: dict[str, np.ndarray]) -> None:
    np.savez(tmp_path / "a.npz", **arrays)
    with pytest.raises(ValueError, match=r"python -m bot\.adapting"):
        adapter.load(tmp_path / "a.npz")


def test_the_committed_adapter_adds_to_the_upper_layers_alone() -> None:
    names = set(adapter.load())
    assert {name.partition(".")[2] for name in names} == {"q", "k", "v", "ao", "fi", "fo"}
    assert {int(name.partition(".")[0].removeprefix("l")) for name in names} == {8, 9, 10, 11}
