"""A turn that the translation has in another place is put to its source, in a real browser."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from browser import evaluate, press, status, visited, wait, write
from reviews import running
from test_review_alignment import visit
from test_workflow_repairing import PO, Bench

pytestmark = pytest.mark.slow
PAUSE = evaluate("new Promise((done) => setTimeout(() => done(0), 500))")

WALK = """The Lamp Walk

ANN HALE: Who lit the forty lamps in 1994?

IDA ROON: My uncle Oskar lit the lamps. He fell off the ladder in 1994. Then I climbed it. Nobody asked me to.

ANN HALE: Is he alive?

IDA ROON: Oskar died in March. We lit the forty lamps at noon.
"""
GANG = """Der Lampengang

ANN HALE: Wer zündete 1994 die vierzig Lampen an?

ANN HALE: Lebt er noch?

IDA ROON: Mein Onkel Oskar zündete sie an. Er fiel 1994 von der Leiter. Dann stieg ich hoch. Niemand bat mich.

IDA ROON: Oskar starb im März. Wir zündeten die vierzig Lampen mittags an.
"""


def test_a_turn_that_stands_elsewhere_is_put_to_its_source(tmp_path: Path) -> None:
    """Over a long answer, which stays where it is; and it is taken back as one act."""
    bench = Bench(tmp_path, WALK, GANG)
    before = bench.files()
    sought = wait("document.querySelector('dialog[open] input')")
    closed = wait("!document.querySelector('dialog[open]')")
    to = [press("g"), sought, write("Lebt er"), press("Enter"), closed]
    there = wait("document.activeElement.textContent.includes('Lebt er')")
    at = evaluate("document.querySelector('.opened').textContent")
    with running(tmp_path) as review:
        ((row,),) = visited(
            visit(
                review,
                *[press("g"), sought, write("Is he alive"), press("Enter"), closed],
                wait("document.activeElement.textContent.includes('Is he alive')"),
                press("t"),
                status("Go to the row that it goes with, and press t"),
                wait("document.activeElement.textContent.includes('goes with …')"),
                *to,
                there,
                press("t"),
                status("Now it is: 1:1, decided"),
                at,
            )
        )
        # Both texts have a paragraph of this number, and each is come to.
        number = [press("g"), sought, write("3.1"), press("Enter"), closed]
        again = [press("g"), sought, press("Enter"), closed]
        ((_, first, _, second),) = visited(
            visit(review, *number, PAUSE, at, *again, PAUSE, at),
        )
        assert "My uncle" in first and "Lebt er noch" in second
        plain = ".aligned:not(.opened, .in-doubt) .stage"
        ((badges,),) = visited(
            visit(
                review,
                evaluate(f"[...document.querySelectorAll('{plain}')].map((one) => one.textContent)"),
                languages="ar",
            )
        )
        # What goes without saying is said in no language.
        assert not [words for words in badges if "1:1" in words and "99" in words]
        assert "Is he alive?" in row and "Lebt er noch?" in row
        told = {e.msgid: e.msgstr for e in polib.pofile(str(tmp_path / PO))}
        assert told["Is he alive?"] == "Lebt er noch?"
        (answer,) = [text for source, text in told.items() if source.startswith("My uncle")]
        assert answer.startswith("Mein Onkel Oskar") and answer.endswith("bat mich.")
        made = bench.files()
        bench.align()
        assert bench.files() == made
        visited(visit(review, press("Control+z"), status("Taken back: Pair with ...")))
    assert bench.files() == before
