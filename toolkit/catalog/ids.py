"""Ids of paragraphs, which outlive an edit of the words.

They are what a citation of an edition points to.

An id is `s` and six characters of a hash over document, context, text and occurrence: the same input gives
the same ids, everywhere. The template of a document (`locales/<document>.pot`) carries the ids, and hands
them on to the paragraphs that their text was edited into. What was given once is never given to another text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from toolkit import late
from toolkit.catalog import contexts
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.id_record import BROUGHT, Messages, Register, messages
from toolkit.catalog.match import equal, match
from toolkit.model import KINDS, Catalog, Document, Paragraph, Turn
from toolkit.text.hygiene import fold

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U, so that an id can be read out and copied by hand."""
_PAIRS = [first + second for second in _ALPHABET for first in _ALPHABET]
"""Two at once take half the time."""
_LENGTH = 6
_OURS = late.regex(f"[a-z][0-9A-Z]{{{_LENGTH}}}")
_OF_OTHERS = late.regex(BROUGHT, re.ASCII)
_OF_PARTS = late.regex(r"(?:t\.|note-|ref-|al\.|spk\.|top|L).*")
_SHARE = 0.5
"""Of a speaker's paragraphs, at least so many must have been one other speaker's."""


def kept(names: Iterable[str]) -> set[str]:
    """The ids of others that can be kept.

    Not that of a sentence of another, as "a.1" of "a", nor what editions call something else.

    >>> sorted(kept(["u1", "u1.2", "seg2.1", "text", "t.1", "t7QKD3A", "é1"]))
    ['seg2.1', 'u1']
    """
    legal = {
        name
        for name in names
        if _OF_OTHERS.fullmatch(name) and not (_OF_PARTS.fullmatch(name) or _OURS.fullmatch(name))
    }
    # Every sentence has the id of its paragraph, a dot and a number.
    parts = ((name, *name.rpartition(".")) for name in legal)
    return {name for name, before, _, last in parts if not (last.isdecimal() and before in legal)}


def units(document: Document) -> Iterator[tuple[Turn, Paragraph, MessageKey]]:
    """Every paragraph in order, with turn, context and text."""
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            where = contexts.of_paragraph(
                paragraph.kind, turn.speakers, paragraph.id if paragraph.apart else ""
            )
            yield turn, paragraph, (where, paragraph.text)


def units_of(
    document: Document, words: Collection[str]
) -> Iterator[tuple[Turn, Paragraph, MessageKey | None]]:
    """As `units`, of the paragraphs with these texts.

    Before each comes the one that stands before it, by which its place is told, with None for a unit.
    """
    before = None
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            if paragraph.text in words:
                if before is not None:
                    yield *before, None
                apart = paragraph.id if paragraph.apart else ""
                where = contexts.of_paragraph(paragraph.kind, turn.speakers, apart)
                yield turn, paragraph, (where, paragraph.text)
            if KINDS[paragraph.kind].translated:
                before = turn, paragraph


Kept = Iterable[tuple[str, str, str]]
"""Frozen ids: each with the context and the `code` of its text; gone through only where they are needed."""


def assign(
    document: Document,
    template: Catalog | Messages | Register | None,
    apart: Collection[str] = (),
    frozen: Kept = (),
    given: Collection[str] = (),
) -> Document:
    """The document with an id on each paragraph.

    It has no raw characters any more, which only a reader needs.

    template  the document's template as it was written last; None gives the ids of the very first time
    apart     ids of paragraphs that shall have an entry of their own
    frozen    ids that were promised: none of them is given to another text, and a text that the template
              doesn't know has the id with which it was frozen
    given     keys of speakers that the editor has chosen; the others are those that the template has
    """
    texts = [unit for _, _, unit in units(document)]
    if isinstance(template, Catalog):
        template = messages(template)
    register = template if isinstance(template, Register) else Register(template or (), texts)
    # Who is printed under another name has a key that the template doesn't know.
    if register.speakers and any(who.key not in register.speakers for who in document.speakers):
        document = _rekeyed(document, register, given)
        texts = [unit for _, _, unit in units(document)]
    ids = mint(document.name, texts, _carried(texts, register), register.ever, frozen)
    return with_ids(document, ids, apart)


