"""The inputs of diglot.

For each, files to begin with, words of its grammar, and what holds of any bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from catalogs import MOMENT, document, template
from editions import inline
from office_shapes import SHAPES, turns
from timed_shapes import SHAPES as TIMED
from timed_shapes import TALKS
from toolkit import catalog, config, exchange, po, registry
from toolkit.aligning import resources
from toolkit.archive import bag, container
from toolkit.archive.checks import archive
from toolkit.catalog import frozen_ids, ids
from toolkit.config import PinTable, Sidecar, sidecar_file
from toolkit.corpora import scores
from toolkit.edition import matter
from toolkit.errors import DiglotError
from toolkit.exchange import ExportOptions, Parcel, RoundTrip, intake
from toolkit.model import Catalog, Matter
from toolkit.readers.tei import catalogs as tei_catalogs
from toolkit.text import cuts, markup
from toolkit.workflow.transcripts import read_data
from toolkit.writers import pictures, xhtml_parts
from toolkit.writers.pdf import content

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Input:
    """One kind of input."""

    name: str
    seeds: Sequence[bytes]
    words: Sequence[bytes]
    """What its grammar knows: put in at random places."""
    hold: Callable[[bytes], None]
    """Reads the bytes and what can be made of them. DiglotError is an answer; all else is a fault."""
    packed: bool = False
    """Whether it is a zip, whose files are altered and packed again."""


def transcript(data: bytes) -> None:
    """What is read goes into a catalog, lossless."""
    reader = registry.load("reader", "plain")
    read, _ = reader.read(data, name="talk", path="source/talk.txt", lang="en", sidecar=Sidecar())
    assert reader.write is not None
    assert reader.write(read) == data, "a transcript is not what was read"
    _extracted(data, "source/talk.txt")


def office(suffix: str, data: bytes) -> None:
    """What a word processor or a page gives goes into a catalog."""
    _extracted(data, f"source/talk{suffix}")


def _extracted(data: bytes, path: str) -> None:
    """A catalog that comes back as it was."""
    found, _ = read_data(data, Sidecar(), name="talk", path=path, lang="en")
    names = [one.id for turn in found.turns for one in turn.paragraphs]
    assert len(set(names)) == len(names), "an id is there twice"
    made, _ = catalog.update(None, catalog.extract(found), "", catalog.About("x", "1"), MOMENT)
    _same(made, po.load(po.dump(made), "talk.pot", ""))
    again, _ = read_data(data, Sidecar(), name="talk", path=path, lang="en", template=made)
    assert again.turns == found.turns, "a second reading gives other ids"


def _same(one: Catalog, other: Catalog) -> None:
    assert one.entries == other.entries, "a catalog isn't what was written"


def tei(data: bytes) -> None:
    """Read in three ways.

    As a transcript, as an edition, and for an archive.
    """
    with _Answered():
        _extracted(data, "source/talk.xml")
    with _Answered():
        taken = tei_catalogs.take(data, "talk.xml")
        for found in taken.catalogs.values():
            _same(found, po.load(po.dump(found), "talk.po", ""))
    archive(
        io.BytesIO(data),
        "build/talk.tei.xml",
        "talk.tei.xml",
        lambda _: None,
        datetime(2026, 1, 1, tzinfo=UTC),
    )


class _Answered:
    """Try it; a DiglotError is an answer."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, DiglotError)


def po_file(data: bytes) -> None:
    """What loads is written and loads again.

    The second writing changes nothing.
    """
    found = po.load(data, "talk.po", "")
    for before in (data, None):
        once = po.dump(found, before)
        again = po.load(once, "talk.po", "")
        _same(again, found)
        assert (again.obsolete, again.trailer) == (found.obsolete, found.trailer), (
            "a catalog has lost something"
        )
        assert po.dump(again, once) == once, "a catalog is written in other bytes the second time"
        assert po.dump(again) == po.dump(found), "a catalog is written in other bytes the second time"
    updated, _ = catalog.update(found, TEMPLATE, "fr", catalog.About("x", "1"), MOMENT)
    _same(po.load(po.dump(updated, data), "talk.po", ""), updated)


