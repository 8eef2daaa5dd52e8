"""A translation that is the source itself."""

from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_adopting import SOURCE, TARGET, bring
from toolkit.adopting.adoption import Adoption
from toolkit.catalog.doubts import Doubt

TALK = (
    "The Net Loft",
    "Ana Pires: When was the net loft built?",
    "Bo Holm: In 1911. My grandmother carried the tar up that ladder in 2 buckets.",
    "Ana Pires: What did the old harbour master write about it?",
    "Bo Holm: He wrote it on the door. Whoever mends a net on a Sunday will fish the holes on Monday.",
    "Ana Pires: And did you mend nets on Sundays?",
    "Bo Holm: Every Sunday for 40 years. The holes were good to us.",
    "Ana Pires: Who owns the loft today?",
    "Bo Holm: A painter from Aarhus. She keeps 3 boats in it, and no net.",
)
QUOTED = 4
"""Whose answer is printed in both languages."""
TRANSLATIONS = {
    "fr": (
        "Le grenier aux filets",
        "Ana Pires: Quand a-t-on construit le grenier aux filets ?",
        "Bo Holm: En 1911. Ma grand-mère montait le goudron par cette échelle, dans 2 seaux.",
        "Ana Pires: Qu’en a écrit l’ancien maître du port ?",
        "Bo Holm: Il l’a écrit sur la porte. Qui raccommode un filet le dimanche pêchera les trous le lundi.",
        "Ana Pires: Et vous, raccommodiez-vous le dimanche ?",
        "Bo Holm: Tous les dimanches pendant 40 ans. Les trous nous ont bien servis.",
        "Ana Pires: À qui est le grenier aujourd’hui ?",
        "Bo Holm: À une peintre d’Aarhus. Elle y range 3 bateaux, et pas un filet.",
    ),
    "ar": (
        "علّية الشباك",
        "آنا بيريس: متى بُنيت علّية الشباك؟",
        "بو هولم: في عام 1911. كانت جدتي تحمل القار على ذلك السلم في دلوين اثنين 2.",
        "آنا بيريس: ماذا كتب عنها رئيس الميناء القديم؟",
        "بو هولم: كتبه على الباب. من يرقع شبكة يوم الأحد يصطد الثقوب يوم الاثنين.",
        "آنا بيريس: وهل كنتم ترقعون الشباك أيام الأحد؟",
        "بو هولم: كل أحد طوال 40 سنة. وكانت الثقوب كريمة معنا.",
        "آنا بيريس: من يملك العلّية اليوم؟",
        "بو هولم: رسامة من آرهوس. تضع فيها 3 قوارب، ولا شبكة واحدة.",
    ),
    "ja": (
        "網の屋根裏",
        "アナ・ピレス：網の屋根裏はいつ建てられましたか。",
        "ボー・ホルム：1911年です。祖母はあのはしごをタールの桶を2つ持って上りました。",
        "アナ・ピレス：昔の港長は何と書きましたか。",
        "ボー・ホルム：扉に書いたのです。日曜に網を繕う者は、月曜に穴を釣る。",
        "アナ・ピレス：あなたは日曜に繕いましたか。",
        "ボー・ホルム：40年間、毎週日曜に。穴はよくしてくれました。",
        "アナ・ピレス：屋根裏は今、誰のものですか。",
        "ボー・ホルム：オーフスの画家です。船を3隻置いて、網は一枚もありません。",
    ),
}
WAYS = ("whole", "copy", "copy first", "copy last")
"""How a translation may print an answer."""


def printed(lang: str, ways: dict[int, str]) -> str:
    """The translation, with some of its answers printed in English, alone or beside their translation."""
    lines: list[str] = []
    for k, text in enumerate(TRANSLATIONS[lang]):
        way = ways.get(k, "whole")
        colon = "：" if "：" in text else ":"
        label, _, words = text.partition(colon)
        copy = TALK[k].partition(": ")[2]
        first = copy if way in ("copy", "copy first") else words.strip()
        lines.append(f"{label}{colon} {first}" if words else text)
        lines += {"copy first": [words.strip()], "copy last": [copy]}.get(way, [])
    return "\n\n".join(lines) + "\n"


def lost(adoption: Adoption) -> Sequence[str]:
    """The sentences of the translation that are neither in a paragraph nor left over."""
    known = {j for one in adoption.filled for j in one.sentences}
    known |= {j for run in adoption.leftovers for j in run.sentences}
    return [text for j, text in enumerate(adoption.target.sentences) if j not in known]


