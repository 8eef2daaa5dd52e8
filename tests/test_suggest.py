"""Suggestions: a text is a draft that says whence it is, and never another message's."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from pace import examples
from toolkit import catalog, po
from toolkit.catalog import machine_marks, provenance
from toolkit.catalog.comments import code
from toolkit.catalog.contexts import CREDITS
from toolkit.engines import (
    AskedMessage,
    Engine,
    EngineContext,
    NoAnswerError,
    Suggestion,
    ask,
    http,
    libretranslate,
    openai,
    origin_of,
)
from toolkit.errors import DiglotError
from toolkit.model import Entry
from toolkit.workflow import catalogs
from toolkit.workflow.kept_answers import KeptAnswers
from waiting import PATIENCE, happened

PO = Path("locales/fr/LC_MESSAGES/bells.po")
KEPT = Path(".diglot/suggested/fr/bells.jsonl")
CONTEXT = EngineContext("en", "fr", model="m")


def messages(number: int) -> list[AskedMessage]:
    return [AskedMessage(f"s{k}", Entry("turn|ana", f"Text {k}.")) for k in range(number)]


def right(message: AskedMessage) -> Suggestion:
    return Suggestion(message.id, message.entry.source[::-1])


# What is believed.


class Liar:
    """An engine that does to an answer what services do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.asked: list[str] = []

    def suggest(self, batch: Sequence[AskedMessage], _: EngineContext) -> Sequence[Suggestion]:
        self.asked += [message.id for message in batch]
        made = [right(message) for message in batch]
        match self.random.randrange(9):
            case 0:
                del made[self.random.randrange(len(made))]
            case 1:
                made.append(self.random.choice(made))
            case 2:
                self.random.shuffle(made)
            case 3:
                # The second half has the ids of the first: somebody has shifted them.
                made[-1] = replace(made[-1], id=made[0].id)
            case 4:
                made[0] = replace(made[0], id="nobody")
            case 5:
                made[-1] = replace(
                    made[-1],
                    text=self.random.choice(["", " ", "\0", "#-#-#-#-#  a", "\ud800", "Well. " * 99]),
                )
            case 6:
                raise NoAnswerError("Here are your translations!")
            case _:
                pass
        return made


def believed(liar: Liar, batch: Sequence[AskedMessage]) -> dict[str, str | None]:
    engine = Engine(liar.suggest, lambda _: "liar")
    answers = [pair for part in ask(engine, batch, CONTEXT) for pair in part]
    assert [message.id for message, _ in answers] == [message.id for message in batch]
    return {message.id: suggestion.text if suggestion else None for message, suggestion in answers}


def test_no_text_is_in_a_wrong_message() -> None:
    random_ = random.Random(7)
    pool, empty, total = messages(6), 0, 0
    for seed in range(10_000):
        batch = pool[: random_.randint(1, 6)]
        texts = believed(Liar(seed), batch)
        for message in batch:
            assert texts[message.id] in {None, right(message).text}
        empty += sum(text is None for text in texts.values())
        total += len(batch)
    # Of nine answers two to three are whole; most messages get theirs in the end, by halves.
    assert empty < 0.3 * total


@examples(60)
@given(st.integers(1, 40), st.integers(0, 10**6))
def test_a_batch_is_halved_and_not_asked_for_ever(number: int, seed: int) -> None:
    liar = Liar(seed)
    believed(liar, messages(number))
    assert all(liar.asked.count(message.id) <= 2 + number.bit_length() for message in messages(number))


def test_an_engine_that_can_not_go_on_says_so() -> None:
    def refuse(*_: Any) -> Sequence[Suggestion]:
        raise DiglotError("no more.")

    with pytest.raises(DiglotError, match="no more"):
        list(ask(Engine(refuse, lambda _: "x"), messages(2), CONTEXT))


