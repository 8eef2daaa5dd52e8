"""A document as arrays: what its lines look like, and what the layout of all of them tells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from toolkit import late
from toolkit.giving_way import pause
from toolkit.grouped import grouped
from toolkit.languages.lexicon import lowered, may_be_in
from toolkit.languages.persons import says_i_or_you
from toolkit.late import WorkedOut
from toolkit.reading.alone import dangling
from toolkit.reading.asked import counted
from toolkit.reading.candidates import Candidate, candidates
from toolkit.reading.interview import Interview, taking_turns
from toolkit.reading.lines import Line
from toolkit.reading.named import named
from toolkit.reading.shape import TEXT, Flags, Indices, Numbers, above, below, flags, numbers, text
from toolkit.text.hygiene import seen_alike
from toolkit.text.lines import width
from toolkit.text.patterns import any_of
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence, masked_marks

FLAGS = (
    "gap", "wide gap", "gap after", "wide gap after", "gaps around", "bold", "bold begins", "italic",
    "heading", "top heading", "quotation", "timed", "indented", "item form", "verse form",
    "fenced", "roll",
)  # fmt: skip
"""What is known of a line beside its words."""
_ENOUGH = 2000
"""Lines by whose words languages are told."""
_HEADING = late.regex(r"(#{1,6})\s+(?=\S)")
_SENTENCE, _SENTENCES = 60, late.regex(r"[^\s\d][.!।]\s\S|[。！]\S")
"""Characters of a sentence, beyond which it is no heading; and two sentences, which are none either."""
_QUOTE = late.regex(r">\s+(?=\S)")
_WHOLE_BOLD = late.regex(
    r"(?:([*_]?)(\*\*|__)(?!\s)(?:(?!\2).)+(?<!\s)\2\1|<(b|strong)>.+?</\3>)[.:：]?$",
    re.DOTALL | re.IGNORECASE,
)
_WHOLE_ITALIC = late.regex(r"([*_])(?![*_\s]).+?(?<![*_\s])\1[.:：]?$", re.DOTALL)
_POINT = late.regex(r"(?:[-*+•]|(\*\*|__)?\(?\d{1,3}[.)]?(?(1)\1)[.)]?)\s+(?=[*_])")
"""A bullet or a number before emphasis, itself in bold or not."""
_FENCE = ("```", "~~~")
_BRIEF, _BESIDE, _ROLL = 40, 0.7, 8
"""Columns of lines in a roll, at most; of the widest lines' width, at most; lines that make a sure one."""
_AT_ONCE = 256
"""Lines in which words are looked for at once."""
_WRAPPED = 150
"""Columns of a line from which on nothing wraps a text: each of its lines is a paragraph."""
_FULL = 0.8
"""Share of the widest lines' width from which on a line is full."""
USUAL = {
    "text of items": 0.1, "text of bullets": 0.2, "text of nested bullets": 0.2, "text of sentences": 0.6,
    "text of persons": 0.5, "text of questions": 0.2,
}  # fmt: skip
"""Shares of a usual text. By thought: what is learnt takes the difference."""
GENRE = tuple(USUAL)
"""What `View.genre` gives, in order."""
_LINES = 1
"""So many lines of a usual text are added: few lines tell little of what kind of text it is."""


