"""How pairs are aligned: options, and the dictionaries and the encoder that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from toolkit import languages, project
from toolkit.aligning.resources import Resources, resolve
from toolkit.config import AlignTable
from toolkit.corpora.output import digest
from toolkit.workflow.named_words import reader


@dataclass(frozen=True, slots=True)
class BitextOptions:
    """How pairs are aligned."""

    langs: tuple[str, str] = ("und", "und")
    segmented: bool = False
    form: str = "tsv"
    dictionaries: tuple[str, ...] = ()
    encoder: str = ""
    folder: Path = Path()
    """Where the names of dictionaries begin."""
    among: bool = False
    """Whether dictionaries for other languages are passed over."""
    within: Path | None = None
    """The folder that dictionaries may not lead out of."""

    @classmethod
    def of(
        cls,
        here: Path,
        langs: tuple[str, str],
        dictionaries: Sequence[str] = (),
        encoder: str | None = None,
        *,
        segmented: bool = False,
        form: str = "tsv",
        outside: bool = False,
    ) -> BitextOptions:
        """The options, and the project's for the rest.

        What isn't given is as in `[align]` of the project that the folder is in, if it is in one.

        encoder  `none` for none, whatever the project says
        outside  whether the project may name what isn't in its folder
        Raises DiglotError for what is no language.
        """
        source, target = (languages.get(lang).tag for lang in langs)
        root = project.root(here)
        table = project.find(here, outside=outside).settings.align if root is not None else AlignTable()
        chosen = table.encoder if encoder is None else encoder
        return cls(
            (source, target),
            segmented,
            form,
            tuple(dictionaries) or table.dictionaries,
            "" if chosen == "none" else chosen,
            here if dictionaries or root is None else root,
            not dictionaries,
            None if dictionaries or outside else root,
        )

    def words(self) -> tuple[str, ...]:
        """Whatever of them changes a result."""
        return (*self.langs, str(self.segmented), self.form, *self.dictionaries, self.encoder)

    def method(self, files: DictionaryFiles) -> str:
        """What tells sentences that belong together, such as `words+dictionary`."""
        return "+".join(["words", *["dictionary"] * files.used, *["vectors"] * bool(self.encoder)])


@dataclass(frozen=True, slots=True)
class DictionaryFiles:
    """The dictionaries of some options, as bytes: a process elsewhere hasn't got the files."""

    digest: str
    contents: dict[str, bytes | None] = field(compare=False, repr=False)
    """By the name that a person wrote; None for no file."""
    used: bool = field(compare=False, default=False)
    """Whether there is any for these languages."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What options name, ready to be used."""

    resources: Resources
    digest: str
    """Of all dictionary files."""


def dictionary_files(options: BitextOptions) -> DictionaryFiles:
    """Read what options name.

    Raises DiglotError for a dictionary that isn't there, or is none.
    """
    return _read(options)[1]


def _read(options: BitextOptions, encoder: str = "") -> tuple[Resources, DictionaryFiles]:
    contents: dict[str, bytes | None] = {}
    of_disk = reader(options.folder, within=options.within)

    def read(name: str) -> bytes | None:
        contents[name] = of_disk(name)
        return contents[name]

    given = resolve(options.dictionaries, encoder, options.langs, read, among=options.among)
    return given, DictionaryFiles(
        digest(*(data or b"" for data in contents.values())), contents, given.dictionary is not None
    )


@cache
def loaded(options: BitextOptions, files: DictionaryFiles | None = None) -> Loaded:
    """Dictionary and encoder, loaded once in a process.

    files  the dictionaries; None where they are to be read
    Raises DiglotError for what can't be had.
    """
    if files is None:
        given, files = _read(options, options.encoder)
        return Loaded(given, files.digest)
    given = resolve(
        options.dictionaries, options.encoder, options.langs, files.contents.get, among=options.among
    )
    return Loaded(given, files.digest)
