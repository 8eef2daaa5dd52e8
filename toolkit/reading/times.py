"""Times and other small signs of a line.

Times stand on a line of their own, before a label, or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from toolkit.model import Cue, Times
from toolkit.reading.lines import Line, starts
from toolkit.text.hygiene import tidy

# "0:49", "00:03:48", "00:03:48.120".
TIME = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;]\d{1,3})?"
# Runs of blanks are taken whole: to try them in parts takes the square of their length.
_CUE = re.compile(
    rf"(?:\d+\s+)?[\[(（]?\s*+{TIME}(?:\s*+(?:-->|--|->|[-–—~→]|to)\s*+|(?<=[.,]\d{{3}})\s++){TIME}(?:\s*+[\])）])?"
    r"(?:\s++(?:align|line|position|size|region|vertical):\S++)*+\s*+$"
)
# A time alone on its line: "[00:03:48]".
_STAMP = re.compile(rf"[\[(（<]?\s*{TIME}\s*[\])）>]?$")
# Hours may be missing; behind the seconds stands a fraction, the tenth of f4, or the number of a frame.
_CODE = re.compile(
    r"(?<![\w:：.,])(?:(?P<hours>\d{1,3})[:：])?(?P<minutes>\d{1,3})[:：](?P<seconds>\d\d)"
    r"(?:[.,](?P<fraction>\d{1,3})|-(?P<tenth>\d)(?=#)|[:;]\d\d)?"
    r"(?![\d:：])(?![ \u202f]?(?i:[ap]\.?m\b))"
)
# "00;00;03;12": hours to frames, as films of 29.97 pictures a second count.
DROP_FRAME = r"\d{1,2};\d\d;\d\d;\d\d"
_DROP_FRAME = re.compile(rf"(?<![\w;]){DROP_FRAME}(?![\w;])")
# Date and time together, as programs for chats write them: "3/3/26, 18:02", "3.3.2026 klo 18.02",
# "3/3/2026, 6:02 p. m.", "2026/3/3 下午6:02", "18:02, 3/3/2026". A short word may stand beside the time.
_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of a text, and aren't seen; for a character class."""
_BLANK = rf"[ \u00a0\u202f\2{_DIRECTIONS}]"
_DAY = r"(?:\d{4}[-./] ?\d\d?[-./] ?\d\d?(?!\d)\.?|\d\d?[-./] ?\d\d?[-./] ?(?:\d{4}|\d\d)(?!\d)\.?)"
_MINUTE = r"\d\d?[:.]\d\d(?:[:.]\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?"
_HALF = rf"(?:{_BLANK}?[^\W\d_]{{1,2}}\b\.?(?:{_BLANK}?[^\W\d_]\b\.?)?)?"
_DATED = (
    rf"(?:{_DAY}(?:T|[,،]?{_BLANK}{{1,2}}(?:[^\W\d_]{{1,3}}\.?,?{_BLANK}{{0,2}})?){_MINUTE}{_HALF}"
    rf"|{_MINUTE}{_HALF}[,،]?{_BLANK}{{1,2}}{_DAY})"
)
# How a date in figures begins, or a time with one behind it.
_DATE = re.compile(rf"\d{{1,4}}[-./] ?\d\d?[-./] ?\d|{_MINUTE}{_HALF}[,،]?{_BLANK}{{1,2}}{_DAY}")
_STAMPED = re.compile(
    rf"[{_DIRECTIONS}]*(?:\[{_BLANK}?{_DATED}{_BLANK}?\]|{_DATED}(?=\s+[-–—|]\s|\s*<|\t|,\s))", re.IGNORECASE
)
LEAD = re.compile(
    # The log of a chat: "[2026-03-14 10:12] mira: ...", "14/03/2026, 10:12 - Mira: ..."
    rf"[{_DIRECTIONS}]*(?:\[({_DATED})\]|({_DATED})(?=\s+[-–—|]\s|\s*<|\t|,\s)"
    rf"|[\[(（<]\s*({TIME}(?:\s*[-–—~]+>?\s*{TIME})?)\s*[\])）>]"
    # Without brackets it must look like a time code, and not like a time of day.
    r"|(\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?|\d\d:\d\d)(?=\s)(?!\s*(?:[ap]\.?\s?m\b|(?-i:[A-Z]{3,4}$)|uhr\b))"
    r")\s*[-–—|:]?\s*",
    re.IGNORECASE,
)
"""A time that something follows; in the one group that is there."""
_OPENING = " [(（<#\u200e\u200f"


