"""Labels that are nobody's, as their lines show before anything is weighed: of pages, lists and signs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key
from toolkit.reading.candidates import HEAD, Candidate
from toolkit.reading.described import MOST_WORDS
from toolkit.reading.forms import SIGNS, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.names import name
from toolkit.reading.shape import BIT, OFFICE, lists
from toolkit.text.lines import width
from toolkit.text.signs import ends_sentence, is_question
from toolkit.text.times import masked

LineLabels = Sequence[tuple[Candidate, ...]]
Labels = Sequence[tuple[int, Candidate]]
"""Labels in order, each with the index of its line."""
Renamed = Iterable[tuple[int, Candidate | None, Candidate | None]]
"""Index of a line, a label on it, and what it is called: None where it is no label. And labels that are new
on their lines, behind None."""


def go_on(numbers: Sequence[float]) -> bool:
    """Whether numbers go on by one."""
    return all(b == a + 1 for a, b in pairwise(numbers))


def alternate(who: Sequence[Hashable], least: float) -> bool:
    """Whether such a share of turns at least is another's than the one before."""
    return sum(a != b for a, b in pairwise(who)) >= least * (len(who) - 1)


_SEVERAL, _SHORT, _ACROSS, _SHARE = 3, 24, 120, 1 / 3
"""Lines that are no chance; columns of a text that somebody may say again with another number; characters
that a page is wide; and share of the lines with a label that are heads of pages, at most."""
_FIGURES, _WORDS = late.regex(r"\d\d*"), late.regex(r"[^\W\d_]{2,}")


def heads_of_pages(lines: Sequence[Line], labels: Labels) -> Renamed:
    """Lines that come again, three times at least, with a number that grows: `Ref: 12 Museum, page 3 of 40`.

    All else is the same, and there are words: a label with a time behind it comes again, too.
    """
    told = [(i, label) for i, label in labels if label.form == "colon" and not label.bare]
    texts = ((i, label.key, lines[i].text[label.start :]) for i, label in told)
    short = ((i, own, text) for i, own, text in texts if len(text) <= _ACROSS and _FIGURES.search(text))
    same = grouped(((own, _FIGURES.sub("0", text.strip())), (i, text)) for i, own, text in short)
    heads = {
        (i, own)
        for (own, text), at in same.items()
        if len(at) >= _SEVERAL and width(text) > _SHORT and _WORDS.search(text)
        # A number before a label may count the turns.
        if _rises([behind for _, behind in at])
        for i, _ in at
    }
    if len({i for i, _ in heads}) <= _SHARE * len({i for i, _ in told}):
        yield from ((i, label, None) for i, label in labels if (i, label.key) in heads)


def _rises(texts: Sequence[str]) -> bool:
    """Whether a number at one place in these texts is greater in each than in the one before."""
    columns = zip(*(map(int, _FIGURES.findall(text)) for text in texts), strict=False)
    return any(all(a < b for a, b in pairwise(column)) for column in columns)


_POINTS, _ROW, _SMALL = 4, 0.9, 0.75
"""Numbers that count something: three people may each speak once. And share of the letters of lists that
stand behind the one before, or begin anew: among small ones a list within a list may be, which has `i`."""
_ORDERS = (
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "가나다라마바사아자차카타파하",
    "アイウエオカキクケコサシスセソ",
    "イロハニホヘトチリヌルヲ",
    "甲乙丙丁戊己庚辛壬癸",
    "กขคงจฉชซฌญ",
)
"""Orders in which lists have letters, where it isn't that of Unicode."""
_LETTERED: tuple[LabelForm, ...] = ("letter", "bracket")


