"""Three conversations in every form with times: what is in each file is known.

SHAPES[name].render(talk) are the bytes of a file; `Shape` says what such a file can tell.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from toolkit.model.values import clock
from toolkit.text.xml import escape, escape_text


class Said(NamedTuple):
    """A cue."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Talk:
    """Turns of two speakers; sentences are cut over their cues."""

    lang: str
    turns: tuple[tuple[str, tuple[Said, ...]], ...]
    joint: str = " "
    """What stands between two pieces of a sentence."""

    @property
    def cues(self) -> list[tuple[str, Said]]:
        return [(who, cue) for who, cues in self.turns for cue in cues]

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(who for who, _ in self.turns))

    def text(self, cues: tuple[Said, ...]) -> str:
        return self.joint.join(cue.text for cue in cues)


def talk(lang: str, turns: str, joint: str = " ") -> Talk:
    """A line is a turn: the name, a colon, and cues that strokes part. Each takes two seconds."""
    made, time = [], 500
    for line in turns.strip().splitlines():
        who, _, text = line.partition(": ")
        cues = []
        for piece in text.split(" | "):
            cues.append(Said(piece, time, time + 1900))
            time += 2000
        made.append((who.strip(), tuple(cues)))
    return Talk(lang, tuple(made), joint)


TALKS = (
    talk(
        "en",
        """
        Ann Hall: When do you ring | the bell of the harbour?
        Bo Stone: At six, and when a boat | is late. Sometimes | we ring it for the fog as well.
        Ann Hall: And who hears it?
        Bo Stone: Whoever is awake. | R&D never does.
        Ann Hall: Did it ever | stand still?
        Bo Stone: Once, in the winter | of the great ice.
        """,
    ),
    talk(
        "ar",
        """
        ليلى حداد: متى تقرعون | جرس الميناء؟
        سامي نجار: في السادسة، وحين | يتأخر قارب. وأحيانا | نقرعه في الضباب أيضا.
        ليلى حداد: ومن يسمعه؟
        سامي نجار: كل من بقي مستيقظا.
        ليلى حداد: هل توقف | يوما؟
        سامي نجار: مرة واحدة، في شتاء | الجليد الكبير.
        """,
    ),
    talk(
        "zh-Hans",
        """
        李明: 你们什么时候敲 | 港口的钟？
        王芳: 六点，还有船 | 晚到的时候。有时候 | 起雾也要敲。
        李明: 谁听得见呢？
        王芳: 醒着的人都听得见。
        李明: 钟停过 | 没有？
        王芳: 停过一次，那年 | 冬天结了大冰。
        """,
        "",
    ),
)


def _srt(talk: Talk, name: Callable[[str], str] = "{}: ".format) -> bytes:
    blocks: list[str] = []
    for who, cues in talk.turns:
        for number, cue in enumerate(cues):
            label = name(who) if not number else ""
            times = f"{clock(cue.start, ',')} --> {clock(cue.end, ',')}"
            blocks.append(f"{len(blocks) + 1}\r\n{times}\r\n{label}{cue.text}")
    return ("\r\n\r\n".join(blocks) + "\r\n").encode("utf-8-sig")


def _vtt(cue: Callable[[int, str, str], tuple[str, str]]) -> Callable[[Talk], bytes]:
    """From number, name and escaped text of a cue to its identifier and its payload."""

    def render(talk: Talk) -> bytes:
        blocks = ["WEBVTT"]
        for number, (who, said) in enumerate(talk.cues, 1):
            name, payload = cue(number, who, escape_text(said.text))
            above = f"{name}\n" if name else ""
            blocks.append(f"{above}{clock(said.start)} --> {clock(said.end)}\n{payload}")
        return ("\n\n".join(blocks) + "\n").encode()

    return render


def _highlighted(talk: Talk) -> bytes:
    """A cue for each word, with all words of its line: that which is heard is underlined."""
    blocks = ["WEBVTT"]
    for _, said in talk.cues:
        words = _words(talk, said)
        for number, word in enumerate(words):
            marks = [f"<u>{w['word']}</u>" if k == number else w["word"] for k, w in enumerate(words)]
            start, end = (clock(round(1000 * word[side])) for side in ("start", "end"))
            blocks.append(f"{start} --> {end}\n{talk.joint.join(marks)}")
    return "\n\n".join(blocks).encode()


def _graph(talk: Talk) -> bytes:
    """What the service of Teams gives to programs: each cue is an object."""
    blocks = ["WEBVTT"]
    for who, said in talk.cues:
        about = {"startDateTime": "2026-03-14T10:00:00Z", "speakerName": who, "spokenText": said.text}
        spoken = json.dumps(about, ensure_ascii=False)
        blocks.append(f"{clock(said.start)} --> {clock(said.end)}\n{spoken}")
    return "\n\n".join(blocks).encode()


def _bare(talk: Talk) -> bytes:
    """No zero stands before a digit; what began before the recording has times below zero."""
    blocks = ["WEBVTT", f"0:0:-2.-650 --> 0:0:0.5\n<v {talk.names[0]}></v>"]
    for who, said in talk.cues:
        times = (f"0:0:{time // 1000}.{time % 1000}" for time in (said.start, said.end))
        blocks.append(f"{' --> '.join(times)}\n<v {who}>{said.text}</v>")
    return "\n\n".join(blocks).encode()


