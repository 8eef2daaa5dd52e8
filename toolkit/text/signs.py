"""Small signs of a line: how it ends, whether it is only drawn, and its marks of emphasis."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit import late
from toolkit.text import times

# What stands between a label and its text without being either is masked by characters that no text has, so
# that offsets stay: a time by NUL, a mark of bold by SOH, one of italics or an escape by STX.
_BOLD = late.regex(r"\*\*|__|</?(?:b|strong)>")
_LIGHT = late.regex(
    r"(?<!\*)\*(?!\*)|(?<![\w_])_(?=\w)|(?<=[^\s_])_(?![\w_(])|</?[iu]>|\\(?=[!-/:-@\[-`{-~])"
)
# What Markdown's dialects set a paragraph by: {: .question}
_ATTRIBUTES = late.regex(r"\{:[^{}]*\}")
# An escape is taken with its character, so that it is no mark. What begins with one of some signs is found at
# once, which no repetition is.
_EMPHASIS = late.regex(r"\\.|\*\*?\*?|__?_?|`|</?(?:b|strong|i|em|u)>", re.IGNORECASE | re.DOTALL)
# They may stand behind the end of a sentence.
_CLOSING = "\"'”’»›“‘«‹」』）)]】〉》*_ \u00a0"
# Ends of sentences in all scripts; a tilde and a note end one in captions.
_END = frozenset(".!?。！？…؟۔।॥︒։።။។;；‽～~♪")
# Armenian ends its sentences in two dots, for which most type a colon.
_ARMENIAN = late.regex(r"[\u0531-\u0587][»”\")]?:$")
_LABEL = 3
"""Words of a label, at most, in a language whose sentences end in its sign."""
# Question marks other than the Latin one. A semicolon asks behind Greek alone: `Πού;`, `Το 1974;`.
_MARK = late.regex(r"[？؟՞⸮\u037e]|[\u0370-\u03ff\u1f00-\u1fff][\W\d]{0,12};")
# 갑니까 asks, and 가니까 says because: the syllable before it ends in p.
_ENDS_IN_P = "".join(chr(code) for code in range(ord("갑"), ord("힣") + 1, 28))
_WHY = ("ทำไม", "ເປັນຫຍັງ")
"""How a question may begin that has no mark: why."""
_LAST = 20
"""Characters in which an ending that asks is."""
# Who asks to look, read or enjoy speaks to readers: ご覧ください ends an introduction.
_READER = "(?<!ご覧)(?<!お読み)(?<!ご一読)(?<!ご期待)(?<!お楽しみ)"
# Scripts of South-East Asia have hardly any question marks; a polite word may stand behind the one that asks.
# "There is nothing" ends as "what is it" does, but for the word before.
_THAI = (
    "(?:ไหม|มั้ย|หรือไม่|หรือยัง|หรือเปล่า|อย่างไร|ยังไง|(?<!ไม่มี)(?<!ไม่)อะไร|ทำไม|เท่าไร|เท่าไหร่|เมื่อไร|เมื่อไหร่|ที่ไหน)"
    "(?:บ้าง)?(?:ครับ|คะ|ค่ะ)?"
)
_PAST = "있없겠았었했됐갔왔봤땠졌썼렸녔셨났랐"  # syllables before the plain ending that asks, as in 있나
_LAO, _BURMESE = "(?:ຫຍັງ|ແນວໃດ|ຢູ່ໃສ|ເປັນຫຍັງ|ບໍ່?)", "(?:လား|လဲ)"
# Endings that ask or request without a question mark.
_ASKS = late.regex(
    f"(?:{_THAI}|{_LAO}|{_BURMESE}|か|かな|のか|でしょうか|ですか|ますか|(?<!니)까|[{_ENDS_IN_P}]니까|나요|인가요|는지요|죠|[는은인던한]가|[{_PAST}]나|吗|嗎|呢|(?:{_READER}(?:ください|下さい)|お願いします|부탁(?:합니다|드립니다|해요|드려요|드릴게요)|주세요|주십시오|주시죠)[!！]?)[。.…။]?$"
)
_QUOTES = late.regex(r"""\s*["“”„«»‹›「『‘‚]""")
# Lines of these alone are drawn: "* * *", "◇ ◇".
_DRAWN = frozenset("*-_=~#◇◆○●□■☆★※§•·—–―─━═+<>|/\\.:▲△▼▽◎♦♢⁂❦✽✦✧◊♠♣♥～〜〓＊＝－＿　 \t\u00a0")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    Whatever quotation mark or bracket follows. The stop of letters with stops ("J.P.") is theirs.
    """
    last = text[-1:]
    if last in _END:
        return not (last == "." == text[-3:-2] and text[-2].isalpha())
    if last == ":":
        long = "՞" in text or text.count(" ") >= _LABEL
        return long and not text.isascii() and _ARMENIAN.search(text) is not None
    return last in _CLOSING and text.rstrip(_CLOSING)[-1:] in _END


def is_question(text: str) -> bool:
    """Whether a text asks.

    It has a question mark anywhere, or an ending that asks (Japanese, Korean, Chinese, Thai, Lao, Burmese).
    """
    return has_question_mark(text) or asks_unmarked(text)


def asks_unmarked(text: str) -> bool:
    """Whether a text asks in words that need no question mark, at its end or as the first of it."""
    return not text.isascii() and (text.startswith(_WHY) or _ASKS.search(text[-_LAST:]) is not None)


def has_question_mark(text: str) -> bool:
    """Whether the sign of a question is anywhere in a text."""
    return "?" in text or (not text.isascii() and _MARK.search(text) is not None)


def begins_quotation(text: str) -> bool:
    """Whether a quotation begins where a text does, behind any blanks."""
    return _QUOTES.match(text) is not None


def is_quotation(text: str) -> bool:
    """Whether a text is a quotation in 「」 and nothing else: it closes it at its end, or in a line below."""
    closing = {"「": "」", "『": "』"}.get(text[:1], "")
    return bool(closing) and (text.endswith(closing) or text.count(text[0]) > text.count(closing))


def is_separator(text: str) -> bool:
    """Whether the line is only drawn.

    Three full stops are a silence, and one alone, which blogs keep a blank line with, is nothing.

    >>> is_separator("* * *"), is_separator("◇ ◇"), is_separator("."), is_separator("..."), is_separator("?!")
    (True, True, True, False, False)
    """
    if len(text) > 200 or text[0] not in _DRAWN or not _DRAWN.issuperset(text):
        return False
    if text == ".":
        return True
    return bool(set(text) - set(".: \t　\u00a0-")) or text.count("-") >= 2


@lru_cache(maxsize=16)
def masked_marks(head: str) -> str:
    """The text with times and marks of emphasis masked; as long as before."""
    if "{:" in head:
        head = _ATTRIBUTES.sub(lambda match: "\2" * len(match[0]), head)
    if "*" in head or "_" in head or "<" in head or "\\" in head:
        head = _BOLD.sub(lambda match: "\1" * len(match[0]), head)
        head = _LIGHT.sub(lambda match: "\2" * len(match[0]), head)
    return times.masked(head)


def unclosed(text: str) -> list[str]:
    """What would close the emphasis that is open at the end of a text; the inmost first.

    >>> unclosed("**Q: "), unclosed("* Ann: "), unclosed("<b>*Ann:* ")
    (['**'], [], ['</b>'])
    """
    opened: list[str] = []
    for match in _EMPHASIS.finditer(text):
        closes, opens = _sides(match)
        if closes and match[0] in opened:
            opened.remove(match[0])
        elif opens:
            opened.insert(0, opens)
    return opened


def unopened(text: str, before: str) -> str:
    """A text without the mark that closes what was opened before it.

    What the text opens itself it closes itself.

    >>> unopened("Why?**", "**Q: "), unopened("So *it* was.", "*Ann:* "), unopened("2 * 3.", "*Ann: ")
    ('Why?', 'So *it* was.', '2 * 3.')
    """
    for mark in unclosed(before):
        own = 0
        for match in _EMPHASIS.finditer(text):
            closes, opens = _sides(match)
            if closes and match[0] == mark:
                if not own:
                    text = text[: match.start()] + text[match.end() :]
                    break
                own -= 1
            elif opens == mark:
                own += 1
    return text


def _sides(match: re.Match[str]) -> tuple[bool, str]:
    """Whether a mark of emphasis can close, and what would close it where it can open."""
    mark = match[0]
    if mark.startswith("<"):
        return mark[1] == "/", "" if mark[1] == "/" else "</" + mark[1:]
    before, after = (
        match.string[max(0, match.start() - 1) : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    closes = mark[0] != "\\" and not before.isspace() and not after.isalnum() and before != ""
    opens = mark[0] != "\\" and not after.isspace() and not before.isalnum() and after != ""
    return closes, mark if opens else ""
