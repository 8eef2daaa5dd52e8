"""Tell what a file is: by its bytes, and else by its name.

A form is recognised where its bytes leave no doubt. Nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from toolkit import late, limits, registry
from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.text.data import json_text
from toolkit.text.files import MARKS, is_binary
from toolkit.text.hygiene import SURROGATE, shortened

_HEAD = 1 << 16
_HALF = late.regex(rb"\\u[dD][89a-fA-F]")
_DIGITS = 300
"""Digits of a whole number, from which on it is beyond all that can be reckoned with."""
_SAVE_AS = "Save it as DOCX or as plain text (.txt) in the program that made it."
_CONVERT = "Convert it to Markdown, with"
_EXPORT = "Export the transcript as SRT, WebVTT or plain text. The reference lists the forms that are read."
_RECORDING = "Put the transcript of the recording here, and keep the recording elsewhere."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIP, _ZIP_ENDS = b"PK\x03\x04", b"PK\x05\x06"
_PACKED = frozenset({".docx", ".docm", ".odt", ".ott", ".epub", ".xlsx", ".xlsm", ".xltx", ".ods"})
"""Suffixes of zips that are read: what is wrong in one of them, its reader tells in its own words."""
_OFFICE = {
    b"xl/workbook.bin": "a workbook in Excel's binary form (.xlsb)",
    b"ppt/presentation": "a presentation",
    b"opendocument.presentation": "a presentation",
    b"Index/Document.iwa": "a document of Pages",
}
"""What stands at the beginning or the end of a zip, and what such a zip is."""
_COPY_PDF = "Copy its text into a .txt file, and look whether its lines are still right."
_WRITE_DOWN = "Write down its text, or let a program recognise it."


class Signature(NamedTuple):
    """How files begin that hold no text."""

    begins: re.Pattern[bytes]
    what: str
    cure: str


def _signature(begins: bytes, what: str, cure: str) -> Signature:
    return Signature(late.regex(begins, re.DOTALL), what, cure)


_BINARY = (
    _signature(rb"\s*%PDF", "a PDF", _COPY_PDF),
    _signature(rb"\s*\{\\rtf", "an RTF file", _SAVE_AS),
    _signature(
        re.escape(_OLE) + rb".*" + re.escape("Workbook".encode("utf-16-le")),
        "a workbook of before 2007 (.xls)",
        "Save it as .xlsx in the program that made it.",
    ),
    _signature(re.escape(_OLE), "a file of an office program before 2007 (.doc)", _SAVE_AS),
    _signature(_ZIP, "a zip archive", "Unpack it, and put the transcripts in it here."),
    _signature(_ZIP_ENDS, "an empty zip archive", "Is it the right file?"),
    _signature(rb"\x1f\x8b", "a file compressed with gzip", "Unpack it."),
    _signature(rb"BZh\d1AY&SY", "a file compressed with bzip2", "Unpack it."),
    _signature(rb"\xfd7zXZ\0", "a file compressed with xz", "Unpack it."),
    _signature(rb"\x28\xb5\x2f\xfd", "a file compressed with Zstandard", "Unpack it."),
    _signature(rb"7z\xbc\xaf\x27\x1c", "an archive of 7-Zip", "Unpack it."),
    _signature(rb"Rar!\x1a\x07", "a RAR archive", "Unpack it."),
    _signature(rb".{257}ustar", "a tar archive", "Unpack it."),
    # PNG, JPEG, GIF, WebP, TIFF, BMP, HEIC and AVIF, DjVu.
    _signature(
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|BM....\0\0\0\0"
        rb"|....ftyp(?:hei|hev|mif1|msf1|avi[fs])|AT&TFORM",
        "a picture",
        _WRITE_DOWN,
    ),
    # MP3, AAC, Ogg, FLAC, WAV and AVI, Matroska, MP4 and its kin, AIFF, AMR, CAF, WMA, MPEG, Flash, MIDI.
    _signature(
        rb"ID3[\x02-\x04]\0|\xff[\xf2-\xf3\xfa-\xfb][\x10-\xef].|\xff[\xf0\xf1\xf8\xf9][\x40-\x7f]|OggS\0|fLaC\0"
        rb"|RIFF....(?:WAVE|AVI )|\x1a\x45\xdf\xa3|....ftyp|FORM....AIF[FC]|#!AMR\n|caff\0|FLV\x01|MThd\0"
        rb"|\x30\x26\xb2\x75\x8e\x66\xcf\x11|\0\0\x01[\xb3\xba]",
        "a recording",
        _RECORDING,
    ),
    _signature(rb"SQLite format 3\0", "a database", "Export the transcript from the program that keeps it."),
)
"""The first that fits tells what a file is."""
_SUBTITLES = "Save them as SRT or WebVTT: the program that made them can, and so can Subtitle Edit."
_IMPORT = "`diglot import` takes in what it says. To align, give the text that was translated."
_TO_ELAN = "Import it into ELAN, and save it there (.eaf)."
_COPY = "Copy what is said into a .txt file."
_TEXTS = (
    (late.regex(r"\s*\{\d+\}\{\d+\}"), "a file of subtitles by numbers of pictures (.sub)", _SUBTITLES),
    (late.regex(r"\s*\[\d+\]\[\d+\]"), "a file of subtitles by tenths of a second (.mpl)", _SUBTITLES),
    (late.regex(r"# VobSub index file"), "an index of subtitles that are pictures (.idx)", _WRITE_DOWN),
    (late.regex(r"\d{3}STL\d\d\.\d\d"), "a file of subtitles of broadcasts (.stl)", _SUBTITLES),
    (late.regex(r"@ This file written with the Avid"), "a file of Avid's subtitles", _SUBTITLES),
    (
        late.regex(r"From: [^\n]*\n(?:[A-Z][\w-]*: [^\n]*\n)*Snapshot-Content-Location:"),
        "a page that was saved with all its files in one (.mhtml)",
        "Open it in a browser, and save it as a page, HTML only.",
    ),
    (
        late.regex(r"(?:[A-Z][\w-]*: [^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version: \d"),
        "an e-mail (.eml)",
        "Save the transcript in it as a file of its own.",
    ),
    (late.regex(r"\s*Scenarist_SCC V"), "a file of captions of broadcasts (.scc)", _SUBTITLES),
    (late.regex(r'\s*File type = "ooTextFile'), "a file of Praat (.TextGrid)", _TO_ELAN),
    (
        late.regex(r"(?:\s|#[^\n]*\n)*(?:define \w+ = Character\(|label \w+:\n|init(?: python)?:\n)"),
        "a script of Ren'Py (.rpy)",
        "Let it extract the dialogue as text, and put that into a .txt file.",
    ),
    (late.regex(r"\s*:: Story(?:Title|Data)\b"), "a story of Twine (.twee)", _COPY),
    (late.regex(r"\s*%!PS"), "a page in PostScript", _SAVE_AS),
    (late.regex(r"\s*\{\\rtf"), "an RTF file", _SAVE_AS),
    (
        late.regex(r"(?:\s|%[^\n]*\n)*\\documentclass\b"),
        "a text in LaTeX",
        f"{_CONVERT} `pandoc -f latex`, say.",
    ),
    (
        late.regex(r"(?i)\s*#\+(?:title|author|date|options): "),
        "a text in Org",
        f"{_CONVERT} `pandoc -f org`, say.",
    ),
    (
        late.regex(r"\s*= [^\n=]+\n(?:[^\n]+\n){0,3}(?:\n|:[\w-]+:)"),
        "a text in AsciiDoc",
        "Convert it to HTML, with Asciidoctor, say.",
    ),
    (
        late.regex(r"\s*\\(?:_sh|id|ref|tx) [^\n]*\n(?:[^\n]*\n){0,9}?\\(?:mb|ge|ft) "),
        "a text with glosses of Toolbox (.sfm)",
        _TO_ELAN,
    ),
    (late.regex(r'\s*(?:#[^\n]*\n\s*)*msgid "'), "a catalog of translations (.po)", _IMPORT),
)
"""How texts of programs begin which no reader takes: as plain text, their times would be words."""
_TYPE = 120
"""Bytes at the beginning of a zip, in which the type of an OpenDocument file stands."""
_OF_ROOTS = {
    "xliff": ("a file for translators (.xlf)", _IMPORT),
    "sami": ("a file of SAMI subtitles (.smi)", _SUBTITLES),
    "xmeml": ("a project of a program that cuts films (.xml)", _SUBTITLES),
    "fcpxml": ("a project of Final Cut (.fcpxml)", _SUBTITLES),
    "timedtext": ("a file of YouTube's captions as XML", "Load them as WebVTT or JSON (json3)."),
}
"""By the root in lower case, what XML is that no reader takes, and what to do."""
_OF_KEYS = {"nbformat": ("a notebook of Jupyter (.ipynb)", "Save it as Markdown in Jupyter.")}
"""By one of its keys, what JSON is that no reader takes, and what to do."""
_OF_PAGES = frozenset("html body div p span ul ol table h1 h2 h3 article section".split())
"""Elements that a page, or a piece of one, begins with."""
_ESCAPE = late.regex(r"(?m)\\(?:\r?$|[^\w\s])|\S \^[\w-]{1,60}\r?$")
"""What only Markdown writes: a line break, a sign that is no mark, the name of a paragraph."""
_ROOT = late.regex(
    r"\s*(?:<!--.*?-->\s*|<\?[^>]*>\s*|<!(?!--)[^>]*>\s*|\]\s*>\s*)*+<([A-Za-z_][\w.:-]*)[\s>/]", re.DOTALL
)


def recognise(data: bytes, path: str) -> str:
    """The name of the reader for a file.

    It is the one that knows the bytes as its own, else that of the suffix, else that of plain text. What
    plain text may look like is asked of files whose suffix says no more.

    path  as it is shown to a person
    Raises SourceError for what no reader takes: it says what it is, and what to do.
    """
    by_name = registry.reader_suffixes().get(PurePath(path).suffix.lower(), "")
    if by_name in {"", "plain"}:
        _of_programs(data, path)  # some of their texts look like tables
    if name := next(_surely(data, by_name), ""):
        return name
    # An encrypted DOCX is an OLE file with this stream in it: more is wrong than that it is old.
    if data.startswith(_OLE) and _LOCKED in data:
        hint = "Save it without a password, and give diglot that file."
        raise SourceError("this is a file of an office program with a password.", path, hint)
    if data.startswith(_ZIP):
        # The names of what is in a zip stand at its end, and its type at its beginning.
        ends = data[:_TYPE] + data[-_HEAD:]
        for part, what in _OFFICE.items():
            if part in ends:
                hint = "Copy the transcript out of it into a .txt or .docx file, or save its sheet as .xlsx."
                raise _of_no_reader(what, path, hint)
    packed = data.startswith(_ZIP) and PurePath(path).suffix.lower() in _PACKED
    for kind in _BINARY:
        if not packed and kind.begins.match(data):
            raise _of_no_reader(kind.what, path, kind.cure)
    # Another reader that the suffix names tells in its own words what is wrong with the file.
    if by_name in {"", "plain", "tei"}:
        _of_other_root(data, path)
    if by_name in {"", "plain"}:
        _markup(data, path)
    return by_name or "plain"


def _surely(data: bytes, by_name: str) -> Iterator[str]:
    """The readers that know the bytes as their own; each is imported when it is its turn.

    by_name  the one that the suffix names
    """
    readers = registry.claims()
    written, begins = _syntax(data), start(data)
    # A suffix that says what a file is goes before a guess at what its text looks like. So do Markdown's own
    # escapes.
    marked = by_name == "markdown" and _ESCAPE.search(begins) is not None
    said = marked or (by_name not in {"", "plain", "markdown"} and not readers[by_name].asks)
    # The reader of the suffix first: most files are called what they are. Those without a suffix of their own
    # last: they guess at what a text looks like, which a file with a mark of its form may look like as well.
    for name in sorted(readers, key=lambda name: (name != by_name, not readers[name].suffixes)):
        reader = readers[name]
        may = reader.asks and (reader.suffixes or not said)
        if may and (not reader.syntax or written in reader.syntax) and re.search(reader.mark, begins):
            sure = registry.load("reader", name).sure
            if sure is not None and sure(data):
                yield name


def why_unread(data: bytes, path: str) -> str:
    """What a file in `source/` is that is no document there, and what to do with it."""
    try:
        recognise(data, path)
    except SourceError as error:
        return f"{path} is there: {error.what} {error.hint}"
    if is_binary(data):
        return f"{path} is there, but it is no text. Keep it elsewhere, or make a transcript of it."
    kind = f"no reader reads {PurePath(path).suffix or 'a file without a suffix'}"
    return f"{path} is there, but {kind}. Rename it to .txt if it is plain text."


def _syntax(data: bytes) -> str:
    """Whether a file is a zip, markup or JSON, by its first sign; "" for all else."""
    if data.startswith(b"PK"):
        return "zip"
    # Before the sign may stand a byte order mark, and in UTF-16 a zero.
    sign = data[:_HEAD].translate(None, b"\0\xef\xbb\xbf\xfe\xff").lstrip()[:1]
    return {b"<": "markup", b"{": "json", b"[": "json"}.get(sign, "")


def _markup(data: bytes, path: str) -> None:
    """Refuse JSON and XML that no reader knows: as plain text, its marks would be words."""
    head = start(data).strip()
    if head[:1] in {"{", "["} and (value := json_of(data)) is not None:
        raise unknown_json(value, path)
    # A text may begin with a tag that somebody typed. Only what closes as it opens is XML.
    root = root_of(head)
    if root and (head.startswith("<?xml") or data.rstrip().endswith(f"</{root}>".encode())):
        if root.lower() in _OF_PAGES:
            raise web_page(path)
        # Each turn of somebody may have a tag, `<mara> At home. </mara>`, and others speak between them.
        if head.startswith("<?xml") or not re.search(rf"</{root}>\s*<(?!{root}>|/)|</v>\s*<v ", head):
            what = f"this is XML of no form that is known here: its root is <{root}>."
            raise SourceError(what, Location(path, 1), _EXPORT)


def _of_other_root(data: bytes, path: str) -> None:
    """Refuse XML that programs write and no reader takes, also where its suffix is that of TEI."""
    if known := _OF_ROOTS.get(root_of(start(data)).lower()):
        raise _of_no_reader(known[0], Location(path, 1), known[1])


def web_page(path: str) -> SourceError:
    """What to raise for HTML in a file of plain text."""
    return SourceError(
        "this looks like HTML: tags such as <p> would be read as words.",
        Location(path, 1),
        "Give it the suffix .html; or open it in a browser, copy its text, and save that as plain text.",
    )


def _of_programs(data: bytes, path: str) -> None:
    """Refuse texts of programs that no reader knows."""
    head = start(data).replace("\r\n", "\n")
    for begins, what, cure in _TEXTS:
        if begins.match(head):
            raise _of_no_reader(what, Location(path, 1), cure)


def whole_json(text: str, path: str) -> dict[str, Any] | list[Any]:
    """What `json_of` makes of a text. Raises SourceError where that is nothing, or too much."""
    data = text.encode("utf-8", "replace")
    limits.check(values(data), limits.VALUES, path)
    value = json_of(data)
    if value is not None:
        return value
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        cure = "Is the file whole? Let the program that made it write it again."
        what = f"this is not well-formed JSON: {error.msg}."
        raise SourceError(what, Location(path, error.lineno), cure) from None
    except (ValueError, RecursionError):
        pass  # it has a number or a depth that no file of such a program has
    raise SourceError("this is no JSON of a transcript.", Location(path, 1), _EXPORT)


def unknown_json(value: dict[str, Any] | list[Any], path: str) -> SourceError:
    """What to raise for JSON that no reader knows."""
    if known := next((key for key in _OF_KEYS if key in value), ""):
        return _of_key(known, path)
    # The keys of the file tell its user more than that none of the known forms fits.
    first: Any = value
    while isinstance(first, list):
        first = first[0]
    keys = ", ".join(shortened(key, 30) for key in sorted(first)[:6]) or "nothing"
    what = "a list of objects with" if isinstance(value, list) else "an object with"
    return SourceError(
        f"this is JSON of no form that is known here: {what} {keys}.", Location(path, 1), _EXPORT
    )


def _of_key(known: str, path: str) -> SourceError:
    what, cure = _OF_KEYS[known]
    return _of_no_reader(what, Location(path, 1), cure)


def start(data: bytes, most: int = _HEAD) -> str:
    """The first characters of a file, so far as its mark or UTF-8 can tell: to look at, not to keep."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) : most].decode(encoding, "replace")
    return data[:most].decode("utf-8", "replace")


