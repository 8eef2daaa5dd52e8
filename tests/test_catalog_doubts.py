"""Doubts are data: their words are read back, and counted, in every place that shows them."""

import re
from collections.abc import Callable
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import words
from toolkit.adopting.aligned_text import opening
from toolkit.catalog import provenance
from toolkit.catalog.comments import file_name
from toolkit.catalog.doubts import OTHER, WORDINGS, Doubt, joined, parse, parted, words_in
from toolkit.model import KINDS, Entry
from toolkit.text.hygiene import tidy

TEXT = st.text(min_size=1, max_size=60).map(tidy).map(lambda text: text or "Yes.")
PLACE = st.builds("{}.{}".format, st.integers(1, 9999), st.integers(1, 999)) | st.just("12.1.3")
NUMBER = st.integers(1, 9999)
ARGUMENTS: dict[str, st.SearchStrategy[object]] = {
    "number": NUMBER,
    "numbers": st.lists(NUMBER, min_size=1, max_size=5).map(tuple),
    "place": PLACE,
    "places": st.lists(PLACE, min_size=2, max_size=4).map(tuple),
    "quote": TEXT.map(opening),
    "kind": st.sampled_from([*KINDS]),
    "label": st.sampled_from(["Боу Хольм:", "（画面：", "Editor's Note:", "عمر صايغ:"]),
    "file": TEXT.map(file_name).filter(bool),
    "text": st.sampled_from(["another number", "perhaps", "Unsure"]),
}


def fields(code: str) -> dict[int, str]:
    """The forms of a doubt's arguments by their index; of wordings for many, which have them all."""
    wording = WORDINGS[code]
    pieces = Formatter().parse(wording.many or wording.one)
    return {int(field): form or "" for _, field, form, _ in pieces if field}


def any_doubt(code: str) -> st.SearchStrategy[Doubt]:
    forms = fields(code)
    make: Callable[..., Doubt] = lambda *args: Doubt(code, args)  # noqa: E731
    return st.builds(make, *(ARGUMENTS[forms[index]] for index in sorted(forms)))


DOUBT = st.sampled_from(sorted(WORDINGS)).flatmap(any_doubt)


@given(DOUBT)
def test_the_words_of_a_doubt_are_read_back(doubt: Doubt) -> None:
    assert parse(str(doubt)) == doubt


@given(st.lists(DOUBT, max_size=4), st.floats(0, 1), st.sampled_from(["", "old.txt"]))
def test_a_comment_keeps_its_doubts(doubts: list[Doubt], sure: float, file: str) -> None:
    comment = provenance.aligned("Oui.", sure, doubtful=True, doubts=doubts, file=file)
    entry = Entry("turn|ana", "Yes.", "Oui.", "fuzzy", comments=("A remark.", comment))
    placed = provenance.placed(entry)
    assert placed is not None and placed.doubts == tuple(doubts) and placed.file == file
    assert parted(joined(doubts)) == tuple(doubts)
    # An editor may have broken its lines.
    broken = tuple(re.sub(r" (?=doubtful|sentence|there)", "\n", comment).split("\n"))
    again = provenance.placed(entry.replace(comments=broken))
    assert again is not None and again.doubts == tuple(doubts)


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("unsure where it begins and ends", Doubt("borders")),
        ("sentence 2 of 3 seems not to be translated here: “We…”", Doubt("untranslated", ((2,), 3, "We…"))),
        ("1 sentence here, 4 there", Doubt("unequal", (1, 4))),
        ("12.1 and 12.2 are translated together", Doubt("together", (("12.1", "12.2"),))),
        ("a dateline here is a speech there", Doubt("kind", ("dateline", "speech"))),
        ("a sentence of 4 is missing", Doubt(OTHER, ("a sentence of 4 is missing",))),
    ],
)
def test_comments_of_catalogs_that_exist_are_understood(words: str, doubt: Doubt) -> None:
    assert parse(words) == doubt and str(doubt) == words


@pytest.mark.parametrize("lang", words.offered()[1:])
def test_each_doubt_is_told_in_the_languages_of_the_pages(lang: str) -> None:
    say = words.wording(lang)
    for code, wording in WORDINGS.items():
        if code != OTHER:
            assert words_in(Doubt(code), say) == say(wording.about) != wording.about
    assert words_in(Doubt(OTHER, ("Ask Ann.",)), say) == "Ask Ann."
    assert words_in(Doubt("parted", ("12.1",)), str) == "more of its paragraph there translates 12.1"
