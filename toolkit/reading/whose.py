"""Whose labels are, by what a text says of itself: of somebody who has another one as well, or of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, compress, pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.candidates import SIGNS, LabelForm
from toolkit.reading.names import PARENTHESES, SPEAKERS, name, parted
from toolkit.reading.phrases import phrases, reported, sentences, topics
from toolkit.reading.shape import BIT, NOBODY, OFFICE, Flags, Indices, below, distinct, lists
from toolkit.reading.short_names import core, short_for, words
from toolkit.reading.vocabulary import (
    HALF,
    SEVERAL,
    SIGNED,
    begins,
    behind,
    flags,
    in_brief,
    inline,
    of_keys,
    says_so,
    share,
)
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence

if TYPE_CHECKING:
    from toolkit.reading.roster import Labels
    from toolkit.reading.view import View


def certain(view: View, known: Labels) -> dict[int, float]:
    """The keys of labels that are surely a speaker's, 1, or nobody's, 0, though they look otherwise."""
    initials = known.of[in_initials(known) & known.of_form("stroke")].tolist()
    speak = in_full(known), asking(view, known), listed_above(view, known), hearing(view, known)
    sentence = phrases(known), sentences(view, known), topics(view, known), reported(view, known)
    nobody = *sentence, fields(view, known), records(view, known)
    told = dict.fromkeys(chain(initials, *speak), 1.0)
    return told | dict.fromkeys(chain.from_iterable(nobody), 0.0)


def turnless(view: View, known: Labels, sure: Flags) -> Flags:
    """The labels that begin no turn.

    sure  of each key, whether somebody is sure that it is a speaker's
    """
    nobody = things(known) | remarks(known) | terms(view, known)
    return listed(known, sure) | (nobody & ~sure[known.of]) | in_passing(view, known)


# What is printed in full at first, and shorter from then on, speaks as surely as that.


def in_full(known: Labels) -> Iterator[int]:
    """The keys of words for question and answer that come once each, where short ones come again.

    `PREGUNTA.` and `RESPUESTA.` are the first turns, and `P.` and `R.` the others.
    """
    keys, again = {*known.keys}, {known.keys[k] for k in np.flatnonzero(known.often > 1).tolist()}
    for sides in lexicon().sides:
        there = [own for side in sides if (own := keys.intersection(side))]
        full = [[own for own in side - again if len(own) > 1] for side in there]
        # Whoever answers may have no label: then nobody else comes again.
        others = len(there) == 1 and not again <= there[0]
        if all(full) and not others and not any(map(again.isdisjoint, there)):
            yield from map(known.keys.index, chain.from_iterable(full))


def roles_alone(known: Labels) -> dict[int, int]:
    """The keys of roles with a name in brackets, each with that of the role alone, which comes again.

    `The President (Ann Roe):` opens a sitting, and says the rest of it as `The President:`.
    """
    forms = set(zip(known.of.tolist(), known.form.tolist(), strict=True))
    at = {own: k for k, own in enumerate(known.keys) if known.often[k] > 1}
    alone = {
        k: at.get(PARENTHESES.sub(" ", own).strip(), k) for k, own in enumerate(known.keys) if own[-1:] == ")"
    }
    return {k: role for k, role in alone.items() if role != k and (role, known.form[known.first[k]]) in forms}


_WORDS, _NEAR, _RARELY = 4, 4, 2
"""At most: words of such a name, titles aside, since more are a sentence, such as who chairs a sitting; lines
from a first turn to the first label that comes again; and times that somebody is named in full who then has a
short name, once in the headline, say, and at first."""


def shortened(known: Labels) -> dict[int, int]:
    """The keys of names in full above all of a shorter one, each with that, which comes more often.

    `Mara Lind:` begins, and then it is `Lind:`, `Mara:` or `ML:` in the same form. Alone on a line it may be
    a byline or the title as well.
    """
    often, first, last = known.often, known.first, np.zeros_like(known.first)
    last[known.of] = np.arange(len(known.of))
    signed = ~known.of_form("alone")
    found = dict[int, int]()
    start = int(known.line[signed & (often > 1)[known.of]].min(initial=1 << 30))
    # A headline with a name stands further above, and may have it in another form.
    near = known.line[last] >= start - _NEAR
    for short in np.flatnonzero(often > 1).tolist():
        alike = np.isin(np.arange(len(often)), known.of[signed & (known.form == known.form[first[short]])])
        before = near & alike & (last < first[short]) & (often <= min(_RARELY, often[short] - 1))
        for k in np.flatnonzero(before).tolist():
            own, full = known.keys[short], known.keys[k]
            brief = len(own) < len(full) and len(core(words(full))) <= _WORDS
            if brief and own[0] in full and name(known.names[k]).looks in SPEAKERS and short_for(own, full):
                found[k] = short
    return found


def in_initials(known: Labels) -> Flags:
    """Whether each label is a full name whose initials come again: `Mara Lind — No.`, then `M.L. Well.`."""
    again = {known.keys[k].replace(".", "") for k in np.flatnonzero(known.often > 1).tolist()}
    initials = {own for own in again if 1 < len(own) <= SEVERAL}
    full = ("".join(part[0] for part in core(words(own))) in initials for own in known.keys)
    return flags(full)[known.of]


def asking(view: View, known: Labels) -> Iterator[int]:
    """The keys of letters for who asks: all behind one asks, and others answer right below (`Q. Why?`)."""
    again = known.again
    label = dict(zip(known.line[again].tolist(), known.of[again].tolist(), strict=True))
    then, asks = dict(pairwise(sorted(label))), view.has("asks")
    letters = again & known.of_form("letter") & of_keys(known, lexicon().ask)
    for k in distinct(known.of[letters]).tolist():
        own = known.line[letters & (known.of == k)].tolist()
        if asks[own].all() and all(label.get(then.get(line, -1), k) != k for line in own):
            yield k


_HEARS = 0.4
"""Share of the labels of a text, at least, that are of a board that hears somebody."""


def hearing(view: View, known: Labels) -> Iterator[int]:
    """The keys of words for a talk that ask again and again, where others answer: `Forum: Who owns it?`."""
    at = known.firsts(inline(known))
    of, asks = known.of[at], view.has("asks")[known.line[at]]
    for k in distinct(of[(known.again & known.in_lists(BIT["meta"]))[at]]).tolist():
        own = of == k
        turns = share(own) >= _HEARS and not (own[1:] & own[:-1]).any()
        if turns and share(asks[own]) >= HALF:
            yield k


_LIST, _LONG = re.compile(r"\s*(?:[,;，、；；•·|]|\s[-–—]\s)\s*"), 40
"""What stands between the names of a list, and characters of a name, at most."""
_BRACKET = re.compile(r"\s*[(（\[]")


def listed_above(view: View, known: Labels) -> Iterator[int]:
    """The keys of labels that stand in a list of names above all turns: `Present: Ann Lee, Bo Holm`.

    Two of those in the list, at least, come again. A label may be the first or the last word of a name. A
    thing may begin with a small letter there, or has one word where each of those has several.
    """
    again = known.called(known.again)
    # A name alone in the list looks like a label of those who have one before what they say.
    begin = known.again & ~known.bare
    first = int(known.line[begin if begin.any() else known.again].min(initial=len(view.lines)))
    below = distinct(known.of[known.line >= first]).tolist()
    # Who stands in the list may do something behind the name: `VOICE (outside).`
    keys = {key(_BRACKET.split(known.names[k])[0]): k for k in below} | {known.keys[k]: k for k in below}
    several = dict[str, bool]()
    # A heading that comes again is no list of one name.
    above = compress(view.plain, ~view.has("heading")[:first])
    for text in above if len(keys) > len(again) else ():
        pieces = (own for own in _LIST.split(text.rpartition(":")[2].strip()) if len(own) <= _LONG)
        for full in (key(parted(own)[0]) for own in pieces if not begins_small(own)):
            there = keys.keys() & in_brief(full)
            several |= dict.fromkeys(there, " " in full)
    if len(speak := several.keys() & again) > 1:
        full_names = all(several[own] for own in speak)
        yield from (keys[own] for own in sorted(several) if several[own] or not full_names)


def in_passing(view: View, known: Labels) -> Flags:
    """The labels with a full stop or a dash, above all turns or below them, that come again with a colon.

    `Mara Lind. She was born at sea.` and `Mara Lind – a diver` introduce what `Mara Lind: ...` says, or
    `Mara: ...`. Another sign may be a slip: among turns, where no blank line is as elsewhere, below what
    another asks. Whoever asks, or says I or you, speaks. Or the first line alone has two labels with a
    colon, and asks nothing.
    """
    colon, first = known.of_form("colon"), begins(view, known)
    passing = known.of_form("period", "stroke") | (known.of_form("alone") & (known.line < first))
    colons, others = (np.bincount(known.of[of], minlength=len(known.keys)) for of in (colon, passing))
    index = {own: k for k, own in enumerate(known.keys)}
    for k in (k for k in distinct(known.of[passing]).tolist() if name(known.names[k]).looks == "name"):
        colons[k] = max(colons[index.get(own, k)] for own in in_brief(known.keys[k]))
    mostly = ((colons > 1) & (colons >= others))[known.of]
    turns = known.line[colon & mostly]
    passing &= mostly & ((known.line < first) | (known.line > turns.max(initial=0)))
    line, *rest = [*view.plain[first:], ""]
    heads = [head for own in compress(known.names, colons) if (head := f"{own}: ") in line]
    again = any(sum(map(words.count, heads)) > 1 for words in rest)
    # Who somebody is, begins with a small letter where a script has any.
    lives = not any(line[line.index(head) + len(head) :][:1].isupper() for head in heads)
    if len(heads) > 1 and lives and not again and not view.has("asks")[first]:
        passing |= colon & (known.line == first)
    passing[passing] = ~says_so(view, _words(view, known)[passing])
    return passing & ~_slips(view, known, turns)


def _words(view: View, known: Labels) -> Indices:
    """The line that has the words of each label: below it, where it stands alone."""
    return np.minimum(known.line + known.bare, len(view.lines) - 1)


def may_introduce(view: View, known: Labels) -> Flags:
    """The lines that introduce somebody as they are read, but begin as a sentence of a turn may."""
    places = np.flatnonzero(in_passing(view, known) & ~known.bare).tolist()
    return view.are([int(known.line[at]) for at in places if not begins_small(behind(view, known, at))])


def _slips(view: View, known: Labels, turns: Indices) -> Flags:
    """The labels in the first and the last turn that may have another sign by mistake.

    turns  the lines of all others
    """
    if not len(turns):
        return known.line < 0
    first, last = int(turns.min()), int(turns.max())
    i, asks = known.line, view.has("asks")
    # The turn above ends where the next label stands.
    own = known.of[np.searchsorted(known.line, last)]
    answers = (i > last) & asks[np.maximum(i - 1, 0)] & (known.of != own)
    parts = (view.gap[1:] > 0).any()
    beside = ((i == first - 1) & (view.gap[first] == 0)) | ((i == last + 1) & (view.gap[i] == 0))
    return np.asarray(asks[_words(view, known)] | answers | (beside & parts), dtype=np.bool_)


# Fields, records, facts and things.

_INLINE, _SELDOM = 6, 0.1
"""Turns with their words behind their label, at least, and the share of those that have them below, at most,
where a label alone on its line that comes once is no turn's."""
_FIELDS = re.compile(
    r"[^:：]{1,40}(?:\s{2,}+|\u3000|\t|\s[|/·•]\s)\s*+[^\s:：][^:：]{0,24}[:：]\s*\S.{0,40}$"
)
"""A value, a wide blank or a sign, and another field with its value."""
_CREDITS = re.compile(
    r"[^:：]{1,40}(?:[,;，、；。]|\.\s)\s*+([^\s:：,;，、；][^:：,;，、；]{0,24})[:：]\s*\S.{0,40}$"
)
"""The same, with a comma or a full stop: both fields are words for a fact, or for a part in the talk."""


