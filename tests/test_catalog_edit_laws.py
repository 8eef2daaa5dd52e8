"""What becomes of a translation when its source is edited: the words decide, whatever the edit."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import growing
from catalogs import ABOUT, LATER, by_source, document, paragraph_ids, prose, template, translation
from pace import examples
from toolkit import catalog, po
from toolkit.catalog import before, beside, ids, provenance
from toolkit.catalog.remembered_ids import KnownIds
from toolkit.model import Catalog, Document, Entry
from toolkit.text.hygiene import untypeset
from toolkit.text.slugs import slug

Parts = list[tuple[str, str]]
SHORT = ("Yes.", "No.", "And then?", "Thank you.")
WHO = ("mara", "ilyas", "narration")


def talk(generator: random.Random, length: int) -> Parts:
    """Turns of prose, with short texts between them that several say several times."""
    return [
        (
            generator.choice(WHO),
            generator.choice(SHORT)
            if generator.random() < 0.4
            else prose(generator, generator.randint(6, 18)),
        )
        for _ in range(length)
    ]


def swapped(parts: Parts, _: random.Random) -> Parts:
    """Both speakers' labels exchanged."""
    other = {"mara": "ilyas", "ilyas": "mara"}
    return [(other.get(who, who), text) for who, text in parts]


def moved(parts: Parts, generator: random.Random) -> Parts:
    """A turn elsewhere, and its speaker corrected."""
    parts = list(parts)
    _, text = parts.pop(generator.randrange(len(parts)))
    parts.insert(generator.randint(0, len(parts)), (generator.choice(WHO), text))
    return parts


def corrected(parts: Parts, generator: random.Random) -> Parts:
    """Another speaker or kind for some turns."""
    return [(generator.choice(WHO) if generator.random() < 0.2 else who, text) for who, text in parts]


def merged(parts: Parts, generator: random.Random) -> Parts:
    """Two turns in one."""
    if len(parts) < 2:
        return parts
    k = generator.randrange(len(parts) - 1)
    (who, one), (_, other) = parts[k : k + 2]
    return [*parts[:k], (who, f"{one} {other}"), *parts[k + 2 :]]


def split(parts: Parts, generator: random.Random) -> Parts:
    """A turn in two."""
    long = [k for k, (_, text) in enumerate(parts) if len(text.split()) > 8]
    if not long:
        return parts
    k = generator.choice(long)
    words = parts[k][1].split()
    at = generator.randrange(3, len(words) - 3)
    who = parts[k][0]
    halves = [(who, " ".join(words[:at])), (who, " ".join(words[at:]))]
    return [*parts[:k], *halves, *parts[k + 1 :]]


def dropped(parts: Parts, generator: random.Random) -> Parts:
    """A turn less."""
    k = generator.randrange(len(parts))
    return [*parts[:k], *parts[k + 1 :]] or parts


def reworded(parts: Parts, generator: random.Random) -> Parts:
    """A word more in some turns."""
    return [(who, f"Well, {text}" if generator.random() < 0.1 else text) for who, text in parts]


Edit = Callable[[Parts, random.Random], Parts]
EDITS = (swapped, moved, corrected, merged, split, dropped, reworded)
edits = st.lists(st.sampled_from(EDITS), min_size=1, max_size=4)
seeds = st.integers(0, 10**6)


def renamed(doc: Document, names: Mapping[str, str], keys: Mapping[str, str] | None = None) -> Document:
    """The document with other names for some speakers, and the keys that a reader makes of them.

    keys  those that an editor has given instead
    """
    keys = {key: slug(name) for key, name in names.items()} | dict(keys or {})
    return replace(
        doc,
        speakers=tuple(
            replace(one, key=keys.get(one.key, one.key), name=names.get(one.key, one.name))
            for one in doc.speakers
        ),
        turns=tuple(
            turn.replace(speakers=tuple(keys.get(key, key) for key in turn.speakers)) for turn in doc.turns
        ),
    )


def brought_up_to_date(old: Catalog, now: Catalog) -> tuple[Catalog, catalog.Changes]:
    """The next version; what is at rest in it is passed over, as if it were looked at like all else."""
    made, changes = catalog.update(old, now, "fr", ABOUT, LATER)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(beside, "at_rest", lambda *_: False)
        assert catalog.update(old, now, "fr", ABOUT, LATER) == (made, changes)
        # Places are not compared.
        assert po.dump(catalog.update(old, now, "fr", ABOUT, LATER)[0]) == po.dump(made)
    return made, changes


