"""Translations in the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit import languages, late
from toolkit.checks import Check, Checked, quoted
from toolkit.checks.letters import look_alike
from toolkit.findings import Finding, define, report
from toolkit.text import garbled, scripts
from toolkit.text.garbled import misread, ungarbled

_MIXED = late.regex("[A-Za-z][\u0370-\u052f\u0590-\u06ff]|[\u0370-\u052f\u0590-\u06ff][A-Za-z]")
"""Letters of another script inside a word in Latin letters: accented ones, read as Cyrillic and the like."""
_OTHER = late.regex("[\u0370-\u052f\u0590-\u06ff]")
_ASKED = late.regex(rf"[{scripts.LATIN}]\?[{scripts.LATIN}]")
"""A question mark between small letters: a letter that a charset lacked."""
_MANY_LOST = late.regex("锟斤|烫烫烫|(?:[縺繧].{0,2}){2}|(?:[鐨銇].{0,2}){2}")
"""U+FFFD read as Chinese, and UTF-8 read as Japanese or Chinese: characters that are rare, in a row."""
_RARE = "锟烫縺繧鐨銇"
_FEW = 2
"""Messages that may be garbled one by one: pasted, not saved so."""
_LOST = late.regex(r"\ufffd|(?<=[^\W\d_])[\u25a1\u25af\ufffc]|[\u25a1\u25af\ufffc](?=[^\W\d_])")
"""Stands where a character couldn't be read; a box beside a letter, where it couldn't be shown."""


def misencoded(checked: Checked) -> Iterator[Finding]:
    """Report each where there are few; else how many there are, and the first."""
    latin = languages.get(checked.catalog.lang).script == "Latn"
    wrong = []
    for entry in checked.catalog.entries:
        text = entry.target
        if "?" not in text and not (garbled.may_be(text) or _LOST.search(text)):
            continue
        meant = ungarbled(text)
        # Letters of another script only where the language has Latin ones: a text in another script may well
        # have a word of both.
        strange = (
            meant or _lost(text, entry.source) or (latin and _strange(text, entry.source)) or misread(text)
        )
        # Who talks of such texts quotes one.
        if strange and not ungarbled(entry.source):
            wrong.append((entry, meant))
    # Of many one finding: a catalog was saved so as a whole.
    many = len(wrong) > _FEW
    for entry, meant in wrong[:1] if many else wrong:
        told = {"text": quoted(entry.target)} | ({"meant": quoted(meant)} if meant else {})
        if many:
            code = "D230.meant" if meant else "D230.lost"
            yield report(code, checked.where, translations=len(wrong), **told)
        else:
            yield checked.report("D230.one-meant" if meant else "D230.one-lost", entry, **told)


def _lost(text: str, source: str) -> bool:
    """Whether signs stand for letters that were lost, or characters that come up when nearly all are."""
    if "?" in text and (match := _ASKED.search(text)):
        return match[0].islower() and match[0] not in source and "://" not in text
    # Few texts have one of these, which is told quickly.
    if (match := _LOST.search(text)) and match[0] not in source:
        return True
    return any(map(text.count, _RARE)) and _MANY_LOST.search(text) is not None


def _strange(text: str, source: str) -> bool:
    """Whether a word in Latin letters has some of another script, and not of those that look like its own.

    What the source has, too, is none: ΔE.
    """
    if text.isascii():
        return False
    words = scripts.LETTERS.findall(text) if _OTHER.search(text) else ()
    mixed = (word for word in words if _MIXED.search(word) and not look_alike(word, "Latn"))
    return any(word not in source for word in mixed)


CHECK = Check(
    define(
        "D230",
        severity="warning",
        title=(
            "Translations went through an encoding that isn't theirs: UTF-8 that was read as CP1252 "
            "(`dÃ©jÃ `), KOI8-R or the like, KOI8-R and CP1251 as each other, any other script as Latin "
            "(`ßáãÉ`), Polish as French (`¯ó³ta`), letters of another script "
            "in a word in Latin letters, or characters lost (`�`)."
        ),
        words={
            "lost": "{translations:translation} went through an encoding that isn't theirs: {text}.",
            "meant": (
                "{translations:translation} went through an encoding that isn't theirs: {text} is probably "
                "{meant}."
            ),
            "one-lost": "the translation {text} ({message}) went through an encoding that isn't its own.",
            "one-meant": (
                "the translation {text} ({message}) went through an encoding that isn't its own: it is "
                "probably {meant}."
            ),
        },
        cure="Get the catalog back from before it was saved so, or write the text anew.",
    ),
    misencoded,
)
