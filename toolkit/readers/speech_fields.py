"""Where the pieces stand in a file of JSON, and what their fields are called.

Programs that recognise speech write a list of pieces somewhere, each with its text, its times, its speaker.
Its fields have one of few names, whichever program it is: here are these names, and what finds the list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from toolkit import late
from toolkit.readers import bounds, speech_keys, speech_names, speech_services
from toolkit.readers.speech_services import Item, at, objects
from toolkit.text.lines import width

JsonPath = tuple[str | int, ...]
"""Keys and indices, from the outside in."""


_FIGURES = late.regex(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


class JsonShape(NamedTuple):
    """What the fields of a piece are called, and those of its words."""

    start: JsonPath
    end: JsonPath
    text: JsonPath
    words: JsonPath = ()
    word: tuple[JsonPath, JsonPath, JsonPath] = ((), (), ())
    """Start, end and text of a word."""
    unit: int = 1000
    """Milliseconds in one of its times."""


def _prepared(piece: Item) -> Item:
    """A piece with the fields that most have, of one that says them otherwise."""
    if isinstance(piece.get("text"), list):
        piece = {**piece, "text": speech_keys.of_runs(piece["text"])}
    spans = _first(piece, _TEXT) is None and "value" in next(iter(objects(piece.get("spans"))), {})
    if "elements" in piece or spans:
        return _monologue(piece)
    if "segs" in piece or "tStartMs" in piece:
        return _event(piece)
    if isinstance(about := piece.get("data"), dict) and "start" in about:
        # A block of an editor has what is known of it in an object of its own.
        return {**about, **piece}
    if (heard := objects(piece.get("instances"))) and "start" not in piece:
        return {**piece, "start": heard[0].get("start"), "end": heard[0].get("end")}
    start, lasts = (_number(value) for value in (_first(piece, _BEGUN), piece.get("duration")))
    if "end" not in piece and start is not None and lasts is not None:
        return {**piece, "start": start, "end": start + lasts}
    return piece


def _number(value: Any) -> float | None:
    """A number, which may stand in quotation marks; None for all else."""
    if isinstance(value, str) and _FIGURES.fullmatch(value):
        return float(value)
    return value if isinstance(value, int | float) else None


def _monologue(piece: Item) -> Item:
    """A piece of Rev, whose text is in its words and the signs between them; its editor calls them spans."""
    elements = objects(piece.get("elements", piece.get("spans")))
    # What is no word, such as laughter, is told by a tag.
    said = [
        f" [{element.get('value', element.get('name', ''))}] "
        if element.get("type") == "tag"
        else str(element.get("value", ""))
        for element in elements
    ]
    text = " ".join("".join(said).split())
    # Punctuation stands between the words, and has no time.
    words = [
        {
            "text": word.get("value"),
            "start": _first(word, _REV[0]),
            "end": _first(word, _REV[1]),
        }
        for word in elements
        if word.get("type") != "tag" and _first(word, _REV[0]) is not None
    ]
    first, last = (words[0]["start"], words[-1]["end"]) if words else (None, None)
    return {**piece, "text": text, "start": first, "end": last, "words": words}


_BEGUN: Sequence[JsonPath] = (("start",), ("time",), ("offset",), ("timeOffset",))
"""What the start of a piece is called beside its duration."""
_REV: Sequence[Sequence[JsonPath]] = (
    (("ts",), ("timestamp",)),
    (("end_ts",), ("endTs",), ("end_timestamp",)),
)
"""What Rev's services call the start of a word, and its end."""


def _event(piece: Item) -> Item:
    """A caption of YouTube: its end is told as its duration, and its words' times from its start on."""
    segs = objects(piece.get("segs"))
    start, text = piece.get("tStartMs"), "".join(str(segment.get("utf8", "")) for segment in segs)
    if not isinstance(start, int | float) or not text.strip():
        return {"text": ""}
    lasts, offsets = piece.get("dDurationMs"), [segment.get("tOffsetMs") or 0 for segment in segs]
    end = start + lasts if isinstance(lasts, int | float) else None
    words = [
        {"text": segment.get("utf8", ""), "start_ms": start + offset, "end_ms": None}
        for segment, offset in zip(segs, offsets, strict=True)
        if isinstance(offset, int | float)
    ]
    return {"text": text, "start_ms": start, "end_ms": end, "words": words if len(words) > 1 else []}


