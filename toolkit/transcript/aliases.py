"""Labels of one speaker, and of several.

"PRESIDENT DONALD TRUMP" and then "TRUMP" are one; "Ann and Bo" are two.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from itertools import islice, pairwise

from toolkit import languages
from toolkit.config import Sidecar
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, lexicon
from toolkit.model import Role
from toolkit.reading.names import SPEAKERS, Name, name, parted
from toolkit.reading.shape import OFFICE, lists
from toolkit.reading.short_names import ENOUGH, core, hooks, near, short_for, words
from toolkit.text.scripts import unspaced
from toolkit.text.slugs import slug

_LONG = 4
"""Words of a name that has another in its midst; longer ones are no names of people."""
# How likely two labels are one person's, by how their turns follow each other.
#
# Who has just spoken seldom begins anew: labels that again and again stand right behind each other are those
# of two people, however alike they are, such as a coach and "Coach Berg".

_ALIKE = 10
"""Odds that a label is short for a name that it is like, or a slip for it, for each of its turns."""
_ITSELF, _TURNS = 0.1, 50
"""How often a turn follows another with the same label, and how many turns of a text outweigh that. By
thought: between two of one person somebody may have no label."""
_LIKELIER = 0.5
"""How likely a label is of the same person, below which it is somebody else's."""


class Following:
    """The labels of all turns, as they follow each other."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._count = Counter(labels)
        pairs = Counter(pairwise(labels))
        itself = sum(times for (one, other), times in pairs.items() if one == other)
        self._itself = (itself + _ITSELF * _TURNS) / (pairs.total() + _TURNS)
        # Some are only named together with others, and have no turn.
        self._beside = defaultdict[str, Counter[str]](Counter)
        for (one, other), times in pairs.items():
            if one != other:
                self._beside[one][other] += times
                self._beside[other][one] += times

    def sure(self, label: str, others: Collection[str]) -> float:
        """How likely a label is of the person who has some others that it is like."""
        turns = self._count[label]
        theirs = sum(self._count[other] for other in others)
        if not turns or not theirs:
            return 1.0
        met = sum(self._beside[label][other] for other in others)
        # Those who say less tell: their turns stand beside the other's, or beside those of somebody else.
        rarer, more = ([label], theirs) if turns <= theirs else (others, turns)
        edges = sum(self._beside[one].total() for one in rarer)
        # Two people stand beside each other as often as the other one speaks.
        share = more / (self._count.total() - min(turns, theirs))
        odds = math.log(_ALIKE * turns) + met * math.log(self._itself / share)
        if share < 1:
            odds += (edges - met) * math.log((1 - self._itself) / (1 - share))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def apart(self, label: str, others: Collection[str]) -> bool:
        """Whether it is likelier somebody else's."""
        return self.sure(label, others) < _LIKELIER


def _amidst(short: str, long: str) -> bool:
    """Whether a name's words stand in the midst of a longer one's; behind a comma stands an office."""
    small, count = core(words(short)), len(core(words(short)))
    for part in (long.partition(",")[0], long):
        whole = core(words(part))
        if some := [i for i in range(len(whole) - count + 1) if whole[i : i + count] == small]:
            return 0 not in some and len(whole) - count not in some
    return False


_MARKED = 3
"""Labels that begin with one word, at least, where it tells one of them from a label without it; two are
enough where it tells both."""


