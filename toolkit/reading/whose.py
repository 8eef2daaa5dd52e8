"""Whose labels are, by what a text says of itself: of somebody who has another one as well, or of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, compress, pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit import late
from toolkit.grouped import grouped
from toolkit.languages.lexicon import key, lexicon
from toolkit.late import once
from toolkit.reading.forms import SIGNS, LabelForm
from toolkit.reading.names import PARENTHESES, SPEAKERS, name, parted
from toolkit.reading.phrases import diary, facts, phrases, reported, sentences, topics, views
from toolkit.reading.rights import of_rights
from toolkit.reading.shape import BIT, NOBODY, OFFICE, Flags, Indices, below, distinct, flags, lists, share
from toolkit.reading.short_names import core, hooks, near, short_for, words
from toolkit.reading.vocabulary import ASKERS, HALF, SEVERAL, SIGNED, in_brief
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled


def certain(text: Labelled) -> dict[int, float]:
    """The keys of labels that are surely a speaker's, 1, or nobody's, 0, though they look otherwise."""
    initials = text.of[in_initials(text) & text.of_form("stroke")].tolist()
    speak = in_full(text), asking(text), listed_above(text), hearing(text), in_parts(text)
    told = text.of[[*diary(text), *facts(text), *views(text)]].tolist()
    sentence = phrases(text), sentences(text), topics(text), reported(text)
    nobody = *sentence, fields(text), records(text), of_rights(text), told
    return dict.fromkeys(chain(initials, *speak), 1.0) | dict.fromkeys(chain.from_iterable(nobody), 0.0)


def turnless(text: Labelled, sure: Flags) -> Flags:
    """The labels that begin no turn.

    sure  of each key, whether somebody is sure that it is a speaker's
    """
    nobody = things(text) | remarks(text) | terms(text)
    return listed(text, sure) | (nobody & ~sure[text.of]) | in_passing(text)


# What is printed in full at first, and shorter from then on, speaks as surely as that.


def in_full(text: Labelled) -> Iterator[int]:
    """The keys of words for question and answer that come once each, where short ones come again.

    `PREGUNTA.` and `RESPUESTA.` are the first turns, and `P.` and `R.` the others.
    """
    keys, again = {*text.keys}, {text.keys[k] for k in np.flatnonzero(text.often > 1).tolist()}
    for sides in lexicon().sides:
        there = [own for side in sides if (own := keys.intersection(side))]
        full = [[own for own in side - again if len(own) > 1] for side in there]
        # Whoever answers may have no label: then nobody else comes again.
        others = len(there) == 1 and not again <= there[0]
        if all(full) and not others and not any(map(again.isdisjoint, there)):
            yield from map(text.keys.index, chain.from_iterable(full))


def roles_alone(text: Labelled) -> dict[int, int]:
    """The keys of roles with a name in brackets, each with that of the role alone, which comes again.

    `The President (Ann Roe):` opens a sitting, and says the rest of it as `The President:`.
    """
    forms = set(zip(text.of.tolist(), text.form.tolist(), strict=True))
    at = {own: k for k, own in enumerate(text.keys) if text.often[k] > 1}
    alone = {
        k: at.get(PARENTHESES.sub(" ", own).strip(), k) for k, own in enumerate(text.keys) if own[-1:] == ")"
    }
    return {k: role for k, role in alone.items() if role != k and (role, text.form[text.first[k]]) in forms}


_WORDS, _NEAR, _RARELY = 4, 4, 2
"""At most: words of such a name, titles aside, since more are a sentence, as of who chairs; lines from a turn
to the first label that comes again; and times that somebody is named in full who has a short name then."""


def shortened(text: Labelled) -> dict[int, int]:
    """The keys of names in full above all of a shorter one, `Mara Lind:`, each with that, `Lind:` or `ML:`.

    The shorter one comes more often, in the same form.
    """
    often, first, last = text.often.tolist(), text.first.tolist(), np.zeros_like(text.first)
    last[text.of] = np.arange(len(text.of))
    signed = ~text.of_form("alone")  # alone on a line it may be a byline or the title
    start = int(text.line[signed & (text.often > 1)[text.of]].min(initial=1 << 30))  # a headline is above
    rare = (text.line[last] >= start - _NEAR) & (text.often <= _RARELY) & (text.often < max(often, default=0))
    full = (k for k in np.flatnonzero(rare).tolist() if name(text.names[k]).looks in SPEAKERS)
    brief = (k for k in full if len(core(words(text.keys[k]))) <= _WORDS)
    index = grouped((hook, k) for k in brief for hook in hooks(text.keys[k]))
    ways = {*zip(text.of[signed].tolist(), text.form[signed].tolist(), strict=True)}
    return {
        k: short
        for short in np.flatnonzero(text.often > 1).tolist()
        for k in near(text.keys[short], index)
        if last[k] < first[short] and often[k] < often[short] and (k, text.form[first[short]]) in ways
        if len(text.keys[short]) < len(text.keys[k]) and short_for(text.keys[short], text.keys[k])
    }


@once
def in_initials(text: Labelled) -> Flags:
    """Whether each label is a full name whose initials come again: `Mara Lind — No.`, then `M.L. Well.`."""
    again = {text.keys[k].replace(".", "") for k in np.flatnonzero(text.often > 1).tolist()}
    initials = {own for own in again if 1 < len(own) <= SEVERAL}
    full = (bool(initials) and "".join(part[0] for part in core(words(own))) in initials for own in text.keys)
    return flags(full)[text.of]


def asking(text: Labelled) -> Iterator[int]:
    """The keys of letters for who asks: all behind one asks, and others answer right below (`Q. Why?`).

    Behind Q nothing need ask, where it is a quarter of the turns: among others it may be Quintus.
    """
    again = text.again
    label = dict(zip(text.line[again].tolist(), text.of[again].tolist(), strict=True))
    then, asks = dict(pairwise(sorted(label))), text.has("asks")
    letters = again & text.of_form("letter") & text.of_keys(lexicon().ask)
    for k in distinct(text.of[letters]).tolist():
        own = text.line[letters & (text.of == k)].tolist()
        often = text.keys[k] == "q" and 4 * len(own) >= len(label)
        others = all(label.get(then.get(line, -1), k) != k for line in own)
        if others and (often or asks[own].all()):
            yield k


_HEARS = 0.4
"""Share of the labels of a text, at least, that are of a board that hears somebody."""


def hearing(text: Labelled) -> Iterator[int]:
    """The keys of words for a talk that ask again and again, where others answer: `Forum: Who owns it?`."""
    at = text.firsts(text.inline)
    of, asks = text.of[at], text.has("asks")[text.line[at]]
    for k in distinct(of[(text.again & text.in_lists(BIT["meta"]))[at]]).tolist():
        own = of == k
        turns = share(own) >= _HEARS and not (own[1:] & own[:-1]).any()
        if turns and share(asks[own]) >= HALF:
            yield k


def in_parts(text: Labelled) -> Iterator[int]:
    """The keys of words for who asks and who answers that come again: `participant_07: yes`.

    Half of what they say has two words at least, as few values of fields named `host` and `guest` have.
    """
    places = text.firsts(text.inline & text.again & text.of_form("colon"))
    own = {
        k: lexicon().roles.get(text.keys[k].rstrip("_0123456789 "))
        for k in distinct(text.of[places]).tolist()
    }
    part = {k: role in ASKERS for k, role in own.items() if role and len(text.keys[k]) > 1}
    says = [len(text.behind(place).split()) > 1 for place in places.tolist() if text.of[place] in part]
    if len({*part.values()}) > 1 and 2 * sum(says) >= len(says):
        yield from part


_LIST, _LONG = late.regex(r"\s*(?:[,;，、；；•·|]|\s[-–—]\s)\s*"), 40
"""What stands between the names of a list, and characters of a name, at most."""
_BRACKET = late.regex(r"\s*[(（\[]")


def listed_above(text: Labelled) -> Iterator[int]:
    """The keys of labels that stand in a list of names above all turns: `Present: Ann Lee, Bo Holm`.

    Two of those in the list, at least, come again. A label may be the first or the last word of a name. A
    thing may begin with a small letter there, or has one word where each of those has several.
    """
    again = text.called(text.again)
    # A name alone in the list looks like a label of those who have one before what they say.
    begin = text.again & ~text.bare
    first = int(text.line[begin if begin.any() else text.again].min(initial=len(text.lines)))
    below = distinct(text.of[text.line >= first]).tolist()
    # Who stands in the list may do something behind the name: `VOICE (outside).`
    keys = {key(_BRACKET.split(text.names[k])[0]): k for k in below} | {text.keys[k]: k for k in below}
    several = dict[str, bool]()
    # A heading that comes again is no list of one name.
    above = compress(text.plain, ~text.has("heading")[:first])
    for row in above if len(keys) > len(again) else ():
        pieces = (own for own in _LIST.split(row.rpartition(":")[2].strip()) if len(own) <= _LONG)
        for full in (key(parted(own)[0]) for own in pieces if not begins_small(own)):
            there = keys.keys() & in_brief(full)
            several |= dict.fromkeys(there, " " in full)
    if len(speak := several.keys() & again) > 1:
        full_names = all(several[own] for own in speak)
        yield from (keys[own] for own in sorted(several) if several[own] or not full_names)


@once
def in_passing(text: Labelled) -> Flags:
    """The labels with a full stop or a dash, above all turns or below them, that come again with a colon.

    `Mara Lind. She was born at sea.` and `Mara Lind – a diver` introduce what `Mara Lind: ...` says, or
    `Mara: ...`. Another sign may be a slip: among turns, where no blank line is as elsewhere, below what
    another asks. Whoever asks, or says I or you, speaks. Or the first line alone has two labels with a
    colon, and asks nothing.
    """
    colon, first = text.of_form("colon"), text.first_turn
    passing = text.of_form("period", "stroke") | (text.of_form("alone") & (text.line < first))
    colons, others = (np.bincount(text.of[of], minlength=len(text.keys)) for of in (colon, passing))
    index = {own: k for k, own in enumerate(text.keys)}
    for k in (k for k in distinct(text.of[passing]).tolist() if name(text.names[k]).looks == "name"):
        colons[k] = max(colons[index.get(own, k)] for own in in_brief(text.keys[k]))
    mostly = ((colons > 1) & (colons >= others))[text.of]
    turns = text.line[colon & mostly]
    passing &= mostly & ((text.line < first) | (text.line > turns.max(initial=0)))
    line, *rest = [*text.plain[first:], ""]
    heads = [head for own in compress(text.names, colons) if (head := f"{own}: ") in line]
    again = any(sum(map(words.count, heads)) > 1 for words in rest)
    # Who somebody is, begins with a small letter where a script has any.
    lives = not any(line[line.index(head) + len(head) :][:1].isupper() for head in heads)
    if len(heads) > 1 and lives and not again and not text.has("asks")[first]:
        passing |= colon & (text.line == first)
    passing[passing] = ~text.says_so(_words(text)[passing])
    return passing & ~_slips(text, turns)


def _words(text: Labelled) -> Indices:
    """The line that has the words of each label: below it, where it stands alone."""
    return np.minimum(text.line + text.bare, len(text.lines) - 1)


def may_introduce(text: Labelled) -> Flags:
    """The lines that introduce somebody as they are read, but begin as a sentence of a turn may."""
    places = np.flatnonzero(in_passing(text) & ~text.bare).tolist()
    return text.are([int(text.line[at]) for at in places if not begins_small(text.behind(at))])


def _slips(text: Labelled, turns: Indices) -> Flags:
    """The labels in the first and the last turn that may have another sign by mistake.

    turns  the lines of all others
    """
    if not len(turns):
        return text.line < 0
    first, last = int(turns.min()), int(turns.max())
    i, asks = text.line, text.has("asks")
    # The turn above ends where the next label stands.
    own = text.of[np.searchsorted(text.line, last)]
    answers = (i > last) & asks[np.maximum(i - 1, 0)] & (text.of != own)
    parts = (text.gap[1:] > 0).any()
    beside = ((i == first - 1) & (text.gap[first] == 0)) | ((i == last + 1) & (text.gap[i] == 0))
    return np.asarray(asks[_words(text)] | answers | (beside & parts), dtype=np.bool_)


# Fields, records, facts and things.

_INLINE, _SELDOM = 6, 0.1
"""Turns with their words behind their label, at least, and the share of those that have them below, at most,
where a label alone on its line that comes once is no turn's."""
_FIELDS = late.regex(
    r"[^:：]{1,40}(?:\s{2,}+|\u3000|\t|\s[|/·•]\s)\s*+[^\s:：][^:：]{0,24}[:：]\s*\S.{0,40}$"
)
"""A value, a wide blank or a sign, and another field with its value."""
_CREDITS = late.regex(
    r"[^:：]{1,40}(?:[,;，、；。]|\.\s)\s*+([^\s:：,;，、；][^:：,;，、；]{0,24})[:：]\s*\S.{0,40}$"
)
"""The same, with a comma or a full stop: both fields are words for a fact, or for a part in the talk."""