def with_ids(document: Document, ids: Iterable[str], apart: Collection[str]) -> Document:
    """The document with these ids, one for each paragraph."""
    names = iter(ids)
    turns = []
    for turn in document.turns:
        paragraphs = [p.replace(id=(name := next(names)), apart=name in apart) for p in turn.paragraphs]
        turns.append(turn.replace(paragraphs=tuple(paragraphs)))
    return replace(document, turns=tuple(turns), raw=())


def set_apart(document: Document, names: Collection[str]) -> Document:
    """The document with these paragraphs set apart as well."""
    names, turns = frozenset(names), [*document.turns]
    for number, turn in enumerate(turns):
        if not names.isdisjoint([paragraph.id for paragraph in turn.paragraphs]):
            paragraphs = [p.replace(apart=p.apart or p.id in names) for p in turn.paragraphs]
            turns[number] = turn.replace(paragraphs=tuple(paragraphs))
    return replace(document, turns=tuple(turns))


def _rekeyed(document: Document, register: Register, given: Collection[str]) -> Document:
    """The document with the keys of speakers who were renamed."""
    # By the printed name first: then fewer are left to be told by what they say.
    document = _with_keys(document, _keys_by_name(document, register.speakers, given))
    now = [unit for _, _, unit in units(document) if contexts.recorded(unit[0])]
    pairs = [
        (contexts.speakers(unit[0]), contexts.speakers(register.units[pair.old][0]))
        for unit, pair in zip(now, match(register.units, now), strict=True)
        if pair.old >= 0
    ]
    return _with_keys(document, _keys_by_paragraphs(document, register.speakers, given, pairs))


def _carried(texts: Sequence[MessageKey], register: Register) -> list[str]:
    """The ids that the paragraphs had; "" for new ones."""
    places = [i for i, (where, _) in enumerate(texts) if contexts.recorded(where)]
    now = [texts[i] for i in places]
    carried = [""] * len(texts)
    if now == register.units:  # the usual case
        for i, name in zip(places, register.names, strict=True):
            carried[i] = name
        return carried
    # What was deleted and is back. It has no place, and nothing else can have become of it.
    spare = [(unit, name) for unit, names in register.retired.items() for name in names]
    # Where the template doesn't tell their places, the same words several times keep their ids in order:
    # nothing tells them apart, and an order that depends on the neighbours would be another one each time.
    known = None if register.placed else equal(register.units, now)
    names = [*register.names, *(name for _, name in spare)]
    matches = match(register.units, now, [unit for unit, _ in spare], known)
    for i, pair in zip(places, matches, strict=True):
        if pair.old >= 0:
            carried[i] = names[pair.old]
    return carried


def _thawed(texts: Sequence[MessageKey], carried: list[str], waiting: Sequence[tuple[str, str, str]]) -> None:
    """Give frozen ids to the texts they were frozen with.

    No template knows them.
    """
    by_text: defaultdict[MessageKey, list[str]] = defaultdict(list)
    for name, where, checksum in waiting:
        by_text[where, checksum].append(name)
        by_text["", checksum].append(name)
    given: set[str] = set()
    # First those whose speaker is the same, then whoever says the words now.
    for whoever in (False, True):
        for i, (where, text) in enumerate(texts):
            # What nobody translates, such as a separator, has the id of its like and of nothing else.
            if not carried[i] and (contexts.recorded(where) or not whoever):
                names = by_text.get(("" if whoever else contexts.shared(where), code(text)), ())
                carried[i] = next((name for name in names if name not in given), "")
                given.add(carried[i])


def promised(document: Document) -> Kept:
    """Ids that a document brings with it.

    An edition of diglot's does; they are as good as frozen.
    """
    for _, paragraph, (where, text) in units(document):
        if paragraph.id:
            yield paragraph.id, where, code(text)


def code(text: str) -> str:
    """Twelve characters that tell texts apart."""
    return short_hash(fold(text), 12)


