"""Words that exclude each other, one of which stands for the other: left for right, Mrs for Mr.

They are data (`languages/contrasts.toml`). A translator may leave one out, or say it in another way; what is
told is one that the translation lacks where it has another of its kind instead.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from toolkit import languages
from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.checks.messages import CheckedMessage, words_of
from toolkit.checks.negation import is_denied, one_denies
from toolkit.checks.quantities import lexicon
from toolkit.checks.signs import around_word
from toolkit.findings import Finding, define, report
from toolkit.text import scripts

_SHORT = 300.0
"""Letters of a text whose sentences needn't be told apart."""
_ENDING = 4
"""Letters behind the beginning of a word, at most."""
_INSIDE = 5
"""Letters of a word that is told inside of a longer one."""
_JOINED = 2
"""Letters of words that are written together with the next one, at most."""
_PERSON = "person"
_AMOUNT, _LESS = "amount", 1
_REPLY = ","
"""Behind a word that is an answer: No, and no man."""
_APOSTROPHE = re.compile("['’]")
_SEVERAL = re.compile("[_.]")
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


class _Told(NamedTuple):
    """A word in a text."""

    says: Contrasted
    word: str


class _KindsOfWords(NamedTuple):
    """The words of a language."""

    exact: Mapping[str, tuple[Contrasted, ...]]
    beginnings: Mapping[str, tuple[Contrasted, ...]]
    phrases: re.Pattern[str] | None
    """Several words, abbreviations with a point inside, or words without blanks: the longest first."""
    heads: Mapping[str, tuple[str, ...]]
    """Phrases by a word that they have; none where words have no blanks between them."""

    def may_have_phrases(self, text: str, written: Sequence[str]) -> bool:
        """Whether a text of these words has a phrase, which is told far faster than which one."""
        if not self.heads:
            return True
        heads = self.heads.keys() & set(map(str.lower, written))
        small = text.lower().replace("’", "'") if heads else ""
        return any(phrase in small for head in heads for phrase in self.heads[head])


@cache
def _words(lang: str) -> _KindsOfWords | None:
    """The words of a language; None where nobody wrote them down."""
    table = _table().get(lang)
    if table is None:
        return None
    kinds: dict[str, dict[str, Contrasted]] = defaultdict(dict)
    first_only: set[str] = set()
    for kind, lists in table.items():
        for number, forms in enumerate(lists if kind != "apart" else ()):
            for form in forms.split():
                word, sign = (form[:-1], form[-1]) if form[-1] in "?+" else (form, "")
                if word[0] == "^":
                    word = word[1:]
                    first_only.add(word)
                before = kinds[word][kind].members if kind in kinds[word] else frozenset()
                kinds[word][kind] = Contrasted(kind, before | {number}, sign != "?", sign == "+")
    found = {word: tuple(told.values()) for word, told in kinds.items()}
    unspaced = not scripts.has_blanks(languages.get(lang).script) or lang == "ko"
    phrases = [word for word in found if unspaced or word[-1] == _REPLY or _SEVERAL.search(word)]
    phrases += table.get("apart", "").split()
    longest = sorted(phrases, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){word}" if word in first_only else re.escape(word) for word in longest)
    # Where none begins is seen at a glance.
    first = "".join(sorted({phrase[0] for phrase in phrases}))
    pattern = f"(?=[{re.escape(first)}])(?:{pattern})".replace("_", " ").replace("'", "['’]") if first else ""
    heads: dict[str, list[str]] = defaultdict(list)
    for phrase in [] if unspaced else phrases:
        spaced = phrase.replace("_", " ")
        heads[max(words_of(spaced), key=lambda part: ("'" not in part, len(part)))].append(spaced)
    return _KindsOfWords(
        {word.replace("_", " "): told for word, told in found.items() if word[-1] != "*"},
        {word[:-1]: told for word, told in found.items() if word[-1] == "*"},
        re.compile(pattern if unspaced else rf"(?i)(?<!\w){pattern}(?!\w)") if pattern else None,
        {head: tuple(some) for head, some in heads.items()},
    )


