"""The template of a document, and headers of catalogs.

What there is to translate, with notes that help to translate it; what others need to know of a catalog.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from toolkit import languages
from toolkit.catalog import contexts
from toolkit.catalog.contexts import CREDITS, MessageKey
from toolkit.catalog.id_record import order
from toolkit.catalog.ids import units
from toolkit.config import identifiers
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.model import (
    FORMS,
    KINDS,
    Catalog,
    Document,
    Entry,
    Kind,
    Location,
    Paragraph,
    Person,
    Role,
    Speaker,
    Turn,
)
from toolkit.model.values import clock
from toolkit.text import cuts, markup, segment
from toolkit.text.data import in_header
from toolkit.text.hygiene import tidy

# Headers are complete from the first day, and from then on the translator's.


HeaderFields = tuple[tuple[str, str], ...]

NOBODY = "Nobody yet <nobody@diglot.alt>"
"""Who translated what nobody has translated yet. `.alt` is set aside for names outside the DNS (RFC 9476), so
this reaches nobody; checkers of PO files refuse `.invalid`, `.example`, and a field without an address."""
SOURCE_LANGUAGE = "X-Diglot-Source-Language"
"""The field of a header that names the language of the sources."""
_NO_CONTACT = "https://diglot.invalid/no-contact-given"
_PLACEHOLDERS = frozenset(
    (
        "",
        "PACKAGE VERSION",
        "YEAR-MO-DA HO:MI+ZONE",
        "FULL NAME <EMAIL@ADDRESS>",
        "LANGUAGE <LL@li.org>",
        "text/plain; charset=CHARSET",
    )
)
"""What GNU gettext writes where nobody has filled in a field."""


@dataclass(frozen=True, slots=True)
class About:
    """What a header says of the project."""

    project: str = ""
    version: str = "1.0"
    contact: str = ""
    """E-mail or web address for what is wrong in the source text."""


def updated(old: Catalog | None, new: Catalog, lang: str, about: About, moment: datetime) -> HeaderFields:
    """The header of the next version of a catalog.

    old     the catalog as it was; its fields are kept, in their order, but for what is diglot's
    new     the template as it is now; its own header counts where a translation is made (`lang` not "")
    moment  the time to stamp with, with its time zone; used only where there is no older stamp to keep
    """
    stamp = in_header(moment)
    ours = _ours(old, new, lang, about, stamp)
    spare = _spare(new, lang, about, stamp)
    fields = [
        (key, ours.get(key, spare.get(key, value) if value in _PLACEHOLDERS else value))
        for key, value in (old.header if old else ())
    ]
    there = {key for key, _ in fields}
    missing = [(key, ours.get(key, value)) for key, value in spare.items() if key not in there]
    return (*fields, *missing)


def stamped(catalog: Catalog, moment: datetime) -> Catalog:
    """The catalog, changed at this moment.

    Its header tells when its translations were changed.
    """
    stamp = in_header(moment)
    fields = [(key, stamp if key == "PO-Revision-Date" else value) for key, value in catalog.header]
    return replace(catalog, header=tuple(fields))


def undated(catalog: Catalog) -> Catalog:
    """The catalog, whenever it was made and changed: what two of them say is compared so."""
    fields = [field for field in catalog.header if field[0] not in ("POT-Creation-Date", "PO-Revision-Date")]
    return replace(catalog, header=tuple(fields))


def translated_by(catalog: Catalog, translator: str) -> Catalog:
    """The catalog, changed by somebody: `Name <address>`."""
    key = "Last-Translator"
    fields = [(name, translator if name == key else value) for name, value in catalog.header]
    return replace(catalog, header=tuple(fields))


def _ours(old: Catalog | None, new: Catalog, lang: str, about: About, stamp: str) -> dict[str, str]:
    """The fields that are diglot's to set, each time."""
    fields = {SOURCE_LANGUAGE: new.source_lang}
    if about.contact:
        fields["Report-Msgid-Bugs-To"] = about.contact
    if lang:
        fields["POT-Creation-Date"] = dict(new.header).get("POT-Creation-Date", stamp)
    elif old is None or not _same_messages(old, new):
        fields["POT-Creation-Date"] = stamp
    if not lang:
        fields["Project-Id-Version"] = _project(about)
        # A template is in no language, as xgettext writes it: programs take what it says for that of the
        # translation.
        fields["Language"] = ""
    return fields


def _spare(new: Catalog, lang: str, about: About, stamp: str) -> dict[str, str]:
    """Every field that a header must have.

    Each has what stands there while nobody has said anything else.
    """
    language = languages.get(lang or new.source_lang)
    return {
        "Project-Id-Version": _project(about),
        "Report-Msgid-Bugs-To": about.contact or _NO_CONTACT,
        "POT-Creation-Date": stamp,
        "PO-Revision-Date": stamp,
        "Last-Translator": NOBODY,
        "Language-Team": language.name if lang else "none",
        "Language": language.gettext if lang else "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        # No `Plural-Forms`: prose has none, and `msgfmt -c` asks for it only where there are some (decision
        # 14).
        "Content-Transfer-Encoding": "8bit",
        SOURCE_LANGUAGE: new.source_lang,
    }


