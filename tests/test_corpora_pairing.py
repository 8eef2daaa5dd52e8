"""Which files go together."""

from pathlib import Path

import pytest

from toolkit.corpora.pairing import in_list, of_folders
from toolkit.errors import DiglotError


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def found(one: Path, other: Path, langs: tuple[str, str] = ("und", "und")) -> tuple[list[str], list[str]]:
    pairs, alone = of_folders((one, other), ("A", "B"), langs)
    shown = [f"{pair.name}: {pair.shown[0]} {pair.shown[1]}" for pair in pairs]
    assert all(pair.source.is_file() and pair.target.is_file() for pair in pairs)
    assert {problem.code for problem in alone} <= {"D313"}
    return shown, [problem.message for problem in alone]


def test_files_of_one_name_are_partners(tmp_path: Path) -> None:
    one = made(tmp_path / "a", "talk.txt", "b/note.md", ".hidden", "talk.gold", "talk.toml", "alone.txt")
    other = made(tmp_path / "b", "talk.text", "b/note.md", "b/other.txt")
    assert found(one, other) == (
        ["b/note: A/b/note.md B/b/note.md", "talk: A/talk.txt B/talk.text"],
        ["A/alone.txt has no partner and is left out.", "B/b/other.txt has no partner and is left out."],
    )


def test_a_tag_of_the_language_is_no_part_of_the_name(tmp_path: Path) -> None:
    one = made(tmp_path / "a", "talk.en.txt", "note_en.txt", "v1.en", "both.txt")
    other = made(tmp_path / "b", "talk.zh-Hans.txt", "note_zh_TW.txt", "v1.zh", "both.txt")
    names, alone = found(one, other, ("en-GB", "zh-Hans"))
    assert [name.partition(":")[0] for name in names] == ["both", "note", "talk", "v1"] and not alone
    assert len(found(one, other)[0]) == 2


def test_words_that_are_codes_of_languages_too_are_no_tags(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a", "part-ii.txt", "x.txt"), made(tmp_path / "b", "part-vi.txt", "x.txt")
    assert found(one, other, ("en", "de"))[0] == ["x: A/x.txt B/x.txt"]


def test_in_one_folder_suffix_or_tag_tell_the_side(tmp_path: Path) -> None:
    folder = made(tmp_path / "a", "one.src", "one.tgt", "two.en.txt", "two.de.txt", "notes.txt", "three.en")
    assert found(folder, folder, ("en", "de")) == (
        ["one: A/one.src B/one.tgt", "two: A/two.en.txt B/two.de.txt"],
        ["A/three.en has no partner and is left out."],
    )
    assert [name.partition(":")[0] for name in found(folder, folder)[0]] == ["one"]


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        (["talk.txt", "talk.md"], ["talk.txt"], "A: two files are called talk: talk.md and talk.txt."),
        (["a.en.txt", "a_en.txt"], ["a.txt"], "A: two files are called a: a.en.txt and a_en.txt."),
        (["a.txt"], ["b.txt"], "no file of A has the name of one of B."),
        ([], [], "no file of A"),
    ],
)  # fmt: skip
def test_what_makes_no_pairs_is_said(tmp_path: Path, ours: list[str], theirs: list[str], words: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with pytest.raises(DiglotError) as refused:
        found(made(tmp_path / "a", *ours), made(tmp_path / "b", *theirs), ("en", "de"))
    assert words in str(refused.value) and refused.value.hint


def test_a_list_names_pairs(tmp_path: Path) -> None:
    path = tmp_path / "lists" / "pairs.tsv"
    path.parent.mkdir()
    lines = ["# a comment", "", "../en/one.txt\t../de/eins.txt", "a.txt\tb.txt\tsub/both", ""]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    pairs = in_list(path, "lists/pairs.tsv")
    assert [(pair.name, pair.shown) for pair in pairs] == [
        ("one", ("lists/../en/one.txt", "lists/../de/eins.txt")),
        ("sub/both", ("lists/a.txt", "lists/b.txt")),
    ]
    assert pairs[0].source == path.parent / "../en/one.txt"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a.txt b.txt\n", "l.tsv:1: this is no pair."),
        ("a.txt\t\n", "l.tsv:1: this is no pair."),
        ("a\tb\nc/a\td\n", "l.tsv:2: two results would be called a."),
        ("a\tb\td//x\nc\td\td/x\n", "l.tsv:2: two results would be called d/x."),
        ("a\tb\td/x\nc\td\t./d/x\n", "l.tsv:2: two results would be called d/x."),
        ("a\tb\t./\n", "l.tsv:1: no result can be called './'."),
        ("a\tb\t../x\n", "l.tsv:1: no result can be called '../x'."),
        ("# nothing\n", "l.tsv: there is no pair in the list."),
    ],
)
def test_a_wrong_line_of_a_list_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "l.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(DiglotError) as refused:
        in_list(tmp_path / "l.tsv", "l.tsv")
    assert str(refused.value) == words and refused.value.hint
