"""Comments of an entry whose text a machine has suggested.

    # machine: openai some-model, draft [7K2M9Q]                        nobody has looked at it
    # machine: openai some-model, draft, doubtful: D204 WHY [7K2M9Q]    a check finds something wrong with it
    # machine: openai some-model [7K2M9Q]                               the same, without a word of a draft

The code is a checksum of the text. Who changes the text, or finishes the draft as it is, has gone over it:
then it is post-edited, which `revised` above the comment says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit import late
from toolkit.catalog.comments import CODE, code, quoted, signature
from toolkit.model import Entry
from toolkit.text.hygiene import fitted, shortened, tidy

REVISED = "revised"
"""The comment that says that a person has gone over what a machine wrote or placed."""
UNNAMED = "unknown"
"""What a machine is called that nobody named."""
_ENDS = re.sub(r"\?P<\w+>", "?:", rf".*(?: {CODE})?\Z")
# Looked at first: else each "draft" of a line that ends otherwise would look for the end anew.
MACHINE = late.regex(
    rf"(?={_ENDS})(?i:machine)(?:: (?P<name>.*?))?(?P<draft>, draft(?:, doubtful: .*?)?)?(?: {CODE})?"
)
_LONGEST = 300
"""Characters that are told of what is wrong."""


def suggested(entry: Entry, target: str, name: str, faults: Sequence[str] = ()) -> Entry:
    """An empty entry with what a machine has suggested, as a draft.

    name    of the machine
    faults  what checks find wrong with it
    """
    # A paragraph stands on one line, whatever a machine does.
    lines = [target] if "\n" in entry.source else [line.strip() for line in target.splitlines()]
    text = fitted(" ".join(lines), entry.source)
    # Only a name stands before these words; what is wrong, behind them.
    known = quoted(re.sub(r",\s(?=draft|doubtful)", " ", tidy(name))) or UNNAMED
    why = quoted(shortened(tidy("; ".join(faults)), _LONGEST))
    mark = f"machine: {known}, draft{f', doubtful: {why}' if why else ''} {signature(text)}"
    return entry.replace(target=text, state="fuzzy", comments=(*entry.comments, mark))


def settled(entry: Entry) -> Entry:
    """An entry that a person has finished, which is no machine's draft any more."""
    if entry.state != "done" or not any("machine" in line.lower() for line in entry.comments):
        return entry
    comments = []
    for line in entry.comments:
        match = MACHINE.fullmatch(line.strip())
        if match is None or not match["draft"]:
            comments.append(line)
            continue
        comments.append(line.replace(match["draft"], "", 1))
        # Whoever has changed it says so by its checksum.
        if match["code"] in (None, code(entry.target)) and REVISED not in entry.comments:
            comments.insert(0, REVISED)
    return entry.replace(comments=tuple(comments))
