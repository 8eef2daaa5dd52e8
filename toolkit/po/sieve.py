"""Of a long catalog the messages that nobody has touched but to translate them: told apart, not parsed.

Nearly every message is notes, ids and places above a context, a text and its translation, on a line each.
`Sieve` takes such a message apart at its keywords. All others it leaves to the parser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Generic, TypeVar

from toolkit.catalog.ids import PATTERN
from toolkit.catalog.match import Unit
from toolkit.errors import CatalogError
from toolkit.model import Catalog, Entry
from toolkit.po import stream
from toolkit.po.encoding import Data, texts
from toolkit.po.grammar import CONFLICT, closed
from toolkit.text.hygiene import blank

T = TypeVar("T", bound=Hashable)
_IDS = "\n#. id: "
_PLACES = "\n#: "
_LINE = re.compile(r":([0-9]{1,9})(?=\s|$)")
_CODED = re.compile(r'(?:[^"\\\n]|\\[\\"nt])*')
_ESCAPE = re.compile(r"\\(.)")
_MEANINGS = {"n": "\n", "t": "\t"}


class Sieve(Generic[T]):
    """A PO file gone through: first with `plain`, then with `others`; nothing of it is to be used before."""

    def __init__(self, data: Data, path: str, lang: str, wanted: Mapping[Unit, T]) -> None:
        """As `po.stream`; `wanted` has what stands for each message that may be told apart."""
        self.header = Catalog("", "", lang, ())
        """The catalog without messages, when `others` has begun."""
        self._data, self._path, self._lang, self._wanted = data, path, lang, wanted
        self._rest: list[str] = []
        self._seen: set[T] = set()

    def plain(self) -> Iterator[tuple[str, T, str]]:
        """Plain messages: comments, each with a line feed before it; what is wanted; the translation.

        They are not fuzzy, and have no comment of a person's.
        """
        seen, rest = self._seen, self._rest
        whole = True
        stretches = texts(self._data, self._path)
        for piece in chain.from_iterable(text.split("\n\n") for text in stretches):
            found = self._apart(piece) if whole else None
            if found is not None and found[1] not in seen:
                seen.add(found[1])
                yield found
            else:
                rest.append(piece)
                # A blank line may stand in a message too, or between its comments and its strings.
                whole = closed(piece) or (whole and not piece)

    def _apart(self, piece: str) -> tuple[str, T, str] | None:
        head, _, body = f"\n{piece}".partition('\nmsgctxt "')
        context, _, strings = body.partition('"\nmsgid "')
        source, _, target = strings.partition('"\nmsgstr "')
        if target[-1:] != '"' or head.count("\n#. ") + head.count("\n#: ") != head.count("\n"):
            return None
        target = target[:-1]
        if "\\" in body:
            if not (_CODED.fullmatch(source) and _CODED.fullmatch(target)):
                return None
            source, target = _decoded(source), _decoded(target)
        elif '"' in source or '"' in target or "\n" in target:
            return None
        # Of the context and the text, which may hold anything so far, somebody knows how they must be.
        known = self._wanted.get((context, source))
        # What is refused or no text is the parser's to say.
        plain = known is not None and CONFLICT not in target and (not target or not blank(target))
        return (head, known, target) if known is not None and plain else None

    def others(self) -> Iterator[tuple[Entry, bool]]:
        """All other messages, as `po.stream` gives them; raises CatalogError as for the whole file."""
        try:
            self.header, found = stream("\n\n".join(self._rest).encode(), self._path, self._lang)
            for entry, obsolete in found:
                if self._wanted.get((entry.context, entry.source)) in self._seen:
                    break
                yield entry, obsolete
            else:
                return
        except CatalogError:
            pass
        # Only the whole file tells the line.
        for _ in stream(self._data, self._path, self._lang)[1]:
            pass


def names(data: Data, found: Sequence[Unit]) -> list[str] | None:
    """The id of each unit of a document, as a template has them that says what the document says.

    data   of the template
    found  context and text of all paragraphs in order

    None where it says anything else: then it must be read and matched. So must it for a document with
    separators, whose ids no template has, and one with words that are said several times and may have changed
    places, which their line numbers tell.
    """
    first: dict[Unit, int] = {}
    again: defaultdict[int, list[int]] = defaultdict(list)
    for i, unit in enumerate(found):
        if (k := first.setdefault(unit, i)) != i:
            again[k].append(i)
    given = [""] * len(found)
    lines = [0] * len(found)
    sieve = Sieve(data, "", "", first)
    try:
        for head, k, _ in sieve.plain():
            told, line = head.partition(_IDS)[2].partition("\n")[0], head.rpartition(":")[2]
            if head.count(_IDS) != 1:
                continue
            if k not in again:  # nearly always; several ids for one place are no id
                given[k], lines[k] = told, int(line) if line.isdecimal() and len(line) < 10 else 0
                continue
            at, ids = (k, *again[k]), told.split(" ")
            places = _LINE.findall(head, head.find(_PLACES))
            if len(ids) == len(places) == len(at):
                for i, name, place in zip(at, ids, places, strict=True):
                    given[i], lines[i] = name, int(place)
        # Others with ids are texts that the document has no longer.
        changed = any(entry.ids and not obsolete for entry, obsolete in sieve.others())
    except CatalogError:
        return None
    # The same words may be another's too: ids follow words, whoever says them.
    several = len({source for _, source in first}) < len(found)
    if several and not all(one < other for one, other in pairwise([0, *lines])):
        return None
    whole = len(set(given)) == len(given) and all(map(PATTERN.fullmatch, given))
    return given if whole and not changed else None


def _decoded(raw: str) -> str:
    return _ESCAPE.sub(lambda found: _MEANINGS.get(found[1], found[1]), raw)
