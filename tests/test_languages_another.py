"""A text in another language than it is said to be in: what is told, and what is not."""

import re
from pathlib import Path

import pytest

from conftest import Run
from toolkit.config import Sidecar
from toolkit.languages.another import another, second
from toolkit.workflow.transcripts import read_data

GOLD = [
    (match[1], path)
    for path in sorted((Path(__file__).parent / "data/reading").glob("*.tsv"))
    if (match := re.match(r"([a-z]{2,3}(?:-hans|-hant)?)-", path.name))
]
"""Transcripts that are called by their language."""
SPANISH = (
    "Ana: ¿Y qué pasó cuando el río se llevó la casa de tu abuela?\n\n"
    "Leo: No había nadie dentro, por suerte. Los perros estaban con nosotros en la torre, y mi madre "
    "también.\n"
)
JAPANESE = (
    "森: 最初に路面電車を運転したのは、いつですか。\n\n"
    "大野: 四月です。雪がまだ残っていて、坂の上で止まってしまいました。お客さんがみんな降りました。\n"
)


def texts(path: Path) -> list[str]:
    return [line.rpartition("\t")[2] for line in path.read_text("utf-8").splitlines()]


def test_no_transcript_is_told_to_be_in_another_language() -> None:
    told = {path.name: likely for lang, path in GOLD if (likely := another(texts(path), lang)) is not None}
    assert len(GOLD) > 100 and told == {}


def test_nearly_all_that_are_said_to_be_in_another_one_are_told() -> None:
    """But for the languages without a table of words, which are written as another one is."""
    wrong = [
        another(texts(path), said) is None
        for lang, path in GOLD
        for said in ("en", "fr", "ru", "ar", "ja", "zh")
        if lang[:2] != said and lang not in {"sw", "tr"}
    ]
    assert len(wrong) > 500 and sum(wrong) < 0.04 * len(wrong)


@pytest.mark.parametrize(
    ("text", "lang", "wording", "likely"),
    [(SPANISH, "en", "named", "es"), (JAPANESE, "en", "letters", ""), (JAPANESE, "ar", "letters", "")],
)
def test_it_is_a_finding_with_the_line_that_mends_it(text: str, lang: str, wording: str, likely: str) -> None:
    def codes(said: str, sidecar: Sidecar) -> list[str]:
        found = read_data(text.encode(), sidecar, name="x", path="source/x.txt", lang=said, doubts=False)[1]
        return [f"{finding.code}.{finding.wording}" for finding in found if finding.code == "D121"]

    assert codes(lang, Sidecar()) == [f"D121.{wording}"]
    assert codes(lang, Sidecar(lang=likely or "ja")) == [] == codes("und", Sidecar())


def test_what_is_too_short_or_in_a_script_of_its_own_is_not_told() -> None:
    assert another(["مرحبا بكم"], "en") is None
    assert another([SPANISH], "x-private") is None
    # Serbian in Latin letters has none of the words of the table, which are Cyrillic.
    assert (
        another(["Gde je most koji je sagradio moj deda, i zašto se niko više ne seća da je tu."], "sr-Latn")
        is None
    )


def test_whoever_has_named_no_language_is_told_how(fresh: Run) -> None:
    Path("diglot.toml").write_text('source-language = "en"\n', "utf-8")
    for command in ("extract", "status"):
        assert "`diglot extract -l LANG`" in fresh(command).stderr
    assert "-l LANG" not in fresh("extract", "-l", "fr").stderr + fresh("status").stderr


TALK = (
    ("Wo hast du gelernt, wie man ein Netz flickt?", "Where did you learn how to mend a net?"),
    (
        "Bei meinem Vater, als er nicht mehr auf das Meer fuhr.",
        "From my father, when he no longer went to sea.",
    ),
    ("Und wer hat ihm das gezeigt?", "And who had shown it to him?"),
    ("Das weiß ich nicht, er hat es mir nie gesagt.", "That I do not know, he never told me."),
)
HEBREW = ("איפה למדת לתקן רשתות?", "אצל אבי, כשכבר לא יצא לים.", "ומי לימד אותו?", "לא יודע, הוא לא סיפר.")


def told_of_two(text: str, lang: str, path: str = "source/x.txt") -> list[str]:
    found = read_data(text.encode(), Sidecar(), name="x", path=path, lang=lang, doubts=False)[1]
    return [finding.message for finding in found if f"{finding.code}.{finding.wording}" == "D121.two"]


@pytest.mark.parametrize("set_", ["{who}: {one}\n({two})\n", "{who}: {one}\n{who}: {two}\n\n"])
def test_a_text_with_its_translation_beside_it_is_told(set_: str) -> None:
    for pairs, likely in (
        (TALK, ", most likely en"),
        ([(german, hebrew) for (german, _), hebrew in zip(TALK, HEBREW, strict=True)], ", most likely he"),
    ):
        text = "".join(
            set_.format(who=who, one=one, two=two)
            for who, (one, two) in zip(("Ida", "Uwe") * 2, pairs, strict=True)
        )
        (message,) = told_of_two(text, "de")
        assert f" are in another language than the rest{likely}: line " in message


def test_brief_paragraphs_in_a_second_script_are_counted_too() -> None:
    brief = "Ida: Ja.\nIda: כן.\n\nUwe: 1987?\nUwe: 1987?\n\n"
    text = "".join(
        f"{who}: {german}\n{who}: {hebrew}\n\n{brief}"
        for who, (german, _), hebrew in zip(("Ida", "Uwe") * 2, TALK, HEBREW, strict=True)
    )
    (message,) = told_of_two(text, "de")
    assert message.startswith("8 paragraphs of 24 ") and message.endswith(": line 2, 5, 11, 14, 20 ... 32.")


