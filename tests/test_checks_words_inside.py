"""Words that are broken or have a capital inside: what languages write so is none."""

from __future__ import annotations

import pytest

from toolkit.checks import Checked, broken_words, capitals
from toolkit.model import Catalog, Document, Entry


def found(source: str, target: str, lang: str, kind: str = "narration", source_lang: str = "en") -> list[str]:
    entry = Entry(kind, source, target, "done", ("s000001",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, (entry,)), "talk.po")
    return [one.code for check in (broken_words.CHECK, capitals.CHECK) for one in check.find(checked)]


@pytest.mark.parametrize(
    ("target", "lang", "codes"),
    [
        # Of these languages nobody has written down which words there are.
        ("Kooli- ja koduasjad.", "et", []),
        ("Inn- og útgangur.", "is", []),
        ("Vir- an Nodeeler.", "lb", []),
        ("Auf- bzw. Abgang.", "de", []),
        ("Auf- und Abgang.", "de", []),
        ("Auf- gang im Turm.", "de", ["D286"]),
        ("Ukhuluma isiZulu.", "zu", []),
        ("Jede und jedeR singt.", "de", []),
        ("Er kaufteBrot für alle.", "de", ["D249"]),
        ("ذهب إلى المدرسـة والمستشفىـ.", "ar", []),
        ("ذهب إلى المدرسةوالمستشفى.", "ar", ["D286"]),
    ],
)
def test_what_a_language_writes_so_is_no_slip(target: str, lang: str, codes: list[str]) -> None:
    assert found("Someone wrote a line here.", target, lang) == codes


@pytest.mark.parametrize(
    ("source", "kind", "codes"),
    [
        ("聞き書き／海辺の仕事", "kicker", []),
        ("聞き書き／海辺の仕事", "narration", ["D249"]),
        ("Field notes / Work by the sea", "kicker", ["D249"]),
        ("FIELD NOTES / WORK BY THE SEA", "kicker", []),
    ],
)
def test_a_script_without_capitals_does_not_say_how_a_headline_is_set(
    source: str, kind: str, codes: list[str]
) -> None:
    assert found(source, "FELDNOTIZEN / ARBEIT AM MEER", "de", kind) == codes


@pytest.mark.parametrize(
    ("target", "lang", "codes"),
    [
        ("Die Gewit-terwolken kamen.", "de", []),  # its list hasn't the word
        ("Der Schlüs-sel war nass.", "de", ["D286"]),
        ("Der Schlüs sel war nass.", "de", ["D286"]),
        ("Der Nord-osten war nass.", "de", []),  # both are words
        ("Ella escribió la histo-ria.", "es", ["D286"]),
        ("Ella escribió la histo ria.", "es", ["D286"]),
        ("Subid a la torre.", "es", []),  # a letter that is a word
        ("Она написала исто-рию.", "ru", ["D286"]),
        ("Она что-то написала.", "ru", []),
        ("Kirjoitin kirjee-seen.", "fi", ["D286"]),
        ("Kirjutasin luule-tuse.", "et", []),  # without a list a catalog alone tells
        ("כתבתי סי-פור.", "he", []),
    ],
)
def test_a_part_that_is_no_word_tells_one_that_is_broken(target: str, lang: str, codes: list[str]) -> None:
    assert found("Someone wrote a line here.", target, lang) == codes
    # What the source has is a name.
    name = next((word.strip(".") for word in target.split() if "-" in word), "")
    if name:
        assert found(f"Someone wrote {name} here.", target, lang) == []


@pytest.mark.parametrize(
    ("source", "target", "lang", "codes"),
    [
        ("The bridge was wet.", "Die BRÜCKE war nass.", "de", ["D249"]),
        ("The bridge was wet.", "МОСТ был мокрым, и ДЕРЕВО тоже.", "ru", ["D249"]),
        ("The BRIDGE was wet.", "Die BRÜCKE war nass.", "de", []),
        ("The *bridge* was wet.", "Die BRÜCKE war nass.", "de", []),
        ("Qorvex was wet.", "QORVEX war nass.", "de", []),  # nobody knows it in small letters
        ("The bridge was wet.", "DIE BRÜCKE WAR NASS.", "de", ["D249"]),  # told once
    ],
)
def test_a_word_in_capitals_has_one_beside_it(source: str, target: str, lang: str, codes: list[str]) -> None:
    assert found(source, target, lang) == codes


@pytest.mark.parametrize(
    ("source", "lang"), [("橋が濡れていた。", "ja"), ("الجسر مبتل.", "ar"), ("הגשר רטוב.", "he")]
)
def test_a_script_without_capitals_shouts_no_word(source: str, lang: str) -> None:
    assert found(source, "Die BRÜCKE war nass.", "de", source_lang=lang) == []
