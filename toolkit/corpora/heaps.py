"""Two heaps of documents: read, and paired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

import numpy as np
import numpy.typing as npt

from toolkit import disk, late
from toolkit.aligning import words
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.dictionary import Dictionary, known
from toolkit.aligning.encoders import Encoder, Joined, encode
from toolkit.aligning.related import confidence
from toolkit.aligning.resources import Resources
from toolkit.corpora import bounds, linkage, together, workers
from toolkit.corpora.batch import text_in
from toolkit.corpora.linkage import DocumentPair, HeapDocument
from toolkit.corpora.options import BitextOptions, loaded
from toolkit.corpora.output import Texts
from toolkit.corpora.pairing import texts_of
from toolkit.corpora.single import SegmentedText, fault
from toolkit.corpora.verdicts import HeapPair
from toolkit.errors import DiglotError

SentencesOf = Callable[[int, int], Sequence[str]]
"""A side and a document of it -> its sentences."""
_NAME = late.regex(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class HeapFolder:
    """A folder of documents, and what was read of them."""

    folder: Path
    names: Sequence[PurePath]
    """From there."""
    documents: Sequence[HeapDocument]
    errors: Sequence[DiglotError]
    """Of what can't be read, and is none of the documents."""


def read(folder: Path, shown: str, options: BitextOptions, side: int, jobs: int) -> HeapFolder:
    """Read the documents of a folder, and those below.

    side  0 for the source, 1 for the target
    Raises DiglotError where there is none at all.
    """
    if folder.exists() and not folder.is_dir():
        raise DiglotError("this is no folder.", shown, "Name the folder that has the texts.")
    paths = texts_of(folder)
    if not paths:
        raise DiglotError("there is no text in this folder.", shown, "Name the folder that has the texts.")
    parts = [paths[k : k + bounds.AT_ONCE] for k in range(0, len(paths), bounds.AT_ONCE)]
    task = partial(_some, folder=folder, shown=shown, options=options, side=side)
    with workers.processes(min(jobs, len(parts))) as crew:
        # One object for each word and not for each document that has it.
        pool: dict[str, str] = {}
        made = [_pooled(one, pool) for some in workers.in_order(crew, task, parts) for one in some]
    there = [(path, one) for path, one in zip(paths, made, strict=True) if isinstance(one, HeapDocument)]
    errors = [one for one in made if isinstance(one, DiglotError)]
    return HeapFolder(folder, [path for path, _ in there], [one for _, one in there], errors)


def _pooled(one: HeapDocument | DiglotError, pool: dict[str, str]) -> HeapDocument | DiglotError:
    if isinstance(one, DiglotError):
        return one
    words, stems = (tuple(pool.setdefault(word, word) for word in side) for side in (one.words, one.stems))
    return one._replace(words=words, stems=stems)


def _some(
    paths: Sequence[PurePath], folder: Path, shown: str, options: BitextOptions, side: int
) -> list[HeapDocument | DiglotError]:
    dictionary = loaded(options).resources.dictionary
    # Only the side of the heads is cut into words by them.
    own = dictionary is not None and dictionary.flipped == bool(side)
    lexicon = dictionary.lexicon if dictionary is not None and own else None
    made: list[HeapDocument | DiglotError] = []
    for path in paths:
        name = str(PurePath(shown) / path)
        # Else its line would be two, or another file's.
        if not name.isprintable() or name != name.strip() or path.stem != path.stem.strip():
            what = f"no line of a list can hold the name {name!r}."
            hint = "Rename the file: without tabs, line ends, and blanks at both ends."
            made.append(DiglotError(what, shown, hint))
            continue
        try:
            text = text_in(folder / path, name, options.langs[side], segmented=options.segmented)
        except Exception as error:  # noqa: BLE001 - said as the bug that it is, but the others go on
            made.append(fault(error, name, (name, name)))
            continue
        lines, stems = words.types(text.sentences, lexicon)
        made.append(
            HeapDocument(
                tuple(dict.fromkeys(chain.from_iterable(lines))),
                tuple(dict.fromkeys(chain.from_iterable(stems))),
                tuple(_words_of(path)),
                sum(map(len, text.sentences)),
            )
        )
    return made


def _words_of(path: PurePath) -> Iterator[str]:
    """The words in a file's name; numbers without zeros before them."""
    for word in _NAME.findall(path.with_suffix("").as_posix().lower()):
        yield str(int(word)) if word.isdecimal() else word


def pairs(source: HeapFolder, target: HeapFolder, options: BitextOptions, least: float) -> list[DocumentPair]:
    """Which of them translate each other; see `linkage.pairs`."""
    resources = loaded(options).resources
    dictionary, encoder = resources.dictionary, _cached(resources.encoder)
    given = [] if dictionary is None else _known(dictionary, source.documents, target.documents)

    def read(side: int, number: int) -> Sequence[str]:
        heap = (source, target)[side]
        path = heap.folder / heap.names[number]
        text = text_in(path, disk.named(path), options.langs[side], segmented=options.segmented)
        return text.sentences[: bounds.SENTENCES]

    sentences = _Held(read).sentences

    def texts(pair: HeapPair) -> Texts:
        ours, theirs = (
            SegmentedText("", lang, sentences(side, number))
            for side, (lang, number) in enumerate(zip(options.langs, pair, strict=True))
        )
        return ours, theirs

    judge = partial(_judged, texts, replace(resources, encoder=encoder))
    propose = None if encoder is None else partial(_alike, encoder, sentences)
    return linkage.pairs(source.documents, target.documents, given, least, judge, propose)


