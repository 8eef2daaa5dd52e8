"""Lists of pairs: a table with tabs, JSON lines, Parquet; each is read as it is gone through."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from toolkit import limits
from toolkit.corpora import packed
from toolkit.corpora.listing import CorpusPair, PairList, checked, within_limits
from toolkit.errors import DiglotError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SIDE = st.one_of(TEXT, st.lists(TEXT, max_size=3))
ROWS: list[dict[str, Any]] = [
    {"id": "ferry", "source_text": "The ferry is late. We wait.", "target_text": "يتأخر العبّار. ننتظر."},
    {"id": "bells", "source": "en/bells.txt", "target": "fr/cloches.txt"},
    {"source": "en/river.txt", "target_text": ["Le fleuve.", "Il monte."]},
    {"source_text": "鐘", "target_text": ["Bell."]},
]


def listed(folder: Path, form: str, rows: list[dict[str, Any]]) -> PairList:
    """A list of these rows in a format."""
    path = folder / f"list.{form}"
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if form == "parquet":
        # A column has one type: texts in sentences where any is.
        keys = ("id", "source", "target", "source_text", "target_text")
        columns = {key: [row.get(key) for row in rows] for key in keys}
        for key, values in columns.items():
            if any(isinstance(value, list) for value in values):
                columns[key] = [[value] if isinstance(value, str) else value for value in values]
        pyarrow.parquet.write_table(pyarrow.table(columns), path)
    else:
        path.write_bytes(zstandard.compress(lines) if form.endswith("zst") else lines)
    return PairList(path, f"sub/{path.name}")


@pytest.mark.parametrize("form", ["jsonl", "jsonl.zst", "parquet"])
def test_texts_and_files_are_named_in_any_format(tmp_path: Path, form: str) -> None:
    pairs = list(listed(tmp_path, form, ROWS))
    assert [pair.document for pair in pairs] == ["ferry", "bells", "en/river", "4"]
    assert (
        pairs[1].sides[0].path == tmp_path / "en/bells.txt" and pairs[1].sides[0].shown == "sub/en/bells.txt"
    )
    assert pairs[2].sides[1].path is None and pairs[2].sides[1].text == ("Le fleuve.", "Il monte.")
    assert pairs[3].sides[0].text == "鐘" and pairs[3].where == f"sub/list.{form}:4"


@given(sides=st.lists(st.tuples(SIDE, SIDE), min_size=1, max_size=5))
def test_what_is_listed_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, sides: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("list")
    rows = [{"id": str(k), "source_text": a, "target_text": b} for k, (a, b) in enumerate(sides)]
    wanted = [tuple(tuple(side) if isinstance(side, list) else side for side in pair) for pair in sides]
    for form in ("jsonl", "jsonl.zst"):
        pairs = listed(folder, form, rows)
        # Gone through twice, as a corpus does.
        assert checked(pairs, lambda _: False) == len(sides)
        assert [tuple(side.text for side in pair.sides) for pair in pairs] == wanted


def test_a_table_with_tabs(tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_bytes(b"\xef\xbb\xbf# two\r\nen/a.txt\tde/a.txt\r\n\r\nb\tc\tthe b\n")
    pairs = list(PairList(tmp_path / "list.tsv", "list.tsv"))
    assert [(pair.document, pair.where) for pair in pairs] == [
        ("en/a", "list.tsv:2"),
        ("the b", "list.tsv:4"),
    ]


WRONG = [
    ("jsonl", b'{"source": "a"}\n', "list.jsonl:1: the target has neither a file nor a text."),
    (
        "jsonl",
        b'\n{"source": "a", "source_text": "b", "target": "c"}',
        ":2: the source has both a file and a text.",
    ),
    ("jsonl", b"{\n", ":1: this is no line of JSON"),
    ("jsonl", b'{"id" 1}', ":1: this is no line of JSON: Expecting ':' delimiter, at its character 7."),
    ("jsonl", b"[" * 100_000, ":1: this line of JSON has too many levels"),
    ("jsonl", b'{"id": ' + b"9" * 5000 + b"}", "or a number of too many digits."),
    ("jsonl", b"[1]\n", ":1: this is no object."),
    ("jsonl", b"\nnull\n", ":2: this is no object."),
    ("tsv", b"a.txt\tb\0.txt\n", ":1: this is no pair."),
    ("jsonl", b'{"source": 1, "target": "a"}', ":1: source is no text."),
    ("jsonl", b'{"source_text": ["a", 2], "target": "a"}', ":1: source_text is no text."),
    ("jsonl", b'{"source_text": "\\ud800", "target": "a"}', ":1: there is half a character in source_text."),
    ("jsonl", b'{"id": "a\\tb", "source": "a", "target": "a"}', ":1: no document can be called 'a\\tb'."),
    ("jsonl", b'{"source": "a", "target": "b"}\n\xff', ":2: the list of pairs is not UTF-8."),
    ("jsonl", b"\n", "there is no pair."),
    ("jsonl.zst", b'{"source": "a", "target": "b"}', "this can't be unpacked with Zstandard"),
    ("parquet", b"PAR1", "this is no table in Parquet"),
    ("tsv", b"a\tb\n# c\nd\n", "list.tsv:3: this is no pair."),
    ("tsv", b"a\tb\nc\td\ta\n", "list.tsv:2: two documents are called a: here, and at list.tsv:1."),
    ("tsv", b"# nothing\n", "there is no pair in the list."),
]


@pytest.mark.parametrize(("form", "data", "words"), WRONG)
def test_what_is_no_list_is_told_with_its_line_and_a_cure(
    tmp_path: Path, form: str, data: bytes, words: str
) -> None:
    path = tmp_path / f"list.{form}"
    path.write_bytes(data)
    with pytest.raises(DiglotError) as raised:
        checked(PairList(path, path.name), lambda _: False)
    assert words in str(raised.value) and raised.value.hint


def test_a_row_that_says_no_pair_leaves_the_others(tmp_path: Path) -> None:
    """A null in a table of a million rows is an error of its row; where all are so, the first is told."""
    rows: list[dict[str, Any]] = [
        {"id": "a", "source_text": "A.", "target_text": "B."},
        {"id": "b", "source_text": None, "target_text": "B."},
        {"id": "c\td", "source_text": "A.", "target_text": "B."},
    ]
    for form in ("jsonl", "parquet"):
        pairs = listed(tmp_path, form, rows)
        assert checked(pairs, lambda _: False) == 3
        assert [(pair.document, pair.where[-2:], str(pair.fault or "")) for pair in pairs] == [
            ("a", ":1", ""),
            ("2", ":2", f"sub/list.{form}:2: the source has neither a file nor a text."),
            ("c\\td", ":3", f"sub/list.{form}:3: no document can be called 'c\\td'."),
        ]
        with pytest.raises(DiglotError, match=":1: the source has neither"):
            checked(listed(tmp_path, form, rows[1:2]), lambda _: False)


@pytest.mark.parametrize("name", [True, 1.5, ["a"]])
def test_what_is_no_name_is_no_id(tmp_path: Path, name: object) -> None:
    rows = [{"id": name, "source_text": "A.", "target_text": "B."}]
    with pytest.raises(DiglotError, match=":1: id is no text"):
        checked(listed(tmp_path, "jsonl", rows), lambda _: False)


def test_a_table_without_any_column_is_told(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"text": ["a"]}), tmp_path / "list.parquet")
    with pytest.raises(DiglotError, match="it has text"):
        list(PairList(tmp_path / "list.parquet", "list.parquet"))


@pytest.mark.parametrize(
    "odd",
    [
        pyarrow.Array.from_buffers(
            pyarrow.string(),
            2,
            [None, pyarrow.py_buffer(b"\0\0\0\0\2\0\0\0\3\0\0\0"), pyarrow.py_buffer(b"\xd7\xff\xd7")],
        ),
        pyarrow.array([2**62, 2**62], pyarrow.timestamp("ns")),
        pyarrow.array([2**62, 2**62], pyarrow.duration("ns")),
        pyarrow.array([2**30, 2**30], pyarrow.date32()),
    ],
    ids=["bytes", "time", "duration", "day"],
)
def test_what_python_has_no_value_for_is_no_text(tmp_path: Path, odd: pyarrow.Array) -> None:
    columns = {"source_text": pyarrow.array(["מי שם?", "אני."]), "target_text": odd}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "list.parquet")
    faults = [str(pair.fault) for pair in PairList(tmp_path / "list.parquet", "list.parquet")]
    assert faults == [f"list.parquet:{number}: target_text is no text." for number in (1, 2)]


def test_a_table_that_says_once_what_all_rows_have_is_not_unfolded(tmp_path: Path) -> None:
    """Of a kilobyte it took gigabytes."""
    texts = pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0] * 40, pyarrow.int32()), pyarrow.array(["川の音。" * 20_000])
    )
    path = tmp_path / "list.parquet"
    table = pyarrow.table({"source_text": texts, "target_text": texts})
    pyarrow.parquet.write_table(table, path, compression="zstd", store_schema=False)
    assert path.stat().st_size < 10_000
    before = pyarrow.total_allocated_bytes()
    most = 0
    for pair in PairList(path, path.name):
        assert not pair.fault and pair.size() == 160_000
        most = max(most, pyarrow.total_allocated_bytes() - before)
    assert most < 4_000_000


@pytest.mark.parametrize("form", ["jsonl", "jsonl.zst", "parquet"])
def test_a_row_and_a_shard_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    rows = [{"id": f"a{k}", "source_text": "Da. " * 100, "target_text": ["Yes."] * 100} for k in range(5)]
    made = listed(tmp_path, form, rows)
    monkeypatch.setattr(limits, "SHARD", limits.SHARD._replace(most=3999))
    assert len([*within_limits(islice(made, 4), CorpusPair.size)]) == 4
    with pytest.raises(DiglotError, match="a shard of a corpus may have") as raised:
        list(within_limits(made, CorpusPair.size))
    assert "--shard-size" in raised.value.hint
    monkeypatch.setattr(limits, "PAIR", limits.PAIR._replace(most=600))
    with pytest.raises(DiglotError, match=":1: a line of a list of pairs may have"):
        list(made)


def test_a_packed_list_of_blanks_is_unpacked_piece_by_piece(tmp_path: Path) -> None:
    """A small file may be gigabytes of them: no more is held than a line may have."""
    path = tmp_path / "list.jsonl.zst"
    path.write_bytes(zstandard.ZstdCompressor(level=1).compress(b" " * (1 << 26)))
    assert path.stat().st_size < 20_000
    with path.open("rb") as file, packed.unpacked(file, path.name) as stream:
        assert len(stream.raw.read(1)) == 1  # type: ignore[attr-defined]
        assert len(stream.raw._held) < 1 << 25  # type: ignore[attr-defined]


def test_a_packed_list_that_was_cut_off_is_no_shorter_list(tmp_path: Path) -> None:
    made = listed(tmp_path, "jsonl.zst", ROWS * 50)
    data = made.path.read_bytes()
    made.path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DiglotError, match="cut off"):
        list(made)


def test_a_list_is_read_as_it_is_gone_through(tmp_path: Path) -> None:
    """An error stands where it is, and what is before it was given already."""
    path = tmp_path / "list.tsv"
    path.write_text("a\tb\n" * 3 + "c\n", "utf-8")
    pairs = iter(PairList(path, "list.tsv"))
    assert all(isinstance(next(pairs), CorpusPair) for _ in range(3))
    with pytest.raises(DiglotError):
        next(pairs)
