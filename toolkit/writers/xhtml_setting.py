"""How documents are set in XHTML: the layout, and the classes that say it, and what a paragraph is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition import voices
from toolkit.edition.page import Block
from toolkit.model import Role


@dataclass(frozen=True, slots=True)
class Setting:
    """How documents are printed."""

    layout: Layout = "stacked"
    vertical: bool = False
    """Whether lines run from top to bottom."""
    web: bool = False
    """For a page with switches.

    Each paragraph has a link to itself, each language a class of its own, and names are said in each.
    """
    langs: tuple[str, ...] = ()
    """The languages by which classes are given, where a document is one of several; else its own."""
    level: int = 1
    """Of the heading above a document."""
    drop_caps: bool = False
    """Whether a text begins with a large letter."""
    times: bool = False
    """For a page with switches: whether links to paragraphs say when these are heard."""

    @property
    def abreast(self) -> bool:
        """Whether languages may stand side by side."""
        return self.web or self.layout == "columns"

    def classes(self, langs: Sequence[str]) -> str:
        """The classes of all that is around a text.

        All layouts but columns are stacked ones. Where directions meet, a line with sentences of both
        would be hard to follow: there each sentence of `alternating` has lines of its own.
        """
        if len(langs) == 1:
            return "single"
        names: list[str] = ["columns" if self.layout == "columns" else "stacked"]
        facing = len({languages.get(lang).dir for lang in langs}) > 1
        if self.layout not in names and not (self.layout == "alternating" and facing):
            names.append(self.layout)
        names += ["many"] if len(langs) > 2 else []
        names += [f"langs-{min(len(langs), 6)}"] if len(langs) > 3 else []
        # The style sheet knows how many parts the room has.
        names += [f"of-{sum(map(_share, langs))}"] if self._uneven(langs) else []
        return " ".join(names)

    def columns(self, langs: Sequence[str]) -> Mapping[str, str]:
        """The classes of each language's cells: the first says whether it is the source."""
        names = self.names(langs)
        uneven = self._uneven(names)
        most = max(map(_share, names))
        made = {}
        for lang, name in names.items():
            classes = [name if name == "src" else "tgt"]
            classes += ["dense"] if uneven and _share(lang) < most else []
            # On the web each language has a class of its own, by which the page hides it.
            classes += [name] if self.web and name != "src" else []
            made[lang] = " ".join(classes)
        return made

    def names(self, langs: Sequence[str]) -> Mapping[str, str]:
        """The class by which a web page knows each language's cells."""
        pivot, *others = self.langs or langs
        return {pivot: "src", **{lang: f"t{k}" for k, lang in enumerate(others, 1)}}

    def _uneven(self, langs: Collection[str]) -> bool:
        """Whether columns have widths of their own: of two languages or three, whose scripts ask for it."""
        return self.abreast and len(langs) < 4 and len({*map(_share, langs)}) > 1


def _share(lang: str) -> int:
    return languages.get(lang).share


def on_screen(layout: Layout) -> Layout:
    """The layout without pages side by side."""
    return "columns" if layout == "facing" else layout


def voice(block: Block) -> str:
    """The classes of a turn: its role, where it is known, its speakers, and whether an answer follows."""
    asked = " asked" * (block.asked and not block.asks)
    return _voice(block.kind, block.role, block.speakers) + asked + " continued" * block.continued


@cache
def _voice(kind: str, role: Role, speakers: tuple[str, ...]) -> str:
    # Few people speak, and often.
    known = () if role == "unknown" else (role,)
    return " ".join([kind, *known, *map(voices.css, speakers)])


def css_of(block: Block) -> str:
    """The classes of a paragraph: its kind, its form where that isn't prose, and what a headline is."""
    info = block.info
    lengthy = info.prints == "headline" and block.lengthy
    numbered = " numbered" * (block.shape == "numbered")
    return info.css + f" {block.form}" * (block.form != "prose") + numbered + " lengthy" * lengthy