def fields(view: View, known: Labels) -> Iterator[int]:
    """The labels with a colon that come once and head no speech.

    Below one alone on its line stands no sentence: `Present:`, and names. And where turns have their words
    behind their label, a point of the agenda has a line of its own; it begins with the name of nobody who
    speaks. Where one comes again alone, and no other does, it heads lists if each stands right above one.
    Behind one with a value stands another: `Text: Mara Lind  Photos: Bo Berg`.
    """
    colon = known.of_form("colon")
    again = colon & known.again
    turns, under = (len(known.firsts(again & bare)) for bare in (~known.bare, known.bare))
    points = turns >= _INLINE and under <= _SELDOM * turns
    speak = tuple(f"{own} " for own in known.called(again))
    heads = np.append(known.line[colon & (known.bare | known.again)], len(view.lines))
    headed = below(view.has("item", "item form"))[known.line[again]].all() and known.bare[again].all()
    if headed and len(of := distinct(known.of[again])) == 1:
        yield int(of[0])
    for at in np.flatnonzero(colon & ~known.again).tolist():
        own, value = known.keys[known.of[at]], behind(view, known, at)
        if known.bare[at]:
            under = int(known.line[at]) + 1
            until = int(heads[np.searchsorted(heads, under)])
            unended = under < until and not view.ended[under:until].any()
            field = unended or (points and not own.startswith(speak))
        elif (credit := _CREDITS.match(value)) is not None and _told(own) and _told(key(credit[1])):
            field = True
        else:
            field = _FIELDS.match(value) is not None and not ends_sentence(value)
        if field:
            yield int(known.of[at])


