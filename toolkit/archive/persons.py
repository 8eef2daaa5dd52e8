"""Who is one with whom among those whom an edition names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from toolkit.languages.unnamed import is_unnamed
from toolkit.model import Person
from toolkit.text.hygiene import fold


class Signed(NamedTuple):
    """Somebody, where they are named."""

    where: str
    """What they had a part in, and as what: an id of any form."""
    person: Person


class Identity(NamedTuple):
    """What is the same wherever one person is named."""

    name: str
    orcid: str
    """As somebody gave it; "" where nobody has."""
    where: str
    """Of whoever signs as nobody, where they do; else ""."""


def identities(signed: Iterable[Signed]) -> Mapping[Signed, Identity]:
    """The identity of each, in order.

    Who is named twice is one, unless two of a name have ORCID iDs of their own. Whoever is anonymous in two
    places may be two.
    """
    every = [*dict.fromkeys(signed)]
    orcids: defaultdict[str, set[str]] = defaultdict(set)
    for _, person in every:
        orcids[fold(person.name)] |= {person.orcid} - {""}
    return {one: _identity(one, orcids[fold(one.person.name)]) for one in every}


def _identity(signed: Signed, known: set[str]) -> Identity:
    """One of a name that has these numbers in some places."""
    where, person = signed
    unnamed = is_unnamed(person.name)
    # A name without a number is the person who has one under that name, where there is just one.
    orcid = person.orcid or ("" if unnamed or len(known) != 1 else next(iter(known)))
    return Identity(fold(person.name), orcid, where if unnamed and not orcid else "")
