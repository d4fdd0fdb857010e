"""What people without an account see under a private link: a draft, and a form for their comment."""

from dataclasses import dataclass
from functools import wraps
from pathlib import PurePath

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from localoffer.core.origin import same_origin_post
from localoffer.core.public_forms import is_over_limit
from localoffer.core.registries import FrameSlot

from ..films import serving
from ..models import GuidePage, VideoPage
from . import previews
from .forms import CommentForm
from .models import PreviewLink

COMMENTS_AN_HOUR = 20


@dataclass(frozen=True)
class SharedPreview:
    """What the frame of a shared draft needs to know, and its film."""

    link: PreviewLink
    token: str

    def file_url(self, file) -> str:
        """Where the film of the draft, or its captions, can be had under this link."""
        return reverse("previews:film", args=[self.token, _name(file)])


class LinkIsClosed(Exception):
    """The link ended, was taken back or never was, or what it shows was deleted: to a visitor the same."""


def private(view):
    """Give the view its link, and keep what it answers out of caches, search engines and other sites' logs."""

    @wraps(view)
    def opened(request, token, **kwargs):
        try:
            response = view(request, _shared(token), **kwargs)
        except LinkIsClosed:
            response = render(request, "pages/officers/preview_closed.html", status=404)
        response.private_page = True
        response["Referrer-Policy"] = "no-referrer"
        return response

    return opened


def _shared(token: str) -> SharedPreview:
    link = previews.open_link(token)
    if link is None:
        raise LinkIsClosed
    return SharedPreview(link, token)


@require_safe
@private
def preview(request: HttpRequest, shared: SharedPreview) -> HttpResponse:
    """The newest version of a draft, as families would see it, with a banner and the comment form."""
    draft = previews.draft_of(shared.link)
    if draft is None:
        raise LinkIsClosed
    request.shared_preview = shared
    request.is_preview = True
    request.preview_mode = draft.default_preview_mode
    response = _shown(draft, request)
    return response.render() if hasattr(response, "render") else response


def _shown(draft, request: HttpRequest) -> HttpResponse:
    """A guide is shown on one page: the addresses of its parts lead to those that are live."""
    if isinstance(draft, GuidePage):
        return draft.whole(request)
    return draft.serve_preview(request, draft.default_preview_mode)


@require_safe
@private
def film(request: HttpRequest, shared: SharedPreview, name: str) -> HttpResponseBase:
    """The film of a draft or its captions: only files that the draft names, for as long as its link is open."""
    draft = previews.draft_of(shared.link)
    files = (draft.film, draft.captions) if isinstance(draft, VideoPage) else ()
    for file in files:
        if file and _name(file) == name:
            return serving.send(request, file.name, public=False)
    raise LinkIsClosed


def _name(file) -> str:
    return PurePath(file.name).name


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("name", "text")
@same_origin_post
@private
def comment(request: HttpRequest, shared: SharedPreview) -> HttpResponse:
    """Send a comment; what is refused comes back with the same words in the form."""
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_over_limit(request, "preview-comment", most=COMMENTS_AN_HOUR):
            form.add_error(None, _("Many comments came from your network. Please wait an hour and send it again."))
        elif _keep(shared.link, form):
            return redirect("previews:thanks", shared.token)
        else:
            form.add_error(None, _("This draft has all the comments it can hold. Please write to the team instead."))
    return render(request, "pages/officers/preview_comment.html", {"form": form, "shared": shared})


def _keep(link: PreviewLink, form: CommentForm) -> bool:
    said = form.cleaned_data
    return bool(previews.add_comment(link=link, key=form.key, name=said["name"], text=said["text"]))


@require_safe
@private
def thanks(request: HttpRequest, shared: SharedPreview) -> HttpResponse:
    """The receipt, which can be reloaded."""
    return render(request, "pages/officers/preview_thanks.html", {"shared": shared})


def _banner(request: HttpRequest) -> SafeString | str:
    shared = getattr(request, "shared_preview", None)
    return render_to_string("pages/officers/_preview_banner.html", {"shared": shared}) if shared else ""


def _form(request: HttpRequest) -> SafeString | str:
    shared = getattr(request, "shared_preview", None)
    if not shared:
        return ""
    return render_to_string("pages/officers/_preview_form.html", {"shared": shared, "form": CommentForm()})


SLOTS = [
    FrameSlot(name="preview-banner", place="before-main", render=_banner),
    FrameSlot(name="preview-form", place="after-main", render=_form),
]
