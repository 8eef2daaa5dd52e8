"""What an open alignment holds of its texts is made of the files as they are, whoever has written them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from test_workflow_repairing import MOMENT, Bench
from toolkit import project
from toolkit.workflow.repairing import OpenAlignment, translation_files
from toolkit.workflow.workspace import Workspace

SOURCE = """\
Mara: When did the ferry stop?

Jonas: Yes.

Mara: Did you walk across the ice that winter?

Jonas: Yes.

Mara: Was it sad for your father?

Jonas: No, he sold the boat for a pig.
"""
TARGET = """\
Mara: Wann hielt die Fähre an?

Jonas: Ja.

Mara: Sind Sie in jenem Winter übers Eis gegangen?

Jonas: Doch.

Mara: War es traurig für Ihren Vater?

Jonas: Nein, er verkaufte das Boot für ein Schwein.
"""
APART = 'apart = ["sZAPAZZ"]\n'


def files(folder: Path) -> dict[str, bytes]:
    """What people edit."""
    return {
        path.name: path.read_bytes() for path in folder.rglob("*.*") if path.is_file() and path.suffix != ".z"
    }


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("source/talk.toml", APART, "apart = []\n"),
        ("source/talk.toml", APART, 'apart = ["sZAPAZZ", "sESW64F"]\n'),
        ("source/talk.toml", APART, f'{APART}title = "The ferry"\n'),
        ("diglot.toml", "faults", "boats"),
        ("locales/de/LC_MESSAGES/talk.po", 'msgstr "Doch."', 'msgstr ""'),
        ("locales/de/LC_MESSAGES/talk.po", "\n", "\r\n"),
    ],
    ids=["nothing apart", "more apart", "title", "name", "emptied", "line ends"],
)
def test_who_decides_after_another_program_finds_its_work_in_the_catalog(
    tmp_path: Path, name: str, was: str, now: str
) -> None:
    held = Bench(tmp_path / "held", SOURCE, TARGET)
    with held.workspace.changing():
        held.open.ready(held.workspace, MOMENT)
    held.do("confirm", held.rows()[0].key)
    path = held.folder / name
    text = path.read_bytes().decode()
    assert was in text
    path.write_bytes(text.replace(was, now).encode())
    shutil.copytree(held.folder, tmp_path / "anew")
    held.do("confirm", held.rows()[2].key)
    # As whoever opens it anew leaves it.
    workspace = Workspace(project.find(tmp_path / "anew"), held_open=True)
    opened = OpenAlignment("talk", "de", translation_files(workspace, "talk", "de")[0])
    key = opened.rows(workspace)[2].key
    held.folder, held.workspace, held.open = tmp_path / "anew", workspace, opened
    held.do("confirm", key)
    assert files(tmp_path / "held") == files(tmp_path / "anew")
