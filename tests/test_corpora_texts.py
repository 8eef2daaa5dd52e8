"""From texts to sentences, and from beads to files: nothing is lost on the way."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.aligning.resources import Resources
from toolkit.corpora import output
from toolkit.corpora.single import SegmentedText, pair, read
from toolkit.errors import DiglotError
from toolkit.model import Bead

WORDS = st.text(st.sampled_from("abc dé。！？.!?“”' \t\u3000漢字かなไทย한국<&>"), max_size=30)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@st.composite
def bitexts(draw: st.DrawFn) -> tuple[list[Bead], tuple[SegmentedText, SegmentedText]]:
    """Two texts with any beads that cover them in order."""
    moves = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=6))
    beads: list[Bead] = []
    i = j = 0
    for n, m in moves:
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), draw(st.floats(0, 5))))
        i, j = i + n, j + m
    texts = [
        SegmentedText("x", lang, [draw(WORDS).strip() for _ in range(size)], draw(_gaps(size)))
        for size, lang in ((i, draw(LANGS)), (j, draw(LANGS)))
    ]
    return beads, (texts[0], texts[1])


LANGS = st.sampled_from(["en", "ja", "zh-Hans", "th", "und"])


def _gaps(size: int) -> st.SearchStrategy[list[str | None]]:
    gap = st.sampled_from(["", " ", "\u3000", None])
    return st.just([]) | st.lists(gap, min_size=size, max_size=size)


def letters(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def written(form: str, beads: list[Bead], texts: tuple[SegmentedText, SegmentedText]) -> bytes:
    sink = io.BytesIO()
    output.write(sink, form, beads, texts)
    return sink.getvalue()


@given(bitexts())
def test_no_format_loses_a_word_or_changes_the_order(
    made: tuple[list[Bead], tuple[SegmentedText, SegmentedText]],
) -> None:
    beads, texts = made
    whole = [letters(list(text.sentences)) for text in texts]
    rows = [line.split("\t") for line in written("tsv", beads, texts).decode().split("\n")[:-1]]
    assert all(len(row) == 3 for row in rows) and len(rows) == len(beads)
    assert [letters([row[side] for row in rows]) for side in (0, 1)] == whole
    data = [json.loads(line) for line in written("jsonl", beads, texts).splitlines()]
    for side, text in zip(("source", "target"), texts, strict=True):
        assert [sentence for row in data for sentence in row[side]] == list(text.sentences)
    root = etree.fromstring(written("tmx", beads, texts))
    sides = [(tuv.get(LANG), tuv.findtext("seg") or "") for tuv in root.iter("tuv")]
    if texts[0].lang != texts[1].lang:
        assert [letters([words for lang, words in sides if lang == text.lang]) for text in texts] == whole
    assert letters([words for _, words in sides]) == letters(
        [text.join(units) for b in beads for text, units in zip(texts, (b.source, b.target), strict=True)]
    )
    ladder = written("ladder", beads, texts).decode().splitlines()
    assert ladder == [f"{list(bead.source)}:{list(bead.target)}" for bead in beads]


@given(st.text(st.sampled_from("ab. !?\n\r\tA漢。“”:\ufeff-"), max_size=120), st.booleans())
def test_no_word_of_a_text_is_lost(text: str, segmented: bool) -> None:
    data = text.encode("utf-8")
    kept = read(data, "a.txt", "en", segmented=segmented).sentences
    # A mark at the beginning tells the encoding, others are invisible.
    bare = [letters(list(t)).replace("\ufeff", "") for t in (text, kept)]
    assert bare[0] == bare[1]


def test_lines_that_were_broken_to_fit_are_joined_and_labels_stay() -> None:
    text = (
        "Mara: The bell that hangs in the northern tower cracked\nin the winter of 1904, and nobody rang it\n"
        "again for as long as anyone could remember. Then it was mended\nby a woman.\n\nTom: Really?\n"
    )
    found = read(text.encode("utf-16"), "a.unknown", "en")
    first, *others = found.sentences
    assert first.startswith("Mara: The bell") and "cracked in" in first and first.endswith("remember.")
    assert others == ["Then it was mended by a woman.", "Tom: Really?"]
    assert found.gaps == [" ", None, None]


@pytest.mark.parametrize(
    ("lang", "sentences", "gaps", "joined"),
    [
        ("en", ["One.", "Two."], (), "One. Two."),
        ("zh-Hans", ["“走吧。”", "她说。"], (), "“走吧。”她说。"),
        ("ja", ["はい。", "OK。"], (), "はい。OK。"),
        ("th", ["ไป", "มา"], (), "ไป มา"),
        ("th", ["ไป", "มา"], [" ", None], "ไป มา"),
        ("ko", ["네.", "좋아요."], (), "네. 좋아요."),
        ("und", ["“走吧。”", "她说。"], (), "“走吧。”她说。"),
        ("und", ["“Go.”", "“Where?”"], (), "“Go.” “Where?”"),
        ("en", ["One.", "Two."], ["\u3000", None], "One.\u3000Two."),
    ],
)
def test_sentences_are_joined_as_the_author_or_the_language_does(
    lang: str, sentences: list[str], gaps: list[str | None], joined: str
) -> None:
    assert SegmentedText("x", lang, sentences, gaps).join((0, 1)) == joined


def test_the_blanks_of_the_author_are_kept() -> None:
    found = read("走吧。\u3000她说。外面下雨！\n\n好。".encode(), "a.txt", "zh")
    assert found.join(range(3)) == "走吧。\u3000她说。外面下雨！"
    assert found.join((2, 3)) == "外面下雨！好。"
    assert found.join(()) == ""


@pytest.mark.parametrize("segmented", [False, True])
def test_what_is_no_text_is_refused(segmented: bool) -> None:
    for data, words in ((b"a\nb\0c\n", "t.txt:2: this is no text"), (b"PK\xff", "t.txt:1: byte FF")):
        with pytest.raises(DiglotError) as refused:
            read(data, "t.txt", "en", segmented=segmented)
        assert words in str(refused.value) and refused.value.hint


SAID = [
    "The ferry left before the sun was up.",
    "My father sold the boat for a pig and a piano.",
    "Nobody in the village could play it.",
    "In winter the ice came up to the door.",
    "We burned the piano in February.",
    "OK.",
]
"""What somebody told, a sentence each."""
TOLD = {
    "fr": ["Le bac est parti avant le lever du soleil.", "Mon père a vendu le bateau."],
    "ar": ["غادرت العبارة قبل شروق الشمس.", "باع أبي القارب مقابل خنزير وبيانو."],
    "ja": ["渡し船は日の出前に出た。", "父は船を豚とピアノに替えた。"],
}


@pytest.mark.parametrize("lang", TOLD)
def test_a_text_that_nobody_has_translated_is_told(lang: str) -> None:
    def findings(translation: list[str], own: str = lang) -> list[str]:
        texts = SegmentedText("talk.txt", "en", SAID), SegmentedText("theirs.txt", own, translation)
        beads = [Bead((k,), (k,), 0.0) for k in range(len(SAID))]
        return [finding.message for finding in pair(*texts, Resources(), beads).findings]

    # Two of five sentences that are long are translated.
    assert findings([*TOLD[lang], *SAID[2:]]) == [
        "3 of 5 longer sentences of theirs.txt are those of talk.txt, word for word."
    ]
    # One quotation, and what is short, may stay as they are.
    assert findings([*TOLD[lang], *TOLD[lang], *SAID[4:]]) == []
    # A revised edition may be much the same. Nothing is said where nobody told the languages.
    assert findings(SAID, "en-GB") == findings(SAID, "und") == []
