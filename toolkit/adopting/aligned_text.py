"""A document as the aligner sees it.

Its sentences, and the layout that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit import languages, late
from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, Passage
from toolkit.aligning.structure import PARAGRAPH, SECTION, SENTENCE, TURN, TextLayout
from toolkit.model import KINDS, Document, Kind, Paragraph, Turn
from toolkit.text import cuts, markup
from toolkit.text.scripts import between_sentences, unspaced

_OWN = late.regex(r"[][;\n]|left over|aligned")
"""What could be taken for a part of a comment of ours."""


def read(document: Document) -> AlignedText:
    """A document's paragraphs and sentences.

    Separators have no words and are left out.
    """
    passages: list[Passage] = []
    sentences: list[str] = []
    owners: list[int] = []
    for n, turn, paragraph in _paragraphs(document):
        first = len(sentences)
        kind = _likelier(paragraph)
        # A date has full stops, and a byline initials: such a line is one whatever it has inside.
        whole = KINDS[kind].publication
        pieces = [paragraph.text] if whole else cuts.units(paragraph.text, document.lang)
        sentences += [piece.strip() for piece in pieces if piece.strip()]
        owners += [len(passages)] * (len(sentences) - first)
        label = turn.label if KINDS[kind].spoken else ""
        passages.append(
            Passage(
                paragraph.id,
                n,
                kind,
                paragraph.kind,
                label,
                paragraph.text,
                paragraph.where,
                first,
                len(sentences),
            )
        )
    emphasised = any("*" in passage.text for passage in passages)
    return AlignedText(
        document.lang, document.path, tuple(passages), tuple(sentences), tuple(owners), emphasised
    )


def _likelier(paragraph: Paragraph) -> Kind:
    """What a paragraph is.

    A line that was read as one about the publication, and is more likely none, would be parted from all text.
    """
    doubted = KINDS[paragraph.kind].publication and paragraph.p < bounds.LINE
    return paragraph.other if doubted and paragraph.other else paragraph.kind


def layout(document: Document, text: AlignedText) -> TextLayout:
    """What ends with each sentence, and who speaks.

    A speaker's voice is their number among the document's speakers, and those who speak together have one of
    their own; what nobody says has a negative number that is the same in all documents.
    """
    # Those who speak together are a voice of their own, with the next number.
    numbers: dict[tuple[str, ...], int] = {
        (speaker.key,): number for number, speaker in enumerate(document.speakers)
    }
    paragraphs = list(_paragraphs(document))
    kinds = list(KINDS)
    levels: list[int] = []
    voices: list[int] = []
    for at, ((_, turn, _), passage) in enumerate(zip(paragraphs, text.passages, strict=True)):
        count = passage.last - passage.first
        if KINDS[passage.kind].spoken and turn.speakers:
            voice = numbers.setdefault(tuple(sorted(turn.speakers)), len(numbers))
        else:
            # The same number in every document: kinds are compared, speakers are learnt.
            voice = -1 - kinds.index(passage.kind)
        voices += [voice] * count
        levels += [SENTENCE] * (count - 1) + [_end(paragraphs, at)] * bool(count)
    return TextLayout(tuple(levels), tuple(voices))


def _end(paragraphs: list[tuple[str, Turn, Paragraph]], at: int) -> int:
    """What ends with a paragraph."""
    if at + 1 == len(paragraphs):
        return SECTION
    (_, turn, _), (_, following, paragraph) = paragraphs[at : at + 2]
    if turn is following:
        return PARAGRAPH
    return SECTION if KINDS[paragraph.kind].prints == "heading" else TURN


def _paragraphs(document: Document) -> Iterator[tuple[str, Turn, Paragraph]]:
    """Each paragraph with words, its turn and position."""
    for n, turn, paragraph in document.numbered():
        if KINDS[paragraph.kind].translated and paragraph.text:
            yield n, turn, paragraph


def named_place(text: AlignedText, sentence: int) -> str:
    """A sentence's place as a pin names it.

    "12.1" for the first of a paragraph, "12.1.2" for the second.
    """
    passage = text.passages[text.owners[sentence]]
    position = sentence - passage.first
    return f"{passage.n}.{position + 1}" if position else passage.n


def opening(text: str) -> str:
    """The first words of a sentence, for a doubt.

    It is read where places have no numbers.
    """
    # A quotation must not look like a part of the comment that it stands in. A sentence may begin with such a
    # sign, "[1] The share ...": its first words stand behind that.
    parts = [part.strip() for part in _OWN.split(text)]
    start = next((part for part in parts if any(map(str.isalpha, part))), parts[0])
    if any(map(unspaced, start[: bounds.OPENING_CHARACTERS])):
        words = start[: bounds.OPENING_CHARACTERS]
    else:
        words = " ".join(start.split()[: bounds.OPENING_WORDS])[: 12 * bounds.OPENING_WORDS]
    return words if words == text else f"{words}…"


def join(text: AlignedText, sentences: tuple[int, ...]) -> str:
    """Sentences as one text.

    They stand as in their text where they stand together there.
    """
    parts: list[str] = []
    owners = {text.owners[number] for number in sentences}
    places = {owner: _places(text, text.passages[owner]) for owner in owners}
    script = languages.get(text.lang).script
    previous = -2
    at = 0
    for number in sentences:
        passage = text.passages[text.owners[number]]
        follows = number == previous + 1 and text.owners[number] == text.owners[previous]
        start, end = places[text.owners[number]][number - passage.first]
        # The blanks between two sentences of one paragraph are the author's.
        sentence = text.sentences[number]
        if parts:
            parts.append(
                passage.text[at:start] if follows else between_sentences(parts[-1], sentence, script)
            )
        parts.append(sentence)
        at, previous = end, number
    return "".join(parts)


def dressed(like: str, text: str) -> str:
    """A text in the emphasis that all of another one stands in.

    >>> dressed("**Who *are* you?**", "Wer sind Sie?"), dressed("Who *are* you?", "Wer sind Sie?")
    ('**Wer sind Sie?**', 'Wer sind Sie?')
    """
    around = markup.parse(like)
    if len(around) != 1 or around[0].mark not in {"em", "strong"}:
        return text
    (span,) = around
    return markup.compose((span.replace(inside=markup.parse(dressed(markup.compose(span.inside), text))),))


def undressed(like: str, text: str) -> str:
    """A text without the bold that all of it stands in, where nothing of another one is emphasised.

    >>> undressed("Who are you?", "**Wer sind Sie?**"), undressed("Who *are* you?", "**Wer sind Sie?**")
    ('Wer sind Sie?', '**Wer sind Sie?**')
    """
    around = markup.parse(text)
    bold = "*" not in like and len(around) == 1 and around[0].mark == "strong"
    return markup.compose(around[0].inside) if bold else text


def _places(text: AlignedText, passage: Passage) -> list[tuple[int, int]]:
    """Where each sentence of a passage lies.

    It is told as the first and one past the last character of its text.
    """
    places = []
    at = 0
    for number in passage.numbers:
        start = passage.text.index(text.sentences[number], at)
        at = start + len(text.sentences[number])
        # Sentences were stripped, so they are looked for again in the text.
        places.append((start, at))
    return places
