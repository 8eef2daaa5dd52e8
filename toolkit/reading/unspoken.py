"""What nobody says, by what a text says of itself: lists of people, fields, scenes, sounds and points.

Each law here is about the whole text, and says nothing where the text doesn't.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.apart import STOPS, says_so
from toolkit.reading.candidates import LabelForm
from toolkit.reading.names import name, parted
from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, OFFICE, Flags, Indices, above, below, distinct, lists
from toolkit.reading.speaking import LAST, SIGNED, begins, behind, capitals
from toolkit.reading.view import View
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence, is_question

# What stands above a conversation: who is there, who has which part, what labels are short for.

_LABELS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
_COMMAS = re.compile("[,，、،;；・/]")


def listing(view: View, known: Labels) -> Iterator[int]:
    """The lines that say who is there: behind a label that comes once stand only names of those who speak."""
    # What ends in a full stop or a dash is a label where most labels do, and else what somebody says.
    forms = {name: known.of_form(name) for name in _LABELS}
    most = max(_LABELS, key=lambda name: int((forms[name] & known.again).sum()))
    form = forms["colon"] | forms[most]
    speak = known.called(form & known.again)
    for at in np.flatnonzero(form & ~known.again & ~known.bare).tolist():
        names = [parted(name) for name in _COMMAS.split(behind(view, known, at).rstrip(STOPS))]
        # By all of it; behind a colon by a part of it, too, or by letters behind it.
        colon = known.candidates[at].form == "colon"
        pieces = [(name, *((*name.split(), *asides) if colon else ())) for name, asides in names]
        if len(names) > 1 and not any(speak.isdisjoint(map(key, called)) for called in pieces):
            yield int(known.line[at])


_WHO = ("name", "role")
"""What a line that says who has a part looks like behind its colon."""


def presented(view: View, known: Labels) -> Iterator[int]:
    """The lines above all turns that say who has a part: `Guest: Mara Lind, diver`.

    She speaks as Lind below, or as ML; or else the label is a word for a part, and a name stands behind it.
    Such a line ends no sentence, or stands beside one that doesn't. One alone may ask somebody to speak, who
    speaks next: `Chair: Mara Lind, please`.
    """
    colon = known.of_form("colon")
    first, stops = begins(view, known), view.ended
    next_, speak = known.called(colon & (known.line == first)), known.called(colon & known.again)
    found: dict[int, tuple[bool, bool]] = {}
    for at in known.firsts(colon & ~known.again & ~known.bare & (known.line < first)).tolist():
        line = int(known.line[at])
        own, *further = _COMMAS.split(behind(view, known, at).rstrip(STOPS))
        who = lists(known.keys[known.of[at]]) & BIT["role"] and name(own).looks in _WHO
        words = parted(own)[0].split()
        if not who and (len(words) < 2 or any(word.islower() for word in words)):
            continue
        letters = [word[0] for word in words]
        called = {*map(key, (" ".join(words), words[-1], words[0], "".join(letters), *letters))}
        if who or not speak.isdisjoint(called):
            found[line] = not stops[line], not further or next_.isdisjoint(called)
    for line, (unended, other) in found.items():
        near = [found[i] for i in (line - 1, line + 1) if i in found]
        if (unended and (other or near)) or any(unended for unended, _ in near):
            yield line


# Labels that are short for names.

_BRIEF = 40
"""Columns of a name that a label is short for, at most."""
_TOP = 20
"""Lines among which one says what several labels are short for."""
_PIECES, _EQUALS = (
    re.compile(r"[,;，、；]\s*"),
    re.compile(r"\s*(\w{1,8}\.?)\s*(?:[=:：]|[–—-]\s)\s*[^\W\d_]"),
)
_LETTERS = re.compile(r"(?<!\S)(\w{1,8}\.?)\s*=\s*(?=\w)")
_FEW = 2
"""Letters of a label that is short for a name, whatever else it looks like."""


def shortens(short: str, name: str) -> bool:
    """Whether a label may be short for a name: one of its words begins so, and it has the other letters.

    >>> shortens("ml", "mara lind"), shortens("int", "the interviewer"), shortens("so", "it was")
    (True, True, False)
    """
    if unspaced(short[0]):
        return short in name
    rest = re.compile(".*".join(map(re.escape, short[1:])))
    begins = re.finditer(rf"\b{re.escape(short[0])}", name)
    return any(rest.search(name[at.end() :] + name[: at.start()]) for at in begins)


def legend(view: View, known: Labels) -> Iterator[int]:
    """The lines that tell what labels are short for, above all turns.

    `L: Mara Lind`, one below the other; or `I = interviewer, B = farmer`, in one line or several.
    """
    colon = known.of_form("colon") & known.again & ~known.bare
    seen: set[int] = set()
    block: list[int] = []
    short = 0
    for at in np.flatnonzero(colon).tolist():
        i, k = int(known.line[at]), int(known.of[at])
        name = behind(view, known, at).strip()
        if k in seen or (block and i != block[-1] + 1) or ends_sentence(name) or width(name) > _BRIEF:
            break
        seen.add(k)
        block.append(i)
        short += _stands_for(known.candidates[at].label, name)
    if len(block) > 1 and 2 * short >= len(block):
        yield from block
    speak, by_sign = known.called(colon), known.called(known.again & ~known.bare)
    equals = Counter[int]()
    for i, words in enumerate(view.plain[:_TOP]):
        told = [_EQUALS.match(piece) for piece in _PIECES.split(words)]
        equal = _LETTERS.findall(words)
        apart = len(told) > 1 and all(pair and key(pair[1]) in speak for pair in told)
        # Whoever asks what becomes of "Ada = 1, Bo = 2" explains no labels.
        if is_question(words.rstrip()[-1:]):
            continue
        if apart:
            yield i
        equals[i] = len(equal) * by_sign.issuperset(map(key, equal))
    # One in a line, and another in the next, or all in one.
    yield from (i for i in +equals if equals[i] > 1 or equals[i - 1] or equals[i + 1])


def _stands_for(short: str, name: str) -> bool:
    """Whether a label is short for what stands behind its colon.

    More than two letters of a name could be in any words: it begins one of them, or all have capitals.
    """
    words, letters = name.split(), short.casefold()
    begins = any(word.casefold().startswith(letters) for word in words)
    named = all(capitals(word[0]) for word in words)
    return (len(letters) <= _FEW or begins or named) and shortens(letters, name.casefold())


# Fields, records and points of an agenda.

_INLINE, _RARELY = 6, 0.1
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
    inline, under = (len(known.firsts(again & bare)) for bare in (~known.bare, known.bare))
    points = inline >= _INLINE and under <= _RARELY * inline
    speak = tuple(f"{own} " for own in known.called(again))
    heads = np.append(known.line[colon & (known.bare | known.again)], len(view.lines))
    listed = below(view.has("item") | view.has("item form"))[known.line[again]].all()
    if listed and known.bare[again].all() and len(of := distinct(known.of[again])) == 1:
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


_RECORDS, _NAMED, _ENDS = 3, 3, 0.5
"""Records, and fields that each of them has, at least; and share of their first values that end a sentence,
from which on people say them."""


def records(view: View, known: Labels) -> Iterator[int]:
    """The labels of fields, where a text is a list of records: each begins with the same one.

    People who talk in turns begin in turns, too; who leads asks, or ends a sentence, where a field names
    something. Of two fields the first has values that come again.
    """
    places = known.firsts(known.of_form("colon") & known.again)
    begins = view.gap[known.line[places]] > 0
    heads, others = ({*known.of[places[which]].tolist()} for which in (begins, ~begins))
    if begins.sum() < _RECORDS or len(heads) > 1 or heads & others:
        return
    values = [behind(view, known, place) for place in places[begins].tolist()]
    said = sum(map(ends_sentence, values)) >= _ENDS * len(values)
    again = 2 * len({*values}) <= len(values)
    if not said and len(heads | others) >= _NAMED - again:
        yield from heads | others


# Facts about somebody above an interview whose questions are in bold, or headings: `Motto: ...`.

_APART = 3
"""Such questions, at least."""


def things(known: Labels) -> Flags:
    """The labels that are words for things, where all that come again are: `Problem:`, `Solution:`.

    Such a text may say I and you, and ask. A word for somebody, or for a question, is no word for a thing.
    """
    signed = known.of_form(*SIGNED, "bold")
    words = known.in_lists(NOBODY) & ~known.in_lists(OFFICE | BIT["sides"])
    return signed & words & (words | ~(signed & known.again)).all()


def facts(view: View, known: Labels) -> Flags:
    """The labels that come once, above questions set apart, where no answer has a label."""
    asks = np.flatnonzero((view.has("heading") | view.has("bold")) & view.has("asks"))
    signed = known.of_form(*SIGNED, "bold")
    if len(asks) < _APART or (known.line[signed] > asks[0]).any():
        return np.zeros_like(signed)
    return signed & ~known.again


# Scripts of films: a place and a time of day head each scene; what happens there has no label.

_PLACE = re.compile(r"[\d./]+")
_SET = re.compile(r"[^\W\d_]+\s?(?:[./–—]|-\s)")
"""A sign right behind the first word."""


def in_passing(view: View, known: Labels) -> Flags:
    """The labels with a full stop or a dash, above all turns or below them, that come again with a colon.

    `Mara Lind. She was born at sea.` and `Mara Lind – a diver` introduce what `Mara Lind: ...` says. Among
    turns another sign may be a slip, and whoever says I or you there speaks.
    """
    colon, passing = known.of_form("colon"), known.of_form("period", "stroke")
    colons, others = (np.bincount(known.of[of], minlength=len(known.keys)) for of in (colon, passing))
    mostly = ((colons > 0) & (colons >= others))[known.of]
    turns = known.line[colon & mostly]
    passing &= mostly & ((known.line < begins(view, known)) | (known.line > turns.max(initial=0)))
    passing[passing] = ~says_so(view, known.line[passing])
    return passing


def scenes(view: View, known: Labels) -> Indices:
    """The lines that head a scene, `INT. KITCHEN - NIGHT`, where somebody has a label again and again."""
    heads = np.flatnonzero([_set(words) for words in view.plain])
    again = known.line[_speaks(known)]
    # One alone stands above those who speak in it.
    least = 1 if len(again) and heads.min(initial=len(view.lines)) <= again.min() else 2
    return heads if len(again) and len(heads) >= least else heads[:0]


def acted(view: View, known: Labels) -> Indices:
    """The lines that tell what happens in a scene: whoever speaks has a label, and few for two paragraphs."""
    heads, again = np.isin(np.arange(len(view.lines)), scenes(view, known)), _speaks(known)
    said = heads.copy()
    said[known.line[again]] = True
    bare = np.isin(np.arange(len(heads)), known.line[again & known.bare])
    within = np.logical_or.accumulate(heads)
    return np.flatnonzero(within & ((view.gap > 0) | above(heads)) & ~said & ~above(bare))


def _speaks(known: Labels) -> Flags:
    """The labels that come again in a script."""
    return known.again & (known.bare | known.of_form("colon"))


def _set(words: str) -> bool:
    """Whether a line says where a scene is set: in capitals, or with a sign where letters have none.

    A sentence may begin with such a word, too: `חוץ מזה – ...` is "besides", and `INT. WHEN?` asks.
    """
    place, blank, _ = words.partition(" ")
    if words != words.upper() or not blank or is_question(words):
        return False
    if _PLACE.split(key(place), maxsplit=1)[0] not in lexicon().scene:
        return False
    return capitals(words) or (_SET.match(words) is not None and not ends_sentence(words))


# A script for the ear says what is heard between words, before a colon.

_HEARD = 2
"""Lines that do, at least."""


def sounds(view: View, known: Labels) -> Indices:
    """The lines that say what is heard, as in `MUSIC: Waves`."""
    heard = np.flatnonzero([key in lexicon().sound for key in known.keys])
    lines = known.line[known.of_form("colon") & ~known.bare & np.isin(known.of, heard)]
    # Once, it is a word that somebody says. Who asks is called so.
    return lines if len(lines) >= _HEARD and not view.has("asks")[lines].any() else lines[:0]


def described(view: View, known: Labels) -> Indices:
    """Those of them that are sentences: who made the music is named in none."""
    heard = sounds(view, known)
    return heard[view.ended[heard]]


# A story has the words of its people behind dashes, too, and says among them who spoke, and how.

_TELLS, _OFTEN, _MORE, _ASKS = 3, 0.1, 0.3, 0.35
"""Lines that do, at least, and their share of those with a dash; and where no second dash says so; and which
share of them ends in a question, at most: in an interview every other one does, in a story most go on."""
_SPOKE = (
    re.compile(r"(?:(?P<ended>[.!?…؟])[»”\"]?|[,»”\w])\s*[–—―]\s?(?P<word>[^\W\d_]+)"),
    re.compile(r"(?P<ended>(?!))?[,!?…][»”\"]?\s(?P<word>[^\W\d_]+)"),
)
"""What tells it: behind the end of a sentence and a dash a word in lower case, else a word for saying."""


def story(view: View, known: Labels) -> Indices:
    """The lines behind a dash, where some tell who spoke: `— Wind! — she called`, `— Wind — said Mara`.

    Who speaks in an interview says nothing of the kind among their own words.
    """
    lines = distinct(known.line[known.of_form("dash")])
    said = [view.lines[i].text[1:] for i in lines.tolist()]
    asks = sum(is_question(text.rstrip()[-LAST:]) for text in said)
    told = asks <= _ASKS * len(said) and any(
        sum(_tells(text, how) for text in said) >= max(_TELLS, share * len(said))
        for how, share in zip(_SPOKE, (_OFTEN, _MORE), strict=True)
    )
    return lines if told else lines[:0]


def _tells(words: str, how: re.Pattern[str]) -> bool:
    """Whether words say in their midst who spoke."""
    verbs = lexicon()
    return any(
        (found["word"] in verbs.saying and found["word"] not in verbs.being)
        or bool(found["ended"] and found["word"][0].islower())
        for found in how.finditer(words)
    )
