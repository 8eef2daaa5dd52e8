"""Who begins to speak in cues without a name: dashes and arrows at the beginning of lines tell it.

`- Why?`, `—¿Por qué?—No sé.`, `>> Why?`; and behind the first of two who share a cue: `BO: - Why?`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from toolkit import late
from toolkit.readers import bounds
from toolkit.readers.cue_names import DASH, DASHES, continues, cut, together
from toolkit.reading.candidates import colon_label
from toolkit.reading.lines import Line
from toolkit.text import scripts
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence

_DASHES = f"{DASHES} \u00a0"
_DASHED = frozenset(DASHES)
_BEHIND = late.regex(
    rf"""(?<=[.!?…؟۔।"'”’»)\]♪])\s+(?=[{DASHES}])|(?<=[。！？」』）])\s*(?=[{DASHES}])"""
    rf"""|(?<=[!?؟])(?=[{DASHES}])|(?<=[^\W\d_]{{2}}[.…۔।])(?=[–—―])"""
)
"""Between the end of a sentence and a dash. Nothing need be between both: `—¿Por qué?—No sé.` A hyphen right
behind a full stop is of a word: `U.S.-made`."""
# ">> Why?", ">>> Now the weather.", as captions of broadcasts have it.
_ARROWS = late.regex(r"(?:^|(?<=\s))>{2,3}\s*")
_UNMARKED = scripts.THAI + scripts.LAO


def changes(said: Iterable[Line]) -> Iterator[Line]:
    """Dashes and arrows at the beginning of lines become changes of the speaker."""
    cues = [list(chain.from_iterable(map(_shared, cue))) for cue in together(said)]
    ends = stopped([*chain.from_iterable(cues)])
    # A cue of one line may begin with a dash for another reason, unless it is the way of the file.
    dashed = any(
        DASH.match(line.text) and not (ends and _interrupts(above.text, line.text))
        for cue in cues
        for above, line in pairwise(cue)
    )
    dashed = dashed or _dashes_part(cues)
    above, who, two = "", "", False
    for cue in cues:
        # Below two who share a cue either may go on; not where a sentence does.
        again = two and ends_sentence(above) and not continues(above, cue[0].text)
        each = len(cue) > 1 and all(DASH.match(line.text) for line in cue)
        # A dash in another cue says nothing of those of this one.
        above, two = above.lstrip(_DASHES), False
        for number, line in enumerate(cue):
            goes_on = ends and _interrupts(above, line.text)
            dash = DASH.match(line.text)
            # Whoever is named speaks first in a cue: behind the next dash is somebody else.
            over = not above or ends_sentence(above)
            own = line.speaker != "" and not (dash and number and line.speaker == who and over)
            amid = own and line.speaker == who and not over
            above, who = line.text, line.speaker
            if line.kind is not None or amid:
                yield line
            elif own:
                yield _undashed(line)
            elif ">>" in line.text:
                yield from _at_arrows(line)
            # Each line of a cue has one where two share it, who goes on, too.
            elif dashed and dash and (each or not goes_on):
                two = two or (number > 0 and over) or each
                rest = cut(line, dash.end(), len(line.text), changes=not goes_on)
                yield rest.replace(speaker="") if line.speaker else rest
            else:
                told = _undashed(line) if _behind_name(line) else line
                yield told.replace(changes=True) if again and not number else told


def _interrupts(before: str, line: str) -> bool:
    """Whether the dash that a line begins with is of the sentence that the line before goes on with."""
    words = line.lstrip(_DASHES)
    return bool(before) and words[:1].islower() and not (DASH.match(before) or ends_sentence(before))


def _shared(line: Line) -> list[Line]:
    """The pieces of a line that several share, each behind a dash.

    `- Why? - No idea.` All have the same dash, and begin as a sentence does: who tells what is said goes
    on in small letters. A name is of the first of them: `BO: - Why? - No idea.`
    """
    place = _behind_name(line)
    begins = DASH.match(line.text, place)
    if begins is None or line.kind:
        return [line]
    dashes = [
        found.end()
        for found in _BEHIND.finditer(line.text)
        if found.start() > place
        and line.text[found.end()] == line.text[place]
        and (dash := DASH.match(line.text, found.end()))
        and not begins_small(line.text[dash.end() :])
    ]
    places = pairwise([0, *dashes, len(line.text)])
    pieces = [cut(line, first, last, changes=line.changes and not first) for first, last in places]
    return [pieces[0], *(piece.replace(joined=True, speaker="") for piece in pieces[1:])]


def _behind_name(line: Line) -> int:
    """Where what is said begins in a line: behind a name and its colon, where it has one."""
    if line.speaker or _DASHED.isdisjoint(line.text):
        return 0
    label = colon_label(line.text)
    return label.start if label is not None else 0


def _undashed(line: Line) -> Line:
    """A line without the dash before what somebody says who is named: `BO: - Why?`, `<v Bo>- Why?`.

    Where a sentence goes on in small letters the dash is its own.
    """
    place = _behind_name(line)
    dash = DASH.match(line.text, place)
    if dash is None or begins_small(line.text[dash.end() :]):
        return line
    rest = cut(line, dash.end(), len(line.text), changes=line.changes)
    words = tuple(word._replace(at=word.at + place) for word in rest.words)
    return rest.replace(text=f"{line.text[:place]}{rest.text}", words=words) if rest.text else line


def stopped(lines: Sequence[Line]) -> bool:
    """Whether sentences end with full stops in what is said."""
    return sum(ends_sentence(line.text) for line in lines) >= bounds.STOPPED * len(lines)


def _dashes_part(cues: Sequence[Sequence[Line]]) -> bool:
    """Whether cues have a dash where somebody else begins to speak: hardly any stands in a sentence."""
    places = [k for k, cue in enumerate(cues) if DASH.match(cue[0].text)]
    above = [cues[k - 1][-1] for k in places if k]
    begun = len(places) - len(above) + sum(map(_over, above))
    return begun >= bounds.DASHED_LEAST and begun >= bounds.DASHED * len(places)


def _over(line: Line) -> bool:
    """Whether a sentence may be over with a line: in Thai and Lao no mark tells that."""
    return line.kind == "event" or ends_sentence(line.text) or scripts.within(line.text[-1], _UNMARKED)


def _at_arrows(line: Line) -> Iterator[Line]:
    """The pieces of a line that arrows part."""
    arrows = list(_ARROWS.finditer(line.text))
    bounds_ = [0, *(arrow.start() for arrow in arrows), len(line.text)]
    # Each piece begins behind its arrow, and ends before the next.
    pieces = zip([0, *(arrow.end() for arrow in arrows)], bounds_[1:], strict=True)
    for number, (begins, ends) in enumerate(pieces):
        if line.text[begins:ends].strip():
            yield cut(line, begins, ends, changes=number > 0)
