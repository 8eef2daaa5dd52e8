"""How editions are made, described once.

For `diglot.toml`, the command line and the writers.

A new option is a field of `Look`. From there it is a key at the top of `diglot.toml`, for all editions, and
of each `[[editions]]` table; with a `flag` it is an option of `diglot build` too, and part of the names of
files that are made with it. docs/how-to/add-an-option.md shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Self, get_args, get_origin, get_type_hints

from toolkit.config.paper import MarginsTable
from toolkit.config.style import StyleTable, Theme
from toolkit.config.tables import Fallback, Layout, RevisionTable, Table, Unit, literals
from toolkit.model import Colophon, CoverDesign, LabelStyle


@dataclass(frozen=True, slots=True)
class Option:
    """What a field is on the command line."""

    words: str
    """For `diglot build --help`."""
    flag: str = ""
    """Such as `--layout`; "" where only `diglot.toml` has it."""
    value: str = ""
    """What a flag without a value stands for; "" for one that takes a value."""
    several: bool = False
    """Whether it may be given again, for a file of each."""


class Look(Table, frozen=True):
    """How an edition looks.

    The project, the table of an edition and the command line may each say it; the last one holds.
    """

    layout: Annotated[
        Layout,
        Option(
            "Translation below the source, beside it, above it, after each sentence, shown by a tap, or on "
            "the facing page; again for more.",
            "--layout",
            several=True,
        ),
    ] = "stacked"
    unit: Annotated[Unit, Option("What stands beside what; default: paragraph.", "--unit")] = "paragraph"
    fallback: Annotated[
        Fallback,
        Option(
            "What stands where a translation is missing or fuzzy: the source, marked, or nothing.",
            "--fallback",
        ),
    ] = "source"
    writing_mode: Annotated[
        Literal["horizontal", "vertical"],
        Option("Lines from top to bottom: an EPUB in Japanese or Chinese alone.", "--vertical", "vertical"),
    ] = "horizontal"
    theme: Annotated[
        Theme,
        Option("How titles, headings and names are set: plain, as a magazine, as a small volume.", "--theme"),
    ] = "plain"
    variables: StyleTable = StyleTable()
    """Of the theme, with other values."""
    css: str = ""
    """Path of a style sheet for EPUB and web pages, from the project's folder."""
    labels: Annotated[
        LabelStyle | Literal[""],
        Option(
            "Who speaks: the name above, run in, initials after the first time, Q and A, or a dash.",
            "--labels",
        ),
    ] = ""
    """"" for what the layout asks for: `label_style`."""
    notes: Annotated[
        Literal["foot", "end"], Option("Footnotes on their page, or endnotes behind each document.")
    ] = "foot"
    colophon: Annotated[
        Colophon,
        Option("What the last page says of how the translation was made."),
    ] = "short"
    index: bool = False
    """Whether a book ends with an index of the names in it."""
    glossary: bool = False
    """Whether it ends with the terms of the project that are in it."""
    drop_caps: bool = False
    """Whether a text begins with a large letter, in scripts that have capitals."""
    html: Annotated[
        Literal["file", "folder"],
        Option("Whether a web page is one file, or a folder with its style, script and pictures beside it."),
    ] = "file"
    times: Annotated[
        Literal["hidden", "shown"],
        Option(
            "On a web page, when each paragraph is heard, where the transcript says it.", "--times", "shown"
        ),
    ] = "hidden"
    paper: str = ""
    """The size of a PDF's pages, as `paper.size` reads it; "" for what the layout asks for."""
    margins: MarginsTable = MarginsTable()
    bleed: float = 0
    """Of a PDF, in mm: how far the cover goes over the edge of the page."""
    crop_marks: bool = False
    """Whether a PDF has marks where its pages are cut."""
    line_numbers: bool = False
    """Whether every fifth line of a PDF's texts is numbered, for those who cite it."""
    cover: Annotated[str, Option("Whether a book is given a cover.")] = "generated"
    """`generated` or `none`; in the table of an edition also the path of a picture."""

    cover_design: CoverDesign = "field"
    """Of a cover that is drawn."""
    palette: Literal["", "sea", "plum", "pine", "brick", "night", "moss", "teal", "wine"] = ""
    """Its colours; those of the series or of the book where none are named."""
    cover_picture: str = ""
    """Path of a picture behind its words."""

    @property
    def by_sentence(self) -> bool:
        """Whether sentences stand beside sentences.

        In one layout there is no other way.
        """
        return self.unit == "sentence" or self.layout == "alternating"

    @property
    def label_style(self) -> LabelStyle:
        """How a turn says whose it is: where pages face each other, in its first line."""
        return self.labels or ("run-in" if self.layout == "facing" else "above")

    @property
    def vertical(self) -> bool:
        """Whether lines run from top to bottom."""
        return self.writing_mode == "vertical"

    @property
    def drawn(self) -> bool:
        """Whether a cover is drawn where there is none."""
        return self.cover == "generated"

    def alone(self) -> Self:
        """The same for one language by itself.

        Nothing stands beside it.
        """
        return self.replace(layout="stacked", unit="paragraph")

    def chosen(self, given: Mapping[str, Any]) -> Self:
        """The same with what the command line says."""
        made = self.replace(**given)
        # This layout is by sentence whatever the unit is.
        return made.replace(unit=self.unit) if made.layout == "alternating" else made

    def variant(self, usual: Look, named: Set[str] = frozenset()) -> str:
        """What differs, for the name of a file.

        Such as ".columns": files of two looks shall not be one.

        named  fields that are in the name whatever their value is
        """
        # In the order of the fields, so that the same choices give the same name.
        names = [name for name, option, _ in options(type(self)) if option.flag]
        return "".join(
            f".{getattr(self, name)}"
            for name in names
            if name in named or getattr(self, name) != getattr(usual, name)
        )


