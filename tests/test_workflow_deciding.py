"""What an editor decides about a reading: written into the sidecar, and read so again."""

from __future__ import annotations

import contextlib
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.errors import DiglotError
from toolkit.model import KINDS, Document, Kind, Paragraph, Turn
from toolkit.project import find
from toolkit.workflow import casting, deciding
from toolkit.workflow.deciding import Reread
from toolkit.workflow.held_readings import HeldReadings
from toolkit.workflow.reading_rows import doubts, rows
from toolkit.workflow.workspace import Workspace

TALK = """\
The Night Ferry

Published: May 4, 2026

A conversation on the pier.

Mara Lind: When did the ferry stop?

Jonas Weber: In the winter of the long ice. We walked across.

She laughs and pours the tea.

It was colder than anybody remembers, and nobody complained.

Mara Lind: Yes.

Jonas Weber: Yes.

Mara Lind: And today?

Jonas Weber: Yes.

Today there is a bridge, and no one walks.

The interview was held in the harbour office.
"""
ARABIC = """\
مارا: متى توقفت العبّارة؟

يوناس: في شتاء الجليد الطويل. مشينا فوق النهر.

تضحك وتصبّ الشاي.

مارا: نعم.

يوناس: نعم.
"""
SIDECAR = """\
# The talk of March.
title = "The Night Ferry"  # as printed

[[speakers]]
name = "Mara Lind"   # asks
role = "interviewer"

[[ignore]]
code = "D407"
reason = "It has one."
"""


@contextmanager
def project(text: str = TALK, sidecar: str = "", lang: str = "en") -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "source").mkdir()
        (root / "diglot.toml").write_text(f'source-language = "{lang}"\n', "utf-8")
        (root / "source/ferry.txt").write_text(text, "utf-8")
        if sidecar:
            (root / "source/ferry.toml").write_bytes(sidecar.encode())
        yield Workspace(find(root), held_open=True)


def typed(here: Workspace) -> str:
    path = here.project.root / "source/ferry.toml"
    return path.read_bytes().decode() if path.exists() else ""


def read(here: Workspace) -> Document:
    """The document as another program would read it."""
    return Workspace(here.project).document("ferry")


