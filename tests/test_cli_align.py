"""`diglot align`, as people use it."""

import json
import os
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from click.testing import Result

from bitexts import cipher
from conftest import Run, files
from transcripts import pair

PO = "locales/fr/LC_MESSAGES/talk.po"


@pytest.fixture
def run(command: Run, tmp_path: Path) -> Run:
    """Runs the command in a project with one transcript, and a translation beside the project's files."""
    made = pair(3, 16)
    (tmp_path / "diglot.toml").write_text('source-language = "en"\ntarget-languages = ["fr"]\n')
    (tmp_path / "source").mkdir()
    (tmp_path / "source/talk.txt").write_text(made.source, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(made.target, encoding="utf-8")
    return command


HEBREW = "\n\n".join(
    [
        "לנה: כמה פעמים חצית את המים עם הסירה הזאת?",
        "פיט: ספרתי עד 1998. אחר כך איבדתי את המחברת, וזה היה הרבה.",
    ]
    * 4
)


def test_a_file_in_another_language_than_was_said_is_told(run: Run, tmp_path: Path) -> None:
    """By its letters or its words; and which files to look after."""
    (tmp_path / "he.txt").write_text(HEBREW, encoding="utf-8")
    told = run("align", "talk", "he.txt", "-l", "fr", "-n").stderr
    assert "warning: he.txt: it is read as a text in French (fr), and its words are those of" in told
    assert "most likely he. [D121]" in told and f"take {PO} from before" in told
    assert "[D121]" not in run("align", "talk", "he.txt", "-l", "he", "-n").stderr
    (tmp_path / "el.txt").write_text(
        "Μάρα: Πόσες φορές;\n\nΓιαν: Πολλές, κάθε χειμώνα.\n" * 4, encoding="utf-8"
    )
    told = run("align", "talk", "el.txt", "-l", "de", "-n").stderr
    assert "it is read as a text in German (de), and" in told and "[D121]" in told


@pytest.mark.slow
def test_from_two_texts_to_a_catalog_and_a_book(run: Run, tmp_path: Path) -> None:
    done = run("align", "talk", "fr.txt", "-l", "fr", "--report", "r.html", "--report", "r.json")
    assert done.exit_code == 0 and not done.stdout
    assert "talk.fr: " in done.stderr and "% of the sentences in sure beads" in done.stderr
    assert "aligned 0.9" in (tmp_path / PO).read_text("utf-8")
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))
    status = run("status", "--as", "json")
    assert json.loads(status.stdout)[0]["translated"] > 20
    before = files(tmp_path)
    assert run("extract").exit_code == 0 and run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    assert files(tmp_path) == before
    assert run("build").exit_code == 0
    assert (tmp_path / "build/talk.en-fr.epub").exists()


@pytest.mark.parametrize(
    "report",
    ["fr.html", "./fr.html", "source/../fr.html", "talk.html", "toml.json", "po.html", "side.json"],
)
def test_no_report_takes_the_place_of_a_text(run: Run, tmp_path: Path, report: str) -> None:
    assert run("extract").exit_code == 0
    text = (tmp_path / "fr.txt").read_text("utf-8")
    (tmp_path / "fr.html").write_text(text, encoding="utf-8")
    (tmp_path / "source/talk.toml").write_text("", encoding="utf-8")
    (tmp_path / "talk.html").symlink_to("source/talk.txt")
    (tmp_path / "toml.json").symlink_to("diglot.toml")
    (tmp_path / "side.json").symlink_to("source/talk.toml")
    (tmp_path / "po.html").symlink_to(PO)
    before = files(tmp_path)
    done = run("align", "talk", "fr.html", "-l", "fr", "--report", "r.html", "--report", report)
    assert done.exit_code == 1 and files(tmp_path) == before
    assert f"{report}: the report would take the place of a text." in done.stderr


