"""What stays in doubt though laws, or all of a text, speak for how it is read: shares of what is likely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit import late
from toolkit.languages.acts import does
from toolkit.languages.lexicon import key, lowered, may_be_in
from toolkit.languages.persons import DROPPED, begins_with_he_or_she, greets, meant, says_i_or_you
from toolkit.reading.apart import decided, headed
from toolkit.reading.around import may_be_headline
from toolkit.reading.blocks import parts, unpunctuated
from toolkit.reading.forms import SIGNS
from toolkit.reading.labelled import Labelled
from toolkit.reading.lattice import AT, OPENERS, SPEECH, SPOKEN, STATES, WRAPS, LineState, Mask, are
from toolkit.reading.shape import BIT, Flags, Indices, above, distinct, flags, share
from toolkit.reading.speaking import few_messages
from toolkit.reading.view import View
from toolkit.reading.vocabulary import HALF, NEARLY_ALL, SEVERAL, SIGNED
from toolkit.reading.whole import called, numbered
from toolkit.reading.whose import may_introduce
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence

if TYPE_CHECKING:
    from toolkit.reading.inference import Inferred

_ESSAYS, _SHOWN, _MISCALLED = 0.12, 0.03, 0.01
"""How likely a text is told, of which nothing but its questions tells that it is an interview; one whose
questions are set apart or answered by names; and one that says so, too."""
_HEADINGS, _MOSTLY = 2, 0.5
"""Headings that ask, at least, and their share, where headings are questions."""
_SELDOM, _RARE, _BRIEF, _FIELD, _LETTERS = 0.25, 0.1, 160, 120, 2
"""Further paragraphs for a turn, where all turns have the sign of two people, and where hardly any has one;
columns of one that may be told, and of one with a colon, and letters that are short for a name: at most."""
_FURTHER = 0.25
"""Further paragraphs for each turn, at least, where answers have several."""
_QUIET = 0.3
"""How likely a text is told in which hardly anybody talks to anybody."""
_ADDRESSED = 0.25
"""Share of the questions of an interview that say you, and of the answers that say I, at least."""
_ASK = 0.3, 0.7
"""Which share of items asks, at least and at most, where two may say them."""
_SORTS, _ROUNDS = 3, 3
"""Labels that come in one order, and how often they do, at least."""
_TOLD = AT["narration"]
_SENTENCES = late.regex(r"[.!։।]\s+\S|[。！]\S")
"""The end of a sentence that asks nothing, and another one."""


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
    text: Labelled, p: Mask, sure: Flags, open_: Flags, written: Flags, states: Sequence[LineState]
) -> tuple[Mask, Flags]:
    """The probabilities where a law takes for certain what may be otherwise; and the lines that are quiet.

    sure     the lines of which it is certain whether they are said
    open_    all others, and those that are said by nothing but the form of their times
    written  the lines that may be told, of what looks like a talk by nothing but its words
    states   of the lines
    """
    at, talk = np.arange(len(states)), text.interview
    said, answers = are(states, *SPOKEN), are(states, "continuation")
    heads = parts(text)
    # Drawn lines between parts tell it a second time.
    italic = [] if heads.within else [*heads.turns, *(i + 1 for i in heads.turns)]
    first = int(talk.asks.argmax()) if talk.unnamed.any() else 0
    items, votes = text.has("item"), decided(text)
    essays = _MISCALLED if talk.called else _SHOWN if talk.shown or _addressed(text, states) else _ESSAYS
    doubts: tuple[tuple[Flags, float, LineState], ...] = (
        # A name in italics heads what is told, and not what somebody says.
        (np.isin(at, italic), 0.06, "narration"),
        # So does a heading that begins as a turn does, in what is no talk: `Port Ellery: The ferry`.
        (said & flags(line.said for line in text.lines), 0.3, "heading"),
        # Somebody who is called by a number says what looks like a point of an agenda.
        (text.are(numbered(text)) & text.are(text.line[text.inline]), 0.12, "turn"),
        # Questions that nobody is named for are those of an essay, or of a letter.
        (talk.unnamed, essays, "narration"),
        # What looks like a talk by nothing but its words is written: of the texts at hand a third was.
        (written & said, 0.3, "narration"),
        # What stands above the first question that nobody is named for introduces it.
        (said & _that(text, states, at < first, partial(_unsaid, text)), 0.3, "narration"),
        # What stands right below a heading that doesn't ask is told, where headings are questions.
        (answers & _unasked(text), 0.3, "narration"),
        (answers & _may_be_told(text, states), 0.3, "narration"),
        (_last(text, states), 0.3, "continuation"),
        # One such line in a text may be the end of a letter, or of a poem, as well as a heading.
        (_lone_head(text, states), 0.2, "continuation"),
        (_first_question(text, states), 0.3, "continuation"),
        (said & _quoted_talk(text), 0.3, "continuation"),
        (said & may_be_headline(text), 0.3, "title"),
        (~said & may_introduce(text), 0.3, "continuation"),
        # Who greets above the first turn, and goes on, may be somebody whom nothing names.
        (_greeted(text, states), 0.3, "continuation"),
        (~said & text.are(votes if len(votes) < SEVERAL else ()), 0.3, "continuation"),
        # A list asks or tells; items of which some do this and some do that may be what two say.
        (~said & items & (_ASK[0] <= share(text.has("asks")[items]) <= _ASK[1]), 0.3, "continuation"),
        (said & few_messages(text), 0.3, "narration"),
        # Lists are set as what a program hears, but for a few words.
        (said & text.are(unpunctuated(text).within), 0.3, "narration"),
        (_nobody_returns(text, states), 0.3, "narration"),
        (_rounds(text, states) & said, 0.3, "narration"),
        # A text in which nobody is heard, and that calls itself an interview, is one.
        (text.ended & (not said.any() and called(text)), 0.3, "continuation"),
    )
    made = p.copy()
    for lines, likely, state in doubts:
        made[lines & ~sure] *= 1 - likely
        made[lines & ~sure, AT[state]] += likely
    return made, _quiet(text, states) & open_


def _nobody_returns(text: Labelled, states: Sequence[LineState]) -> Flags:
    """The turns of a text where no label comes again below another, from one heading to the next.

    So lists tell of the same things each time, or of other ones: what is new, what was said of which point.
    Two sides take turns so, too; and people who are asked the same say I or you.
    """
    turns = are(states, *OPENERS)
    named = text.of_form(*SIGNED, "bold", "period", "stroke") & ~text.in_lists(BIT["sides"])
    places = text.firsts(turns[text.line] & named)
    line, own = text.line[places], text.of[places]
    part = np.cumsum(text.has("heading") & ~turns, dtype=np.intp)[line]
    each = part * len(text.keys) + own
    each = each[each != above(each, -1)]
    few = len(line) < max(_LEAST, NEARLY_ALL * turns.sum()) or 1 in {len(distinct(part)), len(distinct(own))}
    told = not few and len(distinct(each)) == len(each) and share(text.says_so(line)) < HALF
    return text.are(line if told else ())


def _rounds(text: Labelled, states: Sequence[LineState]) -> Flags:
    """The lines with labels, three or more of which come in one order below each of several headings.

    So does a record of scenes: when it is, what is seen, what is said. People who are asked the same take
    turns so, too; but they say I or you.
    """
    places = text.firsts(text.of_form(*SIGNED, "bold") & text.again)
    of, line = text.of[places], text.line[places]
    size = len(distinct(of))
    if size < _SORTS or len(of) < _ROUNDS * size or (of[size:] != of[:-size]).any():
        return text.are(())
    part = np.cumsum(are(states, "heading"), dtype=np.intp)[line[::size]]
    told = (np.diff(part) > 0).all() and share(text.says_so(line)) < HALF
    return text.are(line if told else ())


def _addressed(view: View, states: Sequence[LineState]) -> bool:
    """Whether questions without a label say you, and their answers I, and neither the other's word."""
    # In a letter both are in one paragraph. Whoever asks an office or a shop says I, and is told what you do.
    unnamed = view.interview.unnamed
    said = [of for of in _paragraphs(states) if unnamed[of.start]][:_LOOKED_AT]
    asks = view.interview.asks[[of.start for of in said]]
    if asks.all() or not asks.any():
        return False
    says = np.array([meant(_words(view, of), view.langs) for of in said])
    (i_ask, you_ask), (i_answer, you_answer) = (says[of].mean(axis=0) for of in (asks, ~asks))
    you_is_said = you_ask >= _ADDRESSED or not DROPPED.isdisjoint(view.langs)
    return bool(you_is_said and i_answer >= _ADDRESSED and max(i_ask, you_answer) < _HARDLY)