def fields(text: Labelled) -> Iterator[int]:
    """The labels with a colon that come once and head no speech.

    Below one alone on its line stands no sentence: `Present:`, and names. And where turns have their words
    behind their label, a point of the agenda has a line of its own; it begins with the name of nobody who
    speaks. Where one comes again alone, and no other does, it heads lists if each stands right above one.
    Behind one with a value stands another: `Text: Mara Lind  Photos: Bo Berg`.
    """
    colon, told = text.of_form("colon"), NOBODY | BIT["role"]
    again = colon & text.again
    turns, under = (len(text.firsts(again & bare)) for bare in (~text.bare, text.bare))
    points = turns >= _INLINE and under <= _SELDOM * turns
    speak = tuple(f"{own} " for own in text.called(again))
    heads = np.append(text.line[colon & (text.bare | text.again)], len(text.lines))
    headed = below(text.has("item", "item form"))[text.line[again]].all() and text.bare[again].all()
    if headed and len(of := distinct(text.of[again])) == 1:
        yield int(of[0])
    for at in np.flatnonzero(colon & ~text.again).tolist():
        own, value = text.keys[text.of[at]], text.behind(at)
        if text.bare[at]:
            until = int(heads[np.searchsorted(heads, (under := int(text.line[at]) + 1))])
            unended = under < until and not text.ended[under:until].any()
            field = unended or (points and not own.startswith(speak))
        elif (credit := _CREDITS.match(value)) and all(lists(of) & told for of in (own, key(credit[1]))):
            field = True
        else:
            field = _FIELDS.match(value) is not None and not ends_sentence(value)
        if field:
            yield int(text.of[at])


