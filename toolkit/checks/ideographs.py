"""Names in ideographs that are copied, from Japanese into Chinese and back.

Both have the characters, each in its own form. In Japanese a run of them ends where kana begin, and
さん, 様 or the like behind it tell that it is a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import signs, sounds
from toolkit.checks.letters import written
from toolkit.checks.messages import CheckedMessage
from toolkit.text import scripts
from toolkit.text.patterns import any_of

_CHINESE = frozenset(["Hans", "Hant", "Hani"])
_RUN = late.regex(f"[{scripts.HAN}]{{2,6}}")
_LONGEST = 4
"""Ideographs of a name."""
_KEPT = 2
"""How often a name is copied, so that it is known as one."""


class MiscopiedName(NamedTuple):
    """A name in ideographs, of which a translation has another one."""

    message: CheckedMessage
    form: str
    usual: str
    name: str


class _Folded(NamedTuple):
    message: CheckedMessage
    source: str
    target: str


def miscopied(messages: Sequence[CheckedMessage], source_lang: str, lang: str) -> Iterator[MiscopiedName]:
    """The names that are copied elsewhere, and have one other ideograph in a message that lacks them."""
    script, source_script = languages.get(lang).script, languages.get(source_lang).script
    if {script, source_script} not in ({"Jpan", chinese} for chinese in _CHINESE):
        return
    folded = [_Folded(message, _fold(message.source), _fold(message.target)) for message in messages]
    japanese = lang if script == "Jpan" else source_lang
    texts = [text.target if script == "Jpan" else text.source for text in folded]
    names = _names(texts, tuple(map(_fold, signs.of(japanese).titles)))
    if not names:
        return
    titles = tuple(map(_fold, signs.of(lang).titles))
    pattern = re.compile(any_of(names, longest=True))
    places: dict[str, list[tuple[_Folded, int]]] = defaultdict(list)
    for text in folded:
        for name, times in Counter(pattern.findall(text.source)).items():
            places[name].append((text, times))
    whole = "\n".join(text.target for text in folded)
    for name, having in places.items():
        lacking = [text for text, times in having if text.target.count(name) < times]
        if whole.count(name) < _KEPT or len(lacking) != 1:
            continue
        form = next(_near(name, lacking[0], titles, whole), "")
        if form:
            message, source, target = lacking[0]
            kept = next(text for text in folded if name in text.target)
            yield MiscopiedName(
                message,
                _as_written(form, target, message.target),
                _as_written(name, kept.target, kept.message.target),
                _as_written(name, source, message.source),
            )


def _as_written(form: str, folded: str, text: str) -> str:
    """A form in the characters of the text that has it."""
    at = folded.index(form)
    return text[at : at + len(form)]


def _names(texts: Sequence[str], titles: tuple[str, ...]) -> set[str]:
    """What a title stands behind in Japanese."""
    names = set()
    for text in texts:
        for match in _RUN.finditer(text):
            run, behind = match[0], text[match.end() : match.end() + _LONGEST]
            # A title may be of ideographs itself.
            inside = next((title for title in titles if run.endswith(title)), "")
            name = run.removesuffix(inside)
            if (inside or behind.startswith(titles)) and 2 <= len(name) <= _LONGEST:
                names.add(name)
    return names


def _near(name: str, text: _Folded, titles: tuple[str, ...], whole: str) -> Iterator[str]:
    """Ideographs in a translation that differ from a name by text."""
    for match in re.finditer(f"(?=([{scripts.HAN}]{{{len(name)}}}))", text.target):
        form = match[1]
        differ = [(a, b) for a, b in zip(name, form, strict=True) if a != b]
        if len(differ) != 1 or form in text.source or whole.count(form) > 1:
            continue
        # Of two ideographs one is little: it is read alike, or has a title behind it as well.
        titled = text.target.startswith(titles, match.end(1)) if titles else False
        if len(name) > 2 or titled or _read_alike(*differ[0]):
            yield form


def _read_alike(character: str, other: str) -> bool:
    return sounds.of_ideograph(character) == sounds.of_ideograph(other)


@cache
def _forms() -> Mapping[int, str]:
    return str.maketrans(dict(written("Hans")))


def _fold(text: str) -> str:
    """A text in the forms of the characters that are simplified."""
    return text.translate(_forms())