@pytest.mark.slow
def test_pins_are_kept_and_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    before = files(tmp_path)
    dry = run("align", "talk", "fr.txt", "-l", "fr", "--pin", "3.1=", "-n")
    assert dry.exit_code == 0 and files(tmp_path) == before
    assert run("align", "talk", "fr.txt", "-l", "fr", "--pin", "3.1=").exit_code == 0
    sidecar = (tmp_path / "source/talk.toml").read_text("utf-8")
    assert "[[pins]]" in sidecar and 'lang = "fr"' in sidecar
    pinned = files(tmp_path)
    assert pinned[PO] != before[PO]
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    assert files(tmp_path) == pinned
    # The paragraph is gone: that is said, and the rest goes on.
    text = (tmp_path / "source/talk.txt").read_text("utf-8").split("\n\n")
    (tmp_path / "source/talk.txt").write_text("\n\n".join(text[:1] + text[4:]), encoding="utf-8")
    assert run("extract").exit_code == 0
    stale = run("align", "talk", "fr.txt", "-l", "fr")
    assert stale.exit_code == 0 and "source/talk.toml" in stale.stderr and "[D301]" in stale.stderr


TWICE = (
    """\
Ana: Are you sad about it?

Bo: Yes.

Ana: Would you set the clock right if she came back?

Bo: Yes.

Ana: And what will happen to it after you?

Bo: My apprentice has built one. It is late.
""",
    """\
Ana: Macht Sie das traurig?

Bo: Ja.

Ana: Würden Sie die Uhr richtig stellen, wenn sie käme?

Bo: Ja.

Ana: Und was wird nach Ihnen aus ihr?

Bo: Mein Lehrling hat eine gebaut. Sie geht nach.
""",
)
"""A question that is answered twice with the same words."""


@pytest.fixture
def twice(run: Run, tmp_path: Path) -> Callable[..., Result]:
    """Aligns the two texts with these pins."""
    (tmp_path / "source/clock.txt").write_text(TWICE[0], encoding="utf-8")
    (tmp_path / "de.txt").write_text(TWICE[1], encoding="utf-8")

    def align(*pinned: str) -> Result:
        return run("align", "clock", "de.txt", "-l", "de", *(f"--pin={pin}" for pin in pinned))

    return align


def pins_of(folder: Path) -> list[dict[str, object]]:
    kept = tomllib.loads((folder / "source/clock.toml").read_text("utf-8")).get("pins", [])
    return [{key: value for key, value in pin.items() if key not in ("lang", "source")} for pin in kept]


@pytest.mark.parametrize("pin", ["4.1=4.1", "=4.1", "2.1=4.1"])
def test_a_pin_on_words_that_stand_there_twice_holds(twice: Run, tmp_path: Path, pin: str) -> None:
    assert twice(pin).exit_code == 0
    assert pins_of(tmp_path) == [{"begins": "Ja.", "which": "2 of 2"}]
    before = files(tmp_path)
    again = twice()
    assert again.exit_code == 0 and "D301" not in again.stderr and files(tmp_path) == before
    # Where there are more of them, nobody knows which was meant.
    (tmp_path / "de.txt").write_text(f"Bo: Ja.\n\n{TWICE[1]}", encoding="utf-8")
    stale = twice()
    assert (
        "for the 2. of 2 sentences of the translation that begin with 'Ja.', and there are 3" in stale.stderr
    )
    lines = (tmp_path / "source/clock.toml").read_text("utf-8").splitlines()
    assert f"source/clock.toml:{lines.index('[[pins]]') + 1}: " in stale.stderr


@pytest.mark.slow
def test_a_newer_pin_takes_the_place_of_one_about_the_same_place(twice: Run, tmp_path: Path) -> None:
    ja, again = {"begins": "Ja.", "which": "1 of 2"}, {"begins": "Ja.", "which": "2 of 2"}
    for pins, kept in [
        (["=2.1"], [ja]),
        (["2.1=2.1"], [ja]),
        (["2.1=4.1"], [again]),  # the same place of the source
        (["=4.1"], [again]),  # the same of the translation
        (["6.1="], [again, {}]),
        (["6.1.2=6.1.2"], [again, {"begins": "Sie geht nach.", "sentences": "2:2"}]),
        (["4.1=4.1", "2.1=2.1"], [again, {"begins": "Sie geht nach.", "sentences": "2:2"}, ja]),
    ]:
        assert twice(*pins).exit_code == 0
        assert pins_of(tmp_path) == kept, pins
    sidecar = (tmp_path / "source/clock.toml").read_text("utf-8")
    assert "\n\n[[pins]]" in sidecar
    assert twice("4.1=4.1").exit_code == 0
    assert (tmp_path / "source/clock.toml").read_text("utf-8") == sidecar


