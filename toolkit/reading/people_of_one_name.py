"""Whose names are one person's: what stands behind one in its label, and when one is short for another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import chain, pairwise

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.lines import Line
from toolkit.reading.names import describes, name
from toolkit.reading.nobody import LineLabels, Renamed, each
from toolkit.reading.shape import BIT, OFFICE, lists
from toolkit.text import scripts
from toolkit.text.scripts import begins_small

_AGAIN = 2
"""How often what stands in brackets comes at least, where it tells who of several speaks."""


def several(_lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Labels that are told apart by what stands in brackets behind them are called so.

    "Guest (Ann)" and "Guest (Bo)" are two where nobody is a guest without a name, and the word is one for a
    role and both are names, or both come again and no other label has several. In lower case, or behind
    several labels, it is told how somebody speaks, or in which language.
    """
    if not any(label.asides for _, label in each(found)):
        return {}
    bare = {label.key for labels in found for label in labels if len(label.asides) != 1}
    asides: defaultdict[str, Counter[str]] = defaultdict(Counter)
    once = {(i, label.key): label.asides[0] for i, label in each(found) if label.key not in bare}
    for (_, own), aside in once.items():
        asides[own][aside] += 1
    parted = [own for own, of in asides.items() if len(of) > 1]
    behind = Counter(chain.from_iterable(asides.values()))
    several = {own for own in parted if _people(own, asides[own], alone=len(parted) == 1, behind=behind)}
    return {
        (i, label): label.replace(label=label.printed, key=key(label.printed)).replace(asides=())
        for i, label in each(found)
        if label.key in several
    }


def _people(label: str, asides: Counter[str], *, alone: bool, behind: Counter[str]) -> bool:
    """Whether what stands in brackets behind a label, or behind many, tells who of several speaks."""
    if any(begins_small(aside) for aside in asides):
        return False
    again = sum(count >= _AGAIN for count in asides.values()) > 1
    if label in lexicon().roles:
        return again or all(name(aside).looks == "name" for aside in asides)
    told = any(behind[aside] > 1 or lists(aside) & (BIT["event"] | OFFICE) for aside in asides)
    return alone and again and not told


_COMMA = re.compile(r"\s*[,，،]\s*")


def manners(_lines: Sequence[Line], found: LineLabels) -> Renamed:
    """How or to whom somebody speaks is no part of a name: `Bo, laughing:`, `Bo, to Ann:`.

    The name has a label without it, or another such label. Who is named behind the comma, or has capitals
    there, speaks too. People of one name are told apart so where several such labels come again, where an
    office is one, where nobody else has such words, or where they stand next to each other: nobody takes a
    turn after their own.
    """
    parts = {
        (i, label): [label.label[: comma.start()], label.label[comma.end() :]]
        for i, label in each(found)
        if label.form == "colon" and (comma := _COMMA.search(label.label)) is not None
    }
    if not parts:
        return {}
    alone = {label.key for i, label in each(found) if (i, label) not in parts}
    behind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for own, rest in parts.values():
        behind[key(own)][rest] += 1
    people = alone | {own for own, tails in behind.items() if len(tails) > 1}
    turns = [(i, one) for i, one in each(found) if one.form == "colon"]
    whose = [(key(parts[at][0]), at[1].key) if at in parts else (at[1].key, at[1].key) for at in turns]
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
        roles = any(key(rest) in lexicon().roles for rest in tails)
        return not others or again or beside[own] > 0 or roles

    def told(own: str, rest: str) -> bool:
        if scripts.one_of(scripts.CASELESS).match(rest):
            # Nothing but the name alone tells there that words for somebody are not told apart.
            folded = key(rest)
            small = own in alone and not any(one in folded for one in people)
        elif to(rest):
            return own in people
        else:
            small = describes(rest)
        return small and own in people and not many(own)

    return {
        (i, label): label.replace(label=own, key=key(own)).replace(asides=(*label.asides, rest))
        for (i, label), (own, rest) in parts.items()
        if key(own) not in lexicon().shared and told(key(own), rest)
    }


def undescribed(printed: str, labels: Container[str]) -> str:
    """The name before a comma, where its last word is a label as well: `MARA LIND, DIVER`, then `LIND`."""
    called, _, about = printed.partition(",")
    return called if about and " " in called and key(called.split()[-1]) in labels else printed


