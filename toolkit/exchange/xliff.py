"""XLIFF 2.1: what most translators' tools read and write.

After the OASIS standard of 13 February 2018. One unit with one segment a message. A control character, which
XML can't carry, is a `cp` element. The token of a unit travels in its metadata (the standard's module 5.9),
which tools have to leave alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from toolkit.exchange import ExportOptions, MessageUnit, Parcel, RoundTrip, UnitState
from toolkit.exchange.xml import coded, legal, names, note_lines, only, parcels, plain, point, quoted, text
from toolkit.text.hygiene import number
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_META = "urn:oasis:names:tc:xliff:metadata:2.0"
_STATES: dict[UnitState, str] = {
    "empty": 'state="initial"',
    "fuzzy": 'state="initial" subState="diglot:fuzzy"',
    "unrevised": 'state="translated"',
    "done": 'state="translated" subState="diglot:done"',
    "reviewed": 'state="reviewed"',
    "approved": 'state="final"',
}
_MEANS: dict[str, UnitState] = {
    "initial": "fuzzy",
    "translated": "unrevised",
    "reviewed": "reviewed",
    "final": "approved",
}
"""What a state means that came."""
_THROUGH = frozenset({"pc", "mrk", "sm", "em"})
_TOKEN = f".//{{{_META}}}metaGroup[@category='diglot']/{{{_META}}}meta[@type='token']"
"""At any depth: tools may put the groups of metadata into others."""
_PROPOSALS = "{*}matches/{*}match"
_OURS = frozenset({"note", "previous-source"})
"""Categories of notes that don't come back."""


def write(parcel: Parcel, _: ExportOptions, sink: BinaryIO) -> None:
    """Write a parcel, a unit at a time."""
    source, target = quoted(parcel.source_lang), quoted(parcel.lang)
    sink.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_CORE}" xmlns:mda="{_META}" version="2.1"'
        f" srcLang={source} trgLang={target}>\n"
        f'<file id="f1" original={quoted(parcel.document)} canResegment="no" xml:space="preserve">\n'.encode()
    )
    sink.writelines(_unit(unit).encode() for unit in parcel.units)
    sink.write(b"</file>\n</xliff>\n")


def _unit(unit: MessageUnit) -> str:
    # An attribute has no way to write a control character; the id tells the message too.
    name = f" name={quoted(unit.context)}" if unit.context and legal(unit.context) else ""
    notes = "".join(_notes(unit))
    # What a person wrote needs no word.
    told = unit.origin in {"machine", "aligned", "revised"}
    origin = f'<mda:meta type="origin">{unit.origin}</mda:meta>' if told else ""
    target = f"<target>{coded(unit.target, _cp)}</target>\n" if unit.target else ""
    return (
        f"<unit id={quoted(unit.id)}{name}>\n"
        f'<mda:metadata><mda:metaGroup category="diglot"><mda:meta type="token">{text(unit.base)}</mda:meta>'
        f"{origin}</mda:metaGroup></mda:metadata>\n"
        + (f"<notes>\n{notes}</notes>\n" if notes else "")
        + f"<segment {_STATES[unit.state]}>\n<source>{coded(unit.source, _cp)}</source>\n{target}"
        "</segment>\n</unit>\n"
    )


def _cp(_: int, code_point: int) -> str:
    return f'<cp hex="{code_point:04X}"/>'


def _notes(unit: MessageUnit) -> Iterator[str]:
    for line in unit.notes:
        yield f'<note category="note">{text(line)}</note>\n'
    if unit.previous:
        yield f'<note category="previous-source">{text(unit.previous)}</note>\n'
    for line in unit.comments:
        yield f'<note category="comment" appliesTo="target">{text(line)}</note>\n'


def read(data: bytes, path: str) -> list[Parcel]:
    """Read the parcels of XLIFF 2, one a `file` element."""
    # Here the whole file is of one pair of languages, in 1.2 each `file` element of its own.
    languages = "xliff", "srcLang", "trgLang"
    return parcels(data, path, ("XLIFF 2", _CORE, "unit"), languages, _read, _PROPOSALS)


def _read(element: _Element, path: str) -> MessageUnit:
    core = f"{{{_CORE}}}"
    segments = [part for part in element if part.tag in {core + "segment", core + "ignorable"}]
    # A tool may have split the unit into segments; a catalog has one text.
    sources = [plain(only(part, _CORE, "source", path), path, _THROUGH, _code_point) for part in segments]
    targets = [plain(_target(part, path), path, _THROUGH, _code_point) for part in _in_order(segments)]
    # Nobody has translated what has only that between its segments.
    begun = any(len(one) or (one.text or "").strip() for one in element.iterfind(f"*/{core}target"))
    states = {_state(part) for part in segments if part.tag == core + "segment"}
    least: UnitState = next((state for state in _STATES if state in states), "")
    notes = element.iterfind(f"{core}notes/{core}note")
    return MessageUnit(
        id=element.get("id", ""),
        context=element.get("name", ""),
        source="".join(sources),
        target="" if least == "empty" and not begun else "".join(targets),
        # Where a tool has split it, one piece that isn't done is enough.
        state="fuzzy" if least == "empty" and begun else least,
        comments=note_lines(note for note in notes if note.get("category") not in _OURS),
        base=element.findtext(_TOKEN, "").strip(),
        line=line_of(element),
    )


def _target(part: _Element, path: str) -> _Element | None:
    """Where the translation of a piece is: what stands between two segments has its source for one."""
    target = only(part, _CORE, "target", path)
    between = target is None and part.tag == f"{{{_CORE}}}ignorable"
    return only(part, _CORE, "source", path) if between else target


def _in_order(segments: list[_Element]) -> list[_Element]:
    """Segments in the order of their targets."""
    places = {k: part.find(f"{{{_CORE}}}target") for k, part in enumerate(segments)}

    def place(k: int) -> tuple[int, int]:
        target = places[k]
        order = target.get("order", "") if target is not None else ""
        return number(order) or k + 1, k

    return [segments[k] for k in sorted(places, key=place)]


def _state(segment: _Element) -> UnitState:
    target = segment.find(f"{{{_CORE}}}target")
    if target is None or not (target.text or len(target)):
        return "empty"
    state = segment.get("state", "initial")
    # Not every tool drops a sub-state that it doesn't know: a state that was raised outweighs it.
    if state == "translated" and segment.get("subState") == "diglot:done":
        return "done"
    return _MEANS.get(state, "done")


def _code_point(element: _Element) -> int | None:
    return point(element.get("hex", "")) if element.tag == f"{{{_CORE}}}cp" else None


FORMAT = RoundTrip(
    suffix=".xlf", write=write, read=read, suffixes=(".xlf", ".xliff"), recognises=names(_CORE)
)
