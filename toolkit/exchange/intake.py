"""Take a parcel that came back into its catalog.

Nothing is lost, and nothing overwritten unseen. Three versions of each message are compared: as it went out
(its token travels with it), as it came back, and as it is here now. What changed on one side only is taken
from that side. What changed on both is a conflict: the translation here stays, unless the person who imports
wants the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from toolkit import late, limits
from toolkit.catalog import origin, provenance, typed_over
from toolkit.exchange import MessageUnit, Parcel, checksum, checksum_of, named, state_of, token, verdicts
from toolkit.exchange.verdicts import misfits, shuffled, slipped, strayed, undone
from toolkit.findings import Finding, ranges, report
from toolkit.model import Catalog, Entry, Location
from toolkit.text import segment
from toolkit.text.garbled import misread, ungarbled
from toolkit.text.hygiene import SURROGATE, UNDECIDED, blank, counted, shortened, tidy

_NO_TEXT = late.regex(rf"\0|{SURROGATE.pattern}|{UNDECIDED}")
"""Characters that no text can hold, and the mark of `msgcat` between versions that nobody decided between."""
_TELLING = 12
"""Characters of a sentence that isn't the same in two languages by chance, as “No.” is."""
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the messages of a parcel."""

    taken: tuple[Entry, ...] = ()
    """As they are now."""
    dated: int = 0
    """Those of `taken` whose source has changed since they went out: fuzzy, or obsolete where it is gone."""
    unchanged: int = 0
    conflicts: int = 0
    unknown: int = 0
    left_out: int = 0
    """Rows in which something is wrong."""

    def __str__(self) -> str:
        dated = f" ({self.dated} of them for a source that has changed since)" if self.dated else ""
        conflicts = counted(self.conflicts, "conflict")
        wrong = f", {self.left_out} left out" if self.left_out else ""
        return (
            f"{len(self.taken)} taken{dated}, {self.unchanged} unchanged, {conflicts}, "
            f"{self.unknown} unknown{wrong}"
        )

    def lines(self) -> Iterator[str]:
        """A line for each message that was taken."""
        for entry in self.taken:
            yield f"{entry.state}: {entry.context}: {_short(entry.source)}"


def take(
    existing: Catalog, came: Parcel, path: str, *, theirs: bool = False
) -> tuple[Catalog, Intake, tuple[Finding, ...]]:
    """The catalog with what is taken of a parcel, and what that was.

    path    of the file, for findings
    theirs  in a conflict, take what came; what stood here is kept in translator's comments

    A second intake of the same parcel changes nothing. A row in which something is wrong is left out.
    """
    for unit in came.units:
        limits.check(len(unit.target), limits.MESSAGE, Location(path, unit.line))
    work = _Unpacking(existing, path, theirs, bound=came.bound)
    work.findings += came.findings
    work.left_out += came.unread
    messages = {(work.live(unit), unit.source, unit.target) for unit in came.units}
    work.texts = Counter((source, target) for _, source, target in messages)
    for unit in work.whole(came.units) if came.bound else work.sound(came.units):
        work.take(unit)
    if work.typed:
        drafts = [entry for _, entry in work.typed]
        work.findings += typed_over.told(drafts, Location(path, work.typed[0][0]))
    if came.whole:
        work.look_for_the_rest(came.unread)
    after = replace(existing, entries=tuple(work.entries.values()), obsolete=tuple(work.obsolete.values()))
    taken = tuple(work.taken.values())
    return (
        after if taken else existing,
        Intake(taken, work.dated, work.unchanged, work.conflicts, work.unknown, work.left_out),
        tuple(work.findings),
    )


class _Unpacking:
    """A parcel while it is unpacked."""

    def __init__(self, catalog: Catalog, path: str, theirs: bool, *, bound: bool) -> None:
        self.path = path
        self.bound = bound
        self.source_lang = catalog.source_lang
        self.theirs = theirs
        self.entries = {e.key: e for e in catalog.entries}
        self.obsolete = {e.key: e for e in catalog.obsolete}
        usable = [entry for entry in catalog.entries if not entry.plural]
        # Any of its paragraphs' ids will do, and the one that it went out under.
        self.by_id: dict[str, _Key] = {}
        for entry in usable:
            self.by_id |= dict.fromkeys(entry.ids, entry.key)
        self.by_id |= {name: e.key for name, e in named(usable)}
        # A name or a signature has no paragraph's id; but there is just one in its context.
        self.by_context: dict[str, _Key | None] = {}
        for entry in usable:
            if entry.context and not entry.ids:
                once = entry.context not in self.by_context
                self.by_context[entry.context] = entry.key if once else None
        self.by_source: dict[str, _Key | None] = {}
        for entry in usable:
            self.by_source[entry.source] = None if entry.source in self.by_source else entry.key
        self.sources = self.by_source.keys()
        self.usable = {entry.key for entry in usable}
        self.texts: Counter[tuple[str, str]] = Counter()
        """How many messages of the file have these words, and this translation of them."""
        self.seen: set[_Key] = set()
        self.taken: dict[_Key, Entry] = {}
        self.typed: list[tuple[int, Entry]] = []
        """Lines, and drafts that were typed over their sources."""
        self.findings: list[Finding] = []
        self.dated = self.unchanged = self.conflicts = self.unknown = self.left_out = 0

    def whole(self, rows: Sequence[MessageUnit]) -> list[MessageUnit]:
        """The rows in which nothing is wrong, where none can have slipped.

        About all others there are findings.
        """
        faults = {k: fault for k, unit in enumerate(rows) if (fault := self._fault(unit))}
        # A source beside another's id is an older one.
        wrong = {k: fault for k, fault in faults.items() if fault != "D272"}
        self._leave_out(rows, wrong)
        half = [k for k, unit in enumerate(rows) if k not in wrong and self._half_done(unit)]
        self._say_all("D279", [rows[k] for k in half])
        units = [replace(unit, state="fuzzy") if k in half else unit for k, unit in enumerate(rows)]
        return [unit for k, unit in enumerate(units) if k not in wrong]

    def _half_done(self, unit: MessageUnit) -> bool:
        """Whether a new translation has a sentence of its source, and not all of it."""
        # A text that is the same in both languages, such as a name, is no half.
        if unit.state != "done" or unit.target == unit.source or unit.target == self._here(unit):
            return False
        sentences = [sentence.strip() for sentence in segment.split(unit.source, self.source_lang)]
        told = [sentence for sentence in sentences if len(sentence) >= _TELLING and sentence in unit.target]
        return len(sentences) > 1 and bool(told)

    def sound(self, rows: Sequence[MessageUnit]) -> list[MessageUnit]:
        """The rows in which nothing is wrong.

        About all others there are findings.
        """
        units = [undone(unit, self.sources, self._here(unit)) for unit in rows]
        wrong: dict[int, str] = {}
        for k, unit in enumerate(units):
            if fault := self._fault(unit):
                wrong[k] = fault
        crossed = [k for k in wrong if wrong[k] == "D272"]
        if len(crossed) == 1 and (units[crossed[0]].context, units[crossed[0]].source) not in self.entries:
            # Nothing was sorted: it is a text that was edited since.
            del wrong[crossed[0]]
        # What a whole column tells outweighs what its rows tell by themselves.
        slid = set(chain.from_iterable(slipped(units)))
        gone, near = strayed(units, slid)
        wrong |= dict.fromkeys(sorted(slid.union(gone)), "D271")
        for places in self._twice(units, wrong).values():
            wrong |= dict.fromkeys(places, "D275")
        # Lengths are asked of new translations alone: an old one fitted when it went out.
        doubtful = set(chain.from_iterable(misfits(units))) - wrong.keys()
        doubtful = {k for k in doubtful if checksum(units[k].target) != checksum_of(units[k].base)}
        mixed = set(shuffled(units)) - doubtful - wrong.keys()
        moved = set(near) - doubtful - mixed - wrong.keys()
        blanks = {k for k, unit in enumerate(units) if unit.target and blank(unit.target)}
        self._leave_out(units, wrong)
        self._say_all("D277.slipped", [units[k] for k in sorted(doubtful)])
        self._say_all("D277.sorted", [units[k] for k in sorted(mixed)])
        self._say_all("D277.moved", [units[k] for k in sorted(moved)])
        self._say_all("D273", [units[k] for k in sorted(blanks - wrong.keys())])
        sound = []
        for k, unit in enumerate(units):
            if k in wrong:
                continue
            if k in blanks:
                sound.append(replace(unit, target=""))
            else:
                sound.append(replace(unit, state="fuzzy") if k in doubtful | mixed | moved else unit)
        return sound

    def _leave_out(self, units: Sequence[MessageUnit], wrong: Mapping[int, str]) -> None:
        """Report rows, by the codes of what is wrong in them."""
        # A finding a fault, not a row: a sorted column makes hundreds.
        for code in dict.fromkeys(wrong.values()):
            faulty = [units[k] for k in wrong if wrong[k] == code]
            self.left_out += len(faulty)
            self._say_all(code, faulty)
            self.seen |= {key for unit in faulty if (key := self.live(unit))}

    def _here(self, unit: MessageUnit) -> str:
        key = self.live(unit)
        return self.entries[key].target if key else ""

    def _fault(self, unit: MessageUnit) -> str:
        """The code of what is wrong with a row, or ""."""
        # What the catalog has itself is no fault of the file.
        texts = unit.target, unit.source, unit.context
        if any(_NO_TEXT.search(text) for text in texts if text not in self.sources):
            return "D276"
        new = checksum(unit.target) != checksum_of(unit.base)
        if new and _garbled(unit.target) and not _garbled(unit.source):
            return "D278"
        if ungarbled(unit.source) in self.sources:
            return "D278"
        return "D272" if self._crossed(unit) else ""

    def _crossed(self, unit: MessageUnit) -> bool:
        """Whether id and source of a row are of two messages."""
        own = self.by_id.get(unit.id)
        if own is None or own[1] == unit.source or unit.source not in self.sources:
            return False
        # Of several paragraphs with these words, the one whose id went out was edited since.
        other = self.entries.get((unit.context, unit.source))
        return other is None or not other.target or token(state_of(other), other.target) != unit.base

    def _twice(self, units: Sequence[MessageUnit], wrong: Mapping[int, str]) -> dict[_Key, list[int]]:
        """Rows of one message with several new translations."""
        rows: defaultdict[_Key, list[int]] = defaultdict(list)
        for k, unit in enumerate(units):
            if k not in wrong:
                rows[self.live(unit) or (unit.context, unit.source)].append(k)
        twice = {}
        for key, places in rows.items():
            new = set()
            for unit in (units[k] for k in places):
                if token(verdicts.meant(unit, None), unit.target) != unit.base:
                    new.add((unit.target, unit.state))
            if len(new) > 1:
                twice[key] = places
        return twice

    def look_for_the_rest(self, unread: int) -> None:
        """Report how many messages the file lacks.

        unread  rows that can't be read, which may have been some of them
        """
        if self.seen and len(rest := self.usable - self.seen) > unread:
            first = next(key[1] for key in self.entries if key in rest)
            missing = len(rest) - unread
            where = Location(self.path, 0)
            self.findings.append(report("D274", where, messages=missing, source=_short(first)))

    def _say_all(self, code: str, rows: Sequence[MessageUnit]) -> None:
        """Report all rows with one fault together."""
        if rows:
            where = Location(self.path, rows[0].line)
            lines = ranges(sorted({unit.line for unit in rows}))
            source = _short(rows[0].source)
            self.findings.append(report(code, where, rows=len(rows), lines=lines, source=source))

    def take(self, unit: MessageUnit) -> None:
        """Decide about one message."""
        key = self.live(unit)
        if key is not None:
            self.seen.add(key)
            unit = self._put_in_place(unit, key)
        gone = key is None
        where = self.obsolete if gone else self.entries
        key = key or (unit.context, unit.source)
        ours = where.get(key)
        if ours is None:
            # Of what is gone only new work is worth a word.
            untouched = not unit.target or token(verdicts.meant(unit, None), unit.target) == unit.base
            # A copy of a catalog had the message once.
            known = unit.base or (self.bound and unit.target)
            if key in self.entries or not (known and unit.source):
                self.unknown += 1
                self._say("D263.unknown", unit)
                return
            # A remark is kept as well: an update keeps it with what is gone.
            if untouched and not provenance.remarks(unit.comments):
                self.unchanged += 1
                return
            self._say("D264", unit)
            ours = Entry(*key)
        elif ours.plural:
            self.unknown += 1
            self._say("D263.plural", unit)
            return
        self._settle(unit, key, ours, where, gone=gone)

    def _put_in_place(self, unit: MessageUnit, key: _Key) -> MessageUnit:
        """The unit, whose translation may have been typed over the source."""
        source, typed = key[1], unit.source
        if (
            unit.target
            or unit.id not in self.by_id
            or not typed_over.stands_over(typed, source, self.sources)
        ):
            return unit
        self.typed.append((unit.line, Entry(*key, target=typed)))
        return replace(unit, source=source, target=typed, state="fuzzy")

    def live(self, unit: MessageUnit) -> _Key | None:
        """The message that a unit stands for, if it is in use.

        Its source may have changed.
        """
        key = (unit.context, unit.source)
        by_id = self.by_id.get(unit.id)
        # A format may not be able to carry a context.
        if by_id and by_id[1] == unit.source and unit.context in {"", by_id[0]}:
            return by_id
        if key in self.entries and not self.entries[key].plural:
            return key
        if not unit.context and not by_id:  # somebody has emptied both cells: the words may still tell
            return self.by_source.get(unit.source)
        return by_id or (self.by_context.get(unit.context) if unit.id.startswith("m") else None)

    def _settle(
        self, unit: MessageUnit, key: _Key, ours: Entry, where: dict[_Key, Entry], *, gone: bool
    ) -> None:
        """Put what is taken in the place of an entry."""
        verdict = verdicts.verdict(ours, unit)
        made = ours.replace(comments=verdicts.comments(ours, unit))
        against = verdict in {"conflict", "deleted"}
        if verdict == "take" or (against and self.theirs):
            # What gives way is kept where the translator finds it.
            if against or self._copied(ours, unit):
                made = made.replace(comments=(*made.comments, *verdicts.kept(ours.target, made.comments)))
            made = verdicts.merged(made, unit)
            self.dated += gone or not verdicts.same_source(ours, unit)
        elif against:
            self.conflicts += 1
            name = f"D261.{verdicts.difference(ours, unit)}" if verdict == "conflict" else "D262"
            texts = {"here": tidy(ours.target), "there": tidy(unit.target)}
            if name == "D261.marked":
                texts |= {"ours": state_of(ours), "theirs": verdicts.meant(unit, ours)}
            self._say(name, unit, **texts)
        if made != ours:
            where[key] = self.taken[key] = made
        elif verdict == "unchanged":
            self.unchanged += 1

    def _copied(self, ours: Entry, unit: MessageUnit) -> bool:
        """Whether a program may have put what stands at others of these words over a person's text."""
        several = self.texts[unit.source, unit.target] > 1
        return several and unit.target != ours.target and origin(ours) in {"human", "revised"}

    def _say(self, name: str, unit: MessageUnit, **texts: str) -> None:
        """Report something about one message."""
        about = {"context": unit.context or "message", "source": _short(unit.source), **texts}
        self.findings.append(report(name, Location(self.path, unit.line), **about))


def _garbled(text: str) -> bool:
    return bool(ungarbled(text) or misread(text))


def _short(text: str) -> str:
    return shortened(tidy(text))
