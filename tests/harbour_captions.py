"""Harbour talks as captions, by the rules of each form and in the manner of the tools that write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harbour_talks import Piece, Said, Shape, Talk
from toolkit.model.values import clock
from toolkit.text.xml import escape_text


def lines(talk: Talk, text: str, width: int = 32) -> list[str]:
    """A cue on one line, or two."""
    if not talk.joint:
        at = next((k for k in range(8, len(text) - 2) if text[k - 1] in "、。はのを"), 0)
        return [text[:at], text[at:]] if at and len(text) > 13 else [text]
    if len(text) <= width:
        return [text]
    words = text.split()
    half = next(
        k for k in range(1, len(words)) if len(" ".join(words[:k])) * 2 >= len(text) or k == len(words) - 1
    )
    return [" ".join(words[:half]), " ".join(words[half:])]


def _first(talk: Talk) -> Iterator[tuple[Said, Piece, bool]]:
    """Turns, their pieces, and whether each is the first that its speaker says."""
    for turn in talk.turns:
        spoken = next(piece for piece in turn.pieces if not piece.happens)
        for piece in turn.pieces:
            yield turn, piece, piece is spoken


def _numbered(blocks: list[str], *, bom: bool = True) -> bytes:
    text = "".join(f"{k}\r\n{block}\r\n\r\n" for k, block in enumerate(blocks, 1))
    return text.encode("utf-8-sig" if bom else "utf-8")


def _srt_names(talk: Talk) -> bytes:
    """A name where somebody begins to speak, italics for what happens, one cue at the top of the screen."""
    blocks: list[str] = []
    for turn, piece, first in _first(talk):
        rows = "\r\n".join(lines(talk, f"{turn.who}: {piece.text}" if first else piece.text))
        place = "{\\an8}" if len(blocks) == 4 else ""
        rows = f"<i>{rows}</i>" if piece.happens else rows
        blocks.append(f"{clock(piece.start, ',')} --> {clock(piece.end, ',')}\r\n{place}{rows}")
    return _numbered(blocks)


def _srt_dashes(talk: Talk) -> bytes:
    blocks = [
        f"{clock(piece.start, ',')} --> {clock(piece.end, ',')}\r\n"
        + "\r\n".join(lines(talk, f"- {piece.text}" if first else piece.text))
        for _, piece, first in _first(talk)
    ]
    return _numbered(blocks, bom=False)


def _voices(talk: Talk) -> bytes:
    """Hours are left out where there are none; notes, a style, names of cues and settings stand around."""
    blocks = ["WEBVTT - " + talk.title, "NOTE\nTimed by hand.", "STYLE\n::cue(v) {\n  color: lime;\n}"]
    for turn, piece, _ in _first(talk):
        start, end = (clock(time).removeprefix("00:") for time in (piece.start, piece.end))
        rows = "\n".join(lines(talk, escape_text(piece.text)))
        blocks.append(f"cue-{len(blocks)}\n{start} --> {end} line:80% align:center\n<v {turn.who}>{rows}</v>")
    return ("\n\n".join(blocks) + "\n").encode()


def _youtube(marks: bool) -> Callable[[Talk], bytes]:
    """Two rows roll: the one before stands above the new one, whose words come one by one."""

    def render(talk: Talk) -> bytes:
        blocks = [f"WEBVTT\nKind: captions\nLanguage: {talk.lang}"]
        above = " "
        for number, (_, piece, first) in enumerate(_first(talk)):
            words = [escape_text(word.text) for word in talk.words(piece)]
            times = [word.start for word in talk.words(piece)]
            if first and number and marks:
                words[0] = f"&gt;&gt; {words[0]}"
            shown = words[0] + "".join(
                f"<{clock(time)}><c>{talk.joint}{word}</c>"
                for time, word in zip(times[1:], words[1:], strict=True)
            )
            place = "align:start position:0%"
            blocks.append(f"{clock(piece.start)} --> {clock(piece.end - 10)} {place}\n{above}\n{shown}")
            above = talk.joint.join(words)
            blocks.append(f"{clock(piece.end - 10)} --> {clock(piece.end)} {place}\n{above}\n ")
        return "\n\n".join(blocks).encode() + b"\n"

    return render


def _zoom(talk: Talk) -> bytes:
    blocks = "\r\n\r\n".join(
        f"{k}\r\n{clock(piece.start)} --> {clock(piece.end)}\r\n{who}: {piece.text}"
        for k, (who, piece) in enumerate(talk.pieces, 1)
    )
    return f"WEBVTT\r\n\r\n{blocks}\r\n".encode()


def _teams(talk: Talk) -> bytes:
    """What somebody says in one go has one id, and a number for each of its cues."""
    blocks = ["WEBVTT"]
    for number, turn in enumerate(talk.turns):
        for k, piece in enumerate(turn.pieces):
            name = f"7c9e6679-7425-40de-944b-e07fc1f90ae7/{number + 12}-{k}"
            rows = "\n".join(lines(talk, escape_text(piece.text)))
            blocks.append(f"{name}\n{clock(piece.start)} --> {clock(piece.end)}\n<v {turn.who}>{rows}</v>")
    return "\n\n".join(blocks).encode()


def _sbv(talk: Talk) -> bytes:
    blocks = []
    for turn, piece, first in _first(talk):
        start, end = (clock(time)[1:] for time in (piece.start, piece.end))
        rows = "\n".join(lines(talk, f"{turn.who}: {piece.text}" if first else piece.text))
        blocks.append(f"{start},{end}\n{rows}\n")
    return "\n".join(blocks).encode()


def _ttml(talk: Talk) -> bytes:
    """A paragraph for a cue, with breaks; agents are those of the document's head."""
    agents = "".join(
        f'      <ttm:agent xml:id="sp{k}" type="person">\n        <ttm:name type="full">{escape_text(name)}'
        "</ttm:name>\n      </ttm:agent>\n"
        for k, name in enumerate(talk.names)
    )
    cues = "".join(
        f'      <p xml:id="c{k}" region="bottom" style="s1" begin="{clock(piece.start)}" '
        f'end="{clock(piece.end)}" '
        f'ttm:agent="sp{talk.names.index(who)}">{"<br/>".join(lines(talk, escape_text(piece.text)))}</p>\n'
        for k, (who, piece) in enumerate(talk.pieces)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" '
        'xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        f'xml:lang="{talk.lang}">\n  <head>\n    <metadata>\n'
        f"      <ttm:title>{escape_text(talk.title)}</ttm:title>\n"
        f"{agents}    </metadata>\n    <styling>\n"
        '      <style xml:id="s1" tts:color="white"/>\n    </styling>\n'
        '    <layout>\n      <region xml:id="bottom" tts:displayAlign="after"/>\n    </layout>\n  </head>\n'
        f"  <body>\n    <div>\n{cues}    </div>\n  </body>\n</tt>\n"
    ).encode()


