"""Who speaks: how likely each label is a speaker's, from how it behaves in the whole document.

A label is a speaker's or it isn't, wherever it stands: a logistic regression over its key. Its weights are
learnt (`benchmarks/reading/`). It is asked again when the lines have been read: the likelihoods of all other
labels, and what its own lines were read as, are evidence too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from operator import or_

import numpy as np

from toolkit.grouped import grouped
from toolkit.languages.lexicon import key
from toolkit.late import WorkedOut
from toolkit.reading.candidates import FORMS, Candidate, LabelForm
from toolkit.reading.names import name
from toolkit.reading.shape import (
    BIT,
    CATEGORIES,
    SHAPE,
    WORD,
    Flags,
    Indices,
    Numbers,
    above,
    below,
    beside,
    bits,
    distinct,
    lists,
    numbers,
    shapes,
)
from toolkit.reading.view import FLAGS, GENRE, View
from toolkit.reading.whole import ALIKE, alike, longer_than, mentioned, paired
from toolkit.reading.whose import shortened
from toolkit.text.lines import width
from toolkit.text.scripts import begins_small, unspaced

_LOOK = (
    "to 4", "to 12", "to 25", "to 40", "long", "one word", "two or three words", "five words",
    "capitalised", "capitals", "caseless", "digit", "comma", "lower", "lower words", "letter", "sign",
    "first starts", "last says", "first title", "some title", "some role", "initials", "many lower words",
)  # fmt: skip
_ALONG = (
    "log count", "once", "twice", "five", "alternates", "covers", "rate", "types of form", "form share",
    "form recurs", "early once", "first place", "last place", "declared", "mentioned", "mentioned often",
    "in an aside", "own aside is a label", "alternates and covers",
    "once, form covers", "once, form recurs", "once, like a name",
    "sign before a label", "joins labels", "longer than a label", "longer than a label and once",
    "question and answer",
)  # fmt: skip
_EACH = ("bare", "timed label", "marked", "asides", "first lines")
_AGAIN = (
    "was", "style of speakers", "log style of speakers", "log style of others", "style ratio",
    "once, style ratio", "cased as speakers",
    "cased unlike speakers", "words as speakers", "width unlike", "much longer", "read as turn",
    "read as turn at best",
)  # fmt: skip
_OWN = (
    "one", *GENRE, *(f"sign in {name}" for name in GENRE), *_LOOK,
    *(f"list {name}" for name in CATEGORIES), *_ALONG, *(f"form {form}" for form in FORMS),
    *_EACH, *(f"line: {name}" for name in FLAGS), *(f"behind: {name}" for name in SHAPE),
    *(f"before: {name}" for name in SHAPE), *(f"below: {name}" for name in SHAPE),
)  # fmt: skip
FEATURES = (*_OWN, *ALIKE, *_AGAIN)
"""Of a key, in the order of the columns of `Roster.features`."""
AGAIN = len(_AGAIN)
"""How many of them, at the end, a first reading gives."""
_SAMPLE = 100
"""Occurrences of a label whose lines are looked at."""
MANY = 64
"""Of what is counted: more tell no more. What is learnt from is shorter than a book."""
_DIALOGUE = 10
"""Paragraphs; a shorter stretch is not all labelled, whatever it is."""
AT_FORM = {form: k for k, form in enumerate(FORMS)}
_NO_KEYS: Numbers = np.zeros((0, len(FEATURES) - AGAIN), dtype=np.float32)


@dataclass(frozen=True)
class Labels:
    """All labels of a document: parallel arrays, an entry for each key of a line, in the order of lines."""

    keys: tuple[str, ...]
    of: Indices
    """Index into `keys`."""
    line: Indices
    candidates: tuple[Candidate, ...]
    form: Indices
    """Index into `FORMS`."""
    bare: Flags
    timed: Flags
    renamed: Flags
    """Whether it is printed otherwise than its key is most often."""
    unusual: Flags
    """Whether it is in another form than its key is most often."""
    style: Indices
    """A number for each way in which labels are printed."""
    names: tuple[str, ...]
    """Of each key: how it is printed most often."""
    fixed: Numbers
    """Keys x features that no reading changes."""

    @WorkedOut
    def often(self) -> Indices:
        """How often each key comes."""
        return np.bincount(self.of, minlength=len(self.keys))

    @WorkedOut
    def again(self) -> Flags:
        """Whether the key of each place comes again, or one that is short for it."""
        comes = self.often > 1
        comes[[*self.shortened]] = True
        return np.asarray(comes[self.of])

    @WorkedOut
    def shortened(self) -> dict[int, int]:
        """The keys of names in full that come as shorter ones from then on."""
        return shortened(self)

    @WorkedOut
    def first(self) -> Indices:
        """Of each key the place where it comes first."""
        places = np.zeros(len(self.keys), dtype=np.intp)
        places[self.of[::-1]] = np.arange(len(self.of))[::-1]
        return places

    @WorkedOut
    def _lists(self) -> Indices:
        """Of each key the lists that have it, as bits."""
        return np.array([*map(lists, self.keys)], dtype=np.intp)

    def in_lists(self, which: int) -> Flags:
        """Whether the key of each is in one of these lists, given as bits."""
        return np.asarray((self._lists & which > 0)[self.of])

    def of_form(self, *forms: LabelForm) -> Flags:
        """Whether each is in one of these forms."""
        return np.asarray(_are_of(forms)[self.form])

    def called(self, which: Flags | Indices) -> set[str]:
        """The keys of some labels."""
        return {self.keys[k] for k in distinct(self.of[which]).tolist()}

    def firsts(self, which: Flags) -> Indices:
        """The places of some labels, of each line the first."""
        places = np.flatnonzero(which)
        lines = self.line[places]
        return np.asarray(places[lines != above(lines, -1)])


@cache
def _are_of(forms: tuple[LabelForm, ...]) -> Flags:
    """Whether each of `FORMS` is one of these. It is asked eighty times of each text."""
    return np.array([form in forms for form in FORMS], dtype=np.bool_)


def labels(view: View, declared: frozenset[str] = frozenset()) -> Labels:
    """The labels of a document, and how they behave in it.

    declared  keys of names that the container lists
    """
    places = list(_occurrences(view.found))
    line = np.array([i for i, _ in places], dtype=np.intp)
    candidates = tuple(candidate for _, candidate in places)
    index: dict[str, int] = {}
    of = np.array([index.setdefault(candidate.key, len(index)) for candidate in candidates], dtype=np.intp)
    form = np.array([AT_FORM[candidate.form] for candidate in candidates], dtype=np.intp)
    bare = np.array([candidate.bare for candidate in candidates], dtype=np.bool_)
    timed = np.array([bool(candidate.time) for candidate in candidates], dtype=np.bool_)
    marked = np.array([candidate.marked for candidate in candidates], dtype=np.bool_)
    printed = [candidate.label for candidate in candidates]
    keys, names = tuple(index), _commonest(of.tolist(), printed, len(index))
    # "ann" for "Ann" is haste, and no other way of printing.
    plain = [label[:1].lower() + label[1:] for label in printed]
    usual = _commonest(of.tolist(), plain, len(index))
    renamed = np.array([label != usual[k] for k, label in zip(of.tolist(), plain, strict=True)], np.bool_)
    flags = view.flags[line] > 0
    style = np.zeros(len(candidates), dtype=np.intp)
    for which in (bare, flags[:, 5] | flags[:, 6], flags[:, 8], timed, marked):
        style = 2 * style + which
    style = style * len(FORMS) + form
    unusual = form != _ways(of, form, len(keys), len(FORMS)).argmax(axis=1)[of] if keys else bare
    known = Labels(keys, of, line, candidates, form, bare, timed, renamed, unusual, style, names, _NO_KEYS)
    if not keys:
        return known
    parts = [
        *_genres(view, names),
        numbers([_look(name) for name in names], _LOOK),
        bits(map(lists, keys)),
        _along(view, known, declared),
        _means(view, known, marked),
    ]
    rows = np.concatenate(parts, axis=1)
    widths = np.array([width(name) for name in names], dtype=np.float32)
    return replace(known, fixed=np.concatenate([rows, alike(rows, _OWN, widths, of, style)], axis=1))


def _genres(view: View, names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """What kind of text each label is in; again for signs, which are bullets in some."""
    shares = np.array(view.genre, dtype=np.float32)
    signs = np.array([not any(map(str.isalnum, name)) for name in names], dtype=np.float32)
    whole = np.tile(np.append(np.float32(1), shares), (len(names), 1))
    return whole, signs[:, None] * shares


def _occurrences(lines: Sequence[tuple[Candidate, ...]]) -> Iterator[tuple[int, Candidate]]:
    """Line and candidate, one for each key of a line: the first.

    `Ann Lee – Mayor: text` is a label with an office, unless she has `Ann Lee – text` elsewhere, more often.
    """
    often = Counter[tuple[str, LabelForm]]()
    for i, line in enumerate(lines):
        dash = next((label for label in line if label.form == "stroke"), None) if len(line) > 1 else None
        keys = set()
        for one in line:
            if dash and one.form in ("colon", "period") and one.printed.startswith(dash.printed):
                often = often or Counter((label.key, label.form) for found in lines for label in found)
                if often[one.key, one.form] < often[dash.key, dash.form]:
                    continue
            if one.key not in keys:
                keys.add(one.key)
                yield i, one


def _ways(of: Indices, which: Indices, count: int, ways: int) -> Indices:
    """How often each key comes in each way: keys x ways."""
    return np.bincount(of * ways + which, minlength=count * ways).reshape(count, ways)


def _commonest(of: Sequence[int], printed: Sequence[str], count: int) -> tuple[str, ...]:
    """How each key is printed most often; the first way of several."""
    names, most = [""] * count, [0] * count
    for (k, label), times in Counter(zip(of, printed, strict=True)).items():
        if times > most[k]:
            names[k], most[k] = label, times
    return tuple(names)


@lru_cache(maxsize=1 << 15)
def _look(name: str) -> tuple[float, ...]:
    """What one label looks like."""
    columns = width(name)
    tokens = WORD.findall(name)
    known = [lists(token) for token in tokens]
    first, last, some = known[0] if known else 0, known[-1] if known else 0, reduce(or_, known, 0)
    cased = any(char.isupper() or begins_small(char) for char in name)
    capitals = sum(token[0].isupper() for token in tokens)
    small = sum(
        begins_small(token) and not of & BIT["particles"] for token, of in zip(tokens, known, strict=True)
    )
    return (
        columns <= 4, 4 < columns <= 12, 12 < columns <= 25, 25 < columns <= 40, columns > 40,
        len(tokens) == 1, 2 <= len(tokens) <= 3, len(tokens) >= 5,
        capitals / len(tokens) if cased and tokens else 0.0,
        cased and name.upper() == name and columns > 2, not cased,
        any(map(str.isdigit, name)), not {",", "，", "、"}.isdisjoint(name), cased and begins_small(name),
        small / max(1, len(tokens)), len(name) == 1 and name.isalpha() and not unspaced(name),
        not any(map(str.isalnum, name)), first & BIT["starts"] > 0, last & BIT["saying"] > 0,
        first & BIT["titles"] > 0, some & BIT["titles"] > 0, some & BIT["role"] > 0,
        re.match(r"[^\W\d_]\.\s*[^\W\d_]", name) is not None, min(3, small) / 3,
    )  # fmt: skip


def _along(view: View, known: Labels, declared: frozenset[str]) -> Numbers:
    """How each label is spread over the document."""
    keys, names, of, line = known.keys, known.names, known.of, known.line
    count, size = len(keys), len(view.lines)
    often = known.often
    # The form that a key has most often.
    ways = 2 * len(FORMS)
    table = _ways(of, known.form * 2 + known.bare, count, ways)
    mine = table.argmax(axis=1)
    kinds, totals = (table > 0).sum(axis=0), table.sum(axis=0)
    blocks = max(1.0, float(view.opens.sum()))
    recurs = often >= 2
    sharing = table[recurs].sum(axis=0) / blocks
    systems = np.bincount(mine[recurs], minlength=ways)
    first, last = line[known.first], np.zeros(count, dtype=np.intp)
    last[of] = line
    alternates, covers = _alternation(view, of, line, mine, recurs, first, last)
    mentions = mentioned(view, names, often)
    each = zip(of.tolist(), known.candidates, strict=True)
    asides = grouped((aside.casefold(), k) for k, label in each for aside in label.asides)
    index = {own: k for k, own in enumerate(keys)}
    aside_of, has_aside = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    for aside, owners in asides.items():
        for word in {aside, *re.findall(r"[^\W_]+", aside)}:
            other = index.get(word)
            if other is not None and recurs[other]:
                aside_of[other] = 1
                has_aside[owners] = 1
    called = [any(own in other or other in own for other in declared) for own in keys]
    once = (often == 1).astype(np.float32)
    look = np.array([_look(name)[8] > 0.5 and len(WORD.findall(name)) <= 3 for name in names])
    types = np.log(np.minimum(MANY, totals[mine] / np.maximum(1, kinds[mine])))
    share = np.minimum(1, sharing[mine])
    wider = longer_than(keys, recurs)
    columns = (
        np.log(np.minimum(MANY, often)), once, often == 2, often >= 5, alternates, covers,
        np.minimum(1, 3 * often / blocks), types, share, np.minimum(6, systems[mine]) / 3,
        (first <= 4) & (often == 1), first / size,
        last / size, called, mentions >= 1, mentions >= 3, aside_of, has_aside, alternates * covers,
        once * share, once * types, once * look,
        _before_labels(known, recurs), _joining(names, index, recurs), wider, wider * once,
        paired(keys, of, line),
    )  # fmt: skip
    return beside(columns)


def _alternation(
    view: View, of: Indices, line: Indices, mine: Indices, recurs: Flags, first: Indices, last: Indices
) -> tuple[Numbers, Numbers]:
    """Of labels that recur: how often another stood before; how much of their stretch is labelled."""
    count = len(first)
    alternates, covers = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    begun = np.concatenate([[0], np.cumsum(view.opens)])
    for form in distinct(mine[recurs]).tolist():
        chosen = np.flatnonzero(recurs[of] & (mine[of] == form))
        where, who = line[chosen], of[chosen]
        changed = np.concatenate([[True], who[1:] != who[:-1]])
        times = np.bincount(who, minlength=count)
        alternates += np.where(
            times > 0, np.bincount(who, weights=changed, minlength=count) / np.maximum(1, times), 0
        )
        here = np.flatnonzero(recurs & (mine == form))
        inside = np.searchsorted(where, last[here], side="right") - np.searchsorted(
            where, first[here], side="left"
        )
        # Few labels that follow each other at once are no dialogue yet.
        stretch = np.maximum(_DIALOGUE, begun[last[here] + 1] - begun[first[here]])
        covers[here] = np.minimum(1, inside / stretch)
    return alternates, covers


def _before_labels(known: Labels, recurs: Flags) -> Numbers:
    """Of each sign: on how many of its lines a label of words stands that recurs.

    Such a sign is a bullet.
    """
    sign = np.array([not any(map(str.isalnum, own)) for own in known.keys])
    behind = np.zeros(int(known.line.max()) + 1, dtype=bool)
    behind[known.line[~sign[known.of] & recurs[known.of]]] = True
    count = len(known.keys)
    share = np.bincount(known.of, weights=behind[known.line], minlength=count) / known.often
    return np.where(sign, share, 0).astype(np.float32)


def _joining(names: Sequence[str], index: Mapping[str, int], recurs: Flags) -> Numbers:
    """Whether each label is made of others: 1 where they recur, less where some don't."""
    result = np.zeros(len(names), dtype=np.float32)
    for k, label in enumerate(names):
        for parts in name(label).splits:
            of = [index.get(key(part)) for part in parts]
            if None not in of:
                result[k] = max(result[k], np.mean([0.5 + 0.5 * recurs[other] for other in of]))
    return result


