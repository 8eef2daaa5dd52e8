"""Plug-ins: found by name, imported when asked for.

A plug-in is a module with one constant: `READER`, `WRITER`, `FORMAT` or `CHECK`. It is called as its module
in `toolkit/readers/`, `writers/`, `exchange/` or `checks/`, or as an entry point of any package in the group
`diglot.readers`, `diglot.writers`, `diglot.exchange` or `diglot.checks`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Literal, overload

from toolkit.errors import DiglotError, nearest

if TYPE_CHECKING:
    from toolkit.checks import Check
    from toolkit.exchange import Format
    from toolkit.readers import Reader
    from toolkit.writers import Writer

PlugInGroup = Literal["reader", "writer", "format", "check"]
_PACKAGES: dict[PlugInGroup, str] = {
    "reader": "readers",
    "writer": "writers",
    "format": "exchange",
    "check": "checks",
}


@overload
def load(group: Literal["reader"], name: str) -> Reader: ...
@overload
def load(group: Literal["writer"], name: str) -> Writer[Any]: ...
@overload
def load(group: Literal["format"], name: str) -> Format: ...
@overload
def load(group: Literal["check"], name: str) -> Check: ...
@cache
def load(group: PlugInGroup, name: str) -> Any:
    """The plug-in of this name.

    DiglotError with the nearest name where there is none.
    """
    constant, package = group.upper(), _PACKAGES[group]
    if name.isidentifier():
        try:
            module = import_module(f"toolkit.{package}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"toolkit.{package}.{name}":
                raise
        else:
            if hasattr(module, constant):
                return getattr(module, constant)
    for point in entry_points(group=f"diglot.{package}", name=name):
        return point.load()
    known = names(group)
    asked = "reader" if group == "reader" else "format"
    raise DiglotError(
        f"there is no {asked} called {name!r}.",
        hint=f"{nearest(name, known)} There are: {', '.join(known)}.".lstrip(),
    )


@cache
def names(group: PlugInGroup) -> tuple[str, ...]:
    """The names of all plug-ins of a group, sorted.

    Imports them all: for messages, and to find a reader.
    """
    package = _PACKAGES[group]
    own = {
        module.name
        for module in pkgutil.iter_modules(import_module(f"toolkit.{package}").__path__)
        if hasattr(import_module(f"toolkit.{package}.{module.name}"), group.upper())
    }
    return tuple(sorted(own | {point.name for point in entry_points(group=f"diglot.{package}")}))


@cache
def reader_suffixes() -> dict[str, str]:
    """File suffix in lower case -> name of its reader."""
    return {suffix: name for name in names("reader") for suffix in load("reader", name).suffixes}
