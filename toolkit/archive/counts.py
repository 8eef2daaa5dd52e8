"""Rules about counts: what a header says, counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from toolkit.archive.facts import EditionText, Node, Survey
from toolkit.findings import Finding
from toolkit.text.hygiene import number


def check(survey: Survey) -> Iterator[Finding]:
    """Find wrong numbers of elements, lengths and shares of languages."""
    if survey.corpus is not None:
        sizes = sum((Counter(_sizes(text)) for text in survey.texts), Counter())
        # A header says that there are none of something, or says nothing of it: both are right.
        whole = {**_SUMS, **sizes, "texts": len(survey.texts), **_links(survey)}
        yield from _header(survey, survey.corpus, survey.tags, whole)
        yield from _shares(survey, survey.corpus, {text.lang: len(text.paragraphs) for text in survey.texts})
    for text in survey.apart:
        if text.header is not None:
            yield from _header(survey, text.header, text.tags, _links(survey))
    for text in survey.texts:
        if text.header is not None:
            yield from _header(survey, text.header, text.tags, _sizes(text))
            yield from _shares(survey, text.header, {text.lang: len(text.paragraphs) or 1})


_ABSENT = {
    "untranslatedParagraphs": "untranslated",
    "heldBackParagraphs": "heldBack",
    "omittedParagraphs": "omitted",
}
"""Unit of a measure -> the reason of the gaps that it counts."""
_SUMS = dict.fromkeys(("turns", "paragraphs", "sentences", *_ABSENT), 0)


def _sizes(text: EditionText) -> dict[str, int]:
    """How many a text has of each unit of a measure."""
    reasons = Counter(gap.reason for gap in text.gaps)
    return {
        # A text is counted in one of the two, and its header names which.
        "words": text.length,
        "characters": text.length,
        "turns": len(text.turns),
        "paragraphs": len(text.paragraphs),
        "sentences": len(text.sentences),
        "additions": len(text.additions),
        **{unit: reasons[reason] for unit, reason in _ABSENT.items()},
    }


def _links(survey: Survey) -> dict[str, int]:
    tags = Counter(link.tag for group in survey.groups for link in group.links)
    return {"alignmentLinks": tags["link"]}


def _header(
    survey: Survey, header: Node, tags: Mapping[str, int], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    yield from _usage(survey, header, tags)
    for measure in header.find("fileDesc/extent/measure"):
        unit, quantity = measure.attributes.get("unit", ""), measure.attributes.get("quantity", "")
        real = sizes.get(unit)
        if real is not None and quantity != str(real):
            said = quantity or "no number of"
            yield survey.report("D431.other", measure.place, said=said, unit=unit, real=real)
        # The number stands first in the words: "2,000 words".
        elif measure.text and not measure.text.replace(",", "").startswith(quantity):
            yield survey.report("D431.words", measure.place, said=quantity, words=measure.text)


def _usage(survey: Survey, header: Node, tags: Mapping[str, int]) -> Iterator[Finding]:
    said: set[str] = set()
    declarations = list(header.find("encodingDesc/tagsDecl/namespace/tagUsage"))
    for usage in declarations:
        tag, occurs = usage.attributes.get("gi", ""), usage.attributes.get("occurs", "")
        if tag in said:
            yield survey.report("D430.twice", usage.place, tag=tag)
        elif occurs != str(tags.get(tag, 0)):
            number_said = occurs or "no number of"
            yield survey.report("D430.other", usage.place, said=number_said, tag=tag, real=tags.get(tag, 0))
        said.add(tag)
    # Of a header that counts nothing at all, another rule tells.
    for tag in sorted(set(tags) - said) if declarations else ():
        yield survey.report("D430.missing", declarations[0].place, tag=tag, real=tags[tag])


def _shares(survey: Survey, header: Node, paragraphs: Mapping[str, int]) -> Iterator[Finding]:
    """Find wrong shares of languages.

    paragraphs  language -> how many its text has
    """
    total = sum(paragraphs.values())
    for node in header.find("profileDesc/langUsage/language"):
        share, lang = node.attributes.get("usage"), node.attributes.get("ident", "")
        if share is None:
            continue
        real = round(100 * paragraphs.get(lang, 0) / max(total, 1))
        said = number(share)
        # Rounded shares needn't make a hundred, so a writer may move one by one.
        if said is None or abs(said - real) > 1:
            yield survey.report("D432", node.place, lang=lang, said=share, real=real)
