"""Inputs altered at random.

Each is read or refused with a DiglotError, in bounded time and memory.

`python -m robust.fuzz --count 1000000 --seed 1` (with tests/ on the path); `--only po,tei`. An input that
does otherwise is put into a folder, printed, and makes the exit code 1. Changes are of bytes, of lines, and
of words that the grammar knows; files in a zip are altered and packed again.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from zlib import crc32

from growing import ENDLESS
from robust.inputs import Input, every, repack
from toolkit.errors import DiglotError

MEMORY = 500 << 20
"""Bytes that it may take beyond what the process has."""
LONGEST = 1 << 16
"""Bytes that are put in at most, and half of those that an input has."""


ODD_NUMBERS = (
    *(b"-1", b"0", b"4294967296", b"18446744073709551616", b"9" * 5000, b"1e400", b"NaN"),
    *("٣".encode(), "²".encode()),
)
"""What programs stumble over in place of a digit."""


class Late(BaseException):
    """An input has taken too long.

    No `except Exception` holds it up.
    """


@dataclass
class Tally:
    """What came of the inputs of one kind."""

    count: int = 0
    refused: int = 0
    slowest: float = 0.0
    memory: int = 0
    """The most bytes that the process had."""
    faults: Counter[str] = field(default_factory=Counter)
    """How often, by what was raised and where."""


def mutants(one: Input, seed: int) -> Iterator[bytes]:
    """Without end; the same for the same seed."""
    chance = random.Random(f"{one.name} {seed}")
    while True:
        data = chance.choice(one.seeds)
        if one.packed and chance.random() < 0.7:
            times, which = chance.randint(1, 4), chance.randrange(99)
            yield repack(data, lambda part, k=times: _altered(part, one, chance, k), which)  # type: ignore[misc]
        else:
            yield _altered(data, one, chance, chance.choice((1, 1, 2, 3, 6, 20)))


def _altered(data: bytes, one: Input, chance: random.Random, times: int) -> bytes:
    for _ in range(times):
        data = chance.choice(CHANGES)(data, one, chance)[: 2 * LONGEST]
    return data


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((0, 1, 1, 2, 5, 20, 200)))


def _byte(data: bytes, _: Input, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + chance.randint(0, 1) :]


def _out(data: bytes, _: Input, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _cut_off(data: bytes, _: Input, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _word(data: bytes, one: Input, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.choice(one.words) + data[end if chance.random() < 0.5 else start :]


def _again(data: bytes, _: Input, chance: random.Random) -> bytes:
    """A part once more, or a thousand times."""
    start, end = _place(data, chance)
    if chance.random() < 0.1:
        return data[:start] + data[start:end] * (LONGEST // max(64, end - start)) + data[end:]
    at = chance.randint(0, len(data))
    return data[:at] + data[start:end] + data[at:]


def _lines(data: bytes, _: Input, chance: random.Random) -> bytes:
    """Two lines change places, or one is there twice."""
    lines = data.split(b"\n")
    i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i] if chance.random() < 0.5 else lines[j]
    return b"\n".join(lines)


def _spliced(data: bytes, one: Input, chance: random.Random) -> bytes:
    other = chance.choice(one.seeds)
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _number(data: bytes, _: Input, chance: random.Random) -> bytes:
    """Digits become others that programs stumble over."""
    digits = [k for k, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice(ODD_NUMBERS) + data[at + 1 :]


def _deep(data: bytes, one: Input, chance: random.Random) -> bytes:
    """A word of the grammar many times over."""
    at = chance.randint(0, len(data))
    word = chance.choice(one.words)
    return data[:at] + word * min(chance.choice((30, 300, 3000)), LONGEST // len(word) + 1) + data[at:]


CHANGES = (_byte, _byte, _out, _cut_off, _word, _word, _word, _again, _lines, _spliced, _number, _deep)


def attempt(one: Input, data: bytes, tally: Tally, seconds: float = ENDLESS) -> str:
    """What is wrong with an input, or "".

    seconds  of the processor, after which it is broken off
    """
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    fault = ""
    try:
        one.hold(data)
    except DiglotError as error:
        tally.refused += 1
        fault = "" if error.what else "an error without words"
    except (Exception, Late) as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        fault = _told(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    taken = time.process_time() - begun
    tally.count += 1
    tally.slowest = max(tally.slowest, taken)
    return fault


def _told(error: BaseException) -> str:
    """The error, and where it came from.

    The last place of diglot's own that it went through.
    """
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "/toolkit/" in one.filename]
    last = frames[-1] if frames else None
    place = f"{last.filename.rpartition('/toolkit/')[2]}:{last.name}" if last else "?"
    words = re.sub(r"\d+", "0", str(error))[:60]
    return f"{type(error).__name__} in {place}: {words}"


def run(
    inputs: Sequence[Input], count: int, seed: int, keep: Path | None = None, seconds: float = ENDLESS
) -> dict[str, Tally]:
    """Try so many inputs, of each kind alike."""
    signal.signal(signal.SIGPROF, _late)
    tallies = {one.name: Tally() for one in inputs}
    for one in inputs:
        tally = tallies[one.name]
        for data, _ in zip(mutants(one, seed), range(-(-count // len(inputs))), strict=False):
            if tally.count % 100 == 0:
                tally.memory = max(tally.memory, bounded())
            if fault := attempt(one, data, tally, seconds):
                tally.faults[fault] += 1
                if keep is not None and tally.faults[fault] <= 3:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{one.name}-{crc32(fault.encode()):08x}-{tally.faults[fault]}").write_bytes(data)
    return tallies


def _late(_: int, __: FrameType | None) -> None:
    raise Late


def bounded() -> int:
    """Bound the memory of the next inputs.

    Gives what the process has now.
    """
    pages, resident = Path("/proc/self/statm").read_text().split()[:2]
    size = resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (int(pages) * size + MEMORY, resource.RLIM_INFINITY))
    return int(resident) * size


def main() -> int:
    """Runs, and prints a summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=ENDLESS, help="of the processor, for one input")
    parser.add_argument("--only", default="", help="names of inputs, with commas between")
    parser.add_argument("--keep", type=Path, help="folder for what fails")
    given = parser.parse_args()
    warnings.simplefilter("error")
    only = set(given.only.split(",")) - {""}
    inputs = [one for one in every() if not only or one.name in only]
    for one in inputs:  # imports and tables that are made once don't count
        if fault := attempt(one, one.seeds[0], Tally()):
            print(f"{one.name}: {fault}, before anything was altered")
    tallies = run(inputs, given.count, given.seed, given.keep, given.seconds)
    for name, tally in tallies.items():
        print(
            f"{name:<10} {tally.count:>8} inputs, {tally.refused:>8} refused, slowest {tally.slowest:.2f} s"
        )
        for fault, times in tally.faults.most_common():
            print(f"  {times:>6} {fault}  [{crc32(fault.encode()):08x}]")
    faults = sum(sum(tally.faults.values()) for tally in tallies.values())
    print(f"{sum(tally.count for tally in tallies.values())} inputs, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
