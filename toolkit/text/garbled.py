"""Texts that were read in an encoding that isn't theirs, and what they were."""

from __future__ import annotations

import re

from toolkit import late
from toolkit.text import scripts

_OLD_CHARSETS = ("cp1252", "koi8-r", "cp1251", "mac-roman", "cp437", "cp850")
_CYRILLIC_CHARSETS = ("koi8-r", "cp1251")
_BYTES = late.regex("[^\x00-\x7f]{2}")
"""A character of UTF-8 that was read byte by byte has two or more."""
_LONE = late.regex("[^\x00-\x7f](?<![^\x00-\x7f].)(?![^\x00-\x7f])")
_IN_NO_CHARSET = late.regex(
    f"[{scripts.HEBREW}{scripts.ARABIC}{scripts.CJK}{scripts.SYLLABLES}{scripts.THAI}]"
)
"""Letters that none of the old charsets has: a text with one was never read in them."""
_TO_LATIN_1 = {ord(bytes([k]).decode("cp1252", "replace")): k for k in range(128, 160)}
_REST = f"[\x80-\xbf{''.join(map(chr, _TO_LATIN_1))}]"
_PIECES = late.regex(f"(?:[\xc2-\xdf]{_REST}|[\xe0-\xef]{_REST}{{2}}|[\xf0-\xf4]{_REST}{{3}})+")
"""Characters of UTF-8 that were read byte by byte, in the midst of a text that is right."""
_QUOTES = "‘’‚“”„‹›«»…–—"
_CYRILLIC = late.regex("[\u0400-\u04ff]")
_SCRAMBLED = late.regex(r"\b[а-яё][А-ЯЁ]{2,}")
_ACCENTED = late.regex("[\xc0-\xff]{4,}|[\xa1-\xff]{6,}")
# Letters of Polish or Slovak in ISO 8859-2 and CP1250 are signs in Latin: no word has one, but for x³y.
_LOST_LETTER = "[¡£¥¦¯±³¶¹¼¾¿]"
_SIGNED = late.regex(rf"(?:[^\W\d_]{{2}}{_LOST_LETTER}[^\W\d_A-Z]|[^\W\d_]{_LOST_LETTER}[^\W\d_A-Z]{{2}})\w*")
_MISREAD = late.regex(f"[\xa1-\xff]{{4}}|{_LOST_LETTER}")
_ODD = late.regex(f"[{_LOST_LETTER[1:-1]}\u0370-\u052f\u0590-\u06ff\ufffd]")
"""What may be wrong alone, beside letters of another script."""


def may_be(text: str) -> bool:
    """Whether anything in a text might be of another encoding: a quick look, which most texts pass."""
    return not text.isascii() and bool(_ODD.search(text) or _BYTES.search(text))


def ungarbled(text: str) -> str:
    """A text before it was read in a wrong encoding.

    It is "" where nothing tells that it was.

    It may have been UTF-8 that was read as one of the old encodings, or KOI8-R and CP1251 as each other.

    >>> ungarbled("dÃ©jÃ "), ungarbled("déjà")
    ('déjà', '')
    """
    # Nearly every text ends here, and this is quick.
    if text.isascii() or not _BYTES.search(text):
        return ""
    if (mended := _PIECES.sub(_piece, text)) != text:
        return mended
    if _IN_NO_CHARSET.search(text):
        return ""
    cyrillic = _CYRILLIC.search(text)
    if cyrillic and _SCRAMBLED.search(text):
        # Capital letters of one are small ones of the other, whichever was read as which.
        both = (text.encode("koi8-r", "replace"), "cp1251"), (text.encode("cp1251", "replace"), "koi8-r")
        likely = max((data.decode(charset, "replace") for data, charset in both), key=_russian)
        return "" if _SCRAMBLED.search(likely) else likely
    if _LONE.search(text):
        return ""
    for charset in _CYRILLIC_CHARSETS if cyrillic else _OLD_CHARSETS:
        try:
            # Bytes that CP1252 doesn't know come out as those of Latin-1.
            data = (
                text.translate(_TO_LATIN_1).encode("latin-1") if charset == "cp1252" else text.encode(charset)
            )
            meant = data.decode("utf-8")
        except UnicodeError:
            continue
        others = [character for character in meant if not character.isascii()]
        # One may be chance: a capital letter before a quotation mark.
        if len(others) > 1 or (charset == "cp1252" and others[0] < "Ā"):
            return meant
    return ""


def _piece(match: re.Match[str]) -> str:
    """What a piece of a text was before it was read byte by byte; as it is where that may be chance."""
    text, (start, end) = match.string, match.span()
    try:
        meant = match[0].translate(_TO_LATIN_1).encode("latin-1").decode()
    except UnicodeError:
        return match[0]
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    beside = [letter for letter in (before, after) if letter.isascii() and letter.isalpha()]
    # A capital letter may stand before a quotation mark: one character alone tells only what is common.
    likely = len(meant) > 1
    if match[0][0] in "ÃÄÅ":
        likely = likely or match[0][1] not in _QUOTES or len(beside) == 2 or any(map(str.islower, beside))
    elif match[0][0] in "Ââð" or meant == "\ufeff":
        likely = likely or not before.isupper()
    else:
        # Accented letters have no place in these scripts.
        likely = likely or (not beside and _IN_NO_CHARSET.search(text) is not None)
    return meant if likely else match[0]


def misread(text: str) -> str:
    """The first word that is of another charset, misread.

    It is a word of accented letters and signs alone, which was another script, or the end of one with a sign
    inside, which was a letter; "" for none.

    >>> misread("ßáãÉ ÚÑÈíÉ"), misread("Ïðèâåò"), misread("créée, jäääär, Äääääh")
    ('ßáãÉ', 'Ïðèâåò', '')
    >>> misread("¯ó³ta ³ód¼"), misread("x³y, 10 m³, ¿Qué? 1¾ cup, £5m")
    ('ó³ta', '')
    """
    if text.isascii() or not _MISREAD.search(text):
        return ""
    runs = (match[0] for match in _ACCENTED.finditer(text))
    whole = next((run for run in runs if len(set(run.lower())) > 2), "")
    signed = None if whole else _SIGNED.search(text)
    return signed[0] if signed else whole


def _russian(text: str) -> int:
    """How often the commonest letters are there."""
    return sum(map(text.count, "оеаин"))
