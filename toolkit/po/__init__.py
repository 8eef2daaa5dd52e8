"""PO text and catalogs: the only door to polib.

Loading is all or nothing. polib takes a text that stops in the middle of a message, that has a message twice
or that is no PO at all without a word; a catalog that was loaded in part would be written back in part. So
`grammar` reads the lines strictly, polib decodes the strings, and what both found must agree.

Writing keeps what a translator's tool wrote: a message that is as it was is written in the lines that it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from toolkit import languages
from toolkit.errors import CatalogError, DiglotError
from toolkit.model import Catalog, Entry, Location
from toolkit.po.encoding import Data, charset, texts
from toolkit.po.entries import Message, comments_of, fields_of, locations, message_of, plain, preamble_of
from toolkit.po.grammar import (
    CONFLICT,
    Block,
    blocks,
    closed,
    cut,
    joined,
    plain_lines,
    raw_fields,
    spelt,
    strings,
)
from toolkit.po.layout import comment_lines, header_lines, placeless, plain_block, woven, written

__all__ = ["Data", "charset", "dump", "load", "stream"]

_OURS = "X-Diglot-Source-Language"
_CREDITS = "meta|translator-credits"
_BEFORE = "the file as it was"
_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\n\Z")
"""At the end of a string as it is written: a line break."""
_BATCH = 1000
"""Messages that are held until polib has decoded the first of them."""


def load(data: Data, path: str, lang: str) -> Catalog:
    """The catalog in a PO file; whole, or not at all.

    path  for errors; the document is named by its last part without the suffix
    lang  BCP 47; "" for a template

    Another charset than UTF-8 is taken where the header declares it; `dump` writes UTF-8. Raises CatalogError
    with the line for what is cut off, no PO, twice there, in another language, in conflict, or can't be
    decoded.
    """
    trailer: list[str] = []
    head, messages = _stream(data, path, lang, trailer)
    live: list[Entry] = []
    obsolete: list[Entry] = []
    for entry, out_of_use in messages:
        (obsolete if out_of_use else live).append(entry)
    return replace(head, entries=tuple(live), obsolete=tuple(obsolete), trailer=comments_of(trailer))


def stream(data: Data, path: str, lang: str) -> tuple[Catalog, Iterator[tuple[Entry, bool]]]:
    """As `load`, without holding the messages: the catalog without any, and each with whether it is obsolete.

    Trust nothing of it before the last message was taken: until then, any may raise CatalogError.
    """
    return _stream(data, path, lang, [])


def _stream(
    data: Data, path: str, lang: str, trailer: list[str]
) -> tuple[Catalog, Iterator[tuple[Entry, bool]]]:
    """As `stream`; `trailer` gets the lines of the comment behind the last message."""
    found = _read(data, path, trailer)
    first = next(found, None)
    if first is None:
        raise cut(path, 1, "it is empty")
    header = _header(first, path)
    _whole(header.values["msgstr"], "", header.message_line, header.body, path)
    fields = _in_utf8(fields_of(header.values["msgstr"]))
    if lang:
        before = header.body.partition('"Language:')[0].count("\n")
        _check_language(dict(fields).get("Language", ""), lang, Location(path, header.message_line + before))
    head = Catalog(
        document=PurePath(path).stem,
        source_lang=dict(fields).get(_OURS, ""),
        lang=lang,
        entries=(),
        header=tuple(fields),
        preamble=preamble_of(header),
    )
    return head, _messages(message_of(header), found, data, path, signed=_OURS in dict(fields))


def _messages(
    header: Message, found: Iterator[Message | Block], data: Data, path: str, *, signed: bool
) -> Iterator[tuple[Entry, bool]]:
    """All but the header; nothing twice, and nothing cut off, as far as that can be seen.

    signed  whether diglot has made the file: then it ends with the translators' signature
    """
    seen = {hash(("", ""))}  # of hashes, since the texts themselves are needed by nobody any more
    message = header
    signature = False
    for one in found:
        message = message_of(one) if isinstance(one, Block) else one
        entry, obsolete, _, _ = message
        if CONFLICT in entry.target or entry.plural:
            _whole("".join(entry.plural or (entry.target,)), entry.source, message.line, message.text, path)
        key = hash((entry.context, entry.source))
        if key in seen and (first := _first(message, data, path)) != message.first:
            raise _twice(message, first, path)
        seen.add(key)
        if entry.context == _CREDITS and not obsolete:
            signature = True
        yield entry, obsolete
    if message is header:
        raise cut(path, message.last, "there is no message")
    if signed and not signature:
        what = "the message “translator-credits”, which ends every catalog, isn't there"
        raise cut(path, message.last, what)
    *_, end = strings([message.text.rstrip().rpartition("\n")[2]])
    if _BREAK.search(end) and not message.entry.source.endswith("\n"):
        raise cut(path, message.last, "the last text ends with a line break")


def _whole(text: str, source: str, line: int, lines: str, path: str) -> None:
    """Raise CatalogError where two versions of a text stand in one, as `msgcat` writes them.

    line, lines  of the message, and the first of them
    """
    if CONFLICT in text and CONFLICT not in source:
        raise CatalogError(
            "two versions of a text stand here, and nobody has decided between them.",
            Location(path, line + lines.count("\n", 0, lines.find(CONFLICT))),
            f"Keep one of them, and delete the lines with {CONFLICT}, which `msgcat` wrote.",
        )


def _first(message: Message, data: Data, path: str) -> int:
    """The line of the first message in the file that has the context and the text of this one."""
    key = message.entry.context, message.entry.source
    read = (message_of(one) if isinstance(one, Block) else one for one in _read(data, path, []))
    return next(one.first for one in read if (one.entry.context, one.entry.source) == key)


def _twice(message: Message, first: int, path: str) -> CatalogError:
    return CatalogError(
        f"this message is there twice: {message.entry.source[:60]!r}.",
        Location(path, message.first),
        f"It was first on line {first}. Keep one of them.",
    )


def _in_utf8(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields of a header in a text that is Unicode by now, whatever it was in."""
    return [
        (key, re.sub(r"(?i)charset=[^\s;]+", "charset=UTF-8", value))
        if charset(f"{key}:{value}".encode()) != "utf-8"
        else (key, value)
        for key, value in fields
    ]


