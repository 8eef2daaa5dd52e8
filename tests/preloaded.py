"""What a process of a review has before it begins: the modules, tables and expressions of a check.

Each would make them anew, which takes longer than what a test asks of it. Processes come from one that has
imported this (`reviews.py`).
"""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from reviews import sample
from toolkit.review import checking


def _check() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = sample(Path(name))
        for lang in ("ar", "fr", "ja"):
            checking.found_in(folder, False, True, "river", lang)


_check()
# No process looks through it again, and none copies it for that.
gc.collect()
gc.freeze()
