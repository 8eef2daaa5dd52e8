"""Sentences side by side: what of a paragraph stands beside what, in all languages of an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model import Bead, Row


def groups(row: Row, langs: Sequence[str]) -> list[dict[str, str]]:
    """The paragraph in pieces, each with its text in every language; [] where it can't be divided.

    langs  the language of the source first

    The pieces of one language, joined, are its text: sentences that are one bead stay as they stand in the
    text, with the blank between them or without. None is empty: a sentence without a counterpart goes with
    the next that has one, or with the last. With several translations a piece ends where beads of all of them
    end. A paragraph that isn't translated into one of the languages stays whole.
    """
    pivot, *others = langs
    if not others or any(not row.beads.get(lang) for lang in others):
        return []
    length = {lang: len(row.cells[lang].sentences) for lang in langs}
    ends = [_ends(row.beads[lang], length[pivot], length[lang]) for lang in others]
    shared = [end for end in ends[0] if all(end in more for more in ends[1:])]
    found = []
    before = dict.fromkeys(langs, 0)
    for end in shared:
        after = {pivot: end, **{lang: ends[k][end] for k, lang in enumerate(others)}}
        found.append({lang: "".join(row.cells[lang].sentences[before[lang] : after[lang]]) for lang in langs})
        before = after
    return found


def _ends(beads: Sequence[Bead], n: int, m: int) -> Mapping[int, int]:
    """How many sentences of the source, and of the translation, are done where a piece may end.

    A piece has something on both sides; beads that cross each other are in one.
    """
    ends: dict[int, int] = {}
    sources = targets = source_end = target_end = last = last_target = 0
    for bead in beads:
        sources, targets = sources + len(bead.source), targets + len(bead.target)
        source_end = max(source_end, *(k + 1 for k in bead.source), 0)
        target_end = max(target_end, *(k + 1 for k in bead.target), 0)
        if (sources, targets) == (source_end, target_end) and source_end > last and target_end > last_target:
            ends[source_end] = target_end
            last, last_target = source_end, target_end
    if (last, last_target) != (n, m):
        ends.pop(last, None)
        ends[n] = m
    return ends