def said(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    names = {speaker.key: speaker.name for speaker in document.speakers}
    units = ((turn, p) for _, turn, p in document.numbered())
    return [(p.text, p.kind, tuple(names[key] for key in turn.speakers)) for turn, p in units]


def at(document: Document, words: str, which: int = 0) -> tuple[Turn, Paragraph]:
    return [(turn, p) for _, turn, p in document.numbered() if words in p.text][which]


def ids(here: Workspace, words: str, which: int = 0) -> list[str]:
    return [at(here.document("ferry"), words, which)[1].id]


def test_a_kind_is_decided_by_the_first_words() -> None:
    with project(sidecar=SIDECAR) as here:
        done = deciding.decide(here, "ferry", ids(here, "She laughs"), kind="narration")
        assert done.changed and at(read(here), "She laughs")[1].kind == "narration"
        decision = '[[decide]]\nbegins = "She laughs and pours the tea"\nkind = "narration"\n'
        assert typed(here) == f"{SIDECAR}\n{decision}"
        # Whoever thinks better of it changes that table.
        deciding.decide(here, "ferry", ids(here, "She laughs"), kind="event")
        assert at(read(here), "She laughs")[1].kind == "event"
        assert typed(here).count("[[decide]]") == 1
        deciding.undecide(here, "ferry", ids(here, "She laughs"))
        assert typed(here) == SIDECAR


def test_paragraphs_that_say_the_same_are_told_apart() -> None:
    with project() as here:
        deciding.decide(here, "ferry", ids(here, "Yes.", 1), kind="speech", speakers=["Mara Lind"])
        yes = [who for text, _, who in said(read(here)) if text == "Yes."]
        assert yes == [("Mara Lind",), ("Mara Lind",), ("Jonas Weber",)]
        assert 'which = "2 of 3"' in typed(here)


def test_neighbours_are_decided_at_once_and_one_of_them_otherwise_later() -> None:
    with project() as here:
        both = [*ids(here, "She laughs"), *ids(here, "It was colder")]
        deciding.decide(here, "ferry", both, kind="narration")
        assert typed(here).count("[[decide]]") == 1 and "until" in typed(here)
        deciding.decide(here, "ferry", ids(here, "It was colder"), kind="speech")
        assert [at(read(here), words)[1].kind for words in ("She laughs", "It was colder")] == [
            "narration",
            "speech",
        ]
        deciding.undecide(here, "ferry", ids(here, "She laughs"))
        assert tomllib.loads(typed(here))["decide"] == [
            {"begins": "It was colder than anybody remembers", "kind": "speech"}
        ]


def test_who_is_not_known_becomes_a_speaker() -> None:
    with project() as here:
        deciding.decide(here, "ferry", ids(here, "Today there"), kind="speech", speakers=["Ilse Kranz"])
        assert said(read(here))[-2][1:] == ("speech", ("Ilse Kranz",))
        assert tomllib.loads(typed(here))["speakers"] == [{"name": "Ilse Kranz"}]


def test_what_cannot_be_decided_is_an_error_and_nothing_is_written() -> None:
    with project(sidecar=SIDECAR) as here:
        laughs = ids(here, "She laughs")
        acts: list[Callable[[], Reread]] = [
            lambda: deciding.decide(here, "ferry", ["s000000"], kind="note"),
            lambda: deciding.decide(here, "ferry", laughs, kind="note", speakers=["Mara Lind"]),
            lambda: casting.rename(here, "ferry", "Mara Lind", "Jonas Weber"),
            lambda: casting.rename(here, "ferry", "Nobody", "Somebody"),
            lambda: casting.rename(here, "ferry", "Mara Lind", " "),
            lambda: casting.merge(here, "ferry", "Mara Lind", "Nobody"),
            lambda: casting.describe(here, "ferry", "Mara Lind", role="king"),
            lambda: casting.describe(here, "ferry", "Mara Lind", portrait="mara.jpg", portrait_alt="Mara"),
            lambda: casting.label(here, "ferry", "Mara Lind", ["Nobody"]),
        ]
        for act in acts:
            with pytest.raises(DiglotError) as caught:
                act()
            assert caught.value.hint
        assert typed(here) == SIDECAR


WRAPPED = """\
Mara: We sailed at six, and the whole of the harbour was on the quay to see us off that morning, my
mother among them.

Jonas: Who came along?

Mara: Nobody came, for all who had said that they would were asleep in their beds by that hour,
and more fools they.
"""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_decided_about_a_paragraph_of_two_lines_leaves_the_others(kind: Kind) -> None:
    with project(WRAPPED) as here:
        *others, about = ((row["kind"], row["speaker"], row["text"]) for row in rows(here.document("ferry")))
        deciding.decide(here, "ferry", ids(here, "Nobody came"), kind=kind)
        made = [(row["kind"], row["speaker"], row["text"]) for row in rows(here.document("ferry"))]
    assert made[:2] == others
    assert {of for of, _, _ in made[2:]} == {kind}
    assert "".join(text for _, _, text in made[2:]).replace(" ", "").endswith(about[2].replace(" ", ""))


def test_a_paragraph_that_no_decision_can_name_is_told() -> None:
    with project(WRAPPED) as here:
        assert [row["line"] for row in rows(here.document("ferry"))] == [1, 4, 6]
        deciding.decide(here, "ferry", ids(here, "Nobody came"), kind="separator")
        # Nothing goes on with a separator. Its second line is a paragraph since then, and only then.
        assert [row["line"] for row in rows(here.document("ferry"))] == [1, 4, 6, 7]
        before = typed(here)
        with pytest.raises(DiglotError, match="no decision can name") as caught:
            deciding.decide(here, "ferry", ids(here, "and more fools"), kind="speech")
        assert str(caught.value.where) == "source/ferry.txt:7"
        assert typed(here) == before


def test_a_speaker_is_renamed_and_keeps_labels_and_key() -> None:
    with project(sidecar=SIDECAR.replace("\n", "\r\n")) as here:
        before = here.document("ferry")
        casting.rename(here, "ferry", "Jonas Weber", "Jonas W. Weber")
        casting.rename(here, "ferry", "Mara Lind", "Dr. Mara Lind")
        after = read(here)
        assert [speaker.name for speaker in after.speakers] == ["Dr. Mara Lind", "Jonas W. Weber"]
        assert [speaker.key for speaker in after.speakers] == [speaker.key for speaker in before.speakers]
        assert [turn.speakers for turn in after.turns] == [turn.speakers for turn in before.turns]
        assert "# asks" in typed(here) and typed(here).count("\r\n") == typed(here).count("\n")


def test_two_speakers_are_made_one() -> None:
    twice = TALK.replace("Jonas Weber: Yes.", "The Captain: Yes.")
    captain = '\n[[speakers]]\nname = "The Captain"\nrole = "guest"\nkey = "cap"\n'
    with project(twice, SIDECAR + captain) as here:
        deciding.decide(here, "ferry", ids(here, "Today there"), kind="speech", speakers=["cap"])
        casting.merge(here, "ferry", "The Captain", "Jonas Weber")
        after = read(here)
        assert [(speaker.name, speaker.role) for speaker in after.speakers] == [
            ("Mara Lind", "interviewer"),
            ("Jonas Weber", "guest"),
        ]
        assert said(after)[-2][2] == ("Jonas Weber",)


def test_a_role_is_said_and_taken_back() -> None:
    with project(sidecar=SIDECAR) as here:
        casting.describe(here, "ferry", "Jonas Weber", role="interviewee")
        assert {who.name: who.role for who in read(here).speakers}["Jonas Weber"] == "interviewee"
        casting.describe(here, "ferry", "Mara Lind", role="unknown")
        assert 'name = "Mara Lind"   # asks\n\n' in typed(here)
        assert not casting.describe(here, "ferry", "Mara Lind", role="").changed


def test_a_portrait_is_looked_for() -> None:
    with project() as here:
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
        (here.project.root / "source/mara.svg").write_text(drawing, "utf-8")
        casting.describe(here, "ferry", "Mara Lind", portrait="mara.svg", portrait_alt="Mara at the window")
        assert "![Mara at the window](mara.svg)" in [p.text for p in read(here).paragraphs()]
        # A picture that the sidecar places is no paragraph about which anything is decided.
        deciding.decide(here, "ferry", ids(here, "She laughs"), kind="narration")
        assert at(read(here), "She laughs")[1].kind == "narration"


def test_a_label_is_nobodys_and_somebodys_again() -> None:
    with project(TALK.replace("Published:", "Mara:").replace("May 4, 2026", "why?")) as here:
        label = "Jonas Weber"
        casting.label(here, "ferry", label, [])
        assert label not in {speaker.name for speaker in read(here).speakers}
        casting.label(here, "ferry", label, ["Mara Lind"])
        assert {turn.speakers for turn in read(here).turns if turn.label == label} == {("mara-lind",)}
        casting.label(here, "ferry", label, [])
        casting.label(here, "ferry", label, [label])
        assert label in {speaker.name for speaker in read(here).speakers}
        casting.label(here, "ferry", label, [label, "Mara Lind"])
        assert ("Jonas Weber", "Mara Lind") in {who for _, _, who in said(read(here))}


def test_a_label_may_be_of_people_who_have_no_other() -> None:
    with project() as here:
        casting.label(here, "ferry", "Jonas Weber", ["Jonas", "The Captain"])
        assert ("Jonas", "The Captain") in {who for _, _, who in said(read(here))}
        casting.label(here, "ferry", "Mara Lind", ["Mara Lind", "Jonas"])
        assert ("Mara Lind", "Jonas") in {who for _, _, who in said(read(here))}


def test_rows_tell_what_is_doubtful_and_what_it_costs() -> None:
    with project() as here:
        reading = here.reading("ferry", doubts=True)
        asked = doubts(reading.document, reading.findings or ())
        assert [doubt.cost for doubt in asked] == sorted((doubt.cost for doubt in asked), reverse=True)
        shown = [*rows(reading.document)]
        for doubt in asked:
            assert {shown[k]["line"] for k in doubt.rows} >= {doubt.finding.every_line[0]}
        (said,) = [doubt for doubt in asked if doubt.finding.code == "D102"]
        deciding.decide(here, "ferry", [shown[k]["id"] for k in said.rows], kind="narration")
        reading = here.reading("ferry", doubts=True)
        left = doubts(reading.document, reading.findings or ())
        assert "D102" not in {doubt.finding.code for doubt in left}


DECIDED: tuple[Kind, ...] = ("narration", "speech", "heading", "note", "caption")


@pytest.mark.slow
@given(st.sampled_from([(TALK, "en"), (ARABIC, "ar")]), st.sampled_from(["", SIDECAR]), st.data())
@examples(30)
def test_what_was_decided_is_read_in_either_order(
    text: tuple[str, str], sidecar: str, data: st.DataObject
) -> None:
    ends: list[Document] = []
    words, lang = text
    with project(words, sidecar.replace("Mara Lind", "مارا") if lang == "ar" else sidecar, lang) as here:
        path = here.project.root / "source/ferry.toml"
        first = typed(here)
        count = len([*here.document("ferry").paragraphs()])
        places = data.draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True))
        acts = [(place, data.draw(st.sampled_from(DECIDED))) for place in places]
        for order in (acts, acts[::-1]):
            path.write_bytes(first.encode())
            here.refresh()
            for place, kind in order:
                wanted = [*here.document("ferry").paragraphs()][place]
                assert deciding.decide(here, "ferry", [wanted.id], kind=kind).changed
                assert [*read(here).paragraphs()][place].kind == kind
                # All that was typed is there, in its order.
                assert typed(here).startswith(first.rstrip("\n"))
            ends.append(read(here))
    assert said(ends[0]) == said(ends[1])


