"""A document as arrays: what its lines look like, and what the layout of all of them tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from toolkit.languages.lexicon import calls_itself_interview
from toolkit.late import WorkedOut
from toolkit.reading.candidates import SIGNS, Candidate, candidates
from toolkit.reading.lines import Line, width
from toolkit.reading.named import named
from toolkit.reading.shape import TEXT, Flags, Indices, Numbers, above, below, numbers, text
from toolkit.text.signs import is_question, masked_marks

FLAGS = (
    "gap", "wide gap", "gap after", "wide gap after", "gaps around", "bold", "bold begins", "italic",
    "heading", "top heading", "quotation", "timed", "indented", "item form", "verse form",
    "fenced", "roll",
)  # fmt: skip
"""What is known of a line beside its words."""
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r">\s+(?=\S)")
_WHOLE_BOLD = re.compile(
    r"(?:(\*\*|__)(?!\s)(?:(?!\1).)+(?<!\s)\1|<(b|strong)>.+?</\2>)[.:：]?$", re.DOTALL | re.IGNORECASE
)
_WHOLE_ITALIC = re.compile(r"([*_])(?![*_\s]).+?(?<![*_\s])\1[.:：]?$", re.DOTALL)
_POINT = re.compile(r"(?:[-*+•]|(\*\*|__)?\(?\d{1,3}[.)]?(?(1)\1)[.)]?)\s+(?=[*_])")
"""A bullet or a number before emphasis, itself in bold or not."""
_FENCE = ("```", "~~~")
_BRIEF, _BESIDE, _ROLL = 40, 0.7, 8
"""Columns of lines in a roll, at most; of the widest lines' width, at most; lines that make a sure one."""
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

    def has(self, name: str) -> Flags:
        """Whether each line has what is called so in `TEXT` or `FLAGS`."""
        column = self.flags[:, FLAGS.index(name)] if name in FLAGS else self.text[:, TEXT.index(name)]
        return np.asarray(column > 0)

    @WorkedOut
    def opens(self) -> Flags:
        """Whether each line begins a paragraph by its layout: it is below no full line that is unended."""
        full = (self.widths > _FULL * self.widest) & ~self.has("ends")
        return np.asarray((self.gap > 0) | ~above(full))

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
    count = len(lines)
    for i, line in enumerate(lines):
        labels.append(candidates(line, known))
        words, flag = _line(line, lines[i + 1].gap if i + 1 < count else 9, first=i == 0)
        plain.append(words)
        flags.append(flag)
    matrix = text(plain)
    widths = np.array([width(words) for words in plain], dtype=np.float32)
    widest = float(np.sort(widths)[max(0, int(0.97 * count) - 1)])
    brief = (widths <= min(_BRIEF, _BESIDE * widest)) & (matrix[:, TEXT.index("ends")] == 0)
    marks = np.concatenate([numbers(flags, FLAGS[:-2]), _fenced(plain, lines), _rolls(brief)], axis=1)
    close = marks[1:, 0] == 0
    full = widths[:-1][close] > _FULL * widest
    ends = matrix[:-1, TEXT.index("ends")][close] > 0
    wide = widths[:-1][close] > 0.5 * widest
    return View(
        lines, named(lines, labels, known), plain, matrix, marks, widths,
        widest,
        ungapped=float(1 - marks[:, 0].mean()),
        full=float(full.mean()) if full.size else 0.0,
        unended=float((~ends[wide]).mean()) if wide.any() else 0.0,
    )  # fmt: skip


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
    words, level = line.text, line.level
    if (heading := _HEADING.match(words)) is not None:
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


# Questions that take turns with answers, where whoever asks has no label, or has the only one.

_SURELY = frozenset({"stated", "colon", "time", "bracket", "bold", "arrow", "letter", "stroke"})
"""Forms of labels that may come once: others are labels where the same comes again."""
_QUESTIONS, _ENOUGH, _EACH, _FEW, _ASKS = 3, 2, 0.25, 0.25, 0.8
"""Questions, at least, and where a text calls itself an interview; their share of the paragraphs and other
labels from the first of them on, at least; the share of them that stand right below another, at most, and how
many other labels one who asks has beside them; and which share of their paragraphs ask."""
_SECOND = 2
"""Paragraphs from a question to the next one, where each is answered in one."""
_HEAD = 12
"""Lines above the first question, among which a text says what it is."""
_SHARED = 0.5
"""Share of the paragraphs from the first of them on that begin with a sign which two share, at least."""
_TAIL = 4
"""Characters at the end of a paragraph that asks, among which its question mark is."""
_SENTENCE = re.compile(r"[:։]\s+(?=\S)")
"""The end of a sentence in Armenian, which sets its question mark on a word."""
_PURE, _BRIEFER = 0.5, 0.8
"""The share of questions from which on they ask and do nothing else; how long others may be, at most, beside
what stands below them: whoever asks himself something says no less before than after it."""
_NUMBER = re.compile(r"\W{0,3}(\d{1,3})[.)º．、）]")
_TELLS = re.compile(r"(?<!\d)[.!।][\"'”»)]*\s|[。！]")
"""The end of a sentence that doesn't ask, within a paragraph; a number before one has a full stop as well."""


