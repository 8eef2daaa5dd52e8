"""Unicode hygiene."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pace import examples
from toolkit.text import hygiene, slugs
from toolkit.text.counting import count_words

ANY = st.text(st.characters(), max_size=80)


@given(ANY)
def test_tidy_is_idempotent_and_on_one_line(words: str) -> None:
    once = hygiene.tidy(words)
    assert hygiene.tidy(once) == once
    assert not set(once) & set("\n\r\t\x0b\x0c\x1c\x85\u2028\u2029")
    assert not once.startswith(" ") and not once.endswith(" ") and "  " not in once


@given(ANY)
def test_xml_can_carry_what_is_tidy(words: str) -> None:
    element = etree.Element("p")
    element.text = hygiene.tidy(words)
    assert (etree.fromstring(etree.tostring(element, encoding="utf-8")).text or "") == hygiene.tidy(words)


@given(ANY)
def test_tidy_loses_no_letter(words: str) -> None:
    kept = [c for c in unicodedata.normalize("NFC", words) if unicodedata.category(c)[0] in "LN"]
    assert [c for c in hygiene.tidy(words) if unicodedata.category(c)[0] in "LN"] == kept


@given(
    st.lists(st.text("e\u0301\u0316\u0f73\u0344\uff9e\u3099é-", min_size=1, max_size=6), max_size=4),
    st.integers(170, 700),
)
@examples(30)
def test_long_runs_of_marks_are_in_the_same_normal_form(parts: list[str], times: int) -> None:
    words = "a".join(part * times for part in parts)
    assert hygiene.normalized(words, "NFC") == unicodedata.normalize("NFC", words)
    assert hygiene.normalized(words, "NFKC") == unicodedata.normalize("NFKC", words)


def test_tidy_keeps_the_blanks_that_are_typography() -> None:
    assert hygiene.tidy("Vraiment\N{NARROW NO-BREAK SPACE}?\N{NO-BREAK SPACE}») ") == (
        "Vraiment\N{NARROW NO-BREAK SPACE}?\N{NO-BREAK SPACE}»)"
    )


@given(ANY)
def test_fold_is_idempotent(words: str) -> None:
    assert hygiene.fold(hygiene.fold(words)) == hygiene.fold(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara  Lind", "mara\N{NO-BREAK SPACE}lind"),
        ("\N{RIGHT-TO-LEFT MARK}نور", "نور"),
        ("ＱＡ", "qa"),
        ("Ine\N{COMBINING ACUTE ACCENT}s", "inés"),
    ],
)
def test_fold_takes_for_the_same(one: str, other: str) -> None:
    assert hygiene.fold(one) == hygiene.fold(other)


@given(ANY)
def test_slug_is_an_ncname(words: str) -> None:
    slug = slugs.slug(words)
    etree.fromstring(f'<a xml:id="{slug}"/>')
    assert slug.isascii() and slug == slug.lower() and " " not in slug


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("", 0),
        ("It’s 6:40 already, isn't it?", 5),
        ("well-known facts", 2),
        ("今天很冷。", 4),
        ("これはGPSです", 6),
        ("안녕하세요 여러분", 2),
        ("السلام عليكم", 2),
    ],
)
def test_count_words(words: str, number: int) -> None:
    assert count_words(words) == number


@given(st.text("ab1_ .,'-:\"\n?", max_size=30))
def test_count_words_takes_no_other_way_for_ascii(words: str) -> None:
    # A character that is no word, and takes the text out of ASCII.
    assert count_words(words) == count_words(words + " \N{EM DASH}")


@given(st.text("ab.…-—–  \xa0\"'“’«»?!:/`", max_size=20))
def test_typography_is_taken_away_once(words: str) -> None:
    once = hygiene.untypeset(words)
    assert hygiene.untypeset(once) == once
    assert [sign for sign in once if sign.isalpha()] == [sign for sign in words if sign.isalpha()]
