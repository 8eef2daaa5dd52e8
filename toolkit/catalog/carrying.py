"""Translations carried to the next version of a document.

The words decide.

* What was finished for some words stays finished wherever they stand and whoever says them. A comment tells
  that it was another, until a person deletes it.
* Words that were edited, merged or split have what was translated as a suggestion, fuzzy.
* What was finished and has its words no longer is kept as obsolete, so it is back when they are. `msgmerge`
  gives it back as well.

Law: no obsolete entry with a translation has a source that stands empty in the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, compress

from toolkit.catalog import before, beside, contexts, edits, portions, provenance, review
from toolkit.catalog.changes import Changes
from toolkit.catalog.comments import code
from toolkit.catalog.match import Match
from toolkit.catalog.portions import shares, together, whole
from toolkit.grouped import grouped
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Entry
from toolkit.text.difference import ChangeKind
from toolkit.text.hygiene import fitted, tidy, unblanked, untypeset


def translation(
    old: Catalog | None, new: Catalog, lang: str, accept: Collection[ChangeKind] = ()
) -> tuple[tuple[Entry, ...], tuple[Entry, ...], Changes]:
    """The entries of a translation's next version.

    Besides, what is out of use, and what changed.

    old     the translation as it was; None for the first time
    new     the template as it is now
    accept  kinds of edits that a person has looked at: what was finished before one stays finished
    """
    work = _Work(old, new)
    targets = [entry.target for entry in work.known]
    work.take(new.entries, shares(work.matches, targets, new, lang))
    work.go_on_with_drafts(new.entries)
    work.fill(new.entries)
    work.tell_edits(accept, new.source_lang, lang)
    made = portions.followed(work.made, work.keys)
    return made, portions.resting(work.obsolete(), work.keys, made), work.changes()


class _Work:
    """The state of one update."""

    def __init__(self, old: Catalog | None, new: Catalog) -> None:
        present = (*old.entries, *portions.set_apart(old, new)) if old else ()
        self.all = [*present, *(old.obsolete if old else ())]
        # Messages with plural forms are another program's. They are kept, but translate nothing here.
        wanted = {entry.key for entry in new.entries} if any(entry.plural for entry in self.all) else set()
        self.ours = [k for k, e in enumerate(self.all) if not e.plural or e.key in wanted]
        """The place in `all` of each entry that is diglot's: what all other numbers are counted by."""
        # A doubt that a person has resolved meanwhile isn't carried on.
        self.known = [beside.settled(self.all[k]) for k in self.ours]
        self.live = bisect_left(self.ours, len(present))
        """Entries that were in use; those behind them are obsolete."""
        self.present = len(present)
        pairs = before.by_key(self.known, new.entries)
        pairs, self.beside = before.at_home(self.known, new.entries, pairs)
        """Entry of the template -> what gave way to what was finished: a draft, or a copy of another."""
        rest = [
            0 <= k < self.live and beside.at_rest(self.known[k], now)
            for k, now in zip(pairs, new.entries, strict=True)
        ]
        self.others = [i for i, rests in enumerate(rest) if not rests]
        """Entries of the template whose messages aren't at rest: nearly all of a long text is."""
        self.kept = set(compress(pairs, rest))
        """Known entries that are in use with the same words."""
        self.matches = before.matches(self.known, self.live, new.entries, pairs, self.others)
        """What entries were before: of those that aren't at rest, at least."""
        self._done_first(new.entries)
        self.suggested: set[int] = set()
        """Those that something was suggested from."""
        self.said: defaultdict[int, list[str]] = defaultdict(list)
        """Known entry -> what was suggested from it."""
        self.untouched: set[int] = set()
        """Suggestions that are no longer needed."""
        self.left: list[Entry] = []
        """Drafts whose edit is accepted, and which a person has to look at all the same."""
        self.made = [
            self.known[k] if rests else now for k, rests, now in zip(pairs, rest, new.entries, strict=True)
        ]
        """All entries; those of the others are made by `take`."""
        self.kinds: dict[int, str] = {}
        """What became of each of the others, as `Changes` names it."""
        self.parts: dict[int, list[Entry]] = {}
        """What each of the others was made of."""
        were, names = portions.names(self.known), portions.names(new.entries)
        self.names = names | were, names
        self.keys = portions.keys(were, names)

    def _done_first(self, entries: Sequence[Entry]) -> None:
        """Have what is finished go first.

        Paragraphs that are one message now have what was finished for one of them.
        """
        drafts = [i for i in self.others if (k := self.matches[i].old) >= 0 and self.known[k].state != "done"]
        if not drafts:
            return
        used = {-1, *self.kept, *(pair.old for pair in self.matches.values())}
        done = before.by_id((k, self.known[k]) for k in range(self.live) if self.known[k].state == "done")
        for i in drafts:
            pair, now = self.matches[i], entries[i]
            for name in now.ids:
                if (k := done.get(name, -1)) not in used and beside.same(self.known[k].source, now.source):
                    if self.known[pair.old].key == now.key:
                        # Two of one name can't be in a file, not even as obsolete.
                        self.beside[i] = pair.old
                    self.matches[i] = Match("edited", k, 1.0)
                    used.add(k)
                    break

    def take(self, entries: Sequence[Entry], shares: Mapping[int, str]) -> None:
        """Make each of the others with what it has of before."""
        for i in self.others:
            pair, now = self.matches[i], entries[i]
            if pair.old >= 0 and beside.same(self.known[pair.old].source, now.source):
                # Who has corrected a speaker has changed no word: it stays done (decision 131).
                self.kept.add(pair.old)
                made = self._kept(now, self.known[pair.old])
                if i in self.beside:
                    self.kept.add(self.beside[i])
                    made = made.replace(comments=provenance.beside(made, self.known[self.beside[i]]))
                self._add(i, made, self._moved(pair.old, now), [self.known[pair.old]])
                continue
            ks = list(pair.parts or ([pair.old] if pair.old >= 0 else ()))
            # What became words that are finished is as these are (decision 830); and where one of several
            # paragraphs with the same words changed, the others keep the message.
            siblings = (self._by_id[name] for name in now.ids if name in self._by_id)
            like = self._by_words.get(untypeset(now.source)) if ks else next(siblings, None)
            if like is not None:
                there, target = self.known[like], self.known[like].target
                parts = [there.replace(comments=provenance.marks(there), flags=())]
                if beside.same(there.source, now.source):
                    self._add(i, self._kept(now, *parts), self._moved(like, now) if target else "new", parts)
                    continue
            else:
                self.suggested.update(ks)
                parts = [self.known[k] for k in ks]
                # A piece of what was split has its share; what was merged has all, in order (decision 134).
                target = shares.get(i, "") if len(pair.parts) == 1 else together(parts)
                for k in ks:
                    self.said[k].append(target)
            made = self._suggestion(now, parts, target)
            # What nobody has translated was edited all the same, where it has its id of before.
            edited = made.target or not set(now.ids).isdisjoint(chain.from_iterable(p.ids for p in parts))
            self._add(i, made, "edited" if edited else "new", parts)

    # From the last to the first, so that of several entries the first one is found.

    @WorkedOut
    def _by_id(self) -> dict[str, int]:
        return before.by_id((k, self.known[k]) for k in range(self.live - 1, -1, -1))

    @WorkedOut
    def _by_words(self) -> dict[str, int]:
        finished = (k for k in range(self.live - 1, -1, -1) if self.known[k].state == "done")
        return {untypeset(self.known[k].source): k for k in finished if tidy(self.known[k].target)}

    def _add(self, i: int, made: Entry, kind: str, parts: list[Entry]) -> None:
        self.made[i], self.kinds[i], self.parts[i] = made, kind, parts

    def _moved(self, k: int, now: Entry) -> str:
        was = self.known[k]
        if k >= self.live:
            return "back"
        return "context" if was.state == "done" and self._elsewhere(was.context, now) else "unchanged"

    def _elsewhere(self, context: str, now: Entry) -> bool:
        """Whether a context is another than an entry's.

        Who has the key or the name of before is the same.
        """
        were, names = self.names
        same = contexts.shared(context) == contexts.shared(now.context)
        return not same and contexts.label(context, were) != contexts.label(now.context, names)

    def _kept(self, now: Entry, was: Entry) -> Entry:
        """The entry with the translation that its words had."""
        if beside.has_all(was, now):
            return was
        fit = fitted(was.target, now.source)
        made = beside.bare(now).replace(
            target=fit, state=was.state, comments=was.comments, flags=was.flags, previous=was.previous
        )
        if was.key == now.key:
            return made
        if was.state == "fuzzy":
            # A draft needs no comment: `#| msgctxt` says it, as in any PO file (decision 131).
            return made.replace(previous=self._previous(now, [was]))
        context = provenance.made_for(was)
        if context is None:
            context = was.context
        # None either where the same name is printed: a key is no person (decision 131).
        if was.state != "done" or not self._elsewhere(context, now):
            return made.replace(comments=provenance.here(was.comments))
        if provenance.made_for(was) is None:
            mark = provenance.elsewhere(context, contexts.who(context, self.names[0]), was.target)
            made = made.replace(comments=(*provenance.here(was.comments), mark))
        return made

    def _suggestion(self, now: Entry, parts: Sequence[Entry], target: str) -> Entry:
        """The entry with a translation of other words, to be looked at."""
        if [part.target for part in parts] == [target]:
            comments = provenance.here(parts[0].comments)
        else:
            comments = provenance.carried(parts, target)
        made = beside.bare(now).replace(
            comments=comments, flags=tuple(dict.fromkeys(chain.from_iterable(part.flags for part in parts)))
        )
        if not target:
            return made
        fit = fitted(target, now.source)
        return made.replace(target=fit, state="fuzzy", previous=self._previous(now, parts))

    def _previous(self, now: Entry, parts: Sequence[Entry]) -> tuple[str | None, str] | None:
        """What a target was made for.

        It may be older than the last edit, and a translator must see it.
        """
        contexts: list[str] = []
        sources: list[str] = []
        older: tuple[str | None, str] | None = None
        for part in parts:
            # Parts of one paragraph, together again, were made for it once.
            if part.target and not (part.previous and part.previous == older):
                older = part.previous if part.state == "fuzzy" else None
                context = provenance.made_for(part)
                contexts.append((older and older[0]) or (part.context if context is None else context))
                sources.append(older[1] if older else part.source)
        context = next((name for name in contexts if name and self._elsewhere(name, now)), None)
        source = "\n".join(sources)
        # Typography is no edit, so there is nothing to show (decision 133).
        if untypeset(source) == untypeset(now.source):
            source = now.source
        return None if (context, source) == (None, now.source) else (context, source)

    def go_on_with_drafts(self, entries: Sequence[Entry]) -> None:
        """Keep a translator's drafts in sight where an edit is undone."""
        self.untouched, alone = self._untouched()
        left = alone - self.untouched
        by_id = before.by_id((k, self.known[k]) for k in left if self.known[k].state == "fuzzy")
        for i in self.others:
            now, back = entries[i], self.matches[i].old >= self.live
            k = next((by_id[name] for name in now.ids if name in by_id), -1) if back else -1
            draft = self.known[k] if k >= 0 else None
            if draft is None or draft.previous is None or not beside.same(draft.previous[1], now.source):
                continue
            made = self.made[i]
            if code(draft.target) != code(made.target) and unblanked(draft.target) in unblanked(made.target):
                continue  # A part of what was done says nothing new; it rests, for the words that it was for.
            added = tuple(line for line in draft.comments if line not in made.comments)
            if code(draft.target) == code(made.target):
                self.made[i] = made.replace(comments=(*made.comments, *provenance.remarks(added)))
            else:
                self.made[i] = made.replace(
                    target=fitted(draft.target, now.source),
                    state="fuzzy",
                    comments=(*made.comments, *added, *provenance.was(made.target)),
                    previous=(None, draft.source),
                )
                self.kinds[i] = "edited"
                self.parts[i] = [draft]
            self.suggested.add(k)

    def fill(self, entries: Sequence[Entry]) -> None:
        """Fill what is empty from what is out of use.

        Words have the translation that an entry with them had, or that a draft was made of.
        """
        empty = [i for i in self.others if not tidy(self.made[i].target)]
        if not empty:
            return
        pool: defaultdict[str, list[Entry]] = defaultdict(list)
        # The matcher pairs messages, of which some have no translation: hence a last pass (decision 130).
        for entry in self.obsolete():
            if tidy(entry.target) and not entry.plural:
                pool[untypeset(entry.source)].append(entry)
                if entry.previous:  # what `msgmerge` made a draft of rests nowhere else
                    pool[untypeset(entry.previous[1])].append(entry)
        for i in empty if pool else ():
            now = entries[i]
            candidates = pool.get(untypeset(now.source))
            if candidates:
                # By rank: one number made of all took the same words of another for nothing (decision 130).
                rank = [
                    (
                        beside.same(e.source, now.source),
                        e.state == "done",
                        not self._elsewhere(e.context, now),
                    )
                    for e in candidates
                ]
                best = candidates[rank.index(max(rank))]
                added = self.made[i].comments
                own = beside.same(best.source, now.source)
                made = self._kept(now, best) if own else self._suggestion(now, [best], best.target)
                self.made[i] = made.replace(comments=tuple(dict.fromkeys((*added, *made.comments))))
                self.kinds[i] = "back" if own else "edited"
                self.parts[i] = [best]

    def tell_edits(self, accept: Collection[ChangeKind], source_lang: str, lang: str) -> None:
        """Say in each draft what was edited, and finish those whose edit is accepted.

        What a translator asked for is done, and needn't be asked any more.
        """
        # What rests already, and what will from now on: the next update must say the same.
        rested = {(entry.source, entry.target) for entry in self.known if entry.state == "done"}
        for i in self.others:
            noted = edits.with_note(portions.obeyed(self.made[i]), self.parts[i], rested)
            taken = edits.accepted(noted, accept, source_lang, lang)
            self.made[i] = taken or noted
            if taken is noted:
                self.left.append(noted)
            elif taken is not None:
                self.kinds[i] = "accepted"

    def obsolete(self) -> Iterator[Entry]:
        """Translations without their words, comments, others' messages."""
        # A draft that has gone on only in part rests too: other words have the place of the rest.
        begun = [k for k in self.suggested if self.known[k].state != "done"]
        drafts = [k for k in begun if k not in self.said or whole(self.said[k], self.known[k].target)]
        used = {self.ours[k] for k in self.kept.union(drafts, self.untouched)}
        for k, entry in enumerate(self.all):
            if k not in used and k >= self.present:
                yield entry
            elif k not in used and (tidy(entry.target) or provenance.remarks(entry.comments) or entry.plural):
                yield entry.replace(notes=(), ids=(), where=())

    def _untouched(self) -> tuple[set[int], set[int]]:
        """Suggestions that nobody needs or has changed.

        Whatever they say stands with the words that it was made for. Besides, all that were made of a whole.
        """
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for k in sorted(set(range(self.live)) - self.kept - self.suggested):
            entry = self.known[k]
            if entry.state == "fuzzy" and entry.previous:
                groups[entry.previous[1]].append(k)
        if not groups:
            return set(), set()
        had = {untypeset(entry.source): entry for entry in (*self.known, *self.made) if entry.state == "done"}
        untouched: set[int] = set()
        for sources, members in groups.items():
            whole = [had.get(untypeset(source)) for source in sources.split("\n")]
            if None in whole:
                continue
            text = "".join(unblanked(entry.target) for entry in whole if entry)
            entries = filter(None, whole)
            remarked = set(chain.from_iterable(provenance.remarks(entry.comments) for entry in entries))
            parts = [unblanked(self.known[k].target) for k in members]
            remarks = chain.from_iterable(provenance.remarks(self.known[k].comments) for k in members)
            all_of_it = sum(map(len, parts)) >= len(text) and all(part in text for part in parts)
            if all_of_it and remarked.issuperset(remarks):
                untouched.update(members)
        return untouched, {members[0] for members in groups.values() if len(members) == 1}

    def changes(self) -> Changes:
        """What the update did."""
        kinds = grouped((self.kinds[i], self.made[i]) for i in self.others)
        used = self.kept | self.suggested | self.untouched
        gone = tuple(self.known[k] for k in range(self.live) if k not in used)
        return Changes(
            new=tuple(kinds["new"]),
            edited=tuple(kinds["edited"]),
            gone=gone,
            back=tuple(kinds["back"]),
            context=tuple(kinds["context"]),
            accepted=tuple(kinds["accepted"]),
            lapsed=tuple(self._lapsed()),
            left=tuple(self.left),
            unchanged=len(self.made) - len(self.others) + len(kinds["unchanged"]),
        )

    def _lapsed(self) -> Iterator[Entry]:
        """Messages whose review was of other words than they have now."""
        for k, now in zip(self.ours[: self.live], self.known, strict=False):
            if review.lapsed(self.all[k], now):
                yield now
        for i in self.others:
            made = self.made[i]
            # With its figures changed, a translation is as nobody has reviewed it.
            if self.kinds[i] == "accepted" and any(review.lapsed(part, made) for part in self.parts[i]):
                yield made
