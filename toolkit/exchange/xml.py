"""XML for the formats of this package.

It is written as it comes, and read a piece at a time and without surprises.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from toolkit import limits
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, Parcel
from toolkit.findings import ranges, report
from toolkit.model import Location
from toolkit.text import xml
from toolkit.text.hygiene import xml_legal
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import DTD, _Element, _LogEntry


FORMER = "previous-version"
"""In XLIFF 1.2, the type of an alternative that is a unit's former pair."""


def text(words: str) -> str:
    """A text as the content of an element.

    What XML can't carry is left out.
    """
    return xml.escape_text(xml_legal(words))


@lru_cache(maxsize=512)  # few are the types and languages that stand at every message
def quoted(words: str) -> str:
    """A text as the value of an attribute, with quotation marks."""
    return xml.quoted(xml_legal(words))


def legal(words: str) -> bool:
    """Whether `quoted` writes the whole text."""
    return xml_legal(words) == words


def coded(words: str, code: Callable[[int, int], str]) -> str:
    """A text as content, with elements for what XML can't carry.

    code  from the 1-based number of such a character in the text, and its code point, to an element
    """
    if not xml.ILLEGAL.search(words):
        return xml.escape_text(words)
    # Split with a group: every second part is such a character.
    parts = re.split(f"({xml.ILLEGAL.pattern})", words)
    return "".join(
        code(k // 2 + 1, ord(part)) if k % 2 else xml.escape_text(part) for k, part in enumerate(parts)
    )


def parcels(
    data: bytes,
    path: str,
    form: tuple[str, str, str],
    languages: tuple[str, str, str],
    read: Callable[[_Element, str], MessageUnit],
    proposals: str,
) -> list[Parcel]:
    """Read the parcels of a version of XLIFF, one a `file` element.

    form       what a person calls it, its namespace, and the local name of its units
    languages  the local name of the element that says both languages, and the names of its attributes
    read       makes a unit of an element; the path is for errors
    proposals  the path from a unit to what a program proposes as its target, which is no translation yet
    """
    called, core, unit = form
    holder, *attributes = languages
    heads = {f"{{{core}}}xliff": called, f"{{{core}}}file": "file"}
    made: list[Parcel] = []
    units: list[MessageUnit] = []
    lines: dict[str, int] = {}
    proposed: list[int] = []
    source = target = ""
    for element in elements(data, path, heads, f"{{{core}}}{unit}"):
        name = str(element.tag).rpartition("}")[2]
        if name == holder:
            source, target = (element.get(attribute, "") for attribute in attributes)
            if not (source and target):
                raise DiglotError(
                    f"{' or '.join(attributes)} is missing.",
                    Location(path, line_of(element)),
                    "Write both in again, as `diglot export` wrote them.",
                )
        if name == "file":
            units, lines = [], {}
            made.append(Parcel(element.get("original", ""), source, target, units))
        elif name == unit:
            if not made:
                where = Location(path, line_of(element))
                raise DiglotError("a unit stands in no `file`.", where, "Put it into the one that it is of.")
            one = read(element, path)
            if one.id in lines:
                where = Location(path, one.line)
                what = f"two units have the id {one.id}: this one and that in line {lines[one.id]}."
                raise DiglotError(what, where, "Keep the one that is right.")
            if one.id:
                lines[one.id] = one.line
            units.append(one)
            if any(_proposes(other, one.target) for other in element.iterfind(proposals)):
                proposed.append(one.line)
    if proposed:
        # Of the file, and told once.
        told = report("D280", Location(path, proposed[0]), messages=len(proposed), lines=ranges(proposed))
        made[0] = replace(made[0], findings=[told])
    return made


def _proposes(element: _Element, target: str) -> bool:
    """Whether what a program found has another text for a unit than its target.

    The pair that was there before is none of a program's.
    """
    texts = () if element.get("alttranstype") == FORMER else element.iterfind("{*}target")
    return any("".join(text.itertext()) not in {"", target} for text in texts)


def elements(
    data: bytes | BinaryIO,
    path: str,
    heads: dict[str, str],
    tag: str,
    *,
    units: bool = False,
    typed: bool = False,
) -> Iterator[_Element]:
    """Some elements as they begin, and others whole.

    data     the file, or a stream of it where it is long
    heads    tag -> what a person calls it; these have their attributes alone. The first has to be the root
    tag      of those that are given whole
    path     for errors
    units    whether it is long and all in its whole elements: nothing else is looked at, how deep it may be
    typed    whether its format is one that names a document type: it may, and the type isn't read

    A whole element is emptied when the next is asked for. Raises DiglotError with the line for what is no
    XML, has another root, a document type (always where that has declarations of its own), or an entity that
    only the document type tells.
    """
    from lxml import etree

    root, called = next(iter(heads.items()))
    first, depth = True, 0
    try:
        walk = etree.iterparse(
            io.BytesIO(data) if isinstance(data, bytes) else data,
            events=("start", "end"),
            no_network=True,
            huge_tree=False,
            resolve_entities=False,
            tag=[*heads, tag] if units else None,
        )
        for event, element in walk:
            depth += 1 if event == "start" else -1
            if depth > limits.XML_DEPTH.most:
                raise limits.beyond(limits.XML_DEPTH, Location(path, element.sourceline or 1))
            if first:
                # Before anything of it is used.
                first = False
                declared = element.getroottree().docinfo.internalDTD
                # One that is named alone declares nothing, and nothing is loaded.
                if declared is not None and not (typed and _names_alone(declared)):
                    raise DiglotError(
                        "it has a document type (<!DOCTYPE>), which isn't read.",
                        Location(path, xml.doctype_line(data)),
                        "Delete it, and write characters in place of its entities.",
                    )
                if element.tag != root:
                    raise _no_such_file(called, Location(path, element.sourceline or 1))
            if event == "start" and element.tag in heads:
                _check_entities(walk.error_log if typed else (), path)
                yield element
            elif event == "end" and element.tag == tag:
                _check_entities(walk.error_log if typed else (), path)
                yield element
                # All that was read before it goes too: a file may be larger than memory.
                element.clear()
                parent = element.getparent()
                while parent is not None and parent[0] is not element:
                    del parent[0]
        if first:
            raise _no_such_file(called, Location(path, 1))
    except etree.XMLSyntaxError as error:
        # The exception is about what the first of them led to.
        cause = walk.error_log[0] if len(walk.error_log) else None
        line, words = (cause.line, _brief(cause.message)) if cause else (error.lineno or 1, error.msg)
        raise DiglotError(
            f"this is not well-formed XML: {words}.", Location(path, line), "Get the whole file back."
        ) from error


def _check_entities(log: Iterable[_LogEntry], path: str) -> None:
    """Refuse entities that only a document type tells.

    A parser leaves one in a text as it is spelt, drops it from the value of an attribute, and goes on.
    """
    for text, line in _undeclared(log):
        raise DiglotError(
            f"there is {text}, which only the document type tells, and that isn't read.",
            Location(path, line),
            "Write the character itself.",
        )


def _undeclared(log: Iterable[_LogEntry]) -> Iterator[tuple[str, int]]:
    for entry in log:
        if entry.type_name == "WAR_UNDECLARED_ENTITY":
            # "Entity 'acirc' not defined"
            yield "&{};".format(entry.message.partition("'")[2].rpartition("'")[0]), entry.line


def _brief(words: str) -> str:
    """What a parser says, without what a programmer could try."""
    return words.partition(", try XML_")[0].strip()


def _no_such_file(called: str, where: Location) -> DiglotError:
    hint = "Is it the file that the translation program has saved?"
    return DiglotError(f"this is no {called}.", where, hint)


def _names_alone(declared: DTD) -> bool:
    """Whether a document type has no declarations of its own."""
    return not any(True for _ in declared.iterentities()) and not any(True for _ in declared.iterelements())


def names(namespace: str) -> Callable[[bytes], bool]:
    """A test whether an XML file names a namespace near its beginning."""
    # UTF-16 has a zero byte beside each of ASCII.
    return lambda data: namespace.encode() in data[:8192].replace(b"\0", b"")


def plain(
    element: _Element | None, path: str, through: frozenset[str], code: Callable[[_Element], int | None]
) -> str:
    """The text inside of an element; "" for none.

    through  local names of inline elements whose content is text too
    code     the code point that an element stands for; None where it stands for none
    Raises DiglotError for any other element inside: a catalog has no place for it.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            point = code(child)
            if point is not None:
                parts.append(chr(point))
            elif name in through:
                parts.append(plain(child, path, through, code))
            else:
                raise DiglotError(
                    f"there is an inline code <{name}>, which a catalog can't hold.",
                    Location(path, line_of(child)),
                    "Write its text in its place, or delete it.",
                )
        # Comments and instructions are passed over, but not what stands behind them.
        parts.append(child.tail or "")
    return "".join(parts)


def only(element: _Element, namespace: str, name: str, path: str) -> _Element | None:
    """The one child of a name, if any; DiglotError for two, of which one would be lost."""
    found = element.findall(f"{{{namespace}}}{name}")
    if len(found) > 1:
        what = f"there are two <{name}> in one unit."
        raise DiglotError(what, Location(path, line_of(found[1])), "Keep the one that is right.")
    return found[0] if found else None


def note_lines(notes: Iterable[_Element]) -> tuple[str, ...]:
    """The lines of some notes, in order."""
    lines: list[str] = []
    for note in notes:
        lines += (note.text or "").split("\n")
    return tuple(lines)


def point(digits: str) -> int | None:
    """The code point that hexadecimal digits tell, if any."""
    try:
        number = int(digits, 16)
    except ValueError:
        return None
    return number if 0 < number < 0x110000 else None