class Work:
    """A document that is edited, its template and its translation."""

    def __init__(self, parts: Parts) -> None:
        self.template = template(document(parts))
        self.catalog = translation(document(parts))
        self.ids = paragraph_ids(ids.assign(document(parts), self.template))

    def edit(
        self, parts: Parts, names: Mapping[str, str] | None = None, keys: Mapping[str, str] | None = None
    ) -> catalog.Changes:
        """The next version of all, as files hold them.

        names  key -> name, of speakers who are printed under other names and so have other keys now
        keys   key -> key, of speakers to whom an editor gives another
        """
        now = renamed(document(parts), names or {}, keys)
        said = (keys or {}).values()
        known = KnownIds.of(ids.assign(now, self.template, given=said))
        made = template(now, self.template, given=(keys or {}).values())
        self.template = po.load(po.dump(made), "talk.pot", "")
        updated, changes = brought_up_to_date(self.catalog, self.template)
        self.catalog = po.load(po.dump(updated, po.dump(self.catalog)), "talk.po", "fr")
        assert self.catalog == updated
        self.ids = paragraph_ids(ids.assign(now, self.template))
        # What is kept of an extraction is what its template would give.
        assert known.on(now) in (None, ids.assign(now, self.template, given=said))
        return changes

    def mend(self, source: str, **values: object) -> None:
        """A translator's work on one entry."""
        self.catalog = replace(
            self.catalog,
            entries=tuple(e.replace(**values) if e.source == source else e for e in self.catalog.entries),
        )


def law(made: Catalog) -> None:
    """Nothing is out of use whose words stand untranslated in the document; nothing is finished by guess."""
    empty = {untypeset(e.source) for e in made.entries if not e.target}
    assert not [e for e in made.obsolete if e.target and untypeset(e.source) in empty]
    assert all(e.target == e.source.swapcase() for e in made.entries if e.state == "done")


def done(made: Catalog) -> dict[tuple[str, str], str]:
    return {(e.context, e.source): e.target for e in made.entries if e.state == "done"}


@examples(40)
@given(seeds, st.integers(1, 25), edits)
@example(19, 19, [merged, merged, corrected])
@example(469, 9, [corrected, merged, moved])
@example(603943, 13, [merged, reworded, corrected])
def test_after_any_edit_words_there_are_translated(seed: int, length: int, order: list[Edit]) -> None:
    generator = random.Random(seed)
    parts = talk(generator, length)
    work = Work(parts)
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    versions = [parts]
    finished: set[str] = set()
    for edit in order:
        before = {untypeset(e.source): e for e in work.catalog.entries if e.state == "done"}
        finished.update(before)
        known = dict(zip(work.ids, (untypeset(text) for _, text in parts), strict=True))
        # An edit of what stands there, or of an earlier version, with which others are undone.
        parts = edit(generator.choice((parts, versions[-1], generator.choice(versions))), generator)
        versions.append(parts)
        if generator.random() < 0.3:
            names[generator.choice(WHO[:2])] = f"Noor {generator.choice('ABC')}. Haddad"
        if generator.random() < 0.2:
            keys[generator.choice(WHO[:2])] = f"key-{generator.choice('abc')}"
            keys = keys if len(set(keys.values())) == len(keys) else {}
        work.edit(parts, names, keys)
        law(work.catalog)
        # Words that were finished, and are still there, are finished still. None of them has a draft; where
        # somebody else says them now, too, there may be nothing yet.
        still = {untypeset(e.source) for e in work.catalog.entries if e.state == "done"}
        for entry in work.catalog.entries:
            words = untypeset(entry.source)
            assert entry.state == "done" or words not in before or (not entry.target and words in still)
        # So are those that went and are back, whoever says them now.
        done_now = {untypeset(e.source) for e in work.catalog.entries if e.state == "done"}
        assert not finished & {untypeset(e.source) for e in work.catalog.entries} - done_now
        # Ids follow the words: none is out of use while its words are somewhere under a new one.
        now = [(name, untypeset(text)) for name, (_, text) in zip(work.ids, parts, strict=True)]
        fresh = Counter(text for name, text in now if name not in known)
        lost = Counter(text for name, text in known.items() if name not in set(work.ids))
        assert not fresh & lost
        assert work.edit(parts, names, keys).unchanged == len(work.catalog.entries)


