"""The path of an alignment as a picture.

Source to the right, translation downwards, in sentences.

Its size doesn't grow with the texts: points that fall on one pixel are one point, straight runs are one line,
and marks that would touch are one mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.adopting.adoption import Adoption, AlignedText, JudgedBead
from toolkit.report.figures import count
from toolkit.report.pairs import escape
from toolkit.text.hygiene import counted

_LONG = 320
"""Length of the longer axis, in units of the picture (pixels where it is shown at its full size)."""
_SHORT = 120
"""Least length of the other."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 52, 12, 16, 46
_GRID = 80
"""Most lines of a grid; more would be grey paper."""
_CELL = 4
"""From so many units a sentence on, beads are drawn as cells."""
_TICKS = 6
_RADIUS = 4
_BAR = 9
"""Least length of a bar, so that it can be told which way it lies."""

Box = tuple[int, int, int, int]
"""A bead on the grid of sentences: first and end of the source, first and end of the target."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From sentences to units of the picture."""

    x: float
    y: float

    @classmethod
    def of(cls, n: int, m: int) -> _Scale:
        # Both axes have one scale unless one of them would be too short to see.
        longer = max(n, m)
        return cls(max(_SHORT, _LONG * n / longer) / n, max(_SHORT, _LONG * m / longer) / m)


def picture(adoption: Adoption) -> str:
    """The markup of the picture.

    It is "" where one of the texts is empty.
    """
    n, m = len(adoption.source.sentences), len(adoption.target.sentences)
    if not (n and m):
        return ""
    # In units of the picture, so that styles need no numbers of sentences.
    scale = _Scale.of(n, m)
    width, height = round(n * scale.x), round(m * scale.y)
    boxes = list(_boxes(adoption.links))
    # What needs a look is drawn over what is well.
    layers = [
        ("turns", _grid(adoption, scale, width, height)),
        ("cells", _cells(boxes, scale)),
        ("left", _bars(boxes, scale, side=1)),
        ("lost", _bars(boxes, scale, side=0)),
        ("doubts", _rings([b for b, link in zip(boxes, adoption.links, strict=True) if link.doubts], scale)),
        ("path", _path(boxes, scale)),
    ]
    drawn = "".join(f'<path class="{name}" d="{d}"/>\n' for name, d in layers if d)
    return (
        f'<svg viewBox="{-_LEFT} {-_TOP} {width + _LEFT + _RIGHT} {height + _TOP + _BOTTOM}" '
        'role="img" aria-labelledby="path-title path-desc">\n'
        f'<title id="path-title">The path of the alignment</title>\n'
        f'<desc id="path-desc">{_description(adoption)}</desc>\n'
        f'<rect class="frame" width="{width}" height="{height}"/>\n{drawn}'
        f"{_axes(adoption, scale, width, height)}</svg>"
    )


def _description(adoption: Adoption) -> str:
    figures = count(adoption)
    doubts = figures.beads - figures.trusted
    return (
        f"A line from the top left to the bottom right: {counted(figures.source_sentences, 'sentence')} of "
        f"the source to the right, {counted(figures.target_sentences, 'sentence')} of the translation "
        f"downwards. "
        f"{counted(doubts, 'bead')} in doubt, "
        f"{counted(figures.left_over, 'sentence')} of the translation left over, "
        f"{counted(figures.untranslated, 'sentence')} of the source not translated."
    )


def _boxes(links: Sequence[JudgedBead]) -> Iterator[Box]:
    i = j = 0
    for link in links:
        source, target = link.bead.source, link.bead.target
        # A null bead has no extent on its other side: it stays where the path is.
        i0, i1 = (source[0], source[-1] + 1) if source else (i, i)
        j0, j1 = (target[0], target[-1] + 1) if target else (j, j)
        yield i0, i1, j0, j1
        i, j = i1, j1


def _path(boxes: Sequence[Box], scale: _Scale) -> str:
    """The path as one line.

    Broken where the translation has another order.
    """
    parts: list[str] = []
    line: list[tuple[int, int]] = []
    at: tuple[int, int] | None = None
    for i0, i1, j0, j1 in boxes:
        # What was moved breaks the line.
        if (i0, j0) != at:
            parts.append(_line(line, scale))
            # A line begins anew where the order is broken.
            line = [(i0, j0)]
        at = (i1, j1)
        _add(line, at, scale)
    return "".join([*parts, _line(line, scale)])


def _add(line: list[tuple[int, int]], end: tuple[int, int], scale: _Scale) -> None:
    """Lengthen a line.

    Its last point moves on where it goes straight ahead or by less than a unit.
    """
    if len(line) > 1:
        (a, b), (c, d) = line[-2:]
        # The cross product is 0: all three points are on one line.
        straight = (c - a) * (end[1] - d) == (d - b) * (end[0] - c)
        if straight or max((c - a) * scale.x, (d - b) * scale.y) < 1:
            line[-1] = end
            return
    line.append(end)


