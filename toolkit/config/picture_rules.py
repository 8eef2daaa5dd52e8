"""What tables of pictures must not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit import late
from toolkit.config.settings import Sidecar
from toolkit.config.tables import Fault, SpeakerTable, milliseconds

# What ends the words of a picture in a text.
_SIGNS = late.regex(r"[\[\]\\]")
_OTHER_WORDS = "Write it in other words."


def of_pictures(sidecar: Sidecar) -> Iterator[Fault]:
    """Pictures that nobody could tell in words, and that stand at two places."""
    yield from _portraits(sidecar.speakers)
    seen: set[str] = set()
    for number, picture in enumerate(sidecar.pictures):
        place = ["pictures", str(number)]
        where = [key for key in ("id", "begins", "time") if getattr(picture, key)]
        if not picture.file or picture.file in seen:
            what = "two tables are of this picture." if picture.file else "no file is named."
            yield [*place, "file"], what, "Write one table for each picture, with the path of its file."
        elif len(where) > 1:
            hint = "Keep one of them: the id of a paragraph, its first words, or when it is heard."
            yield [*place, where[1]], f"the place of {picture.file} is said twice.", hint
        elif picture.decorative and picture.alt:
            hint = "Take one of them out."
            yield [*place, "alt"], f"{picture.file} needs no words, and has some.", hint
        elif where and not (picture.alt or picture.decorative):
            hint = 'Write alt = "..." for those who don\'t see it, or decorative = true.'
            yield place, f"nothing says what {picture.file} shows.", hint
        elif not where and (picture.alt or picture.caption):
            hint = "Say where it stands, by `id`, `begins` or `time`; or write ![...](file) into the text."
            yield place, f"{picture.file} has words and no place.", hint
        elif _SIGNS.search(picture.alt):
            yield [*place, "alt"], "`alt` has a bracket or a backslash.", _OTHER_WORDS
        elif "![" in "".join(filter(str.isprintable, picture.caption)):
            # It would be in no table: nothing would say whose it is.
            hint = "Write a table for each picture, or take the `!` out."
            yield [*place, "caption"], "`caption` has another picture in it.", hint
        elif picture.time and milliseconds(picture.time) is None:
            hint = "Write 1:02:03 for hours, minutes and seconds, or 2:03."
            yield [*place, "time"], f"{picture.time!r} is no time.", hint
        seen.add(picture.file)


def _portraits(speakers: Sequence[SpeakerTable]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, speaker in enumerate(speakers):
        place = ["speakers", str(number)]
        if speaker.portrait in seen:
            what = f"two speakers have the portrait {speaker.portrait}."
            yield [*place, "portrait"], what, "Give it to one of them."
        elif speaker.portrait and not speaker.portrait_alt:
            hint = 'Write portrait-alt = "...", for those who don\'t see it.'
            yield [*place, "portrait"], f"nothing says what {speaker.portrait} shows.", hint
        elif speaker.portrait_alt and not speaker.portrait:
            what = "`portrait-alt` tells of a portrait, and there is none."
            yield [*place, "portrait-alt"], what, "Name its file: portrait."
        elif _SIGNS.search(speaker.portrait_alt):
            what = "`portrait-alt` has a bracket or a backslash."
            yield [*place, "portrait-alt"], what, _OTHER_WORDS
        seen |= {speaker.portrait} - {""}
