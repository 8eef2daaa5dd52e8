"""Labels without a colon.

Ordinary text has their shapes too: a letter, a blank, an arrow, a full stop.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from toolkit.model.values import Value
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.names import MAX_LENGTH, Name, name
from toolkit.text import scripts

LabelForm = Literal[
    "colon",
    "alone",
    "time",
    "bracket",
    "voice",
    "letter",
    "gap",
    "dash",
    "mark",
    "arrow",
    "caps",
    "line",
    "period",
    "sentence",
    "kagi",
]
"""colon    Name: text
alone    Name:            the text is in the lines below
time     Name (0:49)      Name 00:00:12      likewise
bracket  [Name]           [Name] text
voice    <v Name>text
letter   Q. text          A.text
gap      Q    text        Name  text
dash     -text
mark     ▲ text           a sign that asks or answers
arrow    ◇ Name > text
caps     NAME             alone on its line
line     Name             alone on its line
period   NAME. text       Name. – text       Name — text
sentence Name. text
kagi     Name「text」"""

# "Q. Why?", "Q1) Why?", "A、...".
_LETTER = re.compile(r"([^\W\d_]{1,3}?)(\d{0,3})(\.|．|、|\)|）)(\s*)(?=\S)")
# "Ann   Why?": a tab, two blanks or a wide one.
_GAP = re.compile(r"(\S(?:[^\t]{0,58}?\S)??)(?:\t\s*| {2,}| ?\u3000\s*|\u2003\s*)(?=\S)")
# Only in scripts whose sentences have no blanks may a single one end a label.
_DECLARES = re.compile(
    rf"([^()（）:：]{{1,40}}[(（][^()（）]{{1,30}}[)）])\s+(?=[{scripts.HAN}{scripts.KANA}])"
)
# "Ann > Why?".
_ARROW = re.compile(r"([^<>:：]{1,40}?)\s*[>＞▷▶]\s*(?=\S)")
# "Ann = Why?".
_EQUALS = re.compile(r"([^=:：]{1,30}?)\s*[=＝]\s*(?=\S)")
# "Mr. LEE. Why?", as in plays and parliaments.
_PERIOD = re.compile(
    r"((?:(?:M|Mr|Mrs|Ms|Mme|Dr|Sr|Sra|Sen|Rep|Hon|Prof|The|St)\.? )*"
    r"[^\W\d_a-z][^\W\d_]+(?:[ '’-][^\W\d_a-z][^\W\d_]*){0,3}(?: of [A-Z]\w+(?: [A-Z]\w+)?)?)"
    r"(?P<aside> ?\([^()]{1,40}\))?\.(?P<dash>\s*[-–—]+)?\s+(?=\S)"
)
# "M. le président. La parole est à ...", as in French parliaments.
_COMPTE = re.compile(
    r"(?P<whole>((?:M|Mme|Mlle)\.? (?:l[ea] [^\W\d_]+(?: [^\W\d_]+){0,2}|[^\W\d_a-z][^.,:;!?]{1,40}))"
    r"(?:, [^.:;!?]{3,80})?)\.\s+(?=\S)"
)
# A name as in the records of the French parliament: "Mme Claire Roy, ministre. En mai."
_NAME_DASH = re.compile(r"([^\W\d_][^-–—:.!?,;]{0,40}?)\s*(?:\s[–—]|——)\s*(?=\S)")
# "田中「なぜ？」".
_KAGI = re.compile(r"([^\s「」『』。、，！？：:]{1,16})(?=「[^「」]*」$|『[^『』]*』$)")
# How a parliament calls who speaks.
_FORMAL = frozenset({"Mr", "Mrs", "Ms", "The", "Dr", "Hon", "M", "Mme"})


class Candidate(Value, frozen=True, gc=False):
    """A label that a line may begin with."""

    name: Name
    form: LabelForm
    start: int
    """Where in the line the text behind the label begins (0-based); the line's length where there is none."""
    time: str = ""


def lettered(line: str) -> Candidate | None:
    """Q. text."""
    head = line[1:5]
    if "." in head or "．" in head or "、" in head or ")" in head:
        found = _LETTER.match(line)
        if found:
            return _letter(line, found)
    return None


def gapped(line: str) -> Candidate | None:
    """Q    text."""
    head = line[: MAX_LENGTH + 4]
    if "  " in head or "\t" in head or "\u3000" in head or "\u2003" in head:
        found = _GAP.match(line)
        if found:
            label = name(found[1])
            if label.looks in {"role", "name", "open"}:
                return Candidate(label, "gap", found.end())
    if ")" in head or "）" in head:
        found = _DECLARES.match(line)
        if found and name(found[1]).alias and name(found[1]).looks in {"role", "name", "open"}:
            return Candidate(name(found[1]), "gap", found.end())
    return None


def rare(line: str) -> Candidate | None:
    """NAME. text, Name — text, Name > text."""
    head = line[: MAX_LENGTH + 4]
    if line[0] == "M" and (found := _COMPTE.match(line)):
        label = replace(name(found[2]), printed=found["whole"])
        return Candidate(label, "period", found.end())
    if "." in head:
        found = _PERIOD.match(line)
        if found:
            label = name(found[1] + (found["aside"] or ""))
            marked = found[1].isupper() or label.looks == "role" or parliament(label) or found["dash"]
            if label.looks in {"role", "name", "open"}:
                return Candidate(label, "period" if marked else "sentence", found.end())
    if "—" in head or "–" in head:
        found = _NAME_DASH.match(line)
        if found:
            label = name(found[1])
            if label.looks in {"role", "name", "open"}:
                return Candidate(label, "period", found.end())
    found = _KAGI.match(line) if line[-1] in "」』" else None
    if found:
        label = name(found[1])
        if label.looks in {"role", "name", "open"}:
            return Candidate(label, "kagi", found.end())
    if ">" in head or "＞" in head:
        return arrow(line)
    return None


def parliament(label: Name) -> bool:
    """Whether a label is of a parliament's record.

    "Mr. SMITH", "The SPEAKER".
    """
    parts = label.base.split()
    return len(parts) > 1 and parts[0].rstrip(".") in _FORMAL and parts[1].isupper() and len(parts[1]) > 1


def _letter(line: str, found: re.Match[str]) -> Candidate | None:
    """A letter that means question or answer."""
    # "Q. text", in some language.
    words = lexicon()
    bare = key(found[1])
    if (bare not in words.ask and bare not in words.answer) or (
        not found[1][0].isupper() and found[1].isascii()
    ):
        return None
    follows = line[found.end()]
    # "A.D. 1990", "P.S.": an abbreviation.
    if not found[4] and (follows.isascii() and not follows.isdigit()):
        return None
    label = name(found[1] + found[2])
    return Candidate(replace(label, alias="", looks="role", splits=(), joins=()), "letter", found.end())


def equals(line: str) -> Candidate | None:
    """Name = text."""
    found = _EQUALS.match(line)
    label = name(found[1]) if found else None
    if found is None or label is None or label.looks not in {"role", "name", "open"}:
        return None
    return Candidate(label, "arrow", found.end())


def arrow(line: str) -> Candidate | None:
    """Name > text."""
    found = _ARROW.match(line)
    if found is None:
        return None
    label = name(found[1])
    return Candidate(label, "arrow", found.end()) if label.looks in {"role", "name", "open"} else None
