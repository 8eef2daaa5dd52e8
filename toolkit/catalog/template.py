"""The template of a document.

What there is to translate, with notes that help to translate it; what others need to know of a catalog.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit import languages
from toolkit.catalog import contexts, translator_notes
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
    Paragraph,
    Person,
    Role,
    Speaker,
    Turn,
)
from toolkit.model.values import clock, wholly_same
from toolkit.text import cuts, markup, segment
from toolkit.text.hygiene import tidy

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
    where: tuple[str, ...] = ()
    """Of what stands in no paragraph of its own."""
    places: list[Paragraph] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    """As `order` takes them."""

    def entry(self, key: MessageKey, questions: Mapping[str, str]) -> Entry:
        """The message."""
        ids = tuple([paragraph.id for paragraph in self.places])
        where = (*self.where, *[_reference(paragraph) for paragraph in self.places])
        comments = order(self.behind) if self.behind else ()
        return Entry(*key, ids=ids, notes=self.told(questions), where=where, comments=comments)

    def told(self, questions: Mapping[str, str]) -> tuple[str, ...]:
        """The notes, the question before, and the times for those who want to listen.

        questions  those that are answered, by the id of the paragraph with which the answer begins
        """
        # Where the same words answer several questions, none of them says how to translate them.
        asked = questions.get(self.places[0].id, "") if len(self.places) == 1 else ""
        heard = [p.times.start for p in self.places if p.times.start is not None]
        if not asked and not heard:
            return self.notes
        notes = [*self.notes, translator_notes.ANSWERS.format(asked=asked)] if asked else [*self.notes]
        if heard:
            times, more = ", ".join(clock(time, "") for time in heard[:_HEARD]), len(heard) - _HEARD
            notes.append(translator_notes.HEARD.format(times=times, n=more) if more > 0 else times)
        return tuple(notes)


def extract(document: Document, was: Catalog | None = None) -> Catalog:
    """The template of a document with ids.

    Header and preamble are `headers.updated`'s.

    was  a template whose values are used where they say the same; see `shared`

    Order: names and events among words (they recur in all else), the text as it is read, the translators'
    signature. The same words
    in the same context are one entry, at their first place, with all ids and places. Separators have none.
    """
    texts = list(units(document))
    messages = _apart_from_texts(document, texts)
    _stand(document, texts, messages)
    # The last of all: a file that was cut off between two messages shows it (decision 10).
    messages[CREDITS] = _TemplateMessage((translator_notes.CREDITS,))
    questions = _questions(document)
    made = [message.entry(key, questions) for key, message in messages.items()]
    entries = shared(made, was.entries if was else ())
    return Catalog(document=document.name, source_lang=document.lang, lang="", entries=entries)


def some(
    document: Document,
    texts: Iterable[tuple[Turn, Paragraph, MessageKey | None]],
    keys: Collection[MessageKey],
) -> list[Entry]:
    """Some messages of `extract`: of paragraphs, and not of anything that stands elsewhere, too.

    texts  `units_of` the document, of all that have the words of these
    """
    messages: dict[MessageKey, _TemplateMessage] = {}
    _stand(document, texts, messages, keys)
    alone = {message.places[0].id for message in messages.values() if len(message.places) == 1}
    questions = _questions(document, alone)
    return [message.entry(key, questions) for key, message in messages.items()]


def _stand(
    document: Document,
    texts: Iterable[tuple[Turn, Paragraph, MessageKey | None]],
    messages: dict[MessageKey, _TemplateMessage],
    keys: Collection[MessageKey] | None = None,
) -> None:
    """Add the messages of paragraphs, and where each stands; keys: of which, if not of all."""
    notes = _TranslatorNotes(document)
    before = ""
    for turn, paragraph, unit in texts:
        if not KINDS[paragraph.kind].translated:
            continue
        if unit is not None and (keys is None or unit in keys):
            message = messages.get(unit)
            if message is None:
                message = messages[unit] = _TemplateMessage(notes.of(turn, paragraph))
            else:
                # All others stand in the order of the messages.
                message.behind.append(f"{before}>{paragraph.id}")
            message.places.append(paragraph)
        before = paragraph.id


def shared(entries: Iterable[Entry], before: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries: what says what it said before is the very value that it was.

    So whoever compares both needn't look at it, and it takes no room.
    """
    known = {entry.key: entry for entry in before}
    were = ((entry, known.get(entry.key)) for entry in entries) if known else ((one, None) for one in entries)
    return tuple([was if was is not None and wholly_same(was, entry) else entry for entry, was in were])


MessageIds = Mapping[MessageKey, tuple[str, ...]]
"""Message -> the ids of its paragraphs."""


def outline(document: Document) -> MessageIds:
    """The messages of `extract`, in its order, without what is told of them: that takes most of the time."""
    texts = list(units(document))
    ids = {key: list[str]() for key in _apart_from_texts(document, texts)}
    for _, paragraph, unit in texts:
        if KINDS[paragraph.kind].translated:
            ids.setdefault(unit, []).append(paragraph.id)
    return {key: tuple(names) for key, names in (*ids.items(), (CREDITS, ()))}


def outlined(template: Catalog) -> MessageIds:
    """The same of a template."""
    return {entry.key: entry.ids for entry in template.entries}