def cue(line: str) -> bool:
    """Whether a line is a time or a range.

    Nothing else may be on the line.
    """
    return ":" in line and (_CUE.match(line) is not None or _STAMP.match(line) is not None)


def dated(time: str) -> bool:
    """Whether a time has its date, or the day of the week: it is a time of day.

    The log of a chat has such times.
    """
    return bool(time) and (time[0].isalpha() or _DATE.match(time) is not None)


def interval(printed: str) -> tuple[int | None, int | None]:
    """When it begins and ends, in milliseconds, as a time code or a range says it.

    None where nothing is said: a date or a time of day is no place in a recording. Of frames nobody knows how
    many a second has, so they are left out.

    >>> interval("[00:01:02.5]"), interval("1:02 - 1:07"), interval("#00:00:04-2#"), interval("1:02 pm")
    ((62500, None), (62000, 67000), (4200, None), (None, None))
    >>> interval("00;01;02;28")
    (62000, None)
    """
    if ";" in printed:
        printed = _DROP_FRAME.sub(lambda code: code[0].replace(";", ":"), printed)
    if dated(printed.lstrip(_OPENING)):
        return None, None
    moments = [_milliseconds(code) for code in _CODE.finditer(printed)]
    start, end = (*moments, None, None)[:2]
    return (start, end) if start is not None and end is not None and end >= start else (start, None)


def _milliseconds(code: re.Match[str]) -> int | None:
    hours, minutes, seconds = (int(code[name] or 0) for name in ("hours", "minutes", "seconds"))
    fraction = (code["fraction"] or code["tenth"] or "").ljust(3, "0")
    return ((60 * hours + minutes) * 60 + seconds) * 1000 + int(fraction) if seconds < 60 else None


class LinePart(NamedTuple):
    """A part of a paragraph, as its line has it."""

    line: Line
    at: int
    """Where it begins in the text of the line: behind a label, say."""

    @property
    def text(self) -> str:
        """Its characters."""
        return self.line.text[self.at :].strip()


def timed(pieces: Sequence[LinePart], text: str) -> Times:
    """When a paragraph is heard, and its parts.

    pieces  in order; neighbours with the same times are lines of one cue, and so is a line without any
    text    of the paragraph, as `lines.joined` makes it of the pieces
    """
    if all(piece.line.start is None and not piece.line.words for piece in pieces):
        return Times()
    cues: list[Cue] = []
    words: list[Cue] = []
    start: int | None = None
    end: int | None = None
    for at, (line, cut) in zip(starts([piece.text for piece in pieces], text), pieces, strict=True):
        words += _words(line, cut, at, text)
        if line.start is None or (line.start, line.end) == (start, end):
            continue
        if cues and end is None:
            # A mark holds until the next one.
            cues[-1] = cues[-1]._replace(end=max(cues[-1].start, line.start))
        start, end = line.start, line.end
        cues.append(Cue(at if cues else 0, start, start if end is None else end))
    if not cues:
        return Times(words[0].start, words[-1].end, (), tuple(words))
    whole = None if end is None else max(cue.end for cue in cues)
    return Times(cues[0].start, whole, tuple(cues) if len(cues) > 1 else (), tuple(words))


def _words(line: Line, cut: int, at: int, text: str) -> Iterator[Cue]:
    """The words of a line that belong to a paragraph, with their offsets in it."""
    for word, after in zip_longest(line.words, line.words[1:]):
        if word.at >= cut:
            said = tidy(line.text[word.at : after.at if after else None])
            place = text.find(said, at) if said else -1
            if place >= 0:
                yield word._replace(at=place)
                at = place + len(said)