MENDS: tuple[dict[str, object], ...] = (
    {"state": "fuzzy"},
    {"state": "fuzzy", "previous": (None, "What did it say before?")},
    {"target": "", "state": "empty"},
    {"target": " \u00a0", "state": "done"},
    {"target": "\x00", "state": "done"},
    {"comments": ("Is it so?",)},
    {"comments": ("reviewed",)},
    {"comments": ("apart",)},
    {"flags": ("apart",)},
    {"flags": ("no-wrap",)},
    {"notes": ("Changed since it was translated: [-a-] {+b+}",)},
    {"where": ()},
    {"ids": ()},
    {"plural": ("Ones.", "Un.", "Uns.")},
)


@examples(40)
@given(seeds, st.integers(1, 20), edits)
def test_what_is_at_rest_is_passed_over(seed: int, length: int, order: list[Edit]) -> None:
    """Whatever translators do meanwhile."""
    generator = random.Random(seed)
    parts = talk(generator, length)
    work = Work(parts)
    for edit in order:
        for entry in work.catalog.entries:
            if generator.random() < 0.5:
                work.mend(entry.source, **generator.choice(MENDS))
        parts = edit(parts, generator)
        now, old = document(parts), work.catalog
        work.template = template(now, work.template)
        work.catalog = brought_up_to_date(old, work.template)[0]


@examples(40)
@given(seeds, st.integers(1, 20), edits)
@example(13, 14, [swapped, corrected])
@example(117626, 18, [swapped, corrected])
@example(619619, 21, [corrected, swapped, corrected, corrected])
def test_an_edit_that_is_undone_gives_back_what_was_done(seed: int, length: int, order: list[Edit]) -> None:
    """One after the other, or all at once."""
    generator = random.Random(seed)
    parts = talk(generator, length)
    work = Work(parts)
    finished = done(work.catalog)
    versions = [parts]
    for edit in order:
        versions.append(edit(versions[-1], generator))
        work.edit(versions[-1])
    for version in versions[-2::-1] if seed % 2 else versions[:1]:
        work.edit(version)
    assert done(work.catalog) == finished
    assert not [e for e in work.catalog.entries if e.comments]


@pytest.mark.parametrize("words", ["No.", "לא, עוד לא.", "Μετά βγήκε ο πάγος.", "还没有。"])
@pytest.mark.parametrize(
    "speakers",
    [
        # One after the other is said by somebody else.
        (("ilyas", "mara"), ("narration", "mara"), ("narration", "ilyas")),
        # One of three has a copy of what another says still.
        (
            ("mara", "narration", "narration"),
            ("ilyas", "narration", "narration"),
            ("ilyas", "mara", "narration"),
        ),
    ],
)
def test_translations_go_home_to_who_said_them(words: str, speakers: tuple[tuple[str, ...], ...]) -> None:
    versions: list[Parts] = [[(who, words) for who in version] for version in speakers]
    work = Work(versions[0])
    for who in speakers[0]:
        work.catalog = replace(
            work.catalog,
            entries=tuple(
                e.replace(target=f"{who}: {words}") if e.context in (f"turn|{who}", who) else e
                for e in work.catalog.entries
            ),
        )
    finished = done(work.catalog)
    for version in versions[1:]:
        work.edit(version)
    work.edit(versions[0])
    assert done(work.catalog) == finished
    assert not [e for e in work.catalog.entries if e.comments] and not work.catalog.obsolete


def test_those_whose_way_home_is_closed_try_it_once() -> None:
    """Each of many stands where the next is at home, the last one stays, and as many others come behind."""

    def made(context: str, home: str, words: str) -> Entry:
        comment = provenance.elsewhere(home, home, words)
        return Entry(context, "No.", words, "done", comments=(comment,))

    def make(size: int) -> growing.Work:
        row = [made(f"turn|p{k}", f"turn|p{k + 1}", f"Non {k}.") for k in range(size)]
        row.append(Entry(f"turn|p{size}", "No.", "Jamais.", "done"))
        lost = [made(f"turn|q{k}", "turn|p0", f"Nenni {k}.") for k in range(size)]
        new = [Entry(entry.context, "No.", "") for entry in row]
        pairs = before.by_key(row + lost, new)
        assert before.at_home(row + lost, new, pairs) == (pairs, {})
        return lambda: before.at_home(row + lost, new, pairs)

    assert not growing.by_steps(make, 20)


