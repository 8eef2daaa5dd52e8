"""Make sets of works whose paragraphs somebody has aligned.

    python benchmarks/align/paragraphs.py FOLDER OUT WORK:NAME:SOURCE-TARGET...

FOLDER/WORK/WORK_LANG.txt has author and title, then a paragraph a line, the same one in each language, as the
texts of https://github.com/bilinguator/aligned-texts have. OUT/fr-en.NAME.paragraphs has their sentences as
they are: nothing is joined, and nothing left out. The gold standard names the sentences of paragraphs where
nobody can doubt them: one side is one sentence, or both have as many with the same kinds of stops and like
lengths (`stories.exact`). The same texts give the same sets. Where both texts have not as many lines nobody
knows which paragraphs belong together: then nothing is written.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

import stories

from toolkit.corpora import scores
from toolkit.model import Bead
from toolkit.text import segment

LEAST = 100
"""Sentences of the last document: fewer belong to the one before."""
_LINE_BREAK = re.compile("<delimiter>")
_SET = re.compile(r"([^:]+):([^:]+):([^:-]+)-([^:-]+)")


def main(arguments: list[str]) -> None:
    """Write the sets."""
    made = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    made.add_argument("folder", type=Path)
    made.add_argument("out", type=Path)
    made.add_argument("sets", nargs="+", metavar="WORK:NAME:SOURCE-TARGET")
    made.add_argument("--documents", type=int, default=10)
    options = made.parse_args(arguments)
    for wanted in options.sets:
        told = _SET.fullmatch(wanted)
        if not told:
            made.error(f"{wanted!r} is no WORK:NAME:SOURCE-TARGET, as alice:alice:en-ru is")
        work, name, *langs = told.groups()
        found = list(documents(list(messages(options.folder / work, langs))))
        out = options.out / f"{'-'.join(langs)}.{name}.paragraphs"
        out.mkdir(parents=True, exist_ok=True)
        for number, document in enumerate(found[: options.documents]):
            write(out / f"{number:02}", document)


def messages(work: Path, langs: Sequence[str]) -> Iterator[stories.Pair]:
    """The sentences of each paragraph in both languages."""
    files = [work / f"{work.name}_{lang}.txt" for lang in langs]
    lines = [_lines(file) for file in files]
    (ours, theirs), (source, target) = map(len, lines), files
    if ours != theirs:
        sys.exit(
            f"{target}: {theirs} lines, and {source} has {ours}; a line of one must be the same paragraph as"
            " that line of the other. Find the first line that is not, and join or part lines there."
        )
    # Author and title come first.
    for both in zip(*(side[2:] for side in lines), strict=True):
        texts = [stories.clean(_LINE_BREAK.sub(" ", text)) for text in both]
        if not all(texts) or (texts[0] == texts[1] and len(texts[0]) < stories.LETTERS):
            continue
        ours, theirs = (
            [sentence.strip() for sentence in segment.split(text, lang) if sentence.strip()]
            for text, lang in zip(texts, langs, strict=True)
        )
        yield ours, theirs


def _lines(file: Path) -> list[str]:
    """The lines of a text; a message ends the script where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except FileNotFoundError:
        sys.exit(f"{file}: there is no such file. It would have author and title, then a paragraph a line.")
    except (OSError, UnicodeError) as error:
        sys.exit(f"{file}: can't be read as UTF-8 text: {error}")


def documents(found: Sequence[stories.Pair]) -> Iterator[list[stories.Pair]]:
    """Paragraphs in documents of about `stories.SENTENCES`."""
    made: list[list[stories.Pair]] = [[]]
    for message in found:
        if _size(made[-1]) >= stories.SENTENCES:
            made.append([])
        made[-1].append(message)
    last = made.pop()
    if made and _size(last) < LEAST:
        made[-1] += last
    else:
        made.append(last)
    yield from made


def _size(document: Sequence[stories.Pair]) -> int:
    return sum(len(ours) for ours, _ in document)


def write(path: Path, document: Sequence[stories.Pair]) -> None:
    """Write a document, and the beads that are sure."""
    gold: list[Bead] = []
    i = j = 0
    for ours, theirs in document:
        n, m = len(ours), len(theirs)
        if min(n, m) == 1:
            gold.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m))))
        elif stories.exact((ours, theirs)):
            gold += [Bead((i + k,), (j + k,)) for k in range(n)]
        i, j = i + n, j + m
    sides = ([sentence for pair in document for sentence in pair[side]] for side in (0, 1))
    for suffix, lines in zip((".src", ".tgt"), sides, strict=True):
        path.with_suffix(suffix).write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.with_suffix(".gold").write_text(scores.ladder(gold), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
