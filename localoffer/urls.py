from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("localoffer.core.urls")),
    path("", include("directory.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "localoffer.core.errors.bad_request"
handler403 = "localoffer.core.errors.forbidden"
handler404 = "localoffer.core.errors.not_found"
handler500 = "localoffer.core.errors.server_error"
