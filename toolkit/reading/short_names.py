"""When a name is short for another: a surname, initials, a part of it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from toolkit import late
from toolkit.languages.lexicon import lexicon
from toolkit.text import scripts

if TYPE_CHECKING:
    from toolkit.reading.candidates import Candidate

_Hooked = TypeVar("_Hooked", bound=Hashable)

WORDS = 5
"""Words of a name, at most: more are a sentence."""
_LETTERS = 3
"""Letters that somebody is called by, at most."""
# A name in Chinese or Japanese has a dot between its parts: 乔治·奥威尔.
_SPLIT = late.regex(r"[\s/·・,،，、]+")
ENOUGH = 500
"""Names to compare one with: a crowd with the same surname would take quadratic time."""
_WINDOW = 12
"""Words of a name that are looked up; longer ones are no names of people."""
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
    return tuple(part for part in parts if part not in lexicon().titles) or tuple(parts)


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
    # What is a title elsewhere may be of the name: Odile Le Goff.
    if count != 1:
        return _abbreviated(small, core(b)) or _abbreviated(small, b)
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


def near(short: str, index: Mapping[str, Sequence[_Hooked]]) -> Iterable[_Hooked]:
    """What a short name may stand for, so that not all must be compared with all.

    index  names in full by their `hooks`
    """
    small = core(words(short))
    # The longer name has all words but for initials: the rarest leaves least to look at.
    spelt = [word for word in small if len(word) > 1] or small
    ways = [min(spelt, key=lambda word: len(index.get(word, ())), default="")]
    if len(spelt) < len(small) or spelt is small:
        ways.append("initials " + "".join(word[0] for word in small))
    if len(small) == 1:
        ways.append("initials " + small[0].replace(".", "").replace("-", ""))
        ways.append("piece " + small[0])
    return dict.fromkeys(name for way in ways for name in islice(index.get(way, ()), ENOUGH))


def hooks(long: str) -> Iterable[str]:
    """What a short form is found by: words, and what is made of them, such as their initials."""
    parts = words(long)
    found = [*parts[:_WINDOW], "cut " + long[:3]]
    found += [f"initials {letters}" for letters in first_letters(core(parts)) | first_letters(parts)]
    for part in filter(unparted, parts):
        found += ["piece " + part[:count] for count in range(1, min(len(part), 5))]
        found += ["piece " + part[-count:] for count in range(2, min(len(part), 5))]
    return dict.fromkeys(found)


def coming_again(
    found: Sequence[Sequence[Candidate]], often: Mapping[str, int], asks: Sequence[bool]
) -> set[str]:
    """The keys that come again, and the first of them in full above that: `Mara Lind`, then `M. L.`.

    It stands below a question: `Mara Lind — The builder` above all of them is a headline.

    found  the labels of each paragraph
    often  how often each key comes
    asks   whether each paragraph is a question
    """
    again = {own for own, times in often.items() if times > 1}
    until = next((k for k, of in enumerate(found) if any(one.key in again for one in of)), len(found))
    short = [one for of in found[until : until + 1] for one in of if one.key in again and not one.bare]
    answers = (of for of, below in zip(found[1:until], asks, strict=False) if below)
    full = (one for of in answers for one in of if len(one.label.split()) <= WORDS)
    return again.union(
        one.key for one in full if any(own.form == one.form and short_for(own.key, one.key) for own in short)
    )
