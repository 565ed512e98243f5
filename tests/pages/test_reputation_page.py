"""The page of a member's reputation, and the levels on the help page."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tests.pages.coins import rows_of, text_of
from tests.standing import standing
from votes.models import Vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo():
    return cast.bo()


def page(client, member, query=""):
    return client.get(reverse("reputation", args=[member.pk, member.slug]) + query)


def test_each_change_stands_there_with_its_post(client, bo):
    answer = cast.answer(bo, cast.question(ada := cast.ada()))
    Vote.cast(by=cast.cy(), post=answer, value=1)
    answer.accept(by=ada)
    rows = rows_of(page(client, bo))
    assert [row.rsplit(maxsplit=1)[-1] for row in rows] == ["+15", "+10"]
    assert "answer voted up Can back pain" in rows[1]


def test_what_was_taken_back_is_said_with_a_true_minus(client, bo):
    answer = cast.answer(bo, cast.question(cast.ada()))
    cy = cast.cy()
    Vote.cast(by=cy, post=answer, value=1)
    Vote.cast(by=cy, post=answer, value=0)
    [back, _] = rows_of(page(client, bo))
    assert "(taken back)" in back
    assert back.endswith("\N{MINUS SIGN}10")


def test_it_is_paged_by_key(client, bo):
    question = cast.question(cast.ada())
    answer = cast.answer(bo, question)
    for number in range(33):
        Vote.cast(by=cast.member(f"Voter {number}"), post=answer, value=1)
    first = page(client, bo)
    assert len(rows_of(first)) == 30
    further = re.search(r"\?after=[\d-]+", first.text)[0]
    assert len(rows_of(page(client, bo, further))) == 3


def test_a_post_that_was_removed_is_not_named(client, bo):
    answer = cast.answer(bo, question := cast.question(cast.ada()))
    Vote.cast(by=cast.cy(), post=answer, value=1)
    question.remove(by=cast.mo(), because="Advertising.")
    assert "a removed answer" in rows_of(page(client, bo))[0]


def test_who_has_none_yet_is_told_how_it_comes(client, bo):
    assert "Nobody has voted yet" in text_of(page(client, bo))


def test_a_removed_profile_is_not_found(client, bo):
    bo.remove(by=cast.mo(), because="Advertising.")
    assert page(client, bo).status_code == 404


def test_a_member_sees_which_levels_are_open(client, bo):
    bo = standing(bo, 30)
    client.force_login(bo)
    table = re.search(r'<table class="levels">.*?</table>', page(client, bo).text, re.DOTALL)[0]
    assert table.count('<span class="accepted">') == 6


def test_the_help_page_has_the_points_and_levels_of_this_site(client, settings):
    settings.REPUTATION = {**settings.REPUTATION, "answer up": 77}
    settings.PRIVILEGE_SCALE = 1
    text = text_of(client.get("/help/"))
    assert "Your answer is voted up +77" in text
    assert "3,000 vote to close and to reopen" in text
