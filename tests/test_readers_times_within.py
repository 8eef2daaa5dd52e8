"""Marks of time between number signs: at the end of a paragraph, at its beginning, behind who says it."""

import pytest

from talks import heard, read

WORDS = {
    "de": ("I", "B", "Wann fror der See zu?", "Im Januar.", "Und wann taute er?", "Erst im Mai, sehr spät."),
    "ar": ("المحاور", "هالة نبيل", "متى تجمدت البحيرة؟", "في يناير.", "ومتى ذابت؟", "في مايو فقط."),
    "ja": ("聞き手", "佐藤", "湖はいつ凍りましたか。", "一月です。", "いつ解けましたか。", "五月です。"),
    "ru": ("Инт.", "Нина Фрай", "Когда замёрзло озеро?", "В январе.", "А когда растаяло?", "Только в мае."),
}
TIMES = (0, 4200, 9700, 11000, 17300)
FORMS = {
    "behind who speaks": "{who}: #{at}# {words}",
    "behind who speaks, words below": "{who}: #{at}#\n{words}",
    "behind who speaks, and behind all": "{who}: #{at}# {words} #{end}#",
    "at the beginning and the end": "#{at}# {who}: {words} #{end}#",
    "at the end": "{who}: {words} #{end}#",
}


def _mark(time: int) -> str:
    return f"00:00:{time // 1000:02}-{time % 1000 // 100}"


def _talk(lang: str, form: str) -> tuple[str, list[tuple[str, int, str]]]:
    one, two, *words = WORDS[lang]
    turns = [*zip((one, two, one, two), TIMES, words, strict=False)]
    ends = map(_mark, TIMES[1:])
    blocks = [
        FORMS[form].format(who=who, words=text, at=_mark(at), end=end)
        for (who, at, text), end in zip(turns, ends, strict=True)
    ]
    return "\n\n".join(blocks) + "\n", turns


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", WORDS)
def test_no_time_is_lost(lang: str, form: str) -> None:
    text, turns = _talk(lang, form)
    document = read(text, lang=lang)
    assert heard(document) == turns
    if "{end}" in FORMS[form]:
        assert [part.times.end for part in document.paragraphs()] == [*TIMES[1:]]


def test_a_mark_in_the_midst_of_a_turn_leaves_it_whole() -> None:
    text = "I: #00:00:00-0# Why the #00:00:02-1# lake?\n\nB: #00:00:04-2# It #00:00:05-0# froze.\n"
    assert heard(read(text, lang="en")) == [("I", 0, "Why the lake?"), ("B", 4200, "It froze.")]
