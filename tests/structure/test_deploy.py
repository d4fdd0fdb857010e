"""What docs/production.md tells people to copy fits the code."""

import re
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.structure.test_settings_table import documented

DEPLOY = settings.BASE_DIR / "deploy"
PRODUCTION = (settings.BASE_DIR / "docs" / "production.md").read_text()
UNITS = sorted((DEPLOY / "systemd").iterdir())


def test_every_timer_runs_a_command_that_exists():
    named = {match[1] for unit in UNITS if (match := re.match(r"localoffer-task@(\w+)\.timer$", unit.name))}

    assert named
    assert named <= get_commands().keys()


def test_every_command_of_the_guide_exists():
    named = set(re.findall(r"^ *manage (\w+)|manage\.py (\w+)", PRODUCTION, re.MULTILINE))

    assert {first or second for first, second in named} <= get_commands().keys()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_unit_is_in_the_guide(unit):
    name = unit.name.removesuffix(".service")

    assert name in PRODUCTION or name.endswith("@")


def test_the_example_environment_holds_documented_settings_only():
    names = re.findall(r"^([A-Z_]+)=", (DEPLOY / "environment.example").read_text(), re.MULTILINE)

    assert set(names) <= documented()


def test_nginx_writes_no_query_string_and_no_token_into_its_log():
    conf = (DEPLOY / "nginx.conf").read_text()
    log_format = re.search(r"log_format.*?;", conf, re.DOTALL)[0]

    assert "$uri_without_token" in log_format
    hidden = re.search(r"map \$uri \$uri_without_token \{([^}]*)\}", conf)[1]
    assert "~^/preview/ /preview/-;" in hidden
    assert "~^/accounts/(password/reset/key|confirm-email)/ /accounts/$1/-;" in hidden
    assert not re.search(r"\$(uri\b|request\b|request_uri|args|query_string|http_referer|arg_)", log_format)
    assert "add_header" not in conf


def test_scripts_are_sound_shell():
    scripts = [
        path for path in (settings.BASE_DIR / "scripts").iterdir() if path.read_text().startswith("#!/usr/bin/env bash")
    ]

    for script in scripts:
        subprocess.run(["bash", "-n", str(script)], check=True)
