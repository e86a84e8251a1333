"""Goes light when it is imported: for modules whose own imports load Rasa, before these.

``import bot.lean.now  # noqa: F401``, then ``# isort: split``, then the others.
"""

from __future__ import annotations

from bot.lean.light import go_light

go_light()
