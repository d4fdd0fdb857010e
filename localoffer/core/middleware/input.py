import re
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import QueryDict

# NUL (PostgreSQL refuses it in text), other control characters but tab and line ends, lone surrogates,
# and what decoding leaves in place of broken bytes.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
UNWANTED_IN_PATH = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff\u2028\u2029]")
SUSPECT_QUERY = re.compile(r"%(?:[01][0-9a-f]|7f|[89a-f][0-9a-f])|[^\x20-\x7e]", re.IGNORECASE)
PUBLIC_FIELDS = 500
PUBLIC_BODY = 1024 * 1024


def clean_text(text: str) -> str:
    """The text without NUL, control characters, lone surrogates and the marks of broken bytes."""
    return UNWANTED.sub("", text)


def clean_input(get_response):
    """Clean path, query string and form text before anything else reads them.

    Visitors cannot mend bytes that a mail program or a robot broke, so nothing is refused: the unreadable
    parts are dropped and the page shows what is left.
    """

    def middleware(request):
        request.path = UNWANTED_IN_PATH.sub("", request.path)
        request.path_info = UNWANTED_IN_PATH.sub("", request.path_info)
        request.META["QUERY_STRING"] = _clean_query(request.META.get("QUERY_STRING", ""))
        if request.method not in {"GET", "HEAD"}:
            _clean_form_when_read(request)
        return get_response(request)

    return middleware


def _clean_query(query: str) -> str:
    """At most 500 parameters, without unwanted characters; unchanged if it was well already."""
    if query.count("&") >= PUBLIC_FIELDS:
        query = "&".join(query.split("&")[:PUBLIC_FIELDS])
    if not SUSPECT_QUERY.search(query):
        return query
    # WSGI hands bytes over as latin-1.
    readable = query.encode("latin-1", "replace").decode("utf-8", "replace")
    pairs = parse_qsl(readable, keep_blank_values=True, errors="replace")
    return urlencode([(clean_text(name), clean_text(value)) for name, value in pairs])


def _clean_form_when_read(request):
    """Clean form fields at the moment when a view first reads them; uploads stay untouched until then."""
    load = request._load_post_and_files
    public = not request.path_info.startswith(settings.CMS_PREFIX)

    def load_and_clean():
        if public and _declared_length(request) > PUBLIC_BODY:
            raise RequestDataTooBig("The body of a public form is too long.")
        load()
        if public and sum(len(values) for _name, values in request._post.lists()) > PUBLIC_FIELDS:
            raise TooManyFieldsSent("A public form has too many fields.")
        request._post = _clean_fields(request._post)

    request._load_post_and_files = load_and_clean


def _declared_length(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _clean_fields(fields: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True, encoding=fields.encoding)
    for name, values in fields.lists():
        cleaned.setlist(clean_text(name), [clean_text(value) for value in values])
    cleaned._mutable = False
    return cleaned
