"""What programs that recognise speech write as JSON (.json).

Their forms stand in one table, `SHAPES`: where the pieces are, and what their fields are called. A form that
isn't known is an error that tells what the file has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from toolkit import languages, limits
from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.readers import Reader, bounds, cues, forms, plain, speech_services, speech_words
from toolkit.readers.speech_services import Item, objects
from toolkit.readers.speech_words import HeardWord
from toolkit.reading.lines import Content, Line
from toolkit.text.lines import joined, seen, width
from toolkit.text.times import interval

JsonPath = tuple[str | int, ...]
"""Keys and indices, from the outside in."""


class JsonShape(NamedTuple):
    """A form of JSON: where pieces are, and what the fields of a piece are called, and those of its words."""

    listed: JsonPath
    start: JsonPath
    end: JsonPath
    text: JsonPath
    words: JsonPath = ()
    word: tuple[JsonPath, JsonPath, JsonPath] = (("start",), ("end",), ("word",))
    """Start, end and text of a word."""
    unit: int = 1000
    """Milliseconds in one of its times."""
    prepared: Callable[[Item], Item] = dict
    """Makes fields of what a piece says otherwise."""


def _monologue(piece: Item) -> Item:
    """A piece whose text is in its words and the signs between them."""
    elements = objects(piece.get("elements"))
    # Punctuation stands between the words, and has no time.
    timed = [element for element in elements if element.get("ts") is not None]
    text = "".join(str(element.get("value", "")) for element in elements)
    first, last = (timed[0].get("ts"), timed[-1].get("end_ts")) if timed else (None, None)
    return {**piece, "text": text, "start": first, "end": last, "elements": timed}


def _word(piece: Item) -> Item:
    """A word that stands with its punctuation beside itself."""
    return {**piece, "text": piece.get("punctuated_word") or piece.get("word")}


def _event(piece: Item) -> Item:
    """A caption whose end is told as its duration, and its words' times from its start on."""
    segs = objects(piece.get("segs"))
    start, text = piece.get("tStartMs"), "".join(str(segment.get("utf8", "")) for segment in segs)
    if not isinstance(start, int | float) or not text.strip():
        return {"text": ""}
    lasts, offsets = piece.get("dDurationMs"), [segment.get("tOffsetMs") or 0 for segment in segs]
    end = start + lasts if isinstance(lasts, int | float) else None
    words = [
        {"word": segment.get("utf8", ""), "start": start + offset, "end": None}
        for segment, offset in zip(segs, offsets, strict=True)
        if isinstance(offset, int | float)
    ]
    return {"text": text, "start": start, "end": end, "words": words if len(words) > 1 else []}


_TIMES: tuple[JsonPath, JsonPath] = (("start",), ("end",))
_STARTS: tuple[JsonPath, JsonPath] = (("start_time",), ("end_time",))
_STAMP: tuple[JsonPath, JsonPath] = (("timestamp", 0), ("timestamp", 1))
_OFFSETS: tuple[JsonPath, JsonPath] = (("offsets", "from"), ("offsets", "to"))
# In this order: what has more of its own to be known by comes first.
SHAPES: dict[str, JsonShape] = {
    "whisper.cpp": JsonShape(
        ("transcription",), *_OFFSETS, ("text",), ("tokens",), (*_OFFSETS, ("text",)), unit=1
    ),
    "Deepgram": JsonShape(
        ("results", "utterances"), *_TIMES, ("transcript",), ("words",), (*_TIMES, ("punctuated_word",))
    ),
    "AssemblyAI": JsonShape(("utterances",), *_TIMES, ("text",), ("words",), (*_TIMES, ("text",)), unit=1),
    "Rev": JsonShape(
        ("monologues",),
        *_TIMES,
        ("text",),
        ("elements",),
        (("ts",), ("end_ts",), ("value",)),
        prepared=_monologue,
    ),
    "Deepgram, without utterances": JsonShape(
        ("results", "channels", "alternatives", 0, "words"), *_TIMES, ("text",), prepared=_word
    ),
    "YouTube": JsonShape(("events",), *_TIMES, ("text",), ("words",), unit=1, prepared=_event),
    "Gladia": JsonShape(("utterances",), *_TIMES, ("text",), ("words",)),
    "transformers, with speakers": JsonShape(("speakers",), *_STAMP, ("text",)),
    "transformers": JsonShape(("chunks",), *_STAMP, ("text",)),
    "podcasts": JsonShape(("segments",), ("startTime",), ("endTime",), ("body",)),
    "Whisper": JsonShape(("segments",), *_TIMES, ("text",), ("words",)),
    # OpenAI's service has words beside a text as well, and calls theirs "word".
    "AssemblyAI, without utterances": JsonShape(("words",), *_TIMES, ("text",), unit=1),
    "words in seconds": JsonShape(("words",), *_TIMES, ("text",)),
    "a list of segments": JsonShape((), *_TIMES, ("text",), ("words",)),
    "Sonix": JsonShape(
        ("transcript",), *_STARTS, ("text",), ("words",), (("start_time",), ("end_time",), ("text",))
    ),
}
"""Name -> form. Whisper's is that of OpenAI's program and service, of faster-whisper, WhisperX,
whisper-timestamped and stable-ts."""
_SERVICE = JsonShape((), *_TIMES, ("text",), ("words",))
"""What is made of a file of a service."""
_WRAPPED: tuple[JsonPath, ...] = (
    (),
    ("result", "transcription"),
    ("data",),
    ("payload", "data"),
    ("output",),
)
"""Where services put what they have heard, beside what they say of the order."""
_ALONE = frozenset("text usage language task duration segments words chunks logprobs".split())
"""Keys that a text without times may stand beside."""
_LANGUAGE: tuple[JsonPath, ...] = (
    ("language",),
    ("result", "language"),
    ("info", "language"),
    ("language_code",),
    ("results", "language_code"),
    ("results", 0, "languageCode"),
    ("metadata", "transcription_config", "language"),
    ("result", "transcription", "languages", 0),
    ("languages", 0),
)
_SPEAKER = (
    "speaker",
    "speaker_name",
    "speaker_label",
    "speaker_id",
    "speakerName",
    "speakerLabel",
    "speakerId",
)
"""What the name of a speaker is called."""
_LATEST = 3.6e9
"""Milliseconds: a thousand hours. What is later is no time of a recording."""
_BEYOND = re.compile(r"\[_[A-Z]+(?:_\d+)?_?\]")
"""What whisper.cpp has among its words for beginning, end and time."""