def _apart_from_texts(
    document: Document, texts: Iterable[tuple[Turn, Paragraph, MessageKey]]
) -> dict[MessageKey, _TemplateMessage]:
    """The messages of names, of a title that stands in no text, and of events among words."""
    messages: dict[MessageKey, _TemplateMessage] = {}
    for speaker, place in _first_places(document):
        known = translator_notes.NAME_OF.format(role=speaker.role)
        note = translator_notes.NAME if speaker.role == "unknown" else known
        messages[contexts.of_name(speaker.key), speaker.name] = _TemplateMessage((note,), where=place)
    title = document.meta.title
    # A title that stands in the text is a message already.
    if title and all(unit != (contexts.TITLE, title) for _, _, unit in texts):
        beside = sidecar_shown(document.path)
        places = (beside,) if beside else ()
        messages[contexts.TITLE, title] = _TemplateMessage((translator_notes.TITLE,), where=places)
    event = KINDS["event"]
    # Among the first, since they recur in all else: who translates them once has them everywhere.
    for term, first in _events(document).items():
        unit = contexts.of_paragraph(event.name, ()), term
        messages[unit] = _TemplateMessage((event.words, translator_notes.HAPPENS), where=(first,))
    return messages


def _reference(paragraph: Paragraph) -> str:
    """Where a paragraph stands: its file and its id, which no edit of another paragraph changes."""
    path = paragraph.where.path
    return f"{path}:{paragraph.id}" if paragraph.id else path


def _first_places(document: Document) -> Iterator[tuple[Speaker, tuple[str, ...]]]:
    first: dict[str, Paragraph] = {}
    for turn in document.turns:
        for key in turn.speakers:
            first.setdefault(key, turn.paragraphs[0])
    for speaker in document.speakers:
        yield speaker, (_reference(first[speaker.key]),) if speaker.key in first else ()


def _events(document: Document) -> dict[str, str]:
    """Events among the words of a document.

    Each with its first place, and once. One without letters needs no translation.
    """
    places: dict[str, str] = {}
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            info = KINDS[paragraph.kind]
            if info.translated and not info.happens:
                # Nearly none has a mark, which is sooner seen.
                for term in () if markup.bare(paragraph.text) else cuts.happens(paragraph.text):
                    if any(map(str.isalpha, term)):
                        places.setdefault(term, _reference(paragraph))
    return places


def _questions(document: Document, answers: Collection[str] | None = None) -> dict[str, str]:
    """The id with which an answer begins -> the question, as far as its end fits into a note.

    answers  ids with which those begin that are asked for; None for all
    """
    # A line may have a question and its answer: where they stand doesn't tell them apart.
    # What happens between a question and its answer parts them not.
    turns = [turn for turn in document.turns if not KINDS[turn.kind].happens]
    found = {}
    for before, after in pairwise(turns):
        if answers is not None and after.paragraphs[0].id not in answers:
            continue
        both = KINDS[before.kind].spoken and KINDS[after.kind].spoken
        if both and set(before.speakers) != set(after.speakers):
            asked = markup.plain(before.paragraphs[-1].text)
            if segment.asks(asked, document.lang):
                found[after.paragraphs[0].id] = _end_of(asked)
    return found


def _end_of(text: str) -> str:
    """The end of a text, where the question stands."""
    if len(text) <= _QUESTION:
        return text
    end = text[-_QUESTION:]
    # From a word on, where the script has words.
    return f"… {end[end.index(' ') + 1 :] if ' ' in end[: _QUESTION // 2] else end}"


class _TranslatorNotes:
    """What is said of paragraphs to those who translate them: much the same of most."""

    def __init__(self, document: Document) -> None:
        self._speeches = {speaker.key: _speech(document, speaker) for speaker in document.speakers}
        self._names = document.names()
        self._told: dict[tuple[str, tuple[str, ...], str, bool], tuple[str, ...]] = {}

    def of(self, turn: Turn, paragraph: Paragraph) -> tuple[str, ...]:
        """The notes of a paragraph."""
        about = paragraph.kind, turn.speakers, paragraph.form, paragraph.apart
        told = self._told.get(about)
        if told is None:
            notes = (
                self._who(*about[:2]),
                FORMS[paragraph.form].words,
                translator_notes.APART if paragraph.apart else "",
            )
            told = self._told[about] = tuple(filter(None, notes))
        return told

    def _who(self, kind: Kind, speakers: tuple[str, ...]) -> str:
        info = KINDS[kind]
        if not info.spoken:
            return info.words
        if len(speakers) > 1:
            names = [self._names[speaker] for speaker in speakers]
            return translator_notes.TOGETHER.format(names=languages.joined(names, "en"))
        return self._speeches.get(speakers[0], info.words) if speakers else info.words


def _speech(document: Document, speaker: Speaker) -> str:
    """Who speaks to whom, as far as roles tell.

    Never from the order of turns, which changes.
    """
    known = translator_notes.IN_ROLE.format(name=speaker.name, role=speaker.role)
    who = speaker.name if speaker.role == "unknown" else known
    many = len(document.speakers) > _NAMED + 1
    others = [] if many else [other for other in document.speakers if other.key != speaker.key]
    if not others:
        return translator_notes.SPEAKS.format(who=who)
    # Among three, an answer may be meant for the other guest.
    told = translator_notes.SPEAKS_TO
    if len(others) == 1 and speaker.role in _ASKS and others[0].role in _ANSWERS:
        told = translator_notes.ASKS
    elif len(others) == 1 and speaker.role in _ANSWERS and others[0].role in _ASKS:
        told = translator_notes.ANSWERS_TO
    return told.format(who=who, names=", ".join(other.name for other in others))


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
