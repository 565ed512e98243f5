"""The public log of what moderators did, and each member's own part of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Act
from questions.models import Tag
from tests import cast

pytestmark = pytest.mark.django_db

LOG, OWN = "/moderation/log/", "/account/moderation/"
WHY = {"because": "Between the two of us."}


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def ada():
    return cast.ada()


def queries_of(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_it_names_the_moderator_and_the_post_and_never_the_reason(client, mo, ada):
    question = cast.question(ada)
    question.close(by=mo, **WHY)
    text = client.get(LOG).text
    assert "Closed" in text
    assert "Mo Moderates" in text
    assert f'href="{question.get_absolute_url()}"' in text
    assert WHY["because"] not in text


def test_a_suspended_member_is_not_named(client, mo, ada):
    ada.suspend(by=mo, **WHY)
    text = client.get(LOG).text
    assert "Suspended" in text
    assert "a member" in text
    assert "Ada Asks" not in text


def test_what_cannot_be_seen_is_not_named_but_to_those_who_see_it(client, mo, ada):
    answer = cast.answer(cast.bo(), cast.question(ada))
    answer.remove(by=mo, **WHY)
    text = client.get(LOG).text
    assert "a removed answer" in text
    assert "answer to" not in text
    client.force_login(mo)
    assert f'href="{answer.get_absolute_url()}"' in client.get(LOG).text


def test_comments_are_linked_while_they_are_there(client, mo, ada):
    question = cast.question(ada)
    comment = cast.comment(ada, question)
    comment.remove(by=mo, **WHY)
    assert "a removed comment" in client.get(LOG).text
    comment.restore(by=mo)
    assert (
        f'<a href="{comment.get_absolute_url()}" dir="auto">a comment</a>' in client.get(LOG).text
    )
    question.remove(by=mo, **WHY)
    assert comment.get_absolute_url() not in client.get(LOG).text


def test_tags_are_linked_while_they_are_there(client, mo, ada):
    cast.question(ada)
    tag = Tag.objects.get(name="back-pain")
    tag.rename("backache", by=mo, **WHY)
    assert 'href="/tags/backache/"' in client.get(LOG).text
    tag.remove(by=mo, **WHY)
    text = client.get(LOG).text
    assert "a removed tag" in text
    assert "backache" not in text


def test_it_turns_its_pages_by_key(client, mo, ada):
    for _ in range(31):
        ada.suspend(by=mo, **WHY)
    first = client.get(LOG)
    assert len(first.context["rows"]) == 30
    second = client.get(f"{LOG}{first.context['page'].next_url}")
    assert [row.act for row in second.context["rows"]] == [Act.objects.order_by("pk").first()]


def test_it_costs_the_same_however_much_there_is(client, mo):
    def acts(start, number):
        for n in range(start, start + number):
            question = cast.question(cast.member(f"Asker {n}"), title=f"Question {n}, which is it?")
            answer = cast.answer(cast.member(f"Answerer {n}"), question)
            answer.remove(by=mo, **WHY)
            answer.restore(by=mo)
            question.close(by=mo, **WHY)

    acts(0, 3)
    few = queries_of(client, LOG)
    acts(3, 5)
    assert queries_of(client, LOG) == few


def test_a_member_reads_what_was_done_to_them_with_the_reason(client, mo, ada):
    question = cast.question(ada)
    question.remove(by=mo, **WHY)
    cast.question(cast.bo(), title="How does one fold a fitted sheet?").remove(by=mo, because="No.")
    client.force_login(ada)
    response = client.get(OWN)
    assert [row.act.about_id for row in response.context["rows"]] == [question.pk]
    assert WHY["because"] in response.text
    assert f'href="{question.get_absolute_url()}"' in response.text
    assert f"{OWN}{Act.objects.earliest('pk').pk}/appeal/" in response.text


def test_a_suspended_member_reads_it_too(client, mo, ada):
    ada.suspend(by=mo, **WHY)
    client.force_login(ada)
    text = client.get(OWN).text
    assert '<span dir="auto">you</span>' in text
    assert WHY["because"] in text


def test_ones_own_profile_leads_there_when_there_is_something(client, mo, ada):
    client.force_login(ada)
    assert OWN not in client.get(ada.get_absolute_url()).text
    ada.suspend(by=mo, until=None, **WHY)
    assert OWN in client.get(ada.get_absolute_url()).text
    client.force_login(mo)
    assert OWN not in client.get(ada.get_absolute_url()).text


def test_the_profiles_of_others_ask_nothing_for_it(client, mo, ada):
    ada.suspend(by=mo, **WHY)
    client.force_login(mo)
    with CaptureQueriesContext(connection) as asked:
        client.get(ada.get_absolute_url())
    assert not [query for query in asked if "accounts_act" in query["sql"]]


def test_equal_times_lose_nothing_between_pages(client, mo, ada):
    at = ada.created_at + timedelta(hours=1)
    about = {"by": mo, "kind": "suspended", "about_kind": "member", "about_id": ada.pk, "at": at}
    Act.objects.bulk_create(Act(**about) for _ in range(40))
    first = client.get(LOG)
    second = client.get(f"{LOG}{first.context['page'].next_url}")
    shown = [row.act.pk for page in (first, second) for row in page.context["rows"]]
    assert sorted(shown) == sorted(Act.objects.values_list("pk", flat=True))
