"""TEI P5: a corpus with a text each language.

    teiHeader, standOff (the alignment), TEI type="source", TEI type="translation" ...

A header comes before its text and tells what was counted in it. So the texts are written first, all in one
walk, to scratch files; a long edition is never held.

Split, each text is a file, the alignment is one, and the `teiCorpus` includes them all (XInclude).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from toolkit import schema
from toolkit.config import BuildOptions
from toolkit.model import KINDS, Edition
from toolkit.text.counting import count_words
from toolkit.text.slugs import slug
from toolkit.text.xml import quoted
from toolkit.writers import Writer
from toolkit.writers.tei import alignment, body, header, inline
from toolkit.writers.tei.header import findings
from toolkit.writers.tei.markup import Element, Markup
from toolkit.writers.tei.pointers import ALIGNMENT, SUFFIX, Pointers, apart, href, pivot, text_id, together

VERSION = "4.10.2"
"""Of TEI P5, that the output is made for."""
_SCHEMA = f"https://www.tei-c.org/Vault/P5/{VERSION}/xml/tei/custom/schema/relaxng/tei_all.rng"
OWN_SCHEMA = schema.RNG
"""The schema of these files themselves, narrower than TEI's; beside them where somebody has put it there."""
_RELAXNG, _SCHEMATRON = "http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron"
_MODELS = ((_SCHEMA, _RELAXNG), (_SCHEMA, _SCHEMATRON), (OWN_SCHEMA, _RELAXNG))
_TEI = f' xmlns="{schema.TEI}"'
_SHEET = 1 << 22
"""Bytes of a text up to which it needs no file on disk."""


@contextmanager
def _parts(
    edition: Edition,
    options: BuildOptions,
    pointers: Pointers,
    langs: Sequence[str] = (),
    *,
    links: bool = False,
) -> Iterator[_ScratchTexts]:
    """The texts and links that a file needs.

    langs: those whose text is needed; links: whether the alignment is.
    """
    with ExitStack() as stack:
        yield _ScratchTexts(stack, edition, options, pointers, langs, links)


class _ScratchTexts:
    """Texts and alignment in scratch files.

    They are written in one walk through the edition.
    """

    def __init__(
        self,
        stack: ExitStack,
        edition: Edition,
        options: BuildOptions,
        pointers: Pointers,
        langs: Sequence[str],
        links: bool,
    ) -> None:
        self.edition, self.options, self.pointers = edition, options, pointers
        self.stack = stack
        self.sheets = {lang: self._sheet() for lang in langs}
        # How deep the text stands in its file: lines are indented by it.
        depth = 2 if options.tei.files == "one" else 1
        texts = {lang: self._text(lang, depth) for lang in langs}
        self.links = alignment.Links(edition, pointers, self._sheet, depth - 1)
        # One walk for all languages: scenes are made as they are gone through.
        for scene in edition.scenes:
            if links:
                self.links.scene(scene)
            for text in texts.values():
                text.scene(scene)
        self.extents = {lang: text.end() for lang, text in texts.items()}

    def _sheet(self) -> IO[bytes]:
        return self.stack.enter_context(SpooledTemporaryFile(_SHEET))

    def _text(self, lang: str, depth: int) -> body.TextWriter:
        return body.TextWriter(
            Markup(self.sheets[lang], depth + 1),
            self.edition,
            lang,
            self.pointers,
            dialogue=self.options.tei.dialogue,
            measure=count_words,
        )

    def header(self, lang: str, pointers: Pointers | None = None) -> Element:
        return header.text(self.edition, self.options, lang, self.extents[lang], pointers or self.pointers)

    def text(self, out: Markup, lang: str, attributes: str = "") -> None:
        """Writes the `TEI` of a language."""
        role = "source" if lang == self.edition.source_lang else "translation"
        name = text_id(self.edition, lang)
        out.start("TEI", f'{attributes} xml:id="{name}" xml:lang="{lang}" type="{role}"')
        out.tree(self.header(lang))
        out.start("text", f" xml:lang={quoted(lang)}")
        # Known only when the text is written; it stands before it.
        if timeline := self.extents[lang].timeline:
            out.tree(timeline)
        out.copy(self.sheets[lang])
        out.end("text")
        out.end("TEI")


