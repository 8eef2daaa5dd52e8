"""Words that are broken or have a capital inside: what languages write so is none."""

from __future__ import annotations

import pytest

from toolkit.checks import Checked, broken_words, capitals
from toolkit.model import Catalog, Document, Entry


def found(source: str, target: str, lang: str, kind: str = "narration") -> list[str]:
    entry = Entry(kind, source, target, "done", ("s000001",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, (entry,)), "talk.po")
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