class TeiTable(Table, frozen=True):
    """How TEI editions are made."""

    dialogue: Literal["u", "sp"] = "u"
    """The element of a turn: of transcribed speech, or of printed dialogue."""
    sentences: bool = False
    """Whether paragraphs are divided into sentences, which are aligned too."""
    files: Literal["one", "split"] = "one"
    """One file with all, or one a language, one for the alignment, and one that includes them."""


class PublishedAs(Look, frozen=True):
    """What the project says of all its editions."""

    publisher: str = ""
    """Who publishes the editions, not the source; a book may say it itself."""
    logo: str = ""
    """Path of the publisher's sign."""
    web_address: str = ""
    """Where web pages are published, such as https://pier.example/talks/; "" where nobody said."""
    place: str = ""
    """Where the publisher is."""
    version: str = ""
    """Of the texts and their editions."""
    date: str = ""
    """When the editions are published: an ISO 8601 date, whole or in part."""
    licence: str = ""
    """URI of the licence of what an edition adds to the texts: its markup and its alignment."""
    revisions: tuple[RevisionTable, ...] = ()
    """Changes of all editions."""
    tei: TeiTable = TeiTable()

    @property
    def text_version(self) -> str:
        """The version of the texts, in catalogs and frozen ids; 1.0 where none is given."""
        return self.version or "1.0"


class BuildOptions(PublishedAs, frozen=True):
    """All that is chosen for a build.

    A writer is given this beside the words.
    """

    modified: str = ""
    """When the sources last changed, such as 2026-03-14T09:30:00Z; "" where it is not known, or the documents
    of a book say it."""

    @classmethod
    def of(cls, project: PublishedAs, edition: Look | None = None) -> BuildOptions:
        """As `diglot.toml` has them.

        For an edition, or for documents by themselves.
        """
        # By the names of fields: an option that is added later is passed on, too.
        said = {name: getattr(project, name) for name in PublishedAs.__struct_fields__}
        if edition is not None:
            said |= {name: getattr(edition, name) for name in Look.__struct_fields__}
        return cls(**said)


@cache
def options(table: type[Look] = Look) -> tuple[tuple[str, Option, tuple[str, ...]], ...]:
    """The fields that are options.

    Each with its name, what it is on the command line, and its legal values.

    >>> [name for name, option, values in options() if "vertical" in values]
    ['writing_mode']
    """
    option_fields = []
    # With their extras: an option stands in the annotation of its field.
    for name, hint in get_type_hints(table, include_extras=True).items():
        notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        # Only fields with such a note are options.
        option_fields += [(name, note, literals(hint)) for note in notes if isinstance(note, Option)]
    return tuple(option_fields)
