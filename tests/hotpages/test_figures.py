"""What moderators see of hot pages and views, in the admin."""

import pytest
from django.utils import timezone

from accounts.roles import appoint_moderator
from hotpages.buffer import Buffer, today
from hotpages.counting import Flusher
from questions.models import ViewDay
from tests import cast

PAGE = "/admin/hotpages/hotpage/"
BACKEND = "accounts.backend.MemberBackend"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def moderator(client, db_that_commits):
    moderator = cast.mo()
    appoint_moderator(moderator)
    client.force_login(moderator, BACKEND)
    return moderator


def test_it_adds_up_what_all_processes_answered(client, moderator, start):
    question = cast.question(cast.ada())
    path = question.get_absolute_url()
    one, other = start(), start()
    for site in (one, one, one, other):
        site.get(path)
    for site in (one, other):
        for _ in range(2):  # the second time there is nothing new
            site.layer.figures.send(site.layer.shelf, 0, 0, today())
    report = client.get(PAGE).context["report"]
    assert report.answers == {"process": 2, "redis": 1, "made": 1}
    assert report.hit_rate == 0.75
    assert report.hottest == [(path, 4)]
    assert [process["copies"] for process in report.processes] == [1, 1]
    assert all(process["bytes"] > 5_000 for process in report.processes)
    text = client.get(PAGE).text
    assert f'<a href="{path}"' in text
    assert "75.0" in text


def test_it_shows_views_in_flight_and_the_crawlers_share(client, moderator):
    question = cast.question(cast.ada())
    ViewDay.objects.create(
        question=question, day=timezone.now().date(), views=300, crawler_hits=100
    )
    buffer = Buffer()
    buffer.add(question.page_key, "198.18.0.1", "", FIREFOX)
    buffer.add(question.page_key, "198.18.0.2", "", FIREFOX)
    Flusher(buffer).flush()
    response = client.get(PAGE)
    assert response.context["report"].pending == 2
    assert response.context["crawler_share"] == 0.25


def test_without_redis_it_says_so(client, moderator, settings):
    settings.REDIS_URL = "unix:///nowhere/figures.sock"
    response = client.get(PAGE)
    assert response.status_code == 200
    assert "Redis cannot be reached" in response.text


def test_an_empty_site_has_a_page_too(client, moderator):
    text = client.get(PAGE).text
    assert "Nobody has read one yet." in text
    assert "No process has reported" in text


def test_members_do_not_see_it(client, db):
    client.force_login(cast.cy(), BACKEND)
    assert client.get(PAGE).status_code == 302
    staff = cast.member("Staff without rights", is_staff=True)
    client.force_login(staff, BACKEND)
    assert client.get(PAGE).status_code == 403