def test_nothing_of_the_source_itself_passes_for_a_translation() -> None:
    filled, whole = bring(SOURCE, SOURCE)
    assert whole.copied is not None
    assert whole.copied.message.startswith("3 of 3 longer paragraphs of uebersetzung.txt are those of talk")
    doubtful = [one for one in whole.filled if Doubt("same") in one.doubts]
    assert len(doubtful) == len(whole.filled) and all(one.fate == "doubtful" for one in doubtful)
    assert all(one.state != "done" for one in filled.entries if one.ids)
    # In part.
    half = SOURCE.split("Ana Pires: Did you?")[0] + TARGET.split("\n\n", 5)[-1]
    assert bring(SOURCE, half)[1].copied
    # One quotation, and what is the same in any language.
    _, well = bring(SOURCE, TARGET.replace("Die Fähre", "The Ferry"))
    assert not well.copied and not any(Doubt("same") in one.doubts for one in well.filled)


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("way", ["copy first", "copy last"])
def test_what_is_printed_in_both_languages_comes_in_as_its_translation(lang: str, way: str) -> None:
    _, adoption = bring("\n\n".join(TALK) + "\n", printed(lang, {QUOTED: way}), lang=lang)
    one = adoption.filled[QUOTED]
    assert one.target in TRANSLATIONS[lang][QUOTED] and one.fate == "doubtful"
    # The copy is told, and nothing else is in doubt for it.
    left = [adoption.target.sentences[j] for run in adoption.leftovers for j in run.sentences]
    assert "Whoever mends a net on a Sunday will fish the holes on Monday." in left
    assert not any(Doubt("same") in each.doubts for each in adoption.filled) and not lost(adoption)


def test_a_single_answer_that_was_left_as_it_was_is_doubted() -> None:
    _, adoption = bring("\n\n".join(TALK) + "\n", printed("fr", {QUOTED: "copy"}), lang="fr")
    assert [k for k, one in enumerate(adoption.filled) if Doubt("same") in one.doubts] == [QUOTED]
    assert not adoption.copied
    # Who pins it says that it stays so.
    pinned = bring("\n\n".join(TALK) + "\n", printed("fr", {QUOTED: "copy"}), lang="fr", pinned=("5.1=5.1",))[
        1
    ]
    assert pinned.filled[QUOTED].fate == "placed"


def test_a_source_that_is_named_alike_in_both_languages_is_no_doubt() -> None:
    named = "— Mikkel Holm, “Nets and Other Holes of the North”, Aarhus 1994"
    source = "\n\n".join([*TALK[:5], named, *TALK[5:]]) + "\n"
    target = "\n\n".join([*TRANSLATIONS["fr"][:5], named, *TRANSLATIONS["fr"][5:]]) + "\n"
    _, adoption = bring(source, target, lang="fr")
    assert not any(Doubt("same") in one.doubts for one in adoption.filled)


@pytest.mark.parametrize(("lang", "other"), [("fr", "ar"), ("ar", "ja"), ("ja", "fr"), ("ja", "ar")])
def test_a_second_translation_in_the_same_file_is_never_sure(lang: str, other: str) -> None:
    """One behind the other, and the wanted one first or last: layouts fit both."""
    for ways in ((lang, other), (other, lang)):
        text = "\n\n".join(chain.from_iterable(TRANSLATIONS[way] for way in ways)) + "\n"
        _, adoption = bring("\n\n".join(TALK) + "\n", text, lang=lang)
        wanted = {words.partition("：" if lang == "ja" else ": ")[2] or words for words in TRANSLATIONS[lang]}
        sure = [one.target for one in adoption.filled if one.fate == "placed"]
        assert wanted.issuperset(sure) and not lost(adoption)
    # Alone, each is in one language.
    alone = bring("\n\n".join(TALK) + "\n", printed(lang, {}), lang=lang)[1]
    assert not any(Doubt("language") in one.doubts for one in alone.filled)


@pytest.mark.slow
@given(
    st.sampled_from([*TRANSLATIONS]),
    st.dictionaries(st.sampled_from([2, 4, 6, 8]), st.sampled_from(WAYS)),
)
@examples(20)
def test_no_copy_is_taken_over_unseen(lang: str, ways: dict[int, str]) -> None:
    _, adoption = bring("\n\n".join(TALK) + "\n", printed(lang, ways), lang=lang)
    for one in adoption.filled:
        assert one.target != TALK[one.passage].partition(": ")[2] or one.fate == "doubtful"
    assert not lost(adoption)
