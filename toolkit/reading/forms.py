"""The grammar of labels: how each form of one is printed, a row for each.

`candidates` reads the beginning of a line by it. What a whole text must tell before something is a label,
`named` has.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from toolkit import late
from toolkit.languages.lexicon import DASHES, MARKS
from toolkit.reading.described import LONGEST_IN_CAPITALS
from toolkit.reading.nameable import unbalanced
from toolkit.reading.names import PARENTHESES, cut_short
from toolkit.text.scripts import ADVERBS, CASELESS, HAN, KANA, VISARGA
from toolkit.text.signs import ends_sentence, is_quotation

LabelForm = Literal[
    "stated", "colon", "time", "bracket", "bold", "arrow", "letter", "gap", "stroke", "period", "kagi",
    "dash", "mark", "alone",
]  # fmt: skip
"""Forms of a label, the surest first. What the container says is `stated`; all others have a row below.

Behind all but the last four there may be nothing: the text is in the lines below."""
FORMS: tuple[LabelForm, ...] = LabelForm.__args__  # type: ignore[attr-defined]
SIGNS: tuple[LabelForm, ...] = ("dash", "mark")
"""Forms of a label that is nothing but a sign."""

COLONS = ":：︰﹕∶፡፦៖᠄"
"""For a character class; Amharic ends a label by two dots or three, and a sentence by two twice."""
TAG = (
    r"(?:</?(?:p|div|span|em|strong|br|hr|li|[uo]l|d[dlt]|h[1-6]|table|t[rdh]|center|blockquote|figure|figcaption"
    r"|img|small|su[bp]|code|pre|font|section|article|details|summary"
    r"|P|BR|HR|LI|UL|DIV|TABLE|T[RD]|FONT|CENTER|H[1-6])"
    r"(?:\s[^<>]*)?/?>|</[A-Za-z]|<[A-Za-z][\w:.-]*(?:\s+[\w:-]+=[^<>]*|\s*/)>)"
)
"""Nobody is called as a tag of HTML; <Finn> is somebody in a chat."""
HTML = rf"(?:{TAG}|" + "|".join(rf"<{tag}(?:\s[^<>]*)?>.*</{tag}>" for tag in "abiuABIU") + ")"
TWO_BLANKS = "\3"
"""Stands for two blanks in a row, among the characters of a text."""
SINGLE = (
    rf"(?:(?<=[{HAN}{KANA}] )|(?<=[{HAN}{KANA}][A-ZＡ-Ｚ] ))(?=\d{{0,4}}[{HAN}{KANA}]|[「『])"
    r"(?![^\s\0。、，]{1,20}\t)"
)
"""Behind a single blank of Chinese or Japanese, which have none between words: `質問者A なぜ`, `加藤 1年`.
Where a tab stands soon behind it, that parts the name, whose two parts the blank stands between."""

# Pieces of the patterns. A time is masked by NUL, a mark of bold by SOH, one of italics or an escape by STX.
_CAPITAL = "[A-ZÀ-ÞА-ЯЀ-Џ]"
_B = r"[\0\1\2\s]*"
_NAME = rf"(?:[^{COLONS}\0\t()（）]|[(（][^()（）]{{0,120}}[)）])"
# A time behind a label, with what stands between them, and behind the time.
_TIMED = r"(?:[\1\2\s]*+(?:[,|@·–—-]{1,2}\s*+\x02?)?\0)++[\1\2\s]*+"
_PARTED = r"(?:[:：]|[–—-]{1,2}(?=\s|$))"
_PICTURE = "[\U0001f000-\U0001faff]"
_SOME = r"(?P<rest>\S.*)"
_LETTER = rf"(?:(?<=[^\W\d_].)|(?<=[{CASELESS}].))"
"""Behind a letter, or a vowel's sign of scripts that write it so, and one more character."""
_JOINS = "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d]"
"""Makes one letter of two, in scripts of India: `प्र.` is short for a question."""
_PARTIES = rf"(?:\s[–—](?=\s[^–—\0]{{2,40}}\s[–—])(?:\s{_CAPITAL}(?:{_CAPITAL}|[.'/-])*)+){{0,3}}"
"""Words in capitals between two dashes: who somebody is, and of which party, in records of parliaments."""

