"""Names that a translation leaves out, or for which it has something else that is no name.

A translator may say "he" for Anna once. Told is a name that the catalog keeps nearly always, which nobody is
called by there, and for which nothing stands that begins or is read as it does. Titles and months are none:
a translator says *Mrs* for *Professor*, and writes a date in figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from toolkit.checks import sounds
from toolkit.checks.messages import CheckedMessage, small
from toolkit.checks.near_forms import RenderedName
from toolkit.checks.targets import Targets
from toolkit.languages.lexicon import key, lexicon
from toolkit.text import scripts, stops

_OTHERS, _SHARE = 4, 0.9
"""Other messages that keep a name, at least, and the share of all which do."""
_SLIPS = 2
"""Messages that lack one name: more are a translator's habit, who says she, or the girl."""
_SHORTEST, _BEGINNING = 4, 3
"""Letters of a name that is looked for, and of its beginning."""
_ALIKE = 0.6
"""Consonants that a name and a word share which may be another form of it."""
_CALLED = r"(?:^|[^\w\s]\s*){}(?=\s*(?:[^\w\s'’ʼ-]|$))"
"""A name that nothing but marks stands beside, by which somebody is called: translators leave it out."""


class LostName(NamedTuple):
    """A name that a translation lacks."""

    message: CheckedMessage
    name: str
    usual: str
    """What stands for it elsewhere."""


def without(names: Iterable[tuple[RenderedName, str]], targets: Targets) -> Iterator[LostName]:
    """The messages that lack a name.

    names  with what stands for each; "" where that isn't known
    """
    for name, rendered in names:
        usual = rendered or _left(name, targets)
        places = name.messages
        size = min(len(name.text), len(usual) * (2 if targets.ideographs else 1))
        if size < _SHORTEST or len(places) <= _OTHERS:
            continue
        lacking = [message for message in places if not targets.has(message, usual)]
        kept = len(places) - len(lacking)
        if key(name.text) in lexicon().titles | lexicon().months:
            continue
        # Where all nouns have a capital, what is copied is a name.
        if usual != name.text and stops.load(places[0].source_lang).nouns:
            continue
        # Of those that lack it one is the slip that is looked for.
        if not lacking or kept < max(_OTHERS, _SHARE * (len(places) - 1)):
            continue
        lost = [
            LostName(message, name.text, usual)
            for message in lacking
            if not (_is_called(name.text, message) or _may_stand(name.text, usual, message, targets))
        ]
        if len(lost) <= _SLIPS:
            yield from lost


def _left(name: RenderedName, targets: Targets) -> str:
    """A name itself, where translations in another script leave it as it is; "" where they don't."""
    left = sum(name.text in message.target for message in name.messages)
    return name.text if not targets.cased and left >= _OTHERS else ""


def _is_called(name: str, message: CheckedMessage) -> bool:
    """Whether somebody is called by a name wherever it stands in a source."""
    called = re.findall(_CALLED.format(re.escape(name)), message.source)
    return len(called) >= message.source.count(name)


def _may_stand(name: str, usual: str, message: CheckedMessage, targets: Targets) -> bool:
    """Whether a translation has what may be another form of a name."""
    beginnings = tuple({small(form)[:_BEGINNING] for form in (name, usual)})
    if not scripts.has_blanks(message.script):
        text = small(message.target)
        return any(beginning in text for beginning in beginnings) or usual[:2] in text
    if any(re.search(rf"(?<!\w){re.escape(form[0])}\.", message.target) for form in (name, usual)):
        return True  # an initial
    bare = chain.from_iterable(map(targets.bare, message.target_words))
    if any(small(form).startswith(beginnings) for form in bare):
        return True
    # What is copied is written alike, in whatever case.
    return name != usual and any(sounds.likeness(name, form) >= _ALIKE for form in targets.words(message))
