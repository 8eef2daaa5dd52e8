"""What is shipped: the wheel holds the package and nothing else, and works on its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=300)
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


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True, timeout=120)
    python = tmp_path / "venv" / "bin" / "python"
    # The dependencies are those of the wheel's own metadata: one that it forgets to name is missing here.
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True, timeout=300)
    diglot = tmp_path / "venv" / "bin" / "diglot"
    for arguments in (["init", "talks"], ["-C", "talks", "extract"], ["-C", "talks", "build"]):
        subprocess.run([str(diglot), *arguments], check=True, cwd=tmp_path, timeout=60)
    assert sorted(path.name for path in (tmp_path / "talks" / "build").iterdir()) == [
        "bells.en-fr.epub",
        "bells.tei.xml",
    ]