def told_apart(places: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Labels that stand for themselves, each with the longer one that has a word before the same name.

    `Tape Mara` and `Tape Bo` are heard on a tape; Mara talks about it. Whoever has a title or a full name has
    it first and is called shortly from then on: nobody is, who has spoken without it before, and does again.

    places  of each label the lines on which it stands, in order
    """
    marked = grouped((label.partition(" ")[0], label) for label in places if " " in label)
    apart: dict[str, str] = {}
    for word, longer in marked.items():
        if lists(word) & OFFICE or len(longer) < 2:
            continue
        pairs = {own: label for label in longer if (own := label.partition(" ")[2]) in places}
        amid = [own for own, label in pairs.items() if places[own][0] < places[label][0] < places[own][-1]]
        if len(amid) > 1 or (amid and len(longer) >= _MARKED):
            apart.update(pairs)
    return apart


def merge(
    names: Iterable[str],
    declared: Mapping[str, str],
    fixed: Iterable[str] = (),
    cut: Iterable[str] = (),
    unsure: Container[str] = (),
    following: Following | None = None,
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The fullest name of each speaker, and the names that may mean several.

    names     folded
    declared  alias -> name, as the text itself or the editor says: these need no similarity
    fixed     names that stand for themselves, whatever else contains them
    cut       names that are printed with a dot at their end: "Корр." for "Корреспондент"
    unsure    names that may be none: nobody is called so in full
    following  tells whether a name isn't that of somebody who has others, however alike they are
    """
    todo = sorted(set(names), key=lambda short: (-len(words(short)), -len(short), short))
    stay, dotted = set(fixed), set(cut)
    shared = lexicon().shared
    full: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    index: defaultdict[str, list[str]] = defaultdict(list)
    known: defaultdict[str, list[str]] = defaultdict(list)
    for short in todo:
        target = declared.get(short)
        if target is not None and target != short:
            full[short] = full.get(target, target)
            known[full[short]].append(short)
            continue
        longest: list[str] = []
        if short in dotted and short not in stay and len(short) >= 3:
            longer = (other for other in index.get("cut " + short[:3], ()) if other.startswith(short))
            longest = _two(full[other] for other in longer)
        if not longest and short not in stay and short not in shared:
            fitting = [other for other in near(short, index) if short_for(short, other)]
            # Where it begins or ends a longer name, it isn't short for one that has it in the midst.
            longest = _two(full[other] for other in fitting if not _amidst(short, other)) or _two(
                full[other] for other in fitting if len(core(words(other))) <= _LONG
            )
        if following and len(longest) == 1 and following.apart(short, known[longest[0]]):
            longest = []
        if len(longest) > 1:
            unclear[short] = tuple(longest)
        full[short] = longest[0] if len(longest) == 1 else short
        known[full[short]].append(short)
        for hook in () if short in unsure else hooks(short):
            index[hook].append(short)
    # A declared name may itself turn out to be short for another.
    return {short: full.get(target, target) for short, target in full.items()}, unclear


def _two(names: Iterable[str]) -> list[str]:
    """The first two that differ: with two, a short name is in doubt already."""
    return [*dict.fromkeys(islice(names, ENOUGH))][:2]


# Labels of several who speak together: "Ann Smith and Bob Brown", 李明、王芳.

_ENOUGH_TOGETHER = 100
"""Labels in doubt whose names are looked for in the text: a crowd of them is no conversation."""

# Between names they mean "and" in every language.
_SIGNS = frozenset("&＆、")
NameParts = dict[str, tuple[str, ...]]
"""Key of a label -> the names in it, as printed."""


def several(names: Sequence[Name], sidecar: Sidecar, announced: Iterable[str] = ()) -> NameParts:
    """Labels of people who have their own too, or are announced by name, by their looks alone.

    announced  as the container gives them; one may be several
    """
    told = [name(label) for member in sidecar.speakers for label in member.labels]
    other = {member.key for member in told} | {key(label) for label in sidecar.not_speakers}
    joint = [member for member in names if member.splits and member.key not in other]
    # A name that is announced as it is printed tells of nobody else who is in it: リー・アン may be one.
    own = {member.key for member in joint}
    others = (label for label in announced if key(label) not in own)
    people = [name(part) for label in others for part in (name(label).splits or ((label,),))[0]]
    return known(joint, [*(member for member in names if member.looks in SPEAKERS), *told, *people])


def known(joint: Sequence[Name], voices: Sequence[Name]) -> NameParts:
    """Labels all of whose names are voices, maybe shorter or longer ones.

    voices  those who have labels of their own
    """
    full, heard = _people(joint, voices, {})
    parts_of: NameParts = {}
    for label in joint:
        for parts in label.splits:
            people = {full.get(name(part).key, "") for part in parts}
            if people <= heard and len(people) == len(parts):
                parts_of.setdefault(label.key, parts)
    return parts_of


def _people(
    joint: Sequence[Name], voices: Sequence[Name], declared: Mapping[str, str]
) -> tuple[Mapping[str, str], set[str]]:
    """The fullest name of each person, and which of these are voices."""
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
    """Labels that probably are several people's, and those that may be and are read as one's.

    Not all of their names are voices. Either one is, and the others look like names too; or each is a full
    name that stands in the text by itself; or another label has the same names in another order.

    lines  the text, without labels
    lang   its language: "en" and "i" are other words elsewhere
    """
    mine = {text.strip() for text, langs in languages.between().items() if lang in langs} | _SIGNS
    joint = [label for label in names if label.joins and mine.issuperset(map(str.casefold, label.joins))]
    full, heard = _people(joint, voices, declared)
    sure: NameParts = {}
    open_: NameParts = {}
    for shared in joint:
        parts = shared.splits[0]
        looks = {_looks(part) for part in parts}
        if "phrase" in looks or len({name(part).key for part in parts}) < len(parts):
            continue
        if any(full.get(name(part).key) in heard for part in parts):
            sure[shared.key] = parts
        elif len(looks) == 1:
            open_[shared.key] = parts
    there = _mentioned(open_, lines)
    people = Counter(frozenset(map(key, parts)) for parts in open_.values())
    for label, parts in list(open_.items()):
        if there.issuperset(map(key, parts)) or people[frozenset(map(key, parts))] > 1:
            sure[label] = open_.pop(label)
    return sure, open_


def whose(joint: NameParts, alone: Mapping[str, Sequence[Name]], sidecar: Sidecar) -> dict[str, list[Name]]:
    """The names in each label of several; the editor may have given keys.

    alone  by key, the names that are labels of their own
    """
    if not joint:
        return {}
    names = {slug(forms[0].base): forms[0].base for forms in alone.values()}
    names.update({speaker.known_by: speaker.name for speaker in sidecar.speakers})
    return {
        label: [name(speaker if key(speaker) in alone else names.get(speaker, speaker)) for speaker in parts]
        for label, parts in joint.items()
    }


def _looks(part: str) -> str:
    label = name(part)
    return label.looks if label.looks != "open" else "phrase" if " " in label.base else "word"


def _mentioned(labels: NameParts, lines: Sequence[str]) -> set[str]:
    """Full names that stand in the text by themselves, and not in the midst of one of the labels."""
    full = {key(part) for parts in labels.values() for part in parts if name(part).looks == "name"}
    if not full or len(labels) > _ENOUGH_TOGETHER:
        return set()
    texts = sorted({*full, *labels}, key=len, reverse=True)
    pattern = re.compile("|".join(map(_whole, texts)))
    return full.intersection(hit[0] for line in lines for hit in pattern.finditer(key(line)))


def _whole(text: str) -> str:
    return re.escape(text) if any(map(unspaced, text)) else rf"(?<!\w){re.escape(text)}(?!\w)"


def beside(names: Iterable[Name]) -> Role:
    """The role that stands beside somebody's name, where it is one: `Ann Lee · Host`, `Ann Lee (host)`."""
    roles = lexicon().roles
    told = {roles[own] for one in names for aside in parted(one.printed)[1] if (own := key(aside)) in roles}
    return min(told) if len(told) == 1 else "unknown"
