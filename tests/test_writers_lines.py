"""No line begins or ends with a character that may not stand there, in any window and on any page."""

from __future__ import annotations

import html as markup
import io
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import validators
from browser import Visit, browse, evaluate
from editions import NAMES, Line, build
from levels import printed_words
from test_writers_headlines import page
from test_writers_rivers import TEXTS as RUNNING
from toolkit.config import BuildOptions, Layout, paper
from toolkit.model import Edition, Kind
from toolkit.model.editions import single
from toolkit.text.line_breaks import TIES
from toolkit.writers import epub, html, pdf
from waiting import PATIENCE

TEXTS = {
    "zh-Hans": "守钟人约翰·史密斯^[港口的。]说：“潮水……不等人^[见日志。]，也不等安娜·玛丽亚·冯·韦伯。”"
    "^[同上。]她想了想——真的想了很久——才问：《潮汐》（一九一二年）里的玛丽·居里^[甲。]呢？他答道：「那是另一回事……」^[乙。]",
    "ja": "時計番のジョン・スミス^[港の。]は「潮は……待たない^[日誌。]」と言い、アンナ・マリア・フォン・"
    "ウェーバー^[同。]。ちょっと考えて——ほんとうにゆっくりと——『マリー・キュリー』（一九一二年）はどうだ？と訊いた。ぜったいにちがう！^[乙。]",
    "ko": "시계지기 존·스미스^[항구의.]는 말했다. “바닷물은… 기다리지^[일지.] 않는다.”^[같음.] 그는 오래"
    " 생각했다 — 정말로 — 그리고 물었다, 마리 퀴리^[갑.]는 어떤가? 전혀 다르다!^[을.]",
    "fr": "Le gardien Jean^[Du port.] dit : « La marée… n’attend pas^[Journal.] ! »^[Idem.] Il réfléchit —"
    " longtemps — puis demanda (tout bas) : et *Marie*^[A.] ? C’est tout autre chose !^[B.]",
    "en": "The keeper John^[Of the port.] said: “The tide… waits for nobody^[A log.]!”^[Same.] He thought—"
    "for a long time—and asked (softly): what of Mary^[A.]? Quite another thing!^[B.]",
}
"""With names of several parts, notes, dashes and brackets."""
BEFORE = {
    "zh-Hans": "潮水不等人于是他们又走了很远的路才回到港口去看那座旧钟",
    "ja": "潮は人を待たないので彼らはまた遠い道を歩いて港に戻った",
    "ko": "바닷물은 사람을 기다리지 않으므로 그들은 다시 먼 길을 걸었다",
    "fr": "Il faut bien dire que la mer attend peu et que",
    "en": "It must be said that the sea waits little and that",
}
"""As much of it as lines should be moved by."""
# A spaced dash may begin a line: French parentheses do.
FIRST = re.compile(
    r"(?![—–] )[§、，。．：；！？!?,.;:…)\]）」』】〉》〕”’»ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    rf"{re.escape(TIES)}]"
)
LAST = re.compile(r"[（「『【〈《〔“‘«(\[]$")
LINES = """(() => {
  const cells = [...document.querySelectorAll("main p, main li, body > section p, .turn p")];
  const texts = cells.map((cell) => {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    return nodes;
  });
  const found = new Set(), range = document.createRange();
  for (let width = 240; width < 900; width += 7) {
    document.body.style.width = `${width}px`;
    texts.forEach((nodes) => {
      let line = "", left = -1e9;
      for (const node of nodes) {
        const sign = node.parentElement.closest("sup") ? "§" : "";
        for (let at = 0; at < node.length; at++) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getClientRects()[0];
          if (!box || !box.width) continue;
          if (box.left < left) { found.add(line.trim()); line = ""; }
          left = box.left;
          line += sign || node.data[at];
        }
      }
      found.add(line.trim());
    });
  }
  return [...found];
})()"""
"""Each line that a paragraph has in windows from one width to another; a note call is §."""


def talk(*langs: str, turns: int = 1) -> Edition:
    """Turns of two paragraphs each, whose lines end in other places."""
    lines = [Line("title", dict.fromkeys(langs, "A"))]
    for turn in range(turns):
        said = {}
        for lang in langs:
            gap = " " * (lang in ("ko", "fr", "en"))
            said[lang] = gap.join([BEFORE[lang][:turn].rstrip(), TEXTS[lang], TEXTS[lang]]).strip()
        lines.append(Line("speech", said, "tomas-vey"))
    return build(lines, langs, source=langs[0])


