"""XLIFF 1.2: for tools that don't read version 2.

After the OASIS standard of 1 February 2008. One `trans-unit` a message. A control character, which XML can't
carry, is an `x` element of a type of our own. The token of a unit travels in a context group.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from toolkit import late
from toolkit.exchange import ExportOptions, MessageUnit, Parcel, RoundTrip, UnitState
from toolkit.exchange.xml import (
    FORMER,
    coded,
    legal,
    names,
    note_lines,
    only,
    parcels,
    plain,
    point,
    quoted,
    text,
)
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES: dict[UnitState, tuple[str, str]] = {
    "empty": ("", ""),
    "fuzzy": ("no", "needs-review-translation"),
    "unrevised": ("no", "translated"),
    "done": ("yes", "translated"),
    "reviewed": ("yes", "signed-off"),
    "approved": ("yes", "final"),
}
"""Values of `approved` and of the target's `state`."""
_MEANS: dict[str, UnitState] = {"signed-off": "reviewed", "final": "approved"}
"""What a state means that came."""
_THROUGH = frozenset({"g", "mrk"})
_CTYPE = late.regex("x-cp-([0-9A-F]{4,6})")
_PROPOSALS = "{*}alt-trans"
_SEGMENT = f".//{{{_CORE}}}mrk[@mtype='seg']"
_TOKEN = f"{{{_CORE}}}context-group/{{{_CORE}}}context[@context-type='x-diglot-token']"


def write(parcel: Parcel, _: ExportOptions, sink: BinaryIO) -> None:
    """Write a parcel, a unit at a time."""
    source, target = quoted(parcel.source_lang), quoted(parcel.lang)
    sink.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_CORE}" version="1.2">\n'
        f"<file original={quoted(parcel.document)} source-language={source} target-language={target}"
        ' datatype="plaintext" xml:space="preserve">\n<body>\n'.encode()
    )
    sink.writelines(_unit(unit).encode() for unit in parcel.units)
    sink.write(b"</body>\n</file>\n</xliff>\n")


def _unit(unit: MessageUnit) -> str:
    approved, state = _STATES[unit.state]
    name = f" resname={quoted(unit.context)}" if unit.context and legal(unit.context) else ""
    approval = f' approved="{approved}"' if approved else ""
    # The word of the standard, which tools show; it has none for what a person has gone over since.
    machine = ' state-qualifier="mt-suggestion"' if unit.origin == "machine" else ""
    target = f'<target state="{state}"{machine}>{coded(unit.target, _x)}</target>\n' if unit.target else ""
    told = unit.origin in {"machine", "aligned", "revised"}
    origin = f'<context context-type="x-diglot-origin">{unit.origin}</context>' if told else ""
    return (
        f"<trans-unit id={quoted(unit.id)}{name}{approval}>\n"
        f"<source>{coded(unit.source, _x)}</source>\n{target}"
        '<context-group purpose="information">'
        f'<context context-type="x-diglot-token">{text(unit.base)}</context>{origin}</context-group>\n'
        + "".join(_notes(unit))
        + "</trans-unit>\n"
    )


def _x(number: int, code_point: int) -> str:
    return f'<x id="{number}" ctype="x-cp-{code_point:04X}"/>'


def _notes(unit: MessageUnit) -> Iterator[str]:
    for line in unit.notes:
        yield f'<note from="diglot" annotates="source">{text(line)}</note>\n'
    for line in unit.comments:
        yield f'<note from="translator" annotates="target">{text(line)}</note>\n'
    # Version 1.2 has a place for the former pair, which tools show beside the new source.
    if unit.previous:
        yield (
            f'<alt-trans alttranstype="{FORMER}">\n<source>{coded(unit.previous, _x)}</source>\n'
            f"<target>{coded(unit.target, _x)}</target>\n</alt-trans>\n"
        )


def read(data: bytes, path: str) -> list[Parcel]:
    """Read the parcels of XLIFF 1.2, one a `file` element."""
    languages = "file", "source-language", "target-language"
    return parcels(data, path, ("XLIFF 1.2", _CORE, "trans-unit"), languages, _read, _PROPOSALS)


def _read(element: _Element, path: str) -> MessageUnit:
    # Those below `alt-trans` are not meant.
    source, target = (only(element, _CORE, name, path) for name in ("source", "target"))
    words = plain(target, path, _THROUGH, _code_point)
    notes = element.iterfind(f"{{{_CORE}}}note")
    return MessageUnit(
        id=element.get("id", ""),
        context=element.get("resname", ""),
        source=plain(source, path, _THROUGH, _code_point),
        target=words,
        state="empty" if target is None or not words else _state(element, target),
        comments=note_lines(note for note in notes if note.get("from") != "diglot"),
        base=element.findtext(_TOKEN, "").strip(),
        line=line_of(element),
    )


def _state(element: _Element, target: _Element) -> UnitState:
    # A tool that works by segments leaves an empty one where it has no translation yet; a code alone is one.
    if any(not (len(piece) or (piece.text or "").strip()) for piece in target.iterfind(_SEGMENT)):
        return "fuzzy"
    approved, state = element.get("approved", ""), target.get("state", "")
    draft = state.startswith("needs-") or state == "new"
    # Tools use one of the two, or both: what counts is what they have changed.
    if approved == "yes" and draft and not element.findtext(_TOKEN, "").strip().startswith("fuzzy"):
        return "fuzzy"
    if state in _MEANS and approved != "no":
        return _MEANS[state]
    if approved == "yes":
        return "done"
    if draft or (approved == "no" and state != "translated"):
        return "fuzzy"
    return "" if not state else "unrevised" if state == "translated" else "done"


def _code_point(element: _Element) -> int | None:
    match = _CTYPE.fullmatch(element.get("ctype", "")) if element.tag == f"{{{_CORE}}}x" else None
    return point(match[1]) if match else None


FORMAT = RoundTrip(
    suffix=".xliff", write=write, read=read, suffixes=(".xliff", ".xlf"), recognises=names(_CORE)
)
