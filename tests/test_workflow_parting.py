"""Where paragraphs begin, as an editor decides: written into the sidecar, and read so again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_workflow_deciding import TALK, at, ids, project, read, said, typed
from toolkit import po
from toolkit.config import SeamTable, Sidecar
from toolkit.errors import DiglotError
from toolkit.model import Document
from toolkit.reading.lines import Line, cut
from toolkit.transcript import seams
from toolkit.transcript.seams import Seam, Seams
from toolkit.workflow import deciding, parting
from toolkit.workflow.catalogs import extract
from toolkit.workflow.workspace import Workspace

NOW = datetime(2026, 3, 14, tzinfo=UTC)
WRAPPED = """\
Mara Lind: When did the ferry stop?

Jonas Weber: In the winter of the long ice. We walked across the harbour, and

nobody paid for it, not even the mayor. Was it sad? The harbour was
full of people, and nobody paid for the tea.

Jonas Weber: No.

Mara Lind: And today?

Jonas Weber: Yes.
"""


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def offset(here: Workspace, words: str, which: int = 0) -> int:
    return at(here.document("ferry"), words, which)[1].text.index(words)


def test_a_paragraph_that_a_blank_line_has_cut_is_put_together() -> None:
    with project(WRAPPED) as here:
        before = texts(read(here))
        parting.join(here, "ferry", ids(here, "nobody paid for it")[0])
        assert typed(here) == '[[join]]\nbegins = "nobody paid for it, not even"\n'
        joined = texts(read(here))
        assert "the harbour, and nobody paid for it, not even the mayor." in joined[1]
        assert joined[2:] == before[3:]
        # Parted again where it was: nothing is left of it.
        (name,) = ids(here, "nobody paid for it")
        parting.split(here, "ferry", name, offset(here, "nobody paid for it"))
        assert texts(read(here)) == before and typed(here) == ""


def test_a_paragraph_is_parted_where_a_line_of_verse_ends() -> None:
    verse = WRAPPED.replace(
        "Jonas Weber: No.", "Jonas Weber: The ice was wide.<br>We walked.<br>Nobody came back."
    )
    with project(verse) as here:
        (name,) = ids(here, "The ice was wide.")
        parting.split(here, "ferry", name, offset(here, "Nobody came back."))
        parted = texts(read(here))
        assert "The ice was wide.<br>We walked." in parted and "Nobody came back." in parted


def test_two_turns_in_one_paragraph_become_two() -> None:
    with project(WRAPPED) as here:
        (name,) = ids(here, "Was it sad?")
        parting.split(here, "ferry", name, offset(here, "Was it sad?"))
        deciding.decide(here, "ferry", ids(here, "Was it sad?"), kind="speech", speakers=["Mara Lind"])
        spoken = [(words, who) for words, _, who in said(read(here))]
        assert ("nobody paid for it, not even the mayor.", ("Jonas Weber",)) in spoken
        assert any(words.startswith("Was it sad?") and who == ("Mara Lind",) for words, who in spoken)
        # Put together again: what was decided of the second alone goes with it.
        parting.join(here, "ferry", ids(here, "Was it sad?")[0])
        assert "decide" not in typed(here) and "split" not in typed(here)


def test_a_label_behind_a_place_begins_a_turn() -> None:
    text = TALK.replace("We walked across.", "We walked across. Anna Holt: And then?")
    with project(text) as here:
        (name,) = ids(here, "Anna Holt")
        parting.split(here, "ferry", name, offset(here, "Anna Holt"))
        assert ("And then?", "speech", ("Anna Holt",)) in said(read(here))


def test_the_ids_of_all_others_stay_and_translations_are_carried() -> None:
    with project(WRAPPED) as here:
        list(extract(here, ["ferry"], ["fr"], NOW))
        path = here.project.catalog_path("ferry", "fr")
        catalog = po.load(path.read_bytes(), "", "fr")
        done = [entry.replace(target=f"« {entry.source} »", state="done") for entry in catalog.entries]
        path.write_bytes(po.dump(replace(catalog, entries=tuple(done)), None))
        here.refresh()
        before = {p.text: p.id for p in here.document("ferry").paragraphs()}
        parting.join(here, "ferry", ids(here, "nobody paid for it")[0])
        now = {p.text: p.id for p in here.document("ferry").paragraphs()}
        assert {text: now[text] for text in now if text in before} == {
            text: before[text] for text in now if text in before
        }
        assert len(now.keys() - before.keys()) == 1
        list(extract(here, ["ferry"], ["fr"], NOW))
        after = po.load(path.read_bytes(), "", "fr")
        made = next(entry for entry in after.entries if "and nobody paid for it" in entry.source)
        # A draft of all that was translated of both.
        assert made.state == "fuzzy" and "We walked" in made.target and "not even the mayor" in made.target
        assert sum(entry.state == "done" for entry in after.entries) == len(done) - 2


@pytest.mark.parametrize(
    ("words", "at_", "what"),
    [("When did", 0, "both parts need words"), ("When did", 3, "can't begin a paragraph")],
)
def test_what_cannot_be_parted_is_refused(words: str, at_: int, what: str) -> None:
    with project(WRAPPED) as here:
        with pytest.raises(DiglotError, match=what):
            parting.split(here, "ferry", ids(here, words)[0], at_)
        assert typed(here) == ""


def test_the_first_goes_on_with_nothing_and_a_turn_with_no_other() -> None:
    with project(WRAPPED) as here:
        with pytest.raises(DiglotError, match="no paragraph stands before"):
            parting.join(here, "ferry", ids(here, "When did")[0])
        assert typed(here) == ""


def test_a_decision_that_would_fit_nothing_is_told() -> None:
    with project(WRAPPED) as here:
        deciding.decide(here, "ferry", ids(here, "nobody paid for it"), kind="narration")
        before = typed(here)
        (name,) = ids(here, "nobody paid for it")
        with pytest.raises(DiglotError, match="would fit nothing"):
            parting.split(here, "ferry", name, len("nobody paid"))
        assert typed(here) == before


@pytest.mark.parametrize(
    ("sidecar", "code"),
    [
        ('[[split]]\nbegins = "words that stand nowhere"\n', "D104"),
        ('[[join]]\nbegins = "In the winter"\n', "D104"),
        ('[[split]]\nbegins = "nobody paid for"\n', "D105"),
        ('[[split]]\nbegins = "nobody paid for"\nwhich = "1 of 3"\n', "D105"),
    ],
)
def test_what_fits_no_place_or_several_is_told(sidecar: str, code: str) -> None:
    with project(WRAPPED, sidecar) as here:
        assert code in {finding.code for finding in here.reading("ferry").certain}


def test_which_tells_places_apart() -> None:
    with project(WRAPPED, '[[split]]\nbegins = "nobody paid for"\nwhich = "2 of 2"\n') as here:
        assert not here.reading("ferry").certain
        assert "nobody paid for the tea." in texts(read(here))


WORDS = st.sampled_from(["tea", "Tea", "ice", "“ice”", "harbour", "a", "été", "茶", "港口", "don’t", "شاي"])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6)


@given(LINES, st.data())
@examples(200)
def test_each_place_is_found_by_what_names_it(words: list[list[str]], data: st.DataObject) -> None:
    lines = [Line(" ".join(of), number) for number, of in enumerate(words, 1)]
    seams = Seams(lines)
    line = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(words[line]) - 1))
    at_ = len(" ".join(words[line][:place])) + bool(place)
    if line or at_:
        rest = " ".join((lines[line].text[at_:], *(other.text for other in lines[line + 1 :])))
        begins, places = seams.naming(rest, inside=True)
        assert Seam(line, at_) in places
        which = f"{places.index(Seam(line, at_)) + 1} of {len(places)}" if len(places) > 1 else ""
        # However it is typed and broken.
        typed_ = begins.upper().replace(" ", "\n ").replace("’", "'")
        assert seams.named(SeamTable(typed_, which), inside=True)[0] == Seam(line, at_)


@pytest.mark.parametrize("words", ["Mara Lind ", "شاي البحر ", "茶港口"])
def test_what_stands_in_many_places_is_looked_for_in_two(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def looked(lines: int) -> int:
        asked = 0
        known = seams._key

        def counted(text: str) -> str:
            nonlocal asked
            asked += 1
            return known(text)

        found = Seams([Line(words * 20, number) for number in range(1, lines + 1)])
        found.naming(words * 20, inside=True)
        with monkeypatch.context() as patched:
            patched.setattr(seams, "_key", counted)
            found.naming(f"{words * 4}tea", inside=True)
            # All places of what names none by itself are known by now.
            found.naming(words * 20, inside=True)
        return asked

    assert looked(5) == looked(20) > 0


@pytest.mark.parametrize("sign", ["“", "« ", "「", "؟ ", "(", "— a"])
def test_places_in_a_line_of_signs_are_found_by_looking_at_each_once(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs = sign * 60
    found = Seams([Line(f"{signs}{'end' * number}", number) for number in range(1, 9)])
    known, asked = seams._key, 0

    def counted(text: str) -> str:
        nonlocal asked
        asked += 1
        return known(text)

    monkeypatch.setattr(seams, "_key", counted)
    for _ in range(9):
        assert len(found.fitting(sign * 3, inside=True)) > 8
    assert asked <= 2 * 8 * len(signs)


@given(st.lists(WORDS, min_size=2, max_size=8), st.data())
@examples(100)
def test_a_line_that_is_cut_keeps_its_words_and_its_places(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    line = Line(text, 3, at=10, strong=data.draw(st.integers(0, len(text))), start=5, end=9)
    place = len(" ".join(words[: data.draw(st.integers(1, len(words) - 1))]))
    first, second = cut(line, 0, place), cut(line, place, len(text))
    assert f"{first.text} {second.text}" == text
    assert text[second.at - 10 :] == second.text and first.at == 10
    assert first.strong == min(line.strong, place) and second.strong == max(0, line.strong - place - 1)
    assert (first.start, second.end) == (5, 9) and (first.end, second.start) == (None, None)


def test_a_sidecar_that_names_no_place_is_an_error() -> None:
    from toolkit.config import parse_sidecar

    assert parse_sidecar('[[join]]\nbegins = "x"\n', "t.toml") == Sidecar(join=(SeamTable("x"),))
    for text in ("[[split]]\n", '[[join]]\nbegins = " "\n', '[[join]]\nbegins = "x"\nwhich = "two"\n'):
        with pytest.raises(DiglotError):
            parse_sidecar(text, "t.toml")