def _ttml(talk: Talk) -> bytes:
    """Times count from those of what they stand in; one is in ticks, and one in pictures of a film."""
    agents = "".join(
        f'<ttm:agent xml:id="a{number}" type="person"><ttm:name>{escape_text(name)}</ttm:name></ttm:agent>'
        for number, name in enumerate(talk.names)
    )
    cues = []
    for number, (who, said) in enumerate(talk.cues):
        begins, lasts = said.start - 500, said.end - said.start
        start = (f"{begins}ms", f"{begins // 1000}s", f"{begins * 10}t", clock(begins))[number % 4]
        until = f'dur="{lasts}ms"' if number % 2 else f'end="{clock(begins + lasts)}"'
        cues.append(
            f'<p begin="{start}" {until} ttm:agent="a{talk.names.index(who)}">\n  <span>'
            f"{escape_text(said.text)}</span>\n</p>"
        )
    return (
        '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" '
        f'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        f'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:tickRate="10000" xml:lang="{talk.lang}"><head>'
        f'{agents}</head><body><div begin="00:00:00:15">{"".join(cues)}</div></body></tt>'
    ).encode()


def _youtube(talk: Talk) -> bytes:
    blocks = ["WEBVTT\nKind: captions\nLanguage: " + talk.lang]
    place = " align:start position:0%"
    before = " "
    for _, said in talk.cues:
        first, _, rest = escape_text(said.text).partition(" ")
        shown = f"{first}<{clock(said.start + 400)}><c> {rest}</c>" if rest else first
        blocks.append(f"{clock(said.start)} --> {clock(said.end)}{place}\n{before}\n{shown}")
        before = escape_text(said.text)
        blocks.append(f"{clock(said.end)} --> {clock(said.end + 10)}{place}\n{before}\n ")
    return "\n\n".join(blocks).encode()


def _seconds(time: int) -> float:
    return time / 1000


def _words(talk: Talk, said: Said, text: str = "word", speaker: str = "") -> list[dict[str, Any]]:
    words = said.text.split() if talk.joint else list(said.text)
    step = (said.end - said.start) // len(words)
    made: list[dict[str, Any]] = []
    for number, word in enumerate(words):
        start = said.start + number * step
        end = said.end if number == len(words) - 1 else start + step
        made.append({text: word, "start": _seconds(start), "end": _seconds(end)})
        if speaker:
            made[-1] |= {"score": 0.9, "speaker": speaker}
    return made


def _json(make: Callable[[Talk], Any]) -> Callable[[Talk], bytes]:
    return lambda talk: json.dumps(make(talk), ensure_ascii=False).encode()


def _segments(talk: Talk, **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "start": _seconds(said.start),
            "end": _seconds(said.end),
            "text": f" {said.text}",
            **more,
        }
        for number, (_, said) in enumerate(talk.cues)
    ]


def _video_indexer(talk: Talk) -> Any:
    """A list of speakers stands among the findings, and times of a tenth of a microsecond in each piece."""

    def instances(start: int, end: int) -> list[dict[str, str]]:
        return [{"start": f"{clock(start)}0000", "end": f"{clock(end)}0000"}]

    insights = {
        "transcript": [
            {
                "id": n,
                "text": said.text,
                "speakerId": talk.names.index(who),
                "instances": instances(said.start, said.end),
            }
            for n, (who, said) in enumerate(talk.cues)
        ],
        "ocr": [{"id": 1, "text": "EXIT", "left": 5, "instances": instances(0, 900)}],
        "speakers": [{"id": n, "name": name} for n, name in enumerate(talk.names)],
    }
    return {"id": "8f2c", "durationInSeconds": 90, "videos": [{"insights": insights}]}


def _stream(talk: Talk) -> Any:
    """What Teams keeps beside a recording."""
    entries = [
        {
            "id": f"8f2c/{n}",
            "text": said.text,
            "speakerId": f"u{talk.names.index(who)}",
            "speakerDisplayName": who,
            "startOffset": f"{clock(said.start)}0000",
            "endOffset": f"{clock(said.end)}0000",
        }
        for n, (who, said) in enumerate(talk.cues)
    ]
    events = [{"id": "e0", "eventType": "CallStarted", "startOffset": "00:00:00"}]
    return {"type": "Transcript", "version": "1.0.0", "entries": entries, "events": events}


def _timeline(talk: Talk) -> Any:
    """What Zoom keeps beside a recording."""
    pieces = [
        {"text": said.text, "ts": clock(said.start), "end_ts": clock(said.end), "users": [{"username": who}]}
        for who, said in talk.cues
    ]
    return {"timeline": pieces}


def _apple(talk: Talk) -> bytes:
    """Each word has times, which count from the beginning; no blank parts words."""
    agents = "".join(
        f'<ttm:agent type="character" xml:id="SPEAKER_{n}"><ttm:name>{name}</ttm:name></ttm:agent>'
        for n, name in enumerate(talk.names)
    )
    cues = "".join(
        f'<p begin="{said.start / 1000}" end="{said.end / 1000}" ttm:agent="SPEAKER_{talk.names.index(who)}">'
        f'<span podcasts:unit="sentence" begin="{said.start / 1000}" end="{said.end / 1000}">'
        + "".join(
            f'<span podcasts:unit="word" begin="{word["start"]}" end="{word["end"]}">'
            f"{escape_text(word['word'])}</span>"
            for word in _words(talk, said)
        )
        + "</span></p>"
        for who, said in talk.cues
    )
    return (
        '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:podcasts="http://example.org/p" '
        f'xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><metadata>{agents}</metadata></head>'
        f'<body dur="90.0"><div>{cues}</div></body></tt>'
    ).encode()


