"""What was placed and is doubted all the same."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from test_adopting import bring
from test_adopting_copied import TALK, TRANSLATIONS
from toolkit.adopting import Evidence, doubts
from toolkit.adopting.adoption import AlignedText, Filled, Passage
from toolkit.catalog.doubts import Doubt
from toolkit.model import Bead, Kind, Location
from transcripts import pair


def side(paragraphs: Sequence[tuple[Kind, Sequence[str]]]) -> AlignedText:
    passages: list[Passage] = []
    sentences: list[str] = []
    owners: list[int] = []
    for number, (kind, parts) in enumerate(paragraphs):
        first = len(sentences)
        sentences += parts
        owners += [number] * len(parts)
        where = Location("talk.txt", number + 1)
        n = f"{number + 1}.1"
        passages.append(
            Passage(f"s{number}", n, kind, kind, "", " ".join(parts), where, first, len(sentences))
        )
    return AlignedText("en", "talk.txt", tuple(passages), tuple(sentences), tuple(owners))


def placed(target: AlignedText, *given: tuple[int, ...]) -> list[Filled]:
    return [
        Filled(k, " ".join(target.sentences[j] for j in numbers), numbers, 0.97, "placed")
        for k, numbers in enumerate(given)
    ]


SOURCE = side(
    [
        ("kicker", ["RIVERS"]),
        ("speech", ["No."]),
        ("speech", ["Yes."]),
        ("speech", ["It rose."]),
        ("speech", ["Now."]),
    ]
)
TARGET = side([("speech", ["Nein.", "Ja.", "Er stieg."]), ("speech", ["Noch am Morgen."])])


def fates(found: Sequence[Filled]) -> list[str]:
    return [one.fate for one in found]


def divided(filled: Sequence[Filled]) -> list[Filled]:
    looks = doubts.FilledLooks.of(filled, SOURCE)
    return doubts.divided(filled, looks, SOURCE, doubts.owners_of(TARGET))


def islands(filled: Sequence[Filled], source: AlignedText) -> list[Filled]:
    return doubts.islands(filled, doubts.FilledLooks.of(filled, source), source)


def test_parts_of_a_paragraph_belong_beside_each_other() -> None:
    beside = divided(placed(TARGET, (), (0,), (1, 2), (3,)))
    assert fates(beside) == ["placed"] * 4
    # Of an answer in two parts the question between them was left out.
    joined = divided(placed(TARGET, (), (0, 1), (), (2,)))
    assert fates(joined) == ["placed"] * 4
    apart = divided(placed(TARGET, (), (0, 1), (), (), (2,)))
    assert fates(apart) == ["placed", "doubtful", "placed", "placed", "doubtful"]
    assert apart[1].doubts == (Doubt("parted", ("5.1",)),)
    assert apart[4].doubts == (Doubt("parted", ("2.1",)),)


def test_a_line_above_the_headline_is_no_part_of_an_answer() -> None:
    found = divided(placed(TARGET, (0,), (1, 2), (3,), ()))
    assert fates(found) == ["doubtful", "doubtful", "placed", "placed"]


def test_what_a_person_decided_is_not_doubted() -> None:
    sure = [
        one if k else Filled(0, "Nein.", (0,), 1.0, "placed")
        for k, one in enumerate(placed(TARGET, (), (1,)))
    ]
    assert fates(divided(sure)) == ["placed", "doubtful"]


def test_a_label_that_was_not_read_as_one_is_doubted() -> None:
    source = side([("speech", ["She brought a cake as well."]), ("speech", ["One thing: the flap."])])
    target = side(
        [("narration", ["토마시 오하건: 케이크도 하나 가져왔더군요."]), ("narration", ["하나만: 문짝."])]
    )
    found = doubts.labelled(placed(target, (0,), (1,)), source, target)
    assert fates(found) == ["doubtful", "placed"]
    assert found[0].doubts == (Doubt("label", ("토마시 오하건:",)),)
    # What is no label: times, addresses, what somebody says.
    for text in (
        "Um 10:30 Uhr kamen sie.",
        "Er sagte: „Nein.“",
        "https://example.org",
        "Nun ja, aber: nein.",
    ):
        told = side([("narration", [text])])
        assert fates(doubts.labelled(placed(told, (0,)), source, told)) == ["placed"]
    # In a text with labels that were read, a colon is a colon.
    read = side([("speech", target.sentences[:1]), ("speech", target.sentences[1:])])
    assert fates(doubts.labelled(placed(read, (0,), (1,)), source, read)) == ["placed"] * 2


def test_all_of_a_stretch_in_another_order_is_doubted() -> None:
    beads = [Bead((k,), (k,), 0.01) for k in range(20)]
    beads += [Bead((20 + k,), (20 + k,), 0.01 if k % 3 else 2.5) for k in range(60)]
    beads += [Bead((80 + k,), (80 + k,), 0.01) for k in range(20)]
    none: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    weak = doubts.weakly_linked(beads, none)
    assert weak and weak <= set(range(20, 80)) and len(weak) > 50
    source = side([("speech", [f"Sentence {k}."]) for k in range(100)])
    filled = placed(source, *((k,) for k in range(100)))
    found = doubts.in_weak_places(filled, source, weak)
    assert [k for k, one in enumerate(found) if one.fate == "doubtful"] == sorted(weak)
    # Blocks that have another place already were kept out: they are no doubts about the rest.
    lone = [bead for k in range(40) for bead in (Bead((100 + k,), ()), Bead((), (100 + k,)))]
    alone = frozenset(range(100, 140)), frozenset(range(100, 140))
    assert doubts.weakly_linked([*beads[:20], *lone], alone) == frozenset()
    assert doubts.weakly_linked([*beads[:20], *lone], none) != frozenset()


def test_what_stands_alone_is_doubted() -> None:
    source = side(
        [("title", ["Rivers"]), ("dateline", ["May 3"]), *(("speech", [f"{k}."]) for k in range(30))]
    )
    given: list[tuple[int, ...]] = [() for _ in range(32)]
    for k in (0, 1, *range(12, 18), 31):
        given[k] = (k,)
    found = islands(placed(source, *given), source)
    # The headline and the last word; dates have numbers to speak for them.
    assert [k for k, one in enumerate(found) if one.fate == "doubtful"] == [0, 31]
    whole = placed(source, *((k,) for k in range(32)))
    assert (islands(whole, source)) == whole
    few = placed(source, *((k,) if k < 2 or k > 8 else () for k in range(32)))
    assert (islands(few, source)) == few


def doubts_about(source: str, target: str) -> list[str]:
    _, adoption = bring(source, target)
    return [str(doubt) for one in adoption.filled for doubt in one.doubts]


def test_a_translation_without_labels_that_were_read() -> None:
    source = "Bo Holm: We slept on the deck in 1987.\n\nAna Pires: And in 1992 you left?\n"
    # It begins as a sentence does, and is read as a headline.
    target = "И вот бо Хольм: Мы спали на палубе в 1987 году. А в 1992 вы уехали? Да\n"
    assert any("perhaps with a speaker's label" in one for one in doubts_about(source, target))


def test_parts_of_one_paragraph_that_translate_what_is_far_apart() -> None:
    made = pair(3, 40)
    blocks = made.target.rstrip("\n").split("\n\n")
    kept = [k for k, block in enumerate(blocks) if len(block) > 120 and ": " in block[:14]]
    first, last = kept[2], kept[6]
    joined = blocks[first] + " " + blocks[last].split(": ", 1)[1]
    said = doubts_about(made.source, "\n\n".join([*blocks[:first], joined, *blocks[last + 1 :]]) + "\n")
    assert any("more of its paragraph there translates" in one for one in said)


@pytest.mark.slow
def test_between_texts_of_another_order_nothing_is_taken_unseen() -> None:
    # Four parts backwards: more than is looked for.
    wrong = placed = doubted = 0
    for seed in (1, 2, 3, 5):
        made = pair(seed, 40, lost=0.0, reshaped=0.0)
        blocks = made.target.rstrip("\n").split("\n\n")
        cuts = [len(blocks) * k // 4 for k in range(5)]
        parts = [blocks[a:b] for a, b in pairwise(cuts)]
        backwards = "\n\n".join(block for part in reversed(parts) for block in part) + "\n"
        _, adoption = bring(made.source, backwards)
        for one in adoption.filled:
            truth = made.truth.get(adoption.source.passages[one.passage].text)
            if truth is not None and one.fate == "placed":
                placed += 1
                wrong += one.target != truth
        doubted += any(doubt.code == "order" for one in adoption.filled for doubt in one.doubts)
    assert doubted and wrong <= 0.03 * placed


ADDED = {"fr": "Le vent tourne.", "ar": "تدور الريح.", "ja": "風が変わります。"}
"""What nobody has said."""


@pytest.mark.parametrize("lang", ADDED)
def test_words_must_confirm_what_stands_between_two_gaps(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who skips a paragraph and adds another has as many: all between may stand one place too far."""
    asked: list[Evidence] = []

    def by_words(evidence: Evidence) -> list[Bead]:
        asked.append(evidence)
        return [Bead((i,), (), 0.01) for i in range(len(evidence.source.sentences))]

    monkeypatch.setattr(Evidence, "by_words", by_words)
    source, lines = "\n\n".join(TALK) + "\n", TRANSLATIONS[lang]
    skipped = [*lines[:4], *lines[6:]]
    for target in (lines, skipped):
        bring(source, "\n\n".join(target) + "\n", lang=lang)
    assert not asked
    added = [*skipped[:2], ADDED[lang], *skipped[2:]]
    _, adoption = bring(source, "\n\n".join(added) + "\n", lang=lang)
    assert asked and not any(one.fate == "placed" for one in adoption.filled[1:])
