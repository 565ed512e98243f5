"""The ballot on the ask page, with and without JavaScript."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.coins import fresh
from votes.models import Vote


def ballots(response):
    """For each post with a ballot: what its two buttons send."""
    forms = re.findall(r'<form class="post__votes votes".*?</form>', response.text, re.DOTALL)
    return [re.findall(r'name="value" value="(-?\d)" aria-pressed="(\w+)"', form) for form in forms]


def test_a_plain_form_votes_and_leads_back(client, answer, cy):
    client.force_login(cy)
    response = client.post(reverse("answer_vote", args=[answer.pk]), {"value": "1"}, follow=True)
    assert fresh(answer).score == 1
    assert ballots(response)[1] == [("0", "true"), ("-1", "false")]


def test_what_is_refused_is_said(client, question, cy):
    client.force_login(cy)
    address = reverse("question_vote", args=[question.pk])
    response = client.post(address, {"value": "-1"}, follow=True)
    assert "You need 6 reputation to vote down" in response.text
    assert fresh(question).score == 0


def test_htmx_gets_the_ballot_alone(client, question, cy):
    client.force_login(cy)
    address = reverse("question_vote", args=[question.pk])
    response = client.post(address, {"value": "1"}, headers={"HX-Request": "true"})
    assert response.text.lstrip().startswith("<form")
    assert "<b>1</b>" in response.text
    response = client.post(address, {"value": "-1"}, headers={"HX-Request": "true"})
    assert 'role="alert">You need 6 reputation' in response.text
    assert ballots(response) == [[("0", "true"), ("-1", "false")]]


@pytest.mark.parametrize("value", ["", "2", "up", "1.0"])
def test_a_vote_that_is_none_is_refused(client, question, cy, value):
    client.force_login(cy)
    address = reverse("question_vote", args=[question.pk])
    assert client.post(address, {"value": value}).status_code == 400
    assert not Vote.objects.exists()


def test_what_is_removed_has_no_ballot_to_send_to(client, answer, cy):
    answer.remove(by=cast.mo(), because="Advertising.")
    client.force_login(cy)
    address = reverse("answer_vote", args=[answer.pk])
    assert client.post(address, {"value": "1"}).status_code == 404


def test_ones_own_posts_and_all_posts_for_who_is_signed_out_have_no_ballot(client, answer, ada):
    address = answer.question.get_absolute_url()
    assert ballots(client.get(address)) == []
    client.force_login(ada)
    assert len(ballots(client.get(address))) == 1


def test_the_readers_votes_cost_one_query(client, question, cy):
    cast.answer(cast.mo(), question)
    client.force_login(cy)
    address = question.get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(10):
        cast.answer(cast.member(f"Answerer {number}"), question)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_a_vote_costs_the_same_on_a_question_with_many_votes(question, ada):
    voters = [cast.member(f"Voter {n}") for n in range(12)]
    Vote.cast(by=voters[0], post=question, value=1)  # which welcomes the asker
    counts = []
    for voter in voters[1:]:
        with CaptureQueriesContext(connection) as queries:
            Vote.cast(by=voter, post=question, value=1)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_a_comment_is_voted_up_where_it_stands(client, question, ada, cy):
    comment = cast.comment(ada, question)
    client.force_login(cy)
    address = reverse("comment_vote", args=[comment.pk])
    response = client.post(address, {"value": "1"}, headers={"HX-Request": "true"})
    assert 'value="0" aria-pressed="true"' in response.text
    page = client.get(question.get_absolute_url()).text
    assert re.search(rf'id="up-comment-{comment.pk}" name="value" value="0"', page)
