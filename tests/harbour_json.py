"""Harbour talks as programs that recognise speech write them in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from harbour_talks import Piece, Shape, Talk
from toolkit.model.values import clock


def _json(make: Callable[[Talk], Any]) -> Callable[[Talk], bytes]:
    return lambda talk: json.dumps(make(talk), ensure_ascii=False, indent=2).encode()


def _seconds(time: int) -> float:
    return time / 1000


def _whole(talk: Talk) -> str:
    return talk.joint.join(piece.text for _, piece in talk.pieces)


def _segment(talk: Talk, number: int, piece: Piece) -> dict[str, Any]:
    """A piece of openai-whisper: blanks are part of its words, and what it thought of it stands beside."""
    return {
        "id": number,
        "seek": piece.start // 30_000 * 3000,
        "start": _seconds(piece.start),
        "end": _seconds(piece.end),
        "text": talk.joint + piece.text,
        "tokens": [50364, 2193, 281, 264, 50464],
        "temperature": 0.0,
        "avg_logprob": -0.231,
        "compression_ratio": 1.41,
        "no_speech_prob": 0.012,
    }


def _openai(talk: Talk) -> Any:
    segments = [_segment(talk, k, piece) for k, (_, piece) in enumerate(talk.pieces)]
    return {"text": _whole(talk), "segments": segments, "language": talk.lang}


def _words(talk: Talk, piece: Piece, key: str = "probability") -> list[dict[str, Any]]:
    blank = talk.joint if key == "probability" else ""
    return [
        {"word": blank + word.text, "start": _seconds(word.start), "end": _seconds(word.end), key: 0.93}
        for word in talk.words(piece)
    ]


def _faster(talk: Talk) -> Any:
    """As its commands write what it gives: with words."""
    segments = [
        _segment(talk, k + 1, piece) | {"words": _words(talk, piece)}
        for k, (_, piece) in enumerate(talk.pieces)
    ]
    return {"text": _whole(talk), "segments": segments, "language": talk.lang}


def _cpp(talk: Talk) -> Any:
    """`--output-json-full`: each token has times, and some are no words."""

    def about(start: int, end: int) -> dict[str, Any]:
        return {
            "timestamps": {"from": clock(start, ","), "to": clock(end, ",")},
            "offsets": {"from": start, "to": end},
        }

    pieces = []
    for _, piece in talk.pieces:
        words = [
            {
                "text": talk.joint + word.text,
                **about(word.start, word.end),
                "id": 2193,
                "p": 0.91,
                "t_dtw": -1,
            }
            for word in talk.words(piece)
        ]
        marks = [
            {"text": text, **about(at, at), "id": 50364, "p": 0.8, "t_dtw": -1}
            for text, at in (("[_BEG_]", piece.start), ("[_TT_150]", piece.end))
        ]
        tokens = [marks[0], *words, marks[1]]
        pieces.append({**about(piece.start, piece.end), "text": talk.joint + piece.text, "tokens": tokens})
    return {
        "systeminfo": "AVX = 1 | NEON = 0 |",
        "model": {"type": "base", "multilingual": True, "vocab": 51865, "audio": {"ctx": 1500}},
        "params": {"model": "models/ggml-base.bin", "language": talk.lang, "translate": False},
        "result": {"language": talk.lang},
        "transcription": pieces,
    }


def _speaker(talk: Talk, name: str) -> str:
    return f"SPEAKER_{talk.names.index(name):02}"


def _whisperx(talk: Talk) -> Any:
    """Words that its aligner has no letters for, such as figures, have no times and nobody who says them."""
    segments: list[dict[str, Any]] = []
    for who, piece in talk.pieces:
        words = []
        for word in _words(talk, piece, "score"):
            known = re.search(r"[^\W\d_]", word["word"])
            words.append(word | {"speaker": _speaker(talk, who)} if known else {"word": word["word"]})
        segments.append(
            {
                "start": _seconds(piece.start),
                "end": _seconds(piece.end),
                "text": talk.joint + piece.text,
                "words": words,
                "speaker": _speaker(talk, who),
            }
        )
    return {
        "segments": segments,
        "word_segments": [word for segment in segments for word in segment["words"]],
        "language": talk.lang,
    }


def _transformers(talk: Talk) -> Any:
    chunks = [
        {"timestamp": [_seconds(piece.start), _seconds(piece.end)], "text": talk.joint + piece.text}
        for _, piece in talk.pieces
    ]
    return {"text": talk.joint + _whole(talk), "chunks": chunks}


def _otranscribe(talk: Talk) -> Any:
    """A mark where somebody begins; breaks between paragraphs, as browsers make them while one types."""
    body = ""
    for turn in talk.turns:
        at = turn.pieces[0].start
        shown = clock(at, "").removeprefix("00:")
        mark = (
            f'<span class="timestamp" contenteditable="false" data-timestamp="{_seconds(at)}">{shown}</span>'
        )
        said = [talk.text(paragraph).replace("&", "&amp;") for paragraph in turn.paragraphs]
        body += f"<p>{mark}&nbsp;<b>{turn.who}:</b> {said[0]}</p>"
        body += "".join(f"<p>{text}</p>" for text in said[1:])
    return {"text": body, "media": "harbour.mp3", "media-source": "", "media-time": 12.25}


SHAPES = {
    "openai-whisper": Shape(".json", _json(_openai), who="nobody"),
    "whisper.cpp": Shape(".json", _json(_cpp), who="nobody"),
    "faster-whisper": Shape(".json", _json(_faster), who="nobody", words=True),
    "WhisperX": Shape(".json", _json(_whisperx), called=_speaker, laughs="said"),
    "transformers": Shape(".json", _json(_transformers), who="nobody"),
    "oTranscribe": Shape(".otr", _json(_otranscribe), times="turn", ends=False),
}
