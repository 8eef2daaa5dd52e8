"""Catalogs and the programs that translators use: ours are clean for them, theirs load whole."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, product
from pathlib import Path
from typing import Any

import polib
import pytest

import poedit
import validators
from catalogs import ABOUT, INTERVIEW, LATER, MOMENT, by_source, document, template, translation
from toolkit import catalog, languages, po
from toolkit.catalog import edits, portions
from toolkit.model import Catalog, Entry

LOCALES = Path(__file__).parents[1] / "locales"
LANGS = ["zh-Hans", "zh-Hant", "fr", "ar", "ja", "pt-BR", "sr-Latn"]
LONG = "We waited for the ice to decide, and it took its time, as it does; nobody spoke until morning came."
PARTS = [
    *INTERVIEW,
    ("ilyas", LONG),
    ("mara", "A tab\tand a backslash \\ and “quotes” and \"others\"."),
    ("ilyas", "مرحبا, 你好, 👋🏽, a no-break\xa0space and a line\u2028separator."),
]  # fmt: skip
NOW = [(who, text.replace("ice", "river ice")) for who, text in PARTS if text != "Yes."]

LAYOUTS: dict[str, tuple[str, ...]] = {
    "wrapped at 79": (),
    "not wrapped": ("--no-wrap",),
    "wrapped narrowly": ("--width=40",),
    "indented": ("--indent",),
    "a reference on each line": ("--add-location=file",),
    "sorted": ("--sort-output",),
}


def rich(lang: str) -> Catalog:
    """A catalog with all that one can hold: done, fuzzy, empty, obsolete, comments, signed by two."""
    old = translation(document(PARTS), lang, lambda text: f"«{text.swapcase()}»")
    own: dict[str, dict[str, Any]] = {
        "And then?": {"target": "", "state": "empty"},
        "translator-credits": {"target": "Ana Roca <ana@roca.net>\nTaro Ito <taro@roca.net>"},
        "Mara Lind": {"comments": ("Is this right?", "", "  I think so.")},
    }
    entries = tuple(entry.replace(**own.get(entry.source, {})) for entry in old.entries)
    pot = template(document(NOW))
    new, _ = catalog.update(replace(old, entries=entries), pot, lang, ABOUT, MOMENT)
    assert new.obsolete
    assert any(entry.previous for entry in new.entries)
    return new


def written(made: Catalog, folder: Path, name: str = "") -> Path:
    file = folder / (name or f"{languages.get(made.lang).gettext}.po")
    file.write_bytes(po.dump(made))
    return file


def same(found: Catalog, made: Catalog) -> bool:
    """The same messages; tools may put them in another order."""
    return all(
        sorted(ours, key=unit) == sorted(theirs, key=unit)
        for ours, theirs in ((found.entries, made.entries), (found.obsolete, made.obsolete))
    )


def unit(entry: Entry) -> tuple[str, str]:
    return entry.context, entry.source


def bare(entries: Iterable[Entry]) -> list[Entry]:
    return [entry.replace(notes=()) for entry in entries]


def read_by_both(data: bytes, folder: Path, lang: str = "fr") -> Catalog:
    """The catalog in a file, when polib has read the same in it."""
    file = folder / "talk.po"
    file.write_bytes(data)
    ours = po.load(data, "talk.po", lang)
    theirs = po.from_polib(polib.pofile(str(file)), lang=lang)
    assert theirs.entries == ours.entries
    assert [entry.where for entry in theirs.entries] == [entry.where for entry in ours.entries]
    # polib doesn't read the previous text of what is obsolete.
    assert theirs.obsolete == tuple(entry.replace(previous=None) for entry in ours.obsolete)
    assert (sorted(theirs.header), theirs.preamble) == (sorted(ours.header), ours.preamble)
    return ours


def folders(start: Path) -> Iterator[Path]:
    """A new folder each time: a catalog is called after its language alone."""
    for number in count():
        (start / str(number)).mkdir()
        yield start / str(number)


def test_validators_have_nothing_to_say_about_a_catalog(tmp_path: Path) -> None:
    files = []
    places = folders(tmp_path)
    for lang in LANGS:
        fresh, _ = catalog.update(None, template(document(PARTS)), lang, ABOUT, MOMENT)
        files += [written(made, next(places)) for made in (fresh, rich(lang))]
    for file in files:
        assert validators.msgfmt(file) == []
    assert validators.i18nspector(*files) == []


def test_validators_have_nothing_to_say_about_a_template(tmp_path: Path) -> None:
    files = []
    places = folders(tmp_path)
    contacts = ("", "talks@roca.net", "https://roca.net/talks")
    for lang, contact in product(("en", "zh-Hans", "pt-BR"), contacts):
        about = replace(ABOUT, contact=contact)
        first = template(document(PARTS, lang=lang), about=about)
        second = template(document(NOW, lang=lang), first, about)
        assert second.obsolete, "a template that remembers ids is what is to be tried"
        files += [written(made, next(places), "talk.pot") for made in (first, second)]
    for file in files:
        # As it says of every template.
        language = f"{file}:3: warning: header field 'Language' still has the initial default value"
        assert validators.msgfmt(file) == [language]
    assert validators.i18nspector(*files) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_msgcat_writes_loads_the_same_and_stays_as_it_is(layout: str, tmp_path: Path) -> None:
    made = rich("fr")
    file, theirs = written(made, tmp_path), tmp_path / "theirs.po"
    assert validators.msgcat(file, theirs, *LAYOUTS[layout]) == []
    found = read_by_both(theirs.read_bytes(), tmp_path)
    assert found.header == made.header
    assert found.preamble == made.preamble
    if layout == "a reference on each line":
        assert by_source(found)[LONG.replace("ice", "river ice")].where[0].startswith("source/talk.txt:s")
    assert same(found, made)
    if layout != "indented":
        assert po.dump(found, theirs.read_bytes()) == theirs.read_bytes()


def without_edits(made: Catalog) -> tuple[Entry, ...]:
    """The entries without what was edited since they were translated."""
    return tuple(
        entry.replace(notes=tuple(note for note in entry.notes if not note.startswith("Changed")))
        for entry in made.entries
    )


def test_what_msgmerge_writes_loads_the_same(tmp_path: Path) -> None:
    """The same source, another program: where nothing was edited, its result is ours."""
    made = rich("fr")
    file = written(made, tmp_path)
    pot = written(template(document(NOW)), tmp_path, "talk.pot")
    merged = tmp_path / "merged.po"
    assert validators.msgmerge(file, pot, merged, "--previous", "--no-fuzzy-matching") == []
    found = read_by_both(merged.read_bytes(), tmp_path)
    # It takes extracted comments from the template, which knows no translation that was made before an edit.
    assert found.entries == without_edits(made)
    assert found.obsolete == made.obsolete
    assert po.dump(found, merged.read_bytes()) == merged.read_bytes()
    # What was finished before an edit rests in the file: so an update tells it again as it was.
    again, _ = catalog.update(found, template(document(NOW)), "fr", ABOUT, MOMENT)
    assert again.entries == made.entries
    assert any(note.startswith("Changed since it was") for entry in again.entries for note in entry.notes)


def test_what_a_template_tells_of_places_stays_out_of_translations(tmp_path: Path) -> None:
    """`msgmerge`, and with it Poedit and Weblate, takes all comments of what is new."""
    said = [*PARTS, ("mara", "Come again?"), ("ilyas", "Well."), ("mara", "Come again?")]
    pot = written(template(document(said), template(document(PARTS))), tmp_path, "talk.pot")
    merged = tmp_path / "merged.po"
    file = written(translation(document(PARTS)), tmp_path)
    assert validators.msgmerge(file, pot, merged, "--previous", "--no-fuzzy-matching") == []
    found = po.load(merged.read_bytes(), "talk.po", "fr")
    assert by_source(found)["Come again?"].comments[0].startswith("order: ")
    made, _ = catalog.update(found, po.load(pot.read_bytes(), "talk.pot", ""), "fr", ABOUT, LATER)
    assert not any(entry.comments for entry in made.entries)


def test_an_update_after_msgmerge_is_small(tmp_path: Path) -> None:
    """Their fuzzy matches, wrapping and order of comments are kept: only what is ours is put right."""
    old = translation(document(PARTS))
    pot = template(document(NOW), template(document(PARTS)))
    merged = tmp_path / "merged.po"
    file, pot_file = written(old, tmp_path), written(pot, tmp_path, "talk.pot")
    assert validators.msgmerge(file, pot_file, merged, "--previous") == []
    data = merged.read_bytes()
    found = read_by_both(data, tmp_path)
    new, changes = catalog.update(found, pot, "fr", ABOUT, LATER)
    assert str(changes) == f"0 new, 0 fuzzy, 0 gone, {len(new.entries)} unchanged"
    assert {e.source: e.state for e in new.entries} == {e.source: e.state for e in found.entries}
    # Besides, what was edited is told again: `msgmerge` has taken these comments from the template.
    assert any(map(edits.noted, new.entries))
    assert po.dump(replace(new, entries=without_edits(new)), data) == data


@pytest.mark.skipif(importlib.util.find_spec("translate") is None, reason="translate-toolkit is missing")
def test_what_translate_toolkit_writes_loads_the_same(tmp_path: Path) -> None:
    """As Weblate and Pootle write, with a wrapping of its own."""
    from translate.storage.pypo import pofile  # type: ignore[import-not-found,unused-ignore]

    made = rich("fr")
    store = pofile(io.BytesIO(po.dump(made)))
    for unit in store.units:
        if not unit.isheader() and unit.istranslated():
            unit.target = str(unit.target)  # touched, so wrapped anew
    data = bytes(store)
    found = read_by_both(data, tmp_path)
    assert same(found, made)
    assert po.dump(found, data) == data


@pytest.mark.parametrize("layout", [None, *(name for name in LAYOUTS if name != "indented")])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_poedit_saves_loads_the_same_and_stays_as_it_is(
    layout: str | None, ends: str, tmp_path: Path
) -> None:
    """It keeps the layout that it finds, and adds one field."""
    made = rich("fr")
    file = written(made, tmp_path)
    if layout is not None:
        assert validators.msgcat(file, file, *LAYOUTS[layout]) == []
    before = file.read_text("utf-8").replace("\n", ends)
    theirs = poedit.saved(before.encode(), "2026-11-28 01:10+0100")
    changed = set(theirs.splitlines()) - set(before.encode().splitlines())
    assert {line.split(b":")[0] for line in changed} == {b'"PO-Revision-Date', b'"X-Generator'}
    found = read_by_both(theirs, tmp_path)
    assert same(found, made)
    new, changes = catalog.update(found, template(document(NOW)), "fr", ABOUT, LATER)
    assert str(changes).startswith("0 new, 0 fuzzy, 0 gone, ")
    if layout != "sorted":
        assert po.dump(new, theirs) == theirs


def test_what_poedit_leaves_out_is_no_translators_work(tmp_path: Path) -> None:
    """Flags that gettext doesn't know, a comment behind all, blanks at the ends of comments."""
    made = rich("fr")
    first = made.entries[0].replace(comments=("Ask. ", "", "close"), flags=("no-wrap", "apart"))
    made = replace(made, entries=(first, *made.entries[1:]), trailer=("Bye.",))
    data = po.dump(made).replace(b"# close", b"#close")
    found = read_by_both(poedit.saved(b"\xef\xbb\xbf" + data, "2026-11-28 01:10+0100"), tmp_path)
    assert found.entries == (
        first.replace(comments=("Ask.", "", "close"), flags=("no-wrap",)),
        *made.entries[1:],
    )
    assert (found.obsolete, found.trailer) == (made.obsolete, ())
    # The wish is obeyed as a comment, which stays.
    asking = first.replace(comments=("apart",), ids=("s0AAAAA", "s1AAAAA"))
    data = po.dump(replace(made, entries=(asking, *made.entries[1:])))
    kept = po.load(poedit.saved(data, ""), "talk.po", "fr")
    assert portions.asked_apart(kept) == ("s1AAAAA",)


