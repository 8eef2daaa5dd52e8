"""Letters of another script, or of another way to write the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from functools import cache

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.foreign import ASIDE
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.signs import Habits, without_addresses
from toolkit.findings import Finding, define
from toolkit.model import Entry
from toolkit.text import scripts, tables

_KANA = scripts.HIRAGANA + scripts.KATAKANA
_SCRIPTS = {
    "Latin": (scripts.LATIN, ()),
    "Greek": (scripts.GREEK, ("Grek",)),
    "Cyrillic": (scripts.CYRILLIC, ("Cyrl",)),
    "Hebrew": (scripts.HEBREW, ("Hebr",)),
    "Arabic": (scripts.ARABIC + scripts.ARABIC_DIGITS, ("Arab", "Aran")),
    "Devanagari": (scripts.DEVANAGARI, ("Deva",)),
    "Georgian": (scripts.GEORGIAN, ("Geor",)),
    "Thai": (scripts.THAI, ("Thai",)),
    "Chinese": (scripts.HAN, ("Hani", "Hans", "Hant", "Jpan", "Kore")),
    "Japanese": (_KANA, ("Jpan",)),
    "Korean": (scripts.HANGUL, ("Kore",)),
    "Bengali": ("\u0980-\u09ff", ("Beng",)),
    "full-width": ("\uff10-\uff19\uff21-\uff3a\uff41-\uff5a", ("Hani", "Hans", "Hant", "Jpan", "Kore")),
}
"""Letters by the script that they are called, and what is written in it, by ISO 15924 codes."""


@cache
def _elsewhere(script: str) -> re.Pattern[str] | None:
    """Runs of letters that a script has no place for; None for a script that isn't known.

    Letters of Latin are at home in all: names of things, and units.
    """
    if script != "Latn" and not any(script in written for _, written in _SCRIPTS.values()):
        return None
    others = "".join(
        letters
        for letters, written in _SCRIPTS.values()
        if script not in written and letters != scripts.LATIN
    )
    return re.compile(f"[{others}]+(?:[ ・ー'’-]+[{others}]+)*")


@cache
def _called(letter: str) -> str:
    return next(name for name, (letters, _) in _SCRIPTS.items() if scripts.within(letter, letters))


@cache
def _mixed(script: str) -> re.Pattern[str] | None:
    """Where letters of two scripts that look alike touch; None for scripts that have no such letters."""
    own = {"Latn": scripts.LATIN, "Cyrl": scripts.CYRILLIC, "Grek": scripts.GREEK}.get(script)
    if not own:
        return None
    others = scripts.GREEK + scripts.CYRILLIC if script == "Latn" else scripts.LATIN
    return re.compile(rf"[{own}][{others}]|[{others}][{own}]")


_HAN = frozenset(["Hans", "Hant", "Jpan"])
"""Scripts that share letters."""


@cache
def written(name: str) -> Mapping[str, str]:
    """Letters that a script or a language hasn't -> what is written there."""
    rows = tables.rows("toolkit.languages", "letters.tsv")
    return {pair[0]: pair[1] for tag, pairs in rows if tag == name for pair in pairs.split()}


def look_alike(word: str, script: str) -> str:
    """A word with letters of its own script for those that look like them.

    It is "" where a letter of another script looks like none.

    >>> look_alike("p\u0430ris", "Latn"), look_alike("d\u0413jа", "Latn")
    ('paris', '')
    """
    alike = written(script)
    meant = "".join(alike.get(letter, letter) for letter in word)
    mixed = _mixed(script)
    return meant if meant != word and not (mixed and mixed.search(meant)) else ""


def wrong_letters(checked: Checked) -> Iterator[Finding]:
    """Report letters of a translation that its language isn't written with."""
    lang = languages.get(checked.catalog.lang)
    elsewhere, mixed = _elsewhere(lang.script), _mixed(lang.script)
    others = {**written(lang.script if lang.counts_characters else ""), **written(languages.base(lang.tag))}
    at_home = {name for name, (_, written) in _SCRIPTS.items() if _source_script(checked) in written}
    alike = written(lang.script) if mixed else {}
    fine: set[str] = set()
    if lang.script in _OF_NO_OTHER:
        yield from _in_latin_alone(checked)
        yield from _other_digits(checked)
    if lang.script in _OF_NO_OTHER | _HAN | {"Kore"}:
        yield from _names_in_latin(checked)
    for entry in (*checked.names, *(message.entry for message in checked.messages)):
        if entry.target.isascii() and not alike:
            continue
        # A catalog has few characters: those that were looked at aren't again.
        suspect = set(entry.target) - fine
        strange = {sign for sign in suspect if sign in others or sign in alike or _found(elsewhere, sign)}
        fine |= suspect - strange
        if strange:
            yield from _judged(checked, entry, others, elsewhere, at_home)


_OF_NO_OTHER = frozenset(["Cyrl", "Grek", "Hebr", "Arab", "Deva", "Beng", "Thai", "Geor", "Armn"])
"""Scripts beside which Latin letters are those of names and things."""
_LATIN_WORD = late.regex(rf"[{scripts.LATIN}]{{2,}}")
_DIGITS = late.regex(r"(?<![\w.,/@:-])\d+(?![\w/@:-])")
_OTHERS = 2
"""Names in the letters of the language, for each in Latin ones that is a slip."""
_SOME_WORDS = 3
"""Words in Latin letters that no name has."""