def records(text: Labelled) -> Iterator[int]:
    """The labels of fields, where a text is a list of records: each begins with the same one.

    People who talk in turns begin in turns, too; who leads asks, or ends a sentence, where a field names
    something. Of two fields the first has values that come again.
    """
    places = text.firsts(text.of_form("colon") & text.again)
    begin = text.gap[text.line[places]] > 0
    heads, others = ({*text.of[places[which]].tolist()} for which in (begin, ~begin))
    if begin.sum() < SEVERAL or len(heads) > 1 or heads & others:
        return
    values = [text.behind(place) for place in places[begin].tolist()]
    said = share(flags(map(ends_sentence, values))) >= HALF
    again = 2 * len({*values}) <= len(values)
    if not said and len(heads | others) >= SEVERAL - again:
        yield from heads | others


def things(text: Labelled) -> Flags:
    """The labels that are words for things, where all that come again are: `Problem:`, `Solution:`.

    Such a text may say I and you, and ask. A word for somebody, or for a question, is no word for a thing.
    """
    signed = text.of_form(*SIGNED, "bold")
    things_ = text.in_lists(NOBODY) & ~text.in_lists(OFFICE | BIT["sides"])
    return signed & things_ & (things_ | ~(signed & text.again)).all()


_BRACKETED, _LONGER = late.regex(r"[\[［【〔].*[\]］】〕]$"), late.regex(".{4}")
"""All of it in brackets; and what is no small word of another language, as `not` is."""


