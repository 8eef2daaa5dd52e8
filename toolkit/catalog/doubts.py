r"""Doubts about a text that alignment has placed.

They are codes and arguments, and worded here.

A doubt is data: a code, and arguments such as a place or the first words of a sentence. `WORDINGS` is the one
table of its words. Comments in catalogs are written by it and read by it, so that words and parser agree;
a `Doubt` without its words can be said in any language.

    >>> str(Doubt("left-over", (1, "12.1.3", "Das glaubt mir keiner.")))
    'a sentence beside its translation is left over, 12.1.3: “Das glaubt mir keiner.”'
    >>> parse("sentences 2 and 3 of 5 seem not to be translated here: “It was…”")
    Doubt(code='untranslated', args=((2, 3), 5, 'It was…'))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from string import Formatter
from typing import Any, NamedTuple

Argument = str | int | tuple[str, ...] | tuple[int, ...]


class Doubt(NamedTuple):
    """A reason why a person should look."""

    code: str
    """A key of `WORDINGS`."""
    args: tuple[Argument, ...] = ()

    def __str__(self) -> str:
        return words(self)


class Wording(NamedTuple):
    """How a doubt is told."""

    about: str
    """Without arguments: what a list of doubts counts. All its words, where there are no arguments."""
    one: str = ""
    """With arguments: `{1:place}` is the second one, as `_FORMS` writes places."""
    many: str = ""
    """Where the first argument is a number that isn't 1, or several things."""


OTHER = "other"
"""Code of what no wording fits: a person's words, or those of an earlier version."""

WORDINGS = {
    # Of beads.
    "unsure": Wording("unsure"),
    # Of a paragraph: where its translation begins and ends, and what of it is there.
    "borders": Wording("unsure where it begins and ends"),
    "elsewhere": Wording(
        "its translation stands elsewhere", "its translation stands elsewhere, at {0:place}: {1:quote}"
    ),
    "left-over": Wording(
        "text beside its translation is left over",
        "a sentence beside its translation is left over, {1:place}: {2:quote}",
        "{0:number} sentences beside its translation are left over, the first, {1:place}: {2:quote}",
    ),
    "untranslated": Wording(
        "a sentence seems not to be translated",
        "sentence {0:numbers} of {1:number} seems not to be translated here: {2:quote}",
        "sentences {0:numbers} of {1:number} seem not to be translated here: {2:quote}",
    ),
    "neighbour": Wording("perhaps with what its neighbour lacks", "perhaps with what {0:place} lacks"),
    "together": Wording("translated together with another", "{0:places} are translated together"),
    "two-paragraphs": Wording("a sentence here runs over two paragraphs there"),
    "parted": Wording(
        "more of its paragraph there translates another", "more of its paragraph there translates {0:place}"
    ),
    # What it looks like beside its source.
    "unequal": Wording(
        "many sentences beside few",
        "{0:number} sentence here, {1:number} there",
        "{0:number} sentences here, {1:number} there",
    ),
    "longer": Wording("far longer than its source"),
    "shorter": Wording("far shorter than its source"),
    "kind": Wording("of another kind there", "a {0:kind} here is a {1:kind} there"),
    "own-line": Wording(
        "perhaps a line of its own, and no translation", "perhaps a {0:kind} of its own, and no translation"
    ),
    "label": Wording("perhaps with a speaker's label", "perhaps with a speaker's label, {0:label}"),
    "same": Wording("it is the source itself"),
    "language": Wording("in another language than the rest of its text"),
    # What stands around it.
    "order": Wording("around it the texts seem to differ, in their order perhaps"),
    "alone": Wording("around it nothing is translated"),
    "place-only": Wording("only its place speaks for it"),
    "unrelated": Wording("the texts seem not to translate each other"),
    # Of a speaker's name.
    "role": Wording("a role or a sign stands there, and no name"),
    # Of what an earlier run has placed.
    "edited": Wording("its source was edited since"),
    "gone": Wording("no longer in the file that it was from", "no longer in {0:file}"),
    OTHER: Wording("for another reason", "{0:text}"),
}


