"""A translation that is the source itself."""

from test_adopt import SOURCE, TARGET, bring
from toolkit.adopting import doubts
from toolkit.catalog.doubts import Doubt


def test_nothing_of_the_source_itself_passes_for_a_translation() -> None:
    _, whole = bring(SOURCE, SOURCE)
    marked = doubts.marked(whole)
    assert marked.copied is not None
    assert (
        marked.copied.message
        == "3 of 3 longer paragraphs of uebersetzung.txt are those of talk.txt, word for word."
    )
    doubtful = [one for one in marked.filled if Doubt("same") in one.doubts]
    assert len(doubtful) == len(whole.filled) and all(one.fate == "doubtful" for one in doubtful)
    # In part.
    half = SOURCE.split("Ana Pires: Did you?")[0] + TARGET.split("\n\n", 5)[-1]
    assert doubts.marked(bring(SOURCE, half)[1]).copied
    # One quotation, and what is the same in any language.
    _, well = bring(SOURCE, TARGET.replace("Die Fähre", "The Ferry"))
    assert doubts.marked(well) == well
