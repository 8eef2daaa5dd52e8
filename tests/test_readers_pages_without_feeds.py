"""Heads of pages in a text that has lost its form feeds: their numbers go on, and they stand in sentences."""

from __future__ import annotations

import pytest

from talks import kinds_of, read, said

TALKS = {
    "en": ("Bo Hale", "Ada Roe", "Where do the boats lie when the wind turns to the north", "in winter?"),
    "ar": ("ليلى حداد", "سامي نصر", "أين ترسو المراكب عندما تهب الرياح من جهة الشمال", "في الشتاء؟"),
    "he": ("מירה לביא", "דן כרמל", "איפה עוגנות הסירות כשהרוח מסתובבת לכיוון צפון", "בחורף?"),
    "zh": ("林小鸥", "周望海", "风向转北的时候那些渔船都停靠在哪里呢它们", "冬天怎么办？"),
}
LAST = {
    "en": "In the bay.",
    "ar": "ترسو في الخليج خلف الجزيرة الصغيرة.",
    "he": "הן עוגנות במפרץ שמאחורי האי.",
    "zh": "它们停在小岛后面的海湾里，很安全。",
}
HEADS = {
    "en": "Harbour Board            {}            3 May 2021",
    "ar": "مجلس الميناء            الجلسة 7            صفحة {}",
    "he": "ועדת הנמל            ישיבה 7            עמוד {}",
    "zh": "港口委员会            第7次会议            第{}页",
}


@pytest.mark.parametrize("heads", [2, 3])
@pytest.mark.parametrize("language", TALKS)
def test_heads_in_columns(language: str, heads: int) -> None:
    first, second, cut, rest = TALKS[language]
    one, other = f"{first}: {cut}", f"{second}: {LAST[language]}"
    parts = [f"{first}: {LAST[language]}", other, one, HEADS[language].format(2), rest]
    for page in range(3, heads + 2):
        parts += [other, f"{first}: {LAST[language]}"] * 2 + [other, HEADS[language].format(page)]
    parts += [f"{first}: {LAST[language]}", other]
    turns = said(read("\n\n".join(parts), lang=language))
    blank = "" if language == "zh" else " "
    assert turns[2] == (first, f"{cut}{blank}{rest}")
    assert {who for who, _ in turns} == {first, second}
    assert len(turns) == 3 + 5 * (heads - 1) + 2


@pytest.mark.parametrize("heading", ["الفصل {}", "פרק {}"])
def test_a_heading_below_a_paragraph_without_a_stop_stays(heading: str) -> None:
    language = "ar" if heading[0] == "ا" else "he"
    _, _, cut, _ = TALKS[language]
    parts = [LAST[language], cut]
    for number in range(1, 4):
        parts += [heading.format(number), *[LAST[language]] * 5]
    document = read("\n\n".join(parts), lang=language)
    assert heading.format(1) in kinds_of(document)
