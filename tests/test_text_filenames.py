"""Names of files: what is one on some disk is refused, and both are named."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import project
from toolkit.errors import DiglotError
from toolkit.project import Project
from toolkit.text.files import fault, folded
from toolkit.text.slugs import slug

NAMES = st.text(st.sampled_from("aAbBéÉe\u0301ßſ李黎明 .-1"), min_size=1, max_size=4)


@given(st.lists(NAMES, max_size=6, unique=True))
def test_names_that_pass_are_apart_on_every_disk(names: list[str]) -> None:
    for made in ([(name, name) for name in names], [(name, slug(name)) for name in names]):
        what = fault(made)
        called = [folded(name) for _, name in made]
        if not what:
            assert len(set(called)) == len(made)
            for form in ("NFC", "NFD"):
                for case in (str.lower, str.upper):
                    forms = {unicodedata.normalize(form, case(name).rstrip(" .")) for name in called}
                    assert len(forms) == len(made)
        else:
            both = [origin for origin, _ in made if origin in what]
            assert len(both) >= 2 and len(set(called)) < len(made)


@pytest.mark.parametrize(
    ("name", "other", "seen"),
    [
        ("caf\xe9", "cafe\u0301", "caf\\u00e9 and cafe\\u0301"),
        ("ab", "a\u200bb", "ab and a\\u200bb"),
        ("میروم", "می\u200cروم", "میروم and می\\u200cروم"),
        ("Talk", "talk", "Talk and talk"),
    ],
)
def test_names_that_look_the_same_are_shown_as_they_differ(name: str, other: str, seen: str) -> None:
    said = fault([(name, name), (other, other)])
    assert said.startswith(f"{seen} would be called {seen}, which ")


def test_a_name_may_have_signs_that_nobody_sees() -> None:
    assert fault([("a", "می\u200cروم"), ("b", "ta\u00adlk")]) == ""


@pytest.mark.parametrize("name", ["con", "AUX", "nul.tei", "Com1", "lpt\xb9", "prn ", "CONIN$.tei"])
def test_a_device_of_windows_is_no_name(name: str) -> None:
    assert "Windows" in fault([("talk.txt", name)])
    assert fault([("talk.txt", f"x{name}")]) == ""


@pytest.mark.parametrize(
    "files",
    [
        ("Talk.txt", "talk.txt"),
        ("caf\xe9.txt", "cafe\u0301.txt"),
        ("Straße.txt", "STRASSE.txt"),
        ("talk.xml", "talk.txt"),
        ("talk.txt", "ta\u200blk.txt"),
        ("می\u200cروم.txt", "میروم.txt"),
    ],
)
def test_documents_that_are_one_on_many_disks_are_refused(tmp_path: Path, files: tuple[str, str]) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / project.CONFIG).touch()
    for name in files:
        (tmp_path / "source" / name).touch()
    if len(list((tmp_path / "source").iterdir())) < 2:
        pytest.skip("on this disk they are one")
    here: Project = project.find(tmp_path)
    with pytest.raises(DiglotError) as caught:
        here.documents(())
    # What nobody sees is told as an escape.
    said = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), str(caught.value))
    assert all(name in said for name in files) and "rename" in caught.value.hint
