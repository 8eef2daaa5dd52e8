"""How far a translation was reviewed: in catalogs, on the way to other tools and back, and in TEI."""

from __future__ import annotations

import io
import re
import textwrap
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogs import ABOUT, LATER, document, template, translation
from toolkit import catalog, exchange, po, registry
from toolkit.catalog import machine_marks, memory_marks, merging, portions, provenance, review
from toolkit.catalog.comments import FIRST_WORDS, LeftOver
from toolkit.catalog.review import review_of
from toolkit.catalog.workload import Stage
from toolkit.exchange import ExportOptions, MessageUnit, RoundTrip, parcel, verdicts
from toolkit.model import Catalog, Entry, Review
from toolkit.model.documents import State
from toolkit.text.lines import width
from toolkit.workflow import editing

YES = Entry("turn|mara", "It rang twice.", "Elle a sonné deux fois.", "done", ("s2PCS8K",))


def with_comments(*comments: str) -> Entry:
    return YES.replace(comments=comments)


def signed(kind: Review) -> Entry:
    return review.reviewed(YES, kind)


def test_a_word_in_a_comment_is_a_review() -> None:
    assert review_of(YES) == ""
    assert review_of(with_comments("reviewed")) == "reviewed"
    assert review_of(with_comments("Ask Ana.", " Approved ")) == "approved"
    assert review_of(with_comments("approved of by nobody")) == ""
    assert review_of(with_comments("reviewed").replace(state="fuzzy")) == ""


@pytest.mark.parametrize("kind", ["reviewed", "approved"])
def test_it_holds_for_these_words_alone(kind: Review) -> None:
    entry = signed(kind)
    assert review_of(entry) == kind and len(entry.comments) == 1
    assert review_of(entry.replace(target="Elle a sonné.")) == ""
    assert review_of(entry.replace(source="It rang once.")) == ""
    # Typography is no edit.
    assert review_of(entry.replace(source="It rang  twice.")) == kind
    assert review.settled(entry.replace(target="Elle a sonné.")).comments == ()
    assert review.settled(entry) == entry
    assert review_of(review.reviewed(entry, "")) == ""


def test_a_review_may_say_whose_it_is() -> None:
    (mark,) = review.reviewed(YES, "reviewed", "Ann [of  Lyon]").comments
    assert mark.startswith("reviewed by Ann (of Lyon) [")
    mine = with_comments(mark)
    assert review_of(mine) == "reviewed" and review.settled(mine) == mine
    # Another tool says the same of it: it stays hers. An approval is of who gives it.
    assert review.reviewed(mine, "reviewed") == mine
    assert [*review.reviewers(review.reviewed(mine, "approved"))] == [("reviewed", "Ann (of Lyon)")]
    both = review.reviewed(mine, "reviewed", "Bo")
    assert [*review.reviewers(both)] == [("reviewed", "Ann (of Lyon)"), ("reviewed", "Bo")]
    typed = with_comments("Approved by Bo")
    assert review_of(typed) == "approved"
    assert review.signed(typed).comments[0].startswith("approved by Bo [")
    assert review_of(mine.replace(target="Elle a sonné.")) == ""


@given(
    st.permutations(["reviewed by Ann", "Approved by Bo", "reviewed by Bo", "approved by Cy", "Ask Ana."]),
    st.integers(0, 5),
)
def test_all_who_reviewed_the_words_are_kept(lines: list[str], many: int) -> None:
    """Whoever writes a review into a catalog takes away nobody else's, wherever they write it."""
    entry = with_comments(*lines[:many])
    told = {(line.split()[0].lower(), line.split()[-1]) for line in lines[:many] if " by " in line}
    stages = {stage for stage, _ in told}
    assert set(review.reviewers(entry)) == told
    assert review_of(entry) == ("approved" if "approved" in stages else "reviewed" if stages else "")
    settled = review.settled(entry)
    assert set(review.reviewers(settled)) == told and review.settled(settled) == settled
    assert ("Ask Ana." in settled.comments) is ("Ask Ana." in entry.comments)
    # One more adds a name, once; taking the approval back takes those who gave it, and no others.
    more = review.reviewed(settled, "approved", "Di")
    assert set(review.reviewers(more)) == told | {("approved", "Di")}
    assert review.reviewed(more, "approved", "Di") == more
    less = review.reviewed(more, "reviewed")
    assert set(review.reviewers(less)) == {one for one in told if one[0] == "reviewed"}
    assert review_of(less) == "reviewed" and review_of(review.reviewed(more, "")) == ""
    # Of other words nobody has said anything.
    assert not [*review.reviewers(settled.replace(target="Elle sonna."))]


