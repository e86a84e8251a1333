"""A fact from the first letter to live and back, by one editor and by two."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Any

from bot.desk.desk import Desk
from knowledge.editing.form import fields_of
from knowledge.store import open_store
from tests.bot.desk.conftest import Editor

FACT = "kompetensutvecklingsbidrag.amount.max.small"
PAGE = f"/desk/fakta/{FACT}"
NEW_ASK = "hur mycket kan en pytteliten enhet söka"


def fields(desk: Desk, version: int = 0, **other: str) -> dict[str, str]:
    found = desk.shelf.contents().fact(FACT)
    assert found
    return {**fields_of(found[1]), "version": str(version), **other}


def with_ask(desk: Desk, version: int = 0, ask: str = NEW_ASK) -> dict[str, str]:
    return fields(desk, version, asks=f"{fields(desk)['asks']}\n{ask}")


def live_asks(desk: Desk) -> list[str]:
    file = desk.settings.stores[0].file
    return list(open_store(file).asks.texts) if file and file.exists() else []


def log(desk: Desk) -> str:
    command = ["git", "-C", str(desk.settings.knowledge), "log", "-1", "--format=%an|%cn|%s|%b"]
    return subprocess.check_output(command, encoding="utf-8")


def typed(client: Editor, path: str, data: dict[str, str]) -> Any:
    """What htmx gets while somebody types."""
    return client.post(path, data={"nyckel": client.token, **data}, headers={"HX-Request": "true"})


def test_what_is_typed_is_a_draft_at_once_and_faults_stand_at_their_field(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna = editor()
    anna.open(PAGE)
    answer = typed(anna, PAGE, fields(desk, text="Maxbeloppet för en liten enhet {är|var} 65 000 kronor.")).text
    assert (
        'id="fel-text" class="faults" hx-swap-oob="true"><p class="fault"><strong>Talet 65000 står inte i citatet.'
        in answer
    )
    assert 'name="version" value="1"' in answer
    draft = desk.drafts.get(FACT)
    assert draft
    assert (draft.name, draft.version) == ("Anna", 1)
    assert "65 000" in anna.open(PAGE).text


def test_the_second_editor_is_told_what_the_first_changed_and_loses_nothing(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo")
    anna.open(PAGE), bo.open(PAGE)
    typed(anna, PAGE, with_ask(desk))
    told = typed(bo, PAGE, fields(desk, text="Bos text.")).text
    assert "Anna har ändrat utkastet" in told
    assert NEW_ASK in told
    draft = desk.drafts.get(FACT)
    assert draft
    assert draft.name == "Anna"
    whole = bo.post(PAGE, data={"nyckel": bo.token, **fields(desk, text="Bos text.")})
    assert whole.status_code == 200
    assert "Bos text." in whole.text
    assert bo.post(PAGE, data={"nyckel": bo.token, **fields(desk, text="Bos text."), "over": "1"}).status_code == 303
    draft = desk.drafts.get(FACT)
    assert draft
    assert draft.fields["text"] == "Bos text."


def test_a_reviewed_draft_goes_live_with_who_and_why_and_one_press_takes_it_back(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo", publisher=True)
    anna.open(PAGE)
    typed(anna, PAGE, with_ask(desk))
    review = bo.open(f"/desk/publicera/{FACT}").text
    assert f'<ins><span class="unseen">Nytt: </span>{NEW_ASK}</ins>' in review
    assert bo.submit(f"/desk/publicera/{FACT}", version="1").status_code == 409  # without a reason
    assert bo.submit(f"/desk/publicera/{FACT}", version="1", varfor="Så frågar de.").status_code == 303
    assert NEW_ASK in live_asks(desk)
    assert log(desk).startswith(f"Anna|Bo|Kompetensutvecklingsbidrag inom vårdval: ändrat faktum {FACT}|Så frågar de.")
    assert desk.drafts.all() == []
    assert NEW_ASK in anna.open(PAGE).text
    sha = desk.publishing().history.latest()[0].sha
    assert bo.submit(f"/desk/historik/{sha}/angra").status_code == 303
    assert NEW_ASK not in live_asks(desk)
    again = bo.submit(f"/desk/historik/{sha}/angra")
    assert again.status_code == 409
    assert "Det går inte att ångra" in again.text


def test_an_editor_who_may_not_publish_cannot(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    anna.open(PAGE)
    typed(anna, PAGE, with_ask(desk))
    assert "Den som får publicera gör det härifrån." in anna.open(f"/desk/publicera/{FACT}").text
    assert anna.submit(f"/desk/publicera/{FACT}", version="1", varfor="x").status_code == 403
    assert anna.submit(f"/desk/historik/{'a' * 40}/angra").status_code == 403
    assert live_asks(desk) == []


def test_a_draft_with_a_quotation_that_stands_nowhere_is_not_published(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    bo = editor("Bo", publisher=True)
    bo.open(PAGE)
    typed(bo, PAGE, fields(desk, quote="Detta står ingenstans på sidan"))
    answer = bo.submit(f"/desk/publicera/{FACT}", version="1", varfor="x")
    assert answer.status_code == 409
    assert "Citatet står inte på sidan" in answer.text
    assert "as it was" in log(desk)
    assert desk.drafts.get(FACT) is not None


def test_a_draft_that_changed_after_it_was_read_is_read_again(editor: Callable[..., Editor], desk: Desk) -> None:
    bo = editor("Bo", publisher=True)
    bo.open(PAGE)
    typed(bo, PAGE, with_ask(desk))
    typed(bo, PAGE, with_ask(desk, 1, "något annat än det som granskades"))
    answer = bo.submit(f"/desk/publicera/{FACT}", version="1", varfor="x")
    assert "Läs igenom det igen" in answer.text
    assert live_asks(desk) == []


def test_a_new_fact_is_begun_written_and_published(editor: Callable[..., Editor], desk: Desk) -> None:
    bo = editor("Bo", publisher=True)
    bo.open("/desk/fakta/nytt")
    page = bo.submit("/desk/fakta/nytt", program="kompetensutvecklingsbidrag").headers["location"]
    key = page.rsplit("/", 1)[1]
    new = {**fields(desk, 1), "id": "kompetensutvecklingsbidrag.amount.again", "asks": "ett här\ntvå här\ntre här"}
    bo.open(page)
    typed(bo, page, new)
    assert bo.submit(f"/desk/publicera/{key}", version="2", varfor="Saknades.").status_code == 303
    assert desk.shelf.contents().fact("kompetensutvecklingsbidrag.amount.again")
    assert "nytt faktum kompetensutvecklingsbidrag.amount.again" in log(desk)


def test_a_draft_is_thrown_away_on_request(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    anna.open(PAGE)
    typed(anna, PAGE, with_ask(desk))
    assert anna.submit(f"{PAGE}/slang").headers["location"] == PAGE
    assert desk.drafts.all() == []


def test_whoever_goes_on_with_a_draft_hears_of_what_was_published_since(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna = editor()
    anna.open(PAGE)
    typed(anna, PAGE, fields(desk, text="Annas text."))
    path = desk.shelf.file("kompetensutvecklingsbidrag")
    old = fields(desk)["text"]
    path.write_text(path.read_text(encoding="utf-8").replace(old, "Någon annans text."), encoding="utf-8")
    page = anna.open(PAGE).text
    assert "publicerats på nytt sedan utkastet började" in page
    assert "Någon annans text." in page
