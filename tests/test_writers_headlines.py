"""Headlines are as large as their length allows, and words of titles and names stay whole."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import validators
from browser import DESK, Visit, browse, evaluate
from editions import Line, build
from toolkit.config import BuildOptions
from toolkit.edition import headlines
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.writers import Writer, docx, epub, html, pdf

SAID = {
    "en": "Harbour keeper explains why the old tide clock above the market square still tells"
    " sailors more than any screen and what the town would lose",
    "de": "Die Hafenmeisterin erklärt, warum die alte Gezeitenuhr über dem Marktplatz den"
    " Seeleuten mehr sagt als ein Schirm und was der Stadt fehlt",
    "fr": "La gardienne du port raconte pourquoi la vieille horloge des marées dit encore aux"
    " pêcheurs bien plus que tous les écrans et ce que la",
    "ar": "حارسة الميناء تروي لماذا ما زالت ساعة المد القديمة فوق ساحة السوق تخبر البحارة أكثر"
    " من أي شاشة وماذا ستخسر المدينة إن لم يملأها أحد",
    "ko": "항구 관리인은 시장 광장 위의 오래된 조수 시계가 왜 아직도 선원들에게 어떤"
    " 화면보다 많은 것을 알려 주는지 그리고 가을 폭풍이 오기 전에 아무도",
    "zh-Hans": "港口管理员讲述市场广场上那座古老的潮汐钟为什么至今仍比任何屏幕都能告诉水手更多东西以及",
    "ja": "港の番人が語る市場の広場にある古い潮時計がいまもどんな画面より多くのことを船乗りに教えてくれる",
}
"""Headlines of 21 to 25 words and 140 letters at most, or of as much where words have no blanks."""
LENGTHS = (1, 3, 8, 15, 25)
assert all(len(text) <= 140 for text in SAID.values())
LINES = """(() => {
  const measured = [];
  for (const cell of document.querySelectorAll("h1.title:not(.pair), .pair.title > :not(.here)")) {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const sign = cell.querySelector(".here");
    if (sign) range.setEndBefore(sign);
    const lines = [];
    for (const box of range.getClientRects()) {
      const middle = (box.top + box.bottom) / 2;
      let line = lines.find((one) => Math.abs(one.middle - middle) < 8);
      if (!line) lines.push(line = {middle, left: box.left, right: box.right});
      line.left = Math.min(line.left, box.left);
      line.right = Math.max(line.right, box.right);
    }
    const style = (element) => parseFloat(getComputedStyle(element).fontSize);
    measured.push([lines.map((one) => one.right - one.left), style(cell) / style(document.body)]);
  }
  return measured;
})()"""
"""Of each headline: how wide its lines are, and its size in sizes of the text."""


def cut(lang: str, words: int) -> str:
    """So much of a headline."""
    text = SAID[lang]
    return " ".join(text.split()[:words]) if " " in text else text[: words * 43 // 25 + 1]


def titled(*langs: str, words: int) -> Edition:
    title = {lang: cut(lang, words) for lang in ("en", *langs)}
    return build([Line("title", title), Line("narration", title)], langs, source="en")


def page(writer: Any, edition: Edition, file: Path, **options: Any) -> Path:
    """What a browser opens: a web page, or the text of a book."""
    sink = io.BytesIO()
    writer.write(single(edition), BuildOptions(**options), sink)
    if writer is html:
        file = file.with_suffix(".html")
        file.write_bytes(sink.getvalue())
        return file
    with zipfile.ZipFile(sink) as archive:
        archive.extractall(file)
    (text,) = file.glob("EPUB/text/part-*.xhtml")
    return text


def seen(files: list[Path], size: tuple[int, int]) -> list[list[tuple[list[float], float]]]:
    """Of each page its headlines: how wide their lines are, and the size of their letters."""
    answers = browse(*[Visit(file, [evaluate(LINES)], size) for file in files])
    return [measured for (measured,), _ in answers]


@pytest.mark.parametrize(("writer", "width"), [(html, 360), (html, 390), (epub, 360)])
def test_a_headline_on_a_phone_has_six_lines_at_most_and_no_word_alone(
    tmp_path: Path, writer: Writer[Any], width: int
) -> None:
    asked = [(lang, words) for lang in SAID for words in LENGTHS]
    files = [page(writer, titled(lang, words=words), tmp_path / f"{lang}-{words}") for lang, words in asked]
    sizes: dict[str, list[float]] = {}
    for (lang, words), ((lines, size),) in zip(asked, seen(files, (width, 800)), strict=True):
        assert len(lines) <= (6 if words > 15 else 4), (lang, words)
        # Of two or three words a short one may be the last.
        assert words < 8 or lines[-1] >= max(lines) / 2, (lang, words, lines)
        sizes.setdefault(lang, []).append(size)
    for found in sizes.values():
        assert found == sorted(found, reverse=True) and found[0] > 1.6 and 1 <= found[-1] < 1.3


def test_where_there_is_room_a_long_headline_has_three_lines(tmp_path: Path) -> None:
    files = [page(html, titled(lang, words=25), tmp_path / lang) for lang in SAID]
    for ((lines, size),) in seen(files, (1280, 800)):
        assert len(lines) <= 3 and size > 1.1 and lines[-1] >= max(lines) / 2


def test_headlines_side_by_side_have_one_size_and_those_below_each_other_two(tmp_path: Path) -> None:
    pairs = [("en", "zh-Hans"), ("en", "fr"), ("en", "ar")]
    for layout, few in (("columns", 5), ("stacked", 3)):
        files = [
            page(html, titled(*langs, words=20), tmp_path / f"{layout}-{langs[1]}", layout=layout)
            for langs in pairs
        ]
        for (one, size), (other, second) in seen(files, (1280, 800)):
            assert max(len(one), len(other)) <= few
            assert (size == second) == (layout == "columns") and size >= second


def test_a_word_wider_than_a_phone_stays_on_the_page(tmp_path: Path) -> None:
    word = "Hochwasserschutzmaßnahmenfinanzierungsausschuss"
    edition = build([Line("title", {"en": word}), Line("narration", {"en": word})], ["en"])
    [[(lines, size)]] = seen([page(html, edition, tmp_path / "word")], (320, 800))
    assert size >= 1 and max(lines) <= 320


def test_short_words_of_titles_and_names_are_not_divided_at_their_hyphens(tmp_path: Path) -> None:
    name = "Seo-yeon Marie-Claude Duval"
    byline = f"Asked by {name} and a state-of-the-art-machine"
    lines = [
        Line("title", {"en": f"{name} winds it", "fr": f"{name} la remonte"}),
        Line("byline", {"en": byline, "fr": f"Par {name}"}),
        Line("speech", {"en": "Yes.", "fr": "Oui."}, "tomas-vey"),
    ]
    edition = build(lines, ["en", "fr"])
    scenes = [
        scene.replace(names={lang: cell.replace(text=name) for lang, cell in scene.names.items()})
        for scene in edition.scenes
    ]
    file = page(html, replace(edition, scenes=tuple(scenes)), tmp_path / "names", layout="columns")
    # However wide the page is.
    divided = """(() => {
      let lines = 0;
      for (let width = 60; width < 400; width += 4) {
        document.querySelector("main").style.maxWidth = `${width}px`;
        for (const word of document.querySelectorAll(".whole")) {
          lines = Math.max(lines, word.getClientRects().length);
        }
      }
      const names = document.querySelectorAll("header .whole, .label .whole");
      const words = [...names].map((one) => one.textContent);
      return [lines, words.length, [...new Set(words)], document.querySelector(".byline .src").textContent];
    })()"""
    (((most, count, words, said),), _) = browse(Visit(file, [evaluate(divided)], DESK))[0]
    assert (most, count) == (1, 12) and set(words) == {"Seo-yeon", "Marie-Claude"}
    # What is long may be divided, and what is copied is as it was.
    assert said == byline


def test_on_paper_lines_of_headings_end_at_no_hyphen_of_a_name(tmp_path: Path) -> None:
    # Each time the name stands elsewhere in the line.
    heads = [
        Line("heading", {"en": f"{'so ' * count}says Seo-yeon Marie-Claude Duval of the tide clock"})
        for count in range(30)
    ]
    sink = io.BytesIO()
    edition = build([*heads, Line("narration", {"en": "It ticks."})], ["en"])
    pdf.write(single(edition), BuildOptions(), sink)
    file = tmp_path / "heads.pdf"
    file.write_bytes(sink.getvalue())
    text = validators.pdftotext(file, "-layout")
    assert text.count("Marie-Claude") == text.count("Seo-yeon") == len(heads)


def test_in_word_a_long_title_is_smaller_for_its_whole_file() -> None:
    def size(words: int) -> int:
        sink = io.BytesIO()
        docx.write(single(titled("en", words=words)), BuildOptions(), sink)
        with zipfile.ZipFile(sink) as archive:
            styles = archive.read("word/styles.xml").decode()
        (found,) = re.findall(r'w:styleId="Title">.*?<w:sz w:val="(\d+)"', styles)
        return int(found)

    assert size(3) == 40 > size(25) >= 24
    assert size(25) == round(22 * headlines.size(43.8, headlines.line(cut("en", 25)), 40 / 22))


def test_the_law_goes_down_with_the_length_and_up_with_the_room() -> None:
    for line in (2.0, 8.0, 20.0, 33.0, 60.0):
        sizes = [headlines.size(room, line, 1.7) for room in range(10, 80, 2)]
        assert sizes == sorted(sizes) and sizes[0] >= 1 and sizes[-1] <= 1.7
        assert headlines.size(20, line, 1.7) >= headlines.size(20, line + 1, 1.7)
    # Six lines of letters that are 1.1 times as large, and no seventh.
    assert headlines.size(20, 36, 1.7) == pytest.approx(1.1, abs=0.02)
