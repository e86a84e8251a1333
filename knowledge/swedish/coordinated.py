"""A value that stands beside another of its kind: "hur mycket kunde en stor enhet få, och en liten?".

There a bare "liten" means a small unit; elsewhere it is an ordinary word.
"""

from __future__ import annotations

import re

JOINT = r"(?:\s*[/&,]\s*|\s*,?\s+(?:och|o|å|samt|respektive|resp\.?|eller|and|or)\s+)"
ARTICLE = r"(?:(?:för|till|på|i|med|en|ett|den|de|dom|det|dä|the|a)\s+)*"
# "… och hur mycket liten?"
ASKED_AGAIN = r"\s(?:hur\s+mycket|vad|how\s+much)\s+(?:(?:får|fick|för|gäller|gällde)\s+)?"
BEHIND = re.compile(rf"(?:{JOINT}|{ASKED_AGAIN}){ARTICLE}$", re.IGNORECASE)
BEFORE = re.compile(rf"{JOINT}{ARTICLE}", re.IGNORECASE)
CLOSES = re.compile(rf"\s*(?:då\s*)?(?:[?.!,;)]|$|{JOINT}|\b(?:av|i|för|på|ur|om|till)\b)", re.IGNORECASE)
OTHER_SENTENCE = re.compile(r"[.?!](?:\s|$)")


def stands_beside(text: str, start: int, end: int, named_start: int, named_end: int) -> bool:
    """Whether text[start:end] is joined to what is named at the other offsets, on either side of it."""
    if end <= named_start:
        return bool(BEFORE.fullmatch(text[end:named_start]))
    between = text[named_end:start]
    return bool(BEHIND.search(between) and CLOSES.match(text, end)) and not OTHER_SENTENCE.search(between)