def _ass(talk: Talk) -> bytes:
    """Hundredths of a second; a comment, a place on the screen, and breaks."""

    def time(at: int) -> str:
        return clock(at // 10 * 10)[1:-1]

    rows = [
        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,second pass",
        *(
            f"Dialogue: 0,{time(piece.start)},{time(piece.end)},Default,{turn.who},0,0,0,,"
            + ("{\\an8}" if k == 3 else "")
            + "\\N".join(lines(talk, piece.text))
            for k, (turn, piece, _) in enumerate(_first(talk))
        ),
    ]
    return (
        "[Script Info]\n; Script generated by Aegisub\n"
        f"Title: {talk.title}\nScriptType: v4.00+\nWrapStyle: 0\nPlayResX: 1920\nPlayResY: 1080\n\n"
        "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment, MarginV, Encoding\n"
        "Style: Default,Arial,48,&H00FFFFFF,0,2,10,1\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        + "\n".join(rows)
        + "\n"
    ).encode("utf-8-sig")


SHAPES = {
    "SRT, names": Shape(".srt", _srt_names),
    "SRT, dashes": Shape(".srt", _srt_dashes, who="marked"),
    "WebVTT, voices": Shape(".vtt", _voices, laughs="said"),
    "YouTube, rolling": Shape(".vtt", _youtube(marks=True), who="marked", words=True, early=10),
    "YouTube, rolling, no marks": Shape(".vtt", _youtube(marks=False), who="nobody", words=True, early=10),
    "Zoom, WebVTT": Shape(".vtt", _zoom, laughs="said"),
    "Teams, WebVTT": Shape(".vtt", _teams, laughs="said"),
    "SBV": Shape(".sbv", _sbv),
    "TTML": Shape(".ttml", _ttml, laughs="said"),
    "ASS": Shape(".ass", _ass, grain=10, laughs="said"),
}
