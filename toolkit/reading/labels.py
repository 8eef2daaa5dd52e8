"""First pass: what could be a label.

The grammar of its line alone tells; `roster` decides.
"""

from __future__ import annotations

import re

from toolkit.reading import times
from toolkit.reading.marks import DASHES
from toolkit.reading.names import MAX_LENGTH, Name, name, written_by
from toolkit.reading.shapes import Candidate, arrow, equals, gapped, lettered, rare
from toolkit.text.hygiene import visible

# "12 M : ...", "(3) Q: ...", ">> HOST: ...".
_NUMBER = re.compile(r"(?:[\[(（]?\d{1,4}[\])）.]?|>{1,3})\s+(?=[^\W\d_>])")
# Signs that newspapers set before a question.
_BULLETS = "■□●○◇◆◦▶▷►▪▫★☆◎•·※☎☏▲△▼▽❏❍♦♢◈◉❑➤➜→⇒☞✦✧*#—–―ー-"
# A dash opens a turn: "— Why?". Before a digit it is a minus.
_DASH = re.compile(rf"[{DASHES}]{{1,3}}(?:\s+(?=[^\s{DASHES}>])|(?=[^\s\d{DASHES}>]))")
_BULLET = re.compile(rf"[{_BULLETS}]+\s*(?=\S)")
# "**Ann:** Why?" and "**Ann**: Why?".
_BOLD = re.compile(r"(\*\*|__|\*|_)(?P<label>[^*_]{1,60}?)(?P<in>\s*[:：])?\1(?P<out>\s*[:：])?\s*")
# WebVTT: "<v Ann Lee>Why?".
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>\s*")
# Of labels, and of the asides behind them.
_BRACKETS = {
    "[": "]",
    "【": "】",
    "［": "］",
    "〔": "〕",
    "<": ">",
    "〈": "〉",
    "《": "》",
    "＜": "＞",
    "(": ")",
    "（": "）",
}
# "[Ann] Why?", "【李明】...". Round ones are for events.
_LABEL_BRACKETS = "[【［〔<〈＜"
_COLONS = ":：︰﹕"
_OPENS = re.compile("[(（\\[［]")
_ANY_COLON = re.compile(f"[{_COLONS}]")
_ASIDE = re.compile(r" \([^\W\d_](?:[^\W\d_]|[.'’ ]){1,11}\)$")
"""How a name goes on in a screenplay: "MARTHA (CONT'D)", "JOE (V.O.)"."""
# Most lines begin otherwise, and need no closer look.
_NUMBER_BEGINS = frozenset(">[(（0123456789")
# A label has none of them at its end.
_STOPS = ".。!?！？…,;，、:："


def candidate(line: str) -> Candidate | None:
    """The label that a line may begin with.

    `line` is stripped and not empty.
    """
    if line.isascii():
        return _candidate(line)
    seen = visible(line[: 3 * MAX_LENGTH])
    if len(seen) == min(len(line), 3 * MAX_LENGTH):
        return _candidate(line)
    # Bidi marks and the like stand around labels: match without them, then count forward through the line.
    stripped = visible(line)
    lead = len(stripped) - len(stripped.lstrip())
    found = _candidate(stripped.strip())
    if found is None:
        return None
    return found.replace(start=_forward(line, lead + found.start))


def _forward(line: str, count: int) -> int:
    """The offset in `line` behind `count` visible characters."""
    i = 0
    while i < len(line) and count:
        count -= len(visible(line[i]))
        i += 1
    return i


def _candidate(line: str) -> Candidate | None:
    first = line[0]
    time, at = "", 0
    if first in "[(（<0123456789" and ":" in line[:28]:
        found = times.LEAD.match(line)
        if found and found.end() < len(line):
            time, at = found[found.lastindex or 0], found.end()
    at = _past_number(line, at)
    if at >= len(line):
        return None
    rest = line[at:] if at else line
    found_one = _body(rest, bool(time))
    if found_one is None or not (at or time):
        return found_one
    return found_one.replace(start=found_one.start + at, time=time or found_one.time)


def _past_number(line: str, at: int) -> int:
    """Skip the number of a turn."""
    # "12 M : ...", or the arrows of captions, ">> HOST: ...".
    if line[at : at + 1] in _NUMBER_BEGINS:
        found = _NUMBER.match(line, at)
        if found and _ANY_COLON.search(line, at, at + 80):
            return found.end()
    return at


def _body(line: str, timed: bool) -> Candidate | None:
    first = line[0]
    # The mark of a long vowel can't begin a word: two of them are a dash.
    if not first.isalnum() or line.startswith("ーー"):
        special = _special(line)
        if special is not None:
            return special
    found = _colon(line) or lettered(line) or gapped(line)
    if found is None and len(line) <= MAX_LENGTH and line[-1] not in _STOPS:
        found = _alone(line, timed)
    return found or rare(line)