def test_pins_that_contradict_each_other_are_named(twice: Run, tmp_path: Path) -> None:
    said = twice("4.1=4.1", "4.1=2.1").stderr
    assert "--pin 4.1=4.1 and --pin 4.1=2.1 contradict each other" in said
    assert "both decide about 4.1 of the source." in said
    assert "Leave one of them out." in said
    assert "both decide about 4.1 of the translation." in twice("4.1=4.1", "2.1=4.1").stderr
    said = twice("=6.1", "6.1=6.1.2").stderr
    assert "both decide about 6.1.2 of the translation." in said
    said = twice("4.1=2.1", "2.1=4.1").stderr
    assert "what is later in the source is earlier in the translation." in said
    assert not (tmp_path / "source/clock.toml").exists()
    assert twice("4.1=2.1").exit_code == 0
    before = files(tmp_path)
    done = twice("2.1=4.1")
    assert done.exit_code == 1 and files(tmp_path) == before
    line = (tmp_path / "source/clock.toml").read_text("utf-8").splitlines().index("[[pins]]") + 1
    assert f"source/clock.toml:{line}: 4.1=2.1 in line {line} and --pin 2.1=4.1 contradict" in done.stderr
    assert "Leave the one out, or take the other out of the sidecar." in done.stderr
    sidecar = tmp_path / "source/clock.toml"
    place = tomllib.loads(sidecar.read_text("utf-8"))["pins"][0]["source"]
    table = f'[[pins]]\nlang = "de"\nsource = "{place}"\nbegins = '
    sidecar.write_text(f'{table}"Macht"\n{table}"Und"\n', encoding="utf-8")
    done = twice()
    assert "source/clock.toml:5: 4.1=1.1 in line 1 and 4.1=5.1 in line 5 contradict each other" in done.stderr
    assert (
        "Take the wrong one out of the sidecar, or choose on the alignment page of `diglot review`."
        in done.stderr
    )


def test_a_pin_comes_into_a_list_on_one_line(twice: Run, tmp_path: Path) -> None:
    (tmp_path / "source/clock.toml").write_text("pins = [] # none yet\n")
    assert twice("2.1=2.1").exit_code == 0 and twice("4.1=4.1").exit_code == 0
    assert [pin["which"] for pin in pins_of(tmp_path)] == ["1 of 2", "2 of 2"]
    assert (tmp_path / "source/clock.toml").read_text("utf-8").count("] # none yet\n") == 1
    for wrong, words in [
        ('[[pins]]\nlang = "qq-!"\nsource = "s00000A"\n', "clock.toml:2: 'qq-!'"),
        ('[[pins]]\nlang = "de"\n', "clock.toml:1: this pin names no place"),
        ('[[pins]]\nlang = "de"\nbegins = "Ja."\nwhich = "2"\n', "clock.toml:4: '2' doesn't say"),
        ('[[pins]]\nlang = "de"\nbegins = "Ja."\nbeads = "1:1"\n', "clock.toml:4: beads begin in both"),
        (
            '[[pins]]\nlang = "de"\nsource = "s00000A"\nbegins = "Ja."\nsentences = "1:1"\nbeads = "2"\n',
            "clock.toml:6: '2' doesn't say which sentences go together",
        ),
    ]:
        (tmp_path / "source/clock.toml").write_text(wrong)
        done = twice()
        assert done.exit_code == 1 and words in done.stderr


def test_no_bead_is_its_own_alternative(run: Run, twice: Run) -> None:
    assert twice().exit_code == 0
    # Where in the translation it has no counterpart makes several beads.
    done = run("align", "clock", "de.txt", "-l", "de", "--pin", "6.1=4.1", "--explain", "4.1")
    beads = re.findall(r"^    (?:chosen|or) +(\S.*?)  +(0\.\d+)", done.stdout, re.MULTILINE)
    assert [bead for bead, _ in beads] == ["4.1 alone", "4.1 = 2.1"]
    assert 0.95 < sum(float(likely) for _, likely in beads) <= 1


