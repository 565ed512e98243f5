"""Settings, one file, from the environment. docs/settings.md lists every variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from posts.licences import LICENCES
from queshub.coins import *  # noqa: F403 — the coins' own settings
from queshub.database import timeouts
from queshub.finding import *  # noqa: F403 — searching, and being found
from queshub.logs import LOGGING  # noqa: F401 — Django's setting
from queshub.rates import RATE_LIMITS  # noqa: F401 — read by limits
from queshub.second_factor import *  # noqa: F403 — allauth's settings
from queshub.signing_in import *  # noqa: F403 — Django's settings, and allauth's
from queshub.standing import *  # noqa: F403 — reputation's and privileges'
from questions.titles import RESERVED

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- The site ---------------------------------------------------------------------------------

VAR = Path(env("QUESHUB_VAR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env("SITE_NAME", default="QuesHub")
SITE_TAGLINE = env("SITE_TAGLINE", default="") or _(
    "QuesHub delivers expert answers and knowledge to you."
)
LICENCE = env("LICENCE", default="CC BY-SA 4.0")
if LICENCE not in LICENCES:
    raise ImproperlyConfigured(f"LICENCE is one of {', '.join(LICENCES)}, not {LICENCE!r}")

_site = urlsplit(SITE_URL)
_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ON_LOOPBACK = _site.hostname in {"127.0.0.1", "localhost", "::1"}
SECURE = _site.scheme == "https"
if not _site.hostname or _site.scheme not in {"http", "https"}:
    raise ImproperlyConfigured(f"SITE_URL must look like https://example.org, not {SITE_URL!r}")
if not SECURE and not ON_LOOPBACK:
    raise ImproperlyConfigured("SITE_URL may be plain http on loopback only: use https://…")

ALLOWED_HOSTS = [_site.hostname, *env.list("ALLOWED_HOSTS", default=[])]
ALLOWED_HOSTS += _LOOPBACK if ON_LOOPBACK else []
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]

# The Server-Timing header and the footer's line "page made in 3.1 ms: …".
QUESHUB_TIMING = env.bool("QUESHUB_TIMING", default=True)

# How many proxies of our own stand before us; 0 means that forwarding headers are ignored.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# --- Rooms ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "queshub.apps.QuesHubConfig",
    "pages.apps.PagesConfig",
    "moderation.apps.ModerationConfig",
    "search.apps.SearchConfig",
    "interchange.apps.InterchangeConfig",
    "badges.apps.BadgesConfig",
    "discovery.apps.DiscoveryConfig",
    "likeness.apps.LikenessConfig",
    "votes.apps.VotesConfig",
    "bookmarks.apps.BookmarksConfig",
    "comments.apps.CommentsConfig",
    "answers.apps.AnswersConfig",
    "questions.apps.QuestionsConfig",
    "posts.apps.PostsConfig",
    "screening.apps.ScreeningConfig",
    "accounts.apps.AccountsConfig",
    "rewards.apps.RewardsConfig",
    "hotpages.apps.HotPagesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "taggit",
    "csp",
    "django_htmx",
    "django_q",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "queshub.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "queshub.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "queshub.compression.CompressionMiddleware",
    "queshub.timing.TimingMiddleware",
    "queshub.errors.ErrorPagesMiddleware",
    "queshub.caching.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "queshub.urls"
WSGI_APPLICATION = "queshub.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "queshub.rendering.TimedTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "queshub.context.site",
            ],
        },
    }
]

# --- Postgres, Redis, jobs ---------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"].update(ENGINE="queshub.postgres", CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
# wsgi.py and the worker take a shorter role than a command's.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = timeouts("command")
REDIS_URL = env("REDIS_URL")
# Two sites on one Redis differ here.
REDIS_PREFIX = env("REDIS_PREFIX", default="queshub")
# What a request waits for Redis: once for a connection and once for an answer, then it goes on
# without. Together they stay within 50 ms.
REDIS_WAIT_SECONDS = env.int("REDIS_WAIT_MS", default=25) / 1000
LIKENESS_SOCKET = env("LIKENESS_SOCKET", default=str(VAR / "likeness.sock"))
CACHES = {
    "default": {
        "BACKEND": "kv.cache.SteadyCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
    }
}
SESSION_ENGINE = "queshub.sessions"

# Each thread and each worker holds a connection to Postgres; `check --database default` counts.
WEB_PROCESSES = env.int("WEB_PROCESSES", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=8)
JOB_WORKERS = env.int("JOB_WORKERS", default=2)
Q_CLUSTER = {
    "name": "queshub",
    "label": _("Background jobs"),
    "orm": "default",
    "broker_class": "queshub.work.broker.PatientBroker",
    "workers": JOB_WORKERS,
    "queue_limit": JOB_WORKERS,
    "timeout": 120,
    "retry": 150,
    # The waits double from 150 s: the tenth attempt comes about a day after the first.
    "max_attempts": 10,
    "catch_up": False,
    "poll": 0.5,
    "save_limit": 1_000,
}

# --- Hot pages and page views -------------------------------------------------------------------

# A question's page is rendered once for all readers who are signed out; hotpages/layer.py.
HOT_PAGES = env.bool("HOT_PAGES", default=not DEBUG)
_NOT_SLUGS = "|".join(sorted(RESERVED))
HOT_PAGES_PATH = rf"/questions/[1-9]\d{{0,18}}/(?:(?!(?:{_NOT_SLUGS})/)[^/]+/)?"
# How much of them each process holds itself.
HOT_PAGES_BYTES = env.int("HOT_PAGES_MB", default=32) * 1_000_000
# How long a CDN may answer with a page by itself: such views are not counted, and a change shows
# that much later. 0: never.
HOT_PAGES_CDN_SECONDS = env.int("HOT_PAGES_CDN_SECONDS", default=0)
# Parameters that say where a reader came from; the page is the same.
HOT_PAGES_TRACKING = r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_[ce]id|igshid|yclid|ref"
PAGE_VIEW_MINUTES = env.int("PAGE_VIEW_MINUTES", default=15)
PAGE_VIEW_RECEIVER = "questions.view_counts.add_views"
PAGE_VIEW_TEXT = "questions.view_counts.shown"

# --- Members ----------------------------------------------------------------------------------

ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
MFA_TOTP_ISSUER = SITE_NAME
MODERATORS_NEED_TOTP = env.bool("MODERATORS_NEED_TOTP", default=not ON_LOOPBACK)

# smtp+tls://user:password@host:587; without it mail goes to the console and to a folder.
MAIL_FOLDER = VAR / "mail"
EMAIL_BACKEND = "accounts.mail.ConsoleAndFiles"
EMAIL_TIMEOUT = 10
if "EMAIL_URL" in os.environ:
    vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env(
    "MAIL_FROM", default=f"{SITE_NAME} <no-reply@{'localhost' if ON_LOOPBACK else _site.hostname}>"
)

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = env("LANGUAGE_CODE", default="en")
# English texts are passed on as they are: no middleware chooses a language by the request.
USE_I18N = LANGUAGE_CODE != "en"
NUMBER_GROUPING = 3  # 1,458: without a language's formats, numbers take this one.
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "queshub.stylesheets.FlatStaticFilesStorage"},
}

# --- Security -----------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "https:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
CSRF_FAILURE_VIEW = "accounts.access.csrf_failure"
