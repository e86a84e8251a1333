from __future__ import annotations

import pytest

from knowledge.editing.build import Contents
from knowledge.showing import Base
from knowledge.store import Knowledge


@pytest.fixture(scope="session")
def base(contents: Contents, real: Knowledge) -> Base:
    """The real facts and the real table, as pages."""
    return Base(real, contents.care)
