"""Transcripts with answers, drawn from a seed.

    python benchmarks/reading/synthesize.py COUNT OUT [--seed N] [--langs en,de] [--words FILE] [--genre NAME]

writes JSON Lines to OUT, an object for each document: id, lang, genre, style, naming, layout, shows (what
misleads in it: keys of `habits.HABITS`), text, lines.
The id's first part is its family: `a`; `x` (a label style that no document of `a` has); `y` (a layout that
none of `a` has). `lines` has an object for each line that is not blank, but for front matter: n (from 1),
allow (the states that are right), label (as printed, or null), speaker (the name that a reader should give),
and where there are any, also (names as right) and form.

Each document draws its traits by itself, so that no two of them always come together. Half of the documents
are ordinary. With --words (see `gather.py`), half of them have sentences of others, in the place of our few.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from ends import above
from front import front_matter
from genres import COMMON, GENRES
from lay import Para, answers, rows
from phrases import languages, words_of
from scene import Scene
from styles import Layout, draw_layout, draw_style

HELD_STYLES, HELD_LAYOUTS = 0.06, 0.05
ORDINARY = 0.4
"""Share of documents that are made to be ordinary, beside those that happen to be."""


Words = Mapping[str, Mapping[str, Sequence[str]]]


def document(seed: int, index: int, langs: Sequence[str], words: Words, only: str = "") -> dict[str, Any]:
    """One document; the same for the same seed, index and words.

    only  its genre; "" for any
    """
    rng = Random(f"{seed} {index}")
    lang = rng.choice(langs)
    draw = rng.random()
    family = "x" if draw < HELD_STYLES else "y" if draw < HELD_STYLES + HELD_LAYOUTS else "a"
    ordinary = family == "a" and rng.random() < ORDINARY
    markdown = rng.random() < 0.3
    style = draw_style(rng, lang, markdown, family == "x", ordinary)
    markdown = markdown or "md" in style.needs
    layout = Layout("blank") if ordinary else draw_layout(rng, lang, family == "y")
    if style.name.startswith("log") and family != "y" and rng.random() < 0.8:
        layout = Layout("lines", 0)
    scene = Scene(rng, lang, style, layout, markdown, words.get(lang, {}), ordinary)
    names = [name for name in GENRES if not ordinary or name in COMMON]
    genre = rng.choices(names, [GENRES[name][1] for name in names])[0]
    if only:
        genre = only
    elif family == "x":
        genre = rng.choice(("interview", "interview", "podcast", "panel"))
    lines_before = front_matter(scene)
    paras: list[Para] = above(scene, GENRES[genre][0](scene))
    lines = rows(paras, scene.layout, rng, lang, scene.running)
    offset = len(lines_before)
    gold = answers(lines)
    for answer in gold:
        answer["n"] += offset
    ends = "\r\n" if rng.random() < 0.02 else "\n"
    text = ends.join([*lines_before, *(row.text for row in lines)]) + ends
    return {
        "id": f"{family}-{lang}-{index:05d}",
        "lang": lang,
        "genre": genre,
        "style": style.name,
        "naming": scene.form,
        "layout": scene.layout.name,
        "shows": sorted({para.shows for para in paras if para.shows}),
        "text": text,
        "lines": gold,
    }


def documents(
    count: int, seed: int = 1, langs: Sequence[str] = (), words: Words | None = None, only: str = ""
) -> Iterator[dict[str, Any]]:
    """So many documents."""
    for index in range(count):
        yield document(seed, index, langs or languages(), words or {}, only)


def main(arguments: list[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--langs", default="")
    parser.add_argument("--words", type=Path)
    parser.add_argument("--genre", default="", choices=("", *GENRES))
    given = parser.parse_args(arguments)
    langs = [lang for lang in given.langs.split(",") if lang]
    words = words_of(given.words) if given.words else None
    with given.out.open("w", encoding="utf-8") as file:
        for made in documents(given.count, given.seed, langs, words, given.genre):
            file.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