LONG = "Maria Fernanda González Rodríguez (https://orcid.org/0000-0002-1825-0097)"


@given(
    st.sampled_from(
        ["Ann Roe", LONG, "松本はるか", "مها السيد (https://orcid.org/0000-0002-1825-0097)", "Reviewed"]
    ),
    st.sampled_from(["reviewed", "approved"]),
    st.integers(38, 80),
    st.booleans(),
)
def test_a_review_holds_however_an_editor_wraps_it(who: str, kind: Review, width: int, hyphens: bool) -> None:
    """Broken over lines its first was a review that nobody signed, of any words, and the rest a remark."""
    entry = review.reviewed(
        review.reviewed(with_comments("Ask Ana.", "approved by Bo"), "approved"), kind, who
    )
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=hyphens)
    lines = [*chain.from_iterable(map(wrapper.wrap, entry.comments[1:]))]
    # A word that begins a comment of ours is one, at a line's beginning.
    assume(
        sum(line.startswith(("reviewed", "approved", "Reviewed")) for line in lines)
        == len(entry.comments) - 1
    )
    wrapped = entry.replace(comments=(entry.comments[0], *lines))
    assert [*review.reviewers(wrapped)] == [*review.reviewers(entry)]
    assert review.settled(wrapped).comments == entry.comments
    # Of other words it says nothing, and nothing of it is left.
    other = wrapped.replace(target="Elle sonna.")
    assert review_of(other) == "" and not review.unsigned(other)
    assert review.settled(other).comments == ("Ask Ana.",)


@pytest.mark.parametrize("columns", [60, 63, 65, 68, 70, 76, 78])
@pytest.mark.parametrize("who", ["松本はるか", "김민수", "中村 一郎 (中央図書館 翻訳部)"])
def test_an_editor_may_count_columns(who: str, columns: int) -> None:
    """A letter of Chinese has two: by letters, lines seemed to end where there was room."""
    asked = review.doubted(with_comments(f"reviewed by {who}"), None)
    lines = [""]
    for word in asked.comments[0].split():
        fits = width(f"{lines[-1]} {word}") <= columns
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if fits else [lines[-1], word]
    assert review.lines(tuple(lines)) == asked.comments


@pytest.mark.parametrize("mark", ["reviewed by Ann", "approved by 松本はるか", "Reviewed by مها السيد"])
@pytest.mark.parametrize(
    "remark",
    [
        *("Look at the rhyme [SHEARS]", "the bell again\n[SHEARS]", "[SHEARS]", "see [URGENT]", "apart"),
        *(
            "ignore D221: as on the tape [SHEARS]",
            "other: الجرس [SHEARS]",
            "鐘を見て [SHEARS]",
            "so\nso [SHEARS]",
        ),
    ],
)
def test_a_remark_below_a_review_is_no_part_of_it(mark: str, remark: str) -> None:
    """As one comment it was a review of other words, and went with all that the translator had written."""
    entry = with_comments(mark, *remark.split("\n"))
    assert review_of(entry) and set(remark.split("\n")) <= set(review.settled(entry).comments)