def _unasked(view: View) -> Flags:
    """The lines right below a heading that doesn't ask, where most headings are questions."""
    heading = view.has("heading")
    asks = heading & view.has("asks")
    # The first line is the title of all.
    most = bool(asks.sum() >= max(_HEADINGS, _MOSTLY * heading[1:].sum()))
    return above(heading & ~asks) & ~heading & most


def _may_be_told(text: Labelled, states: Sequence[LineState]) -> Flags:
    """The brief further paragraphs of turns that tell of somebody, or of nobody where few turns have any.

    `She closes the window.`, `Ada Berg joins us.`, `Resolved: it is mended.`: whoever speaks may tell of
    others, too, but seldom in so few words.
    """
    turns, plain, talk = are(states, *OPENERS), are(states, "continuation"), text.interview
    # Where nobody is named, questions and what stands right below each are the turns.
    turns = turns if turns.any() else plain & talk.unnamed
    plain &= ~turns
    further = plain & (text.gap > 0) & (text.widths <= _BRIEF) & (turns.sum() >= _LEAST)
    called = text.called(turns[text.line] & text.again)
    full = [own for own in called if " " in own or (unspaced(own[0]) and len(own) > 1)]
    begins = tuple(f"{own} " for own in called if len(own) > _LETTERS)
    fields = further & (text.widths <= _FIELD) & text.are(text.line[text.inline])
    signs = {text.keys[k] for k in text.of[text.of_form(*SIGNS)].tolist()}
    shared = len(talk.people) == 1 and talk.people <= signs
    few = plain.sum() <= (_SELDOM if shared else _RARE) * turns.sum()
    few_fields = fields.sum() <= _RARE * turns.sum()

    def told(words: str) -> bool:
        if not (shared or ends_sentence(words)):
            return False
        folded = lowered(words)
        if folded.startswith(begins) or any(name in folded for name in full):
            return True
        tells = few or begins_with_he_or_she(words, lambda: text.langs) or does(words, text.langs)
        return tells and _unsaid(text, words)

    return _that(text, states, further, told) | _that(
        text, states, fields & few_fields, partial(_unsaid, text)
    )