def _told(word: str) -> bool:
    """Whether a word is for a fact, or for a part in the talk."""
    return bool(lists(word) & (NOBODY | BIT["role"]))


def records(view: View, known: Labels) -> Iterator[int]:
    """The labels of fields, where a text is a list of records: each begins with the same one.

    People who talk in turns begin in turns, too; who leads asks, or ends a sentence, where a field names
    something. Of two fields the first has values that come again.
    """
    places = known.firsts(known.of_form("colon") & known.again)
    begin = view.gap[known.line[places]] > 0
    heads, others = ({*known.of[places[which]].tolist()} for which in (begin, ~begin))
    if begin.sum() < SEVERAL or len(heads) > 1 or heads & others:
        return
    values = [behind(view, known, place) for place in places[begin].tolist()]
    said = share(flags(map(ends_sentence, values))) >= HALF
    again = 2 * len({*values}) <= len(values)
    if not said and len(heads | others) >= SEVERAL - again:
        yield from heads | others


def things(known: Labels) -> Flags:
    """The labels that are words for things, where all that come again are: `Problem:`, `Solution:`.

    Such a text may say I and you, and ask. A word for somebody, or for a question, is no word for a thing.
    """
    signed = known.of_form(*SIGNED, "bold")
    things_ = known.in_lists(NOBODY) & ~known.in_lists(OFFICE | BIT["sides"])
    return signed & things_ & (things_ | ~(signed & known.again)).all()


