"""Random editions for TEI.

Made as a project makes them: a document and catalogs, merged.

Documents of all kinds in many scripts, with any metadata; translations finished, drafted or absent, of every
origin; sentences in beads of any shape; turns as `u` or `sp`, in one file or split.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hypothesis import strategies as st

from toolkit import catalog
from toolkit.catalog import ids, provenance, review
from toolkit.catalog.comments import LeftOver
from toolkit.catalog.doubts import Doubt
from toolkit.config import BuildOptions, Fallback, TeiTable
from toolkit.config.identifiers import is_web_address
from toolkit.edition import merge
from toolkit.model import (
    KINDS,
    Bead,
    Catalog,
    Cell,
    Certainty,
    Cue,
    Document,
    Edition,
    Entry,
    Form,
    Illustration,
    Kind,
    Location,
    Meta,
    Paragraph,
    Person,
    Persona,
    Publication,
    Recording,
    Review,
    Revision,
    Row,
    Speaker,
    Times,
    Translation,
    TranslationFile,
    Turn,
    Use,
)
from toolkit.model.documents import State
from toolkit.text import markup
from toolkit.text.hygiene import tidy
from toolkit.text.slugs import slug

# What people paste: quotes, markup, CJK, right-to-left, combining, astral, no-break.
WORDS = st.text(
    st.sampled_from(
        "ab <>&\"']\\{}#;.1 éß漢字かア가حسا😀-:*[()^|?"
        "\N{NO-BREAK SPACE}\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH JOINER}"
    ),
    min_size=1,
    max_size=30,
).map(tidy)
MARKED = st.sampled_from(
    [
        "so *very* old",
        "**No.** Never *again*, she said. *Ever.*",
        "see [the *map*](https://a.example/b?c=d&e=ü) there",
        "a note^[with *words* and [a link](https://b.example/x_(y))] in it",
        "{漢字|かんじ}と{東京|とう|きょう}",
        r"no \*stars\* here, 5*3*2, \(none\)",
        "[inaudible]",
        "So [laughs] it *was (coughs)* late. [pause] He left [...] at \\[noon\\].",
        "The lamp is lit,<br>the *ferry<br>late*, and no [one<br> waits](https://a.example).",
        "渡轮来了，（笑）<br>灯亮了。<br>",
        'a picture ![of "it"](a%20b/c.jpg) among words',
        r"no \<br> end, \(laughs) plain, \![x](y.png) none",
    ]
)
PICTURES = st.builds(
    "![{}]({}){}".format,
    st.sampled_from(["", "The ferry", "渡轮 & <lamp>"]),
    st.sampled_from(["ferry.jpg", "images/ferry-2.png", "../ü.svg", "./a.png", "https://a.example/b?c=d&e"]),
    st.one_of(st.just(""), MARKED.map(" {}".format), MARKED),
)
FORMS_OF: dict[Kind, tuple[Form, ...]] = {
    "narration": ("prose", "verse", "item", "quotation", "picture"),
    "speech": ("prose", "prose", "verse", "item", "item", "quotation", "picture"),
    "note": ("prose", "verse", "item", "quotation", "picture"),
    "meta": ("prose", "item"),
    "caption": ("prose", "picture"),
}
# A paragraph has more than blanks: a reader makes none of a line with a no-break space alone.
SEEN = WORDS.filter(str.strip)
PRINTED = st.one_of(SEEN, SEEN, MARKED)
EVENTS = st.sampled_from(
    ["[Applause]", "(phone rings)", "(Laughter.)", "[inaudible]", "（笑）", "(He looks up.)", "[Applause]"]
)
SEPARATORS = st.sampled_from(["", "* * *", "◇\N{ZERO WIDTH JOINER}◇", "---"])
LANGS = ("en", "zh-Hans", "ar", "ja", "pt-BR", "sr-Latn", "und")
SOURCES = (*("en",) * 6, *LANGS[1:])
SPOKEN: tuple[Kind, ...] = ("speech", "speech", "event")
OPEN = st.one_of(st.just(""), WORDS)
# As readers write several.
AUTHORS = OPEN.map(lambda words: "; ".join(Publication(author=words).authors))
HELPED = st.lists(st.tuples(OPEN, WORDS.filter(bool)), max_size=2).map(tuple)
DATES = st.sampled_from(["", "2026", "2026-02", "2026-02-28"])
TOLD = DATES | st.sampled_from(["spring 1998", "昭和十五年ごろ", "نحو ١٩٩٨"])
"""Dates of what somebody else published or recorded: in words, too."""
ORCID = "0000-0002-1825-0097"
PERSONS = st.builds(Person, WORDS.filter(bool), orcid=st.sampled_from(["", ORCID, "7"]))

# A reader takes nothing else for one.
ADDRESSES = st.just("") | OPEN.map(lambda words: f"https://a.example/{words}").filter(is_web_address)

FILES = st.builds(
    TranslationFile,
    st.sampled_from(["translations/a.txt", "b.fr.txt"]),
    st.booleans(),
    st.sampled_from(["", "0" * 64]),
    st.integers(0, 9),
    st.integers(0, 40),
)
TRANSLATIONS = st.builds(
    Translation,
    st.sampled_from(["zh-Hans", "ar", "ja", "en"]),
    title=OPEN,
    date=TOLD,
    publisher=OPEN,
    url=ADDRESSES,
    translators=st.lists(PERSONS, max_size=2, unique_by=lambda one: one.name).map(tuple),
    translated_from=st.sampled_from(["", "en", "ko", "pt-BR"]),
    rights=OPEN,
    licence=OPEN,
    files=st.lists(FILES, max_size=2).map(tuple),
)
OVER = st.lists(
    st.sampled_from(
        [
            str(LeftOver("after 1.1", "Und *mehr*.", False, "a.txt", unchanged=True)),
            str(LeftOver("before all", "Vorab.", True, "a.txt", unchanged=True)),
            str(LeftOver("after 9.9", "又及：再会。", True, "", unchanged=True)),
            str(LeftOver("at 1.1", "Not added.", False, "", unchanged=True)),
        ]
    ),
    max_size=2,
).map(tuple)
CERTAINTIES: st.SearchStrategy[Certainty] = st.sampled_from(["", "", "low", "medium"])
REVIEWED: st.SearchStrategy[Review] = st.sampled_from(["", "", "reviewed", "approved"])
IDENTIFIERS = st.one_of(
    OPEN,
    st.sampled_from(
        ["https://doi.org/10.1234/a<b", "urn:nbn:de:1-2", "https://hdl.handle.net/20.500.1/x", "10.1234/x y"]
    ),
)
USES: tuple[Use, ...] = ("picture", "portrait", "decoration")
CREDITED = st.builds(
    Illustration,
    st.sampled_from(["bay.jpg", "maps/%D0%BA.png"]),
    st.dictionaries(st.sampled_from(["", "en", "zh-Hant"]), WORDS.filter(bool), max_size=2).map(
        lambda said: tuple(said.items())
    ),
    st.sampled_from(["", "https://creativecommons.org/licenses/by/4.0/", "my own"]),
    st.sampled_from(USES),
)
METAS = st.builds(
    Meta,
    illustrations=st.lists(CREDITED, max_size=2, unique_by=lambda one: one.file).map(tuple),
    sources=st.lists(
        st.builds(Publication, WORDS.filter(bool), AUTHORS, OPEN, DATES, IDENTIFIERS, HELPED), max_size=2
    ).map(tuple),
    title=OPEN,
    date=TOLD,
    publisher=OPEN,
    url=ADDRESSES,
    original_langs=st.sampled_from([(), (), ("en",), ("zh-Hant",), ("ko", "en")]),
    rights=OPEN,
    licence=st.one_of(
        OPEN,
        st.sampled_from(["https://a.example/%zz", "urn:x:y", "https://creativecommons.org/licenses/by/4.0/"]),
    ),
    translation_rights=OPEN,
    translation_licence=OPEN,
    translations=st.lists(TRANSLATIONS, max_size=2, unique_by=lambda one: one.lang).map(tuple),
    description=OPEN,
    subjects=st.lists(WORDS.filter(bool), max_size=2).map(tuple),
    place=OPEN,
    setting=OPEN,
    restricted=st.booleans(),
    writers=st.lists(PERSONS, max_size=2).map(tuple),
    editors=st.lists(PERSONS, max_size=2, unique_by=lambda one: one.name).map(tuple),
    identifier=IDENTIFIERS,
    recording=st.builds(
        Recording,
        date=TOLD,
        duration=st.sampled_from(["", "PT1H2M3S"]),
        medium=st.sampled_from(["", "audio", "video"]),
        programme=OPEN,
        broadcaster=OPEN,
        channel=OPEN,
        recordist=OPEN,
        equipment=OPEN,
    ),
    revisions=st.lists(
        st.builds(Revision, DATES.filter(bool), WORDS.filter(bool), OPEN),
        max_size=3,
        unique_by=lambda one: one.date,
    ).map(lambda some: tuple(sorted(some, key=lambda one: one.date, reverse=True))),
)
PERSONAS = st.builds(
    Persona,
    sex=OPEN,
    age=st.one_of(OPEN, st.just("54")),
    occupation=OPEN,
    affiliation=OPEN,
    orcid=st.sampled_from(["", ORCID]),
    wikidata=st.sampled_from(["", "Q42"]),
    viaf=st.sampled_from(["", "75121530"]),
)
NAMES = st.sampled_from(["talk", "Gespräch 2", "3rd", "對談", "a.b_c", "en", "R&D <x>"])
_PLACE = Location("source/talk.txt", 1)


@st.composite
def documents(draw: st.DrawFn, lang: str) -> Document:
    """Transcripts as a reader may make them, with their ids."""
    names = draw(st.lists(WORDS.filter(bool), max_size=3, unique_by=slug))
    speakers = tuple(
        Speaker(
            slug(name),
            name,
            draw(st.sampled_from(["unknown", "interviewer", "guest", "translator"])),
            tuple(draw(st.lists(WORDS.filter(bool), max_size=2, unique=True))),
            draw(st.one_of(st.just(Persona()), PERSONAS)),
        )
        for name in names
    )
    turns = tuple(_turns(draw, speakers))
    if draw(st.booleans()):
        turns = tuple(_timed(draw, turns))
    document = Document(draw(NAMES), lang, speakers, turns, draw(st.one_of(st.just(Meta()), METAS)))
    return ids.assign(document, None)


def _turns(draw: st.DrawFn, speakers: tuple[Speaker, ...]) -> Iterator[Turn]:
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from([*KINDS]))
        most = 3 if kind == "speech" else 0
        said = draw(st.lists(st.sampled_from(speakers), max_size=most, unique=True)) if speakers else []
        many = draw(st.integers(1, 3)) if KINDS[kind].several else 1
        label = draw(st.sampled_from(["", said[0].name, *said[0].aliases])) if said else ""
        cert: Certainty = draw(CERTAINTIES) if said else ""
        paragraphs = tuple(_paragraph(draw, kind) for _ in range(many))
        if said:
            paragraphs = tuple(one.replace(cert=draw(CERTAINTIES)) for one in paragraphs)
        yield Turn(kind, tuple(one.key for one in said), label, paragraphs, cert=cert)


def _timed(draw: st.DrawFn, turns: Iterable[Turn]) -> Iterator[Turn]:
    """Some of the paragraphs with times, as a reader of subtitles gives them."""
    now = 0
    for turn in turns:
        paragraphs = []
        for paragraph in turn.paragraphs:
            now += draw(st.integers(0, 5000))
            times = Times()
            if KINDS[paragraph.kind].translated and draw(st.booleans()):
                times, now = _times(draw, paragraph, now)
            paragraphs.append(paragraph.replace(times=times))
        yield turn.replace(paragraphs=tuple(paragraphs))


def _times(draw: st.DrawFn, paragraph: Paragraph, now: int) -> tuple[Times, int]:
    """Times that begin at one, and when they are over."""
    text = paragraph.text
    if draw(st.booleans()):
        return Times(now), now
    end = now + draw(st.integers(0, 9000))
    # An event has no places inside, nor have verse and pictures; where marks are, a place beside one is not
    # told from that in it.
    if paragraph.kind == "event" or paragraph.form in ("verse", "picture") or not markup.bare(text):
        return Times(now, end), end
    begins = [
        found.start()
        for found in re.finditer(r"(?<=\S\s)\S", text)
        if any(map(str.isalnum, text[: found.start()]))  # a cue shows a word
    ]
    chosen = sorted(draw(st.lists(st.sampled_from(begins), max_size=3, unique=True))) if begins else []
    cues, start = [], now
    for at in [0, *chosen]:
        end = start + draw(st.integers(1, 3000))
        cues.append(Cue(at, start, end))
        start = end + draw(st.sampled_from([0, 0, 120]))
    words = tuple(Cue(cue.at, cue.start, cue.end) for cue in cues) if draw(st.booleans()) else ()
    return Times(now, end, tuple(cues) if len(cues) > 1 else (), words), end


def _paragraph(draw: st.DrawFn, kind: Kind) -> Paragraph:
    inner = draw(st.sampled_from(SPOKEN)) if kind == "speech" else kind
    texts = {"event": st.one_of(EVENTS, EVENTS, PRINTED), "separator": SEPARATORS}
    form = draw(st.sampled_from(FORMS_OF.get(inner, ("prose",))))
    text = draw(PICTURES if form == "picture" else texts.get(inner, PRINTED))
    return Paragraph("", inner, text, _PLACE, form=form)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Editions by paragraph or by sentence."""
    source = draw(st.sampled_from(SOURCES))
    others = st.sampled_from([lang for lang in LANGS if lang != source])
    targets = draw(st.lists(others, max_size=2, unique=True))
    document = draw(documents(source))
    template = catalog.extract(document)
    catalogs = {lang: replace(template, lang=lang, entries=_entries(draw, template)) for lang in targets}
    fallback: Fallback = draw(st.sampled_from(["source", "omit"]))
    edition = merge.edition(document, catalogs, (source, *targets), fallback)
    worded = any(turn.kind != "separator" for turn in document.turns)
    return _divided(draw, edition) if worded and draw(st.booleans()) else edition