@pytest.mark.slow
def test_the_projects_own_glossary(run: Run, tmp_path: Path) -> None:
    # What a person has settled in another document of the project is known here; what was aligned is not.
    (tmp_path / "source/other.txt").write_text("Mara Lindqvist: Good evening, friends.\n", encoding="utf-8")
    assert run("extract").exit_code == 0
    other = tmp_path / PO.replace("talk", "other")
    plain = run("align", "talk", "fr.txt", "-l", "fr", "--explain", "2.1").stdout
    again = run("align", "talk", "fr.txt", "-l", "fr", "--explain", "2.1", "--dictionary", "glossary").stdout
    assert plain == again  # nothing is settled yet
    words = dict.fromkeys((tmp_path / "source/talk.txt").read_text("utf-8").lower().split())
    terms = [(word, cipher(word)) for word in words if word.isascii() and word.isalpha()]
    entries = "".join(f'\nmsgctxt "heading"\nmsgid "{one}"\nmsgstr "{other}"\n' for one, other in terms)
    other.write_text(other.read_text("utf-8") + entries, encoding="utf-8")
    known = run("align", "talk", "fr.txt", "-l", "fr", "--explain", "2.1", "--dictionary", "glossary").stdout
    assert known != plain
    # A glossary that is kept as a catalog, in the configuration.
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (tmp_path / "terms.en-fr.po").write_text(header + entries, encoding="utf-8")
    named = run(
        "align", "talk", "fr.txt", "-l", "fr", "--explain", "2.1", "--dictionary", "terms.en-fr.po"
    ).stdout
    assert named == known
    with (tmp_path / "diglot.toml").open("a") as config:
        config.write('[align]\ndictionaries = ["glossary"]\n')
    assert run("align", "talk", "fr.txt", "-l", "fr", "--explain", "2.1").stdout == known
    # A second run has no more to go by than the first.
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    before = files(tmp_path)
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0 and files(tmp_path) == before
    # For other texts there is none, and where nobody asked for it that is no error.
    assert run("bitext", "fr.txt", "source/talk.txt", "-s", "fr", "-t", "en").exit_code == 0
    asked = run("bitext", "fr.txt", "source/talk.txt", "-s", "fr", "-t", "en", "--dictionary", "glossary")
    assert asked.exit_code == 1 and "no project" in asked.stderr


