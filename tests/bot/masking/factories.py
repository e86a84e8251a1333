from __future__ import annotations

from bot.channels.texts import load_texts
from bot.masking.masking import mask
from bot.masking.published import Published

PLACEHOLDERS = load_texts().placeholders
PUBLISHED = Published(
    names={"Sofia Nilsson", "Malin Swärd Davidsson"}, addresses={"kjv@exempel.se"}, phones={"0735763723"}
)


def masked(text: str, published: Published = PUBLISHED) -> str:
    return mask(text, PLACEHOLDERS, published).text
