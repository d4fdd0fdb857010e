from django.http import HttpResponseNotAllowed

from ..errors import only_by_its_form


def form_addresses(get_response):
    """Answer with a page in the frame where somebody opens an address that only a form leads to.

    Programs get the plain answer: with words of its own, or to anything but an opened page.
    """

    def middleware(request):
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content:
            return only_by_its_form(request, response["Allow"])
        return response

    return middleware
