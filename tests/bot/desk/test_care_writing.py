"""The care table on the desk: a row from the first letter to live and back, by one editor and by two."""

from __future__ import annotations

import html
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from bot.desk.desk import Desk
from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.care_entries.entries import fields_of
from knowledge.editing.care_entries.files import TABLE, CareFiles
from knowledge.store import Store
from tests.bot.desk.conftest import Editor

ROW = "care.asylum_seeker.adult.medical-transport"
PAGE = f"/desk/vard/post/row/{ROW}"
REVIEW = "/desk/publicera/vard"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture(autouse=True)
def _care_is_read_once() -> None:
    """These tests change the care table: it is read as it is."""


def fields(desk: Desk, version: int = 0, **other: str) -> dict[str, str]:
    return {**fields_of(CareFiles(desk.settings.knowledge), "row", ROW), "version": str(version), **other}


def higher_fee(desk: Desk, version: int = 0) -> dict[str, str]:
    fee = {"fee": "högst 60 per resa", "fee_kronor": "60", "fee_text": "högst 60 kr per resa"}
    return fields(desk, version, **fee)


def typed(client: Editor, path: str, data: dict[str, str]) -> Any:
    """What htmx gets while somebody types."""
    return client.post(path, data={"nyckel": client.token, **data}, headers={"HX-Request": "true"})


def published(client: Editor, key: str = f"row:{ROW}", why: str = "Höjt från årsskiftet.") -> Any:
    page = html.unescape(client.open(REVIEW).text)
    versions = page.partition('name="versioner" value="')[2].partition('"')[0]
    return client.post(REVIEW, data={"nyckel": client.token, "versioner": versions, f"post.{key}": "on", "varfor": why})


def live(desk: Desk) -> CareTable:
    return Store(desk.settings.stores[0]).load().care


def log(desk: Desk) -> str:
    command = ["git", "-C", str(desk.settings.knowledge), "log", "-1", "--format=%an|%cn|%s|%b"]
    return subprocess.check_output(command, encoding="utf-8")


