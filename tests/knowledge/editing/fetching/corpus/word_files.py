"""Word documents with what editors' own documents hold: tracked changes, content controls, merged cells, text boxes."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
from docx.oxml import parse_xml

from tests.knowledge.editing.fetching.corpus.sample import Sample

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
_FIRST = "Rutinen gäller för alla vårdcentraler i regionen."


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def inserted(inner: str) -> str:
    return f"<w:ins {_BY}>{inner}</w:ins>"


def deleted(words: str) -> str:
    return f"<w:del {_BY}><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words))}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    grid = "<w:gridCol/>" * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def text_box(words: str) -> str:
    """A text box as Word writes it: once for new programs and once for old ones."""
    inside = f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>"
    new = f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</a:graphicData></a:graphic></wp:inline></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def word(*blocks: str, parts: dict[str, str] | None = None) -> bytes:
    """A Word document of these blocks after a first sentence; ``parts`` replace parts of the packed file."""
    document = docx.Document()
    document.core_properties.modified = datetime.datetime(2026, 2, 1)
    end = document.element.body.sectPr
    for block in (paragraph(run(_FIRST)), *blocks):
        end.addprevious(parse_xml(block.replace(">", f" {_NAMES}>", 1) if "/>" not in block.split(">")[0] else block))
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue(), parts) if parts else out.getvalue()


def _repacked(data: bytes, parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def _with(data: bytes, name: str, old: str, new: str) -> bytes:
    """The packed file with other words in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return _repacked(data, {name: packed.read(name).decode().replace(old, new)})


