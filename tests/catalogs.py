"""Documents and catalogs for tests: short ones by hand, long ones by a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from toolkit import catalog, ids
from toolkit.model import Catalog, Document, Entry, Kind, Location, Meta, Paragraph, Role, Speaker, Turn

ABOUT = catalog.About(project="River talks", version="1.0")
MOMENT = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
LATER = datetime(2026, 9, 9, 9, 9, tzinfo=UTC)
PEOPLE = {"mara": "Mara Lind", "ilyas": "Ilyas Okoro"}

INTERVIEW = (
    ("title", "The ferry that ran all winter"),
    ("caption", "The ferry at dusk."),
    ("mara", "When did you first cross the river at night?"),
    ("ilyas", 'In the winter they called "the long one". I was nine, and my father let me hold the lamp.'),
    ("mara", "And then?"),
    ("ilyas", "Then we waited for the ice to decide."),
    ("event", "(He laughs.)"),
    ("mara", "And then?"),
    ("narration", "Outside, the boat knocks against the landing."),
    ("ilyas", "Yes."),
)


def document(
    parts: Iterable[tuple[str, str]] = INTERVIEW,
    *,
    roles: tuple[Role, Role] = ("interviewer", "interviewee"),
    meta: Meta | None = None,
    lang: str = "en",
) -> Document:
    """A document of turns of one paragraph each: (speaker key or kind, text); lines 1, 3 ... of talk.txt."""
    turns = []
    for number, (who, text) in enumerate(parts):
        kind: Kind = "speech" if who in PEOPLE else who  # type: ignore[assignment]
        speaker = who if who in PEOPLE else None
        paragraph = Paragraph("", kind, text, Location("source/talk.txt", 2 * number + 1))
        turns.append(Turn(kind, speaker, PEOPLE.get(who, ""), (paragraph,)))
    speakers = tuple(
        Speaker(key, name, role) for (key, name), role in zip(PEOPLE.items(), roles, strict=True)
    )
    return Document("talk", lang, speakers, tuple(turns), meta or Meta(), "source/talk.txt")


def paragraph_ids(document: Document) -> list[str]:
    return [paragraph.id for turn in document.turns for paragraph in turn.paragraphs]


def template(document: Document, before: Catalog | None = None, about: catalog.About = ABOUT) -> Catalog:
    """The document's next template, with ids carried over."""
    with_ids = ids.assign(document, before)
    return catalog.update(before, catalog.extract(with_ids), "", about, MOMENT)[0]


def translation(
    document: Document, lang: str = "fr", translate: Callable[[str], str] | None = str.swapcase
) -> Catalog:
    """A catalog with all messages translated by a function; None leaves them empty."""
    made, _ = catalog.update(None, template(document), lang, ABOUT, MOMENT)
    if translate is None:
        return made
    return replace(
        made,
        entries=tuple(replace(entry, target=translate(entry.source), state="done") for entry in made.entries),
    )


def by_source(catalog: Catalog) -> dict[str, Entry]:
    return {entry.source: entry for entry in catalog.entries}


WORDS = """
river ice lamp ferry rope winter landing boat night engine deck father harbour light fog current
bridge ticket whistle coat lantern shore captain crossing storm wheel anchor sleep bread letter
window road village market horse snow summer flood island stone reed heron oar pole ford mill barge
tide gull net
""".split()


def prose(generator: random.Random, words: int = 20) -> str:
    """A sentence that no other is like."""
    rare = f"{generator.choice(WORDS)}{generator.randrange(10_000)}"
    text = " ".join([*generator.choices(WORDS, k=words - 1), rare])
    return text.capitalize() + "."
