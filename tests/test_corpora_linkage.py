"""Which documents of two heaps translate each other."""

import os
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import cipher, varied
from conftest import Run
from pace import examples
from toolkit.corpora import linkage
from toolkit.corpora.linkage import HeapDocument
from toolkit.corpora.listing import PairList
from toolkit.corpora.verdicts import HeapPair, Proposals

WORDS = st.lists(st.sampled_from([*"abcdefgh", "#1947", "#12"]), max_size=6, unique=True).map(tuple)
DOCUMENT = st.builds(HeapDocument, st.just(()), WORDS, WORDS, st.integers(0, 99))


def heap(size: int, seed: int) -> tuple[list[HeapDocument], list[HeapDocument]]:
    """Documents with names and figures, and their translations in the same order."""
    chance = random.Random(seed)
    common = ["".join(chance.choices("bcdfgklmnprst", k=6)) for _ in range(400)]
    source, target = [], []
    for number in range(size):
        words = tuple(dict.fromkeys(chance.choices(common, k=40)))
        figures = (f"#{chance.randint(100, 9999)}", f"#{number}5", f"zelda{number}", f"{number}bruno")
        source.append(HeapDocument((), words + figures, (), 900))
        target.append(
            HeapDocument((), tuple(map(cipher, words)) + figures, (), 1000 + chance.randint(-20, 20))
        )
    return source, target


def test_each_document_finds_its_counterpart_wherever_it_stands() -> None:
    source, target = heap(40, 1)
    order = random.Random(2).sample(range(40), 40)
    found = linkage.pairs(source, [target[k] for k in order])
    assert [(a, order[b]) for a, b, _ in found] == [(k, k) for k in range(40)]
    assert all(0.5 <= probability <= 1 for _, _, probability in found)


def test_words_are_learnt_from_what_is_sure() -> None:
    """Half of the documents have neither a name nor a figure: the others teach what their words mean."""
    source, target = heap(120, 3)
    plain = [one._replace(stems=one.stems[:-4]) if k % 2 else one for k, one in enumerate(source)]
    found = linkage.pairs(plain, target)
    assert len(found) > 115 and all(a == b for a, b, _ in found)


def test_what_has_no_counterpart_stays_alone() -> None:
    source, target = heap(60, 4)
    others, _ = heap(40, 5)
    found = linkage.pairs([*source, *others], target)
    assert [(a, b) for a, b, _ in found] == [(k, k) for k in range(60)]


def test_sentences_decide_where_words_leave_a_doubt() -> None:
    stems = [("ana", "bo"), ("bo", "cy"), ("ana", "cy")]
    documents = [HeapDocument((), one, (), 90) for one in stems]
    assert not linkage.pairs(documents, documents)
    asked: list[HeapPair] = []

    def judge(teachers: Sequence[HeapPair], pairs: Sequence[HeapPair]) -> list[float]:
        # Nothing teaches its own words.
        assert not {*teachers} & {*pairs} and len({*pairs}) == len(pairs)
        asked.extend(pairs)
        return [2.0 if (a + 1) % 3 == b else 0.0 for a, b in pairs]

    found = linkage.pairs(documents, documents, judge=judge)
    assert [(a, b) for a, b, _ in found] == [(0, 1), (1, 2), (2, 0)]
    assert {(0, 1), (1, 2), (2, 0)} <= {*asked}


def test_documents_without_a_word_in_common_are_proposed_by_their_meaning() -> None:
    source = [HeapDocument((), (f"a{k}",), (), 90) for k in range(4)]
    target = [HeapDocument((), (f"b{k}",), (), 90) for k in range(5)]
    asked = []

    def judge(_: Sequence[HeapPair], pairs: Sequence[HeapPair]) -> list[float]:
        return [2.0 if a + b == 4 else 0.0 for a, b in pairs]

    def propose(ours: Sequence[int], theirs: Sequence[int]) -> Proposals:
        asked.append((ours, theirs))
        return {a: np.array([4 - a, 0]) for a in ours}

    assert not linkage.pairs(source, target, judge=judge)
    found = linkage.pairs(source, target, judge=judge, propose=propose)
    assert [(a, b) for a, b, _ in found] == [(0, 4), (1, 3), (2, 2), (3, 1)]
    assert asked == [([0, 1, 2, 3], [0, 1, 2, 3, 4])]


def test_what_is_sure_by_words_is_not_proposed() -> None:
    source, target = heap(40, 1)
    lone = HeapDocument((), ("nothing",), (), 900)
    asked = []

    def propose(ours: Sequence[int], theirs: Sequence[int]) -> Proposals:
        asked.append((ours, theirs))
        return {}

    linkage.pairs([*source, lone], [lone._replace(stems=("like",)), *target], propose=propose)
    assert asked == [([40], [0])]


