"""Kinds and forms of paragraphs, and all that they decide.

They stand in two tables, which every other module asks. A kind says who says a paragraph and what for, a form
how it is set.

A new kind is a name in `Kind` and a row in `KINDS`; a new form stands likewise in `Form` and `FORMS`. Only
readers know more: they are what finds it in a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal[
    "kicker",
    "title",
    "standfirst",
    "byline",
    "dateline",
    "caption",
    "note",
    "heading",
    "narration",
    "speech",
    "event",
    "meta",
    "separator",
]

Form = Literal["prose", "verse", "item", "quotation", "picture"]
"""How a paragraph is set; its kind says who says it and what for."""

Prints = Literal["headline", "title line", "heading", "turn", "aside", "paragraph", "rule"]
"""What a page makes of a paragraph: the headline, or a line beside it in the title block; a heading in the
text; words below a speaker's label; a box apart from the text; running text; a line without words."""


class Tei(NamedTuple):
    """The element of a paragraph in TEI."""

    element: str
    type: str = ""
    """`@type`; "" for none. A type that is new is taken into the schema by its test."""
    inner: str = ""
    """The child that holds the words, where the element itself may not."""


@dataclass(frozen=True, slots=True)
class KindInfo:
    """What is decided by the kind of a paragraph."""

    name: Kind
    """What it is called everywhere: in `[[decide]]`, `show`, contexts of messages, reports, style sheets."""
    words: str
    """What translators are told of it, as a sentence; "" where they have no message."""
    prints: Prints
    tei: Tei
    like: Kind | None = None
    """A kind whose look it has on pages, where the style sheets have no rules for its own name."""
    before_title: bool = True
    """Whether the headline of the whole may come after it."""
    spoken: bool = False
    """Whether speakers belong to it. Its messages have them in their context."""
    context: str = ""
    """What contexts of messages begin with, where it is not its name."""
    happens: bool = False
    """Whether it may stand between the words of a turn, and is no words of the speaker's."""
    several: bool = False
    """Whether paragraphs of it that follow each other may be one turn."""
    runs: bool = False
    """Whether it is the running text, which may begin with a large letter."""
    publication: bool = False
    """Whether it tells of the publication, so that another publication of the text has another."""
    translated: bool = True
    """Whether it has a message, and an id on record."""

    @property
    def title_block(self) -> bool:
        """Whether it stands in the title block.

        Such paragraphs stand above the text, with the headline.
        """
        return self.prints in ("headline", "title line")

    @property
    def css(self) -> str:
        """Its classes in XHTML."""
        return f"{self.name} {self.like}" if self.like else self.name

    @property
    def pdf(self) -> str:
        """Its style in `book.typ`."""
        return self.like or self.name


KINDS: dict[Kind, KindInfo] = {
    info.name: info
    for info in (
        KindInfo("kicker", "Line above the headline.", "title line", Tei("head", "kicker")),
        KindInfo("title", "Headline.", "headline", Tei("head", "main")),
        KindInfo(
            "standfirst",
            "Standfirst: what the text is about, below the headline.",
            "title line",
            Tei("head", "standfirst"),
        ),
        KindInfo("byline", "Byline: who wrote it.", "title line", Tei("byline"), publication=True),
        KindInfo(
            "dateline",
            "Dateline: when and where it was published.",
            "title line",
            Tei("dateline"),
            publication=True,
        ),
        KindInfo("caption", "Caption of a picture.", "paragraph", Tei("figure", inner="head"), several=True),
        KindInfo("note", "Editor's note.", "aside", Tei("note", "editorial"), several=True),
        # With the first subheading the text has begun: no headline comes after it.
        KindInfo("heading", "Subheading.", "heading", Tei("head"), before_title=False),
        KindInfo(
            "narration", "Narration: nobody in the interview says this.", "paragraph", Tei("p"), runs=True
        ),
        KindInfo(
            "speech",
            "Somebody speaks.",
            "turn",
            Tei("seg", "p"),
            before_title=False,
            spoken=True,
            context="turn",
            several=True,
            runs=True,
        ),
        # TEI has elements for events that are known; this one is for all others.
        KindInfo(
            "event",
            "Something that happens while they talk.",
            "paragraph",
            Tei("note", "transcriber"),
            before_title=False,
            happens=True,
        ),
        KindInfo(
            "meta", "A line about the publication.", "paragraph", Tei("note", "metadata"), publication=True
        ),
        KindInfo("separator", "", "rule", Tei("milestone"), translated=False),
    )
}
"""In the order in which a published interview shows them."""


class TeiForm(NamedTuple):
    """The elements of a form, inside of that of the kind."""

    element: str = ""
    """It has the id, in place of the element of the kind; "" for none."""
    around: str = ""
    """What holds neighbours of the form together."""


@dataclass(frozen=True, slots=True)
class FormInfo:
    """What is decided by the form of a paragraph."""

    name: Form
    """What it is called in `show`, in style sheets, and in the PDF."""
    words: str
    """What translators are told of it, as a sentence; "" for text that runs on."""
    tei: TeiForm
    around: Literal["", "list", "quote"] = ""
    """The block that neighbours of the form share; "" where each stands for itself."""
    whole: bool = False
    """Whether it is no text to be divided."""


FORMS: dict[Form, FormInfo] = {
    info.name: info
    for info in (
        FormInfo("prose", "", TeiForm()),
        FormInfo(
            "verse",
            "Verse: <br> ends a line, and may stand where the translation needs it.",
            TeiForm("lg"),
        ),
        FormInfo("item", "An item of a list.", TeiForm("item", around="list"), around="list"),
        FormInfo("quotation", "A quotation that stands apart.", TeiForm("p", around="quote"), around="quote"),
        FormInfo(
            "picture",
            "A picture: what it shows, for those who don't see it; its file, which stays; its caption.",
            TeiForm("figure"),
            whole=True,
        ),
    )
}