_BRACKETED, _LONGER = re.compile(r"[\[［【〔].*[\]］】〕]$"), re.compile(".{4}")
"""All of it in brackets; and what is no small word of another language, as `not` is."""


def remarks(known: Labels) -> Flags:
    """The labels in brackets that have a word for a note, such as `[Notes of the observer]: She laughs`.

    None is for somebody: a note taker asks what was said.
    """
    notes = {
        own
        for own in {label.key for label in known.candidates if _BRACKETED.match(label.printed)}
        if not lists(own) & OFFICE
        if not lexicon().note.isdisjoint((own, *filter(_LONGER.match, own.split())))
    }
    return of_keys(known, notes)


# Lists.

_ITEMS = 4
"""Labels, of which somebody would speak again if they were people."""
_OF_LISTS: tuple[LabelForm, ...] = ("arrow", "stroke")


def listed(known: Labels, sure: Flags) -> Flags:
    """The labels whose sign lists have, too, of which none comes again: items.

    A few alone may be a brief talk, where nobody speaks in another form.

    sure  as `turnless` is given it
    """
    lone = known.of_form(*_OF_LISTS) & ~in_initials(known)
    few = 1 if (known.again & ~lone).any() else _ITEMS
    for form in _OF_LISTS:
        own = known.of_form(form)
        if own.sum() < few or (own & (known.again | sure[known.of])).any():
            lone &= ~own
    return lone


def terms(view: View, known: Labels) -> Flags:
    """The labels of a list in which somebody tells of things, such as `- Sails: Cy sewed them`.

    Two items at least have one, right below each other, and it comes once; who speaks again has none so. A
    word for a role is somebody's: `- Audience: How so?` And below a question people may answer in a list.
    """
    items = view.has("item", "item form")
    item, sign = items[known.line], known.of_form(*SIGNS)
    people = known.again & ~sign
    if (people & item).any() or not people.any():
        return np.zeros_like(item)
    heads = np.maximum.accumulate(np.where(items, 0, np.arange(len(items))))
    asked = (view.has("asks") & ~items)[heads]
    own = item & ~(people | sign | known.bare | known.in_lists(OFFICE) | asked[known.line])
    lines = distinct(known.line[own])
    # People may each say a sentence of themselves, or to others.
    if share(says_so(view, lines)) > HALF:
        return np.zeros_like(item)
    beside = np.isin(lines + 1, lines) | np.isin(lines - 1, lines)
    return own & np.isin(known.line, lines[beside])


def own_terms(view: View, known: Labels) -> Indices:
    """The items of such lists that stand right below a turn: whoever has that says them."""
    lines = distinct(known.line[terms(view, known)])
    list_ = np.cumsum(~view.has("item", "item form"))
    turns = known.line[known.again & ~known.bare & ~known.of_form(*SIGNS)]
    return lines[np.isin(list_[lines], list_[turns])]
