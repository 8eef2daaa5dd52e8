"""Names of files, as repositories demand them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.codes import finding
from toolkit.checks.facts import Place, Survey
from toolkit.model import Problem

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def check(survey: Survey) -> Iterator[Problem]:
    """Findings about names of files."""
    for number, file in enumerate(survey.files):
        if not SAFE.fullmatch(file.name):
            yield finding(survey, "D495", f"the file is called {file.name!r}.", Place(number, 0, ""))
