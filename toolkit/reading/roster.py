"""Who speaks: how likely each label is a speaker's, from how it behaves in the whole document.

A label is a speaker's or it isn't, wherever it stands: a logistic regression over its key. Its weights are
learnt (`benchmarks/reading/`). It is asked again when the lines have been read: the likelihoods of all other
labels, and what its own lines were read as, are evidence too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from toolkit.reading.candidates import DASHES, FORMS, MARKS, Candidate, occurrences
from toolkit.reading.lines import width
from toolkit.reading.shape import CATEGORIES, SHAPE, WORD, Numbers, bits, lists, numbers, shape
from toolkit.reading.view import FLAGS, View
from toolkit.text.scripts import unspaced

Indices = npt.NDArray[np.intp]

_LOOK = (
    "to 4", "to 12", "to 25", "to 40", "long", "one word", "two or three words", "five words",
    "capitalised", "capitals", "caseless", "digit", "comma", "lower", "lower words", "letter", "sign",
    "first starts", "last says", "first title", "some title", "some role", "initials",
)  # fmt: skip
_ALONG = (
    "log count", "once", "twice", "five", "alternates", "covers", "rate", "types of form", "form share",
    "form recurs", "early once", "first place", "last place", "declared", "mentioned", "mentioned often",
    "in a longer label", "in an aside", "own aside is a label", "alternates and covers",
    "once, form covers", "once, form recurs", "once, like a name", "single beside", "run of singles",
)  # fmt: skip
_EACH = ("bare", "timed label", "marked", "asides", "first lines")
_AGAIN = (
    "was", "style of speakers", "log style of speakers", "log style of others", "style ratio",
    "once, style ratio", "like a speaker", "like a speaker in style", "cased as speakers",
    "cased unlike speakers", "words as speakers", "width unlike", "much longer", "read as turn",
    "read as turn at best",
)  # fmt: skip
FEATURES = (
    "one", *_LOOK, *(f"list {name}" for name in CATEGORIES), *_ALONG, *(f"form {form}" for form in FORMS),
    *_EACH, *(f"line: {name}" for name in FLAGS), *(f"behind: {name}" for name in SHAPE),
    *(f"before: {name}" for name in SHAPE), *(f"below: {name}" for name in SHAPE), *_AGAIN,
)  # fmt: skip
"""Of a key, in the order of the columns of `Roster.features`."""
AGAIN = len(_AGAIN)
"""How many of them, at the end, a first reading gives."""
_NEAR = 85.0
"""Of `fuzz.ratio`, from which on two labels may be spellings of one name."""
_SAMPLE = 100
"""Occurrences of a label whose lines are looked at."""
_CROWD = 300
"""Sure speakers, from which on none is compared with all others."""


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of a document: parallel arrays, an entry for each key of a line."""

    keys: tuple[str, ...]
    of: Indices
    """Index into `keys`."""
    line: Indices
    candidates: tuple[Candidate, ...]
    names: tuple[str, ...]
    """Of each key: how it is printed most often."""
    fixed: Numbers
    """Keys x features that no reading changes."""


def labels(view: View, declared: frozenset[str] = frozenset()) -> Labels:
    """The labels of a document, and how they behave in it.

    declared  keys of names that the container lists
    """
    places = list(occurrences(view.found))
    index: dict[str, int] = {}
    of = np.array([index.setdefault(candidate.key, len(index)) for _, candidate in places], dtype=np.intp)
    line = np.array([i for i, _ in places], dtype=np.intp)
    found = tuple(candidate for _, candidate in places)
    printed: list[Counter[str]] = [Counter() for _ in index]
    for k, candidate in zip(of, found, strict=True):
        printed[k][candidate.label] += 1
    names = tuple(counter.most_common(1)[0][0] for counter in printed)
    keys = tuple(index)
    if not keys:
        return Labels((), of, line, (), (), np.zeros((0, len(FEATURES) - AGAIN), dtype=np.float32))
    parts = [
        np.ones((len(keys), 1), dtype=np.float32),
        numbers([_look(name) for name in names], _LOOK),
        bits(map(lists, keys)),
        _along(view, keys, names, of, line, found, declared),
        _means(view, len(keys), of, line, found),
    ]
    return Labels(keys, of, line, found, names, np.concatenate(parts, axis=1))


