"""Two moderators who act in the same moment: on the real Postgres, in two threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client

from accounts.roles import appoint_moderator
from answers.models import Answer
from questions.models import Question, Tag
from tests import cast
from tests.admin.pages import act

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moderators():
    """Two browsers, in each of which a moderator of their own is signed in."""
    browsers = []
    for name in ("Mo Moderates", "Max Moderates"):
        member = cast.member(name, is_staff=True)
        appoint_moderator(member)
        browser = Client()
        browser.force_login(member)
        browsers.append(browser)
    return browsers


def both(moderators, model, verb, row, monkeypatch):
    """Both have the row before either verb has begun."""
    barrier, original = Barrier(2, timeout=20), getattr(model, verb)

    def together(self, **fields):
        barrier.wait()
        return original(self, **fields)

    monkeypatch.setattr(model, verb, together)

    def send(browser):
        try:
            return act(browser, verb, row).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, moderators)) == [302, 302]


@pytest.mark.parametrize(("verb", "records"), [("remove", "removals"), ("close", "closures")])
def test_one_question_is_removed_or_closed_once(moderators, question, monkeypatch, verb, records):
    both(moderators, Question, verb, question, monkeypatch)
    assert getattr(question, records).count() == 1
    assert LogEntry.objects.count() == 1
    counted = set(Tag.objects.values_list("question_count", flat=True))
    assert counted == {0 if verb == "remove" else 1}


def test_one_answer_is_removed_and_counted_once(moderators, answer, monkeypatch):
    both(moderators, Answer, "remove", answer, monkeypatch)
    assert answer.removals.count() == 1
    assert Question.objects.get().answer_count == 0
    assert LogEntry.objects.count() == 1
