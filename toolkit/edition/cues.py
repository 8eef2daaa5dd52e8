"""An edition as subtitles, in one of its languages.

    Heard     a paragraph, and from when to when it is heard
    Subtitle  what is on the screen at once: a line or two, seldom more

Times that the source states are kept. What it doesn't say is worked out: a paragraph without an end is heard
until the next one begins, or as long as slow speech takes; those without a time share that of the one above,
by their lengths. A translation is spread over the cues of its paragraph in proportion to the source. A piece
that is too long for a screen is divided, and so is its time.

Times are in milliseconds. Subtitles are in order. Two are on the screen together only where the source has
both times of each, and so shows them together itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from toolkit import languages
from toolkit.model import KINDS, Cell, Cue, Edition, Row, Scene
from toolkit.text import markup
from toolkit.text.cuts import seen
from toolkit.text.line_breaks import Cutter, Room, measure


class Limits(NamedTuple):
    """What can be read on a screen."""

    room: Room
    speed: float
    """Characters a second."""


_LIMITS = {"zh": (16, 9.0), "yue": (16, 9.0), "ja": (13, 4.0), "ko": (16, 12.0)}
"""Full-width characters of a line, and how many are read in a second, as broadcasters have them."""
_OTHERS = Limits(Room(42), 17.0)
_SLOW, _SLOW_WIDE = 8, 3
"""Characters of a second of slow speech: a paragraph is heard no longer than that."""
_LEAST = 2000
"""Of a paragraph whose end nobody says, as far as there is time."""
_BRACKETS = frozenset("([{（［【〔<〈")


class Heard(NamedTuple):
    """A paragraph that is heard."""

    scene: Scene
    row: Row
    start: int
    end: int
    opens: bool
    """Whether it is the first of its turn."""
    stated: bool = False
    """Whether the source says both times."""


class SpokenText(NamedTuple):
    """What one voice says in a subtitle."""

    voice: str
    """Name of the speaker in the language; "" where nobody is known."""
    lines: tuple[str, ...]


class Subtitle(NamedTuple):
    """What is on the screen at once."""

    start: int
    end: int
    said: tuple[SpokenText, ...]
    """One, but where people speak at the same time."""
    cue: tuple[int, int] | None = None
    """The times of the cue that it is of, or is a part of; None where the source doesn't say both."""
    cut: bool = False
    """Whether it ends before the transcript says, since another one begins."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines."""
        return tuple(chain.from_iterable(words.lines for words in self.said))


class Timeline(NamedTuple):
    """What is heard of an edition."""

    heard: tuple[Heard, ...]
    """As the edition has them."""
    without: int = 0
    """Paragraphs that somebody says, and of which nobody knows when."""


def limits(lang: str) -> Limits:
    """What can be read in a language.

    >>> limits("fr").room.line, limits("zh-Hant").room.line, limits("ja").speed
    (42, 16, 4.0)
    """
    base = lang.partition("-")[0]
    if base not in _LIMITS:
        return _OTHERS
    line, speed = _LIMITS[base]
    return Limits(Room(line, wide=True), speed)


