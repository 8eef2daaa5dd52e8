"""The recording that a transcript was made from: played paragraph by paragraph, where its times are known."""

from __future__ import annotations

import os
from pathlib import Path

from toolkit import project
from toolkit.errors import DiglotError
from toolkit.review.views.view import Asked, FileReply, Reply
from toolkit.workflow.workspace import Workspace

_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".mp4": "video/mp4",
}
"""What browsers play."""


def times(workspace: Workspace, asked: Asked) -> Reply:
    """When paragraphs are heard: by id, from and to in seconds; to is null behind the last.

    There are none where no recording is named, or where nobody says when anything is heard.
    """
    if _path(workspace, asked.document) is None:
        return {"times": {}}
    heard = [(p.id, p.times) for p in workspace.document(asked.document).paragraphs()]
    starts = [(id_, said.start, said.end) for id_, said in heard if said.start is not None]
    found = {}
    for number, (id_, start, end) in enumerate(starts):
        # Where nobody says when it ends, the next one begins there.
        until = end or next((following for _, following, _ in starts[number + 1 : number + 2]), None)
        found[id_] = [start / 1000, until / 1000 if until else None]
    return {"times": found}


def file(workspace: Workspace, asked: Asked) -> FileReply:
    """The recording; DiglotError where the sidecar names none."""
    path = _path(workspace, asked.document)
    if path is None:
        raise DiglotError("the sidecar names no recording.")
    return FileReply(path, _TYPES[path.suffix.lower()])


def _path(workspace: Workspace, document: str) -> Path | None:
    """The file that the sidecar names; DiglotError for one that can't be played."""
    here = workspace.project
    name = workspace.sidecar(document).recording.file if document else ""
    if not name:
        return None
    source = here.sources[document]
    where = here.show(project.sidecar_of(source))
    # Not `resolve`: a link is followed by `own`, which may refuse it.
    path = here.own(Path(os.path.normpath(source.parent / name)))
    if path.suffix.lower() not in _TYPES:
        raise DiglotError(f"no browser plays {name}.", where, f"They play {', '.join(_TYPES)}.")
    if not path.is_file():
        hint = "Write its path from the folder of the transcript: file, in [recording]."
        raise DiglotError(f"there is no recording {name}.", where, hint)
    return path
