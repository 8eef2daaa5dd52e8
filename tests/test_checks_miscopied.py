"""Words that a translation copies with a slip, or another one in the place of one (D253)."""

import pytest

from toolkit import checks
from toolkit.model import Catalog, Document, Entry


def found(lang: str, *rows: tuple[str, str], source_lang: str = "en") -> list[str]:
    """What is found of names in a catalog."""
    entries = tuple(
        Entry("narration", source, target, "done", (f"s{number}",))
        for number, (source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    findings = checks.run(document, Catalog("talk", source_lang, lang, entries), "talk.po")
    return [finding.message for finding in findings if finding.code == "D253"]


@pytest.mark.parametrize(
    ("lang", "good", "bad"),
    [
        ("uk", "Ми слухали Rivenhall цілий вечір.", "Ми слухали Rivehnall цілий вечір."),
        ("ja", "私たちは一晩中Rivenhallを聞いていました。", "私たちは一晩中Rivenhalを聞いていました。"),
        ("ar", "استمعنا إلى Rivenhall طوال المساء.", "استمعنا إلى Rivanhall طوال المساء."),
    ],
)
def test_a_latin_word_among_others_is_that_of_the_source(lang: str, good: str, bad: str) -> None:
    source = "We listened to Rivenhall all evening."
    assert not found(lang, (source, good))
    if lang == "ja":
        # What is left of a word may be a form of it.
        assert not found(lang, (source, bad))
    else:
        assert "Rivenhall" in found(lang, (source, bad))[0]


def test_a_word_with_a_capital_inside_is_copied_in_any_language() -> None:
    source = "We sailed with BlueHarbour."
    assert not found("fr", (source, "Nous avons navigué avec BlueHarbour."))
    assert not found("fr", (source, "Nous avons navigué avec BlueHarbours."))
    (message,) = found("fr", (source, "Nous avons navigué avec BlueHarbuor."))
    assert "“BlueHarbuor” stands for BlueHarbour " in message


def test_what_is_cried_is_no_slip() -> None:
    assert not found("uk", ("She cried noooo to us.", "Вона кричала нам nooooo."))


TALK = [
    ("We met in Tollby in the spring.", "Wir trafen uns im Frühling in Tollby."),
    ("The ferry left Tollby at noon.", "Die Fähre verließ Tollby am Mittag."),
    ("She was born in Tollby.", "Sie wurde in Tollby geboren."),
    ("We went on to Hexwick in the rain.", "Wir fuhren im Regen nach Hexwick."),
    ("The mill of Hexwick is old.", "Die Mühle von Hexwick ist alt."),
]


def test_a_copied_name_in_the_place_of_another_is_told() -> None:
    source = "He built boats in Tollby."
    assert not found("de", *TALK, (source, "Er baute in Tollby Boote."))
    (message,) = found("de", *TALK, (source, "Er baute in Hexwick Boote."))
    assert "“Hexwick”" in message and "Tollby" in message
    # Left out, or added.
    assert not found("de", *TALK, (source, "Er baute dort Boote."))
    assert not found("de", *TALK, ("He built boats there.", "Er baute in Hexwick Boote."))
