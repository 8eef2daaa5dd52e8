"""What a paragraph without a speaker's label is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.model import Kind
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.lines import width
from toolkit.reading.names import name, written_by
from toolkit.reading.signs import bracketed, ends_sentence, is_separator
from toolkit.text import scripts

# "■ Photo: Ann Lee", "撮影：李".
_LABEL = re.compile(r"(?:[■●◇◆□○▶▷★☆※◎▲△▼*•·#_-]+\s*)?([^:：\n]{1,60}?)\s*[:：]\s*(.*)$", re.DOTALL)
# "[Note] Recorded in May.", "（注）...".
_IN_BRACKETS = re.compile(
    r"[<\[【(（〈《＜［]\s*([^<>\[\]【】()（）〈〉《》]{1,30}?)\s*[>\]】)）〉》＞］]\s*(.*)$", re.DOTALL
)
# At the end of a caption: "(Photo: Ann Lee)", "Foto/Ann Lee".
_CREDIT = re.compile(
    r"(?<![^\s(（\[［。.|　])([^\s:：=/／()（）。]{1,20}(?: by| par| di| de)?)\s*[:：=/／]\s*(?=\S)"
)
# "2026-03-14", "14.3.26", "3月14日", "2026년 3월 14일".
_NUMERIC_DATE = re.compile(
    r"\d{4}\s*[-./年년]\s*\d{1,2}\s*(?:[-./月월]\s*\d{1,2})?|\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}\s*월\s*\d{1,2}\s*일"
)
# "10:30 am", "10.30 Uhr", "10:30 CET".
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?|uhr|h\b|(?-i:[A-Z]{2,4})\b|$)", re.IGNORECASE
)
_DATE_PARTS = re.compile(r"[\s,.;()/|—–-]+")
# Of printed texts: 1500 to 2199.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
# The first word of "By Ann Lee" or "文／李明".
_BY = re.compile(r"([^\s/／:：|｜]{1,12})(?:\s*[/／:：|｜]\s*|\s+)(?=\S)")
# Nouns such as "text": what follows is who wrote it.
_NOUNS = (
    "автор текст tekst text texte texto testo autor auteur autore yazan 文 撰文 作者 글 取材・文 取材 構成"
)
_WRITTEN = frozenset(_NOUNS.split())
"""What may stand before a name as "by" does, in these languages without a colon too."""
_GENITIVE = re.compile(
    r"[Ττ](?:ης|ου|ων)(?:\s+[Α-ΩΆΈΉΊΌΎΏ][\w.-]*){2,4}$"
    rf"|โดย\s+[{scripts.THAI}]{{2,20}}(?:\s+[{scripts.THAI}]{{2,20}}){{1,2}}$"
)
"""Bylines that only their place tells from other text: "of Maria Pappa", "by Somchai Jaidee"."""
# "聞き手・山田太郎", "文・構成＝佐藤 花".
_CREDIT_JA = re.compile(
    r"(?:聞き手|インタビュー|文|取材|構成)(?:・(?:聞き手|文|取材|構成|撮影|写真|編集))*\s*[・＝=：:／/]\s*[^\s。、「」：:]{2,12}(?:\s[^\s。、]{1,8})?$"
)
# "写真＝佐藤花".
_EQUALS = re.compile(r"([^\s=＝]{1,20})\s*[=＝]\s*([^\s=＝].{0,40})$")
_REPORTER = re.compile(
    r"(?:[(\[【][^()\[\]【】]{2,20}[)\]】]\s*)?(?:\S+@\S+\s+)?(?:글\S{0,4}\s+|/\s*)?"
    r"[^\s]{2,4}(?:\s[^\s]{2,4})?\s*(?:기자|특파원|선임기자|논설위원)(?:\s+\S+@\S+|\s*\(\S+@\S+\))?(?:\s*=)?$"
    rf"|(?:本报|本报记者|记者|記者)\s*[\s：:]?\s*[{scripts.HAN}]{{2,4}}(?:\s[{scripts.HAN}]{{2,4}})?$"
)
"""A reporter, with agency and address in Korea: "(서울=통신) 홍길동 기자 hong@example.com"; or in China."""
# "CITIES / WATER", as kickers are set.
_SPLIT = re.compile(r"\S\s*[/|｜／»>·・]\s*\S")
_URL = re.compile(r"(?:https?://|www\.)\S+$")
_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")
_LIST = re.compile(r"[-–—*+•·‣▪]\s|\(?\d{1,3}[.)]\s")
# What announces a quotation heads nothing.
_QUOTING = re.compile("[:：]\\s*[\"“”„«「『‘']")
# "END" below the last turn of a transcript.
_END = re.compile(r"END\b")
# "© 2026 ...", "Copyright 2026 ...".
_COPYRIGHT = re.compile(r"[©ⓒ℗]|(?:copyright|\([cC]\)) (?:©|\d{4}\b)", re.IGNORECASE)
# An address, as reporters sign in Korea.
_MAIL = re.compile(r"[^\s@<>]@[^\s@<>]+\.")
_SIGN = re.compile(r"[^\w\s]")


def is_url(text: str) -> bool:
    """Whether the text is an address and nothing else."""
    return _URL.match(text) is not None


def is_credit(text: str) -> bool:
    """Whether a line credits the interviewer.

    Such a line has no colon: "Propos recueillis par ...".
    """
    if len(text) > 80:
        return False
    parts = text.split()
    if not 2 <= len(parts) <= 9 or ends_sentence(text):
        return False
    words = lexicon().credit
    for count in range(min(4, len(parts) - 1), 0, -1):
        if key(" ".join(parts[:count])) in words:
            first = next((char for char in parts[count] if char.isalpha()), "")
            return is_url(parts[count]) or (bool(first) and not first.islower())
    return False


def label_of(text: str) -> tuple[str, str]:
    """What a paragraph's label looks like.

    It is told as `names.name` sees it, then what stands behind; ("", "") for none.
    """
    head = text[:80]
    if ":" not in head and "：" not in head:
        found = _IN_BRACKETS.match(text)
        if found and key(found[1]) in lexicon().note:
            return "note", found[2]
        found = _EQUALS.match(bracketed(text) or text) if "=" in head or "＝" in head else None
        if found and (looks := name(found[1]).looks) in {"caption", "byline"}:
            return looks, found[2]
        return "", ""
    inside = bracketed(text) or text
    found = _IN_BRACKETS.match(text)
    if found is None or key(found[1]) not in lexicon().note:
        found = _LABEL.match(inside)
    if found is None:
        return "", ""
    return name(found[1].strip("*_[]【】()（） ")).looks, found[2]


def fixed(text: str, *, underlined: bool, headline: bool) -> Kind | None:
    """Kinds that a paragraph shows by itself, anywhere.

    headline  whether it stands before the first turn
    """
    if is_separator(text):
        return "separator"
    if underlined or _MARKDOWN.match(text):
        return "heading"
    if text.startswith("WEBVTT") or is_credit(text) or (len(text) <= 200 and _COPYRIGHT.match(text)):
        return "meta"
    if _CREDIT_JA.match(text) or (headline and (is_byline(text) or _GENITIVE.match(text))):
        return "byline" if headline else "meta"
    looks, behind = label_of(text)
    if looks == "note":
        return "note"
    if looks == "caption":
        return "caption" if headline or _short(behind) else None
    if looks == "byline":
        return "byline" if headline else ("meta" if _short(behind) else None)
    if looks == "date" and (headline or (behind and _short(behind))):
        return "dateline" if headline else "meta"
    # "From: ..." in the head of a message is metadata too.
    meta = looks == "meta" or (looks == "text" and headline and _MAIL.search(behind))
    if meta and (headline or (behind and _short(behind))):
        return "meta"
    if _ends_in_credit(text):
        return "caption"
    if not headline and _END.match(text) and text.isupper() and len(text) <= 50:
        return "event"
    return _bracketed(text)


def _bracketed(text: str) -> Kind | None:
    inside = bracketed(text)
    if not inside or len(inside) > 160:
        return None
    if key(inside) in lexicon().note:
        return "note"
    if text[0] in "【〈《<＜":
        return "heading" if any(map(str.isalnum, inside)) else "separator"
    return "event"


def _short(text: str) -> bool:
    """A value rather than a sentence."""
    if not text:
        return True
    return (
        len(text) <= 120
        and len(text.split()) <= 14
        and not (ends_sentence(text) and len(text.split()) > 6)
        and "。" not in text
    )


def _ends_in_credit(text: str) -> bool:
    """A caption: ends with "Photo: somebody"."""
    if len(text) > 400:
        return False
    # Most paragraphs have none of its signs near their end, and finding that out is quicker than the search.
    tail = text[-90:]
    if not (":" in tail or "/" in tail or "=" in tail or "：" in tail or "／" in tail):
        return False
    words = lexicon().caption
    for found in _CREDIT.finditer(text, max(0, len(text) - 90)):
        after = text[found.end() :].rstrip(")）]］ ")
        if after and len(after) <= 60 and not ends_sentence(after) and key(found[1]) in words:
            return True
    return False


def is_date(text: str) -> bool:
    """Whether a short line is a date.

    A time, or a place and a date, will do.
    """
    if len(text) > 60 or len(text.split()) > 9:
        return False
    clock = _CLOCK.match(text)
    if _NUMERIC_DATE.search(text) or (clock and _no_sentence(text[clock.end() :])):
        return len(_SIGN.sub("", text)) <= 50
    if not _YEAR.search(text) and not re.search(r"\d", text):
        return False
    months = lexicon().months
    found = [word for word in _DATE_PARTS.split(text) if key(word) in months]
    return bool(found) and (bool(_YEAR.search(text)) or len(text.split()) <= 5)


def _no_sentence(behind: str) -> bool:
    """Whether no sentence goes on behind a time."""
    # A zone or a date may.
    months = lexicon().months
    return not any(word[:1].islower() and key(word) not in months for word in _DATE_PARTS.split(behind))


def is_byline(text: str) -> bool:
    """Whether a short line names the author."""
    if len(text) > 80 or ends_sentence(text) or len(text.split()) > 9:
        return False
    found = _BY.match(text)
    if found:
        rest = text[found.end() :]
        words, by = lexicon(), key(found[1])
        if by in words.by and by in words.particles and " " in rest:
            return written_by(f"{by} {rest}")
        if by in words.by or by in _WRITTEN:
            first = next((char for char in rest if char.isalpha()), "")
            return bool(first) and not first.islower()
    return _REPORTER.match(text) is not None


def is_signature(text: str, *, last: bool) -> bool:
    """Whether a reporter signs below an article.

    The name has an address, or is the last that stands there.
    """
    return (last or _MAIL.search(text) is not None) and len(text) <= 80 and _REPORTER.match(text) is not None


def is_kicker(text: str, after: str) -> bool:
    """Whether a line is a kicker over a title.

    Short, in capitals or split by a stroke; `after` is the title.
    """
    if not after or len(text) > 45 or len(text.split()) > 6 or ends_sentence(text):
        return False
    if _SPLIT.search(text) and not is_date(text):
        return True
    letters = [char for char in text if char.isalpha()]
    capitals = bool(letters) and text.upper() == text and text.lower() != text
    return (capitals and after.upper() != after) or (bracketed(text) != "" and text[0] in "【[［")


def is_headline(text: str) -> bool:
    """Whether a line could be a title.

    One that doesn't end as a statement does.
    """
    if len(text) > 250 or is_url(text):
        return False
    return not ends_sentence(text) or text.rstrip("\"'”’»」』")[-1:] in "?!？！"


def is_heading(text: str, parts: Sequence[str]) -> bool:
    """Whether a paragraph looks like a heading.

    In the midst of a text.
    """
    if len(parts) > 1 or len(text) > 70 or len(text.split()) > 11 or _LIST.match(text) or is_url(text):
        return False
    if text[-1] in ",;，、；-–—" or ends_sentence(text) or is_date(text) or _QUOTING.search(text):
        return False
    first = next((char for char in text if char.isalnum()), "")
    if not first or first.islower() or text[0] in "\"“”„«»「『‘'":
        return False
    if text[-1] in ":：":
        return True
    return width(text) - len(text) <= 32