def timeline(edition: Edition) -> Timeline:
    """When each paragraph is heard."""
    told = []
    for scene in edition.scenes:
        for row in scene.rows:
            info = KINDS[row.kind]
            # Headings and notes are heard only where the source gives them a time.
            if info.translated and (row.times.start is not None or info.spoken or info.happens):
                told.append((scene, row, row is scene.rows[0]))
    timed = [place for place, (_, row, _) in enumerate(told) if row.times.start is not None]
    if not timed:
        return Timeline((), len(told))
    slow = _SLOW_WIDE if limits(edition.source_lang).room.wide else _SLOW
    heard: list[Heard] = []
    begun = sorted({told[place][1].times.start or 0 for place in timed})
    # What is said before the first time can't be placed.
    without = timed[0]
    for first, after in pairwise([*timed, len(told)]):
        # A paragraph with a time, and those behind it that have none.
        group = told[first:after]
        following = told[after][1].times.start if after < len(told) else None
        scene, row, opens = group[0]
        begins, end = row.times.start or 0, row.times.end
        # What is shown last, and when: all before it has its time.
        at, start = row.times.cues[-1][:2] if row.times.cues else (0, begins)
        sizes = [max(1, row.length) for _, row, _ in group]
        # What ends as it begins was never shown: its end says nothing.
        if end is not None and end > start:
            # It keeps its times: only those behind it share what is left.
            heard.append(Heard(scene, row, begins, end, opens, stated=True))
            group, sizes, start = group[1:], sizes[1:], end
        else:
            end = None
            sizes[0] = max(1, sizes[0] - at)
            # Whatever begins next ends it, also where starts are the same or go back.
            later = bisect_right(begun, start)
            following = begun[later] if later < len(begun) else None
        if not group:
            continue
        until = start + max(_LEAST, 1000 * sum(sizes) // slow)
        if following is not None and following > start:
            until = min(until, following)
        # There is no room between two times that the source states.
        elif following is not None and end is not None:
            without += len(group)
            continue
        places = [start + (until - start) * size // sum(sizes) for size in accumulate(sizes, initial=0)]
        if end is None:
            places[0] = begins
        heard += [
            Heard(scene, row, a, max(b, a + 1), opens)
            for (scene, row, opens), (a, b) in zip(group, pairwise(places), strict=True)
        ]
    return Timeline(tuple(heard), without)


def subtitles(edition: Edition, heard: Sequence[Heard], lang: str, *, named: bool = False) -> list[Subtitle]:
    """The subtitles in a language of the edition.

    What isn't translated has none.

    named  whether the name of a speaker stands before the first words of a turn, as in a printed text
    """
    setters = (_Setter(edition, paragraph, lang, named=named) for paragraph in heard)
    unsorted = chain.from_iterable(setter.subtitles() for setter in setters)
    return _apart(sorted(unsorted, key=lambda made: (made.start, made.cue is None, made.cue, made.end)))


def _apart(in_order: Sequence[Subtitle]) -> list[Subtitle]:
    """The same, no two at once but of cues that the source shows at once.

    What begins with another of the same cue is one subtitle with it.
    """
    done: list[Subtitle] = []
    # Place of the last one of each cue, if it may still be on the screen.
    shown: dict[tuple[int, int] | None, int] = {}
    for subtitle in in_order:
        before, cue = done[-1] if done else None, subtitle.cue
        # One whose times are worked out joins what begins with it.
        if before is not None and before.start == subtitle.start and cue in {None, before.cue}:
            end = before.end if cue != before.cue else max(before.end, subtitle.end)
            done[-1] = before._replace(end=end, said=(*before.said, *subtitle.said))
            continue
        # The later one wins: a viewer reads what is said now.
        for place in [
            shown.pop(key) for key in (list(shown) if cue is None else (None, cue)) if key in shown
        ]:
            earlier = done[place]
            if earlier.end > subtitle.start:
                stated = earlier.cue is not None and earlier.end == earlier.cue[1]
                done[place] = earlier._replace(end=subtitle.start, cut=stated)
        shown[cue] = len(done)
        done.append(subtitle)
    return done


class _Setter:
    """Sets one paragraph."""

    def __init__(self, edition: Edition, heard: Heard, lang: str, *, named: bool) -> None:
        self.heard, self.lang = heard, lang
        self.cell = heard.row.cells[lang]
        self.room = limits(lang).room
        self.voice = _voice(edition.names, heard.scene.speakers, lang)
        # Laughter is nobody's alone.
        if KINDS[heard.row.kind].happens:
            self.voice = ""
        label = heard.scene.names.get(lang) if named and heard.opens else None
        self.label = _label(label) if label is not None else ""

    def subtitles(self) -> Iterator[Subtitle]:
        if not self.cell.published:
            return
        text = markup.plain(self.cell.text).strip()
        if not text:
            return
        # On a screen nothing else tells an event from words.
        if KINDS[self.heard.row.kind].happens and text[0] not in _BRACKETS:
            text = f"[{text}]"
        pieces = self._pieces(text)
        cutter = Cutter(self.label + text, self.lang, self.room)
        # The words of a translation were never heard.
        words = self._words(text) if self.cell.state == "original" else ()
        shift = len(self.label)
        for number, (at, until, start, end, stated) in enumerate(pieces):
            begin = at + shift if number else 0
            parts = cutter.parts(begin, until + shift)
            if len(parts) > end - start:  # there is no time to divide
                parts = [tuple(chain.from_iterable(parts))]
            places = [lines[0][0] for lines in parts]
            times = _divided(cutter, [*places, until + shift], start, end, words)
            for lines, (a, b) in zip(parts, pairwise(times), strict=True):
                said = tuple(filter(None, (cutter.text[i:j].strip() for i, j in lines)))
                if said:
                    yield Subtitle(
                        a, max(b, a + 1), (SpokenText(self.voice, said),), (start, end) if stated else None
                    )

    def _pieces(self, text: str) -> list[tuple[int, int, int, int, bool]]:
        """Offsets in the text and times of the pieces in which it is shown, and whether they are stated."""
        cues, stated = self.heard.row.times.cues, self.heard.stated
        if not cues:
            return [(0, len(text), self.heard.start, self.heard.end, stated)]
        if self.cell.state == "original":
            begins = [seen(self.cell.text, cue.at) for cue in cues]
        else:
            # A translation has no cues: it is divided in the proportions of the source.
            ends = [*(cue.at for cue in cues[1:]), max(self.heard.row.length, cues[-1].at + 1)]
            shares = [max(0.1, end - cue.at) for cue, end in zip(cues, ends, strict=True)]
            begins = Cutter(text, self.lang, self.room).spread(shares)
        pieces: list[tuple[int, int, int, int, bool]] = []
        # A cue that ends as it begins is shown until the next one.
        following = [*(cue.start for cue in cues[1:]), self.heard.end]
        for cue, after, (at, until) in zip(cues, following, pairwise([*begins, len(text)]), strict=True):
            timed = cue.end > cue.start
            end = cue.end if timed else max(after, cue.start + 1)
            if text[at:until].strip():
                # The first words are shown from the beginning on, whatever came to nothing before them.
                start = cue.start if pieces else self.heard.start
                pieces.append((at, until, start, end, stated and timed))
            elif pieces:
                first, last, start, until_then, sure = pieces[-1]
                # A pause between the two is no time of the source's.
                sure = sure and cue.start <= until_then
                pieces[-1] = (first, last, start, max(end, until_then), sure)
        return pieces

    def _words(self, text: str) -> tuple[Cue, ...]:
        """The words whose times are known, by their offsets in what is shown."""
        shift = len(self.label)
        return tuple(
            word._replace(at=min(seen(self.cell.text, word.at), len(text)) + shift)
            for word in self.heard.row.times.words
        )


def _divided(cutter: Cutter, places: Sequence[int], start: int, end: int, words: Sequence[Cue]) -> list[int]:
    """When each part of a piece begins, and the end.

    By the times of its words where they are known, else in proportion.
    """
    whole = max(cutter.size(places[0], places[-1]), 1e-9)
    times = [start]
    known = {word.at: word.start for word in words}
    for at in places[1:-1]:
        time = known.get(at)
        # A time that goes back, or is outside of the piece, is a slip of who made the transcript.
        if time is None or not times[-1] < time < end:
            time = start + round((end - start) * cutter.size(places[0], at) / whole)
        times.append(min(max(time, times[-1]), end))
    return [*times, end]


def _voice(names: Mapping[str, Mapping[str, Cell]], speakers: Sequence[str], lang: str) -> str:
    said = [names[key][lang].text for key in speakers if key in names]
    return languages.joined(said, lang) if said else ""


def _label(cell: Cell) -> str:
    """A name as it is printed before words."""
    colon = languages.strings(cell.lang)["label_colon"]
    return cell.text + colon + ("" if colon.endswith("：") else " ")


def too_fast(subtitle: Subtitle, limit: Limits) -> bool:
    """Whether nobody can read it in its time."""
    size = sum(measure(line, limit.room) for line in subtitle.lines)
    return size > limit.speed * (subtitle.end - subtitle.start) / 1000


def too_large(subtitle: Subtitle, limit: Limits) -> bool:
    """Whether it has more lines than there is room for, or a longer one."""
    room = limit.room
    return len(subtitle.lines) > room.lines or any(measure(line, room) > room.line for line in subtitle.lines)
