"""A document in all languages of its project: what goes to an archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from toolkit import registry
from toolkit.edition import merge, sentences
from toolkit.findings import Finding
from toolkit.model import Document, Edition
from toolkit.project import Project
from toolkit.workflow import load_catalogs
from toolkit.workflow.documents import looked_over
from toolkit.workflow.editions import Wishes, choose
from toolkit.writers import Options

Files = dict[str, Callable[[BinaryIO], object]]
"""Name of a file -> what writes it to a binary file; the file that includes the others first."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A document merged with all of its catalogs."""

    desk: merge.Desk
    edition: Edition
    options: Options
    findings: tuple[Finding, ...] = ()
    """About its transcript."""

    @property
    def document(self) -> Document:
        """The transcript."""
        return self.desk.document

    def tei(self, name: str) -> Files:
        """The files of its edition in TEI, with a name before their suffixes."""
        writer = registry.load("writer", "tei")
        edition = sentences.split(self.edition) if writer.sentences(self.options) else self.edition
        alone = {"": partial(writer.write, edition, self.options)}
        files = writer.files(edition, self.options) if writer.files else alone
        return {f"{name}{part}{writer.suffix}": write for part, write in files.items()}


def whole(here: Project, name: str) -> Whole:
    """The document as `build` merges it. Raises DiglotError for what can't be read."""
    choices = choose(here, Wishes())
    document, findings = looked_over(here, name)
    desk = merge.Desk(document)
    langs = here.targets(document.lang)
    heads = [load_catalogs.take(here, desk, lang)[0] for lang in langs]
    edition = desk.edition((desk.document.lang, *langs), choices.fallback)
    return Whole(desk, edition, replace(choices.options, modified=load_catalogs.modified(heads)), findings)
