"""A translation that exists comes into the catalog: nothing lost, a person's work respected."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import adopting, catalog, transcript
from toolkit.adopting import Draft, Evidence, placing
from toolkit.adopting.adoption import Adoption
from toolkit.adopting.aligned_text import join, opening
from toolkit.adopting.decisions import Decisions
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.catalog import About, ids, provenance, review
from toolkit.catalog.contexts import shared
from toolkit.config import PinTable, Sidecar
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.model import Bead, Catalog, Document, Entry, Kind, Review
from toolkit.readers import plain
from toolkit.reading.lines import Content, Line
from transcripts import LABELS, NAMES, Pair, pair

MOMENT = datetime(2026, 3, 14, tzinfo=UTC)

SOURCE = """\
The Ferry

Ana Pires: When did you start?

Bo Holm: In 1987. I was nineteen years old. Nobody asked for papers.

Then the bridge came, and 40 people lost their work.

Ana Pires: Did you?

Bo Holm: Yes.

Ana Pires: And your brother Mikkel?

Bo Holm: Yes. He went to Aarhus in 1992.
"""
TARGET = """\
Die Fähre

PIRES: Wann haben Sie angefangen?

HOLM: 1987, glaube ich. Ich war neunzehn Jahre alt. Niemand fragte nach Papieren. Dann kam die Brücke, \
und 40 Leute verloren ihre Arbeit.

PIRES: Sie auch?

HOLM: Ja.

PIRES: Und Ihr Bruder Mikkel?

