"""The locked dependencies: all that is asked for, in versions that are allowed, with checksums."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
FILES = ("lock.txt", "lowest.txt")


def locked(name: str) -> dict[str, Version]:
    """Package -> version, and nothing else is in the file than these with their checksums."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    found: dict[str, Version] = {}
    for entry in re.split(r"(?<!\\)\n", text.strip()):
        shape = r"([a-z0-9.-]+)==([\w.+]+)( ; [\w .'()<>=!]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+"
        match = re.fullmatch(shape, entry)
        assert match, entry
        found[canonicalize_name(match[1])] = Version(match[2])
    return found


def asked(*groups: str, extras: bool) -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by package."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    tables = settings["dependency-groups"]
    words = [*settings["project"]["dependencies"]]
    waiting = [*groups]
    while waiting:
        for one in tables[waiting.pop()]:
            if isinstance(one, str):
                words.append(one)
            else:
                waiting.append(one["include-group"])
    if extras:
        for some in settings["project"]["optional-dependencies"].values():
            words += some
    found: dict[str, list[Requirement]] = {}
    for requirement in map(Requirement, words):
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("name", FILES)
def test_only_names_versions_and_checksums_are_in_it(name: str) -> None:
    assert locked(name)
    assert "://" not in (ROOT / "requirements" / name).read_text("utf-8")


def test_all_that_is_asked_for_is_locked_in_a_version_that_is_allowed() -> None:
    found = locked("lock.txt")
    for name, requirements in asked("dev", extras=True).items():
        assert name in found
        assert all(one.specifier.contains(found[name]) for one in requirements), name


def test_the_oldest_that_are_allowed_are_tried() -> None:
    """`make lowest` installs them; nothing older than the bound, and nothing much newer."""
    found = locked("lowest.txt")
    core = asked("build", extras=False)
    for name, requirements in asked("build", extras=True).items():
        bounds = [
            Version(spec.version) for one in requirements for spec in one.specifier if spec.operator == ">="
        ]
        if not bounds and name not in core:
            continue  # data for the aligner, of which any release will do
        assert bounds and found[name] >= max(bounds), name
        assert found[name].release[:2] == max(bounds).release[:2], name
