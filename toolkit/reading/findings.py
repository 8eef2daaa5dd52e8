"""What an editor should look at in a transcript."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.findings import Finding, report
from toolkit.model import Location, Paragraph, Speaker, Turn
from toolkit.reading.aliases import core, words
from toolkit.reading.lexicon import key, language, lexicon
from toolkit.reading.lines import Lines
from toolkit.reading.signs import is_question
from toolkit.text import scripts
from toolkit.text.hygiene import DROPPED, fold

if TYPE_CHECKING:
    from toolkit.reading.groups import Cast
    from toolkit.reading.structure import Builder

_LINE_END = re.compile("\r")
# A name inside quotation marks is no mention by whoever wrote the paragraph.
_QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|‘[^’]*’(?!\\w)')
# "mother-in-law" and "l'heure" are one word each.
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# The English genitive is no part of a name: "Anna's".
_NOT_WORD = re.compile(r"(?:'s?(?!\w)|[^\w'-])+")
_SPACELESS = re.compile(f"[{scripts.HAN}{scripts.KANA}{scripts.SYLLABLES}]")
# A beginning with fewer is hard to recognise for the editor.
_MIN_WORDS, _MIN_WIDE = 6, 12
_LONG = 200
"""Characters; paragraphs that begin with as many equal ones are taken for the same."""


def find(
    turns: Sequence[Turn],
    people: Sequence[Speaker],
    builder: Builder,
    cast: Cast,
    lines: Lines,
    unprintable: Callable[[], Iterable[Finding]],
    path: str,
    lang: str,
) -> Iterator[Finding]:
    """All findings, in the order of their lines.

    Nothing is looked for before the first is asked for.
    """
    findings = [
        *_narration(turns, people, builder, lang),
        *_doubts(
            cast, lines, path, {builder.lines.number[builder.blocks[i].first] for i in builder.verdicts}
        ),
        *_unclear(cast, lines, path),
        *_together(cast, lines, path),
    ]
    findings += unprintable()
    yield from sorted(
        findings, key=lambda problem: (problem.where.line if problem.where else 0, problem.code)
    )


def dropped(text: str, path: str) -> Iterator[Finding]:
    """D106: characters that no edition can carry.

    One finding a line.
    """
    number = 1
    for piece in _lines(text):
        # Few lines have anything unprintable in them: the pattern is for these.
        if not piece.isprintable() and (found := DROPPED.search(piece)):
            lines = _LINE_END.split(piece.removesuffix("\r"))
            for i, line in enumerate(lines):
                found = DROPPED.search(line)
                if found:
                    yield report("D106", Location(path, number + i), character=f"U+{ord(found[0]):04X}")
        number += 1 + piece.removesuffix("\r").count("\r")


def _lines(text: str) -> Iterator[str]:
    r"""The lines of a text, one at a time."""
    # A long text is not held twice.
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _narration(
    turns: Sequence[Turn], people: Sequence[Speaker], builder: Builder, lang: str
) -> Iterator[Finding]:
    """D101, D102: paragraphs of probable narration."""
    # They have no label, and somebody else may have written them.
    if not builder.loose:
        return
    by_key = {one.key: one for one in people}
    sample = " ".join(p.text[:200] for turn in turns[:100] for p in turn.paragraphs[:2])
    persons = lexicon().persons[language(lang, sample)]
    names = {one.key: _Mention(one, persons) for one in people}
    closing = max((i for i, turn in enumerate(turns) if turn.label and turn.kind == "speech"), default=-1)
    late = any(loose.turn >= closing for loose in builder.loose)
    asker = _asker(turns, people) if late else ""
    begins = _Beginnings(turns)
    for loose in builder.loose:
        turn = turns[loose.turn]
        paragraph = turn.paragraphs[loose.paragraph]
        if builder.decided(loose):
            continue
        if loose.turn >= closing:
            someone = next((one for one in people if names[one.key].third_person(paragraph.text)), None)
            if someone is not None:
                name, speaker = "D102.names", someone.name
            elif key(paragraph.text).startswith(tuple(lexicon().about)):
                name, speaker = "D102.tells", ""
            elif asker and turns[closing].speakers == turn.speakers == (asker,):
                name, speaker = "D102.asker", by_key[asker].name
            else:
                continue
            yield _probable(name, paragraph, speaker, begins)
        elif named := [key for key in loose.speakers if names[key].third_person(paragraph.text)]:
            yield _probable("D101", paragraph, by_key[named[0]].name, begins)


def _probable(name: str, paragraph: Paragraph, speaker: str, begins: _Beginnings) -> Finding:
    return report(name, paragraph.where, speaker=speaker, begins=toml(begins.of(paragraph.text)))


def toml(text: str) -> str:
    r"""A basic string of TOML.

    >>> print(toml('say "no"'))
    "say \"no\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(
            char if ord(char) >= 0xA0 or char.isprintable() else f"\\u{ord(char):04x}" for char in escaped
        )
    return f'"{escaped}"'


