"""The checks of translations: CPU microseconds a message, and which rules take them.

    python benchmarks/checks.py [MESSAGES [FOLDER]]

The catalogs are interviews of `tests/data/planted`, real sentences in five languages. A message is two of an
interview, each time two others, so that no text is met again soon; so many (20,000) are in each catalog.
FOLDER is another checkout, which is measured in the same run: its figures stand before these.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from toolkit import languages, registry
from toolkit.checks import Checked
from toolkit.model import Catalog, Document, Entry, Speaker

HERE = Path(__file__).resolve().parent.parent
LANGS = ("fr", "de", "ar", "ja", "zh-Hans")
RUNS = 3
SHOWN = 8


def pairs(lang: str) -> Iterator[tuple[str, str]]:
    """Sources and translations: all pairs of two messages of an interview, again and again."""
    lines = (HERE / f"tests/data/planted/{lang}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    told = [(row["source"], row["target"]) for row in rows if "n" in row and "name" not in row]
    blank = "" if languages.get(lang).counts_characters else " "
    while True:
        for gap in range(1, len(told)):
            for place, (source, target) in enumerate(told):
                following, behind = told[(place + gap) % len(told)]
                yield f"{source} {following}", f"{target}{blank}{behind}"


def catalog(lang: str, messages: int) -> Catalog:
    """A finished catalog of two speakers who say it all again and again."""
    entries = [
        Entry(f"turn|{'ab'[number % 2]}|#s{number:06d}", source, target, "done", (f"s{number:06d}",))
        for number, (source, target) in enumerate(islice(pairs(lang), messages))
    ]
    return Catalog("talk", "en", lang, tuple(entries))


def measure(lang: str, messages: int) -> tuple[float, Counter[str]]:
    """CPU seconds of all rules, and of each; of the quickest run."""
    document = Document("talk", "en", speakers=(Speaker("a", "Mara"), Speaker("b", "Joss")), turns=())
    checks = sorted(registry.checks(), key=lambda check: check.rule.code)
    best: tuple[float, Counter[str]] = float("inf"), Counter()
    for number in (100, *[messages] * RUNS):
        checked = Checked(document, catalog(lang, number), "talk.po")
        gc.collect()
        seconds: Counter[str] = Counter()
        for check in checks:
            start = process_time()
            sum(1 for _ in check.find(checked))
            seconds[check.rule.code] += process_time() - start
        # The first one loads what the languages need.
        if number == messages and seconds.total() < best[0]:
            best = seconds.total(), seconds
    return best


def main(arguments: Sequence[str]) -> None:
    """Print a line a language."""
    messages = int(arguments[0]) if arguments else 20_000
    if len(arguments) > 1:
        environment = {**os.environ, "PYTHONPATH": arguments[1]}
        subprocess.run([sys.executable, __file__, str(messages)], env=environment, check=True)
    for lang in LANGS:
        seconds, rules = measure(lang, messages)
        texts = list(islice(pairs(lang), messages))
        characters = sum(len(source) + len(target) for source, target in texts) / len(texts)
        most = ", ".join(f"{code} {1e6 * spent / messages:.0f}" for code, spent in rules.most_common(SHOWN))
        print(
            f"{lang}: {1e6 * seconds / messages:.0f} microseconds a message of {characters:.0f} characters "
            f"on both sides ({most})"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
