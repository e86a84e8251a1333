from __future__ import annotations

from bot.evaluation.stock.content import FAQ, Entry, contract, domain, nlu, rules, stories

SMALLTALK = {f"utter_{name}": [{"text": "Hej!"}] for name in ("greet", "thank", "goodbye")}
AMOUNT = Entry("bidrag.amount.max", "Som mest 60 000 kronor.", ["hur mycket", "vad\n får man"], contract("answer"))
GAP = Entry("bidrag.gap", "Det står inte på sidan.", ["när betalas det ut"], contract("no_answer"))


def test_every_entry_has_sentences_and_a_response_of_one_name() -> None:
    made = domain([AMOUNT, GAP], SMALLTALK, "Det vet jag inte.")
    intents = {item["intent"] for item in nlu([AMOUNT, GAP], {"greet": ["hej"]})["nlu"]}
    assert intents == {"faq/bidrag_amount_max", "faq/bidrag_gap", "greet"}
    assert {f"utter_{intent}" for intent in intents} <= set(made["responses"])
    assert made["responses"]["utter_faq/bidrag_amount_max"][0]["text"] == AMOUNT.text


def test_sentences_are_one_a_line() -> None:
    examples = nlu([AMOUNT], {})["nlu"][0]["examples"]
    assert examples == "- hur mycket\n- vad får man\n"


def test_the_kind_of_reply_stands_where_the_scorer_reads_it() -> None:
    responses = domain([AMOUNT, GAP], SMALLTALK, "Det vet jag inte.")["responses"]
    kinds = {name: responses[name][0]["custom"]["kind"] for name in responses if "custom" in responses[name][0]}
    assert kinds == {
        "utter_faq/bidrag_amount_max": "answer",
        "utter_faq/bidrag_gap": "no_answer",
        "utter_refusal": "no_answer",
    }


def test_every_intent_has_a_rule_and_every_action_a_response() -> None:
    made = domain([AMOUNT], SMALLTALK, "Det vet jag inte.")
    steps = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules(SMALLTALK)["rules"]}
    assert set(steps) == set(made["intents"])
    assert set(steps.values()) - {f"utter_{FAQ}"} <= set(made["responses"])


def test_stories_use_only_what_the_rules_know() -> None:
    known = {(rule["steps"][0]["intent"], rule["steps"][1]["action"]) for rule in rules(SMALLTALK)["rules"]}
    told = [step for story in stories()["stories"] for step in story["steps"]]
    pairs = {(intent["intent"], action["action"]) for intent, action in zip(told[::2], told[1::2], strict=True)}
    assert pairs <= known
