from ..errors import gone


def closed_pages(get_response):
    """Answer 410 instead of 404 where a page of the CMS was public once (`OfferPage.route`).

    It stands around the redirects, so an address that leads on still does.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code == 404 and getattr(request, "page_is_gone", False):
            return gone(request)
        return response

    return middleware
