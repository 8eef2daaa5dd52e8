"""How parts of an edition point at others.

It tells what is published where, too. Parts point within one file, or from file to file.

In one file a pointer is `#` and an id. In split files it has a prefix that the header defines
(TEI P5, chapter 16, "Using Abbreviated Pointers"): `fr:s7QKD3A` is `talk.fr.tei.xml#fr.s7QKD3A`, and
`edition:spk.mara` is `talk.tei.xml#spk.mara`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from toolkit.model import KINDS, Absence, Cell, Edition, Scene
from toolkit.schema import DOUBTED, REASONS
from toolkit.text.slugs import slug
from toolkit.writers.tei.markup import Element, element

SUFFIX = ".tei.xml"
ALIGNMENT = "alignment"
"""Names the file of the alignment, as a language's tag names that of its text."""
ROOT = "edition"
"""Prefix of what is in the header of the whole."""


@dataclass(frozen=True, slots=True)
class Pointers:
    """The beginnings of pointers, as one file writes them."""

    units: Mapping[str, str]
    """By language: of what has an id that begins with it."""
    texts: Mapping[str, str]
    """By language: the whole pointer to its `TEI`."""
    root: str = "#"
    """Of what is in the header of the whole."""
    prefixes: tuple[tuple[str, str], ...] = ()
    """Prefix, and what a pointer with it means, `$1` for the rest."""

    def definitions(self) -> Element | None:
        """What a header says of the prefixes."""
        if not self.prefixes:
            return None
        made = (
            element("prefixDef", ident=name, matchPattern="(.+)", replacementPattern=pattern)
            for name, pattern in self.prefixes
        )
        return element("listPrefixDef", *made)


def text_id(edition: Edition, lang: str) -> str:
    """`xml:id` of the `TEI` of a language."""
    return f"{slug(edition.name)}-{lang}"


def published_id(lang: str) -> str:
    """`xml:id` of the translation that existed, as a publication."""
    return f"{lang}.source"


def engine_id(lang: str, number: int) -> str:
    """`xml:id` of the name of a machine that wrote some of a translation, numbered from 1."""
    return f"{lang}.engine.{number}"


def engines(edition: Edition, lang: str, pointers: Pointers) -> dict[str, str]:
    """By the name of a machine that wrote some of a translation, the pointer to it."""
    named = edition.helpers[lang].engines if lang in edition.helpers else ()
    begun = pointers.units.get(lang, "")
    return {
        name: begun + engine_id(lang, number).removeprefix(f"{lang}.") for number, name in enumerate(named, 1)
    }


def added_id(lang: str, number: int) -> str:
    """The `xml:id` of an addition.

    An addition is what a translation has and the source has not. Ids are numbered from 1.
    """
    return f"{lang}.add.{number}"


def together(edition: Edition) -> Pointers:
    """All in one file."""
    units = {lang: f"#{lang}." for lang in edition.langs}
    return Pointers(units, {lang: f"#{text_id(edition, lang)}" for lang in edition.langs})


def apart(edition: Edition, here: str) -> Pointers:
    """The pointers of split files.

    here is the file that points: a language, `ALIGNMENT`, or "" for the root.
    """
    others: Sequence[str] = [lang for lang in edition.langs if lang != here]
    # In lower case, as the schema of TEI wants prefixes (teidata.prefix).
    prefixes = [(lang.lower(), f"{href(edition, lang)}#{lang}.$1") for lang in others]
    if here:
        prefixes.append((ROOT, f"{href(edition)}#$1"))
    texts = {
        lang: f"{'' if lang == here else href(edition, lang)}#{text_id(edition, lang)}"
        for lang in edition.langs
    }
    units = {lang: f"#{lang}." if lang == here else f"{lang.lower()}:" for lang in edition.langs}
    return Pointers(units, texts, f"{ROOT}:" if here else "#", tuple(prefixes))


def href(edition: Edition, part: str = "") -> str:
    """Relative address of a file of a split edition."""
    # A name may have letters that no URI has.
    return quote(f"{edition.name}{'.' * bool(part)}{part}{SUFFIX}")


# What of an edition is published where.
#
# It is asked language by language: where it comes from, and why the rest isn't.


LISTED: Mapping[Absence, str] = {**REASONS, "omitted": "omission"}
"""Why a unit isn't here -> how it is listed among what is not aligned."""


def spoken(scene: Scene, lang: str) -> bool:
    """Whether a scene is spoken in a language.

    Then it has a `u`.
    """
    if KINDS[scene.kind].spoken:
        for row in scene.rows:  # written out: this is asked of each scene in each language
            if row.cells[lang].published:
                return True
    return False


def doubts(scene: Scene, lang: str) -> Iterator[str]:
    """How sure it is who speaks, as attributes.

    It may be in doubt of the turn, and of single paragraphs in it.
    """
    if scene.cert:
        yield f' match="@who" locus="value" cert="{scene.cert}"'
    for row in scene.rows:
        if row.cert and row.cells[lang].published:
            yield f' target="#{lang}.{row.id}" match="{DOUBTED}" locus="value" cert="{row.cert}"'


def absent(cells: Iterable[Cell]) -> Absence:
    """Why none of these cells is here.

    It is a draft where one cell is, and left out only where all are.
    """
    why = {cell.absence for cell in cells}
    return "draft" if "draft" in why else "omitted" if why == {"omitted"} else ""


def least(cells: Iterable[Cell]) -> float | None:
    """The lowest certainty of these.

    It is None where none has one.
    """
    return min((cell.confidence for cell in cells if cell.confidence is not None), default=None)


def pivot(edition: Edition) -> str:
    """The language that others correspond to.

    It is "" where the source text is no part of the edition.
    """
    return edition.source_lang if edition.source_lang in edition.langs else ""
