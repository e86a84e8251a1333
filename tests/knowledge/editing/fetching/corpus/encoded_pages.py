"""Web pages and text files whose encoding is declared wrongly, not at all, or in a way that no program knows."""

from __future__ import annotations

import codecs

from tests.knowledge.editing.fetching.corpus.sample import Sample

_HTML = "text/html"
_WORDS = "Bidraget på 40 000 kronor – för vård i Åre – ”gäller” alla…"
_LATIN = "Bidraget på 40 000 kronor för vård i Åre gäller alla"
_PAGE = (
    "<!doctype html><html><head>{meta}<title>Bidrag</title></head>"
    "<body><main><h1>Bidrag</h1><p>{words}</p></main></body></html>"
)
_SHOWN = (_WORDS.replace("–", "-").replace("”", '"').replace("…", "..."),)  # as quotations are compared


def _page(
    name: str,
    encoding: str,
    *,
    meta: str = "",
    served_as: str = _HTML,
    words: str = _WORDS,
    mark: bytes = b"",
    **more: object,
) -> Sample:
    """A page in an encoding that it declares as ``meta`` and the server as ``served_as``."""
    page = _PAGE.format(meta=f'<meta charset="{meta}">' if meta else "", words=words)
    more.setdefault("holds", _SHOWN if words == _WORDS else (words,))
    return Sample(f"encoding: {name}", mark + page.encode(encoding), ".html", served_as, title="Bidrag", **more)  # type: ignore[arg-type]


_UNKNOWN = ("undefined", "klingonska", "rot13", "idna", "unicode_escape", "replacement", "utf-9", "x-user-defined")
DECLARED = (
    *(_page(f"charset={label} in the page", "utf-8", meta=label) for label in _UNKNOWN),
    *(_page(f"charset={label} by the server", "cp1252", served_as=f"text/html; charset={label}") for label in _UNKNOWN),
    _page("nothing declared, UTF-8", "utf-8"),
    _page("nothing declared, Windows-1252", "cp1252"),
    _page("Latin-1 is Windows-1252", "cp1252", meta="iso-8859-1"),
    _page("Latin-1 by the server is Windows-1252", "cp1252", served_as='text/html; charset="ISO-8859-1"'),
    _page("US-ASCII is Windows-1252", "cp1252", meta="us-ascii"),
    _page("Latin-9", "iso-8859-15", meta="iso-8859-15", words="Avgiften är 5 € för vård och 7 € för resor i Åre"),
    _page("Mac Roman", "mac-roman", meta="macintosh", words=_LATIN),
    _page("UTF-8 that the page calls Latin-1", "utf-8", meta="iso-8859-1"),
    _page("UTF-8 that the server calls Latin-1", "utf-8", served_as="text/html; charset=iso-8859-1"),
    _page("Windows-1252 that the page calls UTF-8", "cp1252", meta="utf-8"),
    _page("Windows-1252 that page and server call UTF-8", "cp1252", meta="utf-8", served_as="text/html; charset=utf-8"),
    _page("Windows-1252 that the server calls UTF-16", "cp1252", served_as="text/html; charset=utf-16"),
    _page("UTF-8 that the page calls UTF-16", "utf-8", meta="utf-16"),
    _page("spaces round the sign of equality", "cp1252", served_as="text/html; charset = 'windows-1252'"),
    _page("a script's charset before the page's", "cp1252", meta='windows-1252"><script charset="utf-8"></script x="'),
)
MARKED = (
    _page("UTF-8 with a mark, called Latin-1", "utf-8", mark=codecs.BOM_UTF8, meta="iso-8859-1"),
    _page("UTF-16 with a mark", "utf-16-le", mark=codecs.BOM_UTF16_LE),
    _page(
        "UTF-16 with a mark, called UTF-8", "utf-16-be", mark=codecs.BOM_UTF16_BE, served_as="text/html; charset=utf-8"
    ),
    _page("UTF-16 without a mark", "utf-16-le", meta="utf-16"),
    _page("UTF-16 without a mark after an empty line", "utf-16-be", mark=b"\0\n"),
)
BROKEN = (
    Sample(
        "encoding: UTF-8 with a letter cut off",
        _PAGE.format(meta="", words=_WORDS).encode().replace("alla…".encode(), b"alla \xc3"),
        ".html",
        _HTML,
        holds=("för vård i Åre", "40 000 kronor"),
    ),
    _page(
        "letters by the numbers of Windows-1252",
        "utf-8",
        words="Gäller 1&#150;2 gånger per år &#147;alla&#148;",
        holds=('Gäller 1-2 gånger per år "alla"',),
    ),
    Sample("encoding: a text file in Windows-1252", _WORDS.encode("cp1252"), ".txt", holds=_SHOWN),
    Sample("encoding: a text file in UTF-16", _WORDS.encode("utf-16"), ".txt", holds=_SHOWN),
    Sample(
        "encoding: an XHTML page that declares itself",
        f'<?xml version="1.0" encoding="windows-1252"?>{_PAGE.format(meta="", words=_WORDS)}'.encode("cp1252"),
        ".xhtml",
        "application/xhtml+xml",
        holds=_SHOWN,
    ),
)
_NONE = "".join(map(chr, range(0x80, 0xA0)))
SAMPLES = tuple(
    # nothing may be saved that shows nothing or stands for an unknown letter
    Sample(**{**vars(sample), "lacks": (*sample.lacks, *_NONE, *("\ufffd" if "cut off" not in sample.name else ""))})
    for sample in (*DECLARED, *MARKED, *BROKEN)
)
