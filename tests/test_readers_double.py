"""A text with a blank line below each of its lines is read as if it were set single."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config import Sidecar
from toolkit.workflow.reading_rows import rows
from toolkit.workflow.transcripts import read_data

TALK = """\
Ann Holt: So you kept the light on this coast for thirty years, and your father before you, in any weather.
Bo Lind: He did. He rowed out with the oil on Mondays, and we children waited at the window for the lamp.
Ann Holt: And what did you do on the days when nobody could land, because the sea was too high for any boat?
Bo Lind: We ate what we had. Potatoes mostly, and the eggs that my brother took from the rocks by the tower.
Ann Holt: Did nobody tell him that he must not climb down there, where the waves come over the wall in winter?
Bo Lind: Everybody did. He said that the gulls had told him the same, and that he did not mind them.
""".splitlines()


def lines(width: int, indent: str) -> list[str]:
    return [line for turn in TALK for line in textwrap.wrap(turn, width, initial_indent=indent)]


def read(text: str) -> list[tuple[object, object, object]]:
    document, _ = read_data(text.encode(), Sidecar(), name="x", path="x.txt", lang="en", doubts=False)
    return [(row["kind"], row["speaker"], row["text"]) for row in rows(document)]


@pytest.mark.parametrize("indent", ["", "    "])
@given(st.integers(40, 60))
def test_a_text_that_is_set_double_is_read_like_one_that_is_not(indent: str, width: int) -> None:
    single = lines(width, indent)
    assert read("\n\n".join(single)) == read("\n".join(single))


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = "\n\n".join(f"{turn.split(':')[0]}: So it was, in year {n}." for n in range(6) for turn in TALK)
    assert len(read(text)) == 36