def _greeted(text: Labelled, states: Sequence[LineState]) -> Flags:
    """What is told above the first turn from who greets on: `Good morning. We begin late.`."""
    told = are(states, "narration", "wrap.narration", "note", "caption")
    first = int(are(states, *SPOKEN).argmax())
    begin = flags(map(greets, text.plain[:first])) & told[:first]
    told[: int(begin.argmax()) if begin.any() else first] = told[first:] = False
    return told


def _quoted_talk(text: Labelled) -> Flags:
    """The lines behind a sign where most turns have names: somebody may tell who said what to whom."""
    signs, named = text.of_form(*SIGNS), text.again & text.of_form(*SIGNED, "bold", "period")
    return text.are(text.line[signs] if 1 < signs.sum() <= HALF * named.sum() else ())


def _lone_head(text: Labelled, states: Sequence[LineState]) -> Flags:
    """The one line that stands as a heading does among turns: texts with headings have several.

    Right above a turn, or set as all others: `OK` may be an answer, too.
    """
    heads, others = headed(text), are(states, "heading")
    heads = heads[~(are(states, "event") | text.are(decided(text)))[heads]]
    others[heads] = False
    if not len(heads) and others.sum() == 1:
        others &= ~(text.has("heading", "bold", "italic", "item") | text.ended | text.are(decided(text)))
        heads, others = np.flatnonzero(others), others & False
    heads = heads[~text.has("drawn", "round", "square", "corner")[heads]]
    alone = len(heads) == 1 and are(states, *SPOKEN)[: heads[0]].any() and not others.any()
    return text.are(heads if alone else ())


