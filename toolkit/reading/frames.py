"""What stands around names, and is no part of them: words of a log, an office, a blank within a name.

"From Mara Lind to everyone", "Mara Lind — today at": programs say so beside a time, in the language of
whoever uses them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from toolkit.reading.candidates import Candidate, LabelForm
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.lines import Line
from toolkit.reading.names import name
from toolkit.reading.shape import BIT, OFFICE, lists
from toolkit.text import scripts

_SHARE = 0.8
"""Of the labels of one form, those that a frame is around, at least."""
_BLANK = re.compile(rf"(?<=[{scripts.HAN}{scripts.KANA}]) (?=\S)")
_LINK = re.compile(r"[–—-]{1,2}|[^\W\d_]+")
"""What may stand between a name and the words behind it: a dash, or a word in lower case."""


def names_alone(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]], known: frozenset[str] = frozenset()
) -> list[tuple[Candidate, ...]]:
    """The candidates of each line, with names that have nothing around them.

    known  keys of labels that somebody is sure of
    """
    return of_several(_unparted(lines, unframed(lines, _unspaced(lines, found), known)), known)


def unframed(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]], known: frozenset[str] = frozenset()
) -> list[tuple[Candidate, ...]]:
    """The candidates of each line, those beside a time without the words that frame their names.

    known  keys of labels that somebody is sure of
    """
    printed: defaultdict[LabelForm, set[str]] = defaultdict(set)
    for line, labels in zip(lines, found, strict=True):
        for label in labels:
            if " " in label.label and label.key not in known and (label.time or line.start is not None):
                printed[label.form].add(label.label)
    names = {form: _names(sorted(labels)) for form, labels in printed.items() if len(labels) > 1}
    if not any(names.values()):
        return list(found)

    def cut(label: Candidate) -> Candidate:
        own = names.get(label.form, {}).get(label.label)
        return label.replace(label=own, key=key(own)) if own and label.key not in known else label

    return [tuple(map(cut, labels)) for labels in found]


def _unparted(lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """The candidates of each line, without a text behind a name that is the same wherever the name stands.

    "Ann Lee -- Mayor" on a line of its own, again and again, says nothing: it is a name and an office.
    """
    again = Counter(line.text for line in lines)

    def told(labels: Sequence[Candidate]) -> tuple[Candidate, ...]:
        alone = {label.key for label in labels if label.form == "alone" and label.asides}
        return tuple(label for label in labels if label.form != "stroke" or label.key not in alone)

    return [
        told(labels) if labels and again[line.text] > 1 else labels
        for line, labels in zip(lines, found, strict=True)
    ]


def _unspaced(lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """The candidates of each line, without labels that a single blank parts, where none of them comes again.

    Chinese and Japanese have no blanks between words, but one in the midst of a name: `岬 洋子`.
    """
    parted = [
        [label for label in labels if label.form == "gap" and _BLANK.match(line.text, len(label.printed))]
        for line, labels in zip(lines, found, strict=True)
    ]
    again = Counter(label.key for labels in parted for label in labels)
    if not again or max(again.values()) > 1:
        return list(found)
    return [
        tuple(label for label in labels if label not in out)
        for labels, out in zip(found, parted, strict=True)
    ]


def _names(printed: Sequence[str]) -> dict[str, str]:
    """The name in each of some labels, where a frame is around most of them; {} where there is none.

    A frame has a link, which most labels have in their midst or at their end, and all that they begin with.
    """
    words = {label: label.split() for label in printed}
    links = Counter(word for parts in words.values() for word in {*filter(_links, parts[1:])})
    common = {link for link, count in links.items() if count >= _SHARE * len(printed)}
    framed = {label: parts for label, parts in words.items() if not common.isdisjoint(parts[1:])}
    if not framed:
        return {}
    columns = zip(*framed.values(), strict=False)
    before = next((i for i, column in enumerate(columns) if len({*column}) > 1), 0)
    # Names have particles in their midst: without words before them they are no frame.
    common -= set() if before else lexicon().particles
    names = {
        label: parts[before : next(i for i, word in enumerate(parts) if i > before and word in common)]
        for label, parts in framed.items()
        if not common.isdisjoint(parts[before + 1 :])
    }
    if len({*map(tuple, names.values())}) < 2 or len(names) < _SHARE * len(printed):
        return {}
    return {label: " ".join(name) for label, name in names.items()}


def _links(word: str) -> bool:
    return _LINK.fullmatch(word) is not None and word == word.lower()


_AGAIN = 2
"""How often what stands in brackets comes at least, where it tells who of several speaks."""


def of_several(
    found: Sequence[tuple[Candidate, ...]], known: frozenset[str] = frozenset()
) -> list[tuple[Candidate, ...]]:
    """The candidates of each line, those whole that are told apart by what stands in brackets behind them.

    "Guest (Ann)" and "Guest (Bo)" are two where nobody is a guest without a name, and the word is one for a
    role and both are names, or both come again and no other label has several. In lower case, or behind
    several labels, it is told how somebody speaks, or in which language.

    known  keys of labels that somebody is sure of
    """
    bare = {label.key for labels in found for label in labels if len(label.asides) != 1} | known
    asides: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for labels in found:
        once = {label.key: label.asides[0] for label in labels if label.key not in bare}
        for own, aside in once.items():
            asides[own][aside] += 1
    parted = [own for own, of in asides.items() if len(of) > 1]
    behind = Counter(chain.from_iterable(asides.values()))
    several = {own for own in parted if _people(own, asides[own], alone=len(parted) == 1, behind=behind)}
    if not several:
        return list(found)

    def whole(label: Candidate) -> Candidate:
        if label.key not in several:
            return label
        return label.replace(label=label.printed, key=key(label.printed), asides=())

    return [tuple(map(whole, labels)) for labels in found]


def _people(label: str, asides: Counter[str], *, alone: bool, behind: Counter[str]) -> bool:
    """Whether what stands in brackets behind a label tells who of several speaks.

    alone   whether no other label has several
    behind  how many labels have each behind them
    """
    if any(aside[:1].islower() for aside in asides):
        return False
    if label in lexicon().roles:
        return all(name(aside).looks == "name" for aside in asides) or _return(asides)
    told = any(behind[aside] > 1 or lists(aside) & (BIT["event"] | OFFICE) for aside in asides)
    return alone and not told and _return(asides)


def _return(asides: Counter[str]) -> bool:
    return sum(count >= _AGAIN for count in asides.values()) > 1
