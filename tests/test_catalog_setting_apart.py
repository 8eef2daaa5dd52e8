"""What is set apart changes the messages of its words, and all others are as a whole update leaves them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from test_adopting import read
from toolkit import catalog
from toolkit.catalog import About, ids
from toolkit.catalog.setting_apart import set_apart
from toolkit.model import Catalog, Document

MOMENT = datetime(2026, 3, 14, tzinfo=UTC)
LATER = datetime(2026, 5, 6, tzinfo=UTC)
ABOUT = About("talks")
WHO = "Ada", "Salma", "林"
SAID = "Yes.", "No?", "We came by boat. (Laughter.)", "(Laughter.)", "نعم.", "So it was."
STATES = ("", "empty"), ("Ja.", "done"), ("Nun.", "fuzzy")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A talk in which the same is said again and again, with ids."""
    said = draw(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(SAID)), min_size=3, max_size=14))
    document = read("\n\n".join(f"{who}: {text}" for who, text in said), "en")
    names = [paragraph.id for paragraph in document.paragraphs()]
    return ids.set_apart(document, draw(st.sets(st.sampled_from(names), max_size=2)))


def _updated(
    template: Catalog | None, old: Catalog | None, document: Document, moment: datetime
) -> tuple[Catalog, Catalog]:
    now, _ = catalog.update(template, catalog.extract(document), "", ABOUT, moment)
    return now, catalog.update(old, now, "de", ABOUT, moment)[0]


@given(st.data())
@examples(60)
def test_what_is_set_apart_changes_its_own_messages_alone(data: st.DataObject) -> None:
    document = data.draw(documents())
    wanted, current = _updated(None, None, document, MOMENT)
    entries = []
    for entry in current.entries:
        text, state = data.draw(st.sampled_from(STATES))
        previous = (None, "Then?") if state == "fuzzy" and data.draw(st.booleans()) else None
        remarks = ("Ask her.",) if data.draw(st.booleans()) else ()
        entries.append(entry.replace(target=text, state=state, previous=previous, comments=remarks))
    wanted, current = _updated(wanted, replace(current, entries=tuple(entries)), document, MOMENT)
    several = [entry for entry in wanted.entries if len(entry.ids) > 1]
    names = [
        name for entry in several for name in data.draw(st.sets(st.sampled_from(entry.ids[1:]), max_size=2))
    ]
    # What comes first may be set apart, too, as long as one is left.
    names += [entry.ids[0] for entry in several if not {*entry.ids} & {*names} and data.draw(st.booleans())]
    apart = ids.set_apart(document, names)
    made = set_apart(wanted, current, apart, names, ABOUT, LATER)
    whole = _updated(wanted, current, apart, LATER)
    if made is not None:
        assert made == whole
        for ours, theirs in zip(made, whole, strict=True):
            assert [entry.where for entry in ours.entries] == [entry.where for entry in theirs.entries]


def test_what_is_among_other_words_too_is_told_of_all_of_the_document() -> None:
    document = read("Ada: So (Laughter.) it was.\n\n(Laughter.)\n\nAda: Yes.\n\n(Laughter.)", "en")
    wanted, current = _updated(None, None, document, MOMENT)
    shared = next(entry for entry in wanted.entries if len(entry.ids) > 1)
    apart = ids.set_apart(document, shared.ids[1:])
    assert set_apart(wanted, current, apart, shared.ids[1:], ABOUT, LATER) is None
    several = read("Ada: Yes.\n\nSalma: No?\n\nAda: Yes.", "en")
    wanted, current = _updated(None, None, several, MOMENT)
    name = next(entry for entry in wanted.entries if len(entry.ids) > 1).ids[0]
    assert set_apart(wanted, current, ids.set_apart(several, [name]), [name], ABOUT, LATER) is not None