def wrong(lines: Iterable[str]) -> set[str]:
    """Lines that begin or end as none may."""
    return {line for line in lines if FIRST.match(line) or LAST.search(line)}


ASKED = "Et le gardien, y croit-il encore, lui qui tient celui-ci pour perdu ? Où va-t-elle donc ?"


@pytest.mark.parametrize("writer", [epub, html])
def test_no_line_on_a_screen_begins_with_the_pronoun_of_a_question(tmp_path: Path, writer: Any) -> None:
    said = [Line("speech", {"fr": " ".join(["Or"] * n + [ASKED] * 2)}, "tomas-vey") for n in range(4)]
    file = page(writer, build([Line("title", {"fr": "A"}), *said], ("fr",), source="fr"), tmp_path / "fr")
    (((lines,), _),) = browse(Visit(file, [evaluate(LINES)]))
    assert len(lines) > 100 and not [line for line in lines if line.endswith("-")]


@pytest.mark.parametrize("writer", [epub, html])
def test_no_line_on_a_screen_begins_with_a_dot_a_dash_or_the_sign_of_a_note(
    tmp_path: Path, writer: Any
) -> None:
    files = [page(writer, talk(lang), tmp_path / lang) for lang in TEXTS]
    for file, ((lines,), _) in zip(
        files, browse(*[Visit(file, [evaluate(LINES)]) for file in files]), strict=True
    ):
        assert len(lines) > 100 and not wrong(lines)
        # What joins them is the style's: nobody copies it.
        assert "\u2060" not in file.read_text("utf-8")


QUOTED = (
    "הוא שאל אותי אתמול בערב ״מה זה?״ ואני עניתי לו ״לא כאן!״ והלך לדרכו ״סוף.״ וגם ״טוב…״ ועוד "
    "״Who’s there?״ או ״כן״, ואז ״מה?!״, וזהו ״Why not?״ ולא אמר דבר"
)
"""Quotations between marks that Unicode takes for letters."""
BEGINNINGS = """(() => {
  const words = document.createTreeWalker(document.querySelector("p.narration"), NodeFilter.SHOW_TEXT);
  const letters = [], found = [], range = document.createRange();
  while (words.nextNode())
    for (let at = 0; at < words.currentNode.length; at++) letters.push([words.currentNode, at]);
  for (let width = 150; width < 700; width += 3) {
    document.body.style.width = `${width}px`;
    let low = -1e9;
    letters.forEach(([node, at], number) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width || box.top < low + 8) return;
      low = box.top;
      found.push(letters.slice(number, number + 2).map(([one, place]) => one.data[place]).join(""));
    });
  }
  return found;
})()"""
"""The first two letters of each line that a paragraph has in windows from one width to another."""


def in_hebrew(said: str) -> Edition:
    lines = [Line("title", {"en": "A"}), Line("narration", {"en": "Who?", "he": said})]
    return build(lines, ("he",), source="en")


@pytest.mark.parametrize("writer", [epub, html])
def test_no_line_on_a_screen_begins_with_what_ends_a_quotation_in_hebrew(tmp_path: Path, writer: Any) -> None:
    file = page(writer, in_hebrew(QUOTED), tmp_path / "he")
    (((begun,), _),) = browse(Visit(file, [evaluate(BEGINNINGS)]))
    assert len(begun) > 300 and "״מ" in begun
    assert not {one for one in begun if one[0] == "״" and not one[1:].isalpha()}


@pytest.mark.slow
def test_and_none_on_paper_does(tmp_path: Path) -> None:
    words, begun = QUOTED.split(), set()
    for number in range(1, len(words), 2):
        edition = in_hebrew(" ".join([*words[:number], QUOTED, QUOTED]))
        lines: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for left, height, letter in re.findall(
            r' x="([-\d.]+)" y="([-\d.]+)"[^>]* c="([^"]+)"', drawn(edition, tmp_path / "book.pdf")
        ):
            lines[height].append((float(left), markup.unescape(letter)))
        begun |= {"".join([letter for _, letter in sorted(line)[:-3:-1]]) for line in lines.values()}
    assert any(re.match(r"״\w", one) for one in begun)
    assert not {one for one in begun if re.match(r"״(?!\w)", one)}


