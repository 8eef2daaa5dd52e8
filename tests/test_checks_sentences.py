"""Sentences that one side only has (D233, D234), or that stand twice (D235, D236), and lengths (D238).

Examples in several languages are in `tests/data/checks/`; here is what holds for any text.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import checks
from toolkit.checks import Checked, beads, lengths, sentences
from toolkit.checks.lengths import Law
from toolkit.model import Catalog, Document, Entry

LAW = Law(0.0, 1.0)
WORDS = st.text("abc éß你カに한ש.!?。1", max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=6)


@given(SENTENCES)
@examples(40)
def test_nothing_is_left_out_between_a_text_and_itself(sentences: list[str]) -> None:
    side = beads.SideSentences.of(sentences)
    _, worth = beads.left_out(side, side, LAW)
    assert worth <= 0


@given(SENTENCES, SENTENCES)
@examples(40)
def test_any_two_texts_are_compared(sentences: list[str], others: list[str]) -> None:
    place, worth = beads.left_out(beads.SideSentences.of(sentences), beads.SideSentences.of(others), LAW)
    assert -1 <= place < len(sentences)
    assert (place < 0) == (worth == float("-inf"))


@given(st.lists(st.tuples(st.floats(1, 2000), st.floats(0, 2000)), max_size=30))
@examples(40)
def test_what_is_learnt_stays_within_bounds(pairs: list[tuple[float, float]]) -> None:
    law = lengths.learn(pairs, "en", "ja")
    assert 0.5 < law.scale <= 2.5
    # The middle of them is no slip, however long they are.
    assert abs(law.far(100.0, 100.0 * 2.718281828**law.ratio)) < 0.5


def test_the_catalog_tells_more_than_what_is_usual() -> None:
    usual = lengths.learn([], "en", "fr")
    terse = lengths.learn([(length, length * 0.7) for length in range(40, 240)], "en", "fr")
    assert usual.far(100.0, 70.0) < -2
    assert abs(terse.far(100.0, 70.0)) < 0.5


def test_a_few_words_may_be_said_in_two_signs() -> None:
    rows = [
        (
            "The long wall of the old mill stood in the rain for years.",
            "古い水車小屋の長い塀は何年も雨に打たれて立っていた。",
        )
    ] * 20
    rows += [("And from the outside?", "外では？"), (rows[0][0], "塀だ。")]
    entries = tuple(
        Entry("narration", source, target, "done", (f"s{n:06d}",)) for n, (source, target) in enumerate(rows)
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", "ja", entries), "talk.po")
    (finding,) = sentences.out_of_proportion(checked)
    assert (
        finding.name == "D238.short"
        and "“塀だ。”" in finding.message
        and "% of the length" in finding.message
    )


def test_a_terse_sentence_is_not_missing() -> None:
    # Four sentences on both sides, one of them said in few words.
    source = (
        "Before lunch we walked along the quay to look at it. O'Hargan pointed things out with the windlass, "
        "which he had brought along without explanation. The new channel was narrower than I had expected, "
        "brown at the edges and quick in the middle, and it made a noise that the street was still getting "
        "used to. The hotel opposite had received two complaints about the noise and eleven requests for "
        "rooms on that side."
    )
    target = (
        "昼食の前に、川を見に岸壁を歩いた。オハーガンは、なぜか黙って持ってきたハンドルであちこちを指し示した。"
        "新しい水路は思っていたより狭く、縁は茶色く、真ん中は速く、通りがまだ慣れていない音を立てていた。"
        "向かいのホテルには、その音への苦情が二件と、そちら側の部屋の申し込みが十一件あったという。"
    )
    entry = Entry("narration", source, target, "done", ("s000001",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", "ja", (entry,)), "talk.po")
    vars(checked)["law"] = law = Law(0.17, 0.79, 0.0086, 0.126)
    message = checked.messages[0]
    sides = [beads.SideSentences.of(side) for side in (message.source_sentences, message.target_sentences)]
    assert [len(side.lengths) for side in sides] == [4, 4]
    assert -0.5 < beads.left_out(sides[0], sides[1], law)[1] < 0.5
    assert sentences._missing(message, checked) < 0


def test_of_two_neighbours_that_which_denies_is_there() -> None:
    # D233: both are as long, and only one of them says "not".
    source = (
        "I shall sit on the bench by the mill and watch the water. My daughter keeps the lock now. "
        "She is not afraid of the miller."
    )
    told = {
        "ja": "水車小屋のそばのベンチに座って、水を眺めています。あの子は粉屋を怖がりません。",
        "ar": "سأجلس على المقعد بجانب الطاحونة وأراقب الماء. وهي لا تخاف من الطحّان.",
    }
    for lang, target in told.items():
        assert missing_of(source, target, lang) == ["D233.one", "“My daughter keeps the lock now.”"]


def test_either_of_two_that_are_alike_may_be_missing() -> None:
    source = (
        "I shall sit on the bench by the mill and watch the water. My daughter keeps the lock now. "
        "She often talks to the miller."
    )
    target = "水車小屋のそばのベンチに座って、水を眺めています。あの子はよく粉屋と話をします。"
    assert missing_of(source, target, "ja")[0] == "D233.either"


def missing_of(source: str, target: str, lang: str) -> list[str]:
    entry = Entry("narration", source, target, "done", ("s000001",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", lang, (entry,)), "talk.po")
    (finding,) = sentences.missing(checked)
    return [finding.name, str(dict(finding.args)["sentence"])]


def test_what_has_no_marks_has_no_count_of_sentences() -> None:
    """A transcript that was taken down without marks is parted by its translator as he likes."""
    spoken = "The mill stood in the rain for years. Nobody came. We mended its roof in spring"
    target = "Die Mühle stand jahrelang im Regen. Niemand kam je vorbei. Im Frühling flickten wir das Dach. "
    added = target + "Heute ist sie ein Haus für alle, die dort übernachten wollen."
    unmarked = spoken.replace(".", "")
    assert [told(source, text) for source in (spoken, unmarked) for text in (target, added)] == [
        [],
        ["Heute ist sie ein Haus für alle, die do…"],
        [],
        [],
    ]
    assert told(spoken, target + "\u200b\n\u200b\u200b\u200b. " * 9) == []


def test_one_long_sentence_may_be_six_of_another_language() -> None:
    """Old prose strings together by semicolons what is told today in sentences."""
    parts = ["the ferry came", "nobody rang", "the lamp was out", "she waited long", "rain fell", "we slept"]
    said = [
        "Die Fähre kam",
        "Keiner läutete",
        "Die Lampe war aus",
        "Sie wartete lang",
        "Es regnete",
        "Wir schliefen",
    ]
    for count in range(2, 7):
        assert told("; ".join(parts[:count]) + ".", ". ".join(said[:count]) + ".") == []


def told(source: str, target: str) -> list[str]:
    """The sentences that are said to be added."""
    entry = Entry("narration", source, target, "done", ("s1",))
    document = Document(name="talk", lang="en", speakers=(), turns=())
    checked = Checked(document, Catalog("talk", "en", "de", (entry,)), "talk.po")
    return [finding.message.split("“")[1].split("”")[0] for finding in sentences.added(checked)]


@pytest.mark.parametrize(
    ("lang", "source", "target", "codes"),
    [
        ("de", "Who rang? I sleep.", "Wer hat geklingelt. Ich schlafe.", ["D239"]),
        ("ar", "Who rang? I sleep.", "من قرع الجرس. أنا نائم.", ["D239"]),
        ("zh-Hans", "Who rang? I sleep.", "谁按铃。我在睡觉。", ["D239"]),
        ("de", "Who rang? I sleep.", "Wer hat geklingelt? Ich schlafe.", []),
        # Its words ask, it is told of, or another sentence asks instead.
        ("ja", "Who rang? I sleep.", "誰が鳴らしましたか。私は寝ています。", []),
        ("de", "I thought, who rang? I sleep.", "Ich fragte mich, wer klingelte. Ich schlafe.", []),
        ("de", "Who rang? I sleep.", "Jemand hat geklingelt. Schlafe ich?", []),
    ],
)
def test_a_question_amid_a_text_stays_one(lang: str, source: str, target: str, codes: list[str]) -> None:
    entry = Entry("narration", source, target, "done", ("s1",))
    found = checks.run(Document("talk", "en", (), ()), Catalog("talk", "en", lang, (entry,)), "talk.po")
    assert [each.code for each in found if each.about and each.severity != "info"] == codes
