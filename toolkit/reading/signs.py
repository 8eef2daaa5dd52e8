"""Small signs in a line.

How it ends, whether it is drawn, bracketed, a heading.
"""

from __future__ import annotations

import re

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
