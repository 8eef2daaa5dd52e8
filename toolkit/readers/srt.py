"""SubRip: numbers, times, and lines of text (.srt); and as YouTube writes them, without numbers (.sbv)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit import late
from toolkit.readers import Reader, cues, forms, plain
from toolkit.readers.cues import CueBlock, FileLine, Timing
from toolkit.reading.lines import Content

_NUMBER = late.regex(r"\s*\d{1,7}\s*")
_BEGINS = late.regex(
    r"\s*(?:\d{1,7}[ \t]*\r?\n\s*)?[\d:.,]{4,14}[ \t]*-->[ \t]*[\d:.,]{4,14}[ \t]*(?:\r|\n|[XY]\d)"
)
# `0:00:01.200,0:00:03.000`, and words below it.
_PAIR = r"[ \t]*+(\d{1,3}:\d\d:\d\d\.\d{3}),(\d{1,3}:\d\d:\d\d\.\d{3})[ \t]*+"
_OF_YOUTUBE = late.regex(rf"^{_PAIR}$")
_BEGINS_EITHER = late.regex(rf"{_BEGINS.pattern}|\s*+{_PAIR}(?:\r|\n)")


def content(text: str, *, path: str) -> Content:
    """The cues of a file, and the text above the first, which has no time."""
    rows = list(cues.file_lines(text))
    if "-->" not in text:
        rows = [row._replace(text=_OF_YOUTUBE.sub(r"\1 --> \2", row.text)) for row in rows]
    timed = cues.timings(rows, path)
    # Some programs leave the numbers out. Then a line of digits is what somebody says.
    numbers = sum(i > 0 and _NUMBER.fullmatch(rows[i - 1].text) is not None for i, _, _ in timed)
    numbered = 2 * numbers > len(timed)
    above = rows[: timed[0].row if timed else len(rows)]
    if numbered and above and _NUMBER.fullmatch(above[-1].text):
        above = above[:-1]
    return cues.content(_blocks(rows, timed, numbered=numbered), text, path, above=above)


def _blocks(rows: Sequence[FileLine], timed: Sequence[Timing], *, numbered: bool) -> Iterator[CueBlock]:
    """The cues, with all text between their times: blank lines stand in the midst of many a cue."""
    for (i, start, end), until in zip(timed, cues.ends(timed, rows), strict=True):
        # Up to the next times, since text may have blank lines in it.
        said = rows[i + 1 : until]
        # The number of the next cue stands above its times. Where no cue has one, digits are words.
        if until < len(rows) and said and numbered and _NUMBER.fullmatch(said[-1].text):
            said = said[:-1]
        yield CueBlock(start, end, said, rows[i])


READER = Reader(
    suffixes=(".srt", ".sbv"),
    read=plain.of_text(content),
    write=plain.write,
    sure=forms.begun(_BEGINS_EITHER),
    mark=r"-->|\d,\d+:\d\d:",
)
