"""Lists of records in the CMS that Wagtail shows to everybody who may sign in."""

from collections.abc import Callable

from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

CHOOSERS = "cms/snippets/choose/"
BY_KIND = ("cms/bulk/", "cms/localize/api/snippets/", "cms/localize/submit/snippet/")
APIS: dict[str, Callable[[], type[Model]]] = {
    "cms/api/main/images/": get_image_model,
    "cms/api/main/documents/": get_document_model,
}
ANY_RIGHT = ("view", "add", "change", "delete", "publish", "choose")


class RecordGate:
    """Choosers, confirmations for many records and Wagtail's API name records: only to people who may see them.

    The names and addresses of places are among them, and some of those are refuges.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        model = model_behind(request.resolver_match.route, kwargs)
        if model is None or not request.user.is_authenticated:
            return None
        policy = policy_registry.get_by_type(model)
        return None if policy.user_has_any_permission(request.user, ANY_RIGHT) else permission_denied(request)


def model_behind(route: str, kwargs: dict) -> type[Model] | None:
    """The kind of record that an address names, where Wagtail asks for no right to see it."""
    if route.startswith(BY_KIND):
        return _model(kwargs.get("app_label"), kwargs.get("model_name"))
    if route.startswith(CHOOSERS):
        return _model(*route.removeprefix(CHOOSERS).split("/")[:2])
    return next((model() for prefix, model in APIS.items() if route.startswith(prefix)), None)


def _model(app_label: str | None, model_name: str | None) -> type[Model] | None:
    if not (app_label and model_name):
        return None
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None