@pytest.mark.parametrize(
    "comment",
    [
        *review.reviewed(YES, "approved", "Ann").comments,
        *review.doubted(with_comments("reviewed"), None).comments,
        *machine_marks.suggested(YES, "Oui.", "some-model").comments,
        provenance.REVISED, provenance.HELD_BACK, *provenance.was("Oui."),
        provenance.aligned("Oui.", 0.5, doubtful=True, file="old.txt"),
        provenance.left_out("Yes.", None), provenance.elsewhere("turn|mara", "Mara", "Oui."),
        memory_marks.filled("talk", 0.9, "Oui."), memory_marks.offer("talk", "Yes.", "Oui."),
        str(LeftOver("after 1.1", "Oui.", True, "old.txt", True)),
        str(LeftOver("after 1.1", "Oui.", False, "old.txt", True)),
        merging.CONFLICT, merging.OTHER, portions.APART,
    ],
)  # fmt: skip
def test_each_comment_of_ours_begins_with_a_word_that_is_known_for_it(comment: str) -> None:
    assert re.match(r"\w+", comment)[0] in FIRST_WORDS  # type: ignore[index]


def test_a_question_is_answered_however_an_editor_wraps_it() -> None:
    asked = review.doubted(with_comments("Ask Ana.", "Approved"), None)
    lines = tuple(chain.from_iterable(textwrap.wrap(line, 40) for line in asked.comments))
    assert len(lines) > 2
    assert review.reviewed(YES.replace(comments=lines), "approved", "Ann") == review.reviewed(
        asked, "approved", "Ann"
    )


@given(
    st.sampled_from(["", "reviewed", "approved by Ann", "Approved"]),
    st.sampled_from(["done", "fuzzy"]),
    st.sampled_from(["translated", "reviewed", "approved", "draft"]),
    st.booleans(),
)
def test_a_review_of_other_words_is_not_one_of_those_that_are_saved(
    written: str, state: State, stage: Stage, changed: bool
) -> None:
    """What an editor of PO files wrote holds for the words that stood there, and a save may change them."""
    entry = with_comments("Ask Ana.", *filter(None, [written])).replace(state=state)
    saved = editing.edited(entry, "Elle sonna." if changed else YES.target, stage, "Bo")
    finished = saved.replace(state="done")
    mine = stage if stage in ("reviewed", "approved") else ""
    if changed:
        assert [*review.reviewers(finished)] == [(mine, "Bo")][: bool(mine)] and review_of(finished) == mine
    elif mine:
        assert review_of(finished) == mine and (mine, "Bo") in review.reviewers(finished)
    assert "Ask Ana." in saved.comments and not (changed and review.unsigned(saved))


def test_an_update_signs_it_and_takes_it_away_when_words_change() -> None:
    old = translation(document())
    entries = tuple(
        entry.replace(comments=("Ask Ana.", "approved")) if entry.source == "And then?" else entry
        for entry in old.entries
    )
    now = template(document())
    made, _ = catalog.update(replace(old, entries=entries), now, "fr", ABOUT, LATER)
    (entry,) = (entry for entry in made.entries if review_of(entry))
    assert entry.source == "And then?" and entry.comments[0] == "Ask Ana."
    assert entry.comments[1].startswith("approved [")
    again, told = catalog.update(made, now, "fr", ABOUT, LATER)
    assert not told.lapsed
    assert again.entries == made.entries
    changed = tuple(e.replace(target="Et puis ?") if e is entry else e for e in made.entries)
    last, told = catalog.update(replace(made, entries=changed), now, "fr", ABOUT, LATER)
    assert "1 with a lapsed review" in str(told) and [entry.source for entry in told.lapsed] == ["And then?"]
    assert [e.comments for e in last.entries if e.source == "And then?"] == [("Ask Ana.",)]


def test_a_word_beside_a_draft_is_of_these_words_alone() -> None:
    draft = with_comments("Ask Ana.", "Reviewed").replace(state="fuzzy")
    settled = review.settled(draft)
    assert settled.comments[0] == "Ask Ana." and review.settled(settled) == settled
    assert review_of(settled.replace(state="done")) == "reviewed"
    assert review_of(settled.replace(state="done", target="Elle sonna.")) == ""


