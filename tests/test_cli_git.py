"""Several people translate in one repository: git merges their catalogs message by message."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import validators
from conftest import Run
from toolkit import po
from toolkit.model import Entry

pytestmark = [pytest.mark.skipif(shutil.which("git") is None, reason="git is missing"), pytest.mark.slow]

PO = Path("locales/fr/LC_MESSAGES/bells.po")
SOURCE = Path("source/bells.txt")
ROOT = Path(__file__).parents[1]
HEADLINE = "The Woman Who Retunes Bells"
SAVED = "Can a cracked bell be saved?"
MOVE = "And if it does not move?"
BRONZE = "Then we thank the bell and order bronze."

Git = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def git(fresh: Run, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Git, in a new project whose empty catalog is committed."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ana")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ana@roca.net")
    # Whoever runs the tests may have settings of their own.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def git(*words: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == fails, done.stderr + done.stdout
        return done

    git("init", "-q", "-b", "main")
    fresh("init", "--git")
    # The code that is tested, whatever is installed.
    git("config", "merge.diglot.driver", f"{sys.executable} -m toolkit merge-po --path %P %O %A %B")
    fresh("extract")
    git("add", "-A")
    git("commit", "-qm", "a project")
    return git


def entries() -> Mapping[str, Entry]:
    made = po.load(PO.read_bytes(), "bells.po", "fr")
    assert validators.msgfmt(PO) == []
    return {entry.source: entry for entry in (*made.entries, *made.obsolete)}


def translate(**targets: str) -> None:
    """A translator's work, as a PO editor saves it."""
    lines = PO.read_text("utf-8").split("\n")
    for begins, target in targets.items():
        at = next(k for k, line in enumerate(lines) if line.startswith(f'msgid "{begins}'))
        assert lines[at + 1].startswith("msgstr ")
        lines[at + 1] = f'msgstr "{target}"'
    PO.write_text("\n".join(lines), "utf-8")


def stamp(date: str, who: str) -> None:
    text = PO.read_text("utf-8").split("\n")
    fields = {"PO-Revision-Date": date, "Last-Translator": f"{who} <{who.lower()}@roca.net>"}
    for k, line in enumerate(text):
        for name, value in fields.items():
            if line.startswith(f'"{name}:'):
                text[k] = f'"{name}: {value}\\n"'
    PO.write_text("\n".join(text), "utf-8")


def on_a_branch(git: Git, name: str, work: Callable[[], object], start: str = "main") -> None:
    git("checkout", "-q", "-b", name, start)
    work()
    git("commit", "-qam", name)


def test_two_halves_merge(git: Git) -> None:
    def ana() -> None:
        translate(The="La femme qui accorde les cloches", Can="Peut-on la sauver ?")
        stamp("2026-05-01 10:00+0200", "Ana")

    def bo() -> None:
        translate(And="Et si elle ne bouge pas ?", Then="Alors on la remercie.")
        stamp("2026-05-02 10:00+0200", "Bo")

    on_a_branch(git, "ana", ana)
    on_a_branch(git, "bo", bo)
    merged = git("merge", "ana", "-m", "both")
    assert merged.stderr == ""
    found = entries()
    assert [found[text].target for text in (HEADLINE, SAVED, MOVE, BRONZE)] == [
        "La femme qui accorde les cloches", "Peut-on la sauver ?", "Et si elle ne bouge pas ?",
        "Alors on la remercie.",
    ]  # fmt: skip
    assert '"PO-Revision-Date: 2026-05-02 10:00+0200\\n"\n"Last-Translator: Bo <bo@roca.net>\\n"' in (
        PO.read_text("utf-8")
    )


