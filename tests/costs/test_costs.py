"""What members do costs the same on a small site and on a large one: so many queries, no scan."""

import json
import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.costs.site import Site

pytestmark = pytest.mark.django_db

# Tables that a large site makes large.
BIG = {
    *("questions_question", "questions_tagging", "answers_answer", "comments_comment"),
    *("votes_vote",),
}


def vote(client, site):
    address = reverse("answer_vote", args=[site.answers[2].pk])
    return client.post(address, {"value": "1"})


def answer(client, site):
    address = reverse("answer_question", args=[site.question.pk])
    return client.post(address, {"body": cast.own_words()})


def comment(client, site):
    address = reverse("question_comments", args=[site.question.pk])
    return client.post(address, {"body": "Since when, and where exactly?"})


def flag(client, site):
    address = reverse("answer_flag", args=[site.answers[1].pk])
    return client.post(address, {"kind": "rude"})


def read_as_a_member(client, site):
    return client.get(site.question.get_absolute_url())


def read_signed_out(client, site):
    return Client().get(site.question.get_absolute_url())


# What is done, the status that it is answered with, and the queries that it takes.
COSTS = {
    vote: (302, 15),
    answer: (302, 16),
    comment: (302, 10),
    flag: (302, 10),
    read_as_a_member: (200, 11),
    read_signed_out: (200, 3),
}


@pytest.fixture(autouse=True)
def _forms_may_be_sent_at_once(settings):
    settings.SCREENING_SECONDS = 0


def test_a_hundred_thousand_posts_cost_no_more_than_ten(client):
    site = Site()
    small = {act: queries_of(client, act, site) for act in COSTS}
    site.grow()
    large = {act: queries_of(client, act, site) for act in COSTS}
    expected = {act.__name__: number for act, (_status, number) in COSTS.items()}
    for found in (small, large):
        assert {act.__name__: len(queries) for act, queries in found.items()} == expected
    scanned = {sql: scans(sql) for queries in large.values() for sql in queries}
    assert {sql: tables for sql, tables in scanned.items() if tables} == {}


def test_a_scan_is_seen():
    """Or finding none would prove nothing."""
    assert scans("SELECT sum(score) FROM answers_answer") == {"answers_answer"}


def queries_of(client, act, site):
    """What is asked of Postgres when Cy does it; nothing of it stays."""
    client.force_login(site.cy)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            response = act(client, site)
        transaction.set_rollback(True)
    assert response.status_code == COSTS[act][0]
    return [each["sql"] for each in queries if not each["sql"].startswith(TRANSACTION)]


TRANSACTION = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def scans(sql):
    """The large tables that a statement reads from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        [[plan]] = cursor.fetchall()
    text = plan if isinstance(plan, str) else json.dumps(plan)
    scanned = re.findall(r'"Node Type": "Seq Scan".*?"Relation Name": "(\w+)"', text, re.DOTALL)
    return BIG.intersection(scanned)
