"""Rules about alignment.

`standOff` and `corresp` say the same, of every unit, once, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.archive.facts import (
    LEVELS,
    EditionText,
    ElementPlace,
    Link,
    LinkGroup,
    Survey,
    TeiUnit,
    UnitLevel,
)
from toolkit.findings import Finding

_Key = tuple[int, str]
"""File and id."""
_AUTOMATIC = "#alignment.auto"
_GAPS = {"omission": "omitted", "heldBack": "heldBack", "untranslated": "untranslated"}
"""Type of a `ptr` that lists what is not here -> the reason of the gap in its place."""


def check(survey: Survey) -> Iterator[Finding]:
    """Find what is wrong with the alignment of translations."""
    source = survey.source
    # Without the source here, as in one file of a split edition, there is nothing to compare with.
    if source is None:
        return
    for group in survey.groups:
        yield from _shape(survey, group)
    for text in survey.texts:
        # Level by level, so that what is wrong with turns is told apart from their paragraphs.
        if text is not source and text.role == "translation":
            for level in LEVELS:
                if source.units(level) or text.units(level):
                    yield from _Pair(survey, source, text, level).check()


def _shape(survey: Survey, group: LinkGroup) -> Iterator[Finding]:
    """Find what is wrong with a group of links as a whole."""
    get = group.attributes.get
    if not group.links:
        yield survey.report("D488.empty", group.place)
    # The rest of the checks rely on these two.
    if get("subtype") not in LEVELS or get("type") not in {"alignment", "unaligned"}:
        said = {name: get(name, "") for name in ("type", "subtype")}
        yield survey.report("D488.kind", group.place, **said)
    elif get("type") == "alignment" and len(get("targFunc", "").split()) != 2:
        yield survey.report("D488.roles", group.place)
    domains = [survey.resolve(group.place.file, token) for token in get("domains", "").split()]
    texts = {(text.place.file, text.id) for text in survey.texts}
    if len(domains) != 2 or not set(domains) <= texts:
        yield survey.report("D488.texts", group.place, texts=get("domains") or "nothing")


class _Pair:
    """One level of one translation, as the links tell it."""

    def __init__(self, survey: Survey, source: EditionText, text: EditionText, level: UnitLevel) -> None:
        self.survey = survey
        self.source = source
        self.text = text
        self.level = level
        self.places = _order(source, source.units(level)), _order(text, _own(text, level))
        """Of each side: unit -> its 0-based place in its text."""
        self.done: tuple[dict[_Key, int], dict[_Key, int]] = ({}, {})
        """Of each side: units that a link or a list has, with the line."""
        self.partners: dict[_Key, list[_Key]] = {}
        """Unit of the translation -> those of the source, as the links say."""
        self.listed: dict[_Key, tuple[str, int]] = {}
        """Unit of the source that is not here -> how it is listed, and on which line."""

    def check(self) -> Iterator[Finding]:
        """Find all that is wrong at this level."""
        domains = (self.source.place.file, self.source.id), (self.text.place.file, self.text.id)
        for group in self.survey.groups:
            tokens = group.attributes.get("domains", "").split()
            meant = tuple(self.survey.resolve(group.place.file, token) for token in tokens)
            if group.attributes.get("subtype") == self.level and meant == domains:
                yield from self._group(group)
        yield from self._lost()
        yield from self._corresp()
        if self.level == "paragraph":
            yield from self._gaps()
        if self.level == "turn":
            yield from self._speakers()

    def _group(self, group: LinkGroup) -> Iterator[Finding]:
        # What is not aligned has a group of its own, of `ptr`s: a `link` has two ends.
        aligned = group.attributes.get("type") == "alignment"
        ana = group.attributes.get("ana", "")
        last = -1
        for link in group.links:
            at = ElementPlace(group.place.file, link.line, link.tag)
            if link.cert and not _certain(link.cert):
                yield self.survey.report("D487.number", at, cert=link.cert)
            # What a machine has made without saying how sure it is, nobody can weigh.
            if link.tag == "link" and not link.cert and _AUTOMATIC in (link.ana or ana).split():
                yield self.survey.report("D487.none", at, target=link.target)
            if (link.tag == "link") != aligned:
                yield self.survey.report("D488.pointer" if aligned else "D488.link", at, tag=link.tag)
                continue
            sides = self._sides(group, link)
            if sides is None:
                langs = {"source": self.source.lang, "translation": self.text.lang}
                yield self.survey.report("D485", at, target=link.target, **langs)
                continue
            yield from self._link(link, sides, at)
            # In the order of the source; what only the translation has stands anywhere between.
            first = self.places[0][sides[0][0]] if sides[0] else last
            if first < last:
                yield self.survey.report("D484", at, target=link.target)
            last = max(last, first)

    def _sides(self, group: LinkGroup, link: Link) -> tuple[list[_Key], list[_Key]] | None:
        """The units of a link, by side; None where it links something else."""
        file = group.place.file
        tokens = link.target.split()
        if link.tag == "ptr":
            # Its type tells on which side it is: what is left out is in the source alone.
            units = self._units(file, tokens)
            sides = (units, []) if link.kind in _GAPS else ([], units)
        elif len(tokens) == 2:
            sides = self._units(file, tokens[:1]), self._units(file, tokens[1:])
        else:
            return None
        for side, places in zip(sides, self.places, strict=True):
            for unit in side:
                if unit not in places:
                    return None
        return sides if sides[0] or sides[1] else None

    def _units(self, file: int, tokens: list[str]) -> list[_Key]:
        """The units that pointers mean; one that gathers others means these."""
        units: list[_Key] = []
        for token in tokens:
            key = self.survey.resolve(file, token)
            if key is None:
                continue
            # Several units on one side are gathered by a `ptr` with an id.
            through = self.survey.gathered.get(key)
            if through is None:
                units.append(key)
            else:
                meant = (self.survey.resolve(key[0], pointer) for pointer in through[0].split())
                units += [unit for unit in meant if unit is not None]
        return units

    def _link(self, link: Link, sides: tuple[list[_Key], list[_Key]], at: ElementPlace) -> Iterator[Finding]:
        real = f"{len(sides[0])}:{len(sides[1])}"
        # Only of what was left out, or added, is it known that nothing goes with it.
        if link.n != real and (link.n or link.tag == "link" or link.kind in {"omission", "addition"}):
            yield self.survey.report("D481", at, said=link.n or "nothing", real=real)
        if link.tag == "ptr" and link.kind not in {*_GAPS, "addition"}:
            yield self.survey.report("D488.type", at, type=link.kind)
        for k, side in enumerate(sides):
            for unit in side:
                if unit in self.done[k]:
                    yield self.survey.report("D482", at, id=unit[1], line=self.done[k][unit])
                # With its line, so that the second one can name the first.
                self.done[k][unit] = link.line
        for unit in sides[1]:
            self.partners.setdefault(unit, []).extend(sides[0])
        if link.tag == "ptr":
            self.listed.update(dict.fromkeys(sides[0], (link.kind, link.line)))

    def _lost(self) -> Iterator[Finding]:
        sides = (self.source, self.source.units(self.level)), (self.text, _own(self.text, self.level))
        for k, (text, units) in enumerate(sides):
            for unit in units:
                if (text.place.file, unit.id) not in self.done[k]:
                    other = self.source.lang if k else self.text.lang
                    yield self.survey.report("D483", text.at(unit), id=unit.id, lang=other)

    def _corresp(self) -> Iterator[Finding]:
        file = self.text.place.file
        # Only of what is linked: that a unit is in no link is told already.
        for unit in self.text.units(self.level):
            said = [self.survey.resolve(file, token) for token in unit.corresp.split()]
            linked = self.partners.get((file, unit.id))
            if linked is not None and said != linked:
                yield self.survey.report(
                    "D480",
                    self.text.at(unit),
                    id=unit.id,
                    corresp=unit.corresp or "nothing",
                    linked=" ".join(partner[1] for partner in linked) or "nothing",
                )

    def _speakers(self) -> Iterator[Finding]:
        # Compared by what the pointers mean, since each text may point in its own way.
        said = {(self.source.place.file, unit.id): self._who(self.source, unit) for unit in self.source.turns}
        for unit in self.text.turns:
            key = self.text.place.file, unit.id
            if any(said[partner] != self._who(self.text, unit) for partner in self.partners.get(key, ())):
                who = unit.who or "nobody"
                yield self.survey.report(
                    "D489", self.text.at(unit), id=unit.id, who=who, lang=self.source.lang
                )

    def _who(self, text: EditionText, turn: TeiUnit) -> list[_Key | None]:
        return [self.survey.resolve(text.place.file, token) for token in turn.who.split()]

    def _gaps(self) -> Iterator[Finding]:
        # Both ways: each gap is listed for its reason, and what is listed has a gap.
        file = self.text.place.file
        there: set[_Key] = set()
        for gap in self.text.gaps:
            meant = self.survey.resolve(file, gap.corresp)
            at = ElementPlace(file, gap.line, "gap")
            kind = self.listed[meant][0] if meant in self.listed else ""
            if meant is None or _GAPS.get(kind) != gap.reason:
                name = "D486.reason" if kind else "D486.unlisted"
                said = {"reason": gap.reason, "corresp": gap.corresp or "nothing", "kind": kind}
                yield self.survey.report(name, at, **said)
            elif meant in there:
                yield self.survey.report("D486.twice", at, id=meant[1])
            if meant is not None:
                there.add(meant)
        for key, (kind, line) in self.listed.items():
            if key not in there:
                at = self._listed(line)
                yield self.survey.report("D486.missing", at, id=key[1], kind=kind, lang=self.text.lang)

    def _listed(self, line: int) -> ElementPlace:
        return ElementPlace(self.survey.groups[0].place.file, line, "ptr")


def _own(text: EditionText, level: UnitLevel) -> list[TeiUnit]:
    """The units of a translation, and what it adds."""
    return [*text.units(level), *(text.additions if level == "paragraph" else ())]


def _order(text: EditionText, units: list[TeiUnit]) -> Mapping[_Key, int]:
    return {(text.place.file, unit.id): k for k, unit in enumerate(units)}


def _certain(value: str) -> bool:
    # TEI has words for it beside numbers.
    if value in {"high", "medium", "low", "unknown"}:
        return True
    try:
        return 0.0 <= float(value) <= 1.0
    except ValueError:
        return False
