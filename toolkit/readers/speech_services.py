"""What services that recognise speech write as JSON, where it is no list of pieces with their texts.

Each function makes such a list of one form: words or sentences with `text`, `start`, `end` and `speaker`, in
seconds. It gives None for a file of another form, and for one of which it doesn't know a part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any

Item = Mapping[str, Any]
HeardPieces = list[dict[str, Any]]
_NOBODY = frozenset({"UU", "0"})
"""What stands for a speaker who isn't known: Speechmatics', and Google's tag."""
_TICKS = 1e7
"""Ticks in a second."""


def single(value: Any) -> Any:
    """What is in a list of one, which is as good as that; a value itself, where it is no such list."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def at(value: Any, *path: str | int) -> Any:
    """What stands at a path of keys and indices; None for nothing."""
    for step in path:
        if isinstance(step, str):
            value = single(value)
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and len(value) > step else None
    return value


def objects(value: Any) -> list[Item]:
    """The objects in a list; none of what is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def amazon(value: Any) -> HeardPieces | None:
    """Words of Amazon Transcribe; their speakers may stand beside them, by their times."""
    results = at(value, "results")
    items = objects(at(results, "items"))
    labelled = [
        {**item, "speaker_label": holder.get("speaker_label", holder.get("channel_label"))}
        for holders in (at(results, "speaker_labels", "segments"), at(results, "channel_labels", "channels"))
        for holder in objects(holders)
        for item in objects(holder.get("items"))
    ]
    whose = {item.get("start_time"): item.get("speaker_label") for item in labelled}
    words: HeardPieces = []
    for item in items:
        content, start = at(item, "alternatives", 0, "content"), item.get("start_time")
        if not isinstance(content, str) or "type" not in item:
            return None
        if item["type"] == "punctuation" and words:
            words[-1]["text"] += content
            continue
        who = item.get("speaker_label") or item.get("channel_label") or whose.get(start)
        words.append({"text": content, "start": start, "end": item.get("end_time"), "speaker": who})
    return words or None


def speechmatics(value: Any) -> HeardPieces | None:
    """Words of Speechmatics, whose punctuation says where it stands."""
    words: HeardPieces = []
    before = ""
    for item in objects(at(value, "results")) if at(value, "format") else ():
        content, kind = at(item, "alternatives", 0, "content"), item.get("type")
        if kind == "speaker_change":
            continue
        if not isinstance(content, str) or kind not in {"word", "entity", "punctuation"}:
            return None
        side = item.get("attaches_to", "previous") if kind == "punctuation" else "none"
        if side == "previous" and words:
            words[-1]["text"] += content
        elif side == "next":
            before += content
        else:
            who = at(item, "alternatives", 0, "speaker")
            times = {"start": item.get("start_time"), "end": item.get("end_time")}
            words.append({"text": before + content, "speaker": None if who in _NOBODY else who, **times})
            before = ""
    return words or None


def elevenlabs(value: Any) -> HeardPieces | None:
    """Words of ElevenLabs, with the blanks between them, and what else is heard."""
    words: HeardPieces = []
    channels = objects(at(value, "transcripts"))
    heard = [word for channel in channels for word in objects(channel.get("words"))]
    for item in heard or objects(at(value, "words")):
        text, kind = item.get("text"), item.get("type")
        if not isinstance(text, str) or kind not in {"word", "spacing", "audio_event", "punctuation"}:
            return None
        if kind in {"spacing", "punctuation"} and words:
            words[-1]["text"] += text
        elif kind != "spacing":
            # Nobody has laughed, says the program: it was in the midst of somebody's words.
            who = item.get("speaker_id") or (words[-1]["speaker"] if words else None)
            words.append({"text": text, "speaker": who, "start": item.get("start"), "end": item.get("end")})
    # Channels stand one after the other.
    return (sorted(words, key=itemgetter("start")) if heard else words) or None


def google(value: Any) -> HeardPieces | None:
    """Sentences of Google, or words where it tells the speakers: all of them stand in its last result."""
    results = objects(at(value, "response", "results") or at(value, "results"))
    heard: list[HeardPieces] = []
    sentences: HeardPieces = []
    for result in results:
        best, channel = at(result, "alternatives", 0), result.get("channelTag")
        words = [
            {
                "text": word.get("word"),
                "start": _google_time(word, "start"),
                "end": _google_time(word, "end"),
                "speaker": _google_speaker(word),
            }
            for word in objects(at(best, "words"))
        ]
        ends = _google_time(result, "resultEnd")
        if not all(isinstance(word["text"], str) for word in words) or (not words and ends is None):
            return None
        heard.append(words)
        text = at(best, "transcript")
        if isinstance(text, str):
            before = sentences[-1]["end"] if sentences else 0
            start = words[0]["start"] if words else before
            who = f"Channel {channel}" if channel else None
            last = words[-1]["end"] if words else ends
            sentences.append({"text": text, "start": start, "end": last, "speaker": who, "words": words})
    words = [word for own in heard for word in own]
    if not any(word["speaker"] for word in words):
        return sorted(sentences, key=lambda piece: float(piece["start"] or 0)) or None
    # The last result may tell the speakers of all that was heard before, word by word.
    last = heard[-1]
    again = last and len(heard) > 1 and last[0]["start"] <= words[0]["start"]
    return last if again else words


