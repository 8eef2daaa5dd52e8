"""The TEI reader: diglot's own editions come back whole, and transcripts of others become documents."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tei_family import OPTIONS, editions
from toolkit.model import Edition
from toolkit.readers.tei import edition as tei_edition
from toolkit.writers import Options
from toolkit.writers.tei import files

GOLDENS = Path(__file__).parent / "data" / "tei"


def written(edition: Edition, options: Options) -> Mapping[str, bytes]:
    """The files of an edition, by what stands between its name and the suffix."""
    found = {}
    for part, write in files(edition, options).items():
        sink = io.BytesIO()
        write(sink)
        found[part] = sink.getvalue()
    return found


def told(edition: Edition) -> Edition:
    """What a TEI edition tells: rights in translations are said where there is one."""
    meta = edition.meta
    if len(edition.langs) == 1:
        meta = replace(meta, translation_rights="", translation_licence="")
    return replace(edition, meta=meta, scenes=tuple(edition.scenes))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions(), OPTIONS)
def test_an_edition_comes_back_as_it_was(edition: Edition, options: Options) -> None:
    options = replace(options, modified="2026-01-02T03:04:05Z")
    made = written(edition, options)
    from urllib.parse import unquote

    name = edition.name

    def load(href: str) -> bytes:
        return made[unquote(href).removeprefix(name).removesuffix(".tei.xml")]

    back = tei_edition.edition(made[""], "talk.tei.xml", load)
    assert replace(back, scenes=tuple(back.scenes)) == told(edition)
