"""What a translator left behind: remarks, and leftovers of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit import languages, late
from toolkit.catalog import contexts
from toolkit.checks import Check, Checked, alternatives, foreign, quoted
from toolkit.checks.set_off import as_a_whole
from toolkit.checks.signs import clear
from toolkit.findings import Finding, define
from toolkit.model import Entry
from toolkit.text import cuts, markup, scripts, tables

_SIGN = late.regex(
    r"TODO|FIXME|TBD|TBC|HACK|To-?do|XX|xxx|Lorem|lorem|\?\?|？？|؟؟|##|@|●●|■■|\(\s*[?？؟]|（\s*[?？]|\[\s*[?？؟]"
)
"""What any flag has. Each begins with a character of its own, which makes it quick."""
_FLAG = late.regex(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|HACK)\b|\bTo-?do\s*:|(?<![^\W_])[?？؟]{3,}|(?<=\s)[?؟]{2}(?=\s)"
    r"|[\[(（]\s*[?？؟]+\s*[\])）]|\bxxx+\b|#{3,}|@{2,}|(?<!\S)@[^\W\d_]\w+|\bLorem ipsum\b|[●■]{2,}"
    rf"|(?<=[{scripts.SINOSPHERE}])XX+"
)
_BRACKET = late.regex(
    r"(?<![\[(（【〔［<{])[\[(（【〔［<{]++\s*+([^\[\](){}（）【】〔〕［］<>]{2,200})[\])）】〕］>}]|(?<!\*)\*{1,2}([^*]{2,60})\*{1,2}"
)
_BRACKETS = "[(（【〔［{*<"
_DOUBT = late.regex(r"(?:\w+ ){0,3}[^\W_]{2,}\s*[?？؟]")
"""A word that a translator isn't sure of: (spoon?)"""
_LOUD = late.regex(r"(?<!\w)[^\W\d_a-z]{3,}(?!\w)")
"""A word in capitals."""
_ASKS = late.regex(r"[?？؟]")
_MARGIN = 48
"""Characters that a remark above a text or behind it has at most."""
_CLOSING = 80
"""The same of what a machine says at the end."""
_DASH = late.regex(r"[—–/|※→]|\s-")
_PLEASE = late.regex(r"[,،，、!！.。]\s*")
_POINTER = late.regex(r"//|[※→]")
_AROUND = " .!?*#-–—\u00a0"
_END = late.regex(r"[.!?。！？؟\n]")
_TAG = late.regex(r"</?(?i:[biupaqs]|br|hr|em|img|strong|small|span|div|font|sup|sub)(?:\s[^<>]*)?/?>")
"""A tag of HTML."""
_PLACE = late.regex(r"<[^<>]*>|\[[A-Z/]+\]")
"""What may be one, of a program that nobody has listed, or a word that stands for something else."""
_OPENING = late.regex(r"[<\[(（［【]")
_MARKUP = late.regex(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});"
    # A line end is told as what it is.
    rf"|(?!(?i:{markup.BREAKS.pattern}))"
    r"</?[A-Za-z2][\w:-]{0,20}(?:\s[^<>]*)?/?>"
    r"|\\[\"']|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?<=\w)%20(?=\w)|(?:%[0-9A-F]{2}){2}|(?:=[0-9A-F]{2}){2}"
    r"|&nbsp\b|\[/?[biu]\]|\{\\\\?[a-z]+\d|%[sd](?![A-Za-z0-9_])|'{3}|\b__[^_]+__\b"
    r"|<{7}|={7}|>{7}|\|{7}|#-#-#|`{3}"
    # Variables of programs, tokens of language models, commands of LaTeX; what is left of line ends is last.
    r"|[▁⁇]|\[/?[A-Z]{2,8}\]|\{\s?\"\w{1,20}\"\s?:"
    r"|\$?\{{1,2}[A-Za-z_]\w{0,40}\}{1,2}|%\(\w{1,40}\)[a-z]|<\|\w{1,40}\|>|\\[a-z]{2,20}\{|\\[a-zA-Z]"
)
_UNSEEN = "\xad\u200b\ufeff\t\u2003\u202d\u202e"
"""What nobody sees, or takes for a plain blank; the last two turn letters around."""
_TURNS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""What says in which direction letters are read."""
_WIDE = "\u3000"
"""A blank of Chinese and Japanese."""
_TURNING = late.regex("[\u200e\u200f]")
_DIRECTIONS = ((late.regex("[\u202a\u202b]"), "\u202c"), (late.regex("[\u2066-\u2068]"), "\u2069"))
"""What begins another direction, and what ends it."""
_LEFTOVER = late.regex(f"[&<>\\\\%=|#{{{_UNSEEN}{_TURNS}{_WIDE}\u2060\\[_▁⁇]|'''|```")
_BACK = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Characters of scripts that are read from right to left, as Unicode has set them apart."""
_FORTH = f"[^\\W\\d_{_BACK}]"
"""A letter of a script that is read from left to right."""
_SPACED = f"[^\\W\\d_{scripts.HAN}{scripts.HIRAGANA}{scripts.KATAKANA}\uff00-\uffef]"
"""A letter whose words have narrow blanks: none of Chinese and Japanese, nor one that is as wide as these."""
_HIDDEN = late.regex(
    f"[{_UNSEEN}]+|(?<=[^\\W\\d_])\u2060+(?=[^\\W\\d_])|(?<={_FORTH})[\u200e\u200f]+(?={_FORTH})"
    f"|(?<={_SPACED})[{_WIDE}]+(?={_SPACED})"
)
"""Anywhere, or inside of a word, where nobody sees it; a wide blank between words that have others."""
_TURNED = scripts.one_of(_BACK)
_ESCAPED = late.regex(r"\\[a-zA-Z]")
_POINT = late.regex(r"\s*(?:[-•*#>]{1,6}|\d{1,2}[.)])[ \t]+(?=\S)")
"""What stands before a point of a list, a heading or a quotation, as programs write it."""
_POINTS = late.regex(r"\s*(?:[-–—・·]|[•*#>]+\s)")
"""What may stand for it in the source."""
_DIGIT = late.regex(r"\d")
_ADDRESS = late.regex(r"(?<!\S)\S*://\S*|(?<=\])\([^\s()]*\)")
"""Where signs are escaped by intention: an address, or a link to a place of the same site."""
_FEW = 3
"""Translations that are told one by one."""


