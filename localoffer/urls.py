from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    # One way in for everybody: allauth's, with its limits and the second factor.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("localoffer.core.urls")),
    path("", include("directory.urls")),
    path("", include("localoffer.pages.officers.urls")),
    path("", include("localoffer.pages.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "localoffer.core.errors.bad_request"
handler403 = "localoffer.core.errors.forbidden"
handler404 = "localoffer.core.errors.not_found"
handler500 = "localoffer.core.errors.server_error"
