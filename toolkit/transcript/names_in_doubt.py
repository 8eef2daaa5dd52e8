"""Names that may be a speaker's: alone in lines of captions, or guessed by whoever wrote the transcript."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit import late
from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, ranges
from toolkit.languages.lexicon import key, lexicon, reports
from toolkit.reading.described import MOST_WORDS
from toolkit.reading.guesses import guess, unsure
from toolkit.reading.names import SPEAKERS, name
from toolkit.reading.shape import BIT, lists
from toolkit.text.scripts import begins_small, unspaced
from toolkit.text.signs import begins_quotation
from toolkit.transcript.decisions import TextAsRead
from toolkit.transcript.questions import NAMED, about, alike, nobodys, speakers

_SIGNS = 6
"""Characters of a name in a script without blanks, at most: its surname, its given name, and a title."""


def alone(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D103: labels alone on lines of captions that are read as words: `مريم:`, and below it what she says.

    Such a name comes seldom, and nothing but its colon tells it from words that lead to others. It stands in
    the midst of a paragraph: the finding is on its line, and on the first line of that paragraph.

    asked  indices of the lines with which paragraphs begin that are decided, or asked about
    """
    text, told = now.read.text, now.undecided.told
    at: dict[int, str] = {}
    first: set[int] = set()
    for block, _ in now.parts:
        if block.kind != "speech" or block.first in asked:
            continue
        for i in block.lines:
            if (i == block.first and block.labelled) or not _may_be(now, i, told):
                continue
            at[text.lines[i].number] = next(one.label for one in text.found[i] if one.bare)
            first.add(text.lines[block.first].number)
    if not at:
        return
    labels = [*dict.fromkeys(at.values())]
    numbers = sorted({*at, *first})
    yield about(
        "D103.text",
        now,
        numbers,
        number=len(labels),
        labels=tuple(map(toml, labels[:NAMED])),
        more=max(0, len(labels) - NAMED),
        nobodys=nobodys(labels),
        speakers=speakers({label: label for label in labels}),
        each=tuple(at.get(number, "") for number in numbers),
        spoken="",
        text=ranges(sorted(at)),
        further="",
        below="",
    )


def _may_be(now: TextAsRead, i: int, told: Collection[str]) -> bool:
    """Whether a line of a caption may be a name alone, above what is said."""
    text = now.read.text
    if text.lines[i].start is None or i + 1 == len(text.lines) or (i and not _over(now, i - 1)):
        return False
    label = next((one for one in text.found[i] if one.bare and one.form == "colon"), None)
    if label is None or label.key in told or not _called(label.label):
        return False
    # A verb of saying leads to what is said, and a word that begins sentences to what they tell.
    leads = reports(label.label) or lists(label.key) & BIT["starts"] > 0
    below = text.printed[i + 1]
    return not leads and name(label.label).looks in SPEAKERS and not begins_quotation(below)


def _called(label: str) -> bool:
    """Whether a few words are all of a name, or one of them is for a part: `Old woman`."""
    words = label.split()
    if unspaced(label[0]):
        return len(label) <= _SIGNS
    named = not any(begins_small(word) for word in words) or not lexicon().roles.keys().isdisjoint(
        key(label).split()
    )
    # Where no letter is a capital, three words are a clause.
    return named and len(words) <= (MOST_WORDS if label[0].isupper() else MOST_WORDS - 1)


def _over(now: TextAsRead, i: int) -> bool:
    """Whether a sentence is over with a line, or something happens there."""
    return bool(now.read.text.ended[i]) or now.read.states[i] == "event"


# Guesses: `Bo?: At six.`

_COLON = late.regex("[:：]")
_BEFORE = 60
"""Characters before it, at most."""
_TURNS = 2
"""Turns with a colon, at least, in a text where other words before one may be a name."""


def guessed(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: paragraphs that are read as those of somebody behind whose name a question mark stands.

    asked  indices of the lines with which paragraphs begin that are decided, or asked about
    """
    best, names = now.read.best, now.read.text.names
    who: dict[int, str] = {}
    for block, _ in now.parts:
        label = best.candidates[block.first] if block.labelled else None
        if label is not None and unsure(label) and block.body and block.first not in asked:
            who[block.first] = names[int(best.key[block.first])]
    yield from alike("D122.guessed", now, who)


def left(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: paragraphs that begin as such turns do, with a name that nobody else has there (`Cy?: Yes.`).

    Words that somebody asks may stand there, too: `Really?: Yes.`

    asked  as in `guessed`
    """
    best = now.read.best
    turns = (best.candidates[block.first] for block, _ in now.parts if block.labelled)
    if sum(label is not None and label.form == "colon" for label in turns) < _TURNS:
        return
    who: dict[int, str] = {}
    for block, _ in now.parts:
        if block.labelled or block.kind not in {"speech", "narration"} or block.first in asked:
            continue
        text = now.read.text.printed[block.first]
        colon = _COLON.search(text, 0, _BEFORE)
        own = guess(text[: colon.start()]) if colon else ""
        behind = text[colon.end() :].lstrip() if colon else ""
        named = 0 < len(own.split()) <= MOST_WORDS and name(own).looks in SPEAKERS
        if named and behind and not begins_small(behind):
            who[block.first] = own
    yield from alike("D122.signed", now, who)
