"""Three talks in thirty shapes that tools write: who says what, every word, and every time.

The files are written by the rules of their forms, and not as diglot writes any. With `python
tests/test_timed_and_office_shapes.py` the figures of each are printed.
"""

from __future__ import annotations

import sys

import pytest

import harbour_captions
import harbour_documents
import harbour_json
import harbour_texts
from harbour_talks import TALKS, Shape, Talk, score

SHAPES: dict[str, Shape] = {
    **harbour_captions.SHAPES,
    **harbour_json.SHAPES,
    **harbour_texts.SHAPES,
    **harbour_documents.SHAPES,
}
LEAST = 0.99
"""F1 of speakers with their turns."""


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
@pytest.mark.parametrize("name", SHAPES)
def test_turns_words_and_times_of_what_a_tool_writes_are_whole(name: str, talk: Talk) -> None:
    read = score(SHAPES[name], talk)
    assert read.turns >= LEAST
    assert read.words == 1
    assert read.times in {None, 1}
    assert read.events == 1
    assert read.cut == 0


def figures() -> str:
    """A row for each shape: the worst of its three files."""
    rows = ["| shape | F1 of turns | words | times |", "|---|---|---|---|"]
    for name, shape in SHAPES.items():
        read = [score(shape, talk) for talk in TALKS]
        times = min((one.times for one in read if one.times is not None), default=None)
        rows.append(
            f"| {name} | {min(one.turns for one in read):.3f} | {100 * min(one.words for one in read):.1f} % "
            f"| {'–' if times is None else f'{100 * times:.1f} %'} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{figures()}\n")
