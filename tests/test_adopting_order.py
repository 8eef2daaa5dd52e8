"""A translation in another order than its source, and what is sure of it."""

import re
from dataclasses import replace

import pytest

from test_adopting import adopted, bring, entry, read, stated
from toolkit import adopting
from toolkit.adopting import Draft, Evidence, placing
from toolkit.catalog import provenance
from toolkit.model import Bead, Catalog
from toolkit.text.hygiene import unblanked
from transcripts import pair


def turns(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def together(blocks: list[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def texts(found: Catalog) -> dict[tuple[str, str], str]:
    return {(one.context, one.source): one.target for one in found.entries if one.target}


@pytest.mark.slow
@pytest.mark.parametrize("cuts", [(0, 1 / 2, 1), (0, 1 / 3, 2 / 3), (1 / 4, 1 / 2, 3 / 4), (1 / 3, 2 / 3, 1)])
def test_two_parts_that_changed_places_are_named_and_not_taken_for_each_other(
    cuts: tuple[float, float, float],
) -> None:
    named = wrong = placed = 0
    for seed in (1, 2, 3, 5, 9):
        made, whole, unmoved = adopted(seed, 40)
        blocks = turns(made.target)
        wanted = texts(whole)
        a, b, c = (2 + int(share * (len(blocks) - 2)) for share in cuts)
        order = [*blocks[:a], *blocks[b:c], *blocks[a:b], *blocks[c:]]
        filled, adoption = bring(made.source, together(order))
        done = {key: text for key, text in texts(filled).items() if entry(filled, key[1]).state == "done"}
        wrong += sum(text != wanted.get(key, text) for key, text in done.items())
        placed += len(done)
        named += bool(adoption.moved)
        elsewhere = [one for one in adoption.filled if any(doubt.code == "elsewhere" for doubt in one.doubts)]
        assert bool(elsewhere) <= bool(adoption.moved) and all(one.fate == "doubtful" for one in elsewhere)
        assert all(" to be " in finding.message for finding in adoption.moved)
        assert not adoption.excerpt
        assert unmoved.moved == ()
    assert named >= 4
    assert wrong <= 0.02 * placed


@pytest.mark.slow
def test_it_is_said_which_part_stands_where() -> None:
    made = pair(1, 40)
    blocks = turns(made.target)
    middle = len(blocks) // 2
    _, adoption = bring(made.source, together([*blocks[middle:], *blocks[:middle]]))
    truth = {text: translation for text, translation in made.truth.items() if translation}
    places = (
        {passage.n: number for number, passage in enumerate(adoption.source.passages)},
        {passage.n: number for number, passage in enumerate(adoption.target.passages)},
    )
    finding, *_ = adoption.moved
    found = re.search(r"order: (\S+) to (\S+) of \S+ seem to be (\S+) to (\S+) of \S+\.", finding.message)
    assert found is not None
    a, b, c, d = (places[k // 2][n] for k, n in enumerate(found.groups()))
    ours = adoption.source.passages[a : b + 1]
    theirs = unblanked(" ".join(passage.text for passage in adoption.target.passages[c : d + 1]))
    there = [unblanked(truth[passage.text]) in theirs for passage in ours if passage.text in truth]
    assert len(there) > 5 and sum(there) >= 0.9 * len(there)
    # And what is named is in doubt.
    fates = {one.passage: one.fate for one in adoption.filled}
    assert all(fates[number] in ("doubtful", "empty") for number in range(a, b + 1))


@pytest.mark.slow
def test_who_confirms_an_entry_changes_no_other_that_is_right() -> None:
    made, whole, _ = adopted(4, 30)
    wanted = texts(whole)
    blocks = turns(made.target)
    long = [block for block in blocks if len(block) > 250 and ": " in block[:14]]
    turn = long[len(long) // 2]
    target = together([*(block for block in blocks if block != turn), turn])
    first, _ = bring(made.source, target)
    doubtful = [
        one for one in first.entries if one.state == "fuzzy" and not one.context.startswith("speaker")
    ]
    assert doubtful
    for one in doubtful:
        confirmed = replace(
            first,
            entries=tuple(
                other.replace(state="done", comments=provenance.without(other.comments))
                if other == one
                else other
                for other in first.entries
            ),
        )
        again, _ = bring(made.source, target, confirmed)
        right = {key: text for key, text in texts(first).items() if wanted.get(key) == text}
        assert len(right) > 40
        assert texts(again).items() >= right.items()


def test_a_sentence_added_at_an_end_is_doubted_or_left_out() -> None:
    # The place is sure, and yet it isn't sure that the last sentence belongs to it.
    source = (
        "Ana Pires: Where were you?\n\nBo Holm: We slept on the deck. It was cold.\n\nAna Pires: And then?\n"
    )
    target = (
        "PIRES: Wo waren Sie?\n\nHOLM: Wir schliefen an Deck. Es war kalt. Das glaubt mir heute keiner.\n\n"
        "PIRES: Und dann?\n"
    )
    found, adoption = bring(source, target)
    mine = entry(found, "We slept")
    one = next(one for one in adoption.filled if "We slept" in adoption.source.passages[one.passage].text)
    assert "keiner" not in mine.target or mine.state == "fuzzy"
    assert one.fate == "doubtful"


def test_a_caption_printed_twice_has_one_translation() -> None:
    source = stated("caption", 2 * ["[The ferry. Photo: Holm]"], "en")
    once = stated("caption", ["[Die Fähre. Foto: Holm]"], "de", "uebersetzung")
    beads = Bead((0, 1), (0,)), Bead((2, 3), (1,))
    draft = Draft(source, once, Evidence.of(source, once), beads)
    assert [len(side.sentences) for side in draft.texts] == [4, 2]
    placed = placing.place_sentences(draft)
    one, other = placed.filled
    assert one.sentences == (0, 1) and not other.sentences and not placed.leftovers
    # Printed twice there as well, each has its own.
    twice = stated("caption", 2 * ["[Die Fähre.]"], "de")
    one, other = placing.place_sentences(Draft(source, twice, Evidence.of(source, twice), beads)).filled
    assert one.sentences == (0,) and other.sentences == (1,)


def test_what_a_person_left_out_is_not_offered_to_the_next_paragraph() -> None:
    source = (
        "Bo Holm: We slept on the deck.\n\nNobody ever asked us for papers.\n\nAna Pires: And then?\n\n"
        "Bo Holm: We walked.\n\nAna Pires: At night?\n"
    )
    target = (
        "HOLM: Wir schliefen an Deck. Das habe ich immer allen hier gesagt.\n\nNie fragte uns jemand nach "
        "Papieren.\n\nPIRES: Und dann?\n\nHOLM: Wir gingen zu Fuß.\n\nPIRES: In der Nacht?\n"
    )
    first, _ = bring(source, target)
    left = "left over after 1.1: Das habe ich immer allen hier gesagt."
    texts = read(source, "en"), read(target, "de", "uebersetzung")

    def confirmed(*comments: str) -> Catalog:
        return replace(
            first,
            entries=tuple(
                one.replace(target="Wir schliefen an Deck.", state="done", comments=comments)
                if one.source.startswith("We slept")
                else one
                for one in first.entries
            ),
        )

    assert adopting.Evidence.of(*texts, confirmed(left)).spare == {1: 0}
    assert not adopting.Evidence.of(*texts, confirmed("Das ist schön.")).spare
    again, adoption = bring(source, target, confirmed(left))
    assert entry(again, "Nobody").target == "Nie fragte uns jemand nach Papieren."
    assert [left.sentences for left in adoption.leftovers] == [(1,)]
    assert sum("Das habe ich" in line for one in again.entries for line in one.comments) == 1


@pytest.mark.slow
def test_added_sentences_do_not_hide_behind_a_short_one() -> None:
    more = ["Gestern regnete es stark.", "Die Post kam spät.", "Niemand hatte einen Schirm.", "Das war dumm."]
    source = "Ana Pires: When did you begin?\n\nBo Holm: In 1987, at the quay.\n\nAna Pires: And today?\n\n"
    source += "Bo Holm: Today I sell tickets, and I count the 40 seats.\n"
    for many in range(5):
        target = "PIRES: Wann fingen Sie an?\n\nHOLM: 1987, am Kai.\n\nPIRES: Und heute? "
        target += f"{' '.join(more[:many])}\n\nHOLM: Heute verkaufe ich Karten, und ich zähle die 40 Sitze.\n"
        found, _ = bring(source, target)
        mine = entry(found, "And today?")
        assert mine.target == "Und heute?" or mine.state == "fuzzy"
        # The same the other way round: what isn't translated is not silent.
        turned, _ = bring(target.replace("PIRES", "Ana Pires").replace("HOLM", "Bo Holm"), source)
        one = next(one for one in turned.entries if "Und heute?" in one.source)
        assert not many or one.state != "done"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 4, 6, 7])
def test_what_was_confirmed_a_few_turns_away_parts_nothing(seed: int) -> None:
    made, whole, _ = adopted(seed, 30)
    wanted = texts(whole)
    blocks = turns(made.target)
    long = [k for k, block in enumerate(blocks) if len(block) > 200 and ": " in block[:14]]
    at = long[len(long) // 2]
    order = [*range(at), *range(at + 1, at + 5), at, *range(at + 5, len(blocks))]
    moved = together([blocks[k] for k in order])
    first, _ = bring(made.source, moved)
    mine = next(key for key, text in wanted.items() if text[:40] in blocks[at] and len(text) > 100)
    confirmed = replace(
        first,
        entries=tuple(
            one.replace(target=wanted[mine], state="done", comments=())
            if (one.context, one.source) == mine
            else one
            for one in first.entries
        ),
    )
    again, _ = bring(made.source, moved, confirmed)
    assert entry(again, mine[1]).target == wanted[mine] and entry(again, mine[1]).state == "done"
    # What was right stays, and as sure as it was.
    for one, other in zip(first.entries, again.entries, strict=True):
        key = one.context, one.source
        if key != mine and one.target and one.target == wanted.get(key) and one.state == "done":
            assert (other.target, other.state) == (one.target, "done")
    # And once more changes nothing.
    assert bring(made.source, moved, again)[0] == again


@pytest.mark.slow
def test_what_a_person_confirmed_elsewhere_is_kept_out_of_the_way() -> None:
    made, first, _ = adopted(6, 40)
    blocks = turns(made.target)
    long = [k for k, block in enumerate(blocks) if len(block) > 250 and ": " in block[:14]]
    # Two turns change places with what is far from them, and somebody has confirmed both.
    one, other = long[1], long[-2]
    order = list(range(len(blocks)))
    order[one], order[other] = other, one
    wanted = texts(first)
    confirmed = replace(
        first,
        entries=tuple(
            entry.replace(state="done", comments=provenance.without(entry.comments))
            if entry.target and any(entry.target[:60] in blocks[k] for k in (one, other))
            else entry.replace(target="", state="empty", comments=())
            for entry in first.entries
        ),
    )
    assert sum(bool(entry.target) for entry in confirmed.entries) >= 2
    again, adoption = bring(made.source, together([blocks[k] for k in order]), confirmed)
    found = texts(again)
    assert found.keys() == wanted.keys()
    right = sum(found[key] == text for key, text in wanted.items())
    assert right >= 0.95 * len(wanted)
    given = [j for one in adoption.filled for j in one.sentences]
    assert len(given) == len(set(given))
    left = {j for run in adoption.leftovers for j in run.sentences}
    assert left | set(given) == set(range(len(adoption.target.sentences)))


def test_what_stands_elsewhere_steers_nothing_and_what_is_in_order_does() -> None:
    made, first, _ = adopted(6, 40)
    blocks = turns(made.target)
    long = [k for k, block in enumerate(blocks) if len(block) > 250 and ": " in block[:14]]
    words = blocks[long[0]].split(": ", 1)[1]
    [confirmed] = [entry for entry in first.entries if entry.target and entry.target in words][:1]
    only = replace(
        first,
        entries=tuple(
            (
                one.replace(state="done") if one == confirmed else one.replace(target="", state="empty")
            ).replace(comments=())
            for one in first.entries
        ),
    )

    def steering(kept: list[str]) -> int:
        document, translation = read(made.source, "en"), read(together(kept), "de", "uebersetzung")
        return len(adopting.Evidence.of(document, translation, only).settled)

    assert steering(blocks) == 1
    # Of a translation that ends early, or begins late, it is in order.
    assert steering(blocks[: long[0] + 2]) == steering(blocks[long[0] :]) == 1
    # One more sentence before it, and one less behind it, are no reason.
    assert steering(["Noch ein Satz.", *blocks[:-1]]) == 1
    assert steering([*(block for block in blocks if block != blocks[long[0]]), blocks[long[0]]]) == 0