def _blocks(talk: Talk) -> Any:
    """What an editor of transcripts keeps: what is known of a block is an object in it."""
    blocks = [
        {
            "key": f"b{n}",
            "text": said.text,
            "data": {"speaker": who, "start": _seconds(said.start), "words": _words(talk, said, "text")},
        }
        for n, (who, said) in enumerate(talk.cues)
    ]
    return {"blocks": blocks, "entityMap": {}}


def _whisperx(talk: Talk) -> Any:
    """A segment has the speaker of the one before where its words have the right one."""
    segments = _segments(talk)
    for segment, (who, said) in zip(segments, talk.cues, strict=True):
        segment |= {"speaker": talk.names[0], "words": _words(talk, said, speaker=who)}
    return {"segments": segments, "word_segments": [], "language": talk.lang[:2]}


def _whisper_cpp(talk: Talk) -> Any:
    pieces = [
        {
            "timestamps": {"from": clock(said.start, ","), "to": clock(said.end, ",")},
            "offsets": {"from": said.start, "to": said.end},
            "text": f" {said.text}",
            "tokens": [{"text": "[_BEG_]", "offsets": {"from": said.start, "to": said.start}}],
        }
        for _, said in talk.cues
    ]
    return {"result": {"language": talk.lang[:2]}, "transcription": pieces}


def _chunks(talk: Talk) -> Any:
    chunks: list[dict[str, Any]] = [
        {"timestamp": [_seconds(said.start), _seconds(said.end)], "text": f" {said.text}"}
        for _, said in talk.cues
    ]
    chunks[-1]["timestamp"][1] = None
    return {"text": "".join(str(chunk["text"]) for chunk in chunks), "chunks": chunks}


def _rev_json(talk: Talk, pieces: str = "elements", end: str = "end_ts") -> Any:
    """The service of Rev; `spans`, which end with "endTs", are those of its editor."""
    monologues = []
    for who, cues in talk.turns:
        elements: list[dict[str, Any]] = []
        for said in cues:
            for word in _words(talk, said):
                elements.append(
                    {"type": "text", "value": word["word"], "ts": word["start"], end: word["end"]}
                )
                elements.append({"type": "punct", "value": talk.joint})
        monologues.append({"speaker": who, pieces: elements[:-1]})
    return {"monologues": monologues}


def _bedrock(talk: Talk) -> Any:
    """Amazon's service that tells what a recording is about, words beside."""
    segments = [
        {
            "start_timestamp_millis": said.start,
            "end_timestamp_millis": said.end,
            "type": "TRANSCRIPT",
            "text": said.text,
            "speaker": {"speaker_label": who},
        }
        for who, said in talk.cues
    ]
    return {"metadata": {"semantic_modality": "AUDIO"}, "audio_segments": segments, "audio": {"summary": ""}}


def _amazon(talk: Talk, *, beside: bool = False) -> Any:
    """Words; `beside` them, and not in them, who says them, as until 2022."""
    items, segments = [], []
    for who, said in talk.cues:
        for word in _words(talk, said):
            times = {"start_time": str(word["start"]), "end_time": str(word["end"])}
            segments.append({"speaker_label": who, "items": [{**times, "speaker_label": who}]})
            # Where words have no blanks, each character is one here.
            stop = word["word"][-1] if talk.joint and word["word"][-1] in ".?؟" else ""
            spoken = {"alternatives": [{"content": word["word"].removesuffix(stop)}], "type": "pronunciation"}
            items.append({**times, **spoken, **({} if beside else {"speaker_label": who})})
            if stop:
                items.append({"type": "punctuation", "alternatives": [{"content": stop}]})
    labels = {"speaker_labels": {"segments": segments}} if beside else {}
    return {"jobName": "bell", "results": {"transcripts": [], "items": items, **labels}}


def _speechmatics(talk: Talk) -> Any:
    results = [{"type": "speaker_change", "score": 0.9}]
    for item in _amazon(talk)["results"]["items"]:
        content, who = item["alternatives"][0]["content"], item.get("speaker_label")
        sign = {"type": "punctuation", "attaches_to": "previous"} if who is None else {"type": "word"}
        times = {f"{side}_time": float(item.get(f"{side}_time", 0)) for side in ("start", "end")}
        results.append({**sign, **times, "alternatives": [{"content": content, "speaker": who}]})
    return {"format": "2.9", "metadata": {}, "results": results}


def _elevenlabs(talk: Talk) -> Any:
    words = []
    for who, said in talk.cues:
        for word in _words(talk, said, "text"):
            words.append({**word, "type": "word", "speaker_id": who})
            if talk.joint:
                words.append({"text": " ", "type": "spacing", "start": word["end"], "speaker_id": who})
    return {
        "language_code": talk.lang,
        "text": talk.joint.join(said.text for _, said in talk.cues),
        "words": words,
    }


def google_again(talk: Talk) -> Any:
    """Its last result has all words once more, with the speakers."""
    return _google(talk, again=True)


def _google(talk: Talk, *, again: bool) -> Any:
    """`again`: the last result has all words once more, with the speakers."""
    heard, told = [], []
    for who, said in talk.cues:
        words = [
            {"word": word["word"], "startTime": f"{word['start']}s", "endTime": f"{word['end']}s"}
            for word in _words(talk, said)
        ]
        words[-1]["endTime"] = ends = f"{said.end / 1000}s"
        heard.append({"alternatives": [{"transcript": said.text, "words": words}], "resultEndTime": ends})
        told += [{**word, "speakerTag": talk.names.index(who) + 1} for word in words]
    return {"response": {"results": [*heard, {"alternatives": [{"words": told}]}] if again else heard}}


