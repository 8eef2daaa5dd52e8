"""What stands as an example in the modules of `toolkit/` gives what it says."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

from sources import MODULES, TOOLKIT, shown, text

EXAMPLES = [path for path in MODULES if re.search("^ *>>> ", text(path), re.MULTILINE)]


@pytest.mark.parametrize("path", EXAMPLES, ids=shown)
def test_an_example_gives_what_it_says(path: Path) -> None:
    # pytest's own collector would look through each module and each test, in each process.
    names = path.relative_to(TOOLKIT.parent).with_suffix("").parts
    done = doctest.testmod(import_module(".".join(names).removesuffix(".__init__")))
    assert done.attempted and not done.failed
