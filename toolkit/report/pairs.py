"""Both texts side by side, with their markup.

Every sentence of both stands there, in order, in its bead. All words of others come through here into the
page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import chain

from toolkit import languages
from toolkit.adopting.adoption import Adoption, AlignedText, Fate, Filled, JudgedBead, Passage
from toolkit.adopting.aligned_text import named_place
from toolkit.catalog.doubts import joined
from toolkit.model import KINDS
from toolkit.report.figures import AlignedParagraph, kind, sections
from toolkit.text import xml
from toolkit.text.hygiene import percent, shortened, tidy

FATES: dict[Fate, tuple[str, str]] = {
    "placed": ("✓", "taken over"),
    "doubtful": ("?", "in doubt, fuzzy"),
    "kept": ("●", "kept: a person’s work"),
    "earlier": ("◐", "kept: of another file"),
    "empty": ("○", "without counterpart"),
}
"""Fate -> a mark that needs no colour, and words."""
EXCERPT = 200
"""Characters of a text that a list shows of it."""


def escape(text: str) -> str:
    r"""A text as character data or as a value.

    Values are in double quotes; what no markup can carry is left out.

    >>> escape('R&D\x01 "<plans>"')
    'R&amp;D &quot;&lt;plans&gt;&quot;'
    """
    return xml.escape(tidy(text))


@cache
def attributes(lang: str) -> str:
    """Language and direction of an element.

    `dir` also keeps the text's bidi marks to itself.

    >>> attributes("ar"), attributes("und")
    (' lang="ar" dir="rtl"', ' lang="und" dir="auto"')
    """
    # Of an unknown language the browser looks at the letters.
    direction = "auto" if lang == "und" else languages.get(lang).dir
    return f' lang="{escape(lang)}" dir="{direction}"'


def excerpt(text: str) -> str:
    """The beginning of a text, escaped."""
    return escape(shortened(tidy(text), EXCERPT + 1, words=True))


def confidence(value: float) -> str:
    """A probability as number and bar."""
    return f'<span class="c c{int(value * 10 + 1e-6)}">{percent(value)}</span>'


def who(passage: Passage, lang: str) -> str:
    """The speaker's label, or the kind of text.

    The kind where nobody speaks.
    """
    if passage.label:
        return f"<bdi{attributes(lang)}>{escape(passage.label)}</bdi>"
    return f'<span class="kind">{passage.kind}</span>' if not KINDS[passage.kind].spoken else ""


def pairs(adoption: Adoption) -> Iterator[str]:
    """Each source paragraph with its beads."""
    fates = {filled.passage: filled for filled in adoption.filled}
    lost = {run.sentences[0]: number for number, run in enumerate(adoption.leftovers, 1)}
    # Whether a left-over sentence needs a look depends on whether a person has decided.
    unused: dict[int, bool] = {}
    for run in adoption.leftovers:
        unused |= dict.fromkeys(run.sentences, run.decided)
    # It goes through the translation once, whatever the order of beads.
    column = _Column(adoption.target)
    before = -1  # last passage with a sentence in a bead so far
    for section in sections(adoption):
        links = [adoption.links[number] for number in section.links]
        filled = fates.get(section.passage)
        # The keys n and p go from one of these to the next.
        sentences = chain.from_iterable(link.bead.target for link in links)
        look = (filled is not None and filled.fate in {"doubtful", "empty"}) or any(
            unused.get(sentence) is False for sentence in sentences
        )
        yield _opening(adoption, section, filled, look=look)
        if _shared(adoption.source, section.passage, before):
            yield '<p class="note">It begins in the pair above.</p>'
        elif section.passage >= 0:
            # A text of no-break blanks alone has no sentences, and stands there all the same.
            there = adoption.source.passages[section.passage]
            if there.first == there.last and there.text:
                language = attributes(adoption.source.lang)
                yield f'<div class="s src"{language}><p>{escape(there.text)}</p></div>'
        if links:
            yield '<ol class="beads">'
            for link in links:
                source = _source(adoption.source, link, section.passage)
                # True for sentences that a person has set aside, False for others.
                left = {unused[sentence] for sentence in link.bead.target if sentence in unused}
                yield _bead(link, source, column.cell(link, lost), left)
                if link.bead.source:
                    before = adoption.source.owners[link.bead.source[-1]]
            yield "</ol>"
        if filled is not None:
            yield from _catalog(adoption, filled)
        yield "</section>"


def _opening(adoption: Adoption, section: AlignedParagraph, filled: Filled | None, *, look: bool) -> str:
    side = adoption.source
    if section.passage < 0:
        return '<section class="passage look" id="before">\n<h3 tabindex="-1">Before the first paragraph</h3>'
    passage = side.passages[section.passage]
    state = ""
    if filled is not None:
        mark, words = FATES[filled.fate]
        sure = f" <span>{percent(filled.confidence)}</span>" if filled.sentences else ""
        state = (
            f'<span class="fate {filled.fate}"><span aria-hidden="true">{mark}</span> {words}</span>{sure} '
        )
    identity = escape(passage.id)
    return (
        f'<section class="passage{" look" * look}" id="{identity}">\n'
        f'<h3 tabindex="-1"><a href="#{identity}">{escape(passage.n)}</a> {who(passage, side.lang)}</h3>\n'
        f'<p class="state">{state}<code class="id">{identity}</code> '
        f'<code class="where">{escape(str(passage.where))}</code></p>'
    )


def _shared(side: AlignedText, passage: int, before: int) -> bool:
    """Whether it begins in the pair above.

    A bead of the paragraph above holds its first sentence.
    """
    return passage >= 0 and before == passage and side.passages[passage].last > side.passages[passage].first


def _bead(link: JudgedBead, source: str, target: str, left: Set[bool]) -> str:
    # As classes: colours are the style sheet's.
    kinds = "bead" + " doubt" * bool(link.doubts) + " left" * (False in left)
    kinds += " lost" * (not link.bead.target)
    # Most are 1:1, which needs no word.
    name = f'<span class="nm">{kind(link)}</span> ' if kind(link) != "1:1" else ""
    why = f"Doubt: {escape(joined(link.doubts))}" if link.doubts else ""
    words = ". ".join(
        filter(None, ["Left over" * (False in left), "Set aside by a person" * (True in left), why])
    )
    return (
        f'<li class="{kinds}">{source}{target}<p class="sure">{name}{confidence(link.confidence)}</p>'
        + f'<p class="why">{words}</p>' * bool(words)
        + "</li>"
    )


def _source(side: AlignedText, link: JudgedBead, current: int) -> str:
    if not link.bead.source:
        return '<p class="none">nothing in the source</p>'
    lines = []
    for sentence in link.bead.source:
        begins = ""
        if side.owners[sentence] != current:
            current = side.owners[sentence]
            passage = side.passages[current]
            begins = _at(passage.n, passage.label)
        lines.append(f"<p>{begins}{escape(side.sentences[sentence])}</p>")
    return f'<div class="s src"{attributes(side.lang)}>{"".join(lines)}</div>'


def _at(where: str, label: str) -> str:
    """A paragraph's place and speaker."""
    name = f" <bdi>{escape(label)}</bdi>" if label else ""
    return f'<span class="at"><bdi>{escape(where)}</bdi>{name}</span> '


