"""Every route of the portal with real objects in its variables."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from .world import World

YOUNG = " @young"
"""After a route: the same, for a page in the young people's section."""


@dataclass(frozen=True)
class Address:
    """A row of the table, and where it leads in this world."""

    row: str
    url: str


def routes(patterns=None, prefix=""):
    """Every route as it is written, and whether it is a regular expression."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, isinstance(pattern.pattern, RegexPattern)


def addresses(world: World) -> list[Address]:
    """Every address once; the first route with it wins, as in Django."""
    found: dict[str, Address] = {}
    variables = Variables(world)
    for route, is_regex in routes():
        for row, url in _of(variables, route, is_regex):
            found.setdefault(url, Address(row, url))
    return list(found.values())


class Variables:
    """What stands in the variables of routes. What many of them have is looked up once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.common = {page: _common(world, page) for page in (world.page, world.in_section)}
        self.by_prefix = _by_prefix(world)

    def of(self, route: str, page) -> dict:
        """A variable that means something else under this route is told apart."""
        return self.common[page] | self._of_route(route)

    def _of_route(self, route: str) -> dict:
        for prefix, values in self.by_prefix.items():
            if route.startswith(prefix):
                return values
        return _snippet(self.world, route)


def _of(variables: Variables, route: str, is_regex: bool):
    world = variables.world
    if route == "cms/bulk/<str:app_label>/<str:model_name>/<str:action>/":
        yield from _bulk(world)
    elif is_regex and "(" in route:
        yield from _written_out(world, route)
    else:
        url = route.replace("$", "")
        yield route, "/" + _fill(url, variables.of(route, world.page))
        if _is_about_a_page(route):
            yield route + YOUNG, "/" + _fill(url, variables.of(route, world.in_section))


def _is_about_a_page(route: str) -> bool:
    return route.startswith("cms/pages/") and "<int:" in route


def _fill(route: str, values: dict) -> str:
    parts = []
    for part in route.split("<"):
        if ">" in part:
            variable, rest = part.split(">", 1)
            parts.append(f"{values[variable.split(':')[-1]]}{rest}")
        else:
            parts.append(part)
    return "".join(parts)


def _bulk(world: World):
    """Every action for many records at once, which Wagtail serves from a single route."""
    actions = bulk_action_registry
    actions.get_bulk_actions_for_model("", "")  # reads what apps registered
    for app, models in actions.actions.items():
        for model, names in models.items():
            record = record_of(world, app, model)
            for name in names:
                yield f"cms/bulk/{app}/{model}/{name}/", f"/cms/bulk/{app}/{model}/{name}/?id={record.pk}"


def record_of(world: World, app: str, model: str):
    """The record of a kind, like `auth`, `user`."""
    others = {
        ("wagtailcore", "page"): world.page,
        ("auth", "user"): world.account,
        ("wagtailimages", "image"): world.image,
        ("wagtaildocs", "document"): world.document,
    }
    return others.get((app, model)) or world.snippets[f"{app}.{model}"]


def _written_out(world: World, route: str):
    """Routes that are regular expressions, each with an address that it matches."""
    if "revisions/compare" in route:
        if route.startswith("cms/pages/"):
            for suffix, page in (("", world.page), (YOUNG, world.in_section)):
                yield route + suffix, f"/cms/pages/{page.pk}/revisions/compare/live...latest/"
        else:
            app, model = route.split("/")[2:4]
            pk = world.snippets[f"{app}.{model}"].pk
            yield route, f"/cms/snippets/{app}/{model}/history/{pk}/revisions/compare/live...latest/"
        return
    written = {
        r"accounts/confirm-email/(?P<key>[-:\w]+)/$": "/accounts/confirm-email/a-key/",
        r"accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "/accounts/password/reset/key/1-a-key/",
        r"documents/(\d+)/(.*)$": f"/documents/{world.document.pk}/{world.document.filename}",
        r"((?:[\w\-]+/)*)$": world.page.get_url(),
    }
    assert route in written, f"{route} is a regular expression: write an address for it in _written_out"
    yield route, written[route]