HOLM: Ja. Er ging 1992 nach Aarhus. Das Boot hier ist von ihm.
"""


def read(text: str, lang: str, name: str = "talk") -> Document:
    path = f"{name}.txt"
    content = plain.content(text, path=path)
    if any(f"{label}: " in text for label in (*NAMES, *LABELS)):
        # Made-up words tell nobody who says them: it is stated.
        lines = [line if line.text[0] == "#" else line.replace(kind="speech") for line in content.lines]
        content = replace(content, lines=lines)
    document, _ = transcript.document(content, name=name, path=path, lang=lang, sidecar=Sidecar())
    return ids.assign(document, None)


def stated(kind: Kind, texts: Sequence[str], lang: str, name: str = "talk") -> Document:
    """Paragraphs of one kind, as a container states it."""
    content = Content([Line(text, 2 * k + 1, gap=1, kind=kind) for k, text in enumerate(texts)])
    document, _ = transcript.document(content, name=name, path=f"{name}.txt", lang=lang, sidecar=Sidecar())
    return ids.assign(document, None)


def catalogs(document: Document, before: Catalog | None = None) -> tuple[Catalog, Catalog]:
    template, _ = catalog.update(None, catalog.extract(document), "", About(), MOMENT)
    return template, catalog.update(before, template, "de", About(), MOMENT)[0]


def bring(
    source: str,
    target: str,
    before: Catalog | None = None,
    *,
    over: bool = False,
    pinned: tuple[str, ...] = (),
    file: str = "uebersetzung",
    lang: str = "de",
) -> tuple[Catalog, Adoption]:
    """As the pipeline does it, but for the files."""
    document, translation = read(source, "en"), read(target, lang, file)
    contexts = [one.context for one in before.entries] if before else []
    # As the sidecar keeps them.
    known = tuple(context.rpartition("|")[2] for context in contexts if shared(context) != context)
    document = ids.set_apart(document, known)
    template, current = catalogs(document, before)
    places = PinPlaces(*adopting.texts_of(document, translation))
    decisions = Decisions.of([*map(places.parse, pinned)], places)
    evidence = adopting.Evidence.of(document, translation, None if over else current)
    adoption = adopting.align(document, translation, evidence, decisions)
    document = ids.set_apart(document, adopting.apart(adoption, template, current))
    return adopting.fill(adoption, catalogs(document, before)[1], over=over)


@cache
def adopted(seed: int, turns: int) -> tuple[Pair, Catalog, Adoption]:
    """A made-up talk with its translation brought in: several tests begin with the same."""
    made = pair(seed, turns)
    return made, *bring(made.source, made.target)


def entry(found: Catalog, begins: str, nth: int = 0) -> Entry:
    return [one for one in found.entries if one.source.startswith(begins)][nth]


def with_target(found: Catalog, begins: str, target: str, state: str = "done") -> Catalog:
    entries = tuple(
        one.replace(target=target, state=state) if one.source.startswith(begins) else one
        for one in found.entries
    )
    return replace(found, entries=entries)


def test_a_small_talk() -> None:
    filled, adoption = bring(SOURCE, TARGET)
    assert entry(filled, "The Ferry").target == "Die Fähre"
    first = entry(filled, "In 1987.")
    assert first.target == "1987, glaube ich. Ich war neunzehn Jahre alt. Niemand fragte nach Papieren."
    assert (
        entry(filled, "Then the bridge").target == "Dann kam die Brücke, und 40 Leute verloren ihre Arbeit."
    )
    assert first.state == "done" and catalog.origin(first) == "aligned"
    assert {name.key: name.name for name in adoption.names} == {"ana-pires": "PIRES", "bo-holm": "HOLM"}
    assert entry(filled, "Ana Pires").target == "PIRES"
    assert not adoption.unrelated


def test_nothing_is_asked_of_who_says_the_same_twice() -> None:
    # Two ways to say "Yes." are two entries; one way is one.
    once, _ = bring(
        SOURCE.replace(" He went to Aarhus in 1992.", ""),
        TARGET.replace(" Er ging 1992 nach Aarhus. Das Boot hier ist von ihm.", ""),
    )
    assert [one.target for one in once.entries if one.source == "Yes."] == ["Ja."]
    other = TARGET.replace("HOLM: Ja.\n", "HOLM: Ja, ich auch.\n", 1)
    twice, adoption = bring(
        SOURCE.replace(" He went to Aarhus in 1992.", ""),
        other.replace(" Er ging 1992 nach Aarhus. Das Boot hier ist von ihm.", ""),
    )
    assert sorted(one.target for one in twice.entries if one.source == "Yes.") == ["Ja, ich auch.", "Ja."]
    contexts = [one.context for one in twice.entries if one.source == "Yes."]
    assert contexts[0] == "turn|bo-holm" and shared(contexts[1]) == contexts[0] != contexts[1]
    assert len(adoption.filled) == len(adoption.source.passages)


def test_what_translates_nothing_is_kept_beside_what_it_follows() -> None:
    filled, adoption = bring(
        SOURCE, TARGET.replace("PIRES: Und", "Am Kai lachen sie über den Zeitungsmann.\n\nPIRES: Und")
    )
    texts = [adoption.target.sentences[j] for left in adoption.leftovers for j in left.sentences]
    held = "\n".join(line for one in filled.entries for line in (*one.comments, one.target))
    assert all(text in held for text in texts)
    # Once more it says the same: it is the very message, which nobody compares word by word.
    again, _ = adopting.fill(adoption, filled)
    assert adoption.leftovers and again.entries == filled.entries
    assert all(one is was for one, was in zip(again.entries, filled.entries, strict=True))


@pytest.mark.slow
@examples(15)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.1, 0.4]), st.sampled_from([0.0, 0.3]))
def test_the_words_of_the_translation_are_all_there(seed: int, lost: float, reshaped: float) -> None:
    made = pair(seed, 14, lost=lost, reshaped=reshaped)
    filled, adoption = bring(made.source, made.target)
    target = adoption.target
    # In the report: every sentence, once, in order.
    reported = [j for link in adoption.links for j in link.bead.target]
    assert sorted(reported) == list(range(len(target.sentences)))
    if not any(doubt.code == "elsewhere" for one in adoption.filled for doubt in one.doubts):
        assert reported == sorted(reported)
    assert " ".join(target.sentences).split() == " ".join(p.text for p in target.passages).split()
    # In the catalog: what isn't in an entry is in a comment.
    held = "\n".join(line for one in filled.entries for line in (*one.comments, one.target))
    for sentence in target.sentences:
        assert sentence in held
    placed = {j for one in adoption.filled for j in one.sentences}
    left = {j for one in adoption.leftovers for j in one.sentences}
    assert placed | left == set(reported) and not placed & left


@pytest.mark.slow
@examples(10)
@given(st.integers(0, 10_000))
def test_a_second_time_changes_nothing(seed: int) -> None:
    made = pair(seed, 12)
    first, _ = bring(made.source, made.target)
    second, _ = bring(made.source, made.target, first)
    assert second.entries == first.entries


@pytest.mark.slow
def test_most_paragraphs_of_made_up_talks_are_right() -> None:
    placed = right = paragraphs = 0
    for seed in range(6):
        made, _, adoption = adopted(seed, 40)
        names = {name.key: name.name for name in adoption.names}
        assert names == {"mara-lindqvist": LABELS[0], "otto-brandt": LABELS[1]}
        for one in adoption.filled:
            text = adoption.source.passages[one.passage].text
            if text in made.truth:
                # Where the translation has a sentence more, a person has to look by all means.
                more = any(doubt.code == "left-over" for doubt in one.doubts)
                paragraphs += bool(made.truth[text]) and not more
                placed += one.fate == "placed"
                right += one.fate == "placed" and one.target == made.truth[text]
    assert right / placed > 0.985 and placed / paragraphs > 0.95
    assert NAMES[0] == "Mara Lindqvist"


@pytest.mark.parametrize(
    ("target", "doubts"),
    [
        (
            "Bo Holm: Ich schlief an Deck. Es war warm. Bist du gegangen?",
            ("a sentence beside its translation is left over, 1.1.2: “Es war warm.”",),
        ),
        ("Bo Holm: Ich schlief an Deck.\n\nEs war warm.\n\nBist du gegangen?", ()),
        (
            "Bo Holm: Ich schlief an Deck. Es war warm.\n\nBist du gegangen?",
            ("a sentence beside its translation is left over, 1.1.2: “Es war warm.”",),
        ),
    ],
)
def test_of_a_paragraph_with_more_in_its_midst_nothing_is_taken_unseen(
    target: str, doubts: tuple[str, ...]
) -> None:
    source = read("Bo Holm: I slept on the deck. Did you leave?", "en")
    evidence = Evidence.of(source, read(target, "de", "uebersetzung"))
    beads = Bead((0,), (0,)), Bead((), (1,)), Bead((1,), (2,))
    draft = Draft(source, source, evidence, beads)
    placed = placing.place_sentences(draft)
    (one,), (left,) = placed.filled, placed.leftovers
    assert tuple(map(str, one.doubts)) == doubts and left.sentences == (1,)
    # A person who has set it aside has looked.
    decided = evidence.redeciding(Decisions(alone=(frozenset(), frozenset({1}))))
    (one,) = placing.place_sentences(replace(draft, evidence=decided)).filled
    assert one.fate == "placed"


def long_turns(text: str) -> list[str]:
    return [block for block in text.rstrip("\n").split("\n\n") if len(block) > 250 and ": " in block[:14]]


def test_a_doubt_quotes_what_it_is_about() -> None:
    assert opening("Dazu.") == "Dazu."
    assert opening("We never once asked them for any papers.") == "We never once asked them…"
    assert opening("采访间隙，李在明向记者展示了那部手机。") == "采访间隙，李在明向记者展…"
    # What could be read as a part of the comment itself is not quoted.
    assert opening("Two [LAUGHS] left over; aligned 0.9.") == "Two…"
    # Where a sentence begins with it, words behind it are.
    assert opening("[1] The share is half an hour.") == "The share is half an…"
    assert opening("[笑]我没看。") == "笑…"


@pytest.mark.slow
def test_a_turn_that_was_moved_is_found_and_doubted() -> None:
    found = 0
    for seed in (2, 4, 6, 7, 8):
        made = pair(seed, 30)
        turns = long_turns(made.target)
        turn = turns[len(turns) // 2]
        rest = made.target.replace(turn + "\n\n", "", 1)
        _, adoption = bring(made.source, rest.rstrip("\n") + "\n\n" + turn + "\n")
        moved = [one for one in adoption.filled if any(doubt.code == "elsewhere" for doubt in one.doubts)]
        assert all(one.fate == "doubtful" and join(adoption.target, one.sentences) in turn for one in moved)
        found += bool(moved)
        # Every sentence of the source is in its place, whatever the order of the other side.
        linked = [i for link in adoption.links for i in link.bead.source]
        assert linked == list(range(len(adoption.source.sentences)))
    assert found >= 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 4, 6, 7, 8])
def test_what_was_left_out_is_not_found_in_what_was_added(seed: int) -> None:
    made, other = pair(seed, 30), pair(seed + 100, 30)
    turns, others = long_turns(made.target), long_turns(other.target)
    turn = turns[len(turns) // 2]
    # Of about the same length: that makes no translation.
    added = min(others, key=lambda one: abs(len(one) - len(turn)))
    rest = made.target.replace(turn + "\n\n", "", 1).rstrip("\n")
    _, adoption = bring(made.source, f"{rest}\n\n{added}\n")
    assert not [one for one in adoption.filled if any(doubt.code == "elsewhere" for doubt in one.doubts)]


def test_a_persons_work_stays() -> None:
    _, empty = catalogs(read(SOURCE, "en"))
    mine = with_target(empty, "In 1987.", "Neunzehnhundertsiebenundachtzig.")
    mine = with_target(mine, "Did you?", "Auch Sie?", "fuzzy")
    noted = entry(mine, "In 1987.").replace(comments=("Ask Bo.",))
    others = (noted if one == entry(mine, "In 1987.") else one for one in mine.entries)
    mine = replace(mine, entries=tuple(others))
    filled, adoption = bring(SOURCE, TARGET, mine)
    assert entry(filled, "Did you?").replace(comments=()) == entry(mine, "Did you?")
    # What the file has in its place is not its revision: its words are kept behind a person's remarks.
    remark, beside = entry(filled, "In 1987.").comments
    assert entry(filled, "In 1987.").replace(comments=(remark,)) == noted
    assert beside.startswith("left over at 3.1: 1987, glaube ich.")
    # Once more changes nothing, and who makes the words theirs has no comment any more.
    assert bring(SOURCE, TARGET, filled)[0] == filled
    own = with_target(filled, "In 1987.", "1987, glaube ich! Ich war neunzehn Jahre alt.")
    assert entry(bring(SOURCE, TARGET, own)[0], "In 1987.").comments == ("Ask Bo.",)
    fates = {adoption.source.passages[one.passage].text[:8]: one.fate for one in adoption.filled}
    assert fates["In 1987."] == fates["Did you?"] == "kept"
    assert entry(filled, "When did").target == "Wann haben Sie angefangen?"
    # Asked for, it is replaced, and stays readable.
    over, _ = bring(SOURCE, TARGET, mine, over=True)
    assert entry(over, "In 1987.").target.startswith("1987, glaube ich.")
    assert "was: Neunzehnhundertsiebenundachtzig." in entry(over, "In 1987.").comments


def test_a_correction_in_the_catalog_is_respected() -> None:
    first, _ = bring(SOURCE, TARGET)
    # Somebody thinks that the last sentence of one belongs to the next.
    moved = with_target(first, "In 1987.", "1987, glaube ich. Ich war neunzehn Jahre alt.")
    text = "Niemand fragte nach Papieren. Dann kam die Brücke, und 40 Leute verloren ihre Arbeit."
    moved = with_target(moved, "Then the bridge", text)
    again, adoption = bring(SOURCE, TARGET, moved)
    assert entry(again, "In 1987.").target == "1987, glaube ich. Ich war neunzehn Jahre alt."
    assert entry(again, "Then the bridge").target == text
    # It is evidence for the alignment, too.
    given = {adoption.source.passages[one.passage].text[:8]: one.sentences for one in adoption.filled}
    assert join(adoption.target, given["Then the"]) == text
    # And a draft that somebody approved of as it was.
    doubted = with_target(first, "Did you?", "Sie auch?", "fuzzy")
    doubted = replace(
        doubted,
        entries=tuple(
            one.replace(comments=(provenance.aligned("Sie auch?", 0.3, doubtful=True),))
            if one.source == "Did you?"
            else one
            for one in doubted.entries
        ),
    )
    assert entry(bring(SOURCE, TARGET, doubted)[0], "Did you?").state == "done"  # nobody had looked at it
    approved = entry(bring(SOURCE, TARGET, with_target(doubted, "Did you?", "Sie auch?"))[0], "Did you?")
    assert (approved.target, approved.state) == ("Sie auch?", "done")
    assert approved.comments == ("revised", provenance.aligned("Sie auch?", 0.3, doubtful=False))


@pytest.mark.parametrize("stage", ["reviewed", "approved"])
@pytest.mark.parametrize("who", ["", "Ana Ruiz"])
def test_words_that_somebody_has_reviewed_stay_when_their_file_is_corrected(stage: Review, who: str) -> None:
    first, _ = bring(SOURCE, TARGET)
    later = TARGET.replace("Wann haben Sie angefangen?", "Wann hatten Sie denn angefangen?")
    assert entry(bring(SOURCE, later, first)[0], "When did").target == "Wann hatten Sie denn angefangen?"
    seen = replace(
        first,
        entries=tuple(
            review.reviewed(one, stage, who) if one.source.startswith("When did") else one
            for one in first.entries
        ),
    )
    assert bring(SOURCE, TARGET, seen)[0] == seen
    made, adoption = bring(SOURCE, later, seen)
    kept = entry(made, "When did")
    assert (kept.target, review.review_of(kept)) == ("Wann haben Sie angefangen?", stage)
    # What the file says by now is beside it, once, and nothing else is another.
    assert [line for line in kept.comments if "Wann hatten Sie denn angefangen? [" in line]
    assert [one for one in adoption.filled if one.fate == "kept"] and bring(SOURCE, later, made)[0] == made
    # Asked for, it takes the place; the review was of other words.
    over = entry(bring(SOURCE, later, made, over=True)[0], "When did")
    assert over.target == "Wann hatten Sie denn angefangen?" and not review.review_of(over)
    assert "was: Wann haben Sie angefangen?" in over.comments


def test_left_over_text_that_was_taken_in_is_not_left_over() -> None:
    extra = "Am Kai lachen sie über den Zeitungsmann von nebenan, der jeden Morgen zu spät kommt."
    more = TARGET.replace("PIRES: Und", f"{extra}\n\nPIRES: Und")
    first, adoption = bring(SOURCE, more)
    assert extra in [adoption.target.sentences[j] for left in adoption.leftovers for j in left.sentences]
    (line,) = (line for line in entry(first, "Yes.").comments if extra in line)
    assert line.startswith(f"left over after 5.1: {extra} [uebersetzung.txt ")
    taken = with_target(first, "Did you?", f"Sie auch? {extra}")
    again, _ = bring(SOURCE, more, taken)
    assert not [line for one in again.entries for line in one.comments if extra in line]


class TestPins:
    sides = adopting.texts_of(read(SOURCE, "en"), read(TARGET, "de", "uebersetzung"))
    places = PinPlaces(*sides)

    @pytest.mark.parametrize(
        ("text", "pin"),
        [
            ("2.1=2.1", Pin(range(1, 2), range(1, 2))),
            (" 3.1.2 = 3.1.3 ", Pin(range(3, 4), range(4, 5))),
            ("3.2=", Pin(range(5, 6), None)),
            ("=3.1", Pin(None, range(2, 6))),
            ("=3.1.1", Pin(None, range(2, 3))),
        ],
    )
    def test_places(self, text: str, pin: Pin) -> None:
        found = self.places.parse(text)
        assert found == pin
        # What the sidecar keeps means the same.
        assert self.places.find(self.places.table(found)) == found

    @pytest.mark.parametrize("text", ["", "=", "3.1", "x=3.1", "3=3", "99.1=2.1", "2.1=2.9", "3.1.9=3.1"])
    def test_no_place(self, text: str) -> None:
        with pytest.raises(DiglotError) as caught:
            self.places.parse(text)
        assert caught.value.what and (caught.value.hint or caught.value.where)

    def test_stale(self) -> None:
        here = self.sides[0].passages[0].id
        for source, begins, said in (
            ("s000000", "Ja.", "any more"),
            (here, "Das gibt es nicht", "no sentence"),
            (here, "Ja", "2 sentences"),
        ):
            stale = self.places.find(PinTable("de", source, begins))
            assert isinstance(stale, Finding) and said in stale.message

    def test_beads_hold_as_long_as_their_paragraphs_have_as_many_sentences(self) -> None:
        parted = SOURCE.replace("Nobody asked for papers.", "Nobody asked. Not for papers.")
        longer = PinPlaces(
            *adopting.texts_of(read(parted, "en"), read(TARGET, "de", "uebersetzung")),
        )
        first = Pin(range(2, 3), range(2, 3), beads=((2, 1), (1, 2)))
        table = self.places.table(first)
        assert (table.beads, table.sentences) == ("2:1 1:2", "3:4")
        found = self.places.find(table)
        assert isinstance(found, Pin) and found.beads == first.beads
        # Then only where the paragraph begins is certain. It would keep its id.
        id_ = longer.source.passages[2].id
        found = longer.find(table.replace(source=id_))
        assert isinstance(found, Pin) and (found.source, found.beads) == (range(2, 6), ())
        table = self.places.table(Pin(range(3, 4), range(3, 4), beads=((1, 1),)))
        stale = longer.find(table.replace(source=f"{id_}.2"))
        assert isinstance(stale, Finding) and "more or fewer sentences" in stale.message

    def test_contradiction(self) -> None:
        with pytest.raises(DiglotError, match="contradict"):
            bring(SOURCE, TARGET, pinned=("3.1=6.1", "4.1=3.1"))

    def test_a_pin_decides(self) -> None:
        filled, adoption = bring(SOURCE, TARGET, pinned=("3.2=3.1.3",))
        assert entry(filled, "In 1987.").target == "1987, glaube ich. Ich war neunzehn Jahre alt."
        assert entry(filled, "Then the bridge").target.startswith("Niemand fragte")
        filled, adoption = bring(SOURCE, TARGET, pinned=("3.2=", "=3.1.4"))
        assert not entry(filled, "Then the bridge").target
        (left,) = [one for one in adoption.leftovers if one.decided]
        assert adoption.target.sentences[left.sentences[0]].startswith("Dann kam")
        # It was decided: nobody needs to be told again, and it is no less a part of the translation.
        (line,) = [line for one in filled.entries for line in one.comments if "Dann kam" in line]
        assert line.startswith("added after 3.2: Dann kam")
        assert entry(filled, "Then the bridge").comments[0].startswith("left out [")


@pytest.mark.slow
def test_texts_that_are_no_translations_are_told_and_nothing_of_them_is_trusted() -> None:
    _, related = bring(pair(7, 30).source, pair(7, 30).target)
    assert not related.unrelated
    filled, adoption = bring(pair(7, 30).source, pair(8, 30).target)
    assert adoption.unrelated is not None
    assert "talk.txt and uebersetzung.txt seem not to translate each other" in adoption.unrelated.message
    assert not adoption.names and not any(one.fate == "placed" for one in adoption.filled)
    assert not any(one.state == "done" for one in filled.entries)


def test_the_steps_are_told_where_the_method_is() -> None:
    told = (Path(__file__).parents[1] / "docs/reference/alignment.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \| [a-z]", told, flags=re.MULTILINE) == [
        s.__name__ for s in adopting.STEPS
    ]


def test_the_same_words_elsewhere_hide_no_omission() -> None:
    asked = ("Were you there?", "Did you see the boat?", "Was it empty?")
    source = "".join(f"Ada: {question}\n\nBen: Yes.\n\n" for question in asked)
    source += "Ada: Thank you for coming so far in the rain today.\n\nBen: It was a long way to walk.\n"
    translation = (
        "Ada: Waren Sie dort?\n\nBen: Ja.\n\nAda: Haben Sie das Boot gesehen?\n\n"
        "Ada: War es leer?\n\nBen: Ja.\n\n"
        "Ada: Danke, dass Sie heute so weit durch den Regen gekommen sind.\n\n"
        "Ben: Es war ein weiter Weg zu Fuß.\n"
    )
    made, adoption = bring(source, translation)
    answers = [entry for entry in made.entries if entry.source == "Yes."]
    assert sorted((entry.target, len(entry.ids)) for entry in answers) == [("", 1), ("Ja.", 2)]
    (lacking,) = (entry for entry in answers if not entry.target)
    assert provenance.omission(lacking) is not None
    assert adoption.source.passages[3].id in lacking.ids
    # What stands behind all of it may be in another file.
    half = translation.partition("Ada: War es")[0]
    made, _ = bring(source, half)
    assert [entry.target for entry in made.entries if entry.source == "Yes."] == ["Ja."]
