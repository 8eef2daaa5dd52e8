"""What an edition in TEI says, as far as its checks ask.

    Survey    the files of an edition: headers as small trees, texts as lists of units, alignment as links

It is gathered in one walk. Headers are held whole, since they are short; of a text only its units are held,
without their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote

from toolkit import late
from toolkit.findings import Finding, FindingValue, report
from toolkit.model import Location

_BLANKS = late.regex(r"[ \t\r\n]+")
_GROUP = late.regex(r"\$(\d)")
_ESCAPED = late.regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+(?:\]|\\?\Z)", re.DOTALL)
_REPEATED = late.regex(r"[*+{]")
_GROUPED = late.regex(r"\((?P<inside>[^()]*)\)(?P<often>[*+{]?)")
_REFERS_BACK = late.regex(r"\\[1-9]|\(\?P=")
_REPEATS = 3
"""Repetitions in a pattern: each may multiply the time by the length of what is matched."""
_LONGEST = 300
"""Characters of a pointer behind its prefix that are matched with a pattern."""
XML = "http://www.w3.org/XML/1998/namespace "
ID = XML + "id"
LANG = XML + "lang"
UnitLevel = Literal["turn", "paragraph", "sentence"]
LEVELS: tuple[UnitLevel, ...] = ("turn", "paragraph", "sentence")


class ElementPlace(NamedTuple):
    """An element in a file."""

    file: int
    """0-based index into `Survey.files`."""
    line: int
    """1-based."""
    tag: str


class TeiUnit(NamedTuple):
    """A turn, paragraph, sentence or gap of a text."""

    id: str
    """"" for a gap."""
    tag: str
    n: str
    corresp: str
    ana: str
    line: int
    empty: bool = False
    """Whether there is nothing in it, not even an element."""
    who: str = ""
    """Whose turn it is: pointers."""
    reason: str = ""
    """Of a gap."""


class Link(NamedTuple):
    """A `link` or a `ptr` of an alignment."""

    tag: str
    target: str
    n: str
    kind: str
    """`type` of a `ptr`: omission or addition; "" where it only gathers what a link points to."""
    ana: str
    cert: str
    line: int


@dataclass(slots=True)
class Node:
    """An element of a header."""

    tag: str
    attributes: dict[str, str]
    place: ElementPlace
    children: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Its text in pieces, with that of its children."""

    def find(self, path: str) -> Iterator[Node]:
        """Elements by a path of names, such as `fileDesc/extent`.

        `**` is any number of steps.
        """
        name, _, rest = path.partition("/")
        for node in self.walk() if name == "**" else self.children:
            if name == "**":
                yield from node.find(rest)
            elif node.tag == name:
                if rest:
                    yield from node.find(rest)
                else:
                    yield node

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """All words in it, with single blanks.

        Those of XML: a no-break space is a character.
        """
        return _BLANKS.sub(" ", "".join(self.words)).strip(" ")


@dataclass(slots=True)
class EditionText:
    """A `TEI`: a text in one language."""

    place: ElementPlace
    id: str
    lang: str
    role: str
    """`type`: source or translation."""
    header: Node | None = None
    inner_lang: str = ""
    """`xml:lang` of `text`; "" where it has none."""
    tags: Counter[str] = field(default_factory=Counter)
    """Elements by name, from `text` down."""
    turns: list[TeiUnit] = field(default_factory=list)
    paragraphs: list[TeiUnit] = field(default_factory=list)
    sentences: list[TeiUnit] = field(default_factory=list)
    gaps: list[TeiUnit] = field(default_factory=list)
    """What isn't translated."""
    additions: list[TeiUnit] = field(default_factory=list)
    """What a translation has and the source has not."""
    placed: int = 0
    """Length of the paragraphs that are from a publication."""
    beside: int = 0
    """Length of the additions that are from a publication."""
    length: int = 0
    """Of the paragraphs, in words, or characters of a script without word spaces."""
    langs: dict[str, int] = field(default_factory=dict)
    """Each `xml:lang` from `TEI` down, with the line of the first."""
    sample: list[str] = field(default_factory=list)
    """Words of the first paragraphs."""

    def at(self, unit: TeiUnit) -> ElementPlace:
        """The place of a unit of this text."""
        return ElementPlace(self.place.file, unit.line, unit.tag)

    def units(self, level: UnitLevel) -> list[TeiUnit]:
        """Those of a level, in document order."""
        return {"turn": self.turns, "paragraph": self.paragraphs, "sentence": self.sentences}[level]


