"""All checks together read any text: blanks, marks alone, pieces of sentences in any script."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import growing
from pace import examples
from toolkit import checks
from toolkit.model import Catalog, Document, Entry, Speaker

LANGS = ("en", "fr", "de", "ru", "ar", "ja", "zh-Hans", "ko", "tlh")
PIECES = (
    *("Never", "no", "half past", "three", "May", "1,947", "km", "«", "»", "“"),
    *("[laughs]", "*", "^[", "](", ". ", "?"),
    *("nie", "halb", "vierzehn", "jamais", "deux", "не", "лет", "два", "؟", "لا", "ثلاثة"),
    *("。", "三", "年", "ません"),
    *("\u00a0", " ", "\n", "<br>", "TODO", "&amp;", "\ufffd", "Mara", "Mara:", "が", "가", "두"),
)  # fmt: skip
TEXT = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@examples(120)
@given(
    st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=5),
    st.sampled_from(["Mara", "مهتاب", ""]),
    st.sampled_from(LANGS),
    st.sampled_from(LANGS),
)
@example([("سلام", "")], "", "ar", "fr")
def test_any_text_is_checked(pairs: list[tuple[str, str]], name: str, source_lang: str, lang: str) -> None:
    entries = [
        Entry(f"turn|mara|#s{number}", source, target, "done" if target else "empty", (f"s{number}",))
        for number, (source, target) in enumerate(pairs)
    ]
    entries.append(Entry("speaker|mara", "Mara", name, "done" if name else "empty"))
    document = Document(name="talk", lang=source_lang, speakers=(Speaker("mara", "Mara"),), turns=())
    catalog = Catalog("talk", source_lang, lang, tuple(entries))
    keys = {checks.message_of(entry) for entry in entries}
    for finding in checks.run(document, catalog, "talk.po"):
        assert finding.about in keys | {()}


@pytest.mark.slow
@pytest.mark.parametrize("langs", [("en", "ar"), ("he", "el"), ("ja", "tr")])
@pytest.mark.parametrize(
    "unit",
    ["a", "1", "א", "ا", "九", "1,000 ", "2.5 km ", "kopeck", "12:30 ", "no ", "a-", "(laughs) ", "“a” "],
)
def test_what_comes_again_and_again_takes_linear_time(langs: tuple[str, str], unit: str) -> None:
    """A long word was searched from each of its letters: 20,000 of them took twenty seconds."""
    document = Document(name="talk", lang=langs[0], speakers=(), turns=())

    def make(size: int) -> growing.Work:
        text = unit * (size // len(unit))
        source, target = f"So {text}x it, 2 hours and a half.", f"Si {text}y la."
        catalog = Catalog("talk", *langs, (Entry("narration", source, target, "done", ("s000001",)),))
        return lambda: list(checks.run(document, catalog, "talk.po"))

    assert not growing.by_clock(make, 5000)
