"""Machines and reviewers: who helped with a translation is named wherever translators are."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import prov.model
import pytest
from lxml import etree

import validators
from tei_checks import Node, every, find
from toolkit import languages
from toolkit.archive import checks
from toolkit.archive import provenance as origins
from toolkit.archive.bag import Digest
from toolkit.archive.package import Size
from toolkit.archive.readme import Facts, readme
from toolkit.catalog import CREDITS, crediting, machine_marks, provenance, review
from toolkit.config import BuildOptions, TeiTable
from toolkit.edition import merge
from toolkit.model import (
    Catalog,
    Colophon,
    Document,
    Edition,
    Entry,
    Helpers,
    Location,
    Meta,
    Paragraph,
    Person,
    Review,
    Speaker,
    Turn,
)
from toolkit.model.editions import single
from toolkit.readers.tei import catalogs
from toolkit.readers.tei import edition as read
from toolkit.writers import html
from toolkit.writers.tei import files, write

ORCID = "0000-0002-1825-0097"
LINES = ("The salt lies by the gate.", "Who weighs it?", "Nobody does.", "The gate is shut.", "It rains.")
FRENCH = ("Le sel est à la porte.", "Qui le pèse ?", "Personne.", "La porte est fermée.", "Il pleut.")


def drafted(number: int, engine: str) -> Entry:
    entry = Entry("turn|ilse", LINES[number], ids=(f"s{number + 1:06}",))
    return machine_marks.suggested(entry, FRENCH[number], engine)


def finished(number: int, engine: str) -> Entry:
    """Finished by a tool that knows nothing of diglot, as it came from the machine."""
    entry = drafted(number, engine)
    return entry.replace(state="done", comments=tuple(line.replace(", draft", "") for line in entry.comments))


def edition(*entries: Entry, signed: str = "") -> Edition:
    here = Location("source/salt.txt", 1)
    said = tuple(Paragraph(f"s{k:06}", "speech", text, here) for k, text in enumerate(LINES, 1))
    ilse = Speaker("ilse", "Ilse Brandt")
    meta = Meta(title="Salt", date="2026", editors=(Person("Ann Roe", ORCID),))
    document = Document("salt", "en", (ilse,), (Turn("speech", ("ilse",), "Ilse", said),), meta)
    credits_ = (Entry(*CREDITS, signed, "done"),) if signed else ()
    return merge.edition(document, {"fr": Catalog("salt", "en", "fr", (*entries, *credits_))}, ["en", "fr"])


MIXED = edition(
    finished(0, "kiln small-2"),
    provenance.settled(machine_marks.settled(drafted(1, "kiln small-2").replace(state="done"))),
    review.reviewed(
        Entry("turn|ilse", LINES[2], FRENCH[2], "done"), "reviewed", "ann roe <ann@salt.example>"
    ),
    review.reviewed(Entry("turn|ilse", LINES[3], FRENCH[3], "done"), "approved", "Bo Lind"),
    drafted(4, "furnace 9"),
    signed="Camille Orsel",
)
"""A machine's, one that was gone over, one reviewed, one approved, and a draft of another machine."""
TWO = edition(
    finished(0, "kiln small-2"),
    finished(1, "unknown"),
    provenance.settled(machine_marks.settled(drafted(2, "kiln small-2").replace(state="done"))),
)
"""Two machines, and what one of them wrote is gone over."""
ALONE = edition(finished(0, "kiln small-2"))


def tei(made: Edition) -> bytes:
    sink = io.BytesIO()
    write(made, BuildOptions(), sink)
    return sink.getvalue()


def header(made: Edition) -> Node:
    root = etree.fromstring(tei(made))
    return find(root, "t:TEI[@type='translation']/t:teiHeader/t:fileDesc/t:titleStmt")[0]


def test_an_edition_names_those_who_helped_with_what_it_prints() -> None:
    """A draft is not printed: its machine has done nothing here. An address is never printed."""
    known = MIXED.helpers["fr"]
    assert known == Helpers(("kiln small-2",), (Person("ann roe", ORCID),), (Person("Bo Lind"),))
    assert (MIXED.counts["fr"].reviewed, MIXED.counts["fr"].approved) == (1, 1)
    assert [person.name for person in known.people] == ["Bo Lind", "ann roe"]


def test_tei_says_in_words_who_did_what() -> None:
    told = [
        (*(node.text for node in statement), statement[1].get("type"), statement[1].get("ref"))
        for statement in find(header(MIXED), "t:respStmt")
    ]
    assert told == [
        ("machine translation", "kiln small-2", "software", None),
        ("review of the translation", "ann roe", None, f"https://orcid.org/{ORCID}"),
        ("approval of the translation for publication", "Bo Lind", None, None),
    ]


