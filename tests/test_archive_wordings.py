"""What an editor says by language is in an edition for archives in each of them, and comes back."""

from pathlib import Path

import pytest
from lxml import etree

from conftest import Run
from toolkit.edition.printed_words import to_readers
from toolkit.readers.tei.edition import edition

SIDECAR = """\
title = "Bells"
rights = { en = "Ask the tower.", ar = "اسألوا البرج." }
translation-rights = { fr = "Demandez la tour.", en = "Ask it in French." }
place = { en = "Orsel Pass", fr = "Col d’Orsel" }
"""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def whole(fresh: Run, tmp_path: Path) -> etree._Element:
    (tmp_path / "source/bells.toml").write_text(SIDECAR, "utf-8")
    fresh("extract")
    assert fresh("build", "-f", "tei").exit_code == 0
    return etree.parse(tmp_path / "build/bells.tei.xml").getroot()


def said(nodes: list[etree._Element]) -> list[tuple[str | None, str | None]]:
    return [(node.get(LANG), node.text) for node in nodes]


def test_rights_and_place_stand_in_each_language_that_somebody_said_them_in(whole: etree._Element) -> None:
    assert said(list(whole.iter("{*}placeName"))) == [("en", "Orsel Pass"), ("fr", "Col d’Orsel")]
    source, french = whole.findall("{*}TEI/{*}teiHeader")
    assert said(source.findall(".//{*}availability/{*}p")) == [
        ("en", "Ask the tower."),
        ("ar", "اسألوا البرج."),
    ]
    assert said(french.findall(".//{*}availability/{*}p")) == [
        ("fr", "Demandez la tour."),
        ("en", "Ask it in French."),
    ]


@pytest.mark.usefixtures("whole")
def test_it_comes_back_from_the_edition(tmp_path: Path) -> None:
    path = tmp_path / "build/bells.tei.xml"
    meta = edition(path.read_bytes(), str(path)).meta
    assert dict(meta.wordings) == {
        "rights": (("en", "Ask the tower."), ("ar", "اسألوا البرج.")),
        "translation_rights": (("fr", "Demandez la tour."), ("en", "Ask it in French.")),
        "place": (("en", "Orsel Pass"), ("fr", "Col d’Orsel")),
    }
    assert (meta.rights, meta.place) == ("Ask the tower.", "Orsel Pass")
    assert meta.translation("fr").rights == "Demandez la tour."
    assert to_readers(meta.said("place"), "fr", "en") == ("Col d’Orsel", "fr")


@pytest.mark.usefixtures("whole")
def test_an_imprint_has_the_rights_of_a_translation_in_its_own_language(fresh: Run, tmp_path: Path) -> None:
    assert fresh("build", "-f", "html", "-l", "fr", "--mono").exit_code == 0
    page = (tmp_path / "build/bells.fr.html").read_text("utf-8")
    assert "Demandez la tour." in page and "Ask it in French." not in page


@pytest.mark.parametrize(
    ("main", "told"),
    [
        ("he", ("חיפה", "he")),
        ("fr", ("Haïfa", "fr")),
        # diglot has no words in Thai or Georgian: those around the place are English.
        ("th", ("Haifa", "en")),
        ("ka", ("Haifa", "en")),
        # It has some in Japanese, and none of the three is nearer.
        ("ja", ("חיפה", "he")),
    ],
)
def test_what_an_editor_says_is_in_the_words_around_it(main: str, told: tuple[str, str]) -> None:
    assert to_readers((("", "חיפה"), ("en", "Haifa"), ("fr", "Haïfa")), main, "he") == told
