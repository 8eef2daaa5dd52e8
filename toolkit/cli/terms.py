"""`diglot terms`: candidates for a glossary, and what it has."""

from __future__ import annotations

import click

from toolkit.cli.session import Session, documents_argument, targets_of


@click.command()
@documents_argument
@click.option("-l", "--lang", required=True, metavar="LANG", help="Language: any BCP 47 tag.")
@click.option(
    "--add",
    "asked",
    multiple=True,
    metavar="TERM|TERM=TARGET",
    help="Put a candidate, or any term, into the glossary. Again for more.",
)
@click.option(
    "--import", "file", metavar="FILE", help="Put the terms of a file into the glossary: TBX or CSV."
)
@click.option("--glossary", "own", is_flag=True, help="List what the glossary has instead of candidates.")
@click.option(
    "--as", "form", type=click.Choice(["table", "csv", "tbx"]), default="table", help="How to print them."
)
@click.pass_obj
def terms(
    session: Session,
    documents: tuple[str, ...],
    lang: str,
    asked: tuple[str, ...],
    file: str | None,
    own: bool,
    form: str,
) -> None:
    """List what may be terms: words that recur, and that finished catalogs translate alike.

    Whoever has looked at them puts them into the glossary, locales/LANG/glossary.csv, with --add; or prints
    them with --as csv, deletes what is no term, and takes the rest with --import. Nothing that is in the
    glossary is changed.
    """
    from toolkit.cli import tables
    from toolkit.workflow import terms as glossaries

    workspace = session.workspace()
    names = workspace.project.documents(documents)
    (tag,) = targets_of(workspace, (lang,), names)
    langs = workspace.project.source_lang, tag
    if file is not None:
        session.figures(
            str(glossaries.add(workspace, tag, glossaries.read_file(session.folder / file, file, *langs)))
        )
    if asked:
        found = [] if all("=" in words for words in asked) else glossaries.candidates(workspace, names, tag)
        session.figures(str(glossaries.add(workspace, tag, glossaries.chosen(asked, found))))
    if file is not None or asked:
        return
    if own:
        settled = glossaries.glossary(workspace, *langs)
        lines = tables.glossary(form, settled.terms if settled else (), langs)
    else:
        found = glossaries.candidates(workspace, names, tag)
        if not found:
            session.say("nothing new recurs in three finished sentences with a steady translation")
        lines = tables.term_candidates(form, found, langs)
    session.lines(lines)