def _spelt(*names: str) -> tuple[JsonPath, ...]:
    """Paths, in each way in which programs write names: `start_time`, `startTime`, `StartTime`."""
    return tuple(dict.fromkeys(path for name in names for path in _cases(name)))


def _cases(name: str) -> list[JsonPath]:
    """A path in all cases, the same ones in the same order; its steps have dots between them."""
    camel = _AFTER.sub(lambda letter: letter[1].upper(), name)
    cases = (name, camel, _BEGINS.sub(lambda letter: letter[0].upper(), camel))
    paths = [[step for step in case.split(".") if step] for case in cases]
    return [tuple(int(step) if step.isdigit() else step for step in path) for path in paths]


def _pairs(*spans: str) -> tuple[tuple[JsonPath, JsonPath], ...]:
    """Paths of starts and of ends, in each way."""
    told = (map(_cases, span.split(" ")) for span in spans)
    return tuple(dict.fromkeys(pair for start, end in told for pair in zip(start, end, strict=True)))


_AFTER, _BEGINS = late.regex("_([a-z])"), late.regex(r"(?<![^.])[a-z]")
_TEXT = _spelt(
    *("text", "transcript", "body", "sentence", "content", "punctuated_word", "punct", "word"),
    *("display_text", "transcription", "content.body"),
)
_COUNTED = _pairs(
    *("start_ms end_ms", "start_time_ms end_time_ms", "offsets.from offsets.to"),
    *("begin_offset_millis end_offset_millis", "start_timestamp_millis end_timestamp_millis"),
)
"""Times that are thousandths of a second, whatever they are."""
_TIMES = (
    *_pairs("start end", "start_time end_time", "timestamp.0 timestamp.1"),
    *_pairs("start_timestamp.relative end_timestamp.relative", "start_timestamp end_timestamp"),
    # Otter counts `start_offset` in samples.
    (("startOffset",), ("endOffset",)),
    *_pairs("start_sec end_sec", "start_s end_s", "start_ts end_ts", "ts end_ts", "begin end"),
    *_pairs("time_begin time_end", "data_start data_end", "timestamp ", "start stop"),
)
_WORDS: Sequence[JsonPath] = (
    ("words",), ("tokens",), ("result",), ("spans",), ("children",), ("text_blocks",), ("blocks",),
)  # fmt: skip
"""What fields are called, by whichever program: the first that is there counts."""
SERVICE = JsonShape(("start",), ("end",), ("text",), ("words",), (("start",), ("end",), ("text",)))
"""What is made of a file of a service."""

_SPEAKER = _spelt(
    *("speaker_info.display_name", "participant.name", "speaker.name", "speaker.display_name", "speaker.id"),
    *("speaker.speaker_label", "speaker.@id", "from.name", "speaker_name", "speaker_display_name"),
    *("users.0.username", "speaker_designation", "voice", "speaker", "speaker_label", "speaker_id"),
    *("participant_id", "participant_role"),
)
"""Where the name of a speaker stands, or else a number."""
_NAMING = frozenset(str(path[0]) for path in _SPEAKER)
_IDS = ("id", "spkid", "speaker_id")
"""Numbers of pieces and of speakers, which are no times."""


def found(value: Any) -> tuple[JsonShape, list[Item]] | None:
    """The form of a file, and its pieces; None where it has none that is known."""
    if (made := speech_services.pieces(value)) is not None:
        return SERVICE, list(made)
    names = speech_names.listed(value)
    deep = speech_names.DEEP
    best = _best(speech_keys.lists(value, deep), names) or _best(speech_keys.parts(value, deep), names)
    if best is None:
        return None
    (named, *_), shape, pieces = best
    return shape, pieces if named else _by_turns(pieces, shape.start, value)


