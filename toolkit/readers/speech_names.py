"""Who the speakers of pieces are, where something beside the pieces has their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.readers.containers import whole
from toolkit.readers.speech_services import Item, objects, single

DEEP = 6
"""Objects that may be around a list: services put it beside what they say of the order."""
_NUMBERED = (
    *("speaker", "speakerId", "speaker_id", "speakerID", "speaker_label", "speakerLabel"),
    *("participant", "participantId", "participant_id"),
)
"""Where a piece has the number of its speaker."""
_IDS = (
    "id",
    "spkid",
    "speaker_id",
    "speakerId",
    "label",
    "key",
    "speaker",
    "participant_id",
    "participantId",
)
"""What a number is called in a list of speakers that stands beside the pieces."""
_NAMES = (
    *("name", "speaker_name", "speakerName", "displayName", "display_name"),
    *("full_name", "fullName", "username"),
)
"""What a name is called there."""
_LISTS = (
    *("speakers", "speaker_names", "speakerNames", "speaker_map", "speakerMap", "speaker_mapping"),
    *("speaker_labels", "participants", "people"),
)
"""What such a list is called."""


def named(pieces: Sequence[Item], beside: Mapping[Any, str]) -> list[Item]:
    """The pieces, with the names of their speakers in place of numbers.

    beside  number -> name, as `listed` finds them
    """
    known = {**_voiced(pieces), **beside}
    return [_named(piece, known) for piece in pieces] if known else list(pieces)


def listed(value: Any) -> dict[Any, str]:
    """Names of speakers by their numbers, as a list or a table in a file tells them."""
    for entries in _lists(value):
        names = _of(entries)
        # What several have is no name of theirs: a language, or what they are.
        if names and len({*names.values()}) == len({str(key) for key in names}):
            return names
    return {}


def _of(entries: Any) -> dict[Any, str]:
    """Number -> name."""
    if isinstance(entries, dict):
        pairs = [(key, _name(entry) if isinstance(entry, dict) else entry) for key, entry in entries.items()]
        # The keys of an object are texts, and the numbers of pieces may be none.
        pairs += [(n, name) for key, name in pairs if (n := whole(key, 8)) is not None]
    elif objects(entries):
        pairs = [
            (next((entry[key] for key in _IDS if key in entry), None), _name(entry))
            for entry in objects(entries)
        ]
    else:
        pairs = list(enumerate(entries)) if isinstance(entries, list) else []
    return {
        key: name.strip()
        for key, name in pairs
        if isinstance(key, str | int) and isinstance(name, str) and name.strip() and name != key
    }


def _name(entry: Item) -> Any:
    return next((entry[key] for key in _NAMES if key in entry), None)


def _lists(value: Any, deep: int = 0) -> Iterator[Any]:
    """What may tell the names of speakers in a file, the outer ones first."""
    value = single(value)
    if isinstance(value, dict) and deep < DEEP:
        yield from (value[key] for key in _LISTS if key in value)
        for inside in value.values():
            yield from _lists(inside, deep + 1)


def _voiced(pieces: Sequence[Item]) -> dict[Any, str]:
    """The names of speakers by their numbers, where some pieces have both, as those of Podlove."""
    both = [(piece.get("speaker"), piece.get("voice")) for piece in pieces]
    told = {(number, voice) for number, voice in both if isinstance(voice, str) and isinstance(number, str)}
    often = Counter(number for number, _ in told)
    return {number: voice for number, voice in told if number and often[number] == 1}


def _named(piece: Item, names: Mapping[Any, str]) -> Item:
    """A piece with the name of its speaker in place of a number."""
    numbers = (piece[key] for key in _NUMBERED if isinstance(piece.get(key), str | int))
    who = next((number for number in numbers if number in names), None)
    return piece if who is None else {**piece, "speaker": names[who]}
