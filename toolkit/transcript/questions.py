"""When a doubt is worth a question, the lines for the sidecar that answer it, and what is asked about people.

Nobody wants to read a hundred paragraphs of which three are wrong, and nobody knows which.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np

from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, FindingValue, ranges, report
from toolkit.model import Location, Speaker
from toolkit.reading.lattice import Mask
from toolkit.reading.lines import Line
from toolkit.reading.shape import Indices
from toolkit.text.patterns import any_of
from toolkit.text.signs import is_question
from toolkit.transcript.cast import spoken
from toolkit.transcript.decisions import SaidKind, TextAsRead, Undecided
from toolkit.transcript.seams import Seam, Seams
from toolkit.transcript.turns import LineBlock


class Bound(NamedTuple):
    """When a cause is asked about."""

    share: float
    """Of the places that it names, how many are likely read wrongly: so many at least."""
    wrong: float
    """Paragraphs that these places make wrong, by what is likely: fewer aren't worth a question ..."""
    close: float = 1.0
    """... unless the other reading of one is likelier than this."""


# Measured on real transcripts that people read: with these two thirds of what is wrong is named.
LABEL = Bound(0.03, 0.185)
"""Of labels that are printed in one way: a speaker's, or text."""
SAID = Bound(0.06, 0.5, 0.14)
"""Of paragraphs of speech that may be told."""
NEAR = 0.15
"""Where a paragraph is plainly where such ones are, its other reading is so likely that somebody is asked."""
TOLD = Bound(0.05, 0.22)
"""Of those that are told, and may be speech, with a label or without: what somebody said is dearer."""
KIND = Bound(0.1, 1.2, 0.65)
"""Of what a paragraph outside of speech is."""
HEAD = Bound(0.2, 1.2, 0.36)
"""The same, where it may be the title, or say who wrote the text and when."""
JOINED = Bound(0.1, 0.2)
"""Of lines that go on with the one before, and may be paragraphs of their own."""
APART = Bound(0.3, 0.3)
"""The other way round."""
FURTHER = 0.005
"""Places are named whose other reading is at least so likely: what is likelier right goes with no others."""

SIZE = 30
"""Paragraphs of a text in which as many are read wrongly as is likely."""


def worth(
    places: Indices, other: Mask, bound: Bound, paragraphs: int = SIZE, hanging: Indices | None = None
) -> tuple[list[int], list[int]]:
    """The places that a question is about, and further ones of its cause.

    The most doubtful places come first, as many as keep the share of likely mistakes among them: places that
    are hardly ever wrong aren't worth reading, however many they are.

    places      of one cause, in order
    other       how likely the other reading of each is
    paragraphs  of the text
    hanging     of each place: how many paragraphs more are wrong where it is
    """
    named = other > FURTHER
    odds = other * (SIZE / max(1, paragraphs)) ** 0.5
    # A long text shows again and again how it is set, and a brief one hardly. That isn't in what is likely.
    likely = odds / (1 - other + odds)
    falling = np.sort(likely[named])[::-1]
    # With each less doubtful place the mean falls. Places that are as doubtful stay together.
    short = np.flatnonzero(np.cumsum(falling) < bound.share * np.arange(1, len(falling) + 1))
    asked = named & (likely > falling[short[0]]) if len(short) else named
    wrong = likely if hanging is None else likely * (1 + hanging)
    if not asked.any() or (wrong[asked].sum() < bound.wrong and falling[0] <= bound.close):
        return [], []
    return places[asked].tolist(), places[named & ~asked].tolist()


# Lines for the sidecar that decide what is in doubt: the hints of findings, ready to be pasted.

TABLES = 5
"""Tables that say what paragraphs are, or where they begin: an editor who needs more has better ways."""
NAMES = 12
"""Speakers likewise."""
NAMED = 25
"""Labels that a line names."""
_KEYS = ("begins", "which", "until", "kind")
"""Of a decision about paragraphs, in their order."""


