"""Paragraphs that are pictures: the picture alone, and what is said below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.edition import printed_words
from toolkit.edition.page import Slot, words_of
from toolkit.edition.printed_words import bare, joined
from toolkit.model import Illustration
from toolkit.text import markup
from toolkit.text.markup import Span

_SAYS_MORE = frozenset(":：=＝/／")
"""What stands between what somebody made and their name."""
_STOPS = ".。)）]"
"""What may stand behind who made a picture."""


def shown(slots: Sequence[Slot]) -> tuple[tuple[Span, ...], ...]:
    """Each picture once, with what it shows as the languages say it."""
    by_picture: dict[str, dict[str, Span]] = {}
    for slot in slots:
        for span in markup.pictures(slot.spans):
            # What is alike in two languages is said once.
            by_picture.setdefault(span.target, {}).setdefault(span.text, span)
    # Where nobody says what it shows, the picture stands there all the same.
    told = [(tuple([span for span in same.values() if span.text]), same) for same in by_picture.values()]
    return tuple([spans or tuple(same.values()) for spans, same in told])


def credit(
    pictures: Sequence[Sequence[Span]],
    known: Iterable[Illustration],
    langs: Sequence[str],
    source: str,
    captions: Mapping[str, str],
) -> tuple[Slot, ...]:
    """Who made them, each name once; () where nobody said it, or where they show who speaks.

    It is said in each language, or once where all say the same; not where the caption says so itself.

    known     what the editor says of the pictures of the text
    langs     of the page, in the order of the layout
    source    the language of the text
    captions  by language
    """
    shown_ = {span.target for said in pictures for span in said if span.shown is not None}
    made = [
        one
        for one in known
        if one.file in shown_ and one.use == "picture" and not _said_in(captions, one, source)
    ]
    named = {lang: dict.fromkeys(printed_words.credit(one, lang, source) for one in made) for lang in langs}
    said = {lang: joined(names) for lang, names in named.items()}
    if not any(said.values()):
        return ()
    once = len(set(said.values())) == 1
    slots = [
        Slot(lang, lang, bare(spans, lang), again=spans in [*said.values()][:place])
        for place, (lang, spans) in enumerate(said.items())
    ]
    return tuple(slots[:1] if once else slots)


def _said_in(captions: Mapping[str, str], one: Illustration, source: str) -> bool:
    """Whether a caption ends with who made its picture, in the same words.

    A name alone may be that of who is shown.
    """
    for lang, caption in captions.items():
        made = words_of(printed_words.credit(one, lang, source))
        if not _SAYS_MORE.isdisjoint(made) and " ".join(caption.split()).rstrip(_STOPS).endswith(
            " ".join(made.split()).rstrip(_STOPS)
        ):
            return True
    return False


def captions(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """What is left without the pictures.

    It is () where nobody has said anything.
    """
    left = []
    for slot in slots:
        spans = [span for span in slot.spans if span.mark != "picture"]
        left.append(slot.replace(spans=trimmed(spans)))
    return tuple(left) if any(map(_says, left)) else ()


def trimmed(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans without the blanks that they begin with, and without those of no text."""
    if spans and spans[0].mark == "text":
        spans = [spans[0].replace(text=spans[0].text.lstrip(" ")), *spans[1:]]
    return tuple([span for span in spans if span.text or span.mark != "text"])


def _says(slot: Slot) -> bool:
    """Whether there are words; a remark or a dash is none, of what nobody has said either."""
    # The first of them is the remark.
    spans = slot.spans[1:] if slot.state else slot.spans
    return any(span.text.strip() or span.inside for span in spans)