TURNED = {
    "he": "הוא עלה לירה ב־Quay.^[בשנת 1986.]",
    "ar": "اشتراه في Quay.^[سنة 1986.]",
    "fa": "او به Quay.^[در ۱۹۸۶.]",
}
"""Sentences that end in a word from the other side, and have a note."""
LEFTS = """[..."Quay."].map((letter) => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (!words.nextNode().data.includes("Quay.")) continue;
  const at = words.currentNode.data.indexOf("Quay.") + "Quay.".indexOf(letter);
  range.setStart(words.currentNode, at);
  range.setEnd(words.currentNode, at + 1);
  return range.getBoundingClientRect().left;
})"""


def noted(lang: str) -> Edition:
    lines = [Line("title", {"en": "A"}), Line("narration", {"en": "In Quay.", lang: TURNED[lang]})]
    return build(lines, (lang,), source="en")


@pytest.mark.parametrize("writer", [epub, html])
def test_a_stop_before_a_note_stays_behind_a_word_from_the_other_side(tmp_path: Path, writer: Any) -> None:
    files = [page(writer, noted(lang), tmp_path / lang) for lang in TURNED]
    for ((*word, stop),), _ in browse(*[Visit(file, [evaluate(LEFTS)]) for file in files]):
        assert stop < min(word)


@pytest.mark.parametrize("lang", TURNED)
def test_and_so_it_does_on_paper(tmp_path: Path, lang: str) -> None:
    found = re.findall(r' x="([-\d.]+)"[^>]* c="([Quay.])"', drawn(noted(lang), tmp_path / "book.pdf"))
    # The stop of the note itself stands at the foot of the page.
    word = {letter: float(left) for left, letter in reversed(found)}
    assert word["."] < word["Q"] < word["y"]


CHARACTER = re.compile(
    r'<font name="[^"]*" size="([\d.]+)"|<char [^>]*? x="(-?[\d.]+)" y="(-?[\d.]+)"[^>]*? c="([^"]*)"'
)


class Letter(NamedTuple):
    """A character on paper, and where it begins; lengths in points."""

    said: str
    size: float
    left: float


def written(edition: Edition, path: Path, layout: Layout = "stacked") -> Path:
    sink = io.BytesIO()
    pdf.write(single(edition), BuildOptions(layout=layout), sink)
    path.write_bytes(sink.getvalue())
    return path


