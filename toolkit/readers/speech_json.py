"""What programs that recognise speech write as JSON (.json).

Nearly all of them write a list of pieces, each with its text, its times and its speaker, somewhere in the
file. It is found by what its fields are called; what has none is an error that tells what the file has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, groupby
from typing import Any

from toolkit import languages, late
from toolkit.errors import SourceError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.readers import (
    Reader,
    cue_text,
    cues,
    forms,
    plain,
    speech_fields,
    speech_keys,
    speech_names,
    speech_words,
)
from toolkit.readers.speech_fields import JsonPath, JsonShape, speaker, wordwise
from toolkit.readers.speech_services import Item, at, objects
from toolkit.readers.speech_words import HeardWord
from toolkit.reading.lines import Content, Line
from toolkit.text.hygiene import shortened
from toolkit.text.lines import joined, seen
from toolkit.text.signs import ends_sentence
from toolkit.text.times import interval

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
_LATEST = 3.6e9
"""Milliseconds: a thousand hours. What is later is no time of a recording."""
_FINE = late.regex(r"(?<=[.,]\d{3})\d+")
"""What is less than a thousandth of a second."""
_PARAGRAPH = late.regex(r"\S.*")
_LAID_OUT = late.regex(r"\n|</?(?:br|p)\b[^<>\n]*>", re.IGNORECASE)
"""What parts lines and paragraphs in a piece."""
_BEYOND = late.regex(r"\[_[A-Z]+(?:_\d+)?_?\]")
"""What whisper.cpp has among its words for beginning, end and time."""


def content(text: str, *, path: str) -> Content:
    """The pieces of a file, with their words."""
    value = forms.whole_json(text, path)
    known_form = speech_fields.found(value)
    found: tuple[Finding, ...] = ()
    if _aligned(value):
        lines = list(_of_aligned(value, path))
    elif known_form is not None:
        shape, pieces = known_form
        of_day = [moment for piece in pieces if (moment := at(piece, *shape.start)) is not None]
        if shape.start and speech_keys.of_calendar(of_day):
            # Nothing says when the recording began.
            shape = shape._replace(start=(), end=(), word=((), (), shape.word[2]))
            what = f"{len(of_day)} times of day ({shortened(str(of_day[0]), 30)})"
            found = (report("D165", Location(path, 1), "words", what=what),)
            if speech_keys.backwards(of_day):
                pieces = pieces[::-1]
        lines, outside = speech_words.of_their_pieces(_Pieces(shape, pieces, value, path).lines())
        if outside:
            found = (*found, report("D165", Location(path, 1), "words", what=cue_text.left_out(outside)))
        found = (*found, *_called_otherwise(shape, pieces, path))
    elif isinstance(value, dict) and _alone(value):
        words = _beside(value, path)
        lines = list(speech_words.sentences(value["text"].strip(), words, 1))
    elif written := speech_keys.written(value, speech_names.DEEP):
        # A talk in one text has its labels in it: it is read as plain text is.
        typed = plain.content(written, path=path)
        return replace(typed, lines=[line.replace(at=0) for line in typed.lines], text=text)
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
    return Content(cues.paragraphs(lines), text, findings=found)


def _called_otherwise(shape: JsonShape, pieces: Sequence[Item], path: str) -> Iterator[Finding]:
    """D165 for words of a piece without a text in a field where others have none: its name may be damaged."""
    with_text = [seen(str(at(piece, *shape.text) or "")) for piece in pieces]
    telling = list(compress(pieces, with_text))
    known = {key for piece in telling for key in piece}
    worded = {key for piece in telling for key, value in piece.items() if _sentence(value)}
    others = [
        key
        for piece, has in zip(pieces, with_text, strict=True)
        for key, value in (() if has else piece.items())
        if (key not in known and isinstance(value, str) and seen(value))
        or (key not in worded and _sentence(value))
    ]
    if others:
        shown = shortened(", ".join(dict.fromkeys(others)), 60)
        what = f"pieces of the file whose words are in another field ({shown})"
        yield report("D165", Location(path, 1), "words", what=what)


def _sentence(value: Any) -> bool:
    """Whether a value is words that were said, and no name, sign or number."""
    if not isinstance(value, str) or not ends_sentence(value):
        return False
    return " " in value.strip() or value.rstrip()[-1] != "."


def _alone(value: Any) -> bool:
    """Whether it is a text without pieces."""
    return isinstance(value, dict) and isinstance(value.get("text"), str) and value.keys() <= _ALONE


def _aligned(value: Any) -> bool:
    """Whether it is a text with the words that Gentle has found of it: those it hasn't have no times."""
    words = objects(at(value, "words"))
    return isinstance(at(value, "transcript"), str) and bool(words) and all("case" in word for word in words)


def _of_aligned(value: Any, path: str) -> Iterator[Line]:
    """The sentences of a text that was aligned; its signs and paragraphs stand in the text alone."""
    parts = list(_PARAGRAPH.finditer(value["transcript"]))
    starts = [part.start() for part in parts]
    of: list[list[Item]] = [[] for _ in parts]
    for word in objects(value["words"]):
        place = word.get("startOffset")
        if isinstance(place, int) and (part := bisect_right(starts, place)):
            of[part - 1].append(word)
    shape = JsonShape((), (), (), word=(("start",), ("end",), ("word",)))
    for number, (paragraph, mine) in enumerate(zip(parts, of, strict=True), 1):
        words = list(_words(shape, mine, number, path))
        lines = speech_words.sentences(" ".join(paragraph[0].split()), words, number)
        yield from (line.replace(changes=not k and number > 1) for k, line in enumerate(lines))


