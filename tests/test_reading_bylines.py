"""Who wrote a text stands below its headline, also where that quotes who speaks."""

from __future__ import annotations

import pytest

from talks import kinds_of, read

TALKS = {
    "ru": (
        "Анна Белова: «Море меня не отпускает»",
        "Текст: Иван Сомов",
        "Зачем вы вернулись?",
        "Анна Белова",
        "Здесь мой дом, и лодка моя здесь.",
    ),
    "ar": ("سلمى نجار: «البحر لا ينام»", "نص: عمر بشارة", "لماذا عدتِ؟", "سلمى نجار", "هنا بيتي، ومركبي هنا."),
    "he": (
        'מירה לביא: "הים לא ישן"',
        "טקסט: דן כרמל",
        "למה חזרת?",
        "מירה לביא",
        "כאן הבית שלי, והסירה שלי כאן.",
    ),
    "zh": (
        "方晴：“海从来不睡”",
        "本报记者 周望海",
        "您为什么回来？",
        "方晴",
        "我的家在这里，我的船也在这里。",
    ),
    "ja": (
        "森かおり「海は眠らない」",
        "文＝林みなと",
        "なぜ戻ったのですか。",
        "森かおり",
        "家がここにあり、船もここにあります。",
    ),
    "ko": (
        "“바다는 잠들지 않는다”",
        "글 김한별 기자",
        "왜 돌아오셨습니까?",
        "박소라",
        "집이 여기 있고 배도 여기 있습니다.",
    ),
    "th": ("ทะเลไม่เคยหลับ", "เรื่อง มานี ใจดี", "ทำไมกลับมาคะ", "สายชล", "บ้านอยู่ที่นี่ เรือก็อยู่ที่นี่"),
}
ASKS = {"ru": "Журнал", "ar": "المجلة", "he": "כתב", "zh": "记者", "ja": "記者", "ko": "기자", "th": "ถาม"}


@pytest.mark.parametrize("language", TALKS)
def test_below_a_headline(language: str) -> None:
    headline, writer, question, who, answer = TALKS[language]
    colon = "：" if language in {"zh", "ja"} else ": "
    turns = [f"{ASKS[language]}{colon}{question}", f"{who}{colon}{answer}"] * 4
    assert kinds_of(read(headline, writer, *turns, lang=language))[writer] == "byline"


@pytest.mark.parametrize(
    "turns",
    [
        ('Mara: "I row."', "Text: Bo Hale", "Mara: Did he write?", "Bo Hale: I did.", "Mara: Good."),
        ("ليلى: «أجدف»", "سامي نصر", "ليلى: هل كتب؟", "سامي: كتبت.", "ليلى: جيد."),
    ],
)
def test_a_first_turn_stays_one(turns: tuple[str, ...]) -> None:
    assert kinds_of(read(*turns))[turns[2].partition(": ")[2]] == "speech"
