"""What docs/production.md tells people to copy fits the code."""

import re
import shlex
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from localoffer.core.fallback_pages import PAGES
from tests.structure.test_settings_table import documented

DEPLOY = settings.BASE_DIR / "deploy"
PRODUCTION = (settings.BASE_DIR / "docs" / "production.md").read_text()
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
CODE = Path("/srv/localoffer")


def commands(program: str) -> list[list[str]]:
    """The arguments of every call of this program in the guide."""
    blocks = "\n".join(re.findall(r"^```\n(.*?)^```$", PRODUCTION, re.DOTALL | re.MULTILINE)).replace("\\\n", " ")
    lines = (shlex.split(line) for line in re.split(r"\n|&&", blocks))
    return [line[1:] for line in lines if line[:1] == [program]]


def folders_made_for(user: str) -> set[Path]:
    """The folders that the guide gives to this user."""
    return {Path(a) for line in commands("install") if line[:3] == ["-d", "-o", user] for a in line if a[0] == "/"}


def service(unit: Path) -> dict[str, str]:
    """The section [Service] of a unit."""
    parser = RawConfigParser()
    parser.optionxform = str
    parser.read(unit)
    return dict(parser["Service"])


def writable_folders(unit: Path) -> set[Path]:
    """What a service may write to, besides /tmp and /run of its own."""
    said = service(unit)
    kept = {Path("/var/lib") / name for name in said.get("StateDirectory", "").split()}
    return kept | {Path(name) for name in said.get("ReadWritePaths", "").split()}


def shown_pages(conf: str) -> list[str]:
    """What nginx shows by itself, in the order of its configuration."""
    return re.findall(r"error_page .* /([\w-]+)\.html;", conf)


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


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        ("/find/?q=secret&postcode=SS99AA", "/find/"),
        ("/services/x/", "/services/x/"),
        ("/preview/TOKEN/?a=1", "/preview/-"),
        ("//preview/TOKEN/", "/preview/-"),
        ("/accounts/password/reset/key/TO-KEN/", "/accounts/password/reset/key/-"),
        ("/%70review/TOKEN/", "-"),
    ],
)
def test_nginx_logs_what_was_asked_for_where_it_answers_with_a_page_of_its_own(asked, logged):
    conf = (DEPLOY / "nginx.conf").read_text()
    block = re.search(r"map \$request_uri \$asked_without_token \{([^}]*)\}", conf)[1]
    rules = [*re.findall(r"^ +~(\S+) +(\S+);", block, re.MULTILINE), ("", "-")]
    matches = ((re.search(pattern.replace("?<", "?P<"), asked), words) for pattern, words in rules)
    match, words = next(found for found in matches if found[0])

    assert match.expand(re.sub(r"\$(\w+)", r"\\g<\1>", words)) == logged
    assert rf"~^/({'|'.join(shown_pages(conf))})\.html$ $asked_without_token;" in conf


def test_nginx_keeps_no_query_string_in_its_error_log():
    conf = (DEPLOY / "nginx.conf").read_text()
    levels = re.findall(r"^ *error_log \S+ (\w+);", conf, re.MULTILINE)

    assert levels == ["alert"] * len(re.findall(r"^server \{", conf, re.MULTILINE))


def test_nginx_shows_pages_that_the_guide_lets_write_into_the_folder_it_reads():
    conf = (DEPLOY / "nginx.conf").read_text()

    assert sorted(shown_pages(conf)) == sorted(PAGES)
    assert f"root {CODE / settings.STATIC_ROOT.relative_to(settings.BASE_DIR) / 'fallback'};" in conf
    assert PRODUCTION.count("AS=root manage write_fallback_pages") == PRODUCTION.count("AS=root manage collectstatic")


def test_scripts_are_sound_shell():
    files = [path for path in (settings.BASE_DIR / "scripts").iterdir() if path.is_file()]
    scripts = [path for path in files if path.read_text().startswith("#!/usr/bin/env bash")]

    assert scripts
    for script in scripts:
        subprocess.run(["bash", "-n", str(script)], check=True)


class TestWhoMayWriteWhat:
    """The portal's user must not be able to change its own code, and root must be able to `git pull`."""

    def test_the_code_is_nobodys_home(self):
        (line,) = commands("adduser")

        assert "--no-create-home" in line
        assert str(CODE) not in line

    def test_root_owns_the_folder_it_clones_into(self):
        (line,) = (line for line in commands("git") if line[0] == "clone")

        assert line[-1] == str(CODE)
        assert CODE in folders_made_for("root")
        assert not any("localoffer" in line[0] for line in commands("chown"))

    def test_the_users_folders_are_outside_of_the_code(self):
        assert not any(folder.is_relative_to(CODE) for folder in folders_made_for("localoffer"))

    @pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
    def test_a_service_reads_the_code_and_writes_only_where_its_user_may(self, unit):
        said = service(unit)
        given = folders_made_for("localoffer")

        assert (said["User"], said["WorkingDirectory"], said["ProtectSystem"]) == ("localoffer", str(CODE), "strict")
        assert writable_folders(unit)
        assert all(any(place.is_relative_to(folder) for folder in given) for place in writable_folders(unit))

    def test_media_are_among_them(self):
        (media,) = re.findall("^MEDIA_ROOT=(.*)$", (DEPLOY / "environment.example").read_text(), re.MULTILINE)

        assert Path(media) in folders_made_for("localoffer")


def test_every_timer_is_switched_on():
    named = {name for line in commands("systemctl") if line[0] == "enable" for name in line[1:]}

    assert {unit.name for unit in UNITS if unit.suffix == ".timer"} <= named


def test_an_upgrade_brings_the_units_of_the_new_release():
    upgrade = PRODUCTION.split("## Upgrade")[1]

    assert "cp deploy/systemd/* /etc/systemd/system/" in upgrade
    assert "systemctl daemon-reload" in upgrade
