"""A catalog, filled from an adoption: a person's work stays, and nothing of the text is lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit import segment
from toolkit.adopt import names
from toolkit.adopt.adoption import Adoption, Filled, Name
from toolkit.catalog import provenance
from toolkit.model import Catalog, Entry
from toolkit.text import fold, tidy

_LEFT_OVER = re.compile(r"left over (?:after \d+\.\d+|before all): ")
"""Begins the comments that keep what translates nothing."""


def apart(adoption: Adoption, template: Catalog) -> tuple[str, ...]:
    """Ids of paragraphs that need an entry of their own: the same words elsewhere are translated otherwise.

    Those that are translated as most are, or as the first where there are as many, keep the common entry.
    """
    texts = {
        adoption.source.passages[one.passage].id: tidy(one.target) for one in adoption.filled if one.target
    }
    found: list[str] = []
    for entry in template.entries:
        ids = [name for name in entry.ids if name in texts]
        if len({texts[name] for name in ids}) > 1:
            most = Counter(texts[name] for name in ids).most_common(1)[0][0]
            found += [name for name in ids if texts[name] != most]
    return tuple(found)


def fill(adoption: Adoption, catalog: Catalog, *, over: bool = False) -> tuple[Catalog, Adoption]:
    """The catalog with the translation in it, and the adoption with what became of each paragraph.

    catalog  brought up to date with the template, `apart` already done
    over     whether a person's work is replaced; it stays as a comment then
    """
    by_id = {adoption.source.passages[one.passage].id: one for one in adoption.filled}
    learnt = {f"speaker|{name.key}": name for name in adoption.names}
    remarks = _remarks(adoption, catalog)
    entries: list[Entry] = []
    fates: dict[int, Filled] = {}
    kept: set[str] = set()
    for entry in catalog.entries:
        items = [by_id[name] for name in entry.ids if name in by_id]
        name = learnt.get(entry.context)
        made = _clean(entry)
        if items or name:
            # Nothing replaces nothing: where no sentence translates it, a person's text stays in any case.
            if _persons(entry) and not (over and (name or any(one.target for one in items))):
                kept |= {name.key} if name else set()
                fates |= {one.passage: replace(one, target=entry.target, fate="kept") for one in items}
            elif name:
                made = _named(made, name)
            else:
                made = _translated(made, items)
                fates |= {one.passage: _shared(one, made, items) for one in items if not one.target}
        comments = tuple(line for id_ in entry.ids for line in remarks.get(id_, ()))
        entries.append(made.replace(comments=(*made.comments, *comments)) if comments else made)
    return replace(catalog, entries=tuple(entries)), replace(
        adoption,
        filled=tuple(fates.get(one.passage, one) for one in adoption.filled),
        names=tuple(_kept(name, catalog) if name.key in kept else name for name in adoption.names),
    )


def _kept(name: Name, catalog: Catalog) -> Name:
    entry = next(entry for entry in catalog.entries if entry.context == f"speaker|{name.key}")
    return replace(name, name=entry.target, kept=True)


def _persons(entry: Entry) -> bool:
    """Whether the text of an entry is a person's work."""
    return bool(tidy(entry.target)) and not provenance.untouched(entry)


def _clean(entry: Entry) -> Entry:
    """The entry without the left-over text that an earlier run kept there."""
    comments = tuple(line for line in entry.comments if not _LEFT_OVER.match(line))
    return entry if comments == entry.comments else entry.replace(comments=comments)


def _translated(entry: Entry, items: Sequence[Filled]) -> Entry:
    """An entry with the best of what its paragraphs got."""
    best = max(items, key=lambda one: (one.fate == "placed", bool(one.target), one.confidence))
    if not best.target:
        bare = provenance.without(entry.comments)
        return _put(entry, "", 0.0, doubtful=False).replace(comments=bare, state="empty")
    return _put(
        entry, best.target, best.confidence, doubtful=best.fate == "doubtful", why="; ".join(best.doubts)
    )


def _named(entry: Entry, name: Name) -> Entry:
    why = "; ".join(name.doubts)
    return _put(entry, name.name, name.confidence, doubtful=not names.sure(name), why=why)


def _shared(one: Filled, entry: Entry, items: Sequence[Filled]) -> Filled:
    """A paragraph that nothing translates in its place, while the same words elsewhere are translated."""
    if not entry.target:
        return one
    best = max((other for other in items if other.target), key=lambda other: other.confidence)
    return replace(one, target=entry.target, confidence=best.confidence, fate=best.fate, doubts=best.doubts)


def _put(entry: Entry, target: str, confidence: float, *, doubtful: bool, why: str = "") -> Entry:
    comments = provenance.without(entry.comments)
    if _persons(entry) and tidy(entry.target) != tidy(target):
        comments = (*comments, *(f"was: {line}" for line in entry.target.split("\n")))
    return entry.replace(
        target=target,
        state="fuzzy" if doubtful else "done",
        comments=(*comments, provenance.aligned(target, confidence, doubtful=doubtful, why=why)),
        previous=None,
    )


def _remarks(adoption: Adoption, catalog: Catalog) -> Mapping[str, list[str]]:
    """Left-over text as comments, by the id of the paragraph before it.

    What a person has taken into an entry since is no longer left over.
    """
    texts_of_persons = (entry.target for entry in catalog.entries if _persons(entry))
    taken = {fold(piece) for text in texts_of_persons for piece in segment.split(text, adoption.target.lang)}
    remarks: dict[str, list[str]] = defaultdict(list)
    passages, target = adoption.source.passages, adoption.target
    for left in adoption.leftovers:
        texts = [target.sentences[j] for j in left.sentences]
        texts = [text for text in texts if fold(text) not in taken]
        if texts and passages and not left.decided:
            place = f"after {passages[left.after].n}" if left.after >= 0 else "before all"
            remarks[passages[max(left.after, 0)].id].append(f"left over {place}: {' '.join(texts)}")
    return remarks
