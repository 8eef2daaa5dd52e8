"""Bags: made, and compared with what they were.

BagIt 1.0 (RFC 8493) with SHA-512. Own code, since the library for this writes version 0.97 and today's date,
and puts files on disk itself.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import IO, Any, NamedTuple, TypeVar

from toolkit import late, limits
from toolkit.archive.container import DAMAGED, ZipEntry
from toolkit.findings import Finding, report
from toolkit.model import Location

_T = TypeVar("_T")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha512.txt"
TAG_MANIFEST = "tagmanifest-sha512.txt"
INFO = "bag-info.txt"
PROFILE = "bagit-profile.json"
"""The profile itself, as a tag file of each bag."""
PAYLOAD = "data/"
_PIECE = 1 << 20


class Digest(NamedTuple):
    """Checksum and size of a file."""

    sha512: str
    """In hexadecimal digits."""
    size: int
    """In bytes."""


def digest(data: IO[bytes]) -> Digest:
    """The digest of an open file, from here on."""
    total, size = hashlib.sha512(), 0
    # Piece by piece, and both figures in one pass: a payload may be large.
    while piece := data.read(_PIECE):
        total.update(piece)
        size += len(piece)
    return Digest(total.hexdigest(), size)


def profile() -> bytes:
    """The BagIt Profile (1.3.0) of diglot's bags."""
    return files(__package__).joinpath("profile.json").read_bytes()


def bag_profile() -> dict[str, Any]:
    """The same as data."""
    rules: dict[str, Any] = json.loads(profile())
    return rules