@cache
def _steady() -> frozenset[str]:
    """The kinds whose words stay when a sentence is turned around."""
    return frozenset(_table()["steady"].split())


@cache
def _gendered() -> frozenset[str]:
    """Languages whose pronouns of persons stand for things, too."""
    return frozenset(_table()["gendered"].split())


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("toolkit.languages").joinpath("contrasts.toml").read_text("utf-8"))


@lru_cache(maxsize=1 << 15)
def _says(word: str, lang: str) -> tuple[Contrasted, ...]:
    """What a word in small letters says; nothing for nearly all."""
    known = _words(lang)
    if known is None:
        return ()
    # With an apostrophe it is also what stands on either side of it: grandmother's.
    parts = (
        [part for part in _APOSTROPHE.split(word) if len(part) > _JOINED]
        if "'" in word or "’" in word
        else []
    )
    for form in (*_bare(word, lang), *parts):
        if told := known.exact.get(form):
            return told
    for end in range(max(1, len(word) - _ENDING), len(word) + 1) if known.beginnings else ():
        if told := known.beginnings.get(word[:end]):
            return told
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


def _told(text: str, written: Sequence[str], lang: str) -> list[_Told]:
    """The words of the table in a text; those of phrases first, which hide their own."""
    known = _words(lang)
    if known is None:
        return []
    found: list[_Told] = []
    if known.phrases and known.may_have_phrases(text, written):
        phrases = [match[0] for match in known.phrases.finditer(text)]
        for phrase in phrases:
            form = phrase.lower().replace("’", "'")
            found += [_Told(told, phrase.rstrip(_REPLY)) for told in known.exact.get(form, ())]
        if not known.heads:
            return found
        written = words_of(known.phrases.sub(" ", text)) if phrases else written
    for place, word in enumerate(written):
        for told in _says(word.lower(), lang):
            sure = told.sure and (not told.titled or any(map(_has_capital, written[place + 1 : place + 2])))
            found.append(_Told(told._replace(sure=sure), word))
    return found


def _counted(told: Sequence[_Told]) -> Counter[tuple[str, frozenset[int]]]:
    return Counter((one.says.kind, one.says.members) for one in told)


def _excluding(ours: Sequence[_Told], theirs: Sequence[_Told]) -> tuple[set[str], set[str]]:
    """The words of both sides that surely exclude one of the other side, wherever they stand."""
    excluding: tuple[set[str], set[str]] = set(), set()
    for other in theirs if ours else ():
        for one in ours if other.says.sure else ():
            alike = one.says.kind == other.says.kind and one.says.sure
            if alike and one.says.members.isdisjoint(other.says.members):
                excluding[0].add(one.word)
                excluding[1].add(other.word)
    return excluding


def _has_capital(word: str) -> bool:
    return word[:1].isupper()


class ExchangedWords(NamedTuple):
    """A word of a source, the one of its kind that stands for it, and the texts in which they are."""

    word: str
    other: str
    source: str
    target: str


def exchanged(message: CheckedMessage) -> Iterator[ExchangedWords]:
    """Give the words of a source for which others of their kind stand."""
    langs = languages.base(message.source_lang), languages.base(message.lang)
    theirs = _told(message.target, message.target_words, langs[1])
    # Most texts have none, or say the same on both sides.
    ours = _told(message.source, message.source_words, langs[0]) if theirs else []
    words, others = _excluding(ours, theirs)
    if not words or _counted(ours) == _counted(theirs):
        return
    for source, target in _pairs(message):
        if not (any(word in source for word in words) and any(word in target for word in others)):
            continue
        written = words_of(source), words_of(target)
        # A word that is copied is a name: Mrs Green.
        names = set(filter(_has_capital, written[0])).intersection(written[1])
        ours, theirs = (
            [told for told in _told(text, words, lang) if told.word not in names]
            for text, words, lang in zip((source, target), written, langs, strict=True)
        )
        for one, other in _exchanged(ours, theirs):
            # A compound answers for its parts, as linkermuisknop does.
            if _is_inside(one, written[1], langs[1]) or _is_inside(other, written[0], langs[0]):
                continue
            # La table is der Tisch: elle is er.
            if one.says.kind == _PERSON and _gendered().issuperset(langs):
                continue
            # Whoever turns a sentence around says the opposite: not easy, hard.
            turned = one.says.kind not in _steady() and (
                one_denies(message, source, target)
                or is_denied(one.word, source, langs[0]) != is_denied(other.word, target, langs[1])
                or _is_lessened(one.word, source, langs[0]) != _is_lessened(other.word, target, langs[1])
            )
            if not turned:
                yield ExchangedWords(one.word, other.word, source, target)


