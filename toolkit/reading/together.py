"""Labels of several who speak together.

"Ann Smith and Bob Brown", 李明、王芳.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from toolkit import languages
from toolkit.config import Sidecar
from toolkit.reading.aliases import merge
from toolkit.reading.lexicon import key
from toolkit.reading.names import SPEAKERS, Name, name
from toolkit.text.hygiene import slug
from toolkit.text.scripts import unspaced

_ENOUGH = 100
"""Labels in doubt whose names are looked for in the text: a crowd of them is no conversation."""

# Between names they mean "and" in every language.
_SIGNS = frozenset("&＆、")
NameParts = dict[str, tuple[str, ...]]
"""Key of a label -> the names in it, as printed."""


def several(names: Sequence[Name], sidecar: Sidecar, announced: Iterable[str] = ()) -> NameParts:
    """Labels of people who have their own too, or are announced by name.

    Only what the labels look like tells.

    announced  as the container gives them; one may be several
    """
    told = [name(label) for one in sidecar.speakers for label in (one.name, *one.aliases)]
    other = {one.key for one in told} | {key(label) for label in sidecar.not_speakers}
    joint = [one for one in names if one.splits and one.key not in other]
    people = [name(part) for label in announced for part in (name(label).splits or ((label,),))[0]]
    return known(joint, [*(one for one in names if one.looks in SPEAKERS), *told, *people], {})


def known(joint: Sequence[Name], voices: Sequence[Name], declared: Mapping[str, str]) -> NameParts:
    """Labels all of whose names are voices.

    A name may be shorter or longer than it is elsewhere.

    voices    those who have labels of their own
    declared  folded alias -> folded name
    """
    full, heard = _people(joint, voices, declared)
    found: NameParts = {}
    for label in joint:
        for parts in label.splits:
            people = {full.get(name(part).key, "") for part in parts}
            if people <= heard and len(people) == len(parts):
                found.setdefault(label.key, parts)
    return found


def _people(
    joint: Sequence[Name], voices: Sequence[Name], declared: Mapping[str, str]
) -> tuple[Mapping[str, str], set[str]]:
    """The fullest name of each person."""
    # And which of these are voices.
    if not joint:
        return {}, set()
    parts = (name(part) for label in joint for parts in label.splits for part in parts)
    alone = [label.key for label in voices if not label.splits]
    # What could be taken apart itself, such as Costa e Silva, is no longer form of a name in it.
    full, _ = merge([*alone, *(label.key for label in parts if not label.splits)], declared)
    whole = {label.key: label.key for label in voices if label.splits}
    return {**full, **whole}, {full[label] for label in alone} | whole.keys()


def weigh(
    names: Iterable[Name],
    voices: Sequence[Name],
    declared: Mapping[str, str],
    lines: Sequence[str],
    lang: str,
) -> tuple[NameParts, NameParts]:
    """Labels of several people, by evidence.

    First those that probably are, then those that may be and are read as one.

    Not all of their names are voices. Either one is, and the others look like names too; or each is a full
    name that stands in the text by itself; or another label has the same names in another order.

    lines  the text, without labels
    lang   its language: "en" and "i" are other words elsewhere
    """
    mine = {text.strip() for text, langs in languages.between().items() if lang in langs} | _SIGNS
    joint = [one for one in names if one.joins and mine.issuperset(map(str.casefold, one.joins))]
    full, heard = _people(joint, voices, declared)
    sure: NameParts = {}
    open_: NameParts = {}
    for one in joint:
        parts = one.splits[0]
        looks = {_looks(part) for part in parts}
        if "phrase" in looks or len({name(part).key for part in parts}) < len(parts):
            continue
        if any(full.get(name(part).key) in heard for part in parts):
            sure[one.key] = parts
        elif len(looks) == 1:
            open_[one.key] = parts
    there = _mentioned(open_, lines)
    people = Counter(frozenset(map(key, parts)) for parts in open_.values())
    for label, parts in list(open_.items()):
        if there.issuperset(map(key, parts)) or people[frozenset(map(key, parts))] > 1:
            sure[label] = open_.pop(label)
    return sure, open_


def whose(joint: NameParts, alone: Mapping[str, Sequence[Name]], sidecar: Sidecar) -> dict[str, list[Name]]:
    """The names in each label of several.

    The editor may have given keys.

    alone  by key, the names that are labels of their own
    """
    if not joint:
        return {}
    names = {slug(found[0].base): found[0].base for found in alone.values()}
    names.update({speaker.key or slug(speaker.name): speaker.name for speaker in sidecar.speakers})
    return {
        label: [name(speaker if key(speaker) in alone else names.get(speaker, speaker)) for speaker in parts]
        for label, parts in joint.items()
    }


def _looks(part: str) -> str:
    label = name(part)
    return label.looks if label.looks != "open" else "phrase" if " " in label.base else "word"


def _mentioned(labels: NameParts, lines: Sequence[str]) -> set[str]:
    """Full names that stand in the text."""
    # By themselves, and not in the midst of one of the labels.
    full = {key(part) for parts in labels.values() for part in parts if name(part).looks == "name"}
    if not full or len(labels) > _ENOUGH:
        return set()
    texts = sorted({*full, *labels}, key=len, reverse=True)
    pattern = re.compile("|".join(map(_whole, texts)))
    return full.intersection(found[0] for line in lines for found in pattern.finditer(key(line)))


def _whole(text: str) -> str:
    return re.escape(text) if any(map(unspaced, text)) else rf"(?<!\w){re.escape(text)}(?!\w)"
