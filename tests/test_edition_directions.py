"""What is written from the other side than the text around it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.edition.directions import turned
from toolkit.text.markup import Span, parse


def shown(spans: Iterable[Span]) -> str:
    """The words, with what says its own direction between angle brackets."""
    return "".join(
        f"<{shown(span.inside)}>" if span.mark == "foreign" else span.text + shown(span.inside)
        for span in spans
    )


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("he", "חתום עליו ״J. M. Ferrer, S. A.״.", "חתום עליו ״<J. M. Ferrer, S. A.>״."),
        ("he", "ב״New York!״ אמרו “What’s up?” וזהו.", "ב״<New York!>״ אמרו “<What’s up?>” וזהו."),
        ("ar", "قرأ (1984, a novel) ثم نام", "قرأ (<1984, a novel>) ثم نام"),
        ("fa", "او *Why not?* گفت", "او <Why not?> گفت"),
        ("he", "OK?", "<OK?>"),
        ("en", "He asked “ماذا؟!” and left.", "He asked “<ماذا؟!>” and left."),
        ("he", "צה״ל אמר ״Yes!״", "צה״ל אמר ״<Yes!>״"),
        # Among words that go the other way, too, it is one phrase with them.
        ("he", "היה שלט, WEAK BRIDGE (3 tons!), והוא צף.", "היה שלט, <WEAK BRIDGE (3 tons!)>, והוא צף."),
        ("ar", "نمت في Hotel “3 Kings!” in Basel، ثم عدت.", "نمت في <Hotel “3 Kings!” in Basel>، ثم عدت."),
        ("en", "She sang سلام (3 أيام!) to me.", "She sang <سلام (3 أيام!)> to me."),
        ("he", "״Who?״ שאל Bo, ״Me!״", "״<Who?>״ שאל Bo, ״<Me!>״"),
        # With a blank inside, as in French.
        ("ar", "انطفأ لأن « Open 24/7 ! » كانت مزحة.", "انطفأ لأن «< Open 24/7 ! >» كانت مزحة."),
    ],
)
def test_what_has_marks_of_its_own_says_its_direction(lang: str, text: str, found: str) -> None:
    assert shown(turned(parse(text), lang)) == found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # Nothing of it could go astray.
        ("he", "קרא ב״New York Times״ וישן."),
        ("ar", "قرأ (BBC 4) ثم نام"),
        # Letters of both directions: nobody can tell whose the marks are.
        ("he", "״Who אמר?״"),
        ("en", "“Who asked?” (1984!)"),
        ("ja", "「なぜ？」"),
        ("he", "״1984!״"),
    ],
)
def test_and_nothing_else_does(lang: str, text: str) -> None:
    assert turned(parse(text), lang) == tuple(parse(text))


@given(
    st.lists(st.sampled_from([*"aZ1 .,?!\"'“”«»„()[]*^", "א", "״", "م", "؟", "ü"]), max_size=24),
    st.sampled_from("en he ar fr".split()),
)
def test_no_letter_is_lost_and_what_is_turned_stays_as_it_is(signs: list[str], lang: str) -> None:
    spans = parse("".join(signs))
    once = turned(spans, lang)
    assert shown(once).replace("<", "").replace(">", "") == shown(spans)
    assert turned(once, lang) == once


@pytest.mark.parametrize("lang", ["he", "ar", "fa", "ur"])
@pytest.mark.parametrize("code", ["x = 1;", "--watch", "קובץ.txt", "+5%"])
def test_code_reads_from_left_to_right_whatever_its_letters_are(lang: str, code: str) -> None:
    spans = (Span("text", "א "), Span("code", code))
    once = turned(spans, lang)
    assert once == (spans[0], Span("foreign", inside=(spans[1],), lang="und-Latn"))
    assert turned(once, lang) == once
    stressed = Span("em", inside=(spans[1],))
    assert turned((stressed,), lang) == (Span("em", inside=(once[1],)),)
    assert turned(spans, "fr")[1:] == spans[1:]
