"""The glossary of a project: read, and told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from toolkit import languages, limits
from toolkit.catalog.glossary import Glossary
from toolkit.errors import DiglotError
from toolkit.exchange import glossary as exchanged
from toolkit.findings import Finding, refused
from toolkit.workflow.workspace import Workspace


def glossary(workspace: Workspace, source_lang: str, lang: str) -> Glossary | None:
    """The glossary for a pair of languages; None where there is none.

    It is for documents in the language of the project. DiglotError where it can't be read.
    """
    here = workspace.project
    if not languages.alike(source_lang, here.source_lang):
        return None
    path = here.glossary_path(lang)
    data = workspace.read(path, limits.GLOSSARY)
    return None if data is None else _parsed(data, here.show(path), source_lang, lang)


@lru_cache(maxsize=32)
def _parsed(data: bytes, path: str, source_lang: str, lang: str) -> Glossary:
    # Every document of a project asks for it.
    return Glossary.of(exchanged.read(data, path), source_lang, lang)


def readable(workspace: Workspace, source_lang: str, lang: str) -> Glossary | None:
    """As `glossary`; None, too, where it can't be read, which `unreadable` tells."""
    with suppress(DiglotError):
        return glossary(workspace, source_lang, lang)
    return None


def unreadable(workspace: Workspace, langs: Sequence[str]) -> Iterator[Finding]:
    """Glossaries that can't be read.

    langs  () for all of the project
    """
    here = workspace.project
    for lang in langs or here.target_langs:
        try:
            glossary(workspace, here.source_lang, lang)
        except DiglotError as error:
            yield refused("D258", error, here.show(here.glossary_path(lang)))
