"""Set up the environment before Django reads its settings (loaded early, through `-p` in pyproject.toml).

Tests must come out the same whatever the developer's shell or `.env` says. Only the database may be chosen:
`DATABASE_URL=postgres://... pytest`; without it, SQLite in memory.
"""

import os

OURS = {
    "ALLOWED_HOSTS",
    "BASE_URL",
    "CACHE_URL",
    "DATABASE_POOL_SIZE",
    "DATABASE_TIMEOUT_MS",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMONSTRATION",
    "FALLBACK_PHONE",
    "LISTING_OLD_AFTER_MONTHS",
    "EMAIL_URL",
    "MAP_TILE_ATTRIBUTION",
    "MAP_TILE_URL",
    "MEDIA_ROOT",
    "MFA_ISSUER",
    "OUTBOX_DELIVERY_BACKEND",
    "REQUIRE_SECOND_FACTOR",
    "SECRET_KEY",
    "SECURE_SSL_REDIRECT",
    "TRUSTED_PROXY_COUNT",
    "WEB_PROCESS",
}

for name in OURS:
    os.environ.pop(name, None)
os.environ["ENVIRONMENT"] = "test"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
# Playwright's synchronous interface runs an event loop in the thread that also uses the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