def _special(line: str) -> Candidate | None:
    """What begins with a mark: brackets, bullets, dashes, bold."""
    first = line[0]
    if first == "<":
        found = _VOICE.match(line)
        if found:
            return Candidate(name(found[1]), "voice", found.end())
    if first in _LABEL_BRACKETS:
        return _bracket(line)
    if first in "*_":
        found = _BOLD.match(line)
        if found:
            label = name(found["label"])
            if label.looks != "never" and (found["in"] or found["out"]):
                return Candidate(label, "colon" if found.end() < len(line) else "alone", found.end())
            return None
    bullet = _BULLET.match(line)
    if bullet is None:
        return None
    rest = line[bullet.end() :]
    inner = _colon(rest) or arrow(rest) or equals(rest)
    if inner is not None and inner.name.looks not in {"never", "text"}:
        return inner.replace(start=inner.start + bullet.end())
    dash = _DASH.match(line)
    if dash:
        mark = dash[0].strip()
        return Candidate(Name(mark, mark, "", mark.replace("ー", "―"), "open"), "dash", dash.end())
    return None


def _bracket(line: str) -> Candidate | None:
    end = line.find(_BRACKETS[line[0]], 1, MAX_LENGTH + 2)
    if end < 0:
        return None
    label = name(line[1:end])
    if label.looks == "never":
        return None
    at = end + 1
    while at < len(line) and (line[at].isspace() or line[at] in _COLONS):
        at += 1
    if at < len(line) and times.cue(line[at:]):
        return Candidate(label, "time", len(line), line[at:])
    return Candidate(label, "bracket", at)


def _colon(line: str) -> Candidate | None:
    """A name and a colon."""
    # A time code may stand between.
    if line.isascii():
        at = line.find(":", 0, MAX_LENGTH + 24)
    else:
        found = _ANY_COLON.search(line, 0, MAX_LENGTH + 24)
        at = found.start() if found else -1
    if at <= 0:
        return None
    if line[at - 1].isdigit() and line[at + 1 : at + 2].isdigit() and line[at] == ":":
        return _timed(line)
    if line[at + 1 : at + 3] == "//":
        return None
    label = line[:at]
    if _OPENS.search(label) and at > 1 and not any(closing in label for closing in ")）]］"):
        # "● FM (18:00~20:00)", "방인준(아래: 방): ...": the colon is inside the parentheses.
        return _behind_parentheses(line)
    one = name(label)
    if one.looks == "never":
        return None
    start = at + 1
    while start < len(line) and line[start].isspace():
        start += 1
    if start == at + 1 and start < len(line) and line[at] == ":" and line[start] in "/\\)(DPp|*":
        return None  # an address, or a face made of punctuation
    return Candidate(one, "colon" if start < len(line) else "alone", start)


def _behind_parentheses(line: str) -> Candidate | None:
    found = re.match(r"([^:：()（）]{1,40}[(（][^()（）]{1,40}[)）])\s*[:：]\s*", line)
    if found is None:
        return None
    label = name(found[1])
    return (
        None
        if label.looks == "never"
        else Candidate(label, "colon" if found.end() < len(line) else "alone", found.end())
    )


def _timed(line: str) -> Candidate | None:
    found = times.BEHIND.match(line)
    if found is None:
        return None
    text, colon, gap = found["text"], found["colon"].strip(), found["gap"]
    label = name(found["name"].strip(" \t:：,-–—|"))
    if label.looks in {"never", "text"} or label.looks in {"meta", "date", "note", "caption", "byline"}:
        return None
    if text and not colon and not any(mark in gap for mark in "([（{<\t") and len(gap) < 2:
        return None
    if text and _verse(gap, colon, found["time"]):
        return None
    return Candidate(label, "time" if not text else "colon", found.start("text"), found["time"])


def _verse(gap: str, colon: str, time: str) -> bool:
    """Whether a name and a time are a verse."""
    # "John 3:16".
    return gap in {" ", "\u00a0"} and not colon and time.count(":") < 2 and len(time) < 5


def _alone(line: str, timed: bool) -> Candidate | None:
    """A name alone on its line."""
    if line.count(" ") > 5 or (not line.isupper() and written_by(line)):
        return None
    label = name(line)
    aside = line.isupper() and _ASIDE.search(line)
    if label.looks not in {"role", "name", "open"} or (label.base != line and not (label.alias or aside)):
        return None
    if timed:
        return Candidate(label, "time", len(line))
    if line.isupper():
        return Candidate(label, "caps", len(line))
    return Candidate(label, "line", len(line))