def _best(
    lists: Iterable[list[Item]], names: Mapping[Any, str]
) -> tuple[tuple[bool, ...], JsonShape, list[Item]] | None:
    """Of some lists the one that says most of a talk: what it says, its form, and its pieces."""
    best: tuple[tuple[bool, ...], JsonShape, list[Item]] | None = None
    for listed in lists:
        called = speech_keys.called([_prepared(piece) for piece in listed], _missing)
        pieces = _by_channel(_flat(speech_names.named(called, names)))
        shape = _fields(pieces)
        if shape is None:
            continue
        # Programs say the same as sentences and as words, and of both which has speakers says more.
        named = any(speaker(piece) for piece in _with_words(pieces, shape))
        told = named, bool(shape.start), not wordwise(pieces, shape)
        if best is None or told > best[0]:
            best = told, shape, pieces
    return best


def _by_turns(pieces: list[Item], start: JsonPath, value: Any) -> list[Item]:
    """The pieces, where a list of turns beside them says by its times who speaks."""
    for listed in speech_keys.lists(value, speech_names.DEEP):
        turns = [_prepared(turn) for turn in listed]
        begins, _, _ = when(turns)
        if not start or not begins or any(_first(turn, _TEXT) is not None for turn in turns):
            continue
        known = [
            (time, speaker(turn)) for turn in turns if isinstance(time := at(turn, *begins), int | float)
        ]
        if len(known) == len(turns) and all(name for _, name in known):
            known.sort()
            times = [time for time, _ in known]
            heard = [at(piece, *start) for piece in pieces]
            places = [bisect_right(times, time) if isinstance(time, int | float) else 0 for time in heard]
            return [
                {**piece, "speaker": known[max(0, place - 1)][1]}
                for piece, place in zip(pieces, places, strict=True)
            ]
    return pieces


def _missing(pieces: Sequence[Item], kind: str) -> bool:
    """Whether no piece has a text, a time or a speaker ("name") as programs are known to call it."""
    with_words = (one for piece in pieces for one in (piece, *objects(_first(piece, _WORDS))))
    if kind == "start":
        return not when([*with_words])[0]
    has = speaker if kind == "name" else lambda piece: _first(piece, _TEXT) is not None
    return not any(map(has, with_words))


def _flat(pieces: list[Item]) -> list[Item]:
    """The pieces; their words, where nothing else has a text."""
    if any(_first(piece, _TEXT) is not None for piece in pieces):
        return pieces
    who = [speaker(piece) for piece in pieces]
    words = [objects(_first(piece, _WORDS)) for piece in pieces]
    # A piece with one text is all that it says of that, too.
    around = [piece if len(own) == 1 else {} for piece, own in zip(pieces, words, strict=True)]
    told = zip(around, who, words, strict=True)
    return [{**piece, "speaker": name, **word} for piece, name, own in told for word in own]


def _by_channel(pieces: list[Item]) -> list[Item]:
    """The pieces; each said by its channel, where there are several and nobody is named."""
    channels = {piece.get("channel") for piece in pieces if isinstance(piece.get("channel"), str | int)}
    if len(channels) < 2 or any(map(speaker, pieces)):
        return pieces
    return [{**piece, "speaker": f"Channel {piece.get('channel')}"} for piece in pieces]


def _first(piece: Item, paths: Sequence[JsonPath]) -> Any:
    return next((one for path in paths if path[0] in piece and (one := at(piece, *path)) is not None), None)


def _with_words(pieces: Sequence[Item], shape: JsonShape) -> Iterator[Item]:
    for piece in pieces:
        yield piece
        yield from objects(at(piece, *shape.words)) if shape.words else ()


