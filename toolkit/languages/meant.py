"""Which tag is meant by who writes none: a language's name, a country's code, several tags at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import langcodes

from toolkit import late
from toolkit.errors import DiglotError, nearest

_BETWEEN = late.regex(r"[\s,;/]+")


def no_tag(tag: str, known: Mapping[str, Sequence[str]]) -> DiglotError:
    """The error for what is no tag, with what to write in its place.

    known  tag -> English name, autonym, and more
    """
    what = f"{tag!r} is no language tag."
    several = _BETWEEN.split(tag.strip(" ,;/"))
    if len(several) > 1 and known.keys() >= set(several):
        return DiglotError(what, hint=f"Name each by itself: `-l {' -l '.join(several)}`.")
    wanted = tag.strip().casefold()
    named = [one for one, names in known.items() if wanted in map(str.casefold, names[:2])]
    if not named and wanted.isascii() and wanted.isalpha() and len(wanted) == 2:
        # A country of which nearly all speak one language.
        spoken = langcodes.Language.get(f"und-{wanted}").maximize().language or ""
        # English is what is told of a code that no country has.
        named = [spoken] if spoken != "en" else []
    if (likely := min(named, key=len, default="")) in known:
        near = nearest(likely, [likely])
        return DiglotError(what, hint=f"{near} Use a BCP 47 tag such as fr, zh-Hans, pt-BR or sr-Latn.")
    return DiglotError(what, hint="Use a BCP 47 tag such as fr, zh-Hans, pt-BR or sr-Latn.")
