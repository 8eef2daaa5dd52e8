"""`diglot bitext`: two texts that translate each other, aligned sentence by sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit import languages, pipeline, project, segment
from toolkit.align import align, evaluate
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.model import Bead


def units(path: Path, shown: str, lang: str, *, segmented: bool) -> list[str]:
    """The sentences of a text: its lines if it is segmented already, else those of its paragraphs, in order.

    Raises DiglotError where the file can't be read; it must be UTF-8 if it is segmented.
    """
    data = project.read(path)
    if segmented:
        try:
            # Every line counts, an empty one too: the numbers of a ladder are those of lines.
            lines = data.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise DiglotError(
                f"line {data.count(10, 0, error.start) + 1} is not UTF-8.", shown, "Save the file as UTF-8."
            ) from error
        return [line.rstrip("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]
    document, _ = pipeline.read_data(data, Sidecar(), name=path.stem, path=shown, lang=lang)
    paragraphs = (p for turn in document.turns for p in turn.paragraphs if p.kind != "separator")
    return [part.strip() for p in paragraphs for part in segment.split(p.text, lang)]


def beads(
    source: Sequence[str], target: Sequence[str], source_lang: str, target_lang: str
) -> tuple[Bead, ...]:
    """Which sentences translate which; tags may be "und"."""
    tags = (languages.get(tag).tag for tag in (source_lang, target_lang))
    one, other = tags
    return align(source, target, source_lang=one, target_lang=other)


def lines(form: str, found: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """The beads as ladder (`[0, 1]:[0]`, 0-based), tsv (source, target, confidence) or jsonl."""
    if form == "ladder":
        yield from evaluate.ladder(found).splitlines()
        return
    for bead in found:
        one, other = ([side[i] for i in at] for side, at in ((source, bead.source), (target, bead.target)))
        confidence = round(math.exp(-bead.cost), 3)
        if form == "tsv":
            yield "\t".join(
                [*(" ".join(side).replace("\t", " ") for side in (one, other)), f"{confidence:.3f}"]
            )
        else:
            row = {"source": one, "target": other, "at": [bead.source, bead.target], "confidence": confidence}
            yield json.dumps(row, ensure_ascii=False)


def scores(found: Sequence[Bead], path: Path, shown: str) -> str:
    """How well the beads agree with a ladder by hand: strict and lax precision, recall, F1."""
    try:
        gold = evaluate.parse(project.read(path).decode("utf-8"), shown)
    except UnicodeDecodeError as error:
        raise DiglotError("this is no ladder: it is not UTF-8.", shown) from error
    tally = evaluate.tally(found, gold)
    strict, lax = (
        " ".join(f"{name} {value:.3f}" for name, value in zip(("P", "R", "F1"), side, strict=True))
        for side in (tally.strict, tally.lax)
    )
    return f"strict {strict}   lax {lax}"
