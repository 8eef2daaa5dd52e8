"""What earlier runs have placed, beside a translation that comes in now.

A translation may come in several files, one after the other, and a file may be corrected and come again. So a
text that was placed is only replaced by nothing, or by something doubtful, where it is this file's own: its
comment says so, or, where that names no file, its words do. No decision depends on what the run before made
of this file: the same file again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.adopting import bounds
from toolkit.adopting.adoption import Adoption
from toolkit.catalog import provenance
from toolkit.catalog.comments import file_name
from toolkit.catalog.left_over import LeftOver, left_over, over_lines
from toolkit.model import Entry
from toolkit.text.hygiene import fold, tidy, unblanked

EarlierVerdict = Literal["stays", "missing", "goes"]
"""Of a text that was placed: it stands beside this translation; it stays, and a person must look whether it
should, since its file no longer has it; this translation decides."""


class SentenceSet:
    """Sentences that a text may be made of.

    Blanks and cases don't count.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        """Of a text's sentences, in any order."""
        self._starts: dict[str, set[str]] = defaultdict(set)
        for one in map(unblanked, sentences):
            self._starts[one[: bounds.INDEXED_CHARACTERS]].add(one)

    def hold(self, text: str) -> bool:
        """Whether a text is some of them in a row."""
        # Blanks depend on who joined the sentences.
        rest = unblanked(text)
        while rest:
            known = (
                sentence
                for k in range(1, bounds.INDEXED_CHARACTERS + 1)
                for sentence in self._starts.get(rest[:k], ())
            )
            longest = max((sentence for sentence in known if rest.startswith(sentence)), key=len, default="")
            if not longest:
                return False
            rest = rest[len(longest) :]
        return True


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A translation that comes in.

    What stands in the catalog is judged by it.
    """

    file: str
    words: SentenceSet
    unrelated: bool
    over: bool
    """Whether all gives way that it has something for."""

    @classmethod
    def of(cls, adoption: Adoption, *, over: bool) -> Newcomer:
        """The translation of an adoption."""
        side = adoption.target
        return cls(file_name(side.path), SentenceSet(side.sentences), bool(adoption.unrelated), over)

    def verdict(self, entry: Entry, target: str, *, doubtful: bool) -> EarlierVerdict:
        """What becomes of a text that was placed.

        The translation has `target` for its entry, or "".
        """
        was = provenance.placed(entry)
        if was is None or not tidy(entry.target) or entry.target == target or (self.over and target):
            return "goes"
        known = self.words.hold(entry.target)
        # The same few words may well be in two files: they decide only where no file is named.
        if was.file == self.file or (not was.file and known):
            if known or (target and not self.unrelated):
                return "goes"
            return "stays" if self.unrelated else "missing"
        # A doubtful text gives way to any; a sure one only to what is sure too.
        sure = bool(target) and not self.unrelated and (was.doubtful or not doubtful)
        return "goes" if sure else "stays"

    def loses(self, entry: Entry) -> bool:
        """Whether a placed text would be lost.

        Then it is kept as a comment.
        """
        was = provenance.placed(entry)
        if was is None or was.file == self.file or fold(entry.target) == fold(entry.source):
            return False
        return not self.words.hold(entry.target)

    def left_over(self, place: str, text: str, *, decided: bool = False) -> str:
        """The comment for text without a place.

        `place` is as in `LeftOver`.
        """
        return str(LeftOver(place, text, decided, self.file, unchanged=True))

    def cleaned(self, comments: tuple[str, ...], taken: SentenceSet) -> tuple[str, ...]:
        """The comments without text that is placed now.

        This translation has it, or a person has taken it in.
        """
        lines = over_lines(comments)
        kept = tuple(line for line in lines if not self._gone(line, taken))
        return comments if len(kept) == len(lines) else kept

    def _gone(self, line: str, taken: SentenceSet) -> bool:
        text = left_over(line)
        if text is None:
            return False
        # This file's own left-over text is told anew, where it is still left over.
        if text.file == self.file and not self.unrelated and text.unchanged:
            return True
        return self.words.hold(text.text) or taken.hold(text.text)
