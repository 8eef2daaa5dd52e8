"""What may be a label: every reading of how a line begins.

The grammar of the line alone is asked here, and it refuses little. `roster` tells from the whole document
which labels are speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from toolkit.giving_way import pause
from toolkit.languages.lexicon import DASHES, MARKS, key
from toolkit.model.values import Value
from toolkit.reading.lines import Line
from toolkit.reading.names import (
    LONGEST,
    MASKS,
    SPEAKERS,
    before_stop,
    cut_short,
    name,
    named,
    parted,
    stripped,
    unbalanced,
)
from toolkit.text.hygiene import seen_alike, visible
from toolkit.text.lines import seen
from toolkit.text.scripts import ADVERBS, CASELESS, HAN, KANA, VISARGA
from toolkit.text.signs import ends_sentence, is_quotation, masked_marks, unclosed

LabelForm = Literal[
    "stated", "colon", "time", "bracket", "bold", "arrow", "letter", "gap", "stroke", "period", "kagi",
    "dash", "mark", "alone",
]  # fmt: skip
"""stated   the container says it
colon    Name: text
time     Name 0:49 text
bracket  [Name] text      【Name】text      <v Name>text
bold     **Name** text
arrow    Name > text      Name = text      Name | text      Name ) text      Name] text
letter   Q. text          A) text          問、text
gap      Name    text     a tab, two blanks or a wide one
stroke   Name — text
period   NAME. text       M. le président. Text       NAME [laughs] text
kagi     Name「text」
dash     — text
mark     ▲ text           a sign that asks or answers
alone    Name             nothing else on the line; in books _Name._

