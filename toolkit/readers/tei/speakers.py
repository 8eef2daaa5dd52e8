"""Who speaks in a TEI file: the people of its header, and those whom labels name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from toolkit import languages, late
from toolkit.config import Sidecar, SpeakerTable
from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, report
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key as key_of
from toolkit.model import ROLES, Location, Persona, Speaker, Turn
from toolkit.readers.tei.source import children, find, first, lang_of, name, words, xml_id
from toolkit.reading.described import describes
from toolkit.reading.names import Name, parted
from toolkit.reading.names import name as name_of
from toolkit.text import markup
from toolkit.text.hygiene import fold, tidy, upright
from toolkit.text.slugs import slug
from toolkit.transcript import aliases

if TYPE_CHECKING:
    from lxml.etree import _Element

_OWN = "spk."
"""Begins the `xml:id` of a speaker in diglot's own files."""
_CASTS = frozenset({"particDesc", "standOff"})
"""Where people are those who speak; a header names others too."""
_UNKNOWN = "unknown"
_SHOWN = 5
_BESIDE = frozenset({"abbr", "idno", "ptr", "email"})
"""What stands beside a name in an element, and is no part of it."""
_COLONS = ":\uff1a \u00a0"
_STOP = late.regex(r"(?<=[^\W\d_]{2})\.$")
"""Behind a name, as plays print it; that of an initial is its own."""


def printed(label: str) -> str:
    """A label without the colon or the stop behind it.

    >>> printed("NORA."), printed("K. M."), printed("Ann :")
    ('NORA', 'K. M.', 'Ann')
    """
    return _STOP.sub("", label.rstrip(_COLONS))


def named(label: str) -> str:
    """Who is named in a label, without how it is said.

    >>> named("NORA (aside)"), named("NORA, à part."), named("Costa, da Silva"), named("[Nora]")
    ('NORA', 'NORA', 'Costa, da Silva', 'Nora')
    """
    name_ = parted(label)[0]
    before, _, manner = name_.rpartition(", ")
    while before and describes(manner):
        name_ = before
        before, _, manner = name_.rpartition(", ")
    return printed(name_)


