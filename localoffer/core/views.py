"""Pages of the frame itself: display choices, contact, and what the law asks every site to say."""

from datetime import date

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from . import qr_code, theme
from .display import DisplayChoices, forget, remember
from .forms import DisplayForm
from .languages import in_language
from .origin import same_origin_post
from .passed_on import passed_on
from .reading_versions import ReadingVersion, page_at, versions_of
from .translations import other_languages
from .way_back import way_back

FAR_FUTURE = "public, max-age=31536000, immutable"
# When the accessibility statement was last gone through against the software.
STATEMENT_PREPARED = date(2026, 11, 22)
ONE_DAY = "public, max-age=86400"
LONGEST_PATH = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_post
def display(request):
    """“Ways to read this page”: a plain form that keeps the choices in one cookie and goes back."""
    back = way_back(request, in_language("/"))
    if request.method == "POST":
        response = HttpResponseRedirect(back)
        if request.POST.get("do") == "reset":
            forget(response)
        else:
            remember(response, DisplayChoices.from_values(request.POST.dict()))
        return response
    page = page_at(request, back)
    versions = versions_of(page)
    context = {
        "form": DisplayForm(DisplayChoices.from_request(request)),
        "back": back,
        "easy_read": _first(versions, "easy-read"),
        "signed": _first(versions, "bsl"),
        "languages": other_languages(back, page),
    }
    return render(request, "core/display.html", context)


def _first(versions: list[ReadingVersion], kind: str) -> ReadingVersion | None:
    return next((version for version in versions if version.kind == kind), None)


@require_safe
def contact(request):
    """Every way to reach a person. The footer of each page leads here."""
    return render(request, "core/contact.html")


@require_safe
def accessibility(request):
    """The accessibility statement.

    Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8.
    """
    return render(request, "core/accessibility.html", {"prepared": STATEMENT_PREPARED})


@require_safe
def privacy(request):
    """What this software does with personal data. UK GDPR, article 13."""
    return render(request, "core/privacy.html")


@require_safe
def cookies(request):
    """Every cookie this software can set. Privacy and Electronic Communications Regulations 2003, regulation 6."""
    return render(request, "core/cookies.html", {"names": settings})


@require_safe
def sign_in_for_page(request):
    """Where Wagtail sends whoever may not see a page that needs an account: to the way in, but not in a circle.

    Who has signed in already and still comes here has the wrong account for the page.
    """
    page = request.GET.get("next", "")
    if page and request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(page) if page else redirect("account_login")


@require_safe
def help_now(request):
    """Whom to call when somebody is in danger or in crisis."""
    return render(request, "core/help_now.html")


@require_safe
def council_theme(request, version, brand, link):
    """The council's colours as a style sheet, which follows from its address alone."""
    brand, link = f"#{brand}", f"#{link}"
    if version != theme.VERSION or not (theme.is_readable(brand) and theme.is_readable(link)):
        raise Http404
    return HttpResponse(
        theme.style_sheet(brand, link), content_type="text/css; charset=utf-8", headers={"Cache-Control": FAR_FUTURE}
    )


@require_safe
def qr(request):
    """The QR code of one of our own pages, for the foot of a printed page."""
    path = request.GET.get("path", "")
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST_PATH:
        raise Http404
    return HttpResponse(
        qr_code.document(settings.BASE_URL + passed_on(path)),
        content_type="image/svg+xml",
        headers={"Cache-Control": ONE_DAY},
    )