def write(edition: Edition, options: BuildOptions, sink: BinaryIO) -> None:
    """Write the edition as one file.

    Raises DiglotError for a character that XML can't carry.
    """
    _write_corpus(edition, options, sink, together(edition))


def _write_corpus(
    edition: Edition, options: BuildOptions, sink: BinaryIO, pointers: Pointers, *, split: bool = False
) -> None:
    """Write the whole; `split`: with the addresses of its files in place of what they hold."""
    with _parts(edition, options, pointers, edition.langs, links=True) as parts:
        links = parts.links
        headers = [parts.header(lang) for lang in edition.langs]
        out = _opened(sink, edition)
        include = ' xmlns:xi="http://www.w3.org/2001/XInclude"' if split else ""
        named = f'xml:id="{slug(edition.name)}" xml:lang="en" version="{VERSION}"'
        out.start("teiCorpus", f"{_TEI}{include} {named}")
        out.tree(header.corpus(edition, options, parts.extents, links.number, headers, pointers))
        if split:
            for part in (*((ALIGNMENT,) if _alignable(edition) else ()), *edition.langs):
                out.empty("xi:include", f' href="{href(edition, part)}"')
        else:
            links.write(out)
            for lang in edition.langs:
                parts.text(out, lang)
        out.end("teiCorpus")
        out.flush()


def files(edition: Edition, options: BuildOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    """The files of an edition.

    They are what stands between the document's name and the suffix -> what writes it.
    """
    if options.tei.files == "one":
        return {"": partial(write, edition, options)}
    texts = {f".{lang}": partial(_write_text, edition, options, lang) for lang in edition.langs}
    aligned = {f".{ALIGNMENT}": partial(_write_alignment, edition, options)} if _alignable(edition) else {}
    root = partial(_write_corpus, edition, options, pointers=apart(edition, ""), split=True)
    return {"": root, **aligned, **texts}


def _alignable(edition: Edition) -> bool:
    """Whether there is anything to align.

    It takes the source, a translation, and a paragraph.
    """
    many = len(edition.langs) > 1 and pivot(edition) != ""
    return many and any(KINDS[scene.kind].translated for scene in edition.scenes)


def _write_text(edition: Edition, options: BuildOptions, lang: str, sink: BinaryIO) -> None:
    with _parts(edition, options, apart(edition, lang), (lang,)) as parts:
        out = _opened(sink)
        parts.text(out, lang, f'{_TEI} version="{VERSION}"')
        out.flush()


def _write_alignment(edition: Edition, options: BuildOptions, sink: BinaryIO) -> None:
    with _parts(edition, options, apart(edition, ALIGNMENT), links=True) as parts:
        links = parts.links
        out = _opened(sink)
        name = text_id(edition, ALIGNMENT)
        out.start("TEI", f'{_TEI} version="{VERSION}" xml:id="{name}" xml:lang="en" type="{ALIGNMENT}"')
        out.tree(header.alignment(edition, options, links.tags, links.number, parts.pointers))
        links.write(out)
        out.end("TEI")
        out.flush()


def _opened(sink: BinaryIO, edition: Edition | None = None) -> Markup:
    """A file with what stands above its root.

    Above that of the whole edition stands what only diglot reads.
    """
    out = Markup(sink)
    out.line('<?xml version="1.0" encoding="UTF-8"?>')
    for model, language in _MODELS:
        out.line(f'<?xml-model href="{model}" type="application/xml" schematypens="{language}"?>')
    if edition is not None:
        # What no element of TEI says, and reading it back needs.
        about = {
            "document": edition.name,
            "fallback": edition.fallback,
            "spoken": " ".join(edition.meta.original_langs),
        }
        out.line(inline.instruction({key: value for key, value in about.items() if value}))
    return out


def _divided(options: BuildOptions) -> bool:
    return options.unit == "sentence" or options.tei.sentences


WRITER = Writer(
    suffix=SUFFIX, write=write, scope="document", sentences=_divided, files=files, findings=findings
)