def _in_latin_alone(checked: Checked) -> Iterator[Finding]:
    """Report translations in Latin letters alone, whose words the source hasn't.

    They are transliterated, or Serbian of the other script.
    """
    for message in checked.messages:
        text, source = message.target, message.source.lower()
        words = {word.lower() for word in _LATIN_WORD.findall(text)}
        if (
            len([word for word in words if word not in source]) < _SOME_WORDS
            or message in checked.untranslated
        ):
            continue
        if all(scripts.within(letter, scripts.LATIN) for letter in filter(str.isalpha, text)):
            yield checked.report("D228.whole", message, target=quoted(text))


def _names_in_latin(checked: Checked) -> Iterator[Finding]:
    """Report names of speakers in Latin letters, where most of them are in the letters of the language."""
    names = [entry for entry in checked.names if any(map(str.isalpha, entry.target))]
    latin = [
        entry
        for entry in names
        if all(scripts.within(sign, scripts.LATIN) for sign in filter(str.isalpha, entry.target))
    ]
    if len(names) >= _OTHERS * len(latin) + len(latin):
        for entry in latin:
            # NASA is called so anywhere.
            if not entry.target.isupper():
                yield checked.report("D228.whole", entry, target=quoted(entry.target))


def _other_digits(checked: Checked) -> Iterator[Finding]:
    """Report digits that aren't those of the rest, where a language has its own beside the Latin ones."""
    habits = Habits()
    found: dict[CheckedMessage, str] = {}
    for message in checked.messages:
        text = without_addresses(message.target)
        for match in _DIGITS.finditer(text):
            way = "latin" if match[0].isascii() else "own"
            if message not in found or way == "latin":
                found[message] = match[0]
            habits.note("digits", way, message, (text, *match.span()))
    own = next((number for number in found.values() if not number.isascii()), "")
    for way, _, _, message, _ in habits.departures("digits", {}):
        number = found[message]
        if (way == "latin") == number.isascii() and number not in message.source * (way == "own"):
            zero = ord(own[0]) - unicodedata.digit(own[0]) if way == "latin" else ord("0")
            meant = "".join(chr(zero + unicodedata.digit(sign)) for sign in number)
            target = quoted(message.target)
            yield checked.report("D228.written", message, target=target, letters=number, meant=meant)


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


def _judged(
    checked: Checked,
    entry: Entry,
    others: Mapping[str, str],
    elsewhere: re.Pattern[str] | None,
    at_home: Set[str],
) -> Iterator[Finding]:
    """Report the letters of one text that don't belong, if any."""
    text, script = entry.target, languages.get(checked.catalog.lang).script
    target = quoted(text)
    if elsewhere and (match := _first_outside(elsewhere, text, entry.source, at_home)):
        letters, called = quoted(match[0]), _called(match[0][0])
        yield checked.report("D228.script", entry, target=target, letters=letters, script=called)
    elif pair := _alike(text, script):
        word, meant = map(quoted, pair)
        yield checked.report("D228.alike", entry, target=target, word=word, meant=meant)
    elif wrong := _otherwise(text, others, "" if _source_script(checked) in _HAN else entry.source):
        letters, meant = " ".join(wrong), " ".join(others[sign] for sign in wrong)
        yield checked.report("D228.written", entry, target=target, letters=letters, meant=meant)


def _otherwise(text: str, others: Mapping[str, str], source: str) -> tuple[str, ...]:
    """The letters that aren't written so, outside of quotations; the source may have them as a quotation.

    Names of a Japanese source are written as the language of the translation writes them.
    """
    wrong = dict.fromkeys(sign for sign in text if sign in others and sign not in source)
    if wrong and not source:
        told = ASIDE.sub("", text)
        wrong = dict.fromkeys(sign for sign in wrong if sign in told)
    return tuple(wrong)


def _source_script(checked: Checked) -> str:
    return languages.get(checked.source_lang).script


def _alike(text: str, script: str) -> tuple[str, str] | None:
    """The first word with letters that look like its own, and the word that is meant."""
    if not _found(_mixed(script), text):
        return None
    for match in scripts.LETTERS.finditer(text):
        meant = look_alike(match[0], script)
        # Most of the word is of its own script: a word of another that has one of these is another matter.
        if meant and sum(a != b for a, b in zip(match[0], meant, strict=True)) * 2 <= len(meant):
            return match[0], meant
    return None


def _first_outside(
    pattern: re.Pattern[str], text: str, source: str, at_home: Set[str]
) -> re.Match[str] | None:
    """The first letters that aren't quoted or explained.

    The source may have them, too, but not as its own letters (`at_home`).
    """
    if not pattern.search(text):
        return None
    asides = [match.span() for match in ASIDE.finditer(text)]
    for match in pattern.finditer(text):
        single = len(match[0]) == 1 and scripts.within(match[0], scripts.GREEK)
        aside = any(start < match.start() and match.end() < end for start, end in asides)
        quotation = match[0] in source and _called(match[0][0]) not in at_home
        if not single and not aside and not quotation:
            return match
    return None


CHECK = Check(
    define(
        "D228",
        severity="warning",
        title=(
            "A translation has letters of another script, or of another way to write the language: kana in "
            "Chinese, traditional characters in simplified Chinese, Persian letters in Arabic, Cyrillic ones "
            "in a Latin word, full-width digits in German, Latin letters alone in Russian, Latin digits "
            "among Persian ones."
        ),
        words={
            "script": "{letters} is {script}, in the translation {target} ({message}).",
            "whole": "the translation {target} ({message}) is in Latin letters alone.",
            "alike": (
                "{word} has letters of another script that look like those of {meant}, in the translation "
                "{target} ({message})."
            ),
            "written": (
                "{letters} isn't written so in this language, but {meant}: the translation {target} "
                "({message})."
            ),
        },
        cure="Write it as the language does.",
    ),
    wrong_letters,
)
