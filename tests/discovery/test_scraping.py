"""Budgets of who is signed out, on pages that scrapers walk along; a question's page has none."""

import pytest
from django.test import Client
from django.urls import reverse

from queshub.rates import RATE_LIMITS as default_rates
from questions.models import Tag
from tests import cast

pytestmark = pytest.mark.django_db

FEW = {"address": "2/m", "range": "3/m"}


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def few(settings):
    costly = ("deep list", "search", "cold page", "feed", "markdown")
    settings.RATE_LIMITS = settings.RATE_LIMITS | dict.fromkeys(costly, FEW)


def costly_pages(question):
    tag, category = Tag.objects.get(name="depression"), question.category
    after = "?after=2000000000000000-1"
    lists = ["/", "/questions/", tag.get_absolute_url(), category.get_absolute_url()]
    lists.append(question.author.get_absolute_url())
    return [
        *(path + after for path in lists),
        reverse("bounties") + "?after=1000-1",
        "/questions/?before=1-1",
        "/questions/?page=2",
        "/questions/?tags=depression+back-pain",
        "/tags/?page=2",
        "/search/?q=back",
        f"/questions/{question.pk}/history/",
        "/feeds/questions.atom",
        f"/questions/{question.pk}.md",
    ]


def codes(path, *addresses):
    return [Client(REMOTE_ADDR=address).get(path).status_code for address in addresses]


def test_who_asks_for_much_is_told_when_to_come_again(question, few):
    for number, path in enumerate(costly_pages(question)):
        mine = f"192.0.{number}.1"
        # All lists share one budget, which each of these addresses has anew.
        assert codes(path, mine, mine, mine) == [200, 200, 429], path
        assert 0 < int(Client(REMOTE_ADDR=mine).get(path)["Retry-After"]) <= 60


def test_a_range_of_addresses_has_a_budget_too(question, few):
    for number, path in enumerate(costly_pages(question)):
        many = [f"192.0.{number}.{n}" for n in range(4)]
        assert codes(path, *many) == [200, 200, 200, 429], path


def test_whoever_says_that_they_are_typing_has_a_budget_too(settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"typed search": FEW}
    typing = {"headers": {"HX-Request": "true"}}
    many = [Client(REMOTE_ADDR=f"192.0.2.{n}").get("/search/?q=back", **typing) for n in range(4)]
    assert [each.status_code for each in many] == [200, 200, 200, 429]
    assert default_rates["typed search"].keys() == {"member", "address", "range"}


def test_first_pages_and_questions_are_open_to_all(question, few):
    for path in ["/", "/questions/", question.get_absolute_url()]:
        assert codes(path, *["192.0.2.1"] * 6) == [200] * 6
