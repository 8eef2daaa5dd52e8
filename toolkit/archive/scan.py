"""Read TEI into a `Survey`.

Nothing of a text is held but what its checks compare. The parser is expat, which gives attributes as a dict
and the line at once, in a third of the time that events of lxml take. A document type declaration is refused
before anything in it is looked at, so there are no entities to expand and nothing outside of the file to
load.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.parsers import expat

from toolkit.archive.facts import (
    ID,
    LANG,
    EditionFile,
    EditionText,
    ElementPlace,
    Link,
    LinkGroup,
    Node,
    Survey,
    TeiUnit,
)
from toolkit.errors import DiglotError
from toolkit.model import Location
from toolkit.text import events
from toolkit.text.counting import count_words

TEI = "http://www.tei-c.org/ns/1.0 "
INCLUDE = "http://www.w3.org/2001/XInclude include"
POINTERS = frozenset(
    "who corresp ana target domains ref resp decls scheme source next prev same sameAs copyOf synch "
    "start end since origin active passive mutual toWhom facs edRef inst select exclude spanTo from "
    "to".split()
)
"""Attributes whose value is a list of pointers; `from` and `to` are dates where they don't begin with `#`."""
_TURNS = frozenset({"u", "sp"})
_ADDITION = "ab", "addition"
_HAPPENS = frozenset({"vocal", "kinesic", "incident", "pause", "unclear", "gap"})
"""What only happens while words are said."""
_BEFORE = dict.fromkeys(("lb", "l", "figure", "figDesc"), " ")
"""What stands before an element, where a word ends there."""
_BEHIND = {f"{TEI}figure": " "}
"""What stands behind an element, where a word begins there: a picture may stand in the midst of words."""
"""Element and type of what a translation has, and the source has not."""
_OUTER = frozenset({"TEI", "teiCorpus"})
_ALIGNMENT = "alignment"
"""`type` of a `TEI` that has no text."""
_SAMPLE = 4000
"""Characters of a text that tell its script."""


def scan(survey: Survey, data: BinaryIO, path: str, name: str) -> EditionFile:
    """Add a file to the survey.

    path, name  as it is shown to a person, and the last part of that

    Raises DiglotError with the line for what is not well-formed or has a document type declaration.
    """
    edition_file = EditionFile(path, name)
    survey.files.append(edition_file)
    walk = _Walk(survey, edition_file, len(survey.files) - 1)
    try:
        walk.parser.ParseFile(data)
    except (LookupError, ValueError) as error:  # of an encoding that nobody knows
        what = f"its encoding can't be read: {error}."
        raise DiglotError(what, Location(path, 1), "Save it as UTF-8.") from error
    except expat.ExpatError as error:
        what = f"this is not well-formed XML: {expat.ErrorString(error.code)}."
        hint = "Build the edition anew, or mend the line."
        raise DiglotError(what, Location(path, error.lineno), hint) from error
    return edition_file


