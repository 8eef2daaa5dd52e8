"""What a header leaves unknown.

Nobody has said it.
"""

from __future__ import annotations

from toolkit.config import BuildOptions
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Edition


def unknown(edition: Edition, options: BuildOptions) -> tuple[str, ...]:
    """The keys that nobody has filled in.

    Of `diglot.toml` and of the sidecar, that an archive asks for.
    """
    meta = edition.meta
    asked = {
        "publisher (diglot.toml)": options.publisher,
        "version (diglot.toml)": options.version,
        "date (diglot.toml)": options.date,
        "licence (diglot.toml)": options.licence,
        "identifier": meta.identifier,
        "editors": meta.editors,
        "original-language": meta.original_langs,
        "title": meta.title or any(KINDS[scene.kind].prints == "headline" for scene in edition.scenes),
        "publisher": meta.publisher,
        "date": meta.date,
        "rights or licence": meta.rights or meta.licence,
    }
    for lang in edition.langs:
        if lang != edition.source_lang:
            known = meta.translation(lang)
            asked[f"rights or licence of [translations.{lang}]"] = known.rights or known.licence
            asked[f"translated-from of [translations.{lang}]"] = known.translated_from
            asked[f"translators ({lang})"] = edition.credits.get(lang) or known.translators
    return tuple(key for key, said in asked.items() if not said)


def findings(edition: Edition, options: BuildOptions) -> tuple[Finding, ...]:
    """One finding with all that is unknown."""
    missing = unknown(edition, options)
    if not missing:
        return ()
    return (report("D401", things=len(missing), keys=missing),)