class _Beginnings:
    """The beginnings of paragraphs.

    A decision names a paragraph by its first words.
    """

    def __init__(self, turns: Iterable[Turn]) -> None:
        self.turns = turns

    @cached_property
    def folded(self) -> list[str]:
        """All beginnings, sorted.

        Those that begin most alike are neighbours.
        """
        return sorted(fold(p.text[:_LONG]) for turn in self.turns for p in turn.paragraphs)

    def of(self, text: str) -> str:
        """The shortest beginning that no other paragraph has.

        Six words at least.
        """
        whole = fold(text[:_LONG])
        at = bisect_left(self.folded, whole)
        common = 0
        for neighbour in (at - 1, at + 1):
            if 0 <= neighbour < len(self.folded):
                common = max(common, _common(self.folded[neighbour], whole))
        ends = [found.end() for found in _WORD.finditer(text, 0, _LONG)]
        if _SPACELESS.match(text[:1]) and len(ends) * 8 < len(text[:_LONG]):
            ends = list(range(_MIN_WIDE, min(len(text), _LONG)))
        else:
            ends = ends[_MIN_WORDS - 1 :]
        for end in ends:
            if len(fold(text[:end])) > common:
                return text[:end]
        return text


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


class _Mention:
    """A speaker, as others would mention them."""

    def __init__(self, speaker: Speaker, persons: frozenset[str]) -> None:
        self.persons = persons
        roles, titles = lexicon().roles, lexicon().titles
        forms = {key(label) for label in (speaker.name, *speaker.aliases)}
        parts, named = set(), set()
        for label in forms:
            kept = core(words(label))
            if _SPACELESS.match(label):
                parts |= {part for part in (label, *words(label)) if len(part) >= 2}
            else:
                # A first name alone is how people speak of themselves and to each other.
                parts |= {" ".join(kept), kept[-1]}
                named |= set(kept)
        self.parts = {
            part
            for part in parts
            if part not in roles and part not in titles and len(part) >= 3 - _wide(part)
        }
        self.spaced = [part for part in self.parts if not _SPACELESS.match(part)]
        self.packed = [part for part in self.parts if _SPACELESS.match(part)]
        self.titled = {part for part in named if part not in roles and part not in titles and len(part) >= 2}

    def third_person(self, text: str) -> bool:
        """Whether a text tells of the speaker.

        The name stands outside quotation marks, and no "I" or "you" does.
        """
        if not self.parts:
            return False
        low = text.lower() if text.isascii() else key(text)
        if not any(part in low for part in self.parts) and not any(part in low for part in self.titled):
            return False
        plain = key(_QUOTED.sub(" ", text))
        found = _NOT_WORD.split(plain)
        if self.persons.intersection(found) or found[0] in lexicon().salutation:
            return False
        if any(person in plain for person in self.persons if _SPACELESS.match(person)):
            return False
        spread = f" {' '.join(found)} ".replace("'s ", " ")
        if any(part in plain for part in self.packed) or any(f" {part} " in spread for part in self.spaced):
            return True
        pairs = itertools.pairwise(found)
        return any(title in lexicon().titles and part in self.titled for title, part in pairs)


def _wide(part: str) -> bool:
    return _SPACELESS.match(part) is not None


def _asker(turns: Sequence[Turn], people: Sequence[Speaker]) -> str:
    """The key of the one who asks."""
    # By role; else the one most of whose turns are questions; "" for nobody.
    roles = [speaker.key for speaker in people if speaker.role in {"interviewer", "host"}]
    if roles:
        return roles[0]
    asked: dict[str, list[int]] = {}
    for turn in turns:
        if turn.kind == "speech" and len(turn.speakers) == 1 and turn.label:
            asked.setdefault(turn.speakers[0], []).append(is_question(turn.paragraphs[-1].text))
    shares = sorted(((sum(values) / len(values), speaker) for speaker, values in asked.items()), reverse=True)
    if len(shares) >= 2 and shares[0][0] >= 0.4 and shares[0][0] > 2 * shares[1][0]:
        return shares[0][1]
    return ""


def _doubts(cast: Cast, lines: Lines, path: str, decided: Container[int]) -> Iterator[Finding]:
    """D103: labels decided on thin evidence."""
    # `decided` are the numbers of lines that the editor has decided about.
    for doubt in cast.doubts:
        if not doubt.accepted and lines.number[doubt.place] in decided:
            continue
        yield report(
            "D103.label" if doubt.accepted else "D103.text",
            Location(path, lines.number[doubt.place]),
            "inside" if doubt.inside else "",
            label=doubt.label,
            quoted=toml(doubt.label),
        )


def _unclear(cast: Cast, lines: Lines, path: str) -> Iterator[Finding]:
    for place, short, others in cast.unclear:
        yield report(
            "D107",
            Location(path, lines.number[place]),
            label=short,
            speakers=tuple(others),
            name=toml(others[0]),
            alias=toml(short),
        )


def _together(cast: Cast, lines: Lines, path: str) -> Iterator[Finding]:
    """D140: labels of one person or of several."""
    for doubt in cast.together:
        yield report(
            "D140.several" if doubt.several else "D140.one",
            Location(path, lines.number[doubt.place]),
            label=doubt.label,
            quoted=toml(doubt.label),
            names=tuple(map(toml, doubt.parts)),
        )
