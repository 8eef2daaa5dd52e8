"""What a page is made of.

Block   one thing in the flow of a page: a paragraph, a name, a list
Slot    what it says in one language
Span    a stretch of that text with one mark (`toolkit.text.markup`)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Literal

from toolkit import languages, late
from toolkit.edition import headlines
from toolkit.model import ASKING, KINDS, Cell, Form, Kind, KindInfo, Role
from toolkit.model.indexes import PlacesOfDocument
from toolkit.model.values import Value
from toolkit.text.advance import advance
from toolkit.text.markup import Span

BlockKind = (
    Kind
    | Literal[
        # Of a document, beside the kinds of its paragraphs.
        "header",
        "turn",
        "label",
        "aside",
        "pull",
        # Of the pages around documents.
        "title-page",
        "titles",
        "subtitle",
        "maker",
        "imprint",
        "group",
        "text",
        "line",
        "list",
        "item",
        "quote",
        "figure",
        "code",
        "table",
        "row",
        "particulars",
        # Of an index and a glossary.
        "headnote",
        "entries",
        "entry",
    ]
)
"""`group` holds what stays together; a `line` is a text without room around it; `particulars` are lines
of an imprint; `entries` those under one letter."""


_NAME = 9.2
"""A line of a column of names, in sizes of its letters."""
CAPITALS = frozenset(["Latn", "Cyrl", "Grek"])
"""Scripts that have capitals, of which fonts have small ones too."""

_NUMBER = late.regex(r"\(?\d{1,3}[.)]\s")
"""What an item of a list begins with that says its number itself."""

LONG_PAIR = 600
"""From which length on a paragraph and its translations may be divided between two pages.

In bytes of UTF-8, which are near to proportional to the room that text takes in any script; this many fill
about half of a small screen.
"""


class Slot(Value, frozen=True, gc=False):
    """What a block says in one language."""

    column: str
    """The language of the edition in whose place it stands."""
    lang: str
    """Of the text: another one where there is no translation."""
    spans: tuple[Span, ...]
    """The first of a turn may be a `label` or a `dash`, which is no part of what is said."""
    state: Literal["", "fallback", "missing"] = ""
    """fallback: a remark, with the source's text or without; missing: a dash."""
    reason: str = ""
    """Of a dash: what it stands for, in words."""
    again: bool = False
    """Of a name: whether another slot before it says the same."""

    @property
    def unstressed(self) -> Slot:
        """Itself without a stress on all of it, which says nothing where all is bold."""
        whole = len(self.spans) == 1 and self.spans[0].mark == "strong"
        return self.replace(spans=self.spans[0].inside) if whole else self

    @property
    def turned(self) -> bool:
        """Whether its text goes the other way than its column: a name that nobody translated."""
        return languages.get(self.column).dir != languages.get(self.lang).dir


