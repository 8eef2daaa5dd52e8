"""E-mail addresses are taken out of a deposit, and what a transcript no longer says.

It is public for good.

    redacted   a text, or a frozen value with all texts in it
    file       the bytes of a file
    Cleaning   a file that is being written

A reader of the text finds the place by `REMOVED`. Where an address only stands behind a name, as in
`Ann Lee <ann@example.org>`, nothing is left of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from operator import is_
from typing import Any, BinaryIO, TypeVar, cast

from toolkit import late, po
from toolkit.catalog import contexts, edits, frozen_ids, ids, provenance
from toolkit.catalog.comments import code
from toolkit.catalog.frozen_ids import Frozen
from toolkit.errors import DiglotError
from toolkit.model import Document, Entry
from toolkit.model.values import Value
from toolkit.text import scripts
from toolkit.text.data import json_line

T = TypeVar("T")
REMOVED = "address-removed"
"""May stand where a word may, and where a URI may."""
# The sign itself, and how URIs, XML, TOML, JSON and PO write it.
_AT = late.regex(
    r"@|\uff20|\ufe6b|%40|&#0*64;|&#[xX]0*40;|&commat;|\\u0040|\\U00000040|\\x40|\\100", re.IGNORECASE
)
_BEGUN = late.regex("[@&%\uff20\ufe6b\\\\]")
"""How one of them begins: nearly no text has this, and to look for it is quick."""
# A letter of any script with its marks, and what nobody sees. Not blanks and punctuation beyond ASCII.
_BEYOND = (
    r"[^\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb4\xb6-\xb9\xbb-\xbf\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u200a"
    r"\u2010-\u2029\u202f-\u205f\u3000-\u3004\u3008-\u3020\u3030\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff65]"
)
_LATIN = r"[A-Za-z0-9\xaa\xad\xb5\xba\xc0-\u024f\u0300-\u036f\u1e00-\u1eff\u200b-\u200f\u2060]"
_SPACED = rf"(?![{scripts.UNSPACED}]){_BEYOND}"
# Backwards from the sign. Scripts without blanks run into an address: what ends in Latin letters is Latin,
# and what ends in figures has no such letter. Marks of emphasis around it vanish in other formats.
_LOCAL = late.regex(
    rf"(\*{{1,2}})?(?:[0-9_.+~-]+(?={_SPACED})(?:{_SPACED}|[A-Za-z0-9_.+~-])+"
    rf"|(?:[0-9A-Fa-f]{{2}}%|{_LATIN}|[_.+~-]|'(?={_LATIN}))+|(?:{_BEYOND}|[A-Za-z0-9_.+~-])+)"
    r"(?(1)\1)"
)
_QUOTED = late.regex(r'"\\[^"\n\\]{1,64}"\\|"[^"\n\\]{1,64}"(?=[\s<:(]|\Z)')


def _domain(dot: str) -> str:
    label = rf"(?:{_BEYOND}|[A-Za-z0-9_-])+"
    latin = rf"(?=[A-Za-z\xc0-\u024f]){_LATIN}(?:{_LATIN}|-(?=[A-Za-z0-9]))*"
    return rf"(?:{label}{dot})+(?:{latin}|(?:(?!\d){_BEYOND})+)"


_PLAIN = _domain(r"(?:[.\uff0e]|%2[Ee])")
# The full stop of East Asian sentences parts labels as well, where no other sign does.
_FULL_STOPS = _domain(r"[\u3002\uff61]")
_DOMAIN = late.regex(rf"(\*{{1,2}})?(?:{_PLAIN}|{_FULL_STOPS}|\[(?:IPv6:)?[0-9A-Fa-f:.]{{2,45}}\])(?(1)\1)")
# The beginning of a text may be cut off in the midst of an address.
_CUT = late.regex("[^\\s@\u2026]{1,64}(?=\u2026)")
_LONGEST = 320
"""Characters of an address (RFC 5321, 4.5.3.1)."""
_AROUND = (("<", ">"), ("<mailto:", ">"), ("&lt;", "&gt;"), ("(", ")"))
"""What an address behind a name stands in."""


def redacted(value: T) -> T:
    """A value without e-mail addresses: a text, or texts in frozen values.

    >>> redacted("Ann Lee <ann@example.org>"), redacted("Write to ann@example.org.")
    ('Ann Lee', 'Write to address-removed.')
    """
    return changed(value, _text)


def changed(value: T, change: Callable[[str], str]) -> T:
    """A text, or a frozen value, with all texts in it changed."""
    return cast(T, _changed(value, change))


def _changed(value: Any, change: Callable[[str], str]) -> Any:  # what is the same is given back as it is
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        items = [_changed(item, change) for item in value]
        # The same object, so that what has no address is never copied.
        if all(map(is_, items, value)):
            return value
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if isinstance(value, Value):
        new = _new_fields(value, value.__struct_fields__, change)
        return value.replace(**new) if new else value
    if value is None or isinstance(value, (int, float, bytes)):
        return value
    if isinstance(value, Mapping):
        # Keys are languages, and keys of speakers.
        values = {key: _changed(part, change) for key, part in value.items()}
        return value if all(values[key] is value[key] for key in values) else values
    if is_dataclass(value) and not isinstance(value, type):
        new = _new_fields(value, [field.name for field in fields(value)], change)
        return replace(value, **new) if new else value
    return _Lazily(value, change) if isinstance(value, Sequence) else value


def _new_fields(value: object, names: Iterable[str], change: Callable[[str], str]) -> dict[str, Any]:
    """Fields that aren't as they were."""
    new = {}
    for name in names:
        old = getattr(value, name)
        if (made := _changed(old, change)) is not old:
            new[name] = made
    return new


