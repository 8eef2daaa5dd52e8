"""What a person decided of sentences is told in their words, and read whoever wraps the lines."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import document, translation
from pace import examples
from toolkit import po
from toolkit.catalog import pinned, provenance, review_of
from toolkit.catalog.comments import over_lines, quoted
from toolkit.model import Bead, Entry
from toolkit.text import cuts

WORDS = {
    "en": "The ferry left over after 12.1: aligned 0.97, doubtful [old.txt 7K2M9Q] machine: it left out "
    "reviewed by Ann [7K2M9Q] revised “yes” (2 of 3) = nothing + pinned 7K2M=9QXA context was none # | ~",
    "ar": "بقيت العبّارة هناك، قال «الحارس» في 1978: [نعم] = لا + left out “ربما”",
    "zh": "渡轮 整个 冬天 都 停 在 那里 ：“是” ＝ [7K2M9Q] + 没有 人 介意",
    "hi": "नाव वहीं रही और किसी ने नहीं देखा : = “हाँ” [7K2M9Q] revised",
    "fr": "Le bac était une machine : « oui » = l’herbe left out [7K2M9Q]",
}
STOPS = {"zh": "。", "hi": "।"}


@st.composite
def sides(draw: st.DrawFn, lang: str) -> list[str]:
    """Sentences of a paragraph, some of which say the same or begin and end as others do."""
    words = st.sampled_from(WORDS[lang].split())
    between = "" if lang == "zh" else " "
    made = draw(st.lists(st.lists(words, min_size=1, max_size=24), min_size=1, max_size=4))
    made += draw(st.lists(st.sampled_from(made), max_size=2))
    text = between.join(f"{between.join(one)}{STOPS.get(lang, '.')}" for one in made)
    return [*cuts.units(text, lang)]


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, str, list[Bead]]:
    """A message with what was decided of some of its sentences."""
    langs = "en", draw(st.sampled_from(sorted(WORDS)))
    source, target = (draw(sides(lang)) for lang in langs)
    free = draw(st.permutations(range(len(target))))
    beads = []
    for number in range(len(source)):
        theirs = sorted(free[:taken]) if (taken := draw(st.integers(0, 2))) else []
        free = free[taken:]
        beads.append(Bead((number,), tuple(theirs)))
    text = "".join(target)
    told = pinned.pinned_beads(beads, source, target)
    comments = (*(pinned.comment(bead, text, "old file.txt".replace(" ", "_")) for bead in told),)
    return Entry("turn|a", "".join(source), text, "done", comments=comments), langs[1], beads


def found(entry: Entry, lang: str) -> tuple[list[Bead], list[pinned.PinnedBead]]:
    units = cuts.units(entry.source, "en"), cuts.units(entry.target, lang)
    return pinned.found(pinned.beads_of(entry), *units)


@examples(60)
@given(entries(), st.integers(40, 100), st.booleans())
def test_what_was_decided_is_read_whatever_its_words_and_its_lines_are(
    made: tuple[Entry, str, list[Bead]], width: int, around: bool
) -> None:
    entry, lang, beads = made
    wanted = sorted(beads, key=lambda bead: bead.source)
    assert found(entry, lang) == (wanted, [])
    wrapped = [
        *textwrap.wrap("\n".join(entry.comments), width, break_long_words=False, break_on_hyphens=False)
    ]
    lines = ["Ask Mara.", *wrapped, "Then Bo."] if around else wrapped
    # Another program's wrapping, and a file.
    entry = entry.replace(comments=tuple(lines))
    base = translation(document())
    data = po.dump(replace(base, entries=(entry, *base.entries)))
    entry = po.load(data, "talk.po", "fr").entries[0]
    assert found(entry, lang) == (wanted, [])
    # It is no other comment of diglot's, and nobody's remark.
    assert not provenance.placed(entry) and provenance.omission(entry) is None and not review_of(entry)
    assert provenance.made_for(entry) is None and provenance.origin(entry) == "human"
    remarks = ("Ask Mara.", "Then Bo.") if around else ()
    assert provenance.remarks(entry.comments) == remarks
    assert over_lines(entry.comments) == entry.comments


@examples(40)
@given(entries())
def test_words_of_a_text_are_no_decision(made: tuple[Entry, str, list[Bead]]) -> None:
    """Such a comment within text that is kept in another one says nothing."""
    entry, _, _ = made
    kept = quoted(f"He wrote: {entry.comments[0]}")
    assert pinned.beads_of(entry.replace(comments=(f"left over after 1.1: {kept} [old.txt 7K2M9Q]",))) == ()


PAIR = (
    "The bridge came late. The ferry lay there. Grass grew.",
    "Die Fähre lag dort. Die Brücke kam spät. Gras wuchs.",
)
OLDER = "pinned HW2W=5G5H T0HN=HD3F 13RS= [talk.de.txt 7K2M9Q]"


def test_what_was_told_by_checksums_is_read() -> None:
    entry = Entry("turn|a", *PAIR, "done", comments=(OLDER,))
    beads, gone = found(entry, "de")
    assert (beads, gone) == ([Bead((0,), (1,)), Bead((1,), (0,)), Bead((2,), ())], [])
    assert pinned.file_of(OLDER) == "talk.de.txt"
    # What is decided now holds before it.
    units = cuts.units(PAIR[0], "en"), cuts.units(PAIR[1], "de")
    told = pinned.pinned_beads([Bead((0,), (0,))], *units)
    assert told == ((("“The bridge came late.”",), ("“Die Fähre lag dort.”",)),)
    newer = entry.replace(comments=(OLDER, pinned.comment(told[0], PAIR[1], "talk.de.txt")))
    assert found(newer, "de")[0] == [Bead((0,), (0,)), Bead((2,), ())]


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        (
            "She had walked all the way from the lower mill to the chapel on the hill, and nobody saw her.",
            "en",
            "“She had walked all the … hill, and nobody saw her.”",
        ),
        ("Oui. Oui.", "fr", "“Oui.” (1 of 2)"),
        ("《渡轮》：“停在那里”。", "zh", "“《渡轮》：‘停在那里’。”"),
    ],
)
def test_a_sentence_is_told_as_somebody_finds_it(text: str, lang: str, told: str) -> None:
    units = cuts.units(text, lang)
    ((ours, theirs),) = pinned.pinned_beads([Bead((0,), ())], units, units)
    assert (ours, theirs) == ((told,), ())
    assert pinned.comment((ours, theirs), "", "a.txt").startswith(f"pinned: {told} = nothing [a.txt ")
    assert not re.search(r"[0-9A-Z]{4}=", told)


def test_what_goes_together_is_told_in_the_order_of_the_source() -> None:
    units = [cuts.units(text, lang) for text, lang in zip(PAIR, ("en", "de"), strict=True)]
    told = pinned.pinned_beads([Bead((2,), (2,)), Bead((0,), (1,)), Bead((1,), (0,))], *units)
    assert [ours for ours, _ in told] == [(f"“{one.strip()}”",) for one in units[0]]
