"""Who speaks in the record of a sitting, of a parliament or a court.

Whoever presides has a label on each page, and most others speak once, at length: how their labels behave
tells little. But a name is in capitals there, as nothing else is; or it has an office, or a party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.forms import LabelForm
from toolkit.reading.labelled import Labelled, ToldTurns
from toolkit.reading.shape import (
    BIT,
    NOBODY,
    OFFICE,
    WORD,
    Indices,
    above,
    below,
    distinct,
    flags,
    lists,
    recurring,
    share,
)
from toolkit.reading.view import View
from toolkit.reading.vocabulary import (
    HALF,
    SEVERAL,
    beside_name,
    capitals,
    talks,
)
from toolkit.text.scripts import begins_small, unspaced

_FORMS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
"""`Mr. HOLT: ...`, `HOLT (Vell) – ...`, `Mr. HOLT. ...`"""
_PLACES, _PEOPLE, _MANY, _NAMES, _OFTEN = 3, 2, 6, 3, 3
"""Labels with a title before a name in capitals that make a record: places, and different ones, at least.
Labels all in capitals, and different names of two words among them: a heading may be so. None has a title
that is shortened (`MS. HOLT:`): one such name is enough, as often. And how often somebody is called by an
office, to tell that the others are people."""
_CHAIRED, _SAYING = 2, 3
"""Turns of whoever has an office, and of all, at least, where one name is told to be somebody's."""
_NUMBER, _HOLDER = late.regex(r"\d+"), late.regex(r", [^\W\d]+(?: [^\W\d]+)+$")
"""Of an office, a number, and who has it."""
_LETTERS = 3
"""Of a word in capitals, at least: shorter ones are initials and abbreviations."""
_TITLE, _PARTICLE = BIT["titles"], BIT["particles"]


class _Shouted(NamedTuple):
    """A name in capitals."""

    titled: bool
    """Whether a title in small letters stands before it."""
    shortened: bool
    """Whether a title that ends in a full stop does, in capitals."""
    office: bool
    """Whether one of its words is for an office or a title; `words` are all others."""
    words: int


def sitting(text: Labelled) -> ToldTurns:
    """Who speaks, where a text is the record of a sitting; lines in capitals without a label head a part."""
    found = [of for form in _FORMS for of in _in_capitals(text, form)] or _without_case(text)
    turns = distinct(text.line[found])
    # The last line of a paragraph may be a word in capitals, and so may be all that somebody says.
    begins = text.opens.copy()
    begins[text.line[text.again & ~text.bare]] = begins[turns] = False
    begins[: turns.min(initial=len(begins))] = False
    shouted = [i for i in np.flatnonzero(begins).tolist() if capitals(text.plain[i])]
    return text.turns_at(np.array(found, dtype=np.intp), outside=shouted)


_HAPPENS, _BRIEF = 2, 5
"""Lines that tell what happens without brackets, and words of such a line: at least, and at most."""
_APPLAUSE = late.regex(r"[^\W\d_][^,;:.!?…，、。]*[.。]$")
"""A sentence without a comma."""


def happened(view: View, turns: Sequence[int]) -> list[int]:
    """The paragraphs of a record that tell without brackets what happens: `Aplausos do PSM.` or `Risas.`.

    Each is a brief sentence that begins with a word for it.

    turns  the lines that begin with a label, of a record
    """
    first = min(turns, default=len(view.lines))
    labels = flags(map(bool, view.found))
    # Below a label alone on its line stands what is said.
    bare = flags(any(label.bare for label in found) for found in view.found)
    alone = view.opens & below(view.opens, last=True) & ~labels & ~above(bare)
    alone[: first + 1] = False
    tell = (i for i in np.flatnonzero(alone).tolist() if _APPLAUSE.match(view.plain[i].strip()))
    words = ((i, WORD.findall(view.plain[i])) for i in tell)
    found = [i for i, own in words if 0 < len(own) <= _BRIEF and lists(own[0]) & BIT["event"]]
    return found if len(found) >= _HAPPENS else []


