"""Wherever on its way a page loses Postgres, the answer is 503: no 500, no 400, no half a page."""

import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import engines

from accounts.models import User
from queshub.errors import ErrorPagesMiddleware
from queshub.postgres.base import DatabaseWrapper
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MOST_QUERIES = 60


@pytest.fixture
def bo(client):
    """Bo, signed in, with a question to be answered."""
    bo = cast.bo()
    bo.question = cast.question(cast.ada())
    client.force_login(bo, "accounts.backend.MemberBackend")
    client.raise_request_exception = False
    return bo


def home(client, bo):
    return client.get("/")


def profile(client, bo):
    return client.get(bo.get_absolute_url())


def nowhere(client, bo):
    return client.get("/nowhere/")


def answering(client, bo):
    """With new words and a new once-key each time, so that each time it is written."""
    form = {"body": cast.own_words(), "once_key": uuid.uuid4()}
    return client.post(f"/questions/{bo.question.pk}/answers/", form)


def proving_oneself(client, bo):
    """Changes a session that is there already; Django calls a failure then a bad request."""
    return client.post("/account/reauthenticate/", {"password": cast.PASSWORD})


def ended():
    """Postgres restarts."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )
    other.close()


def out_of_time():
    """Postgres is too busy: in a moment it ends the statement that runs."""
    with connection.connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 20")


class Fault:
    """Happens to a request's query of this number."""

    def __init__(self, cause, number):
        self.cause, self.number, self.count = cause, number, 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count != self.number:
            return execute(sql, params, many, context)
        self.cause()
        if self.cause is out_of_time:
            sql, params, many = "SELECT pg_sleep(5)", None, False
        return execute(sql, params, many, context)


@pytest.mark.parametrize("cause", [ended, out_of_time])
@pytest.mark.parametrize("visit", [home, profile, nowhere, answering, proving_oneself])
def test_at_whichever_query_it_happens_the_answer_is_503(client, bo, visit, cause):
    for number in range(1, MOST_QUERIES):
        fault, before = Fault(cause, number), bo.answers.count()
        with connection.execute_wrapper(fault):
            response = visit(client, bo)
        connection.close()
        if fault.count < number:
            break
        if bo.answers.count() > before:
            assert response.status_code == 302  # something failed after the commit
        else:
            assert response.status_code == 503, (number, response.status_code)
            assert int(response["Retry-After"]) > 0
    assert number > 2
    assert response.status_code in {200, 302, 404}


def test_at_the_commit_it_is_503_and_sent_again_it_is_written_once(client, bo, monkeypatch):
    commit = DatabaseWrapper._commit

    def failing(wrapper):
        monkeypatch.undo()
        ended()
        return commit(wrapper)

    monkeypatch.setattr(DatabaseWrapper, "_commit", failing)
    form = {"body": cast.LONG_ENOUGH, "once_key": uuid.uuid4()}
    path = f"/questions/{bo.question.pk}/answers/"
    assert client.post(path, form).status_code == 503
    connection.close()
    assert bo.answers.count() == 0
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 302]
    assert bo.answers.count() == 1


def test_a_page_that_took_the_error_for_a_no_is_not_shown(rf, bo):
    def view(request):
        connection.ensure_connection()
        ended()
        words = "{% if members or guests %}Somebody is here.{% else %}Nobody is here.{% endif %}"
        page = engines["rendering"].from_string(words).render({"members": User.objects.all()})
        assert page == "Nobody is here."
        return HttpResponse(page)

    assert ErrorPagesMiddleware(view)(rf.get("/")).status_code == 503
    connection.close()
