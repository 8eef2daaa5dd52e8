"""Make sets of stories out of the catalogs of a game.

    python benchmarks/align/stories.py LOCALE OUT SOURCE-TARGET... [--free] [--documents N]
                                       [--dictionary SET=FILE]... [--encoder NAME]

LOCALE is the folder of catalogs that Debian's packages `wesnoth-1.18-*` install
(`/usr/share/games/wesnoth/1.18/locale`); a pair is such as zh_CN-en. Messages are cut into sentences, borders
of messages are forgotten, sentences are joined (12 of 100; half of these with a comma in place of their
stop) and left out (3 of 100), on either side by itself.

OUT/zh-en.exact has messages alone whose gold is known without an aligner: one side is one sentence, or both
have as many with the same kinds of stops and like lengths. With --free OUT/zh-en.free has all messages,
aligned message by message with what is given: freer translations, and a gold standard with errors of its
own. The same catalogs give the same sets.
"""

from __future__ import annotations

import gettext
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from sets import dictionaries

from toolkit.aligning import align, encoders, length
from toolkit.corpora import scores
from toolkit.model import Bead
from toolkit.text import segment

CAMPAIGNS = ("l", "did", "dw", "sof", "thot", "tsg", "sotbe", "tb")
SENTENCES = 220
"""Of a document, about."""
LETTERS = 30
"""Of the shortest message: others are names and words of menus."""
JOINED, WITH_COMMA, LEFT_OUT = 0.12, 0.5, 0.03
MOST = 4
"""Sentences beside a single one."""
UNLIKE = 0.55
"""How far the logarithms of lengths may differ from those of the whole messages."""
STOP = re.compile(r"[.!?。！？…]+[\"”’»」』）)]*$")
_CLOSING = '"”’»」』)） '

Pair = tuple[list[str], list[str]]


def main(arguments: list[str]) -> None:
    """Write the sets."""
    made = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    made.add_argument("locale", type=Path)
    made.add_argument("out", type=Path)
    made.add_argument("pairs", nargs="+", metavar="SOURCE-TARGET")
    made.add_argument("--free", action="store_true")
    made.add_argument("--documents", type=int, default=10)
    made.add_argument("--dictionary", action="append", default=[], metavar="SET=FILE")
    made.add_argument("--encoder", help="default, or MODULE:NAME")
    options = made.parse_args(arguments)
    words = dictionaries(options.dictionary)
    encoder = encoders.named(options.encoder) if options.encoder else None
    for pair in options.pairs:
        source, target = pair.split("-")
        found = messages(options.locale, source, target)
        name = f"{_tag(source)}-{_tag(target)}" + (".free" if options.free else ".exact")
        if options.free:
            enough = list(_first(found, options.documents * SENTENCES))
            beads = _aligned(enough, words.get(name), encoder)
        else:
            beads = (bead for message in found for bead in exact(message))
        write(options.out / name, beads, pair, options.documents)


def messages(locale: Path, source: str, target: str) -> Iterator[Pair]:
    """The sentences of each message in both languages; the catalogs are from English."""
    for campaign in CAMPAIGNS:
        both = [_catalog(locale, lang, campaign) for lang in (source, target)]
        for key in next(catalog for catalog in both if catalog is not None):
            english = clean(key.partition("\x04")[2] or key)
            texts = [clean(catalog.get(key, "")) if catalog is not None else english for catalog in both]
            if len(english) < LETTERS or not all(texts) or texts[0] == texts[1]:
                continue
            ours, theirs = (
                [sentence.strip() for sentence in segment.split(text, _tag(lang)) if sentence.strip()]
                for text, lang in zip(texts, (source, target), strict=True)
            )
            if ours and theirs:
                yield ours, theirs


def _first(found: Iterator[Pair], most: int) -> Iterator[Pair]:
    """The messages up to so many sentences."""
    count = 0
    for message in found:
        yield message
        count += len(message[0])
        # The last document must be whole.
        if count > most + SENTENCES:
            return


def _catalog(locale: Path, lang: str, campaign: str) -> dict[str, str] | None:
    if lang == "en":
        return None
    path = locale / lang / "LC_MESSAGES" / f"wesnoth-{campaign}.mo"
    with path.open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in known.items() if isinstance(key, str) and key}


