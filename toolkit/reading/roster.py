"""Who speaks: how likely each label is a speaker's, from how it behaves in the whole document.

A label is a speaker's or it isn't, wherever it stands: a logistic regression over its key. Its weights are
learnt (`benchmarks/reading/`). It is asked again when the lines have been read: the likelihoods of all other
labels, and what its own lines were read as, are evidence too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache, reduce
from operator import or_

import numpy as np

from toolkit.grouped import grouped
from toolkit.languages.lexicon import key
from toolkit.reading.candidates import Candidate
from toolkit.reading.forms import FORMS, LabelForm
from toolkit.reading.labelled import Labelled
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
"""Of a key, in the order of the columns of `fixed`, and behind it what a first reading gives."""
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


def labelled(view: View) -> Labelled:
    """A text, with its labels."""
    places = list(_occurrences(view.found))
    line = np.array([i for i, _ in places], dtype=np.intp)
    candidates = tuple(candidate for _, candidate in places)
    index: dict[str, int] = {}
    of = np.array([index.setdefault(candidate.key, len(index)) for candidate in candidates], dtype=np.intp)
    form = np.array([AT_FORM[candidate.form] for candidate in candidates], dtype=np.intp)
    bare = np.array([candidate.bare for candidate in candidates], dtype=np.bool_)
    timed = np.array([bool(candidate.time) for candidate in candidates], dtype=np.bool_)
    printed = [candidate.label for candidate in candidates]
    keys, names = tuple(index), _commonest(of.tolist(), printed, len(index))
    # "ann" for "Ann" is haste, and no other way of printing.
    plain = [label[:1].lower() + label[1:] for label in printed]
    usual = _commonest(of.tolist(), plain, len(index))
    renamed = np.array([label != usual[k] for k, label in zip(of.tolist(), plain, strict=True)], np.bool_)
    flags = view.flags[line] > 0
    style = np.zeros(len(candidates), dtype=np.intp)
    for which in (bare, flags[:, 5] | flags[:, 6], flags[:, 8], timed, _marked(candidates)):
        style = 2 * style + which
    style = style * len(FORMS) + form
    unusual = form != _ways(of, form, len(keys), len(FORMS)).argmax(axis=1)[of] if keys else bare
    lines = {own.name: getattr(view, own.name) for own in fields(view)}
    return Labelled(
        **lines, keys=keys, of=of, line=line, candidates=candidates, form=form, bare=bare, clocked=timed,
        renamed=renamed, unusual=unusual, style=style, names=names,
    )  # fmt: skip


def _marked(candidates: Iterable[Candidate]) -> Flags:
    """Whether a bullet stands before each."""
    return np.array([candidate.marked for candidate in candidates], dtype=np.bool_)


def fixed(text: Labelled, declared: frozenset[str] = frozenset()) -> Numbers:
    """Keys x features that no reading changes: how labels behave in a text.

    declared  keys of names that the container lists
    """
    if not text.keys:
        return _NO_KEYS
    parts = [
        *_genres(text),
        numbers([_look(name) for name in text.names], _LOOK),
        bits(map(lists, text.keys)),
        _along(text, declared),
        _means(text),
    ]
    rows = np.concatenate(parts, axis=1)
    widths = np.array([width(name) for name in text.names], dtype=np.float32)
    return np.concatenate([rows, alike(rows, _OWN, widths, text.of, text.style)], axis=1)


def _genres(text: Labelled) -> tuple[Numbers, Numbers]:
    """What kind of text each label is in; again for signs, which are bullets in some."""
    shares = np.array(text.genre, dtype=np.float32)
    signs = np.array([not any(map(str.isalnum, name)) for name in text.names], dtype=np.float32)
    whole = np.tile(np.append(np.float32(1), shares), (len(text.names), 1))
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


def _along(text: Labelled, declared: frozenset[str]) -> Numbers:
    """How each label is spread over the document."""
    keys, names, of, line = text.keys, text.names, text.of, text.line
    count, size = len(keys), len(text.lines)
    often = text.often
    # The form that a key has most often.
    ways = 2 * len(FORMS)
    table = _ways(of, text.form * 2 + text.bare, count, ways)
    mine = table.argmax(axis=1)
    kinds, totals = (table > 0).sum(axis=0), table.sum(axis=0)
    blocks = max(1.0, float(text.opens.sum()))
    recurs = often >= 2
    sharing = table[recurs].sum(axis=0) / blocks
    systems = np.bincount(mine[recurs], minlength=ways)
    first, last = line[text.first], np.zeros(count, dtype=np.intp)
    last[of] = line
    alternates, covers = _alternation(text, of, line, mine, recurs, first, last)
    mentions = mentioned(text, names, often)
    each = zip(of.tolist(), text.candidates, strict=True)
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
        _before_labels(text, recurs), _joining(names, index, recurs), wider, wider * once,
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


def _before_labels(text: Labelled, recurs: Flags) -> Numbers:
    """Of each sign: on how many of its lines a label of words stands that recurs.

    Such a sign is a bullet.
    """
    sign = np.array([not any(map(str.isalnum, own)) for own in text.keys])
    behind = np.zeros(int(text.line.max()) + 1, dtype=bool)
    behind[text.line[~sign[text.of] & recurs[text.of]]] = True
    count = len(text.keys)
    share = np.bincount(text.of, weights=behind[text.line], minlength=count) / text.often
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


def _means(text: Labelled) -> Numbers:
    """What the lines of each label have in common: means over its first occurrences."""
    count = len(text.keys)
    by_key = np.argsort(text.of, kind="stable")
    often = text.often
    rank = np.arange(len(by_key)) - np.repeat(np.cumsum(often) - often, often)
    chosen = np.sort(by_key[rank < _SAMPLE])
    of, line, samples = text.of[chosen], text.line[chosen], [text.candidates[n] for n in chosen.tolist()]
    forms = np.eye(len(FORMS), dtype=np.float32)[text.form[chosen]]
    asides = np.array([bool(candidate.asides) for candidate in samples])
    parts = (text.bare[chosen], text.clocked[chosen], _marked(samples), asides, line < 5)
    each = np.stack(parts, axis=1).astype(np.float32)
    behind = shapes(text.lines[i].text[c.start :] for i, c in zip(line.tolist(), samples, strict=True))
    looks = text.text[:, : len(SHAPE)]
    under = below(looks)[line] * each[:, :1]
    rows = np.concatenate([forms, each, text.flags[line], behind, above(looks)[line], under], axis=1)
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
