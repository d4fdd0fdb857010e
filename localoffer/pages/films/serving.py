"""Films and captions go out in ranges, so that a phone loads only what is watched and can jump ahead."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from ..models import VideoPage
from .files import FOLDER, TYPES

PIECE = 64 * 1024
ONE_DAY = 24 * 60 * 60
NAME = re.compile(r"[\w-]+\.(?:mp4|webm|vtt)")
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
# A film is data: it may load nothing and run nothing, whatever is in it.
POLICY = "default-src 'none'; media-src 'self'"


@require_safe
def film(request: HttpRequest, name: str) -> HttpResponseBase:
    """A film or its captions, whole or in one range. One of a draft is for those who work in the CMS."""
    path = f"{FOLDER}/{name}"
    if not NAME.fullmatch(name):
        raise Http404
    public = VideoPage.objects.live().public().filter(Q(film=path) | Q(captions=path)).exists()
    if not (public or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    return send(request, path, public=public)


def send(request: HttpRequest, path: str, *, public: bool) -> HttpResponseBase:
    """A file of a film, whole or in one range, to somebody who may have it. The caller has asked whether."""
    if not default_storage.exists(path):
        raise Http404
    response = _answer(request, path)
    response["Content-Type"] = TYPES[PurePath(path).suffix]
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    patch_cache_control(response, **({"public": True, "max_age": ONE_DAY} if public else {"private": True}))
    return response


def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    size = default_storage.size(path)
    changed = int(default_storage.get_modified_time(path).timestamp())
    asked = request.headers.get("Range", "")
    if not _still(request, changed):
        asked = ""
    response: HttpResponseBase
    found = RANGE.fullmatch(asked)
    if not found or found.groups() == ("", "") or (found[1] and found[2] and int(found[2]) < int(found[1])):
        # No range, several at once, or one that makes no sense: the whole film is a right answer too.
        response = FileResponse(default_storage.open(path, "rb"))
        response["Content-Length"] = str(size)
    else:
        response = _part(path, size, found[1], found[2])
    response["Last-Modified"] = http_date(changed)
    return response


def _still(request: HttpRequest, changed: int) -> bool:
    """Whether what the browser has of it is of the same file."""
    condition = request.headers.get("If-Range", "")
    return not condition or parse_http_date_safe(condition) == changed


def _part(path: str, size: int, first: str, last: str) -> HttpResponseBase:
    begin = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if begin >= size or (not first and int(last) == 0):
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    file = default_storage.open(path, "rb")
    file.seek(begin)
    length = end - begin + 1
    stream = StreamingHttpResponse(_pieces(file, length), status=206)
    stream["Content-Range"] = f"bytes {begin}-{end}/{size}"
    stream["Content-Length"] = str(length)
    return stream


def _pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    with file:
        while length and (piece := file.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
