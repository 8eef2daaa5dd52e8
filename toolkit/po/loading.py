"""From a PO file, or polib's, to a catalog.

Whole or not at all: polib takes a text that stops in the middle of a message, that has a message twice or
that is no PO at all without a word; a catalog that was loaded in part would be written back in part. So
whatever isn't surely whole is refused, with its line.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit import languages, late
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.headers import SOURCE_LANGUAGE
from toolkit.errors import CatalogError, DiglotError
from toolkit.model import Catalog, Entry, Location
from toolkit.po.encoding import Data, charset
from toolkit.po.entries import comments_of, entry_of, header_fields, made, references
from toolkit.po.reading import Message, cut, fields, messages, parts
from toolkit.po.writing import isolated, note_lines, texts_of
from toolkit.text.hygiene import UNDECIDED

if TYPE_CHECKING:
    from polib import POEntry, POFile


_LINE_BREAK = late.regex(r"(?<!\\)(?:\\\\)*\\n\Z")
"""At the end of a string as it is written."""


def load(data: Data, path: str, lang: str) -> Catalog:
    """The catalog in a PO file.

    path  for errors; the document is named by its last part without the suffix
    lang  BCP 47; "" for a template

    Another charset than UTF-8 is taken where the header declares it; `dump` writes UTF-8. Raises CatalogError
    with the line for what is cut off, no PO, twice there, in another language, in conflict, or can't be
    decoded.
    """
    trailer: list[str] = []
    head, entries = stream(data, path, lang, trailer)
    live: list[Entry] = []
    obsolete: list[Entry] = []
    # All or nothing: any message may still raise an error (decision 16).
    for entry, out_of_use in entries:
        (obsolete if out_of_use else live).append(entry)
    return replace(head, entries=tuple(live), obsolete=tuple(obsolete), trailer=comments_of(trailer))


def messages_in(blocks: Iterable[bytes]) -> Iterator[Entry]:
    """The messages of pieces of a catalog, none of which is cut within one; what is none is passed over."""
    for block in blocks:
        with contextlib.suppress(CatalogError):
            for message in messages(block, "", []):
                entry = entry_of(message)
                if entry.key != ("", "") and not message.obsolete:
                    yield entry


def stream(
    data: Data, path: str, lang: str, trailer: list[str] | None = None
) -> tuple[Catalog, Iterator[tuple[Entry, bool]]]:
    """A catalog without its messages, and these one by one.

    Each comes with whether it is obsolete.

    It is as `load`, without holding the messages. Trust nothing of it before the last message was taken:
    until then, any may raise CatalogError.

    trailer  gets the lines of the comment behind the last message
    """
    trailer = [] if trailer is None else trailer
    following = messages(data, path, trailer)
    header = next(following, None)
    if header is None:
        raise cut(path, 1, "there are comments alone" if trailer else "it is empty")
    if header.obsolete or header.context is not None or header.source or not header.forms[0]:
        raise CatalogError(
            "this has no header: a PO begins with an empty msgid whose msgstr tells language and charset.",
            Location(path, header.first),
            "Copy the header of another catalog, or get the whole file back.",
        )
    _check_decided(header, path)
    # What is written is in UTF-8, whatever was read.
    named = _in_utf8(header_fields(header.forms[0]))
    # Templates have no language, and nobody says which one a library user's file is in.
    if lang:
        before = header.body.partition('"Language:')[0].count("\n")
        _check_language(dict(named).get("Language", ""), lang, Location(path, header.first + before))
    head = Catalog(
        document=PurePath(path).stem,
        source_lang=dict(named).get(SOURCE_LANGUAGE, ""),
        lang=lang,
        entries=(),
        header=tuple(named),
        preamble=entry_of(header).comments,
    )
    return head, _entries(header, following, data, path, signed=SOURCE_LANGUAGE in dict(named))


def load_by_header(data: Data, path: str) -> Catalog:
    """The catalog in a PO file, in the language that its header says; "" where it says none.

    As `load`, for a file that may be called anything. CatalogError too for a language that is none.
    """
    catalog = load(data, path, "")
    language = dict(catalog.header).get("Language", "")
    try:
        tag = languages.get(languages.from_gettext(language)).tag if language else ""
    except DiglotError as error:
        raise CatalogError(error.what, path, error.hint) from error
    return replace(catalog, lang=tag)


def lines(data: Data, path: str) -> dict[tuple[str, str], int]:
    """The 1-based line of each message, by context and source."""
    known: dict[tuple[str, str], int] = {}
    text, place, line = "", 0, 0
    for message in messages(data, path, []):
        match = message.match
        if match.string is not text:
            text, place, line = match.string, 0, message.start
        # Counted from message to message: each from the start of the text would take a square.
        line += text.count("\n", place, match.start())
        place = match.start()
        known[message.context or "", message.source] = line + message.head.count("\n")
    return known


def _entries(
    header: Message, following: Iterator[Message], data: Data, path: str, *, signed: bool
) -> Iterator[tuple[Entry, bool]]:
    """All messages but the header.

    Nothing is there twice, and nothing cut off, as far as that can be seen.

    signed  whether diglot has made the file: then it ends with the translators' signature
    """
    # Of hashes, since the texts themselves are needed by nobody any more.
    seen = {hash(("", ""))}
    message = header
    signature = False
    for message in following:
        entry = entry_of(message)
        if message.plural is not None or UNDECIDED in entry.target:
            _check_decided(message, path)
        key = hash((entry.context, entry.source))
        if key in seen and (first := _first(entry, data, path)) != message.first:
            if entry.key == ("", ""):
                raise CatalogError(
                    "a second header stands here: two catalogs were put into one file.",
                    Location(path, message.first),
                    "Part them here, and let `diglot merge-po` make one of both.",
                )
            raise CatalogError(
                f"this message is there twice: {entry.source[:60]!r}.",
                Location(path, message.first),
                f"It was first on line {first}. Keep one of them.",
            )
        seen.add(key)
        # Programs that know no contexts leave it without one.
        if (entry.context == CREDITS[0] or entry.key == ("", CREDITS[1])) and not message.obsolete:
            # diglot's own files end with it, so that one that was cut between two messages is told
            # (decision 10).
            signature = True
        yield entry, message.obsolete
    if message is header:
        raise cut(path, message.last, "there is no message")
    if signed and not signature:
        what = "the message “translator-credits”, which ends every catalog, isn't there"
        raise cut(path, message.last, what)
    # A file that is cut off behind a line of a longer string ends so.
    last = [*fields(message.body).values()][-1][-1]
    if _LINE_BREAK.search(parts(last)[2][1:-1]) and not message.source.endswith("\n"):
        raise cut(path, message.last, "the last text ends with a line break")


def _check_decided(message: Message, path: str) -> None:
    """Raise CatalogError where two versions of a text stand.

    `msgcat` writes them so.
    """
    if UNDECIDED in "".join(message.forms) and UNDECIDED not in message.source:
        raise CatalogError(
            "two versions of a text stand here, and nobody has decided between them.",
            Location(path, message.first + message.body.partition(UNDECIDED)[0].count("\n")),
            f"Keep one of them, and delete the lines with {UNDECIDED}, which `msgcat` wrote.",
        )


def _first(entry: Entry, data: Data, path: str) -> int:
    """The line of the first message like this one.

    It has the same context and text.
    """
    known = ((message.context or "", message.source, message.first) for message in messages(data, path, []))
    return next(line for context, source, line in known if (context, source) == entry.key)


def _in_utf8(header: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields of a header that declares UTF-8.

    The text is Unicode by now, whatever it was in.
    """
    return [
        (key, re.sub(r"(?i)charset=[^\s;]+", "charset=UTF-8", value))
        if "charset" in value.lower() and charset(f"{key}:{value}".encode()) != "utf-8"
        else (key, value)
        for key, value in header
    ]