def _google_time(holder: Item, which: str) -> float | None:
    """A time: a text with its unit, or seconds and billionths; it is left out at the beginning."""
    told = holder.get(f"{which}Time", holder.get(f"{which}Offset"))
    if isinstance(told, dict):
        told = float(told.get("seconds") or 0) + float(told.get("nanos") or 0) / 1e9
    if told is None:
        return 0.0 if which == "start" else None
    try:
        return float(str(told).removesuffix("s"))
    except ValueError:
        return None


def _google_speaker(word: Item) -> str | None:
    who = str(word.get("speakerLabel", word.get("speakerTag")) or "")
    return (f"Speaker {who}" if who.isdigit() else who) if who not in {"", *_NOBODY} else None


def azure(value: Any) -> HeardPieces | None:
    """Sentences of Azure, whose channels stand one after the other."""
    # What a program takes down of Azure's own is a list of what came, with the names of its classes.
    taken = [one for one in objects(value) if "DisplayText" in one]
    spoken = [
        {
            "text": one["DisplayText"],
            "speaker": one.get("SpeakerId"),
            "offset": one.get("Offset"),
            "duration": one.get("Duration"),
        }
        for one in taken
    ]
    return (
        _phrases(objects(at(value, "recognizedPhrases")), "InTicks", _TICKS)
        or _phrases(objects(at(value, "phrases")), "Milliseconds", 1000)
        or _phrases(spoken, "", _TICKS)
    )


def _phrases(phrases: Sequence[Item], unit: str, a_second: float) -> HeardPieces | None:
    made: HeardPieces = []
    channels = {phrase.get("channel") for phrase in phrases}
    for phrase in phrases:
        best = at(phrase, "nBest", 0) or phrase
        text = best.get("display", best.get("text"))
        times = _span(phrase, unit, a_second)
        if not isinstance(text, str) or times is None:
            # What couldn't be recognised has a time, and no words.
            if phrase.get("recognitionStatus", "Success") == "Success":
                return None
            continue
        who = phrase.get("speaker")
        if who is None and len(channels) > 1:
            who = f"Channel {phrase.get('channel')}"
        words = [
            {"text": word.get("word", word.get("text")), **(_span(word, unit, a_second) or {})}
            for word in objects(best.get("displayWords", best.get("words")))
        ]
        made.append({"text": text, "speaker": who, "words": words, **times})
    return sorted(made, key=itemgetter("start")) or None


def _span(holder: Item, unit: str, a_second: float) -> dict[str, float] | None:
    start, lasts = holder.get(f"offset{unit}"), holder.get(f"duration{unit}")
    if not isinstance(start, int | float) or not isinstance(lasts, int | float):
        return None
    return {"start": start / a_second, "end": (start + lasts) / a_second}


def deepgram(value: Any) -> HeardPieces | None:
    """Words of Deepgram, where each channel has its own."""
    channels = objects(at(value, "results", "channels"))
    if len(channels) < 2 or at(value, "results", "utterances"):
        return None
    heard = [
        {**word, "text": word.get("punctuated_word", word.get("word")), "speaker": f"Channel {number}"}
        for number, channel in enumerate(channels)
        for word in objects(at(channel, "alternatives", 0, "words"))
    ]
    return sorted(heard, key=lambda word: float(word.get("start") or 0)) or None


def watson(value: Any) -> HeardPieces | None:
    """Sentences of IBM's Watson, with words in lists of three; speakers stand beside, by their times."""
    value = at(value, "results") if at(value, "results", "results") else value
    whose = {
        label.get("from"): f"Speaker {label.get('speaker')}" for label in objects(at(value, "speaker_labels"))
    }
    sentences: HeardPieces = []
    for result in objects(at(value, "results")):
        timed = at(result, "alternatives", 0, "timestamps")
        text = at(result, "alternatives", 0, "transcript")
        if not isinstance(timed, list) or not timed or not isinstance(text, str):
            return None
        words = [
            {"text": word, "start": start, "end": end, "speaker": whose.get(start)}
            for word, start, end in timed
        ]
        times = {"start": words[0]["start"], "end": words[-1]["end"]}
        sentences.append({"text": text, "speaker": words[0]["speaker"], "words": words, **times})
    return sentences or None


SERVICES: tuple[Callable[[Any], HeardPieces | None], ...] = (
    amazon,
    speechmatics,
    elevenlabs,
    google,
    azure,
    deepgram,
    watson,
)


def pieces(value: Any) -> HeardPieces | None:
    """What a service has heard; None where the form is none of these."""
    for service in SERVICES:
        # A part of another type than a service writes is one that isn't known.
        with suppress(TypeError, ValueError):
            if (made := service(value)) is not None:
                return made
    return None
