"""Apertium, a translator by rules, where it is installed. Nothing leaves the computer.

It knows no messages, so it is run once for each: a line that it joins or splits is nobody else's.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from toolkit import languages, limits
from toolkit.engines import AskedMessage, Engine, EngineContext, NoAnswerError, Suggestion
from toolkit.errors import DiglotError

_PATIENCE = 60
"""Seconds."""


def _suggest(batch: Sequence[AskedMessage], context: EngineContext) -> Sequence[Suggestion]:
    command = shutil.which("apertium")
    if command is None:
        hint = "Install it and a pair of languages, such as Debian's apertium-fra-cat; or use another engine."
        raise DiglotError("there is no command apertium.", hint=hint)
    source, target = (languages.base(tag) for tag in (context.source_lang, context.lang))
    made = []
    for message in batch:
        try:
            # No shell, and tags are letters. -u: words that it doesn't know get no star.
            run = subprocess.run(  # noqa: S603
                [command, "-u", f"{source}-{target}"],
                input=message.entry.source.encode(),
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoAnswerError(f"apertium doesn't answer: {error}.") from error
        if run.returncode:
            hint = f"Is the pair {source}-{target} installed? `apertium -l` lists all that are."
            raise DiglotError(f"apertium can't: {run.stderr.decode(errors='replace').strip()}.", hint=hint)
        limits.check(len(run.stdout), limits.ANSWER, "apertium")
        made.append(Suggestion(message.id, run.stdout.decode(errors="replace").strip()))
    return made


ENGINE = Engine(_suggest, lambda _: "apertium", many=1)
