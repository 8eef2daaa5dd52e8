"""Good translations of idioms, kin, colours, places, titles and dates, of which nothing is said.

`tests/data/clean.tsv` has a message a line: the language of the translation, English, the translation. A
person wrote each; none may be told of in either direction.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from toolkit import checks
from toolkit.model import Catalog, Document, Entry, Location, Paragraph, Turn

CLEAN: dict[str, list[tuple[str, str]]] = defaultdict(list)
for line in (Path(__file__).parent / "data/clean.tsv").read_text("utf-8").splitlines():
    language, english, other = line.split("\t")
    CLEAN[language].append((english, other))


@pytest.mark.parametrize("lang", CLEAN)
@pytest.mark.parametrize("turned", [False, True])
def test_nothing_is_told_of_a_clean_translation(lang: str, *, turned: bool) -> None:
    langs = (lang, "en") if turned else ("en", lang)
    entries, turns = [], []
    for number, pair in enumerate(CLEAN[lang], 1):
        source, target = reversed(pair) if turned else pair
        name = f"s{number:06d}"
        entries.append(Entry("narration", source, target, "done", (name,)))
        paragraph = Paragraph(name, "narration", source, Location("source/talk.txt", number))
        turns.append(Turn("narration", (), "", (paragraph,)))
    document = Document("talk", langs[0], (), tuple(turns))
    found = checks.run(document, Catalog("talk", *langs, tuple(entries)), "talk.po")
    # Notes are printed on demand alone, and nobody has signed these.
    assert [finding for finding in found if finding.severity != "info" and finding.code != "D207"] == []
