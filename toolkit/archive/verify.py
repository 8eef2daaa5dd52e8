"""Whether a bag is as it was made: each file that is altered, missing, added or damaged is named."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from toolkit import limits
from toolkit.archive import bag
from toolkit.archive.bag import Digest
from toolkit.archive.container import DAMAGED, Entry
from toolkit.findings import Finding
from toolkit.model import Location

_LINE = re.compile(r"([0-9a-fA-F]{128})[ \t]+\*?(.+)")
_LINE_END = re.compile(r"\r\n?")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_READ = ("bagit.txt", bag.INFO, bag.MANIFEST, bag.TAG_MANIFEST)
"""The tag files that are looked into; of all others the checksum tells enough."""
_AGAIN = "Get the bag again from where it was kept, or make it anew with `diglot deposit`."
_CURES = {
    "D500": "A bag is a folder, or a zip of one, with bagit.txt and data/ in it.",
    "D501": _AGAIN,
    "D502": _AGAIN,
    "D503": "Nothing may be added to a bag: keep notes beside it. " + _AGAIN,
    "D504": _AGAIN,
    "D505": "Don't unpack it. Ask who made it.",
    "D506": _AGAIN,
    "D507": _AGAIN,
    "D508": _AGAIN,
    "D550": "This is another bag, or all of it was made anew. " + _AGAIN,
}


def verify(entries: Iterable[Entry], shown: str, seal: str = "") -> Iterator[Finding]:
    """Findings about a bag. Raises DiglotError for one that is larger than any is read.

    shown  as it is called
    seal   SHA-512 that its tag manifest had when it was made, "" where nobody wrote it down
    """
    there: dict[str, Entry] = {}
    for entry in entries:
        if entry.fault:
            yield _finding("D505", f"{entry.path!r} is refused: {entry.fault}.", shown, entry.path)
        else:
            there[entry.path] = entry
            limits.check(len(there), limits.ENTRIES, shown)
    limits.check(sum(entry.size for entry in there.values()), limits.BAG, shown)
    tags = {}
    for path in _READ:
        if path in there and there[path].size <= limits.TAG_FILE.most:
            content = _content(there[path])
            if content is not None:
                lines = max(map(content.count, (b"\n", b"\r")))
                limits.check(lines, limits.TAG_LINES, f"{shown}/{path}")
                tags[path] = content
    if "bagit.txt" not in there:
        yield _finding("D500", "this is no bag: there is no bagit.txt.", shown)
        return
    yield from _declared(tags, there, shown)
    if seal and hashlib.sha512(tags.get(bag.TAG_MANIFEST, b"")).hexdigest() != seal.lower():
        message = f"{bag.TAG_MANIFEST} isn't the one that the deposit was made with."
        yield _finding("D550", message, shown, bag.TAG_MANIFEST)
    yield from _listed(tags, there, shown)
    yield from _profile(tags, there, shown)


def _finding(code: str, message: str, shown: str, path: str = "", line: int = 0) -> Finding:
    where = Location(f"{shown}/{path}" if path else shown, line)
    return Finding(code, "error", message, where, _CURES[code])


def _content(entry: Entry) -> bytes | None:
    """The bytes of a file; None for one that can't be read."""
    try:
        with entry.content() as data:
            return data.read()
    except DAMAGED:
        return None


def _digest(entry: Entry) -> Digest | None:
    try:
        with entry.content() as data:
            return bag.digest(data)  # type: ignore[arg-type]
    except DAMAGED:
        return None


def _declared(tags: Mapping[str, bytes], there: Mapping[str, Entry], shown: str) -> Iterator[Finding]:
    """bagit.txt and bag-info.txt."""
    if _lines(tags.get("bagit.txt", b"")) != _lines(bag.DECLARATION):
        yield _finding("D506", "bagit.txt isn't that of BagIt 1.0 in UTF-8.", shown, "bagit.txt")
    fields = info(tags.get(bag.INFO, b""))
    sizes = [entry.size for path, entry in there.items() if path.startswith(bag.PAYLOAD)]
    oxum = f"{sum(sizes)}.{len(sizes)}"
    said = fields.get("Payload-Oxum", [""])
    if said != [oxum]:
        message = f"bag-info.txt says a payload of {said[0] or 'no size'} (bytes.files); it is {oxum}."
        yield _finding("D506", message, shown, bag.INFO)