def _azure(talk: Talk) -> Any:
    phrases: list[dict[str, Any]] = [
        {
            "recognitionStatus": "Success",
            "channel": talk.names.index(who),
            "speaker": talk.names.index(who),
            "offsetInTicks": said.start * 10_000,
            "durationInTicks": (said.end - said.start) * 10_000,
            "nBest": [{"lexical": "", "display": said.text}],
        }
        for who, said in talk.cues
    ]
    silent = {"recognitionStatus": "NoMatch", "channel": 0, "offsetInTicks": 0, "durationInTicks": 0}
    # A channel is written after the other.
    return {"recognizedPhrases": [silent, *sorted(phrases, key=lambda phrase: phrase["channel"])]}


def _azure_at_once(talk: Talk) -> Any:
    phrases = [
        {
            "speaker": talk.names.index(who),
            "offsetMilliseconds": said.start,
            "durationMilliseconds": said.end - said.start,
            "text": said.text,
        }
        for who, said in talk.cues
    ]
    return {"combinedPhrases": [], "phrases": phrases}


def _amberscript(talk: Talk) -> Any:
    people = [{"spkid": f"spk{number}", "name": name} for number, name in enumerate(talk.names)]
    segments = [
        {"speaker": f"spk{talk.names.index(who)}", "words": _words(talk, said, "text")}
        for who, said in talk.cues
    ]
    return {"speakers": people, "segments": segments}


def _utterances(talk: Talk, start: str = "start", end: str = "end") -> list[dict[str, Any]]:
    return [
        {"speaker": who, start: _seconds(said.start), end: _seconds(said.end), "text": said.text}
        for who, said in talk.cues
    ]


def _turn_text(line: str, joint: str = "\n\n", head: str = "") -> Callable[[Talk], bytes]:
    """A text of a line for each turn, with name, text, start and end."""

    def render(talk: Talk) -> bytes:
        lines = []
        for who, cues in talk.turns:
            start, end = cues[0].start, cues[-1].end
            lines.append(
                line.format(
                    name=who,
                    text=talk.text(cues),
                    short=f"{start // 60000}:{start // 1000 % 60:02}",
                    long=clock(start, ""),
                    exact=clock(start),
                    tenths=clock(start)[:-2],
                    hash=f"#{clock(start)[:-4]}-{start % 1000 // 100}#",
                    hash_end=f"#{clock(end)[:-4]}-{end % 1000 // 100}#",
                )
            )
        return (head + joint.join(lines) + "\n").encode()

    return render


def _atrain(joint: str) -> Callable[[Talk], bytes]:
    """A name above a turn, each piece of which has its time; what stands between two pieces."""

    def render(talk: Talk) -> bytes:
        turns = [
            (who, joint.join(f"[{clock(said.start, '')}] - {said.text}" for said in cues))
            for who, cues in talk.turns
        ]
        blocks = [f"{who}\n{said}" for who, said in turns]
        return "\n\n".join(["Transcription for 261120-bell", *blocks, ""]).encode()

    return render


def _copied(talk: Talk) -> bytes:
    """Captions as they are copied from a page that says each time once more, in words."""
    lines = []
    for _, said in talk.cues:
        second = said.start // 1000
        words = f"1 minute, {second - 60} seconds" if second >= 60 else f"{second} seconds"
        lines += [f"{second // 60}:{second % 60:02}", *([words] if second else []), said.text]
    return "\n".join([*lines, ""]).encode()


def noscribe(talk: Talk) -> bytes:
    """A page whose anchors are called by their times; what made it stands above."""
    anchor = '<a name="ts_{}_{}_S0" >{}{}</a>'
    turns = []
    for who, cues in talk.turns:
        labels = [f"{who}: [{clock(cues[0].start, '')}] ", *[" "] * len(cues)]
        said = zip(cues, labels, strict=False)
        turns.append([anchor.format(cue.start, cue.end, label, escape_text(cue.text)) for cue, label in said])
    above = "<p>Transcribed with noScribe<br/>Audio source: bell.mp3</p>"
    body = "".join(f"<p>{''.join(turn)}</p>" for turn in turns)
    return f"<html><body>{above}{body}</body></html>".encode()


def _otr(talk: Talk) -> Any:
    mark = '<span class="timestamp" contenteditable="false" data-timestamp="{}">{}</span>'
    paragraphs = [
        f"<p>{mark.format(_seconds(cues[0].start), clock(cues[0].start, ''))}&nbsp;{who}: "
        f"{escape_text(talk.text(cues))}<br></p>"
        for who, cues in talk.turns
    ]
    return {"text": "".join(paragraphs), "media": "bell.mp3", "media-source": "", "media-time": 3.5}