def test_a_message_that_both_translated_is_told_and_keeps_both(git: Git, fresh: Run) -> None:
    on_a_branch(git, "ana", lambda: translate(Can="Peut-on la sauver ?", And="Et sinon ?"))
    on_a_branch(git, "bo", lambda: translate(Can="Une cloche fêlée, ça se sauve ?"))
    merged = git("merge", "ana", fails=True)
    line = PO.read_text("utf-8").split("\n").index(f'msgid "{SAVED}"')
    assert f"error: {PO}:{line}: turn|tom-adeyemi “{SAVED}”: translated in two ways. [D266]" in merged.stderr
    assert "Here: “Une cloche fêlée, ça se sauve ?”, there: “Peut-on la sauver ?”." in merged.stderr
    assert "CONFLICT" in merged.stdout and git("status", "--short").stdout == f"UU {PO}\n"
    found = entries()
    assert (found[SAVED].target, found[SAVED].state) == ("Une cloche fêlée, ça se sauve ?", "fuzzy")
    assert found[SAVED].comments[1:] == ("other: Peut-on la sauver ?",)
    assert (found[MOVE].target, found[MOVE].state) == ("Et sinon ?", "done")
    checked = fresh("check")
    assert "was translated in two ways, and the other one stands in its comments. [D208]" in checked.stdout
    # Decided as in any PO editor: the comments go, and so does the mark.
    text = PO.read_text("utf-8")
    lines = [line for line in text.split("\n") if not line.startswith(("# conflict", "# other", "#, fuzzy"))]
    PO.write_text("\n".join(lines), "utf-8")
    git("commit", "-qam", "decided")
    assert entries()[SAVED].state == "done" and "D208" not in fresh("check").stdout
    assert "0 fuzzy" in fresh("extract").stderr


def test_an_editor_works_while_a_translator_fills(git: Git, fresh: Run) -> None:
    def edit() -> None:
        text = SOURCE.read_text("utf-8")
        text = text.replace("Tom Adeyemi:", "Tom A. Adeyemi:").replace(f"Tom A. Adeyemi: {MOVE}\n\n", "")
        SOURCE.write_text(text.replace("order bronze", "order new bronze"), "utf-8")
        fresh("extract")

    every = [source for source, entry in entries().items() if entry.context != "meta|translator-credits"]
    on_a_branch(git, "ana", lambda: translate(**{source: f"FR {source}" for source in every}))
    on_a_branch(git, "editor", edit)
    merged = git("merge", "ana", "-m", "both")
    assert "translated on one side, and edited or deleted on the other" in merged.stderr
    found = entries()
    assert {source: found[source].target for source in every} == {source: f"FR {source}" for source in every}
    assert found["Then we thank the bell and order new bronze."].target == f"FR {BRONZE}"
    assert found["Tom A. Adeyemi"].target == "FR Tom Adeyemi"
    # Nothing is left for the next run but to say so.
    before = PO.read_bytes()
    fresh("extract")
    assert PO.read_bytes() == before


def test_branches_that_merged_each_other_merge_again(git: Git) -> None:
    on_a_branch(git, "ana", lambda: translate(Can="Peut-on la sauver ?"))
    on_a_branch(git, "bo", lambda: translate(And="Et sinon ?"))
    git("branch", "bo-before")
    git("merge", "-q", "ana", "-m", "bo has ana's")
    translate(Can="Peut-on sauver une cloche ?")
    git("commit", "-qam", "better")
    git("checkout", "-q", "ana")
    git("merge", "-q", "bo-before", "-m", "ana has bo's")
    translate(The="La femme")
    git("commit", "-qam", "more")
    git("merge", "bo", "-m", "both")
    found = entries()
    assert [found[text].target for text in (HEADLINE, SAVED, MOVE)] == [
        "La femme", "Peut-on sauver une cloche ?", "Et sinon ?",
    ]  # fmt: skip


def test_two_editors_keep_the_ids_of_both(git: Git, fresh: Run) -> None:
    def add(before: str, text: str) -> None:
        SOURCE.write_text(SOURCE.read_text("utf-8").replace(before, f"{text}\n\n{before}"), "utf-8")
        fresh("extract")

    def ids() -> dict[str, str]:
        rows = [line.split("\t") for line in fresh("ids", "--as", "tsv").stdout.split("\n")[1:] if line]
        return {row[1]: row[-1] for row in rows}

    first = ids()
    on_a_branch(git, "ana", lambda: add("Tom Adeyemi: Can", "Hanne Roth: Come in, it is open."))
    mine = ids()
    on_a_branch(git, "bo", lambda: add("(Laughter.)", "Tom Adeyemi: Can a cracked bell be saved?"))
    their = ids()
    git("merge", "ana", "-m", "both")
    fresh("extract")
    # One of them has said what stood there already.
    assert len(first | mine | their) == len(first) + 2
    assert ids() == first | mine | their
    assert validators.msgfmt(PO) == []


