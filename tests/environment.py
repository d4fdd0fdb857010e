"""Set up the environment before Django reads its settings (loaded early, through `-p` in pyproject.toml).

Tests must come out the same whatever the developer's shell or `.env` says. Only the database may be chosen:
`DATABASE_URL=postgres://... pytest`; without it, SQLite in memory.
"""

import os
import re
from pathlib import Path

SETTINGS = Path(__file__).parent.parent / "docs" / "settings.md"
OURS = set(re.findall(r"^\| `([A-Z_]+)` \|", SETTINGS.read_text(), re.MULTILINE)) - {"DATABASE_URL"}

for name in OURS | {"WEB_PROCESS"}:
    os.environ.pop(name, None)
os.environ["ENVIRONMENT"] = "test"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
# Playwright's synchronous interface runs an event loop in the thread that also uses the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
