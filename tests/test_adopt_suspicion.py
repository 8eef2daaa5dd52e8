"""What was placed and is doubted all the same."""

from collections.abc import Sequence

from toolkit.adopt import suspicion
from toolkit.adopt.adoption import Filled, Passage, Side
from toolkit.model import Bead, Kind, Location


def side(paragraphs: Sequence[tuple[Kind, Sequence[str]]]) -> Side:
    passages: list[Passage] = []
    sentences: list[str] = []
    owners: list[int] = []
    for number, (kind, parts) in enumerate(paragraphs):
        first = len(sentences)
        sentences += parts
        owners += [number] * len(parts)
        where = Location("talk.txt", number + 1)
        n = f"{number + 1}.1"
        passages.append(Passage(f"s{number}", n, kind, "", " ".join(parts), where, first, len(sentences)))
    return Side("en", "talk.txt", tuple(passages), tuple(sentences), tuple(owners))


def placed(target: Side, *given: tuple[int, ...]) -> list[Filled]:
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


def test_parts_of_a_paragraph_belong_beside_each_other() -> None:
    beside = suspicion.divided(placed(TARGET, (), (0,), (1, 2), (3,)), SOURCE, TARGET)
    assert fates(beside) == ["placed"] * 4
    # Of an answer in two parts the question between them was left out.
    joined = suspicion.divided(placed(TARGET, (), (0, 1), (), (2,)), SOURCE, TARGET)
    assert fates(joined) == ["placed"] * 4
    apart = suspicion.divided(placed(TARGET, (), (0, 1), (), (), (2,)), SOURCE, TARGET)
    assert fates(apart) == ["placed", "doubtful", "placed", "placed", "doubtful"]
    assert apart[1].doubts == ("more of its paragraph there translates 5.1",)
    assert apart[4].doubts == ("more of its paragraph there translates 2.1",)


def test_a_line_above_the_headline_is_no_part_of_an_answer() -> None:
    found = suspicion.divided(placed(TARGET, (0,), (1, 2), (3,), ()), SOURCE, TARGET)
    assert fates(found) == ["doubtful", "doubtful", "placed", "placed"]


def test_what_a_person_decided_is_not_doubted() -> None:
    sure = [
        one if k else Filled(0, "Nein.", (0,), 1.0, "placed")
        for k, one in enumerate(placed(TARGET, (), (1,)))
    ]
    assert fates(suspicion.divided(sure, SOURCE, TARGET)) == ["placed", "doubtful"]


def test_a_label_that_was_not_read_as_one_is_doubted() -> None:
    source = side([("speech", ["She brought a cake as well."]), ("speech", ["One thing: the flap."])])
    target = side(
        [("narration", ["토마시 오하건: 케이크도 하나 가져왔더군요."]), ("narration", ["하나만: 문짝."])]
    )
    found = list(suspicion.labelled(placed(target, (0,), (1,)), source, target))
    assert fates(found) == ["doubtful", "placed"]
    assert found[0].doubts == ("perhaps with a speaker's label, 토마시 오하건:",)
    # What is no label: times, addresses, what somebody says.
    for text in (
        "Um 10:30 Uhr kamen sie.",
        "Er sagte: „Nein.“",
        "https://example.org",
        "Nun ja, aber: nein.",
    ):
        told = side([("narration", [text])])
        assert fates(list(suspicion.labelled(placed(told, (0,)), source, told))) == ["placed"]
    # In a text with labels that were read, a colon is a colon.
    read = side([("speech", target.sentences[:1]), ("speech", target.sentences[1:])])
    assert fates(list(suspicion.labelled(placed(read, (0,), (1,)), source, read))) == ["placed"] * 2


def test_all_of_a_stretch_in_another_order_is_doubted() -> None:
    beads = [Bead((k,), (k,), 0.01) for k in range(20)]
    beads += [Bead((20 + k,), (20 + k,), 0.01 if k % 3 else 2.5) for k in range(60)]
    beads += [Bead((80 + k,), (80 + k,), 0.01) for k in range(20)]
    none: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    weak = suspicion.weakly_linked(beads, none)
    assert weak and weak <= set(range(20, 80)) and len(weak) > 50
    source = side([("speech", [f"Sentence {k}."]) for k in range(100)])
    filled = placed(source, *((k,) for k in range(100)))
    found = list(suspicion.in_weak_places(filled, source, weak))
    assert [k for k, one in enumerate(found) if one.fate == "doubtful"] == sorted(weak)
    # Blocks that have another place already were kept out: they are no doubts about the rest.
    lone = [bead for k in range(40) for bead in (Bead((100 + k,), ()), Bead((), (100 + k,)))]
    alone = frozenset(range(100, 140)), frozenset(range(100, 140))
    assert suspicion.weakly_linked([*beads[:20], *lone], alone) == frozenset()
    assert suspicion.weakly_linked([*beads[:20], *lone], none) != frozenset()


def test_what_stands_alone_is_doubted() -> None:
    source = side(
        [("title", ["Rivers"]), ("dateline", ["May 3"]), *(("speech", [f"{k}."]) for k in range(30))]
    )
    given: list[tuple[int, ...]] = [() for _ in range(32)]
    for k in (0, 1, *range(12, 18), 31):
        given[k] = (k,)
    found = list(suspicion.islands(placed(source, *given), source))
    # The headline and the last word; dates have numbers to speak for them.
    assert [k for k, one in enumerate(found) if one.fate == "doubtful"] == [0, 31]
    whole = placed(source, *((k,) for k in range(32)))
    assert list(suspicion.islands(whole, source)) == whole
    few = placed(source, *((k,) if k < 2 or k > 8 else () for k in range(32)))
    assert list(suspicion.islands(few, source)) == few
