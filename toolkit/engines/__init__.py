"""Engines that suggest translations: a memory, a machine on this computer, a service.

To add one, write `toolkit/engines/<name>.py` with an `ENGINE`; `diglot suggest --engine` takes the module's
name. Packages of others register theirs under the entry point group `diglot.engines`.

An engine is asked for a batch of messages, and gives texts by the ids of these messages. What it gives is
believed only where it is whole (`ask`); it is a draft in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from toolkit.catalog.memory import TranslationMemory
from toolkit.errors import DiglotError
from toolkit.model import Entry
from toolkit.text.hygiene import UNDECIDED, blank, xml_legal


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """What was said before a message."""

    speaker: str
    """Name, as it is printed; "" for nobody."""
    source: str
    target: str
    """"" where it isn't translated yet."""


@dataclass(frozen=True, slots=True)
class AskedMessage:
    """A message without a translation, and what helps to translate it."""

    id: str
    """Unique in its catalog."""
    entry: Entry
    speaker: str = ""
    """Name, as it is printed; of several, with commas; "" for nobody."""
    about: tuple[str, ...] = ()
    """Sentences that a translator is told: who speaks to whom, which kind of text it is."""
    before: tuple[EarlierTurn, ...] = ()
    """The two turns before it."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """Terms that stand in it, with their translations."""
    sibling: tuple[str, str] | None = None
    """A language that it is finished in, and that translation."""


@dataclass(frozen=True, slots=True)
class EngineContext:
    """What holds for all messages that are asked for."""

    source_lang: str
    """BCP 47, like `lang`."""
    lang: str
    url: str = ""
    """Of a service, as the project or the person names it; "" for the engine's own."""
    model: str = ""
    key: str = field(default="", repr=False)
    """From the environment, and from nowhere else."""
    memory: TranslationMemory | None = None
    """For an engine that asks for it."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Key -> printed name."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an engine gives for a message."""

    id: str
    text: str
    known: Entry | None = None
    """The message as it shall be, from an engine that knows whence its texts are; None for a machine's."""


class NoAnswerError(DiglotError):
    """An engine has answered, and nothing of it can be used: it is asked for less."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What suggests translations."""

    suggest: Callable[[Sequence[AskedMessage], EngineContext], Sequence[Suggestion]]
    """In any order. NoAnswerError for an answer that is none; DiglotError where it is of no use to go on."""
    title: Callable[[EngineContext], str]
    """What it is called in a comment, with its model."""
    address: Callable[[EngineContext], str] = lambda _: ""
    """The address that texts are sent to; "" where nothing leaves this computer."""
    sent: Callable[[Sequence[AskedMessage], EngineContext], str] = lambda _, __: ""
    """All that is sent of a batch, the key aside."""
    alone: bool = False
    """Whether it sends the texts alone, without what helps to translate them."""
    many: int = 20
    """Messages that it is asked for at a time."""
    remembers: bool = False
    """Whether it asks the memory of the project."""


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, by which two are the same service.

    Raises DiglotError for what is no address of a web service, or has a name or a password in it.

    >>> origin_of("HTTPS://Api.Example.org/v1"), origin_of("http://localhost:5000/")
    ('https://api.example.org:443', 'http://localhost:5000')
    """
    try:
        parts = urlsplit(address)
        # What a request can't carry, or would read otherwise.
        (parts.hostname or "").encode("idna")
        if not address.isascii() or not address.isprintable() or " " in address:
            parts = urlsplit("")
        usual = {"http": 80, "https": 443}.get(parts.scheme, 0)
        port = usual and (parts.port or usual)
    except ValueError:
        parts, port = urlsplit(""), 0
    if not parts.hostname or not port or parts.username is not None or parts.password is not None:
        hint = "It is as https://host/path, without a name or a password in it."
        raise DiglotError(f"{address!r} is no address of a service.", hint=hint)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port}"


# Ask an engine, and believe it only where the answer is whole.


_LONGER, _ROOM = 8, 200
"""How much longer a translation may be: so many times, and so many characters more."""

AnsweredBatch = tuple[tuple[AskedMessage, Suggestion | None], ...]
"""Messages with what was suggested; None for nothing."""


def ask(engine: Engine, batch: Sequence[AskedMessage], context: EngineContext) -> Iterator[AnsweredBatch]:
    """What an engine suggests for a batch, part by part, in its order.

    Texts go to messages by their ids. An answer that lacks one, has one twice, one that nobody asked for, or
    a text that can't be one, is thrown away whole, and the batch is asked again in halves: who has lost or
    doubled a message may have shifted the others. A message that gets no text by itself stays empty.

    Each part can be kept before the next is asked for. DiglotError where the engine can't go on.
    """
    waiting = [batch] if batch else []
    while waiting:
        part = waiting.pop()
        try:
            came = engine.suggest(part, context)
        except NoAnswerError:
            came = ()
        texts = {suggestion.id: suggestion for suggestion in came}
        wanted = {message.id for message in part}
        whole = len(came) == len(part) and texts.keys() == wanted
        if whole and all(is_text(texts[message.id].text, message.entry.source) for message in part):
            yield tuple((message, texts[message.id]) for message in part)
        elif len(part) > 1:
            half = len(part) // 2
            # The first half on top: what comes is in the order of the document.
            waiting += [part[half:], part[:half]]
        else:
            yield ((part[0], None),)


def is_text(text: str, source: str) -> bool:
    """Whether it can be a translation: what a catalog can hold, and no essay about it."""
    short = len(text) <= _ROOM + _LONGER * len(source)
    return short and not blank(text) and xml_legal(text) == text and UNDECIDED not in text