@pytest.mark.slow
def test_a_place_is_explained_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    before = files(tmp_path)
    done = run("align", "talk", "fr.txt", "-l", "fr", "--explain", "3.1", "--explain", "=2.1")
    assert done.exit_code == 0 and files(tmp_path) == before
    assert "3.1 = " in done.stdout and "structure" in done.stdout and "prior" in done.stdout
    assert "vectors" not in done.stdout  # no encoder was named
    decided = run("align", "talk", "fr.txt", "-l", "fr", "--pin", "3.1=", "--explain", "3.1")
    assert decided.stdout.startswith("A person has decided it") and files(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("talk", "fr.txt"), 2, "--lang"),
        (("talk", "none.txt", "-l", "fr"), 1, "none.txt"),
        (("tal", "fr.txt", "-l", "fr"), 1, "Did you mean talk?"),
        (("talk", "fr.txt", "-l", "en"), 2, "language of the source"),
        (("talk", "fr.txt", "-l", "xx-yy-zz-1"), 1, "xx-yy-zz-1"),
        (("talk", "empty.txt", "-l", "fr"), 1, "no words"),
        (("talk", "latin.txt", "-l", "fr"), 1, "latin.txt:1"),
        (("talk", "fr.txt", "-l", "fr", "--report", "r.pdf"), 1, "FILE.html or FILE.json"),
        (("talk", "fr.txt", "-l", "fr", "--pin", "7"), 1, "12.1=11.2"),
        (("talk", "fr.txt", "-l", "fr", "--pin", "x=y"), 1, "'x' is no place"),
        (("talk", "fr.txt", "-l", "fr", "--pin", "2.1=2.1", "--pin", "=2.1"), 1, "contradict"),
        (("talk", "fr.txt", "-l", "fr", "--pin", "999.1=1.1"), 1, "no paragraph 999.1"),
        (("talk", "fr.txt", "-l", "fr", "--explain", "x"), 1, "12.1"),
        (("talk", "fr.txt", "-l", "fr", "--explain", "999.1"), 1, "no paragraph 999.1"),
        (("talk", "broken.txt", "-l", "fr"), 1, "broken.toml:1"),
    ],
)
def test_errors_are_sentences_and_leave_all_as_it_was(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (tmp_path / "empty.txt").write_text("\n\n")
    (tmp_path / "latin.txt").write_bytes("Élan: déjà vu\n".encode("latin-1"))
    (tmp_path / "broken.txt").write_text("Oui.\n")
    (tmp_path / "broken.toml").write_text("lang = \n")
    before = files(tmp_path)
    done = run("align", *arguments)
    assert done.exit_code == code and words in done.stderr + done.output
    assert files(tmp_path) == before


def test_a_broken_catalog_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / PO).parent.mkdir(parents=True)
    (tmp_path / PO).write_text('msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "x\n')
    before = files(tmp_path)
    done = run("align", "talk", "fr.txt", "-l", "fr")
    assert done.exit_code == 1 and PO in done.stderr
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("sidecar", "option", "words", "hint"),
    [
        ("", "ascii", "fr.txt:1: byte C3 at column 1 is not ASCII as --encoding says.", "--encoding out"),
        ('encoding = "latin-1"', "ascii", "is not ASCII as --encoding says.", "--encoding out"),
        ('encoding = "ascii"', "", "is not ASCII as its sidecar says.", "or with --encoding"),
        ("", "utf-16", "fr.txt: the file has no byte order mark", "Write --encoding utf-16-le or --encoding"),
        ("", "hex", "fr.txt: 'hex' is no encoding of text", "such as --encoding euc-kr"),
        ('encoding = "hex"', "", "fr.toml:1: 'hex' is no encoding of text", 'such as encoding = "euc-kr"'),
    ],
)
def test_who_named_an_encoding_is_told(
    run: Run, tmp_path: Path, sidecar: str, option: str, words: str, hint: str
) -> None:
    (tmp_path / "fr.txt").write_text("Élan : oui.\n", encoding="utf-8")
    if sidecar:
        (tmp_path / "fr.toml").write_text(f"{sidecar}\n")
    done = run("align", "talk", "fr.txt", "-l", "fr", *(["--encoding", option] if option else []))
    assert done.exit_code == 1 and words in done.stderr and hint in done.stderr
    if option:
        assert "sidecar" not in done.stderr


def test_another_language_than_its_sidecar_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fr.toml").write_text('lang = "de"\n')
    done = run("align", "talk", "fr.txt", "-l", "fr")
    assert done.exit_code == 1 and "de" in done.stderr and "fr.txt" in done.stderr


@pytest.mark.slow
def test_unrelated_texts_and_excerpts_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(pair(44, 30).target, encoding="utf-8")
    done = run("align", "talk", "other.txt", "-l", "fr")
    assert (
        done.exit_code == 0 and "seem not to translate each other" in done.stderr and "[D311]" in done.stderr
    )
    assert "#, fuzzy" in (tmp_path / PO).read_text("utf-8")


@pytest.mark.slow
def test_another_order_is_told(run: Run, tmp_path: Path) -> None:
    made = pair(1, 40)
    (tmp_path / "source/talk.txt").write_text(made.source, encoding="utf-8")
    blocks = made.target.rstrip("\n").split("\n\n")
    middle = len(blocks) // 2
    (tmp_path / "fr.txt").write_text(
        "\n\n".join([*blocks[middle:], *blocks[:middle]]) + "\n", encoding="utf-8"
    )
    done = run("align", "talk", "fr.txt", "-l", "fr", "--report", "r.html", "--report", "r.json")
    assert (
        done.exit_code == 0 and "the texts are in another order: " in done.stderr and "[D315]" in done.stderr
    )
    words, *_ = json.loads((tmp_path / "r.json").read_text("utf-8"))["moved"]
    assert words in done.stderr
    assert "The texts are in another order</h2>" in (tmp_path / "r.html").read_text("utf-8")


