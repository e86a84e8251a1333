"""How hard a reply is to read: LIX, words, and the length of the first sentence.

LIX is Björnsson's readability index (C.-H. Björnsson, Läsbarhet, 1968): words per sentence plus the share of words of
more than six letters, in per cent. Below 40 reads like fiction and news, 50 to 60 like official prose.
"""

from __future__ import annotations

import re
from typing import Final

from knowledge.saying.joining import source_mark

LONG: Final = 6  # letters; a longer word is a long one
# a colon and a semicolon close what can be read by itself ("Avgift: 50 kr"); "t.o.m." and "6 kap. 15 §" close nothing
SENTENCE_END: Final = re.compile(r"(?:[.!?](?=\s+[A-ZÅÄÖ”\"0-9]|\s*$)|[:;](?=\s)|\n)")
WORD: Final = re.compile(r"[^\W_][\w§:/-]*|§+")


def body(reply: str) -> str:
    """The reply without the lines that name its sources."""
    return "\n".join(line for line in reply.split("\n") if not line.startswith(source_mark()))


def words(text: str) -> list[str]:
    """The words of a text, figures among them."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """What can be read by itself, in order; never an empty one."""
    return [part.strip() for part in SENTENCE_END.split(text) if words(part)]


def lix(reply: str) -> float:
    """LIX of the reply's body; 0 for a reply without words."""
    text = body(reply)
    found = words(text)
    if not found:
        return 0.0
    long_ones = sum(len(word) > LONG for word in found)
    return len(found) / len(sentences(text)) + 100 * long_ones / len(found)


def first_sentence(reply: str) -> int:
    """Number of words up to the reply's first full stop, question mark or exclamation mark."""
    return len(words(re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"0-9])|\n", body(reply), maxsplit=1)[0]))
