"""Plain text: bytes to characters and back.

`toolkit.reading` finds the turns in them.
"""

from __future__ import annotations

import re
from typing import Protocol

from toolkit import late, limits, transcript
from toolkit.config import Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.errors import DiglotError, SourceError
from toolkit.findings import Findings
from toolkit.model import Document, Location
from toolkit.readers import Read, Reader, forms, front_matter, text_lines
from toolkit.reading.lines import Content
from toolkit.text import conflicts, files

_PAGE = late.regex(r"\s*<(?:!doctype html|html[\s>])", re.IGNORECASE)
_LINE_END = late.regex("\r\n|\r|\n")


def content(text: str, *, path: str) -> Content:
    """The lines of a transcript, and what its front matter says.

    Raises SourceError for a page of the web.
    """
    _no_html(text, path)
    try:
        front = front_matter.read(text, path)
    except DiglotError:
        # Nobody said that it is Markdown: two rules may have any text between them.
        return text_lines.content(text, path)
    return text_lines.content(text, path, front.end, front.meta, front.cast)


class TakeTextApart(Protocol):
    """From all characters of a file to the lines of a container, and what it knows of each.

    Raises SourceError where they can't be read.
    """

    def __call__(self, text: str, *, path: str) -> Content:
        """Take it apart.

        path  as it is shown to a person
        """
        ...


def of_text(content: TakeTextApart, *, in_lines: bool = True) -> Read:
    """How a document is read of a container that is text. Its file can be written again by `write`.

    in_lines  whether its lines are those of the text; else it may all stand on one
    """

    def read(data: bytes, *, name: str, path: str, lang: str, sidecar: Sidecar) -> tuple[Document, Findings]:
        text, encoding, bom = decode(data, path, sidecar.encoding)
        if in_lines:
            _check_lines(text, path)
        # Else both versions would be printed, with the names of branches between them.
        taken = content(conflicts.undisputed(text, path), path=path)
        return transcript.document(
            taken, name=name, path=path, lang=lang, sidecar=sidecar, encoding=encoding, bom=bom
        )

    return read


read = of_text(content)
"""How a transcript in plain text is read."""


def write(document: Document) -> bytes:
    """The file again, byte for byte."""
    return document.bom + "".join([document.head, *document.raw]).encode(document.encoding)


def decode(data: bytes, path: str, declared: str, *, option: bool = False) -> tuple[str, str, bytes]:
    """The characters, their encoding, the byte order mark.

    Raises SourceError.

    A mark wins over a declaration: no text in another encoding begins with these bytes.

    option  whether `--encoding` declares it, and not the sidecar
    """
    bom, encoding = next(((mark, name) for mark, name in files.MARKS if data.startswith(mark)), (b"", ""))
    # Nothing is guessed: a wrong encoding would be in all catalogs before anybody sees it.
    encoding = encoding or _known(declared, path, option) or "utf-8"
    body = data[len(bom) :]
    says = f" as {'--encoding' if option else 'its sidecar'} says" if declared and not bom else ""
    hint = _hint(path, option)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        # Somebody who names an encoding knows that it is text, and only UTF-16 and UTF-32 have such bytes.
        if not bom and not declared and files.is_binary(body):
            raise SourceError(
                "this is no text: it has bytes that stand in no text.",
                path,
                "Is it the right file? UTF-16 without a byte order mark needs its name in the sidecar: "
                'encoding = "utf-16-le".',
            ) from error
        raise _undecodable(error, body, says, path, hint) from error
    except UnicodeError as error:
        raise SourceError(f"this is not {encoding}{says}: {error}.", Location(path, 1), hint) from error
    # An edition must be able to give the file back: some encodings have two ways to write the same text.
    try:
        same = encoding == "utf-8" or text.encode(encoding) == body
    except UnicodeError:
        same = False
    if not same:
        drop = "leave --encoding out" if option else "remove `encoding` from the sidecar"
        raise SourceError(
            f"the text can't be written in {encoding} again with the same bytes.",
            Location(path, 1),
            f"Save it as UTF-8, and {drop}.",
        )
    return text, encoding, bom


def _check_lines(text: str, path: str) -> None:
    """Refuse more lines than a transcript has, and a line that is longer than any paragraph."""
    # Counted, and not split: this is asked of texts that are too large.
    limits.check(max(map(text.count, "\n\r")), limits.LINES, path)
    # Nearly all files pass here. Not all ends of lines are told apart, so that none is longer than this.
    if max(map(len, text.split("\n"))) > limits.PARAGRAPH.most:
        for number, line in enumerate(_LINE_END.split(text), 1):
            limits.check(len(line), limits.PARAGRAPH, Location(path, number))


def _no_html(text: str, path: str) -> None:
    """Refuse a page of the web.

    Its tags would be read as words, and as labels. Raises SourceError.
    """
    if _PAGE.match(text):
        raise forms.web_page(path)


def _known(declared: str, path: str, option: bool) -> str:
    """Python's name of a declared encoding; "" for none."""
    if not declared:
        return ""
    where = path if option else _sidecar(path)
    form = "--encoding {}" if option else 'encoding = "{}"'
    try:
        name = files.encoding(declared)
    except LookupError as error:
        raise SourceError(
            f"{declared!r} is no encoding of text that is known here.",
            where,
            f"Write a name that Python knows, such as {form.format('euc-kr')}, or gb18030, cp1252.",
        ) from error
    # A mark is no part of the text, and was looked for already.
    if name == "utf-8-sig":
        return "utf-8"
    if name in {"utf-16", "utf-32"}:
        raise SourceError(
            f"the file has no byte order mark, so {name} could be either of two encodings.",
            where,
            f"Write {form.format(f'{name}-le')} or {form.format(f'{name}-be')}.",
        )
    return name


def _undecodable(error: UnicodeDecodeError, body: bytes, says: str, path: str, hint: str) -> SourceError:
    encoding = error.encoding
    before = body[: error.start].decode(encoding, "replace")
    # Lines are counted as editors do, in what could be decoded.
    ends = list(_LINE_END.finditer(before))
    column = len(before) - (ends[-1].end() if ends else 0) + 1
    wrong = " ".join(f"{byte:02X}" for byte in body[error.start : max(error.end, error.start + 1)][:4])
    return SourceError(
        f"byte {wrong} at column {column} is not {encoding.upper()}{says}.",
        Location(path, len(ends) + 1),
        hint,
    )


def _hint(path: str, option: bool) -> str:
    if option:
        return "Name another encoding, or save the file as UTF-8 and leave --encoding out."
    return (
        f"Save the file as UTF-8, or name its encoding: in {_sidecar(path)}, such as "
        'encoding = "euc-kr" ("gb18030", "shift_jis", "cp1252" ...), or with --encoding where you give the '
        "file to `show` or `align`."
    )


def _sidecar(path: str) -> str:
    """The file that may name a transcript's encoding."""
    return sidecar_shown(path) or "its sidecar"


READER = Reader(suffixes=(".txt", ".text"), read=read, write=write)
