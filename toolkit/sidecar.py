"""A sidecar, edited: what commands keep in `source/<document>.toml`. All else in it stays as it was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.config import PinTable


def edit(text: str, *, pins: Sequence[PinTable] = (), apart: Sequence[str] = ()) -> str:
    """A sidecar (legal, or empty) with these pins and ids of paragraphs that are set apart, each once.

    A pin takes the place of one of the same language for the same place of the source, or, where it names
    none, for the same words of the translation.
    """
    import tomlkit

    document: Any = tomlkit.parse(text.replace("\r\n", "\n"))
    known = document.get("apart", [])
    if set(apart) - set(known):
        document["apart"] = [*known, *(name for name in dict.fromkeys(apart) if name not in known)]
    for pin in pins:
        if "pins" not in document:
            document["pins"] = tomlkit.aot()
        tables = document["pins"]
        same = next((old for old in tables if _key(old) == place(pin)), None)
        if same is None:
            tables.append(tomlkit.item(_table(pin)))
            continue
        for key in ("source", "begins", "alone"):
            if key in _table(pin):
                same[key] = _table(pin)[key]
            else:
                same.pop(key, None)
    done: str = document.as_string()
    return done.replace("\n", "\r\n") if "\r\n" in text else done


def _table(pin: PinTable) -> dict[str, Any]:
    """The keys of a pin that say something."""
    table: dict[str, Any] = {"lang": pin.lang}
    table |= {"source": pin.source} if pin.source else {}
    table |= {"begins": pin.begins} if pin.begins else {}
    return table | ({"alone": True} if pin.alone else {})


def place(pin: PinTable) -> tuple[str, str]:
    """What a pin is about: there is one pin for each language and place."""
    return _key(_table(pin))


def _key(table: Any) -> tuple[str, str]:
    source = table.get("source", "")
    return str(table["lang"]), str(source or "=" + table.get("begins", ""))