def _entries(draw: st.DrawFn, template: Catalog) -> tuple[Entry, ...]:
    return tuple(_entry(draw, entry) for entry in template.entries)


def _entry(draw: st.DrawFn, entry: Entry) -> Entry:
    state: State = draw(st.sampled_from(["done", "done", "done", "fuzzy", "empty"]))
    if state == "empty":
        why = provenance.left_out(entry.source, draw(st.sampled_from([None, 0.91, 1.0])))
        lack = draw(st.sampled_from([(), (), (why,), ("left out",), (provenance.HELD_BACK,)]))
        return entry.replace(comments=lack)
    if entry.context.startswith("meta|"):
        target = draw(st.sampled_from(["苏晚", f"Ada Quill <{ORCID}>\nB. Vey"]))
        return entry.replace(target=target, state="done")
    over = draw(OVER)
    target = draw(WORDS.filter(bool) if entry.context.startswith("speaker|") else PRINTED)
    comments = draw(
        st.sampled_from(
            [
                (),
                ("revised",),
                ("machine: Engine 2",),
                (*over, "machine: Engine 3", "revised"),
                ("machine",),
                (provenance.aligned(target, 0.93, doubtful=False),),
                (provenance.aligned(target, 0.98, doubtful=False), *over),
                over,
                ("revised", provenance.aligned(target, 0.9, doubtful=True, doubts=[Doubt("unsure")])),
                ("the translator's own words",),
            ]
        )
    )
    made = entry.replace(target=target, state=state, comments=comments)
    who = draw(st.sampled_from(["", "", "Ann Roe", "苏晚", f"Bo Lind ({ORCID})"]))
    return review.reviewed(made, draw(REVIEWED), who) if state == "done" else made


