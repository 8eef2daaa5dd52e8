"""Comments that another program took out of a catalog are told until somebody decides, and brought back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import catalog_of
from conftest import Run
from toolkit import po
from toolkit.catalog import pinned, provenance
from toolkit.catalog.changes import restored, still_uncommented, uncommented
from toolkit.model import Bead, Entry
from toolkit.text import cuts

PO = Path("locales/fr/LC_MESSAGES/bells.po")
REMARKS = ("Ask Mara how she says it.", "اسأل مارا.", "これは誰の言葉か。")
SWAP = [Bead((0,), (1,)), Bead((1,), (0,))]
TEXT = "Personne n'est venu. Elle a sonné une fois."


def entry_of(number: int) -> Entry:
    """A message that was aligned; each second one with what a person decided of its sentences."""
    source = f"It rang {number} times. Nobody came."
    sides = cuts.units(source, "en"), cuts.units(TEXT, "fr")
    told = [pinned.comment(bead, TEXT, "old.txt") for bead in pinned.pinned_beads(SWAP, *sides)]
    comments = (provenance.aligned(TEXT, 1, doubtful=False, file="old.txt"), *told[: 2 * (number % 2)])
    return Entry(f"turn|{number}", source, TEXT, "done", comments=comments)


_fates = st.sampled_from(["keep", "bare", "unpin", "mine", "deleted", "retold", "edited"])


@given(st.lists(st.tuples(st.sampled_from(REMARKS), _fates), max_size=6), st.booleans())
def test_no_comment_goes_without_a_word_where_a_program_took_it(
    plan: list[tuple[str, str]], contexts: bool
) -> None:
    """What it takes is all of them, or what was decided of sentences; a person deletes what is done with."""
    before, after = [], []
    for number, (remark, fate) in enumerate(plan):
        was = entry_of(number)
        was = was.replace(comments=(remark, *was.comments))
        before.append(was)
        changes = {
            "keep": was,
            "bare": was.replace(comments=()),
            "unpin": was.replace(comments=tuple(line for line in was.comments if "pinned" not in line)),
            "mine": was.replace(comments=was.comments[1:]),
            "retold": was.replace(comments=tuple("\n".join(was.comments).replace(" ", "\n").split("\n"))),
            "edited": was.replace(target="Autre.", comments=()),
        }
        if fate in changes:
            after.append(changes[fate] if contexts else changes[fate].replace(context=""))
    now = catalog_of(*after)
    told = uncommented(before, now)
    fates = [fate for _, fate in plan if fate != "deleted"]
    same = [fate for fate in fates if fate != "edited"]
    lost_pins = [k for k, (_, fate) in enumerate(plan) if k % 2 and fate in ("bare", "unpin")]
    if len(same) > 1 and set(same) == {"bare"}:
        assert [*told] == [was for was, (_, fate) in zip(before, plan, strict=True) if fate != "deleted"]
    else:
        pins = (tuple(line for line in before[k].comments if "pinned" in line) for k in lost_pins)
        assert [*told] == [before[k].replace(comments=next(pins)) for k in lost_pins]
    assert still_uncommented(told, now) == told
    # All comes back, once, and nothing that is there is lost for it.
    whole = restored(now, (), (), told)
    assert not still_uncommented(told, whole) and restored(whole, (), (), told) == whole
    assert [entry.target for entry in whole.entries] == [entry.target for entry in now.entries]
    by_source = {entry.source: entry for entry in whole.entries}
    for was in told:
        assert {*was.comments} <= {*by_source[was.source].comments}


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("way", ["--restore", "--forget"])
def test_comments_that_a_program_took_are_told_and_come_back(fresh: Run, remark: str, way: str) -> None:
    fresh("extract")
    found = po.load(PO.read_bytes(), PO.name, "fr")
    done = (entry.replace(target=f"<{entry.source}>", state="done") for entry in found.entries)
    entries = [entry.replace(comments=(remark,)) for entry in done]
    # Nothing is to be translated there, a person said.
    entries[4] = entries[4].replace(target="", state="empty", comments=("left out",))
    PO.write_bytes(po.dump(replace(found, entries=tuple(entries))))
    assert "D291" not in fresh("check").output
    before = PO.read_bytes()
    PO.write_bytes(b"".join(line for line in before.splitlines(True) if not line.startswith(b"# ")))
    for command in ("check", "extract", "check"):
        said = fresh(command).output
        assert said.count("D291") == 1 and remark in said
    assert fresh("extract", way).exit_code == 0 and "D291" not in fresh("check").output
    kept = po.load(PO.read_bytes(), PO.name, "fr").entries
    assert [entry.comments for entry in kept] == [
        one.comments if way == "--restore" else () for one in po.load(before, PO.name, "fr").entries
    ]
