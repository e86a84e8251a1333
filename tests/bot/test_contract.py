"""The reply contract stands once, in bot/contract.yml: whatever speaks of it, in Python, YAML or prose, keeps to it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML

from actions.rendering import send
from bot.channels.replies import error_reply, named, put_first, unclear_reply
from bot.setup.project import this_project
from knowledge.words import vocabulary
from knowledge.words.answer import Answer, Source
from tests.actions.factories import make_answer
from tests.bot.contract import CONTRACT, FIELDS, broken

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

ROOT = this_project().root
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("## The reply contract\n")[1].split("\n## ")[0]
SMALLTALK: dict[str, Any] = YAML(typ="safe").load((ROOT / "domain/smalltalk.yml").read_text(encoding="utf-8"))
CHANNEL_ONLY = {"answer_id", "masked", "debug"}  # what is put beside what knowledge/ answers


def texts_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def row(field: str) -> str:
    [found] = re.findall(rf"^\| `{field}` \| (.*) \|$", SECTION, re.MULTILINE)
    return str(found)


def test_the_contract_is_a_schema_and_each_reason_goes_with_one_kind() -> None:
    Draft7Validator.check_schema(CONTRACT)
    reasons = [reason for of_kind in CONTRACT["x-reasons"].values() for reason in of_kind]
    assert sorted(reasons) == sorted(filter(None, FIELDS["reason"]["enum"]))
    assert set(CONTRACT["x-reasons"]) <= set(FIELDS["kind"]["enum"])


def test_the_vocabulary_has_the_same_words() -> None:
    assert list(vocabulary.KINDS) == FIELDS["kind"]["enum"]
    assert [*vocabulary.REASONS, None] == FIELDS["reason"]["enum"]
    states = [CONTRACT["definitions"][name]["properties"]["state"]["enum"] for name in ("status", "named_status")]
    assert states == [list(vocabulary.STATES)] * 2


def test_an_answer_has_all_fields_and_no_other() -> None:
    answer = Answer(
        "answer",
        "Svar.",
        recipients=("kjv@example.org",),
        patient_page="/for-patienten/tolk",
        in_english=("Svar.",),
    )
    assert set(answer.contract()) == set(FIELDS) - CHANNEL_ONLY


def test_a_source_has_the_fields_of_the_contract() -> None:
    source = Source("sida", "Titel", "KJV", "https://example.org", None, "Orden")
    assert set(source.as_reply()) == set(CONTRACT["definitions"]["source"]["properties"])


def test_a_full_reply_keeps_to_it() -> None:
    dispatcher = CollectingDispatcher()
    status = {"state": "ended", "since": "2023-05-17"}
    part = {"slot": "unit_size", "value": "large", "label": "stor enhet", "person": None, "span": (7, 11)}
    answer = make_answer(
        status=status,
        statuses=({"programme": "sida", "name": "Sidan", **status},),
        contacts=({"name": "Malin", "role": None, "email": None, "phone": None},),
        figures=({"fact": "a.b.c", "label": "Belopp", "words": "5 kronor"},),
        page="/svar/a.b.c",
        patient_page="/for-patienten/tolk",
        in_english=("Svar.",),
        understood=({**part, "inferred": False, "choices": ({"title": "liten", "payload": "liten"},)},),
    )
    send(dispatcher, answer, debug={"intent": "x"})
    sent = json.loads(json.dumps(dispatcher.messages[0]["custom"]))
    assert broken(sent) == []
    [first] = put_first("Bort.", [{"text": "Svar.", "custom": sent}], "[telefonnummer]")
    assert broken(first["custom"]) == []


@pytest.mark.parametrize("change", [{"kind": "guess"}, {"reason": "unsure"}, {"new": 1}, {"status": {"state": "x"}}])
def test_a_reply_that_breaks_it_is_found(change: dict[str, Any]) -> None:
    assert broken({**Answer("answer", "Svar.").contract(), "page": "/svar/a", **change})


def test_what_the_channel_writes_itself_keeps_to_it() -> None:
    assert broken(unclear_reply("x", "Hur sa?")["custom"]) == []
    assert broken(error_reply("x", "Förlåt.")["custom"]) == []


@pytest.mark.parametrize("name", sorted(SMALLTALK["responses"]))
def test_small_talk_keeps_to_it_and_can_be_voted_on(name: str) -> None:
    for response in SMALLTALK["responses"][name]:
        [sent] = named([{"text": response["text"], "custom": response["custom"]}], "message-id")
        assert broken(sent["custom"]) == []
        assert sent["custom"]["answer_id"] == "message-id"


def test_the_readme_names_every_field_and_every_word() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", SECTION, re.MULTILINE)) == set(FIELDS)
    assert set(re.findall(r"`(\w+)`", row("kind"))) == set(FIELDS["kind"]["enum"])
    words = set(re.findall(r"`(\w+)`", row("reason")))
    assert words == {*filter(None, FIELDS["reason"]["enum"]), *CONTRACT["x-reasons"]}
    assert set(re.findall(r"`(\w+)`", row("contacts"))) == set(CONTRACT["definitions"]["contact"]["properties"])


def test_the_readme_s_example_keeps_to_it() -> None:
    [example] = re.findall(r"```json\n(\{\"kind\".*?)```", SECTION, re.DOTALL)
    assert broken(json.loads(example)) == []


def test_the_widget_reads_the_same_words_and_takes_an_unknown_kind_for_unknown() -> None:
    script = texts_of("bot/widget/src/contract.ts")
    for name, words in (("KINDS", FIELDS["kind"]["enum"]), ("STATES", list(vocabulary.STATES))):
        [listed] = re.findall(rf"const {name}: readonly string\[\] = (\[.*\]);", script)
        assert json.loads(listed) == words
    [union] = re.findall(r"export type Kind = (.*);", script)
    assert [word.strip(' "') for word in union.split("|")] == [*FIELDS["kind"]["enum"], "unknown"]
    assert ': "unknown",' in script


def test_the_widget_reads_no_field_that_is_not_in_it_and_all_that_are() -> None:
    script = texts_of("bot/widget/src/contract.ts")
    read = set(re.findall(r"custom\.(\w+)", script))
    assert read == set(FIELDS)
    for name in ("Source", "Contact"):
        [fields] = re.findall(rf"export interface {name} \{{(.*?)\n?\}}\n", script, re.DOTALL)
        words = set(re.findall(r"(\w+)\??: ", re.sub(r"/\*\*.*?\*/", "", fields)))
        assert words == set(CONTRACT["definitions"][name.lower()]["properties"])


@pytest.mark.model
@pytest.mark.parametrize(
    ("said", "kind", "kept"),
    [
        ("hej", "smalltalk", True),
        ("vem är du?", "smalltalk", True),
        ("hur mycket får en stor enhet? ring 070-123 45 67", "answer", True),
        ("tandvård för asylsökande barn", "answer", True),
        ("vad kostar ett läkarbesök?", "clarify", True),
        ("vem vann fotbollen?", "no_answer", True),
        ("???", "no_answer", False),
    ],
)
def test_the_whole_assistant_keeps_to_it_and_names_what_is_kept(
    bot: InProcessBot, said: str, kind: str, kept: bool
) -> None:
    for message in bot.say(said):
        sent = json.loads(json.dumps(message["custom"]))
        assert broken(sent) == []
        assert sent["kind"] == kind
        assert ("answer_id" in sent) is kept