def tags(payload: Mapping[str, Digest], info: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The files of a bag beside its payload.

    payload  path below `data/` -> digest
    info     fields of bag-info.txt but for those that are counted here
    """
    size = sum(file.size for file in payload.values())
    identifier = bag_profile()["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    counted = f"{size}.{len(payload)}"
    fields = [*info, ("BagIt-Profile-Identifier", identifier), ("Payload-Oxum", counted)]
    made = {
        "bagit.txt": DECLARATION,
        INFO: "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields).encode(),
        # Paths in a manifest begin at the folder of the bag (RFC 8493, 2.1.3).
        MANIFEST: manifest((PAYLOAD + path, file.sha512) for path, file in payload.items()),
        PROFILE: profile(),
    }
    # It lists itself nowhere: whoever keeps its checksum apart can tell that all is as it was.
    made[TAG_MANIFEST] = manifest((path, hashlib.sha512(data).hexdigest()) for path, data in made.items())
    return made


def manifest(lines: Iterable[tuple[str, str]]) -> bytes:
    """The lines of a manifest: path and checksum, by path."""
    return "".join(f"{checksum}  {path}\n" for path, checksum in sorted(lines)).encode()


# Whether a bag is as it was made: each file that is altered, missing, added or damaged is named.


_LINE = late.regex(r"([0-9a-fA-F]{128})[ \t]++\*?(.+)")
_LINE_END = late.regex(r"\r\n?")
_NAME = late.regex(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_READ = ("bagit.txt", INFO, MANIFEST, TAG_MANIFEST)
"""The tag files that are looked into; of all others the checksum tells enough."""


def verify(entries: Iterable[ZipEntry], shown: str, seal: str = "") -> Iterator[Finding]:
    """Find what is wrong with a bag.

    shown  as it is called
    seal   SHA-512 that its tag manifest had when it was made, "" where nobody wrote it down

    Raises DiglotError for a bag that is larger than any is read.
    """
    there: dict[str, ZipEntry] = {}
    for entry in entries:
        # Told, and not opened.
        if entry.fault:
            yield report("D505.refused", _at(shown, entry.path), file=entry.path, fault=entry.fault)
        else:
            there[entry.path] = entry
            limits.check(len(there), limits.ENTRIES, shown)
    limits.check(sum(entry.size for entry in there.values()), limits.BAG, shown)
    tags = {}
    # Into memory come these alone; whatever else the bag has is read piece by piece.
    for path in _READ:
        # A tag file that is larger is told as one that can't be read, where it is asked for.
        if path in there and there[path].size <= limits.TAG_FILE.most:
            content = _taken(there[path], lambda data: data.read())
            if content is not None:
                lines = max(map(content.count, (b"\n", b"\r")))
                limits.check(lines, limits.TAG_LINES, f"{shown}/{path}")
                tags[path] = content
    if "bagit.txt" not in there:
        # All that follows would be wrong too, and say nothing.
        yield report("D500", Location(shown, 0))
        return
    yield from _declared(tags, there, shown)
    # Who alters a file and all manifests leaves no other trace than this.
    if seal and hashlib.sha512(tags.get(TAG_MANIFEST, b"")).hexdigest() != seal.lower():
        yield report("D550", _at(shown, TAG_MANIFEST), manifest=TAG_MANIFEST)
    yield from _listed(tags, there, shown)
    yield from _profile(tags, there, shown)


def _at(shown: str, path: str, line: int = 0) -> Location:
    """A place in a file of the bag."""
    return Location(f"{shown}/{path}", line)


def _taken(entry: ZipEntry, take: Callable[[IO[bytes]], _T]) -> _T | None:
    """What a function makes of a file, if it can be read."""
    try:
        with entry.content() as data:
            return take(data)
    except DAMAGED:
        return None


def _declared(tags: Mapping[str, bytes], there: Mapping[str, ZipEntry], shown: str) -> Iterator[Finding]:
    """Find what is wrong with `bagit.txt` and `bag-info.txt`."""
    if _lines(tags.get("bagit.txt", b"")) != _lines(DECLARATION):
        yield report("D506.declaration", _at(shown, "bagit.txt"))
    fields = info(tags.get(INFO, b""))
    sizes = [entry.size for path, entry in there.items() if path.startswith(PAYLOAD)]
    oxum = f"{sum(sizes)}.{len(sizes)}"
    said = fields.get("Payload-Oxum", [""])
    if said != [oxum]:
        yield report("D506.size", _at(shown, INFO), said=said[0] or "no size", real=oxum)


def _lines(data: bytes) -> list[str]:
    """The lines of a tag file.

    They may end in LF, CR or both (RFC 8493, 2.1).
    """
    return _LINE_END.sub("\n", data.decode("utf-8", "replace")).removesuffix("\n").split("\n")


def info(data: bytes) -> dict[str, list[str]]:
    """The fields of bag-info.txt, each with its values."""
    fields: dict[str, list[list[str]]] = {}
    last = ""
    for line in _lines(data):
        name, mark, value = line.partition(":")
        # A field may go on in lines that begin with a blank (RFC 8493, 2.2.2).
        if line[:1] in {" ", "\t"} and last:
            fields[last][-1].append(line.strip())
        elif mark:
            last = name
            fields.setdefault(name, []).append([value.strip()])
    return {name: list(map(" ".join, values)) for name, values in fields.items()}


def _listed(tags: Mapping[str, bytes], there: Mapping[str, ZipEntry], shown: str) -> Iterator[Finding]:
    """Compare each file with its manifest."""
    payload = {path for path in there if path.startswith(PAYLOAD)}
    for manifest, mine in ((MANIFEST, payload), (TAG_MANIFEST, {*there} - payload - {TAG_MANIFEST})):
        if manifest not in there:
            yield report("D501", _at(shown, manifest), file=manifest)
            continue
        # It is there, and could not be read.
        if manifest not in tags:
            yield report("D504.manifest", _at(shown, manifest), file=manifest)
            continue
        listed: dict[str, str] = {}
        for number, line in enumerate(_lines(tags[manifest]), 1):
            parts = _LINE.fullmatch(line)
            path = parts[2] if parts else ""
            if parts is None or path in listed:
                name = "D507.form" if parts is None else "D507.twice"
                yield report(name, _at(shown, manifest, number), line=line[-60:])
            # A manifest of a stranger may name what lies outside of the bag.
            elif {"", ".", ".."} & {*path.split("/")} or "\\" in path:
                yield report("D505.outside", _at(shown, manifest, number), file=path)
            else:
                listed[path] = parts[1].lower()
        yield from _compared(listed, mine, there, manifest, shown)


def _compared(
    listed: Mapping[str, str], mine: set[str], there: Mapping[str, ZipEntry], manifest: str, shown: str
) -> Iterator[Finding]:
    # Sorted, so that findings have the same order on each disk.
    for path in sorted(listed.keys() | mine):
        if path not in mine:
            yield report("D501", _at(shown, path), file=path)
        elif path not in listed:
            yield report("D503", _at(shown, path), file=path, manifest=manifest)
        else:
            now = _taken(there[path], digest)
            if now is None:
                yield report("D504.file", _at(shown, path), file=path)
            elif now.sha512 != listed[path]:
                yield report("D502", _at(shown, path), file=path)


def _profile(tags: Mapping[str, bytes], there: Mapping[str, ZipEntry], shown: str) -> Iterator[Finding]:
    """Find what diglot's profile asks for, and doesn't allow."""
    rules = bag_profile()
    fields = info(tags.get(INFO, b""))
    for name, rule in rules["Bag-Info"].items():
        values = fields.get(name, [])
        if rule["required"] and not any(values):
            yield report("D508.unsaid", _at(shown, INFO), field=name)
        elif len(values) > 1 or not {*values} <= {*rule.get("values", values)}:
            yield report("D508.said", _at(shown, INFO), field=name, values=tuple(values))
    for path in (*rules["Payload-Files-Required"], *rules["Tag-Files-Required"]):
        if path not in there:
            yield report("D508.required", _at(shown, path), file=path)
    if not any(path.startswith("data/tei/") and path.endswith(".tei.xml") for path in there):
        yield report("D508.tei", _at(shown, "data/tei"))
    if not any(path.startswith("data/source/") for path in there):
        yield report("D508.source", _at(shown, "data/source"))
    if "fetch.txt" in there:
        yield report("D508.fetch", _at(shown, "fetch.txt"))
    # Two that differ in capitals are one file on many disks.
    twins = Counter(path.lower() for path in there)
    for path in there:
        if not all(map(_NAME.fullmatch, path.split("/"))):
            yield report("D508.name", _at(shown, path), file=path)
        elif twins[path.lower()] > 1:
            yield report("D508.twin", _at(shown, path), file=path)
