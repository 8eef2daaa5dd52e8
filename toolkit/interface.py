"""What diglot says, in the language of whoever reads it.

The code says all in English. Where a person reads it, it is looked up in a gettext catalog below
`toolkit/locales/`: templates of findings and words of the help as they stand, sentences that are filled
already (of errors, of what a command prints) by the template that they were made of. What nobody has
translated stays English, and so does what other programs read.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import PurePath
from string import Formatter
from typing import Any, NamedTuple

from toolkit import late
from toolkit.errors import DiglotError
from toolkit.late import WorkedOut
from toolkit.text.hygiene import counted

DOMAIN = "command"
"""Of the command, its findings and its errors; the pages of the review have their own."""
_LOCALES = str(PurePath(__file__).with_name("locales"))
_NUMBER = late.regex(r"[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*")
_PLACES = late.regex(r"^(?!.*\{\w+[!:]).*\{\w+\}", re.DOTALL)
"""A template of a sentence: a value stands in it as it is, which in one of a finding may be otherwise."""
_KINDS = frozenset(("kind", "other", "wanted"))
"""Where a kind of paragraph stands."""
_LANGUAGE = "language"
"""Where the tag of a language stands, which has a name in each."""
COUNTS = frozenset(("n", "number", "count"))
"""Places of numbers."""
_BETWEEN = late.regex(r"(, |; |: | \(|\))")
"""Between what is counted in a line."""
_CHOICE = late.regex(r"\{(\w+):[^{}]*\|")
"""A place for a number that chooses a form."""
_SENTENCES = frozenset(
    (
        "what",
        "where",
        "place",
        "end",
        "unit",
        "cure",
        "hint",
        "nearest",
        "message",
        "told",
        "error",
        "strerror",
        "pin",
        "second",
    )
)
"""Places in templates where a sentence of diglot's stands; elsewhere words are somebody's, and stay."""


class Number(int):
    """A number in words.

    `{n:word}` is "2 words", `{n:is|are}` is "are", `{n:,}` is "1,000". In another language `{n:a|b|c}` has a
    form for each of its plurals, in the order of gettext.
    """

    plural: Callable[[int], int] = staticmethod(lambda number: int(number != 1))
    """Which form a number takes, 0-based."""

    def __format__(self, spec: str) -> str:
        # "{n:is|are}" is a choice; without the line it is a word to be counted.
        if "|" in spec:
            forms = spec.split("|")
            return forms[min(self.plural(int(self)), len(forms) - 1)]
        return counted(int(self), spec) if spec.strip(",") else format(int(self), spec)


class Listed(tuple[str, ...]):
    """A list in words.

    `{names: or }` is "Ann or Bob".
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return (spec or ", ").join(map(format, self))


class Apart(str):
    """A text in words of another direction: it has its own, and moves none of the signs around it.

    As a text it is what it is: the marks stand around it in words alone.
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return f"\u2068{super().__format__(spec)}\u2069" if self else ""

    def __repr__(self) -> str:
        return f"\u2068{super().__repr__()}\u2069"


class Translations:
    """English words -> the words of a language."""

    def __init__(
        self,
        texts: Mapping[str, str],
        plural: Callable[[int], int],
        value: Callable[[str], str] = str,
        lang: str = "en",
    ) -> None:
        """Of a catalog.

        plural  which form a number takes
        value   what a text is made that stands in the words
        lang    the tag of the language that they are in
        """
        self._texts = texts
        self._lang = lang
        self._plural = plural
        self._value = value
        self._number = type("_Number", (Number,), {"plural": staticmethod(plural)})

    def altered(self, alter: Callable[[str], str], value: Callable[[str], str]) -> Translations:
        """The same words, of which each text is written otherwise, and so is what stands in them."""
        texts = {text: alter(said) for text, said in self._texts.items()}
        return Translations(texts, self._plural, value, self._lang)

    def sources(self) -> Collection[str]:
        """The English words that it has."""
        return self._texts.keys()

    def __call__(self, text: str) -> str:
        """A text in the language; as it is where nobody has translated it."""
        # Of the empty text a catalog has its header.
        return self._texts.get(text, text) if text else ""

    def shown(self, name: str, value: object) -> Any:
        """A value as it stands in words: a number, a list, or a text, which may be a sentence by its name."""
        if type(value) is int:
            return self._number(value)
        if isinstance(value, tuple):
            words = map(self, map(str, value)) if name in _KINDS else value
            return Listed(map(self._value, words))
        text = str(value)
        if name in _SENTENCES:
            text = self.sentence(text)
        elif name in _KINDS:
            text = self(text)
        elif name == _LANGUAGE:
            text = self._called(text)
        return self._value(text)

    def _called(self, tag: str) -> str:
        """What a language is called; as it stands where it is no tag."""
        from toolkit import languages

        try:
            return languages.called(tag, self._lang)[0]
        except DiglotError:
            return tag

    def paragraphs(self, text: str) -> str:
        """Paragraphs with blank lines between them, each in the language."""
        return "\n\n".join(map(self, paragraphs(text)))

    def sentence(self, words: str) -> str:
        """A sentence that was made in English, in the language: its template is found again.

        What stands in it stays, but for another sentence.
        """
        if not self._texts or not words:
            return words
        if words in self._texts:
            return self._texts[words]
        fitting = [(form, found) for form in self._forms if (found := form.values(words)) is not None]
        if not fitting:
            return words
        form, values = max(fitting, key=lambda one: one[0].certain)
        shown = {name: self.shown(name, _number(text)) for name, text in values.items()}
        return form.target.format_map(shown).strip()

    def figures(self, words: str) -> str:
        """A line of things that were counted, in the language: one by one."""
        # Every second piece stands between two of them.
        pieces = _BETWEEN.split(words) if self._texts else [words]
        return "".join(piece if at % 2 else self.sentence(piece) for at, piece in enumerate(pieces))

    def error(self, error: Any) -> str:
        """A `DiglotError` in the language, with its place."""
        place = f"{self._value(str(error.where))}: " if error.where is not None else ""
        return place + self.sentence(error.what)

    @WorkedOut
    def _forms(self) -> list[SentenceForm]:
        """The templates with places for values."""
        return [_form(source, target) for source, target in self._texts.items() if _PLACES.search(source)]


class SentenceForm(NamedTuple):
    """A template that filled sentences are compared with."""

    longest: str
    """Of what stands between its values: most sentences lack it."""
    pattern: str
    certain: int
    """Characters that are no value's."""
    target: str

    def values(self, words: str) -> dict[str, str] | None:
        """The values of a sentence by name; None where it isn't made of this template."""
        if self.longest not in words:
            return None
        match = re.fullmatch(self.pattern, words, re.DOTALL)
        return None if match is None else {name: text or "" for name, text in match.groupdict().items()}


