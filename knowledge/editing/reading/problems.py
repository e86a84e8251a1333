"""What is wrong in an editor's file: where, what, and what to do about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, order=True)
class Problem:
    """One fault, placed so that an editor finds it: file, line (1-based), field."""

    file: str
    line: int
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message} {self.remedy}"


class KnowledgeError(Exception):
    """The knowledge base cannot be built; carries every problem, not the first only."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
