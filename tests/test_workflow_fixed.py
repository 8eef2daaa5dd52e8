"""To align twice is to align once, whatever was done to the files before."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from pace import examples
from test_workflow_repairing import KEYS
from toolkit import po, project
from toolkit.adopting.adoption import JudgedBead
from toolkit.adopting.repairs import Repair
from toolkit.errors import DiglotError
from toolkit.model import Entry, Kind, Paragraph
from toolkit.workflow import align, catalogs, deciding, parting, repairing
from toolkit.workflow.repairing import OpenAlignment
from toolkit.workflow.workspace import Workspace

SOURCE = (
    "When did the ferry stop?",
    "In the winter of 1987. The ice was a metre thick. We walked across, and nobody paid.",
    "Was it sad?",
    "No. My father sold the boat for a pig and a piano. He never played it.",
    "And the pig?",
    "It was called Napoleon, and it lived for nine years.",
    "Yes.",
    "Who cooked in those days?",
    "My aunt Selma cooked. She burned the soup each Friday. We ate it and praised her.",
    "Yes.",
)
TARGET = (
    "Wann fuhr die Fähre zuletzt?",
    "Im Winter 1987. Das Eis war einen Meter dick. Wir gingen hinüber, und niemand zahlte.",
    "War das traurig?",
    "Nein. Mein Vater gab das Boot für ein Schwein und ein Klavier her. Er spielte nie darauf.",
    "Und das Schwein?",
    "Es hieß Napoleon und lebte neun Jahre.",
    "Ja.",
    "Wer kochte damals?",
    "Meine Tante Selma kochte. Jeden Freitag ließ sie die Suppe anbrennen. Wir aßen und lobten sie.",
    "Ja.",
)
NEW = ("Yes.", "Really?", "We had 3 goats.", "Ja.", "Wir hatten 3 Ziegen.")
NAMES = {"Mara": "Jonas", "Jonas": "Mara"}
KINDS: Sequence[Kind] = ("note", "narration", "heading", "event", "speech")
PO = "locales/de/LC_MESSAGES/talk.po"


class Files:
    """A project whose files are changed in all ways; each act has its own chance."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.moment = folder, datetime(2026, 3, 14, tzinfo=UTC)
        (folder / "source").mkdir()
        (folder / "translations").mkdir()
        (folder / "diglot.toml").write_text('name = "ferry"\ntarget-languages = ["de"]\n', "utf-8")
        self.texts = folder / "source/talk.txt", folder / "translations/talk.de.txt"
        for path, lines in zip(self.texts, (SOURCE, TARGET), strict=True):
            said = [f"{[*NAMES][number % 2]}: {line}" for number, line in enumerate(lines)]
            path.write_text("\n\n".join(said) + "\n", "utf-8")
        self.align()

    @property
    def workspace(self) -> Workspace:
        return Workspace(project.find(self.folder))

    def all(self) -> dict[str, bytes]:
        paths = [path for path in self.folder.rglob("*") if path.is_file() and ".diglot" not in path.parts]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def paragraph(self, chance: random.Random) -> Paragraph:
        return chance.choice([*self.workspace.document("talk").paragraphs()])

    def align(self, _: random.Random | None = None) -> None:
        # Each at another hour: what is as it was keeps its dates.
        self.moment += timedelta(hours=1)
        align.align(self.workspace, "talk", self.texts[1], "de", self.moment)

    def extract(self, _: random.Random | None = None) -> None:
        self.moment += timedelta(hours=1)
        assert all(not told.error for told in catalogs.extract(self.workspace, ["talk"], ["de"], self.moment))

    def edit(self, chance: random.Random) -> None:
        """An editor's or a translator's change of a text."""
        path = chance.choice((self.texts[0], *self.texts))
        parts = path.read_text("utf-8").strip("\n").split("\n\n")
        at = chance.randrange(len(parts))
        own = parts[at]
        ends = [match.start() for match in re.finditer(r"(?<=[.?!]) ", own)]
        match chance.randrange(7):
            case 0:
                words = own.split(" ")
                words.insert(chance.randrange(1, len(words) + 1), chance.choice(("truly", "often")))
                parts[at] = " ".join(words)
            case 1:
                parts.insert(at, chance.choice(("Mara: ", "Jonas: ", "")) + chance.choice(NEW))
            case 2 if len(parts) > 5:
                del parts[at]
            case 3:
                other = chance.randrange(len(parts))
                parts[at], parts[other] = parts[other], own
            case 4 if at:
                parts[at - 1 : at + 1] = [f"{parts[at - 1]} {re.sub(r'^[A-Z][a-z]+: ', '', own)}"]
            case 5 if ends:
                end = chance.choice(ends)
                parts[at : at + 1] = [own[:end], own[end + 1 :]]
            case _:
                parts[at] = re.sub("^(Mara|Jonas)", lambda found: NAMES[found[0]], own)
        path.write_text("\n\n".join(parts) + "\n", "utf-8")

    def split(self, chance: random.Random) -> None:
        paragraph = self.paragraph(chance)
        if places := [match.start() for match in re.finditer(r"(?<=[.?!,]) ", paragraph.text)]:
            parting.split(self.workspace, "talk", paragraph.id, chance.choice(places))

    def join(self, chance: random.Random) -> None:
        parting.join(self.workspace, "talk", self.paragraph(chance).id)

    def decide(self, chance: random.Random) -> None:
        deciding.decide(self.workspace, "talk", [self.paragraph(chance).id], kind=chance.choice(KINDS))

    def undecide(self, chance: random.Random) -> None:
        deciding.undecide(self.workspace, "talk", [self.paragraph(chance).id])

    def repair(self, chance: random.Random) -> None:
        workspace = self.workspace
        (file,) = repairing.translation_files(workspace, "talk", "de")

        def act(links: Sequence[JudgedBead]) -> Repair:
            return KEYS[chance.choice([*KEYS])]([link.bead for link in links], chance.randrange(len(links)))

        with workspace.changing():
            OpenAlignment("talk", "de", file).repair(workspace, act, self.moment)

    def translate(self, chance: random.Random) -> None:
        """A translator's work at a message, in any editor."""
        path = self.folder / PO
        before = path.read_bytes()
        catalog = po.load(before, "", "de")
        entries, resting = [*catalog.entries], [*catalog.obsolete]
        if resting and not chance.randrange(9):
            del resting[chance.randrange(len(resting))]
        at = chance.randrange(len(entries))
        entries[at] = self._worked(entries[at], chance)
        made = replace(catalog, entries=tuple(entries), obsolete=tuple(resting))
        path.write_bytes(po.dump(made, before))

    def _worked(self, entry: Entry, chance: random.Random) -> Entry:
        match chance.randrange(8):
            case 0 | 1:
                text = chance.choice((f"Neu {chance.randrange(9)}.", *TARGET))
                return entry.replace(target=text, state="done", previous=None)
            case 2:
                return entry.replace(target=f"Entwurf {chance.randrange(9)}.", state="fuzzy")
            case 3:
                return entry.replace(target="", state="empty", previous=None)
            case 4:
                return entry.replace(comments=())
            case 5:
                words = chance.choice(("hm", "apart", "reviewed by Ada", "revised"))
                return entry.replace(comments=(*entry.comments, words))
            case 6:
                lacks = (*entry.comments, "left out")
                return entry.replace(target="", state="empty", comments=lacks, previous=None)
            case _ if entry.target:
                return entry.replace(target=f"{entry.target} So.", state=chance.choice(("done", "fuzzy")))
            case _:
                return entry


ACTS: dict[str, Callable[[Files, random.Random], None]] = {
    "edit": Files.edit,
    "split": Files.split,
    "join": Files.join,
    "decide": Files.decide,
    "undecide": Files.undecide,
    "repair": Files.repair,
    "translate": Files.translate,
    "extract": Files.extract,
    "align": Files.align,
}
OFTEN = ("edit", "edit", "split", "split", "repair", "repair", "translate", "translate", *ACTS)


@examples(12)
@given(st.lists(st.tuples(st.sampled_from(OFTEN), st.integers(0, 999_999)), min_size=1, max_size=14))
# What was translated as a whole is left out of a part.
@example([("split", 7)])
def test_a_second_run_changes_no_byte(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        files = Files(Path(folder))
        for name, seed in acts:
            # What can't be done changes nothing.
            with suppress(DiglotError):
                ACTS[name](files, random.Random(seed))
        # Pins may contradict each other once a text is another.
        with suppress(DiglotError):
            files.align()
            once = files.all()
            files.align()
            assert files.all() == once
            # Nor has an update anything to add to what stands there.
            files.extract()
            assert files.all() == once