class _Walk:
    """One file while it is read."""

    def __init__(self, survey: Survey, file: EditionFile, number: int) -> None:
        self.survey = survey
        self.file = file
        self.number = number
        self.names: dict[str, str] = {}
        self.open: list[Node] = []
        """Elements of a header that are open."""
        self.text: EditionText | None = None
        self.depth = 0
        """Of elements below `text`; 0 outside of it."""
        self.group: LinkGroup | None = None
        self.unit: tuple[str, dict[str, str], int, int] | None = None
        """Tag, attributes, line and depth of the paragraph that is open."""
        self.first = 0
        """Sentences before it."""
        self.sentence: tuple[str, dict[str, str], int, int] | None = None
        self.turns: list[tuple[int, int]] = []
        """Depth, and number of children so far, of the turns that are open."""
        self.words: list[str] | None = None
        """Where characters go."""
        self.inside = 0
        """Elements below the open unit."""
        self.aside = 0
        """Depth of an open footnote or reading, whose words don't count; 0 outside of one."""
        self.held: list[str] = []
        """Words of the open unit, while there is such an aside."""
        # With a blank between namespace and name, which neither of them can have.
        parser = expat.ParserCreate(None, " ")
        # One call for a run of characters, and not one for each line.
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        self.parser = parser

    def doctype(self, *_: object) -> None:
        """Refuse the declaration."""
        raise DiglotError(
            "there is a document type declaration.",
            Location(self.file.path, self.parser.CurrentLineNumber),
            "An edition needs none: take it out, with the entities that it declares.",
        )

    def characters(self, data: str) -> None:
        """Keep words of a header, or of the open unit."""
        if self.words is not None:
            self.words.append(data)

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        # Called for each element of an edition: names are kept, and what can wait is asked later.
        tag = self.names.get(full)
        if tag is None:
            tag = self.names[full] = full.removeprefix(TEI)
        line = self.parser.CurrentLineNumber
        if not self.file.root:
            self.file.root = tag
        name = attributes.get(ID)
        if name is not None:
            # The first keeps it: pointers lead there.
            if name in self.file.ids:
                self.file.twice.append((name, line))
            else:
                self.file.ids[name] = line, tag
        lang = attributes.get(LANG)
        if lang is not None:
            self._language(lang, line, tag)
        if self.open or tag == "teiHeader":
            self._header(tag, attributes, line)
        elif self.depth and self.text is not None:
            self._within(self.text, tag, attributes, line)
        else:
            self._outer(tag, attributes, line)

    def _language(self, lang: str, line: int, tag: str) -> None:
        if lang not in self.survey.langs:
            self.survey.langs[lang] = ElementPlace(self.number, line, tag)
        if self.text is not None and lang not in self.text.langs:
            self.text.langs[lang] = line

    def _pointers(self, tag: str, attributes: dict[str, str], line: int) -> None:
        for key, value in attributes.items():
            if key in POINTERS:
                self.file.pointers.setdefault((tag, key, value), line)

    def _header(self, tag: str, attributes: dict[str, str], line: int) -> None:
        node = Node(tag, attributes, ElementPlace(self.number, line, tag))
        if self.open:
            self.open[-1].children.append(node)
        elif self.text is not None and self.text.header is None:
            self.text.header = node
        elif self.survey.corpus is None and self.file.root == "teiCorpus":
            self.survey.corpus = node
        if not self.open:
            self.survey.headers.append(node)
        if tag == "prefixDef":
            pattern = attributes.get("matchPattern", ""), attributes.get("replacementPattern", "")
            self.file.prefixes[attributes.get("ident", "")] = pattern
        self.open.append(node)
        self.words = node.words
        self._pointers(tag, attributes, line)

    def _outer(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Begin an element of the frame, or of the alignment."""
        if tag in {"link", "ptr"} and self.group is not None:
            if self.text is not None:
                self.text.tags[tag] += 1
            self._link(self.group, tag, attributes, line)
            return
        if tag in _OUTER and self.survey.root is None:
            self.survey.root = ElementPlace(self.number, line, tag)
            self.survey.corpus_id = attributes.get(ID, "")
        if tag == "TEI":
            role, lang = attributes.get("type", ""), attributes.get(LANG, "")
            self.text = EditionText(ElementPlace(self.number, line, tag), attributes.get(ID, ""), lang, role)
            (self.survey.apart if role == _ALIGNMENT else self.survey.texts).append(self.text)
            if lang:
                self.text.langs[lang] = line
        elif tag == "linkGrp":
            if self.text is not None:
                self.text.tags[tag] += 1
            self.group = LinkGroup(ElementPlace(self.number, line, tag), attributes)
            self.survey.groups.append(self.group)
        elif tag == "text" and self.text is not None:
            self.text.inner_lang = attributes.get(LANG, "")
            self.text.tags[tag] += 1
            self.depth = 1
        elif self.text is not None and self.text.role == _ALIGNMENT:
            self.text.tags[tag] += 1
        elif tag == INCLUDE:
            self.file.includes.append((attributes.get("href", ""), line))
        self._pointers(tag, attributes, line)

    def _link(self, group: LinkGroup, tag: str, attributes: dict[str, str], line: int) -> None:
        get = attributes.get
        name, target = get(ID), get("target", "")
        # One that gathers has no type; one that lists what is unaligned may have an id too.
        if tag == "ptr" and name is not None and "type" not in attributes:
            self.survey.gathered[self.number, name] = target, line
            return
        link = Link(tag, target, get("n", ""), get("type", ""), get("ana", ""), get("cert", ""), line)
        group.links.append(link)
        for key in ("resp", "ana"):
            if key in attributes:
                self.file.pointers.setdefault((tag, key, attributes[key]), line)

    def _within(self, text: EditionText, tag: str, attributes: dict[str, str], line: int) -> None:
        """Begin an element below `text`."""
        self.depth += 1
        text.tags[tag] += 1
        self.inside += 1
        if self.words is not None:
            self.words += _BEFORE.get(tag, "")
        if tag in _TURNS and ID in attributes:
            self._turn(text, tag, attributes, line)
        # Before paragraphs, since it has a position and an id as these have.
        elif (tag, attributes.get("type")) == _ADDITION:
            text.additions.append(_unit(tag, attributes, line))
            self.unit = tag, attributes, line, self.depth
            self.words, self.inside = [], 0
        elif self.unit is None and "n" in attributes and (ID in attributes or tag == "gap"):
            if ID in attributes and tag != "milestone":
                self.unit = tag, attributes, line, self.depth
                self.first = len(text.sentences)
                self.words, self.inside = [], 0
            elif tag == "gap" and ID not in attributes:
                text.gaps.append(_unit(tag, attributes, line))
        # The reading of ruby, footnotes and events are no words of the running text, which is what counts
        # compare.
        elif _is_aside(tag, attributes):
            if self.unit is not None and not self.aside and self.words is not None:
                self.aside, self.held, self.words = self.depth, self.words, None
        elif self.unit is not None and self.sentence is None and ID in attributes:
            self.sentence = tag, attributes, line, self.depth
            # What a picture shows stands before its caption where somebody typed it, and behind it here.
            place = self.first if tag == "figDesc" else len(text.sentences)
            text.sentences.insert(place, _unit(tag, attributes, line))
        self._pointed(tag, attributes, line)

    def _pointed(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Note the pointers of an element of a text."""
        for key, value in attributes.items():
            # The rest stands in lists of units, and would be here once for each.
            if key in POINTERS and not (key == "corresp" and ("n" in attributes or ID in attributes)):
                self.file.pointers.setdefault((tag, key, value), line)

    def _turn(self, text: EditionText, tag: str, attributes: dict[str, str], line: int) -> None:
        text.turns.append(_unit(tag, attributes, line))
        self.turns.append((self.depth, len(text.paragraphs)))

    def end(self, full: str) -> None:
        """End an element."""
        if self.open:
            node = self.open.pop()
            if self.open:
                # The words of an element are those of its parent too.
                self.open[-1].words.extend(node.words)
                self.words = self.open[-1].words
            else:
                self.words = None
        elif self.depth and self.text is not None:
            if self.words is not None:
                self.words += _BEHIND.get(full, "")
            self._leave(self.text)
        elif full == TEI + "linkGrp":
            self.group = None
        elif full == TEI + "TEI":
            self.text = None

    def _leave(self, text: EditionText) -> None:
        depth = self.depth
        if self.aside == depth:
            self.aside, self.words = 0, self.held
        if self.unit is not None and self.unit[3] == depth:
            tag, attributes, line, _ = self.unit
            words = "".join(self.words or ())
            self.unit = self.words = None
            happens = tag in _HAPPENS
            length = 0 if happens else count_words(words)
            # An earlier translation may tell in words or unknown brackets what happens: they are words of it.
            told = count_words(events.without(words)) if happens else length
            published = told if "source" in attributes else 0
            if (tag, attributes.get("type")) == _ADDITION:
                text.beside += published
            else:
                hollow = not self.inside and not words.strip(" \t\r\n")
                text.paragraphs.append(_unit(tag, attributes, line, empty=hollow))
                text.length += length
                text.placed += published
                # A hundred paragraphs, of forty letters or more in most languages.
                if len(text.sample) * 40 < _SAMPLE:
                    text.sample.append(words)
        elif self.sentence is not None and self.sentence[3] == depth:
            self.sentence = None
        elif self.turns and self.turns[-1][0] == depth:
            # Known only now: a turn has no words of its own beside its paragraphs.
            _, before = self.turns.pop()
            if len(text.paragraphs) == before:
                text.turns[-1] = text.turns[-1]._replace(empty=True)
        self.depth = depth - 1
        if self.depth == 0:
            self.survey.tags.update(text.tags)


def _is_aside(tag: str, attributes: dict[str, str]) -> bool:
    """Whether words stand beside those that are read."""
    return tag in ("rt", *_HAPPENS) or (tag == "note" and attributes.get("type") == "footnote")


def _unit(tag: str, attributes: dict[str, str], line: int, *, empty: bool = False) -> TeiUnit:
    get = attributes.get
    return TeiUnit(
        get(ID, ""),
        tag,
        get("n", ""),
        get("corresp", ""),
        get("ana", ""),
        line,
        empty,
        get("who", ""),
        get("reason", ""),
    )
