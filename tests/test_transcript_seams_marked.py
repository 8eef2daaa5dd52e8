"""Words of a decision as the file has them, as they are read, and as they are shown."""

import pytest

from talks import read_and_asked
from toolkit.config import SeamTable, Sidecar

TALKS = {
    "en": ("Mara", "She stood there,", "*Over the lake*, she sang & went.", "Over the lake"),
    "he": ("נועה", "היא עמדה שם,", "*מעבר לאגם*, שרה & הלכה.", "מעבר לאגם"),
    "ru": ("Мара", "Она стояла там,", "*Над озером*, пела она & ушла.", "Над озером"),
    "ja": ("須藤", "そこに立って、", "*湖の上*、と歌った＆行った。", "湖の上"),
}


def _vtt(lang: str) -> tuple[str, list[str]]:
    """A caption with emphasis in its midst, and the ways in which its words may be quoted."""
    who, before, marked, song = TALKS[lang]
    tagged = marked.replace("&", "&amp;").replace(f"*{song}*", f"<i>{song}</i>")
    text = f"WEBVTT\n\n00:01.000 --> 00:03.000\n<v {who}>{before} {tagged}\n"
    return text, [marked, tagged, marked.replace("*", ""), f"{song}{marked.split('*')[2][:3]}"]


@pytest.mark.parametrize("lang", TALKS)
def test_a_paragraph_is_parted_before_emphasis_however_it_is_quoted(lang: str) -> None:
    text, ways = _vtt(lang)
    _, before, marked, _ = TALKS[lang]
    for begins in ways:
        sidecar = Sidecar(split=(SeamTable(begins=begins),))
        document, found = read_and_asked(text, path="x.vtt", lang=lang, sidecar=sidecar)
        assert [part.text for part in document.paragraphs()] == [before, marked], begins
        assert "D104" not in [finding.code for finding in found]


def test_emphasis_is_not_cut_in_its_midst() -> None:
    text = "Mara: She stood there. *Over the old lake*, she sang.\n\nBo: When?\n"
    sidecar = Sidecar(split=(SeamTable(begins="old lake, she sang"),))
    document, found = read_and_asked(text, lang="en", sidecar=sidecar)
    assert len(list(document.paragraphs())) == 2
    assert [finding.name for finding in found if finding.code == "D104"] == ["D104.split"]
