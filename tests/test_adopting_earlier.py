"""One translation after the other, or the same one corrected: what earlier runs have placed."""

import textwrap
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_adopting import SOURCE, TARGET, adopted, bring, entry, with_target
from test_adopting_laws import held, texts
from toolkit.adopting.settled import SentenceSet
from toolkit.catalog import provenance
from toolkit.catalog.comments import flat
from toolkit.catalog.doubts import Doubt
from toolkit.model import Catalog, Entry
from toolkit.po import dump
from toolkit.text.hygiene import fold
from transcripts import pair


def bare(text: str) -> str:
    return "".join(fold(text).split())


def halves(text: str) -> tuple[str, str]:
    blocks = text.split("\n\n")
    return "\n\n".join(blocks[: len(blocks) // 2]) + "\n", "\n\n".join(blocks[len(blocks) // 2 :])


@pytest.mark.slow
def test_two_halves_make_the_whole() -> None:
    made, *_ = adopted(3, 40)
    first, second = halves(made.target)
    one, _ = bring(made.source, first, file="part-1")
    two, after = bring(made.source, second, one, file="part-2")
    placed = {e.source: e.target for e in one.entries if e.state == "done" and e.ids}
    now = {e.source: e for e in two.entries}
    same = [
        source
        for source, target in placed.items()
        if (now[source].target, now[source].state) == (target, "done")
    ]
    assert len(same) >= 0.95 * len(placed) > 10
    assert sum(one.fate == "earlier" for one in after.filled) > 10
    # And either of them again changes nothing.
    again, _ = bring(made.source, second, two, file="part-2")
    assert again.entries == two.entries
    back, _ = bring(made.source, first, two, file="part-1")
    assert {e.source: e.target for e in back.entries} == {e.source: e.target for e in two.entries}


@pytest.mark.slow
@examples(8)
@given(texts, texts, texts)
def test_no_word_is_lost_whatever_comes_after(source: str, first: str, second: str) -> None:
    one, before = bring(source, first, file="part-1")
    two, after = bring(source, second, one, file="part-2")
    # What was the source itself is there as the source.
    there = bare(held(two) + "".join(e.source for e in two.entries))
    assert all(bare(sentence) in there for sentence in after.target.sentences)
    # What is cut otherwise there is there.
    known = SentenceSet(after.target.sentences)
    assert all(bare(sentence) in there or known.hold(sentence) for sentence in before.target.sentences)
    again, _ = bring(source, second, two, file="part-2")
    assert again.entries == two.entries


@pytest.mark.slow
@examples(8)
@given(texts, texts, texts)
def test_what_one_file_lacks_is_left_out_only_where_the_next_lacks_it_too(
    source: str, first: str, second: str
) -> None:
    one, _ = bring(source, first, file="part-1")
    two, after = bring(source, second, one, file="part-2")
    said = [found for e in two.entries if (found := provenance.omission(e)) is not None]
    assert after.unrelated or all(found.file == "part-2.txt" for found in said)


def test_a_first_half_says_nothing_of_the_second() -> None:
    """The second file has these words, in a place where nothing is sure of them."""
    source = "Why do you laugh?\n\nBecause they were copies.\n\nAnd then?\n\nNothing.\n"
    empty, _ = bring(source, "Warum lachen Sie?\n", file="part-1")
    claimed = replace(
        empty,
        entries=tuple(
            e.replace(
                target="", state="empty", comments=(provenance.left_out(e.source, 0.99, file="part-1.txt"),)
            )
            if e.ids
            else e
            for e in empty.entries
        ),
    )
    after, adoption = bring(source, "Und dann das? Nichts, nichts. Weil Kopien.\n", claimed, file="part-2")
    doubtful = {adoption.source.passages[one.passage].id for one in adoption.filled if one.omitted < 0.9}
    for e in after.entries:
        if doubtful.intersection(e.ids) and not adoption.unrelated:
            assert provenance.omission(e) is None
    assert doubtful and not adoption.unrelated


@pytest.mark.slow
def test_a_line_alone_and_an_unrelated_text_change_no_more_than_they_have() -> None:
    made, whole, _ = adopted(3, 40)
    for text in ("Ja.\n", pair(44, 30).target):
        after, adoption = bring(made.source, text, whole, file="other")
        lost = [
            (was, now)
            for was, now in zip(whole.entries, after.entries, strict=True)
            if was.state == "done" and (was.target, was.state) != (now.target, now.state)
        ]
        assert len(lost) <= 1 and all(now.target for _, now in lost)
        assert bool(lost) <= (not adoption.unrelated)
        # The same again.
        assert bring(made.source, text, after, file="other")[0].entries == after.entries


def test_a_correction_comes_through() -> None:
    first, _ = bring(SOURCE, TARGET)
    changed = TARGET.replace("Ich war neunzehn Jahre alt.", "Ich war gerade neunzehn.")
    after, _ = bring(SOURCE, changed, first)
    now = entry(after, "In 1987.")
    assert "Ich war gerade neunzehn." in now.target and "neunzehn Jahre" not in held(after)
    assert {e.ids for e in first.entries if e.target} == {e.ids for e in after.entries if e.target}
    # What its file no longer has stays, to be looked at.
    shorter = TARGET.replace("PIRES: Wann haben Sie angefangen?\n\n", "")
    gone, adoption = bring(SOURCE, shorter, first)
    now = entry(gone, "When did")
    assert (now.target, now.state) == ("Wann haben Sie angefangen?", "fuzzy")
    assert "doubtful: no longer in uebersetzung.txt [" in now.comments[-1]
    (fate,) = (one for one in adoption.filled if one.target == now.target)
    assert fate.fate == "doubtful" and not fate.sentences
    assert bring(SOURCE, shorter, gone)[0].entries == gone.entries
    assert entry(bring(SOURCE, TARGET, gone)[0], "When did") == entry(first, "When did")


def test_left_over_text_stays_while_its_file_has_it() -> None:
    extra = "Am Kai lachen sie über den Zeitungsmann von nebenan, der jeden Morgen zu spät kommt."
    first, _ = bring(SOURCE, TARGET.replace("PIRES: Und", f"{extra}\n\nPIRES: Und"))
    assert extra in held(first)
    other, _ = bring(SOURCE, "HOLM: Ja.\n", first, file="line")
    assert extra in held(other)
    assert extra not in held(bring(SOURCE, TARGET, first)[0])


def test_what_another_file_had_is_kept_where_a_surer_text_takes_its_place() -> None:
    first, _ = bring(SOURCE, TARGET, file="old")
    new = TARGET.replace("Wann haben Sie angefangen?", "Wann ging es los?")
    after, _ = bring(SOURCE, new, first, file="new")
    assert entry(after, "When did").target == "Wann ging es los?"
    assert "was: Wann haben Sie angefangen?" in entry(after, "When did").comments
    assert bring(SOURCE, new, after, file="new")[0].entries == after.entries


def rewrapped(found: Catalog, width: int, *, joined: bool, dense: bool) -> Catalog:
    """As other programs write the comments."""

    def lines(comments: tuple[str, ...]) -> tuple[str, ...]:
        paragraphs = [" ".join(comments)] if joined and comments else comments
        wrapped = (textwrap.wrap(one, width, break_long_words=dense) or [one] for one in paragraphs)
        return tuple(line for one in wrapped for line in one)

    return replace(found, entries=tuple(one.replace(comments=lines(one.comments)) for one in found.entries))


widths = st.integers(30, 90)


@pytest.mark.slow
@examples(8)
@given(texts, texts, widths, st.booleans(), st.booleans())
def test_comments_are_known_however_their_lines_were_wrapped(
    source: str, target: str, width: int, joined: bool, dense: bool
) -> None:
    first, adoption = bring(source, target, file="alte fassung - die-mit-den-langen-namen")
    wrapped = rewrapped(first, width, joined=joined, dense=dense)
    assert [provenance.untouched(one) for one in wrapped.entries if one.target] == [
        provenance.untouched(one) for one in first.entries if one.target
    ]
    again, after = bring(source, target, wrapped, file="alte fassung - die-mit-den-langen-namen")
    assert dump(again, None) == dump(first, None)
    assert after.filled == adoption.filled


@given(st.text("渡轮来了。ab- é", min_size=1).map(lambda text: " ".join(text.split())), widths)
def test_lines_are_joined_as_they_were(text: str, width: int) -> None:
    if "- " not in text and not any(
        a > "\u2fff" and b > "\u2fff" for a, b in zip(text.split(" "), text.split(" ")[1:], strict=False)
    ):
        assert bare(flat("\n".join(textwrap.wrap(text, width)))) == bare(text)


def test_a_sentence_mended_after_its_source_was_edited_comes_through() -> None:
    first, _ = bring(SOURCE, TARGET)
    edited = SOURCE.replace("When did you start?", "When did you start to row?")
    same, adoption = bring(edited, TARGET, first)
    now = entry(same, "When did")
    # The old sentence again says nothing about the edit: somebody must look.
    assert (now.target, now.state) == ("Wann haben Sie angefangen?", "fuzzy")
    assert now.previous == (None, "When did you start?") and "its source was edited since" in now.comments[-1]
    assert [one.fate for one in adoption.filled if one.target == now.target] == ["doubtful"]
    assert bring(edited, TARGET, same)[0].entries == same.entries
    new = TARGET.replace("Wann haben Sie angefangen?", "Wann haben Sie zu rudern angefangen?")
    for before in (first, same):
        now = entry(bring(edited, new, before)[0], "When did")
        assert (now.target, now.state, now.previous) == ("Wann haben Sie zu rudern angefangen?", "done", None)


def test_replacing_is_done_at_once() -> None:
    extra = "Am Kai lachen sie über den Zeitungsmann von nebenan, der jeden Morgen zu spät kommt."
    more = TARGET.replace("PIRES: Und", f"{extra}\n\nPIRES: Und")
    first, _ = bring(SOURCE, more)
    taken, _ = bring(SOURCE, more, with_target(first, "Did you?", f"Sie auch? {extra}"))
    over, _ = bring(SOURCE, more, taken, over=True)
    assert any("left over after" in line and extra in line for one in over.entries for line in one.comments)
    assert dump(bring(SOURCE, more, over)[0], None) == dump(over, None)


@pytest.mark.parametrize("mark", ["revised", "machine: Apertium"])
def test_what_was_said_of_other_words_goes_with_them(mark: str) -> None:
    first, _ = bring(SOURCE, TARGET)
    marked = (one.replace(comments=("Ask Bo.", mark, *one.comments)) for one in first.entries)
    first = replace(first, entries=tuple(marked))
    over, _ = bring(SOURCE, TARGET.replace("Wann haben Sie ", "Wann hatten Sie "), first, over=True)
    now, same = entry(over, "When did"), entry(over, "Did you?")
    assert now.target == "Wann hatten Sie angefangen?"
    assert provenance.origin(now) == "aligned"
    assert now.comments[0] == "Ask Bo." and mark not in now.comments
    # Of these words it is still true.
    assert mark in same.comments


def test_who_finishes_an_entry_has_resolved_its_doubt() -> None:
    doubtful = provenance.aligned("Oui.", 0.4, doubtful=True, doubts=[Doubt("unsure")], file="fr.txt")
    settled = provenance.settled(Entry("", "Yes.", "Oui.", "done", comments=("A remark.", doubtful)))
    assert settled.comments == (
        "revised",
        "A remark.",
        provenance.aligned("Oui.", 0.4, doubtful=False, file="fr.txt"),
    )
    assert provenance.origin(settled) == "revised" and not provenance.untouched(settled)
    assert provenance.settled(settled) == settled
    fuzzy = Entry("", "Yes.", "Oui.", "fuzzy", comments=(doubtful,))
    assert provenance.settled(fuzzy) is fuzzy


def test_the_same_words_in_two_files_may_be_translated_in_two_ways() -> None:
    source = SOURCE.replace(" He went to Aarhus in 1992.", "")
    target = TARGET.replace(" Er ging 1992 nach Aarhus. Das Boot hier ist von ihm.", "")
    first, second = target.split("PIRES: Und Ihr Bruder")
    one, _ = bring(source, first, file="part-1")
    assert [e.target for e in one.entries if e.source == "Yes."] == ["Ja."]
    two, _ = bring(source, "PIRES: Und Ihr Bruder" + second.replace("Ja.", "Doch, doch."), one, file="part-2")
    answers = [(e.target, e.comments) for e in two.entries if e.source == "Yes."]
    assert answers[0] == ("Ja.", entry(one, "Yes.").comments)
    assert answers[1][0] == "Doch, doch." and len(answers[1][1]) == 1


def test_what_was_placed_stays_done_where_another_says_it() -> None:
    first, _ = bring(SOURCE, TARGET)
    placed = entry(first, "In 1987.")
    assert placed.state == "done"
    others = SOURCE.replace("Bo Holm: In 1987.", "Ana Pires: In 1987.")
    again, adoption = bring(others, TARGET, first)
    now = entry(again, "In 1987.")
    assert (now.target, now.state, now.previous) == (placed.target, "done", None)
    assert provenance.untouched(now) and provenance.made_for(now) == placed.context
    assert not any("edited since" in why for one in adoption.filled for why in one.doubts)
    assert bring(others, TARGET, again)[0].entries == again.entries


def test_what_was_withdrawn_for_a_new_speaker_is_given_back() -> None:
    """Catalogs that diglot 0.1 brought up to date have it as fuzzy, with its former context."""
    others = SOURCE.replace("Bo Holm: In 1987.", "Ana Pires: In 1987.")
    first, _ = bring(others, TARGET)
    placed = entry(first, "In 1987.")
    mine = tuple(
        one.replace(state="fuzzy", previous=("turn|bo-holm", one.source)) if one is placed else one
        for one in first.entries
    )
    again, _ = bring(others, TARGET, replace(first, entries=mine))
    now = entry(again, "In 1987.")
    assert (now.target, now.state, provenance.made_for(now)) == (placed.target, "done", "turn|bo-holm")
