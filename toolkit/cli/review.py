"""`diglot review`."""

from __future__ import annotations

import importlib.util

import click

from toolkit.cli.session import Session
from toolkit.errors import DiglotError


@click.command()
@click.argument("document", required=False, default="")
@click.option("-l", "--lang", default="", metavar="LANG", help="The translation to begin with.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Where it listens. Default: one of the project."
)
@click.option("--open/--no-open", "show", default=True, help="Whether to open the browser.")
@click.option("--name", default="", help="Who works at it. Default: the name of the account.")
@click.option(
    "--static",
    "page",
    metavar="FILE",
    help="Serve nothing: write a page of one translation that somebody without diglot goes over.",
)
@click.option("--read-only", is_flag=True, help="For showing: nothing can be changed.")
@click.pass_obj
def review(
    session: Session,
    document: str,
    lang: str,
    port: int,
    show: bool,
    name: str,
    page: str | None,
    read_only: bool,
) -> None:
    """Open pages in the browser in which people decide.

    How the transcript is read, what goes with what, how it is translated.

    Only this machine can reach them. They end with the command: Ctrl+C.
    """
    if page is not None:
        _write(session, document, lang, page)
        return
    missing = [lib for lib in ("starlette", "uvicorn") if importlib.util.find_spec(lib) is None]
    if missing:
        hint = "Install it with the extra: pip install 'diglot[review]'"
        raise DiglotError(f"`diglot review` needs {' and '.join(missing)}, which isn't installed.", hint=hint)
    from urllib.parse import urlencode

    from toolkit import languages
    from toolkit.review import pages, server
    from toolkit.review.views import VIEWS

    workspace = session.workspace(read_only=read_only)
    here = workspace.project
    pages.check_keys(here, VIEWS)
    begin = {}
    if document:
        begin["document"] = here.documents((document,))[0]
    if lang:
        begin["lang"] = languages.get(lang).tag
        there = workspace.targets(begin["document"]) if document else here.target_langs
        if begin["lang"] not in there:
            hint = (
                f"There are: {', '.join(there)}." if there else f"`diglot extract -l {lang}` makes a catalog."
            )
            raise DiglotError(f"{document or 'the project'} isn't translated into {lang}.", hint=hint)

    def ready(address: str) -> None:
        # The page to begin with comes behind the token, which is taken from the address at once.
        view = "translation" if begin.get("lang") else "project"
        shown = address.replace("/?", f"/{view}?") + (f"&{urlencode(begin)}" if begin else "")
        session.say("The review is at this address, for this machine alone. It ends with Ctrl+C.")
        session.data(shown)
        if show:
            click.launch(server.opening(here, shown))

    server.serve(here, port=port, who=name.strip(), ready=ready)


def _write(session: Session, document: str, lang: str, page: str) -> None:
    """Write a page that needs no server."""
    from toolkit.exchange import ExportOptions
    from toolkit.workflow import exchange

    if not document or not lang:
        raise click.UsageError("--static is of one translation: name the document, and its language with -l.")
    workspace = session.workspace()
    names = workspace.project.documents((document,))
    output = session.folder / page
    for outcome in exchange.export(workspace, names, (lang,), ("page",), ExportOptions(), output):
        session.report(outcome)