def _check_language(header: str, lang: str, where: Location) -> None:
    """Refuse what is certainly in another language."""
    if not header:
        return
    hint = f"It should be {languages.get(lang).gettext}. Is the file in the right folder?"
    try:
        theirs = languages.get(languages.from_gettext(header.partition(".")[0].replace("-", "_")))
    except DiglotError as error:
        raise CatalogError(
            f"its header says “Language: {header}”, which is no language.", where, hint
        ) from error
    if not _may_be(theirs.tag, languages.get(lang).tag):
        raise CatalogError(
            f"its header says “Language: {header}”, but it is the catalog for {lang}.", where, hint
        )


def tag(said: str, langs: Sequence[str], beside: Collection[str] = ()) -> str:
    """Which of these languages a file is in that says one: that one, else the only one that it may be.

    Programs put a country to a language, or leave out a script. But two that a file has are not one here.

    beside  other languages of the file

    >>> tag("fr-FR", ["ar", "fr"]), tag("pt", ["pt-PT", "pt-BR"]), tag("pt-PT", ["pt-BR"])
    ('fr', 'pt', 'pt-PT')
    """
    near = [lang for lang in langs if said == lang or _may_be(said, lang)]
    several = any(_may_be(other, lang) for other in beside for lang in near)
    return near[0] if len(near) == 1 and not several and said not in langs else said


