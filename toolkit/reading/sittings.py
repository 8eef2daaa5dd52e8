"""The record of a sitting: who speaks in a parliament, a council or a court.

Whoever presides has a label on each page, and most others speak once, at length: how their labels behave
tells little. But a name is printed in capitals there, as nothing else is, or alone on its line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

import numpy as np

from toolkit.languages.lexicon import lexicon, says_i_or_you
from toolkit.reading.candidates import LabelForm
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, OFFICE, WORD, Indices, distinct, lists
from toolkit.reading.speaking import ToldTurns
from toolkit.reading.view import View
from toolkit.text.scripts import unspaced
from toolkit.text.signs import is_question

_FORMS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
"""`Mr. HOLT: ...`, `HOLT (Vell) – ...`, `Mr. HOLT. ...`"""
_PLACES, _PEOPLE = 3, 2
"""Labels with a title before a name in capitals that make a record: places, and different ones, at least."""
_MANY, _NAMES = 6, 3
"""The same of labels all in capitals, and different names of two words among them: a heading may be so.
None has a title that is shortened (`MS. HOLT:`): one such name is enough, as often."""
_AGAIN = 3
"""How often somebody is called by an office, to tell that the others are people: at least."""
_CALLS, _VOICES = 5, 4
"""How often whoever presides has a label alone on its line, at least; and different labels that come again.
Full names count, too, where people are called so: the points of an agenda look the same."""
_LONG, _SAID = 60, 0.8
"""Columns of a line that may go on below; and share of the lines that do, or end a sentence, at least."""
_LETTERS = 3
"""Of a word in capitals, at least: shorter ones are initials and abbreviations."""
_TITLE, _ROLE, _PARTICLE, _START = map(BIT.__getitem__, ("titles", "role", "particles", "starts"))


class _Shouted(NamedTuple):
    """A name in capitals."""

    titled: bool
    """Whether a title in small letters stands before it."""
    shortened: bool
    """Whether a title that ends in a full stop does, in capitals."""
    office: bool
    """Whether one of its words is for an office or a title."""
    words: int
    """How many are not."""


def sitting(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where a text is the record of a sitting; lines in capitals without a label head a part."""
    found = [of for form in _FORMS for of in _in_capitals(view, known, form)]
    found = found or [*_alone(view, known)] or [*_called_so(view, known)]
    turns = distinct(known.line[found])
    first = int(turns.min(initial=len(view.lines)))
    # The last line of a paragraph may be a word in capitals, and so may be all that somebody says.
    begins = view.opens.copy()
    begins[known.line[known.again & ~known.bare]] = begins[turns] = False
    shouted = [i for i in (np.flatnonzero(begins[first:]) + first).tolist() if _capitals(view.plain[i])]
    return ToldTurns(turns.tolist(), distinct(known.of[found]).tolist(), outside=shouted)


def _in_capitals(view: View, known: Labels, form: LabelForm) -> Iterable[int]:
    """The labels of one form that are names in capitals: places in `known`; none where they are nobody's."""
    at = np.flatnonzero(known.of_form(form)).tolist()
    at = [place for place in at if any(map(str.islower, _behind(view, known, place)))]
    often = np.bincount(known.of[at], minlength=len(known.keys))
    each = ((k, _shouted(known.names[k])) for k in np.flatnonzero(often).tolist())
    named = {k: name for k, name in each if name is not None}
    titled = [k for k, name in named.items() if name.titled]
    if len(titled) < _PEOPLE or often[titled].sum() < _PLACES:
        shortened = [k for k, name in named.items() if name.shortened]
        names = sum(name.words > 1 for name in named.values())
        several = names >= _NAMES and often[[*named]].sum() >= _MANY and _people(known, at, named, often)
        # Behind a full stop nothing else is: a name in capitals, and a party in brackets.
        aside = {int(known.of[place]) for place in at if form == "period" and known.candidates[place].asides}
        partied = sum(" " in known.names[k] for k in aside & named.keys())
        if not several and often[shortened].sum() < _MANY and partied < _PEOPLE:
            return []
        named = {
            k: name
            for k, name in named.items()
            if name.words > 1 or name.office or often[k] > 1 or (k in aside and partied)
        }
    return [place for place in at if int(known.of[place]) in named]


def _behind(view: View, known: Labels, place: int) -> str:
    """What is said behind a label, or below one that is alone on its line."""
    i, label = int(known.line[place]), known.candidates[place]
    if label.bare:
        return "".join(line.text for line in view.lines[i + 1 : i + 2] if not line.joined)
    return view.lines[i].text[label.start :]


def _people(known: Labels, at: Sequence[int], named: Mapping[int, _Shouted], often: Indices) -> bool:
    """Whether names in capitals are people's: one has an office, again and again, or two are of one party."""
    if any(name.office and often[k] >= _AGAIN for k, name in named.items()):
        return True
    parties = defaultdict(set)
    for place in at:
        for aside in known.candidates[place].asides:
            parties[aside].add(int(known.of[place]))
    return any(len(members & named.keys()) > 1 for members in parties.values())


