"""What changed between two versions of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.text.difference import ComparedPiece, compare, kind, shown, with_figures

WORDS = st.lists(
    st.sampled_from(["the", "bell", "1947", "1,200", "، ", "桥", "ferry", "rang.", "—", "\n", "é"])
)
TEXTS = WORDS.map(" ".join) | WORDS.map("".join)


def test_very_long_versions_are_compared_roughly() -> None:
    middle = "word " * 15_000
    before, after = f"In 1947 {middle}it rang.", f"In 1949 {middle}it tolled."
    pieces = compare(before, after)
    assert [piece.fate for piece in pieces] == ["kept", "gone", "new", "kept"]
    assert "".join(text for fate, text in pieces if fate != "gone") == after
    assert "".join(text for fate, text in pieces if fate != "new") == before
    assert compare(before, before + before)[0] == ("kept", before)


@given(TEXTS, TEXTS)
@examples(200)
def test_both_versions_are_in_the_pieces(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate != "new") == before
    assert "".join(piece.text for piece in pieces if piece.fate != "gone") == after
    # What is gone and what is new alternate with what is kept, and no piece is empty.
    assert all(piece.text for piece in pieces)
    assert all((a.fate, b.fate) != ("new", "gone") and a.fate != b.fate for a, b in pairwise(pieces))


@given(TEXTS)
@examples(50)
def test_nothing_changed_in_the_same_text(text: str) -> None:
    assert compare(text, text) == ((ComparedPiece("kept", text),) if text else ())
    assert kind(text, text, "en") == "typography"


@given(TEXTS, TEXTS)
@examples(100)
def test_a_kind_says_the_same_of_an_edit_that_is_undone(before: str, after: str) -> None:
    assert kind(before, after, "en") == kind(after, before, "en")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("It rang in 1947.", "It rang in 1949.", "It rang in [-1947-] {+1949+}."),
        ("渡轮在七点停了。", "渡轮在八点停航了。", "渡轮在[-七-] {+八+}点停{+航+}了。"),
        ("الساعة ٧ مساءً", "الساعة ٨ مساءً", "الساعة [-٧-] {+٨+} مساءً"),
        (
            "It rang. Nobody came. It stopped.",
            "It rang. It stopped.",
            "It rang. [-Nobody came. -]It stopped.",
        ),
        (
            "A long beginning that nobody has touched, then the bell, then a long end that is as it was.",
            "A long beginning that nobody has touched, then a bell, then a long end that is as it was.",
            "… has touched, then [-the-] {+a+} bell, then a long end …",
        ),
    ],
)
def test_what_a_translator_sees(before: str, after: str, line: str) -> None:
    assert shown(compare(before, after)) == line


@pytest.mark.parametrize(
    ("before", "after", "lang", "change"),
    [
        ("It rang; twice", "It rang: twice.", "en", "typography"),
        # A question that has become a statement, and a shout that is none any more, say something else.
        ("It rang?", "It rang.", "en", "words"),
        ("It rang!", "It rang…", "en", "words"),
        ("هل رنّ؟", "هل رنّ.", "ar", "words"),
        ("هل رنّ؟", "هل رنّ?", "ar", "typography"),
        ("鐘が鳴った？", "鐘が鳴った。", "ja", "words"),
        ("鐘が鳴った！", "鐘が鳴った!!", "ja", "typography"),
        ("Χτύπησε;", "Χτύπησε.", "el", "words"),
        ("Χτύπησε;", "Χτύπησε\N{GREEK QUESTION MARK}", "el", "typography"),
        ("Sonó; dos veces", "Sonó: dos veces", "es", "typography"),
        ("Quién?", "¿Quién?", "es", "typography"),
        ("Er kam um 7.", "Er kam um 8.", "de", "figures"),
        ("On est 12 ou 13.", "On est 12 ou 15.", "fr", "figures"),
        ("First the bell, then us.", "First us, then the bell.", "en", "order"),
        ("鐘が鳴った。誰も来なかった。", "鐘が鳴った。", "ja", "sentences"),
        ("鐘が鳴った。", "鐘は鳴らなかった。", "ja", "words"),
        ("It rang. We left.", "It rang. They left.", "en", "words"),
        ("From 1947-1949.", "From 1947–1949.", "en", "typography"),
        # What is read aloud is no typography: vowels that are set on letters, money, per cent, a minus.
        ("अच्छा दिन", "अच्छा दीन", "hi", "words"),
        ("שָׁלוֹם", "שִׁלּוּם", "he", "words"),
        ("กิน", "กัน", "th", "words"),
        ("It cost $5.", "It cost €5.", "en", "words"),
        ("It grew by 5%.", "It grew by 5.", "en", "words"),
        ("At -5 degrees.", "At 5 degrees.", "en", "words"),
    ],
)
def test_kinds_of_changes(before: str, after: str, lang: str, change: str) -> None:
    assert kind(before, after, lang) == change


@pytest.mark.parametrize(
    ("translation", "before", "after", "made"),
    [
        ("En 1947, à 7 heures.", "At 7, in 1947.", "At 8, in 1949.", "En 1949, à 8 heures."),
        ("1947 年 7 月", "July 1947", "July 1949", "1949 年 7 月"),
        # It stands twice on one side, or nowhere: nobody can tell which is meant.
        ("7 et 7", "7 and seven", "8 and seven", None),
        ("sept", "7", "8", None),
        ("7", "7 and 7", "8 and 7", None),
        ("de 3 à 5", "3 to 5", "5 to 3", "de 5 à 3"),
        ("7", "7", "7 or 8", None),
        ("1947年", "in 1947", "in 1949", "1949年"),
        ("ב־1947", "in 1947", "in 1949", "ב־1949"),
        # How it would be written there nobody knows.
        ("3 heures", "3 hours", "3.5 hours", None),
        ("en 1947", "in 1947", "in 1,949", None),
        ("en 1947", "in 1,947", "in 1,949", None),
        ("in 1947", "١٩٤٧", "١٩٤٩", None),
        # Letters that are joined to a figure go with it; in a name, an address or a note it is another.
        ("le 1er jour", "the 1st day", "the 21st day", None),
        ("1947-ben", "in 1947", "in 1946", None),
        ("quatre feuilles A4", "4 sheets", "5 sheets", None),
        ("[cinq](http://example.org/5)", "5", "6", None),
        ("cinq[^5]", "5", "6", None),
    ],
)
def test_figures_follow_where_each_stands_once(
    translation: str, before: str, after: str, made: str | None
) -> None:
    assert with_figures(translation, before, after, lambda *_: True) == made