def _done(checked: Checked) -> Iterator[Entry]:
    """Names and paragraphs; the signature is the translator's to write."""
    return (entry for entry in checked.finished if entry.key != contexts.CREDITS)


@dataclass(frozen=True, slots=True)
class _WordForms:
    """What remarks are made of, in the language of the translation, and in English as many write."""

    within: re.Pattern[str]
    """Tells that what stands in brackets is a remark."""
    whole: frozenset[str]
    """Is a remark if there is nothing else in the brackets, or before the colon."""
    note: frozenset[str]
    """Stands before the colon of a remark."""
    program: re.Pattern[str]
    """What a program says before its translation: "Here is the translation", "German"."""
    machine: re.Pattern[str]
    """What a language model says of its own: "as a language model"."""
    closing: re.Pattern[str]
    """What a machine that listens hears in silence: "thank you for watching"."""
    own: frozenset[str]
    """Common words of the language, which are no flags."""


@cache
def _rows() -> list[list[str]]:
    return tables.rows("toolkit.languages", "remarks.tsv")


@cache
def _words(lang: str, *, blanks: bool) -> _WordForms:
    listed = {
        kind: [
            phrase
            for tag, own, phrases in _rows()
            if own == kind and tag in {lang, "en"}
            for phrase in phrases.split("|")
        ]
        for kind in ("within", "whole", "note")
    }
    programs, machines, closings = (
        [form for tag, own, form in _rows() if own == kind and tag in {lang, "en"}]
        for kind in ("program", "machine", "closing")
    )
    language = languages.get(lang)
    programs += map(re.escape, {language.name, language.autonym, *languages.called(lang, lang)[:1]})
    # The longest first, and whole words alone where there are blanks between them.
    phrases = sorted(map(re.escape, listed["within"]), key=len, reverse=True)
    apart = [phrase for phrase in phrases if blanks or phrase[0].isascii()]
    letter = r"\w" if blanks else f"[{scripts.LATIN}]"
    alone = f"(?<!{letter})(?:{'|'.join(apart)})(?!{letter})"
    within = re.compile(
        "|".join([alone, *(phrase for phrase in phrases if phrase not in apart)]), re.IGNORECASE
    )
    program, machine, closing = (
        re.compile("|".join(forms), re.IGNORECASE) for forms in (programs, machines, closings)
    )
    own = foreign.common(foreign.language(lang))
    return _WordForms(
        within, frozenset(listed["whole"]), frozenset(listed["note"]), program, machine, closing, own
    )


@cache
def _machine_says(lang: str) -> re.Pattern[str] | None:
    """What a machine says of its own in a language; None where nobody has listed it."""
    forms = [form for tag, own, form in _rows() if own in ("machine", "closing") and tag == lang]
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def remarks(checked: Checked) -> Iterator[Finding]:
    """Report what a translator wrote to themselves, or to a reviser."""
    lang = languages.get(checked.catalog.lang)
    words = _words(languages.base(lang.tag), blanks=not lang.counts_characters)
    source_lang = languages.base(checked.source_lang)
    theirs = _machine_says(source_lang)
    for entry in _done(checked):
        remark = _remark(entry, words) or _by_machine(entry, words, theirs)
        if remark := remark or alternatives.undecided(entry.target, entry.source, source_lang):
            yield checked.report("D250", entry, remark=quoted(remark), target=quoted(entry.target))


