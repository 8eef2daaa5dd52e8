"""Where a sidecar is: beside its transcript, by the document's name, for everything that depends on it."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from conftest import Run

TALK = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>The ferry</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>A recording.</p></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson>
<person xml:id="ada"><persName>Ada</persName></person><person xml:id="leo"><persName>Leo</persName></person>
</listPerson></particDesc></profileDesc></teiHeader>
<text><body>
<u who="#ada">When does the ferry leave?</u>
<u who="#leo">When the tide says so, and not before.</u>
</body></text></TEI>
"""
FACTS = """lang = "en"
title = "{title}"
date = "2025-11-02"
rights = "All rights reserved."
[recording]
date = "2025-11-01"
"""


@pytest.fixture(params=["talk.tei.xml", "talk.xml"])
def project(request: pytest.FixtureRequest, fresh: Run, tmp_path: Path) -> Run:
    (tmp_path / "source/bells.txt").unlink()
    (tmp_path / "source" / request.param).write_text(TALK, encoding="utf-8")
    (tmp_path / "source/talk.toml").write_text(FACTS.format(title="The ferry"), encoding="utf-8")
    (tmp_path / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["fr"]\nname = "ferry"\nversion = "1"\n'
        'publisher = "The ferry office"\ndate = "2026-01-01"\nlicence = "CC0-1.0"\n',
        encoding="utf-8",
    )
    assert fresh("extract").exit_code == 0
    return fresh


def unchanged(done: Result) -> bool:
    assert done.exit_code == 0, done.stderr
    return "talk.tei.xml (unchanged)" in done.stderr


@pytest.mark.slow
def test_an_edit_of_the_sidecar_is_built(project: Run, tmp_path: Path) -> None:
    assert not unchanged(project("build"))
    assert unchanged(project("build"))
    (tmp_path / "source/talk.toml").write_text(FACTS.format(title="The last ferry"), encoding="utf-8")
    assert not unchanged(project("build"))
    assert "The last ferry" in (tmp_path / "build/talk.tei.xml").read_text("utf-8")


def test_pins_are_kept_and_checked_there(project: Run, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(
        "Ada : Quand part le bac ?\n\nLeo : Quand la marée le dit, et pas avant.\n", encoding="utf-8"
    )
    done = project("align", "talk", "fr.txt", "-l", "fr", "--pin", "1.1=1.1")
    assert done.exit_code == 0, done.stderr
    path = tmp_path / "source/talk.toml"
    assert "[[pins]]" in path.read_text("utf-8")
    pin = '[[pins]]\nlang = "fr"\nsource = "nowhere"\n'
    path.write_text(FACTS.format(title="The ferry") + pin, encoding="utf-8")
    found = json.loads(project("check", "--as", "json").stdout)
    assert [one["path"] for one in found if one["code"] == "D301"] == ["source/talk.toml"]


def test_the_bag_has_it(project: Run, tmp_path: Path) -> None:
    done = project("deposit")
    assert done.exit_code == 0, done.stderr
    (bag,) = (tmp_path / "build").glob("talk-*/data")
    assert (bag / "source/talk.toml").is_file()
    assert "The ferry" in (bag / "source/talk.toml").read_text("utf-8")


def test_messages_name_it(project: Run, tmp_path: Path) -> None:
    (tmp_path / "source/talk.toml").write_text('title = "Ferries"\n', encoding="utf-8")
    assert project("extract").exit_code == 0
    assert "source/talk.toml" in (tmp_path / "locales/talk.pot").read_text("utf-8")
