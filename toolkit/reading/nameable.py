"""Whether somebody can be called so at all, by the length and the signs of a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.described import MOST_WORDS, longest
from toolkit.reading.names import FULL_STOP, PARENTHESES, UNKNOWN, key_of, name
from toolkit.text.lines import width
from toolkit.text.scripts import begins_small, unspaced

# What no name has: the end of a sentence, a quotation, an address, a long word and a full stop. Hebrew writes
# abbreviations with a quotation mark among letters.
_NO_NAME = late.regex(
    r"[?!;…。！？；，؟।“”„«»「」『』|<>]"
    r'|(?<![\u05d0-\u05ea])"|"(?![\u05d0-\u05ea])'
    # #13257 is an issue; Caller #3 is somebody.
    r"|\.{2}|https?|www\.|[/@]{2}|#\d{3}|[^\W\d_]{5,}\. "
)
# Ann "Gull" Holt, “海鸥”Ann Holt, Ann | Gull Ltd: what somebody is called besides, and for whom she speaks.
_NICK = late.regex(
    r"(?:(?<=\w )|^)[“\"«„「『][\w' ]{1,20}[”\"»“」』](?= \w|, |$)"
    r"|^[“「『][\w' ]{1,20}[”」』](?=\w)|(?<=\w )\|(?= \w)"
)
_PAIRS = (("[", "]"), ("(", ")"), ("（", "）"), ("【", "】"), ("〔", "〕"))
_EITHER = frozenset(chain.from_iterable(_PAIRS))
_MOST_SIGNS = 5
"""Characters of a name in a script without blanks, where it has a comma beside it."""
_COMMAS = str.maketrans("，；;", ",,,")
_PART = late.regex(r"\d\.\d+$")


def nameable(label: str) -> bool:
    """Whether a name can look so."""
    if key_of(label) == UNKNOWN:
        return True
    if width(label) > longest(label) or not any(map(str.isalnum, label)) or unbalanced(label):
        return False
    # "Action 4.2" is a part of a text, and "GPT-4.1" may be somebody.
    if _PART.search(label) and name(label).looks == "never":
        return False
    # A title may be shortened to a word of five letters: `PRZEW. ADA BERG`.
    titles = lexicon().titles if ". " in label else frozenset()
    label = FULL_STOP.sub(lambda stop: stop[1] if key(stop[1]) in titles else stop[0], label)
    # "[Feature #9116] Fiber" is no name with something beside it.
    label = label[0] + PARENTHESES.sub(" ", label[1:])
    label = _NICK.sub(_nicked, label)
    return not _NO_NAME.search(label) or (
        not _NO_NAME.search(label.translate(_COMMAS)) and any(map(_brief, name(label).splits))
    )


def _nicked(nick: re.Match[str]) -> str:
    """A blank for what somebody is called besides: no small letter is behind it, as in `"Gull" says`.

    It ends a label in capitals alone: OFFICER OF THE SHIP “GULL”.
    """
    if nick.end() == len(nick.string) and not nick.string.isupper():
        return nick[0]
    word = nick.string[nick.end() :].split(maxsplit=1)[:1]
    other = word and begins_small(word[0]) and key(word[0]) not in lexicon().particles
    return nick[0] if other and nick[0] != "|" else " "


def unbalanced(label: str) -> bool:
    """Whether a bracket opens that isn't closed, or the other way round."""
    brackets = not _EITHER.isdisjoint(label)
    return brackets and any(label.count(opens) != label.count(closes) for opens, closes in _PAIRS)


def _brief(parts: Sequence[str]) -> bool:
    """Whether all parts are as short as names are: 李明，王芳."""
    # Between names stands what elsewhere is the end of a clause.
    return all(
        len(part) <= _MOST_SIGNS if unspaced(part[0]) else len(part.split()) <= MOST_WORDS for part in parts
    )
