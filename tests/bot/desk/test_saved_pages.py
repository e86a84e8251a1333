"""A page that has changed: what facts lost, saving it, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from bot.desk.desk import Desk
from tests.bot.desk.conftest import Editor

PAGE = "/desk/sidor/kompetensutvecklingsbidrag"
LOST = "Maxbelopp att ansöka om för en stor enhet är 135 000 kronor"


def compared(client: Editor, name: str, data: bytes) -> TestClient:
    client.open(PAGE)
    return client.post(PAGE, data={"nyckel": client.token}, files={"fil": (name, data)})


def now(desk: Desk) -> str:
    text = desk.shelf.contents().pages["kompetensutvecklingsbidrag"].text
    assert "135 000" in text
    return text.replace("135 000", "140 000")


def test_a_changed_page_shows_what_facts_lost_and_is_saved_with_them_marked(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    bo = editor("Bo", publisher=True)
    assert compared(bo, "sidan.txt", now(desk).encode()).status_code == 303
    page = bo.open(PAGE).text
    assert "Fakta som har tappat sitt citat" in page
    assert "140 000 kronor" in page
    assert "Sidor som har ändrats" in bo.open("/desk").text
    assert bo.submit(f"{PAGE}/spara").status_code == 409
    assert bo.submit(f"{PAGE}/spara", varfor="Nytt belopp.").status_code == 303
    found = desk.shelf.contents()
    assert "140 000" in found.pages["kompetensutvecklingsbidrag"].text
    lost = found.fact("kompetensutvecklingsbidrag.amount.max.large")
    assert lost
    assert lost[1].unverified
    assert "Obekräftat sedan" in bo.open("/desk/fakta/kompetensutvecklingsbidrag.amount.max.large").text
    sha = desk.publishing().history.latest()[0].sha
    assert bo.submit(f"/desk/historik/{sha}/angra").status_code == 303
    assert "135 000" in desk.shelf.contents().pages["kompetensutvecklingsbidrag"].text


def test_what_cannot_be_read_is_refused_in_words(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    for name, data, words in (
        ("x.exe", b"MZ\x00\x01", "går inte att läsa"),
        ("x.pdf", b"%PDF-1.7 nothing", "skadad"),
        ("tom.txt", b" \n", "ingen text"),
        ("stor.txt", b"ord och ord " * 1_000_000, "större än 10 MB"),
    ):
        answer = compared(anna, name, data)
        assert answer.status_code == 409
        assert words in answer.text
    assert desk.compared == {}


def test_script_in_a_page_is_words(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    compared(anna, "sidan.txt", (now(desk) + "\nEtt tillägg <script>alert(1)</script> sist på sidan.\n").encode())
    page = anna.open(PAGE).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_only_the_page_s_own_address_is_fetched_and_never_a_file_of_this_machine(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    listing = desk.shelf.root / "sources" / "pages.yml"
    page = desk.shelf.contents().pages["kompetensutvecklingsbidrag"].page
    listing.write_text(listing.read_text(encoding="utf-8").replace(page.url, "/etc/passwd"), encoding="utf-8")
    anna = editor()
    anna.open(PAGE)
    answer = anna.submit(PAGE, url="http://127.0.0.1/secret", where="/etc/passwd")
    assert answer.status_code == 409
    assert "ingen adress som går att hämta" in answer.text


def test_an_editor_who_may_not_publish_does_not_save_a_page(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    compared(anna, "sidan.txt", now(desk).encode())
    assert "Spara och publicera" not in anna.open(PAGE).text
    assert anna.submit(f"{PAGE}/spara", varfor="x").status_code == 403
