"""The order of words in a language, and the letters that they stand under.

The only door to ICU, which has the rules of Unicode's CLDR. Extra: `pip install 'diglot[index]'`.
"""

from __future__ import annotations

from toolkit.errors import DiglotError


class Collation:
    """How a language sorts: Chinese by sound or strokes, Swedish with Å behind Z."""

    def __init__(self, lang: str) -> None:
        """Raises DiglotError where ICU isn't installed."""
        try:
            import icu
        except ImportError as error:
            what = "an index and a glossary are sorted with ICU, which isn't installed."
            raise DiglotError(what, hint="Install it: pip install 'diglot[index]'.") from error
        locale = icu.Locale.forLanguageTag(lang)
        self._collator = icu.Collator.createInstance(locale)
        self._letters = icu.AlphabeticIndex(locale).buildImmutableIndex()

    def key(self, text: str) -> tuple[bytes, str]:
        """What texts are sorted by; the text itself where the language sees no difference."""
        return self._collator.getSortKey(text), text

    def letter(self, text: str) -> str:
        """The letter that a text stands under; … for those of other scripts."""
        label, _ = self._letters.getBucket(self._letters.getBucketIndex(text))
        return str(label)
