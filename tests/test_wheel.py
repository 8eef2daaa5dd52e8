"""What is shipped: the wheel holds the package and nothing else, and works with what it names alone."""

import os
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from waiting import PATIENCE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the back end itself: pip would fetch it from the network."""
    pytest.importorskip("hatchling", reason="hatchling is missing: make venv")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=PATIENCE, capture_output=True)
    (found,) = folder.glob("diglot-*.whl")
    return found


def test_the_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"toolkit"}
    package = ROOT / "toolkit"
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected <= names


def needed(shipped: Distribution) -> dict[str, Distribution]:
    """What a distribution requires, and what that requires; extras left out."""
    found: dict[str, Distribution] = {}
    waiting = [shipped]
    while waiting:
        for line in waiting.pop().requires or ():
            requirement = Requirement(line)
            if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
                continue
            if requirement.name.lower() not in found:
                found[requirement.name.lower()] = distribution(requirement.name)
                waiting.append(found[requirement.name.lower()])
    return found


def test_the_wheel_works_with_what_it_requires_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    """As in an empty environment, without the minute that it takes to install one (`make lowest` does)."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (metadata,) = site.glob("diglot-*.dist-info")
    shipped = PathDistribution(metadata)
    for one in needed(shipped).values():
        for top in {path.parts[0] for path in one.files or () if path.parts[0] not in {"..", "__pycache__"}}:
            (site / top).symlink_to(str(one.locate_file(top)))
    (command,) = shipped.entry_points.select(group="console_scripts")
    assert command.name == "diglot"
    start = f"from {command.module} import {command.attr}; {command.attr}()"
    script = f"import sys; sys.path.insert(0, {str(site)!r}); {start}"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for arguments in (["init", "talks"], ["-C", "talks", "extract"], ["-C", "talks", "build"]):
        # -I and -S: no folder but the standard library's.
        run = [sys.executable, "-I", "-S", "-c", script, *arguments]
        subprocess.run(run, check=True, cwd=tmp_path, timeout=PATIENCE, env=environment)
    assert sorted(path.name for path in (tmp_path / "talks" / "build").iterdir()) == [
        "bells.en-fr.epub",
        "bells.tei.xml",
    ]