def exchanged(name: str, data: bytes) -> None:
    """A file that comes back, and goes out again.

    What it holds stays the same.
    """
    form = registry.load("format", name)
    assert isinstance(form, RoundTrip)
    form.recognises(data)
    for parcel in form.read(data, f"talk{form.suffix}"):
        intake.take(CATALOG, replace(parcel, document="talk"), "talk", theirs=True)
        for text in (unit.target for unit in parcel.units):
            assert isinstance(text, str)


def settings(data: bytes) -> None:
    """`diglot.toml`, and a sidecar with pins."""
    text = data.decode("utf-8-sig", "replace")
    with _Answered():
        config.parse_project(text, "diglot.toml")
    config.parse_sidecar(text, "talk.toml")
    pin = sidecar_file.NewPin(PinTable(lang="fr", source="s2PCS8K", begins="Oui."))
    config.parse_sidecar(sidecar_file.edit(text, "talk.toml", pins=[pin], apart=["s2PCS8K"]), "talk.toml")


def page(data: bytes) -> None:
    """Front matter, in XHTML and in a PDF."""
    from lxml import etree

    text = data.decode("utf-8", "replace")
    matter.check(text, "front.md")
    title, rest = matter.split(text)
    blocks = list(matter.page(Matter("preface", "en", title, rest), "x"))
    etree.fromstring(f"<x>{xhtml_parts.flow(blocks, str, around='en')}</x>")
    for block in blocks:
        content.page_entries(block, "en")


def marked(data: bytes) -> None:
    """Marks in a paragraph.

    The same when they are composed again, and HTML that is well-formed.
    """
    from lxml import etree

    text = data.decode("utf-8", "replace").replace("\0", "")
    found = markup.parse(text)
    composed = markup.compose(found)
    assert markup.parse(composed) == found, "marks that are composed are others"
    cuts.count(text)
    cuts.balance(text.split(" "))
    cuts.uncut(text.split(" "))
    made, notes = inline("".join(c for c in text if c >= " "), "en")
    etree.fromstring(f'<p xmlns:epub="http://www.idpf.org/2007/ops">{made}{"".join(notes)}</p>')


def dictionary(file: str, data: bytes) -> None:
    """A dictionary of any form, asked for words."""
    beside = {"de-en.index": b"haus\tA\tK\n", "de-en.dict": b"haus\n house\n"}
    found = resources.load(file, {**beside, file: data}.get)
    for head in list(found.ordered)[:5]:
        found.translations(head)
    found.translations("haus")


def deposit(data: bytes) -> None:
    """A bag in a zip."""
    list(bag.verify(container.unpack(io.BytesIO(data)), "bag.zip"))


def frozen_ids_file(data: bytes) -> None:
    """Frozen ids that load, written and loaded again."""
    found = frozen_ids.load(data, "talk.ids.tsv")
    assert frozen_ids.load(frozen_ids.dump(found).encode(), "talk.ids.tsv") == found, (
        "frozen ids aren't what was written"
    )
    ids.assign(document(), None, frozen=[(one.id, one.context, one.code) for one in found])


def picture(data: bytes) -> None:
    """A cover; ValueError is its answer."""
    try:
        kind = pictures.media_type(data)
        pictures.size(data, kind)
    except ValueError:
        return


def ladder(data: bytes) -> None:
    """A gold standard."""
    scores.read_gold(data, "talk.gold", (5, 5))


TEMPLATE = template(document())
CATALOG, _ = catalog.update(None, TEMPLATE, "fr", catalog.About("x", "1"), MOMENT)
CATALOG = replace(
    CATALOG,
    entries=tuple(
        one.replace(target=f"Oui {k} é", state="done" if k % 3 else "fuzzy") if k % 4 else one
        for k, one in enumerate(CATALOG.entries)
    ),
)


def _parcel() -> Parcel:
    return exchange.parcel(CATALOG, "en")


def _out(name: str) -> bytes:
    sink = io.BytesIO()
    form = registry.load("format", name)
    assert isinstance(form, RoundTrip)
    form.write(_parcel(), ExportOptions(), sink)
    return sink.getvalue()


def _bag() -> bytes:
    payload = {"data/source/a.txt": b"a: b\n", "data/tei/a.tei.xml": b"<TEI/>"}
    digests = {path: bag.digest(io.BytesIO(data)) for path, data in payload.items()}
    files = payload | bag.tags(digests, [("Bagging-Date", "2026-01-01"), ("External-Identifier", "x")])
    sink = io.BytesIO()
    contents = {path: partial(_write, data) for path, data in files.items()}
    container.pack("a-1.0", contents, (2026, 1, 1), sink)
    return sink.getvalue()


