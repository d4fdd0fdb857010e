"""What a film's poster needs: where a press leads, and what is said about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.presentation.links import host_of


@dataclass(frozen=True)
class Film:
    """A film to press: our own file, or a link that says where it goes."""

    title: str
    url: str
    captions_url: str
    """Captions of our own film; empty where the film is elsewhere."""
    host: str
    """Where the link leads, if away from this site."""
    words: str
    about: str
    poster: object
    poster_text: str

    @property
    def is_ours(self) -> bool:
        return not self.host


def file_url(file) -> str:
    """The public address of an uploaded film or of its captions."""
    return reverse("film", args=[PurePath(file.name).name])


def film_of(page, address_of: Callable[..., str] = file_url) -> Film | None:
    """The film of a page; None where there is none yet, as in a draft. `address_of` says where its files are."""
    is_tour = page.kind == "tour"
    host = "" if page.film else host_of(page.media_url)
    url = address_of(page.film) if page.film else page.media_url
    if not url:
        return None
    if host:
        words = _("Open the tour on %(host)s") if is_tour else _("Watch the film on %(host)s")
        words = words % {"host": host}
    else:
        words = _("Start the tour") if is_tour else _("Play the film")
    return Film(
        title=page.title,
        url=url,
        captions_url=address_of(page.captions) if page.captions and not host else "",
        host=host,
        words=words,
        about=about_words(page),
        poster=page.poster,
        poster_text=page.poster_text,
    )


def about_words(page) -> str:
    """“3 minutes, with captions”; “43 seconds” under a minute."""
    captions = page.captions if page.film else page.captions_there
    return ", ".join(filter(None, [length_words(page), _("with captions") if captions else ""]))


def length_words(page) -> str:
    """How long a film is; empty where nobody said it."""
    parts = [
        ngettext("%(n)d minute", "%(n)d minutes", page.minutes) % {"n": page.minutes} if page.minutes else "",
        ngettext("%(n)d second", "%(n)d seconds", page.seconds) % {"n": page.seconds} if page.seconds else "",
    ]
    return " ".join(filter(None, parts))


def film_context(page, request) -> dict:
    """What the template of a film shows besides the page's own words.

    Who sees a draft under a private link has no other right to its files, so they lie below that link.
    """
    shared = getattr(request, "shared_preview", None)
    return {"film": film_of(page, shared.file_url if shared else file_url)}