class _CommentForm(NamedTuple):
    """How an argument stands among words."""

    pattern: str
    write: Callable[[Any], str]
    read: Callable[[str], Argument]


def _listed(numbers: tuple[int, ...]) -> str:
    *others, last = map(str, numbers)
    return f"{', '.join(others)} and {last}" if others else last


_PLACE = r"\d+\.\d+(?:\.\d+)?"
_FORMS = {
    "number": _CommentForm(r"\d+", str, int),
    "numbers": _CommentForm(
        r"(?:\d+(?:, \d+)* and )?\d+", _listed, lambda text: tuple(map(int, re.findall(r"\d+", text)))
    ),
    "place": _CommentForm(_PLACE, str, str),
    "places": _CommentForm(
        rf"{_PLACE}(?: and {_PLACE})+", " and ".join, lambda text: tuple(text.split(" and "))
    ),
    "quote": _CommentForm("“.*”", lambda text: f"“{text}”", lambda text: text[1:-1]),
    "kind": _CommentForm("[a-z]+", str, str),
    "label": _CommentForm(".+", str, str),
    "file": _CommentForm(r"\S+", str, str),
    "text": _CommentForm(".+", str, str),
}


def words(doubt: Doubt) -> str:
    """A doubt in words, without a full stop."""
    wording = WORDINGS[doubt.code]
    template = wording.one or wording.about
    if wording.many:
        amount = doubt.args[0]
        several = len(amount) > 1 if isinstance(amount, tuple) else amount != 1
        template = wording.many if several else template
    return "".join(
        literal + (_FORMS[form].write(doubt.args[index]) if form else "")
        for literal, index, form in _pieces(template)
    )


def words_in(doubt: Doubt, say: Callable[[str], str]) -> str:
    """A doubt in another language: what it is about. All of it in English, where that isn't translated."""
    about = WORDINGS[doubt.code].about
    told = say(about)
    return words(doubt) if told == about or doubt.code == OTHER else told


def parse(text: str) -> Doubt:
    """The doubt that these words tell.

    `OTHER` where none is told so.
    """
    for code, pattern, fields in _patterns():
        if match := pattern.fullmatch(text):
            args = {index: _FORMS[form].read(match[f"a{index}"]) for index, form in fields}
            # A wording for one thing doesn't say that it is one.
            return Doubt(code, tuple(args.get(index, 1) for index in range(max(args, default=-1) + 1)))
    return Doubt(OTHER, (text,))


def joined(doubts: Iterable[Doubt]) -> str:
    """Several doubts in words.

    A comment and the terminal have them so.
    """
    # No wording has a semicolon, and quotations are cut before one (`aligned_text.opening`).
    return "; ".join(map(words, doubts))


def parted(text: str) -> tuple[Doubt, ...]:
    """The doubts that `joined` has put together."""
    return tuple(map(parse, text.split("; "))) if text else ()


def _pieces(template: str) -> Iterator[tuple[str, int, str]]:
    """The pieces of a wording.

    Literal text, and the index and form of the argument behind it; no form at the end.
    """
    for literal, field, form, _ in Formatter().parse(template):
        yield literal, int(field or 0), form or ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], tuple[tuple[int, str], ...]], ...]:
    """How each wording is recognised.

    Its code, what its words look like, and its arguments.
    """
    patterns = []
    # Comments are read by the same templates that write them, so that both can't differ (decision 195).
    for code, wording in WORDINGS.items():
        for template in filter(None, (wording.one or wording.about, wording.many)):
            pieces = list(_pieces(template))
            pattern = "".join(
                re.escape(literal) + (f"(?P<a{index}>{_FORMS[form].pattern})" if form else "")
                for literal, index, form in pieces
            )
            fields = tuple((index, form) for _, index, form in pieces if form)
            patterns.append((code, re.compile(pattern), fields))
    return tuple(patterns)