Behind all but the last four there may be nothing: the text is in the lines below."""
FORMS: tuple[LabelForm, ...] = LabelForm.__args__  # type: ignore[attr-defined]

HEAD = 160
"""Characters of a line that are looked at."""
SIGNS: tuple[LabelForm, ...] = ("dash", "mark")
"""Forms of a label that is nothing but a sign."""

_COLONS = ":：︰﹕∶፡፦៖᠄"
"""For a character class; Amharic ends a label by two dots or three, and a sentence by two twice."""
_COLON = re.compile("[:：]")
TAG = (
    r"(?:</?(?:p|div|span|em|strong|br|hr|li|[uo]l|d[dlt]|h[1-6]|table|t[rdh]|center|blockquote|figure|figcaption"
    r"|img|small|su[bp]|code|pre|font|section|article|details|summary"
    r"|P|BR|HR|LI|UL|DIV|TABLE|T[RD]|FONT|CENTER|H[1-6])"
    r"(?:\s[^<>]*)?/?>|</[A-Za-z]|<[A-Za-z][\w:.-]*(?:\s+[\w:-]+=[^<>]*|\s*/)>)"
)
"""Nobody is called as a tag of HTML; <Finn> is somebody in a chat."""
_CAPITAL = "[A-ZÀ-ÞА-ЯЀ-Џ]"
_B = r"[\0\1\2\s]*"
_NAME = rf"(?:[^{_COLONS}\0\t()（）]|[(（][^()（）]{{0,120}}[)）])"
# A time behind a label, with what stands between them, and behind the time.
_TIMED = r"(?:[\1\2\s]*+(?:[,|@·–—-]{1,2}\s*+\x02?)?\0)++[\1\2\s]*+"
_PARTED = r"(?:[:：]|[–—-]{1,2}(?=\s|$))"
_PICTURE = "[\U0001f000-\U0001faff]"
# Before all else that a label with a colon may have before it: an ellipsis, or pictures.
_FIRST = (
    rf"(?:(?:(?:\. ?){{3}} *|… *|(?:{_PICTURE}(?:\ufe0f|\u200d(?:{_PICTURE}|[\u2600-\u27bf]))*\s*)+)"
    r"(?=[^:：]{1,60}[:：]))?"
)
# Whatever stands before a label: a tag, a time, marks of Markdown, arrows of captions, a number, a bullet.
# In a column of its own a number may have a fraction: the counter of a tape.
_LEAD = re.compile(
    rf"{_FIRST}(?:<p>)?(?:(?=[\1\2\s\#>]*+\0){_B}(?:\#{{1,6}}|>{{1,3}})?[\1\2\s]*\0{_B}(?:[-–—|:]\s+)?)?{_B}"
    rf"(?:\#{{1,6}}\s+|\#{{2,6}})?(?:>{{1,3}}\s+)?"
    rf"{_B}(?:[{MARKS}*]+\s*(?=[\w\1\2])|[-+–—*]\s+)?{_B}(?:[\[(（#]?\d{{1,4}}(?:\.\d\d(?=\t|\s\s)|[\])）.])?\s+(?=[^\W\d]))?{_B}"
)
_HTML = rf"(?:{TAG}|" + "|".join(rf"<{tag}(?:\s[^<>]*)?>.*</{tag}>" for tag in "abiuABIU") + ")"
_REST = r"(?P<rest>.*)"
_SOME = r"(?P<rest>\S.*)"
_TWO_BLANKS = "\3"
"""Stands for two blanks in a row, among the characters of a text."""
_SINGLE = rf"(?:(?<=[{HAN}{KANA}] )|(?<=[{HAN}{KANA}][A-ZＡ-Ｚ] ))(?=\d{{0,4}}[{HAN}{KANA}]|[「『])"
"""Behind a single blank of Chinese or Japanese, which have none between words: `質問者A なぜ`, `加藤 1年`."""
_LETTER = rf"(?:(?<=[^\W\d_].)|(?<=[{CASELESS}].))"
"""Behind a letter, or a vowel's sign of scripts that write it so, and one more character."""
_JOINS = "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d]"
"""Makes one letter of two, in scripts of India: `प्र.` is short for a question."""
_PARTIES = rf"(?:\s[–—](?=\s[^–—\0]{{2,40}}\s[–—])(?:\s{_CAPITAL}(?:{_CAPITAL}|[.'/-])*)+){{0,3}}"
"""Words in capitals between two dashes: who somebody is, and of which party, in records of parliaments."""
_GRAMMAR: dict[LabelForm, str] = {
    # No address (https://), no name of a program (Gull::Feed), no time of day (3:16), no face made of signs.
    # A time behind the colon is the label's where nothing else is there.
    "colon": rf"(?!\||{ADVERBS})({_NAME}{{1,90}}?)(?:{_TIMED}|{_B})"
    rf"(?:[{VISARGA}](?=[\1\2]*(?:\s|$))|[{_COLONS}](?!:|(?<=፡)[\w፡]|//|(?<=\d:)\d|[)(DP|](?:\s|$)))(?:[-–—](?=\s|$))?(?:{_B}$)?[\1\s]*{_REST}",
    "time": rf"([^\0\t]{{1,60}}?)[\1\2\s,|@·–—-]*\0{_B}(?:{_PARTED}{_B})?{_REST}",
    "bracket": rf"(?!{_HTML})(?:<v(?:\.[^\s>]*)?\s+|[\[【［〔<〈＜《(（]|「(?=[^\W\d_]\d{{0,3}}」))"
    rf"((?:[^\[\]【】［］〔〕<>〈〉＜＞《》()（）\0]|\([^()\[\]]{{1,30}}\)){{1,60}})[\]】］〕>〉＞》)）」](?!\()"
    # A work stands in 《》 in the midst of sentences, too.
    rf"(?:{_TIMED}{_PARTED}?|{_B}{_PARTED}|(?<!》){_B}|{_B}$){_B}{_REST}",
    "arrow": rf"((?:[^<>＜＞=＝:：|/»›~·•¦\0（）]|（[^（）]{{0,60}}）){{1,70}}?){_B}"
    rf"(?:(?:[>＞▷▶=＝／｜](?:(?<=>)>{{1,2}})?|[|/»›~·•¦]{{1,2}}(?=[\1\2\s])|[)\]]{_LETTER}(?=\s))(?=[\1\2\s]*\S)|）{_LETTER}|(?<=[{HAN}{KANA}])\)(?=[{HAN}{KANA}]))"
    rf"[\1\2\s]*{_REST}",
    # No initial of several: "V.M. - Great."
    "letter": rf"([^\W\d_](?:{_JOINS}[^\W\d_])?(?:\.?\d{{1,3}})?)[\1\2]*"
    # Who begins a word again names nobody: I- I was small.
    rf"(?:[.．、)）;；]|-(?=\s)(?!\s+\1))(?![^\W\d_][.．]){_B}{_SOME}",
    # Two blanks behind a full stop part sentences.
    "gap": r"([^\s\0](?:[^\t\0]{0,58}?\S)??)(?<![^\W\d_]{3}\.)(?:\t\s*|[ \u00a0]{2,}| ?[\u3000\u2003]\s*"
    # No sentence begins with Q alone.
    rf"| {_SINGLE}|(?<=[)）])\s+(?=[^\W\x00-\x7f])|(?<=^Q)\s(?=[\"“«‘'¿(\[]*[^\W\d_a-zß-ÿа-я])){_SOME}",
    "stroke": rf"((?:[^{DASHES}\0(]|\((?:[^()\0]{{0,90}}\))?+|(?<=\w)-(?=\w)){{1,60}}?{_PARTIES}"
    rf"(?:(?<=\.\s[^\W\d_])\.|(?<=\.[^\W\d_])\.)?)\.?(?:{_TIMED}|\s*+)"
    rf"(?:(?<=\s)[–—―-]{{1,2}}|(?<=\.)-|(?:(?<=[A-ZÀ-Þ]{{2}})|(?<=[{CASELESS}]))-(?=\s)(?!\s+\1)|—{{1,2}}|――)(?![–—―-])"
    rf"{_B}{_REST}",
    # The first stop of a line is what ends the label, or stands behind its title: most are asked no more.
    "period": r"(?=[^.:：;!?。।\0\1\[(]{0,64}+[\1\2]*+[.।\[(])"
    rf"((?:(?:{_CAPITAL}\.\s?){{1,2}}(?={_CAPITAL}{{3}})|"
    rf"[A-ZÀ-ÞА-Я][^\W\d_]{{0,3}}\. )?"
    r"[^\W\d_][^.:：;!?。।\0\1\[(]{1,60}?"
    rf"(?:(?<={_CAPITAL}{{2}})\s{_CAPITAL}\.\s?{_CAPITAL}\.)?(?:\s?[\[(][^\[\]()\0]{{1,90}}[\])])?)[\1\2]*"
    # A colon behind parentheses ends a label that has them; alone they say how somebody speaks below.
    rf"(?:\.[\1\2]*\s+|(?<={_CAPITAL}\.)\s+|"
    r"(?<=[A-ZÀ-ÞА-Я]{2})\s(?!\([^()]*\)\.?\s*$)(?=[\[(](?![^\[\]()]{1,60}[\])]\s?[:：]))"
    # Scripts of India end a sentence by a stroke, and plays a name.
    r"|(?<=[\u0900-\u0dff])।\s*)(?P<rest>(?!\w[^\s\w.]?\.\s[–—-]\s)[^\sa-z].*)",
    "kagi": r"([^\s「」『』。、，！？：:\0]{1,16})[ \u3000]?(?P<rest>[「『].*)$",
}
_SIGNS: dict[LabelForm, str] = {
    "colon": _COLONS + VISARGA, "time": "\0", "bracket": "[【［〔<〈＜《(（「", "letter": ".．、)）;；-",
    "arrow": ">＞▷▶=＝／｜|/»›~·•¦)）]", "gap": f"\t\u3000\u2003)）{_TWO_BLANKS}", "stroke": "–—―-",
    "period": ".[(।", "kagi": "「『",
}  # fmt: skip
"""What a text must have to be in a form: most lines have none of it, and need not be tried."""
_ANY_SIGN = re.compile(f"[{re.escape(''.join(_SIGNS.values()))}]")
_PATTERNS = {form: (frozenset(_SIGNS[form]), re.compile(_GRAMMAR[form], re.DOTALL)) for form in _GRAMMAR}
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,70})\](\([^()\s]{1,140}\))")
_LINKED = re.compile(rf"[\W_]*{_LINK.pattern}[\1\2\s]*[:：]")
"""A name may lead somewhere: in a heading, or before a colon. Else it is what a list of links has."""
_TIME_FIRST = re.compile(r"([\1\2\s]*+)\0++[\1\2\s]*+(?!$)")
"""A time before the words behind a label."""
_ENCLOSED = re.compile(r"\s*(<<[^<>]{1,30}>>)(?=\s*[^\s<])(?:.*\S)?\s*\1\s*$")
"""Of a line that has the same mark at both ends, as programs leave them that know who speaks: markup."""
_HANDLE = re.compile(
    rf"(?!{_HTML}|<[^<>.]*+\.[^<>/]*+/)(?:(<)|@(?=[\w.-]{{1,60}}@\s))([@+%~&!]?[\w\-\[\]\\`^{{}}|()./]{{1,60}}?)"
    r"(?:![^\s<>@]{1,40}@[^\s<>]{1,90})?\\?(?(1)>|@)"
)
"""A name in a chat: `<ann_>`, with its host `<ann!~a@host.example>`, `@ann@`; no address: `<a.example/x>`."""
_QUOTED = re.compile(
    r"[\1\2]*([\"“”„«»「『])[^\"“”„«»「」『』:：]{1,60}(?:([\"“”«»」』])[\1\2\s]*[:：]"
    r"(?!\s*(?:[\"'{\[\d]|(?:true|false|null)\b))|[:：][\"“”«»」』](?=\s))"
)
"""Marks of quotation around a label, `"Mara": Wind`, `"Mara:" Wind`, and no key of data, `"name": "Mara"`."""
_ESCAPED = re.compile(r"\\(?=[^\w\s])")
_CODE = re.compile(rf"{_B}`(?![^`]{{1,70}}(?:[:：]\s*`|`[\1\2\s]*[:：]))|\[[^\[\]]+\]:\s*+(?=\S*/)\S++$")
"""Of code that is nobody's name: a command, a formula; where a link leads, below a text in Markdown."""
_BLANKS = re.compile(rf"[ \u00a0](?:[ \u00a0]|{_SINGLE})")
_WIDE = re.compile("[ \u00a0]{3}|\t")
_DASH = re.compile(rf"{_B}([{DASHES}ー]{{1,4}})[\1\2]*(?:\s+|(?!\d))(?P<rest>[^\s{DASHES}>].*)", re.DOTALL)
_MARK = re.compile(rf"{_B}([{MARKS}]{{1,2}}|[*+](?=\s))\s*(?P<rest>\S.*)", re.DOTALL)
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
"""A word of letters with blanks between them, as plays are set to make a name stand out: `M a r a.`"""
_STOPS = '.。!！?？…,;，、；"”»」』'
"""A label alone has none of them at its end."""
_GOES_ON = (*":：,，、،;；؛",)
"""Behind bold words: a colon was seen with its label, and what a comma follows is of its sentence."""
_BULLETS = frozenset(MARKS)
_EMPHATIC, _EMPHASIZED = frozenset("*_<`"), frozenset("\1\2")
_TICKED = ("bracket", "x")


