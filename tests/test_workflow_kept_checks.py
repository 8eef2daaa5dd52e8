"""What the messages of a catalog tell by themselves is found once, and kept beside it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reviews import sample
from toolkit import project
from toolkit.checks import alone
from toolkit.checks.messages import CheckedMessage
from toolkit.findings import Finding
from toolkit.review import checking
from toolkit.workflow import check, editing, kept_checks
from toolkit.workflow.documents import now
from toolkit.workflow.editing import MessageEdit
from toolkit.workflow.workspace import Workspace


@pytest.fixture(autouse=True)
def every_catalog_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_checks, "_SHORT", 1)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The translations that were looked at."""
    seen: list[str] = []
    find = alone._worked_out

    def noted(messages: Sequence[CheckedMessage]) -> Iterator[alone.TextsAlone]:
        seen.extend(message.target for message in messages)
        return find(messages)

    monkeypatch.setattr(alone, "_worked_out", noted)
    return seen


def checked(here: Path, lang: str) -> list[Finding]:
    return list(check.check(Workspace(project.find(here)), ["river"], [lang]))


def edit(here: Path, lang: str) -> str:
    """Make a figure and the language wrong in one message that is done; its translation."""
    wrong = "In 1822 they were all there, and nobody has seen them since."
    workspace = Workspace(project.find(here))
    catalog = workspace.catalog("river", lang)
    assert catalog
    entry = next(entry for entry in catalog.entries if entry.state == "done" and "1" in entry.source)
    changed = MessageEdit(editing.name_of(entry), "", wrong, "translated")
    with workspace.changing():
        editing.edit(workspace, "river", lang, [changed], now())
    return wrong


def kept_file(here: Path, lang: str) -> Path:
    return here / ".diglot/checks" / lang / "river.z"


@pytest.mark.parametrize("lang", ["fr", "ja", "ar"])
def test_after_an_edit_only_its_message_is_looked_at_and_the_same_is_found(
    tmp_path: Path, worked_out: list[str], lang: str
) -> None:
    here = sample(tmp_path)
    first = checked(here, lang)
    assert len(worked_out) > 20
    worked_out.clear()
    assert checked(here, lang) == first and worked_out == []
    wrong = edit(here, lang)
    now = checked(here, lang)
    assert worked_out == [wrong]
    kept_file(here, lang).unlink()
    assert checked(here, lang) == now != first


def test_the_review_keeps_what_the_command_finds_and_one_for_showing_keeps_nothing(
    tmp_path: Path, worked_out: list[str]
) -> None:
    here = sample(tmp_path)
    shown, read_only = checking.found_in(here, False, True, "river", "fr")
    assert worked_out and not (here / ".diglot").exists()
    worked_out.clear()
    assert checking.found_in(here, False, False, "river", "fr")[1] == read_only
    assert worked_out and kept_file(here, "fr").exists()
    worked_out.clear()
    checked(here, "fr")
    assert checking.found_in(here, False, True, "river", "fr") == (shown, read_only) and worked_out == []


@pytest.mark.parametrize("how", ["cut", "another", "a link"])
def test_what_is_damaged_or_of_another_time_is_found_anew(
    tmp_path: Path, worked_out: list[str], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sample(tmp_path)
    first = checked(here, "fr")
    kept, text = kept_file(here, "fr"), here / "text"
    if how == "cut":
        kept.write_bytes(kept.read_bytes()[:50])
    elif how == "another":
        monkeypatch.setattr(kept_checks, "version", lambda: "another")
    else:
        text.write_bytes(b"somebody's")
        kept.unlink()
        kept.symlink_to(text)
    worked_out.clear()
    assert checked(here, "fr") == first and len(worked_out) > 20
    worked_out.clear()
    assert checked(here, "fr") == first and worked_out == []
    assert how != "a link" or text.read_bytes() == b"somebody's"
