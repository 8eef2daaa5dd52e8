"""WebVTT: cues with names, settings and voices (.vtt).

W3C, WebVTT: The Web Video Text Tracks Format, section 6.1. Teams, Zoom, Webex and YouTube write it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from toolkit import languages, late
from toolkit.readers import Reader, cues, forms, plain
from toolkit.readers.cues import CueBlock, FileLine, Timing
from toolkit.reading.lines import Content
from toolkit.reading.names import SPEAKERS, name
from toolkit.text.xml import escape_text

_BEGINS = late.regex(r"WEBVTT(?:[ \t][^\r\n]*)?(?:[\r\n]|$)")
# What is no cue, such as the head of a file that was put behind another: it goes on to an empty line.
# Early drafts wrote "Region: id=a width=40%".
_ASIDE = late.regex(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t]|$)|(?i:region)(?:[ \t]*$|:[ \t]*\w+=)")
_FIELD = late.regex(r"([A-Za-z-]{2,20}):\s*(\S.*)")
# Webex writes who speaks into the name of the cue: `12 "Ann Lee" (2537372416)`.
_NAMED = late.regex(r'\s*\d+\s+"(.{1,80})"\s+\(\d+\)\s*')


def content(text: str, *, path: str) -> Content:
    """The cues of a file, and what its head says."""
    # The mark may stand on a line alone, as some programs write it.
    rows = list(dropwhile(lambda row: not row.text.strip("\ufeff \t"), cues.file_lines(text)))
    timed = cues.timings(rows, path)
    first = timed[0].row if timed else len(rows)
    # The head goes on to the first empty line (section 4.1).
    head = list(takewhile(lambda row: row.text.strip(), rows)) if _BEGINS.match(text.lstrip()) else []
    above = list(_said(rows[len(head) : first]))
    if above and above[-1] is rows[first - 1]:
        above.pop()  # the name of the first cue
    return cues.content(_blocks(rows, timed), text, path, _meta(head), above=above)


def _meta(head: Sequence[FileLine]) -> dict[str, str]:
    """What the head says of the file."""
    if not head:
        return {}
    # "WEBVTT - Title": what stands there is a comment to programs, and a title to people.
    title = head[0].text.removeprefix("WEBVTT").strip(" \t-–—")
    meta = {"title": title} if title else {}
    for row in head[1:]:
        if field := _FIELD.match(row.text):
            meta[field[1].lower()] = field[2].strip()
    return meta


def _voices(rows: Sequence[FileLine], timed: Sequence[Timing]) -> list[str]:
    """Who is named in the name of each cue; "" for nobody.

    A name of a cue may come once (section 4.1). Where it comes again, it is that of whoever speaks.
    """
    above = [rows[i - 1].text.strip() if i and not rows[i - 2].text.strip() else "" for i, _, _ in timed]
    found = [_NAMED.fullmatch(one) for one in above]
    if any(found):
        return [named[1].strip() if named else "" for named in found]
    names = {one for one, count in Counter(above).items() if count > 1 and name(one).looks in SPEAKERS}
    mine = sum(one in names for one in above)
    return above if len(names) > 1 and mine > 0.9 * len(above) else [""] * len(above)


def _blocks(rows: Sequence[FileLine], timed: Sequence[Timing]) -> Iterator[CueBlock]:
    """The cues. What stands between two of them and is no comment belongs to the first."""
    voices = _voices(rows, timed)
    for (i, start, end), until, voice in zip(timed, cues.ends(timed, rows), voices, strict=True):
        said = list(_said(rows[i + 1 : until]))
        # The line above times is the name of their cue, where it begins a block.
        if until < len(rows) and said and said[-1] is rows[until - 1] and not rows[until - 2].text.strip():
            said.pop()
        block = CueBlock(start, end, said, rows[i], voice)
        yield _of_object(block) if said and said[0].text.lstrip().startswith("{") else block


def _of_object(cue: CueBlock) -> CueBlock:
    """A cue whose text is an object of JSON, as the service of Teams can write it, with its text alone."""
    value = forms.json_of("\n".join(row.text for row in cue.rows).encode("utf-8", "replace"))
    spoken = value.get("spokenText") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(spoken, str):
        return cue
    who = value.get("speakerName")
    # What stands between signs in it is no tag.
    rows = [cue.rows[0]._replace(text=escape_text(" ".join(spoken.split())))]
    return cue._replace(rows=rows, speaker=who.strip() if isinstance(who, str) else cue.speaker)


def _said(rows: Sequence[FileLine]) -> Iterator[FileLine]:
    """The lines of a cue, without comments and style sheets."""
    aside = False
    before = "?"
    for row in rows:
        blank = not row.text.strip()
        if blank:
            aside = False
        # Only behind an empty line: in a cue somebody may say "NOTE".
        elif not before.strip() and _ASIDE.match(row.text):
            aside = True
        if not aside and not blank:
            yield row
        before = row.text


def _stated(data: bytes, _: str) -> str:
    """The language that the head says the cues are in."""
    head = takewhile(str.strip, forms.start(data, 4096).lstrip("\ufeff").splitlines())
    fields = (field for line in head if (field := _FIELD.match(line)))
    return next((languages.stated(field[2].strip()) for field in fields if field[1] == "Language"), "")


READER = Reader(
    suffixes=(".vtt",),
    read=plain.of_text(content),
    write=plain.write,
    stated=_stated,
    sure=forms.begun(_BEGINS),
    mark="WEBVTT",
)
