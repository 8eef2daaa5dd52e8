"""Unicode hygiene, and small words about texts.

It says what is kept, what is dropped, what counts as the same, and how texts and numbers are told to people.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Literal

from toolkit import late

UNDECIDED = "#-#-#-#-#"
"""Begins and ends the lines that `msgcat` puts between two versions of a text: nobody has decided yet."""
# What no edition carries: XML 1.0 can't write it, or discourages it (section 2.2).
DROPPED = late.regex("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A byte order mark inside of a text goes too, and nobody misses it.
_ILLEGAL = late.regex(rf"(?:{DROPPED.pattern}|\ufeff)")
SURROGATE = late.regex("[\ud800-\udfff]")
# Blanks that only lay out a line. No-break blanks are typography (French punctuation) and are kept.
_BLANKS = late.regex("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_ILLEGAL_BLANKS = late.regex("[\x0b\x0c\x1c-\x1f]")
_INVISIBLE = late.regex(
    "[\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_OUTER = late.regex(r"[\s\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
"""What may stand around a text unseen. What opens or closes a direction belongs to what is between, and a
soft hyphen at the end of a line divides a word."""
_UNPRINTED = late.regex("[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What changes no letter. Joiners and selectors tell how others look."""
_AS_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
_UNSEEN = late.regex(rf"(?:\s|{_INVISIBLE.pattern}|{_ILLEGAL.pattern}|[\u2800\u3164\uffa0])*")
_MARKS_AT_ONCE = 1000
"""Combining marks in a row that are left to `unicodedata`: their square is not yet long."""
# No mark that combines is a letter, but for two halfwidth ones that NFKC makes one of.
# A shorter run is looked through once, not from each of its marks on.
_MARKS = late.regex(
    rf"(?<![^\w\s\x00-\x7f])(?<![\uff9e\uff9f])(?:[^\w\s\x00-\x7f]|[\uff9e\uff9f]){{{_MARKS_AT_ONCE},}}"
)
# What a terminal obeys: controls but for tab and line end, marks of direction, and what UTF-8 can't have.
_OBEYED = late.regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_OPEN, _CLOSE = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068"), frozenset("\u202c\u2069")
_TURNS = late.regex("[\u202a-\u202e\u2066-\u2069]")


def normalized(text: str, form: Literal["NFC", "NFKC"]) -> str:
    """The text in a normal form, in linear time.

    `unicodedata` sorts a run of combining marks by insertion, which takes the square of its length: long runs
    are sorted before.
    """
    if len(text) > _MARKS_AT_ONCE:
        canonical: Literal["NFD", "NFKD"] = "NFD" if form == "NFC" else "NFKD"
        text = _MARKS.sub(lambda run: _ordered(run[0], canonical), text)
    return unicodedata.normalize(form, text)


def _ordered(run: str, form: Literal["NFD", "NFKD"]) -> str:
    """Combining marks in canonical order (Unicode Standard, 3.11, D109)."""
    marks = [mark for character in run for mark in unicodedata.normalize(form, character)]
    parts = groupby(marks, lambda mark: unicodedata.combining(mark) > 0)
    # The sort is stable, and what doesn't combine is all of one class.
    return "".join("".join(sorted(part, key=unicodedata.combining)) for _, part in parts)


def tidy(text: str) -> str:
    r"""The text on one line.

    It is in NFC, has no character that XML can't carry, and one space for each run of blanks.

    No-break and ideographic spaces, joiners and bidi marks inside the text stay: they are the author's.
    Idempotent.

    >>> tidy("  two\r\n  lines\x00 ")
    'two lines'
    """
    if not text.isascii():
        text = normalized(text, "NFC")
    # Most text is printable, and then has neither an illegal character nor a blank other than a space.
    if not text.isprintable():
        text = _ILLEGAL.sub("", _BLANKS.sub(" ", text))
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def xml_legal(text: str) -> str:
    r"""The text without what XML can't carry.

    All else stays as it is. Idempotent.

    Control characters that stand for a blank (form feed and the like) become one.

    >>> xml_legal("a\x0cb\x00\n")
    'a b\n'
    """
    return text if text.isprintable() else _ILLEGAL.sub("", _ILLEGAL_BLANKS.sub(" ", text))


