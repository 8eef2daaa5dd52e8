"""Make sets of a book out of its translations.

    python benchmarks/align/handbook.py HTML OUT SOURCE:TARGET... [--documents N]

HTML is the folder that Debian's package `debian-handbook` installs (`/usr/share/doc/debian-handbook/html`); a
pair is such as de-DE:fr-FR. Paragraphs stand in the same order in each language. Those that were translated
become OUT/de-fr.book as messages do in `stories.py`: borders are forgotten, sentences joined and left
out, and the gold standard is beyond doubt. The same book gives the same sets.
"""

from __future__ import annotations

import html
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import stories

from toolkit.text import segment

ORIGINAL = "en-US"
_PARAGRAPH = re.compile(r'<div class="para">(.*?)(?=<div|</div>)', re.DOTALL)


def main(arguments: list[str]) -> None:
    """Write the sets."""
    made = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    made.add_argument("html", type=Path)
    made.add_argument("out", type=Path)
    made.add_argument("pairs", nargs="+", metavar="SOURCE:TARGET")
    made.add_argument("--documents", type=int, default=10)
    options = made.parse_args(arguments)
    for pair in options.pairs:
        source, target = pair.split(":")
        name = "-".join(tag.partition("-")[0] for tag in (source, target))
        found = messages(options.html, source, target)
        beads = (bead for message in found for bead in stories.exact(message))
        stories.write(options.out / f"{name}.book", beads, pair, options.documents)


def messages(folder: Path, source: str, target: str) -> Iterator[stories.Pair]:
    """The sentences of each paragraph in both languages."""
    for page in sorted((folder / ORIGINAL).glob("*.html")):
        paths = [folder / lang / page.name for lang in (source, target)]
        # The first page is the contents alone.
        if page.stem == "index" or not all(path.exists() for path in paths):
            continue
        ours, theirs, first = (paragraphs(path) for path in (*paths, page))
        if not len(ours) == len(theirs) == len(first):
            continue
        for texts in zip(ours, theirs, first, strict=True):
            # What is as in English was not translated yet, English aside.
            kept = [
                lang == ORIGINAL or text != texts[2]
                for lang, text in zip((source, target), texts, strict=False)
            ]
            if len(texts[2]) < stories.LETTERS or not all(texts) or not all(kept) or texts[0] == texts[1]:
                continue
            sides = [
                [
                    sentence.strip()
                    for sentence in segment.split(text, lang.partition("-")[0])
                    if sentence.strip()
                ]
                for text, lang in zip(texts, (source, target), strict=False)
            ]
            if all(sides):
                yield sides[0], sides[1]


def paragraphs(page: Path) -> list[str]:
    """The texts of a page."""
    found = _PARAGRAPH.findall(page.read_text(encoding="utf-8"))
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split()) for text in found]


if __name__ == "__main__":
    main(sys.argv[1:])
