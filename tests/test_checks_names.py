"""Laws of the rule of names, on texts that are made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.checks import Checked
from toolkit.checks.names import misspelt
from toolkit.model import Catalog, Document, Entry

NAMES = st.sampled_from(
    ["Julian", "Julia", "Kerr", "Saint-Orvin", "Anna Kerr", "Martin Quill", "沢田", "Брандт"]
)
WORDS = st.sampled_from(
    ["said", "the", "Harbour", "さん", "先生", "und", "جوليان", "ジュリアン", "Брандта", "泽田"]
)
TEXTS = st.lists(st.one_of(NAMES, WORDS), min_size=1, max_size=8).map(" ".join)
LANGS = st.sampled_from(["en", "de", "fr", "ru", "ja", "zh-Hans", "zh-Hant", "ar", "ko"])


def found(pairs: list[tuple[str, str]], person: tuple[str, str], source_lang: str, lang: str) -> list[str]:
    texts = [Entry("narration", *pair, "done", (f"s{at}",)) for at, pair in enumerate(pairs)]
    entries = (Entry("speaker|a", *person, "done", ()), *texts)
    document = Document(name="talk", lang=source_lang, speakers=(), turns=())
    checked = Checked(document, Catalog("talk", source_lang, lang, entries), "talk.po")
    return [finding.message for finding in misspelt(checked)]


@given(st.lists(TEXTS, max_size=6), NAMES, LANGS)
@examples(40)
def test_a_text_that_is_its_own_translation_has_no_slip(texts: list[str], person: str, lang: str) -> None:
    assert found([(text, text) for text in texts], (person, person), lang, lang) == []


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6), st.tuples(NAMES, NAMES), LANGS, LANGS)
@examples(60)
def test_of_any_texts_each_message_is_told_once(
    pairs: list[tuple[str, str]], person: tuple[str, str], source_lang: str, lang: str
) -> None:
    findings = found(pairs, person, source_lang, lang)
    assert len(findings) <= len(pairs) + 1
    assert findings == found(pairs, person, source_lang, lang)
