"""What stands behind a name in its label: who of several that is, or how somebody speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import chain, pairwise

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.described import describes
from toolkit.reading.lines import Line
from toolkit.reading.names import name
from toolkit.reading.nobody import Labels, Renamed
from toolkit.reading.shape import BIT, OFFICE, lists
from toolkit.text import scripts
from toolkit.text.scripts import begins_small

_AGAIN = 2
"""How often what stands in brackets comes at least, where it tells who of several speaks."""


def several(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """Labels that are told apart by what stands in brackets behind them are called so.

    "Guest (Ann)" and "Guest (Bo)" are two where nobody is a guest without a name, and the word is one for a
    role and both are names, or both come again and no other label has several. In lower case, or behind
    several labels, it is told how somebody speaks, or in which language.
    """
    bare = {label.key for _, label in labels if len(label.asides) != 1}
    once = {(i, label.key): label.asides[0] for i, label in labels if label.key not in bare}
    found = grouped((own, aside) for (_, own), aside in once.items())
    asides = {own: Counter(of) for own, of in found.items()}
    parted = [own for own, of in asides.items() if len(of) > 1]
    behind = Counter(chain.from_iterable(asides.values()))
    several = {own for own in parted if _people(own, asides[own], alone=len(parted) == 1, behind=behind)}
    for i, label in labels:
        if label.key in several:
            yield i, label, label.replace(label=label.printed, key=key(label.printed)).replace(asides=())


def _people(label: str, asides: Counter[str], *, alone: bool, behind: Counter[str]) -> bool:
    """Whether what stands in brackets behind a label tells who of several speaks.

    alone   whether no other label has several
    behind  how many labels have each behind them
    """
    if any(begins_small(aside) for aside in asides):
        return False
    again = sum(count >= _AGAIN for count in asides.values()) > 1
    if label in lexicon().roles:
        return again or all(name(aside).looks == "name" for aside in asides)
    told = any(behind[aside] > 1 or lists(aside) & (BIT["event"] | OFFICE) for aside in asides)
    return alone and again and not told


_COMMA = late.regex(r"\s*[,，،]\s*")


def manners(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """How or to whom somebody speaks is no part of a name: `Bo, laughing:`, `Bo, to Ann:`.

    The name has a label without it, or another such label. Who is named behind the comma, or has capitals
    there, speaks too. People of one name are told apart so where several such labels come again, where an
    office is one, where nobody else has such words, or where they stand next to each other: nobody takes a
    turn after their own.
    """
    parts = {
        (i, label): [label.label[: comma.start()], label.label[comma.end() :]]
        for i, label in labels
        if label.form == "colon" and (comma := _COMMA.search(label.label)) is not None
    }
    if not parts:
        return
    alone = {label.key for i, label in labels if (i, label) not in parts}
    tails = grouped((key(own), rest) for own, rest in parts.values())
    behind = {own: Counter(of) for own, of in tails.items()}
    people = alone | {own for own, of in behind.items() if len(of) > 1}
    turns = [(i, one) for i, one in labels if one.form == "colon"]
    whose = [(key(parts[at][0]), at[1].key) if at in parts else (at[1].key, at[1].key) for at in turns]
    ends = Counter(own.rpartition(" ")[2] for own in behind)
    beside = Counter(own for (own, a), (other, b) in pairwise(whose) if own == other and a != b)

    def to(rest: str) -> bool:
        """Whether words behind a comma tell to whom somebody speaks."""
        folded = key(rest)
        return folded not in people and folded.partition(" ")[2] in people and begins_small(rest)

    def many(own: str) -> bool:
        """Whether such labels tell several people of one name apart."""
        tails = behind[own]
        if own in alone:
            return beside[own] > tails.total()
        # Others, or to whom it is, show that words behind a comma tell how somebody speaks.
        others = not alone.isdisjoint(behind) or any(map(to, tails))
        again = sum(count >= _AGAIN for count in tails.values()) > 1
        return not others or again or beside[own] > 0 or any(key(rest) in lexicon().roles for rest in tails)

    def told(own: str, rest: str) -> bool:
        if scripts.one_of(scripts.CASELESS).match(rest):
            # Nothing but the name alone tells there that words for somebody are not told apart, or its last
            # word, as it names from then on whoever was described once.
            folded = key(rest)
            nobody = not any(one in folded for one in people)
            last = own.rpartition(" ")[2]
            if last != own and last in alone and own not in alone:
                return nobody and behind[own].total() == 1 and ends[last] == 1
            small = own in alone and nobody
        elif to(rest):
            return own in people
        else:
            small = describes(rest)
        return small and own in people and not many(own)

    for (i, label), (own, rest) in parts.items():
        if key(own) not in lexicon().shared and told(key(own), rest):
            yield i, label, label.replace(label=own, key=key(own)).replace(asides=(*label.asides, rest))


def undescribed(printed: str, labels: Container[str]) -> str:
    """The name before a comma, where its last word is a label as well: `MARA LIND, DIVER`, and then `LIND`.

    labels  keys of all labels of whoever has the name
    """
    called, *about = _COMMA.split(printed, maxsplit=1)
    return called if about and " " in called and key(called.split()[-1]) in labels else printed
