"""Whose a turn is: its role, the classes of its speakers, and its label.

Labels are made once, for all printers:

    above     a block of its own above the turn, without a colon
    run-in    the name, a colon and a blank, before the first words
    initials  likewise; initials in place of a name that was said before
    qa        a letter for question or answer
    dash      that of dialogue, as each language has it

A letter or a dash says who speaks only where a side has one voice: two people who answer keep their names.
What was no name in the transcript but a sign is printed as one, whatever the style. What happens while
somebody speaks, "(laughing)", is printed in all of them, where the label says it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from toolkit import languages, late
from toolkit.edition.initials import initials
from toolkit.edition.printed_words import running
from toolkit.model import ANSWERING, ASKING, Cell, Edition, Role, Scene
from toolkit.text import markup
from toolkit.text.line_breaks import no_break
from toolkit.text.markup import Span

_UNSAFE = late.regex(r"[^\w-]")

VoiceSide = Literal["asks", "answers", "talks", ""]
"""talks: of two whose roles nobody knows; "": of all others."""


def css(key: str) -> str:
    """The class of a speaker, which is legal in a style sheet without any escape.

    >>> css("mara-lind"), css("p.1")
    ('spk-mara-lind', 'spk-p_2e_1')
    """
    return "spk-" + _UNSAFE.sub(lambda sign: f"_{ord(sign[0]):x}_", key)


class Voices:
    """Those who speak in one document, turn by turn."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        stated = {speaker.key: speaker.role for speaker in edition.speakers}
        self.roles: Mapping[str, Role] = {**stated, **edition.taken}
        self.sides = {key: self._side(key) for key in stated}
        self.alone = Counter(self.sides.values())
        self.short: dict[str, Mapping[str, str]] = {}
        """By language, initials by speaker; made when the first are asked for."""
        self.named: set[str] = set()
        """Those whose whole name has been said."""

    def _side(self, key: str) -> VoiceSide:
        role = self.roles[key]
        if role in ASKING:
            return "asks"
        if role in ANSWERING:
            return "answers"
        equals = len(self.roles) < 3 and set(self.roles.values()) == {"unknown"}
        return "talks" if equals else ""

    def role(self, speakers: Sequence[str]) -> Role:
        """The role of those who say a turn; "unknown" where it isn't one, or nobody knows."""
        # Nearly always.
        if len(speakers) == 1:
            return self.roles.get(speakers[0], "unknown")
        roles = {self.roles.get(key, "unknown") for key in speakers}
        return roles.pop() if len(roles) == 1 else "unknown"

    def above(self, scene: Scene) -> bool:
        """Whether the label has a line of its own, where what follows can do without."""
        return self.edition.labels == "above" and not self._sign(scene)

    def continued(self, scene: Scene) -> bool:
        """Whether a turn goes on without a label, behind a picture, where labels stand above."""
        return bool(scene.speakers) and not scene.names and self.edition.labels == "above"

    def names(self, scene: Scene) -> Mapping[str, Cell]:
        """The names for a line of their own."""
        if self.edition.labels == "initials":
            self.named.update(scene.speakers)
        return scene.names

    def run_in(self, scene: Scene) -> Mapping[str, tuple[Span, ...]]:
        """By language, what stands before the first words of a turn; nothing where an answer has no dash."""
        sign, style = self._sign(scene), self.edition.labels
        if sign:
            return {lang: self._as_sign(sign, lang) for lang in scene.names}
        speaker = scene.speakers[0] if len(scene.speakers) == 1 else ""
        side = self.sides.get(speaker, "")
        if side and style in ("qa", "dash") and self._tells(side):
            shown = self._letter if style == "qa" else _dash
            return {lang: shown(lang, side, _happens(cell)) for lang, cell in scene.names.items()}
        cells = self._initials(scene) if style == "initials" else scene.names
        self.named.update(scene.speakers)
        return {lang: _name(cell, lang) for lang, cell in cells.items()}

    def _tells(self, side: VoiceSide) -> bool:
        """Whether a sign of the side says who speaks."""
        if side == "talks":
            return self.edition.labels == "dash"
        return self.alone[side] == 1

    def _sign(self, scene: Scene) -> str:
        """What a transcript has in place of a name, where that is no word."""
        cell = scene.names.get(self.edition.source_lang) or next(iter(scene.names.values()))
        return "" if any(map(str.isalnum, cell.text)) else cell.text

    def _as_sign(self, sign: str, lang: str) -> tuple[Span, ...]:
        if all(unicodedata.category(character) == "Pd" for character in sign):
            return _dash(lang, "asks")
        return (Span("dash", f"{sign}\N{NO-BREAK SPACE}"),)

    def _letter(self, lang: str, side: VoiceSide, happens: str) -> tuple[Span, ...]:
        signs = languages.voice_signs(lang)
        letter = signs.question if side == "asks" else signs.answer
        return _name(Cell(f"{letter} {happens}".rstrip(), signs.lang, "original"), lang)

    def _initials(self, scene: Scene) -> Mapping[str, Cell]:
        names = self.edition.names
        made = {}
        for lang, printed in scene.names.items():
            if not all(key in names and lang in names[key] for key in scene.speakers):
                made[lang] = printed
                continue
            cells = [names[key][lang] for key in scene.speakers]
            known = [
                self._short(lang)[key] if key in self.named else cell.text
                for key, cell in zip(scene.speakers, cells, strict=True)
            ]
            text = languages.joined(known, printed.lang)
            # A title that only the label has ("Dr.") is said the first time.
            first = not self.named.intersection(scene.speakers) and len(printed.text) > len(text)
            made[lang] = printed if first else printed.replace(text=f"{text} {_happens(printed)}".rstrip())
        return made

    def _short(self, lang: str) -> Mapping[str, str]:
        if lang not in self.short:
            names = {key: cells[lang].text for key, cells in self.edition.names.items() if lang in cells}
            self.short[lang] = initials(names, lang)
        return self.short[lang]


def _happens(label: Cell) -> str:
    """What a label says beside the name that happens."""
    return " ".join([span.text for span in markup.parse(label.text) if span.mark == "event"])


def without_event(label: str) -> str:
    """A label without what it says that happens.

    >>> without_event("Odile Kern (laughing)"), without_event("木村（笑）")
    ('Odile Kern', '木村')
    """
    return "".join([span.text for span in markup.parse(label) if span.mark != "event"]).strip()


def _dash(lang: str, side: VoiceSide, happens: str = "") -> tuple[Span, ...]:
    signs = languages.voice_signs(lang)
    dash = "" if side == "answers" and not signs.dash_answers else signs.dash
    said = f"{dash}{happens} " if happens else dash
    return (Span("dash", said),) if said else ()


def _name(cell: Cell, lang: str) -> tuple[Span, ...]:
    """A name before the words of a turn, with its colon."""
    colon = languages.strings(lang)["label_colon"]
    words = Span("text", no_break(cell.text, cell.lang))
    own = running(cell.text, cell.lang)
    # The colon is the text's, whatever language the name is in.
    name = words if own == lang else Span("foreign", inside=(words,), lang=own)
    label = Span("label", inside=(name, Span("text", colon)))
    # A colon as wide as a letter has its blank inside.
    return (label,) if unicodedata.east_asian_width(colon[-1]) in "FW" else (label, Span("text", " "))