def _write(data: bytes, sink: object) -> None:
    sink.write(data)  # type: ignore[attr-defined]


TOML = b"""lang = "en"
title = 'A "talk"'
date = 2026-03-01
apart = ["s2PCS8K", "s051JB1"]
not-speakers = ["Note"]
[[speakers]]
name = "Mara Lind"
key = "mara"
aliases = ["M. L.",
  "Mara", # short
]
[[decide]]
begins = "In the winter"
kind = "narration"
[recording]
duration = "1:02:03"
date = 2026-02-28
[[pins]]
lang = "fr"
begins = "And then?"
which = "1 of 2"
"""
PROJECT = b"""source-language = "en"
target-languages = ["fr", "zh-Hans"]
date = "2026-05"
[align]
dictionaries = ["de-fr=words.tsv"]
[tei]
dialogue = "sp"
[[editions]]
name = "book"
documents = ["talk"]
[[editions.parts]]
title = "One"
documents = ["talk"]
[editions.titles]
fr = "Un"
"""
PAGE = b"""# A *page* of words

Some `code` and [a link](https://a.example/ "t"), <b>tags</b> &amp; more.

> quoted
> - a list
>   1. in a list

| a | b |
|---|---|
| c | d |

***

[x]: https://b.example/
"""
MARKS = "so *very* **old** [a *map*](https://a.example/b_(c)) x^[with *words* [in](http://b)]"
MARKS += " {漢字|かん|じ} \\*no\\*"
TEI = (DATA / "tei/alone.tei.xml").read_bytes()
PLAY = b"""<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Hut</title></titleStmt>
<publicationStmt><idno type="handle">11356/1</idno></publicationStmt><sourceDesc><bibl><title>Hut</title>
</bibl></sourceDesc></fileDesc><profileDesc><particDesc><listPerson><person xml:id="a">
<persName>Ana</persName></person></listPerson></particDesc></profileDesc></teiHeader>
<text xml:lang="en"><front><div><head>Who</head>
<castList><castItem>Ana</castItem></castList></div></front><body>
<div type="act" xml:id="act1"><head>One</head>
<stage>A hut.</stage><sp who="#a #b" xml:id="sp1"><speaker>ANA.</speaker>
<lg><l>Sit <stage>sits</stage> down,</l>
<stage>She goes.</stage><l>now.</l></lg></sp>
<u who="#b"><seg>Well <vocal><desc>laughs</desc></vocal><w>so</w><pc>.
</pc></seg></u><note place="foot">n</note><figure><head>h</head><p>f</p></figure>
<app><lem>x</lem><rdg>y</rdg></app>
<floatingText><body><p>letter</p></body></floatingText><list><item>i<list><item>j</item></list></item></list>
<shift feature="loud" new="f"/><graphic url="a.png"/><?pi x?><!-- c --></div></body></text></TEI>"""
ELEMENTS = (
    "p ab head l lg sp speaker stage u seg s w pc note list item label figure figDesc graphic "
    "floatingText body  front back div div1 div2 app lem rdg choice sic corr orig reg abbr expan add del "
    "gap unclear supplied vocal  kinesic incident writing shift pause quote q said cit bibl ref ptr name "
    "rs date num foreign emph hi title  table row cell lb pb milestone anchor castList castItem role "
    "roleDesc set prologue epilogue epigraph salute  signed dateline byline trailer argument opener "
    "closer titlePage docTitle titlePart imprimatur subst ruby rb rt  spanGrp span linkGrp link "
    "annotationBlock text group TEI teiHeader standOff timeline when formula code  eg egXML xi:include "
    "unknown "
).split()  # fmt: skip
ATTRIBUTES = (
    "xml:id xml:lang who type n unit rend target corresp reason new desc cert ana place part sameAs".split()
)
XML = [
    *(f"<{name}>".encode() for name in ELEMENTS), *(f"</{name}>".encode() for name in ELEMENTS),
    *(f"<{name}/>".encode() for name in ELEMENTS), *(f' {name}="#a #b"'.encode() for name in ATTRIBUTES),
    b"<?diglot []?>", b'<?diglot "\\ud800"?>', b"<?diglot {}?>", b"<?x y?>", b"<!-- -->", b"<![CDATA[x]]>",
    b"&#x85;", b"&#55296;", b"&amp;", b"&nbsp;", b"<!DOCTYPE a>", b' href="%00"', b' href="a%00.xml"',
    b' cert="nan"',
]  # fmt: skip
WORD = [
    *XML[-12:],
    *(f"<w:{name}>".encode() for name in "p r t tbl tr tc sdt drawing txbxContent hyperlink ruby".split()),
    *(f"</w:{name}>".encode() for name in "p r t tbl tr tc sdt drawing txbxContent hyperlink".split()),
    *(f'<w:{name} w:val="1" w:id="1"/>'.encode()
      for name in "b i pStyle outlineLvl footnoteReference".split()),
    b'<w:fldChar w:fldCharType="begin"/>', b'<w:sym w:char="D800"/>', b"<w:br/>", b"<w:tab/>",
    b' Target="../../../x"', b' TargetMode="External"', b'<w:basedOn w:val="S"/>',
]  # fmt: skip
SHEET = [
    *XML[-12:],
    *(f"<{name}>".encode() for name in "row c v is t si r rPh f sheetData cols".split()),
    *(f"</{name}>".encode() for name in "row c v is t si r rPh f sheetData cols".split()),
    *(f' {name}="9"'.encode() for name in "r s t hidden min max numFmtId state".split()),
    b' t="s"', b' t="str"', b' r="XFD1048576"', b' formatCode="[h]:mm:ss.000"', b"_x0007_", b' date1904="1"',
]  # fmt: skip
OPEN_DOCUMENT = [
    *XML[-12:],
    *(f"<text:{name}>".encode() for name in "p h span list list-item note note-body section a ruby".split()),
    *(f"</text:{name}>".encode() for name in "p h span list list-item note note-body section a".split()),
    b"<draw:frame>", b"<draw:text-box>", b"</draw:text-box>", b"</draw:frame>", b'<text:s text:c="999"/>',
    b"<table:table>", b"<table:table-row>", b"<table:table-cell>", b"</table:table-cell>",
    b'<table:table-cell table:number-columns-repeated="999"/>', b' text:outline-level="99"',
    b' style:parent-style-name="P1"', b' xlink:href="../x"',
]  # fmt: skip
HTML = [
    *XML[-12:],
    *(f"<{name}>".encode()
      for name in "p div a b i sup table tr td ul li dl dt dd pre ruby rt q h1 aside".split()),
    *(f"</{name}>".encode() for name in "p div a b i sup table tr td ul li dl dt dd pre q h1 aside".split()),
    b'<a href="#n">1</a>', b' id="n"', b' class="footnotes"', b' class="noteref"', b' hidden', b"<br>",
    b"<!--",
    b'<meta charset="rot13">', b' style="display:none"', b' full-path="../x"', b' idref="x"',
    b' href="../../x"',
    b' linear="no"', "\u00a0".encode() * 99,
]  # fmt: skip
LABELS = [
    b"Mara Lind: ", b"MARA: ", b"Q. ", b"A: ", b"(Laughter.)", b"[00:01:02] ", b")host:*", b"(((", b"* * *",
    b"\n\n", b"\r\n", b"\r", b"    ", "主持人：".encode(), "李（以下简称L）：".encode(), b"WEBVTT\n\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n", b"<v Mara>", b"Published: ", b"Note: ", b"# ", b"**Mara:** ",
    b"- ", "— ".encode(), "\u202e".encode(), b"\xff", "\u0301".encode() * 9, b"\0",
    "\ud7ff\ue000\ufffe".encode(), b"\x85", b"\x0c", b"^[", b"](", b"{|}", b"*" * 9,
]  # fmt: skip
PO_WORDS = [
    b'msgid "', b'msgstr "', b'msgctxt "', b'msgid_plural "', b'msgstr[0] "', b"#, fuzzy\n", b"#~ ",
    b"#| msgid ", b"#: a:1\n", b"#. s2PCS8K\n", b'"\n', b"\\n", b"\\x41", b"\\101", b"\\",
    b"#-#-#-#-#  a.po  #-#-#-#-#\\n", b"\n\n", b'"Content-Type: text/plain; charset=EUC-JP\\n"\n',
    b'"Plural-Forms: nplurals=9; plural=n;\\n"\n', b"domain x\n",
    b"#: \xe2\x81\xa8a b\xe2\x81\xa9:9999999999999999999999\n", b"# aligned 0.9 [000000]\n",
    b"#~| msgid \"x\"\n",
]  # fmt: skip
TOML_WORDS = [
    b"[[speakers]]\n", b"[a.b]\n", b"a.b.c = 1\n", b"x = [", b"]", b"{a = 1}", b"'''", b'"""', b"\\u0000",
    b"\\uD800", b"= 0x" + b"f" * 40, b"= " + b"9" * 30, b"= 1e999", b"= nan", b"= 9999-99-99",
    b"= 0001-01-01T00:00:00-23:59", b"[" * 40, b"key = ", b"lang = ", b'"\xef\xbb\xbf"', b"# c\n", b"\r",
    b"\t", b"apart = []\n", b"pins = []\n", b"pins = [{lang='fr'}]\n",
]  # fmt: skip
MARK_WORDS = [
    b"*", b"**", b"[", b"](https://a.b)", b"](", b")", b"^[", b"]", b"{", b"|", b"}", b"\\", b"<", b"&",
    b"_", b"`", b"~", b"> ", b"- ", b"1. ", b"# ", b"|", b"\n", b"\n\n", b"![", b"<script>", b"javascript:",
    b"&#0;", b"&#xD800;", b"***",
]  # fmt: skip
YAML = [
    b"---\n", b"...\n", b"&a ", b"*a", b"<<: *a\n", b"!!python/name:os.system ", b"!!binary ", b"? ",
    b"- ", b": ",
    b"{", b"}", b"[", b"]", b"|\n", b">-\n", b'"\\x1b"', b"#", b"%YAML 9.9\n", b"\t", b"speakers: ",
    b"language: ",
]  # fmt: skip
FRONT = b"""---
title: The bell
date: 2026-03-01
speakers: [Mara Lind, {name: "Ilya Bern", role: host}]
---

Mara Lind: So it rang.[^1]

Ilya Bern: [It](https://example.org/a) did.

[^1]: Twice.
"""
CELLS = [
    b'"', b",", b";", b"\t", b"\n", b"\r\n", b"=1+1", b"'", b"id", b"source", b"target", b"document",
    b"languages", b"state", b"done", b"en > fr", b">", b"\0", b"\xff", b"\xef\xbb\xbf",
]  # fmt: skip
SHEET = [
    b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>', b'<c r="A0">', b'r="A1"', b'r="ZZZZ9"',
    b'r="A9999999999"', b'<row r="1048576">', b'<row r="-1">', b'<dimension ref="A1:XFD1048576"/>',
    b'<v>1e999</v>', b"<v>99999999999</v>", b't="s"', b't="d"', b't="e"', b't="b"', b"<f>1/0</f>",
    *XML[:20],
]  # fmt: skip
CUES = [
    b"00:00:01,000 --> 00:00:02,000\n", b"00:02.000 --> 00:01.000\n", b"9999:99:99.999 --> x\n", b"-->",
    b"WEBVTT\n\n", b"NOTE x\n", b"<v Mara>", b"</v>", b"<i>", b"<00:00:01.000>", b"<ruby>", b"<rt>", b"- ",
    b">> ", b"&amp;", b"&#0;", b"{\\an8}", b"[laughs]", b"\n\n", b"\r", b"1\n", b"#00:00:01-2#",
    b"Mara  0:01\n", b"\x151_2\x15", b"*MAR:\t", b"%mor:\t", b"@", b"\0", b"\xff", b"\xef\xbb\xbf",
]  # fmt: skip
JSON = [
    b"{", b"}", b"[", b"]", b"[" * 9000, b"null", b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b'""',
    b'"\\ud800"',
    *(f'"{key}": '.encode() for key in "segments start end text words word speaker chunks timestamp".split()),
    *(f'"{key}": '.encode() for key in "transcription offsets from tokens events segs utf8 elements".split()),
    b"true", b",", b":", b"\\", b'"<p><span class=\\"timestamp\\">"', b'"<br>"',
]  # fmt: skip
RULES = json.dumps(bag.bag_profile()).encode()[:20]
TAGS = [
    b"data/", b"../", b"/etc/passwd", b"a" * 128 + b"  data/x\n", b"Payload-Oxum: 1.1\n",
    b"BagIt-Version: 1.0\n", b"  ", b"*", b"%0A", b"\\", b"\r\n", b"\n", b":", b"fetch.txt", RULES,
]  # fmt: skip
EDICT = "猫 [ねこ] /cat/(n) feline/\n中國 中国 [Zhong1 guo2] /China/\n".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><path d="M0 0"/><a href="#x"/></g></svg>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x04\0\x08\x06\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\x04\0\x04\0\x03"


