"""The alignment as links, apart from the texts.

Each turn, each paragraph and, where asked, each sentence of the source is either linked to its translation
or listed as without one, once for each language. The links say the same as `corresp` in the translations, in
the form that has room for cardinality and certainty.

A link of a turn is as certain as the least certain of its paragraphs, and is whoever's theirs are. Only what
the aligner or a person says was left out is an omission; drafts, and what nobody has translated, are listed
as such.

Several sentences on one side are first gathered by a `ptr` (TEI P5, chapter 17, "Intermediate Pointers").
What has nothing on the other side is a `ptr` in a group of its own, since a `link` needs two targets (TEI
Schematron rule `linkTargets3`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from typing import IO, Literal

from toolkit.model import KINDS, Addition, Bead, Cell, Edition, Row, Scene
from toolkit.writers.tei.markup import Markup
from toolkit.writers.tei.pointers import LISTED, Pointers, absent, added_id, engines, least, pivot

ENTRY = "alignment.entry"
"""The category of a link that nobody had to compute: both sides are one entry of a catalog."""
AUTO = "alignment.auto"
"""The category of a link that diglot computed."""
DECIDED = "alignment.decided"
"""The category of a link that a person decided, when a translation that existed was placed."""
APPLICATION = "app.diglot"

Level = Literal["turn", "paragraph", "sentence"]
_LEVELS: tuple[Level, ...] = ("turn", "paragraph", "sentence")


def certainty(cost: float) -> str:
    """The certainty of a cost of -ln p.

    It is p, from 0 to 1, to four decimals.
    """
    return f"{math.exp(-cost):.4f}".rstrip("0").rstrip(".")


class _LinkLines:
    """A `linkGrp` while its pointers are gathered."""

    __slots__ = ("links", "out", "sheet")

    def __init__(self, sheet: IO[bytes], depth: int) -> None:
        self.sheet = sheet
        self.out = Markup(sheet, depth)
        self.links = 0


class Links:
    """The links of an edition.

    They are gathered scene by scene and then written.
    """

    def __init__(
        self, edition: Edition, pointers: Pointers, sheet: Callable[[], IO[bytes]], depth: int
    ) -> None:
        """Prepare a group for each language and level.

        sheet gives an empty file for each; depth: how many elements are around `standOff`.
        """
        self.source = pivot(edition)
        self.pointers = pointers
        self.edition = edition
        # Without the source here, there is nothing that a link could begin at.
        self.targets = [lang for lang in edition.langs if lang != self.source] if self.source else []
        self.engines = {lang: engines(edition, lang, pointers) for lang in self.targets}
        self.groups: dict[tuple[str, Level, bool], _LinkLines] = {
            group: _LinkLines(sheet(), depth + 2) for group in product(self.targets, _LEVELS, (True, False))
        }
        """By language, level, and whether it is published there."""
        self.added: Counter[str] = Counter()
        """Additions so far, by language."""

    def scene(self, scene: Scene) -> None:
        """Takes in one scene."""
        if not KINDS[scene.kind].translated:
            return
        for lang in self.targets:
            for row in scene.rows:
                for addition in row.additions.get(lang, ()):
                    self._addition(lang, addition)
                self._unit("paragraph", lang, row.id, (row.cells[lang],))
                if row.cells[self.source].sentences:
                    self._sentences(row, lang)
            if KINDS[scene.kind].spoken:
                self._unit("turn", lang, scene.id, [row.cells[lang] for row in scene.rows])

    def _unit(self, level: Level, lang: str, stem: str, cells: Sequence[Cell]) -> None:
        """Link or list a turn or a paragraph.

        It is linked as far as its paragraphs are here.
        """
        units = self.pointers.units
        source = units[self.source] + stem
        here = [cell for cell in cells if cell.published]
        if not here:
            how = self._absent(cells)
            unlinked = self.groups[lang, level, False]
            unlinked.out.empty("ptr", f' type="{how[0]}"{how[1]} target="{source}"{how[2]}')
            return
        group = self.groups[lang, level, True]
        group.links += 1
        target = f"{source} {units[lang]}{stem}"
        group.out.empty("link", f' n="1:1" target="{target}"{self._made(lang, here)}')

    def _addition(self, lang: str, addition: Addition) -> None:
        self.added[lang] += 1
        said = "" if addition.decided else f' resp="{self.pointers.root}{APPLICATION}"'
        # As an id it is whole; the beginning of a pointer has the language in it.
        name = added_id(lang, self.added[lang]).removeprefix(f"{lang}.")
        target = f"{self.pointers.units[lang]}{name}"
        unlinked = self.groups[lang, "paragraph", False]
        unlinked.out.empty("ptr", f' type="addition" n="0:1" target="{target}"{said}')

    def _made(self, lang: str, cells: Sequence[Cell]) -> str:
        """Who made a link, and how sure it is.

        It is told where it isn't whoever made the group.
        """
        root = self.pointers.root
        sure = least(cells)
        if sure == 1:
            # Whoever decided it is named nowhere, and is none of the translators.
            return f' cert="{sure:.2f}" ana="{root}{DECIDED}"'
        if sure is not None:
            return f' cert="{sure:.2f}" resp="{root}{APPLICATION}" ana="{root}{AUTO}"'
        # No translator has seen what a machine wrote.
        named = self.engines[lang]
        wrote = [named.get(cell.engine, f"{root}{APPLICATION}") for cell in cells if cell.origin == "machine"]
        return f' resp="{" ".join(dict.fromkeys(wrote))}"' if wrote else ""

    def _absent(self, cells: Sequence[Cell]) -> tuple[str, str, str]:
        """How what is not here is listed.

        It has a type, a cardinality, and where that was computed who says so.

        Only of what was left out is it known that nothing translates it.
        """
        why = absent(cells)
        if why != "omitted":
            return LISTED[why], "", ""
        sure = least(cells)
        said = f' cert="{sure:.2f}" resp="{self.pointers.root}{APPLICATION}"' if sure is not None else ""
        return LISTED[why], ' n="1:0"', said

    def _sentences(self, row: Row, lang: str) -> None:
        units = self.pointers.units
        source, target = f"{units[self.source]}{row.id}.", f"{units[lang]}{row.id}."
        unlinked = self.groups[lang, "sentence", False].out
        if not row.cells[lang].published:
            kind, n, said = self._absent((row.cells[lang],))
            for k in range(len(row.cells[self.source].sentences)):
                unlinked.empty("ptr", f' type="{kind}"{n} target="{source}{k + 1}"{said}')
            return
        for number, bead in enumerate(row.beads.get(lang, ()), 1):
            left = [f"{source}{k + 1}" for k in bead.source]
            right = [f"{target}{k + 1}" for k in bead.target]
            if left and right:
                name = f"al.{lang}.{row.id}.{number}"
                self._link(self.groups[lang, "sentence", True], name, left, right, bead)
            else:
                kind, n = ("omission", f"{len(left)}:0") if left else ("addition", f"0:{len(right)}")
                words = " ".join(left or right)
                said = f'cert="{certainty(bead.cost)}"'
                # Nothing that is computed is as sure as what a person decided, who is not named.
                said += f' resp="{self.pointers.root}{APPLICATION}"' if bead.cost else ""
                # Numbered with the links of its paragraph: this is where it stands among them.
                name = f' xml:id="al.{lang}.{row.id}.{number}"'
                unlinked.empty("ptr", f'{name} type="{kind}" n="{n}" target="{words}" {said}')

    def _link(self, group: _LinkLines, name: str, source: list[str], target: list[str], bead: Bead) -> None:
        ends = []
        for side, units in (("s", source), ("t", target)):
            if len(units) > 1:
                group.out.empty("ptr", f' xml:id="{name}.{side}" target="{" ".join(units)}"')
                ends.append(f"#{name}.{side}")
            else:
                ends += units
        # One of its ends is a `ptr`, and the units are what that points at.
        through = ' evaluate="all"' if len(source) + len(target) > 2 else ""
        decided = "" if bead.cost else f' ana="{self.pointers.root}{DECIDED}"'
        group.links += 1
        group.out.empty(
            "link",
            f' n="{len(source)}:{len(target)}" target="{" ".join(ends)}"{through} '
            f'cert="{certainty(bead.cost)}"{decided}',
        )

    @property
    def number(self) -> int:
        """How many links there are.

        Omissions and additions are no links.
        """
        return sum(group.links for group in self.groups.values())

    @property
    def tags(self) -> Counter[str]:
        """Elements by name in `standOff`, itself included."""
        groups = [group for group in self.groups.values() if group.out.tags]
        counts: Counter[str] = sum((group.out.tags for group in groups), Counter())
        return counts + Counter({"standOff": int(bool(groups)), "linkGrp": len(groups)})

    def write(self, out: Markup) -> None:
        """Write `standOff`.

        Nothing is written where there is nothing to align.
        """
        if not any(group.out.tags for group in self.groups.values()):
            return
        out.start("standOff")
        for (lang, level, linked), group in self.groups.items():
            if group.out.tags:  # TEI forbids an empty group
                out.start("linkGrp", self._attributes(lang, level, linked=linked))
                group.out.flush()
                out.copy(group.sheet)
                out.end("linkGrp")
        out.end("standOff")

    def _attributes(self, lang: str, level: Level, *, linked: bool) -> str:
        pointers = self.pointers
        name = "alignment" if linked else "unaligned"
        roles, made = "", ""
        if linked:
            category = AUTO if level == "sentence" else ENTRY
            roles = f' targFunc="source translation" ana="{pointers.root}{category}"'
        if level == "sentence" and linked:
            made = f' resp="{pointers.root}{APPLICATION}"'
        elif linked and (translators := self.edition.credits.get(lang)):
            ids = (f"{pointers.units[lang]}translator.{k}" for k in range(1, len(translators) + 1))
            made = f' resp="{" ".join(ids)}"'
        domains = f"{pointers.texts[self.source]} {pointers.texts[lang]}"
        return f' type="{name}" subtype="{level}"{roles}{made} domains="{domains}"'
