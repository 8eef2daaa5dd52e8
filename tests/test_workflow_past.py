"""How far translations were, from git and from notes."""

import subprocess
from pathlib import Path

import pytest

from reviews import sample
from toolkit import limits, po, project
from toolkit.workflow import past
from toolkit.workflow.git import versions
from toolkit.workflow.workspace import Workspace

CATALOG = "locales/ja/LC_MESSAGES/foghorn.po"


def git(here: Path, *words: str, day: str = "2026-03-01") -> None:
    told = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    people = {
        f"GIT_{who}_{what}": "ann@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    subprocess.run(
        ["git", *words],
        cwd=here,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(here), **told, **people},
    )


def test_git_and_notes_tell_how_far_a_catalog_was(tmp_path: Path) -> None:
    here = sample(tmp_path)
    path = here / CATALOG
    done, total = past.counted(po.load(path.read_bytes(), "", "ja"))
    git(here, "init", "-q")
    # What the settings of a stranger's repository name is not run.
    git(here, "config", "core.fsmonitor", "touch ran")
    git(here, "config", "diff.external", "touch ran")
    git(here, "add", ".")
    git(here, "commit", "-qm", "first")
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("#, fuzzy\n", "", 1)
        if "#, fuzzy" in text
        else text.replace('msgstr ""\n\n', 'msgstr "霧。"\n\n', 1),
        "utf-8",
    )
    git(here, "commit", "-qam", "more", day="2026-03-09")
    (here / "ran").unlink(missing_ok=True)
    workspace = Workspace(project.find(here))
    assert past.past(workspace, "foghorn", "ja") == [
        ("2026-03-01", done, total),
        ("2026-03-09", done + 1, total),
    ]
    assert not (here / "ran").exists()
    past.note(workspace.project, {path: (done + 3, total)})
    assert past.past(workspace, "foghorn", "ja")[2][1:] == (done + 3, total)
    # What somebody has damaged is made anew.
    (here / ".diglot/progress.json").write_text("[3", "utf-8")
    assert len(past.past(workspace, "foghorn", "ja")) == 2


def test_without_a_repository_there_are_the_notes_alone(tmp_path: Path) -> None:
    here = sample(tmp_path)
    assert not [*versions(here, here / CATALOG, 5)]
    assert past.past(Workspace(project.find(here)), "foghorn", "ja") == []


def test_few_of_many_versions_are_looked_at_and_the_last_is_one(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    for number in range(7):
        (tmp_path / "a.po").write_text(f"{number}\n", "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", str(number), day=f"2026-03-{number + 1:02}")
    found = [data for _, data in versions(tmp_path, tmp_path / "a.po", 3)]
    assert len(found) <= 3
    assert found[-1] == b"6"


def test_nothing_is_fetched_for_a_version_that_a_repository_lacks(tmp_path: Path) -> None:
    """To fetch runs what the settings of a repository name, which may be a stranger's."""
    here = sample(tmp_path)
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-qm", "first")
    assert [*versions(here, here / CATALOG, 5)]
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": str(here / "elsewhere"),
        "remote.origin.uploadpack": f"touch '{here / 'ran'}'; false",
        "protocol.allow": "always",
    }.items():
        git(here, "config", key, value)
    for path in (here / ".git/objects").glob("??/*"):
        kind = subprocess.run(
            ["git", "cat-file", "-t", path.parent.name + path.name],
            cwd=here,
            check=True,
            capture_output=True,
        )
        if kind.stdout == b"blob\n":
            path.unlink()
    assert not [*versions(here, here / CATALOG, 5)]
    assert not (here / "ran").exists()


def test_a_version_that_is_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a repository a file of zeros has nearly no bytes."""
    git(tmp_path, "init", "-q")
    path = tmp_path / "a.po"
    for day, size in enumerate((10, 5000, 20), 1):
        path.write_bytes(b"a" * size)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "more", day=f"2026-03-0{day}")
    assert [len(data) for _, data in versions(tmp_path, path, 5)] == [10, 5000, 20]
    monkeypatch.setattr(limits, "CATALOG", limits.CATALOG._replace(most=4999))
    assert [len(data) for _, data in versions(tmp_path, path, 5)] == [10, 20]
