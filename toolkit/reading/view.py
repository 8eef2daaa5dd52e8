"""A document as arrays: what its lines look like, and how it is laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.reading.candidates import Candidate, candidates, unnumbered
from toolkit.reading.content import Line
from toolkit.reading.lines import width
from toolkit.reading.shape import TEXT, Numbers, numbers, text
from toolkit.reading.signs import masked_marks

FLAGS = (
    "gap", "wide gap", "gap after", "wide gap after", "gaps around", "bold", "bold begins", "italic",
    "heading", "top heading", "quotation", "timed", "indented", "item form", "verse form",
    "fenced",
)  # fmt: skip
"""What is known of a line beside its words."""
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r">\s+(?=\S)")
_WHOLE_BOLD = re.compile(r"(\*\*|__)(?!\s).+?(?<!\s)\1[.:：]?$", re.DOTALL)
_WHOLE_ITALIC = re.compile(r"([*_])(?![*_\s]).+?(?<![*_\s])\1[.:：]?$", re.DOTALL)
_FENCE = ("```", "~~~")
_FULL = 0.8
"""Share of the widest lines' width from which on a line is full."""


@dataclass(frozen=True, slots=True)
class View:
    """Lines, and all that is told by one line or by the layout of all."""

    lines: Sequence[Line]
    found: Sequence[tuple[Candidate, ...]]
    plain: Sequence[str]
    """The words, without marks of Markdown and times before them."""
    text: Numbers
    """Lines x `TEXT`."""
    flags: Numbers
    """Lines x `FLAGS`."""
    widths: Numbers
    """Columns of each line."""
    widest: float
    """Columns of the 97th percentile: few lines of a wrapped text are wider."""
    ungapped: float
    """Share of lines without a blank line before them."""
    full: float
    """Of lines that another follows without a gap, the share that are as wide as the widest."""
    unended: float
    """Of full lines that another follows without a gap, the share that end no sentence."""

    @property
    def gap(self) -> Numbers:
        """Whether a blank line stands before each line."""
        return self.flags[:, 0]


def view(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> View:
    """The arrays of some lines; one at least.

    known  keys of labels that are a speaker's, whatever they look like
    """
    found = unnumbered([candidates(line, known) for line in lines])
    plain: list[str] = []
    flags: list[tuple[float, ...]] = []
    count = len(lines)
    for i, line in enumerate(lines):
        words, flag = _line(line, lines[i + 1].gap if i + 1 < count else 9, first=i == 0)
        plain.append(words)
        flags.append(flag)
    matrix = text(plain)
    marks = np.concatenate([numbers(flags, FLAGS[:-1]), _fenced(plain)], axis=1)
    widths = np.array([width(words) for words in plain], dtype=np.float32)
    ordered = np.sort(widths)
    widest = float(ordered[max(0, int(0.97 * count) - 1)])
    close = marks[1:, 0] == 0
    full = widths[:-1][close] > _FULL * widest
    ends = matrix[:-1, TEXT.index("ends")][close] > 0
    wide = widths[:-1][close] > 0.5 * widest
    return View(
        lines, found, plain, matrix, marks, widths, widest, ungapped=float(1 - marks[:, 0].mean()),
        full=float(full.mean()) if full.size else 0.0,
        unended=float((~ends[wide]).mean()) if wide.any() else 0.0,
    )  # fmt: skip


def _fenced(plain: Sequence[str]) -> Numbers:
    """Whether each line is in a block between fences; a fence that is never closed fences nothing."""
    fences = [i for i, words in enumerate(plain) if words.startswith(_FENCE)]
    result = np.zeros((len(plain), 1), dtype=np.float32)
    for first, last in zip(fences[::2], fences[1::2], strict=False):
        result[first : last + 1] = 1
    return result


def _line(line: Line, after: int, *, first: bool) -> tuple[str, tuple[float, ...]]:
    """The words of a line, and its flags.

    after  blank lines behind it
    """
    words, level = line.text, line.level
    if (heading := _HEADING.match(words)) is not None:
        level = level or len(heading[1])
        words = words[heading.end() :].rstrip("# ")
    quoted = line.form == "quotation"
    if (quote := _QUOTE.match(words)) is not None:
        quoted = True
        words = words[quote.end() :]
    bold = _WHOLE_BOLD.match(words) is not None or 0 < len(words) <= line.strong
    italic = not bold and _WHOLE_ITALIC.match(words) is not None
    masked = masked_marks(words[:160])
    begins = masked.startswith("\1") or line.strong > 0
    timed = masked.startswith("\0") or line.start is not None
    if "\0" in masked or "\1" in masked or "\2" in masked:
        kept = [char for char, mask in zip(words, masked, strict=False) if mask not in "\1\2"]
        rest = words[160:].replace("**", "").replace("__", "")
        words = "".join(kept) + rest
        front = len(masked) - len(masked.lstrip("\0\1\2 "))
        if masked.startswith("\0") and front < len(masked):
            words = words[sum(mask not in "\1\2" for mask in masked[:front]) :]
    gap = 9 if first else line.gap
    flags = (
        gap > 0, gap > 1, after > 0, after > 1, gap > 0 and after > 0, bold, begins and not bold, italic,
        level > 0, level == 1, quoted, timed, line.indent > 0, line.form == "item", line.form == "verse",
    )  # fmt: skip
    return words.strip() or line.text, flags