@pytest.mark.parametrize(
    "address",
    [
        *(
            "file:///etc/passwd",
            "ftp://x.org/",
            "https://me:secret@x.org",
            "x.org",
            "https://",
            "https://x:y",
        ),
        *("ftp://x.org:21/", "file://x.org:80/etc/passwd", "http://a..b/", f"http://{'x' * 70}.org/"),
        *("http://x.org/a b", "http://x.org/é", "http://x.o\nrg/"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(DiglotError, match="is no address of a service"):
        origin_of(address)


# Services, on this computer.


Reply = Callable[[dict[str, Any]], tuple[int, Any, dict[str, str]]]


class Service:
    """A server that answers as it is told, and notes what it was asked."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, Any], str]] = []
        self.reply: Reply = lambda body: (200, chat(body), {})
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.requests.append((self.path, body, self.headers.get("Authorization", "")))
                status, answer, headers = service.reply(body)
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    @property
    def texts(self) -> list[str]:
        """All that were asked for, in order."""
        asked = [json.loads(body["messages"][1]["content"]) for _, body, _ in self.requests]
        return [message["text"] for one in asked for message in one["messages"]]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(http, "PAUSES", (0.0, 0.0))
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


def chat(body: dict[str, Any], *, around: tuple[str, str] = ("", ""), reason: str = "stop") -> dict[str, Any]:
    """The answer of a service that does what it is asked."""
    asked = json.loads(body["messages"][1]["content"])["messages"]
    rows = [{"id": message["id"], "text": f"FR {message['text']}"} for message in asked]
    content = around[0] + json.dumps({"translations": rows}) + around[1]
    return {"choices": [{"finish_reason": reason, "message": {"content": content}}]}


def once(first: Reply) -> Reply:
    """A reply to the first request, and the right one to all others."""
    seen: list[int] = []

    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        seen.append(1)
        return first(body) if len(seen) == 1 else (200, chat(body), {})

    return reply


@pytest.mark.parametrize(
    "reply",
    [
        lambda body: (
            200,
            chat(body, around=("Of course! Here it is:\n```json\n", "\n```\nAnything else?")),
            {},
        ),
        once(lambda body: (200, chat(body, reason="length"), {})),
        once(lambda body: (200, json.dumps(chat(body)).encode()[:-40], {})),
        once(lambda body: (200, chat(body) | {"choices": []}, {})),
        once(lambda _: (200, {"choices": [{"message": {"content": "I'm sorry."}}]}, {})),
        once(
            lambda _: (
                200,
                {"choices": [{"message": {"content": '{"translations": [{"id": "s0", "text": 7}]}'}}]},
                {},
            )
        ),
        once(lambda _: (200, b"[" * 100_000, {})),
        once(lambda _: (429, {}, {"Retry-After": "0"})),
        once(lambda _: (500, {}, {})),
        once(lambda _: (200, b"{", {"Content-Length": "100"})),
    ],
)
def test_a_service_that_fails_once_is_asked_again(service: Service, reply: Reply) -> None:
    service.reply = reply
    context = replace(CONTEXT, url=service.url)
    answers = [pair for part in ask(openai.ENGINE, messages(3), context) for pair in part]
    assert {m.id: s and s.text for m, s in answers} == {f"s{k}": f"FR Text {k}." for k in range(3)}


def test_a_service_that_answers_too_late_is_asked_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_again = threading.Event()

    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        if len(service.requests) > 1:
            asked_again.set()
            monkeypatch.setattr(http, "PATIENCE", PATIENCE)
        happened(asked_again)
        return 200, chat(body), {}

    service.reply = reply
    monkeypatch.setattr(http, "PATIENCE", 0.3)
    monkeypatch.setattr(http, "PAUSES", (0.0,) * 100)
    context = replace(CONTEXT, url=service.url)
    answers = [pair for part in ask(openai.ENGINE, messages(3), context) for pair in part]
    assert {m.id: s and s.text for m, s in answers} == {f"s{k}": f"FR Text {k}." for k in range(3)}
    assert len(service.requests) > 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (lambda _: (429, {}, {}), "429"),
        (lambda _: (401, {}, {}), "DIGLOT_SUGGEST_KEY"),
        (lambda _: (307, {}, {"Location": "/other"}), "leads elsewhere"),
        (lambda _: (200, b"x" * (17 << 20), {}), "an answer of a service may have 16 MB"),
    ],
)
def test_a_service_that_refuses_ends_it(service: Service, reply: Reply, told: str) -> None:
    service.reply = reply
    with pytest.raises(DiglotError) as error:
        list(ask(openai.ENGINE, messages(3), replace(CONTEXT, url=service.url, key="k")))
    assert told in f"{error.value} {error.value.hint}"
    assert {path for path, _, _ in service.requests} == {"/chat/completions"}


def test_a_service_without_ids_is_asked_for_one_text_at_a_time(service: Service) -> None:
    service.reply = lambda body: (200, {"translatedText": f"FR {body['q']}"}, {})
    context = replace(CONTEXT, url=service.url, key="k", lang="zh-Hant")
    answers = [
        pair
        for message in messages(3)
        for part in ask(libretranslate.ENGINE, [message], context)
        for pair in part
    ]
    assert [s and s.text for _, s in answers] == [f"FR Text {k}." for k in range(3)]
    assert service.requests[0] == (
        "/translate",
        {"q": "Text 0.", "source": "en", "target": "zt", "format": "text", "api_key": "k"},
        "",
    )


def test_a_key_is_not_sent_unencrypted() -> None:
    for engine in (openai.ENGINE, libretranslate.ENGINE):
        with pytest.raises(DiglotError, match="unencrypted"):
            engine.suggest(messages(1), replace(CONTEXT, url="http://service.example", key="k"))
    for host in ("127.example.org", "localhost.example.org", "127.0.0.1.example.org"):
        with pytest.raises(DiglotError, match="unencrypted"):
            http.guard(f"http://{host}/v1", "k")
    http.guard("http://127.0.0.1:5000/", "k")


@pytest.mark.parametrize("key", ["sé cret", "secret\n"])
def test_a_key_that_cannot_be_sent_is_not_shown(key: str) -> None:
    with pytest.raises(DiglotError, match="no key has") as raised:
        http.post("https://service.example/", {}, key)
    assert "cret" not in str(raised.value)


# The command.


def load(path: Path = PO) -> dict[str, Entry]:
    return {entry.source: entry for entry in po.load(path.read_bytes(), str(path), "fr").entries}


def store(entries: dict[str, Entry], path: Path = PO) -> None:
    before = path.read_bytes()
    loaded = po.load(before, str(path), "fr")
    path.write_bytes(po.dump(replace(loaded, entries=tuple(entries.values())), before))


@pytest.fixture
def run(fresh: Run, service: Service) -> Run:
    Path("diglot.toml").write_text(
        f'target-languages = ["fr"]\n[suggest]\nengine = "openai"\nurl = "{service.url}/v1"\nmodel = "m 1"\n',
        "utf-8",
    )
    fresh("extract")
    return fresh


def test_empty_messages_become_drafts(run: Run, service: Service) -> None:
    made = run("suggest", "-l", "fr", "--to", service.url)
    assert made.exit_code == 0
    assert "bells.po: 12 suggested by openai m 1 (" in made.stderr and "0 left empty" in made.stderr
    entries = load()
    entry = entries["Can a cracked bell be saved?"]
    assert (entry.target, entry.state) == ("FR Can a cracked bell be saved?", "fuzzy")
    assert entry.comments[0].startswith("machine: openai m 1, draft")
    assert entries["translator-credits"].target == ""
    assert all(e.state == "fuzzy" for e in entries.values() if e.target)
    # Nothing is asked for again, and the next version has it as it is.
    number = len(service.requests)
    assert "0 suggested" in run("suggest", "-l", "fr", "--to", service.url).stderr
    before = PO.read_bytes()
    run("extract")
    assert len(service.requests) == number and PO.read_bytes() == before


def test_what_helps_goes_along(run: Run, service: Service) -> None:
    entries = load()
    first = "Can a cracked bell be saved?"
    entries[first] = entries[first].replace(target="Une cloche fêlée ?", state="done")
    store(entries)
    Path("locales/fr/glossary.csv").write_text("source,target\nbronze,airain\n", "utf-8")
    run("extract", "-l", "es")
    spanish = Path("locales/es/LC_MESSAGES/bells.po")
    known = po.load(spanish.read_bytes(), "es", "es")
    question = "And if it does not move?"
    told = tuple(
        e.replace(target="¿Y si no se mueve?", state="done") if e.source == question else e
        for e in known.entries
    )
    spanish.write_bytes(po.dump(replace(known, entries=told), spanish.read_bytes()))
    Path("diglot.toml").write_text(Path("diglot.toml").read_text().replace('["fr"]', '["fr", "es"]'), "utf-8")
    run("suggest", "-l", "fr", "--to", service.url)
    asked = [json.loads(body["messages"][1]["content"])["messages"] for _, body, _ in service.requests]
    by_text = {message["text"]: message for batch in asked for message in batch}
    assert first not in by_text
    assert by_text[question]["speaker"] == "Tom Adeyemi"
    assert by_text[question]["also"] == {"es": "¿Y si no se mueve?"}
    assert "speaks to Hanne Roth" in " ".join(by_text[question]["about"]) or by_text[question]["about"]
    assert by_text["Then we thank the bell and order bronze."]["terms"] == {"bronze": "airain"}
    before = by_text[question]["before"]
    assert before[0] == {"speaker": "Tom Adeyemi", "text": first, "translation": "Une cloche fêlée ?"}
    assert before[1]["speaker"] == "Hanne Roth" and before[1]["translation"] == ""


def test_nothing_leaves_for_an_address_that_nobody_has_allowed(
    run: Run, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGLOT_SUGGEST_KEY", "secret")
    for allowed in ((), ("--to", "https://api.example.org"), ("--to", "http://127.0.0.1:1")):
        refused = run("suggest", "-l", "fr", *allowed)
        assert refused.exit_code == 1 and "which nobody has allowed" in refused.stderr
    assert service.requests == []
    monkeypatch.setenv("DIGLOT_SUGGEST_TO", f"https://api.example.org {service.url}")
    run("suggest", "-l", "fr")
    assert service.requests[0][2] == "Bearer secret"


def test_a_dry_run_shows_what_would_leave(run: Run, service: Service) -> None:
    before = PO.read_bytes()
    shown = run("suggest", "-l", "fr", "--dry-run")
    assert f"12 empty messages would be sent to {service.url}/v1/chat/completions" in shown.stderr
    assert "7 names of speakers" in shown.stderr or "names of speakers" in shown.stderr
    (sent,) = [json.loads(line) for line in shown.stdout.splitlines()]
    # No more is told than what is sent.
    alone = run("suggest", "-l", "fr", "--engine", "libretranslate", "--dry-run")
    assert "characters; " in alone.stderr and " with " not in alone.stderr
    assert service.requests == [] and PO.read_bytes() == before
    run("suggest", "-l", "fr", "--to", service.url)
    # The very bytes.
    assert sent == service.requests[0][1]
    offline = run("suggest", "-l", "fr", "--engine", "memory", "--dry-run")
    assert "nothing leaves this computer" in offline.stderr


def test_what_a_check_finds_stands_beside_the_draft(run: Run, service: Service) -> None:
    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        answer = chat(body)
        content = answer["choices"][0]["message"]["content"].replace(
            "FR Published: May 2, 2026", "Publié en 1962"
        )
        answer["choices"][0]["message"]["content"] = content
        return 200, answer, {}

    service.reply = reply
    run("suggest", "-l", "fr", "--to", service.url)
    (mark,) = load()["Published: May 2, 2026"].comments
    assert ", draft, doubtful: D" in mark and load()["Published: May 2, 2026"].state == "fuzzy"


TOLD = (
    """I left on 3 March 1971; aligned; left out; left out 0.91; from: old, 90 %; sentence: Ja.; reviewed
aligned 0.97 [7K2M9Q]; aligned 0.4, doubtful: why; left over after 12.1: Yes. [old.txt 7K2M9Q]; machine: x
context was turn|bo (Bo); context was none: delete this line if the translation still fits; draft; , draft
[7K2M9Q]; [a bell]; , doubtful:; , draft, doubtful: D2; من [كتاب]; revised; approved by; Reviewed by Ann
""".strip()
    .replace("\n", "; ")
    .split("; ")
)


@examples(60)
@given(st.lists(st.sampled_from(TOLD), min_size=1, max_size=4), st.integers(0, 10**6))
def test_what_a_comment_quotes_keeps_its_words(told: list[str], seed: int) -> None:
    name, why = f"machine-x {' '.join(told)}", f"D225 “{' '.join(told)}"
    entry = machine_marks.suggested(Entry("turn|ana", "Yes."), "Oui.", name, [why])
    (line,) = entry.comments
    letters = "".join(filter(str.isalnum, f"machine: {name}, draft, doubtful: {why}"))
    assert "".join(filter(str.isalnum, line)).startswith(letters)
    match = machine_marks.MACHINE.fullmatch(line)
    assert match and match["draft"].startswith(", draft, doubtful: D225 “") and match["code"] == code("Oui.")
    # However an editor wraps it, beside another, it is one comment, and a machine's.
    random_ = random.Random(seed)
    wrapped = "".join(random_.choice(" \n") if letter == " " else letter for letter in line).split("\n")
    other = provenance.aligned("Oui.", 0.4, doubtful=True)
    both = entry.replace(comments=(*wrapped, other))
    assert provenance.marks(both) == (line, other) and provenance.remarks(both.comments) == ()
    assert provenance.origin(both) == "machine"


def test_what_was_suggested_before_a_failure_stays(run: Run, service: Service) -> None:
    said = "".join(f"\n\nTom Adeyemi: Bell number {k} is in tower {k}, I think." for k in range(60))
    with Path("source/bells.txt").open("a", encoding="utf-8") as source:
        source.write(said)
    run("extract")
    answered: list[str] = []

    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        if len(service.requests) == 3:
            return 403, {}, {}
        answered.extend(m["text"] for m in json.loads(body["messages"][1]["content"])["messages"])
        return 200, chat(body), {}

    service.reply = reply
    failed = run("suggest", "-l", "fr", "--to", service.url)
    assert failed.exit_code == 1 and "40 suggested by openai m 1" in failed.stderr
    assert "32 left empty" in failed.stderr
    assert "the service refuses: 403" in failed.stderr
    assert run("suggest", "-l", "fr", "--to", service.url).exit_code == 0
    # Nothing was paid for twice.
    assert len(answered) == len(set(answered)) == 72


def many_bells(run: Run, number: int) -> None:
    """A longer document: 12 messages and these."""
    with Path("source/bells.txt").open("a", encoding="utf-8") as source:
        source.write("".join(f"\n\nTom Adeyemi: Bell number {k} is in tower {k}." for k in range(number)))
    run("extract")


def test_no_answer_is_paid_for_twice_however_often_a_run_is_killed(run: Run, service: Service) -> None:
    many_bells(run, 100)
    answered: list[str] = []
    command = [sys.executable, "-m", "toolkit", "suggest", "-l", "fr", "--to", service.url]
    before = PO.read_bytes()
    for batches in (1, 2, 0):
        service.requests.clear()
        waiting, killed = threading.Event(), threading.Event()

        def reply(
            body: dict[str, Any],
            waiting: threading.Event = waiting,
            killed: threading.Event = killed,
            batches: int = batches,
        ) -> tuple[int, Any, dict[str, str]]:
            if len(service.requests) > batches:
                waiting.set()
                happened(killed)
            else:
                answered.extend(m["text"] for m in json.loads(body["messages"][1]["content"])["messages"])
            return 200, chat(body), {}

        service.reply = reply
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        happened(waiting)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        killed.set()
    assert len(answered) == 60 and PO.read_bytes() == before
    assert "52 empty messages would be sent" in run("suggest", "-l", "fr", "--dry-run").stderr
    service.requests.clear()
    service.reply = lambda body: (200, chat(body), {})
    assert "112 suggested by openai m 1" in run("suggest", "-l", "fr", "--to", service.url).stderr
    assert len({*answered, *service.texts}) == len(answered) + len(service.texts) == 112
    assert {e.target for e in load().values() if e.target} == {
        f"FR {text}" for text in load() if text != CREDITS[1]
    }


def test_the_catalog_is_written_once(run: Run, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    many_bells(run, 100)
    put, written = catalogs.put, list[Path]()

    def counted(workspace: Any, path: Path, *args: Any) -> Any:
        written.append(path)
        return put(workspace, path, *args)

    monkeypatch.setattr(catalogs, "put", counted)
    run("suggest", "-l", "fr", "--to", service.url)
    assert (len(service.requests), len(written)) == (6, 1)
    assert not KEPT.exists()


def test_who_stops_it_has_the_drafts_so_far(
    run: Run, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_bells(run, 20)
    post = http.post

    def stopped(*args: Any) -> Any:
        if service.requests:
            raise KeyboardInterrupt
        return post(*args)

    monkeypatch.setattr(openai, "post", stopped)
    run("suggest", "-l", "fr", "--to", service.url)
    assert sum(entry.state == "fuzzy" for entry in load().values()) == 20


def test_a_run_that_is_killed_behind_the_catalog_has_lost_nothing(
    run: Run, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(KeptAnswers, "forget", lambda _: None)
        run("suggest", "-l", "fr", "--to", service.url)
    before = PO.read_bytes()
    assert KEPT.read_bytes()
    run("suggest", "-l", "fr", "--to", service.url)
    assert len(service.requests) == 1 and PO.read_bytes() == before


def test_kept_answers_that_are_damaged_are_none(run: Run, service: Service) -> None:
    question, other = "Can a cracked bell be saved?", "And if it does not move?"
    context = load()[question].context

    def row(source: str, text: str) -> str:
        return json.dumps({"context": context, "source": source, "text": text, "engine": "openai m 0"})

    rows = [row(question, "La sauver ?"), row(other, "\0"), row(other, "Well. " * 99), row("Gone.", "Parti.")]
    KEPT.parent.mkdir(parents=True)
    KEPT.write_bytes(
        "\n".join([*rows, "[" * 9999, '{"context": 7}', row(other, "Sinon ?")[:-9]]).encode() + b"\xff"
    )
    assert "12 suggested" in run("suggest", "-l", "fr", "--to", service.url).stderr
    assert load()[question].target == "La sauver ?" and question not in service.texts
    assert load()[question].comments[0].startswith("machine: openai m 0, draft")
    assert load()[other].target == f"FR {other}"
    # A stranger's link leads nowhere.
    many_bells(run, 1)
    KEPT.symlink_to(Path("source/bells.txt").absolute())
    text = Path("source/bells.txt").read_bytes()
    refused = run("suggest", "-l", "fr", "--to", service.url)
    assert refused.exit_code == 1 and "can't be written" in refused.stderr
    assert Path("source/bells.txt").read_bytes() == text


def keep(*rows: tuple[Entry, str, str]) -> None:
    """What a run has left that was killed: message, text, engine."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(
        "".join(
            json.dumps({"context": entry.context, "source": entry.source, "text": text, "engine": engine})
            + "\n"
            for entry, text, engine in rows
        ),
        "utf-8",
    )


def test_kept_answers_fill_nothing_that_is_not_asked_for(run: Run) -> None:
    question, other = "Can a cracked bell be saved?", "And if it does not move?"
    entries = load()
    comments = ("left out", "Nobody asks that here.")
    entries[question] = entries[question].replace(comments=comments)
    store(entries)
    keep(*((entries[source], "Sauvée ?", "openai m 1") for source in (question, CREDITS[1], other)))
    told = run("suggest", "-l", "fr", "--engine", "memory").stderr
    assert (
        "1 suggested by openai m 1, 10 left empty" in told.replace(" (1 doubtful)", "") and not KEPT.exists()
    )
    assert (load()[question].target, load()[question].comments) == ("", comments)
    assert load()[CREDITS[1]].target == "" and load()[other].target == "Sauvée ?"


def test_what_is_left_out_while_an_engine_is_asked_stays_so(run: Run, service: Service) -> None:
    question = "Can a cracked bell be saved?"

    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        entries = load()
        entries[question] = entries[question].replace(comments=("left out",))
        store(entries)
        return 200, chat(body), {}

    service.reply = reply
    assert "11 suggested" in run("suggest", "-l", "fr", "--to", service.url).stderr
    assert (load()[question].target, load()[question].comments) == ("", ("left out",))


def test_each_engine_is_told_by_its_name(run: Run, service: Service) -> None:
    first, second, third = [entry for entry in load().values() if entry.key != CREDITS][:3]
    keep(
        (first, "Un.", "libretranslate"),
        (second, "Deux.", "openai m 1"),
        # What can't be shown, or would be two comments, is nobody's name.
        *((third, "Trois.", name) for name in ("a\nb", "\x9b31m", "", "a" * 999, "\u202e")),
    )
    told = run("suggest", "-l", "fr", "--to", service.url).stderr
    assert re.search(
        r"12 suggested \(\d doubtful\), 11 by openai m 1, 1 by libretranslate, 0 left empty", told
    )
    assert load()[first.source].comments[0].startswith("machine: libretranslate, draft")
    assert load()[third.source].target == f"FR {third.source}"


def test_kept_answers_that_can_not_be_read_are_kept(run: Run, service: Service) -> None:
    # Nothing is asked for that may be there already.
    KEPT.mkdir(parents=True)
    before = PO.read_bytes()
    for dry in ((), ("--dry-run",)):
        failed = run("suggest", "-l", "fr", "--to", service.url, *dry)
        assert failed.exit_code == 1 and "bells.jsonl" in failed.stderr and "delete it" in failed.stderr
    assert service.requests == [] and PO.read_bytes() == before
    KEPT.rmdir()

    # Gone wrong while the engine was asked: what it has said is in the catalog all the same.
    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        KEPT.mkdir()
        return 200, chat(body), {}

    service.reply = reply
    failed = run("suggest", "-l", "fr", "--to", service.url)
    assert failed.exit_code == 1 and "delete it" in failed.stderr
    assert "12 suggested by openai m 1" in failed.stderr and KEPT.is_dir()
    assert sum(entry.state == "fuzzy" for entry in load().values()) == 12


def test_what_somebody_has_translated_meanwhile_stays(run: Run, service: Service) -> None:
    question = "Can a cracked bell be saved?"

    def reply(body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        entries = load()
        entries[question] = entries[question].replace(target="Mienne.", state="done")
        store(entries)
        return 200, chat(body), {}

    service.reply = reply
    assert "11 suggested" in run("suggest", "-l", "fr", "--to", service.url).stderr
    assert (load()[question].target, load()[question].comments) == ("Mienne.", ())


def test_the_memory_needs_no_service(run: Run, service: Service) -> None:
    Path("source/second.txt").write_text(
        "Tom Adeyemi: Can a cracked bell be saved?\n\nHanne Roth: Never mind.\n", "utf-8"
    )
    run("extract")
    entries = load()
    question = "Can a cracked bell be saved?"
    entries[question] = entries[question].replace(target="Une cloche fêlée ?", state="done")
    store(entries)
    made = run("suggest", "second", "-l", "fr", "--engine", "memory")
    assert "second.po: 1 suggested by memory, 3 left empty" in made.stderr and service.requests == []
    second = load(PO.with_name("second.po"))[question]
    assert second.target == "Une cloche fêlée ?" and second.comments[0].startswith("from: bells, 100 %")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--engine", "opnai"), "there is no engine called 'opnai'.\nhint: Did you mean openai?"),
        (("-l", "de"), "there is no catalog"),
        (("--to", "nowhere"), "is no address of a service"),
    ],
)
def test_what_is_wrong_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    failed = run("suggest", *arguments)
    assert failed.exit_code == 1 and told in failed.stderr


def test_apertium_is_a_command(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "there is no command apertium" in run("suggest", "-l", "fr", "--engine", "apertium").stderr
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/apertium"
    command.write_text(f"#!{sys.executable}\nimport sys\nprint(sys.argv[2], sys.stdin.read())\n")
    command.chmod(0o755)
    run("suggest", "-l", "fr", "--engine", "apertium")
    assert load()["Can a cracked bell be saved?"].target == "en-fr Can a cracked bell be saved?"


# A machine's text is told apart everywhere, until a person has gone over it.


def finished(entries: dict[str, Entry], source: str, target: str) -> dict[str, Entry]:
    return entries | {source: entries[source].replace(target=target, state="done")}


def test_a_text_that_a_person_went_over_is_post_edited(run: Run, service: Service) -> None:
    run("suggest", "-l", "fr", "--to", service.url)
    changed, kept = "Can a cracked bell be saved?", "And if it does not move?"
    for form, mark in (
        ("xliff", '<mda:meta type="origin">{}</mda:meta>'),
        ("xliff12", 'x-diglot-origin">{}</context>'),
    ):
        run("export", "bells", "-f", form, "-l", "fr", "-o", f"before.{form}")
        text = Path(f"before.{form}").read_text("utf-8")
        assert text.count(mark.format("machine")) == 12 and mark.format("revised") not in text
    assert Path("before.xliff12").read_text("utf-8").count('state-qualifier="mt-suggestion"') == 12
    entries = load()
    store(finished(finished(entries, changed, "On la sauve ?"), kept, entries[kept].target))
    assert {catalog.origin(load()[source]) for source in (changed, kept)} == {"revised"}
    run("extract")
    assert load()[kept].comments[0] == "revised" and "draft" not in "".join(load()[kept].comments)
    assert {catalog.origin(load()[source]) for source in (changed, kept)} == {"revised"}
    run("export", "bells", "-f", "xliff", "-f", "xliff12", "-f", "tmx", "-l", "fr")
    assert Path("build/bells.en-fr.xlf").read_text("utf-8").count('type="origin">revised<') == 2
    assert Path("build/bells.en-fr.xliff").read_text("utf-8").count('origin">revised<') == 2
    assert Path("build/bells.en-fr.tmx").read_text("utf-8").count('<prop type="x-origin">revised</prop>') == 2
    run("build", "-f", "tei")
    (tei,) = Path("build").glob("*.xml")
    assert tei.read_text("utf-8").count('ana="#origin.revised"') == 2


def test_a_text_that_comes_back_changed_is_post_edited(run: Run, service: Service) -> None:
    run("suggest", "-l", "fr", "--to", service.url)
    run("export", "bells", "-f", "xliff", "-l", "fr", "-o", "out.xlf")
    text = Path("out.xlf").read_text("utf-8").replace("FR Can a cracked bell be saved?", "On la sauve ?")
    Path("out.xlf").write_text(text, "utf-8")
    assert "1 taken" in run("import", "out.xlf").stderr
    assert catalog.origin(load()["Can a cracked bell be saved?"]) == "revised"


@examples(60)
@given(st.text(max_size=20), st.lists(st.text(max_size=30), max_size=2), st.text(min_size=1, max_size=20))
def test_the_comment_is_read_whatever_is_in_it(name: str, faults: list[str], text: str) -> None:
    made = machine_marks.suggested(Entry("turn", "Yes."), text, name, faults)
    if made.target:
        (line,) = made.comments
        assert "\n" not in line and catalog.origin(made) == "machine"
        assert catalog.origin(made.replace(target=made.target + "!")) == "revised"
        assert catalog.origin(made.replace(state="done")) == "revised"
        done = machine_marks.settled(made.replace(state="done"))
        assert done.comments[0] == "revised" and ", draft" not in done.comments[1]
        assert machine_marks.settled(done) == done