def test_two_texts_behind_each_other_are_told() -> None:
    halves = [
        [f"{who}: {pair[k]}" for who, pair in zip(("Ida", "Uwe") * 2, TALK, strict=True)] for k in (0, 1)
    ]
    (message,) = told_of_two("\n\n".join(halves[0] + halves[1]), "en")
    assert "most likely de: line 1" in message


@pytest.mark.parametrize("many", [100, 101, 150, 200, 300])
def test_languages_that_take_turns_are_told_however_long_a_text_is(many: int) -> None:
    for german, other in (*TALK, (TALK[0][0], HEBREW[0])):
        found = second([german, other] * many, "de")
        assert found and found[1] == [*range(1, 2 * many, 2)]
    halves = [german for german, _ in TALK] * many + [english for _, english in TALK] * many
    assert second(halves, "de") == ("en", [*range(4 * many, 8 * many)])
    assert second([german for german, _ in TALK] * many, "de") is None


def test_words_of_another_language_are_no_second_one() -> None:
    """What somebody quotes, a name, and code."""
    text = "".join(f"{who}: {one}\n\n" for who, (one, _) in zip(("Ida", "Uwe") * 8, TALK * 4, strict=True))
    quoted = text.replace(TALK[2][0], f"Er sagte: „{TALK[2][1]}“ Und wer hat ihm das gezeigt?", 1)
    assert told_of_two(quoted, "de") == []
    assert told_of_two(f"{text}Uwe: older(10) and thresh(2, pk(key))\n\n" * 2, "de") == []


def test_the_second_language_is_never_the_one_that_a_text_is_said_to_be_in() -> None:
    russian = "Где вы были, когда река унесла мост, и кто был с вами?"
    tamil = "ஆறு பாலத்தை அடித்துச் சென்றபோது நீங்கள் எங்கே இருந்தீர்கள்?"
    for german, english in TALK:
        texts = [german, english, english] * 4
        assert second(texts, "de") == ("en", [k for k in range(12) if k % 3])
        mixed = [german, russian, russian] * 4
        assert second(mixed, "de") == ("ru", [k for k in range(12) if k % 3])
        assert second(mixed, "ru") == ("de", [0, 3, 6, 9])
        # Of Tamil no word is known, nor are its letters: they aren't those of code.
        assert second([tamil, english, english] * 4, "ta") == second(texts, "de")


def test_addresses_and_code_are_in_no_language() -> None:
    """Most letters of such a paragraph are Latin."""
    links = [
        f"[地図](https://example.org/de/van/het/een/{k}?la=die&der=en)を見ました。橋はもうありません。"
        for k in range(8)
    ]
    assert second(links, "ja") is None and another(links, "ja") is None
    code = "河边的旧磨坊里，大家都记得那座桥是怎样被大水冲走的。het = van(de, een) + die(en, de)"
    assert another([code] * 4, "zh") is None
    talk = [english for _, english in TALK] * 4
    assert another(talk, "zh") == another(talk, "ja") == "en"


BRIEF = {
    "zh": ("你什么时候来的？", "六一年春天。", "你做什么？", "看书，补网。"),
    "ko": ("언제 오셨어요?", "육십일년 봄에요.", "뭘 하셨어요?", "책 읽고요."),
    "ar": ("متى جئت إلى هنا؟", "في ربيع ذلك العام.", "وماذا كنت تفعل؟", "كنت أقرأ كل يوم."),
}


@pytest.mark.parametrize("lang", BRIEF)
@pytest.mark.parametrize("first", [0, 1])
def test_captions_with_their_translation_below_are_told(lang: str, first: int) -> None:
    both = [pair[:: 1 - 2 * first] for pair in zip(BRIEF[lang], (pair[1] for pair in TALK), strict=True)]
    cues = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{a}\n{b}\n\n" for n, (a, b) in enumerate(both, 1)]
    (message,) = told_of_two("".join(cues), "und", "x.srt")
    assert message.startswith("4 paragraphs of 8 are in another language than the rest")
    # A cue of two lines in one language is no translation, nor are letters of a name.
    same = "".join(cues).replace(both[0][1 - first], both[0][first])
    assert told_of_two(same.replace("\n" + both[1][first], ""), "und", "x.srt") == []


@pytest.mark.parametrize("lang", ["zh", "ko"])
def test_brief_paragraphs_of_syllables_tell_their_script(lang: str) -> None:
    text = "".join(f"Ann: {b}\n\nAn: {a}\n\n" for a, (_, b) in zip(BRIEF[lang], TALK, strict=True))
    assert len(told_of_two(text, "en")) == 1
    # An address is no word of another language.
    linked = "".join(f"安：{a}[这里](https://example.org/talk/of/the/keeper)\n\n" for a in BRIEF["zh"])
    assert told_of_two(linked, "zh", "x.md") == []


@pytest.mark.parametrize(
    "said",
    [
        "Сначала был только текст, и его читали все вместе.",
        "在河边我们一起等了很久的船。",
        "كنا ننتظر السفينة عند النهر كل مساء.",
    ],
)
def test_most_of_a_text_in_no_known_language_is_its_own(said: str) -> None:
    """What a program calls itself in Latin letters is no language of such a text."""
    assert second([*[said] * 9, "Recorded with Tapewriter Studio Seven"], "und") is None
