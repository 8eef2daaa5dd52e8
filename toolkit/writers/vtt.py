"""WebVTT: subtitles for the web, a file a language, with the names of those who speak.

Source: W3C, WebVTT: The Web Video Text Tracks Format, sections 4.1 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.edition.cues import Subtitle
from toolkit.model.values import clock
from toolkit.text.xml import escape_text
from toolkit.writers.subtitles import directed, writer


def _lines(made: Iterable[Subtitle], lang: str) -> Iterator[str]:
    yield "WEBVTT"
    for subtitle in made:
        yield ""
        yield f"{clock(subtitle.start)} --> {clock(subtitle.end)}"
        for said in subtitle.said:
            voice = f"<v {escape_text(said.voice)}>" if said.voice else ""
            lines = [escape_text(directed(line, lang, closed=False)) for line in said.lines]
            # Of a voice that is all of a cue the end may be left out.
            end = "</v>" if voice and len(subtitle.said) > 1 else ""
            yield voice + "\n".join(lines) + end


WRITER = writer(".vtt", _lines, named=False)
