"""No rivers where lines are drawn out to one length, and no name twice where columns fall together."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest

import validators
from browser import Visit, browse, evaluate
from editions import Line, build
from test_writers_headlines import page
from toolkit.config import BuildOptions, Layout
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.writers import epub, html, pdf

TEXTS = {
    "en": "The keeper of the harbour winds the clock every evening before the tide comes in, and tells nobody"
    " how the old machinery above the square was repaired after the great storms of that remarkable autumn.",
    "fr": "La gardienne du port remonte l’horloge chaque soir avant la marée et ne raconte à personne comment"
    " la vieille mécanique de la place fut réparée après les grandes tempêtes de cet automne extraordinaire.",
    "de": "Die Hafenmeisterin zieht die Gezeitenuhr jeden Abend vor der Flut auf und erzählt niemandem, wie"
    " das alte Uhrwerk über dem Marktplatz nach den Herbststürmen jenes denkwürdigen Jahres repariert wurde.",
    "id": "Penjaga pelabuhan memutar jam pasang surut setiap malam sebelum air pasang dan tidak memberi"
    " tahu kepada siapa pun bagaimana mesin tua di atas alun-alun diperbaiki seusai badai musim gugur.",
    "he": "שומרת הנמל מותחת את שעון הגאות בכל ערב לפני שהמים עולים ואינה מספרת לאיש כיצד תוקן המנגנון הישן"
    " מעל הכיכר אחרי הסערות הגדולות של אותו סתיו מופלא בעיר הקטנה.",
    "ar": "تملأ حارسة الميناء ساعة المد كل مساء قبل أن يرتفع الماء ولا تخبر أحدا كيف أصلحت الآلة القديمة فوق"
    " الساحة بعد العواصف الكبيرة في ذلك الخريف العجيب من تلك السنة البعيدة.",
}


def talk(*langs: str) -> Edition:
    """Paragraphs whose lines end in other places each."""
    said = {lang: TEXTS[lang].split() for lang in ("en", *langs)}
    lines = [
        Line(
            "speech",
            {lang: " ".join((words[k:] + words[:k]) * 2) for lang, words in said.items()},
            "tomas-vey",
        )
        for k in range(12)
    ]
    return build([Line("title", dict.fromkeys(said, "A")), *lines], langs, source="en")


@pytest.mark.parametrize("layout", ["stacked", "facing"])
@pytest.mark.parametrize("lang", ["fr", "de", "id", "he"])
def test_no_gap_on_paper_is_as_wide_as_a_letter_is_high(tmp_path: Path, lang: str, layout: Layout) -> None:
    sink, path = io.BytesIO(), tmp_path / "book.pdf"
    pdf.write(single(talk("en", lang)), BuildOptions(layout=layout), sink)
    path.write_bytes(sink.getvalue())
    found = validators.pdftotext(path, "-bbox-layout")
    lines = [
        sorted([*map(float, re.findall(r'"([\d.]+)"', word))] for word in re.findall("<word(.*?)>", line))
        for line in re.findall("<line.*?</line>", found, re.DOTALL)
    ]
    long = [line for line in lines if len(line) > 5]
    # A box is as high as its font, which is 1.14 times the size of its letters.
    gaps = [
        (after[0] - before[2]) / (after[3] - after[1]) * 1.14
        for line in long
        for before, after in pairwise(line)
    ]
    assert len(long) > 40 and max(gaps) < 0.6


GAPS = """(() => {
  const sheet = document.createElement("style");
  sheet.textContent = "p { text-align: justify; hyphens: manual !important; }";
  document.head.prepend(sheet);
  let [widest, drawn] = [0, 0];
  for (const cell of document.querySelectorAll(".turn p")) {
    if (cell.closest(".label")) continue;
    drawn += getComputedStyle(cell).textAlign === "justify";
    const range = document.createRange(), words = cell.firstChild;
    for (let at = words.data.indexOf(" "); at >= 0; at = words.data.indexOf(" ", at + 1)) {
      range.setStart(words, at);
      range.setEnd(words, at + 1);
      widest = Math.max(widest, range.getBoundingClientRect().width);
    }
  }
  return [widest / parseFloat(getComputedStyle(document.body).fontSize), drawn];
})()"""
"""The widest blank of the text, and how many paragraphs are drawn out, where a reader divides no word."""


@pytest.mark.parametrize("lang", ["fr", "de", "ar", "ja"])
def test_a_reader_that_draws_lines_out_makes_no_rivers(tmp_path: Path, lang: str) -> None:
    TEXTS.setdefault("ja", "港の番人は毎晩、潮が満ちる前に時計のねじを巻き、" * 4)
    book = page(epub, talk("en", lang), tmp_path / lang)
    widths = (300, 360, 420, 500, 560, 600, 620, 640, 660, 680, 700, 740, 780, 820, 860, 900, 1000)
    found = [
        seen[0] for seen, _ in browse(*[Visit(book, [evaluate(GAPS)], (width, 800)) for width in widths])
    ]
    assert max(gap for gap, _ in found) < 0.7, found
    # On a phone ideographs alone, and on a wide page all but what has long words.
    assert found[0][1] == (12 if lang == "ja" else 0) and found[-1][1] == (12 if lang == "de" else 24)


NAMES = """[...document.querySelectorAll(".label p")].filter((name) => name.offsetWidth).map((name) =>
  name.textContent)"""


@pytest.mark.parametrize("writer", [epub, html])
def test_a_name_written_alike_is_said_once_where_columns_fall_together(
    tmp_path: Path, writer: object
) -> None:
    """In a book as on a web page; in French it is as in English, in Arabic not."""
    for lang, few in (("fr", 12), ("ar", 24)):
        file = page(writer, talk("en", lang), tmp_path / lang, layout="columns")
        narrow, wide = (
            seen[0]
            for seen, _ in browse(*[Visit(file, [evaluate(NAMES)], (width, 800)) for width in (360, 1000)])
        )
        assert (len(narrow), len(wide)) == (few, 24)
