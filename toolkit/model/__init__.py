"""The values that flow through diglot.

    Document  what a reader saw: turns of paragraphs, in one language
    Catalog   what a translator edits: entries of source and target, in one language
    Edition   one document, ready to be printed: scenes of rows, a cell for each language
    Book      what a writer prints: one edition or many, and what stands around them

All are frozen. What a document has one or more of for each paragraph is a `values.Value`, changed by its
`replace`; the others are dataclasses, changed by `dataclasses.replace`. Nothing here opens a file.
"""

from toolkit.model.counts import Counts, Helpers
from toolkit.model.documents import (
    Catalog,
    Certainty,
    Document,
    Entry,
    Meta,
    Paragraph,
    Person,
    PullQuote,
    Recording,
    Revision,
    State,
    Translation,
    TranslationFile,
    Turn,
)
from toolkit.model.editions import (
    SVG,
    Absence,
    Addition,
    Bead,
    Book,
    Cell,
    CellState,
    Colophon,
    Contributor,
    CoverDesign,
    Edition,
    Evaluation,
    Font,
    Matter,
    Origin,
    Part,
    Picture,
    Review,
    Row,
    Scene,
)
from toolkit.model.illustrations import Illustration, Use
from toolkit.model.kinds import FORMS, KINDS, Form, FormInfo, Kind, KindInfo
from toolkit.model.publications import Publication
from toolkit.model.speakers import (
    ANSWERING,
    ASKING,
    ROLES,
    LabelStyle,
    Persona,
    Role,
    Speaker,
    answered,
)
from toolkit.model.values import Cue, Location, Times
from toolkit.model.wordings import InLanguages, Worded, worded

__all__ = [
    "ANSWERING",
    "ASKING",
    "FORMS",
    "KINDS",
    "ROLES",
    "SVG",
    "Absence",
    "Addition",
    "Bead",
    "Book",
    "Catalog",
    "Cell",
    "CellState",
    "Certainty",
    "Colophon",
    "Contributor",
    "Counts",
    "CoverDesign",
    "Cue",
    "Document",
    "Edition",
    "Entry",
    "Evaluation",
    "Font",
    "Form",
    "FormInfo",
    "Helpers",
    "Illustration",
    "InLanguages",
    "Kind",
    "KindInfo",
    "LabelStyle",
    "Location",
    "Matter",
    "Meta",
    "Origin",
    "Paragraph",
    "Part",
    "Person",
    "Persona",
    "Picture",
    "Publication",
    "PullQuote",
    "Recording",
    "Review",
    "Revision",
    "Role",
    "Row",
    "Scene",
    "Speaker",
    "State",
    "Times",
    "Translation",
    "TranslationFile",
    "Turn",
    "Use",
    "Worded",
    "answered",
    "worded",
]  # fmt: skip
