"""What a translator left behind.

Remarks, leftovers of other programs, signs in the place of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from toolkit import languages
from toolkit.catalog import contexts
from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.findings import Finding, define, report
from toolkit.model import Entry

_SIGN = re.compile(r"[\[(（【〔［<{#!*]|[?？]{2}|TODO|FIXME|TBD|XXX|xxx|@@|~~|Lorem", re.IGNORECASE)
"""What any remark has: nearly all texts are without, and need no more."""
_FLAG = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|HACK)\b|\bTo-?do\s*:|(?<![^\W_])[?？]{3,}"
    r"|[\[(（]\s*[?？]+\s*[\])）]|\bxxx+\b|#{3,}|@{2,}|\bLorem ipsum\b"
)
_BRACKET = re.compile(r"[\[(（【〔［<{]+\s*([^\[\](){}（）【】〔〕［］<>]{2,200})[\])）】〕］>}]")
_MARKUP = re.compile(
    r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});|</?(?:[biupaq]|em|strong|span|br|div|font|sup|sub|p)(?:\s[^<>]*)?/?>"
    r"|\\[nrt\"'](?![a-z])|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%20|<{7}|={7}|>{7}|\|{7}|#-#-#",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(r"[&<\\%\xad]|={7}|>{7}|\|{7}|#-#")
_HYPHEN = re.compile("[^\\W\\d_]\xad+[^\\W\\d_]")
_SILENCE = re.compile(r"[\s.…⋯—―-]+")
_LETTER = re.compile(r"[^\W_]")


def _done(checked: Checked) -> Iterator[Entry]:
    """Names and paragraphs; the signature is the translator's to write."""
    return (entry for entry in checked.finished if entry.key != contexts.CREDITS)


@cache
def _remark(lang: str, *, words: bool) -> re.Pattern[str]:
    """What a remark says, in the language of the translation, or in English, as many write to themselves."""
    text = files(languages).joinpath("remarks.tsv").read_text("utf-8")
    phrases = [
        phrase
        for line in text.splitlines()
        for tag, _, listed in [line.partition("\t")]
        if tag in {lang, "en"}
        for phrase in listed.split("|")
    ]
    # The longest first, and whole words alone where there are blanks between them.
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b" if words else listed, re.IGNORECASE)


def remarks(checked: Checked) -> Iterator[Finding]:
    """Report what a translator wrote to themselves, or to a reviser."""
    lang = languages.get(checked.catalog.lang)
    phrase = _remark(languages.base(lang.tag), words=not lang.counts_characters)
    for entry in _done(checked):
        if _SIGN.search(entry.target) and (remark := _remark_in(entry, phrase)):
            yield report(
                "D250",
                checked.where,
                message=message_of(entry),
                remark=quoted(remark),
                target=quoted(entry.target),
            )


def _remark_in(entry: Entry, phrase: re.Pattern[str]) -> str:
    for match in _FLAG.finditer(entry.target):
        if match[0].strip() not in entry.source:
            return match[0]
    brackets = _BRACKET.findall(entry.target)
    # What stands in brackets in the source, too, is of the speaker.
    if len(brackets) > len(_BRACKET.findall(entry.source)):
        return next((inside for inside in brackets if phrase.search(inside)), "")
    return ""


def leftovers(checked: Checked) -> Iterator[Finding]:
    """Report what other programs left: entities, tags, escapes, conflicts, soft hyphens."""
    for entry in _done(checked):
        if _LEFTOVER.search(entry.target):
            for match in (*_MARKUP.finditer(entry.target), *_HYPHEN.finditer(entry.target)):
                if match[0] not in entry.source:
                    yield report(
                        "D251.hyphen" if "\xad" in match[0] else "D251.code",
                        checked.where,
                        message=message_of(entry),
                        code=match[0],
                        target=quoted(entry.target),
                    )
                    break


def signs_alone(checked: Checked) -> Iterator[Finding]:
    """Report translations of words that have none."""
    for entry in _done(checked):
        if not _LETTER.search(entry.target):
            letters = sum(map(str.isalpha, entry.source))
            # Who says "Mm" may be silent in another language.
            if letters and (letters > 4 or not _SILENCE.fullmatch(entry.target)):
                yield report(
                    "D252",
                    checked.where,
                    message=message_of(entry),
                    target=quoted(entry.target),
                    source=quoted(entry.source),
                )


CHECK = (
    Check(
        define(
            "D250",
            severity="warning",
            title="A translator's remark is in a translation: `TODO`, `???`, “to be checked” in brackets.",
            words="{remark} is a remark, and would be printed: the translation {target} ({message}).",
            cure="Take it out, or make it a comment of the message.",
        ),
        remarks,
    ),
    Check(
        define(
            "D251",
            severity="warning",
            title=(
                "A translation has what another program left: an HTML entity or tag, an escape, "
                "the marks of a conflict, soft hyphens. It would be printed as it is."
            ),
            words={
                "code": "{code} would be printed as it is: the translation {target} ({message}).",
                "hyphen": "there is a soft hyphen inside of a word: the translation {target} ({message}).",
            },
            cure="Write the character that is meant.",
        ),
        leftovers,
    ),
    Check(
        define(
            "D252",
            severity="warning",
            title="A finished translation of words has signs or blanks alone.",
            words="{target} ({message}) has no word, and the source has: {source}.",
            cure="Translate it, or empty it.",
        ),
        signs_alone,
    ),
)