def _remark(entry: Entry, words: _WordForms) -> str:
    """The first remark in a translation that its source hasn't; "" for none."""
    text, source = entry.target, entry.source
    if _SIGN.search(text):
        for match in _FLAG.finditer(text):
            # Who is called so in the source may have a suffix here.
            named = match[0].strip("[]()（） \t") in source or (match[0][0] == "@" and "@" in source)
            if not (named or _is_word(match[0], text, source, words)):
                return match[0]
    if any(bracket in text for bracket in _BRACKETS):
        brackets = [match[1] or match[2] for match in _BRACKET.finditer(text)]
        # What stands in brackets in the source, too, is of the speaker.
        if len(brackets) > len(_BRACKET.findall(source)):
            asks = len(_ASKS.findall(text)) > len(_ASKS.findall(source))
            for inside in brackets:
                doubt = asks and _DOUBT.fullmatch(inside.strip())
                whole = inside.strip(_AROUND).lower()
                head, colon, _ = whole.replace("：", ":").partition(":")
                note = colon and head.strip(_AROUND) in words.note
                if note or doubt or words.within.search(inside) or whole in words.whole:
                    return inside
    return _in_the_margin(text, source, words)


def _is_word(flag: str, text: str, source: str, words: _WordForms) -> bool:
    """Whether what is a flag elsewhere is a word here: all, in Spanish; or the source says it: To do: ..."""
    letters = "".join(filter(str.isalpha, flag)).lower()
    said = r"[\s-]?".join(letters)
    if letters and re.search(rf"(?<!\w){said}\s?:", source, re.IGNORECASE):
        return True
    return letters in words.own and (not flag[:2].isupper() or text.isupper() or bool(_LOUD.search(source)))


def _by_machine(entry: Entry, words: _WordForms, theirs: re.Pattern[str] | None) -> str:
    """What a machine says of its own in a translation; "" for nothing.

    theirs  the same in the language of the source, who may say so too; None where nobody has listed it
    """
    text = entry.target
    said = theirs and (words.machine.search(text) or words.closing.search(text, max(0, len(text) - _CLOSING)))
    return said[0] if said and theirs and not theirs.search(entry.source) else ""


def _in_the_margin(text: str, source: str, words: _WordForms) -> str:
    """A remark above a text, before a colon, or behind it, after a dash; "" for none."""
    above, colon, rest = text[: 2 * _MARGIN].replace("：", ":").partition(":")
    word = above.strip(_AROUND)
    # "Sure, here is the translation": what it says before that is in as many words as it likes.
    told = _PLEASE.split(word)[-1]
    # What the source begins with is its own: "Translation is an art."
    said = words.program.match(source)
    if colon and words.program.fullmatch(told) and not said and _colons(text) > _colons(source):
        return (above + colon).strip()
    if colon and len(above) < _MARGIN and not any(sign in source for sign in ":："):
        told = _END.split(rest)[0]
        if words.within.fullmatch(word) or (word.lower() in words.whole and word.isupper()):
            return above.strip()
        if word.lower() in words.note and words.within.search(told):
            return (above + colon + told).strip()
    end = text[-_MARGIN:]
    if _DASH.search(end) and not _DASH.search(source):
        behind = _DASH.split(end)[-1].strip(_AROUND)
        pointed = _POINTER.split(end)[1:]
        if words.within.fullmatch(behind) or (pointed and words.within.search(pointed[-1])):
            return behind
    # All of a translation may be one, in capitals: TO TRANSLATE.
    only = text.strip(_AROUND) if len(text) < _MARGIN and text.isupper() and not source.isupper() else ""
    return only if only.lower() in words.whole or words.within.fullmatch(only) else ""


def _colons(text: str) -> int:
    return text.count(":") + text.count("：")