def blank(text: str) -> bool:
    r"""Whether a reader would see nothing of it.

    >>> blank(" \u00a0\u200b"), blank(" .")
    (True, False)
    """
    first = text[:1]
    # Most text begins with a letter, which is sooner seen.
    return not (first.isascii() and first.isalnum()) and _UNSEEN.fullmatch(text) is not None


def fitted(target: str, source: str) -> str:
    r"""A translation with its source's outer line breaks.

    It is "" for blanks alone.

    `msgfmt -c` refuses a PO file in which these differ.

    >>> fitted("Oui.\n", "Yes."), fitted("Oui.", "Yes.\n")
    ('Oui.', 'Oui.\n')
    """
    if not target or blank(target):
        return ""
    if "\n" not in target and "\n" not in source:  # nearly always
        return target
    if target.startswith("\n") != source.startswith("\n"):
        target = "\n" + target if source.startswith("\n") else target.lstrip("\n")
    if target.endswith("\n") != source.endswith("\n"):
        target = target + "\n" if source.endswith("\n") else target.rstrip("\n")
    return target


def writable(text: str) -> str:
    r"""The text without halves of characters.

    A file's name that isn't in UTF-8 is read with them, and no encoding can write them.

    >>> writable("b\udcff.txt")
    'b\ufffd.txt'
    """
    return SURROGATE.sub("\ufffd", text)


def escaped(text: str) -> str:
    r"""The text as a terminal shows it.

    What a terminal would obey instead has a visible form.

    >>> print(escaped("red \x1b[31m, and back \u202e."))
    red \u001b[31m, and back \u202e.
    """
    return text if text.isprintable() else _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str) -> str:
    r"""The text with its line ends in a visible form.

    The name of a file may have some, and look like two messages.

    >>> print(one_line("talk\nerror: .txt"))
    talk\nerror: .txt
    """
    return text.replace("\n", "\\n") if "\n" in text else text


def upright(name: str) -> str:
    r"""A name without marks that turn the direction of what follows, by which it would be shown as another.

    Those that only place a sign between two directions stay.

    >>> upright("Ada \u202elliuQ\u202c"), upright("Ann\u200e")
    ('Ada lliuQ', 'Ann\u200e')
    """
    return name if name.isascii() else _TURNS.sub("", name)


def visible(text: str) -> str:
    """The text without invisible characters.

    Labels are recognised by it: zero-width characters and bidi marks are gone.
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


def trimmed(text: str) -> str:
    r"""The text without blanks and invisible characters around it.

    A mark of direction there says nothing that the language of the text doesn't, and so does one direction
    that is opened before and closed behind. Inside it is the author's.

    >>> trimmed("\u200e \ufeffAnn: So?\u200f\n"), trimmed("\u202bAnn: So?\u202c")
    ('Ann: So?', 'Ann: So?')
    """
    text = text.strip()
    # Most texts begin and end with what is seen.
    while text and not text.isascii() and not (text[0].isprintable() and text[-1].isprintable()):
        start, end = 0, len(text)
        while start < end and _OUTER.match(text[start]):
            start += 1
        while start < end and _OUTER.match(text[end - 1]):
            end -= 1
        inner = text[start:end]
        if inner[:1] in _OPEN and inner[-1:] in _CLOSE and not _TURNS.search(inner, 1, len(inner) - 1):
            inner = inner[1:-1]
        if inner == text:
            break
        text = inner
    return text


def seen_alike(text: str) -> str:
    """The text as it is seen: without invisible characters, its letters composed, each blank a space.

    For comparing and counting only.
    """
    # No-break spaces and most of what is invisible isn't printable, as Python has it.
    if text.isascii() or (text.isprintable() and unicodedata.is_normalized("NFC", text)):
        return text
    # At the end of a line a soft hyphen is seen: it divides a word.
    divides = "-" if text.endswith("\xad") else ""
    return normalized(_UNPRINTED.sub("", text) + divides, "NFC").translate(_AS_SPACES)


def fold(text: str) -> str:
    r"""A form in which like texts are equal.

    A reader takes such texts for the same. The form is for comparing only.

    >>> fold("Ｍａｒａ\u00a0 Lind") == fold("mara lind")
    True
    """
    if not text.isascii():
        text = normalized(_INVISIBLE.sub("", text), "NFKC")
    elif text.isprintable() and "  " not in text:
        return text.strip().casefold()
    return " ".join(text.split()).casefold()


_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\xb4\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\xab\xbb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys(
        "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u2026\u22ef", "..."),
    **dict.fromkeys("\xad\u2060\ufeff", ""),
}
"""Signs that are set in several ways, and how a typewriter has them."""
_SIGN = late.regex(f"[{''.join(_SIGNS)}]")
_INSIDE_QUOTES = late.regex(r"(?<=[\xab\u2039])\s++|(?<!\s)\s++(?=[\xbb\u203a])")
_DOTS = late.regex(r" *[.](?: ?[.])+")
_LOOSE = late.regex(" +(?=[ !?;:%])")
_ADDRESS = late.regex(r"(?<!\S)(\S*?://\S*)")
_DIGIT = late.regex(r"[^\D0-9]")
"""One that isn't European."""


