"""Headers of others: what they tell of their text, and who had a part in it.

Others say the same thing in several languages, give a person a number beside a name, and name people for
whose work an edition has no element of its own. Each is taken for what its header says it is, and for nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit import languages
from toolkit.config import identifiers
from toolkit.grouped import grouped
from toolkit.model import Meta, Person, Publication
from toolkit.readers.tei.header import by_language, date, every, identifier, meta, person
from toolkit.readers.tei.source import find, first, lang_of, name, words
from toolkit.readers.tei.speakers import called

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNKNOWN = "unknown"
_PUBLISHERS = ("publisher", "authority", "distributor")
_NAMES = ("persName", "orgName", "name")
_NO_EDITOR = frozenset({"", "editor"})
"""What an `editor` may be called who is one; TEI has the same element for translators."""
_BACKERS = ("principal", "sponsor", "funder")
_REFERENCES = ("bibl", "biblStruct", "biblFull")
_DESCRIBED = tuple("{*}" + tag for tag in (*_REFERENCES, "msDesc", "p", "ab"))
_NO_TITLE = frozenset({"sub", "subordinate", "alt", "alternative", "short", "desc", "descriptive"})
"""Types of a title that stand beside the title."""


def of_others(header: _Element, lang: str) -> Meta:
    """What a header of others tells of its text; `lang`: of that."""
    known = meta(header, header, {}, {})
    stated = _Header(header, lang)
    settings = find(header, "profileDesc/settingDesc/setting")
    places = by_language(node for one in settings for node in every(one, "placeName"))
    places = places or by_language((node for one in settings for node in find(one, "name")), ", ")
    found = (node for tag in _REFERENCES for node in find(header, f"fileDesc/sourceDesc/{tag}"))
    # Whoever published the file has not published its source, on the day of that.
    told = next((node for node in found if stated.published(node) or date(node)), stated.statement)
    rights = stated.rights()
    said = {**dict(known.wordings), "rights": rights, "place": places}
    return replace(
        known,
        title=stated.title() or known.title,
        publisher=stated.published(told),
        date=date(told),
        description=" ".join(map(words, find(header, "profileDesc/abstract/p"))),
        rights=rights[0][1] if rights else "",
        place=places[0][1] if places else "",
        wordings=tuple((field, of) for field, of in said.items() if len(of) > 1),
        writers=tuple(stated.writers()),
        editors=tuple(map(person, stated.editors())),
        # What the archive of the old file gave it, is not that of the new edition.
        identifier="",
        sources=tuple(stated.sources()),
    )


class _Header:
    """A header, asked by somebody who reads one language."""

    def __init__(self, header: _Element, lang: str) -> None:
        self.header, self.lang = header, lang
        self.statement = first(header, "fileDesc/publicationStmt")

    def said(self, nodes: Iterable[_Element]) -> list[_Element]:
        """Of what is told in several languages, what is in that of the text: or in none, or in the first."""
        by_tag = grouped((lang_of(node), node) for node in nodes)
        base = languages.base(self.lang)
        own = next((tag for tag in by_tag if tag and languages.base(tag) == base), "")
        return by_tag.get(own) or next(iter(by_tag.values()), [])

    def title(self, around: _Element | None = None) -> str:
        """The title of the file, or in a reference."""
        if around is None:
            titles = find(self.header, "fileDesc/titleStmt/title")
        else:
            titles = every(around, "title")
        main = [title for title in titles if title.get("type") not in _NO_TITLE]
        return next(filter(None, map(words, self.said(main or titles))), "")

    def names(self, node: _Element) -> tuple[str, ...]:
        """Who is named in an element: each once, by one name, without the numbers beside it."""
        named = [child for tag in _NAMES for child in find(node, tag)]
        if not named:
            return tuple(filter(None, [called(node)]))
        here = self.said(named)
        # A pen name, or a name at birth, is of whom the first one names.
        whole = [child for child in here if not child.get("type")] or here[:1]
        return tuple(dict.fromkeys(filter(None, map(called, whole))))

    def published(self, node: _Element | None) -> str:
        """The publisher of the file, or in a reference."""
        named: Iterable[_Element] = next(filter(None, (every(node, tag) for tag in _PUBLISHERS)), ())
        said = dict.fromkeys(each for one in self.said(named) for each in self.names(one))
        return ", ".join(each for each in said if each != _UNKNOWN)

    def writers(self) -> Iterator[Person]:
        """Who wrote the text; the number in an element is of the only one whom it names."""
        for author in find(self.header, "fileDesc/titleStmt/author"):
            named = self.names(author)
            orcid = person(author).orcid if len(named) == 1 else ""
            yield from (Person(each, orcid=orcid) for each in named)

    def authors(self, nodes: Iterable[_Element]) -> str:
        """Who wrote it, as a publication has them."""
        return "; ".join(dict.fromkeys(each for author in nodes for each in self.names(author)))

    def editors(self) -> Iterator[_Element]:
        """Who edited the file."""
        statement = find(self.header, "fileDesc/titleStmt/editor")
        return (editor for editor in statement if (editor.get("role") or "") in _NO_EDITOR)

    def helpers(self, around: _Element) -> Iterator[tuple[str, str]]:
        """Who else had a part in a file or a publication, each after what that was."""
        for editor in find(around, "editor"):
            role = editor.get("role") or ""
            if role not in _NO_EDITOR or name(around) != "titleStmt":
                yield from ((role or "editor", each) for each in self.names(editor))
        for statement in find(around, "respStmt"):
            what = "; ".join(map(words, self.said(find(statement, "resp"))))
            yield from ((what, each) for each in self.names(statement))
        for tag in _BACKERS:
            yield from ((tag, each) for backer in find(around, tag) for each in self.names(backer))

    def rights(self) -> tuple[tuple[str, str], ...]:
        """What may be done with the text, in words: those of the licence, then those beside it."""
        licences = find(self.header, "fileDesc/publicationStmt/availability/licence")
        worded = [licence for licence in licences if licence.get("target") not in (None, words(licence))]
        beside = find(self.header, "fileDesc/publicationStmt/availability/p")
        return by_language(node for node in (*worded, *beside) if words(node))

    def sources(self) -> Iterator[Publication]:
        """The file itself as published, and its sources."""
        titles = find(self.header, "fileDesc/titleStmt")
        editions = find(self.header, "fileDesc/editionStmt")
        helped = [each for around in (*titles, *editions) for each in self.helpers(around)]
        own = Publication(
            self.title(),
            self.authors(find(self.header, "fileDesc/titleStmt/author")),
            self.published(self.statement),
            date(self.statement),
            _persistent(self.statement),
            tuple(dict.fromkeys(helped)),
        )
        if replace(own, title="") != Publication():
            yield own
        described = first(self.header, "fileDesc/sourceDesc")
        for reference in described.iterdescendants(*_DESCRIBED) if described is not None else ():
            around = reference.getparent()
            if words(reference) and around is not None and name(around) in ("sourceDesc", "listBibl"):
                yield self._publication(reference)

    def _publication(self, node: _Element) -> Publication:
        """A reference; one without a title as written."""
        title = self.title(node)
        if not title:
            return Publication(title=words(node), identifier=_persistent(node))
        dated, number, helpers = date(node), _persistent(node), tuple(self.helpers(node))
        authors = self.authors(every(node, "author"))
        return Publication(title, authors, self.published(node), dated, number, helpers)


def _persistent(node: _Element | None) -> str:
    """The longest-lasting identifier: DOI, handle, address, the first."""
    candidates = [identifier(idno) for idno in every(node, "idno") if words(idno)]
    forms = (
        identifiers.doi,
        identifiers.handle,
        lambda candidate: candidate.startswith("urn:"),
        lambda candidate: "://" in candidate,
    )
    return next(
        (candidate for holds in forms for candidate in candidates if holds(candidate)),
        candidates[0] if candidates else "",
    )
