"""The pages of the review in a real browser: what a person sees, presses, and finds in the files."""

import json
from pathlib import Path

import pytest

import review_sheets
from browser import AXE, DESK, PHONE, Step, Visit, browse, evaluate, press, status, visited, wait, write
from reviews import Running, running
from toolkit import po
from waiting import until

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
TYPING = wait("document.activeElement.tagName === 'TEXTAREA'")
SAVED = status("Saved")
SETTLED = evaluate("new Promise((done) => setTimeout(() => done(true), 700))")


def visit(review: Running, view: str, steps: tuple[Step, ...], **asked: str) -> Visit:
    """A visit to a page, which asks for nothing elsewhere."""
    return Visit(review.address(view, **asked), (READY, *steps), around=review.root)


def done(review: Running, document: str, lang: str = "ja") -> dict[str, str]:
    """What is finished in a catalog."""
    path = review.folder / f"locales/{lang}/LC_MESSAGES/{document}.po"
    entries = po.load(path.read_bytes(), "", lang).entries
    return {entry.source: entry.target for entry in entries if entry.state == "done"}


def test_a_translator_fills_messages_by_keys(review: Running) -> None:
    before = done(review, "foghorn")
    catalog = po.load((review.folder / "locales/ja/LC_MESSAGES/foghorn.po").read_bytes(), "", "ja")
    _, second, *_ = (n for n, entry in enumerate(catalog.entries, 1) if entry.state == "empty")
    keys = (
        TYPING,
        write("霧笛の話。"),
        press("Control+Enter"),
        write("次の行。"),
        press("Control+Enter"),
        status(f"translated: message {second}."),
        SETTLED,
    )
    nodes = evaluate("document.querySelectorAll('*').length")
    (seen,) = visited(visit(review, "translation", (*keys, AXE, nodes), document="foghorn", lang="ja"))
    assert seen[-2] == []
    assert seen[-1] < 3000
    fresh = [target for source, target in done(review, "foghorn").items() if source not in before]
    assert fresh == ["霧笛の話。", "次の行。"]
    # In a field with typing the key is the field's.
    after = done(review, "foghorn")
    own = (TYPING, write("間"), press("Control+z"), SETTLED)
    browse(visit(review, "translation", own, document="foghorn", lang="ja"))
    assert done(review, "foghorn") == after
    # And back again, on a page that was opened later: in a field without, and beside it.
    once = status("Taken back")
    back = (TYPING, press("Control+z"), once, press("Escape"), press("Control+z"), SETTLED)
    browse(visit(review, "translation", back, document="foghorn", lang="ja"))
    assert done(review, "foghorn") == before


# Another page, at which somebody saves the message that is open here.
ELSEWHERE = evaluate(
    """(async () => {
      const name = location.hash.slice(1);
      const found = await (await fetch("/data/translation/rows?document=foghorn&lang=ja&count=100")).json();
      const { base } = found.rows.find((row) => row.name === name);
      const edits = [{ name, base, target: "別の訳。", stage: "translated" }];
      const body = JSON.stringify({ document: "foghorn", lang: "ja", edits });
      const headers = { "content-type": "application/json", "x-diglot-who": "bo", "x-diglot-page": "other" };
      return (await fetch("/act/translation/edit", { method: "POST", headers, body })).status;
    })()"""
)
THEIRS = wait("document.querySelector('.message.opened .stage.translated')")
DRAFT = evaluate("document.activeElement.value")


@pytest.mark.parametrize("reload", [False, True])
def test_what_was_typed_writes_over_nothing_that_somebody_saved_meanwhile(
    review: Running, reload: bool
) -> None:
    """The field was left, or the page closed, before they saved."""
    leave = evaluate("(window.old = true, setTimeout(() => location.reload(), 50), 0)")
    again = (leave, wait("!window.old && document.documentElement.dataset.ready")) if reload else ()
    steps = (
        TYPING,
        write("私の訳。"),
        press("Escape"),
        ELSEWHERE,
        *again,
        THEIRS,
        evaluate("document.querySelector('textarea').focus()"),
        DRAFT,
        press("Control+Shift+Enter"),
        wait("document.querySelector('dialog.open')"),
        evaluate("document.querySelector('dialog.open').textContent.includes('別の訳。')"),
    )
    ((seen, complaints),) = browse(visit(review, "translation", steps, document="foghorn", lang="ja"))
    assert ["409 (Conflict)" in complaint for complaint in complaints] == [True]
    assert (seen[0], seen[-2], seen[-1]) == (200, "私の訳。", True)
    texts = [*done(review, "foghorn").values()]
    assert "別の訳。" in texts and "私の訳。" not in texts


def test_what_is_typed_while_a_message_is_saved_is_kept(review: Running) -> None:
    """A slow save: it is over what was saved, and no clash with oneself."""
    slow = evaluate(
        """window.fetch = ((real) => async (path, options) => {
          const answer = await real(path, options);
          if (path.startsWith("/act/")) await new Promise((done) => setTimeout(done, 500));
          return answer;
        })(window.fetch), 0"""
    )
    drafted = wait("document.querySelector('.message.opened .stage.draft, .message.opened.draft')")
    steps = (
        TYPING,
        slow,
        write("一。"),
        press("Control+Shift+Enter"),
        write("二。"),
        SAVED,
        press("Alt+ArrowDown"),
        press("Alt+ArrowUp"),
        drafted,
        TYPING,
        DRAFT,
        press("Control+Enter"),
        status("translated"),
        SETTLED,
        evaluate("document.querySelector('dialog.open') === null"),
    )
    (seen,) = visited(visit(review, "translation", steps, document="foghorn", lang="ja"))
    assert "一。二。" in seen and seen[-1] is True
    assert "一。二。" in done(review, "foghorn").values()


