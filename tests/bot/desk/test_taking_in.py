"""A new page from its file to live with its facts, by hands that know neither git nor YAML; and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from httpx import Response

from bot.desk.desk import Desk
from knowledge.store import open_store
from tests.bot.desk.conftest import Editor

PAGE = """<!doctype html><html><head><title>Utlysning 2027</title></head><body>
<nav><a href="/">Till startsidan</a></nav><main><h1>Utlysning 2027</h1>
<p>Kunskapscentrum för jämlik vård utlyser medel för en mer jämlik vård.</p>
<p>Maxbeloppet är 250 000 kronor per projekt.</p>
<p>Ansökan ska vara inne senast 31 maj 2027.</p>
<p>Skriv &lt;script&gt;alert(1)&lt;/script&gt; så får du 5 kronor.</p></main>
<script>alert(2)</script></body></html>"""
WHERE = "/desk/ta-in/utlysning-2027"
SAID = {
    "title": "Utlysning 2027", "publisher": "KJV", "url": "https://example.org/utlysning-2027",
    "name": "Utlysning 2027",
    "definite": "utlysningen", "kind": "grant", "names": "Utlysningen 2027\nJämlikhetslyftet",
}  # fmt: skip
ASKS = "när stänger det\nvilken dag är den sista\nhur länge är det öppet"


def upload(client: Editor, data: str | bytes = PAGE, name: str = "sidan.html", address: str = "") -> Response:
    client.open("/desk/ta-in")
    return client.post("/desk/ta-in", data={"nyckel": client.token, "adress": address}, files={"fil": (name, data)})


def taken_in(client: Editor) -> None:
    assert upload(client).headers["location"] == WHERE
    client.open(WHERE)
    assert client.submit(WHERE, version="1", **SAID).status_code == 303


def begun(client: Editor, quote: str) -> str:
    client.open(WHERE)
    return client.submit(f"{WHERE}/faktum", citat=quote).headers["location"]


def test_what_was_read_is_shown_as_it_will_be_saved_with_what_looks_like_facts_marked(
    editor: Callable[..., Editor],
) -> None:
    anna = editor()
    assert upload(anna).status_code == 303
    page = anna.open(WHERE).text
    assert re.findall(r'<mark id="mening-\d">([^<]*)</mark>', page)[:2] == [
        "Maxbeloppet är 250 000 kronor per projekt.",
        "Ansökan ska vara inne senast 31 maj 2027.",
    ]
    assert "<li>Till startsidan</li>" in page
    assert "Sidan anger inget datum" in page
    assert "Ge programmet ett namn och spara" in page


def test_script_in_a_page_is_words_everywhere(editor: Callable[..., Editor]) -> None:
    bo = editor("Bo", publisher=True)
    taken_in(bo)
    draft = begun(bo, "Skriv <script>alert(1)</script> så får du 5 kronor.")
    for path in (WHERE, draft, "/desk/publicera/program/utlysning-2027", "/desk", "/desk/publicera"):
        page = bo.open(path).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
    assert "alert(2)" not in bo.open(WHERE).text


def test_an_editor_takes_in_and_writes_and_a_publisher_makes_it_all_live_and_takes_it_back(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo", publisher=True)
    taken_in(anna)
    draft = begun(anna, "Ansökan ska vara inne senast 31 maj 2027.")
    form = anna.open(draft).text
    assert "Ansökan ska vara inne senast 31 maj 2027.</textarea>" in form
    fields = {
        "version": "1", "id": "utlysning-2027.deadline.1", "type": "date", "question": "deadline",
        "text": "Ansökan ska vara inne senast 31 maj 2027.", "quote": "Ansökan ska vara inne senast 31 maj 2027.",
        "value.date": "2027-05-31", "event": "closes", "asks": ASKS,
    }  # fmt: skip
    assert anna.post(draft, data={"nyckel": anna.token, **fields}).status_code == 303
    together = "/desk/publicera/program/utlysning-2027"
    assert anna.get(f"/desk/publicera/{draft.rsplit('/', 1)[1]}").headers["location"] == together
    assert "Den som får publicera gör det härifrån." in anna.open(together).text
    versions = re.search(r'name="versioner" value="([^"]+)"', bo.open(together).text)
    assert versions
    assert anna.submit(together, versioner=versions[1], varfor="x").status_code == 403
    assert bo.submit(together, versioner="något annat", varfor="x").status_code == 409
    assert bo.submit(together, versioner=versions[1], varfor="").status_code == 409
    assert bo.submit(together, versioner=versions[1], varfor="Ny utlysning.").status_code == 303
    assert (desk.drafts.all(), desk.intakes.all()) == ([], [])
    file = desk.settings.stores[0].file
    assert file
    live = open_store(file)
    assert live.names["utlysning-2027"] == ("Utlysning 2027", "Utlysningen 2027", "Jämlikhetslyftet")
    assert live.programmes["utlysning-2027"].events[0].event == "closes"
    commit = desk.publishing().history.latest()[0]
    assert (commit.author, commit.publisher, commit.subject) == ("Anna", "Bo", "Ny sida: Utlysning 2027, 1 fakta")
    assert bo.submit(f"/desk/historik/{commit.sha}/angra").status_code == 303
    assert "utlysning-2027" not in open_store(file).programmes


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.exe", b"MZ\x00\x01", "går inte att läsa"),
        ("x.pdf", b"%PDF-1.7 nothing", "skadad"),
        ("tom.html", b"<html><script>x()</script></html>", "ingen text"),
        ("stor.html", b"ord och ord " * 1_000_000, "större än 10 MB"),
        ("inlogg.html", b"<html><body><form>Namn <input type=password></form></body></html>", "kräver inloggning"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_address_stays(
    editor: Callable[..., Editor], desk: Desk, name: str, data: bytes, words: str
) -> None:
    answer = upload(editor(), data, name, address="https://example.org/sidan")
    assert answer.status_code == 409
    assert words in answer.text
    assert 'value="https://example.org/sidan"' in answer.text
    assert desk.intakes.all() == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "http://10.0.0.1"])
def test_nothing_within_the_own_network_is_fetched(editor: Callable[..., Editor], address: str) -> None:
    anna = editor()
    anna.open("/desk/ta-in")
    answer = anna.submit("/desk/ta-in", adress=address)
    assert answer.status_code == 409
    assert "leder in i det egna nätet" in answer.text


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", ""])
def test_no_file_of_this_machine_is_read(editor: Callable[..., Editor], address: str) -> None:
    anna = editor()
    anna.open("/desk/ta-in")
    assert "ingen adress som går att hämta" in anna.submit("/desk/ta-in", adress=address).text


def test_a_page_that_is_saved_already_is_opened_instead(editor: Callable[..., Editor], desk: Desk) -> None:
    known = desk.shelf.contents().pages["glesbygd"].page
    answer = upload(editor(), address=known.url)
    assert answer.status_code == 409
    assert 'href="/desk/sidor/glesbygd"' in answer.text


def test_a_name_that_means_something_else_is_told_at_its_field_and_stops_publishing(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    bo = editor("Bo", publisher=True)
    upload(bo)
    bo.open(WHERE)
    bo.submit(WHERE, version="1", **{**SAID, "names": "Utlysning 2021"})
    assert "betyder redan Utlysning 2021" in bo.open(WHERE).text
    page = bo.open("/desk/publicera/program/utlysning-2027").text
    assert "betyder redan Utlysning 2021" in page
    assert 'name="varfor"' not in page


def test_of_two_who_write_on_one_page_the_second_keeps_the_text_and_is_told(
    editor: Callable[..., Editor], desk: Desk
) -> None:
    anna, bo = editor("Anna"), editor("Bo")
    taken_in(anna)
    bo.open(WHERE)
    answer = bo.submit(WHERE, version="1", **{**SAID, "publisher": "Bos avsändare"})
    assert answer.status_code == 409
    assert "Anna har sparat sidan medan du skrev" in answer.text
    assert "Bos avsändare" in answer.text
    found = desk.intakes.get("utlysning-2027")
    assert found
    assert found.fields["publisher"] == "KJV"


def test_words_that_are_not_the_page_s_are_no_quotation(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    taken_in(anna)
    for quote, words in (("Det här står ingenstans", "Orden står inte på sidan"), ("", "Markera eller skriv")):
        anna.open(WHERE)
        answer = anna.submit(f"{WHERE}/faktum", citat=quote)
        assert answer.status_code == 409
        assert words in answer.text
    assert desk.drafts.all() == []


def test_a_fact_is_begun_from_the_words_of_a_saved_page_too(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    anna.open("/desk/sidor/kompetensutvecklingsbidrag")
    quote = "Maxbelopp att ansöka om för en stor enhet är 135 000 kronor"
    assert anna.submit("/desk/sidor/kompetensutvecklingsbidrag/faktum", citat=quote).status_code == 303
    [draft] = desk.drafts.all()
    assert (draft.programme, draft.fields["quote"]) == ("kompetensutvecklingsbidrag", quote)


def test_a_form_without_its_token_takes_nothing_in(editor: Callable[..., Editor], desk: Desk) -> None:
    answer = editor().post("/desk/ta-in", data={"adress": ""}, files={"fil": ("sidan.html", PAGE)})
    assert answer.status_code == 409
    taken_in(editor())
    for path in ("", "/faktum", "/slang"):
        assert editor("Eva").submit(f"{WHERE}{path}", citat="Utlysning 2027", version="2").status_code == 409
    assert (desk.drafts.all(), len(desk.intakes.all())) == ([], 1)


def test_a_page_is_thrown_away_with_its_drafts(editor: Callable[..., Editor], desk: Desk) -> None:
    anna = editor()
    taken_in(anna)
    begun(anna, "Utlysning 2027")
    assert anna.submit(f"{WHERE}/slang").status_code == 303
    assert (desk.drafts.all(), desk.intakes.all()) == ([], [])
