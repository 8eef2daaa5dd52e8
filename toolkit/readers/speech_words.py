"""Words with times: placed in the text that they are of, and counted as somebody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.model import Cue
from toolkit.readers import bounds, cue_text
from toolkit.reading.lines import Line
from toolkit.text import markup
from toolkit.text.lines import joined
from toolkit.text.markup import Span
from toolkit.text.signs import ends_sentence

_SENTENCE = late.regex(r"(?<=[.!?…।؟])[\"'”’»)]*(\s+)|(?<=[。！？])(?=[^。！？」』”])")


class HeardWord(NamedTuple):
    """A word as a program heard it."""

    text: str
    start: int
    """Milliseconds, as `end`."""
    end: int
    speaker: str = ""


class PlacedWord(NamedTuple):
    """A word where it stands."""

    at: int
    """Offset in the text."""
    word: HeardWord


def placed(text: str, words: Sequence[HeardWord]) -> list[PlacedWord]:
    """The words that stand in a text, in order; one that doesn't is left out."""
    placed_words = []
    at = 0
    for word in words:
        said = word.text.strip()
        # A word that was heard and not written must not be found far behind, in place of all between.
        place = text.find(said, at, at + bounds.WORD_REACH + len(said)) if said else -1
        if place >= 0:
            placed_words.append(PlacedWord(place, word))
            at = place + len(said)
    return placed_words


def whole(tokens: Sequence[HeardWord]) -> list[HeardWord]:
    """Words of the pieces of words that a model makes: a word begins with a blank."""
    # Without blanks there is nothing to tell where words begin: they are words already.
    if not any(token.text.startswith(" ") for token in tokens[1:]):
        return list(tokens)
    words: list[list[HeardWord]] = []
    for token in tokens:
        if words and not token.text.startswith(" "):
            words[-1].append(token)
        else:
            words.append([token])
    return [
        pieces[0]._replace(
            text="".join(piece.text for piece in pieces), end=max(piece.end for piece in pieces)
        )
        for pieces in words
    ]


def by_speaker(line: Line, words: Sequence[PlacedWord]) -> Iterator[Line]:
    """A line, or several where its words are several people's."""
    whose = _whose([placed_word.word for placed_word in words])
    if len({*whose}) < 2:
        # All words of one: a program that heard both says it of words first.
        # The times stay those of the piece, which are more than those of its words.
        line = line.replace(speaker=whose[0] or line.speaker) if whose else line
        yield of_words(line, 0, len(line.text), words, keep=True)
        return
    at = 0
    runs = [(name, len(list(run))) for name, run in groupby(whose)]
    begins = 0
    for name, count in runs:
        run = words[at : at + count]
        at += count
        # What has no time behind the last word, as figures have none, is said with it.
        ends = len(line.text)
        if at < len(words):
            # A quotation mark before a word belongs to it, and a stop behind a word to that one.
            blank = line.text.rfind(" ", run[-1].at + len(run[-1].word.text.strip()), words[at].at)
            ends = blank + 1 if blank >= 0 else words[at].at
        yield of_words(line.replace(speaker=name), begins, ends, run, keep=False)
        begins = ends


def _whose(words: Sequence[HeardWord]) -> list[str]:
    """Whose each word is: one without a speaker is that of the word before."""
    whose: list[str] = []
    for word in words:
        whose.append(word.speaker or (whose[-1] if whose else ""))
    # Before the first name nobody is before: the first who is named said it.
    if whose and not whose[0]:
        first = next((name for name in whose if name), "")
        whose = [name or first for name in whose]
    # A single word in the midst of a sentence of somebody else is a slip of the program's.
    for i in range(1, len(whose) - 1):
        alone = whose[i - 1] == whose[i + 1] != whose[i]
        if alone and not ends_sentence(words[i - 1].text) and not ends_sentence(words[i].text):
            whose[i] = whose[i - 1]
    return whose


def of_words(line: Line, begins: int, ends: int, words: Sequence[PlacedWord], *, keep: bool) -> Line:
    """A part of a line with its words.

    keep  whether it has the times of the line, and not those of its words
    """
    text = line.text[begins:ends]
    lead = begins + len(text) - len(text.lstrip())
    text = text.strip()
    cues = tuple(
        Cue(placed_word.at - lead, placed_word.word.start, placed_word.word.end) for placed_word in words
    )
    start, end = (line.start, line.end) if keep or not words else (words[0].word.start, words[-1].word.end)
    written = markup.compose((Span("text", text),))
    # Offsets are those of the text without backslashes.
    return line.replace(text=written, start=start, end=end, words=cues if written == text else ())


def sentences(text: str, words: Sequence[HeardWord], number: int) -> Iterator[Line]:
    """The sentences of a text of which nothing but words has times; those of the words where it is ""."""
    text = text or joined([word.text.strip() for word in words if word.text.strip()])
    placed_words = placed(text, words)
    # The blank behind a stop goes with the sentence before.
    cuts = [0, *(cut.end() for cut in _SENTENCE.finditer(text)), len(text)]
    waiting = iter(placed_words)
    word = next(waiting, None)
    for begins, ends in pairwise(cuts):
        mine: list[PlacedWord] = []
        while word is not None and word.at < ends:
            mine.append(word)
            word = next(waiting, None)
        if text[begins:ends].strip():
            whole_line = Line(text, number)
            yield of_words(whole_line, begins, ends, mine, keep=False)


def of_their_pieces(lines: Iterable[Line]) -> tuple[list[Line], int]:
    """The lines without the words that are heard at another time than they, and how many these are."""
    kept: list[Line] = []
    outside = 0
    for line in lines:
        start, end = line.start, line.end
        words = [
            word
            for word in line.words
            if start is None
            or (cue_text.of_its_piece(word.start, start, end) and cue_text.of_its_piece(word.end, start, end))
        ]
        outside += len(line.words) - len(words)
        kept.append(line if len(words) == len(line.words) else line.replace(words=tuple(words)))
    return kept, outside
