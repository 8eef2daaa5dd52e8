"""Read the text of a transcript as a document.

A reader takes a file apart until it has lines, and calls `document` with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.config import Sidecar
from toolkit.findings import Findings
from toolkit.model import Document, Location
from toolkit.reading.lines import Content, Line

if TYPE_CHECKING:
    from toolkit.reading.decisions import Undecided
    from toolkit.reading.nearby import ReadBefore
    from toolkit.reading.seams import Seams

__all__ = ["Content", "Line", "document"]


def document(
    content: Content,
    *,
    name: str,
    path: str,
    lang: str,
    sidecar: Sidecar,
    encoding: str = "utf-8",
    bom: bytes = b"",
    known: Undecided | None = None,
    before: ReadBefore | None = None,
    otherwise: Sequence[int] = (),
    seams: Seams | None = None,
) -> tuple[Document, Findings]:
    """The document in what a container gives, and the findings.

    Its paragraphs have no ids yet.

    name           of the document
    path           of the file, as it is shown to a person
    lang           BCP 47; "und" will do: labels of all languages are known in every transcript
    encoding, bom  how the file was read, where the text is all that was in it
    known          the same as it was read before, maybe with another sidecar
    before         the same with other decisions, where what is near them will do
    otherwise      the numbers of the lines that were parted or put together in another way there, ascending
    seams          the places where its paragraphs may begin, where they are known
    """
    # A text that is no transcript is only decoded.
    from toolkit.reading.open_reading import OpenReading
    from toolkit.reading.seams import Seams, parted, relaid
    from toolkit.reading.transcript import meta, parse

    if seams is None:
        limits.check(len(content.lines), limits.LINES, path)
        for line in content.lines:
            limits.check(len(line.text), limits.PARAGRAPH, Location(path, line.number))
        content = parted(content)
    places = seams or Seams(content.lines)
    laid = relaid(content, sidecar, path, places)
    parsed = parse(laid, path, lang, sidecar, known, before, otherwise)
    read = Document(
        name=name,
        lang=lang,
        speakers=parsed.speakers,
        turns=parsed.turns,
        meta=meta(laid, sidecar.meta(), parsed.turns),
        path=path,
        encoding=encoding,
        bom=bom,
        head=parsed.head,
        raw=parsed.raw,
    )
    problems = parsed.problems
    if parsed.open is not None:
        now, whole = parsed.open
        sure, then = whole or known or now.undecided, sidecar

        def again(sidecar: Sidecar, *, near: bool = False) -> tuple[Document, Findings]:
            return document(
                content,
                name=name,
                path=path,
                lang=lang,
                sidecar=sidecar,
                encoding=encoding,
                bom=bom,
                known=sure,
                before=now if near else None,
                otherwise=places.otherwise(then, sidecar),
                seams=places,
            )

        opened = OpenReading(now, sure, places, whole is not None, again)
        problems = replace(problems, open=opened)
    return read, problems