RENEWING = "document.getElementById('renewing')"


def test_the_page_says_while_findings_are_renewed(review: Running) -> None:
    words = "Findings are being renewed …"
    about = "/data/translation/findings?document=foghorn&lang=ja&start=0&count=1"
    # Those of the catalog as it is are there before the page is opened: what it tells is about the act.
    until(lambda: not json.loads(review.ask("GET", about, review.inside)[2])["again"])
    watch = evaluate(
        f"""(() => {{
  window.told = [];
  const seen = () => window.told.push({RENEWING}.textContent);
  new MutationObserver(seen).observe({RENEWING}, {{ childList: true }});
}})()"""
    )
    steps = (
        READY,
        TYPING,
        watch,
        write("一。"),
        press("Control+Enter"),
        SAVED,
        wait(f"window.told.includes('{words}') && {RENEWING}.textContent === ''"),
        evaluate(f"{RENEWING}.getAttribute('role')"),
    )
    (seen,) = visited(visit(review, "translation", steps, document="foghorn", lang="ja"))
    assert seen[-1] == "status"


def test_axe_finds_nothing_on_any_page(review: Running) -> None:
    addresses = (review.address("project"), review.address("translation", document="river", lang="ar"))
    visits = [
        Visit(address, (READY, AXE), size, dark=dark, around=review.root)
        for address in addresses
        for dark in (False, True)
        for size in (DESK, PHONE)
    ]
    for visit, (seen, complaints) in zip(visits, browse(*visits), strict=True):
        assert (seen, complaints) == ([[]], []), visit


def test_somebody_at_another_page_is_named_at_the_message(review: Running) -> None:
    asked = "/data/translation/rows?document=foghorn&lang=ja"
    row = json.loads(review.ask("GET", asked, review.inside)[2])["rows"][0]
    told = review.inside | {"X-Diglot-Page": "another", "X-Diglot-Who": "bo"}
    body = json.dumps({"place": f"foghorn/ja#{row['name']}"}).encode()
    assert review.ask("POST", "/here", told, body)[0] == 200
    shown = wait("[...document.querySelectorAll('.people')].some((one) => one.textContent === 'bo is here')")
    one = evaluate("[...document.querySelectorAll('.people')].filter((one) => one.textContent).length")
    ((seen, complaints),) = browse(visit(review, "translation", (shown, one), document="foghorn", lang="ja"))
    assert (seen, complaints) == ([1], [])


def test_keys_are_those_of_the_project(review: Running) -> None:
    settings = review.folder / "diglot.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[review.keys]\nsave = "ctrl+S"\n', "utf-8")
    keys = (TYPING, write("霧笛の話。"), press("Control+s"), SAVED)
    visited(visit(review, "translation", keys, document="foghorn", lang="ja"))
    assert "霧笛の話。" in done(review, "foghorn").values()


def test_the_name_of_who_reviews_goes_into_the_catalog(review: Running) -> None:
    """Who has given one; it stands in the head with the last change, too."""
    path = review.folder / "locales/fr/LC_MESSAGES/foghorn.po"
    name = evaluate("localStorage.setItem('diglot-who', 'Ann Lee')")
    steps = (TYPING, name, press("Alt+r"), SAVED)
    browse(visit(review, "translation", steps, document="foghorn", lang="fr"))
    catalog = po.load(path.read_bytes(), "", "fr")
    assert dict(catalog.header)["Last-Translator"] == "Ann Lee"
    (comment,) = [line for entry in catalog.entries for line in entry.comments if "reviewed" in line]
    assert comment.startswith("reviewed by Ann Lee [")


@pytest.mark.parametrize("view", ["reading", "alignment", "translation"])
def test_no_bar_covers_another(tmp_path: Path, view: str) -> None:
    """The bars at the top have several lines where there is less room."""
    covered = evaluate(
        "(() => { scrollTo(0, 300); return ['header.bar', '.toolbar'].map((name) => {"
        " const { top, bottom } = document.querySelector(name).getBoundingClientRect();"
        " return [top, bottom]; }); })()"
    )
    go = evaluate("document.querySelector('.opened').scrollIntoView({ block: 'start' })")
    top = evaluate("document.querySelector('.opened').getBoundingClientRect().top")
    with running(review_sheets.lay(tmp_path)) as review:
        address = review.address(view, document="foghorn", lang="fr")
        ((_, bars, _, opened),) = visited(
            Visit(address, (READY, SETTLED, covered, go, top), (820, 600), around=review.root)
        )
    (_, end), (begin, bottom) = bars
    assert begin >= end - 1 and opened >= bottom - 1


def test_who_wants_another_language_chooses_it(review: Running) -> None:
    """It stays on all pages, whatever the browser asks for."""
    choose = evaluate(
        "(() => { const lang = document.querySelector('dialog select[name=lang]'); lang.value = 'fr';"
        " lang.form.requestSubmit(); return lang.options.length; })()"
    )
    french = wait("document.documentElement.lang === 'fr' && document.documentElement.dataset.ready")
    steps = (
        evaluate("document.querySelector('#tools button:last-child').click()"),
        wait("document.querySelector('dialog[open] select[name=lang]')"),
        choose,
        french,
        evaluate("location.assign('/reading')"),
        wait("location.pathname === '/reading'"),
        french,
    )
    (seen,) = visited(visit(review, "project", steps))
    assert 4 in seen
