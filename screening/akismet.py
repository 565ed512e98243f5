"""Akismet's opinion of a text: https://akismet.com/developers/detailed-docs/comment-check/

Only where AKISMET_KEY is set. It never keeps anybody waiting long, and never decides by being away.
"""

import logging
from enum import Enum, auto
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

SECONDS = 2
_LONGEST_ANSWER = 100

log = logging.getLogger(__name__)


class Answer(Enum):
    FINE = auto()
    SPAM = auto()
    # Worst spam, which Akismet advises to throw away.
    CERTAIN = auto()


def ask(submission):
    """What Akismet thinks of it; FINE where no key is set or no answer came."""
    if not settings.AKISMET_KEY:
        return Answer.FINE
    asked = Request(  # noqa: S310 — the address is a setting
        f"{settings.AKISMET_URL}/1.1/comment-check",
        urlencode(_facts(submission)).encode(),
        {"User-Agent": "QuesHub/1"},
    )
    try:
        with urlopen(asked, timeout=SECONDS) as response:  # noqa: S310
            said = response.read(_LONGEST_ANSWER).strip()
            advice = response.headers.get("X-akismet-pro-tip", "")
    except (OSError, HTTPException):
        log.warning("akismet_away", exc_info=True)
        return Answer.FINE
    if said != b"true":
        return Answer.FINE
    return Answer.CERTAIN if advice == "discard" else Answer.SPAM


def _facts(submission):
    return {
        "api_key": settings.AKISMET_KEY,
        "blog": settings.SITE_URL,
        "user_ip": submission.address,
        "user_agent": submission.agent,
        "comment_type": "forum-post" if submission.kind == "question" else "reply",
        "comment_author": submission.member.name,
        "comment_content": submission.text,
        "blog_charset": "UTF-8",
    }