class _Lines(str):
    """Text that polib splits where a PO file has line ends; `str` splits at U+2028 and U+0085 as well."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - the signature of str
        return self.split("\n")


def _read(data: Data, path: str, trailer: list[str]) -> Iterator[Message | Block]:
    """The messages of a file in order, with their strings."""
    whole = [data] if isinstance(data, bytes) else data
    name = charset(next(iter(whole), b""))
    pieces = (piece for text in texts(data, path) for piece in text.split("\n\n"))
    return _decoded(blocks(pieces, path, plain, trailer), path, name)


def _decoded(found: Iterator[Message | Block], path: str, charset_: str) -> Iterator[Message | Block]:
    """The messages, with the strings of the blocks among them.

    charset_  that of bytes that are written as escapes
    """
    waiting: list[Message | Block] = []
    for one in found:
        if not waiting and not _coded(one):  # nearly always
            yield one
            continue
        waiting.append(one)
        if len(waiting) == _BATCH:
            yield from _filled(waiting, path, charset_)
            waiting = []
    yield from _filled(waiting, path, charset_)


def _filled(batch: Sequence[Message | Block], path: str, charset_: str) -> Sequence[Message | Block]:
    """The same messages, when the strings of the blocks among them are decoded."""
    if coded := [one for one in batch if isinstance(one, Block) and _coded(one) and not _simple(one)]:
        _fill(coded, path, charset_)
    return batch


def _coded(one: Message | Block) -> bool:
    return isinstance(one, Block) and not one.values


def _simple(block: Block) -> bool:
    """Decode a message whose only escapes are line ends, such as nearly every header; whether it is one.

    In a project of many small catalogs polib takes longer to get ready for each than to read it.
    """
    fields = raw_fields(block.body)
    if block.previous or block.obsolete or fields.keys() != {"msgid", "msgstr"}:
        return False
    values = {key: "".join(strings(lines)) for key, lines in fields.items()}
    if any("\\" in value.replace("\\n", "") for value in values.values()):
        return False
    block.values = {key: value.replace("\\n", "\n") for key, value in values.items()}
    return True


def _fill(coded: Sequence[Block], path: str, charset_: str = "utf-8") -> None:
    """Let polib decode the strings of these blocks."""
    import polib

    class Messages(polib.POFile):
        def find(self, *_: Any, **__: Any) -> None:
            """How polib would take the header out, and forget its layout."""

    try:
        decoded = list(polib.pofile(_Lines(plain_lines(coded)), encoding="utf-8", klass=Messages))
    except OSError as error:
        raise CatalogError(f"this can't be read as PO: {error}.", Location(path, coded[0].line)) from error
    if len(decoded) != len(coded):
        raise CatalogError(
            "this can't be read as PO: messages run into each other.", Location(path, coded[0].line)
        )
    for block, one in zip(coded, decoded, strict=True):
        values = {
            "msgctxt": one.msgctxt,
            "msgid": one.msgid,
            "msgid_plural": one.msgid_plural or None,
            "msgstr": None if one.msgstr_plural else one.msgstr,
            "#|msgctxt": one.previous_msgctxt,
            "#|msgid": one.previous_msgid,
        }
        values |= {f"msgstr[{k}]": form for k, form in sorted(one.msgstr_plural.items())}
        try:
            block.values = {key: joined(text, charset_) for key, text in values.items() if text is not None}
        except ValueError as error:
            raise CatalogError(
                f"there are bytes written as escapes that are no text in {charset_.upper()}.",
                Location(path, block.message_line),
                "Write the characters themselves.",
            ) from error


def _header(first: Message | Block, path: str) -> Block:
    if isinstance(first, Block) and not first.obsolete:
        values = first.values
        if "msgctxt" not in values and not values["msgid"] and values.get("msgstr"):
            return first
    line = first.message_line if isinstance(first, Block) else first.first
    raise CatalogError(
        "this has no header: a PO begins with an empty msgid whose msgstr tells language and charset.",
        Location(path, line),
        "Copy the header of another catalog, or get the whole file back.",
    )


def _check_language(header: str, lang: str, where: Location) -> None:
    """Refuse what is certainly in another language than its folder says."""
    if not header:
        return
    hint = f"It should be {languages.get(lang).gettext}. Is the file in the right folder?"
    try:
        theirs = languages.get(languages.from_gettext(header.partition(".")[0].replace("-", "_")))
    except DiglotError as error:
        raise CatalogError(
            f"its header says “Language: {header}”, which is no language.", where, hint
        ) from error
    ours = languages.get(lang)
    mine, others = ours.tag.split("-"), theirs.tag.split("-")
    regions = [part for part in mine[1:] if len(part) < 4], [part for part in others[1:] if len(part) < 4]
    norwegian = {mine[0], others[0]} in ({"no", "nb"}, {"no", "nn"})
    # "zh" alone may be either script, "pt" any country's: only what is said and differs is another language.
    if (
        (mine[0] != others[0] and not norwegian)
        or (len(others) > 1 and ours.script != theirs.script)
        or (regions[0] and regions[1] and regions[0] != regions[1])
    ):
        raise CatalogError(
            f"its header says “Language: {header}”, but it is the catalog for {lang}.", where, hint
        )


def dump(catalog: Catalog, before: bytes | None = None) -> bytes:
    """The catalog as a PO file, in UTF-8.

    before  the file as it is now, one that `load` takes: what has not changed keeps its lines, wrapping and
            line ends. Strings that are new are not wrapped.
    """
    rest: dict[str, tuple[str, str]] = {}
    trailer: list[str] = []
    held: list[str] = []
    for text in texts(before, _BEFORE) if before else ():
        for piece in text.rstrip("\n").split("\n\n"):
            held.append(piece)
            if closed(piece):
                whole = "\n\n".join(held)
                said, places = placeless(whole)
                rest[said] = whole, places
                held = []
    entries = [(entry, False) for entry in catalog.entries] + [(entry, True) for entry in catalog.obsolete]
    messages: list[str] = []
    changed: list[int] = []
    # Most messages stand there already, letter for letter but for the line in the source that they refer to:
    # only the others' lines need to be looked at.
    for k, (entry, obsolete) in enumerate(entries):
        above, references, below = written(entry, obsolete=obsolete)
        messages.append(above + references + below)
        was, places = rest.pop(above + below, ("", ""))
        if not was:
            changed.append(k)
        elif was != messages[k] and locations(places.removeprefix("#:")) == entry.where:
            messages[k] = was
    old = _by_key([*(piece for piece, _ in rest.values()), *held], trailer, charset(before or b""))
    for k in changed:
        entry, obsolete = entries[k]
        block = old.get((entry.context, entry.source))
        if block is not None:
            messages[k] = "\n".join(woven(entry, block, obsolete=obsolete))
    if comments_of(trailer) != catalog.trailer:
        trailer = comment_lines(catalog.trailer)
    header = "\n".join(header_lines(catalog, old.get(("", ""))))
    text = "\n\n".join([header, *messages, *(["\n".join(trailer)] if trailer else ())]) + "\n"
    if before and b"\r\n" in before[: before.find(b"\n") + 1]:
        text = text.replace("\n", "\r\n")
    return text.encode()


def _by_key(pieces: Sequence[str], trailer: list[str], charset_: str) -> dict[tuple[str, str], Block]:
    """The blocks in some pieces of a file, by context and source; `trailer` as in `grammar.blocks`."""
    split = (part for piece in pieces for part in piece.split("\n\n"))
    found = _decoded(blocks(split, _BEFORE, plain_block, trailer), _BEFORE, charset_)
    return {
        (block.values.get("msgctxt", ""), block.values["msgid"]): block
        for block in found
        # In UTF-8, bytes that are written as escapes would be other characters.
        if isinstance(block, Block) and (charset_ == "utf-8" or not spelt(f"{block.body}\n{block.previous}"))
    }
