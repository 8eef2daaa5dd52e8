"""How a turn begins: with a portrait or a name beside its words, or set in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.edition.page import LONG_PAIR
from toolkit.writers.pdf.cells import Data, long
from toolkit.writers.pdf.entries import ROOM
from toolkit.writers.pdf.fonts import sets_all_in

_BESIDE = 1500
"""Letters beside a portrait, of all languages, where they are not divided between pages."""
_BETWEEN = 0.35
"""Room between paragraphs that are set in."""
_PARAGRAPHS = frozenset(["narration", "speech"])
_SAID = frozenset(["speech", "named"])
_RUNNING = frozenset(["speech", "label", "portrayed", "narration", "credit"])
"""What may begin on each of two pages where what stands above it ends."""


def portrayed(rows: list[Data], *, column: bool, whole: bool) -> list[Data]:
    """A turn whose portrait stands beside its first words; in a column of its own, beside all of them.

    rows    the picture, then what is kept with it, up to the first that isn't
    column  whether names have a column of their own, in which it stands then
    whole   whether what stands beside it is not divided between pages: then no more than one holds
    """
    count = next((number for number, row in enumerate(rows, 1) if not row["keep"]), 0)
    picture, *said = rows[:count] or [{}]
    beside = named if column else list
    if picture.get("k") != "picture" or any("cells" not in row for row in said):
        return [*rows[:1], *beside(rows[1:])]
    if whole and sum(len(str(cell["c"])) for row in said for cell in row["cells"]) > _BESIDE:
        return [picture, *beside(rows[1:])]
    # Pictures go to the head of a page, which nothing in a column does.
    while column and count < len(rows) and "blocks" not in rows[count]:
        said.append(rows[count])
        count += 1
    if not whole:
        said = [row | {"whole": False} for row in said]
    above, below = picture["above"], max(picture["below"], said[-1]["below"])
    made = {"k": "portrayed", "blocks": [picture, *said], "above": above, "below": below, "keep": False}
    return [made | {"column": column}, *beside(rows[count:])]


def presented(rows: list[Data]) -> list[Data]:
    """A turn in columns, whose portrait stands above it, with the names at its foot."""
    if len(rows) < 2 or rows[0]["k"] != "picture" or rows[1]["k"] != "label":
        return rows
    picture, label, *said = rows
    made = {"k": "presented", "blocks": [picture, label], "keep": label["keep"]}
    return [made | {"above": picture["above"], "below": label["below"]}, *said]


def set_in(rows: Iterable[Data]) -> list[Data]:
    """Paragraphs that are told by their first line, which is set in, and not by room between them.

    So is one behind another of its kind; behind a heading, a picture or another voice only where a script
    sets all of them in. Around what is told between turns there is room.
    """
    made: list[Data] = []
    kind = ""
    for row in rows:
        made.append(row)
        if row["k"] == "portrayed":
            # The portrait stands on the left page: on the right one the turn goes on as any other.
            shown, first, *others = row["blocks"]
            others = set_in([first, *others])[1:]
            first = _begun(first, [False, *[kind == first["k"]] * (len(first["cells"]) - 1)])
            made[-1] = row | {"blocks": [shown, first, *others], "below": shown["below"]}
            if kind == first["k"]:
                made[-2]["below"] = _BETWEEN
            kind = first["k"]
            continue
        if row["k"] == "aside":
            made[-1] = row | {"blocks": [_first(one) for one in row["blocks"]]}
        again = row["k"] == kind
        kind = row["k"]
        if kind not in _PARAGRAPHS or row["form"] != "prose":
            continue
        made[-1] = _begun(row, [again] * len(row["cells"]))
        if again:
            made[-1]["above"] = _BETWEEN
            # Below a portrait or a poem there is the room of those.
            if made[-2].get("form") == "prose":
                made[-2]["below"] = _BETWEEN
    return made


_NEAR = 0.8
"""Room between a question of nobody and its answer: more than between what is said and its translation."""


def answered(rows: Iterable[Data], *, facing: bool) -> Iterator[Data]:
    """Keep the last paragraph of each question with the answer, and with what is shown out of it.

    Two lines of the answer are enough, so that little is empty.

    facing  whether pages face each other: there a long question is kept, too, since it may be divided all the
            same, and one before a portrait, which takes much room
    """
    before: Data = {}
    asking = labelled = False
    for row in rows:
        now = row
        shown = asking and now["k"] == "pull"
        answers = asking and not now.get("asked", True)
        if not now.get("asks", True):
            # No name stands above it: room alone tells that it goes with the answer.
            if now["asked"] and not asking:
                now = now | {"above": ROOM["label"][0]}
            elif answers and before.get("asked") and not before["asks"]:
                before["below"] = _NEAR
                now = now | {"above": _NEAR}
        kept = facing or (now["k"] in {*_SAID, "label", "pull"} and not long(before, LONG_PAIR // 2))
        if (shown or answers) and before["k"] in {*_SAID, "pull"} and kept:
            before["keep"] = True
            now, labelled = _divisible(now), now["k"] == "label"
        elif labelled:
            now, labelled = _divisible(now), False
        asking = shown or now.get("asked", False)
        if before:
            yield before
        before = now
    if before:
        yield before


def exchanges(rows: Iterable[Data]) -> Iterator[Data]:
    """Rows of pages that face each other, of which some run on.

    A question begins at one height on both pages, and so does whatever answers none. Its answer, and what
    goes on in the same voice, begins where what stands above it ends.
    """
    before: Data = {}
    for row in rows:
        answers = before.get("asked", False) and not row.get("asked", True)
        goes_on = row["k"] == before.get("k") == "narration" or not row.get("opens", True)
        # A credit stands below its caption.
        goes_on = goes_on or row["k"] == "credit"
        yield row | {"runs-on": row["k"] in _RUNNING and (answers or goes_on)}
        before = row


def _divisible(row: Data) -> Data:
    if "blocks" in row:
        row = row | {"blocks": [_divisible(one) for one in row["blocks"]]}
    return row | {"whole": False} if row.get("whole") and long(row, LONG_PAIR // 2) else row


def _first(row: Data) -> Data:
    """A row of a note, which is behind no other."""
    return _begun(row, [False] * len(row["cells"])) if row.get("form") == "prose" else row


def _begun(row: Data, indents: Sequence[bool]) -> Data:
    cells = zip(row["cells"], indents, strict=True)
    return row | {"cells": [cell | {"indent": indent or sets_all_in(cell["l"])} for cell, indent in cells]}


def named(rows: list[Data]) -> list[Data]:
    """A turn whose label stands in a column of its own, beside the first paragraph; if it has one."""
    if not rows or rows[0]["k"] != "label":
        return [row | {"beside": True} for row in rows]
    label, first, *others = rows
    made = {"k": "named", "blocks": [label, first], "keep": first["keep"]}
    made |= {"above": label["above"], "below": first["below"]}
    return [made, *(row | {"beside": True} for row in others)]
