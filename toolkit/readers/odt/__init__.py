"""ODT: what LibreOffice writes, packed (.odt) or as one file of XML (.fodt).

Insertions that are tracked are read, deletions aren't. Comments, pictures, headers and footers aren't read.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from toolkit.errors import SourceError
from toolkit.readers import Reader, leftovers, of_content, xml_files
from toolkit.readers.odt import styles
from toolkit.readers.odt.body import OdtBodyReader, OdtSources
from toolkit.readers.packages import AGAIN, Package, child, name, words
from toolkit.readers.paragraphs import TextBudget, believable
from toolkit.reading.content import Content

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = b"application/vnd.oasis.opendocument.text"
_FLAT = b"<office:document"


def content(data: bytes, *, path: str) -> Content:
    """The lines of a text; their numbers are those of its paragraphs.

    Raises SourceError for what is none.
    """
    body, looks, properties = _parts(data, path)
    text = child(child(body, "body"), "text")
    if text is None:
        raise SourceError("there is no text in this ODT.", path, AGAIN)
    found = OdtSources(path, TextBudget(path), styles.read(looks))
    # A deletion is kept beside the text, in a list of changes.
    changes = child(text, "tracked-changes")
    deleted = 0 if changes is None else sum(name(one) == "deletion" for one in changes.iter())
    found.left_out["deletion"] += deleted
    lines = OdtBodyReader(found, count(1).__next__).blocks(text)
    # As in a DOCX: the rest is of the machine on which it was made.
    title = words(child(properties, "meta", "title"))
    meta = {"title": title} if title else {}
    return Content(believable(lines), meta=meta, findings=leftovers.report(found.left_out, path))


def _parts(data: bytes, path: str) -> tuple[_Element | None, list[_Element | None], _Element | None]:
    """The part with the text, those with styles, that with the properties."""
    if not data.startswith(b"PK"):
        root = xml_files.parse(data, path)
        return root, [root], root
    package = Package(data, path, "ODT")
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        hint = "Save it without a password, and give diglot that file."
        raise SourceError("it is encrypted.", path, hint)
    text = package.xml("content.xml")
    return text, [package.xml("styles.xml"), text], package.xml("meta.xml")


def sure(data: bytes) -> bool:
    """Whether a file is an ODT, by its type, which stands at its beginning."""
    return (data.startswith(b"PK") and _KIND in data[:200]) or _FLAT in data[:1000]


READER = Reader(suffixes=(".odt", ".fodt", ".ott"), read=of_content(content), sure=sure)
