"""What newspapers put around the words of an interview: bylines, signs of questions and answers, markup."""

import pytest

from toolkit.config import Sidecar
from toolkit.errors import SourceError
from toolkit.model import Document
from toolkit.readers import plain


def read(text: str) -> Document:
    document, _ = plain.read(text.encode(), name="talk", path="talk.txt", lang="und", sidecar=Sidecar())
    assert plain.write(document).decode() == text
    return document


TALK = """\
The Clockmaker of Vell

{} Anna Sorrel

SORREL
How did you become one?

HARTOG
By chance, I think. It was late.

SORREL
And then?

HARTOG
Then I stayed here.
"""


@pytest.mark.parametrize("by", "By Von Par Por Di Da De Door Av Af Przez Oleh Από Bởi Írta מאת بقلم".split())
def test_who_wrote_it_is_no_speaker(by: str) -> None:
    document = read(TALK.format(by))
    assert [turn.kind for turn in document.turns[:2]] == ["title", "byline"]
    assert [speaker.name for speaker in document.speakers] == ["SORREL", "HARTOG"]


@pytest.mark.parametrize("name", ["Von der Leyen", "Di Stefano", "De Luca", "Da Costa", "Von Trapp"])
def test_a_surname_that_begins_as_a_byline_does_is_a_name(name: str) -> None:
    words = TALK.format("By").replace("SORREL", name).replace("HARTOG", "Bruno Hartog")
    assert [speaker.name for speaker in read(words).speakers] == [name, "Bruno Hartog"]


@pytest.mark.parametrize(
    "title", ["Von Bergen und Menschen", "De Madrid al cielo", "Di Roma si parla ancora"]
)
def test_a_title_that_begins_as_a_byline_does_is_a_title(title: str) -> None:
    document = read(TALK.format("By").replace("The Clockmaker of Vell", title))
    assert [turn.kind for turn in document.turns[:2]] == ["title", "byline"]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<title>x</title>\nAnna: Why?\n",
        "<html><body><p>Vell</p>\n<p>Anna: Why?</p>\n",
        "<p>Anna: Why?</p>\n<p>Bruno: Because.</p>\n\n<p>Anna: Oh.<br>\nSo it is.</p>\n",
    ],
)
def test_a_page_of_the_web_is_no_transcript(text: str) -> None:
    with pytest.raises(SourceError, match="this looks like HTML") as refused:
        read(text)
    assert "copy its text" in refused.value.hint


def test_tags_among_words_are_words() -> None:
    document = read("Anna: Why <b>not</b>?\n\nBruno: <p> is a tag.\n\nAnna: Oh, and 3 < 4.\n")
    assert [turn.paragraphs[0].text for turn in document.turns] == [
        "Why <b>not</b>?",
        "<p> is a tag.",
        "Oh, and 3 < 4.",
    ]