class _Held:
    """The sentences of documents, which are looked at beside several others: those asked for last."""

    def __init__(self, read: SentencesOf) -> None:
        self._read = read
        self._held: dict[HeapPair, Sequence[str]] = {}
        self._many = 0

    def sentences(self, side: int, number: int) -> Sequence[str]:
        document = side, number
        own = self._held.pop(document, None)
        if own is None:
            own = self._read(side, number)
            self._many += len(own)
        # Behind all others, since it was asked for last.
        self._held[document] = own
        while self._many > bounds.HELD:
            self._many -= len(self._held.pop(next(iter(self._held))))
        return own


class _Cached:
    """An encoder that is asked for a sentence once: a document is looked at beside several others."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._held: dict[str, npt.NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._held]
        if new:
            self._held.update(zip(new, self._encoder.encode(new), strict=True))
        vectors = np.stack([self._held[text] for text in texts])
        while len(self._held) > bounds.VECTORS:
            del self._held[next(iter(self._held))]
        return vectors


def _cached(encoder: Encoder | None) -> Encoder | None:
    """The encoder, or each of those that are joined, with what it has said."""
    if isinstance(encoder, Joined):
        return Joined([_Cached(one) for one in encoder.encoders])
    return None if encoder is None else _Cached(encoder)


def _alike(
    encoder: Encoder, sentences: SentencesOf, ours: Sequence[int], theirs: Sequence[int]
) -> dict[int, Ints]:
    """For each document of the source those of the target whose first sentences mean most nearly the same.

    Each is held against all: of 10,000 and 10,000 that are ten thousand million multiplications of numbers.
    """
    if not ours or not theirs:
        return {}
    vectors = [_meanings(encoder, partial(sentences, side), own) for side, own in enumerate((ours, theirs))]
    numbers = np.array(theirs)
    found: dict[int, Ints] = {}
    for number, vector in zip(ours, vectors[0], strict=True):
        found[number] = numbers[np.argsort(-(vectors[1] @ vector), kind="stable")[: bounds.ALIKE]]
    return found


def _meanings(encoder: Encoder, sentences: Callable[[int], Sequence[str]], numbers: Sequence[int]) -> Floats:
    """A vector of length 1 for each document, without what its heap has in common (decision 414)."""
    means: list[Floats] = []
    for begin in range(0, len(numbers), bounds.AT_ONCE):
        texts = [
            [*sentences(number)[: bounds.ENCODED]] or [""]
            for number in numbers[begin : begin + bounds.AT_ONCE]
        ]
        vectors = encode(encoder, [*chain.from_iterable(texts)])
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        means += [part.mean(axis=0) for part in np.split(vectors, np.cumsum([*map(len, texts)])[:-1])]
    heap = np.array(means)
    heap -= heap.mean(axis=0)
    result: Floats = heap / np.maximum(np.linalg.norm(heap, axis=1, keepdims=True), 1e-9)
    return result


def _judged(
    texts: Callable[[HeapPair], Texts],
    resources: Resources,
    teachers: Sequence[HeapPair],
    pairs: Sequence[HeapPair],
) -> list[float]:
    """How sure alignments of pairs are, when those that teach are aligned together with them.

    Documents teach each other their words (decision 422), and so nothing passes for a translation that only
    has as many sentences.
    """
    taught: list[Texts] = []
    size = 0
    for both in map(texts, teachers):
        if size < bounds.TEACHING and together.alike(both):
            taught.append(both)
            size += len(both[0].sentences)
    values: list[float] = []
    for group in _groups(map(texts, pairs), size):
        beside = taught if together.alike(group[0]) else []
        beads = together.beads([*beside, *group], resources)
        values += [sum(confidence(own)) for own in beads[len(beside) :]]
    return values


def _groups(pairs: Iterable[Texts], size: int) -> Iterator[list[Texts]]:
    """Pairs that are looked at together, beside so many sentences of those that teach."""
    group: list[Texts] = []
    room = 0.0
    for both in pairs:
        room -= len(both[0].sentences)
        if group and not (room >= 0 and together.alike(both) and together.alike(group[0])):
            yield group
            group = []
        if not group:
            room = bounds.BESIDE * size - len(both[0].sentences)
        group.append(both)
    if group:
        yield group


def _known(
    dictionary: Dictionary, source: Sequence[HeapDocument], target: Sequence[HeapDocument]
) -> list[tuple[str, str]]:
    sides = [[document.words for document in side] for side in (source, target)]
    found = known(dictionary, *(sides[::-1] if dictionary.flipped else sides))
    return [pair[::-1] for pair in found] if dictionary.flipped else found


def save(path: Path, lines: Iterable[str], sides: Sequence[HeapFolder]) -> None:
    """Write a list. DiglotError where it would take the place of a text."""
    inside = [disk.real(side.folder / name) for side in sides for name in side.names]
    if disk.real(path) in inside:
        raise DiglotError("the list would take the place of a text.", str(path), "Name another file.")
    disk.write(path, "".join(line + "\n" for line in lines).encode())


def written(
    source: HeapFolder, target: HeapFolder, found: Sequence[DocumentPair], near: Path
) -> Iterator[str]:
    """Lines of a list that `bitext --pairs` takes: both files, a name, and the probability.

    near  the folder of the list, where its paths begin
    """
    for a, b, probability in found:
        one, other = source.names[a], target.names[b]
        paths = [disk.relative(source.folder / one, near), disk.relative(target.folder / other, near)]
        # Lines that begin with # are passed over.
        paths[0] = f"./{paths[0]}" if paths[0].startswith("#") else paths[0]
        yield "\t".join([*paths, one.with_suffix("").as_posix(), f"{probability:.3f}"])
