from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from localoffer.core.errors import not_found
from localoffer.core.views import sign_in_for_page

urlpatterns = [
    # One way in for everybody: allauth's, with its limits and the second factor.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", sign_in_for_page),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    # Wagtail fails here on purpose, for everybody who signs in, and each time writes an error into the log.
    path("cms/failwhale/", not_found),
    path("cms/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("localoffer.core.urls")),
    path("", include("localoffer.pages.officers.urls")),
    # Pages: /find/ in English, /pl/find/ in Polish.
    *i18n_patterns(
        path("", include("localoffer.core.page_urls")),
        path("", include("directory.urls")),
        path("", include("localoffer.pages.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler400 = "localoffer.core.errors.bad_request"
handler403 = "localoffer.core.errors.forbidden"
handler404 = "localoffer.core.errors.not_found"
handler429 = "localoffer.core.errors.too_many_for_an_account"  # allauth looks for it here
handler500 = "localoffer.core.errors.server_error"