def content(text: str, *, path: str) -> Content:
    """The pieces of a file, with their words."""
    data = text.encode("utf-8", "replace")
    limits.check(forms.values(data), limits.VALUES, path)
    value = forms.json_of(data)
    if value is None:
        raise forms.no_json(text, path)
    known_form = _shape(value)
    if known_form is not None:
        lines = list(_Pieces(*known_form, value, path).lines())
    elif isinstance(value, dict) and _alone(value):
        words = list(_words(JsonShape((), (), (), ()), value.get("words"), 1, path))
        lines = list(speech_words.sentences(value["text"].strip(), words, 1))
    else:
        raise forms.unknown_json(value, path)
    # Programs leave the name out where they couldn't tell who it was.
    if any(line.speaker for line in lines):
        # What is nobody's among pieces of others doesn't go on with that of the one before.
        pairs = zip([None, *lines], lines, strict=False)
        lines = [
            line.replace(changes=True) if before and before.speaker and not line.speaker else line
            for before, line in pairs
        ]
    return Content(cues.paragraphs(lines), text)


def _at(value: Any, path: JsonPath) -> Any:
    """What stands at a path; None for nothing. A list of one is as good as what is in it."""
    for step in path:
        if isinstance(step, str):
            if isinstance(value, list) and len(value) == 1:
                value = value[0]
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and len(value) > step else None
    return value


def _shape(value: Any) -> tuple[JsonShape, list[Item]] | None:
    """The form of a file, and its pieces; None where it has none that is known."""
    if (made := speech_services.pieces(value)) is not None:
        return _SERVICE, list(made)
    for inside in (_at(value, path) for path in _WRAPPED):
        for shape in SHAPES.values():
            listed = _at(inside, shape.listed)
            if not isinstance(listed, list) or not listed or len(objects(listed)) < len(listed):
                continue
            pieces = [shape.prepared(piece) for piece in listed]
            if _fits(shape, pieces):
                return shape, pieces
    return None


def _fits(shape: JsonShape, pieces: Sequence[Item]) -> bool:
    """Whether each piece has a text, and one of them a time; and what is counted is what the form counts."""
    texts = [_at(piece, shape.text) for piece in pieces]
    starts = [_at(piece, shape.start) for piece in pieces]
    if not all(isinstance(text, str) for text in texts) or not any(start is not None for start in starts):
        return False
    counted = [start for start in starts if isinstance(start, int | float)]
    span = max(counted, default=0) - min(counted, default=0)
    # Nobody says so much in thousandths of a second.
    return shape.unit > 1 or not span or sum(map(len, texts)) < bounds.SLOWEST * span


def _alone(value: Any) -> bool:
    """Whether it is a text without pieces."""
    return isinstance(value, dict) and isinstance(value.get("text"), str) and value.keys() <= _ALONE


def _words(shape: JsonShape, words: Any, number: int, path: str) -> Iterator[HeardWord]:
    """The words that have times."""
    start, end, text = shape.word
    for word in words if isinstance(words, list) else ():
        said = _at(word, text) or _at(word, ("text",)) or _at(word, ("word",))
        begins = _milliseconds(_at(word, start), shape.unit, number, path)
        # Numbers often have no time: the aligner of WhisperX has no letters for them.
        if isinstance(said, str) and begins is not None and not _BEYOND.match(said):
            ends = _milliseconds(_at(word, end), shape.unit, number, path)
            yield HeardWord(said, begins, begins if ends is None else max(begins, ends), _speaker(word))


