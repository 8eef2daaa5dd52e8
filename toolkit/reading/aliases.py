"""Labels that mean the same speaker.

Such as "PRESIDENT DONALD TRUMP" and then "TRUMP".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from toolkit.reading.lexicon import lexicon
from toolkit.text import scripts

_ENOUGH = 500
"""Names to compare one with: a crowd with the same surname would take quadratic time."""
_WINDOW = 12
"""Words of a name whose runs are looked up; longer ones are no names of people."""
_LONG = 4
"""Words of a name that has another in its midst; longer ones are no names of people."""
_Hook = str | tuple[str, ...]
"""What names are found by: a run of their words, or a string made of them, such as their initials."""
# A name in Chinese or Japanese has a dot between its parts: 乔治·奥威尔.
_SPLIT = re.compile(r"[\s/·・,]+")
# Surname and given name stand together: 李在明.
_SPACELESS = re.compile(f"[{scripts.HAN}{scripts.KANA}{scripts.SYLLABLES}]{{1,12}}")
# Two labels with titles of different sexes are two people.
_MALE = frozenset(
    {"mr", "herr", "monsieur", "m", "señor", "sr", "signor", "senhor", "pan", "bay", "пан", "господин"}
)
_FEMALE = frozenset(
    {
        "mrs",
        "ms",
        "miss",
        "frau",
        "madame",
        "mme",
        "señora",
        "sra",
        "signora",
        "senhora",
        "pani",
        "bayan",
        "пані",
        "госпожа",
    }
)


def words(name: str) -> tuple[str, ...]:
    """A folded name's words, without dots."""
    return tuple(word for part in _SPLIT.split(name) if (word := part.strip(".()（）")))


