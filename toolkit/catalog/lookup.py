"""What others need to know of a catalog."""

from __future__ import annotations

from dataclasses import replace

from toolkit.catalog.template import CREDITS
from toolkit.config import identifiers
from toolkit.model import Catalog, Counts, Entry, Person
from toolkit.text import count_words, tidy


def signers(entry: Entry) -> tuple[Person, ...]:
    """The translators, as they signed in the entry for it: a name a line, with an e-mail or ORCID in <>.

    An ORCID on a line of its own is that of the name above. What isn't marked as done is no signature.
    """
    signed: list[Person] = []
    for line in map(tidy, entry.target.split("\n")) if entry.state == "done" else ():
        orcid = identifiers.bare(line.strip("<>() "))
        if orcid and signed:
            signed[-1] = replace(signed[-1], orcid=orcid)
        elif line:
            signed.append(Person(*identifiers.person(line)))
    return tuple(signed)


def counts(template: Catalog, catalog: Catalog | None) -> Counts:
    """How far a catalog (None: there is none) has got with the messages of the template.

    Names and titles count; the translators' signature doesn't: nobody has to sign.
    """
    states = {(e.context, e.source): e.state for e in catalog.entries} if catalog else {}
    tally = {"done": 0, "fuzzy": 0, "empty": 0}
    words = words_done = 0
    for entry in template.entries:
        unit = entry.context, entry.source
        if unit == CREDITS:
            continue
        state = states.get(unit, "empty")
        length = count_words(entry.source)
        tally[state] += 1
        words += length
        words_done += length if state == "done" else 0
    return Counts(sum(tally.values()), tally["done"], tally["fuzzy"], tally["empty"], words, words_done)
