"""What is denied: the span stands between brackets."""

from __future__ import annotations

import re

import pytest

from knowledge.swedish.folding import unaccented
from knowledge.swedish.negation import NOT, has_negator, negated

DENIED = [
    "utan pass och [LMA-kort]",
    "utan ett pass och ett [LMA-kort]",
    "inte [papperslös]",
    "hon är inte [papperslös]",
    "hon är ej [asylsökande]",
    "ej [asylsökande]",
    "icke [folkbokförd]",
    "hon är ente [folkbokförd] än",
    "han har ente [EU-kortet] mä sej",
    "itte [asylsökande]",
    "har inge [personnummer]",
    "hon är inte [turist]",
    "söker inte [asyl]",
    "har inte sökt [asyl]",
    "hon har aldrig sökt [asyl]",
    "hon söker ej [skydd]",
    "har inte ansökt om [asyl]",
    "inte ännu [folkbokförd]",
    "ännu inte [folkbokförd]",
    "är inte längre [asylsökande]",
    "inte längre [asylsökande]",
    "hon är inte heller [papperslös]",
    "saknar [LMA-kort]",
    "saknar giltigt [LMA-kort]",
    "utan [papper]",
    "utan något [personnummer]",
    "utan att ha sökt [asyl]",
    "har inget [personnummer]",
    "har inga [papper]",
    "har ingen [försäkring]",
    "varken [folkbokförd] eller asylsökande",
    "varken folkbokförd eller [asylsökande]",
    "hon är varken turist eller [student]",
    "inte turist eller [student]",
    "saknar kort och [intyg]",
    "utan att ha vare sig [uppehållsrätt] eller EU-kort",
    "utan att ha vare sig uppehållsrätt eller [EU-kort]",
    "saknar såväl [LMA-kort] som kvitto",
    "saknar såväl kort som [kvitto]",
    "hade inte hunnit [söka asyl]",
    "har inte ens [LMA-kort]",
    "knappast [turist]",
    "bor inte på [asylboendet]",
    "räknas inte som [asylsökande]",
    "är inte hon [asylsökande]",
    "[papperslös] är hon inte",
    "[asylsökande] är patienten inte längre",
    "[gömmer sig] inte",
    "[gömmer sig] inte längre",
    "[lma-kort] saknas",
    "[asylsökande], nej, inte [papperslös]",
    "she is not [undocumented]",
    "not an [asylum seeker]",
    "without [papers]",
    "has no [papers]",
    "hon är från Polen men inte [EU-medborgare]",
    "hon är asylsökande, inte [papperslös]",
]
SAID = [
    "en asylsökande utan remiss och en [papperslös]",
    "någon utan pengar samt en [asylsökande]",
    "[papperslös]",
    "hon är [papperslös]",
    "inte papperslös utan [asylsökande]",
    "hon är inte papperslös, utan [asylsökande]",
    "inte turist, [asylsökande]",
    "hon är inte turist men [papperslös]",
    "hon är inte turist. [papperslös]",
    "hon är inte bara [asylsökande]",
    "inte bara [papperslös]",
    "[asylsökande] om inte annat",
    "om inte annat är hon [asylsökande]",
    "jag vet inte om hon är [asylsökande]",
    "vet ej om han är [papperslös]",
    "det står inte om hon är [asylsökande]",
    "framgår inte om hon är [turist]",
    "får inte [asylsökande] tandvård?",
    "får inte ett [asylsökande] barn tandvård?",
    "kan inte en [papperslös] få tolk?",
    "kan inte [papperslösa] få tolk?",
    "varför får inte [asylsökande] vård",
    "har inte [asylsökande] rätt till tolk?",
    "gäller inte [papperslösa] det här?",
    "ej folkbokförd [asylsökande]",
    "inte folkbokförd [ukrainare]",
    "saknar personnummer, [asylsökande]",
    "utan papper [asylsökande]",
    "hon är inte folkbokförd och [papperslös]",
    "[asylsökande] ej folkbokförd",
    "[papperslös] inte akut",
    "[asylsökande] utan lma-kort",
    "[asylsökande] saknar personnummer",
    "[papperslös] får inte tandvård",
    "[asylsökande] får hon inte komma?",
    "hon kan inte betala, hon är [papperslös]",
    "[undocumented] without insurance",
    "hon mår inte bra, [asylsökande]",
    "patienten som inte har papper är [asylsökande]",
]


def read(marked: str) -> bool:
    """Whether the last span between brackets is denied."""
    *before, span = marked.split("[")
    inside, after = span.split("]")
    start = len("".join(before).replace("]", ""))
    return negated("".join(before).replace("]", "") + inside + after, start, start + len(inside))


@pytest.mark.parametrize("marked", DENIED)
def test_what_is_denied(marked: str) -> None:
    assert read(marked)
    assert read(unaccented(marked))
    assert read(marked.upper())


@pytest.mark.parametrize("marked", SAID)
def test_what_is_said(marked: str) -> None:
    assert not read(marked)
    assert not read(unaccented(marked))
    assert not read(marked.upper())


@pytest.mark.parametrize(
    ("text", "denies"),
    [("har ej löpt ut", True), ("EJ", True), ("har löpt ut", False), ("utanför", False), ("", False)],
)
def test_a_negator_is_a_whole_word(text: str, denies: bool) -> None:
    assert has_negator(text) is denies


@pytest.mark.parametrize("word", ["inte", "ej", "icke", "ente", "itte", "inge", "ikke", "int"])
def test_dialect_denies_wherever_denying_is_read(word: str) -> None:
    assert re.fullmatch(NOT, word)
    assert negated(f"hon är {word} papperslös", len(f"hon är {word} "), len(f"hon är {word} papperslös"))
    assert negated(f"papperslös är hon {word}", 0, len("papperslös"))
