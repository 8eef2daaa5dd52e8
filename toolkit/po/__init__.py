"""PO text and catalogs: the only door to polib.

Loading is all or nothing. polib takes a text that stops in the middle of a message, that has a message twice
or that is no PO at all without a word; a catalog that was loaded in part would be written back in part. So
`grammar` reads the lines strictly, polib decodes the strings, and what both found must agree.

Writing keeps what a translator's tool wrote: a message that is as it was is written in the lines that it had.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from toolkit import languages
from toolkit.errors import CatalogError, DiglotError
from toolkit.model import Catalog, Entry, Location
from toolkit.po.entries import entry_of, fields_of, header_lines, lines, placeless, preamble_of, woven
from toolkit.po.grammar import Block, blocks, cut, plain_lines

_CHARSET = re.compile(rb"Content-Type:[^\"\n]*?charset=([^\s\"\\;]+)", re.IGNORECASE)
_OURS = "X-Diglot-Source-Language"
_CREDITS = "meta|translator-credits"


def load(data: bytes, path: str, lang: str) -> Catalog:
    """The catalog in a PO file; whole, or not at all.

    path  for errors; the document is named by its last part without the suffix
    lang  BCP 47; "" for a template

    Another charset than UTF-8 is taken where the header declares it; `dump` writes UTF-8. Raises CatalogError
    with the line for what is cut off, no PO, twice there, in another language, in conflict, or can't be
    decoded.
    """
    found = _read(_decode(data, path), path)
    header, messages = _split(found, path)
    fields = _in_utf8(fields_of(header.values["msgstr"]))
    if lang:
        before = header.body.partition('"Language:')[0].count("\n")
        _check_language(dict(fields).get("Language", ""), lang, Location(path, header.message_line + before))
    entries = tuple(entry_of(block) for block in messages if not block.obsolete)
    _check_end(fields, entries, messages or [header], path)
    return Catalog(
        document=PurePath(path).stem,
        source_lang=dict(fields).get(_OURS, ""),
        lang=lang,
        entries=entries,
        obsolete=tuple(entry_of(block) for block in messages if block.obsolete),
        header=tuple(fields),
        preamble=preamble_of(header),
    )


def charset(data: bytes) -> str:
    """The charset that a PO file declares, in Python's name for it; "utf-8" where it declares none."""
    found = _CHARSET.search(data)
    name = found[1].decode("ascii", "replace") if found else "UTF-8"
    return "utf-8" if name == "CHARSET" else _codec(name)


def _codec(name: str) -> str:
    try:
        info = codecs.lookup(name)
        ascii_ = bytes(range(32, 127))
        # UTF-7, UTF-16, punycode, unicode_escape and the like read ASCII as something else than ASCII.
        if ascii_.decode(info.name, "replace") == ascii_.decode("ascii"):
            return info.name
    except (LookupError, ValueError):
        pass
    return ""