def decided(undecided: Undecided, places: Sequence[tuple[int, SaidKind]], most: int = 0) -> str:
    """Tables that say what paragraphs are, so many at most.

    A table decides of all paragraphs from one to another: each stretch without others in it has its own.

    places  index of the line with which the words of each begin, and its kind
    most  0 is as many as are printed of any question
    """
    # What no decision can name is told in the words of the finding alone.
    numbers = [(undecided.places.get(words, -1), kind) for words, kind in places]
    named = [(number, kind) for number, kind in numbers if number >= 0]
    return _tables(undecided, [(kind, stretch, ()) for kind, stretch in stretches(named)], most)


def stretches(kinds: Sequence[tuple[int, SaidKind]]) -> Iterator[tuple[SaidKind, list[int]]]:
    """Paragraphs of one kind without others between them.

    kinds  numbers of paragraphs, ascending, and what each is
    """
    # Numbers that go on by one are as far from their places.
    for (kind, _), of in groupby(enumerate(kinds), lambda pair: (pair[1][1], pair[1][0] - pair[0])):
        yield kind, [number for _, (number, _) in of]


def said_by(undecided: Undecided, who: Mapping[int, str]) -> str:
    """Tables that say who says paragraphs, each its own: of what stands together, one may be somebody else's.

    who  by the index of the line with which the words of each begin
    """
    each = ((undecided.places[words], toml(name)) for words, name in who.items())
    return _tables(undecided, [("", [number], (f"speakers = [{name}]",)) for number, name in each])


_Decided = tuple[SaidKind, Sequence[int], Sequence[str]]
"""A kind, the numbers of paragraphs, and what else is said of them."""


def _tables(undecided: Undecided, decided: Iterable[_Decided], most: int = 0) -> str:
    """Tables of decisions."""
    most = most or TABLES
    made: list[str] = []
    left: set[int] = set()
    for kind, stretch, further in decided:
        if len(made) == most:
            left.add(undecided.line(stretch[0]))
            continue
        for about, decision in undecided.decisions(kind, stretch):
            if len(made) == most:
                # Of paragraphs that all begin alike each has its own.
                left.add(undecided.line(about[0]))
                break
            told = decision.told()
            table = _table("decide", {key: told[key] for key in _KEYS if key in told})
            made.append("\n".join([table, *further]))
    return "\n".join([*made, *_likewise(left)])


def speakers(whose: Mapping[str, str]) -> str:
    """Tables that say of labels that they are speakers'.

    whose  label -> the name of whoever it is taken for
    """
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for label, name in whose.items():
        printed[name].extend([toml(label)] if label != name else [])
    tables = [
        _table("speakers", {"name": name}) + (f"\naliases = [{', '.join(of)}]" if of else "")
        for name, of in [*printed.items()][:NAMES]
    ]
    return "\n".join([*tables, *_others(printed, NAMES)])


def nobodys(labels: Collection[str]) -> str:
    """What says of labels that they are nobody's."""
    quoted = ", ".join(map(toml, [*labels][:NAMED]))
    return "\n".join([f"not-speakers = [{quoted}]", *_others(labels, NAMED)])


def _others(labels: Collection[str], most: int) -> Iterator[str]:
    if len(labels) > most:
        yield "# Likewise the others."


def seams(name: str, lines: Sequence[Line], places: Sequence[int]) -> str:
    """Tables that say where paragraphs begin ("split"), or go on ("join").

    places  indices of lines
    """
    known = Seams(lines)
    made = []
    for i in places[:TABLES]:
        begins, found = known.naming(lines[i].text, inside=name == "split")
        which = {"which": f"{found.index(Seam(i, 0)) + 1} of {len(found)}"} if len(found) > 1 else {}
        made.append(_table(name, {"begins": begins, **which}))
    return "\n".join([*made, *_likewise({lines[i].number for i in places[TABLES:]})])


def _table(name: str, values: Mapping[str, str]) -> str:
    return "\n".join([f"[[{name}]]", *(f"{key} = {toml(value)}" for key, value in values.items())])


def _likewise(left: Collection[int]) -> Iterator[str]:
    """What is said of places that there is no table of."""
    if left:
        yield f"# Likewise from line {ranges(sorted(left))} on."


# Whose a label is, and what has none.

