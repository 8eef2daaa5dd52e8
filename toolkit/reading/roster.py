"""Second pass: which candidates are labels, and whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from toolkit.config import Sidecar
from toolkit.model import Role
from toolkit.reading import evidence, marks, together
from toolkit.reading.aliases import merge
from toolkit.reading.evidence import credit_lines
from toolkit.reading.groups import CLASS, SPEAKERS, At, Cast, LabelGroup, Together, UnsureLabel
from toolkit.reading.lexicon import key, language
from toolkit.reading.names import Name, name
from toolkit.reading.people import people
from toolkit.reading.shapes import Candidate, parliament
from toolkit.reading.signs import ends_sentence, is_question
from toolkit.reading.times import cue

_ROUNDS = 3
"""How often labels are looked at again, without those that turned out not to be several people's."""


def cast(
    lines: Sequence[str],
    gaps: Sequence[bool],
    found: Sequence[Candidate | None],
    sidecar: Sidecar,
    lang: str = "und",
) -> Cast:
    """Decide for all lines of a document.

    lines  stripped, none empty
    gaps   whether a blank line stands before each
    found  the candidate of each
    lang   BCP 47
    """
    decided = {key(one.label): one.speakers for one in sidecar.decide if one.label}
    names = list({one.name.key: one.name for one in found if one is not None}.values())
    joint = {**together.several(names, sidecar), **decided}
    for _ in range(_ROUNDS):
        casting = _Casting(lines, gaps, found, sidecar, lang, joint)
        made = casting.run()
        heard = together.known([one for one in names if one.key in joint], casting.voices(), casting.declared)
        if joint.keys() <= {*heard, *decided}:
            return made
        # A label with the name of somebody who isn't a voice in the end is one voice itself.
        joint = {**{one: parts for one, parts in joint.items() if one in heard}, **decided}
    return _Casting(lines, gaps, found, sidecar, lang, decided).run()