def untypeset(text: str) -> str:
    r"""A form without typography. For comparing only.

    Idempotent.

    Typography: straight or curly quotes and apostrophes, dashes and the blanks around them, no-break and
    other blanks, ellipses, blanks before high punctuation and inside of guillemets; and what nobody sees.
    Addresses are left alone.

    >>> untypeset("“It’s late…” — he said") == untypeset("\"It's late...\" - he said")
    True
    >>> untypeset("we're") == untypeset("were")
    False
    """
    text = seen_alike(text)
    if "://" in text:
        return "".join(part if "://" in part else _untypeset(part) for part in _ADDRESS.split(text))
    return _untypeset(text)


def _untypeset(text: str) -> str:
    if not text.isascii():
        if "\xab" in text or "\xbb" in text or "\u2039" in text or "\u203a" in text:
            text = _INSIDE_QUOTES.sub("", text)
        text = _SIGN.sub(lambda sign: _SIGNS[sign[0]], text)
    # Most text has little of all this, and a look is quicker than a search.
    if "''" in text:
        text = text.replace("''", '"')
    if "-" in text:
        first, *more = (part.strip(" ") for part in text.split("-"))
        text = "-".join([first, *filter(None, more[:-1]), *more[-1:]])
    # Spelt out: a memory asks it a million times.
    if "  " in text or " !" in text or " ?" in text or " ;" in text or " :" in text or " %" in text:
        text = _LOOSE.sub("", text)
    if ".." in text or " ." in text:
        text = _DOTS.sub("...", text)
    return text


def unblanked(text: str) -> str:
    """As `fold`, without blanks.

    It is for texts whose lines an editor may have broken anywhere.
    """
    return "".join(fold(text).split())


def counted(count: int, singular: str, plural: str = "") -> str:
    """A number of things in words.

    >>> counted(1, "bead"), counted(2, "bead"), counted(0, "entry", "entries"), counted(1000, "error")
    ('1 bead', '2 beads', '0 entries', '1,000 errors')
    """
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def shortened(text: str, size: int = 60, *, words: bool = False) -> str:
    """The beginning of a text.

    It has so many characters at most, with an ellipsis where something is cut.

    words  whether no word is cut, where there are blanks

    >>> shortened("The ferry ran", 8), shortened("The ferry ran", 8, words=True), shortened("The ferry", 9)
    ('The fer…', 'The…', 'The ferry')
    """
    if len(text) <= size:
        return text
    head = text[: size - 1]
    return (head.rpartition(" ")[0] or head if words else head) + "…"


def european(text: str) -> str:
    """A text with European digits.

    >>> european("২৬, ২০১৬")
    '26, 2016'
    """
    return text if text.isascii() else _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def number(digits: str) -> int | None:
    """The number in ASCII digits.

    It is None for no number, and for one with more than 18 digits.

    >>> number("007"), number("-1"), number("9" * 5000)
    (7, None, None)
    """
    # Python refuses long ones, after a while.
    return int(digits) if len(digits) <= 18 and digits.isascii() and digits.isdecimal() else None


def short(share: float) -> float:
    """A share or probability in 3 digits.

    It is cut and not rounded: what is not certain never looks as if it were.

    >>> short(0.57), short(0.99996)
    (0.57, 0.999)
    """
    return int(share * 1000 + 1e-6) / 1000


def percent(share: float) -> str:
    """A share or probability in per cent.

    It is cut to a whole number.

    >>> percent(0.57), percent(0.9999)
    ('57 %', '99 %')
    """
    return f"{int(share * 1000 + 1e-6) // 10} %"
