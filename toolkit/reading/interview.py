"""Interviews by their questions: they take turns with answers; who asks has no label, or the only one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import calls_itself_interview, key, lexicon
from toolkit.reading.asked import NUMBER, asks_at_end, requests
from toolkit.reading.forms import SIGNS
from toolkit.reading.shape import Flags, Indices, above, below, flags, share
from toolkit.reading.short_names import WORDS, coming_again
from toolkit.reading.vocabulary import ASKERS, HALF, SEVERAL
from toolkit.reading.whole import foretold

if TYPE_CHECKING:
    from toolkit.reading.view import View

_SURELY = frozenset({"stated", "colon", "time", "bracket", "bold", "letter"})
"""Forms of labels that may come once, where they are brief: others are labels where the same comes again."""
_ENOUGH, _EACH, _EACH_CALLED, _FEW, _ASKS = 2, 0.25, 0.125, 0.25, 0.8
"""Questions, at least, where a text calls itself an interview; their share of the paragraphs and other labels
from the first of them on, at least, and where it calls itself one: an answer may have seven paragraphs. The
share of them that stand right below another, at most, and how many other labels one who asks has beside them;
and which share of their paragraphs ask."""
_NEARLY, _RARELY = 0.75, 0.25
"""Share of the paragraphs behind a sign that ask, from which on it marks questions: two who share one ask in
half of them. Between the two, by thought. And paragraphs of answers that ask, for each question above, at
most."""
_SECOND = 2
"""Paragraphs from a question to the next one, where each is answered in one."""
_HEADLINE, _HEAD = 60, 12
"""Columns of a line that is no headline, and none of those that a page has around a text; and lines above the
first question, among which a text says what it is."""
_BRIEFER = 0.8
"""How long questions that do more than ask are, at most, beside what stands below them: whoever asks himself
something says no less before than after it."""
_TELLS = late.regex(r"(?<!\d)[.!।][\"'”»)]*\s|[。！]")
"""The end of a sentence that doesn't ask, within a paragraph; a number before one has a full stop as well."""


class Interview(NamedTuple):
    """Questions that take turns with answers, and what they tell."""

    asks: Flags
    """The lines that begin a question."""
    answers: Flags
    """Those right below one, without a label: each is said."""
    turns: Flags
    """Those that begin with the label of who asks, or of whom the first turns name."""
    people: frozenset[str]
    """The keys of these labels."""
    called: bool = False
    """Whether the text calls itself an interview."""
    shown: bool = False
    """Whether its questions are in bold or in italics, or who answers them has a label."""
    answering: str = ""
    """The key of who answers each question, where nobody else has a label."""

    @property
    def unnamed(self) -> Flags:
        """The lines that are said for their questions alone: no label tells who asks, or who answers."""
        return np.zeros_like(self.asks) if self.people else self.asks | self.answers


def beside_quotations(view: View) -> Indices:
    """The paragraphs outside of quotation marks, where each answer of an interview stands between them.

    What is set so is what somebody says, and all else is told, but for I and you. A quotation that goes on is
    not closed above.
    """
    asks, answers = view.interview.asks, np.flatnonzero(view.interview.answers)
    quoted, closed = view.has("opens quote"), view.has("closes quote")
    if len(answers) < SEVERAL or not quoted[answers].all():
        return answers[:0]
    told = view.opens & ~quoted & ~asks & above(closed)
    told[: answers[0]] = False
    lines = np.flatnonzero(told)
    return lines[~view.says_so(lines)]


