"""What the tests of the CMS send to its pages, and how they read the answers."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

LIST = "wagtailsnippets_directory_service:list"
PARTS = ("photos", "steps", "links", "service_locations", "schedules", "contacts", "answers")


def form_of(service=None, **facts):
    """The whole form of a service as the browser would send it."""
    data = {
        "name": "Saturday swim",
        "slug": "",
        "provider": "",
        "coverage": "area",
        "owner": "",
        "price_from": "",
    }
    if service:
        data |= {"name": service.name, "slug": service.slug, "provider": service.provider_id}
        data |= {"owner": service.owner_id or ""}
    parts = {name: inline_formset(facts.pop(name, [])) for name in PARTS}
    return nested_form_data(data | parts) | facts


def add(cms, **facts):
    return cms.post(reverse("wagtailsnippets_directory_service:add"), form_of(**facts))


def edit(cms, service, **facts):
    return cms.post(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]), form_of(service, **facts))


def errors_of(response):
    return response.context["form"].errors


def listed(response):
    return [service.name for service in response.context["object_list"]]
