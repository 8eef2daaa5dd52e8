"""What is in doubt by where it stands in the whole text, however sure the reading of its lines is.

What a reader is sure of it has seen before. A text that is set as none before is read wrongly without a doubt
of any line: but what is wrong stands where such things hardly ever do, or looks like what comes again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.alone import common
from toolkit.reading.nobody import alternate
from toolkit.reading.shape import Indices
from toolkit.text.scripts import ON_LETTERS, UNSPACED, begins_small
from toolkit.text.signs import ends_sentence, is_question
from toolkit.transcript.decisions import TextAsRead
from toolkit.transcript.turns import LineBlock

_TALK = 4
"""Turns with a label, from which on it is known where a talk begins and how it goes on."""
_FEW, _MORE, _OFTEN = 3, 3, 3
"""Turns that stand apart above a talk, at most, and for each of them turns of the talk, more than so many;
and turns of somebody who speaks in it for sure, and paragraphs that begin alike."""
_TOLD = frozenset({"narration", "meta", "note", "caption", "byline", "dateline"})
_ABOVE = frozenset({"narration", "meta", "caption", "heading"})
_SIGNED = late.regex(
    r"[*_]{0,3}(?P<label>[^\W\d_][\w .'’]{0,24}?)[*_]{0,3}(?P<sign>\s?[-–—:;)\]>=]|\.)[*_]{0,3}"
    r"(?!//)\s?(?=[\w\"“«„(¿¡'‘])"
)
"""What may be a label, with its sign: `Room- Good morning`; no address."""
_WORDS = 3
"""Words of such a label, at most; and of a head in capitals, at least."""
_SHOUTED = 0.25
"""Share of what is said that is in capitals, at most, where capitals are heads: captions are in capitals."""
_OWN = rf"(?:[^\W\d_{UNSPACED}]++[{ON_LETTERS}]*+)++"
_NAMED = late.regex(rf"(?P<own>{_OWN}(?:['’.-]{_OWN})*+)\s+(?=[\w\"“«„(\[¿¡'‘])(?P<behind>\S+)")
"""What may be somebody's name, and the word behind it: `Mara Good morning`. A blank parts words there."""
_PEOPLE, _MOST, _OTHERS = 2, 0.75, 0.75
"""Names that come again, at least; which share of the paragraphs, from the first of them on, begin with one;
and of these with another's than the one before: at least."""


class Standing:
    """The paragraphs of a text, and where each stands.

    labels  the places of paragraphs with a label, in order
    """

    def __init__(self, now: TextAsRead, labels: Indices) -> None:
        self.blocks: list[LineBlock] = [block for block, _ in now.parts]
        self.labels: list[int] = labels.tolist()
        self._printed = now.read.text.printed
        self._keys: list[int] = now.read.best.key[[self.blocks[k].first for k in self.labels]].tolist()

    def _begin(self, k: int) -> str:
        return self._printed[self.blocks[k].words]

    def unsaid(self) -> set[int]:
        """The paragraphs that are read as speech, and stand where hardly anybody speaks."""
        said = [k for k, block in enumerate(self.blocks) if block.kind == "speech" and not block.labelled]
        heads = self._heads(said)
        if not self.labels:
            return heads
        # Nobody is named yet: what stands there introduces the talk.
        unsaid = heads.union(k for k in said if k < self.labels[0])
        if len(self.labels) < _TALK:
            return unsaid
        # Whoever spoke before what is told goes on behind it, or nobody does.
        unsaid |= {k for k in said if k > self.labels[0] and self.blocks[k - 1].kind in _ABOVE}
        return unsaid | self._apart()

    def _heads(self, said: Sequence[int]) -> set[int]:
        """Paragraphs without a label in capitals, which end no sentence: heads between turns."""
        among = sum(block.kind == "speech" for block in self.blocks)
        texts = {k: words for k in said if (words := self._begin(k)).isupper()}
        heads = {k for k, words in texts.items() if len(words.split()) >= _WORDS and not ends_sentence(words)}
        return heads if len(texts) <= _SHOUTED * among else set()

    def _apart(self) -> set[int]:
        """The first turns, where few stand above what is told: `CHAT: Ada Berg with us`, then who she is."""
        ends = [*self.labels[1:], len(self.blocks)]
        told = (
            n
            for n, (k, end) in enumerate(zip(self.labels, ends, strict=True), 1)
            if any(block.kind in _TOLD for block in self.blocks[k + 1 : end])
        )
        few, often = next(told, len(self.labels)), Counter(self._keys)
        known = any(often[key] >= _OFTEN for key in self._keys[:few])
        apart = few <= _FEW and len(self.labels) > _MORE * few and not known
        return {*self.labels[:few]} if apart else set()

    def signed(self, open_: Sequence[int]) -> dict[int, str]:
        """The paragraphs that begin as several others do, up to a sign; and what may be the label of each.

        open_  the paragraphs without a label, of which nobody is asked
        """
        alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for k in open_:
            found = _SIGNED.match(self._begin(k))
            if found and not found["label"].islower() and len(found["label"].split()) <= _WORDS:
                alike[found["label"], found["sign"].strip()].append(k)
        return {
            k: label
            for (label, _), of in alike.items()
            if len(of) >= _OFTEN and any(self.blocks[k].kind in {"speech", "narration"} for k in of)
            for k in of
        }

    def named(self, open_: Sequence[int]) -> dict[int, str]:
        """The paragraphs that begin with names and no sign, and the name of each, where these take turns.

        Nearly all begin with one of a few words, none of them common; two come again and again, and somebody
        asks: a poem may begin its lines alike.

        open_  as in `signed`
        """
        found = {k: head for k in open_ if (head := _NAMED.match(self._begin(k)))}
        often = Counter(head["own"] for head in found.values())
        behind = Counter(own for own, _ in {(head["own"], head["behind"]) for head in found.values()})
        again = (word for word in often if often[word] >= _OFTEN and behind[word] > 1)
        own = {word for word in again if not begins_small(word)}
        if len(own) < _PEOPLE:
            return {}
        texts = [self._begin(k) for k in range(len(self.blocks))]
        words = lexicon().starts | lexicon().persons | common(texts)
        own -= {word for word in own if key(word) in words}
        who = {k: head["own"] for k, head in found.items() if head["own"] in own}
        if len(own) < _PEOPLE or not any(is_question(texts[k]) for k in who):
            return {}
        many = len(who) >= _MOST * (len(self.blocks) - min(who))
        return who if many and alternate([*who.values()], _OTHERS) else {}