def _project(about: About) -> str:
    return f"{about.project or 'diglot'} {about.version}"


def _same_messages(old: Catalog, new: Catalog) -> bool:
    before, now = ([entry.key for entry in catalog.entries] for catalog in (old, new))
    # Nearly always in the same order, which is sooner seen.
    return before == now or set(before) == set(now)


def preamble(old: Catalog | None, new: Catalog, lang: str) -> Sequence[str]:
    """The comment above the header.

    The old one, or one line that says what the file is.
    """
    if old is not None:
        return old.preamble
    if not lang:
        return (f"What there is to translate in {new.document}. Written by `diglot extract`: don't edit.",)
    return (f"Translation of {new.document} into {languages.get(lang).name}.",)


_HAPPENS = "It stands inside of other messages: where their translations keep it, this one is printed."
_APART = "The same words stand elsewhere too; this entry is for this place alone."
_NAMED = 4
"""People spoken to whom a note names one by one."""
_QUESTION = 200
"""Characters of a question that a note shows: its last."""
_HEARD = 5
"""Times of one message that a note names one by one."""
_ASKS: frozenset[Role] = frozenset(("interviewer", "host"))
_ANSWERS: frozenset[Role] = frozenset(("interviewee", "guest"))


@dataclass(slots=True)
class _TemplateMessage:
    notes: tuple[str, ...]
    ids: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)
    """When, in milliseconds, as far as it is known."""
    answers: list[str] = field(default_factory=list)
    """Which question each place answers; "" for none."""
    behind: list[str] = field(default_factory=list)
    """As `order` takes them."""

    def told(self) -> tuple[str, ...]:
        """The notes, the question before, and the times for those who want to listen."""
        notes = list(self.notes)
        # Where the same words answer several questions, none of them says how to translate them.
        if len(self.answers) == 1 and self.answers[0]:
            notes.append(f"Answers: {self.answers[0]}")
        if self.heard:
            more = [f"{len(self.heard) - _HEARD} more"] if len(self.heard) > _HEARD else []
            notes.append(", ".join([*(clock(time, "") for time in self.heard[:_HEARD]), *more]))
        return tuple(notes)


def extract(document: Document) -> Catalog:
    """The template of a document with ids.

    Header and preamble are `update`'s.

    Order: names and events among words (they recur in all else), the text as it is read, the translators'
    signature. The same words
    in the same context are one entry, at their first place, with all ids and places. Separators have none.
    """
    texts = list(units(document))
    messages = _apart_from_texts(document, texts)
    speeches: dict[tuple[str, ...], str] = {
        (speaker.key,): _speech(document, speaker) for speaker in document.speakers
    }
    names = {speaker.key: speaker.name for speaker in document.speakers}
    questions = _questions(document)
    before = ""
    for turn, paragraph, unit in texts:
        if not KINDS[paragraph.kind].translated:
            continue
        message = messages.get(unit)
        if message is None:
            note = _note(paragraph.kind, turn, speeches, names)
            notes = (note, FORMS[paragraph.form].words, _APART if paragraph.apart else "")
            message = messages[unit] = _TemplateMessage(tuple(filter(None, notes)))
        else:
            # All others stand in the order of the messages.
            message.behind.append(f"{before}>{paragraph.id}")
        before = paragraph.id
        message.ids.append(paragraph.id)
        message.answers.append(questions.get(paragraph.where, ""))
        message.where.append(_reference(paragraph))
        if paragraph.times.start is not None:
            message.heard.append(paragraph.times.start)
    # The last of all: a file that was cut off between two messages shows it (decision 10).
    messages[CREDITS] = _TemplateMessage(
        ("Who translated this, as it shall be printed: one name on each line. An ORCID may follow in <>.",)
    )
    return Catalog(
        document=document.name,
        source_lang=document.lang,
        lang="",
        entries=tuple(
            Entry(
                where,
                source,
                ids=tuple(m.ids),
                notes=m.told(),
                where=tuple(m.where),
                comments=order(m.behind),
            )
            for (where, source), m in messages.items()
        ),
    )


def outline(document: Document) -> Catalog:
    """As `extract`, without what is told of the messages: that takes most of the time."""
    texts = list(units(document))
    ids = {key: list[str]() for key in _apart_from_texts(document, texts)}
    for _, paragraph, unit in texts:
        if KINDS[paragraph.kind].translated:
            ids.setdefault(unit, []).append(paragraph.id)
    entries = tuple(Entry(*key, ids=tuple(names)) for key, names in (*ids.items(), (CREDITS, ())))
    return Catalog(document.name, document.lang, "", entries)


