"""`diglot build`: editions."""

from __future__ import annotations

from typing import Any

import click

from toolkit.cli.options import documents_argument, lang_option, targets_of
from toolkit.cli.session import Session
from toolkit.errors import DiglotError


@click.command()
@documents_argument
@lang_option(
    "Language to build: any BCP 47 tag, or several joined by + for one book. Default: those of diglot.toml."
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="epub, html, pdf, tei; default: diglot.toml.",
)
@click.option("--mono", is_flag=True, help="The translation alone, without the source beside it.")
@click.option(
    "--layout",
    type=click.Choice(["stacked", "columns", "translation-first", "alternating", "reveal", "facing"]),
    help="Translation below the source, beside it, above it, after each sentence, shown by a tap, "
    "or on the facing page.",
)
@click.option(
    "--unit",
    type=click.Choice(["paragraph", "sentence"]),
    help="What stands beside what; default: paragraph.",
)
@click.option(
    "--fallback",
    type=click.Choice(["source", "omit"]),
    help="What stands where a translation is missing or fuzzy: the source, marked, or nothing.",
)
@click.pass_obj
def build(
    session: Session,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    mono: bool,
    layout: Any,
    unit: Any,
    fallback: Any,
) -> None:
    """Merge documents with their catalogs and write the editions into build/."""
    from toolkit import pipeline

    here = session.project()
    selections = [targets_of(here, lang.split("+"), mono) for lang in langs or here.target_langs]
    if not selections:
        raise DiglotError(
            "no language to build.", "diglot.toml", 'Name some: target-languages = ["fr"], or use -l.'
        )
    settings = here.settings
    jobs = pipeline.plan(here.documents(documents), formats or settings.formats, selections, mono)
    options = pipeline.options_of(here, layout, unit)
    steps = pipeline.build(here, jobs, fallback or settings.fallback, options)
    for outcome in session.progress(steps, len(jobs), "build"):
        session.report(outcome)
