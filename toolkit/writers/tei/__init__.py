"""TEI P5: one `teiCorpus` with a text for each language of the edition.

    teiHeader, standOff (the alignment), TEI type="source", TEI type="translation" ...

A header comes before its text and tells what was counted in it. So the texts are written first, all in one
walk, to scratch files; a long edition is never held.
"""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from toolkit.model import Edition
from toolkit.text import count_words, slug
from toolkit.writers import Options, Writer
from toolkit.writers.tei import alignment, body, header
from toolkit.writers.tei.markup import Markup

VERSION = "4.10.2"
"""Of TEI P5, that the output is made for."""
_SCHEMA = f"https://www.tei-c.org/Vault/P5/{VERSION}/xml/tei/custom/schema/relaxng/tei_all.rng"
_SHEET = 1 << 22
"""Bytes of a text up to which it needs no file on disk."""
_LANGUAGES = ("http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron")


def write(edition: Edition, options: Options, sink: BinaryIO) -> None:
    """Writes the edition. Raises DiglotError for a character that XML can't carry."""
    name = slug(edition.name)
    ids = {lang: f"{name}-{lang}" for lang in edition.langs}
    with ExitStack() as stack:
        sheets = {lang: stack.enter_context(SpooledTemporaryFile(_SHEET)) for lang in edition.langs}
        texts = {
            lang: body.Text(Markup(sheets[lang], 2), edition, lang, count_words) for lang in edition.langs
        }
        links = alignment.Links(edition, ids)
        for scene in edition.scenes:
            links.scene(scene)
            for text in texts.values():
                text.scene(scene)
        extents = {lang: text.end() for lang, text in texts.items()}
        headers = {lang: header.text(edition, options, lang, extents[lang], ids) for lang in edition.langs}
        out = Markup(sink)
        out.line('<?xml version="1.0" encoding="UTF-8"?>')
        for language in _LANGUAGES:
            out.line(f'<?xml-model href="{_SCHEMA}" type="application/xml" schematypens="{language}"?>')
        out.start(
            "teiCorpus",
            f' xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" xml:lang="en" version="{VERSION}"',
        )
        out.tree(header.corpus(edition, options, extents, links.number, headers.values()))
        links.write(out)
        for lang in edition.langs:
            role = "source" if lang == edition.source_lang else "translation"
            out.start("TEI", f' xml:id="{ids[lang]}" xml:lang="{lang}" type="{role}"')
            out.tree(headers[lang])
            out.copy(sheets[lang])
            out.end("TEI")
        out.end("teiCorpus")
        out.flush()


WRITER = Writer(suffix=".tei.xml", write=write, scope="document")
