"""Codes that a translation has changed (D287)."""

import pytest

from toolkit.checks.codes import changed
from toolkit.checks.messages import CheckedMessage
from toolkit.model import Entry


def told(source: str, target: str, lang: str) -> tuple[str, str] | None:
    """The code of a message that was changed, and what stands for it."""
    entry = Entry("narration", source, target, "done", ("s1",))
    return changed(CheckedMessage(entry, "en", lang, None, None))


@pytest.mark.parametrize(
    ("source", "target", "lang", "codes"),
    [
        ("The lamp is a D65.", "La lampe est une D67.", "fr", ("D65", "D67")),
        ("The lamp is a D65.", "ランプはD56です。", "ja", ("D65", "D56")),
        ("The list is in SQL.", "القائمة بلغة SLQ.", "ar", ("SQL", "SLQ")),
        ("It shows 4K.", "Показує 8K.", "uk", ("4K", "8K")),
        # Another code of the language, and several that stay.
        ("Its DNA was read.", "Son ADN a été lu.", "fr", None),
        ("An A4 and an A5.", "Ein A5 und ein A4.", "de", None),
        # Written together, with a hyphen, or in small letters.
        ("Copy the MP3.", "MP-3 kopieren.", "de", None),
        ("It was COVID-19.", "To był Covid-19.", "pl", None),
        # Left out, or added.
        ("The lamp is a D65.", "La lampe est blanche.", "fr", None),
        ("The lamp is white.", "La lampe est une D65.", "fr", None),
        # Shouted, and an ordinal.
        ("Do NOT go.", "NON andare.", "it", None),
        ("The 1st lamp.", "La 1re lampe.", "fr", None),
    ],
)
def test_a_code_that_another_stands_for_is_told(
    source: str, target: str, lang: str, codes: tuple[str, str] | None
) -> None:
    assert told(source, target, lang) == codes