class _Column:
    """The cells of the translation.

    They say where one of its own paragraphs begins.
    """

    def __init__(self, side: AlignedText) -> None:
        self.side = side
        self.attributes = attributes(side.lang)
        self.last = -1
        """Number of the sentence shown last."""

    def cell(self, link: JudgedBead, lost: Mapping[int, int]) -> str:
        """The target sentences of a bead.

        Those that begin what is left over are the aims of links.
        """
        side, sentences = self.side, link.bead.target
        if not sentences:
            return '<p class="none">not in the translation</p>'
        lines = []
        for sentence in sentences:
            passage = side.passages[side.owners[sentence]]
            begins = ""
            # A place is told where a paragraph begins, and where the order is broken.
            if sentence == passage.first or sentence != self.last + 1:
                begins = _at(named_place(side, sentence), passage.label if sentence == passage.first else "")
            # The list of left-over text links here.
            anchor = f' id="left-{lost[sentence]}" tabindex="-1"' if sentence in lost else ""
            lines.append(f"<p{anchor}>{begins}{escape(side.sentences[sentence])}</p>")
            self.last = sentence
        return f'<div class="s tgt"{self.attributes}>{"".join(lines)}</div>'


def _catalog(adoption: Adoption, filled: Filled) -> Iterator[str]:
    """What the catalog has, if that is something else."""
    # Without blanks, which joining may have changed.
    given = "".join("".join(adoption.target.sentences[i].split()) for i in filled.sentences)
    if filled.target and "".join(filled.target.split()) != given:
        text = escape(filled.target)
        yield f'<p class="note">In the catalog: <q{attributes(adoption.target.lang)}>{text}</q></p>'