def test_dictionaries_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.en-fr.tsv").write_text("bell\tcloche\n", encoding="utf-8")
    assert run("align", "talk", "fr.txt", "-l", "fr", "--dictionary", "words.en-fr.tsv", "-n").exit_code == 0
    missing = run("align", "talk", "fr.txt", "-l", "fr", "--dictionary", "none.en-fr.tsv")
    assert missing.exit_code == 1 and "none.en-fr.tsv" in missing.stderr
    (tmp_path / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["fr"]\n[align]\ndictionaries = ["gone.en-fr.tsv"]\n'
    )
    assert "gone.en-fr.tsv" in run("align", "talk", "fr.txt", "-l", "fr").stderr


@pytest.mark.slow
def test_what_became_of_the_entries_is_said_and_two_files_make_a_translation(
    run: Run, tmp_path: Path
) -> None:
    blocks = (tmp_path / "fr.txt").read_text("utf-8").split("\n\n")
    for name, part in (("one.txt", blocks[: len(blocks) // 2]), ("two.txt", blocks[len(blocks) // 2 :])):
        (tmp_path / name).write_text("\n\n".join(part) + "\n", encoding="utf-8")
    first = run("align", "talk", "one.txt", "-l", "fr").stderr.splitlines()[-1]
    assert first.startswith("talk.fr: ") and " paragraphs filled" in first and "kept" not in first
    second = run("align", "talk", "two.txt", "-l", "fr").stderr.splitlines()[-1]
    assert " kept from another file" in second and "emptied" not in second
    before = files(tmp_path)
    assert run("align", "talk", "two.txt", "-l", "fr").stderr.splitlines()[-1] == second
    assert files(tmp_path) == before
    # A program that wraps comments, as most libraries do.
    wrapped = polib.pofile(str(tmp_path / PO), wrapwidth=40)
    wrapped.save()
    assert files(tmp_path)[PO] != before[PO]
    assert run("align", "talk", "two.txt", "-l", "fr").stderr.splitlines()[-1] == second


def test_what_is_emptied_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "source/ferry.txt").write_text(
        "Mara: When did the ferry stop?\n\nJonas: In the winter of 1987. The ice was a metre thick.\n\n"
        "Mara: Was it sad?\n\nJonas: No. My father sold the boat for a pig and a piano.\n",
        encoding="utf-8",
    )
    (tmp_path / "ferry.fr.txt").write_text(
        "Mara: Quand le bac a-t-il cessé ?\n\nJonas: En hiver 1987. La glace faisait un mètre.\n\n"
        "Mara: Était-ce triste ?\n\nJonas: Non. Mon père a vendu le bateau pour un cochon et un piano.\n",
        encoding="utf-8",
    )
    first = run("align", "ferry", "ferry.fr.txt", "-l", "fr").stderr.splitlines()[-1]
    assert first == "ferry.fr: 4 paragraphs filled"
    # What a person leaves out takes a text away. It is told once: the next run empties nothing.
    second = run("align", "ferry", "ferry.fr.txt", "-l", "fr", "--pin", "4.1=", "--pin", "=4.1")
    assert second.exit_code == 0 and second.stderr.splitlines()[-1].endswith(", 1 emptied")
    third = run("align", "ferry", "ferry.fr.txt", "-l", "fr").stderr.splitlines()[-1]
    assert third == second.stderr.splitlines()[-1].removesuffix(", 1 emptied")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_translation_whose_name_is_not_utf8_is_read(run: Run, tmp_path: Path) -> None:
    odd = str((tmp_path / "fr.txt").rename(tmp_path / os.fsdecode(b"b\xff.txt")))
    report = tmp_path / "r.json"
    done = run("align", "talk", odd, "-l", "fr", "--report", str(report))
    assert done.exit_code == 0 and "b\ufffd.txt" in report.read_text("utf-8")
    assert run("show", odd).exit_code == 0


def test_a_file_that_is_not_translated_is_told(run: Run) -> None:
    done = run("align", "talk", "source/talk.txt", "-l", "fr")
    assert done.exit_code == 0 and "word for word. [D316]" in done.stderr
    assert " 0 paragraphs filled" in done.stderr


@pytest.mark.parametrize("text", ["", "\n\n", "* * *\n\n* * *\n"])
def test_a_document_without_words_is_an_error_and_nothing_is_written(
    run: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "source/empty.txt").write_text(text)
    before = files(tmp_path)
    done = run("align", "empty", "fr.txt", "-l", "fr")
    assert done.exit_code == 1 and files(tmp_path) == before
    assert "error: source/empty.txt: there are no words in it." in done.stderr
    (tmp_path / "fr.txt").write_text(text)
    done = run("align", "talk", "fr.txt", "-l", "fr")
    assert done.exit_code == 1 and "fr.txt: there are no words in it." in done.stderr


@pytest.mark.slow
def test_drafts_are_accepted_in_a_batch_and_stay_so(run: Run, tmp_path: Path) -> None:
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    # A second text whose three parts stand in another order: much is doubtful.
    lines = (tmp_path / "fr.txt").read_text("utf-8").split("\n\n")
    (tmp_path / "fr.txt").write_text("\n\n".join([*lines[12:], *lines[6:12], *lines[:6]]), encoding="utf-8")
    (tmp_path / PO).unlink()
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    before = (tmp_path / PO).read_bytes()
    drafts = [entry for entry in polib.pofile(PO) if entry.fuzzy]
    assert len(drafts) > 2
    listed = run("accept", "talk", "-l", "fr", "--from", "0", "--dry-run")
    assert (listed.exit_code, len(listed.stdout.splitlines())) == (0, len(drafts))
    assert f"{len(drafts)} drafts would be accepted" in listed.stderr
    assert (tmp_path / PO).read_bytes() == before
    # For one reason alone.
    codes = [set(line.rpartition("[")[2].rstrip("]").split()) for line in listed.stdout.splitlines()]
    borders = sum(found == {"borders"} for found in codes)
    only = run("accept", "talk", "-l", "fr", "--from", "0", "--doubt", "borders", "-n")
    assert len(only.stdout.splitlines()) == borders < len(drafts)
    assert f"{len(drafts) - borders} in doubt for another reason" in only.stderr
    assert run("accept", "talk", "-l", "fr", "--from", "0", "--doubt", "border").exit_code == 1
    done = run("accept", "talk", "-l", "fr", "--from", "0")
    assert done.exit_code == 0 and f"{PO}: {len(drafts)} drafts accepted" in done.stderr
    after = polib.pofile(PO)
    assert not any(entry.fuzzy for entry in after)
    assert sum("accepted in a batch [fr.txt " in entry.tcomment for entry in after) == len(drafts)
    assert run("extract").exit_code == 0 and run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    again = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(PO)}
    for entry in after:
        if "accepted" in entry.tcomment:
            assert str(again[entry.msgctxt, entry.msgid]) == str(entry)
    assert run("accept", "talk", "-l", "de", "--from", "0.5").exit_code == 1
    assert run("accept", "talk", "-l", "fr", "--from", "2").exit_code == 2


def test_who_aligns_with_a_catalog_is_told_of_import(run: Run) -> None:
    """It is a translation, and brought in another way."""
    assert run("extract").exit_code == 0
    assert run("export", "-f", "xliff", "-o", "talk.xlf").exit_code == 0
    for file in (PO, "talk.xlf"):
        done = run("align", "talk", file, "-l", "fr")
        assert done.exit_code == 1 and "`diglot import` takes in what it says" in done.stderr


def test_what_was_typed_into_a_template_outlasts_an_alignment(run: Run, tmp_path: Path) -> None:
    """The template is written anew: what no catalog has would be gone."""
    assert run("extract").exit_code == 0
    template, catalog = tmp_path / "locales/talk.pot", tmp_path / PO
    before = template.read_text("utf-8")
    begin = before.index('msgctxt "turn|')
    typed = before[:begin] + before[begin:].replace('msgstr ""', 'msgstr "Oui."', 1)
    template.write_text(typed, "utf-8")
    done = run("align", "talk", "fr.txt", "-l", "fr")
    assert done.exit_code == 1 and "“Oui.”" in done.stderr and "[D292]" in done.stderr
    assert template.read_text("utf-8") == typed
    assert run("import", "locales/talk.pot", "-l", "fr").exit_code == 0
    assert run("align", "talk", "fr.txt", "-l", "fr").exit_code == 0
    assert "Oui." in catalog.read_text("utf-8") and template.read_text("utf-8") == before
