"""The command, as people use it: what it writes, says and exits with."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import Run, files
from toolkit import catalog
from toolkit.cli import main


@pytest.fixture
def run(command: Run) -> Run:
    """Runs the command in a folder of its own."""
    return command


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> Path:
    """A project as `diglot init` makes it, extracted, with one message translated."""
    run("init")
    assert run("extract").exit_code == 0
    path = tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    text = path.read_text("utf-8")
    marker = 'msgid "Can a cracked bell be saved?"\nmsgstr "'
    assert marker in text
    path.write_text(text.replace(marker, marker + "Peut-on sauver une cloche fêlée ?"), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_a_new_project_extracts_and_builds_at_once(run: Run, tmp_path: Path) -> None:
    made = run("init", "talks")
    assert made.exit_code == 0 and not made.stdout and "talks/diglot.toml" in made.stderr
    assert run("-C", "talks", "extract").exit_code == 0
    assert run("-C", "talks", "build").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "talks/build").iterdir()) == [
        "bells.en-fr.epub",
        "bells.tei.xml",
    ]


def test_a_new_project_keeps_what_is_made_out_of_git(run: Run, tmp_path: Path) -> None:
    run("init", "talks")
    (tmp_path / "talk.txt").write_text("Mira: Yes.\n\nTomas: No.\n", encoding="utf-8")
    made = run("init", "more", "--from", "talk.txt", "--lang", "en")
    # Nothing says yet into which language.
    following = "translate locales/LANG/LC_MESSAGES/*.po, diglot build -l LANG"
    assert f"Next: cd more && diglot extract -l LANG, {following}\n" in made.stderr
    # That so brief a text has few speakers is a doubt, and weighs little.
    assert made.stderr.endswith("1 minor finding is told with `diglot -v init`.\n")
    for name in ("talks", "more"):
        assert {"build/", ".diglot/", ".diglot-*", "*.mo"} <= set(
            (tmp_path / name / ".gitignore").read_text().split()
        )


@pytest.mark.parametrize(("name", "lang"), [("talk.fr.txt", "fr"), ("talk.new.txt", ""), ("fr.txt", "")])
def test_the_name_of_a_file_says_its_language_where_nothing_else_does(
    run: Run, tmp_path: Path, name: str, lang: str
) -> None:
    (tmp_path / name).write_text("Mira: Oui.\n\nTomas: Non.\n", encoding="utf-8")
    made = run("init", "more", "--from", name)
    assert made.exit_code == (0 if lang else 1), made.stderr
    if lang:
        assert f'source-language = "{lang}"' in (tmp_path / "more/diglot.toml").read_text("utf-8")
        assert run("init", "other", "--from", name, "--lang", "it").exit_code == 0
        # Editions say their languages by themselves.
        assert [path.name for path in (tmp_path / "more/source").iterdir()] == ["talk.txt"]
        assert 'source-language = "it"' in (tmp_path / "other/diglot.toml").read_text("utf-8")
    else:
        assert "nothing says what language it is in" in made.stderr and not (tmp_path / "more").exists()


def test_findings_of_a_new_project_name_its_own_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(
        "Mira Lind: Yes.\n\nTom Lind: No.\n\nLind: Perhaps.\n", encoding="utf-8"
    )
    made = run("init", "more", "--from", "talk.txt", "--lang", "en")
    # What mends it is written in the project, and not beside the file that it was made from.
    assert "more/source/talk.txt:5:" in made.stderr
    assert made.stderr.count("[D107]") == 1 and "\nwarning: talk.txt" not in made.stderr


def test_a_language_that_only_the_command_names_is_in_files_of_all_languages(
    run: Run, tmp_path: Path
) -> None:
    cues = "00:01.000 --> 00:02.500\n<v Mira>Ist das der Kahn?\n\n00:03.000 --> 00:04.200\n<v Tom>Ja.\n"
    (tmp_path / "talk.vtt").write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    run("init", "--from", "talk.vtt", "--lang", "de")
    run("extract", "-l", "ar")
    po = tmp_path / "locales/ar/LC_MESSAGES/talk.po"
    filled = po.read_text("utf-8").replace('Kahn?"\nmsgstr ""', 'Kahn?"\nmsgstr "أهذا هو القارب؟"')
    po.write_text(filled, encoding="utf-8")
    run("build", "-f", "vtt", "-f", "tei", "-l", "ar")
    arabic = (tmp_path / "build/talk.ar.vtt").read_text("utf-8")
    assert "00:00:01.000 --> 00:00:02.500" in arabic and "القارب" in arabic
    assert "القارب" in (tmp_path / "build/talk.tei.xml").read_text("utf-8")


def test_a_new_project_builds_before_it_is_extracted(run: Run, tmp_path: Path) -> None:
    run("init")
    built = run("build")
    assert built.exit_code == 0
    assert (
        "locales/fr/LC_MESSAGES/bells.po isn't there" in built.stderr
        and "diglot extract bells -l fr" in built.stderr
    )
    assert (tmp_path / "build/bells.en-fr.epub").exists()


def test_a_project_is_not_made_twice(run: Run, tmp_path: Path) -> None:
    run("init")
    before = files(tmp_path)
    again = run("init")
    assert again.exit_code == 1 and "already" in again.stderr
    assert files(tmp_path) == before


def test_init_keeps_the_transcripts_that_are_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/mine.txt").write_text("Q: Why?\n\nA: Because.\n", encoding="utf-8")
    run("init")
    assert [path.name for path in (tmp_path / "source").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db"])
def test_init_knows_a_folder_without_transcripts(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / name).write_bytes(b"views")
    run("init")
    assert (tmp_path / "source/bells.txt").is_file()


def test_a_second_extract_changes_no_byte(run: Run, talks: Path) -> None:
    before = files(talks / "locales")
    again = run("extract")
    assert again.exit_code == 0
    assert "0 new, 0 fuzzy, 0 gone" in again.stderr
    assert files(talks / "locales") == before


def test_an_edit_makes_its_message_fuzzy_and_nothing_else(run: Run, talks: Path) -> None:
    source = talks / "source/bells.txt"
    source.write_text(
        source.read_text("utf-8").replace("a cracked bell", "a badly cracked bell"), encoding="utf-8"
    )
    extracted = run("extract")
    assert "locales/fr/LC_MESSAGES/bells.po: 0 new, 1 fuzzy, 0 gone" in extracted.stderr
    text = (talks / "locales/fr/LC_MESSAGES/bells.po").read_text("utf-8")
    assert '#| msgid "Can a cracked bell be saved?"' in text and "Peut-on sauver" in text
    run("build", "-f", "tei")
    assert "Peut-on" not in (talks / "build/bells.tei.xml").read_text("utf-8")


def test_a_broken_catalog_is_left_alone_and_the_others_are_done(run: Run, talks: Path) -> None:
    run("extract", "-l", "fr", "-l", "de")
    broken = talks / "locales/fr/LC_MESSAGES/bells.po"
    broken.write_bytes(broken.read_bytes()[:-20])
    before = broken.read_bytes()
    (talks / "locales/de/LC_MESSAGES/bells.po").unlink()
    extracted = run("extract", "-l", "fr", "-l", "de")
    assert extracted.exit_code == 1
    assert "error: locales/fr/LC_MESSAGES/bells.po:" in extracted.stderr and "hint: " in extracted.stderr
    assert broken.read_bytes() == before
    assert (talks / "locales/de/LC_MESSAGES/bells.po").exists()
    built = run("build", "-l", "fr", "-l", "de")
    assert built.exit_code == 1
    assert [path.name for path in (talks / "build").iterdir()] == ["bells.en-de.epub"]
    shown = run("status", "-l", "fr", "-l", "de", "--as", "json")
    assert shown.exit_code == 1
    assert [row["lang"] for row in json.loads(shown.stdout)] == ["de"]


def test_a_catalog_in_another_charset_is_said_to_be_in_utf8_now(run: Run, talks: Path) -> None:
    path = talks / "locales/fr/LC_MESSAGES/bells.po"
    old = path.read_text("utf-8").replace("charset=UTF-8", "charset=CP1252")
    path.write_bytes(old.encode("cp1252"))
    assert "it was in cp1252, and is in UTF-8 now. [D202]" in run("extract").stderr
    assert "fêlée" in path.read_text("utf-8")
    assert "D202" not in run("extract").stderr


def test_a_broken_transcript_does_not_keep_the_others_from_being_done(run: Run, talks: Path) -> None:
    (talks / "source/bad.txt").write_bytes(b"Q: Why?\n\nA: \xff\xfe broken\n")
    extracted = run("extract")
    assert extracted.exit_code == 1
    assert "error: source/bad.txt:3: " in extracted.stderr
    assert "locales/bells.pot:" in extracted.stderr
    assert run("build").exit_code == 1
    assert (talks / "build/bells.tei.xml").exists()


@pytest.mark.usefixtures("talks")
def test_edits_are_told_word_by_word_and_accepted_by_kind(run: Run, tmp_path: Path) -> None:
    source, po = tmp_path / "source/bells.txt", tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    source.write_text(source.read_text("utf-8") + "\nTom Adeyemi: It rang 12 times, at noon.\n", "utf-8")
    run("extract")
    message = 'msgid "It rang 12 times, at noon."\nmsgstr "'
    text = po.read_text("utf-8")
    assert message in text
    po.write_text(text.replace(message, message + "Elle a sonné 12 fois, à midi."), "utf-8")
    assert "transcripts have changed" not in run("status").stderr
    source.write_text(source.read_text("utf-8").replace("12 times", "13 times"), "utf-8")
    assert "transcripts have changed" in run("status").stderr
    done = run("-v", "extract")
    assert "  fuzzy: turn|tom-adeyemi: It rang [-12-] {+13+} times, at noon." in done.stderr
    assert "#. Changed since it was translated: It rang [-12-] {+13+} times, at noon." in po.read_text(
        "utf-8"
    )
    table = run("status", "--changes").stdout
    assert "bells fr: edited since they were translated: figures 1" in table
    assert re.search(r"^  figures: s\w{6}: It rang \[-12-\] \{\+13\+\} times", table, re.MULTILINE)
    (row,) = json.loads(run("status", "--as", "json").stdout)
    assert row["edits"] == {"figures": 1} and "changes" not in row
    assert "<del>12</del><ins>13</ins>" in run("check", "--as", "html").stdout
    done = run("extract", "--accept", "figure")
    assert done.exit_code == 1 and "Did you mean figures?" in done.stderr
    assert "1 accepted" in run("extract", "--accept", "typography,figures").stderr
    assert 'msgstr "Elle a sonné 13 fois, à midi."' in po.read_text("utf-8")
    assert json.loads(run("status", "--as", "json").stdout)[0]["edits"] == {}


@pytest.mark.usefixtures("talks")
def test_the_edit_of_a_name_is_told_with_its_context(run: Run, tmp_path: Path) -> None:
    """A name has no id."""
    source, po = tmp_path / "source/bells.txt", tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    run("extract")
    named = 'msgid "Tom Adeyemi"\nmsgstr "'
    po.write_text(po.read_text("utf-8").replace(named, named + "Tom Adeyemi"), "utf-8")
    source.write_text(source.read_text("utf-8").replace("Tom Adeyemi:", "Dr. Tom Adeyemi:"), "utf-8")
    run("extract")
    table = run("status", "--changes").stdout
    assert re.search(r"^  \w+: speaker\|[\w-]+: \{\+Dr\. \+\}Tom Adeyemi$", table, re.MULTILINE), table


@pytest.mark.parametrize("asked", ["#, apart\n", "# apart\n"])
@pytest.mark.usefixtures("talks")
def test_a_translator_asks_for_messages_of_their_own(run: Run, tmp_path: Path, asked: str) -> None:
    source, po = tmp_path / "source/bells.txt", tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    more = (
        "\nTom Adeyemi: Was it loud?\n\nHanne Roth: Oh yes.\n\nTom Adeyemi: And sad?\n\nHanne Roth: Oh yes.\n"
    )
    source.write_text(source.read_text("utf-8") + more, "utf-8")
    run("extract")
    text = po.read_text("utf-8")
    assert text.count('msgid "Oh yes."') == 1
    before, _, after = text.partition('msgctxt "turn|hanne-roth"\nmsgid "Oh yes."\nmsgstr "')
    message = 'msgctxt "turn|hanne-roth"\nmsgid "Oh yes."\nmsgstr "'
    po.write_text(before + asked + message + "Oh oui." + after, "utf-8")
    told = run("-v", "extract").stderr
    assert "source/bells.toml" in told
    # Nothing was edited for it.
    assert (
        "locales/bells.pot: 0 new, 0 edited, 0 gone, 1 set apart, " in told
        and "set apart: turn|hanne-roth|s" in told
    )
    text = po.read_text("utf-8")
    assert text.count('msgid "Oh yes."\nmsgstr "Oh oui."') == 2 and asked not in text
    assert 'apart = ["s' in (tmp_path / "source/bells.toml").read_text("utf-8")
    # The question tells one from the other now.
    assert "#. Answers: And sad?" in text
    files = [*tmp_path.glob("locales/**/*.po*"), tmp_path / "source/bells.toml"]
    saved = {path: path.read_bytes() for path in files}
    assert "source/bells.toml" not in run("extract").stderr
    assert {path: path.read_bytes() for path in files} == saved


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize("yes", ["Oh yes.", "كان كذلك.", "Ja, så var det."])
def test_what_comes_to_a_message_meanwhile_is_set_apart_with_it(run: Run, tmp_path: Path, yes: str) -> None:
    """One `extract` does what a translator asked for, though the same words are said once more by now."""
    source, po = tmp_path / "source/bells.txt", tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    asked = ("Was it loud?", "And sad?", "And far away?")
    more = [f"\nTom Adeyemi: {question}\n\nHanne Roth: {yes}\n" for question in asked]
    source.write_text(source.read_text("utf-8") + "".join(more[:2]), "utf-8")
    run("extract")
    message = f'msgctxt "turn|hanne-roth"\nmsgid "{yes}"\nmsgstr "'
    before, _, after = po.read_text("utf-8").partition(message)
    po.write_text(f"{before}# apart\n{message}Oh oui.{after}", "utf-8")
    source.write_text(source.read_text("utf-8") + more[2], "utf-8")
    run("extract")
    text = po.read_text("utf-8")
    assert text.count(f'msgid "{yes}"\nmsgstr "Oh oui."') == 3 and "# apart" not in text
    assert "source/bells.toml" not in run("extract").stderr
    assert po.read_text("utf-8") == text


@pytest.mark.usefixtures("talks")
def test_status_counts(run: Run) -> None:
    (row,) = json.loads(run("status", "--as", "json").stdout)
    assert (row["document"], row["lang"], row["translated"], row["fuzzy"]) == ("bells", "fr", 1, 0)
    assert row["total"] == row["translated"] + row["fuzzy"] + row["empty"] + row["omitted"]
    table = run("status").stdout.split("\n")
    told = ["document", "language", "translated", "fuzzy", "empty", "omitted", "words", "percent"]
    assert table[0].split() == told
    assert table[1].split()[:4] == ["bells", "fr", "French", "1"]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["-f", "epub"], ["bells.en-fr.epub"]),
        (["-f", "epub", "--mono"], ["bells.fr.epub"]),
        (["-f", "epub", "--mono", "-l", "en", "-l", "fr"], ["bells.en.epub", "bells.fr.epub"]),
        (["-f", "epub", "-l", "fr+zh_hans"], ["bells.en-fr-zh-Hans.epub"]),
        (["-f", "epub", "-l", "fr", "-l", "ar", "bells"], ["bells.en-ar.epub", "bells.en-fr.epub"]),
        (["-f", "tei", "source/bells.txt"], ["bells.tei.xml"]),
    ],
)
def test_what_is_built_is_named_by_its_languages(
    run: Run, talks: Path, arguments: list[str], names: list[str]
) -> None:
    assert run("build", *arguments).exit_code == 0
    assert sorted(path.name for path in (talks / "build").iterdir()) == names


def test_a_document_in_another_language_than_the_projects(run: Run, talks: Path) -> None:
    (talks / "source/bells.toml").write_text('lang = "fr"\n', encoding="utf-8")
    built = run("build", "-f", "epub", "-l", "fr", "-l", "de")
    assert built.exit_code == 0 and "source/bells.txt:1: it is in fr itself" in built.stderr
    assert [path.name for path in (talks / "build").iterdir()] == ["bells.fr-de.epub"]


def test_an_empty_transcript_is_said_to_be_empty(run: Run, talks: Path) -> None:
    (talks / "source/bells.txt").write_text(" \n\n", encoding="utf-8")
    assert "source/bells.txt:1: there is no text in it. [D108]" in run("show", "source/bells.txt").stderr


def test_of_what_is_found_again_and_again_show_tells_the_first(run: Run, talks: Path) -> None:
    (talks / "source/bells.txt").write_text("Ann: a bell\x07\n\nBo: no\n\n" * 25, encoding="utf-8")
    shown = run("show", "source/bells.txt").stderr
    assert shown.count("[D106]") == 21
    assert "warning: and 5 more of D106. [D106]\nhint: Mend those above; the others are told then." in shown
    assert run("-v", "show", "source/bells.txt").stderr.count("[D106]") == 25


def test_two_builds_are_the_same_bytes(run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    run("build")
    before = files(talks / "build")
    for path in (talks / "build").iterdir():
        path.unlink()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    run("build")
    assert files(talks / "build") == before
    assert "(unchanged)" in run("build").stderr


@pytest.mark.slow
def test_a_choice_of_layout_and_fallback_is_in_the_book(run: Run, talks: Path) -> None:
    def page(look: str = "") -> str:
        with zipfile.ZipFile(talks / f"build/bells.en-fr{look}.epub") as book:
            return "".join(
                book.read(name).decode() for name in book.namelist() if name.endswith("part-001.xhtml")
            )

    run("build", "-f", "epub")
    stacked = page()
    run("build", "-f", "epub", "--layout", "columns", "--fallback", "omit")
    assert "fallback" in stacked and "columns" not in stacked
    beside = page(".columns.omit")
    assert "columns" in beside and beside.count("fallback") < stacked.count("fallback")
    run("build", "-f", "epub", "--layout", "alternating")
    assert "stacked alternating" in page(".alternating") and "sentences" in page(".alternating")
    assert page() == stacked


def test_show_tells_doubts_of_little_weight_and_other_commands_count_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Mira: Yes.\n\nTomas: No.\n", encoding="utf-8")
    assert "info: talk.txt:1: the text is too short" in run("show", "talk.txt").stderr
    assert run("-q", "show", "talk.txt").stderr == ""
    assert "D118" in run("-v", "init", "one", "--from", "talk.txt", "--lang", "en").stderr
    counted = run("init", "two", "--from", "talk.txt", "--lang", "en").stderr
    assert "D118" not in counted and counted.endswith("1 minor finding is told with `diglot -v init`.\n")


def test_show_reads_standard_input(run: Run) -> None:
    shown = run("show", "-", "--as", "jsonl", stdin=b"Q: Why?\n\nA: Because.\n")
    assert shown.exit_code == 0
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [list(row) for row in rows] == [["line", "n", "id", "kind", "speaker", "text", "p", "other"]] * 2
    assert [(row["line"], row["n"], row["kind"], row["speaker"], row["text"]) for row in rows] == [
        (1, "1.1", "speech", "Q", "Why?"),
        (3, "2.1", "speech", "A", "Because."),
    ]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.json", '{"text": "Ja. Nein.", "segments": [{"start": 0, "end": 2, "text": "Ja. Nein."}]}', ""),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nنعم.\n", ""),
        ("a.md", "# 塔\n\n問、なぜ。\n", ""),
        ("a.md", "---\ntitle: Turm\n---\n\n# Turm\n", "title: Turm"),
    ],
)
def test_what_is_not_printed_is_text(run: Run, tmp_path: Path, name: str, data: str, told: str) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    rows = [json.loads(line) for line in run("show", name, "--as", "jsonl").stdout.splitlines()]
    assert [row["text"] for row in rows if row["n"] == "0"] == [told] * bool(told)
    assert "not printed" in run("show", name).stdout or not told


def test_show_has_the_ids_of_the_template(run: Run, talks: Path) -> None:
    def ids() -> dict[str, str]:
        lines = run("show", "source/bells.txt", "--as", "jsonl").stdout.splitlines()
        return {row["text"]: row["id"] for row in map(json.loads, lines)}

    before = ids()
    source = talks / "source/bells.txt"
    source.write_text(source.read_text("utf-8").replace("Can a cracked", "Can any cracked"), encoding="utf-8")
    run("extract")
    after = ids()
    assert after["Can any cracked bell be saved?"] == before["Can a cracked bell be saved?"]
    roundabout = run("show", "locales/../source/bells.txt", "--as", "jsonl").stdout
    assert roundabout == run("show", "source/bells.txt", "--as", "jsonl").stdout


@pytest.mark.usefixtures("talks")
def test_show_as_json_is_the_whole_document(run: Run) -> None:
    shown = json.loads(run("show", "source/bells.txt", "--as", "json").stdout)
    assert shown["name"] == "bells" and shown["lang"] == "en"
    assert [speaker["name"] for speaker in shown["speakers"]] == ["Tom Adeyemi", "Hanne Roth"]
    assert shown["paragraphs"][0]["kind"] == "kicker"


def test_show_declares_an_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_bytes(
        "기자: 안녕하십니까?\n\n이수: 네, 반갑습니다.\n\n기자: 시작할까요?\n".encode("euc-kr")
    )
    failed = run("show", "talk.txt")
    assert failed.exit_code == 1 and "error: talk.txt:1: " in failed.stderr and "encoding" in failed.stderr
    shown = run("show", "talk.txt", "--encoding", "euc-kr", "--as", "jsonl")
    assert json.loads(shown.stdout.splitlines()[0])["speaker"] == "기자"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "bels"], 1, "Did you mean bells?"),
        (["build", "-f", "epubb"], 1, "Did you mean epub?"),
        (["build", "-l", "klingonish!"], 1, "BCP 47"),
        (["build", "-l", "en"], 2, "language of the source"),
        (["extract", "-l", "en"], 2, "language of the source"),
        (["bild"], 2, "No such command"),
        (["show", "nothing.txt"], 1, "nothing.txt: can't be read"),
        (["show", "nothing.txt"], 1, "Is the name right?"),
        (["show", "source/bells.txt", "--encoding", "klingon"], 1, "'klingon' is no encoding"),
        (["show", "nowhere/nothing.txt"], 1, "nothing.txt: can't be read"),
        (["show", "source"], 1, "source: can't be read"),
        (["-C", "nowhere", "status"], 1, "no such folder"),
        (["show", "source/bells.txt", "--lang", "?"], 1, "'?' is no language tag"),
    ],
)
@pytest.mark.usefixtures("talks")
def test_mistakes_get_a_sentence_and_a_code(run: Run, arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not result.stdout


def test_outside_a_project_the_cure_is_named(run: Run) -> None:
    result = run("status")
    assert result.exit_code == 1 and "diglot init" in result.stderr


def test_quiet_verbose_and_colour(run: Run, talks: Path) -> None:
    assert run("-q", "extract").stderr == ""
    source = talks / "source/bells.txt"
    source.write_text(
        source.read_text("utf-8").replace("order bronze", "order more bronze"), encoding="utf-8"
    )
    verbose = run("-v", "extract").stderr
    assert "edited: turn|hanne-roth: … the bell and order {+more +}bronze." in verbose
    assert "\x1b[" in run("--color", "always", "show", "gone.txt").stderr
    assert "\x1b[" not in run("--color", "never", "show", "gone.txt").stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(run: Run, shell: str) -> None:
    assert "_DIGLOT_COMPLETE" in run("completion", shell).stdout


@pytest.mark.slow
def test_the_shell_completes_documents_and_languages(talks: Path) -> None:
    def complete(words: str) -> list[str]:
        environment = {**os.environ, "_DIGLOT_COMPLETE": "bash_complete", "COMP_WORDS": words}
        environment["COMP_CWORD"] = str(len(words.split(" ")) - 1)
        done = subprocess.run(
            [sys.executable, "-m", "toolkit"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            cwd=talks,
        )
        return [line.partition(",")[2] for line in done.stdout.splitlines()]

    assert complete("diglot extract b") == ["bells"]
    assert complete("diglot extract -l f") == ["fr"]
    assert "build" in complete("diglot b")


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error(talks: Path) -> None:
    command = f"{sys.executable} -m toolkit show source/bells.txt --as json | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, cwd=talks)  # noqa: S602
    assert "Traceback" not in done.stderr


EARLY = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "toolkit.cli":
            os.kill(os.getpid(), signal.{name})

sys.meta_path.insert(0, Finder())
# Tests may run where nobody is to be told that a terminal was closed, as behind nohup.
signal.signal(signal.{name}, {before})
from toolkit.__main__ import run
run()
"""


