"""A cluster of Dask, on which tasks are done (the extra `cluster`).

Its workers need only diglot: what they align is sent to them, and what they make is sent back. The scheduler
holds what a task was given until its result is fetched, so that a worker that is lost is made up for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from toolkit import late
from toolkit.corpora.workers import Crew
from toolkit.errors import DiglotError, extra

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")
LOCAL = "local"
"""The address of a cluster that is begun here, and ends with the command."""
_ADDRESS = late.regex(r"(?:tcp|tls)://\S+")
_SETTINGS = {
    # A shard has as much text as it has: there is no smaller way to say it.
    "distributed.admin.large-graph-warning-threshold": "1GB",
}
_TLS = "distributed.comm.tls"
_CERTIFICATES = (f"{_TLS}.ca-file", f"{_TLS}.client.cert")
"""Settings of Dask without which nobody is reached by tls://: who is trusted, and who we are."""
_AGAIN = "Is it still there? The same command goes on where it stopped."


class _Cluster(Crew):
    """The workers of a cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client
        # Shards aren't the same by having the same texts: each is a task of its own.
        self._executor = client.get_executor(pure=False)

    def submit(self, function: Callable[..., R], /, *arguments: object) -> Future[R]:
        return cast("Future[R]", self._executor.submit(function, *arguments))

    def ahead(self) -> int:
        # Workers come and go. While one shard is aligned, the next is there already.
        return 2 * max(1, sum(map(int, self._client.nthreads().values())))

    def share(self, value: T) -> T:
        # As the result of a task it goes from worker to worker, and is made again where it is lost.
        return cast("T", self._client.submit(_itself, value, pure=False))


def _itself(value: T) -> T:
    return value


def _variable(setting: str) -> str:
    """The variable of the environment from which Dask takes a setting."""
    return "DASK_" + setting.upper().replace(".", "__").replace("-", "_")


def _check_certificates(address: str, named: Mapping[str, str | None]) -> None:
    """Certificates are named, and there; Dask tells neither which one is missing nor how to name it."""
    for name, path in named.items():
        variable = _variable(name)
        if not path:
            raise DiglotError("tls:// needs certificates.", address, f"Name the file: {variable}=FILE.")
        if not Path(path).is_file():
            raise DiglotError("this certificate isn't there.", path, f"{variable} names it.")


@contextmanager
def connected(address: str, jobs: int) -> Iterator[Crew]:
    """The workers of a scheduler.

    address  tcp://HOST:PORT or tls://HOST:PORT (with the certificates that Dask's own settings name); `local`
             for one that is begun here with so many workers, one process each
    Raises DiglotError where there is no scheduler, and where it goes away.
    """
    if address != LOCAL and not _ADDRESS.fullmatch(address):
        raise DiglotError(
            "this is no address of a scheduler.", address, "Such as tcp://192.168.0.10:8786, or local."
        )
    with extra("cluster", "Dask"):
        import dask
        import distributed
        from distributed.comm.core import CommClosedError
    # It logs tracebacks of what is told below in a sentence.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
        if address.startswith("tls:"):
            _check_certificates(address, {name: dask.config.get(name, None) for name in _CERTIFICATES})
        whose: Any = address
        if address == LOCAL:
            whose = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    processes=True,
                    # A port of its own, since another cluster may run beside this one.
                    dashboard_address=":0",
                    scheduler_kwargs={"dashboard": False},
                )
            )
        try:
            client = stack.enter_context(distributed.Client(whose, set_as_default=False))
        except (OSError, ValueError, TypeError) as error:
            raise DiglotError(
                f"the scheduler can't be reached: {error}.", address, "Begin one: dask scheduler."
            ) from error
        try:
            yield _Cluster(client)
        except distributed.KilledWorker as error:
            raise DiglotError(
                f"several workers ended over the same shard, the last of them {error.last_worker}.",
                address,
                "Was their memory short? Make shards of fewer pairs: --shard-size.",
            ) from error
        except (CommClosedError, CancelledError, OSError) as error:
            # Those of a disk have a number; that nobody answers any more is told by Dask without one.
            if isinstance(error, OSError) and error.errno and not isinstance(error, ConnectionError):
                raise
            raise DiglotError("the scheduler went away.", address, _AGAIN) from error
