"""Numbers of lists that don't begin at one: they are words of their items, which a browser adds.

A list that is counted from one is a list, whatever its signs are. One that goes on behind an answer, or that
says of an item which it is (`start`, `value`), says so to the reader.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from toolkit.readers.containers import name
from toolkit.readers.html.texts import put
from toolkit.text.hygiene import number as in_digits
from toolkit.text.signs import has_question_mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def with_numbers(body: _Element, without: Container[_Element]) -> None:
    """Put such numbers before the words of items.

    Where what is counted alone asks, these are questions, of which the number is no part.

    without  elements that are read elsewhere, such as notes
    """
    found = {node: items for node in body.iter("ol") if (items := list(_items(node, without)))}
    asked = any(len(own) == 1 and has_question_mark(_words(own[0][1])) for own in found.values())
    for items in found.values():
        for sign, item in () if asked and len(items) == 1 else items:
            first = _first(item)
            put(first, f"{sign} {(first.text or '').lstrip()}")


def _items(node: _Element, without: Container[_Element]) -> Iterator[tuple[str, _Element]]:
    """The items of a list with their signs; none of one that is counted from one."""
    items = [item for item in node if name(item) == "li"]
    said = [_number(node.get("start") or ""), *(_number(item.get("value") or "") for item in items)]
    if node.get("reversed") is not None or {*said} <= {None, 1}:
        return
    letters = _LETTERS.get(node.get("type") or "")
    number = 1 if said[0] is None else said[0]
    for item, value in zip(items, said[1:], strict=True):
        number = number if value is None else value
        # Of an item that begins with a list no words have a number.
        if item not in without and _begins(item):
            yield f"{letters[number - 1] if letters and 0 < number <= len(letters) else number}.", item
        number += 1


def _number(said: str) -> int | None:
    """A number as a page says it, which may be below nought."""
    number = in_digits(said.strip().removeprefix("-"))
    return -number if number and said.strip().startswith("-") else number


def _begins(item: _Element) -> bool:
    first = _first(item)
    return bool((first.text or "").strip()) or not (len(first) and name(first[0]) in {"ol", "ul", "table"})


def _words(item: _Element) -> str:
    return "".join(map(str, item.itertext()))


def _first(item: _Element) -> _Element:
    """The element in which the words of an item begin."""
    while not (item.text or "").strip() and len(item) and name(item[0]) in {"p", "div"}:
        item = item[0]
    return item