# When a name is short for another: a surname, initials, a part of it.

_LETTERS = 3
"""Letters that somebody is called by, at most."""
# A name in Chinese or Japanese has a dot between its parts: 乔治·奥威尔.
_SPLIT = re.compile(r"[\s/·・,]+")
_CLOSE = 12
"""Letters of a name whose parts stand together, at most: 李在明."""


def unparted(name: str) -> bool:
    """Whether no blank parts surname and given name: so it is in Chinese, Japanese and Korean."""
    return not name.isascii() and scripts.one_of(scripts.SINOSPHERE, _CLOSE).fullmatch(name) is not None


def words(name: str) -> tuple[str, ...]:
    """A folded name's words, without dots."""
    return tuple(word for part in _SPLIT.split(name) if (word := part.strip(".()（）")))


def core(parts: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without titles, which initials are none; all, where there is nothing else."""
    if all(len(part) == 1 for part in parts):
        return tuple(parts)
    titles = lexicon().titles
    return tuple(part for part in parts if part not in titles) or tuple(parts)


def short_for(short: str, long: str) -> bool:
    """Whether one name may be short for another, both folded.

    >>> short_for("lind", "dr. mara lind"), short_for("ml", "mara lind"), short_for("李", "李在明")
    (True, True, True)
    >>> short_for("j. kowal", "jan kowal"), short_for("а. п.", "анна петрова")
    (True, True)
    >>> short_for("ms. weber", "mr. jonas weber"), short_for("speaker", "speaker 2")
    (False, False)
    >>> short_for("weber", "action weber"), short_for("the president", "the president of vell")
    (False, False)
    """
    a, b = words(short), words(long)
    if not a or not b or len(a) > len(b):
        return False
    if a == b:
        return short != long  # a dot more or less
    # Two labels with titles of different sexes are two people.
    male, female = lexicon().male, lexicon().female
    if any(one & set(a) and other & set(b) for one, other in ((male, female), (female, male))):
        return False
    # Letters between strokes are several people's: `WH/AR/STH`.
    if "/" in long and short in (parts := re.split(r"\s?/\s?", long)) and max(map(len, parts)) <= _LETTERS:
        return False
    small = core(a)
    rest = [part for part in b if part not in small]
    if all((len(part) == 1 and part.isascii()) or part.isdigit() for part in rest) and rest:
        return False
    if b[0] in lexicon().tasks and b[0] not in a:
        return False
    # The president is one, and the president of the Port another.
    if b[: len(a)] == a and set(a) <= lexicon().titles and b[len(a)] in lexicon().particles:
        return False
    count = len(small)
    # Whole too: a particle may be a title in another language ("von der Heide").
    if any(b[i : i + len(some)] == some for some in (small, a) for i in range(len(b) - len(some) + 1)):
        return (len(b), len(long)) > (len(a), len(short)) and not small[0].isdigit()
    if count != 1:
        return _abbreviated(small, core(b))
    # What is a title elsewhere may be of the name: Odile Le Goff.
    return _initials(small[0], core(b)) or _initials(small[0], b) or _piece(small[0], b)


def _abbreviated(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name has first letters for words, and the other words are the same: "J. Kowal"."""
    return (
        len(short) == len(full)
        and any(len(part) == 1 for part in short)
        and all(
            part == word or (len(part) == 1 and part.isalpha() and word.startswith(part))
            for part, word in zip(short, full, strict=True)
        )
    )


def _initials(short: str, full: Sequence[str]) -> bool:
    letters = short.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 4 and letters.isalpha() and letters in first_letters(full)


def first_letters(full: Sequence[str]) -> set[str]:
    """First letters of a name's words: of all, of both sides of a hyphen, and without `de`, `of`, `von`."""
    if len(full) < 2:
        return set()
    pieces = [piece for part in full for piece in part.split("-") if piece]
    whole = [part for part in full if part not in lexicon().particles]
    return {"".join(part[0] for part in parts) for parts in (full, pieces, whole)}


def _piece(short: str, long: Sequence[str]) -> bool:
    """Whether a name is a surname or a given name, in scripts that put no blank between the two."""
    if not unparted(short) or short in lexicon().roles:
        return False
    return any(
        len(part) > len(short)
        and unparted(part)
        and part not in lexicon().roles
        and (part.startswith(short) or (len(short) >= 2 and part.endswith(short)))
        for part in long
    )
