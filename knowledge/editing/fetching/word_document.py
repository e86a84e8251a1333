"""The words of a Word document as Word shows them, its tracked changes accepted."""

from __future__ import annotations

import io
import zipfile

import docx
import mammoth
from lxml import etree, html

from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.optional import optional
from knowledge.editing.fetching.shown import lines

MAX_UNPACKED = 200  # MB; a small packed file can hold very much
MAX_XML = 30  # MB of words and their marks, which are held in memory many times over; a thick book has some 10
# what mammoth does not know of: runs that are hidden, and fields in their short form, which are to show their result
_HIDDEN = (
    "//*[local-name()='r'][*[local-name()='rPr']/*[local-name()='vanish'][not(@*[.='0' or .='false' or .='off'])]]"
)
_TITLE_CLASS = "title"
_TITLE = f"p[style-name='Title'] => h1.{_TITLE_CLASS}:fresh"
_FIELDS = "//*[local-name()='fldSimple']"
# a note's mark would stand as one more figure beside a sum
_NOTE_MARKS = (
    "//sup[a[contains(@href, '#footnote-') or contains(@href, '#endnote-')]] | //a[contains(@href, 'note-ref-')]"
)


def read_docx(data: bytes) -> Reading:
    """Return the words of a Word document in reading order, notes last; raises FetchError when it is too large."""
    shown = mammoth.convert_to_html(
        io.BytesIO(_prepared(data)), style_map=_TITLE, convert_image=mammoth.images.img_element(lambda _: {})
    )
    about = optional(lambda: docx.Document(io.BytesIO(data)).core_properties)
    headings = _headings(shown.value)
    given = optional(lambda: about.title.strip()) if about else None
    # what stands in the properties is often the template's; of several headings none needs to be the title
    title = headings[0] if len(headings) == 1 else given or next(iter(headings), None)
    changed = optional(lambda: about.modified.date().isoformat()) if about and about.modified else None
    return Reading(_words(shown.value), title or None, file_date=changed)


def _headings(shown: str) -> list[str]:
    """The headings of the first level: the one in Word's "Title" alone, else those in "Heading 1"."""
    if not shown.strip():
        return []
    found = html.document_fromstring(shown).xpath("//h1")
    titles = [heading for heading in found if heading.get("class") == _TITLE_CLASS] or found
    return [words for words in (" ".join(lines(heading).split()) for heading in titles) if words]


def _prepared(data: bytes) -> bytes:
    """The packed file without the runs that are hidden, its fields as the words that they show."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as prepared:
        parts = packed.infolist()
        _limit(parts, MAX_UNPACKED)
        _limit([part for part in parts if part.filename.endswith((".xml", ".rels"))], MAX_XML)
        for part in parts:
            content = packed.read(part)
            words = part.filename.startswith("word/") and part.filename.endswith(".xml")
            prepared.writestr(part.filename, _simplified(content) if words else content)
    return out.getvalue()


def _limit(parts: list[zipfile.ZipInfo], most: int) -> None:
    """Raise FetchError when the parts unpacked are larger than ``most`` MB."""
    if sum(part.file_size for part in parts) > most * 1024 * 1024:
        raise FetchError("too_large", limit=most)


def _simplified(part: bytes) -> bytes:
    tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=False))
    for hidden in tree.xpath(_HIDDEN):
        hidden.getparent().remove(hidden)
    for end in tree.xpath("//*[local-name()='cr']"):
        end.tag = etree.QName(end).namespace and f"{{{etree.QName(end).namespace}}}br"
    for field in tree.xpath(_FIELDS):
        at = field.getparent().index(field)
        field.getparent()[at : at + 1] = list(field)
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _words(shown: str) -> str:
    if not shown.strip():
        return ""
    tree = html.document_fromstring(shown)
    for mark in tree.xpath(_NOTE_MARKS):
        mark.drop_tree()
    return lines(tree)