def _fields(pieces: Sequence[Item]) -> JsonShape | None:
    """What the fields of pieces are called; None for what is no list of them."""
    texts = next((path for path in _TEXT if _said(pieces, path)), None)
    if texts is None:
        return None
    words = next((path for path in _WORDS if any(objects(at(piece, *path)) for piece in pieces)), ())
    spoken = [word for piece in pieces for word in objects(at(piece, *words))] if words else []
    word = of_words(spoken)
    start, end, counted = when(pieces)
    # What says neither when nor by whom it is said may be of anything. Music at the beginning is nobody's.
    whose = sum(bool(speaker(piece)) for piece in pieces) >= bounds.NAMED * len(pieces)
    if not start and not word[0] and not (whose and not any(map(_counts, pieces))):
        return None
    known = [at(piece, *path) for path in (start, end) if path for piece in pieces]
    numbers = [time for time in map(_number, known) if time is not None]
    span = max(numbers, default=0) - min(numbers, default=0)
    said = sum(len(str(at(piece, *texts))) for piece in pieces)
    # Nobody says so little in seconds; and thousandths have no fractions.
    slow = span > 0 and said < bounds.SLOWEST * span and all(float(time).is_integer() for time in numbers)
    return JsonShape(start, end, texts, words, word, 1 if counted or slow else 1000)


def _said(pieces: Sequence[Item], path: JsonPath) -> bool:
    """Whether a field has the text of pieces: of all but some that say nothing."""
    silent = 0
    for piece in pieces:
        text = at(piece, *path)
        if text is None and _first(piece, (*_TEXT, *_WORDS)) is None:
            silent += 1
        elif not isinstance(text, str):
            return False
    return 2 * silent <= len(pieces) > 0


def of_words(spoken: Sequence[Item]) -> tuple[JsonPath, JsonPath, JsonPath]:
    """Where start, end and text of words stand."""
    return *when(spoken)[:2], next((path for path in _TEXT if any(at(word, *path) for word in spoken)), ())


def _counts(piece: Item) -> bool:
    """Whether a piece has a number that may be a time, by whatever name."""
    others = (number for key, number in piece.items() if (key,) not in _SPEAKER and key not in _IDS)
    return any(isinstance(number, int | float) and not isinstance(number, bool) for number in others)


def when(pieces: Sequence[Item]) -> tuple[JsonPath, JsonPath, bool]:
    """Where times stand, and whether they are thousandths of a second by their name."""
    keys = {key for piece in pieces for key in piece}
    for start, end in (*_COUNTED, *_TIMES):
        if start[0] in keys and any(isinstance(at(piece, *start), str | int | float) for piece in pieces):
            return start, end, (start, end) in _COUNTED
    return (), (), False


def wordwise(pieces: Sequence[Item], shape: JsonShape) -> bool:
    """Whether each piece is a word."""
    if shape is SERVICE and not any("words" in piece for piece in pieces[:400]):
        return True
    texts = [text for piece in pieces[:400] if (text := str(at(piece, *shape.text)).strip())]
    # The first pieces tell: programs write all of a file one way.
    several = sum(" " in text or width(text) > bounds.WORD for text in texts)
    return len(texts) >= bounds.WORDS_LEAST and several <= 0.1 * len(texts)


@cache
def _naming(keys: frozenset[str]) -> tuple[JsonPath, ...]:
    """The paths to a speaker that begin with one of some keys: few sets of them are in a file."""
    return tuple(path for path in _SPEAKER if path[0] in keys)


def speaker(piece: Item) -> str:
    """Who says it; "" where nobody is named."""
    told = (at(piece, *path) for path in _naming(_NAMING.intersection(piece)))
    who = next((one for one in told if isinstance(one, str | int) and one != ""), None)
    # Python counts truth values among its numbers.
    if isinstance(who, int) and not isinstance(who, bool):
        return f"Speaker {who}"
    # whisper.cpp writes a question mark where it can't tell.
    return who.strip() if isinstance(who, str) and who.strip() != "?" else ""
