import json
import logging

import pytest
from django.test import RequestFactory

from localoffer.core.logs import JsonFormatter, PlainFormatter, current_request, mask


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("from jo.o'brien+x@example.co.uk now", "from [email] now"),
        ("call 01702 215 000 or +44 (0)7700 900123", "call [phone] or [phone]"),
        ("near SS2 6ER and ss26er", "near [postcode] and [postcode]"),
        ("/find/?postcode=SS2+6ER", "/find/?postcode=[postcode]"),
        ("/my/Zk3vQp9sXw7uT2rY8bN4mL6jH1gF5dC0/", "/my/[token]/"),
        ("GET /accounts/password/reset/key/1-czb0xo-f0e1d2c3b4a5/", "GET /accounts/password/reset/key/[token]/"),
        ("GET /accounts/confirm-email/Mg:1vOd:abc/", "GET /accounts/confirm-email/[token]/"),
    ],
)
def test_personal_data_is_masked(said, written):
    assert mask(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "GET /services/speech-and-language-therapy-for-children-under-five/",
        "2026-11-22T06:01:11",
        "took 1234567 ms",
        "E06000033",
        "page 10 of 2000",
    ],
)
def test_ordinary_facts_stay(said):
    assert mask(said) == said


def line(message, *args, **extra):
    record = logging.getLogger("test").makeRecord("test", logging.INFO, __file__, 1, message, args, None, extra=extra)
    return JsonFormatter().format(record)


def test_an_export_says_what_left_the_house():
    facts = json.loads(line("Exported.", event="export", what="services", rows=7, format="xlsx"))

    assert (facts["what"], facts["rows"], facts["format"]) == ("services", 7, "xlsx")


def test_one_record_is_one_line_of_json_in_utc():
    text = line("first\nsecond", event="export", count=3)

    assert "\n" not in text
    assert json.loads(text) | {"time": ""} == {
        "time": "",
        "level": "INFO",
        "logger": "test",
        "message": "first\nsecond",
        "event": "export",
        "count": 3,
    }
    assert json.loads(text)["time"].endswith("+00:00")


def test_a_line_names_the_request_and_the_number_of_the_user(admin_user):
    request = RequestFactory().get("/")
    request.id, request._cached_user = "abc", admin_user
    token = current_request.set(request)

    facts = json.loads(line("Exported."))

    current_request.reset(token)
    assert (facts["request"], facts["user"]) == ("abc", admin_user.pk)
    assert admin_user.username not in json.dumps(facts)


def test_errors_are_masked_too():
    try:
        raise ValueError("no such address: jo@example.org")
    except ValueError as error:
        record = logging.makeLogRecord({"msg": "Failed", "exc_info": (ValueError, error, error.__traceback__)})

    assert "jo@example.org" not in JsonFormatter().format(record)
    assert "jo@example.org" not in PlainFormatter().format(record)


@pytest.mark.django_db
class TestAccessLog:
    def test_says_what_was_asked_but_not_the_query(self, client, caplog):
        caplog.set_level(logging.INFO, logger="localoffer.access")

        client.get("/healthz?postcode=SS2+6ER&q=worried")

        (record,) = [record for record in caplog.records if record.name == "localoffer.access"]
        assert record.getMessage() == "GET /healthz"
        assert record.status == 200

    def test_every_answer_names_its_request(self, client):
        assert len(client.get("/healthz")["X-Request-ID"]) == 16

    def test_an_id_from_outside_counts_only_behind_our_proxy(self, client, settings):
        headers = {"X-Request-ID": "from-the-proxy-1"}
        assert client.get("/healthz", headers=headers)["X-Request-ID"] != "from-the-proxy-1"

        settings.TRUSTED_PROXY_COUNT = 1
        assert client.get("/healthz", headers=headers)["X-Request-ID"] == "from-the-proxy-1"