@dataclass(slots=True)
class LinkGroup:
    """A `linkGrp`."""

    place: ElementPlace
    attributes: dict[str, str]
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class EditionFile:
    """One file of an edition."""

    path: str
    """As shown to a person."""
    name: str
    """Without its folder."""
    root: str = ""
    """Name of the outermost element."""
    ids: dict[str, tuple[int, str]] = field(default_factory=dict)
    """`xml:id` -> line and name of its element."""
    twice: list[tuple[str, int]] = field(default_factory=list)
    """Ids that were there before, with the line of the second."""
    prefixes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of `prefixDef`: prefix -> pattern and replacement."""
    includes: list[tuple[str, int]] = field(default_factory=list)
    """What XInclude takes in, with its line."""
    pointers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """Element, attribute and value of each pointer, with the line of the first; those of units and links are
    with these."""


@dataclass(slots=True)
class Survey:
    """An edition as its files say it."""

    files: list[EditionFile] = field(default_factory=list)
    corpus: Node | None = None
    """Header of the whole."""
    corpus_id: str = ""
    root: ElementPlace | None = None
    headers: list[Node] = field(default_factory=list)
    """All headers, that of the corpus and of each text among them."""
    texts: list[EditionText] = field(default_factory=list)
    apart: list[EditionText] = field(default_factory=list)
    """`TEI`s without a text: the alignment of an edition in several files."""
    groups: list[LinkGroup] = field(default_factory=list)
    gathered: dict[tuple[int, str], tuple[str, int]] = field(default_factory=dict)
    """File and id of a `ptr` that gathers units -> what it points to, and its line."""
    langs: dict[str, ElementPlace] = field(default_factory=dict)
    """Each `xml:lang` anywhere, with its first place."""
    tags: Counter[str] = field(default_factory=Counter)
    """All elements of `text`s, by name."""

    @property
    def source(self) -> EditionText | None:
        """The text that the others translate, if it is here."""
        return next((text for text in self.texts if text.role == "source"), None)

    def report(self, name: str, at: ElementPlace | None, /, **args: FindingValue) -> Finding:
        """Report a finding at an element; None for the whole edition."""
        place = at or self.root
        return report(name, place and Location(self.files[place.file].path, place.line), **args)

    def resolve(self, file: int, token: str) -> tuple[int, str] | None:
        """The file and the id that a pointer means.

        It is None for what is no pointer into the edition's files.
        """
        if token.startswith("#"):
            return file, token[1:]
        expanded = expand(token, self.files[file].prefixes)
        name, mark, fragment = expanded.partition("#")
        if not mark:
            return None
        # A name may stand in a pointer as it is, or escaped as in a URI.
        for index, other in enumerate(self.files):
            if other.name == name or quoted(other.name) == name:
                return index, fragment
        return None


def quoted(name: str) -> str:
    """The name of a file as URIs have it."""
    return quote(name)


def expand(token: str, prefixes: dict[str, tuple[str, str]]) -> str:
    """A pointer in full, where its prefix is declared.

    >>> expand("fr:s7QKD3A", {"fr": ("(.+)", "talk.fr.tei.xml#fr.$1")})
    'talk.fr.tei.xml#fr.s7QKD3A'
    """
    # TEI P5, chapter 16: a prefix stands for what its definition says.
    prefix, mark, rest = token.partition(":")
    if not mark or prefix not in prefixes:
        return token
    source, replacement = prefixes[prefix]
    written = pattern(source)
    # Longer ones are never matched: time grows with a power of the length.
    match = written.fullmatch(rest) if written and len(rest) <= _LONGEST else None
    if match is None or any(int(number) > match.re.groups for number in _GROUP.findall(replacement)):
        return token
    return _GROUP.sub(lambda group: match[int(group[1])] or "", replacement)


@lru_cache(maxsize=64)
def pattern(text: str) -> re.Pattern[str] | None:
    """A pattern of a `prefixDef`; None for one that isn't safe.

    It isn't legal, or could take very long to match: choices and repetitions inside of what is repeated may
    take exponential time.
    """
    # Of a stranger's pattern: only its outline matters, groups, choices and repetitions.
    outline = _ESCAPED.sub("x", text)
    # A pattern that refers back to a group can't be matched in bounded time.
    if len(_REPEATED.findall(outline)) > _REPEATS or _REFERS_BACK.search(text):
        return None
    while inner := _GROUPED.search(outline):
        if inner["often"] and ("|" in inner["inside"] or _REPEATED.search(inner["inside"])):
            return None
        # A group with a choice or a repetition is one to whoever repeats the group around it.
        plain = not ("|" in inner[0] or _REPEATED.search(inner[0]))
        outline = outline[: inner.start()] + ("x" if plain else "x+") + outline[inner.end() :]
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return None
