"""Files of word processors and books, made from a few lines of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="urn:m" xmlns:v="urn:v"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("meta", "meta")),
    )
)
_ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, stored)
    return made.getvalue()


def run(text: str, look: str = "") -> str:
    """A run of Word's; `look` is what stands in its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def bold(text: str) -> str:
    """A bold run of Word's."""
    return run(text, "<w:b/>")


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    """A paragraph of Word's; `more` is what else stands in its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def table(*rows: tuple[str, ...], head: bool = False) -> str:
    """A table of Word's, a paragraph in each cell."""
    made = []
    for number, cells in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if head and not number else ""
        made.append(
            f"<w:tr>{mark}" + "".join(f"<w:tc>{paragraph(run(one))}</w:tc>" for one in cells) + "</w:tr>"
        )
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def docx(
    body: str,
    *,
    styles: str = "",
    footnotes: str = "",
    links: Mapping[str, str] | None = None,
    properties: str = "",
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A DOCX with this body; `parts` are others, by their kind."""
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_R}/hyperlink" Target="{to}" TargetMode="External"/>'
        for key, to in (links or {}).items()
    )
    more = parts or {}
    for part in ("styles", "footnotes", *more):
        relations += f'<Relationship Id="{part}" Type="{_R}/{part}" Target="{part}.xml"/>'
    root = f'xmlns:w="{_W}" xmlns:r="{_R}" {_MORE}'
    core = 'xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_TYPES}">'
            f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="b" Type="{_R}/metadata/core-properties" Target="docProps/core.xml"/>'
            "</Relationships>",
            "word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_TYPES}">{relations}</Relationships>',
            "word/styles.xml": f"<w:styles {root}>{styles}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {root}>{footnotes}</w:footnotes>",
            **{f"word/{part}.xml": f"<w:part {root}>{inside}</w:part>" for part, inside in more.items()},
            "docProps/core.xml": f"<cp:coreProperties {core}>{properties}</cp:coreProperties>",
        }
    )


def flat(body: str, *, styles: str = "", properties: str = "") -> bytes:
    """An OpenDocument text in one file of XML."""
    kind = "application/vnd.oasis.opendocument.text"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_ODF} office:mimetype="{kind}">'
        f"<office:meta>{properties}</office:meta><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def odt(body: str, *, styles: str = "", properties: str = "") -> bytes:
    """An ODT with this body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}/>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta>{properties}</office:meta>"
            "</office:document-meta>",
        }
    )


def epub(
    chapters: Mapping[str, str],
    *,
    properties: str = "",
    more: Mapping[str, str] | None = None,
    entries: str = "",
    spine: str = "",
) -> bytes:
    """An EPUB with these chapters, each the inside of a body.

    `nav` is its contents; what is called `out...` is out of the order, and `beside` in none.
    """
    items = "".join(
        f'<item id="{key}" href="{key}.xhtml" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if key == 'nav' else ''}/>"
        for key in chapters
    )
    out = {key: ' linear="no"' * key.startswith("out") for key in chapters}
    spine += "".join(f'<itemref idref="{key}"{out[key]}/>' for key in chapters if key != "beside")
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{properties}</metadata><manifest>{items}{entries}</manifest><spine>{spine}</spine></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": book,
            **{
                f"OPS/{key}.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
                f"<head><title>{key}</title></head><body>{inside}</body></html>"
                for key, inside in chapters.items()
            },
            **(more or {}),
        }
    )


SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
"""What says that a file of OpenDocument is a workbook."""


def sheet(inside: str, strings: str = "", book: str = "") -> bytes:
    """A workbook of Office Open XML with one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"}
    relations = "".join(
        f'<Relationship Id="r{k}" Type="{relation}/{kind}" Target="{target}"/>'
        for k, (kind, target) in enumerate(kinds.items())
    )
    named = book or '<sheets><sheet name="Talk" r:id="r0"/></sheets>'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}">{named}</workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{inside}</worksheet>',
        }
    )


def inline(rows: Sequence[Sequence[str]], more: str = "") -> str:
    """Rows of cells that hold their words themselves."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    return f"<sheetData>{cells}{more}</sheetData>"


def cell(words: str, more: str = "") -> str:
    """A cell of an OpenDocument sheet."""
    return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"


def sheets(rows: str, name: str = "Talk", more: str = "") -> str:
    """A sheet of OpenDocument."""
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    """A row of an OpenDocument sheet."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods(tables: str, styles: str = "", *, flat: bool = False) -> bytes:
    """A workbook of OpenDocument, in one file of XML or packed."""
    inside = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    inside += f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    if flat:
        return f'<office:document {_ODF} office:mimetype="{SHEETS}">{inside}</office:document>'.encode()
    content = f"<office:document-content {_ODF}>{inside}</office:document-content>"
    return zipped({"mimetype": SHEETS, "content.xml": content})