def drawn(edition: Edition, path: Path, layout: Layout = "stacked") -> str:
    """What stands on the pages of a PDF, letter by letter, in the XML of MuPDF."""
    file = written(edition, path, layout)
    command = [str(validators.require("mutool")), "draw", "-q", "-F", "stext", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout


def set_lines(edition: Edition, path: Path, layout: Layout) -> list[list[Letter]]:
    """The lines of a PDF's text, without footnotes and page numbers."""
    found: list[list[Letter]] = []
    for number, sheet in enumerate(drawn(edition, path, layout).split("<page ")[1:], 1):
        size, left, high = 0.0, 0.0, 0.0
        lines: list[list[Letter]] = []
        for match in CHARACTER.finditer(sheet):
            if match[1]:
                size = float(match[1])
                continue
            x, y = float(match[2]), float(match[3])
            if not lines or (x < left and abs(y - high) > 6):
                lines.append([])
            left, high = x, y
            lines[-1].append(Letter(markup.unescape(match[4]), size, x))
        found += [line for line in lines if said(line) != str(number)]
    sizes = [letter.size for line in found for letter in line if letter.said.isalpha()]
    body = max(sizes, key=sizes.count)
    return [
        line
        for line in found
        if all(abs(letter.size - body) < 0.6 for letter in line if letter.said.isalpha())
    ]


def said(line: Iterable[Letter]) -> str:
    """The text of a line."""
    return "".join([letter.said for letter in line]).strip()


@pytest.mark.parametrize(
    ("langs", "layout"), [*(((lang,), "stacked") for lang in TEXTS), (("fr", "zh-Hans"), "facing")]
)
def test_no_line_on_paper_begins_with_a_dot_a_dash_or_the_sign_of_a_note(
    tmp_path: Path, langs: tuple[str, ...], layout: Layout
) -> None:
    edition = talk(*langs, turns=12 if layout == "facing" else 25)
    lines = [said(line) for line in set_lines(edition, tmp_path / "book.pdf", layout)]
    assert len(lines) > 60 and not wrong([re.sub(r"\d", "§", line) for line in lines])


@pytest.mark.parametrize("layout", ["stacked", "columns"])
@pytest.mark.parametrize("lang", ["zh-Hans", "ja"])
def test_stops_have_the_same_room_in_each_line_and_letters_nearly_so(
    tmp_path: Path, lang: str, layout: Layout
) -> None:
    text = re.sub(r"\^\[.*?\]|[—…“”·（）「」『』《》・]", "", TEXTS[lang])
    rows = [text[at:] + text for at in range(0, len(text), 2)]
    lines = [Line("title", {"en": "A", lang: "A"})]
    lines += [Line("speech", {"en": "It is said.", lang: row}, "tomas-vey") for row in rows]
    edition = build(lines, ["en", lang], source="en")
    found = [
        (one.said in "，、。：", (other.left - one.left) / one.size)
        for line in set_lines(edition, tmp_path / "book.pdf", layout)
        for one, other in pairwise(line)
        if (one.said.isalpha() or one.said in "，、。：")
        and other.said.isalpha()
        and min(one.said, other.said) > "\u2fff"
    ]
    stops, letters = ([room for stop, room in found if stop is kind] for kind in (True, False))
    assert len(stops) > 140 and min(stops) > 0.85 and max(stops) < 1.16
    # Some kana are nearer to each other by their font.
    assert len(letters) > 2000 and min(letters) > 0.94 and max(letters) < 1.16


@pytest.mark.parametrize("lang", ["fr", "de"])
def test_where_lines_are_ragged_few_words_are_divided(tmp_path: Path, lang: str) -> None:
    words = {one: RUNNING[one].split() for one in ("en", lang)}
    lines = [Line("title", dict.fromkeys(words, "A"))]
    for at in range(20):
        row = {one: " ".join((every[at:] + every[:at]) * 2) for one, every in words.items()}
        lines.append(Line("speech", row, "tomas-vey"))
    edition = build(lines, [*words], source="en")
    found = [said(line) for line in set_lines(edition, tmp_path / "book.pdf", "columns")]
    assert len(found) > 350 and sum(line.endswith(("-", "\xad")) for line in found) < 0.08 * len(found)


@pytest.mark.parametrize(("kind", "speaker"), [("caption", None), ("speech", "noor-haddad")])
def test_no_word_of_a_caption_or_a_question_is_divided_on_paper(
    tmp_path: Path, kind: Kind, speaker: str | None
) -> None:
    words = RUNNING["de"].split()
    rows = [" ".join((words[at:] + words[:at]) * 2) for at in range(20)]
    lines = [Line("title", {"de": "A"}), *(Line(kind, {"de": row}, speaker) for row in rows)]
    found = [
        said(line) for line in set_lines(build(lines, ["de"], source="de"), tmp_path / "book.pdf", "stacked")
    ]
    assert len(found) > 60 and not [line for line in found if line.endswith(("-", "\xad"))]


LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"


@pytest.mark.parametrize("kind", ["title", "heading", "caption", "speech"])
def test_a_word_that_is_wider_than_its_column_is_divided(tmp_path: Path, kind: Kind) -> None:
    """In what is whole elsewhere: else it would be printed over the next column."""
    langs = ["de", "fr", "en"]
    speaker = "noor-haddad" if kind == "speech" else None
    lines = [Line("title", dict.fromkeys(langs, "A"))] if kind != "title" else []
    lines.append(Line(kind, dict.fromkeys(langs, f"Die {LONG}?"), speaker))
    lines.append(Line("narration", dict.fromkeys(langs, "Words that fill a line. " * 9)))
    set_lines(build(lines, langs, source="de"), tmp_path / "book.pdf", "columns")
    (words,) = [page for page in printed_words(tmp_path / "book.pdf") if any(w.text == "fill" for w in page)]
    edge = min(word.left for word in words) + paper.sheet(BuildOptions()).text[0] / 25.4 * 72
    assert max(word.right for word in words) < edge + 1
    for one, other in pairwise(sorted(words, key=lambda word: (round(word.bottom), word.left))):
        assert round(one.bottom) != round(other.bottom) or one.right < other.left


def test_a_name_stays_in_its_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES["tomas-vey"], "de", LONG)
    lines = [Line("title", {"de": "A"}), Line("narration", {"de": "Wer erzählt. " * 20})]
    lines.append(Line("speech", {"de": "Niemand."}, "tomas-vey"))
    set_lines(build(lines, ["de"], source="de"), tmp_path / "book.pdf", "stacked")
    (words,) = [
        page for page in printed_words(tmp_path / "book.pdf") if any(w.text == "Niemand." for w in page)
    ]
    assert min(word.left for word in words) > min(w.left for w in words if w.text == "Wer") - 1
