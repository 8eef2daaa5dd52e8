"""A transcript as a document: who speaks, what an editor decides, and what stays in doubt.

A reader takes a file apart until it has lines, and calls `document` with them. What each line is, `reading`
tells.
"""

from __future__ import annotations

from toolkit import limits
from toolkit.config import Sidecar
from toolkit.findings import Findings
from toolkit.model import Document, Location
from toolkit.reading.lines import Content


def document(
    content: Content,
    *,
    name: str,
    path: str,
    lang: str,
    sidecar: Sidecar,
    encoding: str = "utf-8",
    bom: bytes = b"",
) -> tuple[Document, Findings]:
    """The document in what a container gives, and the findings.

    Its paragraphs have no ids yet.

    name           of the document
    path           of the file, as it is shown to a person
    lang           BCP 47; "und" will do: labels of all languages are known in every transcript
    encoding, bom  how the file was read, where the text is all that was in it
    """
    # A text that is no transcript is only decoded.
    from toolkit.reading.cut_labels import whole_labels
    from toolkit.reading.run_in import parted
    from toolkit.transcript.read import read
    from toolkit.transcript.seams import Seams

    limits.check(len(content.lines), limits.LINES, path)
    for line in content.lines:
        limits.check(len(line.text), limits.PARAGRAPH, Location(path, line.number))
    content = whole_labels(parted(content))
    empty = Document(name, lang, (), (), path=path, encoding=encoding, bom=bom)
    return read(content, empty, sidecar, Seams(content.lines))