def _lines(data: bytes) -> list[str]:
    """The lines of a tag file, which may end in LF, CR or both (RFC 8493, 2.1)."""
    return _LINE_END.sub("\n", data.decode("utf-8", "replace")).removesuffix("\n").split("\n")


def info(data: bytes) -> dict[str, list[str]]:
    """The fields of bag-info.txt, each with its values."""
    fields: dict[str, list[list[str]]] = {}
    last = ""
    for line in _lines(data):
        name, mark, value = line.partition(":")
        if line[:1] in {" ", "\t"} and last:
            fields[last][-1].append(line.strip())
        elif mark:
            last = name
            fields.setdefault(name, []).append([value.strip()])
    return {name: list(map(" ".join, values)) for name, values in fields.items()}


def _listed(tags: Mapping[str, bytes], there: Mapping[str, Entry], shown: str) -> Iterator[Finding]:
    """Each file against the manifest that it belongs to."""
    payload = {path for path in there if path.startswith(bag.PAYLOAD)}
    for manifest, mine in (
        (bag.MANIFEST, payload),
        (bag.TAG_MANIFEST, {*there} - payload - {bag.TAG_MANIFEST}),
    ):
        if manifest not in there:
            yield _finding("D501", f"{manifest} is missing.", shown, manifest)
            continue
        if manifest not in tags:
            yield _finding("D504", f"{manifest} can't be read.", shown, manifest)
            continue
        listed: dict[str, str] = {}
        for number, line in enumerate(_lines(tags[manifest]), 1):
            found = _LINE.fullmatch(line)
            path = found[2] if found else ""
            if found is None or path in listed:
                what = "is no line of a manifest" if found is None else "lists a file for the second time"
                yield _finding("D507", f"{line[-60:]!r} {what}.", shown, manifest, number)
            elif {"", ".", ".."} & {*path.split("/")} or "\\" in path:
                message = f"{path!r} leads out of the bag, or is no path."
                yield _finding("D505", message, shown, manifest, number)
            else:
                listed[path] = found[1].lower()
        yield from _compared(listed, mine, there, manifest, shown)


def _compared(
    listed: Mapping[str, str], mine: set[str], there: Mapping[str, Entry], manifest: str, shown: str
) -> Iterator[Finding]:
    for path in sorted(listed.keys() | mine):
        if path not in mine:
            yield _finding("D501", f"{path} is missing.", shown, path)
        elif path not in listed:
            yield _finding("D503", f"{path} was added: {manifest} doesn't list it.", shown, path)
        else:
            found = _digest(there[path])
            if found is None:
                yield _finding("D504", f"{path} is damaged: it can't be read.", shown, path)
            elif found.sha512 != listed[path]:
                yield _finding("D502", f"{path} was altered: its checksum is another.", shown, path)


def _profile(tags: Mapping[str, bytes], there: Mapping[str, Entry], shown: str) -> Iterator[Finding]:
    """What a bag of diglot's has, and what it may not have."""
    rules = bag.rules()
    fields = info(tags.get(bag.INFO, b""))
    for name, rule in rules["Bag-Info"].items():
        values = fields.get(name, [])
        if rule["required"] and not any(values):
            yield _finding("D508", f"bag-info.txt doesn't say {name}.", shown, bag.INFO)
        elif len(values) > 1 or not {*values} <= {*rule.get("values", values)}:
            yield _finding("D508", f"bag-info.txt says {name}: {', '.join(values)}.", shown, bag.INFO)
    for path in (*rules["Payload-Files-Required"], *rules["Tag-Files-Required"]):
        if path not in there:
            yield _finding("D508", f"{path} is missing, which every deposit has.", shown, path)
    if not any(path.startswith("data/tei/") and path.endswith(".tei.xml") for path in there):
        yield _finding("D508", "there is no edition in TEI.", shown, "data/tei")
    if not any(path.startswith("data/source/") for path in there):
        yield _finding("D508", "there is no source.", shown, "data/source")
    if "fetch.txt" in there:
        yield _finding("D508", "fetch.txt: a part of the bag is elsewhere.", shown, "fetch.txt")
    twins = Counter(path.lower() for path in there)
    for path in there:
        if not all(map(_NAME.fullmatch, path.split("/"))):
            message = f"{path!r} has other characters than ASCII letters, digits, hyphens and periods."
            yield _finding("D508", message, shown, path)
        elif twins[path.lower()] > 1:
            message = f"{path} differs from another file in capitals alone."
            yield _finding("D508", message, shown, path)
