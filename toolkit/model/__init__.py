"""The values that flow through diglot.

    Document  what a reader saw: turns of paragraphs, in one language
    Catalog   what a translator edits: entries of source and target, in one language
    Edition   one document, ready to be printed: scenes of rows, a cell for each language
    Book      what a writer prints: one edition or many, and what stands around them

All are frozen. What a document has one or more of for each paragraph is a `values.Value`, changed by its
`replace`; the others are dataclasses, changed by `dataclasses.replace`. Nothing here opens a file.
"""

from toolkit.model.counts import Counts
from toolkit.model.documents import (
    Catalog,
    Certainty,
    Document,
    Entry,
    Illustration,
    Meta,
    Paragraph,
    Person,
    Publication,
    PullQuote,
    Recording,
    Revision,
    State,
    Translation,
    TranslationFile,
    Turn,
    Use,
)
from toolkit.model.editions import (
    SVG,
    Absence,
    Addition,
    Bead,
    Book,
    Cell,
    CellState,
    Contributor,
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
from toolkit.model.kinds import FORMS, KINDS, Form, FormInfo, Kind, KindInfo
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
    "Contributor",
    "Counts",
    "Cue",
    "Document",
    "Edition",
    "Entry",
    "Evaluation",
    "Font",
    "Form",
    "FormInfo",
    "Illustration",
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
    "answered",
]  # fmt: skip