LEAD = late.regex(
    # An ellipsis, or pictures, before a label with a colon.
    rf"(?:(?:(?:\. ?){{3}} *|… *|(?:{_PICTURE}(?:\ufe0f|\u200d(?:{_PICTURE}|[\u2600-\u27bf]))*\s*)+)"
    r"(?=[^:：]{1,60}[:：]))?"
    rf"(?:<p>)?(?:(?=[\1\2\s\#>]*+\0){_B}(?:\#{{1,6}}|>{{1,3}})?[\1\2\s]*\0{_B}(?:[-–—|:]\s+)?)?{_B}"
    rf"(?:\#{{1,6}}\s+|\#{{2,6}})?(?:>{{1,3}}\s+)?"
    rf"{_B}(?:[{MARKS}*]+\s*(?=[\w\1\2])|[-+–—*]\s+)?"
    # In a column of its own a number may have a fraction: the counter of a tape.
    rf"{_B}(?:[\[(（#]?\d{{1,4}}(?:\.\d\d(?=\t|\s\s)|[\])）.])?\s+(?=[^\W\d]))?{_B}"
)
"""What stands before a label: a tag, a time, marks of Markdown, arrows of captions, a bullet, a number."""


class Cut(NamedTuple):
    """A label, and the text behind it."""

    key: str
    before: str
    """The line up to the text, from the label on."""
    text: str
    """"" where it is in the lines below."""
    line: str


class LabelPattern(NamedTuple):
    """How a label of one form is printed."""

    form: LabelForm
    signs: str
    """A text has one of them: most lines have none, and need not be tried. "" for a label that is itself a
    sign, of whatever a line begins with."""
    label: str
    """Pattern of the label, which is its first group."""
    behind: str = ""
    """Pattern of what stands between the label and its text."""
    text: str = r"(?P<rest>.*)"
    before: str = ""
    """What stands among the signs before the label."""
    where: Callable[[Cut], bool] = lambda _: True
    """What must hold of a line besides."""


_LONG = 90
"""Characters before a colon that are looked at where not all are capitals."""


def _fits(before: str) -> bool:
    """Whether what stands before a text may be a label by its length, without what stands in brackets."""
    return len(before) <= _LONG or len(own := PARENTHESES.sub(" ", before)) <= _LONG or own.isupper()