def _is_lessened(word: str, text: str, lang: str) -> bool:
    """Whether "less" stands before a word: less quickly, slower."""
    before = re.search(rf"(\w+)\s+{re.escape(word)}(?!\w)", text)
    says = _says(before[1].lower(), lang) if before else ()
    return any(one.kind == _AMOUNT and _LESS in one.members for one in says)


def _is_inside(told: _Told, words: Sequence[str], lang: str) -> bool:
    """Whether a word, which says nothing of its kind itself, has in it one that says the same, and surely."""
    known = _words(lang)
    same = [
        word
        for forms in ((known.exact, known.beginnings) if known and known.heads else ())
        for word, says in forms.items()
        if len(word) >= _INSIDE and any(one.sure and one[:2] == told.says[:2] for one in says)
    ]
    return any(
        inside in word and not any(says.kind == told.says.kind for says in _says(word, lang))
        for word in map(str.lower, words if same else ())
        for inside in same
    )


def _pairs(message: CheckedMessage) -> Iterator[tuple[str, str]]:
    """Sentences that stand side by side; the whole of a short text, where they aren't as many."""
    sources, targets = message.source_sentences, message.target_sentences
    if len(sources) == len(targets):
        yield from zip(sources, targets, strict=True)
    elif message.source_length < _SHORT:
        yield message.source, message.target


def _exchanged(ours: Sequence[_Told], theirs: Sequence[_Told]) -> list[tuple[_Told, _Told]]:
    """Words that one side has, each with another of its kind that the other side has in its place."""
    found = []
    for kind in dict.fromkeys(told.says.kind for told in ours):
        mine = [told for told in ours if told.says.kind == kind]
        yours = [told for told in theirs if told.says.kind == kind]
        here, there = (Counter(told.says.members for told in some) for some in (mine, yours))
        missed = (told for told in mine if told.says.sure and not _sharing(told, there))
        # One more than there are on the other side.
        added = (told for told in yours if told.says.sure and _sharing(told, here) < _sharing(told, there))
        if (one := next(missed, None)) and (other := next(added, None)):
            found.append((one, other))
    return found


def _sharing(told: _Told, others: Counter[frozenset[int]]) -> int:
    """How many of others may say the same."""
    return sum(many for members, many in others.items() if not told.says.members.isdisjoint(members))


def contrasted(checked: Checked) -> Iterator[Finding]:
    """Report each message in which a word stands for one that excludes it."""
    # What isn't translated has the words of the source on both sides; that has been said.
    untranslated = {foreign.message for foreign in checked.in_other_languages}
    for message in checked.messages:
        told = {} if message in untranslated else {one[:2]: one for one in reversed([*exchanged(message)])}
        for one in reversed(told.values()):
            yield report(
                "D260",
                checked.where,
                message=message_of(message.entry),
                word=quoted(one.word),
                other=quoted(one.other),
                source=around_word(one.source, one.word),
                target=around_word(one.target, one.other),
            )


CHECK = Check(
    define(
        "D260",
        severity="warning",
        title=(
            "A word of a translation excludes what its source says: left for right, Mrs for Mr, evening for "
            "morning, mother for father, he for she, red for green, enabled for disabled."
        ),
        words="{source} ({message}) says {word}, and the translation {target} has {other} in its place.",
        cure="Look which of the two is meant.",
    ),
    contrasted,
)