def _tag(lang: str) -> str:
    return lang.partition("_")[0]


def clean(text: str) -> str:
    """A text without markup, with single blanks."""
    return " ".join(re.sub(r"<[^>]*>", "", text).split())


def exact(message: Pair) -> list[Pair]:
    """The beads of a message, where nobody can doubt them; else none."""
    ours, theirs = message
    if min(len(ours), len(theirs)) == 1:
        return [message] if max(len(ours), len(theirs)) <= MOST else []
    if len(ours) != len(theirs) or list(map(_kind, ours)) != list(map(_kind, theirs)):
        return []
    lengths = [length.units(side) + 4 for side in message]
    apart = np.log(lengths[0] / lengths[1]) - np.log(lengths[0].sum() / lengths[1].sum())
    if np.abs(apart).max() > UNLIKE:
        return []
    return [([a], [b]) for a, b in zip(ours, theirs, strict=True)]


def _kind(sentence: str) -> int:
    """Whether it asks, exclaims or states."""
    last = sentence.rstrip(_CLOSING)[-1:]
    return next((k for k, marks in enumerate(("?？", "!！"), 1) if last and last in marks), 0)


def _aligned(found: Sequence[Pair], words, encoder) -> Iterator[Pair]:
    """The beads of all messages, aligned together with fixed borders."""
    source = [sentence for ours, _ in found for sentence in ours]
    target = [sentence for _, theirs in found for sentence in theirs]
    sizes = np.cumsum([(len(ours), len(theirs)) for ours, theirs in found], axis=0)
    points = [(int(i), int(j)) for i, j in sizes]
    for bead in align(
        source, target, source_lang="und", target_lang="und", dictionary=words, encoder=encoder, fixed=points
    ):
        yield [source[i] for i in bead.source], [target[j] for j in bead.target]


def write(folder: Path, beads: Iterator[Pair], seed: str, most: int) -> None:
    """Write a set of no more than so many documents."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    for number, document in zip(range(most), _documents(beads), strict=False):
        _write(folder / f"{number:02}", document, random)


def _documents(beads: Iterator[Pair]) -> Iterator[list[Pair]]:
    document: list[Pair] = []
    count = 0
    for bead in beads:
        document.append(bead)
        count += len(bead[0])
        if count >= SENTENCES:
            yield document
            document, count = [], 0


def _write(path: Path, document: Sequence[Pair], random: Random) -> None:
    """Write a document whose lines are joined and left out."""
    sides = [_side([pair[side] for pair in document], random) for side in (0, 1)]
    groups: list[tuple[set[int], set[int]]] = []
    for own in zip(sides[0][1], sides[1][1], strict=True):
        # Two beads that share a line are one.
        if groups and any(a & b for a, b in zip(groups[-1], own, strict=True)):
            groups[-1] = (groups[-1][0] | own[0], groups[-1][1] | own[1])
        elif any(own):
            groups.append(own)
    beads = [Bead(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups]
    for suffix, (lines, _) in zip((".src", ".tgt"), sides, strict=True):
        path.with_suffix(suffix).write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.with_suffix(".gold").write_text(scores.ladder(beads), encoding="utf-8")


def _side(parts: Sequence[Sequence[str]], random: Random) -> tuple[list[str], list[set[int]]]:
    """The lines of one side, and those of each bead."""
    lines: list[str] = []
    owned: list[set[int]] = []
    join = False
    for sentences in parts:
        own: set[int] = set()
        for sentence in [] if random.random() < LEFT_OUT else sentences:
            wide = sentence[-1:] > "\u2e80"
            if join:
                lines[-1] += ("" if wide else " ") + sentence
            else:
                lines.append(sentence)
            own.add(len(lines) - 1)
            join = random.random() < JOINED
            if join and random.random() < WITH_COMMA:
                lines[-1] = STOP.sub("", lines[-1]) + ("，" if wide else ",")
        owned.append(own)
    return lines, owned


if __name__ == "__main__":
    main(sys.argv[1:])