@lru_cache(maxsize=1 << 15)
def _look(name: str) -> tuple[float, ...]:
    """What one label looks like."""
    columns = width(name)
    tokens = WORD.findall(name)
    cased = any(char.islower() or char.isupper() for char in name)
    known = [lists(token) for token in tokens]
    wanted = ("titles", "role", "saying", "starts", "particles")
    title, role, says, starts, particle = (1 << CATEGORIES.index(name) for name in wanted)
    small = [
        token for token, of in zip(tokens, known, strict=True) if token[0].islower() and not of & particle
    ]
    return (
        float(columns <= 4), float(4 < columns <= 12), float(12 < columns <= 25), float(25 < columns <= 40),
        float(columns > 40), float(len(tokens) == 1), float(2 <= len(tokens) <= 3), float(len(tokens) >= 5),
        sum(token[0].isupper() for token in tokens) / len(tokens) if cased and tokens else 0.0,
        float(cased and name.upper() == name and columns > 2), float(not cased),
        float(any(char.isdigit() for char in name)), float(any(char in ",，、" for char in name)),
        float(cased and name[:1].islower()), len(small) / max(1, len(tokens)),
        float(len(name) == 1 and name.isalpha() and not unspaced(name)),
        float(not any(map(str.isalnum, name))), float(bool(known and known[0] & starts)),
        float(bool(known and known[-1] & says)), float(bool(known and known[0] & title)),
        float(any(of & title for of in known)), float(any(of & role for of in known)),
        float(bool(re.match(r"[^\W\d_]\.\s*[^\W\d_]", name))),
    )  # fmt: skip


