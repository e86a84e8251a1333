from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from knowledge.editing.fetching.decoding import decode
from knowledge.editing.fetching.download import Download, download
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.page_dates import stated_date
from knowledge.editing.fetching.reading import read, tidy
from tests.knowledge.editing.fetching.corpus.sample import TODAY
from tests.knowledge.web_server import Site

LINES = (
    "Maxbeloppet är 40 000 kronor för en liten enhet och 90 000 kronor för en stor.",
    "Ansökan ska vara inne senast 15 mars 2027 och skickas till kurser@vgregion.se.",
    " • Kursavgifter",
    "031-12 34 56",
)


@pytest.mark.parametrize("path", ["/bidrag", "/latin-1", "/wrongly-declared", "/utf-16"])
def test_a_web_page_is_read_in_any_encoding(site: Site, path: str) -> None:
    reading = read(download(site(path)), today=TODAY)
    for line in LINES:
        assert line in reading.text.split("\n"), reading.text
    assert reading.title == "Bidrag till kurser"
    assert reading.publisher == "Västra Götalandsregionen"
    assert reading.updated == "2026-10-06"
    assert "hemligt" not in reading.text


def test_what_is_left_out_of_a_web_page_is_told(site: Site) -> None:
    reading = read(download(site("/bidrag")), today=TODAY)
    assert reading.left_out == ("Start",)


def test_plain_text_is_kept_and_its_date_found(site: Site) -> None:
    reading = read(download(site("/text")), today=TODAY)
    assert reading.text.startswith("Bidraget är 5 kr för alla enheter i år.")
    assert reading.updated == "2026-02-03"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/empty", "ingen text"),
        ("/nothing", "ingen text"),
        ("/login", "kräver inloggning"),
        ("/members", "kräver inloggning"),
        ("/picture", "Innehåll av slaget image/png går inte att läsa"),
        ("/broken.pdf", "skadad eller ingen riktig PDF-fil"),
    ],
)
def test_what_holds_no_words_is_one_line(site: Site, path: str, words: str) -> None:
    with pytest.raises(FetchError) as raised:
        read(download(site(path)), today=TODAY)
    assert words in str(raised.value)


def pdf(*lines: str) -> bytes:
    """A small PDF written by hand, so that no writer of PDF files is needed."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Riktlinje) /ModDate (D:20260203120000Z) >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def test_a_pdf_is_read_with_its_divided_words_joined() -> None:
    data = pdf("Bidraget omfattar alla vårdcentraler och kompe-", "tensutveckling samt rese- och boendekostnader")
    reading = read(Download("https://example.org/a.pdf", data, "application/octet-stream"), today=TODAY)
    assert "kompetensutveckling samt rese- och" in reading.text
    assert (reading.title, reading.updated, reading.file_date) == ("Riktlinje", None, "2026-02-03")


def test_a_hyphen_behind_a_figure_stays_where_a_pdfs_line_ends() -> None:
    data = pdf("Det gäller till 18-", "årsdagen, i kompe-", "tensutveckling")
    words = read(Download("https://example.org/a.pdf", data, "application/pdf"), today=TODAY).text
    assert "18-årsdagen, i kompetensutveckling" in words


def test_a_pdf_without_words_is_refused() -> None:
    with pytest.raises(FetchError, match="ingen text"):
        read(Download("https://example.org/a.pdf", pdf(""), "application/pdf"), today=TODAY)


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Rutin för kurser"
    document.add_heading("Så gör ni", 1)
    document.add_paragraph("Ansökan skickas till enhetschefen senast 1 mars 2027.")
    document.add_paragraph("Kursavgifter", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Liten enhet", "40 000 kronor"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "rutin.docx"
    path.write_bytes(word_file())
    reading = read(download(str(path)), today=TODAY)
    order = ["Så gör ni", "Ansökan skickas", " • Kursavgifter", "Liten enhet\t40 000 kronor"]
    assert [reading.text.index(words) for words in order] == sorted(reading.text.index(words) for words in order)
    assert reading.title == "Så gör ni"


def test_a_word_document_of_several_first_headings_is_titled_by_its_properties_or_the_first() -> None:
    for given, title in (("Rutin för kurser", "Rutin för kurser"), ("", "Så gör ni")):
        document = docx.Document()
        document.core_properties.title = given
        for heading in ("Så gör ni", "Så betalas det ut"):
            document.add_heading(heading, 1)
            document.add_paragraph("Ansökan skickas till enhetschefen.")
        out = io.BytesIO()
        document.save(out)
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        assert read(Download("https://example.org/a.docx", out.getvalue(), kind), today=TODAY).title == title


@pytest.mark.parametrize("data", [b"PK\x03\x04trasig", b""])
def test_a_damaged_word_document_is_one_line(data: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    with pytest.raises(FetchError):
        read(Download("https://example.org/a.docx", data, kind), today=TODAY)


@pytest.mark.parametrize("name", ["a.xlsx", "a.doc", "a"])
def test_a_file_of_another_kind_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 annat")
    with pytest.raises(FetchError, match="går inte att läsa"):
        read(download(str(tmp_path / name)), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_bytes_are_read_without_any_declaration(encoding: str) -> None:
    assert decode("Färdplan för vård på åtta ställen".encode(encoding)) == "Färdplan för vård på åtta ställen"


def test_an_unknown_encoding_is_passed_over() -> None:
    assert decode("på".encode(), "text/html; charset=klingonska") == "på"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Senast uppdaterad: 2022-12-12 15:24", "2022-12-12"),
        ("Sidan senast uppdaterad: 6 oktober 2023", "2023-10-06"),
        ("Uppdaterad den 1 mars 2024", "2024-03-01"),
        ("Ansök senast 15 mars 2027", None),
        ("Uppdaterad i mars 2024", None),
        ("", None),
    ],
)
def test_only_a_date_that_the_page_calls_its_own_is_taken(text: str, date: str | None) -> None:
    stated = stated_date(text, TODAY)
    assert (stated.day if stated else None) == date


def test_lines_are_tidied_and_nothing_else() -> None:
    assert tidy("a  \r\n\r\n\r\n\r\n- b\n* c\0") == "a\n\n • b\n • c\n"


@pytest.mark.parametrize(
    "written",
    [
        "- Resor",
        "\uf0b7 Resor",
        "\uf0b7Resor",
        "  \uf0a7\tResor",
        "\uf0b7\nResor",
        "\uf0b7\uf020\uf020Resor",
        "\x03 Resor",
        "\uf0fc Resor",
        "● Resor",
        "•\xa0Resor",
    ],
)
def test_a_point_of_a_list_is_a_bullet_however_its_font_writes_it(written: str) -> None:
    assert tidy(f"Bidraget gäller\n{written}\n") == "Bidraget gäller\n • Resor\n"


def test_a_bullet_within_a_line_is_a_bullet_too() -> None:
    assert tidy("Kurser \uf0b7 Resor") == "Kurser • Resor\n"
