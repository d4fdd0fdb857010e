from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.utils.cache import patch_cache_control

# Wagtail 8.0 still has some inline script and style in its admin (wagtail/wagtail#1288), and its editor
# shows previews in a frame. Nothing else of the policy is relaxed.
CMS_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES)


def security_headers(get_response):
    """Headers that every response carries, error pages and static files among them.

    A view may set Cross-Origin-Resource-Policy, Referrer-Policy and Cache-Control for itself.
    """

    def middleware(request):
        response = get_response(request)
        in_cms = request.path_info.startswith(settings.CMS_PREFIX)
        response["X-Frame-Options"] = "SAMEORIGIN" if in_cms else "DENY"
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_private(request, response):
            _keep_private(response)
        elif not response.has_header("Cache-Control") and _is_page(response):
            # The frame shows this visitor's own theme and list.
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware


def cms_policy(get_response):
    """Swap the strict Content-Security-Policy for the looser one, under the CMS path only.

    A preview comes back from an inner run of the middleware with the public policy already on it, so the
    header is taken off here, inside django-csp's middleware, which then writes it anew.
    """

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(settings.CMS_PREFIX):
            if _is_page(response):
                del response["Content-Security-Policy"]
            response._csp_replace = CMS_POLICY
        return response

    return middleware


def _is_page(response) -> bool:
    return response.get("Content-Type", "").startswith("text/html")


def _is_private(request, response) -> bool:
    """Signed-in pages, pages with a CSRF token, and pages that a view marked with `no_store`."""
    return (
        request.path_info.startswith(settings.PRIVATE_PREFIXES)
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
        or getattr(response, "private_page", False)
    )


def _keep_private(response):
    """Keep it out of shared caches and search engines; a page is not kept in the browser either."""
    if _is_page(response) or not response.has_header("Cache-Control"):
        del response["Cache-Control"]
        patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
