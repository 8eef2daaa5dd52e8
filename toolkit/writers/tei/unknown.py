"""What a header has to leave out or to call unknown, because nobody has said it."""

from __future__ import annotations

from toolkit.model import Edition, Problem
from toolkit.text import counted
from toolkit.writers import Options


def unknown(edition: Edition, options: Options) -> tuple[str, ...]:
    """The keys of `diglot.toml` and of the sidecar that an archive asks for and that nobody has filled in."""
    meta = edition.meta
    translated = any(lang != edition.source_lang for lang in edition.langs)
    asked = {
        "publisher (diglot.toml)": options.publisher,
        "version (diglot.toml)": options.version,
        "date (diglot.toml)": options.date,
        "licence (diglot.toml)": options.licence,
        "identifier": meta.identifier,
        "editors": meta.editors,
        "original-language": meta.original_lang,
        "title": meta.title or any(scene.kind == "title" for scene in edition.scenes),
        "publisher": meta.publisher,
        "date": meta.date,
        "rights or licence": meta.rights or meta.licence,
        "translation-rights or translation-licence": not translated
        or meta.translation_rights
        or meta.translation_licence,
    }
    unsigned = [
        lang for lang in edition.langs if lang != edition.source_lang and not edition.credits.get(lang)
    ]
    return (
        *(key for key, said in asked.items() if not said),
        *(f"translators ({lang})" for lang in unsigned),
    )


def findings(edition: Edition, options: Options) -> tuple[Problem, ...]:
    """One finding with all that is unknown."""
    missing = unknown(edition, options)
    if not missing:
        return ()
    words = f"the header leaves {counted(len(missing), 'thing')} unknown: {', '.join(missing)}."
    hint = "Fill them in, in diglot.toml and in the sidecar, where an archive shall take the edition."
    return (Problem("D401", "warning", words, hint=hint),)
