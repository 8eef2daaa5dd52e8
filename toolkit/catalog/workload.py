"""How much work a translation is, in words: for a plan, and for an invoice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.review import review_of
from toolkit.model import Catalog, Counts, Entry
from toolkit.text import markup
from toolkit.text.hygiene import count_words, untypeset

Stage = Literal["empty", "draft", "translated", "reviewed", "approved"]
STAGES: tuple[Stage, ...] = ("empty", "draft", "translated", "reviewed", "approved")
BANDS = {"100": 1.0, "95-99": 0.95, "85-94": 0.85, "75-84": 0.75, "new": 0.0}
"""Band -> how like a text of the memory is at least, in percent as agencies name them."""


@dataclass(frozen=True, slots=True)
class Workload:
    """The words of a document in one language.

    Counted in the source, the same words in the same context once; characters where its script has no blanks.

    Law: what is empty or a draft, in words, is `repetitions` and all `bands` together.
    """

    words: Mapping[Stage, int]
    repetitions: int
    """Of what is empty or a draft: words that stand before in another such message."""
    bands: Mapping[str, int]
    """The rest of these, by how like a text is that was translated elsewhere."""
    characters: int
    """Of the source, blanks included."""
    target_characters: int
    """Of all translations, drafts included."""


def workload(
    template: Catalog, catalog: Catalog | None, alike: Callable[[Entry], float], seen: set[str]
) -> Workload:
    """The work that a document is.

    catalog  None where there is none yet
    alike    how like the most like text of the memory is, from 0 to 1
    seen     texts that are to be translated in documents before this; those of this one come into it
    """
    known = {entry.key: entry for entry in catalog.entries} if catalog else {}
    words: Counter[Stage] = Counter()
    bands: Counter[str] = Counter()
    repetitions = characters = target_characters = 0
    for wanted in template.entries:
        if wanted.key == CREDITS:
            continue
        entry = known.get(wanted.key, wanted)
        text = markup.spoken(entry.source)
        length, stage = count_words(text), stage_of(entry)
        words[stage] += length
        characters += len(text)
        target_characters += len(markup.spoken(entry.target))
        if stage not in {"empty", "draft"}:
            continue
        plain = untypeset(entry.source)
        if plain in seen:
            repetitions += length
        else:
            seen.add(plain)
            bands[_band(alike(entry))] += length
    return Workload(
        {stage: words[stage] for stage in STAGES},
        repetitions,
        {band: bands[band] for band in BANDS},
        characters,
        target_characters,
    )


def stage_of(entry: Entry) -> Stage:
    """How far a message is."""
    if entry.state != "done":
        return "draft" if entry.state == "fuzzy" else "empty"
    return review_of(entry) or "translated"


def _band(alike: float) -> str:
    return next(band for band, least in BANDS.items() if alike >= least)


def counts(template: Catalog, catalog: Catalog | None, *, words: bool = True) -> Counts:
    """How far a catalog has got with its template.

    None stands for a catalog that there isn't.

    words  whether words are counted too, which takes most of the time; else there are none

    Names and titles count; the translators' signature doesn't: nobody has to sign.
    """
    states = {e.key: e.state for e in catalog.entries} if catalog else {}
    tally = {"done": 0, "fuzzy": 0, "empty": 0}
    of_all = done = 0
    for entry in template.entries:
        if entry.key == CREDITS:
            continue
        state = states.get(entry.key, "empty")
        length = count_words(markup.spoken(entry.source)) if words else 0
        tally[state] += 1
        of_all += length
        done += length if state == "done" else 0
    return Counts(sum(tally.values()), tally["done"], tally["fuzzy"], tally["empty"], of_all, done)
