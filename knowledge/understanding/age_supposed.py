"""Ages of a moment to come or of a mere condition: "när hon fyller 18", "om pojken hade hunnit bli 18".

Who turns eighteen in May is seventeen now; whoever asks what holds when she does asks about an eighteen-year-old.
"""

from __future__ import annotations

from knowledge.understanding import age_contexts as around


def supposed_from(before: str, low: str, end: int) -> int | None:
    """Where in ``before`` the words that suppose the age begin, None where it is told of now.

    ``before`` is the text before the age, ``end`` where the age ends in the whole text ``low``.
    """
    if around.NOT_YET_BEFORE.search(before):
        return None
    if found := around.WHEN_BEFORE.search(before):
        return found.start()
    found = around.IF_BEFORE.search(before)
    if found and around.PEOPLE_BEFORE.search(before):
        return None  # "om man fyllt 18": anybody
    present = bool(found and found["present"])
    if found is None and around.SUPPOSED_BEFORE.search(before):
        found, present = around.SOON_BEFORE.search(before), True  # "säg att hon fyller 18"
    if found is None or (present and _is_known_to_come(low, end)):
        return None
    return found.start()


def _is_known_to_come(low: str, end: int) -> bool:
    """ "Om hon fyller 18 i maj, får hon tandvård nu?"; but not "… får hon tandvård då?"."""
    dated = around.DATED_AFTER.match(low, end) or around.SOON_AFTER.match(low, end)
    return bool(dated) and not around.THEN.search(low, end)