def leftovers(checked: Checked) -> Iterator[Finding]:
    """Report what other programs left: entities, tags, escapes, conflicts, hidden characters."""
    language = languages.get(checked.catalog.lang)
    parted = language.script in scripts.PARTED_UNSEEN
    # A translator of verse ends lines where it sounds well.
    verses = {one.id for one in checked.document.paragraphs() if one.form == "verse"}
    for entry in _done(checked):
        if not _LEFTOVER.search(entry.target):
            continue
        text = _ADDRESS.sub("", entry.target)
        code = next((match[0] for match in _MARKUP.finditer(text) if _is_new(match[0], entry)), "")
        hidden = _HIDDEN.search(text) if not parted or "\xad" in text else None
        # Between words from right to left even figures alone may need one.
        hidden = hidden or _unclosed(text) or (None if language.dir == "rtl" else _needless(text))
        target = quoted(entry.target)
        ends = markup.BREAKS.search(text)
        if code:
            yield checked.report("D251.code", entry, code=code, target=target)
        elif hidden and hidden[0] not in entry.source:
            code = f"U+{ord(hidden[0][0]):04X}"
            yield checked.report("D251.hidden", entry, code=code, target=target)
        elif ends and verses.isdisjoint(entry.ids) and _ends_anew(entry):
            yield checked.report("D251.end", entry, code=ends[0], target=target)
    for entry, sign in _points(checked):
        yield checked.report("D251.point", entry, code=sign, target=quoted(entry.target))
    # Where it is many, it is one slip: whatever the translation came from had them so.
    if whole := list(as_a_whole(checked)):
        name, told = ("D251.whole", whole) if len(whole) <= _FEW else ("D251.wholes", whole[:1])
        for entry in told:
            target = quoted(entry.target)
            yield checked.report(name, entry, target=target, number=len(whole))


def _is_new(code: str, entry: Entry) -> bool:
    """Whether a source hasn't what is code in its translation; words within __ are translated."""
    # What any brackets of the source have inside may be translated: <name>, [PAUSE].
    if _PLACE.fullmatch(code) and not _TAG.fullmatch(code):
        # So may a key that the source has without them: <enter>.
        said = code.strip("<[]>").lower() in entry.source.lower()
        return not (said or _OPENING.search(entry.source))
    # So are folders, behind the backslashes of a path.
    kept = "__" if code[:2] == code[-2:] == "__" else "\\" if _ESCAPED.fullmatch(code) else ""
    return code not in entry.source and not (kept and kept in entry.source)


def _unclosed(text: str) -> re.Match[str] | None:
    """What begins another direction of reading in a text that never ends it."""
    for begun, over in _DIRECTIONS:
        if (first := begun.search(text)) and text.count(over) < len(begun.findall(text)):
            return first
    return None


def _needless(text: str) -> re.Match[str] | None:
    """What turns the direction of reading in a text without a letter that is read from right to left."""
    return None if _TURNED.search(text) else _TURNING.search(text)


def _ends_anew(entry: Entry) -> bool:
    """Whether a translation ends lines, and its source doesn't; what is escaped ends none."""
    return cuts.count(entry.target)["break"] > 0 and not cuts.count(entry.source)["break"]


def _points(checked: Checked) -> Iterator[tuple[Entry, str]]:
    """The translations that begin as the point of a list, and whose source doesn't, with the sign of it."""
    done = [entry for entry in _done(checked) if not _POINTS.match(entry.source)]
    points = [(entry, match[0].strip()) for entry in done if (match := _POINT.match(entry.target))]
    # A figure that the source has, or says in a word, is no point: 18. Dezember.
    found = [
        (entry, sign) for entry, sign in points if not (sign[0].isdigit() and _DIGIT.search(entry.source))
    ]
    # A house that writes what is said with a dash does so all the time.
    if clear(len(found), len(done) - len(found)):
        yield from found


CHECK = (
    Check(
        define(
            "D250",
            severity="warning",
            title=(
                "A translator's remark is in a translation: `TODO`, `???`, “to be checked” in brackets; or "
                "what a machine says before it, behind it or in its place, “Here is the translation:”."
            ),
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
                "A translation has what another program left: an HTML entity, a tag, an escape, a variable, "
                "the marks of a conflict, the sign of a list, a token of a language model, a soft hyphen, a "
                "blank or a direction that nobody sees. It would be printed; at `<br>` a line would end. Or "
                "all of it is emphasised, and its source isn't."
            ),
            words={
                "code": "{code} would be printed as it is: the translation {target} ({message}).",
                "end": (
                    "the line would end at {code}: the translation {target} ({message}), whose source has no "
                    "such end."
                ),
                "hidden": "{code} stands there unseen: the translation {target} ({message}).",
                "point": (
                    "the translation {target} ({message}) begins with “{code}”, as the point of a list, and "
                    "its source doesn't."
                ),
                "whole": "all of the translation {target} ({message}) is emphasised, and its source isn't.",
                "wholes": (
                    "{number} translations are emphasised as a whole, and their sources aren't; the first is "
                    "{target} ({message})."
                ),
            },
            cure={
                "code": "Write the character that is meant, or take it out.",
                "end": "Take it out, if no line should end there.",
                "hidden": "Take it out, or write a plain blank where one belongs.",
                "point": "Take it out: it would be printed.",
                "whole": "Take the stars out: an edition shows by itself who asks.",
                "wholes": "Take the stars out: an edition shows by itself who asks.",
            },
            advice="Write the character that is meant, or take out what nobody should read.",
        ),
        leftovers,
    ),
)
