"""A corpus on a cluster of Dask: the same bytes, whatever becomes of its workers."""

import errno
import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from bitexts import varied
from conftest import files
from toolkit.corpora.cluster import LOCAL, connected
from toolkit.errors import DiglotError
from waiting import PATIENCE, until

pytestmark = pytest.mark.slow
DASK = [sys.executable, "-m", "dask"]


@contextmanager
def begun(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster; it is ended at the end."""
    with (folder / "dask.log").open("ab") as log:
        process = subprocess.Popen([*DASK, *arguments], cwd=folder, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def awaited(path: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that a scheduler writes when it listens."""

    def written() -> str:
        assert process.poll() is None, (path.parent / "dask.log").read_text()
        return path.read_text() if path.exists() else ""

    return str(json.loads(until(written))["address"])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A list of pairs, and a dictionary."""
    rows = []
    for number in range(60):
        source, target = varied(number, 30)
        rows.append({"id": f"doc{number}", "source_text": source, "target_text": target})
    rows.append({"id": "gone", "source": "gone.txt", "target": "gone.txt"})
    (tmp_path / "list.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "words.en-fr.tsv").write_text("bell\tcloche\n", "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "3s")


def bitext(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "toolkit", "bitext", "--pairs", "list.jsonl", "--segmented"]
    options = ("-s", "en", "-t", "fr", "--dictionary", "words.en-fr.tsv", "--format", "parquet", *options)
    return subprocess.Popen(
        [*command, "--shard-size", "5", *options], cwd=folder, stderr=subprocess.PIPE, text=True
    )


def test_a_lost_worker_changes_nothing(corpus: Path) -> None:
    alone = bitext(corpus, "-o", "alone")
    with ExitStack() as stack:
        options = (
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            "scheduler.json",
        )
        scheduler = stack.enter_context(begun(corpus, "scheduler", *options))
        address = awaited(corpus / "scheduler.json", scheduler)
        # The workers have no file of the corpus.
        away = corpus / "away"
        away.mkdir()
        one = ("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny")
        workers = [stack.enter_context(begun(away, *one)) for _ in range(2)]
        together = bitext(corpus, "-o", "together", "--scheduler", address)
        while together.poll() is None and not list(corpus.glob("together/part-*")):
            time.sleep(0.02)
        time.sleep(random.random())
        random.choice(workers).send_signal(signal.SIGKILL)
        said = together.communicate(timeout=PATIENCE)[1]
        assert together.returncode == 1 and "61 pairs in 13 shards: 0 unchanged, 1 failed" in said
    alone.communicate(timeout=PATIENCE)
    assert files(corpus / "alone") == files(corpus / "together")


@pytest.fixture
def certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A certificate that trusts itself: known to the command, and options for who else is to know it."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is missing")
    made = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem", "-out", "own.pem")
    whose = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1")
    subprocess.run(["openssl", "req", *made, *whose], cwd=tmp_path, check=True, capture_output=True)
    own, key = str(tmp_path / "own.pem"), str(tmp_path / "key.pem")
    for name, path in (("CA_FILE", own), ("CLIENT__CERT", own), ("CLIENT__KEY", key)):
        monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{name}", path)
    return ["--tls-ca-file", own, "--tls-cert", own, "--tls-key", key]


def test_a_cluster_is_reached_with_certificates(corpus: Path, certificates: list[str]) -> None:
    alone = bitext(corpus, "-o", "alone")
    options = ["--protocol", "tls", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *certificates]
    with begun(corpus, "scheduler", *options, "--scheduler-file", "s.json") as scheduler:
        address = awaited(corpus / "s.json", scheduler)
        assert address.startswith("tls://")
        worker = ("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", *certificates)
        with begun(corpus, *worker):
            together = bitext(corpus, "-o", "together", "--scheduler", address)
            said = together.communicate(timeout=PATIENCE)[1]
    assert "61 pairs in 13 shards: 0 unchanged, 1 failed" in said
    alone.communicate(timeout=PATIENCE)
    assert files(corpus / "alone") == files(corpus / "together")


@pytest.mark.parametrize(("name", "said"), [("CA_FILE", "needs"), ("CLIENT__CERT", "isn't there")])
def test_a_certificate_that_is_missing_is_told(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    for other in ("CA_FILE", "CLIENT__CERT"):
        monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{other}", str(corpus / "list.jsonl"))
    variable = f"DASK_DISTRIBUTED__COMM__TLS__{name}"
    monkeypatch.setenv(variable, "" if said == "needs" else "gone.pem")
    process = bitext(corpus, "-o", "out", "--scheduler", "tls://127.0.0.1:9")
    told = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 1 and said in told and variable in told and "Traceback" not in told


def test_the_number_of_processes_changes_no_byte(corpus: Path) -> None:
    for jobs in ("1", "2", "8"):
        process = bitext(corpus, "-o", jobs, "--jobs", jobs)
        assert "13 shards" in process.communicate(timeout=PATIENCE)[1]
    assert files(corpus / "1") == files(corpus / "2") == files(corpus / "8")


def test_a_scheduler_that_goes_away_is_told_and_the_next_one_goes_on(corpus: Path) -> None:
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "s.json")
    with begun(corpus, "scheduler", *options) as scheduler:
        address = awaited(corpus / "s.json", scheduler)
        with begun(corpus, "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"):
            stopped = bitext(corpus, "-o", "out", "--scheduler", address)
            while stopped.poll() is None and len(list(corpus.glob("out/part-*"))) < 3:
                time.sleep(0.02)
            scheduler.kill()
            said = stopped.communicate(timeout=PATIENCE)[1]
    assert stopped.returncode == 1 and "the scheduler went away" in said and "Traceback" not in said
    there = len(list((corpus / "out").glob("part-*")))
    goes_on = bitext(corpus, "-o", "out", "--scheduler", "local", "--jobs", "2")
    said = goes_on.communicate(timeout=PATIENCE)[1]
    assert goes_on.returncode == 1 and int(said.split(" unchanged")[0].split()[-1]) >= 5 * (there - 1)


def test_what_dask_says_of_a_connection_is_told_apart_from_what_a_disk_says() -> None:
    with pytest.raises(DiglotError, match="the scheduler went away"), connected(LOCAL, 1):
        raise OSError("Timed out trying to connect to tcp://127.0.0.1:9 after 3 s")
    with pytest.raises(OSError, match="No space left"), connected(LOCAL, 1):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_cluster_begins_beside_another() -> None:
    with closing(socket.socket()) as other:
        # Where somebody else has the port that schedulers show themselves at, it is taken all the same.
        with suppress(OSError):
            other.bind(("", 8787))
            other.listen()
        with connected(LOCAL, 1):
            pass


def test_a_scheduler_that_isnt_there_is_told(corpus: Path) -> None:
    process = bitext(corpus, "-o", "out", "--scheduler", "tcp://127.0.0.1:9")
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 1 and "the scheduler can't be reached" in said and "dask scheduler" in said
    assert "Traceback" not in said
