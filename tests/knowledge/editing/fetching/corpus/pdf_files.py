"""PDF files with bad dates, with something before them, with fonts that do not tell their letters, without words."""

from __future__ import annotations

import dataclasses

from tests.knowledge.editing.fetching.corpus.sample import Sample

_KIND = "application/pdf"
_LINE = "Bidraget omfattar alla vårdcentraler i hela regionen"
_PLAIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
# letters by their number in the font, which nothing in the file turns into letters
_NUMBERED = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Own /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    "/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 4 >> >>] >>"
)
# letters whose names are the font's own
_OWN_NAMES = " ".join(f"/g{code}" for code in range(32, 127))
_NAMED = (
    "<< /Type /Font /Subtype /TrueType /BaseFont /BBBBBB+Own "
    f"/Encoding << /Type /Encoding /Differences [32 {_OWN_NAMES}] >> >>"
)
_TO_LETTERS = """/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
{many} beginbfchar {pairs} endbfchar
endcmap end"""
_IMAGE = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 >>"


@dataclasses.dataclass
class Pdf:
    """Pages of content streams that share their fonts; ``about`` is the file's own head."""

    pages: list[str]
    about: str = "/ModDate (D:20260203120000Z)"
    fonts: dict[str, str] = dataclasses.field(default_factory=dict)  # their names in a content stream; plain is F1
    streams: dict[int, str] = dataclasses.field(default_factory=dict)  # objects that fonts name, from 90
    image: bool = False
    begin: bytes = b""  # what stands before the file

    def written(self, *, count_begin: bool = False) -> bytes:
        """The bytes; ``count_begin`` when the places of objects are counted from what stands before, not from %PDF."""
        fonts = "".join(f"/{name} {body} " for name, body in {"F1": _PLAIN, **self.fonts}.items())
        pictures = "/XObject << /Im1 80 0 R >>" if self.image else ""
        kids = " ".join(f"{10 + at} 0 R" for at in range(len(self.pages)))
        objects = {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            3: f"<< {self.about} >>",
            **({80: _stream("\0", _IMAGE)} if self.image else {}),
            **{number: _stream(body) for number, body in self.streams.items()},
        }
        for at, content in enumerate(self.pages):
            objects[10 + at] = (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                f"/Resources << /Font << {fonts}>> {pictures} >> /Contents {40 + at} 0 R >>"
            )
            objects[40 + at] = _stream(content)
        body, places = bytearray(b"%PDF-1.4\n"), {}
        for number, words in objects.items():
            places[number] = len(body) + (len(self.begin) if count_begin else 0)
            body += f"{number} 0 obj\n{words}\nendobj\n".encode("cp1252")
        start = len(body) + (len(self.begin) if count_begin else 0)
        body += b"xref\n0 1\n0000000000 65535 f \n"
        body += b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
        body += b"trailer << /Size 200 /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
        return self.begin + bytes(body)


def _stream(content: str, head: str = "<< >>") -> str:
    return f"{head[:-2]}/Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"


def shown(*lines: str, font: str = "F1") -> str:
    """A content stream that shows lines; what is written as <0041> is shown by the letters' numbers."""
    steps = " ".join(f"{line if line.startswith('<') else f'({line})'} Tj 0 -14 Td" for line in lines)
    return f"BT /{font} 12 Tf 72 720 Td {steps} ET"


def numbers(words: str, less: int = 29) -> str:
    """Words by the letters' numbers in a font, which are often some less than the letters' own."""
    return "<" + "".join(f"{ord(letter) - less:04X}" for letter in words) + ">"


def _told(pairs: dict[int, int]) -> str:
    written = " ".join(f"<{code:04X}> <{letter:04X}>" for code, letter in pairs.items())
    return _TO_LETTERS.format(many=len(pairs), pairs=written)


def _sample(name: str, pdf: Pdf | bytes, *holds: str, served_as: str = _KIND, **more: object) -> Sample:
    data = pdf if isinstance(pdf, bytes) else pdf.written()
    more.setdefault("file_date", "2026-02-03")
    return Sample(f"pdf: {name}", data, ".pdf", served_as, holds=holds or (_LINE,), **more)  # type: ignore[arg-type]


def _dated(written: str) -> Pdf:
    return Pdf([shown(_LINE)], about=f"/Title (Rutin) /ModDate {written}")


_OWN_WORDS = "Ansokan ska skickas till enhetschefen senast i mars"
_TOLD_FONT = {"F2": _NUMBERED.replace("/Encoding", "/ToUnicode 90 0 R /Encoding")}
_BULLET = {1: 0xF0B7, 2: 0x20}

