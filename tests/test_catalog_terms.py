"""What catalogs have settled: names and short messages that a person has finished."""

from toolkit.catalog import provenance
from toolkit.catalog.template import terms
from toolkit.model import Entry


def test_terms_are_short_finished_and_a_persons() -> None:
    long = "The ferry has run between both banks since the bridge fell."
    entries = [
        Entry("speaker|ana", "Ana Pires", "安娜·皮雷斯", "done"),
        Entry("title", "The  Ferry", "渡轮\n", "done"),
        Entry("turn|ana", long, "自从桥塌了以后，渡轮就在两岸之间往来。", "done"),
        Entry("turn|ana", "Perhaps.", "也许。", "fuzzy"),
        Entry("turn|ana", "Never.", "", "empty"),
        Entry("meta|translator-credits", "translator-credits", "Li Na", "done"),
        Entry(
            "turn|bo", "Yes.", "是。", "done", comments=(provenance.aligned("是。", 0.99, doubtful=False),)
        ),
        Entry(
            "turn|bo", "No.", "不。", "done", comments=(provenance.aligned("没有。", 0.99, doubtful=False),)
        ),
    ]
    assert list(terms(entries)) == [("Ana Pires", "安娜·皮雷斯"), ("The Ferry", "渡轮"), ("No.", "不。")]
    assert (long, "自从桥塌了以后，渡轮就在两岸之间往来。") in list(terms(entries, short=False))
