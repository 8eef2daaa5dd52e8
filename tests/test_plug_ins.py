"""The how-tos are true: what they show as one file works as a package of somebody else's."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parent.parent
HOW_TO = ROOT / "docs/how-to"
CATALOG = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. id: sB48FHZ
msgctxt "narration"
msgid "Ask @mara."
msgstr "Demandez à @otto."
"""
SIX = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "turn|bo"
msgid "At six.^[In winter.]"
msgstr "À six heures.^[En hiver.]"
"""


class Package:
    """A package of somebody else's, made of what a page shows."""

    def __init__(self, page: str, folder: Path) -> None:
        text = (HOW_TO / page).read_text("utf-8")
        self.code, *tests = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
        (points,) = re.findall(r"^```toml\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
        (group,) = re.findall(r'"(diglot\.\w+)"', points)
        (self.name,) = re.findall(r"^(\w+) =", points, flags=re.MULTILINE)
        point = re.sub(r"^\[.*\]\n", f"[{group}]\n", points).replace('"', "")
        (folder / "mypackage").mkdir()
        (folder / "mypackage" / "__init__.py").touch()
        (folder / "mypackage" / f"{self.name}.py").write_text(self.code, "utf-8")
        about = folder / "mypackage-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: mypackage\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(point)
        self.folder = folder
        # The page's test imports the module from where it would be in diglot itself.
        self.test = "\n".join(tests).replace(f"from toolkit.readers import {self.name}", "")
        self.test += f"from mypackage import {self.name}\n"

    def run(self, *arguments: str, cwd: Path | None = None) -> str:
        path = os.pathsep.join([str(self.folder), str(ROOT)])
        environment = os.environ | {"PYTHONPATH": path}
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=cwd or self.folder, env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    def run_its_test(self) -> None:
        (name,) = re.findall(r"^def (test_\w+)", self.test, flags=re.MULTILINE)
        said = self.run("-W", "error", "-c", f"{self.test}\n{name}()")
        assert not said


@pytest.fixture
def reader(tmp_path: Path) -> Package:
    return Package("add-a-reader.md", tmp_path)


@pytest.mark.slow
def test_a_reader_is_one_short_file(reader: Package) -> None:
    assert len(reader.code.splitlines()) <= 25
    reader.run_its_test()
    page = (HOW_TO / "add-a-reader.md").read_text("utf-8")
    (captions,) = re.findall(r"^```\n(0:00.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"show source/talk.cap\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    (reader.folder / "talk.cap").write_text(captions)
    assert shown in reader.run("-m", "toolkit", "show", "talk.cap")


@pytest.fixture
def check(tmp_path: Path) -> Package:
    return Package("add-a-check.md", tmp_path)


@pytest.mark.slow
def test_a_check_is_one_file(check: Package) -> None:
    assert len(check.code.splitlines()) <= 40
    check.run_its_test()
    project = check.folder / "talks"
    (project / "source").mkdir(parents=True)
    (project / "diglot.toml").write_text('target-languages = ["fr"]\n')
    (project / "source" / "talk.txt").write_text("Ask @mara.\n")
    (project / "locales/fr/LC_MESSAGES").mkdir(parents=True)
    (project / "locales/fr/LC_MESSAGES/talk.po").write_text(CATALOG)
    page = (HOW_TO / "add-a-check.md").read_text("utf-8")
    (said,) = re.findall(r"^```\n(warning.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    assert said in check.run("-m", "toolkit", "check", cwd=project)
    # One finding is ignored, and no other: by the id of its message.
    for where, left in (("sB48FHZ", False), ("sB48FH0", True)):
        table = f'{{ code = "D240", where = "{where}", reason = "Her account has another name there." }}'
        (project / "source" / "talk.toml").write_text(f"ignore = [{table}]\n")
        assert (said in check.run("-m", "toolkit", "check", cwd=project)) is left


TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TALK = """\
The Tide Clock

Ann: When do you *ring* it?

Bo: At six.^[In winter.]
"""


@pytest.fixture
def writer(tmp_path: Path) -> Package:
    return Package("add-a-format.md", tmp_path)


@pytest.mark.slow
def test_a_format_is_one_file(writer: Package) -> None:
    """A printer of blocks sees a whole book, whatever is decided in it."""
    assert len(writer.code.splitlines()) <= 150
    project = writer.folder / "talks"
    (project / "source").mkdir(parents=True)
    (project / "diglot.toml").write_text('target-languages = ["fr"]\n')
    (project / "source" / "talk.txt").write_text(TALK)
    (project / "locales/fr/LC_MESSAGES").mkdir(parents=True)
    (project / "locales/fr/LC_MESSAGES/talk.po").write_text(SIX)
    said = writer.run("-W", "error", "-m", "toolkit", "build", "-f", "fodt", cwd=project)
    (made,) = project.glob("build/**/*.fodt")
    root = etree.fromstring(made.read_bytes())
    # Footnotes stand inside of the paragraphs that have them.
    notes = [note.find(f"{TEXT}note-body/{TEXT}p") for note in root.iter(f"{TEXT}note")]
    lines = [line for line in root.iter(f"{TEXT}h", f"{TEXT}p") if line not in notes]
    body = ["".join(map(str, line.itertext())) for line in lines]
    missing = "[pas encore traduit]"
    start = ["The Tide Clock", missing, "Ann", "When do you ring it?", missing]
    assert f"build/{made.name}: 10 words in en, 3 in fr;" in said
    assert body[: len(start) + 3] == [*start, "Bo", "At six.1In winter.", "À six heures.1En hiver."]
    assert [note.text for note in notes if note is not None] == ["In winter.", "En hiver."]
    assert "Colophon" in body
