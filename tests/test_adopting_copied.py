"""A translation that is the source itself."""

from test_adopting import SOURCE, TARGET, bring
from toolkit.catalog.doubts import Doubt


def test_nothing_of_the_source_itself_passes_for_a_translation() -> None:
    filled, whole = bring(SOURCE, SOURCE)
    assert whole.copied is not None
    assert whole.copied.message.startswith("3 of 3 longer paragraphs of uebersetzung.txt are those of talk")
    doubtful = [one for one in whole.filled if Doubt("same") in one.doubts]
    assert len(doubtful) == len(whole.filled) and all(one.fate == "doubtful" for one in doubtful)
    assert all(one.state != "done" for one in filled.entries if one.ids)
    # In part.
    half = SOURCE.split("Ana Pires: Did you?")[0] + TARGET.split("\n\n", 5)[-1]
    assert bring(SOURCE, half)[1].copied
    # One quotation, and what is the same in any language.
    _, well = bring(SOURCE, TARGET.replace("Die Fähre", "The Ferry"))
    assert not well.copied and not any(Doubt("same") in one.doubts for one in well.filled)