def _in_utf8(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields of a header in a text that is Unicode by now, whatever it was in."""
    return [
        (key, re.sub(r"charset=[^\s;]+", "charset=UTF-8", value))
        if key == "Content-Type" and charset(f"Content-Type:{value}".encode()) != "utf-8"
        else (key, value)
        for key, value in fields
    ]


def _decode(data: bytes, path: str) -> str:
    """The text, with line feeds for all line ends and without a byte order mark."""
    name = charset(data)
    if data[:2] in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE) or not name:
        said = _CHARSET.search(data)
        raise CatalogError(
            f"a PO can't be in the charset {said[1].decode('ascii', 'replace') if said else 'UTF-16'}.",
            Location(path, data.count(b"\n", 0, said.start()) + 1 if said else 1),
            "Save it as UTF-8 and let its header say so.",
        )
    if not data.strip():
        raise cut(path, 1, "it is empty")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(name)
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        line_start = data.rfind(b"\n", 0, start) + 1
        column = len(data[line_start:start].decode(name, "replace")) + 1
        raise CatalogError(
            f"byte 0x{data[start]:02X} at column {column} is not {name.upper()}.",
            Location(path, data.count(b"\n", 0, start) + 1),
            "Save the file as UTF-8, or let its header declare the charset that it is in.",
        ) from error
    if "\0" in text:
        raise CatalogError(
            "there is a NUL character.", Location(path, text.count("\n", 0, text.index("\0")) + 1)
        )
    return text.replace("\r\n", "\n")


class _Lines(str):
    """Text that polib splits where a PO file has line ends; `str` splits at U+2028 and U+0085 as well."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - the signature of str
        return self.split("\n")


def _read(text: str, path: str) -> list[Block]:
    """The messages with their strings."""
    found = blocks(text, path)
    coded = [block for block in found if not block.values]
    if coded:
        _fill(coded, path)
    counted = text.count('\nmsgid "') + text.count('\n#~ msgid "') + text.startswith('msgid "')
    if counted != len(found):  # or written with other blanks
        counted = len(re.findall(r"^(?:#~[ \t]*)?msgid[ \t\"]", text, re.MULTILINE))
    if counted != len(found):
        raise CatalogError(
            f"{counted} messages are there, and {len(found)} could be read.", Location(path, 1)
        )
    return found


def _fill(coded: Sequence[Block], path: str) -> None:
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
        block.values = {key: value for key, value in values.items() if value is not None}
        block.values |= {f"msgstr[{k}]": form for k, form in sorted(one.msgstr_plural.items())}


def _split(found: Sequence[Block], path: str) -> tuple[Block, Sequence[Block]]:
    """The header and all other messages; nothing twice."""
    seen: dict[tuple[str | None, str], int] = {}
    for block in found:
        key = block.values.get("msgctxt"), block.values["msgid"]
        if key in seen:
            raise CatalogError(
                f"this message is there twice: {key[1][:60]!r}.",
                Location(path, block.message_line),
                f"It was first on line {seen[key]}. Keep one of them.",
            )
        seen[key] = block.message_line
    first = found[0].values if found else {}
    if not found or found[0].obsolete or first.get("msgid") or "msgctxt" in first or not first.get("msgstr"):
        raise CatalogError(
            "this has no header: a PO begins with an empty msgid whose msgstr tells language and charset.",
            Location(path, found[0].message_line if found else 1),
            "Copy the header of another catalog, or get the whole file back.",
        )
    return found[0], found[1:]


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


def _check_end(
    fields: Sequence[tuple[str, str]], entries: Sequence[Entry], found: Sequence[Block], path: str
) -> None:
    """Refuse a file that ends too early between two messages, as far as that can be seen."""
    last = found[-1].message_line + found[-1].body.count("\n")
    if not entries and not any(block.obsolete for block in found):
        raise cut(path, last, "there is no message")
    # diglot writes the translators' signature behind all other messages.
    if dict(fields).get(_OURS) is not None and all(entry.context != _CREDITS for entry in entries):
        raise cut(path, last, "the message “translator-credits”, which ends every catalog, isn't there")
    values = found[-1].values
    target = values.get("msgstr", values.get("msgstr[0]", ""))
    if target.endswith("\n") and not values["msgid"].endswith("\n"):
        raise cut(path, last, "the last text ends with a line break")


def dump(catalog: Catalog, before: bytes | None = None) -> bytes:
    """The catalog as a PO file, in UTF-8.

    before  the file as it is now, one that `load` takes: what has not changed keeps its lines, wrapping and
            line ends. Strings that are new are not wrapped.
    """
    rest = {}
    if before:
        pieces = _decode(before, "the file as it was").rstrip("\n").split("\n\n")
        rest = {placeless(piece): piece for piece in pieces}
    entries = [(entry, False) for entry in catalog.entries] + [(entry, True) for entry in catalog.obsolete]
    texts: list[str] = []
    changed: list[int] = []
    # Most messages stand there already, letter for letter but for the line in the source that they refer to:
    # only the others' lines need to be looked at.
    for k, (entry, obsolete) in enumerate(entries):
        texts.append("\n".join(lines(entry, obsolete=obsolete)))
        if rest.pop(placeless(texts[k]), None) is None:
            changed.append(k)
    old = _by_key(list(rest.values()))
    for k in changed:
        entry, obsolete = entries[k]
        block = old.get((entry.context, entry.source))
        if block is not None:
            texts[k] = "\n".join(woven(entry, block, obsolete=obsolete))
    text = "\n\n".join(["\n".join(header_lines(catalog, old.get(("", "")))), *texts]) + "\n"
    if before and b"\r\n" in before[: before.find(b"\n") + 1]:
        text = text.replace("\n", "\r\n")
    return text.encode()


def _by_key(pieces: Sequence[str]) -> dict[tuple[str, str], Block]:
    if not pieces:
        return {}
    found = _read("\n\n".join(pieces), "the file as it was")
    return {(block.values.get("msgctxt", ""), block.values["msgid"]): block for block in found}
