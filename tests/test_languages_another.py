"""A text in another language than it is said to be in: what is told, and what is not."""

import re
from pathlib import Path

import pytest

from conftest import Run
from toolkit.config import Sidecar
from toolkit.languages.another import another
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