class Interview(NamedTuple):
    """Questions that take turns with answers, and what they tell."""

    asks: Flags
    """The lines that begin a question."""
    answers: Flags
    """Those right below one, without a label: each is said."""
    turns: Flags
    """Those that begin with the label of who asks, or of whom the first turns name."""
    people: frozenset[str]
    """The keys of these labels."""
    called: bool = False
    """Whether the text calls itself an interview."""

    @property
    def unnamed(self) -> Flags:
        """The lines that are said for their questions alone: no label tells who asks, or who answers."""
        return np.zeros_like(self.asks) if self.people else self.asks | self.answers


def taking_turns(view: View) -> Interview:
    """The questions of a text that tells so that it is an interview; none of any other.

    Each is a paragraph, and others stand between them: whoever asks himself something now and then does so
    seldom, or in the midst of a paragraph.
    """
    opens = np.flatnonzero(view.opens)
    last = below(opens, len(view.lines)) - 1
    may = np.flatnonzero(view.has("asks")[last])
    head = view.plain[: opens[may[0]] + 1][:_HEAD] if len(may) else []
    least = _ENOUGH if any(map(calls_itself_interview, head)) else _QUESTIONS
    asked = len(may) >= max(least, _EACH * _SHARED * (len(opens) - (may[0] if len(may) else 0)))
    if asked or sum(_NUMBER.match(view.plain[i]) is not None for i in opens.tolist()) >= _QUESTIONS:
        paragraphs = _PossibleInterview(view, opens, last, least)
        # An essay may begin to ask late.
        enough = max(len(may), paragraphs.asks.sum()) >= _EACH * len(opens)
        found = paragraphs.asked_by_nobody() if enough else None
        found = found or paragraphs.asked_by_one() or paragraphs.asked_first()
        if found is not None:
            return found._replace(called=least == _ENOUGH)
    none = np.zeros(len(view.lines), dtype=np.bool_)
    return Interview(none, none, none, frozenset())


