"""Who has the rights in a text says nothing in it."""

import pytest

from talks import kinds_of, read

TURNS = {
    "en": ("NOLL: Where did you learn it?", "FRAY: From my aunt, on the lake.",
           "NOLL: Was she patient?", "FRAY: Never once."),
    "ru": ("НОЛЬ: Где вы этому научились?", "ФРЕЙ: У тётки, на озере.",
           "НОЛЬ: Она была терпелива?", "ФРЕЙ: Ни разу."),
    "he": ("נול: איפה למדת את זה?", "פריי: אצל דודתי, על האגם.", "נול: היא הייתה סבלנית?", "פריי: אף פעם."),
    "zh": ("诺尔：你在哪里学的？", "弗雷：跟我姑姑，在湖上。", "诺尔：她有耐心吗？", "弗雷：从来没有。"),
}  # fmt: skip
RIGHTS = (
    ("en", "© 2003 Lakeside Archive: All rights reserved. Ask before you quote."),
    ("en", "(c) 2003 Lakeside Archive: Ask before you quote."),
    ("en", "Copyright Lakeside Archive: This talk is for study only."),
    ("en", "Copyright 2003 by the Lakeside Archive: Ask before you quote."),
    ("ru", "© 2003 Озёрный архив: Все права защищены. Цитаты с разрешения."),
    ("ru", "Авторские права: © Озёрный архив, 2003."),
    ("he", "© 2003 ארכיון האגם: כל הזכויות שמורות. אין לצטט בלי רשות."),
    ("he", "כל הזכויות שמורות: ארכיון האגם, 2003."),
    ("zh", "© 2003 湖畔档案馆：版权所有。引用须经许可。"),
)


@pytest.mark.parametrize(("lang", "rights"), RIGHTS)
@pytest.mark.parametrize("below", [False, True])
def test_whose_a_text_is_nobody_says(lang: str, rights: str, below: bool) -> None:
    parts = ("LAKE", *TURNS[lang], rights) if below else ("LAKE", rights, *TURNS[lang])
    document = read(*parts, lang=lang)
    kinds = kinds_of(document)
    assert kinds[rights] == "meta"
    assert [*kinds.values()].count("speech") == 4
    assert len(document.speakers) == 2


def test_a_letter_of_a_list_and_a_word_in_a_talk_tell_of_no_rights() -> None:
    """`(c)` counts, and somebody talks of copyright."""
    points = ("(a) The boat.", "(b) The net.", "(c) The oars: both of them.")
    document = read(*TURNS["en"][:2], *points, *TURNS["en"][2:])
    assert "meta" not in kinds_of(document).values()
    document = read(*TURNS["en"][:3], "FRAY: Copyright 1990, it says on the boat.", "NOLL: Does it?")
    assert "meta" not in kinds_of(document).values()