def _apart_from_texts(
    document: Document, texts: Iterable[tuple[Turn, Paragraph, MessageKey]]
) -> dict[MessageKey, _TemplateMessage]:
    """The messages of names, of a title that stands in no text, and of events among words."""
    messages: dict[MessageKey, _TemplateMessage] = {}
    for speaker, place in _first_places(document):
        note = "Name of a speaker, as it is printed beside the words."
        role = "" if speaker.role == "unknown" else f" Role: {speaker.role}."
        messages[contexts.of_name(speaker.key), speaker.name] = _TemplateMessage((note + role,), where=place)
    title = document.meta.title
    # A title that stands in the text is a message already.
    if title and all(unit != (contexts.TITLE, title) for _, _, unit in texts):
        beside = sidecar_shown(document.path)
        places = [beside] if beside else []
        messages[contexts.TITLE, title] = _TemplateMessage(("Title of the edition.",), where=places)
    event = KINDS["event"]
    # Among the first, since they recur in all else: who translates them once has them everywhere.
    for term, first in _events(document).items():
        unit = contexts.of_paragraph(event.name, ()), term
        messages[unit] = _TemplateMessage((event.words, _HAPPENS), where=[first])
    return messages


def _reference(paragraph: Paragraph) -> str:
    """Where a paragraph stands: its file and its id, which no edit of another paragraph changes."""
    path = paragraph.where.path
    return f"{path}:{paragraph.id}" if paragraph.id else path


def _first_places(document: Document) -> Iterator[tuple[Speaker, list[str]]]:
    first: dict[str, str] = {}
    for turn in document.turns:
        for key in turn.speakers:
            first.setdefault(key, _reference(turn.paragraphs[0]))
    for speaker in document.speakers:
        yield speaker, [first[speaker.key]] if speaker.key in first else []


def _events(document: Document) -> dict[str, str]:
    """Events among the words of a document.

    Each with its first place, and once. One without letters needs no translation.
    """
    places: dict[str, str] = {}
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            info = KINDS[paragraph.kind]
            if info.translated and not info.happens:
                for term in cuts.happens(paragraph.text):
                    if any(map(str.isalpha, term)):
                        places.setdefault(term, _reference(paragraph))
    return places


def _questions(document: Document) -> dict[Location, str]:
    """Where an answer begins -> the question, as far as its end fits into a note."""
    # What happens between a question and its answer parts them not.
    turns = [turn for turn in document.turns if not KINDS[turn.kind].happens]
    answers = {}
    for before, after in pairwise(turns):
        both = KINDS[before.kind].spoken and KINDS[after.kind].spoken
        if both and set(before.speakers) != set(after.speakers):
            asked = markup.plain(before.paragraphs[-1].text)
            if segment.asks(asked, document.lang):
                answers[after.paragraphs[0].where] = _end_of(asked)
    return answers


def _end_of(text: str) -> str:
    """The end of a text, where the question stands."""
    if len(text) <= _QUESTION:
        return text
    end = text[-_QUESTION:]
    # From a word on, where the script has words.
    return f"… {end[end.index(' ') + 1 :] if ' ' in end[: _QUESTION // 2] else end}"


def _note(kind: Kind, turn: Turn, speeches: dict[tuple[str, ...], str], names: Mapping[str, str]) -> str:
    info = KINDS[kind]
    if not info.spoken:
        return info.words
    if len(turn.speakers) > 1:
        return f"{languages.joined([names[speaker] for speaker in turn.speakers], 'en')} speak together."
    return speeches.get(turn.speakers, info.words)


def _speech(document: Document, speaker: Speaker) -> str:
    """Who speaks to whom, as far as roles tell.

    Never from the order of turns, which changes.
    """
    who = speaker.name if speaker.role == "unknown" else f"{speaker.name} ({speaker.role})"
    if len(document.speakers) > _NAMED + 1:
        return f"{who} speaks."
    others = [other for other in document.speakers if other.key != speaker.key]
    if len(others) == 1:
        for mine, theirs, verb in ((_ASKS, _ANSWERS, "asks"), (_ANSWERS, _ASKS, "answers")):
            if speaker.role in mine and others[0].role in theirs:
                return f"{who} {verb} {others[0].name}."
    # Among three, an answer may be meant for the other guest.
    names = ", ".join(other.name for other in others)
    return f"{who} speaks to {names}." if others else f"{who} speaks."


# What others need to know of a catalog.


def signers(entry: Entry) -> tuple[Person, ...]:
    """The translators, as they signed.

    The entry has a name a line, with an e-mail or ORCID in <>, and years, as gettext has them.

    An ORCID on a line of its own is that of the name above. What isn't marked as done is no signature, nor
    is an address without a name: addresses are never printed.
    """
    signed: list[Person] = []
    for line in map(tidy, entry.target.split("\n")) if entry.state == "done" else ():
        orcid = identifiers.bare(line.strip("<>() "))
        if orcid and signed:
            signed[-1] = replace(signed[-1], orcid=orcid)
        elif line and not identifiers.is_address(line.strip("<>() ")):
            signed.append(Person(*identifiers.signer(line)))
    return tuple(signed)