def test_a_draft_of_two_gives_way_to_what_is_finished_for_one() -> None:
    """Two were merged and are parted again, and one of them is finished for another speaker."""
    parts: Parts = [("narration", "Thank you."), ("mara", "Thank you."), ("mara", NIGHT)]
    work = Work(parts)
    work.edit([parts[0], ("narration", f"Thank you. {NIGHT}")])
    work.edit([parts[0], ("ilyas", "Thank you."), ("ilyas", NIGHT)])
    entries = [e for e in work.catalog.entries if e.source in ("Thank you.", NIGHT)]
    assert [(e.state, e.target) for e in entries] == [("done", e.source.swapcase()) for e in entries]
    assert len(entries) == 3


def test_words_that_are_back_are_done_whoever_says_them_by_then() -> None:
    """The edit is undone, and the correction that was made with it stays."""
    work = Work(TALK)
    work.edit([("ilyas", f"{NIGHT} Or later?"), *TALK[1:]])
    assert by_source(work.catalog)[f"{NIGHT} Or later?"].state == "fuzzy"
    work.edit([("ilyas", NIGHT), *TALK[1:]])
    entry = by_source(work.catalog)[NIGHT]
    assert (entry.target, entry.state) == (NIGHT.swapcase(), "done")
    assert provenance.made_for(entry) == "turn|mara" and not work.catalog.obsolete


def test_half_of_what_was_split_gives_way_to_the_whole() -> None:
    """Nobody has touched it; and if somebody has, it is a part of what was done, and rests."""
    work = Work([*TALK, ("ilyas", LAMP)])
    work.mend(LAMP, target=FRENCH)
    one, other = (f"{half.strip()}." for half in LAMP.rstrip(".").split(". "))
    work.edit([*TALK, ("ilyas", one), ("ilyas", other)])
    work.edit([*TALK, ("ilyas", one)])
    work.edit([*TALK, ("ilyas", LAMP)])
    entry = by_source(work.catalog)[LAMP]
    assert (entry.target, entry.state, entry.comments) == (FRENCH, "done", ())
    work.edit([*TALK, ("ilyas", one)])
    assert by_source(work.catalog)[one].target == FRENCH.partition(" Personne")[0]


def test_a_draft_that_goes_on_only_in_part_rests() -> None:
    """Of what was merged and is parted now, one part is finished elsewhere."""
    who, thanks = "Who paid the harbour master?", "Thank you."
    rest: Parts = [("mara", "After that year nobody came."), ("ilyas", thanks)]
    work = Work([*TALK, ("mara", f"{who} {thanks}"), *rest])
    work.mend(
        f"{who} {thanks}",
        target="Qui payait ? Je vous dis merci.",
        state="fuzzy",
        previous=(None, f"{who}\n{thanks}"),
    )
    work.edit([*TALK, ("mara", "Who paid the"), ("mara", "harbour master?"), *rest])
    kept = [e.target for e in (*work.catalog.entries, *work.catalog.obsolete)]
    assert any("Je vous dis merci." in target for target in kept)


def test_what_msgmerge_made_a_draft_of_comes_back_to_its_words() -> None:
    """It keeps what was finished nowhere else."""
    work = Work([*TALK, ("ilyas", "Sand.")])
    work.edit([*TALK, ("ilyas", "Nobody was allowed to.")])
    draft = {"target": "Du sable.", "state": "fuzzy", "previous": (None, "Sand.")}
    work.mend("Nobody was allowed to.", **draft)
    work.catalog = replace(work.catalog, obsolete=())
    work.edit([*TALK, ("ilyas", "Sand.")])
    entry = by_source(work.catalog)["Sand."]
    assert (entry.target, entry.state, entry.previous) == ("Du sable.", "fuzzy", None)


def test_what_rests_follows_the_key_of_its_speaker() -> None:
    work = Work(TALK)
    who, words = TALK[1]
    other = "mara" if who == "ilyas" else "ilyas"
    work.edit([(TALK[0][0], f"Well, {TALK[0][1]}"), (other, words), *TALK[2:]])
    assert provenance.made_for(by_source(work.catalog)[words]) == f"turn|{who}"
    keys = {"ilyas": "io", "mara": "ml"}
    work.edit([(TALK[0][0], f"Well, {TALK[0][1]}"), (other, words), *TALK[2:]], keys=keys)
    assert provenance.made_for(by_source(work.catalog)[words]) == f"turn|{keys[who]}"
    assert {entry.context for entry in work.catalog.obsolete} == {f"turn|{keys[TALK[0][0]]}"}
    work.edit(TALK, keys=keys)
    assert {entry.state for entry in work.catalog.entries} == {"done"}
    assert not work.catalog.obsolete and not [e for e in work.catalog.entries if e.comments]


