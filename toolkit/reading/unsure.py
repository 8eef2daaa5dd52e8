"""What stays in doubt though laws, or all of a text, speak for how it is read: shares of what is likely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import key, may_be_in, says_i_or_you
from toolkit.reading.apart import points
from toolkit.reading.candidates import SIGNS
from toolkit.reading.headlines import may_be_headline
from toolkit.reading.lattice import AT, OPENERS, SPEECH, SPOKEN, STATES, WRAPS, LineState, Mask, are
from toolkit.reading.roster import Labels
from toolkit.reading.shape import Flags, Indices, above, below
from toolkit.reading.speaking import parts
from toolkit.reading.view import View
from toolkit.text.lines import width

if TYPE_CHECKING:
    from toolkit.reading.inference import Inferred

_ESSAYS, _SHOWN, _MISCALLED = 0.12, 0.03, 0.01
"""How likely a text is told, of which nothing but its questions tells that it is an interview; one whose
questions are set apart or answered by names; and one that says so, too."""
_NUMBERED, _HEADED = 0.12, 0.06
"""How likely somebody says what looks like a point of an agenda; and that a name in italics heads what is
told, and not what somebody says."""
_TALKS, _QUIET = 0.3, 0.3
"""How likely a text is told in which nobody has a label or asks, though all of it looks like a talk: of those
at hand a third was; and one in which hardly anybody talks to anybody."""
_ABOVE = 0.3
"""How likely what seems to be said introduces an interview, where it stands above the first of the questions
that nobody is named for, and says neither I nor you."""
_UNASKED, _HEADINGS, _MOSTLY = 0.3, 2, 0.5
"""How likely what stands right below a heading that doesn't ask is told, where headings are questions; how
many of them ask then, at least, and which share."""
_ASIDE, _SELDOM = 0.3, 0.25
"""How likely a paragraph without a sign is told, among turns that all have the sign of two people, where it
says neither I nor you; and how many others there are for each turn, at most: else answers have several."""
_LAST, _FURTHER = 0.3, 0.25
"""How likely somebody says the last paragraph of all, which is told and names nobody, where answers have
several; and further paragraphs for each turn, at least."""
_HEADLINE = 0.3
"""How likely a first line with a label that comes once is the headline, where it ends in a question or in no
sentence, and those who take turns stand below a blank line."""
_TOLD = AT["narration"]


def settled(allow: Mask | None, size: int) -> Flags:
    """The lines of which somebody, or their container, has told whether they are said.

    Nothing tells it of what is no title, or an item.

    allow  as `infer` is asked with
    """
    if allow is None:
        return np.zeros(size, dtype=np.bool_)
    said = np.isin(STATES, SPOKEN)
    told: Flags = (allow[:, said].max(axis=1) > 0) != (allow[:, ~said].max(axis=1) > 0)
    return told


def questioned(
    view: View,
    known: Labels,
    p: Mask,
    sure: Flags,
    open_: Flags,
    written: Flags,
    states: Sequence[LineState],
) -> tuple[Mask, Flags]:
    """The probabilities where a law takes for certain what may be otherwise; and the lines that are quiet.

    Questions that nobody is named for may be those of an essay, or of a letter; and who is called by a number
    may say what ends no sentence. What looks like a talk by nothing but its words may be written, too.

    sure     the lines of which it is certain whether they are said
    open_    all others, and those that are said by nothing but the form of their times
    written  the lines that may be told, of what looks like a talk by nothing but its words
    states   of the lines
    """
    unnamed = view.interview.unnamed
    numbered = np.isin(np.arange(len(unnamed)), [*points(view, known)])
    essays = _MISCALLED if view.interview.called else _SHOWN if view.interview.shown else _ESSAYS
    heads = parts(view, known)
    # Drawn lines between parts tell it a second time.
    italic = [] if heads.within else [*heads.turns, *(i + 1 for i in heads.turns)]
    headed = np.isin(np.arange(len(unnamed)), italic)
    said = are(states, *SPOKEN)
    introduces = said & _introduces(view, states)
    answers = are(states, "continuation")
    made = p.copy()
    doubts = (
        (headed, _HEADED, _TOLD),
        (unnamed, essays, _TOLD),
        (numbered, _NUMBERED, AT["turn"]),
        (written & said, _TALKS, _TOLD),
        (introduces, _ABOVE, _TOLD),
        (answers & _unasked(view), _UNASKED, _TOLD),
        (answers & _beside_signs(view, known, states), _ASIDE, _TOLD),
        (_last(view, known, states), _LAST, AT["continuation"]),
        (said & may_be_headline(view, known), _HEADLINE, AT["title"]),
    )
    for lines, share, state in doubts:
        made[lines & ~sure] *= 1 - share
        made[lines & ~sure, state] += share
    return made, _quiet(view, states) & open_


def _unasked(view: View) -> Flags:
    """The lines right below a heading that doesn't ask, where most headings are questions."""
    heading = view.has("heading")
    asks = heading & view.has("asks")
    # The first line is the title of all.
    most = bool(asks.sum() >= max(_HEADINGS, _MOSTLY * heading[1:].sum()))
    return above(heading & ~asks) & ~heading & most


def _introduces(view: View, states: Sequence[LineState]) -> Flags:
    """The paragraphs above the first question that nobody is named for, in which nobody says I or you."""
    first = int(view.interview.asks.argmax()) if view.interview.unnamed.any() else 0
    return _impersonal(view, states, np.arange(len(states)) < first)