def test_a_link_to_what_a_machine_wrote_points_at_that_machine() -> None:
    one = etree.fromstring(tei(MIXED))
    links = find(one, "t:standOff/t:linkGrp[@subtype='paragraph']/t:link")
    assert [link.get("resp") for link in links] == ["#fr.engine.1", None, None, None]
    assert [node.text for node in one.iter("{*}name")] == ["kiln small-2"]
    two = etree.fromstring(tei(TWO))
    links = find(two, "t:standOff/t:linkGrp/t:link")
    assert [link.get("resp") for link in links] == [
        "#fr.engine.1 #fr.engine.2",  # the turn
        "#fr.engine.1",
        "#fr.engine.2",
        None,
    ]
    assert [node.text for node in two.iter("{*}name")] == ["kiln small-2", "unknown"]


def test_each_paragraph_says_which_machine_wrote_it(tmp_path: Path) -> None:
    """Also one that a person has gone over since; and so it comes back as a project."""
    data = tei(TWO)
    root = etree.fromstring(data)
    said = find(root, "t:TEI[@type='translation']//t:seg")
    assert [(node.get("resp"), node.get("ana")) for node in said] == [
        ("#fr.engine.1", "#origin.mt"),
        ("#fr.engine.2", "#origin.mt"),
        ("#fr.engine.1", "#origin.revised"),
    ]
    (tmp_path / "salt.tei.xml").write_bytes(data)
    assert validators.own_schema(data) == []
    assert validators.jing(validators.TEI_SCHEMA, tmp_path / "salt.tei.xml") == []
    assert every(root) == []
    read_back = read.edition(data, "salt.tei.xml")
    told = [row.cells["fr"].engine for scene in read_back.scenes for row in scene.rows]
    assert told == ["kiln small-2", "unknown", "kiln small-2", "", ""]
    taken = catalogs.take(data, "salt.tei.xml").catalogs["fr"]
    assert [crediting.engine(one) for one in taken.entries if one.context == "turn|ilse"] == told


def test_a_split_edition_points_at_its_machines_too() -> None:
    parts: dict[str, io.BytesIO] = {}
    for part, made in files(TWO, BuildOptions(tei=TeiTable(files="split"))).items():
        made(parts.setdefault(f"salt{part}.tei.xml", io.BytesIO()))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    name = "salt.tei.xml"
    found = checks.archive(
        io.BytesIO(parts[name].getvalue()), name, name, lambda part: io.BytesIO(parts[part].getvalue()), now
    )
    assert not [one.message for one in found if one.code.startswith(("D41", "D42"))]
    root = etree.fromstring(parts["salt.alignment.tei.xml"].getvalue())
    assert [link.get("resp") for link in find(root, "t:standOff/t:linkGrp/t:link")][:2] == [
        "fr:engine.1 fr:engine.2",
        "fr:engine.1",
    ]


@pytest.mark.parametrize("made", [MIXED, ALONE])
def test_it_is_valid_and_comes_back(made: Edition, tmp_path: Path) -> None:
    data = tei(made)
    (tmp_path / "salt.tei.xml").write_bytes(data)
    assert validators.own_schema(data) == []
    assert validators.jing(validators.TEI_SCHEMA, tmp_path / "salt.tei.xml") == []
    assert every(etree.fromstring(data)) == []
    assert read.edition(data, "salt.tei.xml").helpers == made.helpers
    taken = catalogs.take(data, "salt.tei.xml").catalogs["fr"]
    assert any(line.startswith("machine: kiln small-2 [") for one in taken.entries for line in one.comments)


def test_a_machine_and_a_reviewer_are_no_translators() -> None:
    def told(made: Edition) -> set[str]:
        data = io.BytesIO(tei(made))
        now = datetime(2026, 6, 1, tzinfo=UTC)
        found = checks.archive(data, "salt.tei.xml", "salt.tei.xml", lambda _: None, now)
        return {finding.code for finding in found}

    reviewed = review.reviewed(Entry("turn|ilse", LINES[0], FRENCH[0], "done"), "reviewed", "Ann Roe")
    assert "D474" in told(ALONE) & told(edition(reviewed))
    assert "D474" not in told(MIXED)


def test_whoever_reviewed_and_approved_is_asked_for_as_both() -> None:
    """A tool of archives asks by the role: a program that placed a text has translated nothing."""
    from prov.model import ProvAssociation, ProvDocument

    edition = replace(MIXED, helpers={"fr": Helpers((), (Person("Noor Haddad"),), (Person("NOOR HADDAD"),))})
    placed = {"fr": replace(MIXED.counts["fr"], aligned=1)}
    data = origins.record(replace(edition, counts=placed), BuildOptions(), "salt-1", {}).decode()
    found: dict[str, set[str]] = {}
    for one in ProvDocument.deserialize(content=data, format="json").get_records(ProvAssociation):
        known = {str(name): str(value) for name, value in one.attributes}
        found.setdefault(known.get("prov:role", ""), set()).add(known["prov:agent"])
    assert found["reviewer"] == found["approver"] and len(found["reviewer"]) == 1
    assert found["alignment"] == {"bag:diglot"} and "bag:diglot" not in found["translator"]