def test_labels_that_change_places_leave_all_done() -> None:
    generator = random.Random(5)
    parts = talk(generator, 60)
    work = Work(parts)
    names = work.ids
    changes = work.edit(swapped(parts, generator))
    assert not (changes.new or changes.edited or changes.gone) and changes.context
    assert work.ids == names
    assert {e.state for e in work.catalog.entries} == {"done"}
    for entry in work.catalog.entries:
        if entry.comments:
            assert provenance.made_for(entry) not in (None, entry.context)
    work.edit(parts)
    assert not [e for e in work.catalog.entries if e.comments]


def test_a_turn_that_moves_and_gets_another_speaker() -> None:
    generator = random.Random(6)
    parts: Parts = [("mara", "Yes."), *((who, prose(generator)) for who in ("mara", "ilyas") * 10)]
    work = Work(parts)
    name = work.ids[0]
    work.edit([*parts[1:], ("ilyas", "Yes.")])
    assert work.ids[-1] == name
    entry = by_source(work.catalog)["Yes."]
    assert (entry.context, entry.target, entry.state) == ("turn|ilyas", "yES.", "done")
    assert not work.catalog.obsolete


def test_of_entries_with_the_same_words_the_translated_one_serves() -> None:
    parts: Parts = [("mara", "Yes."), ("ilyas", "Yes."), ("ilyas", "Nobody ever asked me about that.")]
    work = Work(parts)
    work.catalog = replace(
        work.catalog,
        entries=tuple(
            e.replace(target="", state="empty") if e.context == "turn|mara" else e
            for e in work.catalog.entries
        ),
    )
    work.edit([("mara", "Yes."), parts[2]])
    entry = by_source(work.catalog)["Yes."]
    assert (entry.context, entry.target, entry.state) == ("turn|mara", "yES.", "done")
    assert provenance.made_for(entry) == "turn|ilyas"


@pytest.mark.parametrize("who", ["mara", "ilyas"])
def test_a_draft_with_the_same_words_withdraws_nothing(who: str) -> None:
    """Two paragraphs that are one message from now on, by a corrected label: what was finished goes first."""
    parts: Parts = [("mara", "Yes."), ("ilyas", "Yes."), ("ilyas", "Nobody ever asked me about that.")]
    work = Work(parts)
    drafts = [
        e.replace(target="A draft.", state="fuzzy") if e.context == "turn|mara" and e.source == "Yes." else e
        for e in work.catalog.entries
    ]
    work.catalog = replace(work.catalog, entries=tuple(drafts))
    work.edit([(who, "Yes."), (who, "Yes."), parts[2]])
    entry = by_source(work.catalog)["Yes."]
    assert (entry.target, entry.state, len(entry.ids)) == ("yES.", "done", 2)
    said = [line for e in (entry, *work.catalog.obsolete) for line in (*e.comments, e.target)]
    assert any("A draft." in line for line in said)
    work.edit(parts)
    back = next(e for e in work.catalog.entries if (e.context, e.source) == ("turn|ilyas", "Yes."))
    assert (back.target, back.state) == ("yES.", "done")


NIGHT = "When did you first cross the river at night?"
TALK: Parts = [("mara", NIGHT), ("ilyas", "I was nine, and my father held the lamp."), ("mara", "And then?")]


def test_a_comment_for_another_context_stays_until_somebody_has_looked() -> None:
    work = Work(TALK)
    other: Parts = [("narration", NIGHT), *TALK[1:]]
    work.edit(other)
    before = by_source(work.catalog)[NIGHT]
    assert provenance.made_for(before) == "turn|mara" and provenance.remarks(before.comments) == ()
    work.edit([*other, ("ilyas", "Good night, river.")])
    assert by_source(work.catalog)[NIGHT].comments == before.comments
    # A third context: it still tells for which the words were made.
    work.edit([("ilyas", NIGHT), *TALK[1:]])
    assert by_source(work.catalog)[NIGHT].comments == before.comments
    work.edit(other)
    work.mend(NIGHT, target="Autre chose ?")
    work.edit(other)
    assert by_source(work.catalog)[NIGHT].comments == ()
    work.edit([("ilyas", NIGHT), *TALK[1:]])
    assert provenance.made_for(by_source(work.catalog)[NIGHT]) == "narration"


