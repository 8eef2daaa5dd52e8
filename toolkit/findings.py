"""What diglot has to say about a text: a code, a place, words and a cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit.model import Location

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about somebody's text: never about diglot."""

    code: str
    """Stable: D1xx source, D2xx catalog, D3xx alignment, D4xx edition, D5xx deposit."""
    severity: Severity
    message: str
    where: Location | None = None
    hint: str = ""
    """What to do; may have several lines, ready to be pasted."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings about a text, to be gone through once.

    The doubts are looked for when they are come to, which takes a while.
    """

    certain: tuple[Finding, ...] = ()
    doubts: Iterable[Finding] = ()

    def __iter__(self) -> Iterator[Finding]:
        """What is certain, then the doubts."""
        yield from self.certain
        yield from self.doubts
