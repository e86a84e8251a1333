from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from knowledge.care import CareTable
from knowledge.care.reading import load_care

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def table() -> CareTable:
    return load_care(ROOT / "knowledge")


@pytest.fixture(scope="session")
def today() -> datetime.date:
    return datetime.date(2026, 11, 21)