def test_provenance_has_an_agent_for_each() -> None:
    made = {"po/salt.fr.po": Digest("0" * 128, 1), "tei/salt.tei.xml": Digest("1" * 128, 1)}
    data = origins.record(MIXED, BuildOptions(), "salt-1", made).decode()
    told = json.loads(data)
    labels = {name: agent.get("prov:label", "diglot") for name, agent in told["agent"].items()}
    kinds = {labels[name]: agent["prov:type"]["$"] for name, agent in told["agent"].items()}
    assert kinds["kiln small-2"] == "prov:SoftwareAgent"
    assert kinds["ann roe"] == kinds["Bo Lind"] == kinds["Camille Orsel"] == "prov:Person"
    orcids = {
        agent["prov:label"]: agent["diglot:orcid"]
        for agent in told["agent"].values()
        if "diglot:orcid" in agent
    }
    assert orcids == {"ann roe": f"https://orcid.org/{ORCID}"}
    ends = [
        (one["prov:activity"], labels[one["prov:agent"]], one.get("prov:role"))
        for one in told["wasAssociatedWith"].values()
    ]
    assert sorted(ends, key=str) == [
        ("bag:merging", "ann roe", "editor"),
        ("bag:merging", "diglot", None),
        ("bag:review-fr", "Bo Lind", "approver"),
        ("bag:review-fr", "ann roe", "reviewer"),
        ("bag:translation-fr", "Camille Orsel", "translator"),
        ("bag:translation-fr", "kiln small-2", "machine translation"),
    ]
    assert told["activity"]["bag:review-fr"] == {
        "diglot:language": "fr",
        "diglot:reviewed": 2,
        "diglot:approved": 1,
    }
    assert [*told["wasInformedBy"].values()] == [
        {"prov:informed": "bag:review-fr", "prov:informant": "bag:translation-fr"}
    ]
    assert prov.model.ProvDocument.deserialize(content=data, format="json").get_records()
    assert "review-fr" not in origins.record(ALONE, BuildOptions(), "salt-1", made).decode()


def test_a_readme_names_them() -> None:
    facts = Facts("salt-1", (), Size(1, 1), (), "", (), (), {}, {}, {})
    text = readme(MIXED, BuildOptions(), facts)
    assert "    * machine translation: by kiln small-2\n" in text
    assert "    * paragraphs reviewed: 2, 1 of them approved for publication\n" in text
    assert f"    * reviewed by ann roe (https://orcid.org/{ORCID}), as the catalog says\n" in text
    assert "    * approved by Bo Lind, as the catalog says\n" in text
    unnamed = readme(edition(finished(0, "kiln"), finished(1, "unknown")), BuildOptions(), facts)
    assert "machine translation: by kiln and by a machine that nobody has named\n" in unnamed


def test_who_reviewed_what_another_approved_has_reviewed_it() -> None:
    facts = Facts("salt-1", (), Size(1, 1), (), "", (), (), {}, {}, {})
    entry = review.reviewed(Entry("turn|ilse", LINES[0], FRENCH[0], "done"), "reviewed", "نورة")
    text = readme(edition(review.reviewed(entry, "approved", "Bo Lind")), BuildOptions(), facts)
    assert "    * paragraphs reviewed: 1, 1 of them approved for publication\n" in text
    assert (
        "    * reviewed by نورة, as the catalog says\n    * approved by Bo Lind, as the catalog says\n"
        in text
    )
    nobodys = review.reviewed(Entry("turn|ilse", LINES[0], FRENCH[0], "done"), "reviewed")
    alone = "    * paragraphs reviewed: 1\n    * nobody is named as reviewer\n"
    assert alone in readme(edition(nobodys), BuildOptions(), facts)


def test_a_colophon_names_them() -> None:
    def page(colophon: Colophon) -> str:
        sink = io.BytesIO()
        html.write(replace(single(MIXED), colophon=colophon), BuildOptions(), sink)
        return sink.getvalue().decode()

    words = languages.strings("fr")
    for said in (words["machine_translation"], words["reviewer"], "kiln small-2", "ann roe", "Bo Lind"):
        assert said in page("short"), said
    assert "ann@salt.example" not in page("short")
    # Who wants no word of how a translation was made names its people all the same.
    assert ("kiln small-2" in page("none"), "Bo Lind" in page("none")) == (False, True)


@pytest.mark.parametrize("who", ["", "Ann Roe", "Ann of the Long Quay and of the Two Mills"])
@pytest.mark.parametrize("stage", ["reviewed", "approved"])
@pytest.mark.parametrize("before", [(), ("revised",), ("Ask Ana.",)])
@pytest.mark.parametrize("behind", [(), ("revised",)])
def test_a_machine_is_not_called_by_who_reviewed_it(
    who: str, stage: Review, before: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    """A machine's mark may lack the checksum: that of a review below it ended the name."""
    said = (*before, "machine: kiln small-2", *behind)
    entry = review.reviewed(Entry("turn|ilse", LINES[0], FRENCH[0], "done", comments=said), stage, who)
    assert provenance.lines(entry.comments) == entry.comments
    assert crediting.engine(entry) == "kiln small-2"
    # Who reviews it has gone over it.
    assert provenance.origin(entry) == "revised"
    assert provenance.origin(entry.replace(comments=said)) == ("revised" if "revised" in said else "machine")
    assert review.review_of(entry) == stage
    assert [name for _, name in review.reviewers(entry)] == [who][: bool(who)]
