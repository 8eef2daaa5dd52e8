"""Who is at work where: told to the other pages, and kept nowhere."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.latest import Latest

_MOST = 200
"""Pages; those that were opened first are forgotten."""


class Who(NamedTuple):
    """Somebody at a page."""

    name: str
    page: str = ""
    """What tells the page from others that are open; "" where nobody asks."""


class OpenPages:
    """Open pages, and what their persons work at."""

    def __init__(self) -> None:
        self._at: Latest[str, dict[str, str]] = Latest(_MOST)

    def at(self, who: Who, place: str) -> None:
        """Somebody works at a place now: `talk/fr#message`; at none for ""."""
        if not who.page:
            return
        self._at[who.page] = {"page": who.page, "name": who.name, "place": place}

    def gone(self, page: str) -> None:
        """A page was closed."""
        self._at.pop(page, None)

    def others(self, page: str) -> list[dict[str, str]]:
        """Those at other pages than this one: page, name, place."""
        return [known for known in self._at.values() if known["page"] != page]