def test_a_comment_that_an_editor_wrapped_is_one_still() -> None:
    mark = provenance.elsewhere("turn|mara", "Mara Lind", "Oui.")
    for at in [k for k, sign in enumerate(mark) if sign == " "]:
        entry = Entry("narration", "Yes.", "Oui.", "done", comments=("mine", mark[:at], mark[at + 1 :]))
        assert provenance.made_for(entry) == "turn|mara"
        assert provenance.remarks(entry.comments) == ("mine",)


def test_a_draft_in_another_context_stays_a_draft() -> None:
    work = Work(TALK)
    work.mend(NIGHT, state="fuzzy")
    work.edit([("narration", NIGHT), *TALK[1:]])
    entry = by_source(work.catalog)[NIGHT]
    assert (entry.state, entry.previous, entry.comments) == ("fuzzy", ("turn|mara", NIGHT), ())
    work.edit(TALK)
    assert (by_source(work.catalog)[NIGHT].state, by_source(work.catalog)[NIGHT].previous) == ("fuzzy", None)


def test_an_edited_text_of_another_says_in_which_context_it_was_made() -> None:
    work = Work(TALK)
    work.edit([("narration", NIGHT), *TALK[1:]])
    work.edit([("narration", NIGHT.replace("first", "last")), *TALK[1:]])
    entry = by_source(work.catalog)[NIGHT.replace("first", "last")]
    assert (entry.state, entry.previous, entry.comments) == ("fuzzy", ("turn|mara", NIGHT), ())


def test_a_key_alone_is_no_other_speaker() -> None:
    work = Work(TALK)
    renamed = replace(
        document(TALK), speakers=tuple(replace(s, key=f"{s.key}-1") for s in document().speakers)
    )
    turns = tuple(t.replace(speakers=tuple(f"{key}-1" for key in t.speakers)) for t in renamed.turns)
    given_ = [f"{key}-1" for key in ("mara", "ilyas")]
    after = ids.assign(replace(renamed, turns=turns), work.template, given=given_)
    assert paragraph_ids(after) == work.ids
    made, _ = catalog.update(work.template, catalog.extract(after), "", ABOUT, LATER)
    updated, changes = catalog.update(work.catalog, made, "fr", ABOUT, LATER)
    assert {e.state for e in updated.entries} == {"done"} and not updated.obsolete
    assert not [e for e in updated.entries if e.comments] and not changes.context
    assert "turn|mara-1" in {e.context for e in updated.entries}


def test_another_name_is_no_other_speaker() -> None:
    parts: Parts = [*TALK, ("ilyas", "It's late, isn't it?")]
    work = Work(parts)
    changes = work.edit([(who, text.replace("'", "’")) for who, text in parts], {"ilyas": "Ilyas B. Okoro"})
    # The key stays, so the name alone is to be translated again.
    assert [e.context for e in changes.edited] == ["speaker|ilyas"] and not changes.context
    assert not [e for e in work.catalog.entries if e.comments]


TYPOGRAPHY = [
    ('He said "well..." - and left.', "He said “well…” — and left."),
    ("It's late, isn't it?", "It’s late, isn’t it?"),
    ("From 1950 - 1960, say.", "From 1950–1960, say."),
    ("C'est loin ? - Non !", "C’est loin\u202f? — Non\xa0!"),
    ('Il dit: "oui".', "Il dit\xa0: «\xa0oui\xa0»."),
    ("10 000 boats", "10\xa0000 boats"),
    # What nobody sees.
    ("Zo\xe9 rang.", "Zoe\u0301 rang."),
    ("מי בא לנמל?", "מי\u200f בא לנמל?"),
    ("เขามาแล้ว", "เขา\u200bมา\u200bแล้ว"),
    ("이모가요.", unicodedata.normalize("NFD", "이모가요.")),
]


@pytest.mark.parametrize(("plain", "set_"), TYPOGRAPHY)
def test_typography_alone_withdraws_nothing(plain: str, set_: str) -> None:
    for was, now in ((plain, set_), (set_, plain)):
        work = Work([*TALK, ("ilyas", was)])
        names = work.ids
        work.mend(was, target="fait")
        changes = work.edit([*TALK, ("ilyas", now)])
        entry = by_source(work.catalog)[now]
        assert (entry.target, entry.state, entry.previous, entry.comments) == ("fait", "done", None, ())
        assert (changes.edited, changes.gone, work.catalog.obsolete) == ((), (), ())
        assert work.ids == names


@pytest.mark.parametrize(
    "other",
    [
        "Its late, isn't it?",
        "It's late, isn't it!",
        "It's late; isn't it?",
        "It's late, is'nt it",
        "it's late, isn't it?",
    ],
)
def test_what_is_more_than_typography_is_fuzzy(other: str) -> None:
    work = Work([*TALK, ("ilyas", "It's late, isn't it?")])
    work.edit([*TALK, ("ilyas", other)])
    assert by_source(work.catalog)[other].state == "fuzzy"