def _line(points: Sequence[tuple[int, int]], scale: _Scale) -> str:
    return "M" + "L".join(f"{i * scale.x:.1f},{j * scale.y:.1f}" for i, j in points) if points else ""


def _cells(boxes: Sequence[Box], scale: _Scale) -> str:
    """The rectangles of beads.

    There is one for each bead with both sides, where there is room to see them.
    """
    if min(scale.x, scale.y) < _CELL:
        return ""
    return "".join(
        f"M{i0 * scale.x:.1f},{j0 * scale.y:.1f}h{(i1 - i0) * scale.x:.1f}v{(j1 - j0) * scale.y:.1f}"
        f"h{(i0 - i1) * scale.x:.1f}z"
        for i0, i1, j0, j1 in boxes
        if i1 > i0 and j1 > j0
    )


def _bars(boxes: Sequence[Box], scale: _Scale, *, side: int) -> str:
    """Bars for beads of one side alone.

    Upright ones for the translation's (side 1), level ones for the source's.
    """
    bars: list[list[float]] = []  # place across, begin, end
    for i0, i1, j0, j1 in boxes:
        # The one side has no extent, and the other has.
        alone = (i0 == i1, j0 == j1) == (bool(side), not side)
        if not alone:
            continue
        x, y = i0 * scale.x, j0 * scale.y
        across, begin, end = (x, y, j1 * scale.y) if side else (y, x, i1 * scale.x)
        if bars and abs(bars[-1][0] - across) < 1 and 0 <= begin - bars[-1][2] < 1:
            bars[-1][2] = end
        elif not bars or abs(bars[-1][0] - across) + abs(begin - bars[-1][1]) >= 2 * _RADIUS:
            bars.append([across, begin, end])
    # Short bars are made longer around their middle.
    move = "M{0:.1f},{1:.1f}v{2:.1f}" if side else "M{1:.1f},{0:.1f}h{2:.1f}"
    lengths = [max(end - begin, _BAR) for _, begin, end in bars]
    return "".join(
        move.format(across, (begin + end - length) / 2, length)
        for (across, begin, end), length in zip(bars, lengths, strict=True)
    )


def _rings(boxes: Sequence[Box], scale: _Scale) -> str:
    """Rings around the middles of beads."""
    r = _RADIUS
    ring = f"a{r},{r} 0 1,0 {2 * r},0a{r},{r} 0 1,0 {-2 * r},0"
    parts: list[str] = []
    last = (-9.0 * r, -9.0 * r)
    for i0, i1, j0, j1 in boxes:
        x, y = (i0 + i1) / 2 * scale.x, (j0 + j1) / 2 * scale.y
        # Rings that would overlap are one.
        if abs(x - last[0]) + abs(y - last[1]) >= 3 * r:
            last = (x, y)
            parts.append(f"M{x - r:.1f},{y:.1f}{ring}")
    return "".join(parts)


def _grid(adoption: Adoption, scale: _Scale, width: int, height: int) -> str:
    """A line where a turn begins."""
    # One path for all lines keeps the page small.
    lines = [f"M{i * scale.x:.1f},0v{height}" for i in turns(adoption.source)]
    lines += [f"M0,{j * scale.y:.1f}h{width}" for j in turns(adoption.target)]
    return "".join(lines)


def turns(side: AlignedText) -> tuple[int, ...]:
    """The sentences that begin turns.

    After the first; () where there are too many to draw.
    """
    begins: list[int] = []
    turn = ""
    for passage in side.passages:
        here, _, _ = passage.n.partition(".")
        if here != turn and passage.first:
            begins.append(passage.first)
        turn = here
    return tuple(begins) if len(begins) <= _GRID else ()


def _axes(adoption: Adoption, scale: _Scale, width: int, height: int) -> str:
    source, target = (languages.get(side.lang).name for side in (adoption.source, adoption.target))
    ticks = [
        f'<text class="x" x="{at * scale.x:.1f}" y="{height + 16}">{at}</text>'
        for at in _ticks(len(adoption.source.sentences), width)
    ]
    ticks += [
        f'<text class="y" x="-6" y="{at * scale.y + 4:.1f}">{at}</text>'
        for at in _ticks(len(adoption.target.sentences), height)
    ]
    return (
        "\n".join(ticks) + f'\n<text class="x name" x="{width / 2:.1f}" y="{height + 36}">'
        f"sentences of the source ({escape(source)})</text>"
        f'\n<text class="x name" transform="translate({12 - _LEFT} {height / 2:.1f}) rotate(-90)">'
        f"of the translation ({escape(target)})</text>\n"
    )


def _ticks(end: int, length: int) -> Iterator[int]:
    """Round numbers of sentences.

    0 first, as many as there is room for.
    """
    wanted = max(2, _TICKS * length // _LONG)
    step = 1
    while end / step > wanted:
        # 1, 2, 5, 10, 20, 50: what people count in.
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    yield from range(0, end + 1, step)
