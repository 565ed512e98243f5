"""An ask page on which there is everything that there can be, for each kind of reader."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.coins import fresh, rich
from tests.costs.site import Site
from tests.standing import standing

pytestmark = pytest.mark.django_db

SIGNED_OUT, SIGNED_IN = 8, 14


@pytest.fixture
def site():
    """Comments, and an accepted answer to whose author two have promised coins."""
    site = Site()
    for name in ("Dee Pledges", "Eve Pledges"):
        site.question.pledge(by=rich(cast.member(name)), coins=40, once_key=name)
    cast.answer(cast.member("Gus Answers"), site.question).accept(by=site.ada)
    return site


def queries_of(client, question):
    path = fresh(question).get_absolute_url()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [each["sql"] for each in queries]


@pytest.mark.parametrize("verbs", [[], ["lock"], ["protect"], ["lock", "protect"]])
def test_it_keeps_its_eight_for_who_is_signed_out(site, verbs):
    mo = cast.mo()
    for verb in verbs:
        getattr(fresh(site.question), verb)(by=mo, because="It has become a quarrel.")
    assert len(queries_of(Client(), site.question)) <= SIGNED_OUT


def test_a_closed_one_keeps_its_eight(site):
    mo, original = cast.mo(), cast.question(site.bo, title="Was this asked before, perhaps?")
    fresh(site.question).close(by=mo, kind="duplicate", original=original)
    for verb in ("lock", "protect"):
        getattr(fresh(site.question), verb)(by=mo, because="It has become a quarrel.")
    assert len(queries_of(Client(), site.question)) <= SIGNED_OUT


@pytest.mark.parametrize("reputation", [1, 20, 5_000])
def test_a_member_s_keeps_its_fourteen(client, site, reputation):
    client.force_login(standing(cast.member("Fay Reads"), reputation))
    assert len(queries_of(client, site.question)) <= SIGNED_IN


def test_the_asker_s_keeps_its_fourteen(client, site):
    client.force_login(site.ada)
    assert len(queries_of(client, site.question)) <= SIGNED_IN
