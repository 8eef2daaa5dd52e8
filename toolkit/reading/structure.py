"""Paragraphs become turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Kind, Location, Paragraph, Speaker, Times, Turn
from toolkit.reading import kinds
from toolkit.reading.blocks import LineBlock
from toolkit.reading.decisions import Verdict
from toolkit.reading.groups import Cast
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.lines import Lines
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import ends_sentence
from toolkit.reading.times import Piece, interval, split_time, timed

# Markdown: "## Heading ##".
_MARKS = re.compile(r"#{1,6}\s+|\s+#{1,6}$")
# "Editor's note:" on a line of its own.
_NOTE_HEAD = re.compile(r"[^\w]*([^:：]{1,40}?)\s*[:：]?[^\w]*$")


@dataclass(frozen=True, slots=True)
class Loose:
    """An unlabelled paragraph of a speech.

    `findings` looks at it.
    """

    turn: int
    paragraph: int
    block: int
    """Its index among the blocks."""
    speakers: tuple[str, ...]


class Builder:
    """Goes through the blocks once."""

    def __init__(
        self, lines: Lines, blocks: Sequence[LineBlock], cast: Cast, verdicts: dict[int, Verdict], path: str
    ) -> None:
        self.lines, self.blocks, self.cast, self.verdicts, self.path = lines, blocks, cast, verdicts, path
        self.turns: list[Turn] = []
        self.starts: list[int] = []
        """The offset in the text at which each paragraph begins."""
        # The turn that is being built: its beginning, and its paragraphs so far.
        self.head: tuple[Kind, tuple[str, ...], str] | None = None
        self.paragraphs: list[Paragraph] = []
        self.narrated = False
        self.loose: list[Loose] = []
        labelled = [i for i, block in enumerate(blocks) if self._labelled(i)]
        self.first = labelled[0] if labelled else len(blocks)
        self.last = labelled[-1] if labelled else -1
        self.speakers: tuple[Speaker, ...] = ()
        self.titled = False
        self.captions: set[str] = set()
        self.unsure = self._unpunctuated(labelled)
        self.asks = self._asks(labelled)
        self.timed = sum(bool(block.label and block.label.time) for block in blocks) >= 2

    def _labelled(self, i: int) -> bool:
        verdict = self.verdicts.get(i)
        return self.blocks[i].label is not None and (verdict is None or verdict.kind == "speech")

    def _unpunctuated(self, labelled: Sequence[int]) -> bool:
        """Whether speech often lacks punctuation here."""
        # Then its lack says nothing.
        some = labelled[:400]
        ends = sum(bool(self.blocks[i].parts) and not ends_sentence(self.blocks[i].parts[-1]) for i in some)
        return ends > 0.25 * len(some)

    def _asks(self, labelled: Sequence[int]) -> set[tuple[str, ...]]:
        """Who only asks.

        Where answers have no label, they belong to somebody whom the text doesn't name.

        They are the dashes that mark questions, and an interviewer who is the only one with a label.
        """
        forms: dict[tuple[str, ...], set[str]] = {}
        roles: set[str] = set()
        for i in labelled:
            label = self.blocks[i].label
            if label is not None:
                speakers = self.cast.who[label.name.key]
                forms.setdefault(_keys(speakers), set()).add(label.form)
                roles.update(speaker.role for speaker in speakers)
        dashes = {keys for keys, found in forms.items() if found == {"dash"}}
        if len(forms) == 1 and roles == {"interviewer"}:
            return set(forms)
        return dashes

    def decided(self, loose: Loose) -> bool:
        """Whether the editor has said what the paragraph is."""
        return loose.block in self.verdicts

    def build(self) -> tuple[Turn, ...]:
        """All turns."""
        i = 0
        while i < len(self.blocks):
            i = self._next(i)
        self._close()
        return tuple(self.turns)

    def _open(self, kind: Kind, speakers: tuple[str, ...], label: str) -> None:
        """Begins a turn."""
        self._close()
        self.head = kind, speakers, label
        self.narrated = self.narrated or kind == "narration"

    def _add(self, i: int, kind: Kind, text: str, time: str = "") -> None:
        """Adds a block to the turn.

        time: as printed.
        """
        first = self.blocks[i].first
        self.starts.append(self.lines.at[first])
        times = Times(*interval(time)) if time else Times()
        if self.lines.stated:
            # A time may be stated, or printed in a label.
            stated = timed(self._pieces(i), text)
            times = times if stated == Times() else stated
        form = self.lines.stated[first].form if self.lines.stated else "prose"
        where = Location(self.path, self.lines.number[first])
        self.paragraphs.append(Paragraph("", kind, text, where, form=form, times=times))

    def _pieces(self, i: int) -> list[Piece]:
        """The lines of a block, without its label."""
        block = self.blocks[i]
        cut = block.label.start if block.label is not None else 0
        told = self.lines.stated[block.first : block.end]
        return [Piece(line, cut if not number else 0) for number, line in enumerate(told)]

    def _close(self) -> None:
        if self.head is not None:
            self.turns.append(Turn(*self.head, tuple(self.paragraphs)))
            self.paragraphs.clear()

    def _next(self, i: int) -> int:
        block = self.blocks[i]
        verdict = self.verdicts.get(i)
        if verdict is not None and verdict.kind != "speech":
            kind: Kind = verdict.kind
            self._single(kind, i, block.whole(self.lines))
            return i + 1
        if block.label is not None:
            return self._turn(i, block, block.label, verdict)
        text = block.text()
        if verdict is None and self.lines.stated and self._told(i, block, text):
            return i + 1
        if verdict is not None:
            who = verdict.speakers or self.speakers
            self._speech(i, text, who, fresh=bool(verdict.speakers), start=block.time)
            return i + 1
        kind_ = kinds.fixed(text, underlined=block.underlined, headline=i < self.first)
        if block.first in self.cast.credits:
            kind_ = "meta"
        if kind_ is not None:
            return self._fixed(i, block, text, kind_)
        return self._headline(i, block, text) if i < self.first else self._body(i, block, text)

    def _told(self, i: int, block: LineBlock, text: str) -> bool:
        """Add a paragraph of which the container says what it is."""
        told = self.lines.stated[block.first]
        if told.kind is not None and told.kind != "speech":
            self.titled = self.titled or told.kind == "title"
            self._fixed(i, block, text, told.kind)
            return True
        if told.kind is None and told.start is None:
            return False
        # What has a time is said, even where nobody says by whom.
        if told.changes:
            self.speakers = ()
        self._speech(i, text, self.speakers, fresh=told.changes)
        return True

    def _turn(self, i: int, block: LineBlock, label: Candidate, verdict: Verdict | None) -> int:
        """A paragraph that begins with a label."""
        self.speakers = self.cast.who[label.name.key]
        if verdict is not None and verdict.speakers:
            self.speakers = verdict.speakers
        if not block.parts:
            # A label with nothing to say: a message without words would be none.
            self._single("meta", i, block.whole(self.lines))
            return i + 1
        text = block.text()
        who, printed = _keys(self.speakers), label.name.printed
        goes_on = label.form == "voice" and self.head is not None and self.head[1:3] == (who, printed)
        if not (goes_on and self.lines.stated):
            self._open("speech", who, printed)
        kind: Kind = "speech"
        if block.alone and kinds.fixed(text, underlined=False, headline=False) == "event":
            kind = "event"
        self._add(i, kind, text, block.time or label.time)
        return i + 1

    def _single(self, kind: Kind, i: int, text: str, start: str = "") -> None:
        self._open(kind, (), "")
        self._add(i, kind, text, start)

    def _fixed(self, i: int, block: LineBlock, text: str, kind: Kind) -> int:
        if kind == "event" and self.head is not None and self.head[0] == "speech" and not block.time:
            self._add(i, "event", text)
            return i + 1
        if kind == "heading":
            text = _MARKS.sub("", text)
            if i == 0 and i < self.first and not self.titled:
                kind, self.titled = "title", True
        self._single(kind, i, text, block.time)
        if kind == "caption":
            self.captions.add(text)
        if kind == "note" and i + 1 < len(self.blocks) and self._note_alone(text):
            follows = self.blocks[i + 1]
            plain = follows.text()
            if (
                follows.label is None
                and not follows.time
                and i + 1 not in self.verdicts
                and not kinds.fixed(plain, underlined=follows.underlined, headline=i < self.first)
            ):
                self._add(i + 1, "note", plain)
                return i + 2
        return i + 1

    def _note_alone(self, text: str) -> bool:
        found = _NOTE_HEAD.match(text)
        return found is not None and key(found[1]) in lexicon().note

    def _headline(self, i: int, block: LineBlock, text: str) -> int:
        """A paragraph before the first turn."""
        kind: Kind
        start = block.time
        if not start and self.timed:
            start, text = split_time(text)
        if start and self.timed:
            kind = "narration"  # what has a time happens, and heads nothing
        elif text in self.captions:
            kind = "caption"
        elif kinds.is_date(text):
            kind = "dateline"
        elif kinds.is_byline(text):
            kind = "byline"
        elif (
            i == 0
            and len(self.blocks) > 1
            and kinds.is_kicker(text, self._text(1))
            and self._free_headline(1)
        ):
            kind = "kicker"
        elif not self.titled and self._titleable(i, text):
            kind, self.titled = "title", True
        elif kinds.is_heading(text, block.parts) and self.narrated and self._before_turn(i):
            kind = "heading"
        else:
            kind = "narration"
        self._single(kind, i, text, start)
        return i + 1

    def _text(self, i: int) -> str:
        return self.blocks[i].text() if i < len(self.blocks) and self.blocks[i].label is None else ""

    def _free_headline(self, i: int) -> bool:
        text = self._text(i)
        return (
            bool(text)
            and kinds.is_headline(text)
            and not kinds.is_date(text)
            and kinds.fixed(text, underlined=False, headline=True) in {None, "heading"}
        )

    def _titleable(self, i: int, text: str) -> bool:
        if not kinds.is_headline(text) or self.narrated:
            return False
        if len(self.blocks) == 1 and not kinds.is_heading(text, self.blocks[0].parts):
            return False
        return not text.endswith((":", "：")) or i < self.first

    def _before_turn(self, i: int) -> bool:
        return i + 1 == self.first

    def _body(self, i: int, block: LineBlock, text: str) -> int:
        """A paragraph after the first turn, without a label."""
        if text in self.captions:
            self._single("caption", i, text, block.time)
        elif len(text) < 60 and kinds.is_date(text) and len(block.parts) == 1:
            self._single("meta", i, text, block.time)
        elif kinds.is_signature(text, last=i + 1 == len(self.blocks)):
            self._single("byline", i, text, block.time)
        elif self._heading(i, block, text):
            self._single("heading", i, text, block.time)
        else:
            self._speech(i, text, self.speakers, fresh=False, start=block.time)
        return i + 1

    def _heading(self, i: int, block: LineBlock, text: str) -> bool:
        if not kinds.is_heading(text, block.parts) or i + 1 >= len(self.blocks):
            return False
        after = self.blocks[i + 1]
        if after.label is not None:
            return not self.unsure or (block.gap and (text.isupper() or text[-1] in ":：" or len(text) > 3))
        if self.unsure or text[-1] in ":：":
            return False
        before = self.blocks[i - 1]
        # Lines of verse and items of a list come in rows; a heading stands by itself.
        below = after.text()
        row = (
            kinds.is_heading(below, after.parts)
            and kinds.fixed(below, underlined=False, headline=False) is None
        )
        return not row and not (before.label is None and kinds.is_heading(before.text(), before.parts))

    def _speech(
        self, i: int, text: str, speakers: tuple[Speaker, ...], *, fresh: bool, start: str = ""
    ) -> None:
        """An unlabelled paragraph of speech."""
        who = _keys(speakers)
        if not start and self.timed:
            start, text = split_time(text)
        if who in self.asks and self.verdicts.get(i) is None:
            who = ()
        if self.head is None or self.head[:2] != ("speech", who) or fresh or start:
            self._open("speech", who, "")
        self._add(i, "speech", text, start)
        if fresh:
            self.speakers = speakers
        self.loose.append(Loose(len(self.turns), len(self.paragraphs) - 1, i, who))


def _keys(speakers: tuple[Speaker, ...]) -> tuple[str, ...]:
    return tuple(speaker.key for speaker in speakers)