def _means(view: View, known: Labels, marked: Flags) -> Numbers:
    """What the lines of each label have in common: means over its first occurrences."""
    count = len(known.keys)
    by_key = np.argsort(known.of, kind="stable")
    often = known.often
    rank = np.arange(len(by_key)) - np.repeat(np.cumsum(often) - often, often)
    chosen = np.sort(by_key[rank < _SAMPLE])
    of, line, samples = known.of[chosen], known.line[chosen], [known.candidates[n] for n in chosen.tolist()]
    forms = np.eye(len(FORMS), dtype=np.float32)[known.form[chosen]]
    asides = np.array([bool(candidate.asides) for candidate in samples])
    parts = (known.bare[chosen], known.timed[chosen], marked[chosen], asides, line < 5)
    each = np.stack(parts, axis=1).astype(np.float32)
    behind = shapes(view.lines[i].text[c.start :] for i, c in zip(line.tolist(), samples, strict=True))
    looks = view.text[:, : len(SHAPE)]
    under = below(looks)[line] * each[:, :1]
    rows = np.concatenate([forms, each, view.flags[line], behind, above(looks)[line], under], axis=1)
    sums = np.zeros((count, rows.shape[1]), dtype=np.float32)
    np.add.at(sums, of, rows)
    means = sums / np.minimum(often, _SAMPLE).astype(np.float32)[:, None]
    # Of what is behind and below only the occurrences count that have it.
    start = len(FORMS)
    bares = means[:, start : start + 1]
    edge = start + len(_EACH) + len(FLAGS)
    means[:, edge : edge + len(SHAPE)] /= np.maximum(1 - bares, 1e-6) * (bares < 1) + (bares >= 1)
    means[:, edge + 2 * len(SHAPE) :] /= np.maximum(bares, 1e-6) * (bares > 0) + (bares <= 0)
    return means
