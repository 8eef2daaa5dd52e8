"""Give places of the same words a message of their own, where translators ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit import late, limits, po, project
from toolkit.catalog import portions
from toolkit.config import sidecar_file
from toolkit.errors import DiglotError
from toolkit.workflow.documents import Outcome
from toolkit.workflow.workspace import Workspace


def asked_apart(workspace: Workspace, name: str, langs: Sequence[str]) -> list[str]:
    """Ids of the paragraphs that translators want to have a message of their own, and which have none."""
    here = workspace.project
    # Without a template there are no ids that anybody could mean.
    if workspace.read(here.template_path(name), limits.CATALOG) is None:
        return []
    ids_asked: list[str] = []
    for lang in here.targets(workspace.language(name), langs):
        path = here.catalog_path(name, lang)
        data = workspace.read(path, limits.CATALOG)
        # A search is quick, and nearly no catalog has the word at all.
        if data is not None and b"apart" in data and _APART.search(data):
            try:
                ids_asked += portions.asked_apart(po.load(data, here.show(path), lang))
            except DiglotError:
                continue  # told when it is brought up to date
    known = set(workspace.sidecar(name).apart) if ids_asked else ()
    return [id_ for id_ in dict.fromkeys(ids_asked) if id_ not in known]


def set_apart(workspace: Workspace, name: str, langs: Sequence[str]) -> Iterator[Outcome]:
    """Write into the sidecar which paragraphs shall have a message of their own."""
    here = workspace.project
    if wanted := asked_apart(workspace, name, langs):
        path = project.sidecar_of(here.sources[name])
        before = (workspace.read(path, limits.SIDECAR) or b"").decode("utf-8-sig")
        text = sidecar_file.edit(before, here.show(path), apart=wanted)
        # What is set apart has its message in the template.
        here.check_savable((path, here.template_path(name)))
        yield Outcome(here.show(path), workspace.save(path, text.encode()))


_APART = late.regex(rb"^#(?:,.*\b| *)apart\b", re.MULTILINE)