@once
def remarks(text: Labelled) -> Flags:
    """The labels in brackets that have a word for a note, such as `[Notes of the observer]: She laughs`.

    None is for somebody: a note taker asks what was said.
    """
    notes = {
        own
        for own in {label.key for label in text.candidates if _BRACKETED.match(label.printed)}
        if not lists(own) & OFFICE
        if not lexicon().note.isdisjoint((own, *filter(_LONGER.match, own.split())))
    }
    return text.of_keys(notes)


# Lists.

_ITEMS = 4
"""Labels, of which somebody would speak again if they were people."""
_OF_LISTS: tuple[LabelForm, ...] = ("arrow", "stroke")


def listed(text: Labelled, sure: Flags) -> Flags:
    """The labels whose sign lists have, too, of which none comes again: items.

    A few alone may be a brief talk, where nobody speaks in another form.

    sure  as `turnless` is given it
    """
    lone = text.of_form(*_OF_LISTS) & ~in_initials(text)
    few = 1 if (text.again & ~lone).any() else _ITEMS
    for form in _OF_LISTS:
        own = text.of_form(form)
        if own.sum() < few or (own & (text.again | sure[text.of])).any():
            lone &= ~own
    return lone


@once
def terms(text: Labelled) -> Flags:
    """The labels of a list in which somebody tells of things, such as `- Sails: Cy sewed them`.

    Two items at least have one, right below each other, and it comes once; who speaks again has none so. A
    word for a role is somebody's: `- Audience: How so?` And below a question people may answer in a list.
    """
    items = text.has("item", "item form")
    item, sign = items[text.line], text.of_form(*SIGNS)
    people = text.again & ~sign
    if (people & item).any() or not people.any():
        return np.zeros_like(item)
    heads = np.maximum.accumulate(np.where(items, 0, np.arange(len(items))))
    asked = (text.has("asks") & ~items)[heads]
    own = item & ~(people | sign | text.bare | text.in_lists(OFFICE) | asked[text.line])
    lines = distinct(text.line[own])
    # People may each say a sentence of themselves, or to others.
    if share(text.says_so(lines)) > HALF:
        return np.zeros_like(item)
    beside = np.isin(lines + 1, lines) | np.isin(lines - 1, lines)
    return own & np.isin(text.line, lines[beside])


def own_terms(text: Labelled) -> Indices:
    """The items of such lists that stand right below a turn, and all lists of answers without a label."""
    lines, items = distinct(text.line[terms(text)]), text.has("item", "item form")
    list_ = np.cumsum(~items)
    turns = text.line[text.again & ~text.bare & ~text.of_form(*SIGNS)]
    own, asks = text.of_form(*SIGNS) & ~text.of_keys(text.interview.people), np.cumsum(text.interview.asks)
    answer = items & (asks > 0) & (asks < asks[-1]) & ~text.interview.asks
    answer &= ~text.are(text.line[text.again & ~own])
    among = np.flatnonzero(answer & (np.bincount(list_, answer)[list_] > 1))
    return distinct(np.append(lines[np.isin(list_[lines], list_[turns])], among))
