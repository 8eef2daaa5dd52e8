"""Dictionaries and encoders by their names, as people write them.

A dictionary is `cedict` (of the extra `cedict`), `glossary` (the project's, with what its catalogs have
settled) or a file; where its name doesn't tell the languages, they are written before it: `de-fr=words.tsv`,
first the language of the head words. An encoder is `default` (of the extra `embed`) or `MODULE:NAME`, an
object with `encode(texts)` or what makes one when it is called.
Nothing is taken that wasn't named, but for the project's own glossary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit import languages, late
from toolkit.aligning import dictionary
from toolkit.aligning.dictionary import Dictionary
from toolkit.errors import DiglotError

if TYPE_CHECKING:
    from toolkit.aligning.encoders import Encoder

OWN = "glossary"
"""The project's own glossary, from source to target whatever these are."""

ReadFile = Callable[[str], bytes | None]
"""The bytes of a file by the name that a person wrote; None where there is no such file. A catalog and a
glossary come as lines of a term, a tab and its translation."""

_GIVEN = late.regex(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)=(.+)", re.DOTALL)
_IN_NAME = late.regex(r"(?:^|[^a-z])([a-z]{2,3})-([a-z]{2,3})(?:\.(?:tsv|txt|po|csv|index|dict|dz|gz))*$")
_EDICT_LINE = late.regex(r"\s*\S+ (?:\S+ )?(?:\[[^\]]*\] )?/.*/\s*")
_LIKE = "Such as de-fr=words.tsv: first the language of the head words, then that of their translations."


@dataclass(frozen=True, slots=True)
class Resources:
    """Ready to be used for one pair of languages."""

    dictionary: Dictionary | None = None
    encoder: Encoder | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A dictionary as somebody named it."""

    file: str
    """`cedict` for that of the extra, `glossary` for the project's own."""
    heads: str
    """Language of its head words: the first subtag; "" for that of the source."""
    others: str

    def fits(self, langs: tuple[str, str]) -> bool:
        """Whether it is for these two languages, in either direction."""
        return self.file == OWN or {self.heads, self.others} == {languages.base(lang) for lang in langs}


def parse(name: str) -> Named:
    """A dictionary, from its name; DiglotError where that doesn't tell the two languages."""
    if name == OWN:
        return Named(name, "", "")
    named = _GIVEN.fullmatch(name)
    if named:
        heads, others = _pair(named[1], name)
        return Named(named[2], heads, others)
    short = PurePath(name).name.lower()
    if short.startswith("cedict"):
        return Named(name, "zh", "en")
    if short.startswith("edict"):
        return Named(name, "ja", "en")
    named = _IN_NAME.search(short)
    with suppress(DiglotError):
        if named:
            return Named(name, *(languages.base(languages.get(tag).tag) for tag in named.groups()))
    raise DiglotError("it isn't said which languages this dictionary is for.", name, _LIKE)


def _pair(tags: str, name: str) -> tuple[str, str]:
    """A pair of languages, from two tags with a hyphen between, which tags may have inside too."""
    parts = re.split("[-_]", tags)
    for cut in range(1, len(parts)):
        try:
            source, target = (languages.get("-".join(side)).tag for side in (parts[:cut], parts[cut:]))
        except DiglotError:
            continue
        return languages.base(source), languages.base(target)
    raise DiglotError(f"{tags!r} is no pair of languages.", name, _LIKE)


def resolve(
    dictionaries: Sequence[str], encoder: str, langs: tuple[str, str], read: ReadFile, *, among: bool = False
) -> Resources:
    """What was named, for texts in these two languages (BCP 47, source first).

    encoder  "" for none
    among    whether dictionaries for other languages are passed over (a project has several), or an error
    Raises DiglotError for what can't be had, with what to do about it.
    """
    named = [parse(name) for name in dictionaries]
    if named and "und" in langs and not among:
        raise DiglotError(
            "a dictionary needs to know the languages of both texts.",
            named[0].file,
            "Name them: -s de -t fr.",
        )
    chosen: list[Dictionary] = []
    for wanted in named:
        # A project without settled terms has no glossary, which is no error.
        if wanted.file == OWN and among and read(OWN) is None:
            continue
        if wanted.fits(langs):
            loaded = load(wanted.file, read)
            # Heads in the target's language are used the other way round.
            chosen.append(loaded if wanted.heads in {"", languages.base(langs[0])} else loaded.flip())
        elif not among:
            raise DiglotError(
                f"this dictionary is for {wanted.heads} and {wanted.others}, and the texts are in {langs[0]} "
                f"and {langs[1]}.",
                wanted.file,
                "Leave it out, or say which languages it is for: de-fr=FILE.",
            )
    words = dictionary.merged(chosen) if chosen else None
    if not encoder:
        return Resources(words)
    # numpy is imported for them.
    from toolkit.aligning import encoders

    return Resources(words, encoders.named(encoder))


def load(file: str, read: ReadFile) -> Dictionary:
    """A dictionary of any form, its heads taken to be in the source language."""
    if file == "cedict":
        return dictionary.cedict()
    if file == OWN:
        data = read(OWN)
        if data is None:
            raise DiglotError(
                "there is no project whose catalogs could be a glossary.",
                file,
                "`diglot align` has one. For other texts name a file of terms.",
            )
        return dictionary.tsv(data.decode(), file)
    path = PurePath(file)
    lower = path.name.lower()
    if lower.endswith((".index", ".dict", ".dict.dz")):
        stem = str(path)[: -len(next(end for end in (".index", ".dict.dz", ".dict") if lower.endswith(end)))]
        index = _there(stem + ".index", read)
        data = read(stem + ".dict.dz")
        data = data if data is not None else _there(stem + ".dict", read, f"{stem}.dict.dz or {stem}.dict")
        return dictionary.dictd(index, data, stem + ".index")
    text = _text(_there(file, read), file)
    # The form is told by what is in the file, since names tell little.
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if "\t" in first or lower.endswith((".po", ".csv")):
        return dictionary.tsv(text, file)
    if _EDICT_LINE.fullmatch(first):
        return dictionary.edict(text)
    raise DiglotError(
        "this is no dictionary that is known here.",
        file,
        "Known are dictd (.index with .dict or .dict.dz beside it), EDICT, CEDICT, PO, a glossary in CSV, "
        "and lines of a word, a tab and its translation.",
    )


def _there(file: str, read: ReadFile, wanted: str = "") -> bytes:
    data = read(file)
    if data is None:
        hint = f"A dictd dictionary is two files: {wanted} is missing." if wanted else "Is the name right?"
        raise DiglotError("there is no such dictionary.", wanted or file, hint)
    return data


def _text(data: bytes, file: str) -> str:
    data = dictionary.unpacked(data, file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # EDICT's own encoding: https://www.edrdg.org/jmdict/edict_doc.html
        with suppress(UnicodeDecodeError):
            if _EDICT_LINE.fullmatch(text := data.decode("euc_jp"), 0, text.find("\n")):
                return text
        line = data.count(b"\n", 0, error.start) + 1
        raise DiglotError("the dictionary is not UTF-8.", f"{file}:{line}", "Save it as UTF-8.") from None
