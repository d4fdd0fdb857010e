"""Small files that look like films and captions to whoever reads their first bytes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

# Wagtail leaves open the file in which it makes a smaller picture.
PICTURES_LEFT_OPEN = pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2mp41" + bytes(range(256)) * 8
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\x00" * 200
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n\n00:00:02.000 --> 00:00:04.500\nWelcome.\n"


def film(content: bytes = MP4, name: str = "tour.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def captions(content: bytes = CAPTIONS, name: str = "tour.vtt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def around(size=(1000, 500)):
    """A picture all the way round; one of another size goes not."""
    return get_image_model().objects.create(title="Around", file=get_test_image_file(size=size))


def poster():
    """A picture to show before a film plays."""
    return get_image_model().objects.create(title="Poster", file=get_test_image_file(size=(96, 54)))