class _Casting:
    """The state of one decision."""

    def __init__(
        self,
        lines: Sequence[str],
        gaps: Sequence[bool],
        found: Sequence[Candidate | None],
        sidecar: Sidecar,
        lang: str,
        joint: together.NameParts,
    ) -> None:
        self.lang = lang
        self.lines, self.gaps, self.found, self.sidecar = lines, gaps, list(found), sidecar
        self.joint = dict(joint)
        """Labels of several people."""
        self.shared: dict[int, Candidate] = {}
        """Index of line -> such a label."""
        for place, one in enumerate(found):
            if one is not None and one.name.key in joint:
                self.shared[place] = one
                self.found[place] = None
        self.together: list[Together] = []
        self.not_speakers = {key(label) for label in sidecar.not_speakers}
        self.known = {key(label): one for one in sidecar.speakers for label in (one.name, *one.aliases)}
        self.groups: dict[At, LabelGroup] = {}
        self.accepted: set[At] = set()
        self.credits: set[int] = set()
        self.doubts: list[UnsureLabel] = []
        self.declared: dict[str, str] = {}
        self.roles: dict[str, Role] = {}  # of the signs that ask and answer
        # Times and numbers of cues are between the paragraphs and no part of them.
        self.filler = [line[0] in "[(0123456789" and (line.isdigit() or cue(line)) for line in lines]
        self.often_gapped = sum(gaps) >= 0.3 * len(gaps)

    def run(self) -> Cast:
        self._collect()
        self._stops()
        self.declared = {**evidence.pairs(one for one, _ in self.groups), **self.declared}
        self.credits = credit_lines(self.groups, self.lines, self.gaps, self.found)
        evidence.headline(self.lines, self.groups)
        self._strong()
        strong = any(at[1] == "strong" for at in self.accepted)
        self.accepted |= evidence.dashes(self.groups, self.lines, self._begins, strong=strong)
        for form in ("letter", "bracket", "arrow", "gap", "period", "kagi", "line"):
            self._weak(form)
        self._sentences()
        self._again()
        self._marks()
        begins = [self._begins(i) for i in range(len(self.lines))]
        self.doubts += evidence.refused(
            self.found, begins, self.groups, self.accepted, self.doubts, self.credits
        )
        return self._cast()

    def voices(self) -> list[Name]:
        """Who has an accepted label, or is named by the editor."""
        told = (name(label) for one in self.sidecar.speakers for label in (one.name, *one.aliases))
        return [*(self.groups[at].name for at in self.accepted), *told]

    def _collect(self) -> None:
        chunk = 0
        verses = evidence.verses(self.lines, self.found)
        for place, one in enumerate(self.found):
            if self.gaps[place]:
                chunk += 1
            if one is None or place in verses:
                continue
            label = one.name
            if self.not_speakers and {label.key, key(label.printed)} & self.not_speakers:
                continue
            if label.looks in SPEAKERS or label.key in self.known:
                at = (label.key, CLASS[one.form])
                group = self.groups.get(at)
                if group is None:
                    group = self.groups[at] = LabelGroup(label)
                group.add(place, chunk, one)
                if label.alias:
                    self.declared[key(label.alias)] = label.key

    def _stops(self) -> None:
        for place, one in evidence.stops(self.lines, self.found, self.groups).items():
            if {one.name.key, key(one.name.printed)} & self.not_speakers:
                continue
            at = (one.name.key, CLASS[one.form])
            self.groups.setdefault(at, LabelGroup(replace(one.name, looks="open"))).add(place, place, one)

    def _again(self) -> None:
        """Accept names that answer other forms."""
        # With a colon: "MR. LEE: ..." and "Q   ...".
        if not self.accepted or any(at[1] == "strong" for at in self.accepted):
            return
        others = sorted(place for at in self.accepted for place in self.groups[at].places)
        mine = {at: group for at, group in self.groups.items() if at[1] == "strong"}
        for members in self._clusters(mine).values():
            places = sorted(place for at in members for place in mine[at].places)
            if evidence.answers(places, others):
                self.accepted |= set(members)
        if any(at in self.accepted for at in mine):
            self._singles({at: group for at, group in mine.items() if at not in self.accepted})

    def _marks(self) -> None:
        """Accept signs that ask and answer."""
        # Where nothing else tells who speaks.
        if any(at[1] != "dash" for at in self.accepted):
            return
        signs, self.roles = marks.dialogue(self.lines, self._begins, self.not_speakers)
        if signs:
            self.accepted = {(one.name.key, "mark") for one in signs.values()}
        for place, one in signs.items():
            self.found[place] = one
            self.groups.setdefault((one.name.key, "mark"), LabelGroup(one.name)).add(place, place, one)

    def _sure(self, at: At, timed: int = 0) -> bool:
        group = self.groups[at]
        return (
            at[0] in self.known
            or group.name.looks == "role"
            or at[0] in self.declared
            or bool(group.name.alias)
            or group.voiced
            or (at[1] == "period" and parliament(group.name))
            or (group.timed > 0 and timed >= 2)
        )

    def _strong(self) -> None:
        mine = {at: group for at, group in self.groups.items() if at[1] in {"strong", "letter"}}
        timed = sum(group.timed for group in mine.values())
        clusters = self._clusters(mine)
        sure = {one for one, members in clusters.items() if any(self._sure(at, timed) for at in members)}
        often = {one for one, members in clusters.items() if sum(mine[at].count for at in members) >= 2}
        often -= evidence.dialogues(self.groups, clusters, often - sure)
        likely = sure | often
        ring = {one: [mine[at] for at in clusters[one]] for one in clusters if one in likely}
        if (evidence.alternate(ring) and self._enough(ring)) or (
            len(ring) == 1 and self._alone(*next(iter(ring.values())))
        ):
            taken = set(ring)
        else:
            taken = sure
        self.accepted |= {at for one in taken for at in clusters[one] if at[1] == "strong"}
        rest = {
            at: mine[at] for one in clusters if one not in taken for at in clusters[one] if at[1] == "strong"
        }
        if self.accepted:
            self._singles(rest)
        else:
            self._few(rest)

    def _clusters(self, mine: dict[At, LabelGroup]) -> dict[str, list[At]]:
        """Groups whose names may mean one speaker."""
        # "Dr. Mara Lind" and "Lind" occur twice together.
        cut = [at[0] for at, group in mine.items() if group.name.base.endswith(".")]
        full, _ = merge([at[0] for at in mine], self.declared, cut=cut)
        clusters: dict[str, list[At]] = {}
        for at in mine:
            clusters.setdefault(full[at[0]], []).append(at)
        return clusters

    def _enough(self, ring: Mapping[str, Sequence[LabelGroup]]) -> bool:
        """Whether labels begin enough paragraphs."""
        # Words that are no names must begin a good part of them, between the first and the last.
        groups = [group for found in ring.values() for group in found]
        if any(group.name.looks in {"name", "role"} for group in groups):
            return True
        places = [place for group in groups for place in (group.places[0], group.places[-1])]
        return sum(group.count for group in groups) >= 0.15 * (max(places) - min(places) + 1)

    def _alone(self, *groups: LabelGroup) -> bool:
        """Whether one name that recurs is enough."""
        # Only where it is surely a name, and all along the document.
        count = sum(group.count for group in groups)
        span = len(self.lines) - min(group.places[0] for group in groups)
        return any(group.name.looks == "name" for group in groups) and count >= 3 and count >= 0.25 * span

    def _singles(self, rest: dict[At, LabelGroup]) -> None:
        """Accept labels that occur once."""
        # In a document where others are sure.
        first = min(self.groups[at].places[0] for at in self.accepted)
        long = [line for line in self.lines[:400] if len(line) >= 40]
        shouting = sum(map(str.isupper, long)) > 1 + 0.3 * len(long)
        for at, group in rest.items():
            place = group.places[0]
            one = self.found[place]
            if one is None or group.count > 1:
                self.doubts.append(UnsureLabel(place, group.name.printed, False))
                continue
            text = self.lines[place][one.start :]
            named = group.name.looks == "name" and not (shouting and group.name.base.isupper())
            # A title may have a colon in it: "Mara Lind: Rivers Remember".
            if (
                not named
                or not self._begins(place)
                or (place < first and (not ends_sentence(text) or not place))
            ):
                continue
            self.accepted.add(at)
            self.doubts.append(UnsureLabel(place, group.name.printed, True))

    def _begins(self, place: int) -> bool:
        """Whether a line begins a paragraph."""
        # So far as blank lines can tell.
        return self.gaps[place] or not self.often_gapped or self.filler[place - 1]

    def _few(self, rest: dict[At, LabelGroup]) -> None:
        """Accept the labels of a short text."""
        # Everybody speaks once, or all but one.
        good = {at: group for at, group in rest.items() if self._begins(group.places[0])}
        places = (place for group in good.values() for place in group.places)
        texts = [self.lines[i][one.start :] if (one := self.found[i]) else "" for i in places]
        if len(good) < 2 or not any(texts):
            return
        first = min(group.places[0] for group in good.values())
        begun = sum(
            self._begins(i) and not self.filler[i] and evidence.can_begin(self.lines, self.gaps, i)
            for i in range(first, len(self.lines))
        )
        share = (len(texts) + len(self.shared)) / max(1, begun)
        named = all(group.name.looks == "name" for group in good.values())
        # Some speak again, and nearly every paragraph has a label.
        again = len(texts) > len(good) and share >= 0.8
        whole = first <= 1 and share >= 1 and all(map(ends_sentence, texts))
        if again or whole or (named and share >= 0.4) or (any(map(is_question, texts)) and share >= 0.6):
            for at, group in good.items():
                self.accepted.add(at)
                if group.count == 1:
                    self.doubts.append(UnsureLabel(group.places[0], group.name.printed, True))

    def _weak(self, form: str) -> None:
        """Accept shapes that ordinary text has too."""
        # They must recur and alternate.
        mine = {at: group for at, group in self.groups.items() if at[1] == form}
        if form == "bracket":
            mine = {
                at: group
                for at, group in mine.items()
                if at[0] in self.known or not evidence.heads_title(group, self.lines, self.found)
            }
        others = {at[0] for at in self.accepted}
        sure = {at for at, group in mine.items() if self._sure(at)}
        often: set[At] = set()
        for members in self._clusters(mine).values():
            if sum(mine[at].count for at in members) >= 2:
                often |= {*members}
        total = sum(group.count for at, group in mine.items() if at in sure | often)
        ring = {at: mine[at] for at in sure | often}
        if form == "line":
            ring = {
                at: group for at, group in ring.items() if evidence.heads_text(group, self.lines, self.found)
            }
            sure &= set(ring)
        names = {at[0] for at in ring} | others
        if (
            len({at[0] for at in ring}) >= 2
            and (total >= 3 or len(sure) >= 2)
            and evidence.alternate({at[0]: [group] for at, group in ring.items()})
        ):
            self.accepted |= set(ring)
        elif sure and (len(names) >= 2 or total >= 2 or form == "letter"):
            self.accepted |= sure
        elif len(names) >= 2 and total >= 2 and self._joins(ring):
            self.accepted |= set(ring)
        taken = sum(group.count for at, group in mine.items() if at in self.accepted)
        if form in {"bracket", "arrow"} and taken:
            self.accepted |= {at for at, group in mine.items() if group.name.looks == "name"}
        elif form == "period" and taken >= 2:
            for at, group in mine.items():
                if at not in self.accepted and group.count == 1 and group.name.looks == "name":
                    self.accepted.add(at)
                    self.doubts.append(UnsureLabel(group.places[0], group.name.printed, True))

    def _joins(self, ring: Mapping[At, LabelGroup]) -> bool:
        """Whether names take turns with accepted ones."""
        # "—" asks, a name answers. Of names alone on their lines only those in capitals: a phrase may recur.
        alone = [self.lines[group.places[0]] for at, group in ring.items() if at[1] == "line"]
        if not ring or not all(map(str.isupper, alone)):
            return False
        rest = {at[0]: [self.groups[at]] for at in self.accepted}
        return evidence.alternate({**rest, **{at[0]: [group] for at, group in ring.items()}})

    def _sentences(self) -> None:
        """Accept names with a full stop, as in plays."""
        # "Anna. Who is it?": only where nearly all paragraphs begin so.
        ring = {at: group for at, group in self.groups.items() if at[1] == "sentence" and group.count >= 2}
        count = sum(group.count for group in ring.values())
        if not self.accepted and len(ring) >= 2 and count >= 0.7 * len(self.lines):
            self.accepted |= set(ring)

    def _cast(self) -> Cast:
        taken: dict[str, LabelGroup] = {}
        for at in sorted(self.accepted, key=lambda at: self.groups[at].places[0]):
            group = self.groups[at]
            if at[0] in taken:
                taken[at[0]].names.update(group.names)
            else:
                taken[at[0]] = group
        places = [place for at in self.accepted for place in self.groups[at].places]
        labels = {place: one for place in places if (one := self.found[place]) is not None}
        used = {at[1] for at in self.accepted} | ({"strong"} if self.known or not self.accepted else set())
        first = min(labels, default=0)
        # Of names alone on a line, those above the first label are a headline.
        labels |= {
            place: one
            for place, one in self.shared.items()
            if CLASS[one.form] in used and (CLASS[one.form] != "line" or place > first)
        }
        self._weigh(taken, labels)
        alone = {one: tuple(group.names.values()) for one, group in taken.items() if one not in self.joint}
        whose = together.whose(self.joint, alone, self.sidecar)
        for part in chain.from_iterable(whose.values()):
            alone.setdefault(part.key, (part,))
        who, vague = people(alone, self.declared, self.sidecar)
        for label, parts in whose.items():
            who[label] = tuple(dict.fromkeys(chain.from_iterable(who[part.key] for part in parts)))
        for sign, role in self.roles.items():
            who[sign] = tuple(replace(one, role=role) if one.role == "unknown" else one for one in who[sign])
        unclear = tuple(
            (taken[short].places[0], taken[short].name.base, others)
            for short, others in vague.items()
            if short in taken
        )
        # Who speaks together with others is no doubtful voice.
        weighed = {one.label for one in self.together}.union(*self.joint.values())
        doubts = sorted(
            [doubt for doubt in self.doubts if doubt.label not in weighed], key=lambda doubt: doubt.place
        )
        return Cast(who, labels, frozenset(self.credits), tuple(doubts), tuple(self.together), unclear)

    def _weigh(self, taken: Mapping[str, LabelGroup], labels: Mapping[int, Candidate]) -> None:
        """Labels that may be several people's."""
        # They are accepted as one name.
        names = [group.name for one, group in taken.items() if group.name.splits and one not in self.known]
        if not names:
            return
        mine = {one.key for one in names}
        voices = [one for one in self.voices() if one.key not in mine]
        said = [line[labels[i].start :] if i in labels else line for i, line in enumerate(self.lines)]
        lang = self.lang.partition("-")[0]
        lang = language("und", " ".join(said[:300])) if lang == "und" else lang
        several, single = together.weigh(names, voices, self.declared, said, lang)
        self.joint.update(several)
        for one in names:
            parts = several.get(one.key) or single.get(one.key)
            if parts:
                at = taken[one.key].places[0]
                self.together.append(Together(at, one.printed, parts, one.key in several))
