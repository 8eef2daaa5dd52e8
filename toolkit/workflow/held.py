"""What a workspace holds of a document, and what asks for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit import catalog, po
from toolkit.catalog.template import MessageIds, outlined
from toolkit.config import Fallback
from toolkit.edition.translations import TranslatedTexts
from toolkit.findings import Finding
from toolkit.latest import Latest
from toolkit.model import Catalog, Document, Edition
from toolkit.workflow.transcripts import Reading

if TYPE_CHECKING:
    from toolkit.workflow.known_state import KnownState

_CATALOGS = 8
"""Catalogs that are held, at most."""
_TAKEN_BACK = 8
"""Acts after which a catalog is held as it was before them: whoever takes them back doesn't read it again."""
_NOTHING = "", None, None


class Choice(NamedTuple):
    """Which edition of a document."""

    langs: tuple[str, ...]
    """That of the document first, then translations; or one alone."""
    fallback: Fallback = "source"
    readers: str = ""
    """The language of those whom it is for, where that isn't the first translation."""
    prefix: str = ""
    """What all ids begin with, in a book with other documents."""


class PromisedIds(NamedTuple):
    """What became of the frozen ids of a document."""

    frozen: int
    """How many the document has, or had when it was frozen last."""
    findings: tuple[Finding, ...]
    """What isn't as it was promised: the first of it."""


class LaidTranslation(NamedTuple):
    """A catalog, laid beside its document."""

    texts: TranslatedTexts
    header: Catalog
    """The catalog without its messages."""
    findings: tuple[Finding, ...]
    """What whoever builds an edition should know of it."""


@dataclass(slots=True)
class HeldDocument:
    """What is held of one document."""

    reading: Reading | None = None
    made_of: dict[Path, str] = field(default_factory=dict)
    """The files that it was read from, with their checksums."""
    catalogs: dict[str, dict[Path, str]] = field(default_factory=dict)
    """The same of each translation."""
    translations: dict[str, LaidTranslation] = field(default_factory=dict)
    editions: dict[Choice, Edition] = field(default_factory=dict)
    """They share what is in `translations`, and are small."""
    by_sentence: tuple[Choice, Edition] | None = None
    """The last one that was asked for by sentence: with all its sentences it is large."""
    _extracted: tuple[Document, Catalog] | None = None
    promised: PromisedIds | None = None

    def copy(self) -> HeldDocument:
        """The same, for somebody who may change what is held."""
        return replace(
            self,
            catalogs=dict(self.catalogs),
            translations=dict(self.translations),
            editions=dict(self.editions),
        )

    def extracted(self, document: Document, before: Catalog | None) -> Catalog:
        """As `catalog.extract`, once for a document."""
        if self._extracted is None or self._extracted[0] is not document:
            self._extracted = document, catalog.extract(document, before)
        return self._extracted[1]

    def outline(self, document: Document) -> MessageIds:
        """As `catalog.outline`, of what was extracted where somebody has asked for that."""
        known = self._extracted
        return outlined(known[1]) if known and known[0] is document else catalog.outline(document)

    def forget_translation(self, lang: str) -> None:
        """Forget a catalog, and what was merged with it."""
        self.translations.pop(lang, None)
        self.catalogs.pop(lang, None)
        self.editions.clear()
        self.by_sentence = None


class HeldCatalogs:
    """Catalogs whose messages are changed one by one: what they say, and what is to be remembered of them."""

    def __init__(self, *, held_open: bool) -> None:
        """held_open: whether anything is held at all; a command that ends parses each catalog once."""
        self._held_open = held_open
        self._last: Latest[Path, tuple[str, Catalog, po.Sizes | None]] = Latest(_CATALOGS)
        self._before: Latest[tuple[Path, str], tuple[Catalog, po.Sizes | None]] = Latest(_TAKEN_BACK)
        """As they were, by their checksums: nearly all messages are the very same values."""
        self._unkept: dict[Path, tuple[KnownState, Catalog, str]] = {}

    def find(self, path: Path, checksum: str) -> Catalog | None:
        """The catalog of a file with this checksum, where it is held."""
        return self._held(path, checksum)[0]

    def sizes(self, path: Path, checksum: str) -> po.Sizes | None:
        """How long the messages in a file with this checksum are, where that is known."""
        return self._held(path, checksum)[1]

    def _held(self, path: Path, checksum: str) -> tuple[Catalog | None, po.Sizes | None]:
        known, catalog, sizes = self._last.get(path, _NOTHING)
        return (catalog, sizes) if known == checksum else self._before.get((path, checksum), (None, None))

    def hold(self, path: Path, checksum: str, catalog: Catalog, sizes: po.Sizes | None = None) -> None:
        """Hold what a file with this checksum says; sizes: as `sizes` tells them."""
        known, last, its_sizes = self._last.get(path, _NOTHING)
        if last is catalog:
            return
        if last is not None and known != checksum:
            self._before[path, known] = last, its_sizes
        self._last[path] = checksum, catalog, sizes

    def copy(self) -> HeldCatalogs:
        """What is held, for somebody who may change it."""
        made = HeldCatalogs(held_open=self._held_open)
        made._last, made._before = Latest(_CATALOGS, self._last), Latest(_TAKEN_BACK, self._before)
        made._unkept.update(self._unkept)
        return made

    def adopt(self, path: Path, other: HeldCatalogs) -> None:
        """Take over what others hold of one catalog."""
        if path in other._last:
            self._before = Latest(_TAKEN_BACK, other._before)
            self.hold(path, *other._last[path])
        if path in other._unkept:
            self._unkept[path] = other._unkept[path]

    def waiting(self, path: Path, checksum: str) -> KnownState | None:
        """What was known of a catalog before its last changes, where they aren't written down yet.

        Where another program has changed it since, they are written down first: what it took out is missed.
        """
        if path not in self._unkept:
            return None
        state, catalog, known = self._unkept[path]
        if known == checksum:
            return state
        del self._unkept[path]
        state.keep(catalog, known)
        return None

    def remember(self, path: Path, state: KnownState, catalog: Catalog, checksum: str) -> None:
        """Remember a catalog as it was written; where all is held open, by the next `settle`."""
        if self._held_open:
            self._unkept[path] = state, catalog, checksum
        else:
            state.keep(catalog, checksum)

    def settle(self, held: Callable[[], AbstractContextManager[object]] = nullcontext) -> None:
        """Write down what was put off: of a catalog that changes message by message, once it is quiet.

        held  what holds all this for a moment, where others go on meanwhile: what is changed by them waits on
        """
        with held():
            waiting = dict(self._unkept)
        for path, put_off in waiting.items():
            state, catalog, checksum = put_off
            told = state.told(catalog, checksum)
            with held():
                if self._unkept.get(path) is put_off:
                    state.write(told)
                    del self._unkept[path]
