"""Settings of the portal. Every deployment value comes from the environment.

The table in docs/settings.md lists each variable; a test compares the two.
`ENVIRONMENT` is `production` unless told otherwise, and production refuses unsafe values.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

from localoffer.core.languages import MORE_RIGHT_TO_LEFT, interface_languages
from localoffer.core.production import unsafe_values

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if os.environ.get("ENVIRONMENT") != "test":  # tests must not depend on how this copy is set up
    environ.Env.read_env(BASE_DIR / ".env")

ENVIRONMENT = env.str("ENVIRONMENT", default="production")
if ENVIRONMENT not in {"production", "development", "test"}:
    raise ImproperlyConfigured("ENVIRONMENT must be production, development or test.")
PRODUCTION = ENVIRONMENT == "production"
TESTING = ENVIRONMENT == "test"

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTION else "for-development-and-tests-only")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")

# Applications

INSTALLED_APPS = [
    "localoffer.pages.officers",
    "localoffer.pages",
    "directory",
    "localoffer.core",
    "wagtail_localize",
    "wagtail_localize.locales",  # in place of wagtail.locales
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "localoffer.core.cms_users.apps.CmsUsersConfig",  # wagtail.users with our rules
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "localoffer.core.middleware.request_identity",
    "localoffer.core.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "localoffer.core.middleware.cms_policy",
    "localoffer.core.middleware.clean_input",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "localoffer.core.middleware.session_limits",
    "localoffer.core.middleware.second_factor",
    "localoffer.core.middleware.RecordGate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "localoffer.core.middleware.form_addresses",
    "localoffer.core.middleware.closed_pages",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
if not TRUSTED_PROXY_COUNT:  # with a proxy in front, compression is its work
    _whitenoise = MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")
    MIDDLEWARE.insert(_whitenoise, "django.middleware.gzip.GZipMiddleware")

ROOT_URLCONF = "localoffer.urls"
WSGI_APPLICATION = "localoffer.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "localoffer.core.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "localoffer.core.forms.GovukRenderer"

# Database. SQLite is for trying out and for tests; production runs on PostgreSQL.

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'localoffer.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    if _database["NAME"] != ":memory:":
        Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    _database["CONN_MAX_AGE"] = 60  # opening the file and its PRAGMAs cost more than a search
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000;"
        ),
    }
else:
    # A web request may not hold the database up; wsgi.py says that this is one. Commands and the worker
    # have no limit.
    _timeout = env.int("DATABASE_TIMEOUT_MS", default=3000) if "WEB_PROCESS" in os.environ else 0
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = _database.get("OPTIONS", {}) | {
        "options": f"-c statement_timeout={_timeout} -c lock_timeout={_timeout}",
        "pool": False if TESTING else {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8)},
    }

# Limits of sign-in and of the API are counted in the cache, so several processes must share one.

CACHES = {"default": env.cache("CACHE_URL", default="dbcache://cache" if PRODUCTION else "locmemcache://")}
if CACHES["default"]["BACKEND"].endswith(("DatabaseCache", "LocMemCache")):
    # Django keeps 300 entries unless told otherwise, then drops others, of whomever: visitors who send forms
    # would wipe out the failed tries of somebody who guesses passwords.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)

# Background tasks: kept in the database for `manage.py db_worker`, or done at once while trying out.

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if PRODUCTION
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# Mail goes to the outbox table; `manage.py send_outbox` delivers it to this server.

EMAIL_BACKEND = "localoffer.core.outbox.OutboxBackend"
OUTBOX_DELIVERY_BACKEND = env.str(
    "OUTBOX_DELIVERY_BACKEND",
    default="django.core.mail.backends.smtp.EmailBackend"
    if PRODUCTION
    else "django.core.mail.backends.console.EmailBackend",
)
OUTBOX_IN_PROCESS = ENVIRONMENT == "development"  # nothing else needs to run while trying out
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25") | {"EMAIL_BACKEND": EMAIL_BACKEND})
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="localoffer@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Accounts

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=PRODUCTION)
SESSION_IDLE_SECONDS = 30 * 60
ACCOUNT_ADAPTER = "localoffer.core.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a colleague with the right to do so makes the accounts
ACCOUNT_CHANGE_EMAIL = True  # the old address holds until the new one is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = {
    # No lasting lock: it could be used to keep an officer out.
    "login_failed": "20/h/ip,10/15m/key",
    "reset_password": "20/h/ip,3/h/key",
}
ACCOUNT_FORMS = {
    "login": "localoffer.core.account_forms.LoginForm",
    "reauthenticate": "localoffer.core.account_forms.ReauthenticateForm",
    "reset_password": "localoffer.core.account_forms.ResetPasswordForm",
    "reset_password_from_key": "localoffer.core.account_forms.ResetPasswordKeyForm",
    "change_password": "localoffer.core.account_forms.ChangePasswordForm",
    "add_email": "localoffer.core.account_forms.AddEmailForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "localoffer.core.account_forms.CodeForm",
    "reauthenticate": "localoffer.core.account_forms.CodeAgainForm",
    "activate_totp": "localoffer.core.account_forms.SetUpForm",
}
MFA_TOTP_ISSUER = env.str("MFA_ISSUER", default="SEND Local Offer")

# Language and time

LANGUAGE_CODE = "en-gb"
LANGUAGES = interface_languages(env.list("LANGUAGES", default=[]))
LANGUAGES_BIDI = global_settings.LANGUAGES_BIDI + MORE_RIGHT_TO_LEFT
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Static files and media

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "collected"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
# Outside of the database, which a restore puts back to an earlier time.
ERASURES_FILE = Path(env.str("ERASURES_FILE", default=str(MEDIA_ROOT.parent / "backups" / "erasures.jsonl")))
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Wagtail

WAGTAIL_SITE_NAME = "Local Offer"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105 -- a template
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = len(LANGUAGES) > 1
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation is a draft until somebody publishes it
# No machine translator: WAGTAILLOCALIZE_MACHINE_TRANSLATOR stays unset, so that nothing is sent to anybody.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth's pages do these three, with their limits
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False  # whoever an account is for chooses its password, by a link in a mail
WAGTAILIMAGES_IMAGE_FORM_BASE = "localoffer.core.picture_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
RICH_TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
SMALL_RICH_TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]  # inside boxes, which have a heading

# Security

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
MESSAGES_COOKIE = "__Host-messages" if PRODUCTION else "messages"
MESSAGE_STORAGE = "localoffer.core.messages.MessageStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # until the browser closes
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CMS_PREFIX = "/cms/"
PRIVATE_PREFIXES = (CMS_PREFIX, "/accounts/")
# Addresses that are the same in every language.
ONE_LANGUAGE_PREFIXES = (*PRIVATE_PREFIXES, "/documents/", "/media/", "/static/", "/theme/", "/qr.svg", "/_util/")
CSRF_FAILURE_VIEW = "localoffer.core.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the CMS's forms are long; public ones are held to 500 (clean_input)
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # HSTS preload binds every subdomain of the council: the council decides, not we.
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The portal's own settings

DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")  # of the demonstration's accounts; never made in production
# Pages about the law and young people's pages are never published by the person who wrote them.
SECOND_PERSON = env.bool("SECOND_PERSON", default=True)
# A page with a source or a link there is about the law.
LAW_HOSTS = [host.lower() for host in env.list("LAW_HOSTS", default=["legislation.gov.uk"])]
# For so long an officer may undo a publishing.
UNDO_PUBLISHING_HOURS = env.int("UNDO_PUBLISHING_HOURS", default=24)
# A listing that nobody has checked for this long says "Call before you go".
LISTING_OLD_AFTER_MONTHS = env.int("LISTING_OLD_AFTER_MONTHS", default=12)
# A page whose check is later than this says so; much later, and officers are asked to take it down.
PAGE_LATE_AFTER_DAYS = env.int("PAGE_LATE_AFTER_DAYS", default=30)
PAGE_TAKE_DOWN_AFTER_DAYS = env.int("PAGE_TAKE_DOWN_AFTER_DAYS", default=90)
FALLBACK_PHONE = env.str("FALLBACK_PHONE", default="")
MAP_TILE_URL = env.str("MAP_TILE_URL", default="")
MAP_TILE_ATTRIBUTION = env.str("MAP_TILE_ATTRIBUTION", default="")
FILM_MAX_MB = env.int("FILM_MAX_MB", default=100)  # the web server in front must let as much through
MEDIA_HOSTS = env.list("MEDIA_HOSTS", default=[])  # films elsewhere that pages may link to
CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"] += [f"https://{host}" for host in MEDIA_HOSTS]
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
SECURITY_POLICY_URL = env.str("SECURITY_POLICY_URL", default="")
DISPLAY_COOKIE = "__Host-display" if PRODUCTION else "display"
LIST_COOKIE = "__Host-list" if PRODUCTION else "list"

# Logs: one JSON object a line in production, never with personal data or a query string

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "localoffer.core.logs.JsonFormatter"},
        "plain": {"()": "localoffer.core.logs.PlainFormatter", "format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if PRODUCTION else "plain"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO" if PRODUCTION else "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO" if PRODUCTION else "WARNING", "propagate": False},
        # Robots try foreign names all day; the access log has them with status 400.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django.server": {"handlers": [], "propagate": False},  # runserver's lines hold query strings
    },
}

if PRODUCTION and (_unsafe := unsafe_values(vars())):
    raise ImproperlyConfigured(" ".join(["Not safe for production.", *_unsafe]))
