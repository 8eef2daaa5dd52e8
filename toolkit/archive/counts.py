"""Counts: what a header says there is, counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from toolkit.archive.codes import finding
from toolkit.archive.facts import Node, Survey, Text
from toolkit.findings import Finding
from toolkit.text.hygiene import number


def check(survey: Survey) -> Iterator[Finding]:
    """Findings about `tagUsage`, `measure` and the shares of languages."""
    if survey.corpus is not None:
        sizes = sum((Counter(_sizes(text)) for text in survey.texts), Counter())
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


def _sizes(text: Text) -> dict[str, int]:
    """Unit of a measure -> how many of them a text has."""
    return {
        "words": text.length,
        "characters": text.length,
        "turns": len(text.turns),
        "paragraphs": len(text.paragraphs),
        "sentences": len(text.sentences),
        "additions": len(text.additions),
        **{unit: sum(gap.reason == reason for gap in text.gaps) for unit, reason in _ABSENT.items()},
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
            message = f"the header says {quantity or 'no number of'} {unit}; there are {real}."
            yield finding(survey, "D431", message, measure.place)
        elif measure.text and not measure.text.replace(",", "").startswith(quantity):
            message = f"the measure is {quantity} for machines, and for people “{measure.text}”."
            yield finding(survey, "D431", message, measure.place)


def _usage(survey: Survey, header: Node, tags: Mapping[str, int]) -> Iterator[Finding]:
    said: set[str] = set()
    declarations = list(header.find("encodingDesc/tagsDecl/namespace/tagUsage"))
    for usage in declarations:
        tag, occurs = usage.attributes.get("gi", ""), usage.attributes.get("occurs", "")
        if tag in said:
            yield finding(survey, "D430", f"the number of `{tag}` is said twice.", usage.place)
        elif occurs != str(tags.get(tag, 0)):
            message = f"the header says {occurs or 'no number of'} `{tag}`; there are {tags.get(tag, 0)}."
            yield finding(survey, "D430", message, usage.place)
        said.add(tag)
    for tag in sorted(set(tags) - said) if declarations else ():
        message = f"the header doesn't say how many `{tag}` there are; there are {tags[tag]}."
        yield finding(survey, "D430", message, declarations[0].place)


def _shares(survey: Survey, header: Node, paragraphs: Mapping[str, int]) -> Iterator[Finding]:
    """Shares of languages; `paragraphs`: how many each text has."""
    total = sum(paragraphs.values())
    for node in header.find("profileDesc/langUsage/language"):
        share, lang = node.attributes.get("usage"), node.attributes.get("ident", "")
        if share is None:
            continue
        real = round(100 * paragraphs.get(lang, 0) / max(total, 1))
        said = number(share)
        if said is None or abs(said - real) > 1:
            message = f"the share of {lang} is {share} per cent; {real} per cent of the paragraphs are in it."
            yield finding(survey, "D432", message, node.place)
