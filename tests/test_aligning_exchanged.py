"""Short parts that changed places are told, and nothing is told of texts in order."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bitexts import varied
from pace import examples
from test_adopting import bring, entry
from toolkit.adopting import Draft, moved
from toolkit.adopting.adoption import MovedPart
from toolkit.aligning import bounds
from toolkit.aligning.exchanged import Exchange, exchanges
from transcripts import pair

HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתךםןף")
KANA = str.maketrans("abcdefghijklmnopqrstuvwxyz", "アイウエオカキクケコサシスセソタチツテトナニヌネノハ")

ENGLISH = """\
The Ferry of Hollin

Ines Moor: When did the ferry begin?

Bram Tolle: It began in 1931, with one boat and a bell.

Ines Moor: Who rang the bell?

Bram Tolle: My aunt Teresa, each morning at 5:30.

Ines Moor: What did a crossing cost?

Bram Tolle: Two cents for a person. A cow cost 15.

Ines Moor: Did anybody fall into the river?

Bram Tolle: The mayor, in 1954. He came back as a friend of the ferry.

Ines Moor: Why did it end?

Bram Tolle: In 1972 the bridge was built. Nobody wanted to wait any more.

Ines Moor: What is left of it?

Bram Tolle: The bell hangs in the school.
"""

FRENCH = """\
Le bac de Hollin

Ines Moor : Quand le bac a-t-il commencé ?

Bram Tolle : Il a commencé en 1931, avec un bateau et une cloche.

Ines Moor : Qui sonnait la cloche ?

Bram Tolle : Ma tante Teresa, chaque matin à 5:30.

Ines Moor : Combien coûtait une traversée ?

Bram Tolle : Deux centimes par personne. Une vache coûtait 15.

Ines Moor : Quelqu’un est-il tombé dans la rivière ?

Bram Tolle : Le maire, en 1954. Il est revenu en ami du bac.

Ines Moor : Pourquoi a-t-il fini ?

Bram Tolle : En 1972, on a construit le pont. Personne ne voulait plus attendre.

Ines Moor : Qu’en reste-t-il ?

Bram Tolle : La cloche est à l’école.
"""

ARABIC = """\
عبّارة هولين

إينس مور: متى بدأت العبّارة؟

برام تولي: بدأت سنة 1931، بقارب واحد وجرس.

إينس مور: من كان يدقّ الجرس؟

برام تولي: عمّتي تيريزا، كلّ صباح في 5:30.

إينس مور: كم كان ثمن العبور؟

برام تولي: قرشان للشخص. وكانت البقرة بـ15.

إينس مور: هل سقط أحد في النهر؟

برام تولي: العمدة، سنة 1954. وعاد صديقًا للعبّارة.

إينس مور: لماذا انتهت؟

برام تولي: سنة 1972 بُني الجسر. ولم يعد أحد يريد الانتظار.

إينس مور: ماذا بقي منها؟