def _alone(view: View, known: Labels) -> Iterable[int]:
    """The labels alone on their lines, where one of them calls somebody by an office again and again.

    Nothing else on a line of its own comes again and always stands above sentences. Of what comes once, a
    full name does.
    """
    alone = known.of_form("alone") & known.bare & (known.line < len(view.lines) - 1)
    at, count = np.flatnonzero(alone), len(known.keys)
    of, under = known.of[at], known.line[at] + 1
    joined = np.array([line.joined for line in view.lines])[under]
    heads = view.has("ends")[under] & ~np.isin(under, known.line[at]) & ~joined
    often = np.bincount(of, minlength=count)
    always = np.bincount(of, weights=~heads, minlength=count) == 0
    again = (often > 1) & always
    calls = [k for k in np.flatnonzero(again & (often >= _CALLS)).tolist() if _office(known.names[k])]
    if not calls:
        return []
    begin = int(known.line[at[np.isin(of, calls)]].min())
    once = {k for k in distinct(of).tolist() if often[k] == 1 and always[k]}
    later = once.intersection(of[known.line[at] > begin].tolist())
    full = [k for k in once if _of_office(known.names[k]) or (k in later and _full(known.names[k]))]
    if again.sum() < _VOICES:
        called = _called(view, {known.names[k] for k in full})
        if called < _PEOPLE or again.sum() + len(full) < _VOICES:
            return []
    chosen: list[int] = at[again[of] | np.isin(of, full)].tolist()
    return chosen


def _called(view: View, names: Collection[str]) -> int:
    """How many of these names have a word that stands behind a title in the text: `Mr Berg has the floor`."""
    said = (WORD.findall(line) for line in view.plain if line not in names)
    behind = {
        (before, word)
        for words in said
        for before, word in pairwise(words)
        if word[0].isupper() and (of := lists(before)) & _TITLE and not of & (_PARTICLE | _START)
    }
    # In "The Secretary Report is late" the title is no person's.
    return sum(
        any(word in own and before not in own for before, word in behind) for own in map(WORD.findall, names)
    )


def _called_so(view: View, known: Labels) -> Iterable[int]:
    """The labels before a colon that are a surname and end in what somebody is called: `高議員：`.

    In Chinese and Japanese. Two of them, at least, are different; and most say I or you, or ask, as a list of
    offices or of gifts doesn't: `高級教師：`, `王先生：`.
    """
    at = np.flatnonzero(known.of_form("colon") & ~known.bare).tolist()
    called = tuple(lexicon().called)
    named = {
        k
        for k in distinct(known.of[at]).tolist()
        if unspaced((name := known.names[k])[0]) and name[0] in lexicon().surnames and name.endswith(called)
    }
    places = [place for place in at if int(known.of[place]) in named]
    said = view.has("ends") | (view.widths > _LONG // 2)
    if len(named) < _PEOPLE or said[known.line[places]].mean() < _SAID:
        return []
    ends = distinct(np.array([*known.line[at], len(view.lines)], np.intp))
    talk = 0
    for i in known.line[places].tolist():
        turn = "".join(view.plain[i : int(ends[np.searchsorted(ends, i, side="right")])])
        talk += is_question(turn) or says_i_or_you(turn)
    return places if 2 * talk >= len(places) else []


def _shouted(name: str) -> _Shouted | None:
    """A name in capitals, or none: a title in small letters may stand before it, and a particle within it."""
    if not any(map(_capitals, name.split())):
        return None
    words = [(word, lists(word)) for word in WORD.findall(name)]
    if any((of & NOBODY and not of & _PARTICLE) or any(map(str.isdigit, word)) for word, of in words):
        return None
    before = list(takewhile(lambda word: not (_capitals(word[0]) and len(word[0]) > 1), words))
    rest = words[len(before) :]
    if not any(_capitals(word) and len(word) >= _LETTERS for word, _ in rest):
        return None
    if not all(_capitals(word) or of & _PARTICLE for word, of in rest):
        return None
    if not all(of & (OFFICE | _PARTICLE) or _capitals(word) for word, of in before):
        return None
    titled = any(of & _TITLE and not _capitals(word) for word, of in before)
    plain = sum(not of & (OFFICE | _PARTICLE) for _, of in rest)
    shortened = any(of & _TITLE and not of & _PARTICLE and f"{word}. " in name for word, of in words)
    return _Shouted(titled, shortened and plain > 0, titled or any(of & OFFICE for _, of in rest), plain)


def _office(name: str) -> bool:
    """Whether a label is the words for an office, and nothing else but its article or title."""
    if lists(name) & _ROLE:
        return True
    found = [lists(word) for word in WORD.findall(name)]
    return any(of & _ROLE for of in found) and all(of & (OFFICE | _PARTICLE) for of in found)


def _of_office(name: str) -> bool:
    """Whether a label is an office, and perhaps says of what: "La ministra de la Mar", "d'Aigües"."""
    if _office(name):
        return True
    found = map(lists, WORD.findall(name.replace("'", " ").replace("’", " ")))
    rest = dropwhile(lambda of: of & (_PARTICLE | _START) and not of & _ROLE, found)
    return bool(next(rest, 0) & OFFICE and next(rest, _PARTICLE) & _PARTICLE)


def _full(name: str) -> bool:
    """Whether a label is a name of two words or more that begin with capitals."""
    words = [(word, lists(word)) for word in WORD.findall(name)]
    capital = [word[0].isupper() for word, _ in words]
    return sum(capital) > 1 and all(
        begins or of & _PARTICLE for begins, (_, of) in zip(capital, words, strict=True)
    )


def _capitals(text: str) -> bool:
    return text.upper() == text != text.lower()
