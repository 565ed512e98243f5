"""A question named by what a person copies: its address here, or its number."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import validate_host
from django.utils.translation import gettext as _

from posts.finding import BIGGEST_KEY
from questions.models import Question

_PATH = re.compile(r"/questions/([0-9]{1,19})(/.*)?")
_NUMBER = re.compile(r"#?([0-9]{1,19})")


def question_named(text):
    """The visible question that `text` names, or that a merged one it names leads to.

    Raises ValidationError that says what to do.
    """
    text = text.strip()
    number = _NUMBER.fullmatch(text) or _PATH.fullmatch(_path_here(text))
    if not number:
        raise ValidationError(_("Give the address of a question on this site, or its number."))
    visible = Question.objects.visible().defer("body", "body_html")
    number = min(int(number[1]), BIGGEST_KEY)
    question = visible.filter(pk=number).first() or visible.filter(merges__question=number).first()
    if question is None:
        raise ValidationError(_("There is no such question here: look at the address again."))
    return question


def _path_here(text):
    """The path of an address of this site, with or without the site's name before it."""
    try:
        parts = urlsplit(text if "//" in text or text.startswith("/") else f"//{text}")
        elsewhere = parts.hostname and not validate_host(parts.hostname, settings.ALLOWED_HOSTS)
    except ValueError:
        return ""
    return "" if elsewhere or parts.scheme not in {"", "http", "https"} else parts.path