class Block(Value, frozen=True, gc=False):
    """One thing in the flow of a page."""

    kind: BlockKind
    slots: tuple[Slot, ...] = ()
    """In the order of the layout; of a row of a table its cells."""
    blocks: tuple[Block, ...] = ()
    """What is inside of it."""
    pieces: tuple[tuple[Slot, ...], ...] = ()
    """Sentence by sentence, in place of `slots`."""
    id: str = ""
    n: str = ""
    """Position for people, such as 3.2; "" of what nobody cites, such as the label of a single paragraph."""
    level: int = 0
    """Of a heading: 1 for that of its section, 2 below it; 0 for what is none."""
    labels: tuple[Cell, ...] = ()
    """Of a heading: what contents and bookmarks say; see `labels`."""
    start: int | None = None
    """Of a numbered list: its first number."""
    heard: int | None = None
    """Of a paragraph: when it begins in the recording, in milliseconds; None where nobody said it."""
    form: Form = "prose"
    """Of a paragraph: how it is set."""
    credit: tuple[Slot, ...] = ()
    """Of a photograph: who made it, in each language; once where all say the same. Below the caption."""
    pictures: tuple[tuple[Span, ...], ...] = ()
    """Of a paragraph that is a picture: the picture alone, once for all languages, with what it shows in each
    of them. There are several where a translation has a picture of its own. The slots are the caption."""
    about: tuple[str, ...] = ()
    """Of code its language; of a table how each column is aligned, "" where nobody said it; of entries
    `index` or `glossary`; of the publisher's sign `logo`."""
    cells: Mapping[str, Cell] = {}
    """Of a paragraph: what is printed, by language, as it is in the text and the catalogs."""
    speakers: tuple[str, ...] = ()
    """Of a turn: keys of those who say it."""
    opens: bool = False
    """Of a paragraph: whether the text begins with it, and it may have a large letter."""
    goes_on: bool = False
    """Of a note: whether another one follows, and both are one for the eye."""
    continued: bool = False
    """Of a turn: whether it goes on with one before it, which has the name above."""
    places: tuple[PlacesOfDocument, ...] = ()
    """Of an entry: where its words are."""
    role: Role = "unknown"
    """Of a turn: the one that all of them have; unknown where it isn't one, or nobody knows."""

    @property
    def unstressed(self) -> Block:
        """Itself with slots that are `unstressed`."""
        return self.replace(
            slots=tuple([slot.unstressed for slot in self.slots]),
            pieces=tuple([tuple([slot.unstressed for slot in piece]) for piece in self.pieces]),
        )

    @property
    def shape(self) -> str:
        """How it is set: its form, or `numbered` of an item that needs no sign before its number."""
        slots = self.slots or (self.pieces[0] if self.pieces else ())
        numbers = [slot.spans and _NUMBER.match(slot.spans[0].text) for slot in slots]
        return "numbered" if self.form == "item" and any(numbers) else self.form

    @property
    def info(self) -> KindInfo:
        """What the kind of a paragraph decides.

        Raises KeyError for blocks that are no paragraphs.
        """
        return KINDS[self.kind]  # type: ignore[index]  # asked of every paragraph: a cast is a call

    @property
    def asks(self) -> bool:
        """Whether a turn is a question, which is set apart from the answers."""
        return self.role in ASKING

    @property
    def asked(self) -> bool:
        """Whether a turn is kept with the next one, as a question with its answer.

        A question is, and so is a turn that is all bold and says nobody's name: so magazines print questions.
        """
        if self.asks or self.speakers or self.kind != "turn":
            return self.asks
        slots = [slot for block in self.blocks for slot in block.slots]
        return bool(slots) and all([span.mark for span in slot.spans] == ["strong"] for slot in slots)

    @property
    def portrait(self) -> bool:
        """Whether it is a picture of a speaker, and stands where they begin."""
        first = self.pictures[0][0].shown if self.pictures else None
        return first is not None and first.use == "portrait"

    @property
    def lengthy(self) -> bool:
        """Whether it is so long in some language that it is set smaller, or elsewhere.

        Of a headline, that of a title page, or a name: a column of names has room for a line of each language
        and one more.
        """
        if self.kind == "label":
            names = [advance(words_of(slot.spans)) for slot in self.slots if not slot.again]
            return sum([ceil(width / _NAME) for width in names]) > len(names) + 1
        return any(advance(text) > headlines.LENGTHY for text in self.headline.values())

    @property
    def headline(self) -> Mapping[str, str]:
        """Of a headline, and that of a title page: its words in each language, without marks."""
        if self.kind == "titles" or (self.kind in KINDS and self.info.prints == "headline"):
            return {slot.column: words_of(slot.spans) for slot in self.slots}
        return {}

    def enlarged(self, slot: Slot) -> bool:
        """Whether a large letter may begin one of its texts: in scripts with capitals, and of no label."""
        first = slot.spans[0].mark if slot.spans else ""
        script = languages.get(slot.lang).script
        return self.opens and first == "text" and not slot.state and script in CAPITALS


def words_of(spans: Iterable[Span]) -> str:
    """The words of some spans; those of footnotes stand elsewhere."""
    return "".join([span.text + words_of(span.inside) for span in spans if span.mark != "note"])
