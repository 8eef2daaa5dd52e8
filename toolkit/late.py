"""Names of a package, imported when they are first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def names(package: str, homes: Iterable[str], known: dict[str, Any]) -> Callable[[str], object]:
    """The `__getattr__` of a package that imports a name when it is first asked for (PEP 562).

    homes  modules of the package; each name of its `__all__` is in one of them
    known  the package's globals
    """

    def asked(name: str) -> object:
        if name not in known["__all__"]:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        modules = (import_module(f"{package}.{home}") for home in homes)
        # From now on the name is found without coming here.
        return known.setdefault(name, next(getattr(m, name) for m in modules if hasattr(m, name)))

    return asked