برام تولي: الجرس معلّق في المدرسة.
"""


def swapped(text: str, order: Sequence[int]) -> str:
    """The turns of a text in another order."""
    turns = text.rstrip("\n").split("\n\n")
    return "\n\n".join(turns[k] for k in order) + "\n"


@pytest.mark.parametrize("script", [{}, HEBREW, KANA])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (range(10, 12), range(12, 14)),
        (range(4, 5), range(17, 18)),
        (range(6, 9), range(14, 17)),
        (range(3, 5), range(5, 24)),
    ],
)
def test_what_changed_places_is_found(first: range, second: range, script: dict[int, int]) -> None:
    source, target = varied(3, 24)
    order = [*range(first.start), *second, *range(first.stop, second.start), *first, *range(second.stop, 24)]
    [found] = exchanges(source, [target[k].translate(script) for k in order])
    assert all([order[j] for j in there] == [*ours] for ours, there in found.parts())
    assert {*found.first, *found.second} == {k for k in range(24) if order[k] != k}


@pytest.mark.parametrize("script", [{}, HEBREW, KANA])
@pytest.mark.parametrize("seed", range(4))
def test_texts_in_order_have_none(seed: int, script: dict[int, int]) -> None:
    source, target = varied(seed, 60)
    assert exchanges(source, [text.translate(script) for text in target]) == []


def test_of_a_few_pairs_nothing_is_asked() -> None:
    source, target = varied(1, bounds.EXCHANGE_PAIRS - 1)
    assert exchanges(source, target[::-1]) == exchanges([], []) == []


@given(st.integers(0, 30), st.integers(1, 9), st.integers(1, 9), st.integers(0, 9))
@examples(60)
def test_an_exchange_leaves_nothing_over(begin: int, size: int, other: int, between: int) -> None:
    second = begin + size + (between if size == other else 0)
    parts = list(Exchange(range(begin, begin + size), range(second, second + other), 1.0).parts())
    assert all(len(ours) == len(theirs) for ours, theirs in parts)
    ours, theirs = (sorted(k for part in parts for k in part[side]) for side in (0, 1))
    assert ours == theirs


@given(st.integers(0, 4), st.permutations(range(30)))
@examples(12)
def test_no_pair_is_in_two_exchanges(seed: int, order: list[int]) -> None:
    source, target = varied(seed, 30)
    target = [target[k] for k in order]
    pairs = [k for own in exchanges(source, target) for k in (*own.first, *own.second)]
    assert len(pairs) == len({*pairs}) and all(0 <= k < 30 for k in pairs)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [(FRENCH, "fr", "Teresa"), (ARABIC, "ar", "تيريزا")],
)
def test_two_questions_with_their_answers_that_changed_places_are_told(
    text: str, lang: str, wanted: str
) -> None:
    order = [0, 1, 2, 9, 10, 5, 6, 7, 8, 3, 4, 11, 12]
    filled, adoption = bring(ENGLISH, swapped(text, order), lang=lang)
    assert [finding.code for finding in adoption.moved] == ["D315", "D315"]
    # No answer has that of another question, and a person looks at what was moved.
    answers = [entry(filled, begins) for begins in ("My aunt", "In 1972")]
    assert all(
        not own.target or part in own.target for own, part in zip(answers, (wanted, "1972"), strict=True)
    )
    assert {own.state for own in answers} <= {"fuzzy", "empty"}


@pytest.mark.parametrize(("text", "lang"), [(FRENCH, "fr"), (ARABIC, "ar")])
def test_nothing_is_told_of_a_short_talk_in_order(text: str, lang: str) -> None:
    filled, adoption = bring(ENGLISH, text, lang=lang)
    assert adoption.moved == () and entry(filled, "The mayor").state == "done"


@pytest.mark.slow
@given(st.integers(0, 999), st.lists(st.integers(1, 40), min_size=8, max_size=8))
@example(228, [34, 2, 26, 37, 21, 28, 4, 20])
@example(690, [36, 12, 29, 27, 34, 24, 38, 23])
@examples(12)
def test_no_sentence_is_in_two_parts_that_were_moved(seed: int, places: list[int]) -> None:
    """Large ones, which are found otherwise, and small ones, also where one stands within another."""
    made, seen = pair(seed, 40), list[MovedPart]()
    turns = made.target.rstrip("\n").split("\n\n")
    for some in (places[:4], places[4:]):
        first, begin, behind, end = sorted(some)
        turns[first:end] = [*turns[behind:end], *turns[begin:behind], *turns[first:begin]]
    parts = moved._moved_parts

    def noted(draft: Draft) -> Iterator[MovedPart]:
        for part in parts(draft):
            seen.append(part)
            yield part

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moved, "_moved_parts", noted)
        bring(made.source, "\n\n".join(turns) + "\n")
    for side in (0, 1):
        sentences = [k for part in seen for k in part[side]]
        assert len(sentences) == len({*sentences})