def test_an_address_has_no_typography() -> None:
    assert untypeset("See https://a-b.org/c--d now") != untypeset("See https://a-b.org/c-d now")


def test_a_draft_that_is_undone_stays_a_draft() -> None:
    work = Work(TALK)
    work.mend(NIGHT, state="fuzzy")
    work.edit([("mara", NIGHT.replace("first", "last")), *TALK[1:]])
    assert not work.catalog.obsolete
    work.edit(TALK)
    assert (by_source(work.catalog)[NIGHT].state, by_source(work.catalog)[NIGHT].target) == (
        "fuzzy",
        NIGHT.swapcase(),
    )


def test_what_a_translator_changed_meanwhile_stays_in_sight() -> None:
    work = Work(TALK)
    edited = NIGHT.replace("first", "last")
    work.edit([("mara", edited), *TALK[1:]])
    work.mend(edited, target="Quand enfin ?")
    work.edit(TALK)
    entry = by_source(work.catalog)[NIGHT]
    assert (entry.target, entry.state, entry.previous) == ("Quand enfin ?", "fuzzy", (None, edited))
    assert entry.comments == (f"was: {NIGHT.swapcase()}",)


def test_what_was_finished_for_two_versions_is_there_for_both() -> None:
    work = Work(TALK)
    edited = NIGHT.replace("first", "last")
    for _ in range(2):
        work.edit([("mara", edited), *TALK[1:]])
        work.mend(edited, target="Quand enfin ?", state="done", previous=None)
        work.edit(TALK)
        assert (by_source(work.catalog)[NIGHT].target, by_source(work.catalog)[NIGHT].state) == (
            NIGHT.swapcase(),
            "done",
        )
        work.edit([("mara", edited), *TALK[1:]])
        assert (by_source(work.catalog)[edited].target, by_source(work.catalog)[edited].state) == (
            "Quand enfin ?",
            "done",
        )


def test_what_was_finished_beside_the_former_source_is_no_suggestion() -> None:
    """Some programs take the fuzzy mark away and leave the former source."""
    work = Work(TALK)
    edited = NIGHT.replace("first", "last")
    work.edit([("mara", edited), *TALK[1:]])
    work.mend(edited, state="done")
    work.edit(TALK)
    assert [(entry.source, entry.state) for entry in work.catalog.obsolete] == [(edited, "done")]
    work.edit([("mara", edited), *TALK[1:]])
    assert by_source(work.catalog)[edited].state == "done"


def test_of_what_rests_only_what_is_translated_fills() -> None:
    """A remark that rests with the same words, in the same context, hides no draft of another context."""
    work = Work(TALK)
    plain, curly = "It's late, isn't it?", "It’s late, isn’t it?"
    resting = (
        Entry("turn|mara", plain, comments=("Ask.",)),
        Entry("turn|mara", curly, comments=("Who?",)),
        Entry("turn|ilyas", plain, "Il est tard ?", "fuzzy"),
    )
    work.catalog = replace(work.catalog, obsolete=resting)
    work.edit([*TALK, ("mara", plain)])
    entry = by_source(work.catalog)[plain]
    assert (entry.target, entry.state, entry.comments) == ("Il est tard ?", "fuzzy", ("Ask.",))


def test_what_moved_out_of_a_rewritten_stretch_and_was_edited_is_found() -> None:
    """Its old place is in a long gap, its new one in a short one."""
    generator = random.Random(3)
    old, new = ([("mara", prose(generator, 14)) for _ in range(40)] for _ in range(2))
    moved = f"{old[7][1]} Or so they say."
    work = Work([*old, TALK[1]])
    work.edit([*new, TALK[1], ("ilyas", moved)])
    entry = by_source(work.catalog)[moved]
    assert (entry.target, entry.state) == (old[7][1].swapcase(), "fuzzy")


def test_a_remark_on_an_edit_that_is_undone_stays() -> None:
    work = Work(TALK)
    edited = NIGHT.replace("first", "last")
    work.edit([("mara", edited), *TALK[1:]])
    work.mend(edited, comments=("Ask Mara.",))
    work.edit(TALK)
    assert (by_source(work.catalog)[NIGHT].state, by_source(work.catalog)[NIGHT].comments) == (
        "done",
        ("Ask Mara.",),
    )


