"""A name between two times."""

from itertools import pairwise

import pytest

from talks import read, said

WORDS = {
    "en": ("Nell Fray", "Otto Kahn", "Where does the ferry go?", "To the far side of the lake."),
    "ru": ("Нина Фрай", "Отто Кан", "Куда идёт паром?", "На тот берег озера."),
    "he": ("נלי פריי", "אוטו קאן", "לאן המעבורת הולכת?", "לצד השני של האגם."),
    "ja": ("古井 音々", "菅 乙人", "渡し船はどこへ行きますか。", "湖の向こう岸です。"),
}
TIMES = ("0:00", "0:05", "0:11", "0:16", "0:24", "0:31", "0:40")


def _talk(lang: str, form: str, *, ends: bool) -> tuple[str, list[tuple[str, str]]]:
    """A talk in a form, and who says what in it."""
    one, two, asked, answer = WORDS[lang]
    turns = [(one, asked), (two, answer)] * 3
    blocks = [
        form.format(time=TIMES[k], name=name, again=TIMES[k + 1] if ends else f"0{TIMES[k]}", words=words)
        for k, (name, words) in enumerate(turns)
    ]
    return "\n\n".join(blocks) + "\n", turns


FORMS = ("{time} {name} {again}\n{words}", "{time} {name} {again} {words}", "{time}\n{name} {again}\n{words}")


@pytest.mark.parametrize("ends", [False, True])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", WORDS)
def test_the_second_time_is_no_word(lang: str, form: str, ends: bool) -> None:
    text, turns = _talk(lang, form, ends=ends)
    document = read(text, lang=lang)
    assert said(document) == turns
    times = [part.times for turn in document.turns for part in turn.paragraphs]
    assert [(own.start, own.end) for own in times] == [
        (1000 * int(a[2:]), 1000 * int(b[2:]) if ends else None) for a, b in pairwise(TIMES)
    ]


def test_a_log_that_somebody_quotes_keeps_its_times() -> None:
    rows = ("0:00 ann: 0:20 it went out", "0:30 bo: why?", "0:40 ann: 0:35 it came back", "0:50 bo: 0:10 no")
    assert "0:20" in str(said(read("\n".join(rows))))


def test_a_list_of_parts_has_no_people() -> None:
    """Each part is named once."""
    rows = ("0:00 The lake 0:40", "0:40 The ferry 1:20", "1:20 The far side 2:00", "2:00 Going home 2:40")
    assert not read("\n".join(rows), lang="en").speakers