def taking_turns(view: View) -> Interview:
    """The questions of a text that tells so that it is an interview; none of any other.

    Each is a paragraph, and others stand between them: whoever asks himself something now and then does so
    seldom, or in the midst of a paragraph.
    """
    # Items that are only listed, with no line between them, go on with the paragraph above.
    item = view.has("item")
    asks, listed = view.has("asks"), item & above(item) & (view.gap == 0)
    # But where each that asks has one below it that doesn't, two take turns.
    turns = item[:-1] & asks[:-1] & listed[1:]
    if turns.sum() >= SEVERAL and share(~asks[1:][turns]) >= _ASKS and share(asks[item]) >= _ASKS * HALF:
        listed = np.zeros_like(item)
    brief = view.widths <= _HEADLINE
    page = flags(may and key(words) in lexicon().page for may, words in zip(brief, view.plain, strict=True))
    often = Counter(label.key for labels in view.found for label in labels if not label.bare)
    again = flags(any(often[label.key] > 1 for label in labels) for labels in view.found)
    opens = np.flatnonzero((view.opens | again) & ~page & ~listed)
    last = view.last(opens)
    requested = requests(view, opens)
    may = np.flatnonzero(asks[last] | requested)
    first = int(may.min(initial=len(opens)))
    called = len(may) > 0 and any(map(calls_itself_interview, view.plain[: opens[first] + 1][:_HEAD]))
    least, each = (_ENOUGH, _EACH_CALLED) if called else (SEVERAL, _EACH)
    asked = len(may) >= max(least, each * HALF * (len(opens) - first))
    numbered = sum(NUMBER.match(view.plain[i]) is not None for i in opens.tolist()) >= SEVERAL
    quoted = view.has("opens quote")[opens] & view.has("closes quote")[last]
    if asked or numbered or quoted.sum() >= SEVERAL:
        paragraphs = _PossibleInterview(view, opens, last, requested, least, each)
        # An essay may begin to ask late.
        told = ~paragraphs.around | (np.arange(len(opens)) >= first) & ~paragraphs.under
        enough = max(len(may), int(paragraphs.asks.sum())) >= each * told.sum() or paragraphs.counted
        answered = paragraphs.answered_by_one()
        # Where each answer has a name, a question above none of them is part of an answer.
        found = answered if answered and not paragraphs.is_sign(answered.answering) else None
        found = found or (paragraphs.asked_by_nobody() if enough else None)
        found = found or paragraphs.asked_by_one() or answered or paragraphs.asked_first()
        found = found or paragraphs.answered_in_quotations(quoted)
        if found is not None:
            return found._replace(called=called)
    none = np.zeros(len(view.lines), dtype=np.bool_)
    return Interview(none, none, none, frozenset())


