"""Who helped with a translation, as the comments of its entries name them.

That is the machine that wrote it, and who has reviewed it. Translators sign in an entry of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.catalog import machine_marks
from toolkit.catalog.provenance import lines, origin
from toolkit.catalog.review import reviewers
from toolkit.config import identifiers
from toolkit.model import Entry, Helpers, Person, Review
from toolkit.text.hygiene import fold, tidy


def engine(entry: Entry) -> str:
    """The machine that wrote a translation, maybe revised since; "" where none did.

    One that nobody named is `machine_marks.UNNAMED`.
    """
    if not entry.comments or origin(entry) not in ("machine", "revised"):
        return ""
    marks = (machine_marks.MACHINE.fullmatch(line.strip()) for line in lines(entry.comments))
    return next((tidy(mark["name"] or "") or machine_marks.UNNAMED for mark in marks if mark), "")


class Gathering:
    """The helpers of one translation, gathered entry by entry."""

    def __init__(self) -> None:
        self._engines: dict[str, None] = {}
        self._people: dict[Review, dict[str, Person]] = {"reviewed": {}, "approved": {}}

    def add(self, entry: Entry, engine: str) -> None:
        """Take in a finished translation, and the machine that wrote it."""
        if engine:
            self._engines.setdefault(engine)
        # As translators sign: with an address, which is never printed, or an ORCID iD.
        for review, signature in reviewers(entry):
            name, orcid = identifiers.signer(signature)
            if name and not identifiers.is_address(name):
                had = self._people[review].setdefault(fold(name), Person(name, orcid))
                if orcid and not had.orcid:
                    self._people[review][fold(name)] = replace(had, orcid=orcid)

    def helpers(self, known: Iterable[Person]) -> Helpers:
        """All of them.

        known  people whose ORCID iDs somebody told
        """
        orcids = {fold(person.name): person.orcid for person in known if person.orcid}
        people = {
            review: tuple(
                person if person.orcid else replace(person, orcid=orcids.get(name, ""))
                for name, person in some.items()
            )
            for review, some in self._people.items()
        }
        return Helpers(tuple(self._engines), people["reviewed"], people["approved"])
