"""Laws of what stands beside an edition in a deposit, with editions made at random."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editions import sample
from pace import examples
from tei_family import OPTIONS, editions
from toolkit.archive import provenance
from toolkit.archive.bag import Digest
from toolkit.archive.package import Size, creators
from toolkit.archive.readme import Facts, readme, turns
from toolkit.config import BuildOptions
from toolkit.model import Edition, Speaker

ORIGINS = re.compile(r"^    \* (\d+) ", re.MULTILINE)


@examples(40)
@given(editions(), OPTIONS)
def test_provenance_is_prov_and_comes_back(edition: Edition, options: BuildOptions) -> None:
    from prov.model import ProvDocument

    edition = replace(edition, name="talk")
    made = {
        path: Digest("0" * 128, 7)
        for path in ("README.md", "source/talk.txt", "po/talk.fr.po", "tei/talk.tei.xml")
    }
    data = provenance.record(edition, options, "talk-1.0", made).decode()
    read = ProvDocument.deserialize(content=data, format="json")
    assert ProvDocument.deserialize(content=read.serialize(format="json"), format="json") == read
    told = json.loads(data)
    assert {f"bag:data/{path}" for path in made} == told["entity"].keys()
    for lang in edition.counts:
        numbers = told["activity"][f"bag:translation-{lang}"]
        assert numbers["diglot:total"] * 2 == sum(one for one in numbers.values() if isinstance(one, int))


@examples(40)
@given(editions(), OPTIONS, st.integers(0, 10**7))
def test_a_readme_tells_of_every_speaker_and_every_paragraph(
    edition: Edition, options: BuildOptions, size: int
) -> None:
    facts = Facts("talk-1.0", ["tei/x"], Size(3, size), (), "", (), (), turns(edition), {}, {})
    text = readme(edition, options, facts)
    speech = [scene for scene in edition.scenes if scene.kind == "speech"]
    assert sum(turns(edition).values()) == sum(len(scene.speakers) or 1 for scene in speech)
    told = text.partition("## Who speaks")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\* ", told, re.MULTILINE)) >= len(edition.speakers)
    part = text.partition("## Who translated")[2].partition("\n## ")[0]
    assert sum(map(int, ORIGINS.findall(part))) == sum(one.total for one in edition.counts.values())
    assert f"3 files, {size} bytes" in text


def test_who_answers_is_an_author_though_a_label_told_only_who_asks() -> None:
    asks, answers, crowd = Speaker("q", "记者", "interviewer"), Speaker("li", "李明"), Speaker("c", "Crowd")
    edition = sample("en", "fr")

    def made(*speakers: Speaker) -> list[str]:
        return [person.name for person in creators(replace(edition, speakers=speakers))]

    assert made(asks, answers) == [asks.name, answers.name]
    known = replace(answers, role="interviewee")
    assert made(asks, known, crowd) == [asks.name, known.name]
    tells = Speaker("n", "Voice", "narrator")
    assert made(tells) == [tells.name]
