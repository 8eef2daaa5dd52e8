"""The parts of a DOCX, as Open Packaging Conventions have them (ECMA-376, part 2)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from toolkit import languages
from toolkit.archive.container import EARLIEST
from toolkit.config.paper import american
from toolkit.model import SVG, Picture
from toolkit.text.hygiene import xml_legal
from toolkit.text.xml import escape_text, quoted
from toolkit.writers import pictures
from toolkit.writers.docx import sent
from toolkit.writers.docx.runs import PLAIN, NoteKind, paragraph, run
from toolkit.writers.docx.styles import styles_part

_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{_OPEN}/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships"'
    f' xmlns:wp="{_OPEN}/drawingml/2006/wordprocessingDrawing" xmlns:a="{_OPEN}/drawingml/2006/main"'
    f' xmlns:pic="{_OPEN}/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHOWN = {"image/jpeg": "jpeg", "image/png": "png", "image/gif": "gif"}
"""What every Word shows."""
_PARTS = {
    "document.main": "document",
    **dict.fromkeys(("styles", "numbering", "settings", "footnotes", "endnotes", "footer")),
}
_CONTENT_TYPES = (
    f'<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for kind, name in _SHOWN.items())
    + "".join(
        f'<Override PartName="/word/{part or kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for kind, part in _PARTS.items()
    )
    + '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/customXml/itemProps1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>'
)
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\N{BULLET}"/>'
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    for level in range(9)
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
    f"{_LEVELS}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_RULES = {-1: "separator", 0: "continuationSeparator"}
"""The two lines that are drawn above notes are notes themselves (17.11.9), by their ids."""
_LETTER, _A4 = (12240, 15840), (11906, 16838)
_MARGIN = 1134
"""Twentieths of a point: two centimetres."""
_A_PIXEL = 15
"""In twentieths of a point."""
_LEVEL = 6
_IDENTITY = "{D1607A11-5E27-4C0D-9B17-0D16107AB1E5}"
"""Of the part that diglot adds, by which Word tells parts apart."""


@dataclass(frozen=True, slots=True)
class AboutFile:
    """What a file says of itself."""

    title: str
    languages: tuple[str, ...]
    authors: tuple[str, ...] = ()
    description: str = ""
    subjects: tuple[str, ...] = ()
    identifier: str = ""
    modified: str = ""
    """Such as 2026-03-14T09:30:00Z; "" where nobody knows."""


class DocxPackage:
    """A DOCX that is being written; its text comes first, and is never held."""

    def __init__(self, sink: BinaryIO, lang: str, paper: str, *, wide: bool = False) -> None:
        """Begin a file.

        lang   of its readers
        paper  American sizes are set on Letter, all others on A4: it is for desks, and no book
        wide   whether its pages lie on their side
        """
        self._zip = zipfile.ZipFile(sink, "w")
        self._lang = lang
        size = _LETTER if american(paper) else _A4
        self._size = size[::-1] if wide else size
        self._relations: dict[tuple[str, str], str] = {}
        self._names: dict[str, tuple[str, float, float] | None] = {}
        self._files: dict[str, bytes] = {}
        for kind in ("styles", "numbering", "settings", "footnotes", "endnotes", "footer"):
            self.relation(kind, f"{kind}.xml")
        self.relation("customXml", f"../{sent.PART}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def width(self) -> int:
        """That of the text, in twentieths of a point."""
        return self._size[0] - 2 * _MARGIN

    @property
    def highest(self) -> float:
        """Of a picture, in pixels: three quarters of the text, since its caption stands on the same page."""
        return (self._size[1] - 2 * _MARGIN) / _A_PIXEL * 0.75

    def relation(self, kind: str, to: str) -> str:
        """The id of a relation; the same one for the same target."""
        return self._relations.setdefault((kind, to), f"rId{len(self._relations) + 1}")

    def picture(self, shown: Picture) -> tuple[str, float, float] | None:
        """The relation of a picture, its width and height in pixels; None where Word can't show it."""
        file = pictures.file_name(shown)
        if file not in self._names:
            self._names[file] = None
            if made := _as_shown(shown):
                data, suffix = made
                name = f"media/{file.rpartition('.')[0]}.{suffix}"
                self._files[name] = data
                self._names[file] = (self.relation("image", name), *pictures.extent(shown))
        return self._names[file]

    def text(self, parts: Iterable[str]) -> None:
        """Write the text, as it is made."""
        # First, by which programs tell what the file is.
        self._put("[Content_Types].xml", _CONTENT_TYPES)
        width, height = self._size
        orient = ' w:orient="landscape"' if width > height else ""
        archive = self._zip
        with archive.open(_info("word/document.xml"), "w", force_zip64=True) as document:
            document.write(f"{_HEAD}<w:document {_NAMES}><w:body>".encode())
            for part in parts:
                document.write(part.encode())
            footer = self.relation("footer", "footer.xml")
            margins = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
            document.write(
                f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
                f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
                f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>'
                f"</w:sectPr></w:body></w:document>".encode()
            )

    def close_with(
        self,
        notes: Mapping[NoteKind, Sequence[str]],
        lines: Mapping[str, float],
        went_out: sent.Sent,
        about: AboutFile,
    ) -> None:
        """Write all other parts.

        lines  by kind: what the size of its longest headline goes by
        """
        number = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        number += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        number += f'{run("1", self._lang, PLAIN)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        self._part("styles", "styles", styles_part(languages.located(self._lang), lines, self.width))
        self._part("numbering", "numbering", _NUMBERING)
        self._part("settings", "settings", _SETTINGS)
        kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
        for kind in kinds:
            rules = [
                f'<w:{kind} w:type="{rule}" w:id="{number}"><w:p><w:r><w:{rule}/></w:r></w:p></w:{kind}>'
                for number, rule in _RULES.items()
            ]
            self._part(f"{kind}s", f"{kind}s", "".join([*rules, *notes.get(kind, ())]))
        self._part("ftr", "footer", paragraph("Footer", self._lang, number))
        for name, data in self._files.items():
            self._zip.writestr(_info(f"word/{name}", zipfile.ZIP_STORED), data)
        relations = [(kind, to, id_) for (kind, to), id_ in self._relations.items()]
        self._relate("word/_rels/document.xml.rels", relations)
        # A note may have links and pictures too: its part has relations of its own, by the same ids.
        inner = [(kind, to, id_) for kind, to, id_ in relations if kind in {"hyperlink", "image"}]
        for kind in notes if inner else ():
            self._relate(f"word/_rels/{kind}s.xml.rels", inner)
        self._put(sent.PART, sent.dump(went_out))
        self._put(
            "customXml/itemProps1.xml",
            f'<ds:datastoreItem ds:itemID="{_IDENTITY}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{sent.NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>',
        )
        self._relate("customXml/_rels/item1.xml.rels", [("customXmlProps", "itemProps1.xml", "rId1")])
        self._put("docProps/core.xml", _core(about))
        core = f"{_OPEN}/package/2006/relationships/metadata/core-properties"
        self._relate(
            "_rels/.rels",
            [("officeDocument", "word/document.xml", "rId1"), (core, "docProps/core.xml", "rId2")],
        )

    def _part(self, root: str, name: str, content: str) -> None:
        self._put(f"word/{name}.xml", f"<w:{root} {_NAMES}>{content}</w:{root}>")

    def _relate(self, name: str, relations: Iterable[tuple[str, str, str]]) -> None:
        lines = []
        for kind, to, id_ in relations:
            type_ = kind if ":" in kind else f"{_OFFICE}/relationships/{kind}"
            outside = ' TargetMode="External"' if kind == "hyperlink" else ""
            lines.append(f'<Relationship Id="{id_}" Type="{type_}" Target={quoted(to)}{outside}/>')
        opening = f'<Relationships xmlns="{_OPEN}/package/2006/relationships">'
        self._put(name, f"{opening}{''.join(lines)}</Relationships>")

    def _put(self, name: str, content: str) -> None:
        self._zip.writestr(_info(name), _HEAD + content, compresslevel=_LEVEL)


_SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
)


def _info(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """A file of the archive, with nothing of the day in it."""
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type, info.external_attr, info.create_system = method, 0o644 << 16, 3
    return info


def _as_shown(shown: Picture) -> tuple[bytes, str] | None:
    """The bytes and the suffix that Word can show; None where it can't."""
    if shown.media_type in _SHOWN:
        return shown.data, _SHOWN[shown.media_type]
    from toolkit.writers import drawings, typesetting

    # The typesetter draws what Word can't, where it is installed.
    if shown.media_type != SVG or not typesetting.available():
        return None
    drawing = drawings.as_text(shown.data, *pictures.extent(shown))
    return typesetting.picture(drawing, tuple(sorted(typesetting.families()))), "png"


def _core(about: AboutFile) -> str:
    """The core properties (part 2, section 11)."""
    made = [
        ("dc:title", about.title),
        ("dc:creator", "; ".join(about.authors)),
        ("dc:description", about.description),
        ("cp:keywords", ", ".join(about.subjects)),
        ("dc:identifier", about.identifier),
        ("dc:language", ", ".join(map(languages.located, about.languages))),
    ]
    lines = [f"<{name}>{escape_text(xml_legal(value))}</{name}>" for name, value in made if value]
    if about.modified:
        lines += [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{about.modified}</dcterms:{name}>'
            for name in ("created", "modified")
        ]
    return (
        f'<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{"".join(lines)}</cp:coreProperties>'
    )