def _in_capitals(text: Labelled, form: LabelForm) -> list[int]:
    """The labels of one form that are names in capitals: places in `known`; none where they are nobody's."""
    each = ((k, _shouted(text.names[k])) for k in distinct(text.of[text.of_form(form)]).tolist())
    named = {k: name for k, name in each if name is not None}
    at = np.flatnonzero(text.of_form(form) & np.isin(text.of, [*named])).tolist()
    at = [place for place in at if any(map(str.islower, _said(text, place)))]
    often = np.bincount(text.of[at], minlength=len(text.keys))
    named = {k: name for k, name in named.items() if often[k]}
    titled = [k for k, name in named.items() if name.titled]
    if len(titled) < _PEOPLE or often[titled].sum() < _PLACES:
        shortened = [k for k, name in named.items() if name.shortened]
        names = sum(name.words > 1 for name in named.values())
        several = names >= _NAMES and often[[*named]].sum() >= _MANY and _people(text, at, named, often)
        # Before a comma an office, and behind it who has it: `MAYOR OF VELL, ADA BERG:`.
        held = {k for k, name in named.items() if name.office and name.words > 1 and ", " in text.names[k]}
        held |= {int(text.of[place]) for place in at if _has_office(text, place)}
        several |= len(held) >= SEVERAL
        # Behind a full stop nothing else is: a name in capitals, and a party in brackets.
        aside = {int(text.of[place]) for place in at if form == "period" and text.candidates[place].asides}
        partied = sum(" " in text.names[k] for k in aside & named.keys())
        few = often[shortened].sum() < _MANY and partied < _PEOPLE
        if few and not several and not _addressed(text, at, named, often):
            return []
        named = {
            k: name
            for k, name in named.items()
            if name.words > 1 or name.office or often[k] > 1 or (k in aside and partied)
        }
    return [place for place in at if int(text.of[place]) in named]


def _has_office(text: Labelled, place: int) -> bool:
    """Whether an office stands before brackets, a comma and a name: `HEAD OF HARBOURS (HH), BO BERG:`."""
    label = text.candidates[place]
    return not label.printed.startswith(label.label) and any(
        lists(word) & OFFICE for word in WORD.findall("".join(label.asides[:1]))
    )


def _said(text: Labelled, place: int) -> str:
    """What stands behind a label, or right below it."""
    line = int(text.line[place])
    below = text.bare[place] and line + 1 < len(text.lines) and not text.gap[line + 1]
    return text.plain[line + 1] if below else text.behind(place)


def _people(text: Labelled, at: Sequence[int], named: Mapping[int, _Shouted], often: Indices) -> bool:
    """Whether names in capitals are people's: one has an office, again and again, or two are of one party."""
    if any(name.office and often[k] >= _OFTEN for k, name in named.items()):
        return True
    members = {(aside, int(text.of[place])) for place in at for aside in text.candidates[place].asides}
    return max(Counter(aside for aside, k in members if k in named).values(), default=0) > 1


def _without_case(text: Labelled) -> list[int]:
    """The labels before a dash of a record in a script that has no capitals: places in `known`.

    Somebody has an office, again and again, and others have a place or a party in brackets behind the name:
    `의장 –`, `김하늘 (항구) –`.
    """
    at = np.flatnonzero(text.of_form("stroke")).tolist()
    at = [place for place in at if (name := text.names[text.of[place]]).lower() == name.upper()]
    often = Counter(int(text.of[place]) for place in at)
    offices = {k for k, times in often.items() if times >= _OFTEN and _is_office(text.names[k])}
    beside = {int(text.of[place]) for place in at if text.candidates[place].asides} - offices
    at = [place for place in at if int(text.of[place]) in offices | beside]
    return at if offices and _called(text, at, beside) else []


def _is_office(name: str) -> bool:
    """Whether all words of a name are words for an office."""
    words = WORD.findall(name)
    return bool(words) and all(lists(word) & OFFICE for word in words)


def _addressed(text: Labelled, at: Sequence[int], named: Mapping[int, _Shouted], often: Indices) -> bool:
    """Whether a name in capitals with a place in brackets is said in small letters, beside an office.

    `ANN HOLT (Vell) – ...`, and `CHAIR – Mr. Holt, please.`
    """
    offices = sum(int(often[k]) for k, name in named.items() if name.office and not name.words)
    beside = {int(text.of[place]) for place in at if text.candidates[place].asides}
    people = {k for k in beside if k in named and named[k].words > 1}
    return offices >= _CHAIRED and len(at) >= _SAYING and _called(text, at, people)


def _called(text: Labelled, at: Sequence[int], people: Collection[int]) -> bool:
    """Whether somebody is called by a word of the name in what is said, which mostly ends sentences.

    Terms of a list are explained, and who has something to do is told what, in a few words.
    """
    lines = text.line[at]
    ends = [*lines[1:].tolist(), len(text.lines)]
    turns = zip(lines.tolist(), ends, strict=True)
    if share(flags(bool(text.ended[first:last].any()) for first, last in turns)) < HALF:
        return False
    words = {key(word) for k in people for word in WORD.findall(text.names[k]) if not lists(word) & OFFICE}
    begins = {int(text.line[place]): text.candidates[place].start for place in at}
    said = (row[begins.get(i, 0) :] for i, row in enumerate(text.printed) if i >= lines.min(initial=0))
    found = (word for row in said for word in WORD.findall(row) if not (capitals(word) or begins_small(word)))
    return any(len(word) >= _LETTERS - unspaced(word[0]) and key(word) in words for word in found)


