"""The alignment as links that stand off from the texts.

Each paragraph of the source is either linked to its translation or listed as omitted, once for each
language, and so is each turn. The links say the same as `corresp` in the translations, in the form that has
room for cardinality.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from toolkit.model import Edition, Scene
from toolkit.writers.tei.body import pivot, published, spoken
from toolkit.writers.tei.markup import Markup

METHOD = "alignment.entry"
"""The category of a link that nobody had to compute: both sides are one entry of a catalog."""

Level = Literal["turn", "paragraph"]
_LEVELS: tuple[Level, ...] = ("turn", "paragraph")


class Links:
    """The links of an edition, gathered scene by scene."""

    def __init__(self, edition: Edition, ids: Mapping[str, str]) -> None:
        """`ids`: those of the languages' texts."""
        self.source = pivot(edition)
        self.ids = ids
        targets = [lang for lang in edition.langs if lang != self.source] if self.source else []
        self.groups: dict[str, dict[tuple[Level, bool], list[str]]] = {
            lang: {(level, linked): [] for level in _LEVELS for linked in (True, False)} for lang in targets
        }
        """By language, level, and whether it is published there: the stems of the units' ids."""

    def scene(self, scene: Scene) -> None:
        """Takes in one scene."""
        if scene.kind == "separator":
            return
        for lang, groups in self.groups.items():
            for row in scene.rows:
                groups["paragraph", published(row.cells[lang])].append(row.id)
            if scene.kind == "speech":
                groups["turn", spoken(scene, lang)].append(scene.id)

    @property
    def number(self) -> int:
        """How many links there are; omissions are none."""
        return sum(len(groups[level, True]) for groups in self.groups.values() for level in _LEVELS)

    def write(self, out: Markup) -> None:
        """Writes `standOff`, or nothing where there is nothing to align."""
        if not any(stems for groups in self.groups.values() for stems in groups.values()):
            return
        out.start("standOff")
        for lang, groups in self.groups.items():
            for (level, linked), stems in groups.items():
                if stems:  # TEI forbids an empty group
                    out.start("linkGrp", self._group(lang, level, linked=linked))
                    self._pointers(out, lang, stems, linked=linked)
                    out.end("linkGrp")
        out.end("standOff")

    def _group(self, lang: str, level: Level, *, linked: bool) -> str:
        roles = f' targFunc="source translation" ana="#{METHOD}"' if linked else ""
        name = "alignment" if linked else "unaligned"
        domains = f"#{self.ids[self.source]} #{self.ids[lang]}"
        return f' type="{name}" subtype="{level}"{roles} domains="{domains}"'

    def _pointers(self, out: Markup, lang: str, stems: Sequence[str], *, linked: bool) -> None:
        """A `link` needs two targets (TEI Schematron rule `linkTargets3`), so an omission is a `ptr`."""
        source = self.source
        for stem in stems:
            if linked:
                out.empty("link", f' n="1:1" target="#{source}.{stem} #{lang}.{stem}"')
            else:
                out.empty("ptr", f' type="omission" n="1:0" target="#{source}.{stem}"')