@dataclass(slots=True)
class KnownSpeakers:
    """The speakers of a text, as far as known.

    More come with the turns that nobody announced.
    """

    lang: str
    sidecar: Sidecar = field(default_factory=Sidecar)
    """Its word is the last."""
    by_key: dict[str, Speaker] = field(default_factory=dict)
    """By key, in the order of the header, then of the text."""
    by_id: dict[str, str] = field(default_factory=dict)
    """`xml:id` -> key."""
    unnamed: dict[str, str] = field(default_factory=dict)
    """Key of somebody whom neither a header nor a label names -> the id that stands for a name."""

    def announce(self, beside: _Element) -> None:
        """Takes in the participants of a header, or those in the data that stand beside a text."""
        for person in (*beside.iterdescendants("{*}person"), *beside.iterdescendants("{*}personGrp")):
            if xml_id(person) and any(name(ancestor) in _CASTS for ancestor in person.iterancestors()):
                self._put(xml_id(person), _speaker(person, self.lang))

    def key(self, who: str, label: str) -> str | None:
        """The key of whom an id or label means, or None."""
        called = named(label)
        # Somebody whom the header doesn't announce.
        if who and who not in self.by_id:
            before = {*self.by_key}
            key = self._put(who, Speaker(_key(who), called or who))
            self.unnamed |= {} if called or key in before else {key: who}
        if who:
            return self.by_id[who]
        if not called:
            return None
        same = (
            k
            for k, speaker in self.by_key.items()
            if fold(called) in map(fold, (speaker.name, *speaker.aliases))
        )
        known = next(same, None)
        return known or self._put("", Speaker(slug(called), called))

    def by_id_alone(self, turns: Sequence[Turn], path: str) -> Iterator[Finding]:
        """D131, where nothing names speakers but the ids that `who` points at."""
        lines: dict[str, int] = {}
        for turn in turns:
            for key in turn.speakers:
                lines.setdefault(key, turn.paragraphs[0].where.line)
        decided = {table.known_by for table in self.sidecar.speakers}
        ids = {key: own for key, own in self.unnamed.items() if key in lines and key not in decided}
        if ids:
            key = next(iter(ids))
            shown = (*[*ids.values()][:_SHOWN], *["…"] * (len(ids) > _SHOWN))
            where = Location(path, lines[key])
            yield report("D131", where, ids=shown, count=len(ids), key=toml(key), name=toml(ids[key]))

    def together(self, turns: Sequence[Turn], path: str) -> tuple[tuple[Turn, ...], tuple[Finding, ...]]:
        """The turns with labels of several resolved, and the doubts about these.

        Without an id such a label is theirs, as in any transcript.
        """
        there = self._labels(turns)
        # An id or the editor says that it is one: no label of theirs is taken apart.
        told = {
            *self.by_id.values(),
            *(speaker.known_by for speaker in self.sidecar.speakers),
        }
        names = {key: name_of(speaker.name) for key, speaker in self.by_key.items() if key not in told}
        joint = {key: label for key, label in names.items() if label.splits}
        decided = {
            key_of(decision.label): decision.speakers for decision in self.sidecar.decide if decision.label
        }
        open_ = [label for label in joint.values() if label.key not in decided]
        voices = [label for label, key in there.values() if key not in joint]
        several = {**aliases.known(open_, voices), **decided}
        # What the text itself must tell.
        rest = [label for label in open_ if label.key not in several]
        likely: aliases.NameParts = {}
        single: aliases.NameParts = {}
        if rest:
            said = [markup.plain(paragraph.text) for turn in turns for paragraph in turn.paragraphs]
            likely, single = aliases.weigh(rest, voices, {}, said, languages.base(self.lang))
        parts = {**several, **likely}
        named_parts = map(key_of, chain.from_iterable(parts.values()))
        full, _ = aliases.merge([*(label.key for label in voices), *named_parts], {})
        whose = {label: key for label, (_, key) in there.items() if key not in joint}
        members = {
            key: tuple(dict.fromkeys(self._member(part, whose, full) for part in parts[label.key]))
            for key, label in names.items()
            if label.key in parts
        }
        doubts = tuple(_doubts(turns, joint, likely, single, path))
        resolved = []
        for turn in turns:
            keys = chain.from_iterable(members.get(key, (key,)) for key in turn.speakers)
            resolved.append(turn.replace(speakers=tuple(dict.fromkeys(keys))))
        return tuple(resolved), doubts

    def _labels(self, turns: Sequence[Turn]) -> dict[str, tuple[Name, str]]:
        """Folded name, of the header or printed, -> it and the key of whose it is."""
        there: dict[str, tuple[Name, str]] = {}
        for key, speaker in self.by_key.items():
            for label in (speaker.name, *speaker.aliases):
                there.setdefault(key_of(label), (name_of(label), key))
        for turn in turns:
            if turn.label and len(turn.speakers) == 1:
                label = named(turn.label)
                there.setdefault(key_of(label), (name_of(label), turn.speakers[0]))
        return there

    def _member(self, part: str, whose: Mapping[str, str], full: Mapping[str, str]) -> str:
        """The key of one of several in a label."""
        if part in self.by_key and key_of(part) not in whose:
            return part  # the editor gave a key
        folded = key_of(part)
        known = whose.get(folded) or whose.get(full.get(folded, folded))
        return known or self._put("", Speaker(slug(part), printed(part)))

    def labelled(self, turns: Sequence[Turn]) -> Iterator[Turn]:
        """The turns with a label each, where speakers are known."""
        for turn in turns:
            names = [self.by_key[key].name for key in turn.speakers]
            yield turn.replace(label=languages.joined(names, self.lang)) if names and not turn.label else turn

    def _put(self, identifier: str, speaker: Speaker) -> str:
        """Add a speaker; gives the key, the sidecar's if any."""
        for table in self.sidecar.speakers:
            names = {fold(name_) for name_ in table.labels}
            if (
                table.key == speaker.key
                or slug(table.name) == speaker.key
                or names & {fold(name_) for name_ in (speaker.name, *speaker.aliases)}
            ):
                speaker = _decided(speaker, table)
        if identifier:
            self.by_id[identifier] = speaker.key
        self.by_key.setdefault(speaker.key, speaker)
        return speaker.key


