"""Where a text may be cut."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.text import line_breaks
from toolkit.text.line_breaks import Cutter, Room, breaks, measure
from toolkit.writers.xhtml_parts import whole

TEXTS = {
    "en": "The ferry ran all winter, although nobody believed it. When the ice came, my father held a lamp.",
    "fr": "Le bac circulait tout l’hiver, bien que personne n’y crût ; la glace, elle, attendait son heure.",
    "ru": "Паром ходил всю зиму, хотя никто в это не верил. Отец держал лампу, а я считал льдины.",
    "ar": "كانت العبّارة تعمل طوال الشتاء، مع أن أحداً لم يصدّق ذلك، ثم جاء الجليد وانتظرنا معاً.",
    "he": "המעבורת פעלה כל החורף, אף שאיש לא האמין בכך. אבא החזיק את המנורה ואני ספרתי גושי קרח.",
    "zh-Hans": "渡轮整个冬天都在航行，虽然没有人相信。结冰的时候，父亲让我拿着灯，我数着冰块。",
    "ja": "フェリーは冬の間ずっと走っていた。氷が来たとき、父は私にランプを持たせてくれた。",
    "ko": "나룻배는 겨울 내내 다녔다. 그러나 아무도 그것을 믿지 않았고, 아버지는 등불을 들고 계셨다.",
}
WIDE = {"zh-Hans", "ja", "ko"}
LANGS = st.sampled_from(sorted(TEXTS))


def room(lang: str) -> Room:
    return Room(16, wide=True) if lang in WIDE else Room(42)


@pytest.mark.parametrize(
    ("lang", "text", "best"),
    [
        ("en", "It rained, and we ran on home.", "It rained, "),
        ("en", "We ran on home because it rained so.", "We ran on home "),
        ("de", "Wir liefen heim weil es so sehr goss.", "Wir liefen heim "),
        ("ar", "ركضنا إلى البيت وكان المطر يهطل هنا", "ركضنا إلى البيت "),
        ("zh", "我们跑回了家，因为下雨了", "我们跑回了家，"),
        ("ja", "雨が降ったので走った", "雨が降ったので"),
    ],
)
def test_the_best_cut_is_where_the_sense_has_one(lang: str, text: str, best: str) -> None:
    at, price = min(breaks(text, lang), key=lambda one: (one.price, abs(one.at - len(text) // 2)))
    assert text[:at] == best and price <= 6


def test_no_cut_is_inside_of_a_word_or_behind_an_article() -> None:
    text = "A long-drawn no, 10 000 km of it: the Ufer-\nund Bergwege".replace("\n", " ")
    places = {text[: one.at].split()[-1]: one.price for one in breaks(text, "de") if text[: one.at].split()}
    assert not {"10", "Ufer-"} & places.keys()
    assert places["A"] > places["no,"] and places["the"] > places["it:"]


@given(st.lists(LANGS.map(TEXTS.get), min_size=1, max_size=3), LANGS, st.integers(4, 60))
@examples(30)
def test_parts_have_all_words_and_as_much_room_as_words_leave(texts: list[str], lang: str, line: int) -> None:
    text = " ".join(texts)
    cutter = Cutter(text, lang, Room(line, wide=lang in WIDE))
    parts = cutter.parts(0, len(text))
    lines = [span for part in parts for span in part]
    assert lines[0][0] == 0 and lines[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(lines))
    allowed = {0, len(text), *(one.at for one in breaks(text, lang))}
    assert {at for span in lines for at in span} <= allowed
    for part in parts:
        assert 1 <= len(part) <= 2
        for start, end in part:
            # A line that is too long has no place where it could end.
            if measure(text[start:end].strip(), cutter.room) > line:
                assert not any(start < at < end for at in allowed)


@given(LANGS, st.lists(st.integers(1, 60), min_size=1, max_size=8))
@examples(30)
def test_a_text_is_spread_by_shares(lang: str, shares: list[int]) -> None:
    text = TEXTS[lang]
    cutter = Cutter(text, lang, room(lang))
    begins = cutter.spread(shares)
    assert begins[0] == 0 and begins == sorted(begins) and len(begins) == len(shares)
    assert set(begins) <= {0, len(text), *(one.at for one in breaks(text, lang))}
    if len(shares) == 1:
        return
    # What a piece has is near to its share: no further off than a line is long.
    whole, so_far = sum(shares), 0
    for share, at in zip(shares, begins[1:], strict=False):
        so_far += share
        seen = measure(text[:at], cutter.room) / measure(text, cutter.room)
        assert abs(seen - so_far / whole) * measure(text, cutter.room) <= cutter.room.line


def test_fewer_words_than_shares_leave_pieces_empty() -> None:
    assert Cutter("Oui.", "fr", Room(42)).spread([3, 3, 3]) in ([0, 0, 0], [0, 0, 4], [0, 4, 4])


def test_marks_that_nobody_sees_take_no_room() -> None:
    assert measure("e\u0301te\u0301\u200f", Room(42)) == 3
    assert measure("桥ab", Room(16, wide=True)) == 2 and measure("桥", Room(42)) == 1


def test_a_word_without_end_is_gone_through_once() -> None:
    """What is no word with a hyphen is looked for at its first letter alone."""
    found = re.findall(line_breaks.HYPHENED, "Jae-myung and a--b-c, l'an-de-x-")
    assert found == ["Jae-myung", "b-c", "an-de-x"]
    assert whole(f"{'N' * 1_000_000} -") == f"{'N' * 1_000_000} -"


def test_the_typesetter_takes_the_pattern_too() -> None:
    """It knows neither what looks around nor what never goes back."""
    assert not re.search(r"\(\?(?:[=!>]|<[=!])|[*+?}]\+", line_breaks.HYPHENED)