def mint(
    name: str,
    texts: Sequence[MessageKey],
    carried: list[str],
    ever: Callable[[], set[str]],
    frozen: Kept = (),
) -> list[str]:
    """An id for each paragraph.

    The one it had, one that was frozen, or a new one.

    ever  gives all ids that were ever given
    """
    if "" not in carried and len(set(carried)) == len(carried):
        return carried
    taken = ever()
    waiting = [promise for promise in frozen if promise[0] not in taken]
    if waiting:
        _thawed(texts, carried, waiting)
        taken.update(promise[0] for promise in waiting)
    seen: Counter[MessageKey] = Counter()
    given: list[str] = []
    used: set[str] = set()
    for (where, text), had in zip(texts, carried, strict=True):
        chosen = had
        # A template that was edited by hand may have an id twice.
        if not had or had in used:
            # Equal texts are counted; a hash that was given already gets the next nonce.
            key = (where, fold(text))
            seen[key] += 1
            stem, nonce = "\x1f".join((name, *key, str(seen[key]), "")), 0
            while (chosen := "s" + short_hash(f"{stem}{nonce}", _LENGTH)) in taken:
                nonce += 1
            taken.add(chosen)
        used.add(chosen)
        given.append(chosen)
    return given


def short_hash(text: str, length: int) -> str:
    """So many characters that tell texts apart, an even number: Crockford's base32 of a hash."""
    # What comes from a spreadsheet may have half a character; it is refused later, and by its line.
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    return "".join([_PAIRS[number >> 10 * k & 1023] for k in range(length // 2)])


# Keys of speakers, kept: a speaker who is printed under another name is still the same one.
#
# A key is made from the printed name, and stands in the context of every message of its speaker. Without
# this, a name that is spelt out ("Tom" to "Tom Adeyemi") would make all of that speaker's translations
# doubtful.


def _keys_by_name(document: Document, names: Mapping[str, str], given: Collection[str]) -> dict[str, str]:
    """New key -> old key, by the speakers' names.

    names  key -> name, in the template
    given  keys that the editor has chosen: they stand
    """
    now = {speaker.key for speaker in document.speakers}
    free = {name: key for key, name in names.items() if key not in now}
    fresh = [who for who in document.speakers if who.key not in names and who.key not in given]
    return {who.key: free[who.name] for who in fresh if who.name in free}


def _keys_by_paragraphs(
    document: Document,
    names: Mapping[str, str],
    given: Collection[str],
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> dict[str, str]:
    """New key -> old key, by what speakers say.

    They have all paragraphs of one who is gone.

    pairs  who says a paragraph, now and before: of what several say nobody can tell whose it was
    """
    now = {speaker.key for speaker in document.speakers}
    fresh = {key for key in now if key not in names and key not in given}
    if not fresh:
        return {}
    spoken = Counter(
        turn.speakers[0]
        for turn in document.turns
        for p in turn.paragraphs
        if KINDS[p.kind].spoken and len(turn.speakers) == 1
    )
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for who, was in pairs:
        if len(who) == len(was) == 1:
            before[who[0]][was[0]] += 1
    keys = {}
    for key in sorted(fresh):
        if len(before[key]) == 1:
            ((old, number),) = before[key].items()
            # A third voice that takes over a few turns is a new person (decision 106).
            if old in names and old not in now and number >= _SHARE * spoken[key]:
                keys[key] = old
    # Two who were one, or one whose words two others took: nobody can say who is who.
    total = sum(before.values(), Counter())
    return {key: old for key, old in keys.items() if before[key][old] == total[old]}


def _with_keys(document: Document, keys: Mapping[str, str]) -> Document:
    """The document with other keys for some of its speakers."""
    if not keys:
        return document
    speakers = tuple(replace(who, key=keys.get(who.key, who.key)) for who in document.speakers)
    turns = tuple(
        turn.replace(speakers=tuple(keys.get(key, key) for key in turn.speakers))
        if not keys.keys().isdisjoint(turn.speakers)
        else turn
        for turn in document.turns
    )
    return replace(document, speakers=speakers, turns=turns)
