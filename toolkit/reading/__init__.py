"""Read the text of a transcript as a document.

A reader takes a file apart until it has lines, and calls `document` with them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.config import Sidecar
from toolkit.findings import Findings
from toolkit.model import Document, Location
from toolkit.reading.lines import Content, Line

if TYPE_CHECKING:
    from toolkit.reading.decisions import Undecided

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
) -> tuple[Document, Findings]:
    """The document in what a container gives, and the findings.

    Its paragraphs have no ids yet.

    name           of the document
    path           of the file, as it is shown to a person
    lang           BCP 47; "und" will do: labels of all languages are known in every transcript
    encoding, bom  how the file was read, where the text is all that was in it
    known          the same as it was read before, maybe with another sidecar
    """
    # A text that is no transcript is only decoded.
    from toolkit.reading.decisions import OpenReading
    from toolkit.reading.seams import Seams, relaid
    from toolkit.reading.transcript import meta, parse

    limits.check(len(content.lines), limits.LINES, path)
    for line in content.lines:
        limits.check(len(line.text), limits.PARAGRAPH, Location(path, line.number))
    laid = relaid(content, sidecar, path)
    parsed = parse(laid, path, lang, sidecar, known)
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
        undecided, decided, blocks = parsed.open

        def again(other: Sidecar) -> tuple[Document, Findings]:
            # Other paragraphs are another text.
            same = (other.split, other.join) == (sidecar.split, sidecar.join)
            return document(
                content,
                name=name,
                path=path,
                lang=lang,
                sidecar=other,
                encoding=encoding,
                bom=bom,
                known=undecided if same else None,
            )

        problems = replace(
            problems, open=OpenReading(undecided, decided, blocks, Seams(content.lines), again)
        )
    return read, problems
