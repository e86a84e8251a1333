"""What pages show: the care table to walk through by hand, and each answer at an address of its own.

Every word of an answer is composed by the functions that answer in the chat, on the day that the page is read.
"""

from __future__ import annotations

from knowledge.showing.pages import Base, page_at

__all__ = ["Base", "page_at"]
