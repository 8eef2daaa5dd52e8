"""The codes of what can be wrong with an edition in TEI: how bad it is, and what to do."""

from __future__ import annotations

from toolkit.archive.facts import Place, Survey
from toolkit.findings import Finding, Severity
from toolkit.model import Location

_ANEW = "Build the edition anew; if it is wrong again, report it as a defect of diglot."
CODES: dict[str, tuple[Severity, str]] = {
    "D400": ("error", "Build the edition anew: `diglot build -f tei`."),
    "D402": ("error", "The schema is diglot's own; the message is the validator's. " + _ANEW),
    "D404": ("info", "Validate it by `jing diglot-tei.rng FILE`."),
    "D410": ("error", "An id names one element: give each its own. " + _ANEW),
    "D411": ("error", "Ids begin with a letter and have letters, digits, hyphens, periods, underscores."),
    "D412": ("error", "An id is the language of its text, a period, and a stem, the same in every text."),
    "D413": ("error", "Nothing can cite it. " + _ANEW),
    "D420": ("error", "Point at an id that is there. " + _ANEW),
    "D421": ("error", "A pointer to an element begins with #, or with a prefix that the header defines."),
    "D422": ("error", "Put the file beside this one, or build the edition anew."),
    "D423": ("error", "A `prefixDef` needs a pattern that matches, and a replacement that leads to a file."),
    "D424": ("error", "Point at an element of the right kind. " + _ANEW),
    "D430": ("error", "The number is that of the elements in the text. " + _ANEW),
    "D431": ("error", "A measure says what a recount finds. " + _ANEW),
    "D432": ("error", "A share is in whole per cents, of the paragraphs of all texts. " + _ANEW),
    "D440": ("error", "Use the canonical BCP 47 tag: fr, zh-Hans, pt-BR."),
    "D441": ("warning", "The script isn't clear from the language: write it, such as zh-Hans or sr-Latn."),
    "D442": ("error", "Declare each language that is used in `langUsage` of that header."),
    "D443": ("warning", "Take it out of `langUsage`."),
    "D444": ("error", "The language of a text is said in four places: `TEI`, `text`, its ids, `langUsage`."),
    "D445": ("warning", "Is this the right language tag, or the right text?"),
    "D446": ("error", "State the language with `lang` in the sidecar or `source-language` in diglot.toml."),
    "D450": ("error", "Set `licence` (a URI) or `rights` in the document's sidecar."),
    "D451": ("error", "A licence is named by its URI, such as https://creativecommons.org/licenses/by/4.0/."),
    "D452": ("warning", "Is it right? Those of Creative Commons, RightsStatements.org and SPDX are known."),
    "D453": ("error", "Texts are `free` under a free licence, and `unknown` or `restricted` without one."),
    "D454": ("warning", "Set `licence`, a URI, in the document's sidecar or in its `[translations.LANG]`."),
    "D455": ("error", "No work is under this licence: is the URI right?"),
    "D456": ("error", "Copy the ORCID iD from orcid.org: its last character is a check on the others."),
    "D457": ("error", "A DOI is 10., a number, a slash and a name; a URI has no blanks."),
    "D460": ("error", "Write ISO 8601: 2026, 2026-03, 2026-03-14 or 2026-03-14T09:30:00Z."),
    "D461": ("error", "The calendar has no such day or time."),
    "D462": ("error", "It is in the future: was a digit mistyped?"),
    "D463": ("error", "The first date comes before the last."),
    "D464": ("error", "The date for people and that for machines are the same day."),
    "D470": ("error", "Archives demand it. " + _ANEW),
    "D471": ("error", "Set `publisher` in diglot.toml."),
    "D472": ("warning", "Say it in the sidecar or in diglot.toml, if it is known."),
    "D473": ("warning", "Name a title in the sidecar, or in the transcript."),
    "D474": ("warning", "Name translators in the catalog's last message, or in the sidecar."),
    "D480": ("error", "`corresp` and the links of `standOff` say the same. " + _ANEW),
    "D481": ("error", "`n` tells how many units are on each side of a link. " + _ANEW),
    "D482": ("error", "A unit is in one link of its group. " + _ANEW),
    "D483": ("error", "Every unit is linked, or listed as an omission or an addition. " + _ANEW),
    "D484": ("error", "Units and links stand in the order of the source. " + _ANEW),
    "D485": ("error", "The first target is in the source, the second in the translation of that group."),
    "D486": ("error", "What is listed as not translated, held back or omitted is a gap with that reason."),
    "D487": ("error", "A certainty is a number from 0 to 1; what was computed has one."),
    "D488": ("error", "A group of links says what it is and which texts it joins. " + _ANEW),
    "D489": ("error", "A turn is the same speaker's in every text. " + _ANEW),
    "D490": ("error", "Only what is finished in the catalog counts as a person's work. " + _ANEW),
    "D491": ("error", "Each translated paragraph says where it comes from (`ana`). " + _ANEW),
    "D492": ("error", "An element without words says nothing: take it out, or give it its words."),
    "D493": ("error", "Positions rise through a text, and a unit has the same one in every text."),
    "D520": ("warning", "Look at the drafts and at what is left over in the catalog, with `diglot check`."),
    "D521": ("warning", "Align it again: `diglot align` counts the translation and notes it in the sidecar."),
    "D495": ("error", "Repositories take ASCII letters, digits, hyphens and periods: rename the file."),
}  # fmt: skip
"""Code -> severity and cure."""


def finding(survey: Survey, code: str, message: str, at: Place | None) -> Finding:
    """A finding at an element; None for one about the edition as a whole."""
    severity, cure = CODES[code]
    place = at if at is not None else survey.root
    where = Location(survey.files[place.file].path, place.line) if place is not None else None
    return Finding(code, severity, message, where, cure)
