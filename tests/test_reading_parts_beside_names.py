"""A word for somebody's part in a talk, beside the name: `Mara Lind · Host  0:09`."""

import pytest

from talks import read, said

TALKS = (
    ("Mara Lind", "Host", "Bo Hale", "Guest", "We rowed.", "Was it cold?"),
    ("مريم حداد", "مضيفة", "يوسف نصر", "ضيف", "جدفنا.", "هل كان باردا؟"),
    ("Claire Roy", "Animatrice", "Luc Pin", "Invité", "On ramait.", "Il faisait froid ?"),
)


@pytest.mark.parametrize("form", ["{} · {}  {}\n{}", "{} ({})  {}\n{}"])
@pytest.mark.parametrize("talk", TALKS)
def test_a_part_is_no_part_of_a_name(talk: tuple[str, ...], form: str) -> None:
    first, its, second, other, one, two = talk
    turns = [(first, its, one), (second, other, two)] * 3
    texts = [form.format(who, part, f"0:{9 + k:02}", words) for k, (who, part, words) in enumerate(turns)]
    document = read(*texts)
    assert said(document) == [(who, words) for who, _, words in turns]
    assert [who.role for who in document.speakers] == ["host", "guest"]


def test_what_else_stands_behind_a_dot_stays_with_a_name() -> None:
    turns = [("Mara · Bo", "We rowed."), ("Ada", "Was it cold?")] * 3
    assert said(read(*(f"{who}: {words}" for who, words in turns))) == turns