_ANEW = 4
"""Turns for each that begins with the label of the turn before: more, or a text names people at will."""
_AT_WILL = 50
"""Likewise, where nothing stands between both: 8 of 121 texts of ours have such turns, nearly all short."""
_TAIL = 48
"""Characters at the end of a paragraph that tell whether it asks: in its midst one asks for no answer."""
_THEIRS = 0.8
"""How likely a label is of somebody who has another that it is like, below which it is asked. By thought."""


def about(name: str, now: TextAsRead, numbers: Sequence[int], /, **args: FindingValue) -> Finding:
    """A finding about some lines, at the first of them."""
    return report(name, Location(now.undecided.path, numbers[0]), **args).on(numbers)


def of_people(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D107, D140: all that is asked about people, which is whose a label is, or of how many.

    asked  indices of the lines about which somebody is asked already
    """
    for places, short, others in now.made.unclear:
        numbers = _numbers(now, places)
        more = {"name": toml(others[0]), "alias": toml(short)}
        yield about("D107.several", now, numbers, label=short, speakers=tuple(others), **more)
    yield from _alike(now, asked)
    for doubt in now.made.together:
        yield about(
            "D140.several" if doubt.several else "D140.one",
            now,
            _numbers(now, doubt.places),
            label=doubt.label,
            quoted=toml(doubt.label),
            names=tuple(map(toml, doubt.parts)),
        )


def _alike(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D107: labels that are taken for somebody's because they are like another, a finding a person."""
    doubtful = {label for label, sure in now.made.sure.items() if sure < _THEIRS}
    if not doubtful:
        return
    places: defaultdict[Speaker, list[int]] = defaultdict(list)
    labels: defaultdict[Speaker, dict[str, None]] = defaultdict(dict)
    turns = spoken(now.read)
    # Whether it is a label at all comes before whose it is.
    doubtful -= {label.key for i, label in turns if i in asked}
    for i, label in turns:
        if label.key in doubtful:
            who = now.made.who[label.key][0]
            places[who].append(i)
            labels[who].setdefault(label.label)
    for who, printed in labels.items():
        yield about(
            "D107.alike",
            now,
            _numbers(now, places[who]),
            labels=tuple(map(toml, printed)),
            speaker=who.name,
            speakers=speakers({label: label for label in printed}),
            name=toml(who.name),
            aliases=", ".join(map(toml, printed)),
        )


def between(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: paragraphs without a label between two turns with the same one, in a text where that is rare.

    Who has just spoken seldom begins anew: so somebody else speaks there, or nobody. What is told between
    them, such as a heading or laughter, has interrupted the speaker; a text that names people at will tells
    nothing, but where somebody asks, what follows doesn't, and they go on to ask: it answers.

    asked  indices of the lines with which paragraphs begin that are decided, or asked about
    """
    blocks, names = [block for block, _ in now.parts], now.read.text.names
    at = [k for k, block in enumerate(blocks) if block.labelled]
    keys = now.read.best.key[[blocks[k].first for k in at]].tolist()
    same = [n for n in range(1, len(at)) if keys[n] == keys[n - 1] >= 0]
    anew = sum(at[n] == at[n - 1] + 1 for n in same)
    if len(at) <= _ANEW * len(same) or len(at) < _AT_WILL * anew:
        whose = (turn.speakers for turn in now.turns for _ in turn.paragraphs)
        nobodys = {block.words for block, who in zip(blocks, whose, strict=True) if not who}
        same = [n for n in same if _answered(now, blocks[at[n - 1] : at[n] + 1], nobodys)]
    who: dict[int, str] = {}
    again: dict[str, None] = {}
    for n in same:
        stretch = blocks[at[n - 1] + 1 : at[n]]
        other = next((key for key in chain(keys[n - 1 :: -1], keys[n:]) if key not in {keys[n], -1}), None)
        told = any(block.kind != "speech" or block.first in asked for block in stretch)
        if stretch and not told and other is not None:
            who |= dict.fromkeys([block.words for block in stretch], names[other])
            again.setdefault(toml(names[keys[n]]))
    yield from _others_say("D122.between", now, who, again, number=len(again))


def _answered(now: TextAsRead, blocks: Sequence[LineBlock], nobodys: Set[int]) -> bool:
    """Whether turns with one label ask, before and behind some paragraphs, and what stands between doesn't.

    nobodys  indices of the lines with which the words of paragraphs begin that are nobody's, as they are read
    """
    printed = now.read.text.printed
    asks = [is_question(printed[(block.words, *block.body)[-1]][-_TAIL:]) for block in blocks]
    theirs = all(block.words not in nobodys for block in blocks[1:-1])
    return len(asks) > 2 and asks[0] and asks[-1] and not any(asks[1:-1]) and theirs


def acting(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: captions of which only what somebody does in brackets tells who says them: `[BO SIGHS] At six`.

    Whoever has spoken before may go on while somebody else does it.

    asked  as in `between`
    """
    best, names = now.read.best, now.read.text.names
    who: dict[int, str] = {}
    beside: dict[str, None] = {}
    last = -1
    for block, _ in now.parts:
        label, key = best.candidates[block.first], int(best.key[block.first])
        if not block.labelled or label is None:
            continue
        if label.form != "stated" and label.start == 0 and block.first not in asked and last not in {-1, key}:
            who[block.words] = names[last]
            beside.setdefault(toml(names[key]))
        last = key
    yield from _others_say("D122.acting", now, who, beside)


_KNOWN = 3
"""Turns of somebody whose name is known at the beginning of a paragraph, at least."""
_OTHER_SIGN = r"\s?[;；.·][*_]{0,3}|[*_]{2,3}"
"""What stands there by mistake, or where a sign was forgotten behind bold."""


def begun(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: paragraphs that begin with a speaker's name, without the sign that turns have behind it.

    `Mara Lind; Well`, `Mara Lind Well`: somebody mistyped it. Behind whom one calls by name is a comma.

    asked  as in `between`
    """
    best, names = now.read.best, now.read.text.names
    turns = Counter(best.key[[block.first for block, _ in now.parts if block.labelled]].tolist())
    known = {names[key] for key, times in turns.items() if key >= 0 and times >= _KNOWN}
    known = {name for name in known if any(map(str.isalpha, name)) and len(name) > 1}
    if not known:
        return
    own = any_of(sorted(known), longest=True)
    begins = re.compile(rf"[*_]{{0,3}}(?P<own>{own})(?P<sign>{_OTHER_SIGN})?(?:\s|$)")
    who: dict[int, str] = {}
    for block, _ in now.parts:
        if block.labelled or block.kind != "speech" or block.first in asked:
            continue
        text = now.read.text.printed[block.words]
        found = begins.match(text)
        own = found["own"] if found else ""
        # Without a sign a surname may stand behind part of a name, or a word that goes on.
        full = len(own.split()) > 1 or own.isupper()
        if found and (found["sign"] or (full and text[found.end() :][:1].isupper())):
            who[block.words] = own
    yield from _others_say("D122.begun", now, who, dict.fromkeys(map(toml, who.values())))


def alike(cause: str, now: TextAsRead, who: Mapping[int, str]) -> Iterator[Finding]:
    """D122: paragraphs that begin as several others do, and have no label as they are read.

    cause  whether they begin so up to a sign, or with a name alone
    who    index of a paragraph's first line -> what may be its label
    """
    yield from _others_say(cause, now, dict(sorted(who.items())), dict.fromkeys(map(toml, who.values())))


def _others_say(
    code: str, now: TextAsRead, who: Mapping[int, str], labels: Iterable[str], **more: FindingValue
) -> Iterator[Finding]:
    """A question about paragraphs that somebody else may say; none where there are no such.

    who     index of a paragraph's first line -> who may say it
    labels  those that the paragraphs stand beside
    """
    if who:
        numbers = _numbers(now, [*who])
        decide = said_by(now.undecided, who)
        told = {"paragraphs": len(who), "lines": ranges(numbers), "decide": decide, **more}
        yield about(code, now, numbers, labels=tuple(labels), **told)


def _numbers(now: TextAsRead, places: Sequence[int]) -> list[int]:
    return [now.read.text.lines[i].number for i in places]
