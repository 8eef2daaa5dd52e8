"""Documents and catalogs for tests.

Short ones by hand, long ones by a seeded generator.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from toolkit import catalog
from toolkit.catalog import ids
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
    """A document of turns of one paragraph each: (speaker key or kind, text); lines 1, 3 ... of talk.txt.

    Those who speak together have a plus sign between their keys.
    """
    turns = []
    for number, (who, text) in enumerate(parts):
        speakers = tuple(one for one in who.split("+") if one in PEOPLE)
        kind: Kind = "speech" if speakers else who  # type: ignore[assignment]
        label = " and ".join(PEOPLE[one] for one in speakers)
        paragraph = Paragraph("", kind, text, Location("source/talk.txt", 2 * number + 1))
        turns.append(Turn(kind, speakers, label, (paragraph,)))
    people = tuple(Speaker(key, name, role) for (key, name), role in zip(PEOPLE.items(), roles, strict=True))
    return Document("talk", lang, people, tuple(turns), meta or Meta(), "source/talk.txt")


def paragraph_ids(document: Document) -> list[str]:
    return [paragraph.id for turn in document.turns for paragraph in turn.paragraphs]


def template(
    document: Document,
    before: Catalog | None = None,
    about: catalog.About = ABOUT,
    given: Collection[str] = (),
) -> Catalog:
    """The document's next template, with ids carried over.

    given  keys of speakers that an editor has chosen
    """
    with_ids = ids.assign(document, before, given=given)
    return catalog.update(before, catalog.extract(with_ids), "", about, MOMENT)[0]


def translation(
    document: Document, lang: str = "fr", translate: Callable[[str], str] | None = str.swapcase
) -> Catalog:
    """A catalog whose messages a function translates.

    None leaves them empty.
    """
    made, _ = catalog.update(None, template(document), lang, ABOUT, MOMENT)
    if translate is None:
        return made
    return replace(
        made,
        entries=tuple(entry.replace(target=translate(entry.source), state="done") for entry in made.entries),
    )


def numbered(template: Catalog, document: Document) -> Catalog:
    """A template as diglot 0.1 wrote it: its references tell lines."""
    lines = {p.id: f"{p.where.path}:{p.where.line}" for p in ids.assign(document, template).paragraphs()}
    return replace(
        template,
        entries=tuple(
            entry.replace(
                where=tuple(lines[name] for name in entry.ids),
                comments=(),
            )
            for entry in template.entries
        ),
    )


def catalog_of(*entries: Entry, obsolete: tuple[Entry, ...] = ()) -> Catalog:
    return Catalog("talk", "en", "fr", entries, obsolete)


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


def revise(
    generator: random.Random, units: list[tuple[int, str, str]], next_unit: int
) -> list[tuple[int, str, str]]:
    """An editor's day.

    10 typos, 4 rewritten by half, 3 inserted, 2 deleted, a block moved.
    """
    units = list(units)
    touched = generator.sample(range(len(units)), 14)
    for k in touched[:10]:
        unit, who, text = units[k]
        at = generator.randrange(len(text))
        units[k] = (unit, who, text[:at] + generator.choice("xyz") + text[at + 1 :])
    for k in touched[10:]:
        unit, who, text = units[k]
        words = text.split()
        half = len(words) // 2
        units[k] = (unit, who, " ".join(words[:half] + prose(generator, len(words) - half).lower().split()))
    for n in range(3):
        units.insert(generator.randrange(len(units)), (next_unit + n, "mara", prose(generator)))
    for _ in range(2):
        del units[generator.randrange(len(units))]
    start = generator.randrange(len(units) - 10)
    block, rest = units[start : start + 8], units[:start] + units[start + 8 :]
    to = generator.randrange(len(rest))
    return rest[:to] + block + rest[to:]