class _PossibleInterview:
    """The paragraphs of a text: which of them ask, and the labels with which they begin."""

    def __init__(self, view: View, opens: Indices, last: Indices, least: int) -> None:
        """The first lines of the paragraphs, and the last ones; and how many ask, at least."""
        self.view, self.opens, self.least = view, opens, least
        self.asks: Flags = np.array([is_question(_tail(view.plain[i])) for i in last.tolist()], np.bool_)
        matches = (_NUMBER.match(view.plain[i]) for i in opens.tolist())
        counts = [int(match[1]) if match else 0 for match in matches]
        found = [view.found[i] for i in opens.tolist()]
        self.often = Counter(key for labels in found for key in {label.key for label in labels})
        self.labels = [
            [label for label in of if label.form in _SURELY or self.often[label.key] > 1] for of in found
        ]
        self.keys = [{label.key for label in of if not label.bare} for of in self.labels]
        self.bare: Flags = np.array([any(label.bare for label in of) for of in self.labels], dtype=np.bool_)
        # What stands below a label alone on its line has that label.
        self.labelled: Flags = np.array([*map(bool, self.keys)]) | self.bare | above(self.bare)
        # Where questions are numbered, what has the next number asks, too: "4. Tell us about the sea."
        numbered = self.asks.sum() >= _QUESTIONS and (np.array(counts)[self.asks] > 0).mean() >= _ASKS
        if numbered or self._answered(counts):
            asked = 0
            for k, number in enumerate(counts):
                # Some print the same number before all of them.
                if number and (self.asks[k] or number in (asked, asked + 1)):
                    self.asks[k] = True
                    asked = number

    def _answered(self, counts: Sequence[int]) -> bool:
        """Whether numbers go on by one, with the same label below each: many languages ask without a mark."""
        at = [k for k, count in enumerate(counts[:-1]) if count and not self.labelled[k]]
        last = [counts[k] for k in at]
        below_each = frozenset[str].intersection(*(frozenset(self.keys[k + 1]) for k in at)) if at else ()
        return len(at) >= _QUESTIONS and last == [*range(last[0], last[0] + len(at))] and bool(below_each)

    def asked_by_nobody(self) -> Interview | None:
        """The questions that have no label, as far as they make an interview."""
        at = np.flatnonzero(self.asks & ~self.labelled)
        if len(at) < self.least or not self._briefly(at):
            return None
        # What stands below a talk in which each second paragraph asks is none of it.
        strict = len(at) > _QUESTIONS and bool((np.diff(at) == _SECOND).all())
        until = at[-1] + _SECOND if strict else len(self.opens)
        since = until - at[0] + self.labelled[at[0] : until].sum()
        if len(at) < _EACH * since or not _between(at):
            return None
        # Who asks and who answers may be named at first, and no more.
        first = int(np.flatnonzero(~self.labelled[: at[0]]).max(initial=-1)) + 1
        named = [] if self.bare.any() or not self.asks[first : at[0]].any() else [*range(first, at[0])]
        people = frozenset(chain.from_iterable(self.keys[k] for k in named))
        return self._made(at, np.array(named, dtype=np.intp), people, self.labelled | self.asks)

    def asked_by_one(self) -> Interview | None:
        """The questions that have the label which most of them have, as far as they make an interview.

        Where answers have other labels, weights tell who is who.
        """
        asking = Counter(key for keys, asks in zip(self.keys, self.asks, strict=True) if asks for key in keys)
        if not asking:
            return None
        ((who, _),) = asking.most_common(1)
        mine = np.array([who in keys for keys in self.keys])
        # Two may share a sign, and one of them asks.
        shared = all(label.form in SIGNS for of in self.labels for label in of if label.key == who)
        if shared:
            # Before a name that comes again, it is the sign of an item.
            mine &= [
                all(label.form not in _SURELY or self.often[label.key] == 1 for label in of)
                for of in self.labels
            ]
        at = np.flatnonzero(self.asks & mine)
        if len(at) < max(self.least, (_EACH if shared else _ASKS) * self.often[who]) or not _between(at):
            return None
        others = (self.labelled & ~mine)[at[0] :].sum()
        if shared:
            enough = mine.sum() >= _SHARED * (len(mine) - mine.argmax())
        else:
            enough = len(at) >= _EACH * (len(mine) - at[0] + others)
        if others > _FEW * len(at) or not enough:
            return None
        taken = np.ones_like(mine) if shared else self.labelled | self.asks
        return self._made(at, np.flatnonzero(mine), frozenset([who]), taken)

    def asked_first(self) -> Interview | None:
        """The question above the first label, where that is of somebody who else speaks below questions."""
        first = int(self.labelled.argmax())
        if first and self.asks[first - 1] and not self.view.has("heading")[self.opens[first - 1]]:
            for key in self.keys[first]:
                later = [k for k, keys in enumerate(self.keys) if key in keys and k > first]
                if len(later) >= _QUESTIONS and self.asks[[k - 1 for k in later]].mean() >= _ASKS:
                    none = np.array([], np.intp)
                    return self._made(np.array([first - 1]), none, frozenset(), self.labelled)
        return None

    def _made(self, at: Indices, turns: Indices, people: frozenset[str], taken: Flags) -> Interview:
        """What questions tell of lines.

        taken  the paragraphs that are no answer without a label
        """
        answers = at[at < len(self.opens) - 1] + 1
        lines = np.arange(len(self.view.lines))
        each = (at, answers[~taken[answers]], turns)
        asks, answered, begin = [np.isin(lines, self.opens[places]) for places in each]
        return Interview(asks, answered, begin, people)

    def _briefly(self, at: Indices) -> bool:
        """Whether some paragraphs ask and do nothing else, or are shorter than what stands below them."""
        ends = below(self.opens, len(self.view.lines))
        tells = [any(map(_TELLS.search, self.view.plain[self.opens[k] : ends[k]])) for k in at]
        if np.mean(tells) <= _PURE:
            return True
        widths = np.add.reduceat(self.view.widths, self.opens)
        under = [
            float(widths[k + 1 : until].sum()) for k, until in pairwise([*at, len(ends)]) if until > k + 1
        ]
        return bool(under) and float(np.median(widths[at])) <= _BRIEFER * float(np.median(under))


def _tail(text: str) -> str:
    """How a paragraph ends: its last characters, or its last sentence, where one asks in its midst."""
    return _SENTENCE.split(text)[-1] if "՞" in text else text.rstrip()[-_TAIL:]


def _between(at: Indices) -> bool:
    """Whether others stand between most of the paragraphs that ask."""
    return bool((np.diff(at) == 1).mean() <= _FEW)