def _may_be(said: str, tag: str) -> bool:
    """Whether only what is said differs: "zh" may be either script, "pt" any country's."""
    mine, others = tag.split("-"), said.split("-")
    regions = [part for part in mine[1:] if len(part) < 4], [part for part in others[1:] if len(part) < 4]
    norwegian = {mine[0], others[0]} in ({"no", "nb"}, {"no", "nn"})
    return not (
        (mine[0] != others[0] and not norwegian)
        or (len(others) > 1 and languages.get(said).script != languages.get(tag).script)
        or (regions[0] and regions[1] and regions[0] != regions[1])
    )


# Catalogs as polib has them, and back.


def to_polib(catalog: Catalog) -> POFile:
    """The catalog as a `polib.POFile`, which its `save` writes.

    Two things have no place in it: a comment behind the last message, and one that is an empty line alone.
    """
    from polib import POFile

    # Not wrapped: diglot wraps no lines either.
    file = POFile(wrapwidth=0, encoding="utf-8")
    file.header = "\n".join(catalog.preamble)
    last = ""
    for key, value in catalog.header:
        if key and key not in file.metadata:
            last = key
            file.metadata[key] = value
        else:
            # polib holds no field twice and no line that is none: it is a further line of the field before.
            line = f"{key}: {value}" if key else value
            file.metadata[last] = f"{file.metadata[last]}\n{line}" if last in file.metadata else line
    file.extend([_to_polib(entry, obsolete=False) for entry in catalog.entries])
    file.extend([_to_polib(entry, obsolete=True) for entry in catalog.obsolete])
    return file


def _to_polib(entry: Entry, *, obsolete: bool) -> POEntry:
    from polib import POEntry

    old_context, old_source = entry.previous or (None, None)
    texts = texts_of(entry)
    return POEntry(
        msgctxt=texts.get("msgctxt"),
        msgid=entry.source,
        msgstr=texts.get("msgstr", ""),
        msgid_plural=texts.get("msgid_plural", ""),
        msgstr_plural={k: texts[f"msgstr[{k}]"] for k in range(len(entry.plural) - 1)},
        comment="\n".join(note_lines(entry)),
        tcomment="\n".join(entry.comments),
        occurrences=[(isolated(place), "") for place in entry.where],
        flags=["fuzzy", *entry.flags] if entry.state == "fuzzy" else list(entry.flags),
        previous_msgctxt=old_context,
        previous_msgid=old_source,
        obsolete=obsolete,
    )


def from_polib(file: POFile, document: str = "", lang: str | None = None) -> Catalog:
    """The catalog in a `polib.POFile`.

    document  its name; "" for the name of the file without the suffix
    lang      BCP 47; None for what the header says, "" for a template
    """
    header: list[tuple[str, str]] = []
    for key, value in file.metadata.items():
        first, *others = value.split("\n")
        header.append((key, first))
        header += header_fields("\n".join(others)) if others else ()
    named = dict(header)
    if lang is None:
        language = named.get("Language", "")
        lang = languages.get(languages.from_gettext(language)).tag if language else ""
    return Catalog(
        document=document or PurePath(file.fpath or "").stem,
        source_lang=named.get(SOURCE_LANGUAGE, ""),
        lang=lang,
        entries=tuple([_from_polib(entry) for entry in file if not entry.obsolete]),
        obsolete=tuple([_from_polib(entry) for entry in file if entry.obsolete]),
        header=tuple(header),
        preamble=_lines(file.header),
    )


def _from_polib(entry: POEntry) -> Entry:
    forms = [form for _, form in sorted(entry.msgstr_plural.items())]
    previous = None
    if entry.previous_msgid is not None or entry.previous_msgctxt is not None:
        old = entry.msgid if entry.previous_msgid is None else entry.previous_msgid
        previous = entry.previous_msgctxt, old
    places = [f"{path}:{line}" if line else path for path, line in entry.occurrences]
    return made(
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural if forms else None, forms or [entry.msgstr]),
        _lines(entry.comment),
        _lines(entry.tcomment),
        entry.flags,
        previous,
        references(" ".join(places)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