def with_note(data: bytes, note: str) -> bytes:
    """The document with a footnote, as Word keeps it: in a part of its own."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    data = _with(data, "word/_rels/document.xml.rels", "</Relationships>", link)
    body = f'<w:footnote w:id="2">{paragraph(run(note))}</w:footnote>'
    return _repacked(data, {"word/footnotes.xml": f"<w:footnotes {_NAMES}>{body}</w:footnotes>"})


def _sample(name: str, data: bytes, *holds: str, lacks: tuple[str, ...] = (), **more: object) -> Sample:
    more.setdefault("file_date", "2026-02-01")
    return Sample(f"docx: {name}", data, ".docx", holds=(_FIRST, *holds), lacks=lacks, **more)  # type: ignore[arg-type]


_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_HEAD = "docProps/core.xml"
_CORE = (
    '<?xml version="1.0"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
)


def headed(style: str, property_title: str) -> bytes:
    """A document with a heading of this style, another title in its properties, and a header and a footer."""
    document = docx.Document()
    document.core_properties.title = property_title
    document.core_properties.modified = datetime.datetime(2026, 2, 1)
    document.sections[0].header.paragraphs[0].text = "Dnr 2026-00123"
    document.sections[0].footer.paragraphs[0].text = "Region Exempel"
    document.add_paragraph(_FIRST)
    document.add_paragraph("Rutin för  tolk", style=style)
    document.add_paragraph("Så bokar ni", style="Heading 2")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


SAMPLES = (
    _sample(
        "tracked insertion",
        word(paragraph(run("Beloppet är "), inserted(run("45 000")), run(" kronor."))),
        "Beloppet är 45 000 kronor.",
    ),
    _sample(
        "tracked insertion and deletion",
        word(paragraph(run("Beloppet är "), deleted("40 000"), inserted(run("45 000")), run(" kronor."))),
        "Beloppet är 45 000 kronor.",
        lacks=("40 000",),
    ),
    _sample(
        "a paragraph that is inserted whole",
        word(f"<w:p><w:pPr><w:rPr><w:ins {_BY}/></w:rPr></w:pPr>{inserted(run('Ansök senast 1 mars 2027.'))}</w:p>"),
        "Ansök senast 1 mars 2027.",
    ),
    _sample(
        "a table row that is deleted",
        word(table(row(cell("Liten enhet")), f"<w:tr><w:trPr><w:del {_BY}/></w:trPr>{cell('Struken')}</w:tr>")),
        "Liten enhet",
        lacks=("Struken",),
    ),
    _sample(
        "words that are moved",
        word(
            f"<w:p><w:moveFrom {_BY}>{run('Flyttade ord.')}</w:moveFrom></w:p>",
            f"<w:p>{run('Här: ')}<w:moveTo {_BY}>{run('Flyttade ord.')}</w:moveTo></w:p>",
        ),
        "Här: Flyttade ord.",
        lacks=("regionen. Flyttade",),
    ),
    _sample(
        "content control in a line",
        word(paragraph(run("Kontakt: "), control(run("Eva Öberg")), run(", enhetschef."))),
        "Kontakt: Eva Öberg, enhetschef.",
    ),
    _sample(
        "content control round paragraphs",
        word(control(paragraph(run("Första stycket.")) + paragraph(run("Andra stycket.")))),
        "Första stycket. Andra stycket.",
    ),
    _sample(
        "content controls in one another",
        word(control(control(paragraph(control(control(run("Innersta orden."))))))),
        "Innersta orden.",
    ),
    _sample(
        "content control round a table row and a cell",
        word(table(control(row(cell("Liten enhet"), control(cell("40 000 kronor")))))),
        "Liten enhet 40 000 kronor",
    ),
    _sample(
        "insertion in a content control in a cell",
        word(table(row(f"<w:tc><w:tcPr/>{control(paragraph(inserted(run('90 000 kronor'))))}</w:tc>"))),
        "90 000 kronor",
    ),
    _sample(
        "smart tag, custom element and simple field",
        word(
            paragraph(
                f'<w:smartTag w:element="x">{run("Skövde ")}</w:smartTag>',
                f'<w:customXml w:element="x">{run("och ")}</w:customXml>',
                f'<w:fldSimple w:instr="DATE">{run("Borås")}</w:fldSimple>',
            )
        ),
        "Skövde och Borås",
    ),
    _sample(
        "a link",
        word(paragraph(run("Läs "), f'<w:hyperlink w:anchor="x">{run("hela rutinen")}</w:hyperlink>', run(" här."))),
        "Läs hela rutinen här.",
    ),
    _sample(
        "cells merged across",
        word(table(row(cell("Belopp per enhet", '<w:gridSpan w:val="2"/>')), row(cell("Liten"), cell("40 000 kr")))),
        "Belopp per enhet Liten 40 000 kr",
        lacks=("enhet Belopp",),
    ),
    _sample(
        "cells merged downwards",
        word(
            table(
                row(cell("Vårdcentral", _DOWN), cell("40 000 kr")),
                row(cell("", _ON), cell("90 000 kr")),
            )
        ),
        "Vårdcentral 40 000 kr 90 000 kr",
        lacks=("40 000 kr Vårdcentral",),
    ),
    _sample(
        "cells merged both ways",
        word(
            table(
                row(cell("Alla enheter", f'<w:gridSpan w:val="2"/>{_DOWN}'), cell("2026")),
                row(cell("", f'<w:gridSpan w:val="2"/>{_ON}'), cell("2027")),
                columns=3,
            )
        ),
        "Alla enheter 2026 2027",
        lacks=("enheter Alla", "2026 Alla"),
    ),
    _sample(
        "a merge that continues nothing",
        word(table(row(cell("Liten enhet", _ON), cell("40 000 kr")))),
        "Liten enhet 40 000 kr",
    ),
    _sample(
        "a merge that continues nothing below a narrower row",
        word(table(row(cell("Rubrik")), row(cell("Liten enhet"), cell("40 000 kr", _ON)))),
        "Rubrik Liten enhet 40 000 kr",
    ),
    _sample("text box", word(paragraph(run("Före. "), text_box("Ring 031-12 34 56."))), "Ring 031-12 34 56."),
    _sample(
        "a table in a table",
        word(table(row(f"<w:tc><w:tcPr/>{table(row(cell('Inre ruta')))}{paragraph(run('Yttre ruta'))}</w:tc>"))),
        "Inre ruta",
        "Yttre ruta",
    ),
    _sample(
        "hidden words",
        word(paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Dolda ord.</w:t></w:r>", run("Synliga ord."))),
        "Synliga ord.",
        lacks=("Dolda",),
    ),
    _sample(
        "hiding that is switched off",
        word(paragraph('<w:r><w:rPr><w:vanish w:val="off"/></w:rPr><w:t>Ord som syns.</w:t></w:r>')),
        "Ord som syns.",
    ),
    _sample(
        "a carriage return",
        word(paragraph("<w:r><w:t>Rad ett</w:t><w:cr/><w:t>rad två</w:t></w:r>")),
        "Rad ett rad två",
    ),
    _sample(
        "line breaks and hyphens that do not break",
        word(paragraph("<w:r><w:t>Rad ett</w:t><w:br/><w:t>Rad två, a</w:t><w:noBreakHyphen/><w:t>kassa</w:t></w:r>")),
        "Rad ett Rad två, a-kassa",
    ),
    _sample(
        "a footnote",
        with_note(
            word(paragraph(run("Beloppet är 40 000"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" kronor."))),
            "Gäller från 2027.",
        ),
        "Beloppet är 40 000 kronor. - Gäller från 2027.",
    ),
    _sample(
        "Strict Open XML",
        _with(
            word(paragraph(inserted(run("Ansök senast 1 mars 2027.")))),
            "word/document.xml",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "Ansök senast 1 mars 2027.",
    ),
    _sample(
        "a date that does not exist",
        word(parts={_HEAD: _CORE.format(day="2026-02-31T00:00:00Z")}),
        file_date=None,
    ),
    _sample("a date in the future", word(parts={_HEAD: _CORE.format(day="2031-02-01T00:00:00Z")}), file_date=None),
    _sample("a head that is no XML", word(parts={_HEAD: "<trasig"}), file_date=None),
    *(
        Sample(
            f"docx: titled by {style} beside {property_title or 'nothing'}",
            headed(style, property_title),
            ".docx",
            holds=(_FIRST, "Rutin för tolk", "Så bokar ni"),
            lacks=("2026-00123", "Region Exempel"),  # as the editors' guide says
            file_date="2026-02-01",
            title="Rutin för tolk",
        )
        for style in ("Heading 1", "Title")
        for property_title in ("", "Mall 2019")
    ),
    Sample(
        "docx: titled by its properties alone",
        headed("Heading 2", "Rutin"),
        ".docx",
        file_date="2026-02-01",
        title="Rutin",
    ),
    Sample("docx: words that are no XML", word(parts={"word/document.xml": "<w:p>"}), ".docx", fault="skadad"),
    Sample("docx: a packed file of another kind", _repacked(word(), {}), ".xlsx", fault="går inte att läsa"),
)
