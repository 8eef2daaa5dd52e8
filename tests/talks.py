"""What is read of a text, and who says what in it, for tests of any reader."""

from collections.abc import Iterable

from toolkit import registry
from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.model import Document, Kind
from toolkit.readers import plain
from toolkit.readers.forms import recognise
from toolkit.text.markup import Span
from toolkit.workflow.transcripts import read_data


def read(
    *paragraphs: str, path: str = "x.txt", lang: str = "und", sidecar: Sidecar | None = None
) -> Document:
    """What is read of a text, or of its paragraphs."""
    data = "\n\n".join(paragraphs).encode()
    return read_data(data, sidecar or Sidecar(), path=path, name="x", lang=lang)[0]


def read_and_asked(
    *paragraphs: str, path: str = "x.txt", lang: str = "und", sidecar: Sidecar | None = None
) -> tuple[Document, list[Finding]]:
    """What is read of a text, or of its paragraphs, and what is asked about it."""
    data = "\n\n".join(paragraphs).encode()
    document, findings = read_data(data, sidecar or Sidecar(), path=path, name="x", lang=lang)
    return document, [*findings]


def texts_of(document: Document, kind: Kind) -> list[str]:
    """The paragraphs of a kind, in the order of the text."""
    return [paragraph.text for paragraph in document.paragraphs() if paragraph.kind == kind]


def kinds_of(document: Document) -> dict[str, Kind]:
    """What each paragraph is, by its text."""
    return {paragraph.text: paragraph.kind for paragraph in document.paragraphs()}


def read_plain(text: str) -> Document:
    """What is read of plain text, which is written again as it was."""
    document, _ = plain.read(text.encode(), path="x.txt", name="x", lang="und", sidecar=Sidecar())
    assert plain.write(document).decode() == text
    return document


def said(document: Document) -> list[tuple[str, str]]:
    """Who says what, in the order of the text; "" for nobody who is named."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (" + ".join(names[key] for key in turn.speakers), paragraph.text)
        for turn in document.turns
        for paragraph in turn.paragraphs
        if paragraph.kind == "speech"
    ]


def words_of(spans: Iterable[Span]) -> str:
    """The words in some spans, with those inside of them."""
    return "".join(span.text + words_of(span.inside) for span in spans)


def read_file(data: bytes, path: str) -> Document:
    """What the reader that knows a file finds in it, before messages have ids."""
    reader = registry.load("reader", recognise(data, path))
    return reader.read(data, name="talk", path=path, lang="und", sidecar=Sidecar())[0]


def heard(document: Document) -> list[tuple[str, int | None, str]]:
    """Who says what, and when."""
    whole = (part for part in document.paragraphs() if part.kind == "speech")
    return [(who, part.times.start, text) for (who, text), part in zip(said(document), whole, strict=True)]
