"""Which labels mean the same speaker: "PRESIDENT DONALD TRUMP" and then "TRUMP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from toolkit.transcript.lexicon import lexicon

_SPLIT = re.compile(r"[\s/·・,]+")
_SPACELESS = re.compile("[々〇ぁ-ヿ㐀-䶿一-鿿가-힣]{1,12}")
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
    """The words without titles, unless there is nothing else."""
    titles = lexicon().titles
    return tuple(part for part in parts if part not in titles) or tuple(parts)


def short_for(short: str, long: str) -> bool:
    """Whether `short` (both folded) may be a shorter form of the name `long`.

    >>> short_for("lind", "dr. mara lind"), short_for("ml", "mara lind"), short_for("李", "李在明")
    (True, True, True)
    >>> short_for("ms. weber", "mr. jonas weber"), short_for("speaker", "speaker 2")
    (False, False)
    """
    a, b = words(short), words(long)
    if not a or not b or a == b or len(a) > len(b):
        return False
    if (set(a) & _MALE and set(b) & _FEMALE) or (set(a) & _FEMALE and set(b) & _MALE):
        return False
    small = core(a)
    rest = [part for part in b if part not in small]
    if all((len(part) == 1 and part.isascii()) or part.isdigit() for part in rest) and rest:
        return False
    count = len(small)
    if any(b[i : i + count] == small for i in range(len(b) - count + 1)):
        return (len(b), len(long)) > (len(a), len(short)) and not small[0].isdigit()
    if count != 1:
        return False
    return _initials(small[0], core(b)) or _piece(small[0], b)


def _initials(short: str, full: Sequence[str]) -> bool:
    letters = short.replace(".", "").replace("-", "")
    if not 2 <= len(letters) <= 4 or len(full) < 2 or not letters.isalpha():
        return False
    plain = "".join(part[0] for part in full)
    split = "".join(piece[0] for part in full for piece in part.split("-") if piece)
    return letters in {plain, split}


def _piece(short: str, long: Sequence[str]) -> bool:
    """Surname or given name, in scripts that put no blank between them."""
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
    """Name -> the fullest name of the same speaker; and names that may be several speakers'.

    names     folded
    declared  alias -> name, as the text itself or the editor says: these need no likeness
    fixed     names that stand for themselves, whatever else contains them
    cut       names that are printed with a dot at their end: "Корр." for "Корреспондент"
    """
    todo = sorted(set(names), key=lambda one: (-len(words(one)), -len(one), one))
    stay, dotted = set(fixed), set(cut)
    shared = lexicon().shared
    full: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    index: dict[str, list[str]] = {}
    for one in todo:
        target = declared.get(one)
        if target is not None and target != one:
            full[one] = full.get(target, target)
            continue
        found: list[str] = []
        if one in dotted and one not in stay and len(one) >= 3:
            longer = (other for other in index.get("cut " + one[:3], ()) if other.startswith(one))
            found = list(dict.fromkeys(full[other] for other in longer))
        if not found and one not in stay and one not in shared:
            near = dict.fromkeys(other for hook in _hooks(one) for other in index.get(hook, ()))
            found = list(dict.fromkeys(full[other] for other in near if short_for(one, other)))
        if len(found) == 1:
            full[one] = found[0]
        else:
            if found:
                unclear[one] = tuple(found)
            full[one] = one
        for hook in (*_hooks(one, long=True), "cut " + one[:3]):
            index.setdefault(hook, []).append(one)
    # A declared name may itself turn out to be short for another.
    return {one: full.get(target, target) for one, target in full.items()}, unclear


def _hooks(one: str, *, long: bool = False) -> list[str]:
    """What a short and a long form have in common, to find one by the other without comparing all."""
    parts = words(one)
    if not parts:
        return []
    small = core(parts)
    if long:
        found = list(parts)
        found += [part[0] for part in parts if _SPACELESS.fullmatch(part)]
        found += [part[-1] for part in parts if _SPACELESS.fullmatch(part)]
        if len(small) >= 2:
            found.append("initials " + small[0][0])
        return list(dict.fromkeys(found))
    found = [small[0], "initials " + small[0][0]]
    if _SPACELESS.fullmatch(small[0]):
        found += [small[0][0], small[0][-1]]
    return list(dict.fromkeys(found))
