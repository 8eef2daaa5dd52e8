"""What a text of an edition holds, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from toolkit.model import Absence, Origin
from toolkit.writers.tei.markup import Element


@dataclass(slots=True)
class Extent:
    """What a text holds, counted while written."""

    paragraphs: int = 0
    """Published; those without a translation and separators are not."""
    absent: Counter[Absence] = field(default_factory=Counter)
    """Paragraphs that are not here, by the reason."""
    length: int = 0
    """Of the paragraphs, in the unit of the measure that was given; printed labels don't count."""
    additions: int = 0
    """Pieces of the translation that translate nothing."""
    sentences: int = 0
    origins: Counter[Origin] = field(default_factory=Counter)
    """Published paragraphs of a translation, by where they come from."""
    tags: Counter[str] = field(default_factory=Counter)
    """Elements by name, from `text` down."""
    timeline: Element | None = None
    """What stands before the body, where something has a time."""
