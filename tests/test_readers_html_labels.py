"""Names in pages that nothing but a style sheet sets apart from what is said."""

from __future__ import annotations

import pytest

from talks import read
from talks import said as said_by

TALKS = {
    "en": [
        ("Mara Holm", "When did the ferry stop?"),
        ("Otto", "In the spring of the flood."),
        ("Mara Holm", "Who brought the mail then?"),
        ("Otto", "My aunt. She rowed, and she rowed well."),
        ("Mara Holm", "Every day?"),
        ("Otto", "Totally."),
    ],
    "ar": [
        ("هناء", "متى توقفت العبّارة؟"),
        ("سامي", "في ربيع الفيضان."),
        ("هناء", "ومن كان يحمل البريد؟"),
        ("سامي", "عمّتي. كانت تجدّف جيدًا."),
        ("هناء", "كل يوم؟"),
        ("سامي", "نعم."),
    ],
    "ja": [
        ("森田", "渡し船はいつ止まりましたか？"),
        ("岸", "洪水の春です。"),
        ("森田", "郵便は誰が運びましたか？"),
        ("岸", "叔母です。舟を漕ぐのが上手でした。"),
        ("森田", "毎日ですか？"),
        ("岸", "はい。"),
    ],
}
SHAPES = {
    "two spans": '<div><span class="who">{who}</span><span class="what">{said}</span></div>',
    "a class": '<p><span class="nm">{who}</span>\n{said}</p>',
    "a colour": '<p><span style="color: #a00">{who}</span> {said}</p>',
    "underlined": "<p><u>{who}</u> {said}</p>",
    "a link": '<p><a href="/people/{who}">{who}</a> {said}</p>',
    "below a time": '<p><time>0:0{k}</time> <span class="n">{who}</span> <span class="t">{said}</span></p>',
}


def page(paragraphs: list[str]) -> str:
    rows = "\n".join(paragraphs)
    return f"<!DOCTYPE html>\n<html><head><title>.</title></head><body>\n{rows}\n</body></html>\n"


@pytest.mark.parametrize("lang", TALKS)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_begins_paragraphs_and_comes_again_says_who_speaks(shape: str, lang: str) -> None:
    talk = TALKS[lang]
    text = page([SHAPES[shape].format(who=who, said=said, k=k) for k, (who, said) in enumerate(talk)])
    assert said_by(read(text, path="x.html", lang=lang)) == talk


def test_what_is_marked_once_is_a_word() -> None:
    text = page([f'<p><span class="lead">{said[0]}</span>{said[1:]}</p>' for _, said in TALKS["en"]])
    assert [one.text for one in read(text, path="x.html").paragraphs()] == [said for _, said in TALKS["en"]]


def test_links_that_come_again_below_a_text_are_none_of_it() -> None:
    talk = [f"<p><b>{who}:</b> {said * 9}</p>" for who, said in TALKS["en"]]
    menu = "".join(f'<li><a href="/{k}">{("More", "Share")[k % 2]}</a> {k}</li>' for k in range(6))
    found = read(page([*talk, f"<ul>{menu}</ul>"]), path="x.html")
    assert [speaker.name for speaker in found.speakers] == ["Mara Holm", "Otto"]
