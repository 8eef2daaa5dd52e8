"""Parts of a source that a translation leaves out (D233), and translations that end too soon (D238)."""

import pytest

from toolkit import checks
from toolkit.findings import Finding
from toolkit.model import Catalog, Document, Entry

WORDS = {
    "fr": ("The {} lies near the {}.", "Voilà {} tout près de {}."),
    "uk": ("The {} lies near the {}.", "Отже, {} лежить неподалік від {}."),
    "ar": ("The {} lies near the {}.", "يوجد هنا {} قريبا من {} كل يوم."),
    "ja": ("The {} lies near the {}.", "この{}は、いつも{}のすぐ近くにあります。"),
}
NOUNS = {
    "en": "anchor bucket ladder lantern hammer blanket compass paddle".split(),
    "fr": "ancre seau échelle lanterne marteau couverture boussole pagaie".split(),
    "uk": "якір цебро драбину ліхтар молоток ковдру компас весло".split(),
    "ar": "مرساة دلو سلم فانوس مطرقة بطانية بوصلة مجداف".split(),
    "ja": "船錨 木桶 梯子 提灯 金槌 毛布 羅針盤 櫂棒".split(),
}
SOURCE = "We painted all of the old boats on the beach, and we found a bucket, a ladder and a hammer in them."
WHOLE = {
    "fr": "Nous avons peint toutes les barques sur la plage et vu un seau, une échelle, un marteau.",
    "uk": "Ми пофарбували всі старі човни на березі моря і знайшли в них цебро, драбину та молоток.",
    "ar": "لقد طلينا كل القوارب القديمة الموجودة على الشاطئ، ووجدنا فيها دلو وكذلك سلم وكذلك مطرقة.",
    "ja": "私たちは浜辺の古い舟をすべて塗り、その中に木桶と梯子と金槌を見つけました。",
}
PART = {
    "fr": "Nous avons peint toutes les barques de la plage.",
    "uk": "Ми пофарбували всі старі човни на березі моря.",
    "ar": "لقد طلينا كل القوارب القديمة الموجودة على الشاطئ.",
    "ja": "私たちは浜辺の古い舟をすべて塗りました。",
}


def catalog(lang: str, target: str, source: str = SOURCE) -> list[Finding]:
    """What is found of the length of a text, behind 24 in which each noun stands six times."""
    many = len(NOUNS["en"])
    pairs = [(one, (one + step) % many) for one in range(many) for step in (1, 2, 3)]
    rows = [
        (
            WORDS[lang][0].format(*(NOUNS["en"][at] for at in pair)),
            WORDS[lang][1].format(*(NOUNS[lang][at] for at in pair)),
        )
        for pair in pairs
    ]
    entries = tuple(
        Entry("narration", one, other, "done", (f"s{number}",))
        for number, (one, other) in enumerate([*rows, (source, target)])
    )
    document = Document(name="talk", lang="en", speakers=(), turns=())
    findings = checks.run(document, Catalog("talk", "en", lang, entries), "talk.po")
    return [finding for finding in findings if finding.code in {"D233", "D238"}]


@pytest.mark.parametrize("lang", WORDS)
def test_a_part_whose_words_are_translated_elsewhere_is_missed(lang: str) -> None:
    assert not catalog(lang, WHOLE[lang])
    (finding,) = catalog(lang, PART[lang])
    assert finding.code == "D233" and finding.about[0] == "s24"
    assert "“bucket”" in finding.message and "“hammer”" in finding.message and "anchor" not in finding.message


def test_one_word_may_be_said_in_another_way() -> None:
    source = "We painted all of the old boats on the beach near the harbour and the mill, and found a bucket."
    target = (
        "Nous avons peint les vieux bateaux de la plage, près du port et du moulin, et trouvé un récipient."
    )
    assert not catalog("fr", target, source)


def test_a_text_of_some_words_that_ends_too_soon_is_too_short() -> None:
    source = (
        "They said that nobody had ever come so far along the coast in winter, and that nobody ever would."
    )
    (finding,) = catalog("fr", "Ils dirent que personne n’était venu.", source)
    assert finding.code == "D238" and finding.about[0] == "s24"


def test_a_catalog_of_few_messages_tells_no_words() -> None:
    entries = (Entry("narration", SOURCE, PART["fr"], "done", ("s1",)),)
    checked = checks.Checked(Document("talk", "en", (), ()), Catalog("talk", "en", "fr", entries), "talk.po")
    assert not checked.left_words
