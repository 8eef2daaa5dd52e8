"""Languages: tags, names, directions, and the few words that an edition prints of its own.

Tags are BCP 47 everywhere (`zh-Hans`, `pt-BR`) but in the names of gettext's folders and in the `Language`
field of a PO, which follow gettext (`zh_CN`, `pt_BR`). Facts come from `langcodes`; names in the language
itself and printed words are data in `data/<tag>.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from toolkit.errors import DiglotError

# gettext names a script by its country (Chinese) or by a modifier (all others).
_GETTEXT_SCRIPTS = {
    "Latn": "latin",
    "Cyrl": "cyrillic",
    "Arab": "arabic",
    "Deva": "devanagari",
    "Hebr": "hebrew",
}
_CHINESE = {("Hans", ""): "zh_CN", ("Hant", ""): "zh_TW"}
_RIGHT_TO_LEFT = frozenset(
    ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]
)
_UNSPACED_SCRIPTS = frozenset(["Hans", "Hant", "Hani", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"])


@dataclass(frozen=True, slots=True)
class Language:
    """What the toolkit needs to know of a language."""

    tag: str
    """Canonical BCP 47."""
    name: str
    """In English."""
    autonym: str
    """In the language itself; the English name where it isn't known."""
    script: str
    """ISO 15924 code, likely where the tag doesn't say."""
    dir: Literal["ltr", "rtl"]
    gettext: str
    """Name of the folder below `locales/` and value of the PO field `Language`."""
    counts_characters: bool
    """Whether length is told in characters, as in scripts without word spaces."""


@cache
def get(tag: str) -> Language:
    """The language of a tag; `zh_CN` and `zh-CN` mean the same.

    Raises DiglotError for what is no BCP 47 tag.

    >>> get("pt_br").tag, get("zh-Hans").gettext, get("ar").dir
    ('pt-BR', 'zh_CN', 'rtl')
    """
    import langcodes

    try:
        canonical = langcodes.standardize_tag(tag.strip())
        parsed = langcodes.Language.get(canonical)
        valid = parsed.is_valid()
    except ValueError:
        valid = False
    if not valid:
        raise DiglotError(
            f"{tag!r} is no language tag.", hint="Use a BCP 47 tag such as fr, zh-Hans, pt-BR or sr-Latn."
        )
    script = parsed.maximize().script or "Zyyy"
    names = _names()
    name, autonym = names.get(canonical) or names.get(parsed.language or "") or (canonical, canonical)
    return Language(
        tag=canonical,
        name=name,
        autonym=autonym,
        script=script,
        dir="rtl" if script in _RIGHT_TO_LEFT else "ltr",
        gettext=_gettext(parsed.language or "und", parsed.script or "", parsed.territory or ""),
        counts_characters=script in _UNSPACED_SCRIPTS,
    )


def _gettext(language: str, script: str, territory: str) -> str:
    if language == "zh" and not territory and (script, "") in _CHINESE:
        return _CHINESE[script, ""]
    name = f"{language}_{territory}" if territory else language
    if script and language != "zh":
        name += "@" + _GETTEXT_SCRIPTS.get(script, script.lower())
    return name


def from_gettext(locale: str) -> str:
    """The BCP 47 tag of a gettext name; the inverse of `Language.gettext` for the tags that people use.

    >>> from_gettext("zh_CN"), from_gettext("pt_BR"), from_gettext("sr@latin")
    ('zh-Hans', 'pt-BR', 'sr-Latn')
    """
    for (script, _), name in _CHINESE.items():
        if locale == name:
            return f"zh-{script}"
    base, _, modifier = locale.partition("@")
    parts = base.split("_")
    for script, name in _GETTEXT_SCRIPTS.items():
        if modifier == name:
            parts.insert(1, script)
    return get("-".join(parts)).tag


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    """Tag -> English name, autonym."""
    rows = files(__package__).joinpath("data/names.tsv").read_text("utf-8").splitlines()
    return {tag: (name, autonym) for tag, name, autonym in (row.split("\t") for row in rows if row)}


@cache
def has_strings(tag: str) -> bool:
    """Whether the words that an edition prints of its own are known in this language."""
    return _find(tag) is not None


@cache
def strings(tag: str) -> Mapping[str, str]:
    """The words that an edition prints of its own ("Colophon", "not yet translated"), by key.

    Looked up as zh-TW, zh-Hant, zh; then English, whole: a page is never in two languages by accident.
    """
    return _load(_find(tag) or "en")


def strings_lang(tag: str) -> str:
    """The language that `strings(tag)` are in."""
    return tag if has_strings(tag) else "en"


def _find(tag: str) -> str | None:
    """The table for a tag: its own, that with its likely script (zh-TW: zh-Hant), that of the bare language."""
    language = tag.partition("-")[0]
    for name in (tag, f"{language}-{get(tag).script}", language):
        if files(__package__).joinpath(f"data/{name}.toml").is_file():
            return name
    return None


def _load(name: str) -> Mapping[str, str]:
    table: dict[str, str] = tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))
    return table