def _table(head: str, row: Callable[[str, Said], str]) -> Callable[[Talk], bytes]:
    def render(talk: Talk) -> bytes:
        return "\n".join([head, *(row(who, said) for who, said in talk.cues), ""]).encode()

    return render


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _elan(talk: Talk) -> bytes:
    slots, tiers = [], dict.fromkeys(talk.names, "")
    for number, (who, said) in enumerate(talk.cues):
        for time, side in ((said.start, "a"), (said.end, "b")):
            slots.append(f'<TIME_SLOT TIME_SLOT_ID="{side}{number}" TIME_VALUE="{time}"/>')
        tiers[who] += (
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="n{number}" TIME_SLOT_REF1="a{number}" '
            f'TIME_SLOT_REF2="b{number}"><ANNOTATION_VALUE>{escape_text(said.text)}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION>"
        )
    made = "<ANNOTATION_DOCUMENT><TIME_ORDER>" + "".join(slots) + "</TIME_ORDER>"
    for number, (who, inner) in enumerate(tiers.items()):
        made += f'<TIER TIER_ID="t{number}" PARTICIPANT="{escape(who)}">{inner}</TIER>'
    # What is chosen from a list of codes is nothing that is said.
    value = "<ANNOTATION_VALUE>stroke</ANNOTATION_VALUE>"
    coded = f'<ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a0" TIME_SLOT_REF2="b0">{value}</ALIGNABLE_ANNOTATION>'
    made += f'<TIER TIER_ID="hand" LINGUISTIC_TYPE_REF="gesture"><ANNOTATION>{coded}</ANNOTATION></TIER>'
    made += '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="gesture" CONTROLLED_VOCABULARY_REF="phases"/>'
    return f'<?xml version="1.0"?>\n{made}</ANNOTATION_DOCUMENT>'.encode()


def _exmaralda(talk: Talk) -> bytes:
    points = sorted({time for _, said in talk.cues for time in (said.start, said.end)})
    order = "".join(f'<tli id="T{time}" time="{_seconds(time)}"/>' for time in points)
    people = "".join(
        f'<speaker id="S{i}"><abbreviation>{who}</abbreviation></speaker>' for i, who in enumerate(talk.names)
    )
    tiers = ""
    for i, name in enumerate(talk.names):
        events = "".join(
            f'<event start="T{said.start}" end="T{said.end}">{escape_text(said.text)} </event>'
            for who, said in talk.cues
            if who == name
        )
        tiers += f'<tier id="TIE{i}" speaker="S{i}" category="v" type="t">{events}</tier>'
    return (
        f"<basic-transcription><head><speakertable>{people}</speakertable></head><basic-body>"
        f"<common-timeline>{order}</common-timeline>{tiers}</basic-body></basic-transcription>"
    ).encode()


def _folker(talk: Talk) -> bytes:
    points = sorted({time for _, said in talk.cues for time in (said.start, said.end)})
    order = "".join(
        f'<timepoint timepoint-id="T{time}" absolute-time="{_seconds(time)}"/>' for time in points
    )
    people = "".join(
        f'<speaker speaker-id="S{i}"><name>{who}</name></speaker>' for i, who in enumerate(talk.names)
    )
    said = "".join(
        f'<contribution speaker-reference="S{talk.names.index(who)}" start-reference="T{cue.start}" '
        f'end-reference="T{cue.end}"><unparsed>{escape_text(cue.text)}</unparsed></contribution>'
        for who, cue in talk.cues
    )
    return (
        f"<folker-transcription><speakers>{people}</speakers><timeline>{order}</timeline>{said}"
        "</folker-transcription>"
    ).encode()


def _named(talk: Talk, who: str, start: str, end: str, text: str, unit: int = 1000) -> list[dict[str, Any]]:
    """Pieces with fields of these names; a unit of 0 makes codes of the times."""

    def time(at: int) -> float | str:
        return at / unit if unit > 1 else clock(at, ",") if not unit else at

    return [{who: name, start: time(s.start), end: time(s.end), text: s.text} for name, s in talk.cues]


def _watson(talk: Talk) -> Any:
    spoken = [(who, said, _words(talk, said)) for who, said in talk.cues]
    timed = [[[word["word"], word["start"], word["end"]] for word in words] for _, _, words in spoken]
    return {
        "results": [
            {"final": True, "alternatives": [{"transcript": said.text, "timestamps": times}]}
            for (_, said, _), times in zip(spoken, timed, strict=True)
        ],
        "speaker_labels": [
            {"from": word["start"], "to": word["end"], "speaker": talk.names.index(who)}
            for who, _, words in spoken
            for word in words
        ],
    }


def _numbered(talk: Talk, piece: Callable[[tuple[Said, ...]], dict[str, Any]]) -> Any:
    """Pieces of turns, with numbers of speakers whose names stand beside."""
    people = [{"id": f"u{number}", "name": name} for number, name in enumerate(talk.names)]
    said = [{"speaker": f"u{talk.names.index(who)}", **piece(cues)} for who, cues in talk.turns]
    return {"speakers": people, "segments": said}


def _mapped(talk: Talk) -> Any:
    """What stands beside the pieces is an object: each number is a key of it."""
    people = {f"SPEAKER_{number:02}": {"name": name} for number, name in enumerate(talk.names)}
    pieces = [
        {**one, "speaker": f"SPEAKER_{talk.names.index(one['speaker']):02}"} for one in _utterances(talk)
    ]
    return {"metadata": {"speakers": people}, "segments": pieces}


def _counted(talk: Talk) -> Any:
    """Names stand in a list, in the order of their numbers."""
    pieces = [{**one, "speaker": talk.names.index(one["speaker"])} for one in _utterances(talk)]
    return {"speakers": talk.names, "segments": pieces}


def _by_columns(talk: Talk) -> Any:
    """A list of all speakers, one of all starts, one of all texts, as tables are kept in programs."""
    pieces = _utterances(talk)
    return {field: [piece[field] for piece in pieces] for field in pieces[0]}


