"""Writes pictures that a browser encoded into a WebM file with a duration and an index, so that it can be sought in.

A file from a browser's own recorder has neither: players then show no length and cannot jump. Only what one silent
VP9 track needs is here (RFC 8794 for EBML, RFC 9559 for Matroska).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from struct import pack

EBML, SEGMENT, INFO, TRACKS, CUES, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1F43B675
VIDEO_TRACK = 1
KEY_FRAME = 0x80
LONGEST_SHORT = 127


@dataclass(frozen=True)
class Frame:
    """One picture of the film, as the browser encoded it."""

    at: int
    """Milliseconds from the beginning."""
    is_key: bool
    """Whether it can be shown without those before it."""
    data: bytes


def webm(frames: list[Frame], *, width: int, height: int, milliseconds: int) -> bytes:
    """The whole file. The first frame is a key frame; none may be more than 32 seconds after the last key frame."""
    head = _element(
        EBML,
        _uint(0x4286, 1),
        _uint(0x42F7, 1),
        _uint(0x42F2, 4),
        _uint(0x42F3, 8),
        _element(0x4282, b"webm"),
        _uint(0x4287, 4),
        _uint(0x4285, 2),
    )
    program = b"localoffer"
    info = _element(
        INFO,
        _uint(0x2AD7B1, 1_000_000),  # times are in milliseconds
        _element(0x4489, pack(">d", milliseconds)),
        _element(0x4D80, program),
        _element(0x5741, program),
    )
    size = _element(0xE0, _uint(0xB0, width), _uint(0xBA, height))
    track = _element(
        0xAE,
        _uint(0xD7, VIDEO_TRACK),
        _uint(0x73C5, VIDEO_TRACK),
        _uint(0x9C, 0),
        _uint(0x83, 1),
        _element(0x86, b"V_VP9"),
        size,
    )
    before = info + _element(TRACKS, track)
    groups = list(_groups(frames))
    clusters = [_cluster(group) for group in groups]
    # The index stands before what it points at; its numbers have a fixed width, so its own length is known.
    first = len(before) + len(_cues(groups, [0] * len(groups)))
    places = [first + length for length in accumulate(map(len, clusters[:-1]), initial=0)]
    return head + _element(SEGMENT, before, _cues(groups, places), *clusters)


def _groups(frames: Iterable[Frame]) -> Iterable[list[Frame]]:
    """Each key frame with those that need it."""
    group: list[Frame] = []
    for frame in frames:
        if frame.is_key and group:
            yield group
            group = []
        group.append(frame)
    yield group


def _cluster(group: list[Frame]) -> bytes:
    start = group[0].at
    return _element(CLUSTER, _uint(0xE7, start), *(_block(frame, start) for frame in group))


def _block(frame: Frame, start: int) -> bytes:
    flags = KEY_FRAME if frame.is_key else 0
    return _element(0xA3, bytes([0x80 | VIDEO_TRACK]), pack(">hB", frame.at - start, flags), frame.data)


def _cues(groups: list[list[Frame]], places: list[int]) -> bytes:
    points = (
        _element(0xBB, _uint(0xB3, group[0].at, 8), _element(0xB7, _uint(0xF7, VIDEO_TRACK), _uint(0xF1, place, 8)))
        for group, place in zip(groups, places, strict=True)
    )
    return _element(CUES, *points)


def _uint(name: int, value: int, width: int = 0) -> bytes:
    return _element(name, value.to_bytes(width or max(1, (value.bit_length() + 7) // 8), "big"))


def _element(name: int, *content: bytes) -> bytes:
    """Its name, its length in one byte or in eight, its content."""
    body = b"".join(content)
    length = bytes([0x80 | len(body)]) if len(body) < LONGEST_SHORT else (1 << 56 | len(body)).to_bytes(8, "big")
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + length + body
