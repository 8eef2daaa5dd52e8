"""Pictures of a text in a deposit, under names that repositories take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from toolkit.archive.pointers import SAFE
from toolkit.archive.redaction import changed, file
from toolkit.model import SVG, Edition, Picture
from toolkit.text.hygiene import slug


def name(target: str) -> str:
    """A picture's path from the folder of the transcript.

    target  as it is typed there; what repositories take stays

    >>> name("maps/bay.png"), name("../pictures/IMG_07.jpg")
    ('maps/bay.png', 'pictures/img-07.jpg')
    """
    steps = PurePosixPath(unquote(target)).parts
    return "/".join(map(_portable, (step for step in steps if step not in {"/", "..", "."})))


def _portable(step: str) -> str:
    if SAFE.fullmatch(step):
        return step
    path = PurePosixPath(step)
    return slug(path.stem) + re.sub("[^A-Za-z0-9.]", "", path.suffix)


def renamed(edition: Edition, pictures: Mapping[str, Picture]) -> Edition:
    """The edition with its pictures, all called as in a deposit.

    A drawing is text, and goes there without e-mail addresses.
    """
    called = {name(target): replace(one, data=clean(one)) for target, one in pictures.items()}
    edition = replace(edition, pictures=called)
    names = {target: new for target in pictures if (new := name(target)) != target}
    return changed(edition, partial(_text, names)) if names else edition


def clean(picture: Picture) -> bytes:
    """What is in its file, without e-mail addresses where it is text."""
    return file(picture.data) if picture.media_type == SVG else picture.data


def _text(names: Mapping[str, str], text: str) -> str:
    if "![" in text:
        for target, new in names.items():
            text = text.replace(f"]({target})", f"]({new})")
    return text
