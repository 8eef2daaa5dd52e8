"""How a name is filed: by the family name, where the language has it last."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from toolkit import languages, late
from toolkit.languages.lexicon import key, lexicon
from toolkit.text.scripts import HAN, SYLLABLES, within

_GIVEN_FIRST = frozenset(["Latn", "Cyrl", "Grek", "Armn", "Geor"])
_FAMILY_BEFORE = frozenset(["Hans", "Hant", "Hani", "Jpan", "Kore"])
"""Scripts of languages in which the family name comes first."""
_FAMILY_FIRST = frozenset(["hu", "vi", "is"])
"""Languages in such scripts in which names are filed as they are said."""
_BLANKS = late.regex(r"\s+")


class FiledName(NamedTuple):
    """A name as it stands in an index."""

    text: str
    sorted_by: str
    family: str = ""
    """By which people are called too, as far as it is known."""
    sure: bool = True
    """Whether it is known which is the family name, or the language doesn't ask."""
    apart: bool = False
    """Whether an editor files it by words that it hasn't, in a script that has no readings."""


def filed(name: str, lang: str, file_as: str = "", origin: str = "") -> FiledName:
    """How the name of a person is filed.

    file_as  what an editor says: in words of the name it is printed so; else, as with the reading of a
             name in Japanese, the name is only sorted by it
    origin   the language that the person is called in at home, where it is another

    >>> filed("Ludwig van Beethoven", "de").text, filed("王小明", "zh-Hans").text
    ('Beethoven, Ludwig van', '王小明')
    >>> filed("Li Wei", "en", origin="zh-Hans").sure
    False
    >>> filed("Gabriel García Márquez", "es", "García Márquez, Gabriel").text
    'García Márquez, Gabriel'
    """
    bare, language = untitled(name), languages.get(lang)
    if file_as:
        if in_words_of(name, file_as):
            return FiledName(file_as, file_as, _family(file_as))
        return FiledName(bare, file_as, apart=language.script in _GIVEN_FIRST)
    words = _BLANKS.split(bare)
    if language.script not in _GIVEN_FIRST or languages.base(lang) in _FAMILY_FIRST or len(words) == 1:
        return FiledName(bare, bare)
    if origin and languages.get(origin).script in _FAMILY_BEFORE:
        # Some turn such names around when they write them in these letters, and some don't.
        return FiledName(bare, bare, sure=False)
    *given, family = words
    # Behind the given name only initials, and the little words that stay with it.
    first, *between = given
    if all(word.endswith(".") or word.islower() for word in between) and not family.endswith("."):
        return FiledName(f"{family}, {' '.join([first, *between])}", f"{family}, {' '.join(given)}", family)
    return FiledName(bare, bare, sure=False)


def in_words_of(name: str, file_as: str) -> bool:
    """Whether a name is filed by its own words, whatever stands between them.

    >>> in_words_of("col d’Orsel", "Orsel, col d’"), in_words_of("山田太郎", "やまだたろう")
    (True, False)
    """
    return not Counter(_letters(file_as)) - Counter(_letters(name))


def _letters(text: str) -> list[str]:
    return [letter for letter in text.casefold() if letter.isalnum()]


def is_role(name: str) -> bool:
    """Whether a label says what somebody is there, and not who it is.

    >>> is_role("Interviewer"), is_role("Q2"), is_role("问"), is_role("王"), is_role("Ann")
    (True, True, True, False, False)
    """
    words, folded = lexicon(), key(name)
    bare = folded.rstrip("0123456789 ")
    if bare in words.roles or bare in words.ask or bare in words.answer:
        return True
    # An initial may be anybody's; one character is a whole family name.
    return len(bare) < 2 and not within(bare, HAN + SYLLABLES)


def untitled(name: str) -> str:
    """A name without what stands before it: Dr., Mrs, Professor."""
    words = _BLANKS.split(name.strip())
    while len(words) > 1 and key(words[0]) in lexicon().titles:
        words = words[1:]
    return " ".join(words)


def _family(file_as: str) -> str:
    before, comma, _ = file_as.partition(",")
    return before.strip() if comma else ""