_NO_DATES = ("(D:20260231120000Z)", "(D:20310201120000Z)", "(igår)", "()", "42", "[1 2]", "(D:9999)", "null", "77 0 R")
DATES = tuple(_sample(f"changed on {it}", _dated(it), title="Rutin", file_date=None) for it in _NO_DATES)
BEGINNINGS = tuple(
    _sample(f"{name} before it", Pdf([shown(_LINE)], begin=begin).written(count_begin=counted), served_as=served_as)
    for name, begin, counted, served_as in (
        ("an empty line", b"\r\n", False, _KIND),
        ("an empty line that is counted", b"\n", True, _KIND),
        ("a byte order mark", b"\xef\xbb\xbf", False, _KIND),
        ("a byte order mark and no kind", b"\xef\xbb\xbf", False, ""),
        ("a server's head", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", False, ""),
        ("a thousand bytes", b"%" + b"x" * 998 + b"\n", False, "application/octet-stream"),
    )
)
NOT_PDF = (
    Sample(
        "pdf: a web page that speaks of %PDF-1.4",
        f"<!doctype html><title>Filer</title><p>En fil börjar med %PDF-1.4. {_LINE}.</p>".encode(),
        ".html",
        "text/html; charset=utf-8",
        holds=("En fil börjar med %PDF-1.4.",),
    ),
    Sample("pdf: %PDF after 1,024 bytes", b"x" * 1024 + b"%PDF-1.4", ".pdf", _KIND, fault="går inte att läsa"),
    Sample("pdf: nothing after its beginning", b"\n%PDF-1.7\n", ".pdf", _KIND, fault="skadad"),
)
FONTS = (
    _sample(
        "letters by number on one page of three",
        Pdf([shown(_LINE), shown(numbers(_OWN_WORDS), font="F2"), shown(_LINE)], fonts={"F2": _NUMBERED}),
        warned=("Sida 2 i filen",),
    ),
    _sample(
        "a heading with letters by number",
        Pdf([shown(numbers("Rutin"), font="F2") + " " + shown(_LINE)], fonts={"F2": _NUMBERED}),
        warned=("Sida 1 i filen",),
    ),
    _sample(
        "letters by number without another word",
        Pdf([shown(*map(numbers, _OWN_WORDS.split()), font="F2")], fonts={"F2": _NUMBERED}),
        "",
        warned=("Sida 1 i filen",),
    ),
    _sample(
        "letters by number that are told",
        Pdf(
            [shown(numbers(_OWN_WORDS), font="F2")],
            fonts=_TOLD_FONT,
            streams={90: _told({ord(letter) - 29: ord(letter) for letter in _OWN_WORDS})},
        ),
        _OWN_WORDS,
    ),
    _sample(
        "letters with names of their own",
        Pdf([shown(_LINE), shown("Ansok senast i mars", font="F2")], fonts={"F2": _NAMED}),
        warned=("Sida 2 i filen",),
    ),
    _sample(
        "letters that are told as others",
        Pdf([shown(_LINE), shown("Cjesbhfu pngbuubs bmmb wåsedfousbmfs j ifmb sfhjpofo")]),
        warned=("Sida 2 i filen",),
    ),
    _sample(
        "bullets of a font of signs",
        Pdf(
            [
                "BT 72 700 Td /F2 12 Tf <00010002> Tj /F1 12 Tf (Kursavgifter) Tj 0 -14 Td "
                "/F2 12 Tf <00010002> Tj /F1 12 Tf (Resor till kurser i hela regionen) Tj ET"
            ],
            fonts=_TOLD_FONT,
            streams={90: _told(_BULLET)},
        ),
        "Kursavgifter Resor till kurser",
        lacks=("\uf0b7",),
    ),
    _sample(
        "bullets and spaces of a font of signs",
        Pdf(
            ["BT 72 700 Td /F2 12 Tf <000100030003> Tj /F1 12 Tf (Kursavgifter och resor till kurser) Tj ET"],
            fonts=_TOLD_FONT,
            streams={90: _told({1: 0xF0B7, 3: 0xF020})},
        ),
        "Kursavgifter och resor",
        lacks=("\uf020",),
    ),
    _sample(
        "bullets of a font that tells nothing",
        Pdf(
            [f"BT 72 700 Td /F2 12 Tf <0003> Tj /F1 12 Tf ( {_LINE}) Tj ET"],
            fonts={"F2": _NUMBERED},
        ),
        lacks=("\x03",),
    ),
    _sample(
        "a text in English",
        Pdf([shown("All health centres in the region may apply for the grant until May")]),
        "may apply for the grant",
    ),
    _sample(
        "a page of names and telephones",
        Pdf([shown("Eva Öberg 031-12 34 56", "Karin Åkesson 0500-43 21 00", "Sofia Nilsson 0521-27 50 00")]),
        "Karin Åkesson 0500-43 21 00",
    ),
)
WITHOUT_WORDS = (
    _sample(
        "a page that is a picture", Pdf([shown(_LINE), "/Im1 Do"], image=True), warned=("Sida 2 i filen är en bild",)
    ),
    _sample("an empty page", Pdf([shown(_LINE), ""])),
    _sample("a damaged page", Pdf([shown(_LINE), "BT /F1 12 Tf (a"]), warned=("Sida 2 i filen är skadad",)),
    Sample("pdf: only pictures", Pdf(["/Im1 Do"], image=True).written(), ".pdf", _KIND, fault="ingen text"),
    Sample("pdf: no words at all", Pdf([""]).written(), ".pdf", _KIND, fault="ingen text"),
    Sample("pdf: no pages", Pdf([]).written(), ".pdf", _KIND, fault="ingen text"),
)
SAMPLES = (*DATES, *BEGINNINGS, *NOT_PDF, *FONTS, *WITHOUT_WORDS)
