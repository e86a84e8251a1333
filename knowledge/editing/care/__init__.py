"""The editors' care files, read and checked into one ``CareTable``: only a build, a check and the desk do this.

A question is answered from the built table, so nothing that answers imports this package (``pyproject.toml``).
"""

from __future__ import annotations

from knowledge.editing.care.table import load_care

__all__ = ["load_care"]
