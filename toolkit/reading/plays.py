"""Plays, scripts and stories: names without a sign, scenes of a film, and what is heard between words."""

from __future__ import annotations

import re

import numpy as np

from toolkit.languages.lexicon import key, lexicon, says_i_or_you
from toolkit.reading.candidates import LabelForm
from toolkit.reading.roster import Labels
from toolkit.reading.shape import NOBODY, Flags, Indices, above, distinct, lists
from toolkit.reading.speaking import SIGNED, ToldTurns
from toolkit.reading.view import View
from toolkit.text.signs import ends_sentence, is_question

# A name with a full stop before what is said, or one before a quotation, looks like a sentence's beginning.
# Where all paragraphs begin so, and names come again, it is none.

_BRIEF = 3
"""Words of such a name, at most."""
_CALLS = ("!", "！")
_ALL = 0.8
"""Share of the paragraphs, brackets aside, that have one where a full stop is its sign, at least."""
_AGAIN = 0.4
"""Share of the names that are the same as the one before, from which on a list says what things are: who has
just spoken seldom begins anew."""
_QUOTE = re.compile("[「『]|([」』])")
_ALIKE = 0.9
"""Share of the names that come again which are set in one way, from which on all are."""


def stopped(view: View, known: Labels) -> ToldTurns:
    """The names with a full stop, where nearly all paragraphs begin with one, as in `Mara. Wind`.

    Somebody asks or calls, and somebody says I or you, as people do with each other. In a list, `Rope. Three
    coils!`, and in a recipe nobody does both.
    """
    line, keys = _named(view, known, "period", 2)
    since = view.opens & ~view.has("round") & ~view.has("square")
    since[: line.min(initial=len(since))] = False
    if (view.gap[line] > 0).all():
        since &= view.gap > 0
    calls = any(is_question(text) or text.endswith(_CALLS) for text in (view.plain[i].rstrip() for i in line))
    talk = calls and any(says_i_or_you(view.plain[i]) for i in line.tolist())
    if len(line) < _ALL * since.sum() or not talk:
        return ToldTurns()
    # Below the head of an act nobody speaks until somebody has a name again.
    shouted = np.array([text.upper() == text != text.lower() for text in view.plain])
    headed = (shouted | view.has("heading")) & (view.gap > 0) & ~np.isin(np.arange(len(shouted)), line)
    turns = [*line.tolist(), len(view.lines)]
    outside = {i for at in np.flatnonzero(headed) for i in range(at, turns[int(np.searchsorted(line, at))])}
    return ToldTurns(line.tolist(), keys.tolist(), outside=sorted(outside))


def quoted(view: View, known: Labels) -> ToldTurns:
    """The names before a quotation, of which one at least comes again: `Mara「...」`.

    What is outside of quotations is told. Where people have a sign behind their names,
    somebody of them quotes others.
    """
    line, keys = _named(view, known, "kagi", 1)
    if len(distinct(known.of[known.again & known.of_form(*SIGNED)])) > 1:
        return ToldTurns()
    turns, depth = {*line.tolist()}, 0
    within, outside = list[int](), list[int]()
    for i in range(line.min(initial=len(view.lines)), len(view.lines)):
        if i in turns:
            depth = 0
        else:
            (within if depth > 0 else outside).append(i)
        depth += sum(-1 if closes else 1 for closes in _QUOTE.findall(view.lines[i].text))
    return ToldTurns(line.tolist(), keys.tolist(), within, outside)


def _named(view: View, known: Labels, form: LabelForm, least: int) -> tuple[Indices, Indices]:
    """The lines that begin with a brief name, and its keys; none where fewer than `least` come again."""
    # What comes once is one word, or a word with another: "Second watchman."
    most = np.where(known.often > 1, _BRIEF, _BRIEF - 1).tolist()
    brief = np.array(
        [
            len(key.split()) <= words and not lists(key) & NOBODY
            for key, words in zip(known.keys, most, strict=True)
        ],
        dtype=np.bool_,
    )
    places = known.firsts(known.of_form(form) & brief[known.of])
    line, of = known.line[places], known.of[places]
    # Where those who speak again stand below a blank line, or are in capitals, all do, and all are.
    shouted = np.array([name.upper() == name != name.lower() for name in known.names], dtype=np.bool_)
    for apart in (True, False):
        alike = view.gap[line] > 0 if apart else shouted[of]
        again = (np.bincount(of, minlength=len(known.keys)) > 1)[of]
        if (alike & again).sum() > _ALIKE * again.sum():
            line, of = line[alike], of[alike]
    again = (np.bincount(of, minlength=len(known.keys)) > 1).sum()
    if again < least or (of[1:] == of[:-1]).mean() >= _AGAIN:
        return line[:0], of[:0]
    return line, distinct(of)


