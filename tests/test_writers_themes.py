"""Themes, variables, and style sheets of an editor."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

import validators
from browser import AXE, DESK, PHONE, Visit, browse, evaluate
from editions import Line, build, in_sentences, sample
from toolkit.cli import main
from toolkit.config import BuildOptions
from toolkit.config.style import THEMES, StyleTable, Theme, variables
from toolkit.errors import ConfigError
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.writers import epub, html, pdf, themes

STYLES = Path(__file__).parents[1] / "docs/reference/styles.md"
OWN = ":root { --title-size: 3em; }\n.label { letter-spacing: 0.1em; }\n"


def printed(write: Callable[..., object], *langs: str, theme: Theme = "plain", css: str = "") -> bytes:
    source = "en" if langs[0] == "en" else langs[0]
    book = replace(single(sample(*langs, source=source)), css=css)
    sink = io.BytesIO()
    write(book, BuildOptions(theme=theme), sink)
    return sink.getvalue()


def sheet_of(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read("EPUB/css/book.css").decode()


def test_the_plain_theme_adds_a_column_of_names_and_another_only_what_differs() -> None:
    bare = themes.sheet({**THEMES["plain"], "label-place": "above"})
    assert bare.startswith("body { --title: 1.7em; }") and ".label" not in bare
    column = themes.sheet(THEMES["plain"]).rpartition("@container")[2]
    assert ".label {" in column and themes.sheet(THEMES["classic"]).endswith(column)
    assert not themes.sheet(THEMES["review"]).endswith(column)
    made = themes.sheet(THEMES["classic"]).partition("body {")[0]
    assert "--" not in made and "var(" not in made
    assert ".pair > * + * { border-left-width: 0px; }" in made
    assert "question" not in made and "oldstyle-nums" in made


def test_a_value_of_the_editor_holds_before_that_of_the_theme() -> None:
    options = BuildOptions(theme="review", variables=StyleTable(title_size=2, rule=0))
    known = variables(options)
    assert (known["title-size"], known["rule"], known["label-case"]) == (2, 0, "small-caps")
    assert known.keys() == THEMES["plain"].keys()


def test_a_validator_finds_nothing_in_a_style_sheet_of_the_editor(tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(printed(epub.write, "en", "ar", theme="review", css=OWN))
    assert validators.epubcheck([book]) == []


def test_a_page_has_the_variables_of_the_theme_and_of_the_editor(tmp_path: Path) -> None:
    size = evaluate("getComputedStyle(document.querySelector('h1.title > *')).fontSize")
    seen = []
    for name, theme, css in (("plain", "plain", ""), ("review", "review", ""), ("own", "review", OWN)):
        page = tmp_path / f"{name}.html"
        page.write_bytes(printed(html.write, "en", "ar", theme=theme, css=css))  # type: ignore[arg-type]
        ((found, axe), complaints), *_ = browse(Visit(page, [size, AXE], DESK))
        assert (axe, complaints) == ([], [])
        seen.append(float(found.removesuffix("px")))
    plain, review, own = seen
    assert plain < review < own


def test_a_pdf_is_set_by_the_same_variables() -> None:
    book = single(sample("en", "fr"))
    data = pdf.pages(book, BuildOptions(theme="classic"))
    # With more for names in the line of what is said.
    assert data["style"].items() >= THEMES["classic"].items()
    program = (Path(pdf.__file__).parent / "book.typ").read_text()
    seen = {name for name in THEMES["plain"] if f"book.style.{name}" in program}
    # What stands beside what is decided before anything is set: test_writers_pages looks at it.
    assert seen | {"label-place"} == set(THEMES["plain"]) != seen


@pytest.mark.parametrize(
    ("css", "line", "what"),
    [
        ("a { }\n@import 'x.css';", 2, "@import"),
        ("a { background: URL (x.png) }", 1, "URL ("),
        ('a { }\nb { background: image-set("x.png" 1x) }', 2, "image-set("),
        ('a { background: Image("x.png") }', 1, "Image("),
        ("a { }\n\n</style><script>", 3, "</"),
        ("a { }\n}", 2, "closes nothing"),
        ("a { color: red\n", 2, "not closed"),
        ("a { }\n/* b", 2, "no end"),
        (r"a { background: u\72l(x) }", 1, "can't have `\\`."),
    ],
)
def test_a_style_sheet_that_loads_or_breaks_something_is_refused(css: str, line: int, what: str) -> None:
    with pytest.raises(ConfigError) as caught:
        themes.check(css, "my.css")
    assert what in caught.value.what
    assert str(caught.value.where) == f"my.css:{line}"


def test_braces_in_comments_are_none() -> None:
    themes.check("/* } { */ a { color: red; } /* } */\n", "my.css")


def test_a_project_has_a_style_sheet_and_a_size_that_nobody_could_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/talk.txt").write_text("# Bells\n\nAnn: When?\n\nBo: At six.\n", encoding="utf-8")
    settings = 'target-languages = ["fr"]\ncss = "my.css"\n'
    (tmp_path / "diglot.toml").write_text(settings, encoding="utf-8")
    build = ["build", "talk", "-f", "epub", "--mono", "-l", "en"]
    assert "my.css" in CliRunner().invoke(main, build).output
    (tmp_path / "my.css").write_text(OWN, encoding="utf-8")
    assert CliRunner().invoke(main, build).exit_code == 0
    made = sheet_of((tmp_path / "build/talk.en.epub").read_bytes())
    assert made.endswith(OWN) and "--title-size: 1.7em;" in made
    # What the edition is made of is looked at again.
    (tmp_path / "my.css").write_text(f"{OWN}b {{ color: red; }}\n", encoding="utf-8")
    assert "(unchanged)" not in CliRunner().invoke(main, build).output
    (tmp_path / "diglot.toml").write_text(f"{settings}variables = {{ title-size = 90 }}\n", encoding="utf-8")
    done = CliRunner().invoke(main, build)
    assert done.exit_code == 1
    assert "diglot.toml:3" in done.output and "90 is no value of title-size" in done.output


COLUMN = """[...document.querySelectorAll(".turn > .label")].map((label) =>
  [label, label.nextElementSibling].map((one) => one.getBoundingClientRect())
    .map((box) => [box.left, box.top, box.right, box.bottom].map(Math.round)))"""


@pytest.mark.parametrize("write", [epub.write, html.write])
def test_names_stand_beside_where_there_is_room_and_above_elsewhere(
    write: Callable[..., object], tmp_path: Path
) -> None:
    made = printed(write, "en", "ar", theme="classic")
    page = tmp_path / "page.html"
    if write is epub.write:
        with zipfile.ZipFile(io.BytesIO(made)) as book:
            book.extractall(tmp_path)
        page = tmp_path / "EPUB/text/part-001.xhtml"
    else:
        page.write_bytes(made)
    wide, narrow = (
        found
        for (found,), _ in browse(
            *(Visit(page, [evaluate(COLUMN)], size, around=tmp_path) for size in (DESK, PHONE))
        )
    )
    assert len(wide) == len(narrow) > 2
    # Within half a line, since a name may be in another size.
    assert all(name[2] < said[0] and abs(name[1] - said[1]) < 10 for name, said in wide), wide
    assert all(name[3] <= said[1] and name[0] == said[0] for name, said in narrow), narrow


@pytest.mark.parametrize("write", [epub.write, html.write])
@pytest.mark.parametrize("langs", [("en", "ar"), ("ar", "en"), ("en",)])
def test_names_of_more_lines_than_what_is_said_leave_room_for_the_next(
    write: Callable[..., object], langs: tuple[str, ...], tmp_path: Path
) -> None:
    said = {"en": "Yes.", "ar": "نعم."}
    lines = [
        Line("speech", {lang: said[lang] for lang in langs}, who) for who in ("tomas-vey", "noor-haddad")
    ]
    edition = build(lines * 2, langs)
    long = {"en": "Tomas Emanuel Carvajal", "ar": "توماس"}
    scenes = tuple(
        scene.replace(names={lang: cell.replace(text=long[lang]) for lang, cell in scene.names.items()})
        for scene in edition.scenes
    )
    sink = io.BytesIO()
    write(single(in_sentences(replace(edition, scenes=scenes))), BuildOptions(layout="alternating"), sink)
    page = tmp_path / "page.html"
    if write is epub.write:
        with zipfile.ZipFile(sink) as book:
            book.extractall(tmp_path)
        page = tmp_path / "EPUB/text/part-001.xhtml"
    else:
        page.write_bytes(sink.getvalue())
    [((found,), _)] = browse(Visit(page, [evaluate(COLUMN)], DESK, around=tmp_path))
    names = [name for name, _ in found]
    assert len(names) == 4
    # Beside what is said, and higher than that: else nothing would be tried.
    assert all((name[2] < said[0] or name[0] > said[2]) and name[3] > said[3] for name, said in found), found
    assert all(one[3] <= other[1] for one, other in pairwise(names)), names


def test_a_name_too_long_for_a_column_stands_above_and_a_turn_that_goes_on_has_its_place() -> None:
    lines = [
        Line("speech", {"en": "Yes.", "fr": "Oui."}, "tomas-vey"),
        Line("caption", {"en": "A pier.", "fr": "Un quai."}),
        Line("speech", {"en": "No.", "fr": "Non."}, "tomas-vey"),
    ]
    short = build(lines, ("en", "fr"))
    long = {"Tomas Vey": "Ambassador Tomas-Emanuel de la Fuente y Carvajal"}

    def page(edition: Edition) -> str:
        sink = io.BytesIO()
        html.write(single(edition), BuildOptions(), sink)
        return sink.getvalue().decode()

    assert '"pair label"' in page(short) and "lengthy" not in page(short).partition("<main")[2]
    first, second, third = short.scenes
    named = {lang: cell.replace(text=long.get(cell.text, cell.text)) for lang, cell in first.names.items()}
    changed = page(replace(short, scenes=(first.replace(names=named), second, third.replace(names={}))))
    assert '"pair label lengthy"' in changed and '"turn interviewee spk-tomas-vey continued"' in changed


def test_a_name_in_katakana_ends_its_line_at_the_dot(tmp_path: Path) -> None:
    """Between its parts, in a column too narrow for it, and not within one."""
    edition = build(
        [Line("speech", {"ja": "潮が早い。", "en": "The tide is early."}, "tomas-vey")], ("ja", "en")
    )
    (scene,) = edition.scenes
    names = {lang: cell.replace(text="オディール・マーシュ") for lang, cell in scene.names.items()}
    page, sink = tmp_path / "page.html", io.BytesIO()
    html.write(single(replace(edition, scenes=(scene.replace(names=names),))), BuildOptions(), sink)
    page.write_bytes(sink.getvalue())
    lines = """(() => { const name = document.querySelector('.label > *').firstChild, lines = {};
      [...name.data].forEach((letter, at) => { const range = document.createRange();
        range.setStart(name, at); range.setEnd(name, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines[top] = (lines[top] ?? '') + letter; });
      return Object.values(lines); })()"""
    narrow = "document.querySelector('.label > *').style.width = '8em'"
    [(seen, _)] = browse(Visit(page, [evaluate(narrow), evaluate(lines)]))
    assert seen[1] == ["オディール・", "マーシュ"]


@pytest.mark.parametrize("theme", THEMES)
def test_what_stays_whole_in_a_name_is_as_large_as_the_rest(tmp_path: Path, theme: Theme) -> None:
    """In a page of one language, too, where the name is the line itself."""
    page = tmp_path / "page.html"
    edition = build([Line("speech", {"en": "The tide is early."}, "tomas-vey")], ("en",))
    (scene,) = edition.scenes
    names = {lang: cell.replace(text="Anne-Lise Orsel") for lang, cell in scene.names.items()}
    sink = io.BytesIO()
    book = single(replace(edition, scenes=(scene.replace(names=names),)))
    html.write(book, BuildOptions(theme=theme, labels="above"), sink)
    page.write_bytes(sink.getvalue())
    sizes = """[...document.querySelectorAll('p.label, p.label .whole')].map((one) =>
      getComputedStyle(one).fontSize)"""
    [(seen, _)] = browse(Visit(page, [evaluate(sizes)]))
    assert len(seen[0]) == 2 and len(set(seen[0])) == 1


def test_names_that_are_documented_are_those_that_are_printed() -> None:
    page = STYLES.read_text(encoding="utf-8")
    table, classes = (part.partition("\n\n")[0] for part in re.split(r"\|---.*\n", page)[2:])
    names = re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)
    assert names == list(THEMES["plain"])
    for name in names:
        row = re.search(rf"^\| `{name}` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", table, re.MULTILINE)
        assert row and [f"{theme[name]}" for theme in THEMES.values()] == list(row.groups())
    known = set(re.findall(r"`([a-z-]+)`", "\n".join(line.split("|")[1] for line in classes.splitlines())))
    folder = Path(__file__).parent / "data/epub"
    sheets = (STYLES.parents[2] / "toolkit/writers/book.css").read_text(encoding="utf-8")
    there = set(re.findall(r"\.([a-z-]+)", sheets + themes.sheet(THEMES["plain"])))
    for made in folder.rglob("*.xhtml"):
        for value in re.findall(r'class="([^"]+)"', made.read_text(encoding="utf-8")):
            there |= set(value.split())
    assert known <= there, known - there
    colours = set(re.findall(r"`--([a-z]+)`", page))
    web = (STYLES.parents[2] / "toolkit/writers/html/page.css").read_text(encoding="utf-8")
    assert {name for name in colours if f"  --{name}: light-dark(" in web} == colours
