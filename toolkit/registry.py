"""Plug-ins: found by name, imported when asked for.

A plug-in is a module with one constant: `READER`, `WRITER`, `FORMAT`, `ENGINE` or `CHECK`, which may also be
a tuple of checks that belong together. It is called as its module in `toolkit/readers/`, `writers/`,
`exchange/`, `engines/` or `checks/`, or as an entry point of any package in the group `diglot.readers`,
`diglot.writers`, `diglot.exchange`, `diglot.engines` or `diglot.checks`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from toolkit.errors import DiglotError, nearest
from toolkit.text import tables

if TYPE_CHECKING:
    from toolkit.checks import Check
    from toolkit.engines import Engine
    from toolkit.exchange import Format
    from toolkit.readers import Reader
    from toolkit.writers import Writer

PlugInGroup = Literal["reader", "writer", "format", "check", "engine"]
_PACKAGES: dict[PlugInGroup, str] = {
    "reader": "readers",
    "writer": "writers",
    "format": "exchange",
    "check": "checks",
    "engine": "engines",
}
_CLAIMS: dict[PlugInGroup, tuple[str, Callable[[Any], Iterable[str]]]] = {
    "reader": ("suffix", lambda reader: dict.fromkeys(reader.suffixes)),
    "check": ("code", lambda plug_in: (check.rule.code for check in _each(plug_in))),
}
"""What only one plug-in of a group may have: what it is called, and how it is read off a plug-in."""


@overload
def load(group: Literal["reader"], name: str) -> Reader: ...
@overload
def load(group: Literal["writer"], name: str) -> Writer[Any]: ...
@overload
def load(group: Literal["format"], name: str) -> Format: ...
@overload
def load(group: Literal["check"], name: str) -> Check | tuple[Check, ...]: ...
@overload
def load(group: Literal["engine"], name: str) -> Engine: ...
@cache
def load(group: PlugInGroup, name: str) -> Any:
    """The plug-in of this name.

    DiglotError with the nearest name where there is none, and for one that can't be used.
    """
    plug_in = _own(group, name)
    # diglot's own first: they are looked up without asking all packages that are installed.
    if plug_in is None and name in _points(group):
        plug_in = _of_others(group, _points(group)[name])
    if plug_in is None:
        known = names(group)
        asked = "format" if group == "writer" else group
        raise DiglotError(
            f"there is no {asked} called {name!r}.",
            hint=f"{nearest(name, known)} There are: {', '.join(known)}.".lstrip(),
        )
    return plug_in


@cache
def names(group: PlugInGroup) -> tuple[str, ...]:
    """The names of all plug-ins of a group, sorted.

    Imports those of diglot itself: for messages, and to find a reader.
    """
    # Packages have modules that are no plug-ins, which lack the constant.
    own = {module for module in modules(group) if _own(group, module) is not None}
    return tuple(sorted(own | _points(group).keys()))


def modules(group: PlugInGroup) -> list[str]:
    """The names of all modules beside the plug-ins of diglot itself, sorted, none of them imported."""
    beside = import_module(f"toolkit.{_PACKAGES[group]}").__path__
    return sorted(module.name for module in pkgutil.iter_modules(beside))


@cache
def plug_ins(group: PlugInGroup) -> dict[str, Any]:
    """All plug-ins of a group by name, sorted.

    DiglotError where two of them have one suffix or code: the last would win, without a word.
    """
    loaded: dict[str, Any] = {name: load(group, name) for name in names(group)}
    owners: dict[str, str] = {}
    if group in _CLAIMS:
        what, claims = _CLAIMS[group]
        for name, plug_in in loaded.items():
            for claim in claims(plug_in):
                if claim in owners:
                    raise _clash(group, f"the {what} {claim}", owners[claim], name)
                owners[claim] = name
    return loaded


@cache
def checks() -> tuple[Check, ...]:
    """All checks: a plug-in may have several."""
    return tuple(check for plug_in in plug_ins("check").values() for check in _each(plug_in))


def _each(plug_in: Check | tuple[Check, ...]) -> tuple[Check, ...]:
    return plug_in if isinstance(plug_in, tuple) else (plug_in,)


class Claim(NamedTuple):
    """Which files a reader takes: what tells it without the reader itself."""

    suffixes: tuple[str, ...]
    syntax: tuple[str, ...]
    asks: bool
    """Whether it looks at bytes (`Reader.sure`)."""
    mark: str = ""


@cache
def claims() -> dict[str, Claim]:
    """Which files each reader takes, by name, sorted.

    Those of diglot itself are written down in a table, so that no command imports all of them. Where another
    module stands beside them than when it was made, or another package has a reader, all are imported.
    """
    rows = tables.rows("toolkit.readers", "claims.tsv")
    if [name for name, *_ in rows] != modules("reader") or _points("reader"):
        return claimed()
    claims = ((name, of) for name, *of in rows if of)
    return {
        name: Claim(tuple(own.split()), tuple(syntax.split()), bool(asks), mark)
        for name, (own, syntax, asks, mark) in claims
    }


def claimed() -> dict[str, Claim]:
    """The same as the readers say it, which are imported for that."""
    readers = plug_ins("reader").items()
    return {name: Claim(own.suffixes, own.syntax, own.sure is not None, own.mark) for name, own in readers}


@cache
def reader_suffixes() -> dict[str, str]:
    """File suffix in lower case -> name of its reader."""
    # No suffix is there twice: `plug_ins` has refused that.
    return {suffix: name for name, claim in claims().items() for suffix in claim.suffixes}


def others(group: PlugInGroup) -> tuple[EntryPoint, ...]:
    """The plug-ins of other packages, not imported."""
    return tuple(_points(group).values())


def _own(group: PlugInGroup, name: str) -> Any:
    """A plug-in of diglot itself; None for another module."""
    package, constant = _PACKAGES[group], group.upper()
    # A name that somebody typed must not lead the import elsewhere.
    if not name.isidentifier():
        return None
    try:
        module = import_module(f"toolkit.{package}.{name}")
    except ModuleNotFoundError as error:
        # Something that a plug-in needs isn't installed: this must not pass for a plug-in that isn't there.
        if error.name != f"toolkit.{package}.{name}":
            raise
        return None
    except DiglotError as error:
        raise DiglotError(error.what, f"toolkit/{package}/{name}", error.hint) from error
    if hasattr(module, constant):
        return getattr(module, constant)
    # Many modules serve a plug-in and are none. One that makes a plug-in was meant to be one.
    for other, value in vars(module).items():
        if isinstance(value, _type(group)):
            what = f"its {group} is called {other}, so that nobody finds it."
            raise DiglotError(what, f"toolkit/{package}/{name}", f"Call it {constant}.")
    return None


@cache
def _points(group: PlugInGroup) -> dict[str, EntryPoint]:
    """Name -> the entry point of another package."""
    points: dict[str, EntryPoint] = {}
    for point in entry_points(group=f"diglot.{_PACKAGES[group]}"):
        other = points.get(point.name)
        # Refused, since which of two is meant would depend on the order of installation.
        if other is not None or _own(group, point.name) is not None:
            packages = f"{_package(other) if other else 'diglot'} and {_package(point)}"
            raise DiglotError(
                f"two {group}s are called {point.name!r}: those of {packages}.",
                hint=f"Rename that of {_package(point)} in its entry points, or uninstall {_package(point)}.",
            )
        points[point.name] = point
    return points


def _of_others(group: PlugInGroup, point: EntryPoint) -> Any:
    """A plug-in of another package.

    DiglotError for whatever goes wrong there, as whoever runs diglot can only mend or remove that package.
    """
    package = _package(point)
    cure = f"Mend it, or uninstall {package}."
    try:
        # It runs code of another package, in which anything may go wrong.
        plug_in = point.load()
    except DiglotError as error:
        what = f"the {group} {point.name!r} of {package} can't be used: {error.what}"
        raise DiglotError(what, hint=f"{error.hint} {cure}".lstrip()) from error
    except Exception as error:
        what = f"the {group} {point.name!r} of {package} can't be loaded: {type(error).__name__}: {error}."
        raise DiglotError(what, hint=cure) from error
    # Found out here and not in the midst of a build.
    parts = plug_in if group == "check" and isinstance(plug_in, tuple) and plug_in else (plug_in,)
    if not all(isinstance(part, _type(group)) for part in parts):
        what = f"the {group} {point.name!r} of {package} is none: {point.value} is {type(plug_in).__name__}."
        raise DiglotError(what, hint=cure)
    return plug_in


def _type(group: PlugInGroup) -> Any:
    return getattr(import_module(f"toolkit.{_PACKAGES[group]}"), group.capitalize())


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.module


def _clash(group: PlugInGroup, what: str, first: str, second: str) -> DiglotError:
    """Two plug-ins have what only one may have."""
    owners = {
        name: _package(_points(group)[name]) if name in _points(group) else "diglot"
        for name in (first, second)
    }
    shown = " and ".join(f"{name!r} of {package}" for name, package in owners.items())
    others = [package for package in owners.values() if package != "diglot"]
    last = f", or uninstall {' or '.join(dict.fromkeys(others))}" if others else ""
    return DiglotError(
        f"two {group}s have {what}: {shown}.",
        hint=f"Give one that isn't diglot's another{last}." if others else "Give one of them another.",
    )
