"""docs/settings.md lists every value that the environment can give, and nothing else."""

import re

from django.conf import settings

DOCS = settings.BASE_DIR / "docs" / "settings.md"
SOURCES = ("localoffer/settings.py", "deploy/gunicorn.conf.py")
READ = re.compile(r"""(?:env\.\w+|environ\.get)\(\s*["']([A-Z_]+)["']""")


def read_by_code():
    names = {name for source in SOURCES for name in READ.findall((settings.BASE_DIR / source).read_text())}
    return names - {"WEB_PROCESS"}


def documented():
    return set(re.findall(r"^\| `([A-Z_]+)` \|", DOCS.read_text(), re.MULTILINE))


def test_every_setting_is_documented_and_every_documented_one_exists():
    assert documented() == read_by_code()
