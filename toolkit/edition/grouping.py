"""Neighbours that are one thing on a page: lists, quotations, notes, portraits with what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from toolkit.edition.page import Block
from toolkit.model import FORMS


def together(blocks: Iterable[Block]) -> Iterator[Block]:
    """Put neighbours of a form into what they share.

    That is a list or a quotation.
    """
    shared: Literal["", "list", "quote"] = ""
    held: list[Block] = []
    for block in blocks:
        around = FORMS[block.form].around
        if shared and around != shared:
            yield Block(shared, blocks=tuple(held))
            held = []
        shared = around
        # Nearly every paragraph stands by itself.
        if around:
            held.append(block)
        else:
            yield block
    if shared:
        yield Block(shared, blocks=tuple(held))


def asides(blocks: Iterable[Block]) -> Iterator[Block]:
    """Tell notes that go on with the next block."""
    before: Block | None = None
    for block in blocks:
        if before is not None:
            goes_on = before.kind == block.kind == "aside"
            yield before.replace(goes_on=True) if goes_on else before
        before = block
    if before is not None:
        yield before


def portrayed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Put a portrait into the turn that it stands before: it is of who says that."""
    held: tuple[Block, ...] = ()
    for block in blocks:
        if held and block.kind == "turn":
            yield block.replace(blocks=(*held, *block.blocks))
            held = ()
            continue
        yield from held
        held = (block,) if block.portrait else ()
        if not held:
            yield block
    yield from held
