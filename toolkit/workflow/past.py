"""How far translations were: from git, and from what diglot noted each day that somebody looked."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from toolkit import po
from toolkit.catalog.workload import stages_of
from toolkit.errors import DiglotError
from toolkit.model import Catalog
from toolkit.project import PRIVATE, Project
from toolkit.workflow import git, private_files
from toolkit.workflow.workspace import Workspace

_POINTS = 24
"""Versions of a catalog that are looked at."""
_DAYS = 400
"""Days that are noted of each catalog."""
_FILE = "progress.json"


class PastCount(NamedTuple):
    """How far a catalog was."""

    day: str
    """ISO 8601."""
    done: int
    """Messages that were finished."""
    total: int


_Noted = dict[str, dict[str, tuple[int, int]]]
"""Catalog, as it is shown -> day -> finished and all messages."""
_decode = msgspec.json.Decoder(_Noted).decode


def past(workspace: Workspace, name: str, lang: str) -> list[PastCount]:
    """How far a catalog was, oldest first; of a day the last."""
    here = workspace.project
    path = here.catalog_path(name, lang)
    shown = here.show(path)
    found: dict[str, tuple[int, int]] = {}
    for seconds, data in git.versions(here.root, path, _POINTS):
        try:
            found[_day(seconds)] = counted(po.load(data, shown, lang))
        except DiglotError:
            continue  # somebody has once committed a conflict
    for day, counts in _noted(here).get(shown, {}).items():
        found.setdefault(day, counts)
    return [PastCount(day, *found[day]) for day in sorted(found)]


def note(here: Project, catalogs: dict[Path, tuple[int, int]]) -> None:
    """Note how far catalogs are today: by path, finished and all messages."""
    known = _noted(here)
    before = {shown: dict(days) for shown, days in known.items()}
    today = _day(datetime.now(UTC).timestamp())
    for path, counts in catalogs.items():
        days = known.setdefault(here.show(path), {})
        days[today] = counts
        for day in sorted(days)[:-_DAYS]:
            del days[day]
    if known != before:
        private_files.keep(here, here.root / PRIVATE / _FILE, msgspec.json.encode(known))


def counted(catalog: Catalog) -> tuple[int, int]:
    """Finished messages, and all that are not left out."""
    stages = Counter(stages_of(catalog).values())
    left = stages["empty"] + stages["draft"]
    total = len(catalog.entries) - stages["omitted"]
    return total - left, total


def _noted(here: Project) -> _Noted:
    return private_files.kept(here.root / PRIVATE / _FILE, _decode) or {}


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
