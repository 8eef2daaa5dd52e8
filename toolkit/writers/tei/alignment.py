"""The alignment as links that stand off from the texts.

Each paragraph of the source is either linked to its translation or listed as omitted, once for each
language, and so is each turn. The links say the same as `corresp` in the translations, in the form that has
room for cardinality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from toolkit.model import Edition
from toolkit.writers.tei.body import pivot, published, spoken
from toolkit.writers.tei.markup import Markup

METHOD = "alignment.entry"
"""The category of a link that nobody had to compute: both sides are one entry of a catalog."""

Level = Literal["turn", "paragraph"]
_LEVELS: tuple[Level, ...] = ("turn", "paragraph")


def write(out: Markup, edition: Edition, ids: Mapping[str, str]) -> None:
    """Writes `standOff`, or nothing where there is nothing to align; `ids`: those of the languages' texts."""
    source = pivot(edition)
    targets = [lang for lang in edition.langs if lang != source] if source else []
    if not any(next(_units(edition, lang, level), None) for lang in targets for level in _LEVELS):
        return
    out.start("standOff")
    for lang in targets:
        for level in _LEVELS:
            for linked in (True, False):
                group = _group(ids[source], ids[lang], level, linked)
                _pointers(out, edition, lang, level, linked, group=group)
    out.end("standOff")


def _group(source: str, target: str, level: Level, linked: bool) -> str:
    roles = f' targFunc="source translation" ana="#{METHOD}"' if linked else ""
    name = "alignment" if linked else "unaligned"
    return f' type="{name}" subtype="{level}"{roles} domains="#{source} #{target}"'


def _pointers(out: Markup, edition: Edition, lang: str, level: Level, linked: bool, *, group: str) -> None:
    """Writes a `linkGrp`, unless it would be empty, which TEI forbids.

    A `link` needs two targets (TEI Schematron rule `linkTargets3`), so an omission is a `ptr`.
    """
    source = edition.source_lang
    begun = False
    for stem, is_linked in _units(edition, lang, level):
        if is_linked is not linked:
            continue
        if not begun:
            begun = True
            out.start("linkGrp", group)
        if linked:
            out.empty("link", f' n="1:1" target="#{source}.{stem} #{lang}.{stem}"')
        else:
            out.empty("ptr", f' type="omission" n="1:0" target="#{source}.{stem}"')
    if begun:
        out.end("linkGrp")


def _units(edition: Edition, lang: str, level: Level) -> Iterator[tuple[str, bool]]:
    """The stem of each unit's id, and whether the unit is published in the language."""
    for scene in edition.scenes:
        if scene.kind == "separator":
            continue
        if level == "paragraph":
            for row in scene.rows:
                yield row.id, published(row.cells[lang])
        elif scene.kind == "speech":
            yield scene.id, spoken(scene, lang)