class _Lazily(Sequence[Any]):
    """A sequence whose values are changed when they are asked for.

    An edition makes its rows on demand; they are never all held.
    """

    def __init__(self, values: Sequence[Any], change: Callable[[str], str]) -> None:
        self.values, self.change = values, change

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: Any) -> Any:
        return _changed(self.values[index], self.change)

    def __iter__(self) -> Iterator[Any]:
        return (_changed(value, self.change) for value in self.values)


def file(data: bytes, encoding: str = "utf-8") -> bytes:
    """A file of text without addresses.

    The very bytes where there are none, or where it is no text.

    encoding  in which it is written, if it isn't UTF-8; without its byte order mark
    """
    marked = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2])
    # An address is ASCII: Latin-1 finds it in bytes of any other encoding, and gives these back unchanged.
    for name in (marked or encoding, "latin-1"):
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        cleaned = _text(text)
        return data if cleaned == text else cleaned.encode(name)
    return data


class Cleaning:
    """A file that is cleaned line by line while it is written."""

    def __init__(self, sink: BinaryIO) -> None:
        self.sink, self.rest = sink, b""

    def write(self, data: bytes) -> int:
        """Pass on whole lines."""
        # An address never goes over a line, and a piece may end in the midst of one.
        end = data.rfind(b"\n") + 1
        if end:
            self.sink.write(file(self.rest + data[:end]))
            self.rest = b""
        self.rest += data[end:]
        return len(data)

    def close(self) -> None:
        """Pass on the last line."""
        self.sink.write(file(self.rest))


def _text(text: str) -> str:
    if _BEGUN.search(text):
        # What stood on both sides of an address may be another one together.
        while (cleaned := _first(text)) is not None:
            text = cleaned
    return text


def _first(text: str) -> str | None:
    """The text without the addresses of one pass; None where there are none."""
    done: list[str] = []
    at = 0
    for start, end, instead in addresses(text):
        done += (text[at:start], instead)
        at = end
    return "".join([*done, text[at:]]) if done else None


