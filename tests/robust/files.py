"""Files that a stranger may send, as large as one likes: each form in the ways in which it can be.

FILES[name] has the suffix, a size that is small, and what makes the bytes of a file of a size.
"""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha512
from typing import NamedTuple

Make = Callable[[int], str | bytes]


class LargeFile(NamedTuple):
    """One way in which a file can be large."""

    suffix: str
    size: int
    make: Make


def clock(seconds: int) -> str:
    """A time as programs print it."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def packed(files: Mapping[str, str]) -> bytes:
    """A zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # The type of a book stands at its beginning, as it is.
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return sink.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PARTS = ("styles", "footnotes")


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with a body; `styles` and `footnotes` are parts of their own."""
    relations = "".join(
        f'<Relationship Id="{part}" Type="x/{part}" Target="{part}.xml"/>' for part in _PARTS if part in parts
    )
    others = {f"word/{part}.xml": f"<w:{part} {_W}>{content}</w:{part}>" for part, content in parts.items()}
    return packed(
        {
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **others,
        }
    )


def paragraph(text: str) -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_ODT = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {"office": "office", "text": "text", "table": "table", "draw": "drawing"}.items()
)


def odt(body: str) -> bytes:
    """An ODT with a body."""
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT}>{text}</office:document-content>",
        }
    )


def xlsx(rows: str) -> bytes:
    """A workbook with the rows of one sheet."""
    sheet = '<sheets><sheet name="So" r:id="a"/></sheets>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="a" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{kind}">{sheet}</workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relation}</Relationships>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def epub(pages: Mapping[str, str]) -> bytes:
    """An EPUB of pages."""
    kind = 'media-type="application/xhtml+xml"'
    items = "".join(f'<item id="i{k}" href="{name}" {kind}/>' for k, name in enumerate(pages))
    order = "".join(f'<itemref idref="i{k}"/>' for k in range(len(pages)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="a.opf"/></container>',
            "a.opf": f"<package><manifest>{items}</manifest><spine>{order}</spine></package>",
            **pages,
        }
    )


def page(body: str) -> str:
    """A page."""
    return f"<html><head><title>The bell</title></head><body>{body}</body></html>"


def said(k: int) -> str:
    """A turn of one of two people."""
    return f"{('Mara', 'Ilya')[k % 2]}: So we rang the bell of the harbour {k} times."


def srt(rows: Callable[[int], str]) -> Make:
    """Cues with these rows."""
    return lambda size: "".join(
        f"{k + 1}\n{clock(2 * k)},000 --> {clock(2 * k)},900\n{rows(k)}\n\n" for k in range(size)
    )


def cue(unit: str) -> Make:
    """A cue of WebVTT that has a unit again and again."""
    return lambda size: "WEBVTT\n\n00:01.000 --> 00:02.000\n" + unit * max(1, size // len(unit)) + "\n"


def speech(piece: Callable[[int], object]) -> Make:
    """JSON of Whisper on one line."""
    return lambda size: json.dumps({"segments": [piece(k) for k in range(size)]})


def _heard(k: int) -> dict[str, object]:
    words = [{"word": word, "start": 3 * k, "end": 3 * k + 1} for word in ("So", "it", "rang.")]
    return {"start": 3 * k, "end": 3 * k + 2, "text": "So it rang.", "words": words}


def _tokens(size: int) -> str:
    tokens = [{"offsets": {"from": 0, "to": 9}, "text": text} for text in [" a", *["b"] * size]]
    piece = {"offsets": {"from": 0, "to": 9}, "text": "a" + "b" * size, "tokens": tokens}
    return json.dumps({"transcription": [piece]})


def _not_there(size: int) -> str:
    words = [{"word": "sea", "start": 1, "end": 1}] * size
    return json.dumps({"segments": [{"start": 0, "end": 9, "text": "no " * size, "words": words}]})


def tiers(annotations: str) -> str:
    """A file of ELAN with these annotations."""
    slots = '<TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="9"/>'
    tier = f'<TIER TIER_ID="Mara">{annotations}</TIER>'
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tier}</ANNOTATION_DOCUMENT>"


ANNOTATION = (
    '<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b">'
    "<ANNOTATION_VALUE>It rang.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
)


def _exmaralda(size: int) -> str:
    points = "".join(f'<tli id="T{k}" time="{k}"/>' for k in range(size + 1))
    events = "".join(f'<event start="T{k}" end="T{k + 1}">It rang. </event>' for k in range(size))
    line = f"<common-timeline>{points}</common-timeline>"
    return f'<basic-transcription>{line}<tier speaker="M" type="t">{events}</tier></basic-transcription>'


def _folker(size: int) -> str:
    said = '<contribution speaker-reference="M" start-reference="a" end-reference="a">It rang.</contribution>'
    return f'<folker-transcription><timepoint timepoint-id="a"/>{said * size}</folker-transcription>'


def chat(speech: str) -> str:
    """A file of CHAT."""
    return f"@UTF8\n@Begin\n@Participants:\tMAR Mara Adult\n{speech}@End\n"


def _code(unit: str) -> Make:
    return lambda size: chat(f"*MAR:\tso{unit * size}so\n")


def _apart(blank: str) -> Make:
    def make(size: int) -> str:
        marks = f"Mara: So. #00:00:01-0#{blank * size}so\nIlya: Well. #00:00:05-0#\n"
        return marks + "".join(f"Mara (0:0{k}){blank * size}so\n" for k in range(3))

    return make


def marked(unit: str) -> Make:
    """A turn in Markdown that has a unit again and again, ten to a line."""
    return lambda size: "Mara: Yes.\n\nIlya: " + (unit * 10 + "\n") * (size // len(unit) // 10)


def markdown(block: Callable[[int], str]) -> Make:
    """Blocks of Markdown."""
    return lambda size: "".join(map(block, range(size)))


def web(unit: str, around: str = "{}") -> Make:
    """A page that has a unit again and again."""
    return lambda size: page(around.format(unit * size))


def _fields(size: int) -> bytes:
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>so </w:t></w:r>'
    return docx(f"<w:p>{begins * size}</w:p>")


def _footnotes(size: int) -> bytes:
    refers = "".join(f'<w:r><w:t>so</w:t><w:footnoteReference w:id="{k}"/></w:r>' for k in range(size))
    notes = "".join(f'<w:footnote w:id="{k}">{paragraph("It rang.")}</w:footnote>' for k in range(size))
    return docx(f"<w:p>{refers}</w:p>", footnotes=notes)


def _notes(size: int) -> str:
    refers = "".join(f'<p>Mara: So<sup><a href="#n{k}">1</a></sup></p>' for k in range(size))
    notes = "".join(f'<p id="n{k}">It rang {k}.</p>' for k in range(size))
    return page(refers + '<div class="footnotes">' * 100 + notes + "</div>" * 100)


def _chapters(size: int) -> bytes:
    pages = {f"p{k}.xhtml": page("".join(f"<p>{said(j)}</p>" for j in range(5))) for k in range(size)}
    return epub(pages)


def _note(size: int) -> str:
    return "[^a]: So\n" + "  it rang\n" * size + "\nMara: So[^a]\n"


_ROW = "<tr><td>Mara</td><td>So it rang.</td></tr>"
_CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
_ODT_ROW = f"<table:table-row>{_CELL.format('Mara')}{_CELL.format('So it rang.')}</table:table-row>"
_BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>so </w:t></w:r><w:r><w:t>it rang </w:t></w:r>"

_GIVEN = ("Mara", "Ilya", "Олег", "Вера", "ليلى", "נועם", "明", "伟")
_FAMILY = ("Lind", "Петрова", "حداد", "כהן", "李", "王")


def name(k: int) -> str:
    """A name of its own, in one of several scripts."""
    family = _FAMILY[k % 6]
    if k % 6 > 3:
        return family + "".join("一二三四五六七八九十"[int(digit)] for digit in str(k // 6))
    return f"{_GIVEN[k // 6 % 8]} {'ABCDEFGHIJ'[k // 48 % 10]}. {family}{k // 480 or ''}"


def word(k: int) -> str:
    """A word of its own."""
    return "".join(("ba", "le", "mi", "ro", "tu", "ka", "ne", "si", "do", "vu")[int(d)] for d in str(k))


def rows(row: Callable[[int], str], between: str = "\n") -> Make:
    """A text of such rows."""
    return lambda size: between.join(map(row, range(size)))


FILES: dict[str, LargeFile] = {
    "text: people with two turns": LargeFile(
        ".txt", 300, lambda size: rows(lambda k: f"{name(k % size)}: So it rang.", "\n\n")(2 * size)
    ),
    "text: people with one turn": LargeFile(".txt", 500, rows(lambda k: f"{name(k)}: So it rang.", "\n\n")),
    "text: labels below each other": LargeFile(".txt", 500, rows(lambda k: f"{word(k)}: {k}")),
    "text: fields": LargeFile(
        ".txt", 500, rows(lambda k: f"{('Host', 'Port', 'Size')[k % 3]}: {word(k)}/{k}")
    ),
    "text: words": LargeFile(".txt", 1_000, rows(word)),
    "text: rows of a table": LargeFile(
        ".txt", 500, rows(lambda k: f'{k},{name(k)},2024-03-1{k % 10},"So it rang"')
    ),
    "text: rows of a log": LargeFile(
        ".txt", 500, rows(lambda k: f"2024-03-14 {clock(k)} [INFO] app.{word(k)}: rang {k}")
    ),
    "text: code": LargeFile(
        ".txt", 500, rows(lambda k: f"    def {word(k)}(self, x: int) -> str: return self.y[{k}]")
    ),
    "text: the same line": LargeFile(".txt", 500, rows(lambda _: "So it rang.")),
    "text: the same paragraph": LargeFile(".txt", 500, rows(lambda _: "So it rang.", "\n\n")),
    "text: the same turn": LargeFile(".txt", 500, rows(lambda _: "Mara: So it rang.")),
    "text: base64": LargeFile(".txt", 500, rows(lambda k: b64encode(sha512(b"%d" % k).digest()).decode())),
    "text: JSON": LargeFile(
        ".txt", 1_000, lambda size: json.dumps([{"n": k, "text": "rang"} for k in range(size)])
    ),
    "text: signs of quotation": LargeFile(".txt", 4_000, lambda size: ("> " * size + "So it rang.\n") * 3),
    "text: quotations": LargeFile(".txt", 500, rows(lambda k: f"{'> ' * (k % 9)}So it rang {k}.")),
    "text: headings": LargeFile(
        ".md", 500, rows(lambda k: f"{'#' * (k % 6 + 1)} The bell {word(k)}", "\n\n")
    ),
    "SubRip: cues": LargeFile(".srt", 500, srt(lambda k: f"and {k} times it rang")),
    "SubRip: people": LargeFile(".srt", 400, srt(lambda k: f"Mara{k} Lind: So it rang.")),
    "SubRip: rows of two cues": LargeFile(".srt", 2, lambda size: srt(lambda k: "so\n" * size + f"{k}")(2)),
    "WebVTT: rolling cues": LargeFile(".vtt", 500, lambda size: "WEBVTT\n\n" + "".join(
        f"{clock(k)}.000 --> {clock(k)}.900\nline {k}\nline {k + 1}\n\n" for k in range(size)
    )),
    **{
        f"WebVTT: {unit!r}": LargeFile(".vtt", 20_000, cue(unit))
        for unit in ("<", "<i>", "<v Mara>", "<c.a>", "<00:01.500>so ", "&", "<ruby>a<rt>b", "{\\an", "[")
    },
    "WebVTT: blanks in a tag": LargeFile(".vtt", 5_000, lambda size: cue("<i" + " " * size + "so")(size)),
    "WebVTT: readings of a word": LargeFile(
        ".vtt", 5_000, lambda size: cue("<ruby>a<rt>" + "b<i>" * size)(4 * size)
    ),
    "WebVTT: words and arrows": LargeFile(".vtt", 5_000, cue("<00:01.500>so >> ")),
    "JSON: pieces": LargeFile(".json", 400, speech(_heard)),
    "JSON: people": LargeFile(".json", 400, speech(lambda k: _heard(k) | {"speaker": f"S{k}"})),
    "JSON: tokens of a word": LargeFile(".json", 3_000, _tokens),
    "JSON: words that aren't there": LargeFile(".json", 3_000, _not_there),
    "oTranscribe: marks": LargeFile(".otr", 500, lambda size: json.dumps({"media": "a.ogg", "text": "".join(
        f'<p><span class="timestamp" data-timestamp="{k}">0</span>{said(k)}</p>' for k in range(size)
    )})),
    "ELAN: annotations": LargeFile(".eaf", 500, lambda size: tiers(ANNOTATION * size)),
    "EXMARaLDA: events": LargeFile(".exb", 500, _exmaralda),
    "FOLKER: contributions": LargeFile(".fln", 500, _folker),
    "CHAT: tiers": LargeFile(".cha", 500, lambda size: chat("*MAR:\tIt rang .\n%mor:\tx\n" * size)),
    **{
        f"CHAT: {unit!r}": LargeFile(".cha", 10_000, _code(unit))
        for unit in (" ", "<", "[= ", "<a> [/] ", "\x15", "(", "&=a ", "a@", "+/", "(.) ")
    },
    "marks of time: behind paragraphs": LargeFile(".txt", 500, lambda size: "".join(
        f"{said(k)} #{clock(k)}-1#\n" for k in range(size)
    )),
    "marks of time: heads": LargeFile(".txt", 500, lambda size: "".join(
        f"{said(k)[:4]}  {clock(k)}\nSo it rang.\n\n" for k in range(size)
    )),
    **{
        f"marks of time: {blank!r} between": LargeFile(".txt", 4_000, _apart(blank))
        for blank in (" ", "\u00a0", "\t")
    },
    "DOCX: paragraphs": LargeFile(".docx", 400, lambda size: docx("".join(
        paragraph(said(k)) for k in range(size)
    ))),
    "DOCX: runs": LargeFile(".docx", 1_000, lambda size: docx(f"<w:p>{_BOLD * size}</w:p>")),
    "DOCX: open fields": LargeFile(".docx", 1_000, _fields),
    "DOCX: notes": LargeFile(".docx", 500, _footnotes),
    "DOCX: line breaks": LargeFile(
        ".docx", 500, lambda size: docx(f"<w:p><w:r>{'<w:t>so</w:t><w:br/>' * size}</w:r></w:p>")
    ),
    "ODT: paragraphs": LargeFile(".odt", 400, lambda size: odt("".join(
        f"<text:p>{said(k)}</text:p>" for k in range(size)
    ))),
    "ODT: spans": LargeFile(
        ".odt", 1_000, lambda size: odt(f"<text:p>{'<text:span>so it </text:span>' * size}</text:p>")
    ),
    "ODT: rows": LargeFile(".odt", 300, lambda size: odt(f"<table:table>{_ODT_ROW * size}</table:table>")),
    "XLSX: rows": LargeFile(".xlsx", 300, lambda size: xlsx("".join(
        f'<row><c t="str"><v>{"Mara" if k % 2 else "Ilya"}</v></c><c t="str"><v>{said(k)}</v></c></row>'
        for k in range(size)
    ))),
    "HTML: paragraphs": LargeFile(".html", 500, web("<p>Mara: So it rang.</p><p>Ilya: It did.</p>")),
    "HTML: rows": LargeFile(".html", 500, web(_ROW, "<table>{}</table>")),
    "HTML: terms": LargeFile(".html", 500, web("<dt>Mara</dt><dd>So it rang.</dd>", "<dl>{}</dl>")),
    "HTML: items": LargeFile(".html", 500, web("<li>so it rang</li>", "<ul>{}</ul>")),
    "HTML: notes": LargeFile(".html", 200, _notes),
    "HTML: line breaks": LargeFile(".html", 500, web("so it rang<br>", "<p>{}</p>")),
    "HTML: ruby": LargeFile(".html", 500, web("<ruby>a<rt>b</ruby>", "<p>{}</p>")),
    "HTML: cut emphasis": LargeFile(".html", 500, web("a<b>b</b>c", "<p>{}</p>")),
    **{
        f"HTML: {unit!r}": LargeFile(".html", 20_000, web(unit, "<p>Mara: So{} so</p>"))
        for unit in ("&", "<", "\u00a0", "*", "[", "<!--", "<b><i>", "</b>")
    },
    "HTML: blanks in a reference": LargeFile(
        ".html", 10_000, web("\u00a0", '<p>So<sup><a href="#n">{}so</a></sup></p><p id="n">a</p>')
    ),
    "EPUB: pages": LargeFile(".epub", 60, _chapters),
    "Markdown: paragraphs": LargeFile(".md", 500, markdown(lambda k: f"{said(k)}\n\n")),
    "Markdown: items": LargeFile(".md", 500, markdown(lambda k: f"- so it rang {k}\n")),
    "Markdown: quotations": LargeFile(".md", 500, markdown(lambda k: f"> so it rang {k}\n")),
    "Markdown: rows": LargeFile(
        ".md", 300, lambda size: "|a|b|\n|-|-|\n" + "|Mara|So it rang.|\n" * size
    ),
    "Markdown: references": LargeFile(
        ".md", 500, markdown(lambda k: f"[a{k}]: https://example.org/{k}\n\nMara: [a{k}]\n\n")
    ),
    "Markdown: notes": LargeFile(".md", 400, markdown(lambda k: f"[^a{k}]: So.\n\nMara: So[^a{k}]\n\n")),
    "Markdown: lines of a note": LargeFile(".md", 2_000, _note),
    "Markdown: pieces of HTML": LargeFile(".md", 300, lambda size: "<div>\n\n" * size),
    "Markdown: lines of a heading": LargeFile(".md", 2_000, lambda size: "so\n" * size + "===\n"),
    **{
        f"Markdown: {unit!r}": LargeFile(".md", 10_000, marked(unit))
        for unit in (
            "*a ", "**", "_a_", "<", "<a ", "&", "`", "`` ` ", "~", "\\", "](", "<!--", "<?", "|", "![", "^["
        )
    },
    "front matter: keys": LargeFile(
        ".md", 300, lambda size: "---\n" + "".join(f"a{k}: b\n" for k in range(size)) + "---\nMara: So.\n"
    ),
    "front matter: items": LargeFile(
        ".md", 1_000, lambda size: "---\nspeakers: [" + "a, " * size + "]\n---\nMara: So.\n"
    ),
}  # fmt: skip