class Candidate(Value, frozen=True, gc=False):
    """A label that a line may begin with."""

    form: LabelForm
    label: str
    """As printed, without what stands in parentheses."""
    printed: str
    """As printed, without its colon and marks of emphasis."""
    key: str
    """What is the same label."""
    start: int
    """Offset in the line at which its text begins; the line's length where the text is below."""
    asides: tuple[str, ...] = ()
    """What stands in parentheses."""
    time: str = ""
    """As printed, with its brackets."""
    marked: bool = False
    """Whether a bullet stands before it."""
    bare: bool = False
    """Whether nothing is behind it: its text is below."""


def candidates(line: Line, known: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
    """Every label that a line may begin with.

    known  keys of labels that somebody is sure of: their word is worth more than grammar
    """
    pause()
    if line.speaker:
        label, asides = parted(line.speaker)
        # "..." speaks too, where a container says so.
        return (
            Candidate("stated", label or line.speaker, line.speaker, key(label) or line.speaker, 0, asides),
        )
    labels = _of_bold(line) if line.strong else _as_seen(line.text)
    if line.form == "item":
        # The sign of an item is the list's, and no mark of somebody who speaks; a box may be ticked.
        labels = tuple(one for one in labels if one.form not in SIGNS and (one.form, one.key) != _TICKED)
    if line.kind == "speech":
        # In what is said a label has a colon, brackets or the signs of bold, alone on its line those of
        # Japanese captions: all else is the way in which somebody speaks.
        told = {("colon", True), ("colon", False), ("bracket", False), ("bracket", line.text[:1] == "（")}
        told |= {("bold", False)} if not line.strong else set()
        labels = tuple(one for one in labels if (one.form, one.bare) in told)
    if known and known.isdisjoint(candidate.key for candidate in labels):
        colon = _COLON.search(line.text, 0, HEAD)
        if colon and (own := key(label := line.text[: colon.start()].strip())) in known:
            start = len(line.text) - len(line.text[colon.end() :].lstrip())
            return (Candidate("colon", label, label, own, start, bare=not seen(line.text[start:])), *labels)
    return labels


def _as_seen(text: str) -> tuple[Candidate, ...]:
    """The labels of a line as it is seen; their offsets are those in the line as it is written."""
    alike = seen_alike(text)
    if alike == text:
        return _grammar(text)

    def written(place: int) -> int:
        """Where in the line what is seen at a place begins."""
        return bisect_left(range(len(text)), place, key=lambda end: len(seen_alike(text[:end])))

    return tuple(one.replace(start=written(one.start)) for one in _grammar(alike))


def _of_bold(line: Line) -> tuple[Candidate, ...]:
    """The labels of a line that begins in bold: those that it has with the marks of bold."""
    bold = line.strong
    return tuple(
        candidate.replace(start=max(0, candidate.start - (2 if candidate.start <= bold + 2 else 4)))
        for candidate in _grammar(f"**{line.text[:bold]}**{line.text[bold:]}")
    )


@lru_cache(maxsize=1 << 16)
def _grammar(text: str) -> tuple[Candidate, ...]:
    head = text[:HEAD]
    masked, enclosed = _masked(text, head)
    # Most lines begin with a letter, before which there is nothing.
    lead = None if masked[:1].isalpha() else _LEAD.match(masked)
    at = lead.end() if lead else 0
    marked = not _BULLETS.isdisjoint(masked[:at])
    if (handle := _handle(head, masked, at)) is not None:
        # Whatever signs it has: none parts it, or is taken off.
        start, end = handle.span(2)
        signs = "<>" if handle[1] is None else f"<{masked[end]}"
        masked = f"{masked[: start - 1]}{signs[0]}{'x' * (end - start)}{signs[1]}{masked[end + 1 :]}"
    labels: dict[tuple[str, int], Candidate] = {}
    for form, printed, start in _parses(masked, at):
        if form == "time" and unbalanced(head[at:start]):
            continue  # a date in brackets, and what else stands in them
        label, whole, folded, asides = _taken_apart(printed, sign=form in SIGNS)
        if handle is not None and form == "bracket":
            label = whole = _ESCAPED.sub("", handle[2])
            folded, asides = key(label), ()
        if not folded:
            continue
        bare = not (text[start : start + 1].isalnum() or seen(text[start:]))
        if form == "period" and cut_short(folded):
            continue
        sentence = form == "colon" and bare and ends_sentence(text)
        # A blank may stand before a quotation, too.
        if sentence or (form in ("gap", "kagi") and (form == "kagi") != is_quotation(text[start:])):
            continue
        begins, time = start, ""
        if "\0" in masked:
            if not bare and (behind := _TIME_FIRST.match(masked, start)) and head[behind.end(1)] in "[\\":
                begins = behind.end()
            time = "".join(char for char, mask in zip(head, masked[:begins], strict=False) if mask == "\0")
        where = len(text) if bare else _behind(head, masked, begins)
        seen_as: LabelForm = "bracket" if enclosed and form == "colon" else form
        labels.setdefault(
            (seen_as, where),
            Candidate(seen_as, label, whole, folded, where, asides, time.strip(), marked, bare),
        )
    return tuple(labels.values())


def _masked(text: str, head: str) -> tuple[str, bool]:
    """As `masked_marks` gives it, with what else is markup there; and whether marks enclose the line."""
    # No emphasis begins before a blank: there a star is a sign.
    masked = f"*{masked_marks(head[1:])}" if head.startswith("* ") else masked_marks(head)
    if "](" in masked and (masked.startswith("#") or _LINKED.match(masked)):
        masked = _LINK.sub(lambda link: "\2" + link[1] + "\2" * (len(link[2]) + 1), masked)
    if (quoted := _QUOTED.match(masked)) is not None:
        # A colon within them is one behind them.
        closes = (quoted.end() - 2, "\2:") if quoted[2] is None else (quoted.start(2), "\2")
        for at, signs in ((quoted.start(1), "\2"), closes):
            masked = f"{masked[:at]}{signs}{masked[at + len(signs) :]}"
    enclosed = _ENCLOSED.match(text) if len(text) <= HEAD else None
    if enclosed is not None:
        size, first, last = len(enclosed[1]), enclosed.start(1), text.rindex(enclosed[1])
        masked = masked[:first] + "\2" * size + masked[first + size : last] + "\2" * (len(text) - last)
    return masked, enclosed is not None


def _handle(head: str, masked: str, at: int) -> re.Match[str] | None:
    """What somebody is called in a chat, between angle brackets; None for a time, a tag and all else."""
    handle = _HANDLE.match(head, at)
    timed = handle is not None and "\0" in masked[at : handle.end()]
    return handle if handle and not timed and any(map(str.isalnum, handle[2])) else None


@lru_cache(maxsize=1 << 14)
def _taken_apart(printed: str, *, sign: bool) -> tuple[str, str, str, tuple[str, ...]]:
    """A label, as it is printed, its key, and its parentheses; "" for the key where nobody is called so."""
    # Once for all turns of a speaker.
    if sign:
        return printed, printed, key(printed), ()
    if unbalanced(printed):
        return "", "", "", ()  # "[Note: it was late.]" has its colon in the brackets
    label, asides = parted(printed)
    label = _SPACED.sub(lambda found: found[0].replace(" ", ""), label)
    whole = stripped(visible(printed.translate(MASKS)).strip())
    return label, whole, key(label) if named(label) else "", asides


def _behind(head: str, masked: str, start: int) -> int:
    """Where a text begins: behind the marks that close its label's emphasis, before those of its own.

    *Name:* text, Name: *text*
    """
    at = len(masked[:start].rstrip("\1\2 "))
    closing = [] if _EMPHATIC.isdisjoint(head[:at]) else unclosed(head[:at])
    while closing or head[at : at + 1].isspace():
        mark = next((mark for mark in closing if head.startswith(mark, at)), "")
        if mark:
            closing.remove(mark)
        elif not head[at : at + 1].isspace():
            break
        at += len(mark) or 1
    return at


def _parses(masked: str, at: int) -> Iterator[tuple[LabelForm, str, int]]:
    """Every form that a line may have: the form, its label, and where the text behind it begins.

    masked  as `masked_marks` gives it
    at      where the label begins, behind times and marks
    """
    body = "" if _CODE.match(masked, at) else masked[at:]
    blanks = body.startswith("Q ") or ("  " in body if body.isascii() else _BLANKS.search(body))
    there = {*_ANY_SIGN.findall(body), _TWO_BLANKS if blanks else ""}
    for form, (signs, pattern) in _PATTERNS.items():
        match = None if signs.isdisjoint(there) else pattern.match(body)
        # A wide blank parts a name from what is said, and no name from itself.
        if match is not None and (form == "gap" or not _WIDE.search(match[1].strip())):
            set_off = form != "period" or masked[at - 1 : at] in _EMPHASIZED
            short = "" if set_off else before_stop(match[1])
            yield form, short or match[1], at + (len(short) + 2 if short else match.start("rest"))
    end = body.find("\1") if "\1" in masked[:at] else -1
    if end > 0:
        # Bold text, and a plain one behind it; with a colon it was seen above.
        rest = body[end:].lstrip("\0\1\2 \t")
        if body[end - 1] not in ":：" and rest[:1] not in _GOES_ON:
            yield "bold", body[:end], len(masked) - len(rest)
    if (match := _DASH.match(masked)) is not None:
        yield "dash", match[1], match.start("rest")
    if (match := _MARK.match(masked)) is not None:
        yield "mark", match[1], match.start("rest")
    if len(masked) <= 2 * LONGEST and there.isdisjoint(_COLONS):
        plain = body.strip("\0\1\2 \t")
        if masked[at - 1 : at] in _EMPHASIZED and body[-1:] in _EMPHASIZED:
            body = plain = plain.removesuffix(".")
        # What stands behind a time in its midst, and has no letter, is no part of a name.
        _, time, behind = plain.rpartition("\0")
        if plain and plain[-1] not in _STOPS and (not time or any(map(str.isalnum, behind))):
            yield "alone", body, len(masked)


def colon_label(text: str) -> Candidate | None:
    """The label before a colon, where it looks like a speaker's by itself."""
    label_ = next((label for label in _grammar(text) if label.form == "colon"), None)
    return label_ if label_ is not None and name(label_.label).looks in SPEAKERS else None