@pytest.mark.parametrize("width", [0, 40, 78])
def test_what_polib_writes_loads_the_same(width: int, tmp_path: Path) -> None:
    made = rich("fr")
    file = po.to_polib(made)
    file.wrapwidth = width
    file.save(str(tmp_path / "theirs.po"))
    data = (tmp_path / "theirs.po").read_bytes()
    found = read_by_both(data, tmp_path)
    # It wraps notes as well, and writes no previous text of what is obsolete.
    assert bare(found.entries) == bare(made.entries)
    assert bare(found.obsolete) == bare(entry.replace(previous=None) for entry in made.obsolete)
    assert po.dump(found, data) == data


def test_what_omegat_writes_is_read_by_both(tmp_path: Path) -> None:
    """In its way: what isn't translated has the source's words or none, and drafts lose their mark."""
    made = rich("fr")
    entries = tuple(
        entry.replace(state="done", previous=None, target=entry.target or entry.source)
        for entry in made.entries
    )
    written_ = po.dump(replace(made, entries=entries, obsolete=()))
    found = read_by_both(written_.replace(b"\n", b"\r\n"), tmp_path)
    assert found.entries == entries


@pytest.mark.parametrize(
    "path", sorted(LOCALES.rglob("*.po")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_the_catalogs_of_the_sample_are_read_by_both(path: Path, tmp_path: Path) -> None:
    lang = languages.get(languages.from_gettext(path.parts[-3])).tag
    read_by_both(path.read_bytes(), tmp_path, lang)
