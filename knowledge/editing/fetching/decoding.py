"""The text of bytes: the encoding rules of the web (WHATWG), and what pages do that break them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import webencodings
from webencodings import Encoding

WITHIN = 4096  # bytes in which a page declares its encoding
_SERVED = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_IN_PAGE = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_LETTER_NUMBER = re.compile(r"&#(?:x0*[89][0-9a-f](?![0-9a-f])|0*1[2-5]\d(?!\d));?", re.IGNORECASE)
_UTF_8, _WINDOWS = webencodings.UTF8, webencodings.lookup("windows-1252")
# UTF-16 is seen in the bytes, whatever is declared; the others stand for no letters
_NEVER = ("utf-16le", "utf-16be", "replacement", "x-user-defined")
#: Signs that show nothing, which stand for letters of Windows-1252.
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def decode(data: bytes, content_type: str = "") -> str:
    """The text of bytes; ``content_type`` is what the server says.

    A byte order mark goes before all else. Bytes that are UTF-8 are read as it, whatever is declared, for other
    text is not so by chance. Then what the server and the page declare, as browsers understand it, and else
    Windows-1252. A declaration that does not fit the bytes is passed over.
    """
    for encoding in _candidates(data, content_type):
        try:
            return _read(data, encoding, "strict")
        except UnicodeDecodeError:
            continue  # a wrong declaration is common; the next candidate is tried
    return _read(data, _UTF_8 if _mostly_utf_8(data) else _WINDOWS, "replace")


def named_letters(page: str) -> str:
    """The page with letters that are written as numbers of Windows-1252 as browsers read them: "&#150;" is a dash."""
    return _LETTER_NUMBER.sub(lambda number: html.unescape(number[0]), page)


def _read(data: bytes, encoding: Encoding, errors: str) -> str:
    # the library looks for a byte order mark first, and takes it away
    return webencodings.decode(data, encoding, errors)[0].translate(_CONTROLS)


def _candidates(data: bytes, content_type: str) -> Iterator[Encoding]:
    if wide := _wide(data):
        yield wide
    yield _UTF_8
    served, in_page = _SERVED.search(content_type), _IN_PAGE.search(data[:WITHIN])
    for declared in (served and served[1], in_page and (in_page[1] or in_page[2]).decode("ascii")):
        encoding = webencodings.lookup(declared) if declared and not _mostly_utf_8(data) else None
        if encoding and encoding.name not in _NEVER:
            yield encoding


def _wide(data: bytes) -> Encoding | None:
    """UTF-16 without a mark, which shows in that every other byte of Western text is nothing."""
    nothing = [data[start:WITHIN:2].count(0) for start in (0, 1)]
    if max(nothing) * 4 < min(len(data), WITHIN):
        return None
    return webencodings.lookup("utf-16be" if nothing[0] > nothing[1] else "utf-16le")


def _mostly_utf_8(data: bytes) -> bool:
    """True for UTF-8 with a letter cut off here and there: more letters are whole than broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - broken > broken