GRAMMAR = (
    # Name: text. No address (https://), no name of a program (Gull::Feed), no time of day (3:16), no face
    # made of signs. A time behind the colon is the label's where nothing else is there. A sentence has no
    # text below it. Burmese ends a label by the sign that ends a sentence, twice.
    LabelPattern("colon", f"{COLONS}{VISARGA}။",
        rf"(?!\||{ADVERBS})({_NAME}{{1,{LONGEST_IN_CAPITALS}}}?)(?:{_TIMED}|{_B}+)",
        rf"(?:[{VISARGA}](?=[\1\2]*(?:\s|$))|။\s?။|[{COLONS}](?!:|(?<=፡)[\w፡]|//|(?<=\d:)\d|[)(DP|](?:\s|$)))"
        rf"(?:[-–—](?=\s|$))?(?:{_B}$)?[\1\s]*",
        where=lambda cut: (bool(cut.text) or not ends_sentence(cut.line)) and _fits(cut.before)),
    # Name 0:49 text; not what else stands in brackets with a date.
    LabelPattern("time", "\0", r"([^\0\t]{1,60}?)", rf"[\1\2\s,|@·–—-]*\0{_B}(?:{_PARTED}{_B})?",
        where=lambda cut: not unbalanced(cut.before)),
    # [Name] text, 【Name】text, <v Name>text. A work stands in 《》 in the midst of sentences, too.
    LabelPattern("bracket", "[【［〔<〈＜《(（「",
        rf"(?!{HTML})(?:<v(?:\.[^\s>]*)?\s+|[\[【［〔<〈＜《(（]|「(?=[^\W\d_]\d{{0,3}}」))"
        r"((?:[^\[\]【】［］〔〕<>〈〉＜＞《》()（）\0]|\([^()\[\]]{1,30}\)){1,60})",
        rf"[\]】］〕>〉＞》)）」](?!\()(?:{_TIMED}{_PARTED}?|{_B}{_PARTED}|(?<!》){_B}|{_B}$){_B}"),
    # Name > text, Name = text, Name | text, Name ) text, Name] text
    LabelPattern("arrow", ">＞▷▶=＝／｜|/»›~·•¦)）]",
        rf"((?:[^<>＜＞=＝:：|/»›~·•¦\0（）]|（[^（）]{{0,60}}）){{1,70}}?){_B}",
        rf"(?:(?:[>＞▷▶=＝／｜](?:(?<=>)>{{1,2}})?|[|/»›~·•¦]{{1,2}}(?=[\1\2\s])|[)\]]{_LETTER}(?=\s))"
        rf"(?=[\1\2\s]*\S)|）{_LETTER}|(?<=[{HAN}{KANA}])\)(?=[{HAN}{KANA}]))[\1\2\s]*"),
    # Q. text, A) text, 問、text; no initial of several: "V.M. - Great." Who begins a word again names nobody:
    # I- I was small.
    LabelPattern("letter", ".．、)）;；-",
        rf"([^\W\d_](?:{_JOINS}[^\W\d_])?(?:\.?\d{{1,3}})?)",
        rf"[\1\2]*(?:[.．、)）;；]|-(?=\s)(?!\s+\1))(?![^\W\d_][.．]){_B}", _SOME),
    # Name    text: a tab, two blanks or a wide one. A blank may stand before a quotation, too, and two behind
    # a full stop part sentences. No sentence begins with Q alone.
    LabelPattern("gap", f"\t\u3000\u2003)）{TWO_BLANKS}",
        r"([^\s\0](?:[^\t\0]{0,58}?\S)??)",
        rf"(?<![^\W\d_]{{3}}\.)(?:\t\s*|[ \u00a0]{{2,}}| ?[\u3000\u2003]\s*| {SINGLE}"
        r"|(?<=[)）])\s+(?=[^\W\x00-\x7f])|(?<=^Q)\s(?=[\"“«‘'¿(\[]*[^\W\d_a-zß-ÿа-я]))", _SOME,
        where=lambda cut: not is_quotation(cut.text)),
    # Name — text
    LabelPattern("stroke", "–—―-",
        rf"((?:[^{DASHES}\0(]|\((?:[^()\0]{{0,90}}\))?+|(?<=\w)-(?=\w)){{1,60}}?{_PARTIES}"
        r"(?:(?<=\.\s[^\W\d_])\.|(?<=\.[^\W\d_])\.)?)",
        rf"\.?(?:{_TIMED}|\s*+)(?:(?<=\s)[–—―-]{{1,2}}|(?<=\.)-"
        rf"|(?:(?<=[A-ZÀ-Þ]{{2}})|(?<=\w\))|(?<=[{CASELESS}]))-(?=\s|$)(?!\s+\1)|—{{1,2}}|――)(?![–—―-]){_B}"),
    # NAME. text, M. le président. Text, NAME [laughs] text. The first stop of a line ends the label, or
    # stands behind its title: most are asked no more. A colon behind parentheses ends a label that has them;
    # alone they say how somebody speaks below. Scripts of India end a sentence by a stroke, and plays a name.
    LabelPattern("period", ".[(।",
        r"(?=[^.:：;!?。।\0\1\[(]{0,64}+[\1\2]*+[.।\[(])"
        rf"((?:(?:{_CAPITAL}\.\s?){{1,2}}(?={_CAPITAL}{{3}})|[A-ZÀ-ÞА-Я][^\W\d_]{{0,3}}\. )?"
        r"[^\W\d_][^.:：;!?。।\0\1\[(]{1,60}?"
        rf"(?:(?<={_CAPITAL}{{2}})\s{_CAPITAL}\.\s?{_CAPITAL}\.)?(?:\s?[\[(][^\[\]()\0]{{1,90}}[\])])?)",
        rf"[\1\2]*(?:\.[\1\2]*\s+|(?<={_CAPITAL}\.)\s+|(?<=[A-ZÀ-ÞА-Я]{{2}})\s(?!\([^()]*\)\.?\s*$)"
        r"(?=[\[(](?![^\[\]()]{1,60}[\])](?:\s?[:：]|,)))|(?<=[\u0900-\u0dff])।\s*)",
        r"(?P<rest>(?!\w[^\s\w.]?\.\s[–—-]\s)[^\sa-z].*)", where=lambda cut: not cut_short(cut.key)),
    # Name「text」
    LabelPattern("kagi", "「『", r"([^\s「」『』。、，！？：:\0]{1,16})", r"[ \u3000]?",
        r"(?P<rest>[「『].*)$", where=lambda cut: is_quotation(cut.text)),
    # **Name** text. A colon is seen with its label, and what a comma follows is of its sentence.
    LabelPattern("bold", "\1", r"([^\1]+)(?<![:：])", r"[\1][\0\1\2 \t]*+",
        r"(?P<rest>(?![:：,，、،;；؛]).*)", before="\1"),
    # — text
    LabelPattern("dash", "", rf"{_B}([{DASHES}ー]{{1,4}})", r"[\1\2]*(?:\s+|(?!\d))",
        rf"(?P<rest>[^\s{DASHES}>].*)"),
    # ▲ text: a sign that asks or answers
    LabelPattern("mark", "", rf"{_B}([{MARKS}]{{1,2}}|[*+?？؟](?=\s))", r"\s*", _SOME),
)  # fmt: skip
"""Each row ends where the text begins, which is the group `rest`: whoever adds a form adds a row."""
ALONE = LabelPattern("alone", "", "")
"""Name, and nothing else on its line; in books _Name_. It has no sign that a pattern could find."""
