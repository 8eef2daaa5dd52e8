"""What minutes say of votes between turns, what happens there, and a headline that stands twice."""

import pytest

from talks import kinds_of, read, read_and_asked, said
from toolkit.languages.acts import decides
from toolkit.languages.lexicon import may_be_in

TALKS = {
    "en": (
        ("Lind: I think the pier will not stand.", "Hale: What would it cost us?", "Lind: I'd pay it now."),
        (
            "Motion carried 5–0.",
            "Motion agreed.",
            "Vote: 3 in favour, 1 against",
            "The meeting was suspended at 9:10 p.m.",
        ),
        "We voted, and the motion was carried.",
        "They laugh.",
        "Laughter.",
    ),
    "ru": (
        ("Линд: Я думаю, причал не выдержит.", "Галин: Сколько это нам стоит?", "Линд: Я заплачу сейчас."),
        ("Решение принято единогласно.", "За: 5. Против: 0.", "Объявлен перерыв до 21:25."),
        "Мы решили: предложение принято.",
        "Они смеются.",
        "Смех.",
    ),
    "ar": (
        ("حداد: أظن أن الرصيف لن يصمد.", "نجار: كم سيكلفنا ذلك؟", "حداد: أنا أدفع الآن."),
        ("تمت الموافقة على الاقتراح.", "المؤيدون: 5. المعارضون: 0.", "رفعت الجلسة الساعة التاسعة."),
        "نحن قلنا إن القرار تمت الموافقة عليه.",
        "يضحكان.",
        "ضحك.",
    ),
    "he": (
        ("כהן: אני חושבת שהמזח לא יחזיק.", "ברק: כמה זה יעלה לנו?", "כהן: אני משלמת עכשיו."),
        ("ההצעה התקבלה פה אחד.", "בעד: 5. נגד: 0.", "הישיבה ננעלה בשעה תשע."),
        "אנחנו שמחנו, ההצעה התקבלה.",
        "שניהם צוחקים.",
        "צחוק.",
    ),
    "zh": (
        ("林晓：我觉得码头撑不住了。", "周德富：要花我们多少钱？", "林晓：我宁可现在付。"),
        ("议案获一致通过。", "赞成：5票。反对：0票。", "会议于九时休会。"),
        "我们都高兴，议案通过了。",
        "两人都笑了。",
        "笑声。",
    ),
    "hi": (
        ("वर्मा: मुझे लगता है घाट नहीं टिकेगा।", "यादव: हमारा कितना ख़र्च होगा?", "वर्मा: मैं अभी दूँगी।"),
        ("प्रस्ताव सर्वसम्मति से पारित हुआ।", "ध्वनिमत से पारित किया गया।", "बैठक स्थगित हुई।"),
        "हम ख़ुश थे, प्रस्ताव पारित हुआ।",
        "दोनों हँसते हैं।",
        "हँसी।",
    ),
}
"""Turns, what minutes tell between them, what one says of it; what people do, in a sentence, in a word."""
talks = pytest.mark.parametrize("lang", TALKS)


@talks
def test_what_minutes_tell_of_votes_and_of_the_meeting_is_said_by_nobody(lang: str) -> None:
    turns, told, *_ = TALKS[lang]
    text = [line for act in told for line in (*turns, act)]
    document, findings = read_and_asked(*text, *turns)
    assert [words for _, words in said(document)] == [
        line.split(":" if ":" in line else "：")[1].strip() for line in turns * (len(told) + 1)
    ]
    # Three are no chance.
    between = {*range(7, 8 * len(told), 8)}
    assert not [one for one in findings if one.code == "D109" and between & {*one.lines}]


@talks
def test_one_vote_alone_may_be_what_somebody_says(lang: str) -> None:
    turns, told, *_ = TALKS[lang]
    document, findings = read_and_asked(*turns * 2, told[0], *turns * 2)
    assert kinds_of(document)[told[0]] != "speech"
    assert any(13 in finding.lines for finding in findings)


@talks
def test_who_tells_of_a_vote_and_says_we_speaks(lang: str) -> None:
    turns, _, ours, *_ = TALKS[lang]
    assert decides(ours)
    assert kinds_of(read(*turns * 2, ours, *turns * 2))[ours] == "speech"
    # So does who has a label.
    label, sign, _ = turns[0].partition("：" if "：" in turns[0] else ": ")
    voted = f"{label}{sign}{TALKS[lang][1][0]}"
    assert len(said(read(*turns * 2, voted, *turns * 2))) == 13


@talks
def test_a_sentence_of_what_people_do_is_told_or_asked_about(lang: str) -> None:
    turns, _, _, laugh, word = TALKS[lang]
    further = {
        "en": "I still know it.",
        "ru": "Я помню.",
        "ar": "أنا أذكره.",
        "he": "אני זוכר.",
        "zh": "我还记得。",
        "hi": "मुझे याद है।",
    }
    document, findings = read_and_asked(*turns * 2, further[lang], *turns, laugh, *turns * 2)
    assert kinds_of(document)[laugh] != "speech" or any(21 in finding.lines for finding in findings)
    assert kinds_of(read(*turns * 2, word, *turns * 2))[word] == "event"


@talks
def test_a_headline_that_stands_twice_is_said_by_nobody_though_its_name_speaks(lang: str) -> None:
    turns, *_ = TALKS[lang]
    name, sign, _ = turns[0].partition("：" if "：" in turns[0] else ": ")
    headline = f"{name}{sign}{'一生守着大海和灯塔的人' if lang == 'zh' else 'Port Ellery, 1961, Vell'}"
    assert len(said(read(headline, headline, *turns * 4))) == 12


def test_letters_tell_japanese_and_korean_where_no_word_does() -> None:
    assert [may_be_in(text) for text in ("二人とも笑う。", "두 사람이 웃는다.", "守燈")] == [
        ["ja"],
        ["ko"],
        ["zh"],
    ]
