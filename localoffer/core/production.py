"""What the settings refuse in production, and what `check --deploy` warns of on top of Django's own."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.utils.translation import to_locale

SECRET_LENGTH = 50
MAIL_THAT_GOES_NOWHERE = ("console", "locmem", "dummy", "filebased")


def unsafe_values(values: Mapping[str, Any]) -> list[str]:
    """A sentence for each value that production must not run with, saying what to set instead."""
    secret, hosts = values["SECRET_KEY"], values["ALLOWED_HOSTS"]
    delivery = values["OUTBOX_DELIVERY_BACKEND"].split(".")
    rules = {
        "DEBUG must be off: its error pages show settings and data.": values["DEBUG"],
        f"SECRET_KEY must be a random text of {SECRET_LENGTH} characters or more.": (
            len(secret) < SECRET_LENGTH or len(set(secret)) < 10 or secret.startswith(("django-insecure", "for-dev"))
        ),
        "ALLOWED_HOSTS must name the hosts of the site, without '*'.": (
            not hosts or any(host.strip() in {"", "*", "."} for host in hosts)
        ),
        "OUTBOX_DELIVERY_BACKEND must deliver mail, not print or drop it.": any(
            part in MAIL_THAT_GOES_NOWHERE for part in delivery
        ),
        "BASE_URL must begin with https://, because links in mails and sitemaps use it.": (
            urlsplit(values["BASE_URL"]).scheme != "https"
        ),
        "MAP_TILE_URL must be an address of this site, like /tiles/{z}/{x}/{y}.png: browsers ask nobody else.": (
            values["MAP_TILE_URL"] != "" and not re.fullmatch(r"/(?!/).*\{z\}.*", values["MAP_TILE_URL"])
        ),
    }
    return [sentence for sentence, broken in rules.items() if broken]


@register(Tags.security, deploy=True)
def security_txt_takes_https_only(app_configs, **kwargs):
    """RFC 9116, sections 2.5.3 and 2.5.7: web addresses in it begin with https."""
    names = ("SECURITY_CONTACT", "SECURITY_POLICY_URL")
    wrong = [name for name in names if getattr(settings, name).startswith("http://")]
    hint = "Programs that read /.well-known/security.txt refuse other web addresses."
    return [Warning(f"{name} must begin with https://.", hint=hint, id="localoffer.W002") for name in wrong]


@register(Tags.database, deploy=True)
def sqlite_is_for_trying_out(app_configs, **kwargs):
    """SQLite takes one writer at a time and cannot be backed up while others write as we promise."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return [Warning("SQLite is for trying out and for tests.", hint="Set DATABASE_URL.", id="localoffer.W001")]
    return []


@register(Tags.translation, deploy=True)
def every_language_has_a_catalogue(app_configs, **kwargs):
    """Without one, buttons and headings stay English on a page that says it is in the other language."""
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [
        Warning(
            f"LANGUAGES names {code}, and there is no catalogue for it: its pages would mix English in.",
            hint=f"Run scripts/messages {code} and have locale/{to_locale(code)} filled in.",
            id="localoffer.W003",
        )
        for code in codes
        if not any(
            (Path(folder) / to_locale(code) / "LC_MESSAGES" / "django.mo").is_file() for folder in settings.LOCALE_PATHS
        )
    ]