# Scripts of films: a place and a time of day head each scene; what happens there has no label.

_PLACE = re.compile(r"[\d./]+")
_SET = re.compile(r"[^\W\d_]+\s?(?:[./–—]|-\s)")
"""A sign right behind the first word."""


def scenes(view: View, known: Labels) -> tuple[Flags, Flags]:
    """The lines that head a scene, `INT. KITCHEN - NIGHT`, and those which tell what happens in it.

    Whoever speaks has a label, and few speak for two paragraphs.
    """
    heads = np.array([_set(words) for words in view.plain])
    again = known.again & (known.bare | known.of_form("colon"))
    late = again.any() and heads.argmax() > known.line[again].min()
    # One alone stands above those who speak in it.
    if heads.sum() < (2 if late else 1) or not again.any():
        return np.zeros_like(heads), np.zeros_like(heads)
    lines = np.arange(len(heads))
    said = np.isin(lines, known.line[again]) | above(np.isin(lines, known.line[again & known.bare]))
    told = ((view.gap > 0) | above(heads)) & ~said & ~heads & (lines > heads.argmax())
    return heads, told


def _set(words: str) -> bool:
    """Whether a line says where a scene is set: in capitals, or with a sign where letters have none.

    A sentence may begin with such a word, too: `חוץ מזה – ...` is "besides", and `INT. WHEN?` asks.
    """
    place, blank, _ = words.partition(" ")
    if not blank or _PLACE.split(key(place), maxsplit=1)[0] not in lexicon().scene or is_question(words):
        return False
    if words == words.lower():
        return words == words.upper() and _SET.match(words) is not None and not ends_sentence(words)
    return words == words.upper()


# A script for the ear says what is heard between words, before a colon.

_HEARD = 2
"""Lines that do, at least."""


def sounds(view: View, known: Labels) -> Indices:
    """The lines that say what is heard, as in `MUSIC: Waves`."""
    heard = np.flatnonzero([key in lexicon().sound for key in known.keys])
    lines = known.line[known.of_form("colon") & ~known.bare & np.isin(known.of, heard)]
    # Once, it is a word that somebody says. Who asks is called so.
    return lines if len(lines) >= _HEARD and not view.has("asks")[lines].any() else lines[:0]


# A story has the words of its people behind dashes, too, and says among them who spoke, and how.

_TELLS, _OFTEN, _MORE, _ASKS = 3, 0.1, 0.3, 0.35
"""Lines that do, at least, and their share of those with a dash; and where no second dash says so; and which
share of them ends in a question, at most: in an interview every other one does, in a story most go on."""
_LAST = 2
"""Characters at the end of a question, one of which is its mark."""
_SPOKE = (
    re.compile(r"(?:(?P<ended>[.!?…؟])[»”\"]?|[,»”\w])\s*[–—―]\s?(?P<word>[^\W\d_]+)"),
    re.compile(r"(?P<ended>(?!))?[,!?…][»”\"]?\s(?P<word>[^\W\d_]+)"),
)
"""What tells it: behind the end of a sentence and a dash a word in lower case, else a word for saying."""


def story(view: View, known: Labels) -> Flags:
    """The lines behind a dash, where some tell who spoke: `— Wind! — she called`, `— Wind — said Mara`.

    Who speaks in an interview says nothing of the kind among their own words.
    """
    behind = np.zeros(len(view.lines), dtype=np.bool_)
    behind[known.line[known.of_form("dash")]] = True
    said = [view.lines[i].text[1:] for i in np.flatnonzero(behind).tolist()]
    ways = zip(_SPOKE, (_OFTEN, _MORE), strict=True)
    asks = sum(is_question(text.rstrip()[-_LAST:]) for text in said)
    told = asks <= _ASKS * len(said) and any(
        sum(_tells(text, how) for text in said) >= max(_TELLS, share * len(said)) for how, share in ways
    )
    return np.asarray(behind & told)


def _tells(words: str, how: re.Pattern[str]) -> bool:
    """Whether words say in their midst who spoke."""
    verbs = lexicon()
    return any(
        (found["word"] in verbs.saying and found["word"] not in verbs.being)
        or bool(found["ended"] and found["word"][0].islower())
        for found in how.finditer(words)
    )
