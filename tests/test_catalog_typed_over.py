"""Translations that were typed over the text that they translate: no word of them is lost in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogs import ABOUT, LATER, document, template, translation
from toolkit import catalog, exchange, po
from toolkit.catalog import typed_over
from toolkit.exchange import intake
from toolkit.model import Catalog, Entry

TYPED = ["Alors nous avons attendu.", "ثم انتظرنا الجليد.", "然后我们等冰来决定。"]
SOURCE = "Then we waited for the ice to decide."


def overwritten(typed: str, target: str = "") -> Catalog:
    """A catalog without translations, in whose file somebody has typed a text over a source."""
    made = po.dump(translation(document(), translate=None)).decode()
    assert f'"{SOURCE}"' in made
    changed = made.replace(f'msgid "{SOURCE}"\nmsgstr ""', f'msgid "{typed}"\nmsgstr "{target}"')
    return po.load(changed.encode(), "talk.po", "fr")


def of_source(found: Catalog) -> Entry:
    (entry,) = (entry for entry in found.entries if entry.source == SOURCE)
    return entry


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_over_a_source_is_a_draft_of_it(typed: str) -> None:
    new = template(document())
    found, made = typed_over.drafts(overwritten(typed), new)
    updated, _ = catalog.update(found, new, "fr", ABOUT, LATER)
    now = of_source(updated)
    assert (now.target, now.state, [one.target for one in made]) == (typed, "fuzzy", [typed])
    (told,) = typed_over.told(made)
    assert told.code == "D289" and typed in told.message and SOURCE[:20] in told.message
    # Said once: the next run has nothing to say.
    assert typed_over.drafts(updated, new) == (updated, ())


@pytest.mark.parametrize("typed", TYPED)
def test_a_file_that_comes_back_so_is_a_draft_too(typed: str) -> None:
    came = replace(exchange.parcel(overwritten(typed), "en"), bound=True)
    after, made, findings = intake.take(translation(document(), translate=None), came, "talk.po")
    now = of_source(after)
    assert (now.target, now.state, len(made.taken)) == (typed, "fuzzy", 1)
    assert [one.code for one in findings] == ["D289"]
    # What a person has finished meanwhile stays.
    done = translation(document())
    assert of_source(intake.take(done, came, "talk.po")[0]) == of_source(done)


def test_what_an_editor_has_changed_is_no_translation() -> None:
    new = template(document())
    for edited in ("Then we waited for the ice to settle.", "And then?"):
        assert not typed_over.drafts(overwritten(edited), new)[1]
    # It has a translation: then the source was edited, and an update says so.
    assert not typed_over.drafts(overwritten("Rien du tout.", "Alors ?"), new)[1]
    # A text that was written anew has an id of its own.
    parts = [("mara", "Who held it?"), ("ilyas", SOURCE)]
    before = template(document(parts))
    empty = catalog.update(None, before, "fr", ABOUT, LATER)[0]
    anew = template(document([parts[0], ("ilyas", "Nobody, never.")]), before)
    assert typed_over.drafts(empty, anew) == (empty, ())
