"""What another program takes out of a catalog while people work at it is told, whatever they do then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviews import sample
from test_review_desk import CATALOG, desk, edit, entries
from toolkit import project
from toolkit.review.desk import Desk
from toolkit.workflow.check import check
from toolkit.workflow.workspace import Workspace


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return sample(tmp_path)


@pytest.fixture
def mine(here: Path) -> Iterator[Desk]:
    assert not lost(here)
    with closing(desk(here)) as made:
        yield made


def lost(here: Path) -> list[str]:
    """What `check` says is gone."""
    found = check(Workspace(project.find(here)), ["foghorn"], ["ja"])
    return [finding.message for finding in found if finding.code == "D231"]


def empty(here: Path) -> list[tuple[str, str]]:
    """Messages that nobody has translated: names and bases."""
    return [(row["name"], row["base"]) for row in entries(here) if not row["target"]]


def take_out(here: Path, target: str) -> None:
    """As another program does."""
    text = (here / CATALOG).read_text("utf-8")
    assert f'msgstr "{target}"' in text
    (here / CATALOG).write_text(text.replace(f'msgstr "{target}"', 'msgstr ""'), "utf-8")


def test_what_was_written_a_moment_ago_is_missed(here: Path, mine: Desk) -> None:
    (one, base), (other, second) = empty(here)[:2]
    edit(mine, one, "訳した。", "translated", base)
    take_out(here, "訳した。")
    edit(mine, other, "別の。", "translated", second)
    mine.close()
    assert [told for told in lost(here) if "訳した。" in told]