def _form(source: str, target: str) -> SentenceForm:
    pattern, texts, known = "", [], set[str]()
    chosen = set(_CHOICE.findall(target))
    parts = list(Formatter().parse(source))
    for number, (text, name, *_) in enumerate(parts):
        pattern += re.escape(text)
        texts.append(text)
        if name and name in known:
            pattern += f"(?P={name})"
        elif name:
            known.add(name)
            counted = name in chosen or name in COUNTS
            value = r"\d[\d,]*" if counted else ".*"
            # What begins a sentence may be nothing, and the blank behind it is gone then; a number never is.
            begins = not counted and number == 0 and not text and parts[1:2] and parts[1][0].startswith(" ")
            pattern += f"(?:(?P<{name}>.+)(?= ))?" if begins else f"(?P<{name}>{value})"
    if pattern.startswith("(?:"):
        pattern = pattern.replace(r")?\ ", r")?\ ?", 1)
    return SentenceForm(max(texts, key=len).strip(), pattern, sum(map(len, texts)), target)


def _number(text: str) -> int | str:
    """What stands in a sentence; a number as such."""
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else text


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of a text that was broken into lines, a line each.

    >>> paragraphs("One\nline.\n\nTwo.")
    ['One line.', 'Two.']
    """
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


class _CompiledCatalog(gettext.GNUTranslations):
    """A catalog, with all that it has."""

    _catalog: dict[str | tuple[str, int], str]
    plural: Callable[[int], int]

    @property
    def texts(self) -> dict[str, str]:
        """Source -> target, without the header."""
        # Messages with plurals, which are click's, have pairs for keys: they are looked up by click alone.
        return {s: target for s, target in self._catalog.items() if isinstance(s, str) and s and target}


ENGLISH = Translations({}, Number.plural)


@cache
def of(locale: str) -> Translations:
    """The words of a language, by its gettext name (`zh_CN`); English for one that diglot hasn't got."""
    if not locale:
        return ENGLISH
    # Only here: who speaks English needs nothing of it.
    from importlib.resources import files

    from toolkit import languages

    file = files("toolkit").joinpath("locales", locale, "LC_MESSAGES", f"{DOMAIN}.mo")
    if not file.is_file():
        return ENGLISH
    with file.open("rb") as stream:
        messages = _CompiledCatalog(stream)
    return Translations(messages.texts, messages.plural, lang=languages.from_gettext(locale))


def here() -> Translations:
    """The words that the environment asks for, as gettext reads it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.

    From now on `gettext` looks up what click says in the same catalog.
    """
    gettext.bindtextdomain(DOMAIN, _LOCALES)
    gettext.textdomain(DOMAIN)
    found = gettext.find(DOMAIN, _LOCALES)
    return of(PurePath(found).parts[-3]) if found else ENGLISH
