"""Requests that are set as questions are: `*Tell us about the river.*`."""

import pytest

from talks import kinds_of, read, read_and_asked
from toolkit.languages.persons import invites

TALKS = {
    "en": (
        ("Tell us about the river.", "It is fast. In spring the water stands at the door."),
        ("What do you do in winter?", "I mend the boats, and my son helps me."),
        ("Please describe a day.", "I get up at five and go to the water."),
        ("Were you ever afraid?", "Once, when the ice went at night."),
    ),
    "ru": (
        ("Расскажите о реке.", "Она быстрая. Весной вода стоит у дома."),
        ("Что вы делаете зимой?", "Зимой я чиню лодки, и сын мне помогает."),
        ("Опишите ваш день.", "Я встаю в пять и иду к воде."),
        ("Вы когда-нибудь боялись?", "Один раз, когда лёд пошёл ночью."),
    ),
    "he": (
        ("ספרי לנו על הנהר.", "הוא מהיר. באביב המים עומדים ליד הבית."),
        ("מה את עושה בחורף?", "בחורף אני מתקנת סירות, והבן שלי עוזר לי."),
        ("תארי לנו יום אחד.", "אני קמה בחמש, ואז הולכת אל המים."),
        ("פחדת אי פעם?", "פעם אחת, כשהקרח זז בלילה."),
    ),
    "ja": (
        ("川について教えてください。", "流れが速いです。春には水が私の家の前まで来ます。"),
        ("冬は何をしますか？", "舟を直します。息子が手伝ってくれます。"),
        ("一日の様子をお聞かせください。", "私は五時に起きて、水辺へ行きます。"),
        ("怖かったことはありますか？", "一度だけ、夜に氷が動いた時です。"),
    ),
}


@pytest.mark.parametrize("mark", ["*", "**"])
@pytest.mark.parametrize("lang", TALKS)
def test_what_is_set_as_questions_are_and_invites_is_asked(lang: str, mark: str) -> None:
    """Half of what is in italics or in bold asks, half invites somebody to tell."""
    talk = [(f"{mark}{asked}{mark}", answer) for asked, answer in TALKS[lang]]
    document = read("# 川 River נהר", *(words for pair in talk for words in pair), path="x.md", lang=lang)
    kinds = kinds_of(document)
    assert [kinds[words] for pair in talk for words in pair] == ["speech"] * 8


def test_statements_in_bold_ask_nobody() -> None:
    points = (
        "**You never own a boat.**",
        "**Why row at night?**",
        "**Your hands know.**",
        "**Who taught you?**",
    )
    below = ("It owns who rows it.", "Because of the fish.", "Mine are bad by now.", "Nobody did.")
    text = [words for pair in zip(points, below, strict=True) for words in pair]
    assert "speech" not in kinds_of(read("# Four things", *text, path="x.md", lang="en")).values()


GUIDES = {
    "en": ("What do you need?", "Flour and a jar.", "Tell your oven to wait.", "Heat it for half an hour.",
           "Is it ready?", "Press it with a finger.", "Describe the crumb.", "Large holes tell it."),
    "es": ("¿Cuándo llega mi pedido?", "En tres días.", "Cuéntanos tu problema.", "Escribe a la tienda.",
           "¿Cómo lo devuelvo?", "Imprime la etiqueta.", "Háblanos de tu experiencia.", "Deja una reseña."),
    "ru": ("Что нужно?", "Мука и банка.", "Опишите тесто.", "Крупные поры видны сразу.",
           "Готово?", "Нажмите пальцем.", "Расскажите нам, что получилось.", "Пишите в комментариях."),
}  # fmt: skip


@pytest.mark.parametrize("lang", GUIDES)
def test_guides_that_ask_and_invite_are_told_and_asked_about(lang: str) -> None:
    """Nobody says I or we in them."""
    text = [words if k % 2 else f"**{words}**" for k, words in enumerate(GUIDES[lang])]
    document, asked = read_and_asked("# 1", *text, path="x.md", lang=lang)
    assert "speech" not in kinds_of(document).values()
    assert asked


@pytest.mark.parametrize(
    "text", ["Tell us of the sea.", "请介绍一下这个项目。", "حدثينا عن البحر.", "자기소개 부탁드립니다."]
)
def test_words_that_invite_begin_a_text_or_end_it(text: str) -> None:
    assert invites(text)


@pytest.mark.parametrize("text", ["", "…", "Described by Ada.", "He would tell us more of it.", "请假三天。"])
def test_other_words_invite_nobody(text: str) -> None:
    assert not invites(text)
