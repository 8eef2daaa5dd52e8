"""What stands on every page is said by nobody; what people say again and again is."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.config import Sidecar
from toolkit.readers import plain
from toolkit.reading.candidates import candidates
from toolkit.reading.numbering import uncounted
from toolkit.workflow.transcripts import read_data


def kept(text: str) -> tuple[list[str], list[str]]:
    """The labels that are left, and all of them."""
    lines = plain.content(text, path="x.txt").lines
    found = [candidates(line) for line in lines]
    left, every = ([one.label for line in some for one in line] for some in (uncounted(lines, found), found))
    return left, every


HEAD = "Box 7: Harbour Museum, © 2011, page {} of 40"


def heads(first: int, count: int) -> str:
    talk = ("Ann: So?", "Bo: The lamp was out.", "Ann: And the boats?")
    return "\n\n".join("\n\n".join((HEAD.format(first + n), *talk)) for n in range(count))


@given(st.integers(0, 90), st.integers(1, 12))
def test_a_line_with_the_number_of_each_page_has_no_label(first: int, count: int) -> None:
    left, every = kept(heads(first, count))
    assert "Box 7" in every and ("Box 7" in left) == (count < 3)


def test_what_somebody_says_again_is_said() -> None:
    for texts in (
        ["Ann: Now turn the wheel 3 times, please."] * 4,
        ["Ann: 1", "Ann: 2", "Ann: 3", "Ann: 4"],
        # Where all is so, it is how they talk.
        [f"Ann: This is the sentence with the number {n} of all that I said." for n in range(40)],
        ["Ann: 0:01", "Ann: 0:02", "Ann: 0:03", "Ann: 0:04"],
        [
            "Ann: Turn it 3 times, slowly now.",
            "Ann: Turn it 5 times, slowly then.",
            "Ann: Turn it 9 times, I say.",
        ],
    ):
        left, every = kept("\n\n".join(texts))
        assert left == every and len(left) >= len(texts)


def test_a_speaker_goes_on_below_the_head_of_a_page() -> None:
    said = "Ada Holt: Who kept the light?\n\nBo Lind: My uncle did, for a year,\n\n{}\n\nand then nobody.\n\n"
    pages = [said.format(HEAD.format(n)) for n in range(2, 8)]
    document, _ = read_data("".join(pages).encode(), Sidecar(), name="x", path="x.txt", lang="en")
    assert [speaker.name for speaker in document.speakers] == ["Ada Holt", "Bo Lind"]
