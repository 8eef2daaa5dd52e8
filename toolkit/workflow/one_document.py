"""A document as a book of its own."""

from __future__ import annotations

from dataclasses import replace

from toolkit.config import BuildOptions
from toolkit.model import Book, Edition
from toolkit.model.editions import single


def alone(edition: Edition, options: BuildOptions, variant: str = "") -> Book:
    """The book, with all that the project says of its editions in words; pictures and styles are files.

    variant  what tells it from the usual book of the same languages, where it isn't that
    """
    return replace(
        single(edition, options.publisher, variant),
        drawn=options.drawn,
        place=options.place,
        version=options.version,
        date=options.date,
        colophon=options.colophon,
        cover_design=options.cover_design,
        palette=options.palette,
    )