def test_a_row_is_written_checked_read_by_another_published_and_taken_back(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo", publisher=True)
    assert "Lagstöd" in anna.open(PAGE).text
    told = typed(
        anna, PAGE, fields(desk, fee="högst 60 per resa", fee_kronor="60", fee_text="högst 70 kr per resa")
    ).text
    assert 'id="fel-fee_text" class="faults" hx-swap-oob="true"><p class="fault"><strong>Talet 70 står inte' in told
    assert "inga fel" in typed(anna, PAGE, higher_fee(desk, 1)).text
    review = bo.open(REVIEW).text
    assert "högst 60 kr per resa" in review
    assert "Rutor som svarar annorlunda" in review
    assert published(bo, why="").status_code == 409
    before = (desk.settings.knowledge / TABLE).read_bytes()
    assert published(bo).status_code == 303
    assert log(desk).startswith(f"Anna|Bo|Rätt till vård: {ROW}|Höjt från årsskiftet.")
    cell = live(desk).cells["asylum_seeker", "adult", "medical_transport"]
    assert cell.fee.words
    assert cell.fee.words.kronor == (60,)
    assert desk.care_drafts.all() == []
    sha = desk.publishing().history.latest()[0].sha
    bo.open("/desk/publicera")
    assert bo.submit(f"/desk/historik/{sha}/angra").status_code == 303
    assert (desk.settings.knowledge / TABLE).read_bytes() == before
    assert load_care(desk.settings.knowledge).rows[ROW].fee == fields(desk)["fee"] == "högst 40 per resa"


def test_a_fault_anywhere_in_the_table_stops_everything(editor: Callable[..., Editor], desk: Desk) -> None:
    bo = editor("Bo", publisher=True)
    gap = "/desk/vard/post/gap/glasses-grant-adults"
    bo.open(gap)
    told = typed(bo, gap, {"version": "0", "id": "glasses-grant-adults", "remove": "on"}).text
    assert "är tom" in told
    refused = published(bo, "gap:glasses-grant-adults")
    assert refused.status_code == 409
    assert "kontrollen hittade fel" in refused.text
    assert "as it was" in log(desk)


def test_an_editor_who_may_not_publish_cannot(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    anna.open(PAGE)
    typed(anna, PAGE, higher_fee(desk))
    assert "Den som får publicera gör det härifrån." in anna.open(REVIEW).text
    assert published(anna).status_code == 403
    assert "as it was" in log(desk)


def test_the_second_editor_is_told_what_the_first_changed_and_loses_nothing(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo")
    anna.open(PAGE), bo.open(PAGE)
    typed(anna, PAGE, fields(desk, note="Annas anteckning."))
    told = typed(bo, PAGE, fields(desk, note="Bos anteckning.")).text
    assert "Anna har ändrat utkastet" in told
    assert "Annas anteckning." in told
    whole = bo.post(PAGE, data={"nyckel": bo.token, **fields(desk, note="Bos anteckning.")})
    assert (whole.status_code, "Bos anteckning." in whole.text) == (200, True)
    mine = {"nyckel": bo.token, **fields(desk, note="Bos anteckning."), "over": "1"}
    assert bo.post(PAGE, data=mine).status_code == 303
    draft = desk.care_drafts.get(f"row:{ROW}")
    assert draft
    assert draft.fields["note"] == "Bos anteckning."


def test_a_new_row_begins_from_its_cell_and_a_new_source_goes_with_it(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    bo = editor("Bo", publisher=True)
    cell = bo.open("/desk/vard/ruta?grupp=asylum_seeker&alder=85%2B&vard=glasses_grant").text
    assert "glasses-grant-adults" in cell
    source = bo.submit("/desk/vard/nytt", slag="source").headers["location"]
    said = {"id": "S900", "title": "Glasögon", "publisher": "VGR", "kind": "vgr", "date": "2026-11-01",
            "url": "https://www.vgregion.se/glasogon"}  # fmt: skip
    bo.open(source)
    assert "inga fel" in typed(bo, source, {**said, "version": "1"}).text
    labels = {"group": "asylsökande", "age": "85+", "care_type": "glasögonbidrag"}
    row = bo.submit("/desk/vard/nytt", slag="row", **labels).headers["location"]
    assert 'value="85+" selected' in bo.open(row).text
    new = {**labels, "right": "no", "legal": "lag 2008:344 6 §", "source": "S900", "source_date": "2026-11-01",
           "status": "verified", "note": "Bidraget gäller barn och unga.", "version": "1"}  # fmt: skip
    assert "inga fel" in typed(bo, row, new).text
    page = html.unescape(bo.open(REVIEW).text)
    versions = page.partition('name="versioner" value="')[2].partition('"')[0]
    ticks = {f"post.{draft.key}": "on" for draft in desk.care_drafts.all()}
    answer = bo.post(REVIEW, data={"nyckel": bo.token, "versioner": versions, "varfor": "Ny sida.", **ticks})
    assert answer.status_code == 303
    assert live(desk).cells["asylum_seeker", "85+", "glasses_grant"].right == "no"


def test_a_row_that_is_published_keeps_its_place_whatever_is_posted(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    anna.open(PAGE)
    typed(anna, PAGE, fields(desk, group="tandlös", care_type="tandvård"))
    draft = desk.care_drafts.get(f"row:{ROW}")
    assert draft is not None
    assert draft.fields["group"] == "asylsökande"


def test_script_is_shown_as_words_and_forged_forms_change_nothing(editor: Callable[..., Editor], desk: Desk) -> None:
    anna, bo = editor(SCRIPT, publisher=True), editor("Bo")
    anna.open(PAGE)
    for path in (PAGE, f"{PAGE}/slang", "/desk/vard/nytt", REVIEW):
        assert bo.submit(path, slag="row").status_code == 409
    assert desk.care_drafts.all() == []
    written = dict.fromkeys(fields(desk), SCRIPT)
    anna.post(PAGE, data={"nyckel": anna.token, **written, "version": "0"})
    source = anna.submit("/desk/vard/nytt", slag="source").headers["location"]
    anna.open(source)
    anna.post(
        source, data={"nyckel": anna.token, "id": SCRIPT, "title": SCRIPT, "url": "javascript:alert(1)", "version": "1"}
    )
    for path in (PAGE, source, "/desk", "/desk/publicera", REVIEW, f"/desk/vard/poster?ord={SCRIPT}"):
        page = anna.open(path).text
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page


@pytest.mark.parametrize(
    "path",
    [
        "/desk/vard/post/row/finns.inte",
        "/desk/vard/post/annat/x",
        "/desk/vard/post/row/ny-x",
        "/desk/vard/poster?slag=x",
    ],
)
def test_what_is_not_there_is_said(editor: Callable[..., Editor], path: str) -> None:
    assert editor().open(path).status_code == 404


@pytest.mark.parametrize("kind", ["row", "rule", "fee_rule", "gap", "source"])
def test_every_kind_is_listed_and_its_first_entry_opens(editor: Callable[..., Editor], kind: str) -> None:
    anna = editor()
    page = anna.open(f"/desk/vard/poster?slag={kind}").text
    first = page.partition(f'href="/desk/vard/post/{kind}/')[2].partition('"')[0]
    assert anna.open(f"/desk/vard/post/{kind}/{first}").status_code == 200