def root_of(head: str) -> str:
    """The name of the element that a text begins with; "" for what begins otherwise."""
    tag = _ROOT.match(head)
    return tag[1] if tag else ""


def rooted(*roots: str) -> Callable[[bytes], bool]:
    """What tells whether a file has one of some roots, in any namespace."""
    return lambda data: root_of(start(data)).rpartition(":")[2] in roots


def begun(pattern: re.Pattern[str]) -> Callable[[bytes], bool]:
    """What tells whether a file begins as one of a form does."""
    return lambda data: pattern.match(start(data, 4096)) is not None


def json_of(data: bytes) -> dict[str, Any] | list[Any] | None:
    """The object, the list of objects or of such lists in a file of JSON, perhaps one a line; else None."""
    head = start(data, 256).lstrip()
    if head[:1] not in {"{", "["}:
        return None
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        data = start(data, len(data)).encode()
    # Asked before it is parsed. The reader, which knows the path, refuses it with words.
    if values(data) > limits.VALUES.most:
        return None
    try:
        value = _parsed(data)
        if _HALF.search(data):
            # An escape can write half a character, which no other file can hold.
            value = json.loads(SURROGATE.sub("\ufffd", json_text(value)))
    except (ValueError, RecursionError):
        return None
    first = value[0] if isinstance(value, list) and value else value
    first = first[0] if isinstance(first, list) and first else first
    return value if isinstance(first, dict) else None


def _whole(digits: str) -> int | float:
    """A whole number; of 300 digits or more a float, which may be infinite, as 1e400 is."""
    return int(digits) if len(digits) < _DIGITS else float(digits)


def _parsed(data: bytes) -> Any:
    """What a file of JSON says; of one with an object a line, the list of these."""
    try:
        return json.loads(data, parse_int=_whole)
    except json.JSONDecodeError:
        rows = [row for row in data.split(b"\n") if row.strip()]
        # One that goes on below is damaged, and no list.
        if len(rows) < 2 or not all(row.strip().startswith(b"{") for row in rows):
            raise
        return [json.loads(row, parse_int=_whole) for row in rows]


def values(data: bytes) -> int:
    """How many values a file of JSON has at most: each takes many times its bytes."""
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def _of_no_reader(what: str, where: Location | str, cure: str) -> SourceError:
    """What to raise for a file whose form is known, and read by nobody."""
    return SourceError(f"this is {what}, which no reader takes.", where, cure)
