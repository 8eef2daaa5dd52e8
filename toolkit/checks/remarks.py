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
from toolkit.text import scripts

_SIGN = re.compile(
    r"TODO|FIXME|TBD|TBC|HACK|To-?do|XXX|xxx|Lorem|lorem|\?\?|？？|##|@@|\(\s*[?？]|（\s*[?？]|\[\s*[?？]"
)
"""What any flag has. Each begins with a character of its own, which makes it quick."""
_FLAG = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|HACK)\b|\bTo-?do\s*:|(?<![^\W_])[?？]{3,}|(?<=\s)\?\?(?=\s)"
    r"|[\[(（]\s*[?？]+\s*[\])）]|\bxxx+\b|#{3,}|@{2,}|\bLorem ipsum\b"
)
_BRACKET = re.compile(r"[\[(（【〔［<{]+\s*([^\[\](){}（）【】〔〕［］<>]{2,200})[\])）】〕］>}]")
_DOUBT = re.compile(r"[\[［【][^\[\]［］【】]{1,60}[?？]\s*[\]］】]")
"""A word that a translator isn't sure of: [spoon?]"""
_BRACKETS = "[(（【〔［{<"
_MARGIN = 48
"""Characters that a remark above a text or behind it has at most."""
_DASH = re.compile(r"[—–/|]|\s-")
_AROUND = " .!?*#-–—\u00a0"
_MARKUP = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});"
    r"|</?(?i:[biupaq]|em|strong|span|div|font|sup|sub)(?:\s[^<>]*)?/?>"
    r"|\\[nrt](?![a-z])|\\[\"']|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%20|(?:%[0-9A-F]{2}){2}|(?:=[0-9A-F]{2}){2}"
    r"|<{7}|={7}|>{7}|\|{7}|#-#-#"
)
_LEFTOVER = re.compile("[&<>\\\\%=|#\xad\u200b]")
_HIDDEN = re.compile("(?<=[^\\W\\d_])[\xad\u200b]+(?=[^\\W\\d_])")
"""Inside of a word, where nobody sees it."""
_ADDRESS = re.compile(r"\S*://\S*")
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
    listed = sorted(map(re.escape, phrases), key=len, reverse=True)
    whole = [phrase for phrase in listed if words or phrase[0].isascii()]
    within = [phrase for phrase in listed if phrase not in whole]
    letter = r"\w" if words else f"[{scripts.LATIN}]"
    alone = f"(?<!{letter})(?:{'|'.join(whole)})(?!{letter})"
    return re.compile("|".join([alone, *within]), re.IGNORECASE)


def remarks(checked: Checked) -> Iterator[Finding]:
    """Report what a translator wrote to themselves, or to a reviser."""
    lang = languages.get(checked.catalog.lang)
    phrase = _remark(languages.base(lang.tag), words=not lang.counts_characters)
    for entry in _done(checked):
        if remark := _remark_in(entry, phrase):
            yield report(
                "D250",
                checked.where,
                message=message_of(entry),
                remark=quoted(remark),
                target=quoted(entry.target),
            )


def _remark_in(entry: Entry, phrase: re.Pattern[str]) -> str:
    """The first remark in a translation that its source hasn't; "" for none."""
    text = entry.target
    if _SIGN.search(text):
        for match in _FLAG.finditer(text):
            if match[0].strip("[]()（） \t") not in entry.source:
                return match[0]
    if any(bracket in text for bracket in _BRACKETS):
        brackets = _BRACKET.findall(text)
        # What stands in brackets in the source, too, is of the speaker.
        if len(brackets) > len(_BRACKET.findall(entry.source)):
            if doubt := _DOUBT.search(text):
                return doubt[0]
            return next((inside for inside in brackets if phrase.search(inside)), "")
    return _margin(text, entry.source, phrase)


def _margin(text: str, source: str, phrase: re.Pattern[str]) -> str:
    """A remark above a text, before a colon, or behind it, after a dash; "" for none."""
    above, colon, _ = text[:_MARGIN].replace("：", ":").partition(":")
    if colon and ":" not in source and phrase.fullmatch(above.strip(_AROUND)):
        return above.strip()
    behind = _DASH.split(text[-_MARGIN:])
    if (
        len(behind) > 1
        and phrase.fullmatch(behind[-1].strip(_AROUND))
        and not _DASH.search(source[-_MARGIN:])
    ):
        return behind[-1].strip()
    return ""


def leftovers(checked: Checked) -> Iterator[Finding]:
    """Report what other programs left: entities, tags, escapes, conflicts, hidden characters."""
    blanks = scripts.has_blanks(languages.get(checked.catalog.lang).script)
    for entry in _done(checked):
        if not _LEFTOVER.search(entry.target):
            continue
        text = _ADDRESS.sub("", entry.target) if "://" in entry.target else entry.target
        code = next((match[0] for match in _MARKUP.finditer(text) if match[0] not in entry.source), "")
        # Thai and Khmer part words by a blank without width.
        hidden = _HIDDEN.search(text) if blanks or "\xad" in text else None
        target = quoted(entry.target)
        if code:
            yield report("D251.code", checked.where, message=message_of(entry), code=code, target=target)
        elif hidden and hidden[0] not in entry.source:
            code = f"U+{ord(hidden[0][0]):04X}"
            yield report("D251.hidden", checked.where, message=message_of(entry), code=code, target=target)


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
                "the marks of a conflict, a soft hyphen or the like inside of a word. It would be printed."
            ),
            words={
                "code": "{code} would be printed as it is: the translation {target} ({message}).",
                "hidden": "{code} is inside of a word, unseen: the translation {target} ({message}).",
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