def _trint(talk: Talk) -> Any:
    """Words and paragraphs stand beside each other, with a time and how long they last."""
    words = [
        {"text": one["word"], "time": round(1000 * one["start"]), "duration": 100}
        for _, said in talk.cues
        for one in _words(talk, said)
    ]
    turns = [{"speaker": who, "time": cues[0].start, "duration": 100} for who, cues in talk.turns]
    return {"words": words, "paragraphs": turns}


def _children(talk: Talk) -> Any:
    """What an editor keeps: the words of a paragraph are the nodes in it."""
    blank = " " if talk.joint else ""
    return {
        "children": [
            {
                "type": "paragraph",
                "speaker": who,
                "children": [
                    {**word, "text": word["text"] + blank}
                    for said in cues
                    for word in _words(talk, said, "text")
                ],
            }
            for who, cues in talk.turns
        ]
    }


def _youtube_json(talk: Talk) -> Any:
    events: list[dict[str, Any]] = [{"tStartMs": 0, "dDurationMs": 30000, "id": 1}]
    for _, said in talk.cues:
        first, blank, rest = said.text.partition(" ")
        segs: list[dict[str, Any]] = [{"utf8": first}, {"utf8": f"{blank}{rest}", "tOffsetMs": 400}]
        events.append({"tStartMs": said.start, "dDurationMs": said.end - said.start, "segs": segs})
        events.append({"tStartMs": said.end, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\n"}]})
    return {"wireMagic": "pb3", "events": events}


def _chat(talk: Talk) -> bytes:
    codes = dict(zip(talk.names, ("ANN", "BOS"), strict=True))
    people = ", ".join(f"{code} {who.replace(' ', '_')} Adult" for who, code in codes.items())
    lines = ["@UTF8", "@Begin", f"@Languages:\t{talk.lang[:2]}", f"@Participants:\t{people}"]
    for who, cues in talk.turns:
        said = "\n\t".join(f"{cue.text} \x15{cue.start}_{cue.end}\x15" for cue in cues)
        lines.append(f"*{codes[who]}:\t{said}")
        lines.append("%com:\tnobody says this")
    return ("\n".join([*lines, "@End"]) + "\n").encode()


@dataclass(frozen=True)
class Shape:
    """A form of files."""

    suffix: str
    render: Callable[[Talk], bytes]
    speakers: bool = True
    """Whether it says who speaks."""
    named: bool = True
    """Whether speakers have their names, and not numbers."""
    cues: bool = True
    """Whether it has the start of each cue, and not of each turn alone."""
    grain: int = 1
    """Its times are whole numbers of so many milliseconds."""


OTTER_HEAD = "The bell\n\nSUMMARY KEYWORDS\nbell, fog\n\n"
SHAPES = {
    "SubRip": Shape(".srt", _srt),
    "SubRip, called .txt": Shape(".txt", _srt),
    "WebVTT": Shape(".vtt", _vtt(lambda _, who, text: ("", f"<v {who}>{text}"))),
    "Teams": Shape(".vtt", _vtt(lambda n, who, text: (f"8f2c-41/{n}-0", f"<v {who}>{text}</v>"))),
    "Zoom, WebVTT": Shape(".vtt", _vtt(lambda n, who, text: (str(n), f"{who}: {text}"))),
    "Webex": Shape(".vtt", _vtt(lambda n, who, text: (f'{n} "{who}" (25{n})', text))),
    "Teams, for programs": Shape(".vtt", _graph),
    "Teams, without zeros": Shape(".vtt", _bare),
    "name in brackets": Shape(".vtt", _vtt(lambda _, who, text: ("", f"[{who}] {text}"))),
    "name above": Shape(".vtt", _vtt(lambda _, who, text: ("", f"{who}\n{text}"))),
    "name in brackets above": Shape(".vtt", _vtt(lambda _, who, text: ("", f"({who})\n{text}"))),
    "Timed Text": Shape(".ttml", _ttml),
    "Whisper, each word marked": Shape(".vtt", _highlighted, speakers=False),
    "YouTube": Shape(".vtt", _youtube, speakers=False),
    "Whisper": Shape(
        ".json",
        _json(lambda talk: {"text": "", "segments": _segments(talk), "language": talk.lang[:2]}),
        speakers=False,
    ),
    "verbose JSON": Shape(
        ".json",
        _json(
            lambda talk: {
                "task": "transcribe",
                "text": " ".join(said.text for _, said in talk.cues),
                "segments": _segments(talk),
                "words": [word for _, said in talk.cues for word in _words(talk, said)],
            }
        ),
        speakers=False,
    ),
    "whisper.cpp": Shape(".json", _json(_whisper_cpp), speakers=False),
    "faster-whisper": Shape(".json", _json(lambda talk: _segments(talk, words=[])), speakers=False),
    "WhisperX": Shape(".json", _json(_whisperx)),
    "transformers": Shape(".json", _json(_chunks), speakers=False),
    "Teams, JSON": Shape(".json", _json(_stream)),
    "Zoom, JSON": Shape(".json", _json(_timeline)),
    "Timed Text of Apple": Shape(".ttml", _apple),
    "Video Indexer": Shape(".json", _json(_video_indexer)),
    "blocks of an editor": Shape(".json", _json(_blocks)),
    "podcast": Shape(
        ".json",
        _json(
            lambda talk: {
                "version": "1.0.0",
                "segments": [
                    {
                        "speaker": who,
                        "startTime": said.start / 1000,
                        "endTime": said.end / 1000,
                        "body": said.text,
                    }
                    for who, said in talk.cues
                ],
            }
        ),
    ),
    "AssemblyAI": Shape(
        ".json",
        _json(
            lambda talk: {
                "utterances": [
                    {"speaker": who, "start": said.start, "end": said.end, "text": said.text, "words": []}
                    for who, said in talk.cues
                ]
            }
        ),
    ),
    "AssemblyAI, words": Shape(
        ".json",
        _json(
            lambda talk: {
                "status": "completed",
                "utterances": None,
                "words": [
                    {**word, "start": round(1000 * word["start"]), "end": round(1000 * word["end"])}
                    for who, said in talk.cues
                    for word in _words(talk, said, "text", who)
                ],
            }
        ),
        cues=False,
    ),
    "Deepgram, words": Shape(
        ".json",
        _json(
            lambda talk: {
                "results": {
                    "channels": [
                        {
                            "alternatives": [
                                {
                                    "transcript": "",
                                    "words": [
                                        {**word, "word": "?", "speaker": talk.names.index(who)}
                                        for who, said in talk.cues
                                        for word in _words(talk, said, "punctuated_word")
                                    ],
                                }
                            ]
                        }
                    ]
                }
            }
        ),
        named=False,
        cues=False,
    ),
    "Rev, JSON": Shape(".json", _json(_rev_json), cues=False),
    "Rev's editor": Shape(".json", _json(lambda talk: _rev_json(talk, "spans", "endTs")), cues=False),
    "Bedrock": Shape(".json", _json(_bedrock)),
    "spans": Shape(
        ".json",
        _json(
            lambda talk: [
                {"spans": [{"begin": _seconds(said.start), "end": _seconds(said.end), "text": said.text}]}
                for _, said in talk.cues
            ]
        ),
        speakers=False,
    ),
    "Deepgram": Shape(
        ".json",
        _json(
            lambda talk: {
                "results": {
                    "utterances": [
                        {
                            "speaker": talk.names.index(who),
                            "start": _seconds(said.start),
                            "end": _seconds(said.end),
                            "transcript": said.text,
                            "words": _words(talk, said, "punctuated_word"),
                        }
                        for who, said in talk.cues
                    ]
                }
            }
        ),
        named=False,
    ),
    "Amazon Transcribe, words": Shape(".json", _json(_amazon), cues=False),
    "Amazon Transcribe of before, words": Shape(
        ".json", _json(lambda talk: _amazon(talk, beside=True)), cues=False
    ),
    "Speechmatics, words": Shape(".json", _json(_speechmatics), cues=False),
    "ElevenLabs, words": Shape(".json", _json(_elevenlabs), cues=False),
    "Google": Shape(".json", _json(lambda talk: _google(talk, again=False)), speakers=False),
    "Azure": Shape(".json", _json(_azure), named=False),
    "Azure, at once": Shape(".json", _json(_azure_at_once), named=False),
    "Amberscript, words": Shape(".json", _json(_amberscript), cues=False),
    "Gladia": Shape(
        ".json",
        _json(
            lambda talk: {"status": "done", "result": {"transcription": {"utterances": _utterances(talk)}}}
        ),
    ),
    "Gladia, its inside": Shape(".json", _json(lambda talk: {"utterances": _utterances(talk)})),
    "Sonix, JSON": Shape(
        ".json",
        _json(lambda talk: {"name": "bell", "transcript": _utterances(talk, "start_time", "end_time")}),
    ),
    "Soniox, words": Shape(
        ".json",
        _json(
            lambda talk: {
                "tokens": [
                    {
                        "text": talk.joint + word["word"],
                        "start_ms": round(1000 * word["start"]),
                        "end_ms": round(1000 * word["end"]),
                        "speaker": who,
                    }
                    for who, said in talk.cues
                    for word in _words(talk, said)
                ]
            }
        ),
        cues=False,
    ),
    "Watson": Shape(".json", _json(_watson), named=False),
    "Vosk": Shape(
        ".json",
        _json(lambda talk: [{"text": said.text, "result": _words(talk, said)} for _, said in talk.cues]),
        speakers=False,
    ),
    "Fireflies, JSON": Shape(
        ".json",
        _json(
            lambda talk: {
                "data": {"x": {"y": _named(talk, "speaker_name", "start_time", "end_time", "text")}}
            }
        ),
    ),
    "Podlove": Shape(".json", _json(lambda talk: _named(talk, "voice", "start_ms", "end_ms", "text", 1))),
    "Amazon Connect": Shape(
        ".json",
        _json(
            lambda talk: {
                "Transcript": _named(
                    talk, "ParticipantId", "BeginOffsetMillis", "EndOffsetMillis", "Content", 1
                )
            }
        ),
    ),
    "thousandths": Shape(".json", _json(lambda talk: _named(talk, "speaker", "start", "end", "text", 1))),
    "an object a line": Shape(
        ".jsonl",
        lambda talk: "\n".join(
            json.dumps(piece, ensure_ascii=False) for piece in _named(talk, "speaker", "start", "end", "text")
        ).encode(),
    ),
    "labels of Audacity": Shape(
        ".txt",
        _table("", lambda who, said: f"{said.start / 1000:.6f}\t{said.end / 1000:.6f}\t[[{who}]]{said.text}"),
    ),
    "Zoom's chat": Shape(".txt", _turn_text("{long}\t From  {name} : {text}", "\n"), cues=False, grain=1000),
    "aTrain for MAXQDA": Shape(".txt", _atrain(" "), grain=1000),
    "DOTe": Shape(
        ".json",
        _json(lambda talk: {"lines": _named(talk, "speakerDesignation", "startTime", "endTime", "text", 0)}),
    ),
    "Premiere, words": Shape(
        ".json",
        _json(
            lambda talk: _numbered(
                talk, lambda cues: {"words": [word for said in cues for word in _words(talk, said, "text")]}
            )
        ),
        cues=False,
    ),
    "names beside": Shape(
        ".json",
        _json(
            lambda talk: _numbered(
                talk, lambda cues: {"start": cues[0].start / 1000, "end": 0, "text": talk.text(cues)}
            )
        ),
        cues=False,
    ),
    "turns beside, words": Shape(
        ".json",
        _json(
            lambda talk: {
                "words": [word for _, said in talk.cues for word in _words(talk, said, "text")],
                "paragraphs": [
                    {"speaker": who, "start": cues[0].start / 1000, "end": cues[-1].end / 1000}
                    for who, cues in talk.turns
                ],
            }
        ),
        cues=False,
    ),
    "Deepgram, channels, words": Shape(
        ".json",
        _json(
            lambda talk: {
                "results": {
                    "channels": [
                        {
                            "alternatives": [
                                {"words": [w for who, s in talk.cues if who == name for w in _words(talk, s)]}
                            ]
                        }
                        for name in talk.names
                    ]
                }
            }
        ),
        speakers=False,
        cues=False,
    ),
    "YouTube, JSON": Shape(".json", _json(_youtube_json), speakers=False),
    "names in a table beside": Shape(".json", _json(_mapped)),
    "names of numbers in a list": Shape(".json", _json(_counted)),
    "fields called as columns": Shape(
        ".json", _json(lambda talk: _named(talk, "author", "from", "to", "message"))
    ),
    "fields called in another language": Shape(
        ".json", _json(lambda talk: _named(talk, "sprecher", "von", "bis", "aussage", 0))
    ),
    "columns": Shape(".json", _json(_by_columns)),
    "an object of numbered ones": Shape(
        ".json",
        _json(lambda talk: {str(n): piece for n, piece in enumerate(_utterances(talk))}),
    ),
    "nobody's empty texts": Shape(
        ".json",
        _json(
            lambda talk: {
                "segments": [
                    one
                    for piece in _utterances(talk)
                    for one in (piece, {"start": piece["end"], "text": None})
                ]
            }
        ),
    ),
    "Trint, JSON, words": Shape(".json", _json(_trint), cues=False),
    "paragraphs with words as children, words": Shape(".json", _json(_children), cues=False),
    "a time below a name": Shape(".txt", _turn_text("{name}\n{short}\n{text}"), cues=False, grain=1000),
    "Otter": Shape(".txt", _turn_text("{name}  {short}\n{text}", head=OTTER_HEAD), cues=False, grain=1000),
    "Rev": Shape(".txt", _turn_text("{name} ({long}):\n{text}"), cues=False, grain=1000),
    "Trint": Shape(".txt", _turn_text("{name} [{long}] {text}"), cues=False, grain=1000),
    "Sonix": Shape(".txt", _turn_text("[{long}] {name}\n{text}"), cues=False, grain=1000),
    "Descript": Shape(".txt", _turn_text("[{long}] {name}: {text}"), cues=False, grain=1000),
    "Happy Scribe": Shape(".txt", _turn_text("[{exact}] - {name}\n{text}"), cues=False),
    "aTrain": Shape(".txt", _atrain("\n"), grain=1000),
    "Whisper, printed": Shape(
        ".txt",
        _table("", lambda _, said: f"[{clock(said.start)} --> {clock(said.end)}]  {said.text}"),
        speakers=False,
    ),
    "YouTube, copied": Shape(".txt", _copied, speakers=False, grain=1000),
    "Zoom": Shape(".txt", _turn_text("{long}\t{name}:\t{text}", "\n"), cues=False, grain=1000),
    "f4": Shape(".txt", _turn_text("{name}: {text} {hash_end}"), cues=False, grain=100),
    "MAXQDA": Shape(".txt", _turn_text("{tenths}{name}: {text}"), cues=False, grain=100),
    "ATLAS.ti": Shape(".txt", _turn_text("{hash} {name}: {text}", "\n"), cues=False, grain=100),
    "oTranscribe": Shape(".otr", _json(_otr), cues=False),
    "oTranscribe, of another program": Shape(
        ".otr", _json(lambda talk: {"text": _otr(talk)["text"]}), cues=False
    ),
    "Whisper, a table": Shape(
        ".tsv",
        _table("start\tend\ttext", lambda _, said: f"{said.start}\t{said.end}\t{said.text}"),
        speakers=False,
    ),
    "a table with commas": Shape(
        ".csv",
        _table(
            "Speaker Name,Start Time,End Time,Text",
            lambda who, said: f"{_quoted(who)},{clock(said.start)},{clock(said.end)},{_quoted(said.text)}",
        ),
    ),
    "ELAN, a table": Shape(
        ".txt",
        _table(
            "Tier\tBegin Time - ss.msec\tEnd Time - ss.msec\tAnnotation",
            lambda who, said: f"{who}\t{said.start / 1000}\t{said.end / 1000}\t{said.text}",
        ),
    ),
    "ELAN": Shape(".eaf", _elan),
    "EXMARaLDA": Shape(".exb", _exmaralda),
    "FOLKER": Shape(".fln", _folker),
    "CHAT": Shape(".cha", _chat),
}
