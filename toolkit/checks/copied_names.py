"""Names that a translation copies, since both languages have one script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from string import ascii_letters
from unicodedata import normalize

from toolkit.checks import signs, sounds
from toolkit.checks.foreign import language
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.near_forms import RenderedName, Rendering, near, with_fewer
from toolkit.checks.quantities import dates
from toolkit.checks.targets import Targets, one_stem
from toolkit.languages import spelling
from toolkit.text import stops

_LETTERS = r"[^\W\d_]+"
_LONG = 7
"""Letters of a name that stands once and may be misspelt."""
_VOWELS = frozenset("aeiouy")
_PLAIN = frozenset(ascii_letters)
_LOOKED_UP = 4
"""The same where a list of words tells that the form isn't one that the language has for it."""
_SWAPPED = 5
"""Letters of a name that stands once, of which two may have changed places."""
_STEM, _CASES = 6, (2, 4)
"""Letters of a name before its case, and of the cases of a source and of a translation, at most."""
_BEGINNING, _END = 2, 3
"""Letters that such a name and its form have in common."""


def copied(name: RenderedName, targets: Targets) -> Rendering:
    """A name that is written as in the source."""
    lacking = [message for message in name.places if not targets.has(message, name.text)]
    kept = len(name.places) - len(lacking)
    if not kept and len(name.places) == 1:
        return Rendering("", list(_mistyped(name, targets)))
    # What is seldom copied has a form of its own in the language: Europe, Europa.
    if kept * 2 < len(name.places):
        return Rendering("", [])
    looked_at = [*lacking, *with_fewer(name, name.text, lacking, targets)]
    slips = [
        slip for slip in near(name.text, looked_at, targets, kept) if not _in_a_case(name, slip[1], targets)
    ]
    done = {id(message) for message, _ in slips}
    rest = [message for message in lacking if id(message) not in done]
    return Rendering(name.text, [*slips, *_in_its_place(name, rest, targets)])


def _mistyped(name: RenderedName, targets: Targets) -> Iterator[tuple[CheckedMessage, str]]:
    """A name that stands in one message alone, beside another one that is copied: Little Fenwich.

    By itself a short word may have a form of its own in the other language: Viena.
    """
    message = name.places[0]
    nouns = stops.load(message.source_lang).nouns
    source = signs.of(message.source_lang)
    cases = source.known and source.inflects
    for _, form in near(name.text, [message], targets, 1):
        # Where nouns have capitals, they may be what differs in its ending: Hotel Europa, Hotel Europe.
        # Where names have cases, the translation has another one: Manchesteru, Manchester.
        if _bare(name.text) == _bare(form) or ((nouns or cases) and one_stem(name.text, form)):
            continue
        # Languages spell names as they read them: Putin, Poutine.
        if sounds.spelt_anew(name.text, form, (message.source_lang, message.lang)):
            continue
        if (
            form in _beside(name.text, message)
            or _is_swapped(name.text, form)
            or (not nouns and _is_misspelt(name.text, form, message))
            or (not nouns and _is_unheard_of(name.text, form, message))
        ):
            yield message, form
            return


def _in_a_case(name: RenderedName, form: str, targets: Targets) -> bool:
    """Whether a name and a form are in cases of two languages: Donalda, Donaldzie."""
    source = signs.of(name.places[0].source_lang)
    if not (targets.signs.inflects and source.known and source.inflects):
        return False
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name.text, form, strict=False)))
    return stem >= _STEM and len(name.text) - stem <= _CASES[0] and len(form) - stem <= _CASES[1]


def _is_swapped(name: str, form: str) -> bool:
    """Whether two neighbours inside of a word have changed places.

    Other languages do so with vowels alone: Rheinland, Rhineland.
    """
    if len(name) < _SWAPPED or len(name) != len(form) or (form[0], form[-1]) != (name[0], name[-1]):
        return False
    differ = [at for at, pair in enumerate(zip(name, form, strict=True)) if pair[0] != pair[1]]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    pair = name[differ[0] : differ[1] + 1]
    return pair[::-1] == form[differ[0] : differ[1] + 1] and not set(_bare(pair)) <= _VOWELS


def _is_misspelt(name: str, form: str, message: CheckedMessage) -> bool:
    """Whether a long word has one slip inside of it, and no ending of the other language."""
    from rapidfuzz.distance import OSA

    long = len(name) >= _LONG and not dates.has_name(name.lower(), message.source_lang)
    ends = (form[:_BEGINNING], form[-_END:]) == (name[:_BEGINNING], name[-_END:])
    return long and ends and OSA.distance(name, form, score_cutoff=1) == 1


def _is_unheard_of(name: str, form: str, message: CheckedMessage) -> bool:
    """Whether a form that the list of its language hasn't has one slip inside of a name: Mtt for Matt.

    What a language calls a country or a saint is listed; how it ends a name, or accents it, is its own.
    """
    from rapidfuzz.distance import OSA

    listed = spelling.listed(language(message.lang))
    ends = (form[0], form[-1]) == (name[0], name[-1])
    if not listed or not ends or len(name) < _LOOKED_UP or form.lower() in listed:
        return False
    accented = not set(form).difference(name) <= _PLAIN
    return not accented and OSA.distance(name, form, score_cutoff=1) == 1


def _bare(word: str) -> str:
    """A word without its accents."""
    return word if word.isascii() else normalize("NFD", word).encode("ascii", "ignore").decode()


def _in_its_place(
    name: RenderedName, lacking: Iterable[CheckedMessage], targets: Targets
) -> Iterator[tuple[CheckedMessage, str]]:
    """A word beside another name, which is copied, that begins as a name does: Saint-Gervais for -Gervy."""
    for message in lacking:
        for form in _beside(name.text, message):
            # Ariz. is short for Arizona.
            begins = form[: len(name.text) // 2 + 1] == name.text[: len(name.text) // 2 + 1]
            same = begins and not name.text.startswith(form)
            rare = form not in message.source_words and targets.count(form) == 1
            apart = targets.apart(form, name.text) and not targets.is_adjective(form, name.text)
            if same and rare and apart:
                yield message, form
                break


def _beside(name: str, message: CheckedMessage) -> Iterator[str]:
    """The words in the place of a name: those beside another name that is copied, on the same side."""
    escaped = re.escape(name)
    for match in re.finditer(rf"(?<!\w)({_LETTERS})([ -]){escaped}(?!\w)", message.source):
        if match[1][:1].isupper():
            yield from re.findall(rf"(?<!\w){re.escape(match[1] + match[2])}({_LETTERS})", message.target)
    for match in re.finditer(rf"(?<!\w){escaped}([ -])({_LETTERS})", message.source):
        if match[2][:1].isupper():
            yield from re.findall(
                rf"(?<!\w)({_LETTERS}){re.escape(match[1] + match[2])}(?!\w)", message.target
            )