def _shape(suffix: str) -> bytes:
    """A conversation in a form of word processors and pages."""
    return next(make(turns(TALKS[1])) for known, make in SHAPES.values() if known == suffix)


def _timed(suffix: str) -> list[bytes]:
    """A conversation in each form with times that has the suffix."""
    return [shape.render(TALKS[1]) for shape in TIMED.values() if shape.suffix == suffix]


def every() -> tuple[Input, ...]:
    """All inputs."""
    transcripts = [path.read_bytes() for path in sorted(DATA.glob("transcripts/*/*.txt"))]
    transcripts = [data for data in transcripts if len(data) < 4000]
    editions = [(DATA / f"tei/{name}.tei.xml").read_bytes() for name in ("alone", "bare", "parallel")]
    rows = frozen_ids.dump(frozen_ids.freeze(ids.assign(document(), None), (), "1.0")).encode()
    return (
        Input("transcript", transcripts, LABELS, transcript),
        Input("tei", [PLAY, PLAY, *editions], XML, tei),
        *(
            Input(suffix, [_shape(suffix)], words, partial(office, suffix), packed=True)
            for suffix, words in (
                *((".docx", WORD), (".odt", OPEN_DOCUMENT), (".epub", HTML)),
                *((".xlsx", SHEET), (".ods", OPEN_DOCUMENT)),
            )
        ),
        Input("html", [_shape(".html")], HTML, partial(office, ".html")),
        Input("markdown", [_shape(".md"), PAGE, FRONT], MARK_WORDS + YAML, partial(office, ".md")),
        *(
            Input(f"timed {suffix}", _timed(suffix), words, partial(office, suffix))
            for suffix, words in (
                *((suffix, CUES) for suffix in (".srt", ".vtt", ".cha", ".txt")),
                *((suffix, JSON) for suffix in (".json", ".otr")),
                *((suffix, XML) for suffix in (".eaf", ".exb")),
            )
        ),
        Input("po", [po.dump(CATALOG), po.dump(TEMPLATE)], PO_WORDS, po_file),
        *(
            Input(name, [_out(name)], words, partial(exchanged, name))
            for name, words in (("xliff", XML), ("xliff12", XML), ("csv", CELLS), ("tsv", CELLS))
        ),
        Input("xlsx", [_out("xlsx")], SHEET, partial(exchanged, "xlsx"), packed=True),
        Input("docx", [_out("docx")], WORD + JSON, partial(exchanged, "docx"), packed=True),
        Input("settings", [TOML, PROJECT], TOML_WORDS, settings),
        Input("page", [PAGE], MARK_WORDS, page),
        Input("marks", [MARKS.encode()], MARK_WORDS, marked),
        Input("words", [b"Haus\thouse; home\n", EDICT], CELLS, partial(dictionary, "de-en.tsv")),
        Input("dictd", [b"haus\tA\tK\nbaum\tB\tCC\n"], CELLS, partial(dictionary, "de-en.index")),
        Input("gzip", [gzip.compress(EDICT, mtime=0)], [b"\x1f\x8b"], partial(dictionary, "edict.gz")),
        Input("bag", [_bag()], TAGS, deposit, packed=True),
        Input("frozen ids", [rows], CELLS, frozen_ids_file),
        Input("picture", [SVG, PNG, JPEG], [*XML, b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8X"], picture),
        Input(
            "gold",
            [b"[0]:[0]\n[1, 2]:[1]\n"],
            [b":", b",", b"[", b"]", b"-1", b"9" * 5000, "\u0663".encode(), b"\n"],
            ladder,
        ),
    )


def repack(data: bytes, alter: Callable[[bytes], bytes], which: int) -> bytes:
    """A zip in which one file is altered."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w") as new:
        names = old.namelist()
        for number, name in enumerate(names):
            content = old.read(name)
            new.writestr(name, alter(content) if number == which % len(names) else content)
    return sink.getvalue()
