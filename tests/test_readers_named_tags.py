"""Who speaks may stand as a tag around what is said, in plain text."""

from __future__ import annotations

import pytest

from talks import read, said
from toolkit.errors import SourceError
from toolkit.readers.forms import recognise

TALKS = {
    "en": (("asker", "Where were you?"), ("mara", "At home, I think."), ("asker", "When was that?")),
    "ru": (("Мария", "Где вы были?"), ("Иван", "Дома."), ("Мария", "Когда?")),
    "ar": (("سامي", "أين كنتم؟"), ("مريم", "في البيت."), ("سامي", "ومتى؟")),
    "zh": (("陈", "您当时在哪里？"), ("林", "在家。"), ("陈", "什么时候？")),
}


@pytest.mark.parametrize("lang", TALKS)
def test_a_tag_that_closes_what_somebody_says_is_no_word(lang: str) -> None:
    lines = [f"<{who}> {text} </{who}>" for who, text in TALKS[lang]]
    assert said(read("\n".join(lines))) == [*TALKS[lang]]


def test_names_as_webvtt_has_them_are_read_in_plain_text() -> None:
    text = "<v Ada>Where were you?</v>\n<v Bo>At home.</v>\n<v Ada>When was that?</v>"
    assert [who for who, _ in said(read(text))] == ["Ada", "Bo", "Ada"]
    assert not any("</v>" in words for _, words in said(read(text)))


@pytest.mark.parametrize("text", ["<row>1</row>\n<row>2</row>", "<r><a>x</a><r>y</r></r>"])
def test_data_with_one_tag_is_no_talk(text: str) -> None:
    with pytest.raises(SourceError):
        recognise(text.encode(), "x.txt")
