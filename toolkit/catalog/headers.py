"""The headers of catalogs, and the comments above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from toolkit import languages
from toolkit.model import Catalog
from toolkit.model.values import apart
from toolkit.text.data import in_header

# Headers are complete from the first day, and from then on the translator's.


HeaderFields = tuple[tuple[str, str], ...]

NOBODY = "Nobody yet <nobody@diglot.alt>"
"""Who translated what nobody has translated yet. `.alt` is set aside for names outside the DNS (RFC 9476), so
this reaches nobody; checkers of PO files refuse `.invalid`, `.example`, and a field without an address."""
SOURCE_LANGUAGE = "X-Diglot-Source-Language"
"""The field of a header that names the language of the sources."""
_NO_CONTACT = "https://diglot.invalid/no-contact-given"
_PLACEHOLDERS = frozenset(
    (
        "",
        "PACKAGE VERSION",
        "YEAR-MO-DA HO:MI+ZONE",
        "FULL NAME <EMAIL@ADDRESS>",
        "LANGUAGE <LL@li.org>",
        "text/plain; charset=CHARSET",
    )
)
"""What GNU gettext writes where nobody has filled in a field."""


@dataclass(frozen=True, slots=True)
class About:
    """What a header says of the project."""

    project: str = ""
    version: str = "1.0"
    contact: str = ""
    """E-mail or web address for what is wrong in the source text."""


def updated(old: Catalog | None, new: Catalog, lang: str, about: About, moment: datetime) -> HeaderFields:
    """The header of the next version of a catalog.

    old     the catalog as it was; its fields are kept, in their order, but for what is diglot's
    new     the template as it is now; its own header counts where a translation is made (`lang` not "")
    moment  the time to stamp with, with its time zone; used only where there is no older stamp to keep
    """
    stamp = in_header(moment)
    ours = _ours(old, new, lang, about, stamp)
    spare = _spare(new, lang, about, stamp)
    fields = [
        (key, ours.get(key, spare.get(key, value) if value in _PLACEHOLDERS else value))
        for key, value in (old.header if old else ())
    ]
    there = {key for key, _ in fields}
    missing = [(key, ours.get(key, value)) for key, value in spare.items() if key not in there]
    return (*fields, *missing)


def stamped(catalog: Catalog, moment: datetime) -> Catalog:
    """The catalog, changed at this moment.

    Its header tells when its translations were changed.
    """
    stamp = in_header(moment)
    fields = [(key, stamp if key == "PO-Revision-Date" else value) for key, value in catalog.header]
    return replace(catalog, header=tuple(fields))


def undated(catalog: Catalog) -> Catalog:
    """The catalog, whenever it was made and changed: what two of them say is compared so."""
    fields = [field for field in catalog.header if field[0] not in ("POT-Creation-Date", "PO-Revision-Date")]
    return replace(catalog, header=tuple(fields))


def translated_by(catalog: Catalog, translator: str) -> Catalog:
    """The catalog, changed by somebody: `Name <address>`."""
    key = "Last-Translator"
    fields = [(name, translator if name == key else value) for name, value in catalog.header]
    return replace(catalog, header=tuple(fields))


def _ours(old: Catalog | None, new: Catalog, lang: str, about: About, stamp: str) -> dict[str, str]:
    """The fields that are diglot's to set, each time."""
    fields = {SOURCE_LANGUAGE: new.source_lang}
    if about.contact:
        fields["Report-Msgid-Bugs-To"] = about.contact
    if lang:
        fields["POT-Creation-Date"] = dict(new.header).get("POT-Creation-Date", stamp)
    elif old is None or not _same_messages(old, new):
        fields["POT-Creation-Date"] = stamp
    before = dict(old.header if old else ()).get("Project-Id-Version", "")
    # A translator's program may call the project otherwise: that is kept.
    if not lang or before.rpartition(" ")[0] == _project(about).rpartition(" ")[0]:
        fields["Project-Id-Version"] = _project(about)
    if not lang:
        # A template is in no language, as xgettext writes it: programs take what it says for that of the
        # translation.
        fields["Language"] = ""
    return fields


def _spare(new: Catalog, lang: str, about: About, stamp: str) -> dict[str, str]:
    """Every field that a header must have.

    Each has what stands there while nobody has said anything else.
    """
    language = languages.get(lang or new.source_lang)
    return {
        "Project-Id-Version": _project(about),
        "Report-Msgid-Bugs-To": about.contact or _NO_CONTACT,
        "POT-Creation-Date": stamp,
        "PO-Revision-Date": stamp,
        "Last-Translator": NOBODY,
        "Language-Team": language.name if lang else "none",
        "Language": language.gettext if lang else "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        # No `Plural-Forms`: prose has none, and `msgfmt -c` asks for it only where there are some (decision
        # 14).
        "Content-Transfer-Encoding": "8bit",
        SOURCE_LANGUAGE: new.source_lang,
    }


def _project(about: About) -> str:
    return f"{about.project or 'diglot'} {about.version}"


def _same_messages(old: Catalog, new: Catalog) -> bool:
    gone, come = ({entry.key for entry in entries} for entries in apart(old.entries, new.entries))
    return gone == come


def preamble(old: Catalog | None, new: Catalog, lang: str) -> Sequence[str]:
    """The comment above the header.

    The old one, or one line that says what the file is.
    """
    if old is not None:
        return old.preamble
    if not lang:
        return (f"What there is to translate in {new.document}. Written by `diglot extract`: don't edit.",)
    return (f"Translation of {new.document} into {languages.get(lang).name}.",)
