"""How much work a translation is, in words: for a plan, and for an invoice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.catalog.contexts import CREDITS, MessageKey
from toolkit.catalog.provenance import omission
from toolkit.catalog.review import review_of
from toolkit.model import Catalog, Counts, Entry
from toolkit.text import markup
from toolkit.text.counting import count_words
from toolkit.text.hygiene import untypeset

Stage = Literal["empty", "draft", "omitted", "translated", "reviewed", "approved"]
STAGES: tuple[Stage, ...] = ("empty", "draft", "omitted", "translated", "reviewed", "approved")
GIVEN = tuple(stage for stage in STAGES if stage != "omitted")
"""What a person makes of a message. What is left out is told by an alignment."""
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
    """How far a message is; "omitted" for one that a translation leaves out, which nobody is to fill."""
    if entry.state == "done":
        return review_of(entry) or "translated"
    if entry.state == "fuzzy":
        return "draft"
    return "omitted" if omission(entry) is not None else "empty"


def stages_of(catalog: Catalog | None) -> dict[MessageKey, Stage]:
    """How far each message of a catalog is; of none where there is none yet."""
    return {entry.key: stage_of(entry) for entry in catalog.entries} if catalog else {}


def _band(alike: float) -> str:
    return next(band for band, least in BANDS.items() if alike >= least)


def counts(
    template: Iterable[MessageKey], stages: Mapping[MessageKey, Stage], *, words: bool = True
) -> Counts:
    """How far a catalog has got with the messages of its template.

    stages  of its own messages, as `stages_of` tells them
    words   whether words are counted too, which takes most of the time; else there are none

    Names and titles count; the translators' signature doesn't: nobody has to sign.
    """
    units = [unit for unit in template if unit != CREDITS]
    found = [stages.get(unit, "empty") for unit in units]
    tally = Counter(found)
    of_all = done = 0
    for (_, source), stage in zip(units, found, strict=True) if words else ():
        # What is left out is no work: all is done without it.
        if stage != "omitted":
            length = count_words(markup.spoken(source))
            of_all += length
            done += length if stage not in ("empty", "draft") else 0
    reviewed, approved = tally["reviewed"], tally["approved"]
    return Counts(
        total=len(units),
        translated=tally["translated"] + reviewed + approved,
        fuzzy=tally["draft"],
        empty=tally["empty"],
        words=of_all,
        words_translated=done,
        omitted=tally["omitted"],
        reviewed=reviewed,
        approved=approved,
    )