def _words(name: str, nobody: int, but: int) -> list[tuple[str, int]]:
    """The words of a name, and the lists that have each; none where one is a number, or is nobody's."""
    words = [(word, lists(word)) for word in WORD.findall(name)]
    none = any((of & nobody and not of & but) or any(map(str.isdigit, word)) for word, of in words)
    return [] if none else words


_BRACKETS = late.regex(r"\s*[(（][^()（）]*[)）]")


def _shouted(name: str) -> _Shouted | None:
    """A name in capitals, or none: a title in small letters may stand before it, and a particle within it.

    Who that is may stand behind it, in brackets and in small letters: `THE CHAIR (Mara Lind. ABC)`.
    """
    name = _BRACKETS.sub("", name)
    # An office may have a number: `HEAD OF THE 700 YEARS OF VELL, ADA BERG`.
    own = _NUMBER.sub("", name) if _HOLDER.search(name) else name
    words = _words(own, NOBODY, _PARTICLE) if any(map(capitals, own.split())) else []
    before = list(takewhile(lambda word: not (capitals(word[0]) and len(word[0]) > 1), words))
    rest = words[len(before) :]
    long = any(capitals(word) and len(word) >= _LETTERS for word, _ in rest)
    shouted = all(capitals(word) or of & _PARTICLE for word, of in rest)
    if not (long and shouted and all(of & (OFFICE | _PARTICLE) or capitals(word) for word, of in before)):
        return None
    titled = any(of & _TITLE and not capitals(word) for word, of in before)
    plain = sum(not of & (OFFICE | _PARTICLE) for _, of in rest)
    shortened = any(of & _TITLE and not of & _PARTICLE and f"{word}. " in name for word, of in words)
    return _Shouted(titled, shortened and plain > 0, titled or any(of & OFFICE for _, of in rest), plain)


_UNNAMED = NOBODY | BIT["salutation"]
"""Lists of words that no name has."""
_RECORD = 4
"""People, from which on it is a record."""


def officials(text: Labelled) -> ToldTurns:
    """The labels that say who somebody is: `高議員：`, `Präsidentin Mara Lind:`, `Bo Berg (VLP):`.

    Two of them, at least, are different, and each is set as others are. Where letters have a case, one comes
    again. `高級教師：` and `王先生：` stand in lists, too, but hardly anybody asks there, or says I or you.
    """
    at = np.flatnonzero(text.of_form("colon"))
    at = at[recurring(text.style[at])]
    beside = {
        int(text.of[place]) for place in at.tolist() if any(map(beside_name, text.candidates[place].asides))
    }
    says = {k: _presents(text.names[k], k in beside) for k in distinct(text.of[at]).tolist()}
    again = {k for k, how in says.items() if how is not None and text.often[k] > 1}
    cased = any(text.names[k] != text.names[k].lower() for k in says)
    # Two such names alone on their lines, with a colon, head what is said: each may speak once, at length.
    heads = {int(text.of[place]) for place in at[text.bare[at]].tolist() if says[int(text.of[place])]}
    stand = bool(again) or not cased or len(heads) >= _PEOPLE
    named = {k for k, how in says.items() if how and stand} | again
    if sum(bool(says[k]) for k in named) < _PEOPLE:
        return ToldTurns()
    places = at[np.isin(text.of[at], [*named])]
    ends = distinct(np.array([*text.line[at], len(text.lines)], np.intp))
    turns = (text.plain[i : ends[np.searchsorted(ends, i, side="right")]] for i in text.line[places].tolist())
    if share(flags(talks("".join(turn)) for turn in turns)) < HALF:
        return ToldTurns()
    told = text.turns_at(places)
    # A magazine tells what happens while two of them talk.
    record = not cased or len(told.people) >= _RECORD or len(heads) >= _PEOPLE
    return told if record else told._replace(turns=())


def _presents(name: str, beside: bool) -> bool | None:
    """Whether a name says who somebody is; None where it is nobody's.

    beside  whether something is beside it: a party, or an office
    """
    if unspaced(name[0]):
        named = name[0] in lexicon().surnames and name.endswith(tuple(lexicon().called))
        return named or (beside and name in lexicon().roles) or None
    # `The minister said` has no verb in lower case there.
    if name.lower() == name.upper() and not beside:
        return None
    words = _words(name, _UNNAMED, OFFICE)
    # Further on it may be a name: *ada* and *mia* begin sentences in some language.
    if words and words[0][1] & BIT["starts"] and not words[0][1] & OFFICE:
        return None
    # `Mara Lind - mail` is no name.
    if not all(any(map(str.isalnum, piece)) for piece in name.split()):
        return None
    if any(word[0].islower() and not of & (_PARTICLE | OFFICE) for word, of in words):
        return None
    plain = sum(not word[0].islower() and not of & OFFICE for word, of in words)
    office = any(of & OFFICE and not of & _PARTICLE for _, of in words)
    return (office or beside) if plain > (not office) else None