LAMP = "My father kept the lamp in a box of sand. Nobody was allowed to touch it."
ICE = "Then the ice came down the river, and the ferry stayed on the other side."


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((LAMP, ICE), f"{LAMP} {ICE}"),
        (("Yes.", ICE), f"Yes. {ICE}"),
        ((ICE, "Yes."), f"{ICE} Yes."),
        (("Yes.", "I see."), "Yes. I see."),
        ((LAMP, "Yes.", ICE), f"{LAMP} Yes. {ICE}"),
        ((LAMP, ICE), f"{LAMP} {ICE}".replace("box", "big box").replace("stayed", "remained")),
        (("Yes.", ICE), f"Yes. {ICE}".replace("stayed", "remained")),
    ],
)
def test_merged_paragraphs_keep_both_translations(parts: tuple[str, ...], whole: str) -> None:
    before: Parts = [*TALK, *(("ilyas", text) for text in parts), ("mara", "Thank you for your time.")]
    after: Parts = [*TALK, ("ilyas", whole), ("mara", "Thank you for your time.")]
    work = Work(before)
    names = work.ids
    changes = work.edit(after)
    entry = by_source(work.catalog)[whole]
    assert entry.state == "fuzzy" and entry.target == " ".join(parts).swapcase()
    assert entry.previous == (None, "\n".join(parts))
    assert not changes.gone and work.ids[3] in names[3:-1] and work.ids[4] == names[-1]
    work.edit(before)
    assert (work.ids, done(work.catalog)) == (names, done(translation(document(before))))
    assert not work.catalog.obsolete


FRENCH = "Mon père gardait la lampe dans une caisse de sable. Personne n'avait le droit d'y toucher."


@pytest.mark.parametrize("change", ["", "allowed", "father"])
def test_split_paragraphs_have_each_their_part(change: str) -> None:
    work = Work([*TALK, ("ilyas", LAMP), ("mara", "Thank you for your time.")])
    name = work.ids[3]
    work.mend(LAMP, target=FRENCH)
    one, other = (
        f"{half.strip()}.".replace(change or "\0", f"{change}s") for half in LAMP.rstrip(".").split(". ")
    )
    work.edit([*TALK, ("ilyas", one), ("ilyas", other), ("mara", "Thank you for your time.")])
    found = by_source(work.catalog)
    assert name in work.ids[3:5]
    assert [found[half].target for half in (one, other)] == [f"{s}." for s in FRENCH.rstrip(".").split(". ")]
    assert {found[half].state for half in (one, other)} == {"fuzzy"}
    assert {found[half].previous for half in (one, other)} == {(None, LAMP)}
    work.edit([*TALK, ("ilyas", LAMP), ("mara", "Thank you for your time.")])
    assert (by_source(work.catalog)[LAMP].target, by_source(work.catalog)[LAMP].state) == (FRENCH, "done")
    assert work.ids[3] == name and not work.catalog.obsolete


def test_what_alignment_placed_stays_its_own() -> None:
    parts: Parts = [*TALK, ("ilyas", LAMP), ("ilyas", ICE)]
    work = Work(parts)
    for text, sure in ((NIGHT, 0.97), (LAMP, 0.95), (ICE, 0.91)):
        mark = provenance.aligned(text.swapcase(), sure, doubtful=False, file="old.txt")
        work.mend(text, comments=(mark,))
    work.edit([("narration", NIGHT), *TALK[1:], ("ilyas", f"{LAMP} {ICE}")])
    entry = by_source(work.catalog)[NIGHT]
    assert provenance.untouched(entry) and provenance.origin(entry) == "aligned"
    joined = by_source(work.catalog)[f"{LAMP} {ICE}"]
    assert provenance.untouched(joined) and provenance.confidence(joined) == 0.91


@pytest.mark.parametrize("seed", range(3))
def test_a_long_talk_that_is_merged_throughout_loses_no_half(seed: int) -> None:
    generator = random.Random(seed)
    parts: Parts = [("ilyas", prose(generator, generator.randint(6, 20))) for _ in range(200)]
    work = Work(parts)
    changes = work.edit([("ilyas", f"{a[1]} {b[1]}") for a, b in zip(parts[::2], parts[1::2], strict=True)])
    assert not changes.gone
    assert all(e.target == e.source.swapcase() for e in work.catalog.entries if e.ids)
    changes = work.edit(parts)
    assert not changes.gone and not work.catalog.obsolete
    assert {e.state for e in work.catalog.entries} == {"done"}
