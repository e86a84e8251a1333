"""The list of what must be confirmed: ticked by role, kept with the facts, open again when it changes."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.desk.desk import Desk
from knowledge.care import CareTable
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.editing.tables.confirm_items import Item, items_of, roles
from knowledge.editing.tables.confirm_list import as_markdown
from knowledge.editing.tables.confirmed import NAME, Confirmed, as_yaml, load_confirmed
from tests.bot.desk.conftest import Editor

PAGE = "/desk/vard/bekrafta"
ROW = "care.asylum_seeker.adult.emergency"
ROLE = "VGR:s patientavgiftshandbok"
DAY = datetime.date(2026, 11, 30)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def items(care: CareTable) -> dict[str, Item]:
    return {item.id: item for each in items_of(care).values() for item in each}


def seen(client: Editor, query: str = "") -> dict[str, str]:
    page = client.open(f"{PAGE}{query}").text
    found = re.search(r'name="sett" value="(\w+)"', page)
    assert found
    return {"nyckel": client.token, "sett": found[1]}


def tick(client: Editor, base: dict[str, str], items: dict[str, Item], *names: str, **other: str) -> int:
    posted = {**base, **{f"post.{name}": items[name].mark for name in names}}
    posted |= {"roll_bekraftar": ROLE, "dag": "2026-11-30", "hur": "Mejl, RS 2026-00001.", **other}
    return client.post(PAGE, data=posted).status_code


def page_in_docs(desk: Desk) -> Path:
    folder = desk.settings.knowledge.parent / "docs"
    folder.mkdir(exist_ok=True)
    return folder / "att-bekrafta.md"


def test_ticks_are_kept_with_the_facts_and_the_page_in_docs_shows_them(
    editor: Callable[..., Editor], desk: Desk, items: dict[str, Item], care: CareTable
) -> None:
    page_in_docs(desk).write_text(as_markdown(care, {}), encoding="utf-8")
    bo = editor("Bo", publisher=True)
    assert tick(bo, seen(bo), items, ROW, "missing:vgr-fees") == 303
    kept = load_confirmed(desk.settings.knowledge)
    assert kept[ROW] == Confirmed(ROW, items[ROW].mark, ROLE, DAY, "Mejl, RS 2026-00001.")
    written = page_in_docs(desk).read_text(encoding="utf-8")
    assert written.count("- [x]") == 2
    assert f"- [x] `{ROW}`" in written
    assert "Bekräftat 30 november 2026 av VGR:s patientavgiftshandbok. Mejl, RS 2026-00001." in written
    command = ["git", "-C", str(desk.settings.knowledge.parent), "show", "--name-only", "--format=%s|%an", "HEAD"]
    told = subprocess.check_output(command, encoding="utf-8")
    assert told.startswith(f"Bekräftat av {ROLE}: 2 poster|Bo")
    assert {"knowledge/facts/care/confirmed.yml", "docs/att-bekrafta.md"} <= set(told.splitlines())
    assert ROW not in bo.open(f"{PAGE}?roll={ROLE}").text.split("<main")[1].replace("Ändra", "")
    assert "Ta bort bocken" in bo.open(f"{PAGE}?visa=klart").text
    sha = desk.publishing().history.latest()[0].sha
    bo.open("/desk/publicera")
    assert bo.submit(f"/desk/historik/{sha}/angra").status_code == 303
    assert load_confirmed(desk.settings.knowledge) == {}
    assert "- [x]" not in page_in_docs(desk).read_text(encoding="utf-8")


def test_a_tick_is_taken_away_again(editor: Callable[..., Editor], desk: Desk, items: dict[str, Item]) -> None:
    bo = editor("Bo", publisher=True)
    assert tick(bo, seen(bo), items, ROW) == 303
    assert bo.post(PAGE, data={**seen(bo), "bort": ROW}).status_code == 303
    assert load_confirmed(desk.settings.knowledge) == {}
    assert bo.post(PAGE, data={**seen(bo), "bort": ROW}).status_code == 404


def test_what_was_confirmed_and_then_changed_is_open_again(care: CareTable, items: dict[str, Item]) -> None:
    ticks = {ROW: Confirmed(ROW, "annat", ROLE, DAY)}
    written = as_markdown(care, ticks)
    assert f"- [ ] `{ROW}`" in written
    assert "men det som står här har ändrats sedan dess" in written
    assert "- [x]" not in written


def test_every_item_has_an_id_of_its_own_and_somebody_to_ask(care: CareTable) -> None:
    every = [item for each in items_of(care).values() for item in each]
    assert len({item.id for item in every}) == len(every) > 250
    assert {role for item in every for role in item.asked} <= set(roles(care))
    assert all(item.asked for item in every)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"dag": "2027-01-01"}, "har inte varit än"),
        ({"dag": "i dag"}, "Datumet finns inte"),
        ({"roll_bekraftar": ""}, "vilken roll"),
        ({"roll_bekraftar": "", "annan": "x" * 301}, "vilken roll"),
        ({f"post.{ROW}": "fel"}, "har ändrats sedan sidan visades"),
    ],
)
def test_half_a_confirmation_is_refused_and_keeps_what_was_typed(
    editor: Callable[..., Editor], desk: Desk, items: dict[str, Item], other: dict[str, str], said: str
) -> None:
    bo = editor("Bo", publisher=True)
    posted = {**seen(bo), f"post.{ROW}": items[ROW].mark, "roll_bekraftar": ROLE, "dag": "2026-11-30", "hur": "Mejl."}
    answer = bo.post(PAGE, data={**posted, **other})
    assert answer.status_code == 409
    assert said in answer.text
    assert 'value="Mejl."' in answer.text
    assert load_confirmed(desk.settings.knowledge) == {}


def test_the_second_editor_is_told_that_the_first_has_ticked(
    editor: Callable[..., Editor], desk: Desk, items: dict[str, Item]
) -> None:
    anna, bo = editor("Anna", publisher=True), editor("Bo", publisher=True)
    first, second = seen(anna), seen(bo)
    assert tick(anna, first, items, ROW) == 303
    assert tick(bo, second, items, ROW, roll_bekraftar="jurist i VGR") == 409
    assert load_confirmed(desk.settings.knowledge)[ROW].role == ROLE


def test_only_publishers_tick_and_forged_forms_change_nothing(
    editor: Callable[..., Editor], desk: Desk, items: dict[str, Item]
) -> None:
    anna, bo = editor("Anna"), editor("Bo", publisher=True)
    assert "Den som får publicera bockar av." in anna.open(PAGE).text
    assert 'type="checkbox"' not in anna.open(PAGE).text
    anna.open("/desk/fakta/nytt")
    assert tick(anna, {"nyckel": anna.token, "sett": ""}, items, ROW) == 403
    assert tick(bo, {"sett": "", "nyckel": anna.token}, items, ROW) == 409
    assert load_confirmed(desk.settings.knowledge) == {}


def test_script_in_a_role_is_shown_as_words(editor: Callable[..., Editor], items: dict[str, Item]) -> None:
    bo = editor("Bo", publisher=True)
    assert tick(bo, seen(bo), items, ROW, annan=SCRIPT, hur=SCRIPT) == 303
    page = bo.open(f"{PAGE}?visa=alla&roll=&kalla={SCRIPT}").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_the_list_narrows_to_a_role_and_the_first_page_leads_to_it(editor: Callable[..., Editor]) -> None:
    anna = editor()
    assert "/desk/vard/bekrafta?roll=" in anna.open("/desk").text
    whole, narrowed = (anna.open(f"{PAGE}{query}").text for query in ("", "?roll=Migrationsverket"))
    assert 0 < narrowed.count("<li>") < whole.count("<li>")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('- {item: "a", mark: "b", date: "2026-01-01"}', "role saknas"),
        ('- {item: "a", mark: "b", role: "c", date: "i höstas"}', "finns inte"),
        ('- {item: "a", mark: "b", role: "c", date: "2026-01-01", name: "d"}', "Okänt fält: name"),
        ('- {item: "a", mark: "b", role: "c", date: "2026-01-01"}\n' * 2, "två gånger"),
    ],
)
def test_a_broken_file_of_ticks_is_said_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / NAME).parent.mkdir(parents=True)
    (tmp_path / NAME).write_text(line, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        load_confirmed(tmp_path)


def test_the_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    one = Confirmed("statutes:2008:344", "0a1b", 'Enheten "X": y', DAY, "{mejl}, #1")
    (tmp_path / NAME).parent.mkdir(parents=True)
    (tmp_path / NAME).write_text(as_yaml([one]), encoding="utf-8")
    assert load_confirmed(tmp_path) == {one.item: one}
