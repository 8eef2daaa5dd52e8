"""Cells of a PDF's data: spans and marks as `book.typ` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolkit.edition import figures, headlines
from toolkit.edition.page import LONG_PAIR, Block, Slot
from toolkit.text.line_breaks import line_pieces, may_begin
from toolkit.text.markup import Span
from toolkit.writers import pictures

Data = dict[str, Any]

_LONG = 160
"""Characters from which on emphasis is divided."""


def cell_of(slot: Slot) -> Data:
    """A slot as a cell."""
    spans = list(_spans(slot.spans, slot.lang))
    # A state is that of a whole cell: behind a remark the text is set as any other.
    told = any(span.mark == "remark" for span in slot.spans)
    whole = slot.state == "missing" or (slot.state == "fallback" and not told)
    return {"l": slot.lang, "s": slot.state if whole else "", "c": spans}


def name_of(slot: Slot) -> Data:
    """A name as a cell: it begins where what is said in its column does."""
    return cell_of(slot) | ({"turned": True} if slot.turned else {})


def cells_of(block: Block, *, columns: bool = False) -> list[Data]:
    """The cells of a block; those of a headline have what its size goes by.

    columns  whether they stand side by side
    """
    cells = [cell_of(slot) for slot in block.slots]
    if not (texts := block.headline):
        return cells
    lines = headlines.columns(texts) if columns else [headlines.lines(texts)] * len(cells)
    return [cell | {"line": line} for cell, line in zip(cells, lines, strict=True)]


def _spans(spans: Iterable[Span], lang: str) -> Iterator[Any]:
    for span in spans:
        if span.mark == "text":
            yield span.text.replace("\n", " ")
        elif span.mark == "break":
            yield "\n"
        elif span.mark in {"code", "event", "dash"}:
            yield {"m": span.mark, "c": [span.text]}
        elif span.mark == "picture":
            if span.shown is None:
                yield f"[{span.text or span.target}]"
            else:
                yield {"m": "picture", "file": pictures.file_name(span.shown), "alt": span.text, "c": []}
        elif span.mark == "ruby":
            yield {"m": "ruby", "c": list(span.read_as)}
        elif span.mark == "foreign" and span.lang == lang:
            yield from _spans(span.inside, lang)
        elif span.mark in {"foreign", "remark"}:
            yield {"m": "mark", "l": span.lang, "c": list(_spans(span.inside, span.lang))}
        else:
            made: Data = {"m": span.mark}
            if span.mark == "note":
                made |= {"n": str(span.number), "l": lang}
            if span.mark == "link":
                # To another entry of an index, or out of the book.
                made["at" if span.target.startswith("#") else "to"] = span.target.removeprefix("#")
            yield made | {"c": list(_spans(span.inside, lang))}


def stripped(slot: Slot) -> Slot:
    """A sentence without the blanks around it."""
    spans = list(slot.spans)
    if spans and spans[-1].mark == "text":
        spans[-1] = spans[-1].replace(text=spans[-1].text.rstrip(" "))
    return slot.replace(spans=figures.trimmed(spans))


def divided(spans: Sequence[Any]) -> list[Any]:
    """Divide spans, for pages that face each other.

    Joined they are the same.

    A page that has to end where the one beside it ends can't be left to the compiler: `book.typ` measures how
    much of a paragraph fits, and takes so many of these: words, and letters where there are no blanks. Links,
    footnotes, ruby and short emphasis stay whole.
    """
    pieces: list[Any] = []
    for span in spans:
        if isinstance(span, str):
            more = [*line_pieces(span)]
            # No page begins with the sign of a footnote, or with a stop behind it.
            if pieces and _signed(pieces[-1]) and span[:1] not in " \n" and not may_begin(span[0]):
                pieces[-1]["c"].append(more.pop(0))
            pieces += more
        elif span["m"] == "note" and pieces:
            before = pieces.pop()
            kept = before["c"] if _signed(before) else [before]
            pieces.append({"m": "kept", "c": [*kept, span]})
        elif span["m"] in {"em", "strong", "mark"} and _length(span["c"]) > _LONG:
            pieces += [{**span, "c": [inside]} for inside in divided(span["c"])]
        else:
            pieces.append(span)
    return pieces


def _signed(piece: Any) -> bool:
    """Whether it is words with the sign of a footnote."""
    return isinstance(piece, dict) and piece["m"] == "kept"


def long(row: Data, most: int = LONG_PAIR) -> bool:
    """Whether a pair may be divided between two pages."""
    return _size(row) > most


def _size(row: Data) -> int:
    pieces = row.get("pieces") or [row.get("cells", [])]
    inside = sum([_size(one) for one in row.get("blocks", [])])
    return inside + sum([_bytes(cell["c"]) for cells in pieces for cell in cells])


def _bytes(spans: Sequence[Any]) -> int:
    """Of what stands on the page, without footnotes and readings."""
    size = 0
    for span in spans:
        if isinstance(span, str):
            size += len(span.encode())
        elif span["m"] == "ruby":
            size += sum([len(under.encode()) for under, _ in span["c"]])
        elif span["m"] != "note":
            size += _bytes(span["c"])
    return size


def _length(spans: Sequence[Any]) -> int:
    return sum([len(span) if isinstance(span, str) else _length(span["c"]) for span in spans])
