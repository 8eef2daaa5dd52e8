"""What formats of subtitles have in common: a file a language, and what can't be read in its time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO
from unicodedata import bidirectional

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.edition.cues import Subtitle, Timeline, limits, subtitles, timeline, too_fast, too_large
from toolkit.errors import DiglotError
from toolkit.findings import report
from toolkit.model import Edition
from toolkit.model.values import clock
from toolkit.writers import Files, Writer, Written

SubtitleForm = Callable[[Iterable[Subtitle], str], Iterator[str]]
"""From subtitles and their language to lines of a file, without line ends."""

_TOLD = 5
"""Times that a finding names one by one."""
_MARKS = {"ltr": "\N{LEFT-TO-RIGHT MARK}", "rtl": "\N{RIGHT-TO-LEFT MARK}"}
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def writer(suffix: str, form: SubtitleForm, *, named: bool) -> Writer[Edition]:
    """A format of subtitles.

    named  whether names of speakers stand in the text, since the format has no other place for them
    """

    def files(edition: Edition, _: BuildOptions) -> Files:
        # Once for all languages: it is that of the source.
        times = _timeline(edition)
        # Of a language that nobody has begun a player would have nothing to show.
        begun = [
            lang for lang in edition.langs if any(heard.row.cells[lang].published for heard in times.heard)
        ]
        return {f".{lang}": partial(_write, form, edition, times, lang, named) for lang in begun}

    def write(edition: Edition, _: BuildOptions, sink: BinaryIO) -> Written:
        return _write(form, edition, _timeline(edition), edition.main, named, sink)

    return Writer(suffix, write, lambda _: False, "language", files)


def _timeline(edition: Edition) -> Timeline:
    """When all is heard.

    Raises DiglotError where nothing has a time.
    """
    times = timeline(edition)
    if not times.heard:
        hint = "Give the transcript time codes, such as [00:01:02] before each turn, or take its subtitles."
        raise DiglotError("it has no times, so no subtitles can be made of it.", edition.name, hint)
    return times


def _write(
    form: SubtitleForm, edition: Edition, times: Timeline, lang: str, named: bool, sink: BinaryIO
) -> Written:
    """Write one language.

    It tells what a viewer has no time or no room for.
    """
    made = subtitles(edition, times.heard, lang, named=named)
    sink.write("".join(f"{line}\n" for line in form(made, lang)).encode())
    limit = limits(lang)
    # Told and not mended: only a person knows which words can go.
    fast = [subtitle for subtitle in made if too_fast(subtitle, limit)]
    large = [subtitle for subtitle in made if too_large(subtitle, limit)]
    findings = []
    if fast:
        findings.append(report("D409.fast", cues=len(fast), speed=f"{limit.speed:g}", times=_times(fast)))
    if large:
        line, lines = limit.room.line, limit.room.lines
        findings.append(report("D409.room", cues=len(large), line=line, lines=lines, times=_times(large)))
    cut = [subtitle for subtitle in made if subtitle.cut]
    # Of the recording, and so the same in each language: told once.
    if cut and lang == edition.source_lang:
        findings.append(report("D409.cut", cues=len(cut), times=_times(cut)))
    if times.without and lang == edition.source_lang:
        findings.append(report("D409.without", paragraphs=times.without))
    return Written(tuple(findings))


def _times(some: Sequence[Subtitle]) -> tuple[str, ...]:
    more = [f"{len(some) - _TOLD} more"] if len(some) > _TOLD else []
    return (*(clock(subtitle.start) for subtitle in some[:_TOLD]), *more)


def directed(line: str, lang: str, *, closed: bool) -> str:
    """A line with marks that keep it in the direction of its language.

    A player takes the direction of the first letter: a mark before one of the other direction says otherwise.

    closed  whether a player may think that all lines go from left to right: then a sign at the end of one
            that doesn't needs a mark, too
    """
    own = languages.get(lang).dir
    # As UAX #9, rule P2, finds the direction of a paragraph.
    strong = next((_STRONG[kind] for kind in map(bidirectional, line) if kind in _STRONG), own)
    outer = closed and own == "rtl"
    before = strong != own or (outer and bidirectional(line[0]) not in _STRONG)
    after = outer and bidirectional(line[-1]) not in {"R", "AL"}
    return _MARKS[own] * before + line + _MARKS[own] * after