def _along(
    view: View,
    keys: Sequence[str],
    names: Sequence[str],
    of: Indices,
    line: Indices,
    found: Sequence[Candidate],
    declared: frozenset[str],
) -> Numbers:
    """How each label is spread over the document."""
    count, size = len(keys), len(view.lines)
    often = np.bincount(of, minlength=count)
    form = np.array([FORMS.index(c.form) * 2 + c.bare for c in found], dtype=np.intp)
    # The form that a key has most often, counted in one table.
    table = np.zeros((count, 2 * len(FORMS)), dtype=np.intp)
    np.add.at(table, (of, form), 1)
    mine = table.argmax(axis=1)
    kinds = np.array([(table[:, f] > 0).sum() for f in range(2 * len(FORMS))])
    totals = table.sum(axis=0)
    blocks = max(1.0, float(view.gap.sum()))
    recurs = often >= 2
    sharing = np.array([table[recurs, f].sum() for f in range(2 * len(FORMS))]) / max(blocks, 1.0)
    systems = np.array([(recurs & (mine == f)).sum() for f in range(2 * len(FORMS))])
    first = np.full(count, size, dtype=np.intp)
    np.minimum.at(first, of, line)
    last = np.zeros(count, dtype=np.intp)
    np.maximum.at(last, of, line)
    alternates, covers = _alternation(view, of, line, mine, recurs, first, last)
    singles = _singles(view, of, line, often, found)
    mentions = _mentions(view, names, often)
    longer = _inside(keys, recurs)
    asides = defaultdict(list)
    for k, candidate in zip(of, found, strict=True):
        for aside in candidate.asides:
            asides[aside.casefold()].append(int(k))
    known = {key: k for k, key in enumerate(keys)}
    aside_of = np.zeros(count, dtype=np.float32)
    has_aside = np.zeros(count, dtype=np.float32)
    for aside, owners in asides.items():
        for word in {aside, *re.findall(r"[^\W_]+", aside)}:
            other = known.get(word)
            if other is not None and recurs[other]:
                aside_of[other] = 1
                has_aside[owners] = 1
    called = [any(key in name or name in key for name in declared) for key in keys]
    once = (often == 1).astype(np.float32)
    look = np.array(
        [_look(name)[8] > 0.5 and 1 <= len(WORD.findall(name)) <= 3 for name in names], dtype=np.float32
    )
    types = np.log(totals[mine] / np.maximum(1, kinds[mine]))
    share = np.minimum(1, sharing[mine])
    columns = (
        np.log(often), once, often == 2, often >= 5, alternates, covers, np.minimum(1, 3 * often / blocks),
        types, share, np.minimum(6, systems[mine]) / 3, (first <= 4) & (often == 1), first / size,
        last / size, called, mentions >= 1, mentions >= 3, longer, aside_of, has_aside, alternates * covers,
        once * share, once * types, once * look, *singles,
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _alternation(
    view: View,
    of: Indices,
    line: Indices,
    mine: Indices,
    recurs: npt.NDArray[np.bool_],
    first: Indices,
    last: Indices,
) -> tuple[Numbers, Numbers]:
    """Of labels that recur: how often another stood before; how much of their stretch is labelled."""
    count = len(first)
    alternates, covers = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    gaps = np.concatenate([[0], np.cumsum(view.gap)])
    for form in np.unique(mine[recurs]) if recurs.any() else ():
        chosen = np.flatnonzero(recurs[of] & (mine[of] == form))
        where, who = line[chosen], of[chosen]
        order = np.argsort(where, kind="stable")
        where, who = where[order], who[order]
        changed = np.concatenate([[True], who[1:] != who[:-1]])
        times = np.bincount(who, minlength=count)
        alternates += np.where(
            times > 0, np.bincount(who, weights=changed, minlength=count) / np.maximum(1, times), 0
        )
        here = np.flatnonzero(recurs & (mine == form))
        inside = np.searchsorted(where, last[here], side="right") - np.searchsorted(
            where, first[here], side="left"
        )
        stretch = np.maximum(1, gaps[last[here] + 1] - gaps[first[here]])
        covers[here] = np.minimum(1, inside / stretch)
    return alternates, covers


def _singles(
    view: View, of: Indices, line: Indices, often: Indices, found: Sequence[Candidate]
) -> tuple[Numbers, Numbers]:
    """Of labels that occur once: whether such labels stand on the lines beside, and in a run of three."""
    size, count = len(view.lines), len(often)
    single = np.zeros(size + 2, dtype=np.float32)
    for k, i, candidate in zip(of, line, found, strict=True):
        if often[k] == 1 and not candidate.bare and candidate.form in ("colon", "stroke", "bold"):
            single[i + 1] = 1
    beside = single[:-2] + single[2:]
    run = single[1:-1] * (single[:-2] * single[2:])
    run = np.maximum(
        run, np.maximum(np.concatenate([run[1:], [0]]), np.concatenate([[0], run[:-1]])) * single[1:-1]
    )
    near, rows = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    alone = often[of] == 1
    near[of[alone]] = beside[line[alone]]
    rows[of[alone]] = run[line[alone]]
    return near, rows


def _mentions(view: View, names: Sequence[str], often: Indices) -> Indices:
    """How often the words of each label stand elsewhere in the text."""
    words = Counter(token.casefold() for text in view.plain for token in WORD.findall(text))
    found = []
    for name, times in zip(names, often, strict=True):
        tokens = [token.casefold() for token in WORD.findall(name) if len(token) > 1]
        found.append(max(0, sum(words[token] for token in tokens) - int(times) * len(tokens)))
    return np.array(found, dtype=np.intp)


def _inside(keys: Sequence[str], recurs: npt.NDArray[np.bool_]) -> Numbers:
    """Whether the words of each label are some of a longer one's that recurs."""
    parts: set[str] = set()
    for k in np.flatnonzero(recurs):
        words = keys[int(k)].split()[:8]
        for a in range(len(words)):
            parts.update(" ".join(words[a:b]) for b in range(a + 1, len(words) + 1) if b - a < len(words))
        if len(words) == 1 and unspaced(words[0][0]):
            parts.update(words[0][:b] for b in range(1, min(4, len(words[0]))))
    return np.array([key in parts for key in keys], dtype=np.float32)


def _means(view: View, count: int, of: Indices, line: Indices, found: Sequence[Candidate]) -> Numbers:
    """What the lines of each label have in common: means over its first occurrences."""
    seen: Counter[int] = Counter()
    chosen = []
    for n, k in enumerate(of.tolist()):
        seen[k] += 1
        if seen[k] <= _SAMPLE:
            chosen.append(n)
    of, line, found = of[chosen], line[chosen], [found[n] for n in chosen]
    forms = np.zeros((len(found), len(FORMS)), dtype=np.float32)
    forms[np.arange(len(found)), [FORMS.index(c.form) for c in found]] = 1
    each = numbers(
        [
            (float(c.bare), float(bool(c.time)), float(c.marked), float(bool(c.asides)), float(i < 5))
            for i, c in zip(line, found, strict=True)
        ],
        _EACH,
    )
    behind = numbers([shape(view.lines[i].text[c.start :]) for i, c in zip(line, found, strict=True)], SHAPE)
    shapes = view.text[:, : len(SHAPE)]
    none = np.zeros((1, len(SHAPE)), dtype=np.float32)
    above = np.concatenate([none, shapes[:-1]])[line]
    bare = each[:, :1]
    below = np.concatenate([shapes[1:], none])[line] * bare
    rows = np.concatenate([forms, each, view.flags[line], behind, above, below], axis=1)
    sums = np.zeros((count, rows.shape[1]), dtype=np.float32)
    np.add.at(sums, of, rows)
    weight = np.bincount(of, minlength=count).astype(np.float32)[:, None]
    means = sums / weight
    # Of what is behind and below only the occurrences count that have it.
    start = len(FORMS)
    bares = means[:, start : start + 1]
    edge = start + len(_EACH) + len(FLAGS)
    means[:, edge : edge + len(SHAPE)] /= np.maximum(1 - bares, 1e-6) * (bares < 1) + (bares >= 1)
    means[:, edge + 2 * len(SHAPE) :] /= np.maximum(bares, 1e-6) * (bares > 0) + (bares <= 0)
    return means


def again(view: View, known: Labels, likely: Numbers, turns: Numbers | None) -> Numbers:
    """The features that a first reading gives.

    likely  of each key: how likely it is a speaker's
    turns   of each line: how likely it begins a turn; None where lines were not read yet
    """
    count = len(known.keys)
    if not count:
        return np.zeros((0, AGAIN), dtype=np.float32)
    often = np.bincount(known.of, minlength=count)
    sure = likely > 0.5
    styles: list[tuple[object, ...]] = []
    for i, candidate in zip(known.line, known.candidates, strict=True):
        flags = view.flags[i]
        styles.append(
            (
                candidate.form,
                candidate.bare,
                bool(flags[5] or flags[6]),
                bool(flags[8]),
                bool(candidate.time),
                candidate.marked,
            )
        )
    index: dict[tuple[object, ...], int] = {}
    style = np.array([index.setdefault(one, len(index)) for one in styles], dtype=np.intp)
    from_sure = sure[known.of]
    steady = from_sure & (often[known.of] > 1)
    ours = np.bincount(style[steady], minlength=len(index))
    others = np.bincount(style[~from_sure], minlength=len(index))
    begin = np.full(count, len(style), dtype=np.intp)
    np.minimum.at(begin, known.of, np.arange(len(style)))
    mine = style[begin]
    total = max(1, int(ours.sum()))
    ratio = ours[mine] / (ours[mine] + others[mine] + 1)
    once = often == 1
    speakers = np.flatnonzero(sure)
    alike = _alike(known.keys, speakers, often)
    weight = often[speakers].sum() or 1
    shouted = np.array([name.upper() == name and name.lower() != name for name in known.names])
    cased = np.array([name.upper() != name.lower() for name in known.names])
    capital = float((often[speakers] * shouted[speakers]).sum() / weight)
    words = np.array([min(4, len(key.split())) for key in known.keys])
    lengths = Counter(words[speakers].tolist())
    widths = np.array([width(key) for key in known.keys], dtype=np.float32)
    usual = float((often[speakers] * widths[speakers]).sum() / weight) if len(speakers) else 0.0
    read = np.zeros(count, dtype=np.float32)
    best = np.zeros(count, dtype=np.float32)
    if turns is not None:
        read = (np.bincount(known.of, weights=turns[known.line], minlength=count) / often).astype(np.float32)
        np.maximum.at(best, known.of, turns[known.line].astype(np.float32))
    columns = (
        likely, ours[mine] / total, np.log1p(ours[mine]) / 3, np.log1p(others[mine]) / 3, ratio,
        once * ratio, alike, alike * (ours[mine] > 0),
        cased & (len(speakers) > 0) & ((capital > 0.6) == shouted), cased & (capital > 0.6) & ~shouted,
        np.array([lengths[w] for w in words]) / max(1, len(speakers)),
        np.minimum(2, np.abs(np.log((widths + 1) / (usual + 1)))) if usual else np.zeros(count),
        (widths > 2.2 * usual) if usual else np.zeros(count), read, best,
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _alike(keys: Sequence[str], speakers: Indices, often: Indices) -> Numbers:
    """Of each label: whether it is like a speaker's that is commoner."""
    result = np.zeros(len(keys), dtype=np.float32)
    chosen = sorted(speakers, key=lambda k: -often[k])[:_CROWD]
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for k in chosen:
        for word in {*keys[k].split(), keys[k][:1] if unspaced(keys[k][0]) else ""}:
            by_word[word].append(k)
    for k, key in enumerate(keys):
        words = key.split()
        if not words or key[0] in DASHES or key[0] in MARKS:
            continue
        near = {
            other for word in {*words, key[:1] if unspaced(key[0]) else ""} for other in by_word.get(word, ())
        }
        if len(chosen) <= 60:
            near.update(chosen)
        for other in near:
            if other != k and often[other] > often[k] and _similar(key, keys[other]):
                result[k] = 1
                break
    return result


def _similar(key: str, other: str) -> bool:
    """Whether two labels may be one name: shorter, longer, or with a slip."""
    short, long = sorted((key, other), key=len)
    if set(short.split()) < set(long.split()):
        return True
    if unspaced(short[0]) and len(short) > 1 and (long.startswith(short) or long.endswith(short)):
        return True
    return len(short) >= 5 and len(long) - len(short) <= 2 and fuzz.ratio(short, long) > _NEAR
