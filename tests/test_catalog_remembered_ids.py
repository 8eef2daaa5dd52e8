"""Ids of a document of which a few paragraphs are others: those that all of it would have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.catalog import ids
from toolkit.catalog.id_record import Register
from toolkit.catalog.remembered_ids import RememberedIds
from toolkit.model import Document, Kind, Location, Paragraph, Speaker, Turn

WORDS = ["Yes.", "نعم.", "渡船停了。", *(f"{n} walked across the ice in 19{n}." for n in range(10, 60))]
SPEAKERS = tuple(Speaker(key, key.title()) for key in ("mara", "jonas"))


def document(texts: list[tuple[int, str, str]]) -> Document:
    """A document: line, speaker or kind, and words of each paragraph."""
    turns = []
    for line, who, text in texts:
        spoken = who in ("mara", "jonas")
        kind: Kind = "speech" if spoken else "separator" if text == "* * *" else "narration"
        paragraph = Paragraph("", kind, text, Location("source/ferry.txt", line))
        turns.append(Turn(kind, (who,) if spoken else (), "", (paragraph,)))
    return Document(name="ferry", lang="en", speakers=SPEAKERS, turns=tuple(turns), path="source/ferry.txt")


def register(named: Document) -> Register:
    """What a template of a document says."""
    made = Register(())
    made.units = [unit for _, p, unit in ids.units(named) if p.kind != "separator"]
    made.names = [p.id for p in named.paragraphs() if p.kind != "separator"]
    return made


LINES = st.lists(
    st.tuples(
        st.sampled_from(["mara", "jonas", ""]),
        st.one_of(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), st.just("* * *")),
    ),
    min_size=3,
    max_size=12,
)
CHANGES = st.lists(st.tuples(st.sampled_from(["split", "join"]), st.integers(0, 50)), max_size=4)


def changed(texts: list[tuple[int, str, str]], way: str, place: int) -> list[tuple[int, str, str]]:
    """The paragraphs, of which one is parted, put together with the one before, or somebody else's."""
    place %= len(texts)
    line, who, text = texts[place]
    before, behind = texts[:place], texts[place + 1 :]
    first, _, rest = text.partition(". ")
    if way == "split" and rest:
        return [*before, (line, who, f"{first}."), (line, who, rest), *behind]
    if way == "join" and before:
        return [*before[:-1], (before[-1][0], before[-1][1], f"{before[-1][2]} {text}"), *behind]
    if way == "say" and not any(text == other for _, _, other in (*before, *behind)):
        return [*before, (line, "jonas" if who == "mara" else who, text), *behind]
    return texts


@given(LINES, CHANGES)
@examples(400)
def test_what_is_told_near_is_what_all_of_it_tells(
    lines: list[tuple[str, str]], changes: list[tuple[str, int]]
) -> None:
    texts = [(number, who, text) for number, (who, text) in enumerate(lines, 1)]
    named = ids.assign(document(texts), None)
    said, remembered = register(named), RememberedIds()
    remembered.remember(document(texts), named, ())
    for way, place in changes:
        texts = changed(texts, way, place)
        wanted = ids.assign(document(texts), said)
        told = remembered.on(document(texts), (), lambda: said, tuple)
        assert told in (None, wanted)
        remembered.remember(document(texts), wanted, ())


def test_one_paragraph_of_many_is_parted_near() -> None:
    texts = [(n, "mara", ". ".join(f"{(n + k) ** 9} {(n * k) ** 7}" for k in (1, 2))) for n in range(1, 60)]
    named = ids.assign(document(texts), None)
    said, remembered = register(named), RememberedIds()
    remembered.remember(document(texts), named, ())
    for way, place in (("split", 20), ("split", 40), ("say", 5), ("join", 21), ("split", 30)):
        texts = changed(texts, way, place)
        told = remembered.on(document(texts), (), lambda: said, tuple)
        assert told is not None and told == ids.assign(document(texts), said)
        named = told
        remembered.remember(document(texts), named, ())
    # A promise may be for what is new.
    then, remembered = document(texts), RememberedIds()
    remembered.remember(then, named, ())
    texts = changed(texts, "split", 50)
    promised = [("s123456", "", "code")]
    assert remembered.on(document(texts), (), lambda: said, lambda: promised) is None
    # Whether one was made is told once.
    promised.clear()
    assert remembered.on(document(texts), (), lambda: said, lambda: promised) is None
    remembered = RememberedIds()
    remembered.remember(then, named, ())
    assert not remembered.waits(said, tuple)
    assert remembered.on(document(texts), (), lambda: said, lambda: pytest.fail("read again")) is not None
