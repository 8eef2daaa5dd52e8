"""Findings that the editor knows of, as `ignore` in diglot.toml and in a sidecar says."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from pace import examples
from toolkit import config, findings
from toolkit.errors import ConfigError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.workflow.ignoring import Ignoring, fits
from toolkit.workflow.workspace import Workspace

PO = "locales/fr/LC_MESSAGES/bells.po"


@pytest.fixture
def run(fresh: Run, tmp_path: Path) -> Run:
    """In a project whose transcript is newer than its template and its catalogs."""
    fresh("extract")
    path = tmp_path / "source/bells.txt"
    path.write_text(path.read_text("utf-8").replace("Can a cracked bell", "Could a cracked bell"), "utf-8")
    return fresh


def ignore(path: Path, *tables: str) -> None:
    old = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"ignore = [{', '.join(tables)}]\n{old}", "utf-8")


def codes(output: str) -> list[str]:
    return re.findall(r"\[(D\d{3})\]", output)


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("", 0),
        (', where = "bells"', 0),
        (f', where = "{PO}"', 1),
        (', where = "locales/bells.pot"', 1),
        (', where = "fr"', 1),
    ],
)
@pytest.mark.parametrize("file", ["diglot.toml", "source/bells.toml"])
def test_what_is_known_is_not_told_and_counted(
    file: str, where: str, left: int, run: Run, tmp_path: Path
) -> None:
    ignore(tmp_path / file, f'{{ code = "D206", reason = "We extract on Friday."{where} }}')
    done = run("check")
    assert codes(done.stdout) == ["D206"] * left
    number = 2 - left
    assert f"{number} finding{'s are' if number > 1 else ' is'} ignored." in done.stderr
    assert len(json.loads(run("check", "--as", "json").stdout)) == left
    told = run("-v", "check").stderr
    assert told.count("ignored: ") == number and "We extract on Friday." in told


def test_show_keeps_back_what_the_project_knows(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "source/bells.txt"
    source.write_text(f"{source.read_text('utf-8')}\nHanne Roth & Co: Yes.\n", "utf-8")
    told = codes(run("show", str(source)).stderr)
    assert "D140" in told
    for code in set(told):
        ignore(tmp_path / "diglot.toml", f'{{ code = "{code}", reason = "So it is." }}')
        done = run("show", "--as", "json", str(source))
        assert code not in codes(done.stderr) and "ignored" in done.stderr
        assert code not in {finding["code"] for finding in json.loads(done.stdout)["findings"]}
        (tmp_path / "diglot.toml").write_text("", "utf-8")


def test_a_message_is_meant_by_its_id_or_context(fresh: Run, tmp_path: Path) -> None:
    fresh("extract")
    path = tmp_path / PO
    text = path.read_text("utf-8")
    first = text.index("\nmsgctxt", text.index('\nmsgctxt "turn|') + 1)
    broken = text[:first] + text[first:].replace('msgstr ""', 'msgstr "*Halb"', 1)
    path.write_text(broken, "utf-8")
    said = re.search(r"\((s\w+), (turn\|[\w-]+)\) has half a mark", fresh("check").stdout)
    assert said
    for where in said.groups():
        (tmp_path / "source/bells.toml").unlink(missing_ok=True)
        ignore(tmp_path / "source/bells.toml", f'{{ code = "D204", where = "{where}", reason = "A star." }}')
        assert "D204" not in fresh("check").stdout


def test_what_fits_nothing_any_more_is_a_finding(run: Run, tmp_path: Path) -> None:
    table = '{ code = "D206", where = "fr", reason = "We extract on Friday." }'
    ignore(tmp_path / "diglot.toml", '{ code = "D110", reason = "It was so." }', table)
    ignore(tmp_path / "source/bells.toml", '{ code = "D207", where = "bells", reason = "It was so." }')
    lines = [line for line in run("check").stdout.splitlines() if "[D150]" in line]
    assert lines == [
        "warning: diglot.toml:1: no D110 is left that this ignores. [D150]",
        "warning: source/bells.toml:1: no D207 about bells is left that this ignores. [D150]",
    ]
    # Only where all was looked for is anything missed.
    assert "D150" not in run("check", "-l", "fr").stdout
    run("extract")
    assert "no D206 about fr" in run("check").stdout


def test_a_build_misses_what_every_build_would_tell(run: Run, tmp_path: Path) -> None:
    run("extract")
    ignore(
        tmp_path / "diglot.toml",
        '{ code = "D405", reason = "Not yet." }',
        '{ code = "D403", reason = "Small on purpose." }',
        '{ code = "D406", reason = "Of no PDF is anything known here." }',
    )
    done = run("build")
    assert codes(done.stderr) == ["D150"] and "no D403" in done.stderr
    assert re.search(r"\d+ findings? (is|are) ignored\.", done.stderr)
    # What is an error for who wants no gaps is told.
    assert "D405" in run("build", "--strict").stderr


@pytest.mark.parametrize(
    ("table", "line", "says", "hint"),
    [
        ('{ code = "D4O5", reason = "x" }', 1, "no finding has the code 'D4O5'", "at the end"),
        ('{ code = "D272", reason = "x" }', 1, "D272 is an error, and no error can be ignored", "Mend"),
        ('{ code = "D405", reason = " " }', 1, "nothing says why D405 is ignored", "reason ="),
        ('{ code = "D405" }', 1, "the key `reason` is missing", ""),
        ('{ code = "D405", reson = "x" }', 1, "there is no key `reson` here", "Did you mean reason?"),
        (
            '\n{ code = "D405", reason = "x" },\n{ code = "D1", reason = "x" }',
            3,
            "the code 'D1'",
            "at the end",
        ),
    ],
)
def test_a_table_that_is_wrong_is_refused(table: str, line: int, says: str, hint: str) -> None:
    for parse in (config.parse_project, config.parse_sidecar):
        with pytest.raises(ConfigError) as caught:
            parse(f"ignore = [{table}]\n", "diglot.toml")
        assert says in caught.value.what and hint in caught.value.hint
        assert caught.value.where == Location("diglot.toml", line)


@pytest.mark.parametrize("table", ["[recording]", "[translations.fr]", "[translations]", "[[speakers]]"])
def test_a_key_below_a_table_is_told_to_move(table: str) -> None:
    text = f'title = "Bells"\n{table}\nignore = [{{ code = "D405", reason = "x" }}]\n'
    with pytest.raises(ConfigError) as caught:
        config.parse_sidecar(text, "talk.toml")
    assert "`ignore`" in caught.value.what and caught.value.where == Location("talk.toml", 3)
    assert caught.value.hint == "`ignore` belongs to the top of the file: move it above the first [table]."


def test_tables_may_be_written_below_each_other() -> None:
    settings = config.parse_project('[[ignore]]\ncode = "D405"\nreason = "x"\n', "diglot.toml")
    assert settings.ignore == (config.IgnoreTable("D405", "x"),)


def test_no_error_can_be_ignored() -> None:
    assert {code for code in findings.codes() if not findings.rule(code).ignorable} >= {
        "D100",
        "D271",
        "D502",
    }
    assert all(findings.rule(code).ignorable for code in ("D103", "D201", "D405", "D540"))


@pytest.mark.parametrize(
    ("where", "fit"),
    [
        ("", True),
        ("talk", True),
        ("source/talk.txt", True),
        ("source/talk.txt:7", True),
        ("Bo", True),
        ("Ann", True),
        ("source/talk.txt:8", False),
        ("Cy", False),
    ],
)
def test_where_is_a_document_a_place_or_what_the_words_name(where: str, fit: bool) -> None:
    finding = report(
        "D107.several",
        Location("source/talk.txt", 7),
        label="B",
        speakers=("Bo", "Ann"),
        name="Bo",
        alias="B",
    )
    assert fits(config.IgnoreTable("D107", "x", where), finding, "talk") is fit
    assert not fits(config.IgnoreTable("D103", "x", where), finding, "talk")


def test_where_is_the_language_of_a_catalog() -> None:
    finding = report("D207", Location("talks/locales/fr/LC_MESSAGES/talk.po", 0))
    assert fits(config.IgnoreTable("D207", "x", "fr"), finding, "talk")
    for other in ("de", "talks", "LC_MESSAGES", "locales"):
        assert not fits(config.IgnoreTable("D207", "x", other), finding, "talk")


FINDINGS = st.sampled_from(
    [
        report("D110", Location("source/talk.txt", 7), times=2, time="00:00:03", before="00:00:05"),
        report("D207", Location("locales/fr/LC_MESSAGES/talk.po", 0)),
        report(
            "D405", Location("locales/fr/LC_MESSAGES/a.b.po", 0), number=1, paragraphs=2, lang="fr", why=()
        ),
        report("D405", None, "strict", number=1, paragraphs=2, lang="fr", why=()),
        report("D502", Location("bag/data/talk.po", 0), file="data/talk.po"),
    ]
)
TABLES = st.builds(
    config.IgnoreTable,
    code=st.sampled_from(["D110", "D207", "D405", "D502"]),
    reason=st.just("x"),
    where=st.sampled_from(["", "fr", "talk", "a.b", "source/talk.txt"]),
)


@examples(100)
@given(
    st.lists(FINDINGS), st.lists(TABLES), st.dictionaries(st.sampled_from(["talk", "a.b"]), st.lists(TABLES))
)
def test_a_finding_is_told_or_counted_and_errors_are_told(
    found: list[Finding], anywhere: list[config.IgnoreTable], own: dict[str, list[config.IgnoreTable]]
) -> None:
    settings = config.ProjectSettings(ignore=tuple(anywhere))
    workspace = SimpleNamespace(
        project=SimpleNamespace(settings=settings, sources={"talk": Path(), "a.b": Path()}),
        sidecar=lambda name: config.Sidecar(ignore=tuple(own.get(name, ()))),
    )
    ignoring = Ignoring(cast(Workspace, workspace))
    told = [finding for finding in found if not ignoring.reason(finding)]
    assert len(told) + ignoring.number == len(found)
    assert [one for one in told if one.severity == "error"] == [
        one for one in found if one.severity == "error"
    ]
    if not anywhere and not own:
        assert told == found
    # What a document's sidecar says is of no other document.
    if not anywhere and "talk" not in own:
        assert all(finding in told for finding in found if finding.code in {"D110", "D207"})
