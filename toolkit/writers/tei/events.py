"""The event that a bracket tells of.

Where its words leave no doubt.

TEI tells three kinds apart (P5, chapter 8, "Vocal, Kinesic, Incident"): `vocal` is made with the voice and
is no word, `kinesic` is a gesture, `incident` is anything else that happens. Only a bracket that says one
known thing and nothing else is told; all others stay the transcriber's note. The known phrases are in
`events.tsv`: language, kind, phrases.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from toolkit.text import hygiene

Event = Literal["vocal", "kinesic", "incident", "inaudible", "note"]

# What stands around the words, in any script: brackets, stars and stops.
_MARKS = " \t()[]{}<>*.!,;:-\u2026\u2013\u2014\u3002\uff01\uff08\uff09\u3010\u3011\uff3b\uff3d\u00ab\u00bb"


@cache
def _kinds() -> Mapping[tuple[str, str], Event]:
    """Language and folded phrase -> kind."""
    found: dict[tuple[str, str], Event] = {}
    for line in files(__package__).joinpath("events.tsv").read_text("utf-8").splitlines():
        lang, kind, phrases = line.split("\t")
        if kind not in get_args(Event):
            raise ValueError(f"events.tsv: {kind}")
        found |= {(lang, hygiene.fold(phrase)): cast("Event", kind) for phrase in phrases.split("|")}
    return found


def classify(words: str, lang: str) -> Event:
    """The kind of event in a bracket's words.

    In a language by its BCP 47 tag.

    In a language by its BCP 47 tag.

    >>> classify("(Laughter.)", "en-GB"), classify("（掌声）", "zh-Hans"), classify("(Laughs at it.)", "en")
    ('vocal', 'kinesic', 'note')
    """
    return _kinds().get((lang.partition("-")[0], hygiene.fold(words).strip(_MARKS)), "note")