def test_a_catalog_that_both_have_added(git: Git, fresh: Run) -> None:
    def add(**targets: str) -> None:
        fresh("extract", "-l", "de")
        other = Path("locales/de/LC_MESSAGES/bells.po")
        other.write_text(other.read_text("utf-8").replace(*targets.popitem()), "utf-8")
        git("add", "-A")

    saved, move = (f'msgid "{text}"\nmsgstr "' for text in (SAVED, MOVE))
    on_a_branch(git, "ana", lambda: add(**{f'{saved}"': f'{saved}Rettet man sie?"'}))
    on_a_branch(git, "bo", lambda: add(**{f'{move}"': f'{move}Und wenn nicht?"'}))
    git("merge", "ana", "-m", "both")
    text = Path("locales/de/LC_MESSAGES/bells.po").read_text("utf-8")
    assert "Rettet man sie?" in text and "Und wenn nicht?" in text


def test_a_file_that_is_no_catalog_is_left_to_the_person(git: Git) -> None:
    on_a_branch(git, "ana", lambda: PO.write_text(PO.read_text("utf-8") + "\nmsgid\n", "utf-8"))
    on_a_branch(git, "bo", lambda: translate(Can="Peut-on la sauver ?"))
    before = PO.read_bytes()
    merged = git("merge", "ana", fails=True)
    assert "bells.po (theirs):" in merged.stderr and "can't be read as PO" in merged.stderr
    assert PO.read_bytes() == before and git("status", "--short").stdout == f"UU {PO}\n"


def test_who_merged_without_the_driver_can_merge_anew(git: Git, fresh: Run) -> None:
    """As the error tells: lines that git couldn't merge are messages that diglot can."""
    git("config", "--remove-section", "merge.diglot")
    on_a_branch(git, "ana", lambda: translate(Can="Peut-on la sauver ?", The="La femme"))
    on_a_branch(git, "bo", lambda: translate(Can="Une cloche fêlée ?", And="Et sinon ?"))
    git("merge", "ana", fails=True)
    said = fresh("extract")
    assert said.exit_code == 1 and f"{PO}:" in said.stderr and "a merge conflict was left" in said.stderr
    assert f"`diglot init --git`, then `git checkout --merge {PO}`" in said.stderr
    git("config", "merge.diglot.driver", f"{sys.executable} -m toolkit merge-po --path %P %O %A %B")
    git("checkout", "--merge", str(PO))
    found = entries()
    assert [found[text].target for text in (HEADLINE, MOVE)] == ["La femme", "Et sinon ?"]
    assert (found[SAVED].target, found[SAVED].comments[1:]) == (
        "Une cloche fêlée ?", ("other: Peut-on la sauver ?",),
    )  # fmt: skip


def test_who_has_cloned_a_project_lets_git_know(fresh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".gitattributes").write_text("*.txt text", "utf-8")
    done = fresh("init", "--git")
    assert done.exit_code == 0 and "made a git repository" in done.stderr
    assert Path(".gitattributes").read_text("utf-8") == (
        "*.txt text\n*.po merge=diglot\n*.pot merge=diglot\n"
    )
    config = Path(".git/config").read_text("utf-8")
    assert 'merge "diglot"' in config and "merge-po --path %P %O %A %B" in config
    # Again, there is nothing to do.
    assert fresh("init", "--git").stderr == ""
    assert Path(".git/config").read_text("utf-8") == config
    # A new project is made, in the repository that is there and knows the driver.
    assert "made talks/diglot.toml" in fresh("init", "--git", "talks").stderr
    assert Path("talks/.gitattributes").exists() and not Path("talks/.git").exists()
    Path("talks/.gitattributes").unlink()
    Path("talks/.gitattributes").symlink_to(Path("../elsewhere").absolute())
    refused = fresh("init", "--git", "talks")
    assert refused.exit_code == 1 and "leads out of the project's folder" in refused.stderr
    monkeypatch.setenv("PATH", "")
    missing = fresh("init", "--git", "more")
    assert missing.exit_code == 1 and "there is no git." in missing.stderr


def test_a_file_that_can_not_be_merged_is_named_as_it_was_given(fresh: Run) -> None:
    Path("diglot.toml").write_text('target-languages = ["fr"]\n', "utf-8")
    fresh("extract")
    Path("other.po").write_bytes(PO.read_bytes() + b'\nmsgid "')
    Path("base.po").write_bytes(b"")
    assert "error: other.po:" in fresh("merge-po", "base.po", str(PO), "other.po").stderr
    named = fresh("merge-po", "--path", "a.po", "base.po", str(PO), "other.po")
    assert "error: a.po (theirs):" in named.stderr