def addresses(text: str) -> list[tuple[int, int, str]]:
    """Where addresses are that one pass finds: begin, end, and what comes in its place."""
    places: list[tuple[int, int, str]] = []
    at = 0
    for sign in _AT.finditer(text):
        ends = sign.end(), sign.end() + _LONGEST
        domain = _DOMAIN.match(text, *ends) or _CUT.match(text, *ends)
        # Inside of what was found already, or no address.
        if sign.start() < at or domain is None:
            continue
        # From behind: what stands before the sign ends there, and may begin anywhere.
        before = text[max(at, sign.start() - _LONGEST) : sign.start()][::-1]
        if not (local := _QUOTED.match(before) or _LOCAL.match(before)):
            continue
        start, end = sign.start() - local.end(), domain.end()
        if bracketed := _bracketed(text, at, start, end):
            start, end = bracketed
            start = at + len(text[at:start].rstrip(" \t"))
            places.append((start, end, ""))
        else:
            places.append((start, end, REMOVED))
        at = end
    return places


def may_have(text: str) -> bool:
    """Whether a text has the sign of an address, in whatever way it is written."""
    return _AT.search(text) is not None


def _bracketed(text: str, at: int, start: int, end: int) -> tuple[int, int] | None:
    """Where the brackets are that an address stands in, behind a name."""
    for opening, closing in _AROUND:
        if text.endswith(opening, at, start) and text.startswith(closing, end):
            begin = start - len(opening)
            if begin > at and text[begin - 1] in " \t":
                return begin, end + len(closing)
    return None


# Files of a project, of which more must be mended than their bytes.


def catalog(data: bytes, shown: str, lang: str, document: Document) -> bytes:
    """A catalog without addresses, and without what the transcript no longer says.

    Addresses: those too that go over a line end in its text. Somebody may have withdrawn what they said: it
    would still be read in messages that are out of use, and in what a message was before it was edited.
    """
    original = po.load(data, shown, lang)
    speakers = {speaker.key for speaker in document.speakers}
    entries = tuple(as_it_is(entry, speakers) for entry in original.entries)
    said = replace(original, entries=entries, obsolete=())
    clean = redacted(said)
    if clean == original:
        return file(data, po.charset(data))
    live = _apart(map(_signed, said.entries, clean.entries))
    return file(po.dump(replace(clean, entries=(*live.values(),)), data))


def as_it_is(entry: Entry, speakers: Collection[str]) -> Entry:
    """A message without a word of what it was, and of whose it was who speaks no more."""
    comments = provenance.followed(entry.comments, partial(contexts.among, known=speakers))
    return edits.without_note(entry).replace(previous=None, comments=comments)


def _signed(before: Entry, clean: Entry) -> Entry:
    """A message whose comments speak of the cleaned text.

    They say of it what they said of the text with addresses.
    """
    old, new = code(before.target), code(clean.target)
    return clean.replace(comments=tuple(comment.replace(old, new) for comment in clean.comments))


def _apart(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """Each message once.

    Two may have differed in an address alone.
    """
    messages: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = messages.setdefault(entry.key, entry)
        if first is not entry:
            kept = entry if entry.target and not first.target else first
            both = kept.replace(ids=(*first.ids, *entry.ids), where=(*first.where, *entry.where))
            messages[entry.key] = both
    return messages


def frozen(data: bytes, known_ids: Sequence[Frozen], document: Document) -> bytes:
    """The frozen ids without addresses, and without the words and the speakers of what is gone.

    Their checksums are those of the texts without addresses.
    """
    texts = {paragraph.text: redacted(paragraph.text) for paragraph in document.paragraphs()}
    # A frozen id tells by a checksum whether its words are as they were.
    codes = {ids.code(text): ids.code(clean) for text, clean in texts.items() if clean != text}
    clean = tuple(
        redacted(known_id)._replace(code=codes.get(known_id.code, known_id.code))
        for known_id in frozen_ids.without_gone(document, known_ids)
    )
    return data if clean == tuple(known_ids) else frozen_ids.dump(clean).encode()


def settings(data: bytes, shown: str) -> bytes:
    """A TOML file without addresses.

    DiglotError where one is in it that isn't found in its text.
    """
    clean = file(data)
    told = json_line(tomllib.loads(clean.decode("utf-8-sig")))
    if told != redacted(told):
        cure = "Write the address on one line, without escapes, or take it out."
        raise DiglotError("an e-mail address in it can't be taken out for the deposit.", shown, cure)
    return clean