class _PossibleInterview:
    """The paragraphs of a text: which of them ask, and the labels with which they begin."""

    def __init__(
        self, view: View, opens: Indices, last: Indices, requested: Flags, least: int, each: float
    ) -> None:
        """The first lines of the paragraphs, and the last ones; which say what to tell; how many ask."""
        self.view, self.opens, self.last, self.least, self.each = view, opens, last, least, each
        self.asks = flags(asks_at_end(view.plain[i]) for i in last.tolist())
        # What stands before an ending may tell that it asks nobody here.
        self.asks &= view.has("asks")[last] & ~foretold(view)[opens]
        self.asks |= requested
        self.around: Flags = ~view.ended[last] & (view.widths[last] <= _HEADLINE)
        """What a page may have around a text: it ends no sentence."""
        self.under: Flags = self.around & (
            np.arange(len(opens)) > np.flatnonzero(self.asks).max(initial=-1) + 1
        )
        """The same below the last answer, where a page goes on there."""
        foot = opens[self.under].tolist()
        self.under &= any(view.has("rights")[i] or key(view.plain[i]) in lexicon().page for i in foot)
        # A question may be the headline as well: it is asked below.
        self.asks[:-1] &= [view.plain[i] != view.plain[k] for i, k in pairwise(opens.tolist())]
        counts = [int(match[1]) if (match := NUMBER.match(view.plain[i])) else 0 for i in opens.tolist()]
        found = [view.found[i] for i in opens.tolist()]
        self.often = Counter(key for labels in found for key in {label.key for label in labels})
        again = coming_again(found, self.often, self.asks.tolist())
        self.labels = [
            [
                label
                for label in of
                if label.key in again or (label.form in _SURELY and _brief(label.label))
                # A line that asks is no name alone, nor is one that tells much beside a name.
                if not (label.bare and (asks or len(label.printed) > _HEADLINE))
            ]
            for of, asks in zip(found, self.asks & (last == opens), strict=True)
        ]
        # In the order of their forms: of two that are as good the first is taken, a name before a sign.
        self.keys = [dict.fromkeys(label.key for label in of if not label.bare) for of in self.labels]
        self.bare = flags(any(label.bare for label in of) for of in self.labels)
        # What stands below a label alone on its line has that label.
        self.labelled = flags(map(bool, self.keys)) | self.bare | above(self.bare)
        # Where questions are numbered, what has the next number asks, too: "4. Tell us about the sea."
        self.counted = self._answered(counts)
        numbered = self.asks.sum() >= SEVERAL and (np.array(counts)[self.asks] > 0).mean() >= _ASKS
        if numbered or self.counted:
            asked = 0
            for k, number in enumerate(counts):
                # Some print the same number before all of them.
                if number and (self.asks[k] or number in (asked, asked + 1)):
                    self.asks[k] = True
                    asked = number
        if numbered:
            # What is counted so is no name alone on its line.
            self.bare &= ~self.asks
            self.labelled = flags(map(bool, self.keys)) | self.bare | above(self.bare)

    def _answered(self, counts: Sequence[int]) -> bool:
        """Whether numbers go on by one, with a label below each: many languages ask without a mark.

        It is the same label, or most of them ask: several may answer each, half of whom come again at least.
        Where those below ask, and somebody else answers, the numbers are of headings: `2. The first winter`.
        """
        at = [k for k, count in enumerate(counts[:-1]) if count and not self.labelled[k]]
        last = [counts[k] for k in at]
        if len(at) < SEVERAL or last != [*range(last[0], last[0] + len(at))]:
            return False
        asks, answers = self.asks[[k + 1 for k in at]], self.labelled[[k + 2 for k in at[:-1]]]
        if self.asks[at].mean() < HALF <= min(asks.mean(), answers.mean()):
            return False
        same = frozenset[str].intersection(*(frozenset(self.keys[k + 1]) for k in at))
        again = [any(self.often[own] > 1 for own in self.keys[k + 1]) for k in at]
        several = all(self.labelled[k + 1] for k in at) and 2 * sum(again) >= len(at)
        return bool(same) or (several and bool(self.asks[at].mean() >= HALF))

    def asked_by_nobody(self) -> Interview | None:
        """The questions that have no label, as far as they make an interview."""
        may = self.asks & ~self.labelled
        if len({next(iter(keys)) for keys in self.keys if keys}) > 1:
            # Where two have labels, what asks below a question of one is of the same person.
            may &= ~above(self.asks & self.labelled)
        at = np.flatnonzero(may)
        if len(at) < self.least or not self._briefly(at):
            return None
        # A word for somebody who asks stands there, and comes again: `Host:`.
        later = chain.from_iterable(self.keys[int(at[0]) :])
        if any(self.often[who] > 1 and lexicon().roles.get(who) in ASKERS for who in later):
            return None
        # What stands below a talk in which each second paragraph asks is none of it.
        strict = len(at) > SEVERAL and bool((np.diff(at) == _SECOND).all())
        until = at[-1] + _SECOND if strict else len(self.opens)
        since = until - at[0] + (self.labelled.astype(np.intp) - self.under)[at[0] : until].sum()
        if (len(at) < self.each * since and not self.counted) or not _between(at):
            return None
        # Who asks and who answers may be named at first, and no more.
        named = [] if self.bare.any() else self._named_first(int(at[0]))
        people = frozenset(chain.from_iterable(self.keys[k] for k in named))
        return self._made(at, np.array(named, dtype=np.intp), people, self.labelled | self.asks)

    def _named_first(self, until: int) -> list[int]:
        """The paragraphs with a label above the first question without one, where one of them asks.

        An answer there may have further paragraphs, where each of the two is named once.
        """
        first = int(np.flatnonzero(~self.labelled[:until]).max(initial=-1)) + 1
        if self.asks[first:until].any():
            return [*range(first, until)]
        for k in np.flatnonzero(self.asks[: until - 1] & self.labelled[: until - 1])[-1:].tolist():
            if self.labelled[k + 1] and not self.labelled[k + 2 : until].any():
                return [k, k + 1]
        return []

    def _commonest(self, among: Iterable[Iterable[str]]) -> tuple[str, int, Flags]:
        """The key that comes most often among some, how often, and the paragraphs that have it."""
        who, often = next(iter(Counter(chain.from_iterable(among)).most_common(1)), ("", 0))
        return who, often, flags(who in keys for keys in self.keys)

    def asked_by_one(self) -> Interview | None:
        """The questions that have the label which most of them have, as far as they make an interview.

        Where answers have other labels, weights tell who is who, but for another sign: `- Why?` and `▲ So.`
        """
        who, _, mine = self._commonest(compress(self.keys, self.asks))
        signs, behind = self.is_sign(who), np.flatnonzero(mine)
        other, often, theirs = self._commonest(self.keys[k + 1] for k in behind[:-1].tolist())
        paired = signs and other != who and often == len(behind) - 1 and self.is_sign(other)
        has, speakers = (mine | theirs, {who, other}) if paired else (mine, {who})
        # Two may share a sign, and one of them asks; behind a sign of questions alone nearly all do.
        # Two who share a sign follow each other. Where none does, what has it asks, with a mark or without.
        alone = (signs or who in lexicon().ask) and bool((np.diff(behind) > 1).all())
        alone &= not self.labelled[behind[:-1] + 1].any() or paired
        at = np.flatnonzero(self.asks & mine)
        shared = signs and len(at) < (HALF if alone else _NEARLY) * len(behind)
        at = behind if alone and len(at) >= HALF * len(behind) else at
        most = _EACH if shared else _NEARLY if signs else _ASKS
        if len(at) < max(self.least, most * self.often[who]) or not _between(at):
            return None
        others = (self.labelled & ~has)[at[0] :].sum()
        if shared:
            enough = mine.sum() >= HALF * (len(mine) - mine.argmax())
        else:
            enough = len(at) >= _EACH * (len(mine) - at[0] + others)
        if others > _FEW * len(at) or not enough:
            return None
        taken = np.ones_like(mine) if shared else self.labelled | self.asks
        return self._made(at, np.flatnonzero(has), frozenset(speakers), taken)

    def is_sign(self, who: str) -> bool:
        """Whether a label is a sign wherever it stands."""
        return all(label.form in SIGNS for of in self.labels for label in of if label.key == who)

    def answered_by_one(self) -> Interview | None:
        """What stands right above each turn of whoever alone has a label, where most of it asks: questions.

        Whoever has the label asks seldom, and so does what stands within the answers.
        """
        who, turns, mine = self._commonest(self.keys)
        since = int(mine.argmax())
        # Who else answers once is below a question as well.
        at = np.flatnonzero((mine[1:] | (self.labelled[1:] & self.asks[:-1])) & ~self.labelled[:-1])
        within = self.asks[since:].sum() - self.asks[at[at >= since]].sum()
        if (
            turns < max(SEVERAL, _ASKS * self.labelled[since:].sum())
            or len(at) < _ASKS * turns
            or self.asks[at].sum() < max(SEVERAL, HALF * len(at))
            or within > _RARELY * self.asks[at].sum()
        ):
            return None
        taken = np.ones_like(mine)
        return self._made(at, np.flatnonzero(mine), frozenset([who]), taken)._replace(answering=who)

    def answered_in_quotations(self, quoted: Flags) -> Interview | None:
        """The paragraphs behind one sign, where what stands below nearly each is a quotation.

        So newspapers of Japan and Korea print it, in whose languages a question may end in `wa` or `neun`.
        """
        signs = Counter(label.key for of in self.labels for label in of if label.form in SIGNS)
        who, _ = next(iter(signs.most_common(1)), ("", 0))
        mine = flags(any(label.key == who for label in of) for of in self.labels)
        at = np.flatnonzero(mine[:-1])
        answered = quoted[at + 1] & ~mine[at + 1]
        # Few titles above quotations end a sentence.
        titles = 2 * self.view.ended[self.last[at]].sum() < len(at)
        if titles or answered.sum() < SEVERAL or answered.mean() < _ASKS:
            return None
        return self._made(at, at, frozenset([who]), mine)

    def asked_first(self) -> Interview | None:
        """The question above the first label, where that is of somebody who else speaks below questions.

        Or else it is in bold or italics, as what stands above labels below.
        """
        first = int(self.labelled.argmax())
        heading, bold, italic = (self.view.has(name)[self.opens] for name in ("heading", "bold", "italic"))
        if not first or not self.asks[first - 1] or heading[first - 1]:
            return None
        apart = (bold | italic) & ~self.labelled
        under = self.labelled[first + 1 :][apart[first:-1]] if apart[first - 1] else self.asks[:0]
        alike = len(under) >= SEVERAL and under.mean() >= _ASKS
        for who in self.keys[first]:
            later = [k for k, keys in enumerate(self.keys) if who in keys and k > first]
            if alike or (len(later) >= SEVERAL and self.asks[[k - 1 for k in later]].mean() >= _ASKS):
                return self._made(np.array([first - 1]), np.array([], np.intp), frozenset(), self.labelled)
        return None

    def _made(self, at: Indices, turns: Indices, people: frozenset[str], taken: Flags) -> Interview:
        """What questions tell of lines.

        taken  the paragraphs that are no answer without a label
        """
        answers = at[at < len(self.opens) - 1] + 1
        each = (at, answers[~taken[answers]], turns)
        asks, answered, begin = (self.view.are(self.opens[places]) for places in each)
        set_otherwise = self.view.has("bold", "italic")[self.opens[at]]
        shown = max(share(set_otherwise), share(self.labelled[answers])) >= _ASKS
        return Interview(asks, answered, begin, people, shown=shown)

    def _briefly(self, at: Indices) -> bool:
        """Whether some paragraphs ask and do nothing else, or are shorter than what stands below them."""
        ends = below(self.opens, len(self.view.lines))
        tells = [any(map(_TELLS.search, self.view.plain[self.opens[k] : ends[k]])) for k in at]
        if np.mean(tells) <= HALF:
            return True
        widths = np.add.reduceat(self.view.widths, self.opens)
        under = [
            float(widths[k + 1 : until].sum()) for k, until in pairwise([*at, len(ends)]) if until > k + 1
        ]
        return bool(under) and float(np.median(widths[at])) <= _BRIEFER * float(np.median(under))


def _brief(label: str) -> bool:
    """Whether a label that comes once may be a name, and neither a sentence nor `Ada Berg | Published`."""
    return len(label.split()) <= WORDS and "|" not in label


def _between(at: Indices) -> bool:
    """Whether others stand between most of the paragraphs that ask."""
    return bool((np.diff(at) == 1).mean() <= _FEW)
