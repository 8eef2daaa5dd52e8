"""Who people are in full: what front matter and the lines above a talk say of those who speak.

A role that front matter states is taken. A name in full is proposed: an edition prints what the text has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice, takewhile

from toolkit import languages, late
from toolkit.config import Sidecar
from toolkit.config.sidecar_file import toml
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.languages.lexicon import key, lexicon
from toolkit.model import Document, Location, Role, Speaker
from toolkit.model.kinds import KINDS
from toolkit.model.speakers import ANSWERING, ASKING
from toolkit.readers import front_matter
from toolkit.readers.front_matter import FrontMatter
from toolkit.reading.names import name, parted
from toolkit.reading.short_names import short_for
from toolkit.text.hygiene import visible
from toolkit.text.scripts import begins_small, unspaced


def with_roles(document: Document) -> Document:
    """The document, with the roles that its front matter states of those who speak, by name."""
    stated = _stated(_front(document))

    def role(speaker: Speaker) -> Role:
        own = key(speaker.name)
        mine = {role for role, who in stated if own == who or short_for(own, who)}
        return mine.pop() if speaker.role == "unknown" and len(mine) == 1 else speaker.role

    people = tuple(replace(speaker, role=role(speaker)) for speaker in document.speakers)
    return replace(document, speakers=people) if stated else document


def _front(document: Document) -> FrontMatter:
    """What stands above a text; nothing where two rules have other words between them."""
    try:
        return front_matter.read(document.head, document.path)
    except DiglotError:
        return FrontMatter({}, (), 0)


def _stated(front: FrontMatter) -> list[tuple[Role, str]]:
    """The roles that front matter states, and the keys of those who have them."""
    roles = (own for own in ASKING | ANSWERING if own in front.meta)
    return [(own, key(who)) for own in roles for who in front.meta[own].split("; ")[:_MOST]]


_MOST = 40
"""People in front matter, and of one role there, whose names are compared with those who speak: at most."""
_SHORT = 16
"""Columns of a label that is short for a name, or a word for a role, at most."""
_HEAD, _WIDE = 40, 2000
"""Paragraphs above a talk that are looked at, and characters of one, at most: they stand near its top."""
_LONGER = late.regex(r"[A-ZÀ-ÞΑ-ΩА-Я][\w.'’-]*\s+$")
"""A word with a capital: what stands behind it is a part of a name."""
_PIECE = late.regex(r"\s*[,，、;；(（\[]\s*|\s[–—-]\s")


def introduced(document: Document, sidecar: Sidecar) -> Mapping[str, tuple[str, Location]]:
    """Labels whose owner's name the text has above its turns, or in its front matter; the name, and where."""
    front, people = _front(document), document.speakers
    told = {key(label) for table in sidecar.speakers for label in table.labels}
    above = takewhile(lambda turn: not KINDS[turn.kind].spoken, document.turns)
    parts = (part for turn in above for part in turn.paragraphs)
    head = [(part.text, part.where) for part in islice(parts, _HEAD) if len(part.text) <= _WIDE]
    fields = [(role, full, where) for text, where in head for role, full in _fields(text)]
    roles = [*_stated(front), *((role, key(full)) for role, full, _ in fields)]
    first = Location(document.path, 1)
    listed = (full for full in front.cast[:_MOST] if name(full).looks == "name")
    named = [*((full, first) for full in listed), *((full, where) for _, full, where in fields)]
    known = {key(other) for speaker in people for other in (speaker.name, *speaker.aliases)}
    found, often = dict[str, tuple[str, Location]](), Counter(speaker.role for speaker in people)
    for speaker in people:
        own = key(speaker.name)
        if own in told or " " in own or len(own) > _SHORT:
            continue
        mine = {who for role, who in roles if role == speaker.role and own in lexicon().roles}
        alone = often[speaker.role] == len(mine) == 1
        whole = {full: at for full, at in named if short_for(own, key(full)) or (alone and key(full) in mine)}
        for text, where in head:
            whole |= dict.fromkeys(_beside(own, text), where)
        # Whoever is called by one of their names is called so.
        whole = {full: at for full, at in whole.items() if _other(own, key(full)) and key(full) not in known}
        if len({*map(key, whole)}) == 1:
            found[speaker.name] = next(iter(whole.items()))
    once = Counter(key(full) for full, _ in found.values())
    return {label: told for label, told in found.items() if once[key(told[0])] == 1}


def proposed(in_full: Mapping[str, tuple[str, Location]], asks: Collection[str]) -> Iterator[Finding]:
    """D123: who people are in full, with the role of those who ask."""
    if in_full:
        tables = (
            f"[[speakers]]\nname = {toml(called)}\naliases = [{toml(own)}]"
            + ('\nrole = "interviewer"' if own in asks else "")
            for own, (called, _) in in_full.items()
        )
        yield report(
            "D123",
            min((where for _, where in in_full.values()), key=lambda at: at.line or 0),
            names=tuple(f"{label} = {called}" for label, (called, _) in in_full.items()),
            askers=tuple(own for own in in_full if own in asks),
            speakers="\n\n".join(tables),
        )


def _other(own: str, full: str) -> bool:
    """Whether a label is none of the names that somebody has."""
    return own not in (full if unspaced(own[0]) else full.split())


def _fields(text: str) -> Iterator[tuple[Role, str]]:
    """The role and the name in a line such as `Interviewer: Mona Feld, Harbour Radio`."""
    word, _, rest = text.replace("：", ":").partition(":")
    role = lexicon().roles.get(key(word), "unknown")
    yield from ((role, full) for full in _names(rest) if role in ASKING | ANSWERING)


def _names(text: str) -> list[str]:
    """The name that some words are or begin with; a role may stand before it."""
    first, *then = (visible(_unjoined(piece.strip("*_ ."))) for piece in _PIECE.split(text.strip())[:2])
    small = lexicon().particles
    return [
        piece
        for piece in (then if key(first) in lexicon().roles else [first])
        if name(piece).looks == "name" and not name(piece).splits and ":" not in piece
        if not any(begins_small(word) and word not in small for word in piece.split())
    ]


def _unjoined(text: str) -> str:
    """Words without the one before them that joins them to others: `und Bo Hale`."""
    first, _, rest = text.partition(" ")
    return rest if f" {first} " in languages.between() else text


def _beside(own: str, text: str) -> Iterator[str]:
    """The names that a line of who is there gives a label: `MF = Mona Feld`, `Mona Feld (MF), host`."""
    sign = re.compile(rf"(?<!\w){re.escape(own)}\.?[*_]*\s*(?:[=:：]|[–—-]\s)\s*", re.IGNORECASE)
    for at in sign.finditer(text):
        # `MONA FELD: An interview` says nothing of Feld, `Speakers MF = Mona Feld` of MF.
        if "=" in at[0] or not _LONGER.search(text, 0, at.start()):
            yield from _names(text[at.end() :])
    for piece in re.split(r"[,，、;；:：]\s*", text):
        full, asides = parted(piece)
        yield from _names(full if own in map(key, asides) else "")
