"""Small signs in a line.

How it ends, whether it is drawn, bracketed, a heading; its times, and its marks of emphasis.
"""

from __future__ import annotations

import re

_DAY = r"(?:\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:\d{4}|\d\d))(?:,?[ \u202f]|T)"
"""A date before a time, as programs for chats write it."""
CLOCK = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;-]\d{1,3})?"
# What stands between a label and its text without being either is masked by characters that no text has, so
# that offsets stay: a time by NUL, a mark of bold by SOH, one of italics or an escape by STX.
_MOMENT = rf"(?:(?<![\d:]){_DAY})?(?<![\d:]){CLOCK}(?!:?\d)(?:[ \u202f]?[ap]\.?m\b\.?)?"
_TIME = re.compile(
    rf"\x02?(?:[(（{{<#`]|\[{{1,2}})?(?:(?<!\s)\s+)?{_MOMENT}(?:\s*(?:-->|[-–—~→]|to)\s*{_MOMENT})?"
    r"(?:\s?min\b\.?)?\s*\x02?(?:[)）}>#`]|\]{1,2})?"
    r"|\[\d\d?\.\d\d\]",  # 9.04 elsewhere is a number
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d:\d\d|\[\d\d?\.\d\d\]")
_BOLD = re.compile(r"\*\*|__|</?(?:b|strong)>", re.IGNORECASE)
_LIGHT = re.compile(r"(?<!\*)\*(?!\*)|(?<![\w_])_(?=\w)|(?<=[^\s_])_(?![\w_])|</?[iu]>|\\(?=[\[\]_*#().])")
# An escape is taken with its character, so that it is no mark.
_EMPHASIS = re.compile(r"\\.|\*{1,3}|_{1,3}|</?(?:b|strong|i|em|u)>", re.IGNORECASE | re.DOTALL)
# They may stand behind the end of a sentence.
_CLOSING = "\"'”’»›」』）)]】〉》*_ \u00a0"
# Ends of sentences in all scripts; a tilde and a note end one in captions.
_END = frozenset(".!?。！？…؟۔।॥︒։;；‽～~♪")
# Question marks other than the Latin one.
_MARK = re.compile("[？؟;՞⸮]")
# Endings that ask or request without a question mark.
_ASKS = re.compile(
    "(?:か|かな|のか|でしょうか|ですか|ますか|까|나요|인가요|는지요|죠|吗|嗎|呢|ください|お願いします|부탁합니다|부탁드립니다|주세요|주십시오|주시죠)[。.…]?$"
)
# Lines of these alone are drawn: "* * *", "◇ ◇".
_DRAWN = frozenset("*-_=~#◇◆○●□■☆★※§•·—–―─━═+<>|/\\.:▲△▼▽◎♦♢⁂❦✽✦✧◊♠♣♥～〜〓＊＝－＿　 \t\u00a0")
# A whole line in one pair is an event or a heading.
_BRACKETS = {
    "(": ")",
    "[": "]",
    "（": "）",
    "【": "】",
    "［": "］",
    "〔": "〕",
    "<": ">",
    "〈": "〉",
    "《": "》",
    "＜": "＞",
    "{": "}",
}


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    Whatever quotation mark or bracket follows.
    """
    last = text[-1:]
    if last in _END:
        return True
    return last in _CLOSING and text.rstrip(_CLOSING)[-1:] in _END


def is_question(text: str) -> bool:
    """Whether a text asks.

    It has a question mark anywhere, or an ending that asks (Japanese, Korean, Chinese).
    """
    if "?" in text:
        return True
    return not text.isascii() and (_MARK.search(text) or _ASKS.search(text[-12:])) is not None


def is_separator(text: str) -> bool:
    """Whether the line is only drawn.

    >>> is_separator("* * *"), is_separator("◇ ◇"), is_separator("..."), is_separator("?!")
    (True, True, False, False)
    """
    if len(text) > 200 or text[0] not in _DRAWN or not _DRAWN.issuperset(text):
        return False
    return bool(set(text) - set(".: \t　\u00a0-")) or text.count("-") >= 2


def bracketed(text: str) -> str:
    """What stands in brackets, if all does.

    It is "" where the text is anything but one pair of brackets.

    >>> bracketed("(Applause.)"), bracketed("(a) and (b)")
    ('Applause.', '')
    """
    end = _BRACKETS.get(text[0])
    if end is None:
        return ""
    body = text.rstrip(".。")
    if len(body) < 3 or body[-1] != end:
        return ""
    inside = body[1:-1]
    return "" if text[0] in inside or end in inside else inside.strip()


def masked_marks(head: str) -> str:
    """The text with times and marks of emphasis masked; as long as before."""
    if "*" in head or "_" in head or "<" in head or "\\" in head:
        head = _BOLD.sub(lambda match: "\1" * len(match[0]), head)
        head = _LIGHT.sub(lambda match: "\2" * len(match[0]), head)
    if _CLOCK.search(head):
        head = _TIME.sub(lambda match: "\0" * len(match[0]), head)
    return head


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