def _first_question(text: Labelled, states: Sequence[LineState]) -> Flags:
    """What is asked right above the first turn, which has a label and asks nothing: nobody is named for it.

    All of it asks, in few words: a rhetorical question ends what introduces the talk.
    """
    turns = are(states, *OPENERS)
    found, first = np.zeros_like(turns), int(turns.argmax())
    above_ = first - 1
    if turns.sum() < _LEAST or first < 1 or text.has("asks")[first] or text.widths[above_] > _BRIEF:
        return found
    words = text.plain[above_]
    alone = bool(text.opens[above_]) and not _SENTENCES.search(words)
    found[above_] = alone and text.has("asks")[above_] and not are(states, *SPOKEN)[above_]
    return found


def _last(text: Labelled, states: Sequence[LineState]) -> Flags:
    """The last paragraph of all, where it is told below what somebody says, and names nobody who speaks."""
    last = np.zeros(len(states), dtype=np.bool_)
    *others, end = _paragraphs(states)
    begin = [states[lines[0]] for lines in others]
    turns = sum(state in OPENERS for state in begin)
    if turns and begin.count("continuation") >= _FURTHER * turns and states[end[0]] == "narration":
        said = key(" ".join(text.plain[end[0] :]))
        named = any(name in said for name in text.called(are(states, *OPENERS)[text.line]))
        last[end[0] :] = begin[-1] in SPEECH and not named
    return last


def _paragraphs(states: Sequence[LineState]) -> list[range]:
    """The lines of each paragraph."""
    opens = np.flatnonzero(~are(states, *WRAPS)).tolist()
    return [range(*lines) for lines in pairwise([*opens, len(states)])]


def _words(view: View, lines: range) -> str:
    """What a paragraph begins with."""
    return " ".join(view.plain[lines.start : lines.stop])[:_CHARACTERS]


def _that(view: View, states: Sequence[LineState], among: Flags, test: Callable[[str], bool]) -> Flags:
    """The lines of paragraphs whose words are so, of those that begin at some lines."""
    found = np.zeros(len(states), dtype=np.bool_)
    for lines in _paragraphs(states) if among.any() else ():
        if among[lines.start]:
            found[lines.start : lines.stop] = test(_words(view, lines))
    return found


def _unsaid(view: View, text: str) -> bool:
    """Whether words say neither I nor you, in a language that is known."""
    return bool(view.langs) and not view.says(text)


def quieted(p: Mask, quiet: Flags) -> Mask:
    """The probabilities where nobody may talk at all: a doubt of the whole text, not of its paths."""
    made = p.copy()
    made[quiet] *= 1 - _QUIET
    made[quiet, _TOLD] += _QUIET
    return made


_HARDLY, _LEAST, _LOOKED_AT = 0.16, 4, 200
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

    A log of a computer has labels that take turns, a list has times, and an exam has its questions in bold.
    Nor do people talk where most of a text is told: what is said there may be fields, or points of a list.
    What a text was taken for a talk by tells no second time that it is one, but for its own word.
    """
    said, wraps = are(states, *SPEECH), are(states, *WRAPS)
    quiet = are(states, *SPOKEN) & ~wraps
    if view.widths[said].sum() < _LITTLE * view.widths.sum():
        return quiet
    none = np.zeros_like(quiet)
    if (said & ~wraps).sum() < _LEAST or view.interview.called:
        return none
    asked = view.interview.asks & view.interview.unnamed
    looked_at = [of for of in _paragraphs(states) if said[of.start] and not asked[of.start]][:_LOOKED_AT]
    texts = [_words(view, lines) for lines in looked_at]
    langs = may_be_in(" ".join(texts))
    if not langs:
        return none
    asks = view.has("asks") & (not asked.any())
    talks = of = _UNANSWERED if asked.any() else _UNHEARD
    for lines, text in zip(looked_at, texts, strict=True):
        weight = min(1, width(text) / _LONG)
        of += weight
        talks += weight * (asks[lines].any() or any(says_i_or_you(text, lang) for lang in langs))
    return quiet if talks < _HARDLY * of else none


_UNKNOWN, _MOST_UNKNOWN = 0.4, 0.08
"""Paragraphs of a text that are said where they are told, or the other way round, though all of it speaks for
how they are read; and their share, at most."""


def unknown(read: Inferred) -> Mask:
    """Of each line the share in which it is said though it is read as told, or the other way round.

    What a text shows of itself, by a law or else, is worth no more than it has paragraphs. 0 where nothing
    else may be.
    """
    share = min(_MOST_UNKNOWN, _UNKNOWN / max(1, int(read.text.opens.sum())))
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
