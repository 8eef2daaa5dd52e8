"""Which files go together.

Those of two folders by their names, or those of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

from toolkit import disk, languages, late
from toolkit.corpora.listing import CorpusPair, CorpusText, tab_rows
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report

_SIDES = (".src", ".tgt")
_NO_TEXTS = frozenset(".gold .toml .json .jsonl .ladder .tmx .tsv".split())
"""Suffixes of what stands beside texts: gold standards, sidecars, results."""
_TAG = late.regex(r"(?<=.)[._-](?=([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)$)")

FilesByName = dict[str, PurePath]
"""The files of a side, from their folder, by name."""


@dataclass(frozen=True, slots=True)
class FilePair:
    """Two files that translate each other."""

    name: str
    """Of the result, without its suffix; with the folders between where there are any."""
    source: Path
    target: Path
    shown: tuple[str, str]
    """Both paths as a person would write them."""


@dataclass(frozen=True, slots=True)
class FolderPairs:
    """The pairs of folders, as those of a list."""

    pairs: Sequence[FilePair]

    def __iter__(self) -> Iterator[CorpusPair]:
        """In the order of their names."""
        for pair in self.pairs:
            source, target = pair.shown
            yield CorpusPair.of(
                pair.name, (CorpusText(source, pair.source), CorpusText(target, pair.target)), ""
            )


def of_folders(
    folders: tuple[Path, Path], shown: tuple[str, str], langs: tuple[str, str]
) -> tuple[list[FilePair], list[Finding]]:
    """Pair the files of two folders.

    Those with the same name, there and below; each other file gets a finding.

    Names are compared without the suffix, and where that finds no partner, without a tag of the side's
    language at their end (`talk.en.txt` and `talk.de.txt`). In one folder for both sides, the side of a file
    is told by its suffix, .src or .tgt, or by that tag.
    Raises DiglotError where two files of a side have one name, or where there is no pair at all.
    """
    for folder, name in zip(folders, shown, strict=True):
        if not folder.is_dir():
            hint = "Name two folders. Two files are a pair, which has no shards and no statistics."
            raise DiglotError("this is no folder.", name, hint)
    files = [texts_of(folder) for folder in folders]
    if disk.real(folders[0]) == disk.real(folders[1]):
        own = [(_side_of(path, langs), path) for path in files[0]]
        files = [[path for side, path in own if side == 0], [path for side, path in own if side == 1]]
    # First by equal names: a tag may be a part of a name.
    left = [_named(side, _stem, folder) for side, folder in zip(files, shown, strict=True)]
    pairs = _taken(left)
    left = [
        _named(list(side.values()), partial(_untagged, lang=lang), folder)
        for side, lang, folder in zip(left, langs, shown, strict=True)
    ]
    for name in left[0].keys() & left[1].keys() & pairs.keys():
        raise _twice(name, shown[0], left[0][name], pairs[name][0])
    pairs |= _taken(left)
    if not pairs:
        raise DiglotError(
            f"no file of {shown[0]} has the name of one of {shown[1]}.",
            hint="Give partners one name: talk.txt in both folders, or talk.en.txt and talk.de.txt. In one "
            "folder for both, talk.src and talk.tgt, or the tags that -s and -t say.",
        )
    alone = []
    for side, name in zip(left, shown, strict=True):
        alone += [report("D313", file=str(PurePath(name) / path)) for path in side.values()]
    made = [
        FilePair(
            name,
            folders[0] / source,
            folders[1] / target,
            (str(PurePath(shown[0]) / source), str(PurePath(shown[1]) / target)),
        )
        for name, (source, target) in sorted(pairs.items())
    ]
    return made, alone


def texts_of(folder: Path) -> list[PurePath]:
    """The files of a folder but for what stands beside texts."""
    return [path for path in disk.files(folder) if path.suffix.lower() not in _NO_TEXTS]


def _taken(sides: Sequence[FilesByName]) -> dict[str, tuple[PurePath, PurePath]]:
    """Take out what both sides have."""
    # What is taken out has no second chance by a shorter name.
    both = sorted(sides[0].keys() & sides[1].keys())
    return {name: (sides[0].pop(name), sides[1].pop(name)) for name in both}


def _named(paths: Sequence[PurePath], name: Callable[[PurePath], str], folder: str) -> FilesByName:
    side: FilesByName = {}
    for path in paths:
        other = side.setdefault(name(path), path)
        if other is not path:
            raise _twice(name(path), folder, other, path)
    return side


def _twice(name: str, folder: str, path: PurePath, other: PurePath) -> DiglotError:
    return DiglotError(
        f"two files are called {name}: {path} and {other}.",
        folder,
        "Rename one, or list the pairs: --pairs FILE.",
    )


def _stem(path: PurePath) -> str:
    return path.with_suffix("").as_posix()


def _untagged(path: PurePath, lang: str) -> str:
    """The name without a tag of the language.

    The tag is at its end, be that before the suffix or the suffix itself.

    Other tags stay: there is hardly a short word that isn't the code of a language (chapter-two).
    """
    for name in (path.stem, path.name):
        # A tag may have parts (zh-Hans), and a name may have several tags.
        for tag in _TAG.finditer(name):
            with suppress(DiglotError):
                if languages.base(languages.get(tag[1]).tag) == languages.base(lang):
                    return (path.parent / name[: tag.start()]).as_posix()
    return _stem(path)


def _side_of(path: PurePath, langs: tuple[str, str]) -> int | None:
    """Which side a file is of.

    0 for the source, 1 for the target; None where it doesn't tell.
    """
    if path.suffix.lower() in _SIDES:
        return _SIDES.index(path.suffix.lower())
    # A file with tags of both languages tells nothing.
    tagged = [_untagged(path, lang) != _stem(path) or path.suffix[1:] == lang for lang in langs]
    return tagged.index(True) if tagged.count(True) == 1 else None


def in_list(path: Path, shown: str) -> list[FilePair]:
    """Read the pairs of a list.

    On each line: source, tab, target, and perhaps a tab and the name of the result.

    Paths are relative to the list's folder. Empty lines and such as begin with # are passed over. DiglotError
    with the line for anything else, and for two results of one name.
    """
    pairs: dict[str, FilePair] = {}
    near = PurePath(shown).parent
    for number, fields in tab_rows(path, shown):
        where = f"{shown}:{number}"
        # A result must not be written outside of the folder.
        asked = PurePath(fields[2] if len(fields) == 3 else PurePath(fields[0]).stem)
        if asked.is_absolute() or ".." in asked.parts or not asked.name:
            raise DiglotError(
                f"no result can be called {fields[-1]!r}.", where, "Name a file below the output folder."
            )
        # One file, one name: a//x and ./a/x are a/x.
        name = asked.as_posix()
        if name in pairs:
            raise DiglotError(
                f"two results would be called {name}.", where, "Write a name of its own as third field."
            )
        pairs[name] = FilePair(
            name,
            path.parent / fields[0],
            path.parent / fields[1],
            (str(near / fields[0]), str(near / fields[1])),
        )
    return list(pairs.values())


def keep_texts(pairs: Sequence[FilePair], folder: Path, form: str, listed: Path | None) -> None:
    """Refuse results that would replace a text.

    Raises DiglotError; the list of pairs is kept, too.
    """
    # Real paths: a link may lead from the results to the texts.
    texts = set(map(disk.real, chain.from_iterable((pair.source, pair.target) for pair in pairs)))
    if listed is not None:
        texts.add(disk.real(listed))
    for pair in pairs:
        path = folder / f"{pair.name}.{form}"
        if disk.real(path) in texts:
            raise DiglotError(
                "a result would take the place of a text, or of the list of pairs.",
                str(path),
                "Name another folder for the results: -o DIR.",
            )
