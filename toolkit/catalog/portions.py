"""Translations that follow a change.

Of paragraphs that were merged, split or set apart, and of speakers who have another key now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise

from toolkit.catalog import contexts, provenance
from toolkit.catalog.match import Match
from toolkit.grouped import grouped
from toolkit.model import Bead, Catalog, Entry
from toolkit.text import segment
from toolkit.text.hygiene import unblanked
from toolkit.text.scripts import between_sentences


def joined(texts: Iterable[str]) -> str:
    """Texts as one.

    There is a blank between two where their script has blanks between sentences.

    >>> joined(["One.", "Two."]), joined(["走吧。", "他说。"])
    ('One. Two.', '走吧。他说。')
    """
    made = ""
    for text in filter(None, texts):
        made += (between_sentences(made, text) if made else "") + text
    return made


def together(parts: Sequence[Entry]) -> str:
    """The targets of some entries as one."""
    return joined(_each(parts))


def _each(parts: Sequence[Entry]) -> Iterator[str]:
    """The targets of some entries.

    One that several have of the same paragraph, which was split, is given once.
    """
    last: Entry | None = None
    for part in parts:
        if not last or not part.previous or (last.target, last.previous) != (part.target, part.previous):
            yield part.target
        last = part


def whole(parts: Sequence[str], text: str) -> bool:
    """Whether parts, in order, have all of a text; blanks aside."""
    rest = unblanked(text)
    for part in map(unblanked, parts):
        if rest in part:
            return True
        rest = rest.replace(part, "", 1)
    return not rest


def shares(matches: Mapping[int, Match], targets: Sequence[str], new: Catalog, lang: str) -> dict[int, str]:
    """What each part of a split paragraph has.

    It is a share of the translation of the whole.

    matches  what entries of the template were before, by their numbers
    targets  translations by the numbers in the matches

    They are by the number of the part in the template.
    """
    groups = grouped((pair.parts[0], i) for i, pair in matches.items() if len(pair.parts) == 1)
    split = [([new.entries[i].source for i in parts], targets[k]) for k, parts in groups.items()]
    given: dict[int, str] = {}
    if split:
        for parts, texts in zip(groups.values(), _divided(split, new.source_lang, lang), strict=True):
            given.update(zip(parts, texts, strict=True))
    return given


def _divided(
    split: Sequence[tuple[Sequence[str], str]], source_lang: str, lang: str
) -> Iterator[tuple[str, ...]]:
    """The shares of the parts of split paragraphs.

    The translation stays whole.

    split  for each paragraph the source text of its parts, and its translation

    The sentence aligner tells it, of all paragraphs at once: what one teaches about words serves the others.
    A sentence that translates the end of one part and the beginning of the next is given to both.
    """
    ours = [[segment.split(part, source_lang) for part in parts] for parts, _ in split]
    theirs = [segment.split(target, lang) for _, target in split]
    source = [piece.strip() for piece in chain.from_iterable(chain.from_iterable(ours))]
    target = [piece.strip() for piece in chain.from_iterable(theirs)]
    sizes = zip((sum(map(len, parts)) for parts in ours), map(len, theirs), strict=True)
    corners = list(accumulate(sizes, lambda at, step: (at[0] + step[0], at[1] + step[1]), initial=(0, 0)))
    # Points between paragraphs are fixed: no sentence goes to another paragraph's parts.
    beads: Iterator[Bead] = iter(())
    if any(len(pieces) > 1 for pieces in theirs):  # the aligner takes a while to load
        from toolkit.aligning import align

        beads = iter(align(source, target, source_lang=source_lang, target_lang=lang, fixed=corners))
    for parts, pieces, (start, end) in zip(ours, theirs, pairwise(corners), strict=True):
        i, j = start
        owners = list(chain.from_iterable([number] * len(part) for number, part in enumerate(parts)))
        shares: list[list[str]] = [[] for _ in parts]
        last = [0]
        while (i, j) != end and (bead := next(beads, None)):
            last = sorted({owners[k - start[0]] for k in bead.source}) or last
            for number in last:
                shares[number] += (pieces[k - start[1]] for k in bead.target)
            i, j = i + len(bead.source), j + len(bead.target)
        whole = "".join(pieces).strip()
        # A single sentence can't be divided: each part has all of it.
        yield tuple("".join(share).strip() if len(pieces) > 1 else whole for share in shares)


def set_apart(old: Catalog, new: Catalog) -> list[Entry]:
    """Copies of old entries for what is set apart now."""
    parted = [entry for entry in new.entries if contexts.shared(entry.context) != entry.context]
    if not parted:
        return []
    before = {entry.key: entry for entry in old.entries}
    known = before.keys() | {entry.key for entry in old.obsolete}
    return [
        before[shared].replace(context=entry.context)
        for entry in parted
        if (shared := (contexts.shared(entry.context), entry.source)) in before and entry.key not in known
    ]


APART = "apart"
"""The flag, or the whole comment, by which a translator asks for messages of their own."""


def asked_apart(catalog: Catalog) -> tuple[str, ...]:
    """Ids of the paragraphs that a translator wants to have a message of their own.

    The first place of the words keeps the message that they share.
    """
    return tuple(chain.from_iterable(entry.ids[1:] for entry in catalog.entries if _asks(entry)))


def obeyed(entry: Entry) -> Entry:
    """An entry without the wish to be set apart, where it stands for one place."""
    if len(entry.ids) != 1 or not _asks(entry):
        return entry
    flags = tuple(flag for flag in entry.flags if flag != APART)
    return entry.replace(flags=flags, comments=tuple(c for c in entry.comments if c.strip() != APART))


def _asks(entry: Entry) -> bool:
    # A comment too: gettext's own programs drop flags that they don't know.
    return APART in entry.flags or any(comment.strip() == APART for comment in entry.comments)


# What names a speaker's key, where the same speaker has another key now.
#
# A key is no person: who is printed under the same name is the same. Messages in use have the new key from
# the template. What rests, the context that a draft was made for, and comments on contexts follow here;
# else a text that comes back would be another's, whom nothing names any more.


KeyChanges = Mapping[str, str]
"""Key that is gone -> the new one."""


def names(entries: Iterable[Entry]) -> dict[str, str]:
    """Key -> printed name, of the speakers in a catalog.

    entries  those in use first: out of use are names that somebody had before
    """
    found: dict[str, str] = {}
    for entry in entries:
        if key := contexts.named(entry.context):
            found.setdefault(key, entry.source)
    return found


def keys(before: Mapping[str, str], now: Mapping[str, str]) -> KeyChanges:
    """Which keys are others now.

    before, now  key -> printed name

    >>> keys({"mara-lind": "Mara Lind", "tom": "Tom"}, {"mara": "Mara Lind", "tom": "Tom"})
    {'mara-lind': 'mara'}
    """
    # A name that two keys share tells nobody who is who.
    shared = {name for names in (before, now) for name, count in Counter(names.values()).items() if count > 1}
    fresh = {name: key for key, name in now.items() if key not in before and name not in shared}
    return {key: fresh[name] for key, name in before.items() if key not in now and name in fresh}


def followed(entries: Iterable[Entry], changed: KeyChanges) -> tuple[Entry, ...]:
    """Entries in use, whose own contexts are as the template has them."""
    return tuple(_followed(entry, changed) for entry in entries) if changed else tuple(entries)


def resting(entries: Iterable[Entry], changed: KeyChanges, used: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries out of use.

    used  those in use: no two of a file have one context and source
    """
    entries = tuple(entries)
    if not changed:
        return entries
    taken = {entry.key for entry in (*used, *entries)}
    made = []
    for entry in entries:
        context = contexts.rekeyed(entry.context, changed)
        # Two messages of one context and text can't be in a file, not even as obsolete ones.
        if (context, entry.source) not in taken:
            entry = entry.replace(context=context)  # noqa: PLW2901
            taken.add(entry.key)
        made.append(_followed(entry, changed))
    return tuple(made)


def _followed(entry: Entry, changed: KeyChanges) -> Entry:
    comments = provenance.followed(entry.comments, partial(contexts.rekeyed, keys=changed))
    previous = entry.previous
    if previous and previous[0]:
        previous = contexts.rekeyed(previous[0], changed), previous[1]
    if (comments, previous) == (entry.comments, entry.previous):
        return entry
    return entry.replace(comments=comments, previous=previous)
