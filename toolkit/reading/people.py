"""Labels become speakers.

One for each person, with a name, a key and a role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from toolkit.config import Sidecar
from toolkit.model import Persona, Role, Speaker
from toolkit.reading.aliases import merge
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.names import Name
from toolkit.text.hygiene import slug


def people(
    labels: Mapping[str, Sequence[Name]], declared: Mapping[str, str], sidecar: Sidecar
) -> tuple[dict[str, tuple[Speaker, ...]], dict[str, tuple[str, ...]]]:
    """The speaker of each label.

    Speakers are by folded label. With them come labels that may be short for several names.

    labels    folded label -> all ways in which it is printed, in order of their first turn
    declared  folded alias -> folded name, as the text itself says
    """
    tables = {key(table.name): table for table in sidecar.speakers}
    meant = dict(declared)
    for table in sidecar.speakers:
        meant.update({key(alias): key(table.name) for alias in table.aliases})
    cut = [one for one, names in labels.items() if names[0].base.endswith(".")]
    full, vague = merge([*labels, *tables], meant, tables, cut)
    members: dict[str, list[str]] = {}
    for one in labels:
        members.setdefault(full[one], []).append(one)
    used = {table.key or slug(table.name) for table in sidecar.speakers}
    numbers: Counter[str] = Counter()
    letters = _letters(labels)
    who: dict[str, tuple[Speaker, ...]] = {}
    for best, shorts in members.items():
        names = [name for short in shorts for name in labels[short]]
        known = tables.get(best)
        if known is not None:
            title, one = known.name, known.key or slug(known.name)
        else:
            title = labels[best][0].base if best in labels else names[0].base
            one = _unused(slug(title), used, numbers)
        used.add(one)
        role = (
            known.role if known is not None and known.role != "unknown" else _role([best, *shorts], letters)
        )
        also = [*(known.aliases if known is not None else ()), *(name.base for name in names)]
        also += [name.alias for name in names if name.alias]
        aliases = tuple(dict.fromkeys(other for other in also if key(other) != key(title)))
        about = known.persona() if known is not None else Persona()
        who.update(dict.fromkeys(shorts, (Speaker(one, title, role, aliases, about),)))
    unclear = {
        short: tuple(labels[other][0].base if other in labels else tables[other].name for other in others)
        for short, others in vague.items()
        if short in labels
    }
    return who, unclear


def _unused(wanted: str, used: set[str], numbers: Counter[str]) -> str:
    unused = wanted
    while unused in used:
        numbers[wanted] += 1
        unused = f"{wanted}-{numbers[wanted] + 1}"
    return unused


def _letters(labels: Iterable[str]) -> bool:
    """Whether letters mean question and answer."""
    # Only where both are there, or a Q.
    words = lexicon()
    bare = {label.rstrip("0123456789") for label in labels}
    return "q" in bare or (bool(bare & words.ask) and bool(bare & words.answer))


def _role(names: Iterable[str], letters: bool) -> Role:
    words = lexicon()
    for name in names:
        bare = name.rstrip("0123456789").strip(" .#-")
        if len(bare) == 1 and (bare in words.ask or bare in words.answer):
            if not letters:
                return "unknown"
            return "interviewer" if bare in words.ask else "interviewee"
        for whole in (name, bare):
            if whole in words.roles:
                return words.roles[whole]
        parts = bare.split()
        for part in (*reversed(parts), *parts[:1]):
            role = words.roles.get(part) if len(part) > 1 else None
            if role is not None and role != "unknown":
                return role
    return "unknown"
