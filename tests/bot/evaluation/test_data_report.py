"""The report on the training data, on small data made for each case."""

from __future__ import annotations

from bot.evaluation.data_report import Example, near_pairs, sizes, table, unseen_values
from knowledge.swedish.phrases import Lexicon

LEXICON = Lexicon("patient_group", {"undocumented": ("papperslös",), "witness": ("bevisperson",)})


def example(text: str, intent: str = "ask_fee", *values: tuple[str, str]) -> Example:
    return Example(text, intent, frozenset(values))


def test_intents_are_counted_largest_first() -> None:
    assert sizes([example("a", "thank"), example("b", "greet"), example("c", "greet")]) == [("greet", 2), ("thank", 1)]


def test_sentences_that_differ_by_a_sign_or_a_letter_are_near() -> None:
    [pair] = near_pairs(
        [example("vad kostar ett läkarbesök?"), example("Vad kostar ett läkarbesök"), example("något helt annat här")]
    )
    assert (pair.likeness, pair.across) == (100.0, False)


def test_pairs_across_intents_come_first() -> None:
    pairs = near_pairs(
        [
            example("vad kostar ett läkarbesök"),
            example("vad kostar ett läkarbesök?"),
            example("vad kostar ett läkarbesöök", "out_of_scope"),
        ]
    )
    assert [pair.across for pair in pairs] == [True, True, False]


def test_a_pair_is_found_wherever_its_two_sentences_stand() -> None:
    filler = [example(f"{chr(97 + number % 26) * 9}{number:05}{chr(97 + number % 7) * 9}") for number in range(1100)]
    data = [example("vad kostar ett läkarbesök"), *filler, example("vad kostar ett läkarbesök!")]
    assert any({pair.one.text, pair.other.text} == {data[0].text, data[-1].text} for pair in near_pairs(data, near=99))


def test_short_follow_ups_are_no_repetition() -> None:
    assert near_pairs([example("och barn?", "inform"), example("och barn", "inform")]) == []


def test_a_value_without_a_sentence_is_named() -> None:
    data = [example("vad betalar en papperslös", "ask_fee", ("patient_group", "undocumented"))]
    assert unseen_values(data, [LEXICON]) == {"patient_group": ["witness"]}
    assert unseen_values([*data, example("en bevisperson", "inform", ("patient_group", "witness"))], [LEXICON]) == {}


def test_the_table_holds_sizes_pairs_and_gaps() -> None:
    text = table([example("vad kostar ett läkarbesök"), example("vad kostar ett läkarbesök?", "inform")], [LEXICON], 5)
    assert "2 sentences, 2 intents" in text
    assert "nearly the same across intents: 1 pairs" in text
    assert "100.0  ask_fee / inform" in text
    assert "undocumented, witness" in text