def _common(world: World, page) -> dict:
    """What stands in each variable, for addresses that are about this page."""
    section = world.section if page == world.in_section else page.get_parent()
    check = page.current_workflow_state
    return {
        "page_id": page.pk,
        "page_pk": page.pk,
        "parent_page_id": section.pk,
        "page_to_move_id": page.pk,
        "destination_id": world.hub.pk,
        "revision_id": page.latest_revision_id,
        "workflow_state_id": check.pk,
        "task_state_id": check.current_task_state_id,
        "task_id": check.current_task_state.task_id,
        "workflow_pk": world.workflow.pk,
        "collection_id": world.collection.pk,
        "redirect_id": world.redirect.pk,
        "document_id": world.document.pk,
        "doc_id": world.document.pk,
        "image_id": world.image.pk,
        "uploaded_file_id": world.upload.pk,
        "session_id": world.session.pk,
        "translation_id": world.translation.pk,
        "translation_source_id": world.translation.source_id,
        "string_segment_id": world.translation.source.stringsegment_set.first().pk,
        "overridable_segment_id": 1,
        "mode": "",
        "content_type_id": world.preview.content_type_id,
        "short": "a-word",
        "key": "a-key",
        "object_id": page.pk,
        "restriction_id": 1,
        "page_view_restriction_id": 1,
        "action_name": "approve",
        "app_label": "pages",
        "app_name": "pages",
        "model_name": "informationpage",
        "content_type_app_name": "pages",
        "content_type_model_name": "youngpage" if page == world.in_section else "informationpage",
        "filter_spec": "original",
        "file_format": "csv",
        "kind": "service",
        "slug": "a-slug",
        "name": "services",
        "code": world.snippets["directory.service"].short_code,
        "version": 1,
        "brand": "005a70",
        "link": "005a70",
        "uidb64": "MQ",
        "token": world.token,
        "pk": page.pk,
    }


def _by_prefix(world: World) -> dict[str, dict]:
    """What stands there instead under routes that begin so; the first that fits holds."""
    return {
        "cms/workflows/tasks/": {
            "pk": world.page.current_workflow_task.pk,
            **_model("wagtailcore", "groupapprovaltask"),
        },
        "cms/workflows/": {"pk": world.workflow.pk},
        "cms/api/main/images/": {"pk": world.image.pk},
        "cms/api/main/documents/": {"pk": world.document.pk},
        "cms/collections/": {"pk": world.collection.pk},
        "cms/directory/imports/sources/": {"slug": world.source.slug},
        "cms/directory/imports/runs/": {"pk": world.run.pk},
        "cms/directory/imports/rows/": {"pk": world.row.pk},
        "cms/directory/": {"pk": world.snippets["directory.service"].pk},
        "cms/draft-comments/": {"pk": world.comment.pk},
        "cms/locales/": {"pk": world.locale.pk},
        "cms/localize/api/snippets/": {"pk": world.snippets["core.team"].pk, **_model("core", "team")},
        "cms/localize/submit/snippet/": {"pk": world.snippets["core.team"].pk, **_model("core", "team")},
        "cms/reports/law/": {"slug": world.snippets["core.statutoryitem"].slug},
        "cms/reports/links/": {"pk": world.link.pk},
        "cms/share/links/": {"pk": world.preview.pk},
        "cms/documents/chooser/": {"pk": world.document.pk},
        "cms/images/chooser/": {"pk": world.image.pk},
        "cms/editing-sessions/": _model("wagtailcore", "page"),
        "cms/groups/": {"pk": world.group.pk},
        "cms/users/": {"pk": world.account.pk},
        "cms/sites/": {"pk": world.site.pk},
        "cms/settings/": {"pk": world.site.pk, **_model("core", "councilsettings")},
        "cms/tag-autocomplete/": _model("taggit", "tag"),
        "providers/": {"slug": world.snippets["directory.provider"].slug},
        "services/": {"slug": world.snippets["directory.service"].slug},
        "sitemap-": {"name": "services"},
        "media/images/": {"name": "a-picture.webp"},
    }


def _model(app: str, model: str) -> dict:
    return {"app_label": app, "app_name": app, "model_name": model}


def _snippet(world: World, route: str) -> dict:
    """The record of a route like `cms/snippets/core/team/edit/<int:pk>/`, and its check where one runs."""
    parts = route.removeprefix("cms/snippets/").removeprefix("choose/").split("/")
    record = world.snippets.get(".".join(parts[:2])) if route.startswith("cms/snippets/") else None
    if record is None:
        return {}
    values = {"pk": record.pk}
    if check := getattr(record, "current_workflow_state", None):
        values |= {
            "revision_id": record.latest_revision_id,
            "workflow_state_id": check.pk,
            "task_state_id": check.current_task_state_id,
            "task_id": check.current_task_state.task_id,
        }
    return values