def _divided(draw: st.DrawFn, edition: Edition) -> Edition:
    """The edition by sentence.

    Cut anywhere, with beads of any shape.
    """
    scenes = []
    for scene in edition.scenes:
        rows = [_row(draw, row, edition) for row in scene.rows]
        scenes.append(scene.replace(rows=tuple(rows)))
    return replace(edition, scenes=tuple(scenes))


def _row(draw: st.DrawFn, row: Row, edition: Edition) -> Row:
    pivot, *others = edition.langs
    source = _cut(draw, row.cells[pivot], row.kind)
    cells = {pivot: source}
    beads = {}
    for lang in others:
        cell = row.cells[lang]
        if cell.state == "translated":
            cells[lang] = _cut(draw, cell, row.kind)
            beads[lang] = _beads(draw, len(source.sentences), len(cells[lang].sentences))
        else:
            cells[lang] = cell.replace(sentences=source.sentences if cell.text else ())
    return row.replace(cells=cells, beads=beads)


def _cut(draw: st.DrawFn, cell: Cell, kind: Kind) -> Cell:
    text = cell.text
    if kind == "separator" or len(text) < 2:
        return cell.replace(sentences=(text,) if text else ())
    places = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=3)))
    # What follows a cut begins with no blank and no line's end: they belong to the sentence before. A picture
    # isn't cut.
    shown = text.find(")") if text.startswith("![") else -1
    blank = re.compile(r"\s|<br>")
    places = [place for place in places if place > shown and not blank.match(text, place)]
    ends = zip([0, *places], [*places, len(text)], strict=True)
    return cell.replace(sentences=tuple(text[a:b] for a, b in ends))


def _beads(draw: st.DrawFn, n: int, m: int) -> tuple[Bead, ...]:
    found = []
    i = j = 0
    while i < n or j < m:
        step, other = draw(st.integers(0, min(2, n - i))), draw(st.integers(0, min(2, m - j)))
        if step + other:
            cost = -math.log(draw(st.integers(1, 10_000)) / 10_000)
            found.append(Bead(tuple(range(i, i + step)), tuple(range(j, j + other)), cost))
            i, j = i + step, j + other
    return tuple(found)


OPTIONS = st.builds(
    BuildOptions,
    publisher=st.sampled_from(["", "P & <P>"]),
    version=st.sampled_from(["", "1.0.2"]),
    date=DATES,
    licence=st.sampled_from(["", "https://creativecommons.org/licenses/by/4.0/", "mine"]),
    modified=st.sampled_from(["", "2026-01-02T03:04:05Z"]),
    tei=st.builds(TeiTable, dialogue=st.sampled_from(["u", "sp"]), files=st.sampled_from(["one", "split"])),
)
"""What an editor may choose. Whether there are sentences is decided by the edition."""