def test_a_review_that_may_be_of_other_words_is_in_question() -> None:
    new = with_comments("Ask Ana.", "Approved")
    # The words are those that stood there before: so it is of these.
    assert review.doubted(new, YES) is new
    assert review.doubted(new, YES.replace(source="It rang  twice.", state="fuzzy")) is new
    for before in (None, YES.replace(target="Elle sonna deux fois.")):
        asked = review.doubted(new, before)
        assert asked.comments[0] == "Ask Ana." and asked.comments[1].startswith("approved? Is it of these")
        assert review_of(asked) == "" and review.settled(asked) == asked
        # Until somebody answers, or goes over it again.
        assert review_of(review.reviewed(asked, "reviewed")) == "reviewed"
        assert len(review.reviewed(asked, "reviewed").comments) == 2
    # What is signed is known, and so is a remark that only begins so.
    for entry in (signed("reviewed"), with_comments("reviewed by Ana?"), with_comments("Reviewed? Not yet.")):
        assert review.doubted(entry, None) is entry


@pytest.mark.parametrize("who", ["Ana", "نورة الحداد", "王若水", "Ø. Østby (Oslo)"])
def test_a_question_keeps_the_name_of_who_reviewed(who: str) -> None:
    asked = review.doubted(with_comments(f"Reviewed by {who}", "approved by Bo"), None)
    questions = [line.partition("?")[0] for line in asked.comments]
    assert questions == [f"reviewed by {who}", "approved by Bo"]
    assert not [*review.reviewers(asked)] and all(map(review.is_mark, asked.comments))
    # An editor may have broken its lines; it says itself what is to be written.
    wrapped = tuple(chain.from_iterable(textwrap.wrap(line, 40) for line in asked.comments))
    assert review.lines(wrapped) == asked.comments
    answers = tuple(line.partition("“")[2].partition("”")[0] for line in asked.comments)
    assert [*review.reviewers(asked.replace(comments=answers))] == [("reviewed", who), ("approved", "Bo")]
    # A remark of a person's is none.
    assert not review.is_mark(f"reviewed by {who}? Not yet.")


@pytest.mark.parametrize("form", ["xliff", "xliff12", "csv"])
@pytest.mark.parametrize("kind", ["", "reviewed", "approved"])
def test_it_goes_out_and_comes_back(form: str, kind: Review) -> None:
    entry = signed(kind)
    unit = there_and_back(form, entry)
    assert unit.state == (kind or "done")
    assert verdicts.verdict(entry, unit) == "unchanged"
    # Comments that are marks of ours are no words of a translator.
    assert not any(unit.comments)


def there_and_back(form: str, entry: Entry) -> MessageUnit:
    sent, sink = parcel(Catalog("talk", "en", "fr", (entry,)), "en"), io.BytesIO()
    handled = registry.load("format", form)
    assert isinstance(handled, RoundTrip)
    handled.write(sent, ExportOptions(), sink)
    ((unit,),) = (part.units for part in handled.read(sink.getvalue(), f"talk.{form}"))
    return unit


@pytest.mark.parametrize("state", ["reviewed", "approved"])
def test_only_what_was_finished_can_be_reviewed(state: exchange.UnitState) -> None:
    unit = replace(there_and_back("xliff", YES), state=state)
    assert verdicts.verdict(YES, unit) == "take"
    assert review_of(verdicts.merged(YES, unit)) == state
    # Some tools call all that they save final: who changes a text writes it.
    other = replace(unit, target="Elle sonna deux fois.")
    assert review_of(verdicts.merged(YES, other)) == ""
    draft = YES.replace(state="fuzzy")
    unit = replace(there_and_back("xliff", draft), state=state)
    merged = verdicts.merged(draft, unit)
    assert merged.state == "done" and review_of(merged) == ""


def test_catalogs_are_read_as_they_are_written() -> None:
    made = translation(document())
    made = replace(made, entries=tuple(review.reviewed(entry, "reviewed") for entry in made.entries))
    found = po.load(po.dump(made), "talk.po", "fr")
    assert [review_of(entry) for entry in found.entries] == ["reviewed"] * len(made.entries)