def _words(shape: JsonShape, words: Any, number: int, path: str) -> Iterator[HeardWord]:
    """The words that have times."""
    start, end, text = shape.word
    for word in words if isinstance(words, list) else ():
        said = at(word, *text) or at(word, "text") or at(word, "word")
        begins = _milliseconds(at(word, *start) if start else None, shape.unit, number, path)
        # Numbers often have no time: the aligner of WhisperX has no letters for them.
        if isinstance(said, str) and begins is not None and not _BEYOND.match(said):
            ends = _milliseconds(at(word, *end) if end else None, shape.unit, number, path)
            said, _ = cue_text.untagged(said)
            yield HeardWord(said, begins, begins if ends is None else max(begins, ends), speaker(word))


def _beside(value: Any, path: str, unit: int = 1000) -> list[HeardWord]:
    """The words in a list of their own; `unit` is that of their times, in milliseconds."""
    spoken = objects(value.get("words")) if isinstance(value, dict) else []
    shape = JsonShape((), (), (), word=speech_fields.of_words(spoken), unit=unit)
    return list(_words(shape, spoken, 1, path))


def _milliseconds(value: Any, unit: int, number: int, path: str) -> int | None:
    """A time; None for null.

    Raises SourceError for what is no time of a recording.
    """
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = float(value.removesuffix("s"))
        except ValueError:
            value = interval(_FINE.sub("", value))[0]
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
        self.wordwise = wordwise(pieces, shape)
        # Some have all words in one list beside the pieces.
        self.beside = [] if self.wordwise or shape.words else _beside(value, path, shape.unit)
        self.taken = 0

    def lines(self) -> Iterator[Line]:
        """All that is said."""
        if self.wordwise:
            yield from self._of_words()
            return
        turned = False
        for number, piece in enumerate(self.pieces, 1):
            for line in self._piece(piece, number):
                # whisper.cpp can tell that somebody else speaks next, and not who.
                yield line.replace(changes=turned and not line.speaker)
                turned = False
            turned = turned or piece.get("speaker_turn_next") is True

    def _text(self, piece: Item) -> tuple[str, str]:
        """What is said, without tags, and with the emphasis that they tell."""
        text = at(piece, *self.shape.text)
        return cue_text.untagged("" if text is None else _LAID_OUT.sub(" ", str(text)))

    def _times(self, piece: Item, number: int) -> tuple[int | None, int | None]:
        start, end = (
            _milliseconds(at(piece, *path) if path else None, self.shape.unit, number, self.path)
            for path in (self.shape.start, self.shape.end)
        )
        return start, end if start is None or end is None or end >= start else None

    def _of_words(self) -> Iterator[Line]:
        """Sentences, of pieces that are words."""
        # No sentence goes on from one speaker to the next.
        for who, run in groupby(enumerate(self.pieces, 1), key=lambda pair: speaker(pair[1])):
            words, texts, first = [], [], 0
            for number, piece in run:
                start, end = self._times(piece, number)
                text, _ = self._text(piece)
                texts.append(text)
                first = first or number
                if start is not None:
                    words.append(HeardWord(text, start, start if end is None else end))
            # Where words have blanks of their own, these are the blanks of the text.
            blanks = any(text.startswith(" ") or text.endswith(" ") for text in texts)
            words = speech_words.whole(words)
            text = "".join(texts).strip() if blanks else joined([text for text in texts if text.strip()])
            for line in speech_words.sentences(text, words, first):
                yield line.replace(speaker=who)

    def _piece(self, piece: Item, number: int) -> Iterator[Line]:
        """The lines of a piece: several where its words are several people's."""
        text, marked = map(str.strip, self._text(piece))
        start, end = self._times(piece, number)
        if not seen(text):
            return
        words = list(_words(self.shape, at(piece, *self.shape.words), number, self.path))
        if self.shape.word[2] == ("text",):
            # Tokens of a model are pieces of words.
            words = speech_words.whole(words)
        if words and not self.shape.start:
            start = words[0].start
        if words and end is None:
            end = words[-1].end
        if not words and self.beside and end is not None:
            first = self.taken
            # Both lists are in order: each word is looked at once.
            while self.taken < len(self.beside) and self.beside[self.taken].start < end:
                self.taken += 1
            words = self.beside[first : self.taken]
        line = Line(text, number, start=start, end=end, speaker=speaker(piece))
        if not words:
            # Only of a text without marks the places of words are known.
            yield line.replace(text=marked)
            return
        yield from speech_words.by_speaker(line, speech_words.placed(text, words))


def _sure(data: bytes) -> bool:
    """Whether it is JSON of a known form."""
    value = forms.json_of(data)
    return value is not None and (_aligned(value) or speech_fields.found(value) is not None or _alone(value))


def _stated(data: bytes, _: str) -> str:
    """The language that the program was told, or heard."""
    value = forms.json_of(data)
    named = (at(value, *path) for path in _LANGUAGE)
    return next((languages.stated(name) for name in named if isinstance(name, str)), "")


READER = Reader(
    suffixes=(".json", ".jsonl"),
    read=plain.of_text(content, in_lines=False),
    write=plain.write,
    stated=_stated,
    sure=_sure,
    syntax=("json",),
)