ODD = ["mara-lind", 'Ilse "Kranz"', "مارا", "\u200b", " ", "#", "x\ny"]
NAMES = st.one_of(
    st.sampled_from(["Mara Lind", "Jonas Weber"]),
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
ACTS: st.SearchStrategy[Callable[[Workspace, list[str]], Reread]] = st.one_of(
    st.builds(
        lambda which, kind, names: (
            lambda here, ids: deciding.decide(
                here, "ferry", [ids[k % len(ids)] for k in which], kind=kind, speakers=names
            )
        ),
        st.lists(st.integers(0, 20), max_size=3),
        st.sampled_from([*DECIDED, ""]),
        st.lists(NAMES, max_size=2),
    ),
    st.integers(0, 20).map(lambda k: lambda here, ids: deciding.undecide(here, "ferry", [ids[k % len(ids)]])),
    st.tuples(NAMES, NAMES).map(lambda two: lambda here, _: casting.rename(here, "ferry", *two)),
    st.tuples(NAMES, NAMES).map(lambda two: lambda here, _: casting.merge(here, "ferry", *two)),
    st.tuples(NAMES, st.lists(NAMES, max_size=2)).map(
        lambda of: lambda here, _: casting.label(here, "ferry", *of)
    ),
    st.tuples(NAMES, st.sampled_from(["guest", "unknown", ""])).map(
        lambda two: lambda here, _: casting.describe(here, "ferry", two[0], role=two[1])
    ),
)


@pytest.mark.slow
@given(st.lists(ACTS, min_size=1, max_size=6), st.sampled_from(["", SIDECAR]))
@examples(40)
def test_whatever_is_asked_for_the_sidecar_stays_one(
    acts: list[Callable[[Workspace, list[str]], Reread]], sidecar: str
) -> None:
    """Each act is done whole or not at all, and no word of the transcript is lost."""
    with project(TALK, sidecar) as here:
        words = "".join("".join(p.text.split()) for p in here.document("ferry").paragraphs())
        letters = sorted(filter(str.isalpha, words))
        for act in acts:
            before, done = typed(here), None
            with contextlib.suppress(DiglotError):
                done = act(here, [p.id for p in here.document("ferry").paragraphs()])
            assert (done is not None and done.changed) == (typed(here) != before)
            after = read(here)
            labels = "".join("".join(turn.label.split()) for turn in after.turns)
            left = sorted(filter(str.isalpha, labels + "".join(p.text for p in after.paragraphs())))
            assert len(left) >= len(letters)
            assert all(line in typed(here) for line in sidecar.splitlines() if line.startswith("# The talk"))


@pytest.mark.parametrize("near", [False, True])
def test_whoever_speaks_by_a_decision_speaks_though_their_label_is_text(near: bool) -> None:
    """Their only label is decided to be something else, before or behind what is theirs."""
    text = TALK.replace("Jonas Weber: Yes.\n\nToday", "The Captain: Yes, always.\n\nToday")
    for order in (("always", "harbour office"), ("harbour office", "always")):
        with project(text) as here:
            here.readings = HeldReadings(here.project, near=near)
            for words in order:
                about = ids(here, words)
                if words == "always":
                    deciding.decide(here, "ferry", about, kind="narration")
                else:
                    deciding.decide(here, "ferry", about, kind="speech", speakers=["The Captain"])
            found = {words: kind_and_who for words, *kind_and_who in said(read(here))}
            assert found["The interview was held in the harbour office."] == ["speech", ("The Captain",)]
            assert found["The Captain: Yes, always."] == ["narration", ()]
            assert said(here.document("ferry")) == said(read(here))
