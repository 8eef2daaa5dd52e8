"""What is made when it is first asked for: names of a package, what values hold, and patterns."""

from __future__ import annotations

import re
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, AnyStr, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OfWhat = TypeVar("_OfWhat")
_Told = TypeVar("_Told")


class WorkedOut(Generic[_Told]):
    """A property that is worked out once, and holds up nobody.

    That of `functools` has one lock for all values, until Python 3.12. Who works it out behind others
    (`giving_way`) would hold up those that it waits for, for ever; and the lock takes a tenth of the time of
    all rules. Two threads may work out the same at once instead.
    """

    def __init__(self, find: Callable[[Any], _Told]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, value: object, owner: object = None) -> _Told:
        found = value.__dict__[self._name] = self._find(value)
        return found


def once(find: Callable[[_OfWhat], _Told]) -> Callable[[_OfWhat], _Told]:
    """What is worked out once of each value, as by `WorkedOut`, by a function that stands elsewhere."""
    name = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def told(value: _OfWhat) -> _Told:
        known = value.__dict__
        if name not in known:
            known[name] = find(value)
        found: _Told = known[name]
        return found

    return told


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, compiled when it is first asked for anything but its text.

    Of the expressions in the modules that a command loads, it uses a part. To compile all of them takes a
    fourth of the time in which it starts.
    """
    return cast("re.Pattern[AnyStr]", Regex(pattern, flags))


class _RegexPart:
    """What a compiled expression is asked for, kept beside its text: it is found there from then on."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, late: Regex, owner: object = None) -> object:
        found = late.__dict__[self._name] = getattr(late.compiled, self._name)
        return found


class Regex:
    """What `regex` gives: all of a compiled expression that is asked for here."""

    match = _RegexPart()
    search = _RegexPart()
    fullmatch = _RegexPart()
    finditer = _RegexPart()
    findall = _RegexPart()
    split = _RegexPart()
    sub = _RegexPart()
    subn = _RegexPart()
    flags = _RegexPart()
    groups = _RegexPart()
    groupindex = _RegexPart()

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._given = pattern, flags

    @WorkedOut
    def compiled(self) -> re.Pattern[Any]:
        """The expression itself."""
        return re.compile(self.pattern, self._given)


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
