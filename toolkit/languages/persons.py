"""Who a text speaks of: I, we, you, he and she; and whether it greets, or invites to tell something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.text import scripts

DROPPED = frozenset("ca cs el es eu fa fi gl hr hu it lt lv mk pl pt ro sk sl sq sr tr".split())
"""Languages whose verbs say who is meant: hardly anybody says you."""


def says_i_or_you(text: str, lang: str = "") -> bool:
    """Whether somebody speaks of himself, or to others, in any language, or in one.

    lang  "" for any

    >>> says_i_or_you("Where are you?"), says_i_or_you("我想問局長"), says_i_or_you("Rope. Three coils.")
    (True, True, False)
    >>> says_i_or_you("It was late."), says_i_or_you("It was late.", "en")
    (True, False)
    """
    words = lexicon()
    return _has(words.persons_of[lang] if lang else words.persons, text)


def says_i_or_we(text: str) -> bool:
    """Whether somebody speaks of himself, or for several, in any language.

    >>> says_i_or_we("We mend it."), says_i_or_we("Mend it yourself.")
    (True, False)
    """
    return _has(_own(), text)


@cache
def _own() -> frozenset[str]:
    """Words of every language for one who speaks, and for several."""
    words = lexicon()
    return frozenset[str]().union(*words.i_of.values(), *words.we_of.values())


def meant(text: str, langs: Iterable[str]) -> tuple[bool, bool]:
    """Whether somebody speaks of himself alone, and whether to others, in one of some languages.

    >>> [meant(text, ["en"]) for text in ("My horn hangs there.", "We sell it.", "Is it yours?")]
    [(True, False), (False, False), (False, True)]
    >>> meant("我想問您", ["zh"]), meant("我们出售它", ["zh"])
    ((True, True), (False, False))
    """
    words, i, you = lexicon(), False, False
    for lang in langs:
        alone = text
        # Where nothing parts words, that for one is in that for several.
        for several in words.we_of[lang]:
            if scripts.unspaced(several[0]):
                alone = alone.replace(several, " ")
        i, you = i or _has(words.i_of[lang], alone), you or _has(words.you_of[lang], text)
    return i, you


def _has(words: frozenset[str], text: str) -> bool:
    """Whether a text has one of some words, as `key` gives them; in scripts without blanks, anywhere."""
    folded = key(text)
    if not words.isdisjoint(scripts.WORDS.findall(folded)):
        return True
    return not text.isascii() and any(scripts.unspaced(word[0]) and word in folded for word in words)


_LONGEST = 40
"""Characters of he or she and what stands behind, at most."""


def begins_with_he_or_she(text: str, langs: Callable[[], Collection[str]]) -> bool:
    """Whether a sentence begins with somebody who neither speaks nor is spoken to, in one of some languages.

    langs  asked for only where it does in any language

    >>> begins_with_he_or_she("She gets up.", lambda: ["en"])
    True
    >>> begins_with_he_or_she("她站起来。", lambda: ["zh"])
    True
    >>> begins_with_he_or_she("Shells lie there.", lambda: ["en"])
    False
    """
    folded = key(text[:_LONGEST])
    if not folded.startswith(_others()):
        return False
    words = [word for lang in langs() for word in lexicon().others_of[lang] if folded.startswith(word)]
    return any(scripts.unspaced(word[0]) or not folded[len(word) :][:1].isalnum() for word in words)


@cache
def _others() -> tuple[str, ...]:
    """The words of all languages."""
    return tuple({word for words in lexicon().others_of.values() for word in words})


_BEFORE, _BEHIND = late.regex(r"\A[\W_]+"), late.regex(r"[\W_]+\Z")


def greets(text: str) -> bool:
    """Whether a text begins as somebody does who speaks to many.

    >>> greets("Good morning, everybody."), greets("みなさん、こんにちは。"), greets("A good morning")
    (True, True, False)
    """
    return _BEFORE.sub("", text.lower(), count=1).startswith(tuple(lexicon().greeting))


def invites(text: str) -> bool:
    """Whether a text asks somebody to tell something: it begins with words for it, or ends with them.

    >>> invites("Tell us of the sea."), invites("海について教えてください。"), invites("Described by Ada")
    (True, True, False)
    """
    first, last = _invitations()
    words = _BEFORE.sub("", _BEHIND.sub("", key(text), count=1), count=1)
    return f"{words} ".startswith(first) or f" {words}".endswith(last)


@cache
def _invitations() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How an invitation begins, and how it ends: a word is whole, but in scripts without blanks."""
    told = [(own, scripts.unspaced(own[0])) for own in lexicon().invite]
    first, last = zip(*((own, own) if free else (f"{own} ", f" {own}") for own, free in told), strict=True)
    return first, last
