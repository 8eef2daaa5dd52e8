"""A document in all languages of its project: what goes to an archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from toolkit import registry
from toolkit.config import BuildOptions
from toolkit.edition import sentences
from toolkit.findings import Finding
from toolkit.model import Document, Edition
from toolkit.workflow.editions import choose
from toolkit.workflow.workspace import Choice, Workspace

Files = dict[str, Callable[[BinaryIO], object]]
"""Name of a file -> what writes it to a binary file; the file that includes the others first."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A document merged with all of its catalogs."""

    workspace: Workspace
    document: Document
    edition: Edition
    options: BuildOptions
    findings: tuple[Finding, ...] = ()
    """About its transcript."""

    def tei(self, name: str) -> Files:
        """The files of its edition in TEI, with a name before their suffixes."""
        writer = registry.load("writer", "tei")
        edition = sentences.split(self.edition) if writer.sentences(self.options) else self.edition
        alone = {"": partial(writer.write, edition, self.options)}
        files = writer.files(edition, self.options) if writer.files else alone
        return {f"{name}{part}{writer.suffix}": write for part, write in files.items()}


def whole(workspace: Workspace, name: str) -> Whole:
    """The document as `build` merges it. Raises DiglotError for what can't be read."""
    choices = choose(workspace.project, {})
    found = workspace.reading(name, doubts=True)
    document = found.document
    langs = (document.lang, *workspace.project.targets(document.lang))
    edition = workspace.edition(name, Choice(langs, choices.options.fallback))
    options = choices.options.replace(modified=workspace.modified(name, langs))
    return Whole(workspace, document, edition, options, found.findings or ())
