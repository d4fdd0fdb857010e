"""`manage.py demo`: what every part of the demonstration may rely on."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from localoffer.core.management.commands import demo
from localoffer.core.registries import DemoPart, Registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    """Two parts that write down when they are asked."""
    made = []
    registry = Registry()
    for name in ("first", "second"):

        def load(now, name=name):
            made.append(f"load {name}")
            return 2

        def remove(name=name):
            made.append(f"remove {name}")
            return 1

        registry.register(DemoPart(name, name.capitalize(), load, remove))
    monkeypatch.setattr(demo, "demo_parts", registry)
    return made


def test_parts_are_loaded_in_order_and_counted(calls, capsys):
    call_command("demo")

    assert calls == ["load first", "load second"]
    assert "Demonstration: 4 new" in capsys.readouterr().out


def test_reset_takes_parts_away_from_the_last_to_the_first(calls):
    call_command("demo", reset=True)

    assert calls == ["remove second", "remove first", "load first", "load second"]


def test_a_random_password_is_shown_once(calls, capsys):
    call_command("demo")
    first = capsys.readouterr().out
    call_command("demo")

    password = first.strip().rsplit(" ", 1)[1]
    assert get_user_model().objects.get(username="officer").check_password(password)
    assert password not in capsys.readouterr().out


def test_the_password_may_be_set(calls, settings, capsys):
    settings.DEMO_PASSWORD = "trying-it-out-here"

    call_command("demo")

    assert get_user_model().objects.get(username="officer").check_password("trying-it-out-here")
    assert "trying-it-out-here" not in capsys.readouterr().out


def test_a_second_run_does_not_speak_of_a_password_that_the_first_never_showed(calls, settings, capsys):
    settings.DEMO_PASSWORD = "trying-it-out-here"
    call_command("demo")
    capsys.readouterr()

    call_command("demo")

    told = capsys.readouterr().out
    assert "the password in DEMO_PASSWORD" in told
    assert "showed" not in told


def test_there_is_an_account_for_every_role(calls, settings):
    settings.DEMO_PASSWORD = "trying-it-out-here"

    call_command("demo")

    users = get_user_model().objects.filter(username__in=demo.ACCOUNTS)
    assert {user.username: [group.name for group in user.groups.all()] for user in users} == {
        name: [role] for name, role in demo.ACCOUNTS.items()
    }
    assert [user.username for user in users if user.is_superuser] == ["officer"]
    assert all(user.check_password("trying-it-out-here") for user in users)


def test_an_account_that_is_there_is_left_alone(calls, capsys):
    get_user_model().objects.create_user("editor", "mine@example.org", "a password of my own")

    call_command("demo")

    editor = get_user_model().objects.get(username="editor")
    assert editor.check_password("a password of my own")
    assert "“editor”" not in capsys.readouterr().out
    assert get_user_model().objects.filter(username="officer2").exists()


def test_a_production_site_refuses(calls, settings):
    settings.PRODUCTION, settings.DEMONSTRATION = True, False

    with pytest.raises(CommandError, match="production"):
        call_command("demo")
    assert calls == []


def test_a_demonstration_in_production_has_no_known_account(calls, settings):
    settings.PRODUCTION, settings.DEMONSTRATION = True, True

    call_command("demo")

    assert calls
    assert not get_user_model().objects.exists()
