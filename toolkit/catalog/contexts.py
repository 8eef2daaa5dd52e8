"""Contexts of messages (`msgctxt`).

They tell what a message is, and whose words it has; never its position.

turn|mara               what Mara says
turn|ilyas+mara         what both say together
turn|mara|s7QKD3A       the same, in an entry of its own though the words stand elsewhere
heading                 a paragraph that nobody says, by its kind
speaker|mara            a name
title                   the title of the edition, where the text has none
meta|translator-credits who translated it
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from toolkit import late
from toolkit.model import KINDS, Kind
from toolkit.model.documents import OWN_ID

MessageKey = tuple[str, str]
"""Context and source text: no two messages of a catalog have the same."""

TITLE = "title"
CREDITS: MessageKey = ("meta|translator-credits", "translator-credits")
"""The message in which translators sign; the last of every catalog, so that a file that was cut shows it."""
_NAME = "speaker|"
_AND = "+"
# Ids of others come with a sign: they could be the key of a speaker.
_APART = late.regex(rf"\|(?:{OWN_ID.pattern}|#[^|]+)$")


@lru_cache(maxsize=1024)  # few are the contexts of many paragraphs, and each is held once
def of_paragraph(kind: Kind, speakers: tuple[str, ...], apart: str = "") -> str:
    """The context of a paragraph.

    kind, speakers  its own, and those of its turn

    Their order says nothing: "Ann and Bob" and "Bob and Ann" are the same two.

    apart   the paragraph's id, where it has an entry of its own though the same words stand elsewhere

    >>> of_paragraph("speech", ("mara",)), of_paragraph("speech", ()), of_paragraph("event", ("mara",))
    ('turn|mara', 'turn', 'event')
    >>> of_paragraph("speech", ("mara", "ilyas")), of_paragraph("speech", ("mara",), "s7QKD3A")
    ('turn|ilyas+mara', 'turn|mara|s7QKD3A')
    >>> of_paragraph("speech", (), "seg1")  # which could be the key of a speaker
    'turn|#seg1'
    """
    info = KINDS[kind]
    context = info.context or kind
    if info.spoken and speakers:
        context += f"|{together(sorted(speakers))}"
    if not apart:
        return context
    return f"{context}|{apart}" if OWN_ID.fullmatch(apart) else f"{context}|#{apart}"


def of_name(key: str) -> str:
    """The context of a speaker's name."""
    return _NAME + key


def named(context: str) -> str:
    """The key of the speaker whose name this is.

    It is "" for other contexts.
    """
    return context.removeprefix(_NAME) if context.startswith(_NAME) else ""


def together(speakers: Iterable[str]) -> str:
    """The keys of those who speak together, as one word.

    No key has a plus sign.

    >>> together(("mara", "ilyas")), together(())
    ('mara+ilyas', '')
    """
    return _AND.join(speakers)


@lru_cache(maxsize=1024)
def speakers(context: str) -> tuple[str, ...]:
    """The keys of the speakers in a context.

    There are none where nobody speaks.

    >>> speakers("turn|ilyas+mara"), speakers("turn|mara|s7QKD3A"), speakers("heading")
    (('ilyas', 'mara'), ('mara',), ())
    """
    name, _, keys = shared(context).partition("|")
    # By the table, since other kinds have something behind their sign too: `meta|translator-credits`.
    spoken = keys and any(info.spoken and name == (info.context or info.name) for info in KINDS.values())
    return tuple(keys.split(_AND)) if spoken else ()


def rekeyed(context: str, keys: Mapping[str, str]) -> str:
    """The context with other keys for some of those who speak in it.

    keys  old -> new

    >>> rekeyed("turn|ilyas+mara|s7QKD3A", {"ilyas": "okoro"}), rekeyed("heading", {"heading": "x"})
    ('turn|mara+okoro|s7QKD3A', 'heading')
    """
    who = speakers(context)
    if keys.keys().isdisjoint(who):
        return context
    name, _, rest = context.partition("|")
    _, sign, apart = rest.partition("|")
    return f"{name}|{together(sorted(keys.get(key, key) for key in who))}{sign}{apart}"


def among(context: str, known: Collection[str]) -> str:
    """The context, naming none but the speakers that are known.

    >>> among("turn|ilyas+mara|s7QKD3A", ["mara"]), among("turn|ilyas", ["mara"]), among("heading", [])
    ('turn|mara|s7QKD3A', 'turn', 'heading')
    """
    who = speakers(context)
    if all(key in known for key in who):
        return context
    name, _, rest = context.partition("|")
    _, _, apart = rest.partition("|")
    return "|".join(filter(None, (name, together(key for key in who if key in known), apart)))


def kind(context: str) -> str:
    """The kind of the paragraphs with this context.

    It is as it stands there where it is none of today's.

    >>> kind("turn|mara"), kind("heading")
    ('speech', 'heading')
    """
    name = context.partition("|")[0]
    return next((info.name for info in KINDS.values() if info.context == name), name)


@lru_cache(maxsize=1024)
def shared(context: str) -> str:
    """The context of an entry that isn't set apart.

    >>> shared("turn|mara|s7QKD3A"), shared("turn|mara")
    ('turn|mara', 'turn|mara')
    """
    return _APART.sub("", context)


@lru_cache(maxsize=1024)
def recorded(context: str) -> bool:
    """Whether a template has messages with this context.

    A paragraph that nobody translates has none.

    >>> recorded("turn|mara"), recorded("separator")
    (True, False)
    """
    return all(info.translated or context != info.name for info in KINDS.values())


def label(context: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """What a context is for a reader.

    Who speaks, by their names, or which kind of text it is.
    """
    if spoken_by := speakers(context):
        return ("", *sorted(names.get(key, key) for key in spoken_by))
    if key := named(context):
        return ("name", names.get(key, key))
    return (shared(context),)


def who(context: str, names: Mapping[str, str]) -> str:
    """The names of those who speak in a context; "" for nobody."""
    return ", ".join(names[key] for key in speakers(context) if key in names)