_HANDLERS = {
    "SIGINT": "signal.default_int_handler",
    "SIGTERM": "signal.SIG_DFL",
    "SIGHUP": "signal.SIG_DFL",
}
"""What a program does that nobody has told otherwise."""
ENDING = [sent for sent in signal.Signals if sent.name in {"SIGINT", "SIGTERM", "SIGHUP"}]


@pytest.mark.parametrize("sent", ENDING)
def test_who_interrupts_the_start_sees_no_traceback(sent: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY.replace("{name}", sent.name).replace("{before}", _HANDLERS[sent.name])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-sent, "", "")


LATE = """
import signal, sys
from toolkit.disk import writing

def fill(file, content):
    file.write(b"half")
    signal.raise_signal(signal.{name})

writing._fill = fill
signal.signal(signal.SIGHUP, signal.{before})
sys.argv = ["diglot", "schema", "."]
from toolkit.__main__ import run
run()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(
    ("name", "before", "code", "made"),
    [("SIGTERM", "SIG_DFL", 143, 0), ("SIGHUP", "SIG_DFL", 143, 0), ("SIGHUP", "SIG_IGN", 0, 2)],
)
def test_who_ends_a_command_or_closes_its_terminal_finds_nothing_half_made(
    name: str, before: str, code: int, made: int, tmp_path: Path
) -> None:
    script = LATE.replace("{name}", name).replace("{before}", before)
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, len([*tmp_path.iterdir()])) == (code, made), done.stderr


def test_an_interruption_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.workflow.init.from_nothing", interrupt)
    done = run("init")
    assert (done.exit_code, done.stderr) == (130, "interrupted\n")


@pytest.mark.slow
def test_a_full_disk_behind_the_output_is_said(talks: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", "show", "source/bells.txt"],
            cwd=talks,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "error: output: no space left on device.\n")


def test_a_folder_that_the_system_refuses_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "talks/diglot.toml")

    monkeypatch.setattr("toolkit.workflow.init.from_nothing", refuse)
    done = run("init", "talks")
    assert (done.exit_code, done.stderr) == (1, "error: talks/diglot.toml: permission denied.\n")


@pytest.mark.parametrize("epoch", ["abc", "²", "-5", "99999999999999999999", "253402300800"])
def test_a_time_that_is_none_is_refused(talks: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = CliRunner().invoke(main, ["-C", str(talks), "extract"], catch_exceptions=False)
    assert done.exit_code == 1 and "SOURCE_DATE_EPOCH" in done.stderr


def test_a_revision_before_all_time_is_no_date(
    run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    path = talks / "locales/fr/LC_MESSAGES/bells.po"
    lines = path.read_text("utf-8").split("\n")
    dated = ['"PO-Revision-Date: 0001-01-01 00:00+2359\\n"' if "PO-Rev" in line else line for line in lines]
    path.write_text("\n".join(dated), encoding="utf-8")
    assert run("build").exit_code == 0


def test_a_template_that_cannot_be_written_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    run("init")
    for name in ("a", "z"):
        (tmp_path / f"source/{name}.txt").write_text("Text.\n", encoding="utf-8")
    (tmp_path / "source/bells.txt").unlink()
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/a.pot").symlink_to("nowhere/" * 20 + "n" * 300)
    done = run("extract")
    assert done.exit_code == 1 and done.stderr.startswith("error: ")
    assert (tmp_path / "locales/fr/LC_MESSAGES/z.po").exists()


def test_two_languages_of_one_folder_are_refused(run: Run, talks: Path) -> None:
    before = files(talks)
    done = run("extract", "-l", "zh-Hans", "-l", "zh-CN")
    assert done.exit_code == 1 and "locales/zh_CN" in done.stderr
    assert files(talks) == before


def test_show_outside_and_inside_of_a_broken_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Text.\n", encoding="utf-8")
    assert run("show", "talk.txt").exit_code == 0
    (tmp_path / "diglot.toml").write_text("x = [\n", encoding="utf-8")
    done = run("show", "talk.txt")
    assert done.exit_code == 1 and "diglot.toml:2" in done.stderr
    assert run("show", "").exit_code == 1


def test_the_next_step_can_be_pasted(run: Run) -> None:
    run("init", "a b")
    assert "Next: cd 'a b/c d' && diglot extract" in run("-C", "a b", "init", "c d").stderr


def test_blanks_are_no_translation(run: Run, talks: Path) -> None:
    path = talks / "locales/fr/LC_MESSAGES/bells.po"
    path.write_text(path.read_text("utf-8").replace("Peut-on sauver une cloche fêlée ?", "  "), "utf-8")
    (row,) = json.loads(run("status", "--as", "json").stdout)
    assert row["translated"] == row["words_translated"] == 0


def test_what_a_translator_saves_meanwhile_is_left(
    run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = talks / "locales/fr/LC_MESSAGES/bells.po"
    saved = path.read_bytes().replace(b"Peut-on", b"Pourrait-on")

    def update(*arguments: Any) -> Any:
        if arguments[2]:
            path.write_bytes(saved)
        return catalog.update(*arguments)

    source = talks / "source/bells.txt"
    source.write_text(source.read_text("utf-8").replace("Can a", "Could a"), encoding="utf-8")
    monkeypatch.setattr(
        "toolkit.workflow.catalogs.catalog", SimpleNamespace(**{**vars(catalog), "update": update})
    )
    done = run("extract")
    assert done.exit_code == 1 and "meanwhile" in done.stderr
    assert path.read_bytes() == saved


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_progress_bar_gives_way_to_lines(talks: Path) -> None:
    for number in range(3):
        (talks / f"source/{number}.txt").write_text("Text.\n", encoding="utf-8")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "toolkit", "build"]
    subprocess.run(command, cwd=talks, stderr=theirs, env={**os.environ, "TERM": "xterm"}, check=True)
    os.close(theirs)
    printed = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "100%" in printed
    for path in (talks / "build").iterdir():
        assert f"\r\x1b[Kbuild/{path.name}: " in printed


def test_a_project_of_one_transcript_knows_the_languages_that_were_extracted(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mill.txt").write_text(
        "Eda: Who ran the mill?\n\nOle: My aunt.\n\nEda: Alone?\n\nOle: Yes.\n"
    )
    assert run("init", "talks", "--from", "mill.txt", "--lang", "en").exit_code == 0
    made = run("-C", "talks", "extract", "-l", "sv", "-l", "he")
    assert made.exit_code == 0 and "target-languages" not in made.stderr
    told = run("-C", "talks", "status").stdout
    assert "sv" in told and "he" in told
    # One that diglot.toml names others beside is told of.
    (tmp_path / "talks/diglot.toml").write_text('source-language = "en"\ntarget-languages = ["sv"]\n')
    made = run("-C", "talks", "extract", "-l", "sv", "-l", "he")
    assert "he: not in target-languages" in made.stderr


@pytest.mark.usefixtures("talks")
def test_show_takes_a_document_by_its_name(run: Run) -> None:
    by_path = run("show", "source/bells.txt")
    assert by_path.exit_code == 0 and run("show", "bells").stdout == by_path.stdout
    assert (
        run("show", "bells", "--explain", "1").stdout
        == run("show", "source/bells.txt", "--explain", "1").stdout
    )
    assert run("show", "belsl").exit_code == 1