def split_time(line: str) -> tuple[str, str]:
    """The time that a line begins with.

    Then the rest. "" and the line where there is none.

    >>> split_time("[00:00:12] And the owl."), split_time("It was 10:30.")
    (('00:00:12', 'And the owl.'), ('', 'It was 10:30.'))
    """
    lead = LEAD.match(line)
    if lead is None or lead.end() == len(line):
        return "", line
    return lead[lead.lastindex or 0], line[lead.end() :]


# Small signs in a line.
#
# How it ends, whether it is drawn, bracketed, a heading; its times, and its marks of emphasis.


CLOCK = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;-]\d{1,3})?(?:Z|[+-]\d\d:\d\d)?"
# What stands between a label and its text without being either is masked by characters that no text has, so
# that offsets stay: a time by NUL, a mark of bold by SOH, one of italics or an escape by STX.
_MOMENT = rf"(?:(?<![\d:]){_DAY}(?:,?[ \u202f]|T))?(?<![\d:]){CLOCK}(?!:?\d)(?:[ \u202f]?[ap]\.?m\b\.?)?"
_TIME = re.compile(
    rf"\x02?(?:[(（{{<#`]|\[{{1,2}})?(?:(?<!\s)\s+)?{_MOMENT}"
    # Both ends of a range may have brackets of their own.
    rf"(?:(?:\s*\x02?[\])）])?\s*(?:-->|[-–—~→]|to)\s*(?:\x02?[\[(（]\s*)?{_MOMENT})?"
    r"(?:\s?min\b\.?)?\s*\x02?(?:[)）}>#`]|\]{1,2})?"
    rf"|\[[^\W\d_]{{1,9}}\.?,? {_MOMENT}\]"  # of a weekday
    r"|\[\d\d?\.\d\d\]",  # 9.04 elsewhere is a number
    re.IGNORECASE,
)
# A pattern that begins with a sign is found much quicker than one that begins with any figure.
_CLOCK, _POINTED = re.compile(r":(?<=\d:)\d\d"), re.compile(r"\[\d\d?\.\d\d\]")
_BOLD = re.compile(r"\*\*|__|</?(?:b|strong)>", re.IGNORECASE)
_LIGHT = re.compile(r"(?<!\*)\*(?!\*)|(?<![\w_])_(?=\w)|(?<=[^\s_])_(?![\w_(])|</?[iu]>|\\(?=[\[\]_*#().<>])")
# What Markdown's dialects set a paragraph by: {: .question}
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}")
# An escape is taken with its character, so that it is no mark.
_EMPHASIS = re.compile(r"\\.|\*{1,3}|_{1,3}|`|</?(?:b|strong|i|em|u)>", re.IGNORECASE | re.DOTALL)
# They may stand behind the end of a sentence.
_CLOSING = "\"'”’»›“‘«‹」』）)]】〉》*_ \u00a0"
# Ends of sentences in all scripts; a tilde and a note end one in captions.
_END = frozenset(".!?。！？…؟۔।॥︒։።။។;；‽～~♪")
# Armenian ends its sentences in two dots, for which most type a colon.
_ARMENIAN = re.compile(r"[\u0531-\u0587][»”\")]?:$")
_LABEL = 3
"""Words of a label, at most, in a language whose sentences end in its sign."""
# Question marks other than the Latin one.
_MARK = re.compile("[？؟;՞⸮]")
# Endings that ask or request without a question mark.
_ASKS = re.compile(
    "(?:か|かな|のか|でしょうか|ですか|ますか|까|나요|인가요|는지요|죠|吗|嗎|呢|ください|お願いします|부탁합니다|부탁드립니다|주세요|주십시오|주시죠)[。.…]?$"
)
# Lines of these alone are drawn: "* * *", "◇ ◇".
_DRAWN = frozenset("*-_=~#◇◆○●□■☆★※§•·—–―─━═+<>|/\\.:▲△▼▽◎♦♢⁂❦✽✦✧◊♠♣♥～〜〓＊＝－＿　 \t\u00a0")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    Whatever quotation mark or bracket follows. The stop of letters with stops ("J.P.") is theirs.
    """
    last = text[-1:]
    if last in _END:
        return not (last == "." == text[-3:-2] and text[-2].isalpha())
    if last == ":":
        long = "՞" in text or text.count(" ") >= _LABEL
        return long and not text.isascii() and _ARMENIAN.search(text) is not None
    return last in _CLOSING and text.rstrip(_CLOSING)[-1:] in _END


def is_question(text: str) -> bool:
    """Whether a text asks.

    It has a question mark anywhere, or an ending that asks (Japanese, Korean, Chinese).
    """
    if "?" in text:
        return True
    return not text.isascii() and (_MARK.search(text) or _ASKS.search(text[-12:])) is not None


def is_quotation(text: str) -> bool:
    """Whether a text is a quotation in 「」 and nothing else: it closes it at its end, or in a line below."""
    closing = {"「": "」", "『": "』"}.get(text[:1], "")
    return bool(closing) and (text.endswith(closing) or text.count(text[0]) > text.count(closing))


def is_separator(text: str) -> bool:
    """Whether the line is only drawn.

    >>> is_separator("* * *"), is_separator("◇ ◇"), is_separator("..."), is_separator("?!")
    (True, True, False, False)
    """
    if len(text) > 200 or text[0] not in _DRAWN or not _DRAWN.issuperset(text):
        return False
    return bool(set(text) - set(".: \t　\u00a0-")) or text.count("-") >= 2


@lru_cache(maxsize=16)
def masked_marks(head: str) -> str:
    """The text with times and marks of emphasis masked; as long as before."""
    if "{:" in head:
        head = _ATTRIBUTES.sub(lambda match: "\2" * len(match[0]), head)
    if "*" in head or "_" in head or "<" in head or "\\" in head:
        head = _BOLD.sub(lambda match: "\1" * len(match[0]), head)
        head = _LIGHT.sub(lambda match: "\2" * len(match[0]), head)
    if (stamped := _STAMPED.match(head)) is not None:
        head = "\0" * stamped.end() + head[stamped.end() :]
    if _CLOCK.search(head) or _POINTED.search(head):
        head = _TIME.sub(lambda match: "\0" * len(match[0]), head)
    return head


def unclosed(text: str) -> list[str]:
    """What would close the emphasis that is open at the end of a text; the inmost first.

    >>> unclosed("**Q: "), unclosed("* Ann: "), unclosed("<b>*Ann:* ")
    (['**'], [], ['</b>'])
    """
    opened: list[str] = []
    for match in _EMPHASIS.finditer(text):
        closes, opens = _sides(match)
        if closes and match[0] in opened:
            opened.remove(match[0])
        elif opens:
            opened.insert(0, opens)
    return opened


def unopened(text: str, before: str) -> str:
    """A text without the mark that closes what was opened before it.

    What the text opens itself it closes itself.

    >>> unopened("Why?**", "**Q: "), unopened("So *it* was.", "*Ann:* "), unopened("2 * 3.", "*Ann: ")
    ('Why?', 'So *it* was.', '2 * 3.')
    """
    for mark in unclosed(before):
        own = 0
        for match in _EMPHASIS.finditer(text):
            closes, opens = _sides(match)
            if closes and match[0] == mark:
                if not own:
                    text = text[: match.start()] + text[match.end() :]
                    break
                own -= 1
            elif opens == mark:
                own += 1
    return text


def _sides(match: re.Match[str]) -> tuple[bool, str]:
    """Whether a mark of emphasis can close, and what would close it where it can open."""
    mark = match[0]
    if mark.startswith("<"):
        return mark[1] == "/", "" if mark[1] == "/" else "</" + mark[1:]
    before, after = (
        match.string[max(0, match.start() - 1) : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    closes = mark[0] != "\\" and not before.isspace() and not after.isalnum() and before != ""
    opens = mark[0] != "\\" and not after.isspace() and not before.isalnum() and after != ""
    return closes, mark if opens else ""
