"""Settings: searching, and being found by search engines. docs/settings.md says what each means."""

import re

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

# By which configuration of Postgres search brings words to their stems; search/language.py.
SEARCH_LANGUAGE = _env("SEARCH_LANGUAGE", default="english")

# Whether similar questions are found by their meaning, too.
LIKENESS = _env.bool("LIKENESS", default=False)

INDEXNOW_KEY = _env("INDEXNOW_KEY", default="")
INDEXNOW_URL = _env("INDEXNOW_URL", default="https://api.indexnow.org/indexnow")
if not re.fullmatch(r"[A-Za-z0-9-]{8,128}|", INDEXNOW_KEY):
    raise ImproperlyConfigured("INDEXNOW_KEY has 8 to 128 letters, digits and dashes")
