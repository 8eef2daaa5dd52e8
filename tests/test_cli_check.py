"""`diglot check`, as people use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from conftest import Run
from toolkit import limits

PO = "locales/fr/LC_MESSAGES/bells.po"
SIDECAR = """\
licence = "https://creativecommons.org/licenses/by/4.0/"
publisher = "The Bell Review"
date = 2026-05-02
"""


@pytest.fixture
def ready(run: Run, tmp_path: Path) -> Run:
    """A project that has all that an archive demands."""
    (tmp_path / "source/bells.toml").write_text(SIDECAR, encoding="utf-8")
    path = tmp_path / "diglot.toml"
    path.write_text(path.read_text("utf-8") + 'publisher = "Bell & Sons"\n', encoding="utf-8")
    return run


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(done: Result) -> set[str]:
    return set(re.findall(r"\[(D\d{3})\]", done.stdout))


def test_a_project_in_order(run: Run) -> None:
    done = run("check")
    assert done.exit_code == 0 and not done.stdout
    assert done.stderr == "0 errors, 0 warnings, 0 notes\n"
    assert json.loads(run("check", "--as", "json").stdout) == []


def test_what_is_out_of_date_or_lost_is_said(run: Run, tmp_path: Path) -> None:
    edit(tmp_path / "source/bells.txt", "Can a cracked bell", "Could a *cracked* bell")
    done = run("check")
    assert done.exit_code == 0 and codes(done) == {"D206"} and done.stdout.count("D206") == 2
    run("extract")
    source = 'msgid "Could a *cracked* bell be saved?"\nmsgstr "'
    edit(tmp_path / PO, source, source + "Sauver une cloche ?")
    done = run("-v", "check")
    assert codes(done) == {"D204", "D207"}
    assert f"warning: {PO}" in done.stdout and "hint: " in done.stdout
    (tmp_path / PO).unlink()
    done = run("check")
    assert codes(done) == {"D201", "D231"} and done.stderr == "0 errors, 2 warnings, 0 notes\n"


def test_the_page_has_what_json_has(run: Run, tmp_path: Path) -> None:
    edit(tmp_path / "source/bells.txt", "Can a cracked bell", "Could a *cracked* bell")
    run("extract")
    source = 'msgid "Could a *cracked* bell be saved?"\nmsgstr "'
    edit(tmp_path / PO, source, source + "Sauver une cloche ?")
    (finding,) = [one for one in json.loads(run("check", "--as", "json").stdout) if one["code"] == "D204"]
    page = run("check", "--as", "html").stdout
    assert page.startswith("<!DOCTYPE html>") and finding["message"] in page and finding["hint"] in page
    assert f"<code>{finding['about'][0]}</code>" in page and "Sauver une cloche ?" in page
    # A comment of the translator keeps it back; it is counted.
    edit(tmp_path / PO, source, "# ignore D204: no stress in French\n" + source)
    entry = (tmp_path / PO).read_text("utf-8")
    start = entry.rindex("msgctxt", 0, entry.index("# ignore"))
    comment = "# ignore D204: no stress in French\n"
    (tmp_path / PO).write_text(entry[:start] + comment + entry[start:].replace(comment, ""), "utf-8")
    done = run("check")
    assert "D204" not in done.stdout and "1 finding is ignored." in done.stderr
    assert "no stress in French" in run("-v", "check").stderr
    assert "(1 finding kept back)" in run("check", "--as", "html").stdout


def test_times_that_go_back_are_told(run: Run, tmp_path: Path) -> None:
    talk = "[00:00:01] Mira: The tide is in.\n\n[00:00:05] Tomas: Then we wait.\n\n"
    (tmp_path / "source/calm.txt").write_text(talk + "Mira: We do.\n", encoding="utf-8")
    later = "[00:00:03] Mira: We do.\n\n[00:00:02] Tomas: And then?\n"
    (tmp_path / "source/talk.txt").write_text(talk + later, encoding="utf-8")
    (found,) = [one for one in json.loads(run("check", "--as", "json").stdout) if one["code"] == "D110"]
    assert (found["path"], found["line"], found["severity"]) == ("source/talk.txt", 5, "warning")
    assert found["message"] == "2 times go back; here 00:00:03 stands below 00:00:05."


def test_a_translation_made_for_another_kind_is_told_until_somebody_has_looked(
    run: Run, tmp_path: Path
) -> None:
    source = 'msgid "Hanne Roth has a tuning fork for every tower in the valley."\nmsgstr "'
    edit(tmp_path / PO, source, source + "Un diapason pour chaque clocher.")
    (tmp_path / "source/bells.toml").write_text(
        '[[decide]]\nbegins = "Hanne Roth has a"\nkind = "note"\n', encoding="utf-8"
    )
    run("extract")
    text = (tmp_path / PO).read_text("utf-8")
    assert "fuzzy" not in text and "# context was narration: delete" in text
    done = run("-v", "check")
    assert "D220" in codes(done) and "stands for note now" in done.stdout
    (tmp_path / PO).write_text(re.sub("# context was .*\n", "", text), encoding="utf-8")
    assert "D220" not in codes(run("check"))


def test_what_cannot_be_read_is_an_error_among_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "source/odd.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / PO).write_bytes((tmp_path / PO).read_bytes()[:700])
    done = run("check", "--as", "json")
    assert done.exit_code == 1
    found = {one["code"]: one for one in json.loads(done.stdout)}
    assert {"D100", "D200"} <= found.keys()
    assert found["D200"]["path"] == PO and found["D200"]["line"] > 1 and found["D200"]["hint"]
    assert all(one["severity"] in {"error", "warning", "info"} for one in found.values())


def test_places_in_a_sidecar_of_many_decisions_are_told(run: Run, tmp_path: Path) -> None:
    """To tell a line of it, it is read a second time."""
    quote, ignored = '[[pull-quotes]]\nid = "gone"\ntext = "Never."\n', '[[ignore]]\ncode = "D229"\n'
    sidecar = f"{quote}{ignored}where = 'gone'\nreason = 'so'\n" + f"# {'y' * 100}\n" * 41_000
    assert len(sidecar) > limits.SETTINGS.most
    (tmp_path / "source/bells.toml").write_text(sidecar, encoding="utf-8")
    done = run("check")
    assert {"source/bells.toml:1:", "source/bells.toml:4:"} <= {
        word for word in done.stdout.split() if "bells.toml" in word
    }
    assert "D100" not in codes(done)


def test_an_edition_that_no_archive_would_take(run: Run) -> None:
    done = run("check", "--archive")
    assert done.exit_code == 1 and codes(done) >= {"D450", "D471"}
    assert "error: build/bells.tei.xml:" in done.stdout


def test_a_review_without_a_checksum_is_told_to_whoever_archives(ready: Run, tmp_path: Path) -> None:
    """What was reviewed may be other words: the edition says that they were, until an update has looked."""
    text = (tmp_path / PO).read_text("utf-8")
    message = re.search(r'(?m)^msgctxt ".*"\nmsgid "Can a cracked bell be saved\?"\nmsgstr "', text)
    assert message
    noted = f"# reviewed by Ana Roca\n{message[0]}Peut-on la sauver ?"
    (tmp_path / PO).write_text(text.replace(message[0], noted), "utf-8")
    assert "1 review has no checksum yet" in ready("check", "--archive", "bells").stdout
    ready("extract")
    assert "[D547]" not in ready("check", "--archive", "bells").stdout


def test_an_edition_that_an_archive_takes(ready: Run, tmp_path: Path) -> None:
    assert "[D542]" in ready("check", "--archive", "bells").stdout
    assert ready("ids", "--freeze").exit_code == 0
    done = ready("check", "--archive", "bells")
    assert done.exit_code == 0, done.stdout
    assert not (tmp_path / "build").exists() or not list((tmp_path / "build").glob("*.xml"))
    ready("build", "-f", "tei")
    made = tmp_path / "build/bells.tei.xml"
    assert ready("check", "--archive", "build/bells.tei.xml").stdout == done.stdout
    edit(made, 'who="#spk', 'who="#person')
    done = ready("check", "--archive", "build/bells.tei.xml", "--as", "json")
    (error,) = (one for one in json.loads(done.stdout) if one["severity"] == "error")
    assert done.exit_code == 1 and error["code"] == "D420"
    line = made.read_text("utf-8").split("\n")[error["line"] - 1]
    assert 'who="#person' in line


def test_a_file_needs_no_project(ready: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready("build", "-f", "tei")
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (tmp_path / "build/bells.tei.xml").rename(elsewhere / "bells.tei.xml")
    monkeypatch.chdir(elsewhere)
    assert ready("check", "--archive", "bells.tei.xml").exit_code == 0
    missing = ready("check", "--archive", "other.tei.xml")
    assert missing.exit_code == 1 and "other.tei.xml" in missing.stderr
    assert ready("check", "bells.tei.xml").exit_code == 2


def test_a_frozen_id_that_is_gone_is_told_to_the_archivist(ready: Run, tmp_path: Path) -> None:
    ready("ids", "--freeze")
    edit(tmp_path / "source/bells.txt", "And if it does not move?", "Who pays for all of this?")
    assert codes(ready("check", "--archive")) >= {"D120"}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("-v", "diglot -v check"), ("--quiet", "diglot --quiet check"), ("-C", "diglot -C DIR check")],
)
def test_an_option_behind_the_command_is_told_to_move(wrong: str, right: str, fresh: Run) -> None:
    done = fresh("check", wrong)
    assert done.exit_code == 2
    assert f"put it before the command: {right}\n" in done.stderr
    assert "before" not in fresh("check", "--nothing").stderr


def test_a_name_with_a_hyphen_before_it_is_told_how_to_write(fresh: Run) -> None:
    done = fresh("align", "talk", "-weir.txt")
    assert done.exit_code == 2
    assert "'-w': a name that begins with a hyphen is written ./-weir.txt\n" in done.stderr
    assert "hyphen" not in fresh("align", "talk", "-w").stderr


def test_lines_to_be_pasted_say_where(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "source/bells.txt"
    path.write_text(path.read_text("utf-8").rstrip() + "\n\nOne more.\n", encoding="utf-8")
    assert "to decide it, add to source/bells.toml:\n[[decide]]" in run("check").stdout
    assert "to decide it, add to source/bells.toml:<br>[[decide]]" in run("check", "--as", "html").stdout


def test_a_language_that_the_project_does_not_name_is_told(run: Run, tmp_path: Path) -> None:
    made = run("extract", "-l", "de")
    assert "de: not in target-languages of diglot.toml" in made.output
    for command in ("check", "build", "status"):
        said = run(command).output
        assert "[D209]" in said and 'Add "de" to target-languages' in said
        # Who asks for a language, or for one document, hears of that.
        assert "[D209]" not in run(command, "-l", "de").output
        assert "[D209]" not in run(command, "-l", "fr").output
    edit(tmp_path / "diglot.toml", '["fr"]', '["fr", "de"]')
    assert all("[D209]" not in run(command).output for command in ("check", "build", "status"))


def test_files_of_a_document_that_was_renamed_are_told(run: Run, tmp_path: Path) -> None:
    """Until they are renamed like it: what is said, promised and translated there is in no edition."""
    (tmp_path / "source/bells.toml").write_text('publisher = "Bell & Sons"\n', "utf-8")
    config = tmp_path / "diglot.toml"
    config.write_text(config.read_text("utf-8") + 'version = "1.0"\n', "utf-8")
    assert [run(*command).exit_code for command in (("extract",), ("ids", "--freeze"))] == [0, 0]
    catalog = tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    worked = catalog.read_text("utf-8").replace('saved?"\nmsgstr ""', 'saved?"\nmsgstr "Oui ?"')
    catalog.write_text(worked, "utf-8")
    (catalog.parent / "program.po").write_text('msgid ""\nmsgstr ""\n"Language: fr\\n"\n', "utf-8")
    (tmp_path / "source/bells.txt").rename(tmp_path / "source/clocks.txt")
    # As other systems put beside a file.
    (tmp_path / "source/._bells.toml").write_bytes(b"\0")
    left = (
        "source/bells.toml",
        "locales/bells.ids.tsv",
        "locales/bells.pot",
        "locales/fr/LC_MESSAGES/bells.po",
    )
    for command in ("check", "extract", "build", "status"):
        said = run(command).output
        assert said.count("[D210]") == 1 and "Rename these files like it" in said, command
        assert f"source/bells.toml: nobody looks at what is in {', '.join(left)}: source/ has no" in said
    assert catalog.read_text("utf-8") == worked
    for number, path in enumerate(map(tmp_path.joinpath, left), 1):
        path.rename(path.with_name(path.name.replace("bells", "clocks")))
        assert run("status").output.count("[D210]") == (number < len(left))
    assert "13 unchanged" in run("extract").stderr
    assert "Oui ?" in catalog.with_stem("clocks").read_text("utf-8")
    assert all("[D210]" not in run(command).output for command in ("check", "extract", "build", "status"))


PLACES = (
    "locales/FR/LC_MESSAGES/bells.po",
    "locales/french/LC_MESSAGES/bells.po",
    "locales/fr/bells.po",
    "locales/fr.po",
    "locales/fr/LC_MESSAGES/bells-fr-FINAL(2).po",
    "bells.fr.po",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_catalog_in_a_place_of_none_is_told_and_comes_in(run: Run, tmp_path: Path, place: str) -> None:
    """As somebody puts what came by mail: its words are in no edition, and nobody would know."""
    assert run("extract").exit_code == 0
    catalog, astray = tmp_path / "locales/fr/LC_MESSAGES/bells.po", tmp_path / place
    astray.parent.mkdir(parents=True, exist_ok=True)
    told = ("check", "extract", "build", "status")
    assert all("[D210]" not in run(command).output for command in told)
    worked = catalog.read_text("utf-8").replace('saved?"\nmsgstr ""', 'saved?"\nmsgstr "Oui ?"')
    astray.write_text(worked, "utf-8")
    for command in told:
        said = run(command).output
        assert said.count("[D210]") == 1 and "Rename" not in said, command
        assert f"{place}: nobody looks at what is in {place}" in said and "`diglot import " in said
    assert "1 taken" in run("import", place).output
    assert "Oui ?" in catalog.read_text("utf-8")
    astray.unlink()
    assert all("[D210]" not in run(command).output for command in told)


COPIES = ("locales/fr/LC_MESSAGES/bells.po.bak", "locales/fr/LC_MESSAGES/bells.po~", "build/bells.po")


@pytest.mark.parametrize("place", COPIES)
def test_a_copy_with_translations_of_its_own_is_told(run: Run, tmp_path: Path, place: str) -> None:
    """What an editor leaves beside a catalog says nothing new, as a rule."""
    assert run("extract").exit_code == 0
    catalog, copy = tmp_path / "locales/fr/LC_MESSAGES/bells.po", tmp_path / place
    copy.parent.mkdir(exist_ok=True)
    copy.write_text(catalog.read_text("utf-8"), "utf-8")
    told = ("check", "extract", "build", "status")
    assert all("[D210]" not in run(command).output for command in told)
    worked = catalog.read_text("utf-8").replace('saved?"\nmsgstr ""', 'saved?"\nmsgstr "Oui ?"')
    copy.write_text(worked, "utf-8")
    for command in told:
        said = run(command).output
        assert said.count("[D210]") == 1 and "1 message that the catalog leaves empty" in said, command
        assert f"{place}: " in said and "such as “Oui ?”" in said
    # An older state of a translation is no work that is lost.
    catalog.write_text(worked.replace("Oui ?", "Certes ?"), "utf-8")
    assert all("[D210]" not in run(command).output for command in told)


def test_what_was_exported_for_a_translator_is_not_astray(run: Run, tmp_path: Path) -> None:
    """It is on its way to somebody, and so is a template of another program."""
    assert run("extract").exit_code == 0
    assert run("export", "bells", "-f", "po", "-o", ".").exit_code == 0
    assert list(tmp_path.glob("*.po"))
    (tmp_path / "locales/program.po").write_text('msgid ""\nmsgstr ""\n"Language: fr\\n"\n', "utf-8")
    assert "[D210]" not in run("check").output


def test_translations_typed_into_the_template_are_not_lost(run: Run, tmp_path: Path) -> None:
    """The next template would be without them: it isn't written before a catalog has them."""
    assert run("extract").exit_code == 0
    template = tmp_path / "locales/bells.pot"
    empty = template.read_text("utf-8")
    typed = empty.replace('saved?"\nmsgstr ""', 'saved?"\nmsgstr "Oui ?"')
    for given_up in (("extract", "--forget"), ("import", "locales/bells.pot", "-l", "fr")):
        template.write_text(typed, "utf-8")
        for command in ("check", "extract"):
            done = run(command)
            assert done.exit_code == 1 and "[D292]" in done.output and "“Oui ?”" in done.output
            assert template.read_text("utf-8") == typed
        said = run("import", "locales/bells.pot").output
        assert "doesn't say which language" in said and "`-l fr`" in said
        assert run(*given_up).exit_code == 0
        if given_up[0] == "import":
            catalog = tmp_path / "locales/fr/LC_MESSAGES/bells.po"
            assert "Oui ?" in catalog.read_text("utf-8")
        assert run("extract").exit_code == 0 and template.read_text("utf-8") == empty
        template.write_text(typed.replace("Oui ?", "Certes ?"), "utf-8")
        assert run("extract").exit_code == 1
        template.write_text(empty, "utf-8")


def test_a_file_under_another_name_without_references_is_known_by_its_messages(
    run: Run, tmp_path: Path
) -> None:
    """Some programs drop the references, and people rename: the words tell."""
    assert run("extract").exit_code == 0
    catalog = tmp_path / "locales/fr/LC_MESSAGES/bells.po"
    worked = catalog.read_text("utf-8").replace('saved?"\nmsgstr ""', 'saved?"\nmsgstr "Oui ?"')
    bare = "".join(line for line in worked.splitlines(keepends=True) if not line.startswith("#"))
    (tmp_path / "back (2).po").write_text(bare, "utf-8")
    assert "1 taken" in run("import", "back (2).po").output
    assert "Oui ?" in catalog.read_text("utf-8")
    strange = bare.replace('msgid "', 'msgid "Other. ').replace('msgid "Other. "', 'msgid ""', 1)
    (tmp_path / "other.po").write_text(strange, "utf-8")
    assert "which isn't in source/" in run("import", "other.po").output