def core(parts: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without titles.

    All of them where there is nothing else. Initials are no titles.
    """
    if all(len(part) == 1 for part in parts):
        return tuple(parts)
    titles = lexicon().titles
    return tuple(part for part in parts if part not in titles) or tuple(parts)


def short_for(short: str, long: str) -> bool:
    """Whether one name may be short for another.

    Both are folded.

    >>> short_for("lind", "dr. mara lind"), short_for("ml", "mara lind"), short_for("李", "李在明")
    (True, True, True)
    >>> short_for("j. kowal", "jan kowal"), short_for("а. п.", "анна петрова")
    (True, True)
    >>> short_for("ms. weber", "mr. jonas weber"), short_for("speaker", "speaker 2")
    (False, False)
    """
    a, b = words(short), words(long)
    if not a or not b or len(a) > len(b):
        return False
    if a == b:
        return short != long  # a dot more or less
    if (set(a) & _MALE and set(b) & _FEMALE) or (set(a) & _FEMALE and set(b) & _MALE):
        return False
    small = core(a)
    rest = [part for part in b if part not in small]
    if all((len(part) == 1 and part.isascii()) or part.isdigit() for part in rest) and rest:
        return False
    count = len(small)
    # Whole too: a particle may be a title in another language ("von der Heide").
    if any(b[i : i + len(some)] == some for some in (small, a) for i in range(len(b) - len(some) + 1)):
        return (len(b), len(long)) > (len(a), len(short)) and not small[0].isdigit()
    if count != 1:
        return _abbreviated(small, core(b))
    return _initials(small[0], core(b)) or _piece(small[0], b)


def _amidst(short: str, long: str) -> bool:
    """Whether a name's words stand in the midst of a longer one's."""
    small, whole = core(words(short)), core(words(long))
    count = len(small)
    some = [i for i in range(len(whole) - count + 1) if whole[i : i + count] == small]
    return bool(some) and 0 not in some and len(whole) - count not in some


def _abbreviated(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name has first letters for words."""
    # "J. Kowal" and "Jan Kowal", "А. П." and "Анна Петрова": the other words are the same.
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
    if not 2 <= len(letters) <= 4 or len(full) < 2 or not letters.isalpha():
        return False
    plain = "".join(part[0] for part in full)
    split = "".join(piece[0] for part in full for piece in part.split("-") if piece)
    return letters in {plain, split}


def _piece(short: str, long: Sequence[str]) -> bool:
    """Whether a name is a surname or a given name."""
    # In scripts that put no blank between the two.
    if not _SPACELESS.fullmatch(short) or short in lexicon().roles:
        return False
    return any(
        len(part) > len(short)
        and _SPACELESS.fullmatch(part) is not None
        and part not in lexicon().roles
        and (part.startswith(short) or (len(short) >= 2 and part.endswith(short)))
        for part in long
    )


def merge(
    names: Iterable[str],
    declared: Mapping[str, str],
    fixed: Iterable[str] = (),
    cut: Iterable[str] = (),
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The fullest name of each speaker.

    Also names that may mean several speakers.

    names     folded
    declared  alias -> name, as the text itself or the editor says: these need no similarity
    fixed     names that stand for themselves, whatever else contains them
    cut       names that are printed with a dot at their end: "Корр." for "Корреспондент"
    """
    todo = sorted(set(names), key=lambda short: (-len(words(short)), -len(short), short))
    stay, dotted = set(fixed), set(cut)
    shared = lexicon().shared
    full: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    index: dict[_Hook, list[str]] = {}
    for short in todo:
        target = declared.get(short)
        if target is not None and target != short:
            full[short] = full.get(target, target)
            continue
        found: list[str] = []
        if short in dotted and short not in stay and len(short) >= 3:
            longer = (other for other in index.get("cut " + short[:3], ()) if other.startswith(short))
            found = _two(full[other] for other in longer)
        if not found and short not in stay and short not in shared:
            fitting = [other for other in _near(short, index) if short_for(short, other)]
            # Where it begins or ends a longer name, it isn't short for one that has it in the midst.
            found = _two(full[other] for other in fitting if not _amidst(short, other)) or _two(
                full[other] for other in fitting if len(core(words(other))) <= _LONG
            )
        if len(found) == 1:
            full[short] = found[0]
        else:
            if found:
                unclear[short] = tuple(found)
            full[short] = short
        for hook in _hooks(short):
            index.setdefault(hook, []).append(short)
    # A declared name may itself turn out to be short for another.
    return {short: full.get(target, target) for short, target in full.items()}, unclear


def _two(found: Iterable[str]) -> list[str]:
    """The first two that differ."""
    # With two, a short name is in doubt already.
    some: list[str] = []
    for name in islice(found, _ENOUGH):
        if name not in some:
            some.append(name)
            if len(some) == 2:
                break
    return some


def _near(short: str, index: Mapping[_Hook, Sequence[str]]) -> Iterable[str]:
    """Names that a short one may stand for."""
    # So that not all must be compared with all.
    whole = words(short)
    small = core(whole)
    if not small:
        return ()
    # The longer name has the words of the shorter as a run, or begins with its letters.
    hooks: list[_Hook] = [small, whole]
    if any(len(word) == 1 for word in small):
        common: list[_Hook] = ["initials " + "".join(word[0] for word in small)]
        common += [(word,) for word in small if len(word) > 1]
        # The longer name has all of these: the rarest leaves least to look at.
        hooks.append(min(common, key=lambda hook: len(index.get(hook, ()))))
    if len(small) == 1:
        hooks.append("initials " + small[0].replace(".", "").replace("-", ""))
        hooks.append("piece " + small[0])
    return dict.fromkeys(name for hook in hooks for name in islice(index.get(hook, ()), _ENOUGH))


def _hooks(long: str) -> list[_Hook]:
    """What a short form is found by."""
    parts = words(long)
    some = parts[:_WINDOW]
    found: list[_Hook] = [some[i:j] for i in range(len(some)) for j in range(i + 1, len(some) + 1)]
    found.append("cut " + long[:3])
    full = core(parts)
    if len(full) >= 2:
        found.append("initials " + "".join(part[0] for part in full))
        found.append("initials " + "".join(piece[0] for part in full for piece in part.split("-") if piece))
    for part in parts:
        if _SPACELESS.fullmatch(part):
            found += ["piece " + part[:count] for count in range(1, min(len(part), 5))]
            found += ["piece " + part[-count:] for count in range(2, min(len(part), 5))]
    return list(dict.fromkeys(found))
