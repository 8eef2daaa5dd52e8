"""What makes the catalogs of diglot's own words: `docs/interface.py`."""

import sys
from importlib import import_module
from types import ModuleType

from sources import TOOLKIT

DOCS = TOOLKIT.parent / "docs"


def interface() -> ModuleType:
    """The module, imported from the folder that it lies in."""
    if str(DOCS) not in sys.path:
        sys.path.insert(0, str(DOCS))
    return import_module("interface")
