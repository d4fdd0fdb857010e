import pytest

from tests.responses import release

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings):
    for folder in ("images", "original_images", "documents"):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
        (settings.MEDIA_ROOT / folder / "photo.webp").write_bytes(b"RIFF")
    (settings.MEDIA_ROOT / "images" / "page.html").write_text("<script>")
    return settings.MEDIA_ROOT


def get(client, address):
    return release(client.get(address))


def test_a_picture_is_served_and_may_be_kept(client, media):
    response = get(client, "/media/images/photo.webp")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/media/original_images/photo.webp",
        "/media/documents/photo.webp",
        "/media/images/page.html",
        "/media/images/missing.webp",
        "/media/images/../original_images/photo.webp",
        "/media/images/..%2Foriginal_images%2Fphoto.webp",
        "/media/images/%00photo.webp%00/",
        "/media/",
    ],
)
def test_nothing_else_of_the_media_folder_is(client, media, address):
    assert get(client, address).status_code == 404
