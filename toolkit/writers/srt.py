"""SubRip: subtitles that every player knows, a file a language.

It has no place for names: where the text names the speaker of a turn, its first subtitle begins with that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.edition.cues import Subtitle
from toolkit.model.values import clock
from toolkit.writers.subtitles import directed, writer


def _lines(made: Iterable[Subtitle], lang: str) -> Iterator[str]:
    for number, subtitle in enumerate(made, 1):
        if number > 1:
            yield ""
        yield str(number)
        yield f"{clock(subtitle.start, ',')} --> {clock(subtitle.end, ',')}"
        yield from (directed(line, lang, closed=True) for line in subtitle.lines)


WRITER = writer(".srt", _lines, named=True)