def _decided(speaker: Speaker, table: SpeakerTable) -> Speaker:
    """A speaker, as the editor knows them."""
    others = [*speaker.aliases, *table.aliases, speaker.name]
    about = table.persona()
    return Speaker(
        table.key or speaker.key,
        table.name,
        table.role if table.role != _UNKNOWN else speaker.role,
        tuple(other for other in dict.fromkeys(others) if fold(other) != fold(table.name)),
        about if about != Persona() else speaker.about,
    )


def _key(identifier: str) -> str:
    """A speaker's key: diglot's own, or of the `xml:id`."""
    if identifier.startswith(_OWN):
        return identifier[len(_OWN) :]
    return slug(re.sub("(?<=[a-z])(?=[A-Z])", "-", identifier))


def _speaker(person: _Element, lang: str) -> Speaker:
    names = [element for element in find(person, "persName") if element.get("type") != "alias"]
    names = names or find(person, "name")
    mine = [element for element in names if lang_of(element) == lang] or names
    role = person.get("role") or ""
    return Speaker(
        _key(xml_id(person)),
        called(mine[0]) if mine else words(first(person, "p")) or xml_id(person),
        next((known for known in ROLES if known == role), "unknown"),
        tuple(words(element) for element in find(person, "persName") if element.get("type") == "alias"),
        _persona(person),
    )


def _doubts(
    turns: Sequence[Turn],
    joint: Mapping[str, Name],
    likely: aliases.NameParts,
    single: aliases.NameParts,
    path: str,
) -> Iterator[Finding]:
    """D140, where a label may be one name or several.

    joint  key of a speaker -> the label
    """
    lines = grouped(
        (key, turn.paragraphs[0].where.line) for turn in turns for key in turn.speakers if key in joint
    )
    for key, numbers in lines.items():
        label = joint[key]
        if names := likely.get(label.key) or single.get(label.key):
            yield report(
                "D140.several" if label.key in likely else "D140.one",
                Location(path, numbers[0]),
                label=label.printed,
                quoted=toml(label.printed),
                names=tuple(map(toml, names)),
            ).on(numbers)


def called(node: _Element) -> str:
    """A name as it is said: forenames, link, surname."""
    return upright(_called(node))


def _called(node: _Element) -> str:
    parts = {
        tag: [words(element) for element in find(node, tag)] for tag in ("forename", "nameLink", "surname")
    }
    if parts["surname"]:
        return " ".join((*parts["forename"], *parts["nameLink"], *parts["surname"]))
    # An abbreviation stands for the name beside it, and a number is none.
    said = [part for part in children(node) if name(part) not in _BESIDE]
    if not said:
        return words(node)
    if (node.text or "").strip() or any((part.tail or "").strip() for part in node):
        # Words that stand in the name itself are as much of it as those in its parts.
        pieces = (words(part) if part in said else "" for part in children(node))
        tails = (part.tail or "" for part in children(node))
        return tidy((node.text or "") + "".join(chain.from_iterable(zip(pieces, tails, strict=True))))
    return " ".join(filter(None, map(words, said))) or words(node)


def _persona(person: _Element) -> Persona:
    numbers = {str(idno.get("type")).casefold(): words(idno) for idno in find(person, "idno")}
    sex = first(person, "sex")
    return Persona(
        sex=(words(sex) or sex.get("value") or "") if sex is not None else "",
        age=words(first(person, "age")),
        occupation=words(first(person, "occupation")),
        affiliation=words(first(person, "affiliation")),
        orcid=numbers.get("orcid", ""),
        wikidata=numbers.get("wikidata", ""),
        viaf=numbers.get("viaf", ""),
    )
