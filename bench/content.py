"""What is measured: made, and its views read, inside `manage.py shell`."""

import json
import time
from importlib import import_module
from itertools import cycle

from django.conf import settings
from django.contrib.auth import get_user_model

from answers.models import Answer
from hotpages.jobs import collect_views
from questions.models import Question

ANSWERS = 10
COMMENTS = 2  # to an answer; they do not exist yet, so that their texts stand below it
ANSWER_CHARACTERS = 1_500
COMMENT_CHARACTERS = 260
SETTLED_SECONDS = 3


def build():
    """Ask the large question; prints paths, views so far, and a member's session as JSON."""
    members = list(get_user_model().objects.exclude(email=None).order_by("pk"))
    three = Question.objects.visible().filter(answer_count=3).order_by("pk").first()
    ten = _ask(members[0], members[1 : ANSWERS + 1])
    found = {
        name: {"path": row.get_absolute_url(), "pk": row.pk, "views": row.view_count}
        for name, row in (("10 answers", ten), ("3 answers", three))
    }
    print(json.dumps({"pages": found, "session": session_of(members[-1])}))


def session_of(member) -> str:
    """The key of a session in which `member` is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(member.pk)
    session["_auth_user_backend"] = "accounts.backend.MemberBackend"
    session["_auth_user_hash"] = member.get_session_auth_hash()
    session.create()
    return session.session_key


def _ask(asker, answerers):
    texts = list(Answer.objects.order_by("pk").values_list("body", flat=True))
    long, short = cycle(texts), cycle(texts)
    example = Question.objects.order_by("pk").first()
    question = Question.ask(
        by=asker,
        title="What does a page of ten answers and twenty comments cost?",
        body=example.body,
        category=example.category,
        tags=["measuring", "pages"],
    )
    for member in answerers:
        parts = [_filled(long), *(_comment(next(short)) for _ in range(COMMENTS))]
        Answer.write(by=member, question=question, body="\n\n".join(parts))
    question.refresh_from_db()
    return question


def _filled(texts):
    parts = []
    while sum(map(len, parts)) < ANSWER_CHARACTERS:
        parts.append(next(texts))
    return "\n\n".join(parts)


def _comment(text):
    return " ".join(text.split())[:COMMENT_CHARACTERS].replace("`", "").replace("#", "")


def count(expected: dict[int, int], seconds: float = 30):
    """Collect views until Postgres has them, and no more a while later; prints them as JSON."""
    last = time.monotonic() + seconds
    while _collected(expected) != expected and time.monotonic() < last:
        time.sleep(0.5)
    time.sleep(SETTLED_SECONDS)
    print(json.dumps(_collected(expected)))


def _collected(pks):
    collect_views()
    return dict(Question.objects.filter(pk__in=pks).values_list("pk", "view_count"))