@dataclass(frozen=True)
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
    columns: Numbers
    """The same, but of a row, where the file has what is in bold in several: a program wrapped it."""
    dangling: frozenset[int]
    """The lines of one word whose sentence goes on right below."""
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

    def has(self, *names: str) -> Flags:
        """Whether each line has any of what is called so in `TEXT` or `FLAGS`."""
        found = np.zeros(len(self.lines), dtype=np.bool_)
        for name in names:
            column = self.flags[:, FLAGS.index(name)] if name in FLAGS else self.text[:, TEXT.index(name)]
            found |= column > 0
        return found

    def begins(self, how: re.Pattern[str]) -> Flags:
        """Whether each line begins so, as it is printed."""
        return np.array([found is not None for found in map(how.match, self.printed)], dtype=np.bool_)

    def each(self, test: Callable[[str], bool]) -> Flags:
        """Whether a test holds of the words of each line."""
        return np.fromiter(map(test, self.plain), dtype=np.bool_)

    def are(self, lines: Iterable[int]) -> Flags:
        """Whether each line is one of these."""
        found = np.zeros(len(self.lines), dtype=np.bool_)
        found[np.fromiter(lines, dtype=np.intp)] = True
        return found

    def last(self, firsts: Indices) -> Indices:
        """The last line of each stretch, by their first lines: it goes on up to the next."""
        return below(firsts, len(self.lines)) - 1

    def says(self, text: str) -> bool:
        """Whether words say I or you, in a language of the whole text: in theirs, where they show it."""
        langs = {*self.langs}
        return any(says_i_or_you(text, lang) for lang in langs & {*may_be_in(text)} or langs)

    def says_so(self, lines: Indices) -> Flags:
        """Whether each of some lines says I or you."""
        return flags(self.says(self.plain[i]) for i in lines.tolist())

    @WorkedOut
    def timed(self) -> Flags:
        """Whether the container has a time for each line."""
        return np.array([line.start is not None for line in self.lines], dtype=np.bool_)

    @WorkedOut
    def printed(self) -> list[str]:
        """The texts of the lines, as they are seen."""
        return [seen_alike(line.text) for line in self.lines]

    def having(self, words: tuple[str, ...]) -> dict[int, dict[int, str]]:
        """The lines that have some folded words, by index: where each stands. Who speaks is asked twice."""
        if words not in self._having:
            rests = grouped((word[0], word[1:]) for word in words)
            # Letters first, and what must not stand before them behind: a search then skips all others.
            pattern = re.compile(
                "|".join(
                    re.escape(first)
                    + (r"(?<!\w.)" if first.isalnum() and not unspaced(first) else "")
                    + any_of(some, longest=True)
                    for first, some in rests.items()
                ),
                re.DOTALL,
            )
            # Most lines have none: many at once are gone through in one go.
            found: dict[int, dict[int, str]] = {}
            for first in range(0, len(self.plain), _AT_ONCE):
                pause()
                texts = [*map(lowered, self.plain[first : first + _AT_ONCE])]
                starts = [0, *accumulate(len(text) + 1 for text in texts)]
                for match in pattern.finditer("\n".join(texts)):
                    k = bisect_right(starts, match.start()) - 1
                    found.setdefault(first + k, {})[match.start() - starts[k]] = match[0]
            self._having[words] = found
        return self._having[words]

    @WorkedOut
    def _having(self) -> dict[tuple[str, ...], dict[int, dict[int, str]]]:
        """What `having` gave."""
        return {}

    @WorkedOut
    def langs(self) -> list[str]:
        """The languages that it may be in, by the words of some of its lines."""
        return may_be_in(" ".join(self.plain[:: 1 + len(self.plain) // _ENOUGH]))

    @WorkedOut
    def ended(self) -> Flags:
        """Whether each line ends a sentence, or asks."""
        return np.asarray(self.has("ends") | self.has("asks"))

    @WorkedOut
    def opens(self) -> Flags:
        """Whether each line begins a paragraph by its layout: it is below no full line that is unended.

        Lines of a letter that are quoted in another one are shorter. What is counted begins one, too.
        """
        full, quoted = self.columns > _FULL * self.widest, self.has("quotation")
        full &= ~((self.columns >= _WRAPPED) & ~self.has("address")).any()
        unended = ~self.has("ends")
        goes_on = above(full & unended) | (quoted & above(quoted & unended & ~self.has("asks")))
        # A line in lower case goes on with one that ends no sentence, where it begins with nobody's label.
        goes_on |= flags(not labels for labels in self.found) & self.has("lower") & above(unended)
        return np.asarray((self.gap > 0) | ~goes_on | self.counted)

    @WorkedOut
    def counted(self) -> Flags:
        """Whether each line begins with the next of some numbers."""
        return counted(self.plain)

    @WorkedOut
    def genre(self) -> tuple[float, ...]:
        """What kind of text it is: shares of its lines, the same for all of them.

        Items of lists; lines that begin with a bullet or a number, and how many of these stand deeper; lines
        that end a sentence; long lines that say I or you; questions.
        """
        ends, persons, asks, bullet, nobody = map(self.has, ("ends", "persons", "asks", "item", "no persons"))
        # A star is a mark of emphasis to a line, and a bullet to a text.
        bullet |= np.array([line.text.startswith("* ") for line in self.lines])
        item, deeper = self.has("item form"), self.has("indented")
        opens, long = self.opens, persons | nobody
        pairs = (
            (item, opens), (bullet, opens), (deeper, bullet), (ends, opens), (persons, long), (asks, opens),
        )  # fmt: skip
        return tuple(
            float(((of & among).sum() + _LINES * usual) / (among.sum() + _LINES))
            for (of, among), usual in zip(pairs, USUAL.values(), strict=True)
        )

    @WorkedOut
    def interview(self) -> Interview:
        """Its questions, where they tell so that it is an interview."""
        return taking_turns(self)


def view(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> View:
    """The arrays of some lines; one at least.

    known  keys of labels that are a speaker's, whatever they look like
    """
    labels: list[tuple[Candidate, ...]] = []
    plain: list[str] = []
    flags: list[tuple[float, ...]] = []
    count, cut = len(lines), dangling(lines)
    for i, line in enumerate(lines):
        # Whoever the container says speaks below has no other label above: `[laughs]`.
        stated = i + 1 < count and bool(lines[i + 1].speaker)
        labels.append(
            tuple(
                one
                for one in candidates(line, known)
                if one.key in known or not (i in cut or (stated and one.bare))
            )
        )
        words, flag = _line(line, lines[i + 1].gap if i + 1 < count else 9, first=i == 0)
        plain.append(words)
        flags.append(flag)
    matrix = text(plain)
    widths = np.array([width(words) for words in plain], dtype=np.float32)
    columns = widths / _rows(lines)
    widest = float(np.sort(columns)[max(0, int(0.97 * count) - 1)])
    brief = (widths <= min(_BRIEF, _BESIDE * widest)) & (matrix[:, TEXT.index("ends")] == 0)
    marks = np.concatenate([numbers(flags, FLAGS[:-2]), _fenced(plain, lines), _rolls(brief)], axis=1)
    close = marks[1:, 0] == 0
    full = columns[:-1][close] > _FULL * widest
    ends = matrix[:-1, TEXT.index("ends")][close] > 0
    wide = columns[:-1][close] > 0.5 * widest
    return View(
        lines, named(lines, labels, known), plain, matrix, marks, widths, columns, cut, widest,
        ungapped=float(1 - marks[:, 0].mean()),
        full=float(full.mean()) if full.size else 0.0,
        unended=float((~ends[wide]).mean()) if wide.any() else 0.0,
    )  # fmt: skip


def _rows(lines: Sequence[Line]) -> Numbers:
    """How many rows of its file each line has, where it is in bold and its reader joined them."""
    rows = np.ones(len(lines), dtype=np.float32)
    for i, (line, after) in enumerate(pairwise(lines)):
        if line.strong >= len(line.text):
            rows[i] = max(1, after.number - after.gap - line.number)
    return rows


def _fenced(plain: Sequence[str], lines: Sequence[Line]) -> Numbers:
    """Whether each line is in a block of code between fences; a fence that is never closed fences nothing."""
    fences = [i for i, words in enumerate(plain) if words.startswith(_FENCE)]
    blocks = zip(fences[::2], fences[1::2], strict=False)
    # What a container says to be no code is what somebody pasted: a log.
    code = [i for first, last in blocks for i in range(first, last + 1) if lines[i].kind]
    return np.isin(np.arange(len(plain)), code).astype(np.float32)[:, None]


def _rolls(brief: Flags) -> Numbers:
    """How far each line is one of many brief ones that end no sentence, as names are: 0 for one alone."""
    run = np.cumsum(~brief)
    sizes = np.bincount(run, weights=brief)[run] * brief
    return np.clip((sizes - 1) / (_ROLL - 1), 0, 1).astype(np.float32)[:, None]


def _line(line: Line, after: int, *, first: bool) -> tuple[str, tuple[float, ...]]:
    """The words of a line, and its flags.

    after  blank lines behind it
    """
    words, level = seen_alike(line.text), 0 if line.said else line.level
    heading = _HEADING.match(words)
    # A hash sign before sentences marks who says them.
    told = (
        heading is not None and ends_sentence(words) and (len(words) > _SENTENCE or _SENTENCES.search(words))
    )
    if heading is not None and not told:
        level = level or len(heading[1])
        words = words[heading.end() :].rstrip("# ")
    quoted = line.form == "quotation"
    if (quote := _QUOTE.match(words)) is not None:
        quoted = True
        words = words[quote.end() :]
    point = _POINT.match(words)
    whole = words[point.end() :] if point is not None else words
    bold = _WHOLE_BOLD.match(whole) is not None or 0 < len(words) <= line.strong
    italic = not bold and _WHOLE_ITALIC.match(whole) is not None
    masked = masked_marks(words[:160])
    begins = masked.startswith("\1") or line.strong > 0
    timed = masked.startswith("\0") or line.start is not None
    if "\0" in masked or "\1" in masked or "\2" in masked:
        kept = [char for char, mask in zip(words, masked, strict=False) if mask not in "\1\2"]
        words = "".join(kept) + words[160:].replace("**", "").replace("__", "")
        front = len(masked) - len(masked.lstrip("\0\1\2 "))
        if masked.startswith("\0") and front < len(masked):
            words = words[sum(mask not in "\1\2" for mask in masked[:front]) :]
    gap = 9 if first else line.gap
    flags = (
        gap > 0, gap > 1, after > 0, after > 1, gap > 0 and after > 0, bold, begins and not bold, italic,
        level > 0, level == 1, quoted, timed, line.indent > 0, line.form == "item", line.form == "verse",
    )  # fmt: skip
    return words.strip() or line.text, flags
