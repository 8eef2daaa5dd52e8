"""The words of `languages/contrasts.toml` in a text: of which kind they are, and what they say of it."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from toolkit import languages, late
from toolkit.checks.messages import words_of
from toolkit.checks.quantities import lexicon
from toolkit.text import scripts

_ENDING = 4
"""Letters behind the beginning of a word, at most."""
_JOINED = 2
"""Letters of words that are written together with the next one, at most."""
_REPLY = ","
"""Behind a word that is an answer: No, and no man."""
_SEVERAL = late.regex("[_.]")
"""Between words of a phrase, or inside of an abbreviation, which is read as two words: *Sr.ª* is no *Sr*."""


class Contrasted(NamedTuple):
    """What a word says, of the kinds of `contrasts.toml`."""

    kind: str
    members: frozenset[int]
    """Several where it may be any of them."""
    sure: bool
    """Whether it says nothing else."""
    titled: bool
    """Whether it is sure only before a word with a capital."""
    mostly: bool
    """Whether it hardly ever says anything else in many catalogs."""


class ToldWord(NamedTuple):
    """A word in a text."""

    says: Contrasted
    word: str


class KindsOfWords(NamedTuple):
    """The words of a language."""

    exact: Mapping[str, tuple[Contrasted, ...]]
    beginnings: Mapping[str, tuple[Contrasted, ...]]
    phrases: re.Pattern[str] | None
    """Several words, abbreviations with a point inside, or words without blanks: the longest first."""
    heads: Mapping[str, tuple[str, ...]]
    """Phrases by a word that they have; none where words have no blanks between them."""

    def may_have_phrases(self, text: str, small: Sequence[str]) -> bool:
        """Whether a text of these words, in small letters, has a phrase: far faster than which one."""
        if not self.heads:
            return True
        heads = self.heads.keys() & small
        text = text.lower().replace("’", "'") if heads else ""
        return any(phrase in text for head in heads for phrase in self.heads[head])


@cache
def known_words(lang: str) -> KindsOfWords | None:
    """The words of a language; None where nobody wrote them down."""
    listed = table().get(lang)
    if listed is None:
        return None
    kinds: dict[str, dict[str, Contrasted]] = defaultdict(dict)
    first_only: set[str] = set()
    for kind, lists in listed.items():
        for number, forms in enumerate(lists if kind != "apart" else ()):
            for form in forms.split():
                word, sign = (form[:-1], form[-1]) if form[-1] in "?~+" else (form, "")
                if word[0] == "^":
                    word = word[1:]
                    first_only.add(word)
                says = kinds[word]
                before = says[kind].members if kind in says else frozenset()
                says[kind] = Contrasted(kind, before | {number}, sign in ("", "+"), sign == "+", sign == "~")
    found = {word: tuple(says.values()) for word, says in kinds.items()}
    unspaced = not scripts.has_blanks(languages.get(lang).script) or lang == "ko"
    phrases = [word for word in found if unspaced or word[-1] == _REPLY or _SEVERAL.search(word)]
    phrases += listed.get("apart", "").split()
    longest = sorted(phrases, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){word}" if word in first_only else re.escape(word) for word in longest)
    # Where none begins is seen at a glance.
    first = "".join(sorted({phrase[0] for phrase in phrases}))
    pattern = f"(?=[{re.escape(first)}])(?:{pattern})".replace("_", " ").replace("'", "['’]") if first else ""
    heads: dict[str, list[str]] = defaultdict(list)
    for phrase in [] if unspaced else phrases:
        spaced = phrase.replace("_", " ")
        heads[max(words_of(spaced), key=lambda part: ("'" not in part, len(part)))].append(spaced)
    return KindsOfWords(
        {word.replace("_", " "): says for word, says in found.items() if word[-1] != "*"},
        {word[:-1]: says for word, says in found.items() if word[-1] == "*"},
        re.compile(pattern if unspaced else rf"(?i)(?:(?<!\w)|(?!\w)){pattern}(?!\w)") if pattern else None,
        {head: tuple(some) for head, some in heads.items()},
    )


@cache
def table() -> Mapping[str, Any]:
    """What is written down, by language, and of all languages."""
    return tomllib.loads(files("toolkit.languages").joinpath("contrasts.toml").read_text("utf-8"))


@lru_cache(maxsize=1 << 15)
def what_says(word: str, lang: str) -> tuple[Contrasted, ...]:
    """What a word in small letters says; nothing for nearly all."""
    known = known_words(lang)
    if known is None:
        return ()
    word = word.replace("’", "'")
    # With an apostrophe it is also what stands on either side of it: grandmother's.
    parts = [part for part in word.split("'") if len(part) > _JOINED] if "'" in word else []
    for form in (*_bare(word, lang), *parts):
        if says := known.exact.get(form):
            return says
    for end in range(max(1, len(word) - _ENDING), len(word) + 1) if known.beginnings else ():
        if says := known.beginnings.get(word[:end]):
            return says
    return ()


def _bare(word: str, lang: str) -> Iterator[str]:
    """A word, and what it is without "and", "in" and "the" that are written together with it."""
    yield word
    facts = lexicon.table().get(lang, {})
    article = facts.get("article", "")
    for end in range(_JOINED + 1):
        if end and not (word[end - 1 : end] and word[end - 1] in facts.get("prefixes", "")):
            return
        if article and word[end:].startswith(article):
            yield word[end:].removeprefix(article)
        if end:
            yield word[end:]


def told(text: str, written: Sequence[str], lang: str) -> list[ToldWord]:
    """The words of the table in a text; those of phrases first, which hide their own."""
    known = known_words(lang)
    if known is None:
        return []
    found: list[ToldWord] = []
    small = [word.lower() for word in written]
    if known.phrases and known.may_have_phrases(text, small):
        phrases = [match[0] for match in known.phrases.finditer(text)]
        for phrase in phrases:
            form = phrase.lower().replace("’", "'")
            found += [ToldWord(says, phrase.rstrip(_REPLY)) for says in known.exact.get(form, ())]
        if not known.heads:
            return found
        written = words_of(known.phrases.sub(" ", text)) if phrases else written
        small = [word.lower() for word in written]
    for place, word in enumerate(small):
        for says in what_says(word, lang):
            named = not says.titled or any(map(has_capital, written[place + 1 : place + 2]))
            found.append(ToldWord(says if named else says._replace(sure=False), written[place]))
    return found


def has_capital(word: str) -> bool:
    """Whether a word begins with one."""
    return word[:1].isupper()
