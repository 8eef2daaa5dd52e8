"""Ids of paragraphs: what a citation of an edition points to, so they outlive an edit of the words.

An id is `s` and six characters of a hash over document, context, text and occurrence: the same input gives
the same ids, everywhere. The template of a document (`locales/<document>.pot`) carries the ids, and hands
them on to the paragraphs that their text was edited into. What was given once is never given to another text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from toolkit.match import Unit, match
from toolkit.model import Catalog, Document, Kind, Paragraph, Turn
from toolkit.text import fold

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U, so that an id can be read out and copied by hand."""
_LENGTH = 6
PATTERN = re.compile(f"s[{_ALPHABET}]{{{_LENGTH}}}")
RETIRED = "retired: "
"""Begins the note of a template's message whose text was said more often once: ids that are out of use."""


_APART = re.compile(rf"\|{PATTERN.pattern}$")


def context(kind: Kind, speaker: str | None, apart: str = "") -> str:
    """`msgctxt` of a paragraph of this kind in a turn of this speaker (None: nobody's).

    apart   the paragraph's id, where it has an entry of its own though the same words stand elsewhere

    >>> context("speech", "mara"), context("speech", None), context("event", "mara")
    ('turn|mara', 'turn', 'event')
    >>> context("speech", "mara", "s7QKD3A")
    'turn|mara|s7QKD3A'
    """
    where = kind if kind != "speech" else f"turn|{speaker}" if speaker else "turn"
    return f"{where}|{apart}" if apart else where


def shared(where: str) -> str:
    """The context that an entry would have if it weren't set apart.

    >>> shared("turn|mara|s7QKD3A"), shared("turn|mara")
    ('turn|mara', 'turn|mara')
    """
    return _APART.sub("", where) if where[-8:-6] == "|s" else where


def units(document: Document) -> Iterator[tuple[Turn, Paragraph, Unit]]:
    """Every paragraph in order, with its turn, and its context and text."""
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            where = context(paragraph.kind, turn.speaker, paragraph.id if paragraph.apart else "")
            yield turn, paragraph, (where, paragraph.text)


def assign(document: Document, template: Catalog | None, apart: Collection[str] = ()) -> Document:
    """The document with an id on each paragraph.

    template  the document's template as it was written last; None gives the ids of the very first time
    apart     ids of paragraphs that shall have an entry of their own
    """
    found = [unit for _, _, unit in units(document)]
    carried = _carried(found, template) if template else [""] * len(found)
    given = iter(_mint(document.name, found, carried, _ever(template) if template else set()))

    def named(p: Paragraph) -> Paragraph:
        name = next(given)
        return Paragraph(name, p.kind, p.text, p.where, p.raw, name in apart)

    # Written out, since `replace` takes four times as long and a document has many paragraphs.
    turns = [
        Turn(
            turn.kind,
            turn.speaker,
            turn.label,
            tuple(map(named, turn.paragraphs)),
            turn.start,
        )
        for turn in document.turns
    ]
    return replace(document, turns=tuple(turns))


def set_apart(document: Document, names: Collection[str]) -> Document:
    """The document with these paragraphs, and those that were before, set apart."""
    turns = tuple(
        replace(turn, paragraphs=tuple(replace(p, apart=p.apart or p.id in names) for p in turn.paragraphs))
        for turn in document.turns
    )
    return replace(document, turns=turns)


def retired(template: Catalog) -> dict[Unit, tuple[str, ...]]:
    """Ids that no paragraph has any more, by the context and text that they stood for last."""
    old: dict[Unit, tuple[str, ...]] = {}
    for entry in template.obsolete:
        if entry.ids:
            old[shared(entry.context), entry.source] = entry.ids
    for entry in template.entries:
        ids = [name for note in entry.notes if note.startswith(RETIRED) for name in PATTERN.findall(note)]
        if ids:
            old[shared(entry.context), entry.source] = tuple(ids)
    return old


def _carried(found: Sequence[Unit], template: Catalog) -> list[str]:
    """The ids that the paragraphs had before; "" for a new one."""
    # A separator has no message, so the template doesn't know it.
    places = [i for i, (where, _) in enumerate(found) if where != "separator"]
    before = _sequence(template)
    old = {unit: list(ids) for unit, ids in retired(template).items()}
    carried = [""] * len(found)
    matches = match([unit for unit, _ in before], [found[i] for i in places])
    exact: defaultdict[Unit, list[tuple[int, int]]] = defaultdict(list)
    for i, one in zip(places, matches, strict=True):
        if one.kind in ("same", "moved"):
            exact[found[i]].append((i, one.old))
        elif one.kind == "edited":
            carried[i] = before[one.old][1]
        elif old.get(found[i]):
            carried[i] = old[found[i]].pop(0)  # a deletion that was undone
    # The same words several times keep their ids in order: nothing tells them apart where the template has no
    # line numbers, and an order that depends on the neighbours would be another one each time.
    for pairs in exact.values():
        for (i, _), j in zip(pairs, sorted(j for _, j in pairs), strict=True):
            carried[i] = before[j][1]
    return carried


def _sequence(template: Catalog) -> list[tuple[Unit, str]]:
    """Context, text and id of each paragraph of the template, in the order of the document.

    A text that occurs several times is one message: its line numbers tell where the others stood. Without
    line numbers they follow on the first.
    """
    rows: list[tuple[int, Unit, str]] = []
    line = 0
    for entry in template.entries:
        lines = [place.line for place in entry.where]
        known = len(lines) == len(entry.ids) and all(lines)
        for k, name in enumerate(entry.ids):
            if known:
                line = lines[k] if k == 0 else line
            rows.append((lines[k] if known else line, (shared(entry.context), entry.source), name))
    rows.sort(key=lambda row: row[0])
    return [(unit, name) for _, unit, name in rows]


def _ever(template: Catalog) -> set[str]:
    """Every id that was ever given."""
    names = {name for entry in (*template.entries, *template.obsolete) for name in entry.ids}
    return names.union(*retired(template).values())


def _mint(name: str, found: Sequence[Unit], carried: Iterable[str], taken: set[str]) -> list[str]:
    seen: Counter[Unit] = Counter()
    given: list[str] = []
    used: set[str] = set()
    for (where, text), had in zip(found, carried, strict=True):
        one = had
        # A template that was edited by hand may have an id twice.
        if not had or had in used:
            key = (where, fold(text))
            seen[key] += 1
            names = (_hash(name, *key, str(seen[key]), str(nonce)) for nonce in count())
            one = next(new for new in names if new not in taken)
            taken.add(one)
        used.add(one)
        given.append(one)
    return given


def _hash(*parts: str) -> str:
    return "s" + base32(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), _LENGTH)


def base32(digest: bytes, length: int) -> str:
    """So many characters of Crockford's base32 for a hash."""
    number = int.from_bytes(digest, "big")
    return "".join(_ALPHABET[number >> 5 * k & 31] for k in range(length))


def retire(live: Mapping[Unit, Sequence[str]], before: Catalog) -> dict[Unit, tuple[str, ...]]:
    """What `retired` must give for the next template: ids of `before` that none of its paragraphs has now.

    live  context and text of the document as it is now -> ids
    """
    now = {name for ids in live.values() for name in ids}
    old: defaultdict[Unit, list[str]] = defaultdict(list)
    for unit, ids in retired(before).items():
        old[unit] += [name for name in ids if name not in now]
    for entry in before.entries:
        old[shared(entry.context), entry.source] += [name for name in entry.ids if name not in now]
    return {unit: tuple(dict.fromkeys(ids)) for unit, ids in old.items() if ids}