class Letters:
    """An encoder that reads the cipher: how often each letter is in a sentence."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[self.plain(text).count(c) for c in "bcdfgklmnprst"] for text in texts], float)

    def plain(self, text: str) -> str:
        """A word of the other language ends with an e."""
        back = {cipher(c)[0]: c for c in "abcdefghijklmnopqrstuvwxyz"}
        words = re.findall(r"[a-z]+", text.lower())
        return " ".join("".join(back[c] for c in w[:-1]) if w.endswith("e") else w for w in words)


@pytest.mark.slow
def test_an_encoder_finds_what_words_dont(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = Letters()
    monkeypatch.setitem(sys.modules, "letters", SimpleNamespace(encoder=lambda: letters))
    gold = {}
    for number in range(6):
        source, target = varied(number, 15)
        for folder, name, lines in (
            ("en", f"{'abcdef'[number]}", source),
            ("xx", f"{'uzwyvx'[number]}", target),
        ):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
        gold[f"en/{'abcdef'[number]}.txt"] = f"xx/{'uzwyvx'[number]}.txt"
    done = run("pair", "en", "xx", "--segmented", "--encoder", "letters:encoder")
    assert dict(line.split("\t")[:2] for line in done.stdout.splitlines()) == gold
    # A sentence is encoded once, however many texts its own is held against.
    assert 0 < len(letters.asked) == len(set(letters.asked))


@examples(60)
@given(st.lists(DOCUMENT, max_size=6), st.lists(DOCUMENT, max_size=6))
def test_each_document_is_in_one_pair_at_most(source: list[HeapDocument], target: list[HeapDocument]) -> None:
    found = linkage.pairs(source, target, least=0.0)
    for side, size in ((0, len(source)), (1, len(target))):
        places = [pair[side] for pair in found]
        assert len(set(places)) == len(places) and all(0 <= place < size for place in places)
    assert all(0 <= pair.probability <= 1 for pair in found)
    assert found == linkage.pairs(source, target, least=0.0)


@pytest.fixture
def run(command: Run) -> Run:
    return command


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    """Two folders, and the counterpart of each source."""
    gold = {}
    for number in range(8):
        source, target = varied(number, 20)
        name, other = f"talk-{number}", f"{'xyzuvwst'[number]}"
        for folder, called, lines in (("en", name, source), ("xx/more", other, target)):
            (tmp_path / folder).mkdir(exist_ok=True, parents=True)
            (tmp_path / folder / f"{called}.txt").write_text(
                "\n".join(lines) + f"\nIn {1900 + number}.\n", "utf-8"
            )
        gold[f"en/{name}.txt"] = f"xx/more/{other}.txt"
    return gold


@pytest.mark.slow
def test_what_is_printed_is_a_list_for_bitext(run: Run, tmp_path: Path, folders: dict[str, str]) -> None:
    (tmp_path / "xx/alone.txt").write_text("Nothing like it.\n", "utf-8")
    done = run("pair", "en", "xx")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert {row[0]: row[1] for row in rows} == folders and done.exit_code == 0
    assert "8 pairs; left over: 0 of en, 1 of xx" in done.stderr
    assert run("pair", "en", "xx", "-o", "lists/all.tsv").exit_code == 0
    pairs = list(PairList(tmp_path / "lists/all.tsv", "lists/all.tsv"))
    assert [pair.document for pair in pairs] == [f"talk-{k}" for k in range(8)]
    made = run("bitext", "--pairs", "lists/all.tsv", "--segmented", "--shard-size", "5", "-o", "out")
    assert made.exit_code == 0 and "8 pairs in 2 shards: 0 unchanged, 0 failed" in made.stderr


@pytest.mark.slow
def test_a_text_that_cant_be_read_is_told_and_the_others_are_paired(
    run: Run, tmp_path: Path, folders: dict[str, str]
) -> None:
    (tmp_path / "en/talk-0.txt").write_bytes(b"\xff")
    done = run("pair", "en", "xx", "--segmented")
    assert done.exit_code == 1 and "en/talk-0.txt:1: byte FF" in done.stderr
    assert len(done.stdout.splitlines()) == len(folders) - 1


@pytest.mark.slow
@pytest.mark.parametrize("name", [b"two\nlines.txt", b"a\tb.txt", b" before.txt", b"\xff\xe9.txt"])
def test_a_name_that_no_line_holds_is_told_and_the_others_are_paired(
    run: Run, tmp_path: Path, folders: dict[str, str], name: bytes
) -> None:
    (tmp_path / "en/talk-0.txt").rename(tmp_path / "en" / os.fsdecode(name))
    (tmp_path / "en").rename(tmp_path / "#en")
    done = run("pair", "#en", "xx", "--segmented", "-o", "list.tsv")
    assert done.exit_code == 1 and "#en: no line of a list can hold the name" in done.stderr
    # A line that begins with # would be passed over.
    pairs = list(PairList(tmp_path / "list.tsv", "list.tsv"))
    assert len(pairs) == len(folders) - 1
    assert all(side.path is not None and side.path.is_file() for pair in pairs for side in pair.sides)


@pytest.mark.slow
def test_what_is_no_heap_is_told(run: Run, tmp_path: Path, folders: dict[str, str]) -> None:
    (tmp_path / "empty").mkdir()
    done = run("pair", "en", "empty")
    assert done.exit_code == 1 and "empty: there is no text in this folder." in done.stderr
    assert "can't be read" in run("pair", "en", "gone").stderr
    assert "this is no folder" in run("pair", "en", "en/talk-1.txt").stderr
    assert "SRC and TGT are one folder" in run("pair", "en", "en/../en").stderr
    text = next(iter(folders))
    done = run("pair", "en", "xx", "--segmented", "-o", text)
    assert done.exit_code == 1 and "the list would take the place of a text." in done.stderr