def points(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """What only counts: numbers alone that go on by one, or stand in brackets; letters that do so again."""
    # In any script.
    values = [unicodedata.numeric(label.label, -1) if len(label.label) == 1 else -1 for _, label in labels]
    numbers = grouped(
        (label.form, (float(label.label) if value < 0 else value, (i, label.key)))
        for (i, label), value in zip(labels, values, strict=True)
        if label.form != "stated" and (value >= 0 or label.label.isdecimal())
    )
    letters = grouped(
        (label.form, (label.label, (i, label.key)))
        for (i, label), value in zip(labels, values, strict=True)
        if label.form in _LETTERED and value < 0 and len(label.label) == 1 and label.label.isalpha()
    )
    # People speak more than once, or not in order.
    counted = {
        at
        for form, of in numbers.items()
        if form == "bracket" or (len(of) >= _POINTS and go_on([number for number, _ in of]))
        for _, at in of
    }
    counted |= {at for of in letters.values() if _in_row([letter for letter, _ in of]) for _, at in of}
    return ((i, label, None) for i, label in labels if (i, label.key) in counted)


_POINT = late.regex(r"[\s*_]*[(（]\s?[\d〇一二三四五六七八九十]{1,3}\s?[)）]")
"""What counts a point in an answer: `(1) The mill: built in 1874`, `（二）磨坊：建于一八七四年`."""


def within_points(lines: Sequence[Line], labels: Labels) -> Renamed:
    """The labels that come once behind a number in brackets, where half of the lines with such have none.

    Three points are a list: what it is about stands before a colon here and there, and nobody says it.
    """
    points = {i for i, line in enumerate(lines) if _POINT.match(line.text)}
    often = Counter(label.key for _, label in labels)
    own = [(i, label) for i, label in labels if i in points]
    if len(points) >= _SEVERAL and 2 * len({i for i, _ in own}) <= len(points):
        yield from ((i, label, None) for i, label in own if often[label.key] == 1)


_BAR = late.regex(r"\s[|｜]\s")
"""What parts the name of a site, or of a column, from a headline."""


def under_a_column(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """The label of a headline that a bar parts, and that comes once: `Our talks | Mara Lind: How I dive`.

    It stands above all labels that come again. Below them a bar parts somebody's name from whom she speaks
    for, and so do several bars behind different words.
    """
    often = Counter(label.key for _, label in labels)
    below = min((i for i, one in labels if often[one.key] > 1), default=None)
    once = [(i, one) for i, one in labels if often[one.key] == 1 and (below is None or i < below)]
    heads = {
        i: _BAR.split(one.printed)[0] for i, one in once if one.form == "colon" and _BAR.search(one.printed)
    }
    if len({*heads.values()}) == 1:
        yield from ((i, one, None) for i, one in once if i in heads)


def _in_row(letters: Sequence[str]) -> bool:
    """Whether letters are those of lists, one of which has three at least: `a)`, `b)`, `c)`, and so again."""
    # An alif may be written without its hamza.
    own = ["أ" if letter == "ا" else letter for letter in letters]
    for row in [[*map(order.find, own)] for order in _ORDERS if {*own}.issubset(order)] or [[*map(ord, own)]]:
        steps = [b - a for a, b in pairwise(row)]
        again = sum(step == 1 or b == row[0] for step, b in zip(steps, row[1:], strict=True))
        # Two small letters are of a list as well: nobody is called so.
        small = all(letter.islower() for letter in own)
        least = (_SMALL if small else _ROW) * len(steps)
        if ((1, 1) in pairwise(steps) and again >= least) or (steps == [1] and small):
            return True
    return False


_LEAST, _CLASSES, _ORDER = 5, 0.6, 0.9
"""Entries of one, at least; kinds of words for each, at most; and which share of them stands below one that
comes before it in the alphabet."""


def headwords(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """Words of a dictionary, each once and in the order of the alphabet, are no people: `ANCHOR, n. ...`."""
    named = ((i, one.printed) for i, one in labels if one.form in ("period", "gap"))
    entries = {i: printed.rstrip(".").rpartition(", ") for i, printed in named}
    entries = {i: parts for i, parts in entries.items() if parts[0] and parts[-1].islower()}
    words, kinds = [key(word) for word, _, _ in entries.values()], {kind for _, _, kind in entries.values()}
    alike = len({*words}) >= max(_LEAST, _ORDER * len(words)) and len(kinds) <= _CLASSES * len(words)
    if alike and sum(a < b for a, b in pairwise(words)) >= _ORDER * (len(words) - 1):
        yield from ((i, label, None) for i, label in labels if i in entries)


def signs_behind_times(lines: Sequence[Line], signs: Labels) -> Renamed:
    """One sign behind each time parts it from the words, and is nobody's: `7:15 – Woke up`.

    Where some have it, it is of the words, as dashes are; so it is where lines without a time have it.
    """
    behind = {(i, one.key) for i, one in signs if one.time}
    if len({i for i, _ in behind}) >= _SEVERAL:
        timed = [i for i, line in enumerate(lines) if masked(line.text[:HEAD])[:1] == "\0"]
        parting = {own for _, own in behind if all((i, own) in behind for i in timed)}
        parting -= {one.key for _, one in signs if not one.time}
        yield from ((i, one, None) for i, one in signs if one.time and one.key in parting)


_BULLETS, _ASKS, _APART = "*+", 0.5, 0.8
"""Signs that lists have more often than turns. Where one is somebody's, share of what stands behind or above
it that asks, and share of those with another paragraph between them and the next: at least."""


def bullets(lines: Sequence[Line], labels: Labels) -> Renamed:
    """A star or a cross that is nobody's: of a list, of a footnote.

    Whoever has it asks, or answers what another sign asks; and somebody else speaks before it comes again.
    """
    signs = dict(labels)
    at = [*signs, len(lines)]
    asks = {i: is_question(" ".join(line.text for line in lines[i:end])) for i, end in pairwise(at)}
    answers = {i: asks[above] and signs[above].key != signs[i].key for above, i in pairwise(signs)}
    for bullet in _BULLETS:
        own = [i for i, sign in signs.items() if sign.key == bullet]
        # Another paragraph begins between two of them.
        apart = sum(
            any(k in signs or lines[k].gap or ends_sentence(lines[k - 1].text) for k in range(i + 1, end))
            for i, end in pairwise(own)
        )
        asked = max(sum(asks[i] for i in own), sum(answers.get(i, False) for i in own))
        if len(own) < _TURNS or asked < _ASKS * len(own) or apart < _APART * (len(own) - 1):
            yield from ((i, signs[i], None) for i in own)


_TURNS, _CHANGES = 2, 0.8
"""Turns behind each of two signs, at least; and share of them that stand below one with the other sign."""


def signs_of_names(lines: Sequence[Line], labels: Labels) -> Renamed:
    """Whose two signs are that take turns, where a name stands behind the first of one, and never again.

    `* How did it begin?` and `- Mara Lind: With rain.`, and then `*` and `-` alone.
    """
    signs = {i: one for i, one in labels if one.form in SIGNS}
    order = [own.key for own in signs.values()]
    often = Counter(order)
    if len(often) != 2 or min(often.values()) < _TURNS or not alternate(order, _CHANGES):
        return
    named = {
        i: one
        for i, one in reversed(labels)
        if i in signs and one.form == "colon" and not one.bare
        if lines[i].text[signs[i].start :].lstrip("*_").startswith(one.printed)
    }
    for own in often:
        first, *further = (i for i, sign in signs.items() if sign.key == own)
        if first in named and named.keys().isdisjoint(further):
            who = named[first]
            yield first, signs[first], None
            yield from ((i, signs[i], signs[i].replace(label=who.label, key=who.key)) for i in further)


_MOST_AGAIN, _SIGNED = 0.5, ("colon", "time", "bracket", "bold")
"""Share of the names on the first lines of their paragraphs that come again, from which on all are labels;
and forms that say so of a label alone on its line."""


def below_labels(lines: Sequence[Line], found: LineLabels) -> Iterator[int]:
    """The lines of a paragraph that stand below a label alone on its line.

    A name without a sign is one on the first line of its paragraph, where others begin with it too, or most
    names that stand so come again.
    """
    joined = [i for i in range(1, len(lines)) if lines[i].joined]
    bare = {i: [label for label in found[i - 1] if label.bare] for i in joined}
    firsts = {i: {label.key for label in bare[i]} for i in joined if bare[i] and not lines[i - 1].joined}
    often = Counter(own for keys in firsts.values() for own in keys)
    again = {i for i, keys in firsts.items() if any(often[own] > 1 for own in keys)}
    names = firsts if len(again) > _MOST_AGAIN * len(firsts) else again
    return (i for i in joined if i in names or any(label.form in _SIGNED for label in bare[i]))


_CAPTIONS, _SELDOM = 16, 0.1
"""Captions, at least, of which nearly none is a label; and the share that is one, at most."""


def led(lines: Sequence[Line], found: LineLabels, known: Collection[str]) -> set[int]:
    """The captions that end with a colon before what the next one says: `And then he told us:`.

    A name is on the screen with what is said, or comes again, or is brief, or has a capital at each word.
    Where hardly any caption is a label, and none twice, a brief one leads as well: `The clerk did:`. A word
    for a part in the talk is a label all the same, and so are capitals.

    known  the keys of those who surely speak
    """
    timed = sum(line.end is not None for line in lines)
    often = Counter(label.key for labels in found for label in labels)
    alone = [one.key for labels in found for one in labels if one.bare and one.form == "colon"]
    # Names that stand alone on the screen do so again.
    seldom = len({*alone}) == len(alone) <= _SELDOM * timed
    unnamed = seldom and timed >= max(_CAPTIONS, len(lines) / 2)
    leads = set[int]()
    for i, (line, below) in enumerate(pairwise(lines)):
        labels = [label for label in found[i] if label.bare]
        # What has no end is no caption, but a time in a text.
        if not labels or line.end is None or below.start in {None, line.start}:
            continue
        # Who somebody is may stand behind a name, and all of a line is the label then.
        parts = line.text.split()
        sentence = len(parts) > MOST_WORDS and not all(part[0].isupper() for part in parts)
        brief = unnamed and any(label.form == "colon" and _leads(label) for label in labels)
        if (sentence or brief) and not any(often[one.key] > 1 or one.key in known for one in labels):
            leads.add(i)
    return leads


def _leads(label: Candidate) -> bool:
    """Whether a label may be words that lead to others: no word for somebody, and no name by its capitals."""
    text = label.label
    cased = text.upper() != text.lower()
    called = text == text.upper() or name(text).looks == "name"
    return not ((cased and called) or lists(label.key) & (OFFICE | BIT["sides"]))


def named_anew(lines: Sequence[Line], found: LineLabels, told: Mapping[str, bool]) -> set[int]:
    """The lines whose speaker a container states, and another one, or none, for the line before.

    They speak, however seldom, unless an editor says that a label is nobody's.

    told  labels that are certainly a speaker's, or nobody's
    """
    before = [None, *(line.speaker for line in lines)]
    anew = {i for i, line in enumerate(lines) if line.speaker and line.speaker != before[i]}
    return {i for i in anew if all(told.get(one.key, True) for one in found[i])}