def _beside_signs(view: View, known: Labels, states: Sequence[LineState]) -> Flags:
    """The paragraphs without the sign that two people share, which all turns have, where few have none."""
    plain, turns = are(states, "continuation"), are(states, *OPENERS)
    signs = {known.keys[k] for k in known.of[known.of_form(*SIGNS)].tolist()}
    shared = bool(view.interview.people) and view.interview.people <= signs
    few = shared and plain.sum() <= _SELDOM * turns.sum()
    return _impersonal(view, states, plain) if few else np.zeros_like(plain)


def _last(view: View, known: Labels, states: Sequence[LineState]) -> Flags:
    """The last paragraph of all, where it is told below what somebody says, and names nobody who speaks."""
    last = np.zeros(len(states), dtype=np.bool_)
    opens = np.flatnonzero(~are(states, *WRAPS))
    turns, further = (are(states, *of)[opens].sum() for of in (OPENERS, ("continuation",)))
    if turns and further >= _FURTHER * turns and states[opens[-1]] == "narration":
        text = key(" ".join(view.plain[opens[-1] :]))
        people = known.called(are(states, *OPENERS)[known.line])
        named = any(name in text for name in people)
        last[opens[-1] :] = states[opens[-2]] in SPEECH and not named
    return last


def _impersonal(view: View, states: Sequence[LineState], among: Flags) -> Flags:
    """The lines of paragraphs that say neither I nor you, of those that begin at some lines."""
    lines = np.zeros(len(states), dtype=np.bool_)
    opens = np.flatnonzero(~are(states, *WRAPS))
    langs = may_be_in(" ".join(view.plain)) if among[opens].any() else []
    for i, until in zip(opens.tolist(), [*opens[1:].tolist(), len(states)], strict=True) if langs else ():
        text = " ".join(view.plain[i:until])[:_CHARACTERS]
        lines[i:until] = among[i] and not any(says_i_or_you(text, lang) for lang in langs)
    return lines


def quieted(p: Mask, quiet: Flags) -> Mask:
    """The probabilities where nobody may talk at all: a doubt of the whole text, not of its paths."""
    made = p.copy()
    made[quiet] *= 1 - _QUIET
    made[quiet, _TOLD] += _QUIET
    return made


_HARDLY, _PARAGRAPHS, _LOOKED_AT = 0.16, 4, 200
"""Share of the paragraphs that are said in which somebody asks, or says I or you: fewer are no talk yet; and
paragraphs of which that is told, at least and at most."""
_LITTLE = 0.3
"""Share of a text that is said: less is no talk. Of 98 transcripts of others one has less, of which most was
not found."""
_CHARACTERS, _LONG = 400, 60
"""Of a paragraph, that are looked at; columns of one that counts as one: a shorter one counts less."""
_UNHEARD, _UNANSWERED = 1.0, 0.2
"""Paragraphs in which somebody talks that may be lacking where there are few, and answers. By thought: those
say I, or we, and what has labels may be brief."""


def _quiet(view: View, states: Sequence[LineState]) -> Flags:
    """The paragraphs that are said, where hardly anybody asks or says I or you, as people do with each other.

    Nor do people talk where most of a text is told: what is said there may be fields, or points of a list.
    A log of a computer has labels that take turns, a list has times, and an exam has its questions in bold.
    What a text was taken for a talk by tells no second time that it is one, but for its own word.
    """
    said, spoken, wraps = (are(states, *of) for of in (SPEECH, SPOKEN, WRAPS))
    quiet = spoken & ~wraps
    if view.widths[said].sum() < _LITTLE * view.widths.sum():
        return quiet
    starts = np.flatnonzero(~wraps)
    if said[starts].sum() < _PARAGRAPHS or view.interview.called:
        return np.zeros_like(said)
    asked = view.interview.asks & view.interview.unnamed
    ends = dict(zip(starts.tolist(), below(starts, len(states)).tolist(), strict=True))
    begins = [i for i in starts.tolist() if said[i] and not asked[i]][:_LOOKED_AT]
    texts = [" ".join(view.plain[i : ends[i]])[:_CHARACTERS] for i in begins]
    langs = may_be_in(" ".join(texts))
    if not langs:
        return np.zeros_like(said)
    asks = view.has("asks") & (not asked.any())
    talks = of = _UNANSWERED if asked.any() else _UNHEARD
    for i, text in zip(begins, texts, strict=True):
        weight = min(1, width(text) / _LONG)
        of += weight
        talks += weight * (asks[i : ends[i]].any() or any(says_i_or_you(text, lang) for lang in langs))
    return quiet & (talks < _HARDLY * of)


_UNKNOWN, _MOST_UNKNOWN = 0.4, 0.08
"""Paragraphs of a text that are said where they are told, or the other way round, though all of it speaks for
how they are read; and their share, at most."""


def unknown(read: Inferred) -> Mask:
    """Of each line the share in which it is said though it is read as told, or the other way round.

    What a text shows of itself, by a law or else, is worth no more than it has paragraphs. 0 where nothing
    else may be.
    """
    share = min(_MOST_UNKNOWN, _UNKNOWN / max(1, int(read.view.opens.sum())))
    other = np.arange(len(read.states)), _others(read)
    may: Flags = (read.lattice.emit[other] > 0) | ~read.lawful[other]
    # What stands above a text is hardly ever said.
    may[: read.above] = False
    return np.where(may, share, 0.0)


def _others(read: Inferred) -> Indices:
    """The state that each line has where it is said though it is read as told, or the other way round."""
    return np.where(are(read.states, *SPOKEN), _TOLD, AT["continuation"])


def doubted(read: Inferred, share: Mask) -> Mask:
    """Lines x `STATES`: the probabilities with what is unknown of a brief text.

    share  as `unknown` gives it
    """
    p: Mask = read.p * (1 - share)[:, None]
    p[np.arange(len(share)), _others(read)] += share
    return p