def _speaker(piece: Item) -> str:
    """Who says it; "" where nobody is named."""
    who = next((piece[key] for key in _SPEAKER if piece.get(key) is not None), None)
    # Python counts truth values among its numbers.
    if isinstance(who, int) and not isinstance(who, bool):
        return f"Speaker {who}"
    # whisper.cpp writes a question mark where it can't tell.
    return who.strip() if isinstance(who, str) and who.strip() != "?" else ""


def _milliseconds(value: Any, unit: int, number: int, path: str) -> int | None:
    """A time; None for null.

    Raises SourceError for what is no time of a recording.
    """
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            value = interval(value)[0]
            unit = 1
    # NaN is none either: it is never less than the bound.
    known = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LATEST
    if not known or not -1 <= value * unit <= _LATEST:
        raise SourceError(
            f"piece {number} has a time that is none of a recording.",
            Location(path, 1),
            "Times are seconds from its beginning, or null. Let the program write the file again.",
        )
    return max(0, round(float(value) * unit))


class _Pieces:
    """The pieces of a file of one shape."""

    def __init__(self, shape: JsonShape, pieces: Sequence[Item], value: Any, path: str) -> None:
        self.shape, self.pieces, self.path = shape, pieces, path
        # Some have all words in one list beside the pieces.
        beside = value.get("words") if isinstance(value, dict) and shape.listed == ("segments",) else None
        self.beside = list(_words(shape, beside, 1, path))
        self.taken = 0

    def lines(self) -> Iterator[Line]:
        """All that is said."""
        if self._wordwise():
            yield from self._of_words()
            return
        turned = False
        for number, piece in enumerate(self.pieces, 1):
            for line in self._piece(piece, number):
                # whisper.cpp can tell that somebody else speaks next, and not who.
                yield line.replace(changes=turned and not line.speaker)
                turned = False
            turned = turned or piece.get("speaker_turn_next") is True

    def _text(self, piece: Item) -> str:
        return str(_at(piece, self.shape.text)).replace("\n", " ")

    def _times(self, piece: Item, number: int) -> tuple[int | None, int | None]:
        start = _milliseconds(_at(piece, self.shape.start), self.shape.unit, number, self.path)
        end = _milliseconds(_at(piece, self.shape.end), self.shape.unit, number, self.path)
        return start, end if start is None or end is None or end >= start else None

    def _wordwise(self) -> bool:
        """Whether each piece is a word."""
        if self.shape is _SERVICE and not any("words" in piece for piece in self.pieces[:400]):
            return True
        texts = [text for piece in self.pieces[:400] if (text := self._text(piece).strip())]
        # The first pieces tell: programs write all of a file one way.
        several = sum(" " in text or width(text) > bounds.WORD for text in texts)
        return len(texts) >= bounds.WORDS_LEAST and several <= 0.1 * len(texts)

    def _of_words(self) -> Iterator[Line]:
        """Sentences, of pieces that are words."""
        # No sentence goes on from one speaker to the next.
        for who, run in groupby(enumerate(self.pieces, 1), key=lambda pair: _speaker(pair[1])):
            words, texts, first = [], [], 0
            for number, piece in run:
                start, end = self._times(piece, number)
                text = self._text(piece)
                texts.append(text)
                first = first or number
                if start is not None:
                    words.append(HeardWord(text, start, start if end is None else end))
            # Where words have blanks of their own, these are the blanks of the text.
            blanks = any(text.startswith(" ") or text.endswith(" ") for text in texts)
            text = "".join(texts).strip() if blanks else joined([text for text in texts if text.strip()])
            for line in speech_words.sentences(text, words, first):
                yield line.replace(speaker=who)

    def _piece(self, piece: Item, number: int) -> Iterator[Line]:
        """The lines of a piece: several where its words are several people's."""
        text = self._text(piece).strip()
        start, end = self._times(piece, number)
        if not seen(text):
            return
        words = list(_words(self.shape, _at(piece, self.shape.words), number, self.path))
        if self.shape.word[2] == ("text",):
            # Tokens of a model are pieces of words.
            words = speech_words.whole(words)
        if not words and self.beside and end is not None:
            first = self.taken
            # Both lists are in order: each word is looked at once.
            while self.taken < len(self.beside) and self.beside[self.taken].start < end:
                self.taken += 1
            words = self.beside[first : self.taken]
        line = Line(text, number, start=start, end=end, speaker=_speaker(piece))
        yield from speech_words.by_speaker(line, speech_words.placed(text, words))


def _sure(data: bytes) -> bool:
    """Whether it is JSON of a known form."""
    value = forms.json_of(data)
    return value is not None and (_shape(value) is not None or _alone(value))


def _stated(data: bytes, _: str) -> str:
    """The language that the program was told, or heard."""
    value = forms.json_of(data)
    named = (_at(value, path) for path in _LANGUAGE)
    return next((languages.stated(name) for name in named if isinstance(name, str)), "")


READER = Reader(
    suffixes=(".json",),
    read=plain.of_text(content, in_lines=False),
    write=plain.write,
    stated=_stated,
    sure=_sure,
    syntax="json",
)
