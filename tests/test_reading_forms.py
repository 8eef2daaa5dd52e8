"""The grammar of labels: a row for each form, with the signs that a line must have for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.reading.candidates import candidates
from toolkit.reading.forms import ALONE, FORMS, GRAMMAR, SINGLE, TWO_BLANKS
from toolkit.reading.lines import Line

_PIECES = (
    "Mara", "MARA LIND", "Q", "A", "問", "田中", "ميرا", "עדה", "Ада Берг", "मीरा", "አበበ", "Mr", "(aside)",
    ":", "：", "ः", "፡", ".", "।", "、", ")", "]", "[", "【", "】", "<v ", "<", ">", "»", "|", "=", "~",
    "—", "–", "-", "―", "「", "」", "\t", "  ", "\u3000", " ", " ", "**", "_", "*", "■", "0:49", "12", "go",
    "Why?", "なぜ", "لماذا؟", "Поздно.",
)  # fmt: skip
_LINES = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join)


def test_each_form_that_is_printed_has_one_row() -> None:
    rows = [row.form for row in (*GRAMMAR, ALONE)]
    assert sorted(["stated", *rows]) == sorted(FORMS)


@examples(400)
@given(_LINES)
def test_a_line_has_a_sign_of_each_form_that_it_is_printed_in(line: str) -> None:
    """Without one the pattern isn't tried: it must match nothing then."""
    blanks = TWO_BLANKS if re.search(rf"^Q |[ \u00a0](?:[ \u00a0]|{SINGLE})", line) else ""
    for row in GRAMMAR:
        found = re.compile(row.label + row.behind + row.text, re.DOTALL).match(line)
        assert not (found and row.signs) or {*row.signs} & {*line, blanks}, row.form


@examples(200)
@given(_LINES)
def test_what_must_hold_of_a_form_holds_of_each_label(line: str) -> None:
    for label in candidates(Line(line, 1)):
        assert label.form in FORMS
        assert label.start <= len(line)
        assert label.bare == (label.start == len(line))
        assert label.form != "colon" or not label.bare or line.rstrip()[-1] not in "?.。"


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("SORU (Deniz Arı, Haber 7)- Ne zaman?", "SORU (Deniz Arı, Haber 7)", "Ne zaman?"),
        ("ВОПРОС (Мара Линд)- Когда?", "ВОПРОС (Мара Линд)", "Когда?"),
        ("سؤال (ليلى)- متى؟", "سؤال (ليلى)", "متى؟"),
    ],
)
def test_a_dash_right_behind_a_bracket_parts_a_label_from_its_text(line: str, label: str, text: str) -> None:
    assert (label, text) in {(one.printed, line[one.start :]) for one in candidates(Line(line, 1))}
