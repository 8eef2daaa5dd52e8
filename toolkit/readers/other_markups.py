"""Marks of other markups in a text: emphasis is read, and what no reader takes is told.

Text is pasted from pages, forums and wikis with its marks. Those of emphasis become diglot's own, `<br>` ends
a line, and characters that are written as entities are written out. Marks that are left would be words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from toolkit import late
from toolkit.errors import SourceError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.readers.paragraphs import target
from toolkit.reading.lines import Line
from toolkit.text.above import PLACES, placed
from toolkit.text.hygiene import trimmed
from toolkit.text.xml import unescape

_STARS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_TAG = "|".join((*_STARS, *"a u s span font small big center color size url mark sub sup".split()))
# Bounded, as what opens and never closes is looked for to there.
_PAIRS = {
    f"{sign}/": late.regex(rf"{opens}({_TAG})({about})(.{{0,2000}}?){opens}/\1{closes}", re.IGNORECASE)
    for sign, opens, about, closes in (
        ("<", "<", "(?: [^<>]{0,300})?>", ">"),
        ("[", r"\[", r"(?:=[^\[\]]{0,300})?\]", r"\]"),
    )
}
_ADDRESS = late.regex(r"""[^\s"'=<>\]]*:[^\s"'<>\]]+""")
_NESTED = 4
"""Tags around the same words, at most."""
_BREAK = late.regex(r"(?<!\\)<br ?/?>", re.IGNORECASE)
# `=ZOOM=We rowed=` is the caption of a picture.
_HEADINGS = (
    late.regex(r"(?P<signs>={2,6}|=(?=[^=]*=$))(?!=)(?P<words>.+)(?<!=)(?P=signs)$"),
    late.regex(r"<h(?P<level>[1-6])(?: [^<>]{0,300})?>(?P<words>.+)</h(?P=level)>$", re.IGNORECASE),
)
_SIGNS = ("=", "<", "[", "&", "''")
_INDENT, _REFERENCE = late.regex(r"^:+ ?(?=\S)"), late.regex(r"<ref(?: [^<>]{0,200})?>([^<>]{1,999})</ref>")
_LINK = late.regex(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_QUOTES = late.regex(
    r"'{3}(?=[^\s'])(?P<strong>.{1,999}?)(?<=[^\s'])'{3}|'{2}(?=[^\s'])(?P<em>.{1,999}?)(?<=[^\s'])'{2}(?!')"
)
_QUOTED_NAMES = 2
"""Lines that begin with words between three apostrophes, at least, where those are a wiki's."""
_WITHIN, _BEGINS, _ENDS = (*"<[\\{=`", "'''", "::"), (*";:.|#_pbh",), " +"
"""What a line has, begins with or ends with that may have a mark of a markup: most lines have none of it."""
_SOME, _EVERYWHERE = 2, 1 / 3
"""Marks, at least, and share of paragraphs with some; more of both tell that all is in a markup."""
_COPY = (
    "Open it in a program that shows it, such as a browser, copy its text, and save that as plain text; "
    "or give a file of HTML the suffix .html."
)


def read(lines: Sequence[Line]) -> list[Line]:
    """The lines, with emphasis of HTML, BBCode and MediaWiki as diglot marks it."""
    whole = "\n".join([line.text for line in lines])
    if not any(sign in whole for sign in _SIGNS):
        return list(lines)
    begun = sum((name := _QUOTES.match(line.text)) is not None and bool(name["strong"]) for line in lines)
    made: list[Line] = []
    gap = 0
    for line in lines:
        gap += line.gap
        text = _of_wiki(line.text) if begun >= _QUOTED_NAMES else line.text
        text, level = (text, line.level) if line.kind else _headed(text, line.level)
        # What heads a page, as its tags or signs say, is no field: `= Interview: Ann Lee =`.
        kind = "title" if level == 1 and not (line.level or line.kind or made) else line.kind
        pieces = [line.text] if line.kind else list(map(_written, _BREAK.split(text)))
        # The last break ends the line, as its end does; one more is a line without anything.
        if len(pieces) > 1 and not pieces[-1]:
            pieces.pop()
        for k, piece in enumerate(pieces):
            if piece:
                one = line.replace(text=piece, gap=gap, level=level, kind=kind)
                made.append(one.replace(joined=True, broken=True) if k and not gap else one)
            gap = 0 if piece else gap + 1
    return made


def _headed(text: str, level: int) -> tuple[str, int]:
    """A line without the signs of a heading, and its level."""
    for heading in filter(None, (signs.match(text) for signs in _HEADINGS)):
        found = heading.groupdict()
        if words := found["words"].strip():
            return words, int(found.get("level") or len(found["signs"]))
    return text, level


def _written(text: str) -> str:
    """A line without tags and entities."""
    for closes, pair in _PAIRS.items():
        for _ in range(_NESTED if closes in text else 0):
            text, found = pair.subn(_marked, text)
            if not found:
                break
    return trimmed(unescape(text))


def _marked(pair: re.Match[str]) -> str:
    """The words of a pair of tags with diglot's marks, their blanks outside."""
    tag, about, text = pair.groups()
    text = placed(text, PLACES.get(tag.lower(), ""))
    stars, words = _STARS.get(tag.lower(), ""), text.strip()
    address = _ADDRESS.search(about) if tag.lower() in {"a", "url"} else None
    link = target(address[0]) if address else ""
    return (
        text.replace(words, f"[{words}]({link})" if link else f"{stars}{words}{stars}", 1) if words else text
    )


def _of_wiki(text: str) -> str:
    """A line of a wiki with Markdown's marks: links without their pages, and references as notes."""
    text = _REFERENCE.sub(r"^[\1]", _LINK.sub(r"\1", _INDENT.sub("", text)))
    return _QUOTES.sub(lambda found: f"**{found[1]}**" if found[1] else f"*{found[2]}*", text)


def unread(lines: Sequence[Line], path: str, *, plain: bool = True) -> tuple[Finding, ...]:
    """What a text has of the marks of a markup that no reader takes (D168).

    plain  whether HTML is no part of the text's own form

    Raises SourceError for a text that is all in it.
    """
    among = [line for line in lines if not line.kind]
    whole = "\n".join([line.text for line in among])
    there = [sign for sign in _WITHIN if sign in whole]
    may = [
        line
        for line in among
        if line.text.startswith(_BEGINS)
        or line.text.endswith(_ENDS)
        or (there and any(sign in line.text for sign in there))
    ]
    if not may:
        return ()
    found = [(one, [line for line in may if one.marks.search(line.text)]) for one in _markups()[not plain :]]
    (what, marks, pandoc), marked = max(found, key=lambda one: len(one[1]))
    often = sum(len(marks.findall(line.text)) for line in marked)
    if often < _SOME:
        return ()
    where = Location(path, marked[0].number)
    # Paragraphs, or lines where hardly anything stands between those.
    places = [*accumulate(line.gap > 0 for line in among)]
    if places[-1] <= _SOME:
        places = [*range(len(among))]
    own = {place for place, line in zip(places, among, strict=True) if marks.search(line.text)}
    if often > _SOME and len(own) > _EVERYWHERE * len({*places}):
        cure = (
            f"Convert it to Markdown, as pandoc does: `pandoc -f {pandoc} -t markdown`." if pandoc else _COPY
        )
        raise SourceError(f"this looks like {what}: its marks would be read as words.", where, cure)
    told = report(
        "D168.converted" if pandoc else "D168.shown", where, what=what, marked=len(marked), pandoc=pandoc
    )
    return (told.on([line.number for line in marked]),)


class _OtherMarkup(NamedTuple):
    what: str
    marks: re.Pattern[str]
    pandoc: str
    """What pandoc calls it; "" for what it doesn't convert."""


@cache
def _markups() -> list[_OtherMarkup]:
    rows = tomllib.loads(files("toolkit.readers").joinpath("other_markups.toml").read_text("utf-8"))
    return [
        _OtherMarkup(
            row["what"], re.compile("|".join(f"(?:{mark})" for mark in row["marks"])), row.get("pandoc", "")
        )
        for row in rows["markups"]
    ]
