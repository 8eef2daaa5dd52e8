"""Whoever takes back what they have just decided takes back that, or nothing."""

import json
from pathlib import Path

import pytest

from browser import Visit, browse, evaluate, visited, wait
from reviews import running, sample

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
TURNS = """(async () => {
  const core = await import('/static/core.js');
  const rows = await (await fetch('/data/translation/rows?document=foghorn&lang=ja&count=100')).json();
  const { name, base } = rows.rows.find(({ stage }) => stage === 'empty');
  const edit = (name, base, target, how) =>
    core.act('edit', { edits: [{ name, base, target, stage: 'draft' }] }, how).catch(() => {});
  const clash = () => edit(name, 'as it never was', 'two');
  const wrong = (how) => edit('nobody', '', 'two', how);
  const told = () => document.getElementById('status').textContent;
  const undone = async () => {
    // What is asked for last is done last; a key takes its turn.
    await new Promise((done) => setTimeout(done));
    await edit(name, 'as it never was', 'three');
    return (await (await fetch('/history')).json()).acts.map((act) => Boolean(act.undone));
  };
  const found = [];
  await edit(name, base, 'one');
  for (const refused of [clash, () => wrong({}), () => wrong({ takesLong: true })]) {
    refused();
    core.undo();
    found.push(await undone());
  }
  core.undo();
  found.push(await undone());
  wrong({});
  core.undo();
  core.redo();
  found.push(await undone());
  // Whoever was told so means what was before.
  core.redo();
  found.push(await undone());
  wrong({});
  core.undo();
  core.undo();
  found.push(await undone());
  return JSON.stringify(found);
})()"""


def test_nothing_is_taken_back_in_the_place_of_what_could_not_be_done(tmp_path: Path) -> None:
    """Also where two have changed one text at once, and where it may have taken long."""
    with running(sample(tmp_path)) as review:
        address = review.address("translation", document="foghorn", lang="ja")
        [(values, _)] = browse(Visit(address, (READY, evaluate(TURNS)), around=review.root))
    holds, taken_back = [False], [True]
    assert json.loads(values[-1]) == [holds, holds, holds, taken_back, taken_back, holds, taken_back]


LATE = """(async () => {
  const { Rows } = await import('/static/rows.js');
  const answers = [];
  const rows = new Rows({
    label: '', count: 100, version: 'old', size: 10, key: (value) => value.id, said: '.said',
    row: (value) => Object.assign(document.createElement('div'), { textContent: value.id }),
    fetchRows: (start, count) => new Promise((done) => answers.push((when) =>
      done(Array.from({ length: count }, (_, at) => ({ id: `${when} ${start + at}` }))))),
  });
  const moment = () => new Promise((done) => setTimeout(done));
  const shown = rows.show(0);
  answers.shift()('old');
  await shown;
  // Others are asked for, which are answered late: all is shown anew before.
  const wanted = rows.values_(20, 5);
  const again = rows.refresh(100, null, { version: 'new' });
  const [late, early] = answers.splice(0);
  const found = [rows.version, rows.values.get(0).id];
  early('new');
  await again;
  late('old');
  await moment();
  for (const answer of answers.splice(0)) answer('new');
  await wanted;
  return JSON.stringify([...found, rows.version, rows.values.get(0).id, rows.values.get(20).id]);
})()"""


def test_rows_are_as_new_as_the_version_that_they_are_sent_back_with(tmp_path: Path) -> None:
    """Whoever decides at one that somebody else has decided is told so: its version is the older one."""
    with running(sample(tmp_path)) as review:
        address = review.address("translation", document="foghorn", lang="ja")
        (values,) = visited(Visit(address, (READY, evaluate(LATE)), around=review.root))
    assert json.loads(values[-1]) == ["old", "old 0", "new", "new 0", "new 20"]
